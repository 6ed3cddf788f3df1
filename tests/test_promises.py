"""The five promises that hold for every text, on posts put together from pieces and then spoilt."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import clipparse
from clipparse import Clipping, Correction, Duplicate, Paragraph, Post, Quote, Role, Span
from parsing import parsed

FIXTURES = sorted((Path(__file__).parent.parent / "fixtures").glob("*.txt"))

# --- pieces of posts, as they are met

DATES = [
    "Saturday, 15 March 2014",
    "March 13, 2014",
    "13 March",
    "03/04/2014",
    "2014-03-13T09:30:00+01:00",
    "Mon., Mar 3",
]
TITLES = ["Storm week", "[list] Fwd: Storm closes schools", "Subject: RE: storms", "STORM!!!", "What I read on Sunday"]
HEADERS = [
    "From: ann@example.org (Ann Lee)",
    "To: storms@example.org",
    "Date: Mon, 3 Mar 2014 11:02:17 -0500",
    "Posted by Ann at 11:02",
    "---------- Forwarded message ----------",
]
HEADLINES = [
    "Storm closes schools along the coast",
    "COUNCIL WARNS OF FLOODS",
    "Harbour talks collapse after eleven hours - The Harbour Gazette",
    "Why did the roofs come off?",
    "** Two held over bridge fire **",
    "Storm closes schools along the coastTeachers say that buildings were not ready",
]
STANDFIRSTS = [
    "Teachers say that buildings were not ready for the wind, and that nobody listened when they warned of it",
    "Talks break up without a date for the next round.",
]
BYLINES = [
    "By Ann Lee",
    "By ANN LEE and Bob O'Dea, Staff Writers",
    "Ann Lee in Harbour City, Bob Stone and agencies",
    "By By By By",
    "From our own correspondent",
    "Reporting by Ann Lee; Editing by Bob Stone",
]
DATELINES = [
    "HARBOUR CITY, March 13 (Reuters) - Schools along the coast stayed shut on Monday, officials said after the storm.",
    "LONDON (AP) _ The council said on Tuesday that repairs would begin as soon as the wind had gone down.",
    "Harbour City, 13 March 2014",
]
SOURCES = [
    "The Guardian",
    "Source: http://www.example.org/news/2014/03/storm.html",
    "-- From the Harbour Gazette, page B10",
    "(c) 2014 The Harbour Gazette. All rights reserved.",
    "https://www.theguardian.com/world/2014/mar/13/storm",
]
PARAGRAPHS = [
    "Schools along the coast stayed shut on Monday after a storm tore the roofs from two of them, officials said.",
    '"We were not ready," said the head of one school, who has asked for help three times since the summer.',
    "The council said that repairs would begin as soon as the wind had gone down, and would take at least a month. Two "
    "firms have been asked for their prices, and a third is said to be interested in the work.",
    "Seven people had minor injuryinjuries, the the hospital said.Most of them went home on the same day.",
    "Itâ€™s not the first storm this year &amp; it will not be the last, the weather office said on its web page.",
    "The talks, which had been going on since the morn-\ning of the day before, broke up\nwithout a date for the next.",
    "She said “nobody listened and then left the room without another word to those who were waiting there.",
]
REMARKS = [
    "I have been saying this for years and nobody wants to know. Make of it what you will.",
    "My comment: what do they think the children will do for a month?",
    "[...]",
]
FURNITURE = [
    "Share this:",
    "Tweet",
    ".",
    "* * *",
    "Read more",
    "Posted in: News | 3 comments",
    ">",
    "> >",
    "| |",
    "Labels: storm",
]
COMMENTS = [
    "Anonymous said...",
    "bob2014 says: March 3, 2014 at 11:02 am",
    "Great post, thank you for putting this up.",
]

ODD_SPACE = [
    " ",
    "\t",
    "\r",
    "\u00a0",
    "\u2028",
    "\u2029",
    "\x85",
    "\x0b",
    "\x0c",
    "\u200b",
    "\ufeff",
    "\x00",
    "\xad",
    "\u3000",
    "\x1c",
]
ODD_LETTERS = [
    "\ud83d",
    "\udc80",
    "\U0001f600",
    "\u0301",
    "\u202e",
    "\u0130",
    "ß",
    "\x1b[31m",
    "“",
    "'",
    "(",
    "&#",
    "é",
    "١٢",
]

LINES = st.sampled_from(
    DATES
    + TITLES
    + HEADERS
    + HEADLINES
    + STANDFIRSTS
    + BYLINES
    + DATELINES
    + SOURCES
    + PARAGRAPHS
    + REMARKS
    + FURNITURE
    + COMMENTS
)
NOISE = st.lists(st.sampled_from([*ODD_SPACE, *ODD_LETTERS, *'ab Z.,-3\n>|"']), max_size=12).map("".join)


def some(pieces: list[str], most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(pieces), max_size=most)


ARTICLES = st.tuples(
    some(HEADLINES, 1),
    some(STANDFIRSTS, 1),
    some(BYLINES, 1),
    some(DATES, 1),
    some(DATELINES, 1),
    some(PARAGRAPHS, 6),
    some(SOURCES, 1),
).map(lambda parts: [line for part in parts for line in part])
POSTS = st.tuples(
    some(HEADERS + DATES, 3),
    some(TITLES, 1),
    some(REMARKS, 1),
    st.lists(ARTICLES, max_size=3).map(lambda articles: [line for article in articles for line in article]),
    some(REMARKS, 1),
    some(FURNITURE + COMMENTS, 3),
).map(lambda parts: [line for part in parts for line in part])


@st.composite
def spoilt(draw: st.DrawFn) -> str:
    """A post after something happened to it: lines twice, out of order, cut, quoted, wrapped, with odd letters."""
    lines = draw(POSTS | st.lists(LINES, max_size=12))
    chance = random.Random(draw(st.integers(0, 2**32)))
    for harm in draw(st.lists(st.sampled_from(HARMS), max_size=4)):
        lines = harm(lines, chance)
    gap = draw(st.sampled_from(["\n", "\n\n", "\r\n", "\r\n\r\n", "\n\n\n", "\n \n"]))
    noise = draw(NOISE)
    return gap.join(lines) + noise


def doubled(lines: list[str], chance: random.Random) -> list[str]:
    return [line for one in lines for line in [one] * chance.choice([1, 1, 2])]


def shuffled(lines: list[str], chance: random.Random) -> list[str]:
    return chance.sample(lines, len(lines))


def cut(lines: list[str], chance: random.Random) -> list[str]:
    return [line[: chance.randrange(len(line) + 1)] if chance.random() < 0.3 else line for line in lines]


def quoted(lines: list[str], chance: random.Random) -> list[str]:
    mark = chance.choice(["> ", ">", ">> ", "> > ", "| ", "  > "])
    return [mark + line.replace("\n", "\n" + mark) for line in lines]


def wrapped(lines: list[str], chance: random.Random) -> list[str]:
    import textwrap

    width = chance.choice([40, 65, 72])
    return [textwrap.fill(line, width, initial_indent=chance.choice(["", "    "])) for line in lines]


def spaced(lines: list[str], chance: random.Random) -> list[str]:
    return [chance.choice(ODD_SPACE) + line + chance.choice(ODD_SPACE) for line in lines]


def littered(lines: list[str], chance: random.Random) -> list[str]:
    odd = ODD_SPACE + ODD_LETTERS
    return ["".join(x + (chance.choice(odd) if chance.random() < 0.02 else "") for x in line) for line in lines]


HARMS = [doubled, shuffled, cut, quoted, wrapped, spaced, littered]
TEXTS = spoilt() | st.text(st.characters(exclude_categories=())) | st.lists(LINES | NOISE).map("\n".join)


# --- what the promises say


def stripped_lines(text: str) -> list[Span]:
    """Every non-blank physical line, without the white space around it."""
    spans, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            at = start + len(line) - len(line.lstrip())
            spans.append(Span(at, at + len(line.strip())))
        start += len(line) + 1
    return spans


def assert_nothing_is_lost(text: str, post: Post) -> None:
    assert post.text == text
    assert [line.span for line in post.lines] == stripped_lines(text)
    for number, clip in enumerate(post):
        accounted = [span for p in clip.paragraphs for span in p.spans] + [d.span for d in clip.duplicates]
        for line in post.lines:
            if line.clipping == number and line.role in (Role.BODY, Role.SUBHEAD, Role.CAPTION):
                told = any(s.start < line.span.end and line.span.start < s.end for s in accounted)
                assert told or not line.span.of(text).strip(">| \t"), f"where did {line.span.of(text)!r} go?"


def assert_the_lines_make_the_clippings(post: Post) -> None:
    """A line is in a clipping if its role says so; clippings follow one another, and each has lines."""
    clippings = [line.clipping for line in post.lines if line.clipping is not None]

    assert [line.role.of_clipping for line in post.lines] == [line.clipping is not None for line in post.lines]
    assert clippings == sorted(clippings)
    assert set(clippings) == set(range(len(post)))
    assert all(0 <= line.confidence <= 1 for line in post.lines)


TRACED = (
    "kicker",
    "headline",
    "standfirst",
    "byline",
    "dateline",
    "source",
    "agency",
    "published",
    "published_at",
    "text",
)


def assert_every_value_can_be_traced(text: str, post: Post) -> None:
    for clip in post:
        assert [name for name in TRACED if getattr(clip, name) and not clip.spans.get(name)] == []
        for name, spans in clip.spans.items():
            assert spans, f"{name} is said to stand nowhere"
            assert all(0 <= span.start < span.end <= len(text) for span in spans), name
        pieces: list[Correction | Quote | Duplicate] = [*clip.corrections, *clip.quotes, *clip.duplicates]
        assert all(0 <= piece.span.start <= piece.span.end <= len(text) for piece in pieces)
        for name, value in values_as_written(clip):
            assert_words_come_from(value.casefold(), clip.spans[name], text)
        for author in clip.byline.authors if clip.byline else ():
            # `By ANN LEE` is given back in name case
            assert_words_come_from(author.name.casefold(), clip.spans["byline"], text)


def values_as_written(clip: Clipping) -> Iterator[tuple[str, str]]:
    """The values whose words stand in the text; an agency's usual name and a link's outlet need not."""
    for name in ("kicker", "headline", "standfirst"):
        value, spans = getattr(clip, name), clip.spans.get(name, ())
        mended = any(one.start <= fix.span.start < one.end for one in spans for fix in clip.corrections)
        if value and not mended:  # a correction is listed with its own place
            yield name, value
    if clip.dateline and clip.dateline.place:
        yield "dateline", clip.dateline.place
    if clip.source and clip.source.name and not clip.source.url and clip.source.name != clip.agency:
        yield "source", clip.source.name


def assert_words_come_from(value: str, spans: Iterable[Span], text: str) -> None:
    pieces = [span.of(text).casefold() for span in spans]
    assert set(value.split()) <= set(" ".join(pieces).replace(",", " , ").split()) or bare(value) in bare(
        "".join(pieces)
    )


def bare(text: str) -> str:
    """Without white space, in which alone cleaned text may differ."""
    return "".join(text.split())


def mended(paragraph: Paragraph, clip: Clipping, text: str) -> str:
    """The raw text of a paragraph with the clipping's corrections applied, and nothing else."""
    starts = {correction.span.start: correction for correction in clip.corrections}
    gone = {place for c in clip.corrections for place in range(c.span.start, c.span.end)}
    built = []
    for span in paragraph.spans:
        for place in range(span.start, span.end):
            if place in starts:
                built.append(starts[place].after)
            if place not in gone:
                built.append(text[place])
    return "".join(built)


