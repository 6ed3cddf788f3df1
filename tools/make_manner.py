"""Learn src/clipparse/words/manner.toml: the words by which a reporter's manner is told from a blogger's.

    python tools/make_manner.py blog-posts.jsonl.gz news-articles.jsonl.gz

Nothing is labelled: a paragraph's label is the file that it comes from, blogs (`blog`, `text`) or news (`source`, `text`).
So that the table is about manner, and not about topics, years, one site's habits or how its files were made:

- a word or a pair of words counts when it is spread over many writers: blogs by their owners, news over the decades and
  over sites, which their own names in the text tell apart;
- it occurs about as often whatever the text is about: news and blogs are grouped by topic, also without labels;
- it is not a name (mostly with a capital inside sentences), a month, a figure, or one of the nouns in TOPICS;
- paragraphs of both sides are alike in length and number, and every kind of news weighs the same.

The weights are those of a logistic regression: a penalty on absolute values picks the entries, a penalty on squares then
fits the weights of those picked. They are written in tenths, above 0 for reporters. Same files, same table.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import html
import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import scipy.sparse
import scipy.sparse.linalg

from clipparse.language import language_of
from clipparse.lexicon import Lexicon
from clipparse.stages.manner import damping, tokens_of

TABLE = Path(__file__).parent.parent / "src" / "clipparse" / "words" / "manner.toml"
# The penalties: on absolute values to pick the entries, on squares to weigh those picked.
PICK, WEIGH = 7e-5, 3e-4
ROUNDS = 300
# The weight in the table is what a word adds in a paragraph of twenty words, in tenths.
# Words by which a site's article gives its site away; the first that is found counts. None found: a site like the others.
SITES = {
    "Al Jazeera": r"Al Jazeera",
    "ABC": r"ABC News",
    "Huffington Post": r"Huffington|HuffPost",
    "TASS": r"/TASS/",
    "China Daily": r"Xinhua|China Daily|chinadaily",
    "CNN": r"\bCNN\b",
    "RTE": r"\bRT[EÉ]\b|Ireland|Irish|[Gg]arda",
    "Deutsche Welle": r"\bDW\b|\(AFP|\(dpa|, dpa|Reuters\)",
    "BBC 2017": r"\bBBC\b",
}
OLD = "BBC 2004"
BLOG = "blog"
# Lengths of paragraphs in words; within each both sides weigh the same.
LENGTHS = (6, 10, 16, 25, 40, 60, 90, 130)
LONGEST = 200
MOST_SENTENCES = 5
# Spread: blogs whose owners use a word, articles of the decade before and of each of three sites at least.
OWNERS, OLD_ARTICLES, SITE_ARTICLES, SITES_AT_LEAST = 40, 12, 4, 3
TOPIC_GROUPS = 10
# A word's rates in the groups of topics: how even they are, as a share of the groups that it would be even over.
EVEN = 0.75
CAPITALS = 0.5
# Written with a capital, and manner all the same.
NO_NAMES = {
    "i",
    "i'm",
    "i'd",
    "i'll",
    "i've",
    "im",
    "ive",
    "mr",
    "mrs",
    "ms",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
}
NO_NAMES |= {"friday", "saturday", "sunday"}
# In small letters it is two words: the people, and the country.
TWO_WORDS = {"us"}
# Nouns, and the like, that are what a text is about; found by reading what was learnt without them.
_TOPICS = """
abroad adventure agency aid album alcohol american animal animals anti army arrested artist attack audience baby
background band bands bank banks bar base bed beer bible birthday bit black blood blue bodies body book books boy boys
bread breakfast bridge britain british brother brothers budget buildings bus business cake campaign cancer candidate
candidates candy car cat cats cell centre chairman charged cheese chicken chief child children chips chocolate
christian church cities city civil class climate club co coffee cold college color communities community company
computer concert conference conservative conservatives cost countries country court cream creation crime criminal
cultural culture cuts d dad dance dancers dancing dark date daughter de deal debt democracy democratic die digital
dinner director disease doctor doctors dog dogs doors drug drugs e east eastern eat economic economy effects election
email employees energy english estate european evil ex exam exams executive faith families family fans federal field
film films finger fingers fire flat flower flowers food football french fund funded funding funds game gas gay german
gift gifts girl girlfriend girls glass god government grade green group groups gym hair health heaven homework
hospital hot house husband industry injured international internet investment investors irish jesus job jobs
journalists judge kid kids kill killed king knowledge law lawyer lawyers league learning legal lesson lessons liberal
liberals light lips living local lord love lunch mall market markets marriage married marry match measures media
medical member members men mid miles military million millions minds minister mobile mom money moon mother movie
movies multi music muslim national nature nd non north northern office officer oil online organisation pants paper
parents parliament partners party patients peace percent phone physical pizza planet play player players police policy
politically politicians politics pool pope population power practice pray prayer president press price prices prime
prison pro professor profit profits property protest public radio rain re red religion religious republican
republicans research rich rights ring rival rocks room rural safety sales san school science scientists season
secretary security service services sex share shares shop silver sister sisters sit site sites size skin sleep snow
social software soldiers son song songs soul south southern spiritual staff stage star stars state states store street
student students study sub summer sun sweet swimming system table taught tax taxes tea teacher teaching team
technology television th theatre theme throat ticket town trade training transport travel tree troops type
unemployment union user users v vacation veteran victim victims vote voters walk walls war water weapons wear web
wedding weight west western white wife wind window woman women word words work worker workers world young youth
"""
TOPICS = frozenset(_TOPICS.split())


class Text:
    """A post or an article: who wrote it, its paragraphs as tokens."""

    def __init__(self, source: str, owner: str, text: str, rng: random.Random) -> None:
        self.source, self.owner = source, owner
        # in a quarter of the sites' articles `"?` stands for an apostrophe or a dash that was lost: no quotation opens there
        self.raw = re.sub(r"\"\?", " ", html.unescape(text)) if source not in (BLOG, OLD) else html.unescape(text)
        self.pieces = [
            tokens for piece in _pieces(self.raw, rng, source == BLOG) if len(tokens := tokens_of(piece)) > 0
        ]

    @property
    def is_news(self) -> bool:
        return self.source != BLOG


def _pieces(text: str, rng: random.Random, as_they_are: bool) -> Iterator[str]:
    """Paragraphs; long ones, and those of news, whose breaks are lost, in runs of one to five sentences."""
    for paragraph in text.split("\n\n"):
        if as_they_are and paragraph.count(" ") <= 90:
            yield paragraph
            continue
        sentences = re.split(r"(?<=[.!?])\s+|(?<=[.!?][\"”])\s+", paragraph)
        at = 0
        while at < len(sentences):
            size = rng.randint(1, MOST_SENTENCES)
            yield " ".join(sentences[at : at + size])
            at += size


def read(blogs: Path, news: Path) -> list[Text]:
    """All texts in English, the same in every run."""
    rng = random.Random(16)
    words = Lexicon.default()
    texts = [
        Text(BLOG, row["blog"], row["text"], rng) for row in _rows(blogs) if language_of(row["text"], words) == "en"
    ]
    for row in _rows(news):
        source = OLD if row["source"].startswith("BBC") else _site(row["text"])
        texts.append(Text(source, source, row["text"], rng))
    return texts


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _site(text: str) -> str:
    return next((site for site, pattern in SITES.items() if re.search(pattern, text)), "another site")


def features(tokens: Sequence[str]) -> Iterator[str]:
    """Words, and pairs of words that stand side by side."""
    yield from tokens
    yield from map(" ".join, pairwise(tokens))


def spread(texts: Sequence[Text]) -> dict[str, int]:
    """The words and pairs that are spread over writers on the side where they are more frequent: 1 for news, -1 for blogs."""
    owners: dict[str, set[str]] = collections.defaultdict(set)
    articles: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    rates: dict[bool, collections.Counter[str]] = {True: collections.Counter(), False: collections.Counter()}
    sizes = {True: 0, False: 0}
    for text in texts:
        counts = collections.Counter(one for tokens in text.pieces for one in features(tokens))
        sizes[text.is_news] += sum(map(len, text.pieces))
        rates[text.is_news].update(counts)
        for one in counts:
            if text.is_news:
                articles[text.source][one] += 1
            else:
                owners[one].add(text.owner)
    sites = [source for source in articles if source not in (OLD, "another site")]
    found = {}
    for one in sorted(owners.keys() | articles[OLD].keys()):
        of_news = rates[True][one] / sizes[True] > rates[False][one] / sizes[False]
        if of_news:
            fits = articles[OLD][one] >= OLD_ARTICLES
            fits &= sum(articles[site][one] >= SITE_ARTICLES for site in sites) >= SITES_AT_LEAST
        else:
            fits = len(owners[one]) >= OWNERS
        if fits:
            found[one] = 1 if of_news else -1
    return found


def names(texts: Sequence[Text]) -> set[str]:
    """Words that mostly have a capital inside a sentence, on one side at least."""
    capitals: dict[bool, collections.Counter[str]] = {side: collections.Counter() for side in (True, False)}
    alls: dict[bool, collections.Counter[str]] = {side: collections.Counter() for side in (True, False)}
    for text in texts:
        for word in re.findall(r"(?<=[a-z,] )[A-Za-z]+(?:'[a-z]+)?", text.raw.replace("’", "'")):
            alls[text.is_news][word.lower()] += 1
            capitals[text.is_news][word.lower()] += word[0].isupper()
    return {
        word
        for side in (True, False)
        for word, count in alls[side].items()
        if count >= 5 and capitals[side][word] > CAPITALS * count and word not in NO_NAMES
    }


def evenness(texts: Sequence[Text], known: Sequence[str]) -> np.ndarray:
    """Of each word or pair, over how many of the groups of topics it is spread evenly, as a share of them."""
    index = {one: k for k, one in enumerate(known)}
    counts = _counts(([t for p in text.pieces for t in p] for text in texts), index)
    sizes = np.array([sum(map(len, text.pieces)) for text in texts], float)
    rates = np.zeros((TOPIC_GROUPS, len(known)))
    groups = _topics(texts)
    for group in range(TOPIC_GROUPS):
        rows = groups == group
        rates[group] = (np.asarray(counts[rows].sum(axis=0)).ravel() + 0.5) / (sizes[rows].sum() + 1)
    shares = rates / rates.sum(axis=0)
    across: np.ndarray = np.exp(-(shares * np.log(shares)).sum(axis=0)) / TOPIC_GROUPS
    return across


def _topics(texts: Sequence[Text]) -> np.ndarray:
    """A group of topics for each text: k-means over the main directions of its longer words."""
    spread_over: collections.Counter[str] = collections.Counter()
    for text in texts:
        spread_over.update({word for tokens in text.pieces for word in tokens if len(word) >= 4})
    words = [w for w, n in sorted(spread_over.items()) if 20 <= n <= len(texts) / 12]
    index = {word: k for k, word in enumerate(words)}
    counts = _counts(([t for p in text.pieces for t in p] for text in texts), index, pairs=False)
    weights = scipy.sparse.csr_matrix(counts)
    weights.data = np.log1p(weights.data)
    weights = weights @ scipy.sparse.diags([np.log(len(texts) / spread_over[word]) for word in words])
    left, sizes, _ = scipy.sparse.linalg.svds(weights, k=40, v0=np.ones(min(weights.shape)), random_state=0)
    points = left * sizes
    points /= np.linalg.norm(points, axis=1, keepdims=True) + 1e-9
    rng = np.random.default_rng(0)
    centres = points[rng.choice(len(points), TOPIC_GROUPS, replace=False)]
    for _ in range(40):
        groups = (points @ centres.T).argmax(axis=1)
        for k in range(TOPIC_GROUPS):
            if (groups == k).any():
                centre = points[groups == k].mean(axis=0)
                centres[k] = centre / (np.linalg.norm(centre) + 1e-9)
    chosen: np.ndarray = groups
    return chosen


def _counts(texts: Iterable[Sequence[str]], index: dict[str, int], pairs: bool = True) -> scipy.sparse.csr_matrix:
    rows, columns, row = [], [], 0
    for row, tokens in enumerate(texts):
        found = [k for one in (features(tokens) if pairs else tokens) if (k := index.get(one)) is not None]
        rows += [row] * len(found)
        columns += found
    shape = (row + 1, len(index))
    return scipy.sparse.coo_matrix((np.ones(len(rows)), (rows, columns)), shape).tocsr()


def learnt(texts: Sequence[Text], sides: dict[str, int]) -> dict[str, int]:
    """The entries and their weights in tenths; none may speak for the side on which it is rarer.

    Without that some entries would only mend what others say (`I think` for reporters, by what they quote), and read oddly
    as a reason; it costs .002 of the area under the curve.
    """
    known = list(sides)
    signs = np.array([sides[one] for one in known], float)
    index = {one: k for k, one in enumerate(known)}
    paragraphs = [
        (tokens, text.source) for text in texts for tokens in text.pieces if LENGTHS[0] <= len(tokens) <= LONGEST
    ]
    counts = _counts((tokens for tokens, _ in paragraphs), index)
    counts.data[:] = 1.0  # said three times it tells hardly more
    sizes = np.array([len(tokens) for tokens, _ in paragraphs], float)
    design = (scipy.sparse.diags([damping(size) for size in sizes]) @ counts).tocsr()
    news = np.array([source != BLOG for _, source in paragraphs], float)
    weights = _balanced(sizes, [source for _, source in paragraphs])
    picked = np.flatnonzero(_regression(design, news, weights, signs, absolute=PICK))
    strengths = _regression(design[:, picked], news, weights, signs[picked], squares=WEIGH)
    tenths = np.rint(10 * strengths).astype(int)
    return {known[k]: int(value) for k, value in zip(picked, tenths, strict=True) if value}


def _balanced(sizes: np.ndarray, sources: Sequence[str]) -> np.ndarray:
    """What each paragraph weighs: at every length both sides the same, of news the old and the sites, and every site."""
    of = np.array(sources)
    lengths = np.digitize(sizes, LENGTHS)
    kinds = sorted({*sources} - {BLOG})
    weights = np.zeros(len(sizes))
    for length in np.unique(lengths):
        of_blogs = (lengths == length) & (of == BLOG)
        weights[of_blogs] = 1.0
        for kind in kinds:
            rows = (lengths == length) & (of == kind)
            share = 0.5 if kind == OLD else 0.5 / (len(kinds) - 1)
            weights[rows] = of_blogs.sum() * share / max(1, rows.sum())
    shares: np.ndarray = weights / weights.sum()
    return shares


def _regression(
    design: scipy.sparse.csr_matrix,
    news: np.ndarray,
    weights: np.ndarray,
    signs: np.ndarray,
    absolute: float = 0.0,
    squares: float = 0.0,
) -> np.ndarray:
    """The coefficients of a logistic regression, by accelerated proximal steps; each keeps the sign that is given or is 0."""
    weighted = scipy.sparse.diags(np.sqrt(weights)) @ design
    largest = scipy.sparse.linalg.svds(weighted, k=1, v0=np.ones(min(weighted.shape)), return_singular_vectors=False)[0]
    step = 1.0 / (0.25 * largest**2 + squares)
    across = design.T.tocsr()
    now = ahead = np.zeros(design.shape[1])
    pace, constant = 1.0, 0.0
    for _ in range(ROUNDS):
        wrong = weights * (1 / (1 + np.exp(-(design @ ahead + constant))) - news)
        moved = ahead - step * (across @ wrong + squares * ahead)
        moved = np.sign(moved) * np.maximum(np.abs(moved) - step * absolute, 0.0)
        moved[moved * signs < 0] = 0.0
        constant -= 4 * wrong.sum()
        faster = (1 + np.sqrt(1 + 4 * pace**2)) / 2
        ahead = moved + (pace - 1) / faster * (moved - now)
        now, pace = moved, faster
    return now


HEAD = """\
# How much a word, or two words side by side, tells of who writes: above 0 a reporter, below 0 one who writes a blog; in tenths
# of the logarithm of the odds, as in a paragraph of twenty words. Made by tools/make_manner.py from news of 2004-2005
# (BBC) and 2017 (several sites) and from blogs of 2001-2004, without labels; " stands for a quotation.
"""


def write(table: dict[str, int]) -> None:
    """The table, the most telling words of reporters first."""
    rows = [
        f"{json.dumps(one, ensure_ascii=False)} = {table[one]}" for one in sorted(table, key=lambda k: (-table[k], k))
    ]
    TABLE.write_text(HEAD + "\n[manner]\n" + "\n".join(rows) + "\n", encoding="utf-8")


def main() -> None:
    arguments = argparse.ArgumentParser(description="Learn words/manner.toml from blogs and news.")
    arguments.add_argument("blogs", type=Path)
    arguments.add_argument("news", type=Path)
    given = arguments.parse_args()
    texts = read(given.blogs, given.news)
    sides = spread(texts)
    left_out = names(texts) | TOPICS | TWO_WORDS
    known = [one for one in sides if not any(word in left_out or word[0].isdigit() for word in one.split())]
    even = {is_news: evenness([text for text in texts if text.is_news == is_news], known) for is_news in (True, False)}
    known = [one for k, one in enumerate(known) if even[sides[one] > 0][k] >= EVEN]
    table = learnt(texts, {one: sides[one] for one in known})
    write(table)
    print(f"{len(table)} entries of {len(known)}, {sum(value > 0 for value in table.values())} of them reporters'")


if __name__ == "__main__":
    main()
