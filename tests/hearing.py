"""What each stage says of single lines in a small page, and of small pages, written down: `tables/said*.txt`.

`python tools/said.py --write` writes it anew; read what has changed.
"""

from __future__ import annotations

import tomllib
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
    return _entries(TABLE)


# --- of whole pages

PAGES = TABLE.with_name("said-of-pages.txt")
TEXTS = tomllib.loads(TABLE.with_name("clues.toml").read_text(encoding="utf-8"))["shown"]
OF_PAGES = (
    "body",
    "comment",
    "listing",
    "pattern",
    "place",
    "preview",
    "site",
    "standfirst",
    "subhead",
    "topic",
    "voice",
)


def said_on(name: str) -> str:
    """Of the text that `tables/clues.toml` has for a clue: what the stages that look around say of each line."""
    text = next(row["text"] for row in TEXTS if row["says"][0] == name)
    page, words = Page.of(text).unwrapped, Lexicon.default()
    rows = []
    for stage, observe in STAGES:
        if stage in OF_PAGES:
            heard: dict[str, list[int]] = {}
            for index, clue in observe(page, words):
                heard.setdefault(clue.why, []).append(index + 1)
            rows += [f"    {stage}: {why}: {_runs(sorted(set(heard[why])))}" for why in sorted(heard)]
    return "\n".join([name, *rows])


def _runs(numbers: list[int]) -> str:
    """As `1 3-5`."""
    runs: list[list[int]] = []
    for one in numbers:
        if runs and runs[-1][-1] == one - 1:
            runs[-1].append(one)
        else:
            runs.append([one])
    return " ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def written_of_pages() -> list[tuple[str, str]]:
    """Of each text in the table: the clue that it is for, and the whole entry."""
    return _entries(PAGES)


def _entries(table: Path) -> list[tuple[str, str]]:
    entries = table.read_text(encoding="utf-8").rstrip("\n").split("\n\n")
    return [(entry.split("\n", 1)[0], entry) for entry in entries]
