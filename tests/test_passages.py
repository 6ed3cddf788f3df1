"""Passages of the fixtures, each read as a post of its own: for every clue one that is read otherwise without it.

`tables/passages.toml` says which; `tools/passages.py` finds them.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import attrs
import pytest

import test_fixtures as fixtures
from parsing import parsed

TABLE = Path(__file__).parent / "tables" / "passages.toml"
UNSURE = "?"

# Of a line: its number, its role, and which of the passage's clippings it is of.
Row = tuple[int, str, int | None]


@attrs.frozen(order=True)
class Passage:
    """Some lines of a fixture, by the numbers of the first and the last of each run."""

    fixture: str
    runs: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, fixture: str, runs: str) -> Passage:
        """As the table has it: `3-9 12-20`."""
        pairs = (run.split("-") for run in runs.split())
        return cls(fixture, tuple((int(first), int(last)) for first, last in pairs))

    @property
    def numbers(self) -> list[int]:
        """Of its lines, in the fixture."""
        return [number for first, last in self.runs for number in range(first, last + 1)]

    @property
    def text(self) -> str:
        """The lines, as they stand."""
        lines = fixtures.raw(self.fixture).split("\n")
        return "\n".join(lines[number - 1] for number in self.numbers)

    @property
    def truth(self) -> list[Row]:
        """What the fixture's truth says of them; lines and clippings are counted within the passage."""
        at = {number: index for index, number in enumerate(self.numbers, 1)}
        rows = [row for row in fixtures.truth(self.fixture)["lines"] if row[0] in at]
        begun = dict.fromkeys(clipping for _, _, clipping in rows if clipping is not None)
        order = {clipping: index for index, clipping in enumerate(begun)}
        return [(at[number], role, order.get(clipping)) for number, role, clipping in rows]


def rows() -> dict[Passage, list[str]]:
    """Of each passage in the table the clues that it hangs on, as `stage: why`."""
    found: dict[Passage, list[str]] = {}
    if TABLE.exists():  # while it is written for the first time
        for clue, (fixture, runs) in tomllib.loads(TABLE.read_text(encoding="utf-8"))["passages"].items():
            found.setdefault(Passage.of(fixture, runs), []).append(clue)
    return found


@pytest.mark.parametrize(
    ("passage", "clues"),
    [pytest.param(*row, id=f"{row[0].fixture}-{row[0].numbers[0]}-{row[0].numbers[-1]}") for row in rows().items()],
)
def test_a_passage_is_read_by_its_clues(passage: Passage, clues: list[str]) -> None:
    """As the post's truth has it, though nothing stands around it; without one of these clues it would not be."""
    read = iter(parsed(passage.text).lines)
    expected = passage.truth
    actual = [(number, str(line.role), line.clipping) for (number, _, _), line in zip(expected, read, strict=True)]

    unsure = {number for number, role, _ in expected if role == UNSURE}
    assert [row for row in actual if row[0] not in unsure] == [row for row in expected if row[0] not in unsure], clues
