"""Pages of any shape: a post or one clear error, in bounded time, also by the command line and `clipparse serve`."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest

import clipparse
from clipparse import ParseError, Pipeline, Post, parse_html, parse_many, serve
from clipparse.cli import main
from hostile import PROSE
from hostile_pages import PAGES

pytest.importorskip("lxml", reason="needs lxml: pip install -e '.[html]'")
pytest.importorskip("inscriptis", reason="needs inscriptis: pip install -e '.[html]'")

from clipparse.web import refused
from clipparse.web.refused import UnreadablePage
from clipparse.webpage import Webpage

T = TypeVar("T")

MOST_CHARS, MOST_READ = 1_000_000, 6_000
linux_only = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs Linux's count of memory")
# What the library cannot read, of which only the rest of the sentence varies.
TOLD = (
    "the page is empty",
    "there is no text in the page",
    "the page cannot be read",
    "the page has",
    "the page's text has more than",
    "the text has",
    "this is no page, but",
)
# Of those that are nested deep or have much of one kind, each was once a matter of minutes.
STEEP = (
    "hidden within hidden",
    "hidden words between words",
    "dates around a post",
    "tables within tables",
    "rows around cells",
    "quotations around lines",
    "headings around lines",
    "staircases",
    "a large data link",
    "a large script",
)


def as_bytes(page: str | bytes) -> bytes:
    return page if isinstance(page, bytes) else page.encode("utf-8", "surrogatepass")


def seconds(read: Callable[[], object]) -> float:
    begun = time.process_time()
    read()
    return time.process_time() - begun


def read_or_refused(page: str | bytes) -> None:
    """By a post whose lines are those of its text, or by a sentence."""
    told, post = told_or(lambda: parse_html(page, max_chars=MOST_CHARS))

    assert told.startswith(TOLD) or post is not None, told
    if post is not None:
        lines = [line.strip() for line in post.text.split("\n") if line.strip()]
        assert [line.span.of(post.text) for line in post.lines] == lines


def told_or(read: Callable[[], T]) -> tuple[str, T | None]:
    """What is said of a page that cannot be read, or what was read."""
    try:
        return "", read()
    except ValueError as error:
        return str(error), None


# Of the ways by which a page may come, the slower two are tried with a third of the shapes, with `--deep` with all.
SOME = [
    shape if number % 3 == 0 else pytest.param(shape, marks=pytest.mark.deep(only=True))
    for number, shape in enumerate(PAGES)
]


@pytest.mark.parametrize("shape", PAGES)
def test_a_page_is_read_or_refused(shape: str, deep: bool) -> None:
    """By a post whose lines are those of its text, or by a sentence; at 1,000 characters, or at 100,000."""
    page = PAGES[shape](100_000 if deep else 1_000)

    assert seconds(lambda: read_or_refused(page)) < (30 if deep else 5)


@pytest.mark.parametrize("shape", STEEP)
def test_no_page_takes_longer_for_what_is_around(shape: str, deep: bool) -> None:
    """Thirty thousand characters take seconds; of 150,000, twice as many take twice as long, not four times."""
    if not deep:
        assert seconds(lambda: refused_or_text(PAGES[shape](30_000))) < 5
        return
    small, large = (seconds(partial(refused_or_text, PAGES[shape](size))) for size in (150_000, 300_000))

    assert large < 2.5 * small + 1


def refused_or_text(page: str | bytes) -> None:
    """The page's own part alone: what a text takes is measured elsewhere."""
    told, web = told_or(lambda: Webpage.of(page, None, MOST_CHARS))

    assert told.startswith(TOLD) or web is not None, told


@pytest.mark.parametrize("shape", SOME)
def test_the_command_line_reads_it_or_says_why(
    shape: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], deep: bool
) -> None:
    """In one line with the file's name, and the exit status tells which."""
    path = tmp_path / "saved.html"
    path.write_bytes(as_bytes(PAGES[shape](20_000 if deep else 700)))
    status = main([str(path)])
    said = capsys.readouterr()

    assert (status, bool(said.out)) in [(0, True), (1, False)]
    assert said.err.count("\n") == status
    assert said.err.startswith(f"clipparse: {path}: " * status)
    assert not any(char in said.out for char in "\x00\x1b\u202e")


@pytest.mark.parametrize("shape", SOME)
def test_it_is_answered_by_serve(shape: str, deep: bool) -> None:
    """As a file that was sent: with a page of cards, or with a sentence."""
    asked = serve.Asked(file=as_bytes(PAGES[shape](20_000 if deep else 700)), name="saved.html")
    try:
        page = serve.answer(asked)
    except serve.Refused as error:
        page = serve.form(asked, str(error))

    assert page.startswith("<!doctype html>")
    page.encode()


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("<p>" * 20_000_000, "the page has 60,000,000 characters, more than the 50,000,000 that are read"),
        (b"<p>" * 20_000_000, "the page has 60,000,000 bytes, more than the 50,000,000 that are read"),
        ("<p>x" * 500_001, "the page has more than the 500,000 tags that are read"),
        ("<p>It rained.</p>" * 1_000_000, "the page has more than the 500,000 tags that are read"),
    ],
    ids=["characters", "bytes", "tags", "paragraphs"],
)
def test_a_page_that_is_too_large_is_refused_at_once(page: str | bytes, told: str) -> None:
    """Before it becomes a tree, with a sentence that names the limit and says what to do."""
    begun = time.process_time()
    with pytest.raises(UnreadablePage) as error:
        parse_html(page)

    assert str(error.value) == f"{told}; cut it, or pass the post's part alone"
    assert time.process_time() - begun < 5


