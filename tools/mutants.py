"""Does a test notice when the code is wrong? `python tools/mutants.py stages facts [--sample 100] [--seconds 30]`

The code is changed in one place at a time, in memory: a comparison is turned, a `not` or a part of an `and` or `or` is
left out, a number counts one more, a sum becomes a difference, a `yield` says nothing. The tests that run the function
so changed are asked until one fails. Printed are the changes that none notices: each wants a case in the tables of
`tests/`, or the code that makes no difference goes. `--clues` takes away each clue instead, as if its stage never said it.

The tests are asked the quickest first, as many as fit into `--seconds`; the same changes are taken for the same `--seed`.
Changes that no test can notice (a search that ends sooner, a cache that holds one more) are among those printed.
"""

from __future__ import annotations

import argparse
import ast
import functools
import gc
import inspect
import itertools
import os
import pathlib
import pickle
import random
import resource
import signal
import sys
import time
import types
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import attrs
import pytest

ROOT = pathlib.Path(__file__).parent.parent
SOURCE = ROOT / "src" / "clipparse"
# The tests of what a post is read as: those of the edges, and slow ones, are not asked.
_ASKED = [
    "byline",
    "clues",
    "dateline",
    "dates",
    "decode",
    "docs",
    "fields",
    "fields_read",
    "fixtures",
    "heads",
    "kinds",
    "listing",
    "manner",
    "passages",
    "quotes",
    "said",
    "scraps",
    "site",
    "source",
    "tokens",
    "truncated",
    "turns",
    "values",
    "voice",
]


# --- changes


@attrs.frozen
class Change:
    """A function in a file, what is changed in it, and the code that it then has."""

    file: str
    line: int
    function: str
    told: str
    code: types.CodeType = attrs.field(repr=False, eq=False)

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.function}: {self.told}"


@attrs.frozen
class Place:
    """Where something may be changed: which function of a file, which piece of it, and into which of several things."""

    path: pathlib.Path
    function: str
    line: int
    piece: int
    number: int

    def changed(self) -> Change | None:
        """None where the function's code is not found, as behind some decorators."""
        tree = _parsed(self.path)
        function = next(one for one, name in _functions(tree) if (name, one.lineno) == (self.function, self.line))
        node = _nodes(function)[self.piece]
        new = list(_turned(node))[self.number]
        told = f"{_short(node)} -> {_short(new)}"
        _put(function, node, new)
        code = compile(ast.fix_missing_locations(tree), str(self.path), "exec", dont_inherit=True)
        found = _code_of(code, self.function, function)
        at = getattr(node, "lineno", self.line)
        return found and Change(str(self.path.relative_to(ROOT)), at, self.function, told, found)


def places_in(path: pathlib.Path) -> Iterator[Place]:
    """All that may be changed in the functions and methods of a module."""
    for function, name in _functions(_parsed(path)):
        for piece, node in enumerate(_nodes(function)):
            for number, _ in enumerate(_turned(node)):
                yield Place(path, name, function.lineno, piece, number)


def _parsed(path: pathlib.Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


Function = ast.FunctionDef | ast.AsyncFunctionDef


def _functions(tree: ast.Module) -> Iterator[tuple[Function, str]]:
    for node in tree.body:
        if isinstance(node, Function):
            yield node, node.name
        elif isinstance(node, ast.ClassDef):
            for inner in node.body:
                if isinstance(inner, Function):
                    yield inner, f"{node.name}.{inner.name}"


def _nodes(function: Function) -> list[ast.AST]:
    """What is run of a function, in a fixed order: no annotation, no default, no docstring, no assertion."""
    found: list[ast.AST] = []
    waiting: list[ast.AST] = list(function.body)
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, ast.Assert | ast.Raise):
            continue
        found.append(node)
        children = [one for one in ast.iter_child_nodes(node) if getattr(one, "arg", "") != "strict"]
        if isinstance(node, ast.AnnAssign):
            children = [one for one in children if one is not node.annotation]
        waiting[:0] = children
    return found


_OTHER: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}


def _turned(node: ast.AST) -> Iterator[ast.AST]:
    """What may stand wrongly in place of a piece of code."""
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        yield ast.Compare(node.left, [_OTHER[type(node.ops[0])]()], node.comparators)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand
    elif isinstance(node, ast.BoolOp):
        for at in range(len(node.values)):
            rest = node.values[:at] + node.values[at + 1 :]
            yield ast.BoolOp(node.op, rest) if len(rest) > 1 else rest[0]
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        yield ast.Constant(node.value + 1)
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        yield ast.BinOp(node.left, ast.Sub() if isinstance(node.op, ast.Add) else ast.Add(), node.right)
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Yield | ast.YieldFrom):
        # still a generator
        yield ast.Expr(ast.YieldFrom(ast.Tuple([], ast.Load())))


