"""What bylines say, which lines are none, and how people's names are told and written."""

from __future__ import annotations

import time

import pytest

from clipparse.facts.people import is_person, name_case
from clipparse.lexicon import Lexicon
from clipparse.model import Author
from clipparse.page import Page
from clipparse.roles import Role
from clipparse.stages import byline

WORDS = Lexicon.default().extended(outlets=["The Daily Example", "Slate Hill Courant"])

# byline -> names of its authors
AUTHORS = {
    "By Jane Doe": ["Jane Doe"],
    "by Jane Doe": ["Jane Doe"],
    "BY Jane Doe": ["Jane Doe"],
    "By: Jane Doe": ["Jane Doe"],
    "by jane doe": ["Jane Doe"],
    "BY JANE DOE": ["Jane Doe"],
    "By PAT McADOO": ["Pat McAdoo"],
    "By PAT MCADOO": ["Pat McAdoo"],
    "By KIM O'DELL": ["Kim O'Dell"],
    "By JUAN DE LA CRUZ": ["Juan de la Cruz"],
    "By ANNA VAN DER BERG and SAMIR AL-MASRI": ["Anna van der Berg", "Samir al-Masri"],
    "Jane Doe": ["Jane Doe"],
    "JANE DOE": ["Jane Doe"],
    "- Jane Doe": ["Jane Doe"],
    "— Jane Doe": ["Jane Doe"],
    "/s/ Jane Doe": ["Jane Doe"],
    "(Jane Doe)": ["Jane Doe"],
    "By Jane Doe.": ["Jane Doe"],
    "By JANE DOE=": ["Jane Doe"],
    "By Jane Doe and Kim Roe": ["Jane Doe", "Kim Roe"],
    "By Jane Doe & Kim Roe": ["Jane Doe", "Kim Roe"],
    "By JANE DOE AND KIM ROE": ["Jane Doe", "Kim Roe"],
    "By Jane Doe, Kim Roe and Al Poe": ["Jane Doe", "Kim Roe", "Al Poe"],
    "By Jane Doe, Kim Roe, and Al Poe": ["Jane Doe", "Kim Roe", "Al Poe"],
    "By Jane Doe / Kim Roe": ["Jane Doe", "Kim Roe"],
    "Jane Doe, Kim Roe": ["Jane Doe", "Kim Roe"],
    "By Jane Doe\nand Kim Roe": ["Jane Doe", "Kim Roe"],
    "By\nJane Doe": ["Jane Doe"],
    "By\nJane Doe\nand\nKim Roe": ["Jane Doe", "Kim Roe"],
    "By Jane Doe\nKim Roe": ["Jane Doe", "Kim Roe"],
    "Author: Jane Doe\nby Jane Doe": ["Jane Doe"],
    "By E. Jane Doe-Roe Jr.": ["E. Jane Doe-Roe Jr."],
    "Albert Roe, Jr.": ["Albert Roe, Jr."],
    "By J.R. Roe": ["J.R. Roe"],
    "Dr. Jane Doe, Ph.D.": ["Jane Doe"],
    "by Rep. Jane Doe (R-Ohio)": ["Jane Doe"],
    "By Zoë Müller-Østergård": ["Zoë Müller-Østergård"],
    "By Jane Doe, Chicago Tribune": ["Jane Doe"],
    "By Jane Doe, Reuters": ["Jane Doe"],
    "By Jane Doe | The Daily Example | March 13, 2014": ["Jane Doe"],
    "By Jane Doe - 2014-03-13": ["Jane Doe"],
    "By Jane Doe 13 March 2014": ["Jane Doe"],
    "Jane Doe 9 Hrs Ago": ["Jane Doe"],
    "13. März 2014 Jane Doe": ["Jane Doe"],
    "Jane Doe, Chief Reporter": ["Jane Doe"],
    "By JANE DOE Associated Press Writer": ["Jane Doe"],
    "By Jane Doe Associated Press Writer": ["Jane Doe"],
    "By Jane Doe Staff Writer": ["Jane Doe"],
    "By JANE DOE\nINQUIRER STAFF WRITER": ["Jane Doe"],
    "By Jane Doe\nStaff Reporter of The Daily Example": ["Jane Doe"],
    "By Jane Doe\nSpecial to The Daily Example": ["Jane Doe"],
    "Jane Doe in Moscow and Kim Roe": ["Jane Doe", "Kim Roe"],
    "By Jane Doe with Kim Roe in Cairo": ["Jane Doe", "Kim Roe"],
    "Jane Doe, Great Neck, N.Y.": ["Jane Doe"],
    "(Jane Doe/19960117)": ["Jane Doe"],
    "(Jane Doe & Kim Roe/19960117/Press Contact: Al Poe, 202-555-0199)": ["Jane Doe", "Kim Roe"],
    "FERRY SINKS OFF COAST - By Jane Doe": ["Jane Doe"],
    "An Editorial by Jane Doe, Editor": ["Jane Doe"],
    "Exclusive by Jane Doe": ["Jane Doe"],
    "Analysis: Jane Doe": ["Jane Doe"],
    "Article by\nJane Doe": ["Jane Doe"],
    "By Jane Doe, as told to Kim Roe": ["Jane Doe", "Kim Roe"],
    "Von Jana Müller und Kai Roth": ["Jana Müller", "Kai Roth"],
    "Par Loïc Le Clerc": ["Loïc Le Clerc"],
    "Por Julia Jimenez 5 mayo, 2022": ["Julia Jimenez"],
    "Di Luca Rossi": ["Luca Rossi"],
    "Door Anna van der Berg": ["Anna van der Berg"],
    "От Анны Ивановой": ["Анны Ивановой"],
    "Auteur: Anna Petit": ["Anna Petit"],
    "Ein Interview von\nKai Roth\nmit\nJana Müller": ["Kai Roth"],
}

