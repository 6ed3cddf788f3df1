"""No pattern of the library can be kept busy: each is driven with texts made from its own repeats."""

from __future__ import annotations

import math
import time

from patterns import Attack, Pattern, attacks, patterns

# Patterns see lines and windows, few of them longer. One that backtracks over pairs of places needs a hundredth of a
# second here, one over triples many.
LENGTH, LIMIT = 600, 0.25
_SHORTEST = 1e-5  # seconds; nothing shorter is told apart


def too_slow(pattern: Pattern, attack: Attack, deep: bool) -> bool:
    """Whether a search takes too long, twice; a deep run tries it even where shorter texts tell that it will not."""
    if not deep and foreseen(pattern, attack) < LIMIT / 2:
        return False
    text = attack.text(LENGTH)
    return seconds(pattern, text) > LIMIT and seconds(pattern, text) > LIMIT


def foreseen(pattern: Pattern, attack: Attack) -> float:
    """What the whole text will take, should its time go on growing as it does from a tenth of it to a fifth."""
    fifth = seconds(pattern, attack.text(LENGTH // 5))
    if grown(fifth, _SHORTEST) < LIMIT / 2:  # however short a time a tenth takes
        return grown(fifth, _SHORTEST)
    return grown(fifth, max(seconds(pattern, attack.text(LENGTH // 10)), _SHORTEST))


def grown(fifth: float, tenth: float) -> float:
    """What the whole takes, by what a fifth and a tenth of it took."""
    return fifth * math.pow(fifth / tenth, math.log2(5))


def seconds(pattern: Pattern, text: str) -> float:
    """The time of the process that a search through `text` takes."""
    compiled = pattern.compiled
    began = time.process_time()
    compiled.search(text)
    return time.process_time() - began


def test_no_pattern_backtracks_without_end(deep: bool) -> None:
    """600 characters made of what a repeat matches, and of what spoils it at the end, cost well below a second.

    The stages, the readers and the tidiers compile hundreds of them, and all are known here.
    """
    found = patterns(stride=1 if deep else 4)
    modules = {one.module for one in found}
    assert len(found) > 150
    assert {
        "clipparse.wraps",
        "clipparse.stages.byline",
        "clipparse.stages.dateline",
        "clipparse.facts.dates",
    } <= modules
    slow = [
        (str(pattern), attack)
        for pattern in found
        for attack in attacks(pattern, seeds=1, tails=4 if deep else 2)
        if too_slow(pattern, attack, deep)
    ]
    assert slow == []


def test_a_bad_pattern_would_be_found() -> None:
    """A repeat inside a repeat, with nothing between: each letter more doubles the time; some twenty take too long."""
    bad = Pattern("here", r"(?:a{1,30}){1,30}b", 0)
    (*_, attack) = (one for one in attacks(bad, seeds=1) if one.pump == "a")
    assert any(seconds(bad, attack.text(length)) > LIMIT for length in range(12, 26))


def test_a_pattern_over_triples_would_be_foreseen() -> None:
    """Repeats of the same letter in a row, tried from each place, by what a fifth of the text takes."""
    bad = Pattern("here", r"a*a*a*b", 0)
    assert any(foreseen(bad, attack) > LIMIT for attack in attacks(bad, seeds=1))
