"""Tokens and rules: every word and mark of a line once, and patterns written in classes of words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipparse.lexicon import Lexicon
from clipparse.rules import rule
from clipparse.tokens import tokens, vocabulary

WORDS = vocabulary(Lexicon.default())
PIECES = (
    "By",
    " ",
    "St. Louis",
    "J.R. O'Dell",
    "http://a.example/x",
    "jane@x.example",
    "\n",
    "12:30",
    "—",
    "«Да»",
    "New York Times",
)


@pytest.mark.parametrize(
    ("line", "forms"),
    [
        ("By Jane Doe, Associated Press", ["By", "Jane", "Doe", ",", "Associated Press"]),
        ("J.R. O'Dell-Smith Jr.", ["J.R.", "O'Dell-Smith", "Jr", "."]),
        ("ST. LOUIS, Mo. (AP) --", ["ST. LOUIS", ",", "Mo", ".", "(", "AP", ")", "--"]),
        ("2,500 people at 12:30 on the 3rd", ["2,500", "people", "at", "12:30", "on", "the", "3rd"]),
        ("Read https://a.example/b?c=d, now", ["Read", "https://a.example/b?c=d,", "now"]),
        ("jane@news.example @jane", ["jane@news.example", "@jane"]),
        ("al-Masri won’t go...", ["al-Masri", "won’t", "go", "..."]),
        ("", []),
    ],
)
def test_a_line_is_cut_into_words_and_marks(line: str, forms: list[str]) -> None:
    """Initials, numbers, addresses and known phrases are one token each; every other mark is one of its own."""
    assert tokens(line, WORDS).forms == forms


@pytest.mark.parametrize(
    ("form", "some"),
    [
        ("Jane", {"cap", "first"}),
        ("reuters", {"small", "agency"}),
        ("REUTERS", {"upper", "agency"}),
        ("1994", {"year"}),
        ("J.R.", {"initial"}),
        ("al-Masri", {"tied"}),
        ("Associated Press", {"cap", "agency"}),
        ("Monday", {"cap", "weekday"}),
        ("—", {"dash"}),
        ("Reuters’s", {"owner", "agency"}),
        ("Q&A", {"odd"}),
        ("Jean-Xyz", {"cap", "first"}),
        ("Xyz-Gazette", {"cap", "outlet_word"}),
        ("'t", {"small", "particle"}),
    ],
)
def test_a_word_has_the_classes_of_its_lists_and_of_how_it_is_written(form: str, some: set[str]) -> None:
    """The lists are looked up folded; how a word is written is a class of its own."""
    assert some <= set(WORDS.names_of(form))


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=12).map("".join))
def test_nothing_but_blanks_stands_between_tokens(text: str) -> None:
    """Every letter of a line is in a token, each token where it says, and each has its one letter in the shape."""
    line = tokens(text, WORDS)
    assert len(line.shape) == len(line.forms)
    end = 0
    for at, form in enumerate(line.forms):
        start, stop = line.span(at, at + 1)
        assert text[start:stop] == form
        assert not text[end:start].strip()
        end = stop
    assert not text[end:].strip()


@pytest.mark.parametrize(
    ("pattern", "line", "found"),
    [
        ("<month> <number>", "on March 14", "March 14"),
        ("<cap -first> <cap>", "Jane River Boat", "River Boat"),
        ("<year|number>", "in 1994", "1994"),
        ("<first> (?=<year>)", "Jane 1994", "Jane"),
        ("<agency> $", "said Reuters now", None),
    ],
)
def test_a_rule_is_a_pattern_over_classes(pattern: str, line: str, found: str | None) -> None:
    """`<a -b>` is a token of class a and not of b, `<a|b>` of either; anything else is an ordinary pattern."""
    cut = tokens(line, WORDS)
    match = rule(pattern).search(cut, WORDS)
    assert (match and cut.text_of(*match.span())) == found


@pytest.mark.parametrize(("pattern", "parts"), [("<nonsense>", {}), ("{name}", {}), ("{a}", {"a": "<cap -nonsense>"})])
def test_a_rule_says_what_it_does_not_know(pattern: str, parts: dict[str, str]) -> None:
    """A class or a part that does not exist is an error when the rule is made, not silence when it is asked."""
    with pytest.raises(ValueError, match=r"no (class|part)"):
        rule(pattern, **parts)


def test_a_vocabulary_knows_added_words() -> None:
    """Words that a caller adds have their classes, too, in a vocabulary of their own."""
    words = vocabulary(Lexicon.default().extended(outlets=["Quay Lantern"]))
    line = tokens("from the Quay Lantern", words)
    match = rule("<outlet>").search(line, words)
    assert match is not None
    assert line.text_of(*match.span()) == "Quay Lantern"
    assert rule("<outlet>").search(tokens("from the Quay Lantern", WORDS), WORDS) is None


def test_shapes_are_private() -> None:
    """A letter of a text is no letter of a shape: a rule cannot be fooled by what a line says."""
    letter = next(iter(WORDS.heads))
    assert re.fullmatch("[\u4e00-\u9fff]*", tokens(f"{letter}{letter}", WORDS).shape)
    assert len(tokens(f"{letter} {letter}", WORDS).shape) == 2
