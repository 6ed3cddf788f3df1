"""Which clues could go without a test that fails? `python tools/unnoticed.py [--only STAGE] [--fixtures-alone]`

Each clue is taken away in turn, in memory: its stage says all that it says but for this. What notices it, most telling
first: a fixture whose truth is met and which is then read otherwise; a passage of one (`tests/tables/passages.toml`), or a
text in `tests/tables/clues.toml`, of which the same is true; a test that names the clue's constant and fails; a line
that one of these tables says it is heard on. Printed are the clues of the last kind, with how often they fire on the
fixtures, and those that nothing notices, for which the exit status is 1.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import functools
import inspect
import io
import os
import pathlib
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from types import ModuleType
from typing import Any

import attrs

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "tests"))

import clipparse.stages
import test_fixtures as fixtures
import test_passages
from clipparse import Pipeline
from clipparse.clue import Clue, Sighting, Stage
from clipparse.lexicon import Lexicon
from clipparse.page import Page
from clipparse.stages import STAGES

ROOT = pathlib.Path(__file__).parent.parent
_STAGE_MODULES = {name: sys.modules[stage.__module__] for name, stage in STAGES}


def constants() -> dict[Clue, set[str]]:
    """Of each clue that a module of the stages holds: the names under which a test may speak of it."""
    found: dict[Clue, set[str]] = {}
    for module in _modules(clipparse.stages):
        for name, value in vars(module).items():
            for clue in _clues_in(value):
                found.setdefault(clue, set()).add(name)
    return found


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    prefix = f"{package.__name__}."
    return (module for name, module in sorted(sys.modules.items()) if name.startswith(prefix))


def _clues_in(value: object) -> Iterator[Clue]:
    """A clue, or those in a tuple or a table of them, however deep."""
    if isinstance(value, Clue):
        yield value
    elif isinstance(value, dict | tuple):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _clues_in(one)


# --- noticed by a fixture


@attrs.frozen
class Heard:
    """A fixture, what each stage says of it, and how it is read."""

    name: str
    said: Mapping[str, tuple[Sighting, ...]]
    outcome: list[str]

    @classmethod
    def of(cls, name: str) -> Heard:
        page = Page.of(fixtures.raw(name)).unwrapped
        said = {stage: tuple(observe(page, Lexicon.default())) for stage, observe in STAGES}
        return cls(name, said, _outcome(name, Pipeline.default()))

    def notices(self, gone: Clue) -> bool:
        """Whether it is read otherwise without the clue."""
        stages = tuple((stage, _saying(self.said[stage], gone)) for stage, _ in STAGES)
        return _outcome(self.name, attrs.evolve(Pipeline.default(), stages=stages)) != self.outcome


def _saying(said: tuple[Sighting, ...], gone: Clue) -> Stage:
    kept = [one for one in said if one[1] != gone]
    return lambda page, lexicon: kept


def _outcome(name: str, parser: Pipeline) -> list[str]:
    """What the fixtures' tests compare with the truth."""
    post = parser.parse(fixtures.raw(name))
    return [*fixtures._actual_rows(name, post), *fixtures._actual_facts(name, post)]


def is_met(post: Heard) -> bool:
    """Whether it is read as its truth says: only there would the fixture's test fail."""
    return post.name not in fixtures.NOT_YET


# --- noticed by a text that hangs on it


def hangs(gone: Clue) -> bool:
    """Whether one of the texts that the tables give for it is read otherwise without it."""
    return any(_roles(text, _DEFAULT) != _roles(text, _silent(gone)) for text in _texts().get(_named(gone), ()))


_DEFAULT = Pipeline.default()


def _named(clue: Clue) -> str:
    return f"{clue.stage}: {clue.why}"


@functools.cache
def _texts() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for passage, whys in test_passages.rows().items():
        for why in whys:
            found.setdefault(why, []).append(passage.text)
    for row in _table("clues")["shown"]:
        for why in row["says"] if "read" in row else ():
            found.setdefault(why, []).append(row["text"])
    return found


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((ROOT / "tests" / "tables" / f"{name}.toml").read_text(encoding="utf-8"))


def _silent(gone: Clue) -> Pipeline:
    """A pipeline that never says the clue."""
    return attrs.evolve(_DEFAULT, stages=tuple((name, _without(stage, gone)) for name, stage in STAGES))


def _roles(text: str, parser: Pipeline) -> list[tuple[str, int | None]]:
    return [(line.role, line.clipping) for line in parser.parse(text).lines]


# --- noticed by a test that names it


