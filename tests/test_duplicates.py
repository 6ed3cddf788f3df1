"""Repeated paragraphs are dropped, and only those."""

from __future__ import annotations

from pathlib import Path

import pytest

import clipparse
from clipparse.lexicon import Lexicon
from clipparse.model import Clipping, Paragraph
from clipparse.page import Span
from clipparse.roles import Role
from clipparse.tidy import tidy

STORM = "Schools along the coast stayed shut on Monday after a storm tore the roofs from two of them, officials said."
REPAIRS = "The council said that repairs would begin as soon as the wind had gone down, and would take a month."


def clippings(*articles: list[str | tuple[str, Role]]) -> tuple[str, tuple[Clipping, ...]]:
    """A raw text and its clippings, one paragraph a line; a paragraph is body text unless it says otherwise."""
    raw, made = "", []
    for article in articles:
        paragraphs = []
        for one in article:
            text, kind = one if isinstance(one, tuple) else (one, Role.BODY)
            paragraphs.append(Paragraph(text, kind, (Span(len(raw), len(raw) + len(text)),)))
            raw += text + "\n\n"
        made.append(Clipping(paragraphs=tuple(paragraphs), text="\n\n".join(one.text for one in paragraphs)))
    return raw, tuple(made)


def dropped(*articles: list[str | tuple[str, Role]]) -> list[tuple[str, str]]:
    """What was dropped, and what was kept in its place."""
    raw, made = clippings(*articles)
    tidied = tidy(raw, made, Lexicon.default())
    return [(one.span.of(raw), one.of.of(raw)) for clipping in tidied for one in clipping.duplicates]


def test_the_second_of_two_equal_paragraphs_goes() -> None:
    """Case, punctuation and white space make no difference."""
    again = STORM.replace(" ", "  ", 3).replace(",", "").upper()

    assert dropped([STORM, REPAIRS, again]) == [(again, STORM)]


@pytest.mark.parametrize("mark", [" -", "...", "…", " [...]", " [more]", ""])
def test_a_copy_that_was_cut_short_goes(mark: str) -> None:
    """A preview goes even if it stands before the whole, in another clipping."""
    preview = STORM[:70] + mark

    assert dropped([preview], [REPAIRS, STORM]) == [(preview, STORM)]


def test_of_two_copies_with_the_same_words_the_one_cut_short_goes() -> None:
    """`... officials said -` lost its full stop and perhaps more."""
    assert dropped([STORM[:-1] + " -"], [STORM]) == [(STORM[:-1] + " -", STORM)]


def test_a_lightly_edited_copy_goes() -> None:
    """The fuller copy stays: a dropped word or two, another spelling."""
    thinner = STORM.replace("along the coast ", "along coast ")

    assert dropped([thinner, REPAIRS, STORM]) == [(thinner, STORM)]


def test_one_paragraph_that_stands_elsewhere_as_two_or_three() -> None:
    """Whichever comes first, the one that has all the words stays; also within an article."""
    first, second, third = STORM, "Nobody was hurt.", REPAIRS
    whole = f"{first} {second} {third}"

    parts = [(one, whole) for one in (first, second, third)]
    assert sorted(dropped([whole], [first, second, third])) == sorted(parts)
    assert sorted(dropped([first, second, third], [whole])) == sorted(parts)
    assert sorted(dropped([whole, "The sea was calm.", first, second, third])) == sorted(parts)


def test_parts_that_are_parted_by_other_words_stay() -> None:
    """They are not the other paragraph, split."""
    assert dropped([f"{STORM} {REPAIRS}", STORM, "The sea was calm.", REPAIRS]) == []
    assert dropped([f"“{STORM} {REPAIRS}”", STORM, REPAIRS]) == []


def test_what_repeats_a_part_repeats_the_whole() -> None:
    """Nothing points at a paragraph that was dropped itself."""
    whole = f"{STORM} {REPAIRS}"

    assert {of for _, of in dropped([STORM], [STORM, REPAIRS], [whole])} == {whole}


