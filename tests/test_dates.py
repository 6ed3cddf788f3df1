"""Dates and times in every order and punctuation; all cases are invented."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from clipparse.facts.dates import find_dates, has_date
from clipparse.lexicon import Lexicon

WORDS = Lexicon.default()
POSTED = dt.date(2014, 3, 15)

DATES = [
    ("13 March 2014", "2014-03-13"),
    ("13 March, 2014", "2014-03-13"),
    ("March 13, 2014", "2014-03-13"),
    ("MARCH 13, 2014", "2014-03-13"),
    ("march 13, 2014", "2014-03-13"),
    ("Mar. 13th, 2014", "2014-03-13"),
    ("Mar.13,2014", "2014-03-13"),
    ("March 13 , 2014", "2014-03-13"),
    ("13th of March 2014", "2014-03-13"),
    ("3rd. August 2014", "2014-08-03"),
    ("13-Mar-2014", "2014-03-13"),
    ("24-APR-96", "1996-04-24"),
    ("13 Sep. '14", "2014-09-13"),
    ("Sept. 5th 1996", "1996-09-05"),
    ("Thursday, 13 March 2014", "2014-03-13"),
    ("Mon., Aug. 4, 2014", "2014-08-04"),
    ("2014-03-13", "2014-03-13"),
    ("2014/03/13", "2014-03-13"),
    ("2014.03.13", "2014-03-13"),
    ("1995 JAN 26", "1995-01-26"),
    ("2014, March 13", "2014-03-13"),
    ("/2014/mar/13/talks-end", "2014-03-13"),
    ("/2014/03/13/talks-end", "2014-03-13"),
    ("20140313", "2014-03-13"),
    ("talks-end-20140313.html", "2014-03-13"),
    ("story_20140313_2.html", None),
    ("13/3/14", "2014-03-13"),
    ("11-20-95", "1995-11-20"),
    ("02-14-2014", "2014-02-14"),
    ("13.03.2014", "2014-03-13"),
    ("4.02.2022", "2022-02-04"),
    ("13. M\u00e4rz 2014", "2014-03-13"),
    ("14. Februar 2012", "2012-02-14"),
    ("le 1er mai 2019", "2019-05-01"),
    ("8 ao\u00fbt 2015", "2015-08-08"),
    ("13 de marzo de 2014", "2014-03-13"),
    ("26, Abril, 2022", "2022-04-26"),
    ("4 de julho de 2014", "2014-07-04"),
    ("13 maart 2014", "2014-03-13"),
    ("2014\u5e743\u670813\u65e5", "2014-03-13"),
    ("July 4, 1776", "1776-07-04"),
    ("1 May 1600", "1600-05-01"),
    ("29 Feb 2012", "2012-02-29"),
    ("Sept. 4-10 1991", "1991-09-04"),
    ("January 7 & 14, 1991", "1991-01-07"),
    ("Posted March 13, 2014", "2014-03-13"),
    ("Updated: March 13, 2014", "2014-03-13"),
    ("5 December 2005 Last updated at 05:34 GMT", "2005-12-05"),
    ("Aug 3, 2014 (Reuters)", "2014-08-03"),
    ("14February2014", "2014-02-14"),
    ("03/04/2014", None),
    ("9/7/96", None),
    ("29 February 2013", None),
    ("4 July 1599", None),
    ("3 March", None),
]

TIMES = [
    ("Thu, 11 Aug 1994 00:29:36 -0400", "1994-08-11T00:29:36-04:00"),
    ("Thu Mar 13 19:05:01 GMT 2014", "2014-03-13T19:05:01+00:00"),
    ("2014-03-13T19:05:00Z", "2014-03-13T19:05:00+00:00"),
    ("2014-03-13T19:05:00+01:00", "2014-03-13T19:05:00+01:00"),
    ("2014-03-13 19:05", "2014-03-13T19:05:00"),
    ("Thursday 13 March 2014 19.05 GMT", "2014-03-13T19:05:00+00:00"),
    ("March 13, 2014 at 7:05 p.m.", "2014-03-13T19:05:00"),
    ("March 13, 2014, 7 p.m.", "2014-03-13T19:00:00"),
    ("March 13, 2014 at 7:05 p.m. ET", "2014-03-13T19:05:00-04:00"),
    ("January 13, 2014 at 7:05 p.m. ET", "2014-01-13T19:05:00-05:00"),
    ("7:05 PM ET, Thu March 13, 2014", "2014-03-13T19:05:00-04:00"),
    ("8:01PM BST 09 Oct 2014", "2014-10-09T20:01:00+01:00"),
    ("19:05 GMT, 13 March 2014", "2014-03-13T19:05:00+00:00"),
    ("1905 GMT, 13 March 2014", "2014-03-13T19:05:00+00:00"),
    ("13. M\u00e4rz 2014, 19:05 Uhr", "2014-03-13T19:05:00"),
    ("15 mai 2019 \u00e0 06h00", "2019-05-15T06:00:00"),
    ("13 March 2014 12:30 AM", "2014-03-13T00:30:00"),
    ("13 March 2014 12:30 PM", "2014-03-13T12:30:00"),
    ("13 March 2014 25:00", None),
    ("13 March 2014", None),
    ("13 March 2014 1.05", None),
]

NO_DATES = [
    "",
    "March 2014",
    "In 2014",
    "31 June 2000",
    "30/02/2014",
    "2014-13-03",
    "12/13",
    "10.0.0.1",
    "1-800-555-1234",
    "555-12-2014",
    "13.3.",
    "99999999999999999999",
    "you may 5 times",
    "chapter 3 may be read",
    "step 3 march on",
    "Section 3.2.14",
    "Marching 5 miles",
]


def first(text: str, **known: object) -> str | None:
    """The first date of a text, as ISO 8601; None where it has none that can be told."""
    found = find_dates(text, WORDS, **known)  # type: ignore[arg-type]
    return str(found[0].date) if found and found[0].date else None


@pytest.mark.parametrize(("text", "date"), DATES)
def test_dates_are_read(text: str, date: str | None) -> None:
    """A date is read in whatever order it is written; one that cannot be told is None."""
    assert first(text) == date


@pytest.mark.parametrize(("text", "moment"), TIMES)
def test_times_are_read(text: str, moment: str | None) -> None:
    """A time beside the date belongs to it, with its zone where one is stated."""
    at = find_dates(text, WORDS)[0].at

    assert (at and at.isoformat()) == moment


@pytest.mark.parametrize("text", NO_DATES)
def test_other_numbers_are_no_dates(text: str) -> None:
    """Versions, telephone numbers, months alone and days that no calendar has are no dates."""
    assert find_dates(text, WORDS) == []


def test_a_number_right_before_a_date_does_not_hide_it() -> None:
    """Nor does an age with a name behind it."""
    assert first("Of 12 people 15 March 2014 is remembered") == "2014-03-15"


@pytest.mark.parametrize("text", [*(row[0] for row in DATES), *NO_DATES])
def test_that_a_text_has_a_date_is_told_without_reading_it(text: str) -> None:
    """It has one where one is found."""
    assert has_date(text, WORDS) == bool(find_dates(text, WORDS))


def test_a_day_without_its_year_takes_the_nearest_before_the_post() -> None:
    """The year puts it before the post, or at most three days after."""
    days = ("13 March", "18 March", "19 March", "29 February", "Dec. 31")

    assert [first(day, posted=POSTED) for day in days] == [
        "2014-03-13",
        "2014-03-18",
        "2013-03-19",
        "2012-02-29",
        "2013-12-31",
    ]


def test_two_readings_are_told_apart_by_what_is_known() -> None:
    """The order that the caller knows, a weekday, or a post a few days later decides."""
    assert first("03/04/2014", day_first=True) == "2014-04-03"
    assert first("03/04/2014", day_first=False) == "2014-03-04"
    assert first("Tuesday 03/04/2014") == "2014-03-04"
    assert first("03/04/2014", posted=dt.date(2014, 3, 5)) == "2014-03-04"
    assert first("9/7/96", posted=dt.date(1996, 9, 9)) == "1996-09-07"
    assert first("03/04/2014", posted=dt.date(2014, 12, 1)) is None


def test_a_weekday_that_disagrees_is_told() -> None:
    """The date is believed, and the weekday is reported."""
    agree = [find_dates(f"{day}13 March 2014", WORDS)[0].weekday_agrees for day in ("Thursday, ", "Friday, ", "")]

    assert agree == [True, False, None]


def test_one_order_only_is_told() -> None:
    """A numeric date that can be read one way tells how the post writes its dates."""
    assert [find_dates(text, WORDS)[0].day_first for text in ("13/3/14", "3/13/14", "3/4/14")] == [True, False, None]


def test_two_digit_years_fall_near_the_post() -> None:
    """Without a post, 50 and later are of the last century; with one, no date is far ahead of it."""
    assert first("24 April 96") == "1996-04-24"
    assert first("24 April 14") == "2014-04-24"
    assert first("24 April 14", posted=dt.date(1996, 1, 1)) == "1914-04-24"


def test_a_wire_story_is_dated_by_month_day_and_minute() -> None:
    """`AP 02/23 00:31 EST` has no year of its own."""
    assert first("AP 02/23 00:31 EST", posted=dt.date(1994, 2, 24)) == "1994-02-23"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Seen Thursday, 13 March 2014 19.05 GMT here", "Thursday, 13 March 2014 19.05 GMT"),
        ("(Oct 9, 1996 11:12 a.m. EDT)", "Oct 9, 1996 11:12 a.m. EDT"),
        ("x, 7:05 PM ET, Thu March 13, 2014.", "7:05 PM ET, Thu March 13, 2014"),
    ],
)
def test_spans_take_in_weekday_and_time(text: str, written: str) -> None:
    """The span is what a reader would underline."""
    assert find_dates(text, WORDS)[0].span.of(text) == written


@pytest.mark.parametrize(
    "piece", ["1", "1 ", "12/", "1.1.", "Mar ", "Mar 1", "1-", "\u0663", "\u00b2", ":", "3 March ", "a1", "20140313 "]
)
def test_no_text_takes_long(piece: str, deep: bool) -> None:
    """50,000 characters, or 400,000, take nothing like what pairs of their places would, and nothing raises."""
    text = piece * ((400_000 if deep else 50_000) // len(piece))
    before = time.process_time()
    find_dates(text, WORDS)

    assert time.process_time() - before < (8 if deep else 1)


def test_a_day_found_in_a_part_stands_where_the_part_does() -> None:
    """Moved by where the part begins, the span is the longer text's."""
    text = "On the pier, 13 March 2014"
    part = text[7:]

    assert find_dates(part, WORDS)[0].moved(7).span.of(text) == "13 March 2014"


@pytest.mark.parametrize("written", ["{weekday}, {day} March 2014", "{day} March 2014 ({weekday})"])
def test_every_weekday_of_the_calendar_is_read(written: str) -> None:
    """In whatever language, as long as the longest are; of two letters (`so`, `sr`) only before the date."""
    named = {name: day for name, day in WORDS.names["weekdays"].items() if len(name) > 2 or written[1] == "w"}
    (*read,) = (find_dates(written.format(weekday=name, day=17 + day), WORDS)[0] for name, day in named.items())
    assert [name for name, one in zip(named, read, strict=True) if one.weekday_agrees is not True] == []
    assert len(named) > 100


def test_every_month_of_the_calendar_is_read() -> None:
    """In whatever language."""
    months = WORDS.names["months"]
    read = {name: find_dates(f"17 {name} 2014", WORDS)[0].date for name in months}
    assert {name: day and day.month for name, day in read.items()} == months
