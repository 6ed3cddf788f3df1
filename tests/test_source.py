"""What lines say of who published an article, and which lines do not."""

from __future__ import annotations

import time

import pytest

from clipparse.clue import Clue
from clipparse.facts.blanks import credit_end
from clipparse.facts.outlets import may_name
from clipparse.facts.rights import claims_rights, rights_in, states_claim
from clipparse.lexicon import Lexicon
from clipparse.page import Page
from clipparse.stages import source

WORDS = Lexicon.default()

CREDITS = [
    # known outlets, in every dress
    ("The Guardian", "The Guardian"),
    ("[The Hindu]", "The Hindu"),
    ("(Daily Mirror)", "Daily Mirror"),
    ("-- The Irish Times", "The Irish Times"),
    ("— Le Monde", "Le Monde"),
    ("*The Seattle Times*", "The Seattle Times"),
    ("NYT:", "NYT"),
    ("SOURCE: NBC News", "NBC News"),
    ("Source : The Straits Times", "The Straits Times"),
    ("Credit: The Scotsman", "The Scotsman"),
    ("Courtesy of Gulf News", "Gulf News"),
    ("via Haaretz", "Haaretz"),
    ("(via The Japan Times)", "The Japan Times"),
    ("h/t Ars Technica", "Ars Technica"),
    ("Quelle: Frankfurter Rundschau", "Frankfurter Rundschau"),
    ("Fuente: El Tiempo", "El Tiempo"),
    ("From the Boston Herald:", "Boston Herald"),
    ("From today's Miami Herald:", "Miami Herald"),
    ("From The Economist", "The Economist"),
    ("Chicago Tribune reports:", "Chicago Tribune"),
    ("The New Zealand Herald reports", "The New Zealand Herald"),
    ("Originally published in The Globe and Mail", "The Globe and Mail"),
    ("This article first appeared in New Statesman.", "New Statesman"),
    ("Reprinted from the Denver Post", "Denver Post"),
    ("Reprinted with permission from Mother Jones", "Mother Jones"),
    ("Read more at The Daily Beast", "The Daily Beast"),
    ("The Baltimore Sun, page A14", "The Baltimore Sun"),
    ("San Francisco Chronicle, p. C3", "San Francisco Chronicle"),
    ("The Oakland Press, Pontiac, Mich.:", "The Oakland Press"),
    ("The Independent (London)", "The Independent"),
    ("guardian.co.uk", "guardian.co.uk"),
    # claims of rights
    ("(c) 2014 The Washington Post. All rights reserved.", "The Washington Post"),
    ("Copyright 1993, Houston Chronicle", "Houston Chronicle"),
    ("© 2019 Irish Examiner", "Irish Examiner"),
    ("Copyright 1997 by the Detroit News", "Detroit News"),
    ("COPYRIGHT Economist Newspaper Ltd. 1994", "Economist"),
    ("Copyright 1995. The Associated Press. All Rights Reserved.", "The Associated Press"),
    (
        "Copyright &copy 1998 Northfield Carrier.net\nCopyright &copy 1998 The Dallas Morning News",
        "The Dallas Morning News",
    ),
    # outlets that nobody listed
    ("The Northfield Courier", "The Northfield Courier"),
    ("From the Lower Hampton Gazette", "Lower Hampton Gazette"),
    ("Copyright 2003 Seven Rivers Herald-Dispatch", "Seven Rivers Herald-Dispatch"),
    ("Source: Daily Whistle", "Daily Whistle"),
    ("Seetaler Zeitung", "Seetaler Zeitung"),
    ("Quelle: Oberseer Anzeiger", "Oberseer Anzeiger"),
    ("El Diario de Villaseca", "El Diario de Villaseca"),
    ("Times of Ruritania", "Times of Ruritania"),
    ("WXQZ-TV", "WXQZ-TV"),
    ("hillvalley-news.com", "hillvalley-news.com"),
    ("Originally published in Wild Goose", "Wild Goose"),
    ("Taken from Tin Whistle, number 7", "Tin Whistle"),
    # agencies
    ("Reuters", "Reuters"),
    ("Source: Xinhua", "Xinhua"),
    ("The Associated Press", "The Associated Press"),
    # several lines
    (
        "Taken without change from yesterday's print of the Los Angeles\nTimes. All other rights reserved.",
        "Los Angeles Times",
    ),
    ("https://www.theguardian.com/uk/2014/mar/13/a-story", "The Guardian"),
    ("Source: http://www.lemonde.fr/idees/article/2010/1.html", "Le Monde"),
    ("http://news.bbc.co.uk/2/hi/europe/123.stm", "BBC News"),
]

