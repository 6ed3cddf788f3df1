"""Blog posts put together from what real bloggers wrote and what papers printed, in the ways in which blogs re-post articles.

The material is files of JSON lines, `.jsonl.gz`: posts with a `blog`, almost all of them the bloggers' own words, and articles with a
`title`. A post of the bloggers' own is labelled `OWN_WORDS`: whatever stands in it, no article does.
"""

from __future__ import annotations

import datetime as dt
import gzip
import json
import pathlib
import random
import re
from collections.abc import Iterator, Sequence

import attrs

from clipparse.lexicon import Lexicon
from compose import PLACES, written
from fitting.labels import OWN_WORDS, Raw
from layouts import BLANK, Row, wrap

FAMILY = "unlabelled"
_LONG_LINE = 60  # characters: nobody writes so many twice by chance
OWN_SHARE = 0.8  # what such a post weighs: its label is a guess
_SENTENCE_ENDS = re.compile(r"(?<=[a-z0-9][.!?]) (?=[A-Z\"“])")
_TELLS_OF_NEWS = re.compile(
    r"\((?:AP|AFP|UPI|Reuters|CNN)\)|Associated Press|Staff Writer|Copyright|^By [A-Z]\w+ [A-Z]\w+$|reports:$",
    re.MULTILINE,
)
_HURT = re.compile(r"[\"?]\?|\?[\"a-z]|[^\x00-\x7f‘’“”–—…£€é]")
_AGENCIES = ("AP", "Reuters", "AFP", "UPI", "CNN")
_NAMES = (
    "Ann",
    "John",
    "Robert",
    "Laura",
    "David",
    "Maria",
    "Peter",
    "Susan",
    "James",
    "Karen",
    "Paul",
    "Ellen",
    "Mark",
    "Joan",
)
_SURNAMES = (
    "Lee",
    "Walsh",
    "Carter",
    "Ruiz",
    "Brandt",
    "Okafor",
    "Stone",
    "Haddad",
    "Novak",
    "Price",
    "Fischer",
    "Doyle",
    "Marsh",
)
_CREDITS = (
    "{outlet}:", "From {outlet}:", "From the {outlet}", "{outlet} reports:", "via {outlet}", "Via {outlet}:", "Source: {outlet}",
    "({outlet})", "[{outlet}]", "{outlet}", "Today's {outlet}:", "According to {outlet}:", "{outlet} says:", "{link}", "courtesy of {outlet}",
)  # fmt: skip
_INTRODUCTIONS = (
    "I found this in {outlet} today:", "This article from {outlet} says it all:", "Interesting piece in {outlet}:",
    "Check out this story in {outlet}.", "{outlet} has an article about this today.", "I was reading {outlet} this morning and saw this:",
    "You have got to read this, from {outlet}:", "Here's what {outlet} had to say about it:",
)  # fmt: skip
_MORE = (
    "Full story",
    "Full story here",
    "Read more",
    "More",
    "Read the rest",
    "Read the whole thing here.",
    "[more]",
    "(more)",
    "Link",
    "...",
    "click here for the rest",
)
_STAMPS = (
    "{day:%d/%m/%Y}",
    "{day:%Y-%m-%d}",
    "{day.month}/{day.day}/{day.year}",
    "{day.month}/{day.day}/{day:%y}",
    "{day:%A}, {day:%B} {day.day}, {day.year}",
)


_TITLE_WORDS = (
    "the",
    "power",
    "future",
    "of",
    "freedom",
    "machines",
    "money",
    "truth",
    "my",
    "life",
    "thoughts",
    "on",
    "guide",
    "to",
    "secret",
    "world",
    "rights",
    "people",
    "end",
    "network",
    "children",
    "war",
    "school",
    "why",
    "how",
)


