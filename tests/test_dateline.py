"""Datelines: on lines of their own, and at the head of a paragraph. All cases are invented."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from clipparse.lexicon import Lexicon
from clipparse.page import Page
from clipparse.roles import Role
from clipparse.stages import dateline

WORDS = Lexicon.default()
POSTED = dt.date(2014, 3, 15)

# the opening of a paragraph -> place, agency, date
HEADS = [
    ("CAIRO, May 3 (Reuters) - The talks ended.", "CAIRO", "Reuters", "2013-05-03"),
    ("CAIRO (Reuters) - The talks ended.", "CAIRO", "Reuters", None),
    ("CAIRO (Reuter) -- The talks ended.", "CAIRO", "Reuters", None),
    ("CAIRO (AP) _ The talks ended.", "CAIRO", "AP", None),
    ("CAIRO (AP) \u2014 The talks ended.", "CAIRO", "AP", None),
    ("CAIRO (AFP) \u2013 The talks ended.", "CAIRO", "AFP", None),
    ("CAIRO, March 3, 2014 (AFP) - The talks ended.", "CAIRO", "AFP", "2014-03-03"),
    ("NEW YORK (AP)--Stocks rose on Monday.", "NEW YORK", "AP", None),
    ("NEW YORK, Mar. 3 (UPI) --Stocks rose on Monday.", "NEW YORK", "UPI", "2014-03-03"),
    ("ST. LOUIS (AP) - The river rose.", "ST. LOUIS", "AP", None),
    ("DONETSK, Ukraine (AP) - The road was closed.", "DONETSK, Ukraine", "AP", None),
    ("Donetsk, Ukraine (CNN) -- The road was closed.", "Donetsk, Ukraine", None, None),
    ("SAN JOSE, Calif. (AP) - The road was closed.", "SAN JOSE, Calif.", "AP", None),
    ("WASHINGTON, D.C. -- The road was closed on Monday.", "WASHINGTON, D.C.", None, None),
    ("St. Petersburg, Russia, Sept 26 (AP) -- Police said", "St. Petersburg, Russia", "AP", "2013-09-26"),
    ("BEIRUT/CAIRO (Reuters) - The talks ended.", "BEIRUT/CAIRO", "Reuters", None),
    ("WASHINGTON and LONDON (AP) - The talks ended.", "WASHINGTON and LONDON", "AP", None),
    ("BEIJING, March 3 (Xinhua) -- The talks ended.", "BEIJING", "Xinhua", "2014-03-03"),
    ("MOSCOW, March 3. /TASS/. The talks ended.", "MOSCOW", "TASS", "2014-03-03"),
    ("MOSCOW. March 3 (Interfax) - The talks ended.", "MOSCOW", "Interfax", "2014-03-03"),
    ("MOSCOW, March 3 (RIA Novosti) - The talks ended.", "MOSCOW", "RIA Novosti", "2014-03-03"),
    ("ROME, Mar 3 2014 (IPS) - The talks ended.", "ROME", "IPS", "2014-03-03"),
    ("TOKYO, March 3 (Kyodo) - The talks ended.", "TOKYO", "Kyodo", "2014-03-03"),
    ("SEOUL, March 3 (Yonhap) -- The talks ended.", "SEOUL", "Yonhap", "2014-03-03"),
    ("New Delhi, March 3 (PTI) The talks ended on a good note.", "New Delhi", "PTI", "2014-03-03"),
    ("New Delhi, Mar 3 (IANS): The talks ended on a good note.", "New Delhi", "IANS", "2014-03-03"),
    ("TALLINN, Mar 03, BNS - The talks ended.", "TALLINN", "BNS", "2014-03-03"),
    ("Berlin (dpa) - Die Gespr\u00e4che endeten.", "Berlin", "dpa", None),
    ("Karlsruhe (dpa/lsw) - Die Gespr\u00e4che endeten.", "Karlsruhe", "dpa", None),
    ("FRANKFURT (dpa-AFX) - Die Aktie stieg.", "FRANKFURT", "dpa", None),
    ("Berlin/Hamburg (dpa) \u2013 Die Gespr\u00e4che endeten.", "Berlin/Hamburg", "dpa", None),
    ("Wien, 3. M\u00e4rz (APA) - Die Gespr\u00e4che endeten.", "Wien", "APA", "2014-03-03"),
    ("Berlin. Die Gespr\u00e4che endeten am Montag ohne ein Ergebnis.", "Berlin", None, None),
    ("PARIS, 3 mars (AFP) - Les n\u00e9gociations ont \u00e9chou\u00e9.", "PARIS", "AFP", "2014-03-03"),
    ("Madrid, 13 mar (EFE).- Las negociaciones terminaron.", "Madrid", "EFE", "2014-03-13"),
    ("(ANSA) - ROMA, 3 MAR - I colloqui sono finiti.", "ROMA", "ANSA", "2014-03-03"),
    ("ROMA - I colloqui sono finiti luned\u00ec senza alcun accordo.", "ROMA", None, None),
    ("(Reuters) - The talks ended.", None, "Reuters", None),
    ("(EFE).- Las negociaciones terminaron.", None, "EFE", None),
    ("ONDON (AP) - The first letter is lost.", "ONDON", "AP", None),
    ("oscow (Reuters) - The first letter is lost.", "oscow", "Reuters", None),
    ("LONDON \u2014 The talks ended on Monday without a result.", "LONDON", None, None),
    ("London, Sept. 5, 1995 -- The maker of cards said", "London", None, "1995-09-05"),
    ("Jerusalem, (Reuter) - The head of the service resigned.", "Jerusalem", "Reuters", None),
    ("Washington -- The rules on privacy differ by state, a study says.", "Washington", None, None),
    ("OAK HOLLOW -- The town council met on Monday night to talk.", "OAK HOLLOW", None, None),
    ("WASHINGTON (Oct 9, 1996 11:12 a.m. EDT) -- The President today", "WASHINGTON", None, "1996-10-09"),
    ("TOKYO, JAPAN, 1996 DEC 2 (NB) -- The bank is due", "TOKYO, JAPAN", "Newsbytes", "1996-12-02"),
    ("WASHINGTON--Apr. 19--As a step towards new networks", "WASHINGTON", None, "2013-04-19"),
    ("NEW DELHI: The Supreme Court on Monday said that it would", "NEW DELHI", None, None),
    ("UNITED NATIONS, May 8 -- Britain today called for", "UNITED NATIONS", None, "2013-05-08"),
    ("RIO DE JANEIRO (AP) - The talks ended.", "RIO DE JANEIRO", "AP", None),
    ("N'DJAMENA, Chad (AFP) - The talks ended.", "N'DJAMENA, Chad", "AFP", None),
    ("FORT  ELM,\n Fla. (AP) -- A retired pilot says", "FORT ELM, Fla.", "AP", None),
    ("MIAMI (WXYZ) - A crash closed the road on Monday night.", "MIAMI", None, None),
    ("[October 18] -- The bank is open for business.", None, None, "2013-10-18"),
]

NO_HEADS = [
    "WARNING - This film may upset some viewers of a tender age.",
    "UPDATE 2-Oil falls as the talks go on in the capital.",
    "UPDATE - The road is open again after the flood of last week.",
    "NATO - the alliance of the West - met on Monday in the capital.",
    "NATO - The alliance of the West met on Monday in the capital.",
    "ABSTRACT - We study how long a line may be before it is read.",
    "Q - What is the capital of this country and who lives in it?",
    "Q: What is the capital of this country and who lives in it?",
    "A: The capital is a town on the river, and people live in it.",
    "EXCLUSIVE: The minister knew of the plan before it was printed.",
    "The minister - a man of few words - said nothing on Monday.",
    "London is a city on a river, and it has many bridges - seven.",
    "Paris-based makers of cards said on Monday that they would merge.",
    "On Monday, May 3 - the day of the vote - the road was closed.",
    "In May (AP) they said it.",
    "Smith (Labour) - The member for the north said on Monday.",
    "IBM - The company said on Monday that it would sell its plant.",
    "PHOTO: The minister arrives at the palace on Monday morning.",
    "Monday - The minister arrives at the palace in the morning.",
    "EDITOR'S NOTE - The following was first printed last year.",
    "It was cold. London was dark when the train came in at night.",
    "12.5 - The number of miles that were closed on Monday night.",
    "A man (45) - The police said that he was held on Monday.",
    "",
    "-",
    "((((((((",
    "CAIRO",
]

# a line -> place, agency, date, what else stands there
LINES = [
    ("Newsweek, Sept 25, 1995.", None, None, "1995-09-25", "Newsweek"),
    ("July 27, 2014 | Reuters", None, "Reuters", "2014-07-27", None),
    ("Financial Example: Friday, November 8, 1996", None, None, "1996-11-08", "Financial Example"),
    ("LONDON, March 3", "LONDON", None, "2014-03-03", None),
    ("Published: 13 March 2014", None, None, "2014-03-13", None),
    ("Published on March 13, 2014 at 7:05 p.m.", None, None, "2014-03-13", None),
    ("Updated 5:47 PM ET, Thu March 13, 2014", None, None, "2014-03-13", None),
    ("Last updated on 13 Mar, 2014. 3 min read", None, None, "2014-03-13", None),
    ("gazette.example.uk, Thursday 13 March 2014 19.05 GMT", None, None, "2014-03-13", "gazette.example.uk"),
    ("NEW YORK (AP)", "NEW YORK", "AP", None, None),
    ("NEW YORK (AP) --", "NEW YORK", "AP", None, None),
    ("OAK HOLLOW, Tenn. (AP) --", "OAK HOLLOW, Tenn.", "AP", None, None),
    ("Portland, Oregon", "Portland, Oregon", None, None, None),
    ("Managua, Nicaragua", "Managua, Nicaragua", None, None, None),
    ("WASHINGTON \u2014", "WASHINGTON", None, None, None),
    ("15 mai 2013 \u00e0 06h00", None, None, "2013-05-15", None),
    ("14. Februar 2012", None, None, "2012-02-14", None),
    ("KYIV | Fri Mar 14, 2014 9:05am EDT", "KYIV", None, "2014-03-14", None),
    ("KYIV (Reuters) | Fri Mar 14, 2014", "KYIV", "Reuters", "2014-03-14", None),
    ("-- Reuter, 9/26/96", None, "Reuters", "1996-09-26", None),
    ("(The Example Herald, Sep 8, 2011)", None, None, "2011-09-08", "The Example Herald"),
    ("[The Example, 04/24/2013]", None, None, "2013-04-24", "The Example"),
    ("The Example Journal, October 31, 1995, p. B1.", None, None, "1995-10-31", "The Example Journal"),
    ("Monday, July 15 1996; Page F19", None, None, "1996-07-15", None),
    ("November 26, 1994, pp. 21-23", None, None, "1994-11-26", None),
    ("The Sunday Example, London, 21 March 1993", None, None, "1993-03-21", "The Sunday Example, London"),
    ("\u2014 The Example Journal, February 18, 2014", None, None, "2014-02-18", "The Example Journal"),
    ("_The Example Times_, Tuesday, March 3, 1992", None, None, "1992-03-03", "The Example Times"),
    ("From the Example Examiner, Monday July 20, 1992.", None, None, "1992-07-20", "the Example Examiner"),
    ("1-31-96. ExTim:", None, None, "1996-01-31", "ExTim"),
    ("Publi\u00e9 le 2012-04-26 | example.com", None, None, "2012-04-26", "example.com"),
    ("June 1993 issue", None, None, None, None),
    ("2 days ago", None, None, "2014-03-13", None),
    ("yesterday", None, None, "2014-03-14", None),
    ("8:10AM GMT 15 Sep 2013", None, None, "2013-09-15", None),
    ("26.08.2013", None, None, "2013-08-26", None),
    ("November 8, 2013 | 6:03 pm", None, None, "2013-11-08", None),
    ("Page last updated at 05:42 GMT, Tuesday, 3 September 2013", None, None, "2013-09-03", None),
    ("5 December 2005 Last updated at 05:34 GMT", None, None, "2005-12-05", None),
    ("Written: 2013-11-07 15:03:30 / Updated: 2013-11-08 15:30:46", None, None, "2013-11-07", None),
    ("Updated: 8 November 2013. Published: 7 November 2013", None, None, "2013-11-07", None),
    ("Kakuma /Kenia", "Kakuma /Kenia", None, None, None),
    ("LONDON, Wednesday, March 5, 2014 (PA)", "LONDON", "PA", "2014-03-05", None),
]

NO_LINES = ["", "Share this", "By Jane Example", "It will rain on Monday.", "WARNING", "Read more", "42", "***"]


def facts(reading: dateline.Reading | None) -> tuple[str | None, str | None, str | None] | None:
    """Place, agency and date, as the tables write them."""
    if reading is None:
        return None
    line = reading.dateline
    return line.place, line.agency, line.date.isoformat() if line.date else None


@pytest.mark.parametrize(("text", "place", "agency", "date"), HEADS)
def test_heads_are_read(text: str, place: str | None, agency: str | None, date: str | None) -> None:
    """The head of a paragraph gives place, agency and date in every agency's manner."""
    assert facts(dateline.read_head(text, WORDS, posted=POSTED)) == (place, agency, date)


