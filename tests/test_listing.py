"""Lists and tables within a text are no menus."""

from __future__ import annotations

import pytest

from clipparse.lexicon import Lexicon
from clipparse.page import Page
from clipparse.stages import listing

WORDS = Lexicon.default()
BEFORE = (
    "The harbour board published its report on Monday, and it is a long one, with figures\n"
    "for each of the piers and the names of everybody who had been asked about the storm.\n"
    "It was written over two winters by a clerk who had seen the damage with his own eyes."
)
AFTER = (
    "Nobody on the board wished to say how the figures had been arrived at, or whether they\n"
    "would be looked at again before the summer, when the next boats are expected to come in."
)


def whys(text: str, needle: str) -> set[str]:
    """What is said of the line that begins with `needle`."""
    page = Page.of(text).unwrapped
    at = next(line.index for line in page.lines if line.content.startswith(needle))
    return {clue.why for index, clue in listing.observe(page, WORDS) if index == at}


def test_rows_of_figures_and_the_rules_between_them_are_a_table() -> None:
    """Three columns with two figures are a row; what stands between two rows belongs to the table."""
    rows = "Pier one     1,204   1,310\n-------------------------\nPier two       812     640\n"
    text = f"{BEFORE}\n\n{rows}\n{AFTER}"
    assert listing.FIGURES.why in whys(text, "Pier one")
    assert listing.FIGURES.why in whys(text, "------")
    assert listing.FIGURES.why not in whys(text, "Nobody")


@pytest.mark.parametrize("row", ["Home   News   Sport", "May 3   Pier two", "Pier two, 812 tons and 640 men"])
def test_menus_dates_and_sentences_are_no_rows(row: str) -> None:
    """Columns without two figures are no table, nor are two figures without columns."""
    assert listing.FIGURES.why not in whys(f"{BEFORE}\n\n{row}\n{row}\n\n{AFTER}", row[:8])


def test_three_addresses_close_together_are_a_list_of_them() -> None:
    """Every line from the first address to the last is among them; two addresses are no list."""
    one = "Ray Dunmore 4480\nState Camp {n}\nCorran, KS 6673{n}\n\n"
    three, two = ("".join(one.format(n=n) for n in range(count)) for count in (3, 2))
    assert listing.POSTAL.why in whys(f"{BEFORE}\n\n{three}{AFTER}", "State Camp 1")
    assert listing.POSTAL.why not in whys(f"{BEFORE}\n\n{two}{AFTER}", "State Camp 1")


def test_short_lines_below_the_last_paragraph_of_a_typed_page_may_be_a_signature() -> None:
    """A run of three; two are none, and between two paragraphs nothing is said of it."""
    run = "Ann Lee\nBo Marsh\nCy Lund"
    assert not whys(f"{BEFORE}\n\n{run}\n\n{AFTER}", "Bo Marsh")
    assert listing.CLOSING.why in whys(f"{BEFORE}\n\n{AFTER}\n\n{run}", "Bo Marsh")
    assert not whys(f"{BEFORE}\n\n{AFTER}\n\nAnn Lee\nBo Marsh", "Bo Marsh")


def test_a_colon_announces_a_list() -> None:
    """The lines directly under a sentence that ends with a colon are what it announces."""
    text = f"{BEFORE}\n\nThe members who voted for it were these:\nAnn Lee\nBo Marsh\nCy Lund\n\n{AFTER}"
    assert listing.ANNOUNCED.why in whys(text, "Cy Lund")