def tests_naming(names: Iterable[str]) -> list[str]:
    """The tests whose source, decorators and all, has one of these names of constants in it, as pytest calls them."""
    wanted = set(names)
    return [test for test, has in _names_in_tests() if not wanted.isdisjoint(has)]


@functools.cache
def _names_in_tests() -> tuple[tuple[str, frozenset[str]], ...]:
    rows = []
    for path in sorted((ROOT / "tests").glob("test_*.py")):
        module = ast.parse(path.read_text(encoding="utf-8"))
        of_tables = {
            target.id: _names(node)
            for node in module.body
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in module.body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                names = _names(node)
                names |= {one for table in names & of_tables.keys() for one in of_tables[table]}
                rows.append((f"{path}::{node.name}", frozenset(names)))
    return tuple(rows)


def _names(node: ast.AST) -> set[str]:
    inside = list(ast.walk(node))
    return {one.attr for one in inside if isinstance(one, ast.Attribute)} | {
        one.id for one in inside if isinstance(one, ast.Name)
    }


def fails_without(gone: Clue, tests: list[str]) -> bool:
    """Whether one of the tests fails in a process whose stages never say the clue."""
    if not tests:
        return False
    child = os.fork()
    if child == 0:
        os._exit(_run_without(gone, tests))
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == 1


def _run_without(gone: Clue, tests: list[str]) -> int:
    import pytest

    for module in set(_STAGE_MODULES.values()):
        observe = vars(module)["observe"]
        vars(module)["observe"] = _without(observe, gone)
    clipparse.stages.STAGES = tuple((name, _without(stage, gone)) for name, stage in STAGES)
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *tests]))


def _without(stage: Stage, gone: Clue) -> Stage:
    @functools.wraps(stage)
    def rest(page: Page, lexicon: Lexicon) -> Iterator[Sighting]:
        return ((index, clue) for index, clue in stage(page, lexicon) if clue != gone)

    return rest


# --- all of them


@attrs.frozen
class Verdict:
    """What notices that a clue is gone, and how often it fires on the fixtures."""

    clue: Clue
    noticed_by: str
    fires: int


def verdicts(only: str, fixtures_alone: bool) -> Iterator[Verdict]:
    """Of each clue, or of those of a stage."""
    posts = [Heard.of(name) for name in fixtures.NAMES]
    fires = Counter(clue for post in posts for said in post.said.values() for _, clue in said)
    heard = lines_heard()
    for clue, names in sorted(constants().items(), key=lambda row: (row[0].stage, row[0].why)):
        if only and clue.stage != only:
            continue
        if any(post.notices(clue) for post in posts if is_met(post) and _fires(clue, post)):
            noticed_by = FIXTURE
        elif hangs(clue):
            noticed_by = PASSAGE
        elif not fixtures_alone and fails_without(clue, tests_naming(names)):
            noticed_by = TEST
        else:
            noticed_by = LINE if _named(clue) in heard else NOTHING
        yield Verdict(clue, noticed_by, fires[clue])


FIXTURE, PASSAGE, TEST, LINE = "a fixture", "a passage", "a test that names it", "a line that it is heard on"
NOTHING = "nothing"


def lines_heard() -> set[str]:
    """The clues of which a table says what line they are heard on."""
    return {*_table("passages")["heard"], *(why for row in _table("clues")["shown"] for why in row["says"])}


def _fires(clue: Clue, post: Heard) -> bool:
    return any(clue == said for sightings in post.said.values() for _, said in sightings)


def main() -> int:
    parser = argparse.ArgumentParser(description=inspect.getdoc(sys.modules[__name__]), formatter_class=_AsWritten)
    parser.add_argument("--only", default="", metavar="STAGE", help="the clues of this stage")
    parser.add_argument("--fixtures-alone", action="store_true", help="run no tests beside the fixtures")
    asked = parser.parse_args()
    counts: Counter[str] = Counter()
    for verdict in verdicts(asked.only, asked.fixtures_alone):
        counts[verdict.noticed_by] += 1
        if verdict.noticed_by in (LINE, NOTHING):
            clue = verdict.clue
            print(f"{verdict.fires:5}  {clue.stage}: {clue.why}  [{verdict.noticed_by}]", flush=True)
    print("noticed by " + ", ".join(f"{way}: {counts[way]}" for way in (FIXTURE, PASSAGE, TEST, LINE, NOTHING)))
    return int(counts[NOTHING] > 0)


_AsWritten = argparse.RawDescriptionHelpFormatter

if __name__ == "__main__":
    sys.exit(main())