def assert_cleaning_is_accounted_for(text: str, post: Post) -> None:
    for clip in post:
        assert clip.text == "\n\n".join(p.text for p in clip.paragraphs if p.kind is not Role.CAPTION) or clip.text == (
            "\n\n".join(p.text for p in clip.paragraphs if p.kind is Role.BODY)
        )
        for paragraph in clip.paragraphs:
            assert bare(paragraph.text) == bare(mended(paragraph, clip, text))
        for correction in clip.corrections:
            assert bare(correction.before) in bare(correction.span.of(text))


def assert_what_a_headline_leaves_out_is_noted(text: str, post: Post) -> None:
    """All of a headline's line stands in a field, or is noted on the line as left out; but for quoting marks."""
    fields = ("kicker", "headline", "standfirst", "byline", "dateline", "published", "agency", "source")
    for line in post.lines:
        if line.role is Role.HEADLINE and line.clipping is not None:
            spans = [span for field in fields for span in post[line.clipping].spans.get(field, ())]
            told = {place for span in spans for place in range(span.start, span.end)}
            left = "".join(text[at] for at in range(line.span.start, line.span.end) if at not in told)
            notes = [
                clue.why.partition(": ")[2] for clue in line.clues if clue.why.startswith("left out of the headline")
            ]
            if not any(note.endswith("…") for note in notes):
                assert bare("".join(notes)).lstrip(">|") == bare(left).lstrip(">|")