NAMELESS = [
    "p. B10",
    "page A6",
    "https://somebody.blogspot.com/2014/03/post.html",
    "http://192.0.2.1/x.html",
    "Copyright 2014. All rights reserved.",
]


@pytest.mark.parametrize(("text", "name"), CREDITS)
def test_a_credit_names_its_outlet_as_written(text: str, name: str) -> None:
    """Page, place, year, verb and the words that introduce a credit are no part of the outlet's name."""
    read = source.read(text, WORDS)
    assert read is not None
    assert name == read.name
    assert text == read.text


def test_the_cheap_question_misses_no_name() -> None:
    """Every listed outlet, agency and site, and every name above, passes what most lines do not pass."""
    listed = [name for names in ("outlets", "agencies", "domains") for name in WORDS.names[names]]
    texts = [f"They said so, {name}, as ever" for name in listed if "." in name or name not in WORDS.names["domains"]]
    assert [text for text in texts if not may_name(text, WORDS)] == []
    credits = [line for text, _ in CREDITS for line in text.split("\n")[:1] if "//" not in line]
    assert [line for line in credits if not may_name(line, WORDS) and credit_end(line, WORDS) is None] == []


@pytest.mark.parametrize("text", NAMELESS)
def test_a_credit_may_name_nobody(text: str) -> None:
    """A page number, a blog's link or a bare claim of rights names no outlet."""
    read = source.read(text, WORDS)
    assert read is not None
    assert read.name is None


@pytest.mark.parametrize("text", ["", "***", "--", "[ ]"])
def test_marks_are_no_credit(text: str) -> None:
    """A line without letters or digits says nothing."""
    assert source.read(text, WORDS) is None


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("via the shop https://example.org/a/b", "https://example.org/a/b"),
        ("(http://example.com/story.html).", "http://example.com/story.html"),
        ("<www.example.com/1996/x>", "www.example.com/1996/x"),
        ("The Guardian", None),
    ],
)
def test_the_link_is_given_without_its_punctuation(text: str, url: str | None) -> None:
    """Brackets and full stops around a link are no part of it."""
    read = source.read(text, WORDS)
    assert read is not None
    assert url == read.url


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jane Doe, Chicago Tribune", "Chicago Tribune"),
        ("By Jane Doe | The Scotsman | Friday, 5 May 2017", "The Scotsman"),
        ("By Jane Doe, Northfield Courier Staff Writer", "Northfield Courier"),
        ("Financial Times: Friday, November 8, 1996", "Financial Times"),
        ("FT, Sept 21, 1995.", "FT"),
        ("The New York Times, July 21, 1996, p. 25.", "The New York Times"),
        ("(The Age, Saturday, February 17, 2024)", "The Age"),
        ("Published in The National on 2 July, 2006", "The National"),
        ("12 Jun 2010 - Valley Herald", "Valley Herald"),
        ("guardian.co.uk, Thursday 13 March 2014 19.05 GMT", "guardian.co.uk"),
        ("_The Hilltop Observer_, March 3, 1992", "The Hilltop Observer"),
        ("3-4-95. XyTi:", "XyTi"),
        ("Pound falls again - BBC News", "BBC News"),
    ],
)
def test_an_outlet_in_a_byline_or_dateline(text: str, name: str) -> None:
    """The outlet is found among names, dates and pages, and its place in the line is told."""
    found = source.outlet_in(text, WORDS)
    assert found is not None
    assert (name, name) == (found[0], text[found[1] : found[2]])


