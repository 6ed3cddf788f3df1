"""Finds for each clue a passage of a fixture that is read as its truth says, and is not without the clue.

    python tools/passages.py                  # of each row of the table: does it still hold? 1 if one does not
    python tools/passages.py --write          # keep the rows that hold, and look for passages for the other clues

`tests/tables/passages.toml` holds a row for each clue: the fixture, the lines that are kept of it, and the clue that
they hang on. `tests/test_passages.py` reads each passage as a post of its own. Runs of a few paragraphs are looked at
first, then whole posts thinned by chance; of those found, the passage is taken where the right reading is surest with
the clue and the wrong one surest without.
"""

from __future__ import annotations

import argparse
import inspect
import json
import pathlib
import random
import sys
from collections.abc import Iterable, Iterator, Sequence

import attrs

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "tests"))

import test_fixtures as fixtures
from clipparse import Pipeline
from clipparse.clue import Clue, Sighting
from clipparse.decode import Judgement, testimony
from clipparse.page import Page
from test_passages import TABLE, Passage, rows
from unnoticed import constants

_PARSER = Pipeline.default()
_MOST_BLOCKS = 7
_MOST_CHARS = 1500
# Of a clue that no short run hangs on: the posts that are thinned, how long they may be then, and how often each is.
_MOST_POSTS, _MOST_OF_POST, _TIMES = 6, 5000, 40
# As sure as this with the clue and without is sure enough: nothing further is looked at.
_ENOUGH = 0.6

# Of a line: its role, and which of the passage's clippings it is of.
Reading = list[tuple[str, int | None]]


@attrs.frozen
class Found:
    """A passage that hangs on a clue, and how much."""

    passage: Passage
    sure: float


class Best(dict[Clue, Found]):
    """The best passage for each clue so far."""

    def lacks(self, clue: Clue) -> bool:
        """Whether one is still looked for."""
        return clue not in self or self[clue].sure < _ENOUGH

    def look(self, passage: Passage, wanted: set[Clue]) -> None:
        """Does the passage hang on one of the wanted clues, more than what was found?"""
        page = Page.of(passage.text)
        said = list(_PARSER._sightings(page.unwrapped, _PARSER._kind(page).kind))
        asked = {clue for _, clue in said if clue in wanted and self.lacks(clue)}
        if not asked:
            return
        judged, truth = _judged(page, said), _truth(passage, page)
        if not _agrees(_reading(judged), truth):
            return
        for clue in asked:
            without = _judged(page, [one for one in said if one[1] != clue])
            sure = _hangs(judged, without, truth)
            if sure > (self[clue].sure if clue in self else 0.0):
                self[clue] = Found(passage, sure)


def search(wanted: set[Clue]) -> Best:
    """The best passage for each of these clues that has any."""
    best = Best()
    for passage in windows():
        best.look(passage, wanted)
    for clue in sorted(wanted - best.keys(), key=lambda clue: (clue.stage, clue.why)):
        for passage in thinned(clue):
            best.look(passage, {clue})
            if not best.lacks(clue):
                break
    return best


def windows() -> Iterator[Passage]:
    """All runs of a few paragraphs, the shortest first."""
    found = []
    for name in fixtures.NAMES:
        numbers = _numbers(name)
        blocks = [block for block in Page.of(fixtures.raw(name)).blocks if block.text]
        for at, block in enumerate(blocks):
            for last in blocks[at : at + _MOST_BLOCKS]:
                passage = Passage(name, ((numbers[block.first], numbers[last.last]),))
                if len(passage.text) <= _MOST_CHARS:
                    found.append(passage)
    return iter(sorted(found, key=lambda one: (len(one.text), one)))


def _numbers(name: str) -> list[int]:
    """Of the lines that a page counts, which are not blank."""
    return [number for number, _, _ in fixtures.truth(name)["lines"]]


def thinned(clue: Clue) -> Iterator[Passage]:
    """Posts in which the clue fires, each with some paragraphs left out but where it fires."""
    dice = random.Random(f"{clue.stage}: {clue.why}")
    posts = [(name, page, fired) for name, page, said in _heard() if (fired := [at for at, one in said if one == clue])]
    for name, page, fired in sorted(posts, key=lambda row: len(row[1].text))[:_MOST_POSTS]:
        blocks = [block for block in page.blocks if block.text]
        numbers = _numbers(name)
        ends = [*(numbers[block.first] - 1 for block in blocks[1:]), numbers[-1]]
        for _ in range(_TIMES):
            at, share = dice.choice(fired), dice.choice([0.3, 0.6, 0.9])
            first, last = dice.randrange(at + 1), dice.randrange(at, len(blocks))
            kept = [one for one in range(first, last + 1) if one == at or dice.random() < share]
            passage = Passage(name, _joined((numbers[blocks[one].first], ends[one]) for one in kept))
            if len(passage.text) <= _MOST_OF_POST:
                yield passage