# nobody is named
COLLECTIVES = {
    "Staff and agencies": "Staff and agencies",
    "By Our Foreign Staff": "Our Foreign Staff",
    "From Our Correspondent": "From Our Correspondent",
    "By Staff Reporter": "Staff Reporter",
    "By The Associated Press": "The Associated Press",
    "By Reuters": "Reuters",
    "by\nStaff Writer": "Staff Writer",
    "Von\nRedaktion": "Redaktion",
    "By\nStaff and news service reports": "Staff and news service reports",
}

NO_BYLINES = [
    "by Monday",
    "By Monday, Jane Doe had left",
    "by the river",
    "By contrast, Jane Doe stayed at home",
    "By selecting Jane Doe, the board gave in",
    "by hackers and fraudsters?",
    "By the end of 1991, all but one were out",
    "BY WAY OF DECEPTION?",
    "By Pumping Sound Waves",
    "By no means",
    "Von der Leyen will nach Kiew",
    "Par contre, il reste",
    "Press Releases",
    "Read More",
    "Good Friday",
    "The Guardian",
    "Jane Doe said on Friday that she would go",
    "Talks collapse in Vienna",
    "Jane Doe, the former director of the ferry company and chairman of its fund, said that it would sail.",
    "Jane Doe, who had read the report, said so",
    "San Francisco",
    "St. Paul",
    "Hello Jane!",
    "St. Ives, Cornwall, Sept. 26 (AP) -- The police have arrested six more people who are said to have sunk a ferry.",
    "",
    "By",
    "By By By By",
    ", and / |",
]


@pytest.mark.parametrize(("text", "names"), AUTHORS.items())
def test_authors(text: str, names: list[str]) -> None:
    """A byline names its authors, each name as written but for capitals, without what stands around it."""
    found = byline.read(text, WORDS)
    assert found is not None
    assert [one.name for one in found.authors if one.credit == "author"] == names
    assert found.collective is None
    assert found.text == text


@pytest.mark.parametrize(("text", "collective"), COLLECTIVES.items())
def test_collectives(text: str, collective: str) -> None:
    """Staff, agencies and outlets are no persons."""
    found = byline.read(text, WORDS)
    assert found is not None
    assert (found.authors, found.collective) == ((), collective)