@attrs.frozen
class Material:
    """What bloggers wrote, a post each as its lines; and what papers printed, title and paragraphs."""

    posts: tuple[tuple[str, ...], ...]
    articles: tuple[tuple[str, tuple[str, ...]], ...]
    outlets: tuple[str, ...]

    @classmethod
    def of(cls, directory: pathlib.Path, labelled: Sequence[Raw] = ()) -> Material:
        """All files of a directory; a text that shares a long line with a labelled post is left out, or it would be no other post."""
        known = {text.strip() for raw in labelled for text, _, _ in raw.rows if len(text.strip()) >= _LONG_LINE}
        posts: list[tuple[str, ...]] = []
        articles: list[tuple[str, tuple[str, ...]]] = []
        for path in sorted(directory.glob("*.jsonl.gz")):
            with gzip.open(path, "rt", encoding="utf-8") as lines:
                for one in map(json.loads, lines):
                    if any(line.strip() in known for line in one["text"].split("\n")):
                        continue
                    if "blog" in one:
                        if not _TELLS_OF_NEWS.search(one["text"]):
                            posts.append(tuple(filter(None, (line.strip() for line in one["text"].split("\n")))))
                    elif not _HURT.search(one["text"]) and 15 < len(one["title"]) < 110:
                        articles.append((one["title"], tuple(_paragraphs(one["text"]))))
        outlets = tuple(sorted(set(Lexicon.default().names["outlets"].values())))
        return cls(tuple(filter(None, posts)), tuple(a for a in articles if len(a[1]) > 2), outlets)


def _paragraphs(text: str) -> Iterator[str]:
    """An article's paragraphs; one that lost its line breaks is cut behind every second or third sentence."""
    for paragraph in filter(None, (line.strip() for line in text.split("\n"))):
        if len(paragraph) < 900:
            yield paragraph
            continue
        sentences = _SENTENCE_ENDS.split(paragraph)
        at = 0
        while at < len(sentences):
            size = 1 + len(sentences[at]) % 3
            yield " ".join(sentences[at : at + size])
            at += size


def own_words(material: Material, count: int = 1200) -> Iterator[Raw]:
    """Posts that are wholly their writer's: most on blogs, some sent as mails or typed as text files."""
    dice = random.Random("own words")
    for number, lines in enumerate(dice.sample(material.posts, count)):
        style = _Style.thrown(dice)
        own: list[Row] = [(line, OWN_WORDS, None) for line in lines]
        look = dice.random()
        if look < 0.6:
            yield Raw(f"own-{number}", FAMILY, 0, _set([*_date(style, dice), *own], style), OWN_SHARE, True)
        elif look < 0.8:
            rows = wrap(_set([*_typed_head(dice), *own], attrs.evolve(style, gap=1)), dice, ())
            yield Raw(f"own_typed-{number}", FAMILY, 0, rows, OWN_SHARE, True)
        else:
            rows = [*_mail_head(lines, dice), BLANK, *wrap(_set(own, attrs.evolve(style, gap=1)), dice, ())]
            yield Raw(f"own_mail-{number}", FAMILY, 0, rows, OWN_SHARE, True)


def _typed_head(dice: random.Random) -> list[Row]:
    """The title and the writer of an essay in a text file."""
    title = " ".join(dice.sample(_TITLE_WORDS, dice.randint(2, 5)))
    name = f"{dice.choice(_NAMES)} {dice.choice(_SURNAMES)}"
    rows: list[Row] = [(title.upper() if dice.random() < 0.4 else title.title(), "post_title", None)]
    if dice.random() < 0.5:
        rows.append((dice.choice((f"by {name}", f"By {name}", name)), "post_byline", None))
    return rows if dice.random() < 0.8 else []


