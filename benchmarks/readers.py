"""The readers of bylines, datelines, dates and sources beside other libraries, on the tables of the tests.

    pip install newspaper4k trafilatura nameparser dateparser datefinder htmldate
    python benchmarks/readers.py

Prints one table in Markdown, and the versions. Every library is asked only for what it offers, in the way that suits it
best: names without credits and roles, days without times; a library for web pages is given a page with nothing else on
it. What is not installed is left out.
"""

from __future__ import annotations

import datetime as dt
import re
import time
import tomllib
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import clipparse

TABLES = Path(__file__).parent.parent / "tests"
POSTED = dt.date(2014, 3, 15)
DAY_FIRST = {"day_first": True, "month_first": False}
Row = list[str]
Reader = Callable[[Row], object]


def rows(name: str, part: str, *folders: str) -> list[Row]:
    """The cases, or the near misses, of a table; nothing in `fresh` was tuned on."""
    tables = [tomllib.loads((TABLES / folder / f"{name}.toml").read_text("utf-8")) for folder in folders]
    return [row for table in tables for row in table[part]]


# -- what the tables want, as far as a library can be asked for it


def names_wanted(row: Row) -> object:
    """The people credited as authors, in order."""
    people = [one.split(" | ")[0] for one in row[1].split("; ") if one]
    return [name for name in people if ": " not in name and not name.startswith("= ")]


def day_wanted(row: Row) -> object:
    return row[1][:10]


# -- the readers


def ours_names(row: Row) -> object:
    found = clipparse.read_byline(row[0])
    return [one.name for one in found.authors if one.credit == "author"] if found else []


def ours_date(row: Row) -> object:
    known = row[2] if len(row) > 2 else ""
    posted = POSTED if known == "posted" else None
    found = clipparse.read_date(row[0], posted=posted, day_first=DAY_FIRST.get(known))
    return found.date.isoformat() if found and found.date else ""


def ours_dateline(row: Row) -> object:
    found = clipparse.read_dateline(row[0], posted=POSTED)
    return ["", "", ""] if found is None else [found.place or "", found.agency or "", str(found.date or "")]


def ours_source(row: Row) -> object:
    found = clipparse.read_source(row[0])
    return ["-", "-"] if found is None else [found.name or "", found.url or ""]


def newspaper(row: Row) -> object:
    from lxml.html import fromstring
    from newspaper.configuration import Configuration
    from newspaper.extractors.authors_extractor import AuthorsExtractor

    page = fromstring("<html><body><p class='byline'></p></body></html>")
    page.find(".//p").text = row[0]
    return AuthorsExtractor(Configuration()).parse(page)


def trafilatura_authors(row: Row) -> object:
    from trafilatura.metadata import normalize_authors

    return [name for name in (normalize_authors(None, row[0]) or "").split("; ") if name]


def nameparser(row: Row) -> object:
    from nameparser import HumanName

    name = HumanName(re.sub(r"^by:?\s", "", row[0], flags=re.IGNORECASE))
    name.capitalize()
    name.title = ""
    return [str(name)] if name.first and name.last else []


def dateparser_search(row: Row) -> object:
    from dateparser.search import search_dates

    known = row[2] if len(row) > 2 else ""
    settings: dict[str, object] = {"REQUIRE_PARTS": ["day", "month"] if known == "posted" else ["day", "month", "year"]}
    if known in DAY_FIRST:
        settings["DATE_ORDER"] = "DMY" if DAY_FIRST[known] else "MDY"
    if known == "posted":
        settings |= {"RELATIVE_BASE": dt.datetime.combine(POSTED, dt.time(12)), "PREFER_DATES_FROM": "past"}
    found = search_dates(row[0], settings=settings)
    return found[0][1].date().isoformat() if found else ""


def datefinder_first(row: Row) -> object:
    import datefinder

    known = row[2] if len(row) > 2 else ""
    base = dt.datetime.combine(POSTED, dt.time(12)) if known == "posted" else None
    first = "day" if DAY_FIRST.get(known) else "month"
    found = next(iter(datefinder.find_dates(row[0], base_date=base, first=first)), None)
    return found.date().isoformat() if found else ""


def htmldate_page(row: Row) -> object:
    from htmldate import find_date
    from lxml.html import fromstring

    page = fromstring("<html><body><p class='date'></p></body></html>")
    page.find(".//p").text = row[0]
    return find_date(page, original_date=True, min_date="1600-01-01") or ""


BENCHES: list[tuple[str, str, str, Reader, Callable[[Row], object], object]] = [
    ("bylines", "clipparse", "clipparse", ours_names, names_wanted, []),
    ("bylines", "newspaper4k, authors extractor", "newspaper4k", newspaper, names_wanted, []),
    ("bylines", "trafilatura, `normalize_authors`", "trafilatura", trafilatura_authors, names_wanted, []),
    ("bylines", "nameparser", "nameparser", nameparser, names_wanted, []),
    ("dates", "clipparse", "clipparse", ours_date, day_wanted, ""),
    ("dates", "dateparser, `search_dates`", "dateparser", dateparser_search, day_wanted, ""),
    ("dates", "datefinder", "datefinder", datefinder_first, day_wanted, ""),
    ("dates", "htmldate", "htmldate", htmldate_page, day_wanted, ""),
    ("datelines", "clipparse", "clipparse", ours_dateline, lambda row: row[1:], ["", "", ""]),
    ("sources", "clipparse", "clipparse", ours_source, lambda row: row[1:], ["-", "-"]),
]


def asked(read: Reader, table: list[Row]) -> Iterator[tuple[Row, object]]:
    """What a reader says to each case; an exception is an answer, too, and a wrong one."""
    for row in table:
        try:
            yield row, read(row)
        except ImportError:
            raise
        except Exception as error:
            yield row, repr(error)


def share(count: int, of: int) -> str:
    return f"{count} of {of} ({100 * count / of:.1f} %)"


def main() -> None:
    print("| table | library | version | all cases | unseen cases | near misses taken | microseconds a line |")
    print("|---|---|---|---|---|---|---|")
    for table, title, package, read, wanted, nothing in BENCHES:
        tuned, unseen = rows(table, "cases", "tables"), rows(table, "cases", "fresh")
        cases, near = tuned + unseen, rows(table, "near_misses", "tables", "fresh")
        try:
            number = version(package)
            next(asked(read, cases))
        except (PackageNotFoundError, ImportError):
            continue
        begun = time.perf_counter()
        right = [answer == wanted(row) for row, answer in asked(read, cases)]
        taken = sum(answer != nothing for _, answer in asked(read, near))
        cost = (time.perf_counter() - begun) / (len(cases) + len(near)) * 1e6
        print(
            f"| {table} | {title} | {number} | {share(sum(right), len(cases))}"
            f" | {share(sum(right[len(tuned) :]), len(unseen))} | {share(taken, len(near))} | {cost:,.0f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
