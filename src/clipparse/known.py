"""What the caller knows already, or wishes, and what is said to one who says it wrongly."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any, TypedDict

import attrs

from clipparse.brief import brief
from clipparse.roles import Kind


def _a_day(value: Any) -> Any:
    """A time of day tells nothing of the days around it."""
    return value.date() if isinstance(value, dt.datetime) else value


def _codes(value: Any) -> Any:
    """A list of codes will do as well as a tuple of them, which can be hashed."""
    return tuple(value) if isinstance(value, (list, set, frozenset)) else value


def _kind(value: Any) -> Any:
    if value is None or not isinstance(value, str):
        return value
    try:
        return Kind(value)
    except ValueError:
        raise ValueError(f"no kind {value!r}; there are: {', '.join(Kind)}") from None


def checked_day(value: object, name: str = "posted") -> None:
    """Refuse what is no day, and say what to do.

    >>> checked_day("2014-03-15")
    Traceback (most recent call last):
    ...
    TypeError: 'posted' is a datetime.date, not str: convert it first, as by date.fromisoformat('2014-03-15')
    """
    if value is not None and not isinstance(value, dt.date):
        how = f": convert it first, as by date.fromisoformat({value[:40]!r})" if isinstance(value, str) else ""
        how = f": say which day of it, as in date({value}, 3, 15)" if type(value) is int else how
        raise TypeError(f"{name!r} is a datetime.date, not {type(value).__name__}{how}")


def checked_text(value: object, function: str, what: str = "the line") -> None:
    """Refuse what is no text, and say what to do.

    >>> checked_text(b"By Ann Lee", "read_byline")
    Traceback (most recent call last):
    ...
    TypeError: read_byline() takes a str, not bytes: decode them first, e.g. data.decode('utf-8')
    """
    if isinstance(value, str):
        return
    how = ""
    if isinstance(value, (bytes, bytearray)):
        raise TypeError(f"{function}() takes a str, not bytes: decode them first, e.g. data.decode('utf-8')")
    if isinstance(value, PurePath):
        how = ": read the file first, e.g. path.read_text(encoding='utf-8')"
    elif hasattr(value, "read"):
        how = ": read it first, with its .read()"
    raise TypeError(f"{function}() takes {what} as a str, not {type(value).__name__}{how}")


def _is_day(_: Any, field: Any, value: Any) -> None:
    checked_day(value, field.name)


def _is_codes(_: Any, field: Any, value: Any) -> None:
    if isinstance(value, str):
        raise TypeError(f"{field.name!r} is a tuple of codes, not one str: write ({value!r},)")
    if value is not None and not (isinstance(value, tuple) and all(isinstance(code, str) for code in value)):
        raise TypeError(f"{field.name!r} is a tuple of codes such as ('en', 'de'), not {value!r:.60}")


_NAMES = {bool: "True, False or None", int: "a whole number", Kind: "a Kind, or the name of one"}


def _is(kind: type) -> Any:
    """A flag is no number, although Python counts it as one."""

    def check(_: Any, field: Any, value: Any) -> None:
        if value is not None and not (isinstance(value, kind) and isinstance(value, bool) == (kind is bool)):
            what = _NAMES.get(kind, f"a {kind.__name__}")
            raise TypeError(f"{field.name!r} is {what}, not {type(value).__name__}")

    return check


@attrs.frozen(slots=True)
class Options:
    """What the caller knows already, or wishes.

    Parameters
    ----------
    posted: the date of the post, when the text itself does not state it; it also dates `13 March` without a year.
    url: where the post was found; nothing is read from it yet.
    day_first: how to read 03/04/2014 when nothing else in the post tells; None leaves such a date unread.
    languages: BCP 47 codes to consider (`("en", "de")`); None means all that the library knows.
    max_chars: a longer text is refused with a ValueError; None means no limit.
    kind: what kind of post it is (`Kind.MAIL` or `"mail"`); None leaves it to the text.

    Raises
    ------
    TypeError: a value is of another type; the message says what was meant. ValueError: there is no such kind.

    >>> Options(languages="en")
    Traceback (most recent call last):
    ...
    TypeError: 'languages' is a tuple of codes, not one str: write ('en',)
    """

    posted: dt.date | None = attrs.field(default=None, converter=_a_day, validator=_is_day)
    url: str | None = attrs.field(default=None, validator=_is(str))
    day_first: bool | None = attrs.field(default=None, validator=_is(bool))
    languages: tuple[str, ...] | None = attrs.field(default=None, converter=_codes, validator=_is_codes)
    max_chars: int | None = attrs.field(default=None, validator=_is(int))
    kind: Kind | None = attrs.field(default=None, converter=_kind, validator=_is(Kind))

    __repr__ = brief


class KnownOfPage(TypedDict, total=False):
    """What may be known of a page before it is read: as the fields of `Options`, but for its address."""

    posted: dt.date | None
    day_first: bool | None
    languages: Sequence[str] | None
    max_chars: int | None
    kind: Kind | str | None


class Known(KnownOfPage, total=False):
    """What may be known of a post before it is read: any field of `Options`, for type checkers and editors."""

    url: str | None


def options_with(function: str, known: Mapping[str, Any], base: Options | None = None) -> Options:
    """The options that a caller's words make; of a wrong word, what it may have been meant to be.

    >>> options_with("parse", {"day_frist": True})
    Traceback (most recent call last):
    ...
    TypeError: parse() knows no 'day_frist'; did you mean 'day_first'?
    """
    names = [field.name for field in attrs.fields(Options)]
    for name in known:
        if name not in names:
            near = difflib.get_close_matches(name, names, 1)
            meant = f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(names)}"
            raise TypeError(f"{function}() knows no {name!r}; {meant}")
    return attrs.evolve(base or Options(), **known)
