"""Reporters' words and talkers' words: what a paragraph, those around it and the page are written in."""

from __future__ import annotations

import time
import tomllib
from importlib.resources import files

import pytest

from clipparse.clue import Clue
from clipparse.lexicon import Lexicon
from clipparse.page import Page
from clipparse.stages import manner

WORDS = Lexicon.default()

REPORT = [
    "The harbour was closed on Monday after a barge had struck the pier, said a spokesman for the council.",
    'The council has agreed to pay for the repairs. "It will take a year," the head of the agency told reporters.',
    "The owners of the barge denied the claims, according to a statement issued on Thursday.",
    "Officials have warned that the pier is expected to stay shut until later this year.",
]
TALK = [
    "Anyway, I guess I'm just tired of it all. My friends say that I should get to bed, so maybe that's what I do!",
    "So yesterday I went to see my friend, and she's pretty cool about the whole thing... I really love that girl.",
    "Okay, I'll stop now. You guys are probably bored, and I've got stuff to do, like finally cleaning my room.",
    "I don't know, maybe it's just me, but that was so much fun, and we had a great time!",
]
OWN = {clue for clue in manner.OWN if clue}
AROUND = {clue for clue in manner.AROUND if clue}
WHOLE = {clue for clue in manner.WHOLE if clue}


def clues(paragraphs: list[str], at: int) -> set[Clue]:
    """The clues on one of the paragraphs of a page."""
    page = Page.of("\n\n".join(paragraphs)).unwrapped
    return {clue for index, clue in manner.observe(page, WORDS) if index == at}


@pytest.mark.parametrize("paragraph", REPORT)
def test_a_reporters_paragraph_is_known_by_itself(paragraph: str) -> None:
    """Whatever it is about: by `said`, `has agreed`, `on Monday`, `according to`."""
    assert clues([paragraph], 0) & OWN <= {*manner.OWN[4:]}
    assert clues([paragraph], 0) & OWN


@pytest.mark.parametrize("paragraph", TALK)
def test_a_talkers_paragraph_is_known_by_itself(paragraph: str) -> None:
    """By `I guess`, `anyway`, `pretty`, dots and shouts."""
    assert clues([paragraph], 0) & OWN <= {*manner.OWN[:3]}
    assert clues([paragraph], 0) & OWN


def test_the_paragraphs_around_speak_too_and_not_the_paragraph_itself() -> None:
    """Talk among reports is heard as talk, with reports above and below."""
    among = clues([*REPORT[:2], TALK[0], *REPORT[2:]], 2)
    assert among & AROUND <= {*manner.AROUND[3:]}
    assert manner.TALKS_MORE in among
    assert clues([TALK[0]], 0) & AROUND == set()


def test_a_page_is_heard_as_a_whole() -> None:
    """Four paragraphs of either manner; half and half is neither."""
    assert clues(REPORT, 1) & WHOLE == {manner.WHOLE[2]}
    assert clues(TALK, 1) & WHOLE == {manner.WHOLE[0]}
    assert clues(["The pier is a very long one.", "It stands at the end of the road."], 0) & WHOLE == set()


def test_a_change_of_manner_is_heard_where_it_happens() -> None:
    """Where the reports end and the talk begins, and the other way round; not one paragraph later."""
    ends, begins = [*REPORT, *TALK], [*TALK, *REPORT]
    assert [at for at in range(8) if manner.TALK_BEGINS in clues(ends, at)] == [4]
    assert [at for at in range(8) if manner.REPORT_BEGINS in clues(begins, at)] == [4]


@pytest.mark.parametrize(("opening", "closing"), ["“”", '""', "«»", "‘’"])
def test_words_in_quotation_marks_are_not_the_writers(opening: str, closing: str) -> None:
    """A witness talks in the report; the reporter does not."""
    said = f"{opening}Anyway, I guess I'm just tired of it,{closing} the mayor told reporters on Monday."
    assert {"i", "anyway"}.isdisjoint(manner.tokens_of(said))
    assert clues([said], 0) & OWN <= {*manner.OWN[4:]}


def test_a_paragraph_that_stands_in_quotation_marks_is_read() -> None:
    """Bloggers put a whole excerpt between them."""
    assert clues([f"“{REPORT[0]}”"], 0) & OWN <= {*manner.OWN[4:]}
    assert "spokesman" in manner.tokens_of(f'"{REPORT[0]}"')


def test_case_marks_and_figures_do_not_matter() -> None:
    """Capitals, curly apostrophes and the figures themselves are no manner."""
    assert manner.tokens_of("IT’S OVER") == manner.tokens_of("it's over")
    assert clues([TALK[0].upper()], 0) == clues([TALK[0]], 0) == clues([TALK[0].replace("'", "’")], 0)


@pytest.mark.parametrize(
    "text",
    ["I guess so!", "Der Rat hat am Montag gesagt, dass der Hafen und die neue Brücke bis auf weiteres gesperrt sind."],
)
def test_short_lines_and_other_languages_are_passed_over(text: str) -> None:
    """Five words tell nothing, and the words are English ones."""
    assert clues([text], 0) == set()


def test_the_reason_can_be_named() -> None:
    """The strongest words on the side that the text comes down on; none from a text without any."""
    assert {"I'm", "anyway"} <= set(manner.telling(TALK[0], WORDS, count=12))
    assert "said" in manner.telling(REPORT[0], WORDS)
    assert len(manner.telling(REPORT[0], WORDS, count=2)) == 2
    assert manner.telling("", WORDS) == ()


def test_the_table_is_small_and_knows_both_sides() -> None:
    """Every entry is one token or two, as the stage cuts them, and weighs something."""
    table = tomllib.loads((files("clipparse") / "words" / "manner.toml").read_text(encoding="utf-8"))["manner"]
    assert len(table) <= 1_200
    assert min(table.values()) < 0 < max(table.values())
    assert all(table.values())
    assert [entry for entry in table if len(entry.split()) > 2 or (entry != '"' and not entry.strip())] == []
    assert WORDS.names["manner"] == table


def test_time_grows_with_the_text_and_no_faster() -> None:
    """Twice the paragraphs take about twice the time, and a long paragraph is read at its beginning."""
    once, twice = (Page.of("\n\n".join([*REPORT, *TALK] * n)).unwrapped for n in (100, 200))
    assert _seconds(twice) < 4 * _seconds(once) + 0.05
    for hostile in ('"' * 100_000, "a'" * 50_000, "a " * 50_000, "‘" * 100_000, ". " * 50_000, "1," * 50_000):
        assert _seconds(Page.of(hostile).unwrapped) < 0.5


def _seconds(page: Page) -> float:
    """The best of three, the page's language known already."""
    list(manner.observe(page, WORDS))
    taken = []
    for _ in range(3):
        start = time.process_time()
        list(manner.observe(page, WORDS))
        taken.append(time.process_time() - start)
    return min(taken)