def _joined(runs: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    joined: list[tuple[int, int]] = []
    for first, last in runs:
        if joined and joined[-1][1] + 1 == first:
            first = joined.pop()[0]
        joined.append((first, last))
    return tuple(joined)


_HEARD: list[tuple[str, Page, list[Sighting]]] = []


def _heard() -> list[tuple[str, Page, list[Sighting]]]:
    if not _HEARD:
        for name in fixtures.NAMES:
            page = Page.of(fixtures.raw(name))
            _HEARD.append((name, page, list(_PARSER._sightings(page.unwrapped, _PARSER._kind(page).kind))))
    return _HEARD


def _judged(page: Page, said: Sequence[Sighting]) -> list[Judgement]:
    return _PARSER._decoder.judge(testimony(len(page.paragraphs), said))


def _reading(judged: Sequence[Judgement]) -> Reading:
    clipping, read = -1, []
    for one in judged:
        clipping += one.state.opens
        read.append((str(one.state.role), clipping if one.state.role.of_clipping else None))
    return read


def _truth(passage: Passage, page: Page) -> list[set[tuple[str, int | None]]]:
    """What the lines of each paragraph are, but for those where nobody can tell: one thing, or they are not one."""
    told = [(role, clipping) for _, role, clipping in passage.truth]
    blocks = [block for block in page.blocks if block.text]
    return [{one for one in told[block.first : block.last + 1] if one[0] != "?"} for block in blocks]


def _agrees(reading: Reading, truth: list[set[tuple[str, int | None]]]) -> bool:
    return all(right <= {read} for read, right in zip(reading, truth, strict=True))


def _hangs(
    judged: Sequence[Judgement], without: Sequence[Judgement], truth: list[set[tuple[str, int | None]]]
) -> float:
    """How sure the right reading is with a clue and the wrong one without, or 0 if both are right."""
    sure = 0.0
    for one, other, read, right in zip(judged, without, _reading(without), truth, strict=True):
        if not right <= {read}:
            sure = max(sure, min(one.confidence, other.confidence))
    return sure


# --- the table


def holding(table: dict[Passage, list[str]], clues: dict[str, Clue]) -> Best:
    """The rows that still hold: read right, and wrong without the clue."""
    best = Best()
    for passage, whys in table.items():
        best.look(passage, {clues[why] for why in whys if why in clues})
    return best


def heard(clues: Iterable[Clue]) -> dict[Clue, tuple[str, str]]:
    """For each clue the shortest fixture where it speaks of a line that is what it says, and how that line begins."""
    posts = sorted(_heard(), key=lambda row: (len(row[1].text), row[0]))
    truths = {name: _truth(_whole(name), page) for name, page, _ in posts}
    found: dict[Clue, tuple[str, str]] = {}
    for right in (True, False):
        for name, page, said in posts:
            for at, clue in said:
                if clue not in found and right == any(role == clue.role for role, _ in truths[name][at]):
                    found[clue] = name, " ".join(page.unwrapped.lines[at].content.split()[:5])
    return {clue: found[clue] for clue in clues if clue in found}


def _whole(name: str) -> Passage:
    return Passage(name, ((1, len(fixtures.raw(name).split("\n"))),))


def written(best: Best, rest: dict[Clue, tuple[str, str]]) -> str:
    """The table, in the order of stages and reasons."""
    lines = [_HEAD]
    for clue, found in sorted(best.items(), key=lambda row: (row[0].stage, row[0].why)):
        runs = " ".join(f"{first}-{last}" for first, last in found.passage.runs)
        lines.append(f'{_quoted(f"{clue.stage}: {clue.why}")} = ["{found.passage.fixture}", "{runs}"]')
    lines += ["", *_HEAD_OF_REST, "[heard]"]
    for clue, (name, begins) in sorted(rest.items(), key=lambda row: (row[0].stage, row[0].why)):
        lines.append(f'{_quoted(f"{clue.stage}: {clue.why}")} = ["{name}", {_quoted(begins)}]')
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """As TOML has it."""
    return json.dumps(text, ensure_ascii=False)


_HEAD = """\
# For each clue a passage of a fixture, by its lines, which is read as its truth says, and is not without the clue.
# Found by `tools/passages.py --write`.

[passages]"""
_HEAD_OF_REST = ["# For each of the others a fixture where it fires, and how a line begins that it speaks of."]


def main() -> int:
    parser = argparse.ArgumentParser(
        description=inspect.getdoc(sys.modules[__name__]), formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--write", action="store_true", help="look for passages for the other clues, and write the table"
    )
    asked = parser.parse_args()
    clues = {f"{clue.stage}: {clue.why}": clue for clue in constants()}
    table = rows()
    best = holding(table, clues)
    lost = sorted({why for whys in table.values() for why in whys} - {f"{one.stage}: {one.why}" for one in best})
    for why in lost:
        print(f"no longer: {why}")
    if asked.write:
        best |= search(set(clues.values()) - best.keys())
        TABLE.write_text(written(best, heard(set(clues.values()) - best.keys())), encoding="utf-8")
    print(f"{len(best)} of {len(clues)} clues have a passage that hangs on them")
    return int(bool(lost) and not asked.write)


if __name__ == "__main__":
    sys.exit(main())
