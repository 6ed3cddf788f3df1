"""How much each clue counts, what each step costs, and how a share of likely paths is read: `words/strengths.toml`."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from math import exp

import attrs

from clipparse.clue import Clue
from clipparse.kinds import guessed
from clipparse.roles import Kind, Role
from clipparse.wordfiles import word_table

# What a clue can speak for: a role, or one of these about the line's place.
OPENS = "opens"  # a clipping opens here
TAIL = "tail"  # the line stands below the clipping's body
STAYS = "stays"  # the line has the role of the line above
ASPECTS: tuple[str, ...] = (*Role, OPENS, TAIL, STAYS)

# How far a clue is heard: the line that it speaks of, counted from the line that it fires on.
HEARD: tuple[tuple[str, int], ...] = (("here", 0), ("below", 1), ("above", -1), ("two_below", 2), ("two_above", -2))


@attrs.frozen(slots=True)
class Calibration:
    """Turns the share of likely paths into a probability that comes true as often as it says: a logistic curve.

    Fitted by `tools/fit.py` on posts that the strengths were not fitted on.

    >>> Calibration(scale=0.5)(0.99), Calibration()(0.75)
    (0.9087, 0.75)
    """

    scale: float = 1.0
    shift: float = 0.0

    def __call__(self, share: float) -> float:
        """The probability that is meant by a share of the paths."""
        share = min(max(share, 1e-6), 1 - 1e-6)
        return round(1 / (1 + exp(-(self.scale * math.log(share / (1 - share)) + self.shift))), 4)


@attrs.frozen(slots=True, eq=False)
class Strengths:
    """How much each clue counts (`words/strengths.toml`), and what each step costs.

    `clues` maps (stage, why) to, for each place heard, the strength for each aspect. `steps` maps a state's name to the
    strength of each next state; `begins` and `ends` are those of the text's first and last line.
    """

    clues: Mapping[tuple[str, str], Mapping[str, Mapping[str, float]]]
    steps: Mapping[str, Mapping[str, float]]
    begins: Mapping[str, float]
    ends: Mapping[str, float]
    confidence: Mapping[str, Calibration] = attrs.field(factory=dict)  # of a "line", of a clipping's "opening"
    signs: Mapping[str, Mapping[Kind, float]] = attrs.field(factory=guessed)  # what speaks for each kind of post

    @classmethod
    @cache
    def default(cls) -> Strengths:
        """The strengths that come with the library; those of what a page's markup says stand in `words/pages.toml`."""
        flat, pages = word_table("strengths"), word_table("pages")
        return cls.of(flat | {"clues": flat["clues"] | pages["clues"]})

    @classmethod
    def of(cls, table: Mapping[str, Mapping[str, object]]) -> Strengths:
        """From the parsed TOML: `[clues.STAGE."WHY"]`, `[steps.STATE]`, `[begins]`, `[ends]`, `[kinds."SIGN"]`."""
        clues = {
            (stage, why): heard
            for stage, whys in table.get("clues", {}).items()
            for why, heard in whys.items()  # type: ignore[attr-defined]
        }
        confidence = {name: Calibration(**values) for name, values in table.get("confidence", {}).items()}  # type: ignore[arg-type]
        signs = {
            why: {Kind(kind): strength for kind, strength in row.items()}  # type: ignore[attr-defined]
            for why, row in table.get("kinds", {}).items()
        }
        return cls(
            clues,
            table.get("steps", {}),  # type: ignore[arg-type]
            table.get("begins", {}),  # type: ignore[arg-type]
            table.get("ends", {}),  # type: ignore[arg-type]
            confidence,
            signs or guessed(),
        )

    def of_clue(self, clue: Clue, place: str) -> Mapping[str, float]:
        """What `clue` adds to each aspect of the line at `place` ("here", "above", ...)."""
        heard = self.clues.get((clue.stage, clue.why))
        if heard is None:  # never fitted: its guess stands
            return {clue.role: clue.strength} if place == "here" else {}
        return heard.get(place, {})