@pytest.mark.parametrize("text", [row[0] for row in HEADS])
def test_the_prose_begins_behind_the_head(text: str) -> None:
    """`end` is where the first sentence begins, and spans point at what was read."""
    reading = dateline.read_head(text, WORDS, posted=POSTED)

    assert reading is not None
    assert text[reading.end].isalpha()
    assert text[reading.end :].split()[0] in {"The", "Stocks", "Police", "Die", "Les", "Las", "I", "As", "A", "Britain"}
    if reading.place_span:
        assert reading.dateline.place == " ".join(reading.place_span.of(text).split())
    if reading.mention:
        assert reading.mention.span.end <= reading.end


@pytest.mark.parametrize("text", NO_HEADS)
def test_near_misses_are_no_heads(text: str) -> None:
    """A word before a dash is no dateline without a place, an agency or a date to show for it."""
    assert dateline.read_head(text, WORDS, posted=POSTED) is None


@pytest.mark.parametrize(("text", "place", "agency", "date", "rest"), LINES)
def test_lines_are_read(text: str, place: str | None, agency: str | None, date: str | None, rest: str | None) -> None:
    """A line of its own gives place, agency and date, and what else stands there."""
    reading = dateline.read(text, WORDS, posted=POSTED)

    assert reading is not None
    assert (*(facts(reading) or ()), reading.rest) == (place, agency, date, rest)
    if reading.rest:
        assert text[reading.rest_start :].startswith(reading.rest)


