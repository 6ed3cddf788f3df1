"""The table of pages that other packages bring, `benchmarks/unseen_pages.tsv`, and what cuts their text out."""

from __future__ import annotations

import csv
import datetime as dt
import json
import runpy
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"
STORED = (
    '<html><head><meta charset="utf-8"><meta http-equiv="refresh" value="300">'
    '<meta value="Gazette" name="og:site_name"><meta name="author" value="Jo Doe">'
    '<meta name="robots" content="all" value="1"></head>'
    "<body><h1>Ferry runs again</h1><div id=text><p>It sailed at six.</p><p>Share</p><p>All were glad.</p></div></body>"
)
PUBLISHED = (
    '<html><head><meta charset="utf-8"><meta http-equiv="refresh" value="300">'
    '<meta content="Gazette" property="og:site_name"><meta name="author" content="Jo Doe">'
    '<meta name="robots" content="all" value="1"></head>'
)


@pytest.fixture(scope="module")
def script() -> dict[str, Any]:
    return runpy.run_path(str(BENCHMARKS / "unseen_pages.py"))


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    with (BENCHMARKS / "unseen_pages.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def test_no_page_is_in_the_table_twice(rows: list[dict[str, str]]) -> None:
    """A page that was looked at is in no other set, and no label overwrites another's."""
    for column in ("page", "name"):
        assert [value for value, count in Counter(row[column] for row in rows).items() if count > 1] == []


def test_every_row_can_be_read(script: dict[str, Any], rows: list[dict[str, str]]) -> None:
    """Each row names its set, a page below a package's directory, elements and lines; its date is a day."""
    for row in rows:
        assert row["set"] in {"look", "shut", "fresh"}
        assert row["text"], row["name"]
        assert not Path(row["page"]).is_absolute()
        assert not row["date"] or dt.date.fromisoformat(row["date"])
        numbers = list(script["_numbers"](row["skipped"]))
        assert numbers == sorted(set(numbers)), row["name"]


def test_meta_elements_are_as_they_were_published(script: dict[str, Any], tmp_path: Path) -> None:
    """mercury-parser stores `content` as `value` and `property` as `name`; other packages' pages stay as they are."""
    for package, expected in (("mercury-parser-1.1.1", PUBLISHED), ("formasaurus-0.10.0", STORED)):
        page = tmp_path / package / "page.html"
        page.parent.mkdir()
        page.write_text(STORED, encoding="utf-8")
        assert script["_as_published"](page).decode().startswith(expected)


def test_a_page_is_written_with_its_label(
    script: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The text is that of the elements named, without the lines that are none of it."""
    page = tmp_path / "mercury-parser-1.1.1" / "ferry.html"
    page.parent.mkdir()
    page.write_text(STORED, encoding="utf-8")
    columns = ("set", "name", "page", "text", "without", "skipped", "date", "authors", "outlet")
    values = ("fresh", "ferry", "mercury-parser-1.1.1/ferry.html", "#text", "", "1", "2016-12-14", "Jo Doe", "Gazette")
    table = tmp_path / "table.tsv"
    table.write_text("\t".join(columns) + "\n" + "\t".join(values) + "\n", encoding="utf-8")
    monkeypatch.setitem(script["main"].__globals__, "TABLE", table)
    monkeypatch.setattr(sys, "argv", ["unseen_pages.py", str(tmp_path), str(tmp_path / "out"), "--set", "fresh"])
    script["main"]()
    assert (tmp_path / "out" / "ferry.html").read_text("utf-8").startswith(PUBLISHED)
    assert json.loads((tmp_path / "out" / "ferry.json").read_text("utf-8")) == {
        "text": "It sailed at six.\nAll were glad.",
        "authors": ["Jo Doe"],
        "date": "2016-12-14",
        "outlet": "Gazette",
    }