def assert_all_promises(text: str, again: bool = True) -> None:
    """Unless `again` is wanted, whether a second parse says the same is left to other texts."""
    post = parsed(text)
    assert_nothing_is_lost(text, post)
    assert_the_lines_make_the_clippings(post)
    assert_every_value_can_be_traced(text, post)
    assert_cleaning_is_accounted_for(text, post)
    assert_what_a_headline_leaves_out_is_noted(text, post)
    assert not again or clipparse.parse(text) == post


# --- and that they are kept


@given(TEXTS)
def test_1_nothing_is_lost(text: str) -> None:
    """Every non-blank physical line is there once, in order; body lines are in a paragraph or a listed duplicate."""
    post = clipparse.parse(text)

    assert_nothing_is_lost(text, post)
    assert_the_lines_make_the_clippings(post)


@given(TEXTS)
def test_2_every_value_can_be_traced(text: str) -> None:
    """Each field that has a value has places in the raw text, and they lie inside it."""
    assert_every_value_can_be_traced(text, clipparse.parse(text))


@given(TEXTS)
def test_3_same_text_same_result(text: str) -> None:
    """Twice in one process; with another parser of the same make too."""
    assert clipparse.parse(text) == clipparse.parse(text) == clipparse.Pipeline().parse(text)


@given(TEXTS)
def test_5_cleaned_text_differs_only_as_told(text: str) -> None:
    """White space, dropped duplicates and listed corrections are all that tells a paragraph from its raw text."""
    assert_cleaning_is_accounted_for(text, clipparse.parse(text))