def _mail_head(lines: Sequence[str], dice: random.Random) -> list[Row]:
    name, day = (
        f"{dice.choice(_NAMES)} {dice.choice(_SURNAMES)}",
        dt.date(1995, 1, 1) + dt.timedelta(days=dice.randrange(9_000)),
    )
    rows: list[Row] = [
        (f"From: {name} <{name.split()[0].lower()}@example.org>", "post_byline", None),
        (f"Date: {day:%a}, {day.day} {day:%b} {day.year} {dice.randint(0, 23):02}:{dice.randint(0, 59):02}:11 +0000", "post_date", None),
        (f"Subject: {dice.choice(('', 'Re: '))}{' '.join(lines[0].split()[:6])}", "post_title", None),
        ("To: list@example.org", "furniture", None),
    ]  # fmt: skip
    dice.shuffle(rows)
    return rows


def reposted(material: Material, count: int = 1200) -> Iterator[Raw]:
    """Posts that pass on one article or several, with the blogger's remarks above, between and below."""
    for number in range(count):
        dice = random.Random(f"reposted {number}")
        style = _Style.thrown(dice)
        yield Raw(f"reposted-{number}", FAMILY, 0, _set(_post(material, style, dice), style), 1.0, True)


@attrs.frozen
class _Style:
    """How one blogger goes about it."""

    gap: int
    dated: bool
    titled: bool
    breaks: float  # how often a sentence is broken at a link
    marked: bool  # excerpts in quotation marks

    @classmethod
    def thrown(cls, dice: random.Random) -> _Style:
        return cls(
            gap=dice.choice((0, 1, 1)),
            dated=dice.random() < 0.5,
            titled=dice.random() < 0.35,
            breaks=dice.choice((0.0, 0.0, 0.1, 0.3)),
            marked=dice.random() < 0.2,
        )


def _date(style: _Style, dice: random.Random) -> list[Row]:
    day = dt.date(2000, 1, 1) + dt.timedelta(days=dice.randrange(9_000))
    stamp = written(day, dice) if dice.random() < 0.5 else dice.choice(_STAMPS).format(day=day)
    return [(stamp, "post_date", None)] if style.dated else []


def _set(rows: Sequence[Row], style: _Style) -> list[Row]:
    out: list[Row] = []
    for row in rows:
        out += [row, *[BLANK] * style.gap]
    return out


def _post(material: Material, style: _Style, dice: random.Random) -> list[Row]:
    blogger = dice.choice(material.posts)  # one voice throughout
    rows = _date(style, dice)
    above = dice.random() < 0.65
    if style.titled and above and len(blogger[0]) < 80:
        rows.append((blogger[0], "post_title", None))
    if above:
        rows += _remark(blogger, dice, 5)
    clippings = dice.choice((1, 1, 1, 1, 1, 2, 2, 3))
    for number in range(clippings):
        bare = not rows or rows[-1][1] != "commentary"
        rows += _clipping(material, style, number, bare, dice)
        if number + 1 < clippings and dice.random() < 0.7:
            rows += _remark(blogger, dice, 3)
    if dice.random() < 0.7:
        rows += _remark(blogger, dice, 8)
        if dice.random() < 0.05:
            rows.append(
                (
                    f"posted by {dice.choice(_NAMES)} at {dice.randint(1, 12)}:{dice.randint(10, 59)} PM",
                    "post_byline",
                    None,
                )
            )
    return rows


def _remark(blogger: Sequence[str], dice: random.Random, most: int) -> list[Row]:
    start = dice.randrange(len(blogger))
    return [(text, "commentary", None) for text in blogger[start : start + dice.randint(1, most)]]