@pytest.mark.parametrize(
    "text",
    [
        "By Jane Doe in Moscow",
        "By Mary Post",
        "LONDON, May 3 (Reuters) -",
        "Friday, 5 May 2017",
        "NEW YORK (AP)",
        "By George Doe, Banking Correspondent",
        "By Jane Doe, Director of the Civic Union",
        "May 06, 2022 News",
        "Posted by Anonymous at 12:15 PM",
    ],
)
def test_no_outlet_in_a_byline_or_dateline(text: str) -> None:
    """People, places, offices and agencies are no outlets."""
    assert source.outlet_in(text, WORDS) is None


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("By Jane Doe, Associated Press Writer", "AP"),
        ("Jane Doe, AP Science Writer", "AP"),
        ("PARIS (AFP)", "AFP"),
        ("By Jane Doe, Reuters", "Reuters"),
        ("(ats/xyz)", "ATS"),
        ("dpa", "dpa"),
        ("Copyright 1996 The Associated Press", "AP"),
        ("Philadelphia, Pa.", None),
        ("By Jane Doe", None),
        ("The app is free", None),
    ],
)
def test_the_agency_in_a_line(text: str, agency: str | None) -> None:
    """Agencies go by their usual names; short ones count only as abbreviations."""
    assert agency == source.agency_of(text, WORDS)


@pytest.mark.parametrize(
    "name",
    ["Breaking News", "Latest News", "Older Post", "Newer Post", "Guest Post", "Mary Post",
     "a daily paper", "Staff Reporter", "Prime Minister", "Book Review", "Press Review", "Opposition Leader",
     "Hard drives", "Sports News"],
)  # fmt: skip
def test_sections_buttons_and_people_are_no_outlets(name: str) -> None:
    """A last word that papers' names have is not enough."""
    assert source.outlet_in(f"Jane Doe, {name}", WORDS) is None


PROSE = "The council said on Monday that the old bridge would be closed for repairs until the end of the summer. " * 3


def _clues(text: str) -> dict[int, set[str]]:
    page = Page.of(text)
    found: dict[int, set[str]] = {}
    for index, clue in source.observe(page, WORDS):
        found.setdefault(index, set()).add(clue.why)
    return found


@pytest.mark.parametrize(
    ("line", "clue"),
    [
        ("The Guardian", source.KNOWN_ALONE),
        ("The Northfield Courier", source.SHAPED_ALONE),
        ("Reuters", source.AGENCY_ALONE),
        ("[The Age]", source.BRACKETED),
        ("-- The Irish Times", source.KNOWN_ALONE),
        ("Source: The Boston Globe", source.CREDITED),
        ("From Wild Goose", source.CREDITED_UNKNOWN),
        ("Boston Herald reports:", source.REPORTS),
        ("Los Angeles Times:", source.INTRODUCES),
        ("(ats/xyz)", source.SIGN_OFF),
        ("p. B10", source.PAGE),
        ("Denver Post, page 4", source.WITH_PAGE),
        ("The Independent (London)", source.WITH_PLACE),
        ("(c) 1999 The Denver Post. All rights reserved.", source.RIGHTS_OF_OUTLET),
        ("The Denver Post, May 3, 1999", source.DATED),
        ("https://www.lemonde.fr/article/2014/03/13/x.html", source.LINK_TO_NEWS),
        ("http://example.com/2014/03/13/x.html", source.LINK_TO_ARTICLE),
        ("https://www.facebook.com/sharer.php?u=x", source.LINK_TO_SHARE),
        ("Full story: https://www.lemonde.fr/x", source.LABELLED_LINK),
    ],
)
def test_a_credit_below_the_text_is_noticed(line: str, clue: Clue) -> None:
    """What stands under an article to say where it comes from is recognised, with its reason."""
    assert clue.why in _clues(f"{PROSE}\n\n{line}\n")[1]


