"""The readers by themselves: every table in `tables/`, case by case, and the score of the tables in `fresh/`.

The tables in `fresh/` are a third of all cases, drawn at random before the first run. Nothing is ever tuned on them.
"""

from __future__ import annotations

import datetime as dt
import runpy
import time
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipparse import read_byline, read_date, read_dateline, read_source

HERE = Path(__file__).parent
POSTED = dt.date(2014, 3, 15)
KNOWN: dict[str, dict[str, Any]] = {
    "posted": {"posted": POSTED},
    "day_first": {"day_first": True},
    "month_first": {"day_first": False},
}
Row = tuple[str, ...]


def rows(folder: str, name: str, part: str) -> list[Row]:
    """The cases of a table, or its near misses."""
    table = tomllib.loads((HERE / folder / f"{name}.toml").read_text(encoding="utf-8"))
    return [tuple(row) for row in table[part]]


def byline_said(row: Row) -> tuple[object, object]:
    """What is named, and what should be: names, credits, the collective, and of the rest what the table states."""
    found = read_byline(row[0])
    wanted = [one.split(" | ") for one in row[1].split("; ") if one]
    stated = [dict(pair.split("=", 1) for pair in one[1:]) for one in wanted]
    said: list[object] = []
    for position, author in enumerate(found.authors if found else ()):
        name = author.name if author.credit == "author" else f"{author.credit}: {author.name}"
        asked = stated[position] if position < len(stated) else {}
        said.append((name, {key: getattr(author, key) for key in asked}))
    if found and found.collective:
        said.append((f"= {found.collective}", {}))
    if found and not said:
        said.append(found)
    return said, [(one[0], facts) for one, facts in zip(wanted, stated, strict=True)]


def dateline_said(row: Row) -> tuple[object, object]:
    """Place, agency and date."""
    found = read_dateline(row[0], posted=POSTED)
    said = ("", "", "") if found is None else (found.place or "", found.agency or "", str(found.date or ""))
    return said, row[1:]


def date_said(row: Row) -> tuple[object, object]:
    """The date, or the time if one is stated, and `!` where the weekday says otherwise."""
    found = read_date(row[0], **KNOWN.get(row[2], {}) if len(row) > 2 else {})
    if found is None or found.date is None:
        return "", row[1]
    said = found.at.isoformat() if found.at else found.date.isoformat()
    return said + ("!" if found.weekday_agrees is False else ""), row[1]


def source_said(row: Row) -> tuple[object, object]:
    """The outlet's name and the link."""
    found = read_source(row[0])
    return ("-", "-") if found is None else (found.name or "", found.url or ""), row[1:]


READERS = {"bylines": byline_said, "datelines": dateline_said, "dates": date_said, "sources": source_said}
BOUNDS = {"bylines": 0.95, "datelines": 0.95, "dates": 0.97, "sources": 0.93}


@pytest.mark.parametrize("part", ["cases", "near_misses"])
@pytest.mark.parametrize("name", READERS)
def test_every_case_is_read(name: str, part: str) -> None:
    """Each case of the tables gives exactly what it states, each near miss nothing."""
    cases = rows("tables", name, part)
    assert cases
    read = [(row[0], *READERS[name](row)) for row in cases]
    assert [(line, said) for line, said, _ in read] == [(line, wanted) for line, _, wanted in read]


@pytest.mark.parametrize("name", READERS)
def test_cases_that_nothing_was_tuned_on(name: str) -> None:
    """Of unseen cases nearly all are read exactly."""
    cases = rows("fresh", name, "cases")
    right = [said == wanted for said, wanted in map(READERS[name], cases)]
    assert sum(right) / len(right) >= BOUNDS[name]


def test_near_misses_that_nothing_was_tuned_on() -> None:
    """Of unseen near misses at most one in fifty is taken for the thing."""
    near = [(name, row) for name in READERS for row in rows("fresh", name, "near_misses")]
    wrong = [said != wanted for said, wanted in (READERS[name](row) for name, row in near)]
    assert sum(wrong) / len(wrong) <= 0.02


def test_prose_holds_neither(deep: bool) -> None:
    """In clean prose no paragraph is a byline, and no sentence behind the first opens with a dateline."""
    prose = runpy.run_path(str(HERE.parent / "benchmarks" / "prose.py"))
    assert list(prose["wrongly_read"](prose["made_up"](1_000_000 if deep else 50_000))) == []


def test_a_dateline_at_the_head_of_prose_is_seen() -> None:
    """What the test before looks for is there to be found."""
    prose = runpy.run_path(str(HERE.parent / "benchmarks" / "prose.py"))
    paragraph = "It was cold. CAIRO, May 3 (Reuters) - The talks ended on Monday, and nobody was glad of it."
    assert [kind for kind, _ in prose["wrongly_read"]([paragraph, "By Jane Doe in Moscow"])] == ["dateline", "byline"]


def test_hours_are_counted_from_a_time() -> None:
    """`2 hours ago` has a time of its own where the time of posting is known, and only then."""
    night = dt.datetime(2014, 3, 15, 1, 30)
    found = read_date("Posted 2 hours ago", posted=night)
    assert found is not None
    assert (found.date, found.at) == (dt.date(2014, 3, 14), dt.datetime(2014, 3, 14, 23, 30))
    by_day = read_date("Posted 2 hours ago", posted=POSTED)
    assert by_day is not None
    assert (by_day.date, by_day.at) == (POSTED, None)


@given(st.text(max_size=200))
def test_any_text_is_read_or_is_not(text: str) -> None:
    """No text makes a reader fail, and what it gives says what it read."""
    for read in (read_byline, read_dateline, read_source):
        found = read(text)
        assert found is None or found.text.strip()
    found_date = read_date(text)
    assert found_date is None or found_date.date is not None


@pytest.mark.parametrize(
    "piece",
    ["By ", "By Jane Doe, ", "CAIRO (AP) - ", "13 March ", "via ", "Read the rest of the article at The ", "(c) "],
)
def test_long_texts_cost_little(piece: str, deep: bool) -> None:
    """A fifth of a megabyte, or all of one, is looked at no longer than its beginning deserves."""
    size = 1_000_000 if deep else 200_000
    text = piece * (size // len(piece))
    begun = time.process_time()
    for read in (read_byline, read_dateline, read_date, read_source):
        read(text)
    assert time.process_time() - begun < 5 * size / 1_000_000


@pytest.mark.parametrize("reader", [read_byline, read_dateline, read_date, read_source])
def test_what_is_no_text_says_what_was_meant(reader: Callable[[Any], object]) -> None:
    """With the name of the reader that was called."""
    with pytest.raises(TypeError, match=rf"^{reader.__name__}\(\) takes the line as a str, not int$"):
        reader(3)


@pytest.mark.parametrize("reader", [read_dateline, read_date])
def test_a_year_is_no_day(reader: Callable[..., object]) -> None:
    """Nor is a day in letters; a time is one."""
    with pytest.raises(TypeError, match=r"'posted' is a datetime.date, not int: say which day of it, as in date\(2014"):
        reader("3 March", posted=2014)
    with pytest.raises(TypeError, match=r"'posted' is a datetime.date, not str: convert it first"):
        reader("3 March", posted="2014-03-15")
    assert reader("3 March", posted=dt.datetime(2014, 3, 15, 8, 0))
