"""No pattern of the library can be kept busy: each is driven with texts made from its own repeats."""

from __future__ import annotations

import time

import pytest

from patterns import Pattern, attacks, patterns

# Patterns see lines and windows, few of them longer. One that backtracks over pairs of places needs a hundredth of a
# second here, one over triples many.
LENGTH, LIMIT = 600, 0.25


def seconds(pattern: Pattern, text: str) -> float:
    """The time of the process that a search through `text` takes."""
    compiled = pattern.compiled
    began = time.process_time()
    compiled.search(text)
    return time.process_time() - began


def test_all_patterns_are_known() -> None:
    """The stages, the readers and the tidiers compile hundreds of them."""
    modules = {one.module for one in patterns()}
    assert len(patterns()) > 150
    assert {
        "clipparse.page",
        "clipparse.stages.byline",
        "clipparse.stages.dateline",
        "clipparse.facts.dates",
    } <= modules


@pytest.mark.parametrize("module", sorted({one.module for one in patterns()}))
def test_no_pattern_backtracks_without_end(module: str) -> None:
    """600 characters made of what a repeat matches, and of what spoils it at the end, cost well below a second."""
    slow = [
        (str(pattern), attack)
        for pattern in patterns()
        if pattern.module == module
        for attack in attacks(pattern, seeds=1)
        if seconds(pattern, text := attack.text(LENGTH)) > LIMIT and seconds(pattern, text) > LIMIT
    ]
    assert slow == []


def test_a_bad_pattern_would_be_found() -> None:
    """A repeat inside a repeat, with nothing between, is caught by the same attacks."""
    bad = Pattern("here", r"(?:a{1,30}){1,30}b", 0)
    assert any(seconds(bad, attack.text(25)) > LIMIT for attack in attacks(bad, seeds=2))
