"""How a value shows itself in a console, and in the message of a failed test: whole if it is short, else in outline."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sized
from enum import Enum
from typing import Any

import attrs

from clipparse import lazy

# Characters that would move the cursor, turn the writing direction or break the encoder of a terminal.
_UNPRINTABLE = lazy.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
LONGEST = 200  # letters of a `repr`
_BEGINNING = 60  # letters of a text in it
_BEGINNING_OF_MANY = 24  # where there is no room
_ITEMS = 5  # of a tuple


def brief(value: Any) -> str:
    """The `__repr__` of an attrs class: at most `LONGEST` letters.

    Where all attributes with their values are longer, texts are cut, tuples are counted, and what is not set is left
    out; what is too long even so ends in `…`.

    >>> @attrs.frozen
    ... class Pair:
    ...     name: str
    ...     places: tuple[int, ...] = ()
    ...     __repr__ = brief
    >>> Pair("Ann", (1, 2)), Pair("Ann " * 99, tuple(range(99)))  # doctest: +ELLIPSIS
    (Pair(name='Ann', places=(1, 2)), Pair(name='Ann Ann ...…', places=<99>))
    """
    name = type(value).__name__
    whole = f"{name}({', '.join(_attributes(value))})"
    if len(whole) <= LONGEST:
        return whole
    outline = f"{name}({', '.join(_attributes(value, outline=True))}"
    return f"{outline})" if len(outline) < LONGEST else f"{outline[: LONGEST - 2]}…)"


def beginning(text: str) -> str:
    """The beginning of a text, as it is written in a program."""
    return repr(text if len(text) <= _BEGINNING else text[:_BEGINNING] + "…")


def how_many(values: Sized) -> str:
    """How many there are."""
    return f"<{len(values)}>" if len(values) else "()"


def _attributes(value: Any, *, outline: bool = False) -> Iterator[str]:
    for field in attrs.fields(type(value)):
        held = getattr(value, field.name)
        if field.repr and not (outline and (held is None or held is False or held == ())):
            shown = _outlined(held) if outline else field.repr(held) if callable(field.repr) else _shown(held)
            yield f"{field.name.removeprefix('_')}={shown}"


def _shown(held: Any) -> str:
    if type(held) is str:
        return beginning(held)
    return how_many(held) if isinstance(held, tuple) and len(held) > _ITEMS else repr(held)


def _outlined(held: Any) -> str:
    if type(held) is str:
        return repr(held if len(held) <= _BEGINNING_OF_MANY else held[:_BEGINNING_OF_MANY] + "…")
    if isinstance(held, tuple):
        return how_many(held)
    if isinstance(held, dt.date):
        return held.isoformat()
    shown = str(held) if isinstance(held, Enum) else repr(held)
    return f"{type(held).__name__}(…)" if attrs.has(type(held)) and len(shown) > _BEGINNING_OF_MANY else shown


def printable(text: str, width: int | None = None) -> str:
    """`text` on one line, harmless to a terminal, and cut to `width` characters.

    >>> printable("The  quick\\n brown\\x1b[31m fox", 12)
    'The quick b…'
    """
    # a long line is cut before it is cleaned: a megabyte of text need not be read for seventy characters
    piece = text if width is None else text[: width * 20]
    cleaned = " ".join(_UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", " ".join(piece.split())).split())
    return cleaned if width is None or len(cleaned) <= width else cleaned[: width - 1].rstrip() + "…"
