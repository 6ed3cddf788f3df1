"""Every pattern that the library compiles, and texts made to keep it busy.

`python tests/patterns.py 1` prints the patterns as JSON: module, pattern and flags of each.
"""

from __future__ import annotations

import json
import pkgutil
import random
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import attrs

_FIXTURES = Path(__file__).parent.parent / "fixtures"


@attrs.frozen
class Pattern:
    """A pattern, with the module that compiles it."""

    module: str
    source: str
    flags: int

    def __str__(self) -> str:
        return f"{self.module}: {self.source[:60]}"

    @property
    def compiled(self) -> re.Pattern[str]:
        return re.compile(self.source, self.flags)


@cache
def patterns(stride: int = 1) -> tuple[Pattern, ...]:
    """All of them, in order; those too that are compiled at the first use, as a fresh process tells.

    It reads one in `stride` of the fixtures, for the few patterns that nothing but a post brings to light.
    """
    command = [sys.executable, __file__, str(stride)]
    told = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8")
    return tuple(Pattern(*row) for row in json.loads(told.stdout))


def _tell(stride: int) -> None:
    """Watch the door through which all patterns go while everything is imported and some posts are read."""
    seen: dict[tuple[str, str, int], None] = {}
    compiling = re._compile  # type: ignore[attr-defined]

    def watched(pattern: Any, flags: int) -> Any:
        caller = sys._getframe(2).f_globals.get("__name__", "")
        if caller.startswith("clipparse") and caller != "clipparse.lazy" and isinstance(pattern, str):
            seen[caller, pattern, int(flags)] = None
        return compiling(pattern, flags)

    def promised(source: Any, flags: int = 0) -> Any:
        """Also what no post asks for."""
        if isinstance(source, str):
            seen[sys._getframe(1).f_globals["__name__"], source, int(flags)] = None
        return promise(source, flags)

    re._compile = watched  # type: ignore[attr-defined]
    import clipparse
    from clipparse import lazy

    promise, lazy.compile = lazy.compile, promised

    for module in pkgutil.walk_packages(clipparse.__path__, "clipparse."):
        if not module.name.endswith("__main__"):
            try:
                import_module(module.name)
            except ModuleNotFoundError as error:  # an extra that is not installed
                if error.name and error.name.startswith("clipparse"):
                    raise
    for path in sorted(_FIXTURES.glob("*.txt"))[::stride]:
        clipparse.parse(path.read_text(encoding="utf-8"))
    english = clipparse.speech.english.English.of(clipparse.Pipeline.default().lexicon)
    for name in dir(english):
        getattr(english, name)  # also a pattern that no fixture asks for
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    print(json.dumps(sorted(seen)))


# -- texts that match a piece of a pattern


