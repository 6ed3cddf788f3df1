"""Rules: patterns over the shape of a line, written in classes of words instead of letters.

`rule("<opener> <colon>? (?P<names>{name})", name="(?:<initial>|<cap -never>) <cap>")` is an ordinary regular expression
in which `<...>` stands for one token: `<cap -never>` one that is written with a capital and is not in the list `never`,
`<cap|upper>` either of two. Blanks mean nothing; `{part}` puts in one of the parts. It is compiled once for each
vocabulary, and what it matches is found in C.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Set
from functools import lru_cache

import attrs

from clipparse import lazy
from clipparse.tokens import CLASSES, Tokens, Vocabulary

_TOKEN = lazy.compile(r"<(?!=|!)([^<>]+)>")
_GROUP = lazy.compile(r"\(\?P<")


@attrs.frozen(slots=True)
class Rule:
    """A pattern over shapes. Equal where its text is."""

    written: str

    def match(self, line: Tokens, words: Vocabulary, at: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Match at the token `at`, as if the line ended before `end`; the result's positions are those of tokens."""
        return _compiled(self.written, words).match(line.shape, at, end)

    def fullmatch(self, line: Tokens, words: Vocabulary, at: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Match the whole line, or all tokens from `at` to before `end`."""
        return _compiled(self.written, words).fullmatch(line.shape, at, end)

    def search(self, line: Tokens, words: Vocabulary, at: int = 0) -> re.Match[str] | None:
        """The first match from the token `at` on."""
        return _compiled(self.written, words).search(line.shape, at)

    def finditer(self, line: Tokens, words: Vocabulary) -> Iterator[re.Match[str]]:
        """All matches, from left to right."""
        return _compiled(self.written, words).finditer(line.shape)


def rule(pattern: str, **parts: str) -> Rule:
    """A rule; parts may hold parts that are named before them.

    Raises
    ------
    ValueError: a class or a part is unknown.

    >>> from clipparse.lexicon import Lexicon
    >>> from clipparse.tokens import tokens, vocabulary
    >>> words = vocabulary(Lexicon.default())
    >>> by = rule("<opener> (?P<names>{name} (?:<join> {name})*)$", name="<cap -never> (?:<initial>|<cap>){1,3}")
    >>> line = tokens("By Jane Q. Doe and Kim Roe", words)
    >>> line.text_of(*by.match(line, words).span("names"))
    'Jane Q. Doe and Kim Roe'
    >>> by.match(tokens("By Monday the storm had passed", words), words) is None
    True
    """
    known: dict[str, str] = {}
    for name, part in parts.items():
        known[name] = f"(?:{_filled(part, known)})"
    written = _filled(pattern, known)
    for match in _TOKEN.finditer(_GROUP.sub("(?P ", written)):
        _wanted(match[1])
    return Rule(written)


_PART = lazy.compile(r"\{([a-z_]+)\}")


def _filled(pattern: str, known: dict[str, str]) -> str:
    if unknown := [name for name in _PART.findall(pattern) if name not in known]:
        raise ValueError(f"no part named {', '.join(unknown)} in the rule {pattern!r}")
    return _PART.sub(lambda match: known[match[1]], pattern)


def _wanted(said: str) -> list[tuple[int, int]]:
    """Of each way in which a token may fit, the classes that it has all of and those of which it has none."""
    ways = []
    for way in said.split("|"):
        wanted = unwanted = 0
        for name in way.split():
            bare = name.removeprefix("-")
            if bare not in CLASSES:
                raise ValueError(f"no class of words named {bare!r}; there are: {', '.join(CLASSES)}")
            if bare == name:
                wanted |= CLASSES[bare]
            else:
                unwanted |= CLASSES[bare]
        ways.append((wanted, unwanted))
    return ways


@lru_cache(maxsize=1 << 10)
def _compiled(written: str, words: Vocabulary) -> re.Pattern[str]:
    pieces = re.split(r"(\(\?P<\w+>)", written)
    return re.compile("".join(one if one.startswith("(?P<") else _in_letters(one, words) for one in pieces))


def _in_letters(written: str, words: Vocabulary) -> str:
    return _TOKEN.sub(lambda match: _class_of(match[1], words), "".join(_spaced(written)))


def _spaced(written: str) -> Iterator[str]:
    """The pattern without its blanks, which mean nothing outside `<...>`."""
    for piece in re.split(r"(<[^<>]*>)", written):
        yield piece if piece.startswith("<") else "".join(piece.split())


@lru_cache(maxsize=1 << 10)
def _class_of(said: str, words: Vocabulary) -> str:
    """A character class of the letters whose classes fit."""
    fitting: set[str] = set()
    for wanted, unwanted in _wanted(said):
        fitting.update(words.letters_with(wanted, unwanted))
    return f"[{''.join(_ranges(fitting))}]" if fitting else r"(?!)"


def _ranges(letters: Set[str]) -> Iterator[str]:
    """Letters that follow each other as `a-z`: a class is read as many times as a rule names it.

    >>> "".join(_ranges(set("abcdfxy")))
    'a-dfx-y'
    """
    codes = set(map(ord, letters))
    firsts, lasts = (sorted(code for code in codes if code + step not in codes) for step in (-1, 1))
    for first, last in zip(firsts, lasts, strict=True):
        yield chr(first) if first == last else f"{chr(first)}-{chr(last)}"