@pytest.mark.parametrize(
    "line",
    [
        "From: Jane Doe <jane@example.org>",
        "Breaking News",
        "News",
        "* The Guardian",
        "Older Post",
        "He said the Times was wrong.",
    ],
)
def test_what_only_looks_like_a_credit(line: str) -> None:
    """Mail headers, sections, menu items and sentences are no credits."""
    strong = {
        clue.why
        for clue in (source.KNOWN_ALONE, source.SHAPED_ALONE, source.CREDITED, source.CREDITED_UNKNOWN, source.REPORTS)
    }
    assert not strong & _clues(f"{PROSE}\n\n{line}\n").get(1, set())


def test_a_footer_far_from_the_text_is_furniture() -> None:
    """The same claim of rights counts as the article's below its text, and as the site's far from it."""
    scraps = "\n\n".join(f"Item {number}" for number in range(12))
    claim = "(c) 2014 The Denver Post. All rights reserved."
    assert source.RIGHTS_NEAR.why in _clues(f"{PROSE}\n\n{claim}")[1]
    assert source.RIGHTS_FAR.why in _clues(f"{PROSE}\n\n{scraps}\n\n{claim}")[13]


def test_a_saved_page_says_whose_it_is() -> None:
    """The end of the page's title names the site when it is an outlet or is said again where rights are claimed."""
    known = source.site_of(Page.of("Bridge to close - The Irish Times\n\nText"), WORDS)
    assert known is not None
    assert known[0] == "The Irish Times"
    unknown = source.site_of(Page.of("Bridge to close | Riverside\n\nText\n\n(c) 2019 Riverside"), WORDS)
    assert unknown is not None
    assert unknown[0] == "Riverside"
    assert source.site_of(Page.of("Bridge to close - again\n\nText"), WORDS) is None


def test_a_users_outlet_is_known() -> None:
    """`with_words(outlets=[...])` is enough to make an outlet known."""
    words = WORDS.extended(outlets=["Whispering Pine"])
    read = source.outlet_in("By Jane Doe, Whispering Pine", words)
    assert read is not None
    assert read[0] == "Whispering Pine"


@pytest.mark.parametrize(
    "piece", ["The Times, ", "a.b.c.", "(c) 1999 ", "Page 1 ", "From the ", "http://a", "- | -", "A"]
)
def test_a_line_of_a_million_characters_costs_nothing(piece: str) -> None:
    """Only the beginning of a line is looked at."""
    line = piece * (1_000_000 // len(piece))
    started = time.perf_counter()
    source.read(line, WORDS)
    source.outlet_in(line, WORDS)
    source.agency_of(line, WORDS)
    assert time.perf_counter() - started < 0.5


@pytest.mark.parametrize(
    ("line", "claims", "in_full"),
    [
        ("Copr. 1999 Bo", True, True),
        ("© Bo", True, False),
        ("(c) 1999 Bo", True, True),
        ("All rights reserved, says Bo", True, True),
        ("Alle Rechte vorbehalten", True, False),
        ("The copyright is hers", True, False),
        ("A copy of it is on the table (c)", False, False),
        ("The table was reserved in 1999", False, True),
    ],
)
def test_a_claim_of_rights_is_known_by_any_of_its_marks(line: str, claims: bool, in_full: bool) -> None:
    """Each alone is enough; with a year, or all rights reserved, it is a claim though it names nobody."""
    assert (claims_rights(line), states_claim(line)) == (claims, in_full)


@pytest.mark.parametrize(
    ("line", "spoken"),
    [
        ("© 2014 Quay Lantern. Все права защищены", ["©", "Все права защищены"]),
        ("Alle Rechte vorbehalten", ["Alle Rechte vorbehalten", "Alle Rechte vorbehalten"]),
        ("Reserved for the Mayor", []),
        ("The Quay Lantern", []),
        # a letter that is two in lower case: places in the folded line are not those in the line
        ("© 2014 İ Lantern. Все права защищены", ["©"]),
    ],
)
def test_rights_are_spoken_of_in_any_language(line: str, spoken: list[str]) -> None:
    """Beside a mark that all know, the phrases of each language are found where they stand."""
    assert [line[start:end] for start, end in rights_in(line, WORDS)] == spoken