class Sampler:
    """Strings that a parsed pattern matches, drawn with dice."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.groups: dict[int, str] = {}

    @cached_property
    def dice(self) -> random.Random:
        """Made when they are first thrown: most of a pattern is letters, of which each has a sampler."""
        return random.Random(self.seed)

    def text(self, nodes: Sequence[Any]) -> str:
        return "".join(self.one(op, value) for op, value in nodes)

    def one(self, op: Any, value: Any) -> str:
        if op is sre.LITERAL:
            return chr(value)
        if op is sre.NOT_LITERAL:
            return "a" if value != ord("a") else "b"
        if op is sre.ANY:
            return self.dice.choice("a .1")
        if op is sre.IN:
            return self.member(value)
        if op is sre.BRANCH:
            return self.text(self.dice.choice(value[1]))
        if op is sre.SUBPATTERN:
            text = self.text(value[3])
            if value[0] is not None:
                self.groups[value[0]] = text
            return text
        if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            low, high, body = value
            count = low + self.dice.choice((0, 0, 1, 2))
            return "".join(self.text(body) for _ in range(min(count, int(high))))
        if op is sre.ATOMIC_GROUP:
            return self.text(value)
        if op is sre.GROUPREF:
            return self.groups.get(value, "")
        if op is sre.GROUPREF_EXISTS:
            return self.text(value[1])
        return ""  # AT, ASSERT, ASSERT_NOT take no room

    def member(self, items: Sequence[Any]) -> str:
        negated = items[0][0] is sre.NEGATE
        if negated:
            known = re.compile("[" + _class(items) + "]")
            return next((one for one in self.dice.sample("a1A .-éß\n", 9) if known.match(one)), "\u4e00")
        op, value = self.dice.choice(items)
        if op is sre.LITERAL:
            return chr(value)
        if op is sre.RANGE:
            return chr(self.dice.randint(*value))
        return self.dice.choice(_CATEGORIES[value])


_CATEGORIES = {
    sre.CATEGORY_DIGIT: "123",
    sre.CATEGORY_NOT_DIGIT: "a .",
    sre.CATEGORY_SPACE: "  \n\t",
    sre.CATEGORY_NOT_SPACE: "aA1.",
    sre.CATEGORY_WORD: "aA1_",
    sre.CATEGORY_NOT_WORD: " .-",
}
_NAMES = {
    sre.CATEGORY_DIGIT: r"\d",
    sre.CATEGORY_NOT_DIGIT: r"\D",
    sre.CATEGORY_SPACE: r"\s",
    sre.CATEGORY_NOT_SPACE: r"\S",
    sre.CATEGORY_WORD: r"\w",
    sre.CATEGORY_NOT_WORD: r"\W",
}


def _class(items: Sequence[Any]) -> str:
    """The source of a class of characters."""
    pieces: dict[Any, Callable[[Any], str]] = {
        sre.NEGATE: lambda _: "^",
        sre.LITERAL: lambda value: re.escape(chr(value)),
        sre.RANGE: lambda value: f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}",
        sre.CATEGORY: lambda value: _NAMES[value],
    }
    return "".join(pieces[op](value) for op, value in items)


# -- attacks


@attrs.frozen
class Attack:
    """A text that can be made as long as one likes: what leads to a repeat, its body many times, and what spoils it."""

    head: str
    pump: str
    tail: str

    def text(self, length: int) -> str:
        return self.head + self.pump * (length // len(self.pump)) + self.tail


_TAILS = ("\x00", "\n!", "x\x01", "")


def attacks(pattern: Pattern, seeds: int = 3, tails: int = len(_TAILS)) -> Iterator[Attack]:
    """For each repeat without a narrow bound: some ways to its door, some bodies, some tails on which it fails."""
    tree = _parser.parse(pattern.source, pattern.flags)
    made: dict[Attack, None] = {}
    for seed in range(seeds):
        for head, body in _repeats(tree, "", seed):
            pump = Sampler(seed + 17).text(body) or Sampler(seed + 18).text(body)
            if pump:
                made.update(dict.fromkeys(Attack(start, pump, tail) for start in (head, "") for tail in _TAILS[:tails]))
    yield from made


def _repeats(nodes: Sequence[Any], head: str, seed: int) -> Iterator[tuple[str, Sequence[Any]]]:
    """Each repeat in a parsed pattern, with a text that leads up to it."""
    for op, value in nodes:
        if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            _, high, body = value
            if int(high) > 20:
                yield head, body
                yield head, [*body, *body]
            yield from _repeats(body, head, seed)
        elif op is sre.BRANCH:
            for branch in value[1]:
                yield from _repeats(branch, head, seed)
        elif op is sre.SUBPATTERN:
            yield from _repeats(value[3], head, seed)
        elif op is sre.ATOMIC_GROUP:
            yield from _repeats(value, head, seed)
        elif op in (sre.ASSERT, sre.ASSERT_NOT):
            yield from _repeats(value[1], head, seed)
        head += Sampler(seed).one(op, value)


if __name__ == "__main__":
    _tell(int(sys.argv[1]))