@pytest.mark.parametrize("text", NO_LINES)
def test_other_lines_are_not_read(text: str) -> None:
    """A line without date, place or agency is None."""
    assert dateline.read(text, WORDS, posted=POSTED) is None


def test_a_place_keeps_the_stop_of_its_abbreviation() -> None:
    """Where a full stop and wide blanks close the head, too."""
    head = dateline.read_head("OAK HOLLOW, Calif.  The council has met on Monday to talk of the bridge.", WORDS)

    assert facts(head) == ("OAK HOLLOW, Calif.", None, None)


def test_a_number_beside_a_place_is_more_than_a_place() -> None:
    """`Paris at 10` names no place alone, while a page's number is none of its words."""
    seen = [
        {clue for index, clue in dateline.observe(Page.of(f"Talks end\n\n{line}\n\n{PROSE}\n"), WORDS) if index == 1}
        for line in ("Paris at 10", "Paris", "Posted in Paris")
    ]

    assert [dateline.PLACE_ALONE in clues for clues in seen] == [False, True, True]


def test_the_date_of_an_update_is_marked() -> None:
    """An update's date counts only where no other stands, and says what it is."""
    alone = dateline.read("Updated 13 March 2014", WORDS)
    both = dateline.read("Updated 13 March 2014, published 12 March 2014", WORDS)

    assert [one is not None and one.updated for one in (alone, both)] == [True, False]
    assert [facts(one) for one in (alone, both)] == [(None, None, "2014-03-13"), (None, None, "2014-03-12")]