@given(TEXTS)
def test_5_what_a_headline_leaves_out_is_noted(text: str) -> None:
    """A number, a site's name, a rule on a headline's line: in another field, or listed on the line."""
    assert_what_a_headline_leaves_out_is_noted(text, clipparse.parse(text))


@given(TEXTS)
def test_every_post_can_be_written_and_shown(text: str) -> None:
    """JSON gives the same post again; explain() names every line; the terminal gets no control characters."""
    import json

    from clipparse.show import show

    post = clipparse.parse(text)

    assert Post.from_dict(json.loads(post.to_json())) == post
    assert str(post.explain()).count("\n") + 1 >= len(post.lines)
    assert "\x1b" not in show(post)
    assert "\x1b" not in str(post.explain())


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_the_fixtures_get_what_is_promised(path: Path, deep: bool) -> None:
    """All promises, on posts in the shapes of real ones; each fourth, or all of them, is read again."""
    assert_all_promises(path.read_text(encoding="utf-8"), again=deep or FIXTURES.index(path) % 4 == 0)


def everything() -> str:
    """All pieces in a row, in a fixed disorder."""
    pieces = (
        DATES + TITLES + HEADLINES + BYLINES + DATELINES + PARAGRAPHS * 3 + SOURCES + FURNITURE + REMARKS + COMMENTS
    )
    lines = random.Random(7).sample(pieces, len(pieces))
    return "\n\n".join(lines)