def test_a_caption_that_repeats_the_text_goes() -> None:
    """Though it stands first, and though it is a whole sentence."""
    caption = (STORM, Role.CAPTION)

    assert dropped([caption, REPAIRS, STORM + " Nobody was hurt, they said."]) == [
        (STORM, STORM + " Nobody was hurt, they said.")
    ]


def test_an_article_that_is_a_repeat_throughout_keeps_its_head() -> None:
    """Its paragraphs are empty and its duplicates say why."""
    raw, made = clippings([STORM, REPAIRS], [STORM, REPAIRS])
    _, second = tidy(raw, made, Lexicon.default())

    assert (second.paragraphs, second.text, len(second.duplicates)) == ((), "", 2)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (STORM, STORM.replace("Monday", "Tuesday")),
        (STORM + " Police counted 14 cars.", STORM + " Police counted 19 cars."),
        (STORM + " Mayor Ann Lee agreed.", STORM + " Mayor Bob Stone agreed."),
        (STORM, STORM.replace("stayed shut", "did not stay shut")),
        (
            "Asked about the roofs, she said that they were safe.",
            "Asked about the walls, she said that they were safe.",
        ),
        ("“We were ready, and nobody listened to us then.”", "“We were ready, and nobody listened to us now.”"),
        (f"“{STORM}”", STORM),
        ("And so we wait, and so we wait, all night.", "And so we wait, and so we hope, all night."),
        (
            "Norvik beat Tamar 2-1 at home on Saturday after two late goals by their captain, and now lead the league.",
            "Tamar beat Norvik 2-1 at home on Saturday after two late goals by their captain, and now lead the league.",
        ),
        (
            "The reds won by two goals in the rain on Sunday and now stand third in the table, with a match in hand.",
            "The blues lost by two goals in the rain on Sunday and now stand third in the table, with a match in hand.",
        ),
        (
            "“I voted for the dam as the valley needs the power and since we were promised a school,” she said.",
            "“I voted against the dam as the valley needs the fields and since we were promised a school,” he said.",
        ),
    ],
)
def test_what_only_resembles_another_paragraph_stays(one: str, other: str) -> None:
    """Another day, number, name or answer; a quotation and the words themselves."""
    assert dropped([one, REPAIRS, other]) == []


def test_a_quotation_printed_large_stays() -> None:
    """Though its verb and speaker are left out."""
    said = (
        "The roofs were old, and everybody who has ever sat under them in the rain knew it, but nobody listened to us"
    )

    assert dropped([f"“{said},” says Ann Lee.", REPAIRS, f"“{said}.”"]) == []


@pytest.mark.parametrize("line", ["Yes.", "No comment.", "Ann Lee is a writer in Harbour City."])
def test_short_lines_may_come_again(line: str) -> None:
    """Answers, names and the like repeat by nature."""
    assert dropped([line, STORM, line]) == []


def test_a_refrain_stays() -> None:
    """What is said three times is meant to be."""
    refrain = "And still the wind blows over the old harbour wall."

    assert dropped([refrain, STORM, refrain, REPAIRS, refrain]) == []


def test_a_pull_quote_stays() -> None:
    """A whole sentence taken out of a longer paragraph of the same article is the paper's doing."""
    assert dropped([STORM, REPAIRS, STORM + " Nobody was hurt, they said."]) == []


def test_two_versions_of_one_story_stay() -> None:
    """Two agencies tell it, in part with the same sentences: both are whole."""
    text = (Path(__file__).parent.parent / "fixtures/blog-two-agencies-tell-one-story.txt").read_text(encoding="utf-8")
    post = clipparse.parse(text)

    assert [(one.agency, len(one.paragraphs), one.duplicates) for one in post] == [("AP", 5, ()), ("Reuters", 5, ())]


def test_a_crosshead_stays() -> None:
    """Subheads are no paragraphs."""
    head = ("What the council says about the storm, the roofs and the schools", Role.SUBHEAD)

    assert dropped([head, STORM, head, REPAIRS]) == []
