"""A text of more lines than a stage ever sees is read a stretch at a time, and nobody can tell by what comes out."""

from __future__ import annotations

import gc
import pickle
from collections.abc import Iterator
from itertools import count

import pytest

import clipparse
from clipparse.lines import Begin, line_spans
from clipparse.model import changed
from clipparse.page import Page
from hostile import SHAPES, lettered
from test_promises import assert_all_promises

# Stretches of fewer lines than in use, so that a text need not be long to have several.
MOST_LINES = 120

ARTICLE = (
    "Storm closes schools in {town}\nBy Ann {town}\nHarbour Gazette, March {day}, 2014\n\n"
    "{upper}, March {day} (Reuters) - Schools along the coast of {town} stayed shut on Monday after the storm tore the "
    "roofs from two of them, officials said.\n\nThe council of {town} said that the repair would begin as soon as the "
    "wind had gone down, and that it would take until the end of the month.\n\n"
    "Teachers in {town}, who had asked for help since the summer, were not convinced, they told reporters.\n\n"
)


def digest(count: int) -> str:
    """So many articles of seven lines, each of another town."""
    towns = (lettered(100 + k).title() for k in range(count))
    return "".join(ARTICLE.format(town=town, upper=town.upper(), day=1 + k % 28) for k, town in enumerate(towns))


@pytest.fixture(scope="module", autouse=True)
def short_stretches() -> Iterator[None]:
    """The bound in use is the same, but for its size."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("clipparse.pipeline.MOST_LINES", MOST_LINES)
        yield


@pytest.fixture(scope="module")
def long(deep: bool) -> clipparse.Post:
    """A digest of 270 lines, or of 540."""
    return clipparse.parse(digest(90 if deep else 45))


def test_every_article_is_found_once_and_whole(long: clipparse.Post, deep: bool) -> None:
    """No article is lost, cut in two or read twice where one stretch ends and the next begins."""
    alone = clipparse.parse(digest(1))[0]
    assert len(long.lines) > 2 * MOST_LINES
    assert len(long) == (90 if deep else 45)
    assert {len(clip.paragraphs) for clip in long} == {len(alone.paragraphs)}
    towns = [lettered(100 + k).title() for k in range(len(long))]
    assert [clip.headline for clip in long] == [f"Storm closes schools in {town}" for town in towns]
    assert all(f"The council of {town} said" in clip.text for clip, town in zip(long, towns, strict=True))


def test_the_lines_of_all_stretches_are_one_row(long: clipparse.Post) -> None:
    """They stand where the text has them, and their clippings are counted through."""
    assert [line.span for line in long.lines] == list(line_spans(long.text))
    seen = [line.clipping for line in long.lines if line.clipping is not None]
    assert seen == sorted(seen)
    assert set(seen) == set(range(len(long)))


def test_a_long_post_is_a_post_like_any_other(long: clipparse.Post) -> None:
    """Whether its lines were made already makes no difference."""
    again = clipparse.parse(long.text)
    assert pickle.loads(pickle.dumps(again)) == long
    assert clipparse.Post.from_dict(long.to_dict()) == long
    again = clipparse.parse(long.text)
    assert (again == long, hash(again) == hash(long)) == (True, True)
    renamed = changed(clipparse.parse(long.text), title="Weekly")
    assert (renamed.title, renamed.lines) == ("Weekly", long.lines)
    with pytest.raises(AttributeError, match="no attribute 'headline'"):
        _ = long.headline  # type: ignore[attr-defined]


@pytest.mark.parametrize("shape", ["lines of two letters", "comments", "prose", "a bit of all", "lines that just wrap"])
def test_long_hostile_texts_keep_the_promises(shape: str) -> None:
    """Also where no clipping ends for thousands of lines."""
    text = SHAPES[shape](5 * MOST_LINES)
    assert_all_promises(text * (2 * MOST_LINES // max(1, len(list(line_spans(text)))) + 1))


def test_a_text_of_as_many_lines_as_a_stretch_has_is_one() -> None:
    """Blank rows below do not make it longer."""
    text = "a storm\n" * MOST_LINES + "\n \n"
    assert not Page.of(text, most=MOST_LINES).goes_on
    assert Page.of(f"{text}by night", most=MOST_LINES).goes_on
    assert len(clipparse.parse(f"{text}by night").lines) == MOST_LINES + 1


def test_a_long_article_in_wrapped_lines_is_one() -> None:
    """A line of running text counts for less than a half of a short one."""
    sentence = "The council said on Monday that the repairs would begin as soon as the wind had gone.\n"
    text = "Storm closes schools\nBy Ann Lee\n\n" + (sentence * 6 + "\n") * 40
    post = clipparse.parse(text)

    assert ({line.clipping for line in post.lines}, len(post.lines) > 2 * MOST_LINES) == ({0}, True)


def test_a_page_begins_where_it_is_told_to() -> None:
    """Offsets and rows are those of the whole text, and blank rows above the first line count as its gap."""
    text = "a storm\n\n\n  by night\nand day"
    below = Page.of(text, begin=Page.of(text, most=1).below)
    assert [(line.content, line.start, line.row, line.gap, line.indent) for line in below.lines] == [
        ("by night", 12, 3, 2, 2),
        ("and day", 21, 4, 0, 0),
    ]
    assert Page.of(text, most=1).below == Begin(8, 1)


def test_the_post_is_what_its_first_stretch_says() -> None:
    """Its title and day are those above the first article, however many follow; an article without a day has them."""
    head = "Saturday, March 15, 2014\n\nWhat the papers say\n\n"
    short, whole = (clipparse.parse(head + digest(count)) for count in (2, 60))
    assert (whole.title, whole.posted, whole.kind) == (short.title, short.posted, short.kind)
    assert whole.posted is not None


@pytest.mark.parametrize("shape", ["short lines", "interview", "mixed line ends", "bars alone, line by line"])
def test_a_stretch_that_repeats_the_one_above_is_read_alike(
    shape: str, monkeypatch: pytest.MonkeyPatch, deep: bool
) -> None:
    """It is not read again, and what comes out is what reading it would give."""
    text = SHAPES[shape](12_000 if deep else 6_000)
    read = clipparse.parse(text)
    each = count()
    monkeypatch.setattr("clipparse.pipeline.says", lambda page: next(each))
    assert clipparse.parse(text) == read
    assert next(each) > 1


def test_a_parse_leaves_nothing_for_the_collector() -> None:
    """What it held is given back at once: no page holds itself."""
    clipparse.parse(ARTICLE)
    gc.collect()
    gc.disable()
    try:
        clipparse.parse(ARTICLE)
        assert gc.collect() == 0
    finally:
        gc.enable()
