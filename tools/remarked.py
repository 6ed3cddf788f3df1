"""Posts put together from texts that nobody labelled: bloggers' own words, and newspapers' articles in among them.

Whose words they are is known by where they were found, so these posts are labelled by construction. `blog-posts.jsonl.gz`
holds a post a line (`blog`, `text`), `news-articles.jsonl.gz` an article a line (`title`, `text`). Remarks and articles that
stand together have words in common, as far as there are such: else every change of the topic would be a change of the speaker.
"""

from __future__ import annotations

import datetime as dt
import gzip
import json
import pathlib
import random
import re
from collections.abc import Callable, Iterator, Sequence, Set

import attrs

from clipparse.language import language_of
from clipparse.lexicon import Lexicon
from compose import PLACES, Pieces, filled
from layouts import BLANK, Row

_GAP = re.compile(r"\s*\n\s*")
_WORD = re.compile(r"[a-z]{5,}")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"'“(])")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w'’]+(?: [A-Z][\w'’]+){0,3}(?= [a-z])")
# What tells that a post may pass on another's text, and what tells that it does.
_NAMED = re.compile(
    r"https?:|www\.|\bby [A-Z]\w+ [A-Z]|\bNews\b|\bTimes\b|\bPost\b|\b[Aa]ccording to\b|\b[Tt]aken from\b|\barticle\b"
    r"|\b[Rr]eport(?:s|ed)\b"
)
_ANOTHERS = re.compile(
    r"\((?:AP|AFP|CNN|Reuters)\)|Associated Press|Reuters|[Cc]opyright|[Ll]yrics|[Cc]horus|\b[Qq]uiz\b|\n\W*(?:By|BY) [A-Z]"
)
_I = re.compile(r"\b(?:I|[Mm]y|me|I'm|I've|im)\b")
_SHORTEST, _LONGEST, _MOST_PARAGRAPHS = 200, 9_000, 40
_PROSE = 60  # characters; nobody can tell what a shorter line is
_PARAGRAPH = 40  # characters of an article's paragraph, at the least
_TRIED = 40  # posts of which the one is taken whose words are nearest to an article's


@attrs.frozen
class Text:
    """One text: its title, if it has one, its paragraphs, its longer words, and whether it names where others write."""

    title: str
    paragraphs: tuple[str, ...]
    words: Set[str]
    names_others: bool = False

    @property
    def surely_own(self) -> tuple[str, ...]:
        """The paragraphs that are the writer's own words: of a post that names others, those that say I."""
        return tuple(one for one in self.paragraphs if not self.names_others or _I.search(one))


@attrs.frozen
class Shelf:
    """What posts are put together from."""

    blogs: tuple[Text, ...]
    commenting: tuple[Text, ...]  # those that name where others write
    articles: tuple[Text, ...]
    pieces: Pieces

    @classmethod
    def of(cls, directory: pathlib.Path, left_out: Set[str] = frozenset()) -> Shelf:
        """The texts of a directory, without the blogs `left_out`; each in the order of its file."""
        blogs = tuple(_own_words(_records(directory / "blog-posts.jsonl.gz"), left_out))
        articles = tuple(_articles(_records(directory / "news-articles.jsonl.gz")))
        outlets = tuple(sorted(name for name in set(Lexicon.default().names["outlets"].values()) if name.isascii()))
        return cls(
            blogs, tuple(one for one in blogs if one.names_others), articles, Pieces((), (), outlets, (), (), ())
        )

    def near(self, article: Text, dice: random.Random) -> Text:
        """A blog's post that has as many words in common with the article as any of some."""
        return max(
            (dice.choice(self.blogs) for _ in range(_TRIED)),
            key=lambda one: len(one.words & article.words) / (30 + len(one.words)),
        )


def sentences_of(text: Text) -> list[str]:
    """All sentences of a text."""
    return [sentence for paragraph in text.paragraphs for sentence in _SENTENCE.split(paragraph)]