def _put(function: Function, old: ast.AST, new: ast.AST) -> None:
    for parent in ast.walk(function):
        for field, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, field, ast.copy_location(new, old))
            elif isinstance(value, list) and any(one is old for one in value):
                value[[one is old for one in value].index(True)] = ast.copy_location(new, old)


def _short(node: ast.AST) -> str:
    told = " ".join(ast.unparse(node).split())
    return told if len(told) < 90 else f"{told[:89]}…"


def _code_of(module: types.CodeType, name: str, function: Function) -> types.CodeType | None:
    first = min([function.lineno, *(one.lineno for one in function.decorator_list)])
    waiting = [module]
    while waiting:
        for const in waiting.pop().co_consts:
            if isinstance(const, types.CodeType):
                if const.co_qualname == name and const.co_firstlineno in (first, function.lineno):
                    return const
                waiting.append(const)
    return None


# --- where the tests go


@attrs.frozen
class Trail:
    """Of a test: the functions that it runs, the clues that it hears, and how long it takes."""

    functions: frozenset[tuple[str, str]]
    clues: frozenset[tuple[str, str]]
    seconds: float


def trails(items: Sequence[pytest.Item]) -> dict[str, Trail]:
    """Of each test, found in a process of its own."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        with os.fdopen(writer, "wb") as out:
            pickle.dump(_followed(items), out)
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as found:
        told: dict[str, Trail] = pickle.load(found)
    os.waitpid(child, 0)
    return told


def _followed(items: Sequence[pytest.Item]) -> dict[str, Trail]:
    heard: set[tuple[str, str]] = set()
    _listen(heard)
    found = {}
    for item, after in zip(items, [*items[1:], None], strict=True):
        _forget()
        heard.clear()
        seen: set[types.CodeType] = set()
        begun = time.process_time()
        sys.settrace(lambda frame, event, arg, add=seen.add: add(frame.f_code))  # type: ignore[misc]
        good = _passes(item, after)
        sys.settrace(None)
        if good:
            functions = frozenset(
                (one.co_filename, one.co_qualname.partition(".<")[0]) for one in seen if "clipparse" in one.co_filename
            )
            found[item.nodeid] = Trail(functions, frozenset(heard), time.process_time() - begun)
    return found


def _listen(heard: set[tuple[str, str]]) -> None:
    """Have every stage note what it says."""
    for stage in _stages():
        _replace_stage(stage, lambda said: _noted(said, heard))


def _noted(said: Iterator[Any], heard: set[tuple[str, str]]) -> Iterator[Any]:
    for index, clue in said:
        heard.add((clue.stage, clue.why))
        yield index, clue


def _stages() -> list[types.FunctionType]:
    from clipparse.stages import STAGES

    return [inspect.unwrap(stage) for _, stage in STAGES]


def _replace_stage(stage: types.FunctionType, change: Callable[[Iterator[Any]], Iterator[Any]]) -> None:
    """In place, so that whoever holds the stage has the changed one."""
    stage.__globals__["_as_written"] = types.FunctionType(stage.__code__, stage.__globals__, "as_written")
    stage.__globals__["_changed"] = change

    def observe(page: Any, lexicon: Any) -> Any:
        return _changed(iter(_as_written(page, lexicon)))  # type: ignore[name-defined]  # noqa: F821

    stage.__code__ = observe.__code__


def _forget() -> None:
    """What tests share with one another, so that each walks its own way."""
    import parsing

    parsing.parsed.cache_clear()
    for one in _caches():
        one.cache_clear()


@functools.cache
def _caches() -> tuple[Any, ...]:
    """Of the library's own caches those that hold what was found in texts, and no word lists."""
    kept = ("default", "word_table", "_default", "_decoder", "_names_in_tests")
    found = [one for one in gc.get_objects() if isinstance(one, functools._lru_cache_wrapper)]
    return tuple(
        one
        for one in found
        if str(getattr(one, "__module__", "")).startswith(("clipparse.facts", "clipparse.stages", "clipparse.fields"))
        and one.__name__ not in kept
    )


def _passes(item: pytest.Item, after: pytest.Item | None) -> bool:
    from _pytest.runner import runtestprotocol

    return not any(report.failed for report in runtestprotocol(item, log=False, nextitem=after))


# --- the verdicts


def noticed_by(items: Sequence[pytest.Item], prepare: Callable[[], None], seconds: int) -> str:
    """The first of the tests that fails, or takes too long; empty if none does."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        devnull = os.open(os.devnull, os.O_WRONLY)
        os.dup2(devnull, 1)
        os.dup2(devnull, 2)
        prepare()
        for item, after in zip(items, [*items[1:], None], strict=True):
            if not _passes(item, after):
                os.write(writer, item.nodeid.encode())
                os._exit(1)
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8") as told:
        name = told.read()
    _, status = os.waitpid(child, 0)
    return name or ("time" if status else "")


def _patched(change: Change) -> None:
    """Put the changed code where the function's own was, whoever holds the function."""
    place = str(ROOT / change.file), change.code.co_qualname, change.code.co_firstlineno
    for one in gc.get_objects():
        if isinstance(one, types.FunctionType):
            code = one.__code__
            if (code.co_filename, code.co_qualname, code.co_firstlineno) == place:
                one.__code__ = change.code
    _forget()