def test_3_same_text_same_result_in_every_process(deep: bool) -> None:
    """Hashing of strings differs from process to process; results do not."""
    code = "import sys, clipparse; print(clipparse.parse(sys.stdin.read()).to_json())"
    answers = {
        subprocess.run(
            [sys.executable, "-c", code],
            input=everything(),
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
        ).stdout
        for seed in (("0", "1", "2") if deep else ("1",))
    }

    assert answers == {clipparse.parse(everything()).to_json() + "\n"}


HOSTILE: dict[str, Callable[[int], str]] = {
    "a whole post, again and again": lambda n: "\n\n".join([everything()] * (n // 5000)),
    "one endless line": lambda n: "word " * (n // 5),
    "one endless word": lambda n: "x" * n,
    "spaces before the end of a line": lambda n: "a" + " " * n + "b",
    "only spaces": lambda n: " " * n,
    "only line feeds": lambda n: "\n" * n,
    "short lines": lambda n: "a line\n" * (n // 7),
    "quotation marks that never close": lambda n: '“She said "' * (n // 11),
    "By By By": lambda n: "By " * (n // 3),
    "By By By, line by line": lambda n: "By By\n" * (n // 6),
    "dates in a row": lambda n: "13 March 2014, " * (n // 15),
    "digits": lambda n: "1234567890" * (n // 10),
    "brackets": lambda n: "([{" * (n // 3),
    "quoting marks": lambda n: "> " * (n // 2),
    "quoting marks, line by line": lambda n: "> > > a\n" * (n // 8),
    "paragraphs that nearly repeat": lambda n: "\n\n".join(
        f"Schools along the coast stayed shut on day {k} after a storm tore the roofs from {k % 7} of them, they said."
        for k in range(n // 100)
    ),
    "dashes": lambda n: "- " * (n // 2),
    "capitals": lambda n: "STORM CLOSES SCHOOLS\n\n" * (n // 22),
    "entities": lambda n: "&amp;" * (n // 5),
    "mojibake": lambda n: "â€™ " * (n // 4),
    "names": lambda n: "By " + "Ann Lee, Bob Stone and " * (n // 23),
    "agencies in brackets": lambda n: "LONDON (AP) - (AP) - " * (n // 21),
    "addresses": lambda n: "http://example.org/a " * (n // 21),
}


def seconds(text: str) -> float:
    """The time of this process alone."""
    begin = time.process_time()
    clipparse.parse(text)
    return time.process_time() - begin


@pytest.mark.parametrize("kind", HOSTILE)
def test_4_time_grows_with_the_text_and_not_faster(kind: str, deep: bool) -> None:
    """Four times the text takes nothing like sixteen times as long."""
    make = HOSTILE[kind]
    size = 25_000 if deep else 5_000
    # the better of two takes, so that a hiccup of the machine does not count
    small = min(seconds(make(size)) for _ in range(2))

    assert any(seconds(make(4 * size)) < 8 * small + 0.1 for _ in range(2))


def test_4_memory_grows_with_the_text_and_not_faster(deep: bool) -> None:
    """Four times the text takes nothing like sixteen times the memory."""
    import tracemalloc

    peaks = []
    for copies in (4, 16) if deep else (1, 4):
        text = "\n\n".join([everything()] * copies)
        tracemalloc.start()
        clipparse.parse(text)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert peaks[1] < 8 * peaks[0]