@pytest.mark.parametrize("text", NO_BYLINES)
def test_near_misses(text: str) -> None:
    """What begins with `by`, or is capitalised, is not always a byline."""
    assert byline.read(text, WORDS) is None


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("By Jane Doe in Moscow", Author("Jane Doe", place="Moscow")),
        ("Jane Doe, London", Author("Jane Doe", place="London")),
        ("By Jane Doe, Agdam, Azerbaijan", Author("Jane Doe", place="Agdam, Azerbaijan")),
        ("By Jane Doe, Moscow correspondent", Author("Jane Doe", role="Moscow correspondent")),
        ("By Jane Doe for the Daily Example", Author("Jane Doe", affiliation="Daily Example")),
        ("By Jane Doe, Chicago Tribune", Author("Jane Doe", affiliation="Chicago Tribune")),
        ("By JANE DOE\nSpecial to The Daily Example", Author("Jane Doe", affiliation="The Daily Example")),
        (
            "By Jane Doe\nWashington Post Staff Writer",
            Author("Jane Doe", role="Staff Writer", affiliation="Washington Post"),
        ),
        (
            "By Jane Doe\nTribune Staff Reporter\njdoe@example.com",
            Author("Jane Doe", role="Staff Reporter", affiliation="Tribune", email="jdoe@example.com"),
        ),
        ("By Jane Doe | jane@example.com", Author("Jane Doe", email="jane@example.com")),
        ("Jane Doe (@janedoe)", Author("Jane Doe")),
    ],
)
def test_what_is_said_of_an_author(text: str, author: Author) -> None:
    """Role, affiliation, address and place stand beside the name and not in it."""
    found = byline.read(text, WORDS)
    assert found is not None
    assert found.authors == (author,)


def test_a_role_in_the_plural_is_everybodys() -> None:
    """`Staff Writers` under two names counts for both."""
    found = byline.read("By Jane Doe and Kim Roe\nWashington Post Staff Writers", WORDS)
    assert found is not None
    assert [(one.role, one.affiliation) for one in found.authors] == [("Staff Writers", "Washington Post")] * 2


@pytest.mark.parametrize(
    ("text", "credits"),
    [
        ("(Reporting by Jane Doe; Editing by Kim Roe)", {"Jane Doe": "author", "Kim Roe": "editing"}),
        (
            "By Jane Doe\n(Reporting by Jane Doe and Al Poe; Editing by Kim Roe)",
            {"Jane Doe": "author", "Al Poe": "additional reporting", "Kim Roe": "editing"},
        ),
        ("By Jane Doe\nAdditional reporting by Al Poe", {"Jane Doe": "author", "Al Poe": "additional reporting"}),
        (
            "By Jane Doe\n-- Al Poe contributed to this report.",
            {"Jane Doe": "author", "Al Poe": "additional reporting"},
        ),
        (
            "Al Poe and Kim Roe contributed to this report.",
            dict.fromkeys(("Al Poe", "Kim Roe"), "additional reporting"),
        ),
        ("By Jane Doe in Rome, with Al Poe in Oslo", {"Jane Doe": "author", "Al Poe": "additional reporting"}),
        ("Words: Jane Doe Pictures: Kim Roe", {"Jane Doe": "author", "Kim Roe": "photography"}),
        ("By Jane Doe\nPhotographs by Kim Roe", {"Jane Doe": "author", "Kim Roe": "photography"}),
        ("By Jane Doe, translated by Kim Roe", {"Jane Doe": "author", "Kim Roe": "translation"}),
        (
            "BY JANE DOE\nReported by Al Poe/San Francisco and Kim Roe/Washington",
            {"Jane Doe": "author", "Al Poe": "additional reporting", "Kim Roe": "additional reporting"},
        ),
    ],
)
def test_credits(text: str, credits: dict[str, str]) -> None:
    """Who edited, translated, photographed or only contributed is named, and is no author."""
    found = byline.read(text, WORDS)
    assert found is not None
    assert {one.name: one.credit for one in found.authors} == credits


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jane Doe, Chicago Tribune", "Chicago Tribune"),
        ("Washington Post Staff Writer", "Washington Post"),
        ("By JANE DOE Associated Press Writer", "Associated Press"),
        ("By Jane Doe\nStaff Reporter of The Daily Example", "The Daily Example"),
        ("By Jane Doe, Reuters", "Reuters"),
        ("By Jane Doe | The Daily Example | 13 March 2014", "The Daily Example"),
        ("By The Associated Press", "The Associated Press"),
        ("Jane Doe, The Recorder", "The Recorder"),
        ("By Jane Doe | The Globe and Mail | 13 March 2014", "The Globe and Mail"),
        ("By Jane Doe", None),
        ("Jane Doe, political correspondent", None),
    ],
)
def test_affiliation(text: str, name: str | None) -> None:
    """The outlet or agency in a byline, and the place where it stands."""
    found = byline.affiliation_of(text, WORDS)
    assert (found and found[0]) == name
    if found:
        assert text[found[1] : found[2]] == name


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("PAT MCADOO", "Pat McAdoo"),
        ("kim o'dell", "Kim O'Dell"),
        ("JUAN DE LA CRUZ", "Juan de la Cruz"),
        ("ANNA VAN DER BERG", "Anna van der Berg"),
        ("JEAN-PAUL D'ARCY", "Jean-Paul D'Arcy"),
        ("J.R. ROE III", "J.R. Roe III"),
        ("JOHN MACLEOD", "John MacLeod"),
        ("JOHN MACKEY", "John Mackey"),
        ("Jill ROE", "Jill ROE"),
        ("Juan de La Cruz", "Juan de La Cruz"),
    ],
)
def test_name_case(written: str, expected: str) -> None:
    """Capitals or small letters throughout say nothing about a name; mixed ones do and stay."""
    assert name_case(written, WORDS) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jane Doe", True),
        ("E. Jane Doe-Roe", True),
        ("Anna van der Berg", True),
        ("Samir al-Masri", True),
        ("Пётр Иванов", True),
        ("Jane", False),
        ("The Daily Example", False),
        ("Associated Press", False),
        ("Slate Hill Courant", False),
        ("Breaking News", False),
        ("Late March", False),
        ("Jane Doe said", False),
        ("jane doe", False),
    ],
)
def test_is_person(text: str, expected: bool) -> None:
    """A person's name is a few capitalised words that are nothing else."""
    assert is_person(text, WORDS) is expected