def _records(path: pathlib.Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _paragraphs(text: str, shortest: int = 1) -> tuple[str, ...]:
    return tuple(one.strip() for one in _GAP.split(text) if len(one.strip()) >= shortest)


def _own_words(records: Iterator[dict[str, str]], left_out: Set[str]) -> Iterator[Text]:
    """English posts that hold nobody else's words, as far as can be told."""
    for record in records:
        text = record["text"]
        paragraphs = _paragraphs(text)
        if (
            record["blog"] not in left_out
            and _SHORTEST < len(text) < _LONGEST
            and len(paragraphs) <= _MOST_PARAGRAPHS
            and not _ANOTHERS.search(text)
            and language_of(text[:1000], Lexicon.default()) == "en"
        ):
            yield Text("", paragraphs, frozenset(_WORD.findall(text.lower())), _NAMED.search(text) is not None)


def _articles(records: Iterator[dict[str, str]]) -> Iterator[Text]:
    for record in records:
        paragraphs = _paragraphs(record["text"], _PARAGRAPH)
        if len(paragraphs) == 1:  # the file has lost where they end
            paragraphs = tuple(_cut(paragraphs[0], random.Random(paragraphs[0])))
        title = " ".join(record["title"].split())
        if len(paragraphs) >= 3 and 12 <= len(title) <= 140:
            yield Text(title, paragraphs, frozenset(_WORD.findall(record["text"].lower())))


def _cut(text: str, dice: random.Random) -> Iterator[str]:
    """A text in paragraphs of one to three sentences, as papers set them."""
    sentences = _SENTENCE.split(text)
    while sentences:
        count = dice.choice((1, 2, 2, 3))
        yield " ".join(sentences[:count])
        del sentences[:count]


def own(shelf: Shelf, dice: random.Random) -> list[Row]:
    """A post of nothing but the blogger's own words; every sixth has a line for each sentence.

    Every third names others, who may be quoted in it: left out, or `?`, whatever names a paper would pass for an article.
    """
    post = dice.choice(shelf.commenting if dice.random() < 0.35 else shelf.blogs)
    if dice.random() < 0.16 and not post.names_others:
        return spaced(_remarks(sentences_of(post)[:25], 30), dice)
    return spaced(_remarks(post.paragraphs), dice)


def remarked(shelf: Shelf, dice: random.Random) -> list[Row]:
    """A post in which a blogger passes on one to four articles, or parts of them, with remarks or without."""
    way = dice.choices(_WAYS, _WEIGHTS)[0]
    talks = dice.random() < 0.85
    rows: list[Row] = []
    for number in range(dice.choice((1, 1, 1, 1, 1, 2, 2, 3, 4))):
        article = dice.choice(shelf.articles)
        said = _Said.of(shelf.near(article, dice), dice) if talks else _Said(())
        rows += said.some(dice.choice((0, 0, 1, 1, 2, 3)))
        passed = way(article, shelf.pieces, dice)
        body = [at for at, row in enumerate(passed) if row[1] == "body"]
        if len(body) > 1 and dice.random() < 0.2:
            at = dice.choice(body[1:])  # one article in two halves
            passed[at:at] = said.some(1)
        rows += [(text, role, None if role == "commentary" else number) for text, role, _ in passed]
        rows += said.some(dice.choice((0, 0, 1, 1, 2, 4)))
        if not talks:
            way = dice.choices(_WAYS, _WEIGHTS)[0]
    return spaced(rows, dice)


@attrs.define
class _Said:
    """What a blogger has still to say, in the order of a post."""

    paragraphs: Sequence[str]

    @classmethod
    def of(cls, post: Text, dice: random.Random) -> _Said:
        """All of a post; of every third, each paragraph's first sentence alone."""
        if dice.random() < 0.35:
            return cls([_SENTENCE.split(one)[0] for one in post.surely_own])
        return cls(post.surely_own)

    def some(self, count: int) -> list[Row]:
        """The next so many paragraphs."""
        taken, self.paragraphs = self.paragraphs[:count], self.paragraphs[count:]
        return _remarks(taken, 15)


def _remarks(paragraphs: Sequence[str], shortest: int = _PROSE) -> list[Row]:
    return [(text, "commentary" if len(text) >= shortest else "?", None) for text in paragraphs]


# -- the ways in which a post shows an article


def _whole(article: Text, pieces: Pieces, dice: random.Random) -> list[Row]:
    """Headline, and perhaps writer, date and paper, over its text."""
    form = Form(pieces, dice)
    rows: list[Row] = [(article.title, "headline", 0)]
    rows += form.maybe(0.4, _BYLINES, "byline") + form.maybe(0.35, _DATES, "dateline")
    rows[:0] = form.maybe(0.25, _PAPERS, "source")
    body = _part(article, dice, from_top=True)
    if dice.random() < 0.25:
        body[0] = form.filled(_HEADS) + body[0]
    return [*rows, *_body(body), *form.maybe(0.25, _CREDITS, "source")]


def _introduced(article: Text, pieces: Pieces, dice: random.Random) -> list[Row]:
    """Words that name the paper, over a part of the text."""
    form = Form(pieces, dice)
    over: list[Row] = [(form.filled(_INTRODUCTIONS), "source", 0)]
    if dice.random() < 0.3:
        over = [(form.filled(_SENTENCES), "commentary", None)]
    return [*over, *_body(_quoted(_part(article, dice), dice))]


def _glued(article: Text, pieces: Pieces, dice: random.Random) -> list[Row]:
    """The title, or the paper, at the head of the first paragraph."""
    form = Form(pieces, dice)
    body = _quoted(_part(article, dice, from_top=dice.random() < 0.5), dice)
    title = article.title if dice.random() < 0.6 else form.filled(("{outlet}",))
    body[0] = title + dice.choice((" ", ": ", " : ", " - ")) + body[0]
    return [*_body(body), *form.maybe(0.3, _CREDITS, "source")]


def _credited(article: Text, pieces: Pieces, dice: random.Random) -> list[Row]:
    """Its text, and where it is from below."""
    return [*_body(_quoted(_part(article, dice), dice)), (Form(pieces, dice).filled(_CREDITS), "source", 0)]


_WAYS: tuple[Callable[[Text, Pieces, random.Random], list[Row]], ...] = (_whole, _introduced, _glued, _credited)
_WEIGHTS = (5, 4, 1, 1)
_BYLINES = ("By {name}", "by {name}", "By {name} and {other}", "By {capitals}", "By {name}, Associated Press Writer",
            "{name}, {outlet}", "By {name}, {outlet}")  # fmt: skip
_DATES = ("{date}", "{date}", "{outlet}, {date}", "{date} | {outlet}", "Published: {date}", "{date}, {clock}")
_PAPERS = ("{outlet}", "{outlet}:", "From {outlet}:", "{link}", "via {outlet}")
_HEADS = (
    "{capital} (AP) -- ",
    "{capital} (Reuters) - ",
    "{capital}, {month} 3 (AFP) - ",
    "{capital} - ",
    "({outlet}) - ",
)
_CREDITS = ("{outlet}", "-- {outlet}", "({outlet})", "Source: {outlet}", "via {outlet}", "{link}", "[{outlet}, {date}]")
_INTRODUCTIONS = ("From {outlet}:", "From the {outlet}:", "{outlet} reports:", "{outlet} says:", "Says {outlet}:",
                  "This is from {outlet}", "From today's {outlet}:", "via {outlet}:", "{outlet}:", "From {outlet}, {date}:",
                  "As {outlet} reports,", "From an article in {outlet}:", "{link}", "Excerpt from {outlet}:")  # fmt: skip
_SENTENCES = ("There is a piece in {outlet} that I have to share with you:", "I read this in {outlet} this morning.",
              "{name} of {outlet} writes about it and gets it right, I think:", "Did you see what {outlet} had today?",
              "So {outlet} has this story, and it made me laugh out loud:")  # fmt: skip


@attrs.frozen
class Form:
    """Fills forms with made-up names, papers and dates; a post has one day and one paper."""

    pieces: Pieces
    dice: random.Random

    def filled(self, forms: Sequence[str], **more: str) -> str:
        """One of the forms; `more` stands for what is named so in it."""
        day = dt.date(1998, 1, 1) + dt.timedelta(days=self.dice.randrange(9_500))
        form = self.dice.choice(forms)
        for name, value in {"capital": self.dice.choice(PLACES).upper(), "month": f"{day:%B}", **more}.items():
            form = form.replace("{" + name + "}", value.replace("{", "{{").replace("}", "}}"))
        return filled(form, self.pieces, day, self.dice)

    def two_names(self) -> tuple[str, str]:
        """A paper's and a person's name, as they stand before what each says."""
        return self.filled(("{outlet}: ",)), self.filled(("{name}: ",))

    def maybe(self, likely: float, forms: Sequence[str], role: str) -> list[Row]:
        """A line of a form, or none."""
        return [(self.filled(forms), role, 0)] if self.dice.random() < likely else []


def _part(article: Text, dice: random.Random, *, from_top: bool = False) -> list[str]:
    """Some paragraphs that follow each other."""
    count = dice.choice((1, 1, 2, 2, 3, 4, 6, 9, 15))
    first = 0 if from_top or dice.random() < 0.5 else dice.randrange(len(article.paragraphs) - 1)
    return list(article.paragraphs[first : first + count])


def _quoted(paragraphs: list[str], dice: random.Random) -> list[str]:
    """In quotation marks, every third."""
    if dice.random() < 0.35:
        paragraphs[0] = '"' + paragraphs[0]
        paragraphs[-1] += '"'
    return paragraphs


def _body(paragraphs: Sequence[str]) -> list[Row]:
    return [(text, "body", 0) for text in paragraphs]


def spaced(rows: Sequence[Row], dice: random.Random) -> list[Row]:
    """With or without blank lines; in every fourth post sentences are broken at names, as links break them."""
    gap, broken = dice.choice((0, 1, 1, 2)), dice.random() < 0.25
    out: list[Row] = []
    for row in rows:
        pieces = _broken(row[0], dice) if broken and row[1] in ("body", "commentary", "comment") else [row[0]]
        out += [*((piece, *row[1:]) for piece in pieces), *[BLANK] * gap]
    return out


def _broken(text: str, dice: random.Random) -> list[str]:
    """A sentence whose name, which is a link, stands on a line of its own.

    >>> _broken("I saw that Ann Lee was there.", random.Random(0))
    ['I saw that', 'Ann Lee', 'was there.']
    """
    found = list(_NAME.finditer(text))
    if not found or dice.random() < 0.6:
        return [text]
    name = dice.choice(found)
    return [text[: name.start()].strip(), name[0], text[name.end() :].strip()]
