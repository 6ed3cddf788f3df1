"""What each stage says of single lines in a small page, written down: `tables/said.txt`.

`python tools/said.py --write` writes it anew; read what has changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import attrs

from clipparse.lexicon import Lexicon
from clipparse.page import Page
from clipparse.stages import STAGES

TABLE = Path(__file__).parent / "tables" / "said.txt"
# A line between two reports, above one, and below one.
REPORT = (
    "The harbour in Northfield was closed on Monday after a barge had struck the pier, police said.\n\n"
    'Mayor Ann Lee told reporters that 14 people were taken to hospital. "I was on the bridge," she said.'
)
ABOVE, BELOW = f"{{}}\n\n{REPORT}", f"{REPORT}\n\n{{}}"
# What is said of the page, or of other lines, too, and of where the line stands, is not about the line.
LEFT_OUT = ("body", "manner", "place", "topic", "voice")


@attrs.frozen
class Said:
    """A line, and what is said of it above a report and below one."""

    line: str
    above: tuple[str, ...]
    below: tuple[str, ...]

    def __str__(self) -> str:
        both = sorted({*self.above} & {*self.below})
        rows = [("=", both), ("^", sorted({*self.above} - {*both})), ("v", sorted({*self.below} - {*both}))]
        return "\n".join([self.line, *(f"    {mark} {why}" for mark, whys in rows for why in whys)])


def said_of(line: str) -> Said:
    """By the stages as they are."""
    return Said(line, tuple(_heard(line, ABOVE)), tuple(_heard(line, BELOW)))


def _heard(line: str, around: str) -> Iterator[str]:
    page, words = Page.of(around.format(line)).unwrapped, Lexicon.default()
    at = 0 if around is ABOVE else len(page.lines) - 1
    for name, stage in STAGES:
        if name not in LEFT_OUT:
            said = list(stage(page, words))
            of_others = {clue for index, clue in said if index != at}
            yield from dict.fromkeys(
                f"{name}: {clue.why}" for index, clue in said if index == at and clue not in of_others
            )


def written() -> list[tuple[str, str]]:
    """Of each line in the table: itself, and the whole entry."""
    entries = TABLE.read_text(encoding="utf-8").rstrip("\n").split("\n\n")
    return [(entry.split("\n", 1)[0], entry) for entry in entries]