def clues(text: str, row: int) -> set[str]:
    """Why the byline stage speaks up at this line."""
    return {clue.why for index, clue in byline.observe(Page.of(text), WORDS) if index == row}


PROSE = "The council said on Monday that the ferry would sail again by the end of the month, whatever the cost. " * 2


def test_observe_by_line() -> None:
    """`By` and a name under a headline are seen."""
    assert clues(f"Ferry sails again\n\nBy Jane Doe\n\n{PROSE}", 1) == {byline.BY_NAME.why}


def test_observe_bare_name() -> None:
    """A name alone between a headline and the text is seen, and where it stands."""
    assert clues(f"Ferry sails again\n\nJane Doe\n\n{PROSE}", 1) == {byline.FIRST_NAME.why, byline.NAME_OVER_TEXT.why}


def test_observe_by_alone() -> None:
    """Saved pages put `By` on a line of its own."""
    text = f"Ferry sails again\n\nBy\n\nJane Doe\n\n{PROSE}"
    assert byline.BY_ALONE.why in clues(text, 1)
    assert byline.BELOW_BY.why in clues(text, 2)


def test_observe_role_under_name() -> None:
    """`Staff Writer` counts under a writer's name."""
    assert byline.UNDER_NAME.why in clues(f"By Jane Doe\n\nWashington Post Staff Writer\n\n{PROSE}", 1)


def test_observe_posted_by() -> None:
    """`Posted by` speaks of the post."""
    seen = [clue.role for _, clue in byline.observe(Page.of("Posted by Jane Doe at 10:15 AM"), WORDS)]
    assert Role.POST_BYLINE in seen


def test_observe_is_silent_on_prose() -> None:
    """A paragraph has no byline clue, even when it begins with `By`."""
    assert clues(f"{PROSE}\n\nBy Monday, Jane Doe had left the town. {PROSE}", 1) == set()


@pytest.mark.parametrize(
    "piece", ["By ", "By Jane Doe ", "and ", "(", "Jane, ", "x", "A.", "-", "de la ", "@", "By\n", "'"]
)
def test_long_lines_cost_little(piece: str, deep: bool) -> None:
    """A fifth of a megabyte, or all of one, of anything is read in no time: only its beginning is looked at."""
    size = 1_000_000 if deep else 200_000
    text = piece * (size // len(piece))
    page = Page.of(text if "\n" not in piece else text[:20_000])
    start = time.process_time()
    byline.read(text, WORDS)
    list(byline.observe(page, WORDS))
    assert time.process_time() - start < 5 * size / 1_000_000


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Sterling Holm", ["Sterling Holm"]),  # a first name, though it ends as a verb does
        ("By Pumping Sound Waves", []),
        ("By Jane Doe KUALA LUMPUR", ["Jane Doe"]),
        ("By Jane Doe MOSCOW", ["Jane Doe"]),
        ("By Jane DOE", ["Jane DOE"]),
        ("By JANE DOE Moscow", ["Jane Doe"]),
        ("J. DOE Associated Press Writer", ["J. Doe"]),
    ],
)
def test_where_a_name_ends(line: str, names: list[str]) -> None:
    """Before a town written otherwise than the name, and before what its bearer does; and which words are no name."""
    read = byline.read(line, WORDS)

    assert ([one.name for one in read.authors] if read else []) == names