# a line on a page between a title and prose -> the reason that must be given, None where no dateline may be seen
SEEN = [
    ("March 13, 2014", dateline.DATE_ALONE),
    ("March 13, 2014 7:05 pm", dateline.DATE_TIME_ALONE),
    ("Published: March 13, 2014", dateline.LABELLED),
    ("Updated March 13, 2014", dateline.UPDATED),
    ("LONDON, March 13, 2014", dateline.PLACE_AND_DATE),
    ("March 13, 2014 | Reuters", dateline.AGENCY_AND_DATE),
    ("gazette.example.com, 13 March 2014", dateline.OUTLET_AND_DATE),
    ("The Example Mercury, 13 March 2014", dateline.NAME_AND_DATE),
    ("13 March 2014, p. 4", dateline.PAGE_AND_DATE),
    ("June 1993 issue", dateline.ISSUE),
    ("NEW YORK (AP)", dateline.PLACE_AGENCY_ALONE),
    ("Portland, Oregon", dateline.PLACE_ALONE),
    ("7:43 p.m.", dateline.TIME_ALONE),
]
PROSE = "The talks between the two towns ended on Monday night, and the mayor said no date for others was set. " * 3


@pytest.mark.parametrize(("line", "clue"), SEEN)
def test_lines_are_seen(line: str, clue: object) -> None:
    """The stage says why a line looks like a dateline."""
    page = Page.of(f"Talks end without a result\n\n{line}\n\n{PROSE}\n\n{PROSE}\n")

    assert clue in [seen for index, seen in dateline.observe(page, WORDS) if index == 1]