def _clipping(material: Material, style: _Style, number: int, bare: bool, dice: random.Random) -> list[Row]:
    title, paragraphs = dice.choice(material.articles)
    outlet = dice.choice(material.outlets)
    whole = dice.random() < 0.4
    size = len(paragraphs) if whole else dice.choice((1, 1, 2, 3, 4, 6, 9))
    start = 0 if whole or dice.random() < 0.6 else dice.randrange(len(paragraphs))
    body = list(paragraphs[start : start + min(size, 30)])
    headed = bare or dice.random() < 0.6
    rows: list[Row] = []
    credited = False
    if dice.random() < 0.15:
        rows.append((dice.choice(_INTRODUCTIONS).format(outlet=outlet), "?" if not headed else "commentary", None))
        credited = True
    elif dice.random() < (0.3 if headed else 0.75):
        rows.append((_credit(outlet, dice), "source", number))
        credited = True
    if headed:
        rows += _head(title, outlet, credited, number, dice)
    if start == 0 and dice.random() < 0.4:
        body[0] = _placed(body[0], dice)
    for text in body:
        if style.marked:
            text = f'"{text.strip(chr(34))}"'
        for piece in _broken(text, style, dice):
            rows.append((piece, "body", number))
    if len(body) > 3 and dice.random() < 0.08:
        rows.insert(len(rows) - 2, (dice.choice(material.posts)[0], "commentary", None))
    return [*rows, *_tail(outlet, whole, credited, number, dice)]


def _credit(outlet: str, dice: random.Random) -> str:
    host = re.sub(r"[^a-z]", "", outlet.lower()) or "example"
    link = f"http://www.{host}.com/{dice.randint(2000, 2020)}/{dice.randint(1, 12):02}/{dice.randint(100, 99999)}.html"
    return dice.choice(_CREDITS).format(outlet=outlet, link=link)


def _head(title: str, outlet: str, credited: bool, number: int, dice: random.Random) -> list[Row]:
    name = f"{dice.choice(_NAMES)} {dice.choice(_SURNAMES)}"
    byline = dice.choice(
        (f"By {name}", f"by {name}", f"By {name.upper()}", f"By {name}, {outlet}", name + ", Staff Writer")
    )
    day = written(dt.date(2000, 1, 1) + dt.timedelta(days=dice.randrange(9_000)), dice)
    signed, dated = dice.random() < 0.35, dice.random() < 0.25
    look = dice.random()
    if look < 0.08:
        return [(f"{dice.choice(('Yahoo! News', 'CNN.com', 'BBC NEWS', outlet))} - {title}", "headline", number)]
    if look < 0.16:
        return [(" ".join((title, byline if signed else "", outlet, day if dated else "")), "headline", number)]
    rows: list[Row] = [(title.upper() if look > 0.93 else title, "headline", number)]
    if signed:
        rows.append((byline, "byline", number))
    if dated:
        rows.append((day, "dateline", number))
    if not credited and dice.random() < 0.25:
        rows.append((outlet, "source", number))
    return rows


def _placed(text: str, dice: random.Random) -> str:
    place, agency = dice.choice(PLACES), dice.choice(_AGENCIES)
    day = f"{dice.choice(('Jan', 'March', 'May', 'July', 'Oct', 'Dec'))} {dice.randint(1, 28)}"
    return dice.choice(("{p} ({a}) - ", "{p} ({a}) -- ", "{p} — ", "{p}, {d} ({a}) - ", "({a}) -- ", "{p} ({a}) ")).format(
        p=place.upper() if dice.random() < 0.8 else place, a=agency, d=day
    ) + text  # fmt: skip


def _broken(text: str, style: _Style, dice: random.Random) -> list[str]:
    """A paragraph, perhaps broken before and behind a few of its words, as scrapers break it at a link."""
    words = text.split()
    if dice.random() >= style.breaks or len(words) < 14:
        return [text]
    start = dice.randrange(5, len(words) - 7)
    end = start + dice.randint(1, 5)
    return [" ".join(words[a:b]) for a, b in ((0, start), (start, end), (end, len(words)))]


def _tail(outlet: str, whole: bool, credited: bool, number: int, dice: random.Random) -> list[Row]:
    rows: list[Row] = []
    if not credited and dice.random() < 0.3:
        rows.append((_credit(outlet, dice), "source", number))
    if not whole and dice.random() < 0.3:
        rows.append((dice.choice(_MORE), "furniture", None))
    return rows
