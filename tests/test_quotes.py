"""Quotations, their speakers, and the verbs that say so."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from clipparse.lexicon import Lexicon
from clipparse.model import Clipping, Paragraph, Quote
from clipparse.page import Span
from clipparse.roles import Role
from clipparse.tidy import tidy


def quotes(raw: str) -> tuple[Quote, ...]:
    """The quotations of a clipping whose paragraphs are the lines of `raw`."""
    paragraphs, at = [], 0
    for line in raw.split("\n"):
        paragraphs.append(Paragraph(line, Role.BODY, (Span(at, at + len(line)),)))
        at += len(line) + 1
    return tidy(raw, (Clipping(paragraphs=tuple(paragraphs), text=raw),), Lexicon.default())[0].quotes


def told(raw: str) -> list[tuple[str, str | None, str | None]]:
    return [(one.text, one.speaker, one.cue) for one in quotes(raw)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We were not ready," said Ann Lee, the mayor.', [("We were not ready,", "Ann Lee", "said")]),
        ("“We were not ready,” Ann Lee added.", [("We were not ready,", "Ann Lee", "added")]),
        ("``We were not ready,'' he said.", [("We were not ready,", "he", "said")]),
        ("''We were not ready,'' she says.", [("We were not ready,", "she", "says")]),
        ("‘It’s too late,’ the mayor said.", [("It’s too late,", "the mayor", "said")]),
        ('Ann Lee said: "We were not ready."', [("We were not ready.", "Ann Lee", "said")]),
        ('Ann Lee, the mayor, told reporters, "No."', [("No.", "Ann Lee", "told")]),
        ('A P&G spokesman said that it was "too late for that".', [("too late for that", "A P&G spokesman", "said")]),
        ('The storm "came early", according to Ann Lee.', [("came early", "Ann Lee", "according to")]),
        ('"Was anyone ready?" police officer Bob Stone asked.', [("Was anyone ready?", None, None)]),
        ('"Nobody was," police officer Bob Stone said.', [("Nobody was,", "police officer Bob Stone", "said")]),
        ('"No," said Bob Stone Jr. "Not now."', [("No,", "Bob Stone Jr.", "said"), ("Not now.", None, None)]),
        (
            '"We were not ready," Ann Lee said. "Nobody had listened to us."',
            [("We were not ready,", "Ann Lee", "said"), ("Nobody had listened to us.", "Ann Lee", "said")],
        ),
        ('The "useful" talks went on.', [("useful", None, None)]),
        ("Some say the man sent “Suzy” away.", [("Suzy", None, None)]),
        ("„Nein“, sagte er. «Non», dit-il.", [("Nein", "er", "sagte"), ("Non", None, None)]),
    ],
)
def test_who_said_what(text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    """The words between the marks; the speaker as written, a pronoun left a pronoun."""
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        'A board 6\'2" long and 3" wide.',
        "It's the workers' hall, and the '90s dogs' dinner.",
        'He said "nobody listened and left.',
        "No marks at all.",
        '" "',
        "",
    ],
)
def test_what_is_no_quotation(text: str) -> None:
    """Inches, apostrophes, and a mark that nothing closes."""
    assert quotes(text) == ()


def test_a_quotation_may_go_on_in_the_next_paragraph() -> None:
    """Newspapers open it anew and close it only at the end; the speaker stays."""
    text = 'Ann Lee said: "We were not ready for this.\n"Nobody had listened to us before."'

    assert told(text) == [
        ("We were not ready for this.", "Ann Lee", "said"),
        ("Nobody had listened to us before.", "Ann Lee", "said"),
    ]


def test_a_mark_left_open_does_not_swallow_the_next_quotation() -> None:
    """One side of a pair lost, the other pairs are sound."""
    assert [one.text for one in quotes('She "went on. "No," he said. "Not now."')] == ["No,", "Not now."]


def test_a_quotation_points_into_the_raw_text() -> None:
    """Its text is cleaned, its span is not."""
    raw = "“We were were not\xad ready,” she said."
    (quote,) = quotes(raw)

    assert quote.text == "We were were not ready,"
    assert quote.span.of(raw) == "We were were not\xad ready,"


def rightly_named(table: str) -> tuple[list[str], int]:
    """The texts of a table in which a speaker is missed or mistaken, and how many texts there are."""
    cases = tomllib.loads((Path(__file__).parent / table).read_text(encoding="utf-8"))["cases"]
    wanted = [[one.partition("|")[0].strip() for one in said.split(";") if one] for _, said in cases]
    named = [[speaker or "-" for _, speaker, _ in told(text)] for text, _ in cases]
    return [text for (text, _), want, got in zip(cases, wanted, named, strict=True) if want != got], len(cases)


def test_speakers_of_the_table() -> None:
    """Straight and curly marks, before and behind, over paragraphs, one in another, an odd number of marks."""
    wrong, number = rightly_named("tables/quotes.toml")

    assert len(wrong) <= number * 0.05, wrong


def test_speakers_of_texts_kept_aside() -> None:
    """The rules hold of texts that they were not made for."""
    wrong, number = rightly_named("fresh/quotes.toml")

    assert len(wrong) <= number * 0.15, wrong