def test_prose_with_a_date_is_no_dateline() -> None:
    """A long line that mentions a date is said to be prose."""
    page = Page.of(f"Title\n\n{PROSE} It was March 13, 2014.\n".replace("on Monday", "on March 13, 2014"))

    assert {clue.role for _, clue in dateline.observe(page, WORDS)} == {Role.BODY}


def test_paragraphs_that_open_with_a_dateline_are_seen() -> None:
    """The first line of such a paragraph is body."""
    page = Page.of(f"Title\n\nCAIRO, May 3 (Reuters) - {PROSE}\n\n{PROSE}\n")

    assert (1, dateline.HEAD_WITH_AGENCY) in list(dateline.observe(page, WORDS))


@pytest.mark.parametrize("piece", ["A", "(", "-", " ", "A, ", "1", "12/", "May 3 ", "LONDON (", "— ", ".\n", "\u0663"])
def test_no_line_takes_long(piece: str, deep: bool) -> None:
    """A fifth of a megabyte, or all of one, on one line is looked at no longer than its beginning deserves."""
    size = 1_000_000 if deep else 200_000
    text = piece * (size // len(piece))
    before = time.process_time()
    dateline.read_head(text, WORDS)
    dateline.read(text, WORDS)
    list(dateline.observe(Page.of(text), WORDS))

    assert time.process_time() - before < 6 * size / 1_000_000