class Session:
    """A plugin that runs the tests by itself, with the code changed."""

    def __init__(self, asked: argparse.Namespace) -> None:
        self._asked = asked
        self.left: list[str] = []

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        import clipparse

        gc.unfreeze()  # what the tests' settings hide from the collector is looked for here
        clipparse.parse("Words are loaded once.\n\nBy Ann Lee")
        _forget()
        self._trails = trails(session.items)
        print(f"{len(self._trails)} tests followed", flush=True)
        self._items = [item for item in session.items if item.nodeid in self._trails]
        for package in [] if self._asked.clues else self._asked.packages:
            self._judge(package)
        if self._asked.clues:
            self._judge_clues()
        return True

    def _by_time(self, wanted: Callable[[Trail], bool]) -> list[pytest.Item]:
        """The tests to ask, the quickest first, as many as fit into the seconds; then those that are asked last."""
        found = [item for item in self._items if wanted(self._trails[item.nodeid])]
        found.sort(key=lambda item: self._trails[item.nodeid].seconds)
        ends = itertools.accumulate(self._trails[item.nodeid].seconds for item in found)
        chosen = [item for item, end in zip(found, ends, strict=True) if end <= self._asked.seconds]
        return sorted(chosen, key=self._comes_last)

    def _comes_last(self, item: pytest.Item) -> bool:
        return any(name in item.nodeid for name in self._asked.last)

    def _judge(self, package: str) -> None:
        places = [place for path in _paths(package) for place in places_in(path)]
        chosen = random.Random(self._asked.seed).sample(places, min(self._asked.sample, len(places)))
        changes = [change for place in chosen if (change := place.changed())]
        counts: Counter[str] = Counter()
        for change in sorted(changes, key=str):
            where = str(ROOT / change.file), change.function
            items = self._by_time(lambda trail, where=where: where in trail.functions)  # type: ignore[misc]
            self._ask(str(change), items, functools.partial(_patched, change), counts)
        print(f"{package}: {dict(counts)} of {len(places)} changes", flush=True)

    def _judge_clues(self) -> None:
        counts: Counter[str] = Counter()
        for clue in sorted({clue for trail in self._trails.values() for clue in trail.clues}):
            items = self._by_time(lambda trail, clue=clue: clue in trail.clues)  # type: ignore[misc]
            items = [item for item in items if not item.name.startswith("test_every_clue_")]
            self._ask(": ".join(clue), items, functools.partial(_silence, clue), counts)
        print(f"clues: {dict(counts)}", flush=True)

    def _ask(self, told: str, items: Sequence[pytest.Item], prepare: Callable[[], None], counts: Counter[str]) -> None:
        name = noticed_by(items, prepare, 4 * self._asked.seconds) if items else ""
        last = any(one in name for one in self._asked.last)
        counts["killed by the last alone" if last else "killed" if name else "survived"] += 1
        if last or not name:
            print(f"{'killed by the last' if last else 'survived'}  {told}  [{len(items)} tests]", flush=True)


def _silence(clue: tuple[str, str]) -> None:
    for stage in _stages():
        _replace_stage(stage, lambda said: (one for one in said if (one[1].stage, one[1].why) != clue))


def _paths(package: str) -> list[pathlib.Path]:
    at = SOURCE / package
    return sorted(at.rglob("*.py")) if at.is_dir() else [at.with_suffix(".py")]


def main() -> int:
    parser = argparse.ArgumentParser(
        description=inspect.getdoc(sys.modules[__name__]), formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("packages", nargs="*", help="stages, facts, fields, decode, ... of src/clipparse")
    parser.add_argument("--clues", action="store_true", help="take away each clue")
    parser.add_argument("--sample", type=int, default=100, metavar="N", help="changes of each package (default 100)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=int, default=30, help="of tests that are asked of one change")
    parser.add_argument(
        "--last", nargs="*", default=[], metavar="NAME", help="tests asked last: what they notice alone"
    )
    parser.add_argument("--tests", nargs="*", metavar="FILE", help="the test files to ask")
    asked = parser.parse_args()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    sys.path.insert(0, str(ROOT / "tests"))
    files = asked.tests or [str(ROOT / "tests" / f"test_{name}.py") for name in _ASKED]
    return int(pytest.main(["-q", "-p", "no:cacheprovider", "-p", "no:xdist", *files], plugins=[Session(asked)]))


if __name__ == "__main__":
    sys.exit(main())