def test_what_looks_like_tags_in_scripts_is_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor are closing tags."""
    monkeypatch.setattr(refused, "_MOST_TAGS", 3)
    page = "<script>'<p><p><p><p>'</script><p>It rained.</p><p>It snowed.</p>"

    assert parse_html(page).text
    with pytest.raises(UnreadablePage, match="more than the 3 tags"):
        parse_html(f"{page}<p>")


def test_a_text_that_grows_too_long_is_refused_without_a_walk_through_it() -> None:
    """As soon as its letters are too many: no text is made, and nothing of it is read."""
    page = f"<article>{f'<p>{PROSE}</p>' * 2_400}</article>"
    with pytest.raises(ValueError, match=r"the page's text has more than Options.max_chars = 1000 characters"):
        parse_html(page, max_chars=1_000)
    with pytest.raises(ValueError, match=r"the page's text has more than Options.max_chars = 1000 characters"):
        Pipeline(options=clipparse.Options(max_chars=1_000)).parse_html(page)


def test_a_text_is_limited_without_a_limit_of_the_callers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten million characters, rules among them, which have more than their tags; the caller may allow more."""
    monkeypatch.setattr(refused, "_MOST_TEXT", 1_000)
    for page in ("<p>It rained all day.</p>" * 100, "<p>x</p>" + "<hr>" * 60):
        with pytest.raises(UnreadablePage, match="the page's text has more than the 1,000 characters that are read"):
            parse_html(page)
        assert parse_html(page, max_chars=10_000).text


def test_one_limit_is_wrong_before_a_page_is_looked_at() -> None:
    """An option that is none is told of first."""
    with pytest.raises(TypeError, match="'max_chars' is a whole number, not str"):
        parse_html("<p>" * 20_000_000, max_chars="1000")  # type: ignore[arg-type]


def test_marks_within_each_other_are_kept_to_a_few() -> None:
    """A hundred quotations around a line say no more of it than eight."""
    web = Webpage.of("<blockquote>" * 100 + "It rained all day." + "</blockquote>" * 100 + "<blockquote>x</blockquote>")

    assert [mark.span.of(web.text) for mark in web.marks] == ["It rained all day."] * 8 + ["x"]


def test_hidden_words_are_left_out_wherever_they_stand() -> None:
    """One within another too, and what stands behind them stays."""
    page = "<p>It <i hidden>never <b hidden>ever</b></i>rained <span style='display: none'>not</span>all day.</p>"

    assert parse_html(page).text.strip() == "It rained all day."


def test_a_tree_that_finds_no_memory_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """The parser says of it no more than that it does not know what went wrong."""
    etree = pytest.importorskip("lxml.etree")

    def starved(*_: object) -> None:
        raise etree.XMLSyntaxError("unknown error", 0, 0, 0)

    monkeypatch.setattr(etree, "fromstring", starved)
    with pytest.raises(MemoryError, match="there is not enough for the page's tree"):
        parse_html("<p>It rained.")


@linux_only
def test_a_run_over_hostile_pages_ends_and_names_the_bad_ones(deep: bool) -> None:
    """Of 130, or 10,000, one in fifty longer than is read: each has its post or its error, in order."""
    number = 10_000 if deep else 130
    guarded = Pipeline(options=clipparse.Options(max_chars=MOST_READ))
    results = list(parse_many(pages(number), workers=2, on_error="keep", pipeline=guarded, memory=256 << 20))
    errors = {at: result for at, result in enumerate(results) if isinstance(result, ParseError)}
    long = range(49, number, 50)

    assert len(results) == number
    assert [error.position for error in errors.values()] == list(errors)
    assert {errors[at].message for at in long} == {
        f"the page's text has more than Options.max_chars = {MOST_READ} characters"
    }
    assert {error.kind for at, error in errors.items() if at not in long} == {"UnreadablePage"}
    assert all(error.message.startswith(TOLD) for error in errors.values())
    assert {result.text for result in results[9::50] if isinstance(result, Post)} == {f"{PROSE}\n"}


def pages(number: int) -> Iterator[dict[str, str | bytes]]:
    """Of all shapes; one in fifty is prose, and one a page whose text is too long."""
    dice, names = random.Random(11), sorted(PAGES)
    for place in range(number):
        length = min(int(dice.expovariate(1 / 200)) + 1, 500)
        made: str | bytes = PAGES[names[place % len(names)]](length)
        if place % 50 == 9:
            made = f"<p>{PROSE}</p>"
        elif place % 50 == 49:
            made = f"<div class=post-body>{f'<p>{PROSE}</p>' * 20}</div>{as_bytes(made).decode('utf-8', 'replace')}"
        yield {"html": made}
