"""Frozen classes to plain data and back, driven by their type hints: no field is named here twice, or at all.

Dates become ISO strings, enums their values, tuples lists, mappings dicts. A class whose fields are all numbers, such
as `Span(3, 8)`, becomes the bare list `[3, 8]`: there are too many of them to repeat the names. What a class needs is
worked out once; after that each value costs a few calls.
"""

from __future__ import annotations

import datetime as dt
import json
import types
from collections.abc import Callable, Mapping
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import attrs

from clipparse import lazy

T = TypeVar("T")
# The metadata of a field that came after the first release: what was stored before is read without it.
ADDED = {"added": True}
Converter = Callable[[Any], Any]

# A high half is always escaped, a low half only when it stands alone: escaped side by side they would be read back as
# one character, and every offset behind them would be wrong.
_SURROGATE = lazy.compile("[\ud800-\udbff]|(?<![\ud800-\udbff])[\udc00-\udfff]")


class Mismatch(ValueError):
    """Plain data that is not what the class expects; says where."""

    def __init__(self, problem: str, where: str = "") -> None:
        super().__init__(problem, where)
        self.problem = problem
        self.where = where

    def within(self, place: str) -> Mismatch:
        """The same, seen from one level further out."""
        joint = "." if self.where and not self.where.startswith("[") else ""
        return Mismatch(self.problem, f"{place}{joint}{self.where}")

    def __str__(self) -> str:
        return f"{self.where}: {self.problem}" if self.where else self.problem


def to_plain(value: Any) -> Any:
    """A frozen attrs object as dicts, lists, strings and numbers.

    >>> from clipparse.model import Quote
    >>> from clipparse.page import Span
    >>> to_plain(Quote("No.", "Lavrov", None, Span(10, 15)))
    {'text': 'No.', 'speaker': 'Lavrov', 'cue': None, 'span': [10, 15]}
    """
    kind: Any = type(value)
    encode = _encoder(kind)
    return encode(value) if encode else value


def from_plain(cls: type[T], data: Any) -> T:
    """The object of class `cls` that `to_plain` made `data` from.

    Raises
    ------
    ValueError: a key is missing or unknown, or a value is of another kind; the message says where.

    >>> from clipparse.model import Quote
    >>> from_plain(Quote, {"text": "No.", "speaker": "Lavrov", "cue": None, "span": [10, 15]})
    Quote(text='No.', speaker='Lavrov', cue=None, span=Span(start=10, end=15))
    >>> from_plain(Quote, {"text": "No.", "speaker": "Lavrov", "cue": None, "span": [10, "x"]})
    Traceback (most recent call last):
    ...
    clipparse.serialise.Mismatch: span[1]: expected a whole number, got 'x'
    """
    hint: Any = cls
    made: T = _decoder(hint)(data)
    return made


def dumps(plain: Any, indent: int | None = None, *, compact: bool = False) -> str:
    """Plain data as JSON that can be written as UTF-8, with letters of all languages as they are; `compact` for files.

    A lone half of a surrogate pair, which UTF-8 cannot hold, is escaped. (Two halves side by side that were never
    joined have no form in JSON that differs from the character they make. The second stays as it is: so they are read
    back exactly from memory, and refused loudly, not changed quietly, when written as UTF-8.)

    >>> print(dumps({"text": "Zoë \\ud800"}))
    {"text": "Zoë \\ud800"}
    """
    separators = (",", ":") if compact else None
    text = json.dumps(plain, ensure_ascii=False, allow_nan=False, indent=indent, separators=separators)
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", text)
    return text


# --- to plain data: None as converter means "as it is"


@cache
def _encoder(hint: Any) -> Converter | None:
    if hint in (str, int, float, bool, type(None)):
        return None
    if hint in (dt.date, dt.datetime):
        return _isoformat
    if get_origin(hint) is tuple:
        return _encode_items(_encoder(_item_hint(hint)))
    if _is_union(hint):
        return _encode_optional(_encoder(_present_hint(hint)))
    if issubclass(hint, Enum):
        return _enum_value
    if issubclass(hint, Mapping):
        return _encode_values(_encoder(_value_hint(hint)))
    if attrs.has(hint):
        return _encode_numbers(hint) if _all_numbers(hint) else _encode_fields(hint)
    raise TypeError(f"no plain form for {hint!r}")


def _isoformat(day: dt.date) -> str:
    return day.isoformat()


def _enum_value(member: Enum) -> Any:
    return member.value


def _encode_items(encode: Converter | None) -> Converter:
    if encode is None:
        return list
    return lambda items: [encode(item) for item in items]


def _encode_values(encode: Converter | None) -> Converter:
    if encode is None:
        return dict
    return lambda mapping: {key: encode(value) for key, value in mapping.items()}


def _encode_optional(encode: Converter | None) -> Converter | None:
    if encode is None:
        return None
    return lambda value: None if value is None else encode(value)


def _encode_numbers(cls: type) -> Converter:
    names = tuple(_hints(cls))
    return lambda value: [getattr(value, name) for name in names]


def _encode_fields(cls: type) -> Converter:
    fields = tuple((name, _encoder(hint)) for name, hint in _hints(cls).items())

    def encode(value: Any) -> dict[str, Any]:
        return {
            name: getattr(value, name) if convert is None else convert(getattr(value, name)) for name, convert in fields
        }

    return encode


# --- and back


@cache
def _decoder(hint: Any) -> Converter:
    if hint in _KINDS:
        return _decode_kind(hint)
    if hint is float:
        return _decode_float
    if hint in (dt.date, dt.datetime):
        return _decode_day(hint)
    if get_origin(hint) is tuple:
        return _decode_items(_decoder(_item_hint(hint)))
    if _is_union(hint):
        return _decode_optional(_decoder(_present_hint(hint)))
    if issubclass(hint, Enum):
        return _decode_enum(hint)
    if issubclass(hint, Mapping):
        return _decode_values(hint, _decoder(_value_hint(hint)))
    if attrs.has(hint):
        return _decode_numbers(hint) if _all_numbers(hint) else _decode_fields(hint)
    raise TypeError(f"no plain form for {hint!r}")


_KINDS = {str: "a string", int: "a whole number", bool: "true or false"}


def _decode_kind(kind: type) -> Converter:
    def decode(data: Any) -> Any:
        if type(data) is not kind:  # and not isinstance: True is no number here
            raise Mismatch(f"expected {_KINDS[kind]}, got {_shown(data)}")
        return data

    return decode


def _decode_float(data: Any) -> float:
    if type(data) not in (float, int):
        raise Mismatch(f"expected a number, got {_shown(data)}")
    return float(data)


def _decode_day(kind: type[dt.date]) -> Converter:
    wanted = "a date and time" if kind is dt.datetime else "a date"

    def decode(data: Any) -> dt.date:
        try:
            return kind.fromisoformat(data)
        except (TypeError, ValueError):
            raise Mismatch(f"expected {wanted} as an ISO 8601 string, got {_shown(data)}") from None

    return decode


def _decode_enum(enum: type[Enum]) -> Converter:
    members = {member.value: member for member in enum}

    def decode(data: Any) -> Enum:
        try:
            return members[data]
        except (KeyError, TypeError):
            wanted = ", ".join(map(str, members))
            raise Mismatch(f"{_shown(data)} is no {enum.__name__.lower()}; expected one of {wanted}") from None

    return decode


def _decode_optional(decode: Converter) -> Converter:
    return lambda data: None if data is None else decode(data)


def _decode_items(decode: Converter) -> Converter:
    def decode_all(data: Any) -> tuple[Any, ...]:
        items: list[Any] = []
        for item in _a_list(data):
            try:
                items.append(decode(item))
            except Mismatch as mismatch:
                raise mismatch.within(f"[{len(items)}]") from None
        return tuple(items)

    return decode_all


def _decode_values(cls: type, decode: Converter) -> Converter:
    def decode_all(data: Any) -> Any:
        values: dict[str, Any] = {}
        for key, value in _a_dict(data).items():
            try:
                values[_TEXT(key)] = decode(value)
            except Mismatch as mismatch:
                raise mismatch.within(str(key)) from None
        return cls(values)

    return decode_all


def _decode_numbers(cls: type) -> Converter:
    decoders = tuple(_decoder(hint) for hint in _hints(cls).values())
    names = ", ".join(_hints(cls))

    def decode(data: Any) -> Any:
        if len(_a_list(data)) != len(decoders):
            raise Mismatch(f"expected [{names}], got {_shown(data)}")
        numbers: list[Any] = []
        for convert, number in zip(decoders, data, strict=True):
            try:
                numbers.append(convert(number))
            except Mismatch as mismatch:
                raise mismatch.within(f"[{len(numbers)}]") from None
        return cls(*numbers)

    return decode


def _decode_fields(cls: type) -> Converter:
    decoders = {name: _decoder(hint) for name, hint in _hints(cls).items()}
    needed = {field.name for field in attrs.fields(cls) if not field.metadata.get("added")}

    def decode(data: Any) -> Any:
        found = _a_dict(data).keys()
        if found != decoders.keys() and not needed <= found <= decoders.keys():
            raise Mismatch(_wrong_keys(found, decoders.keys()))
        values: dict[str, Any] = {}
        name = ""
        try:
            for name, convert in decoders.items():
                if name in found:
                    values[name] = convert(data[name])
        except Mismatch as mismatch:
            raise mismatch.within(name) from None
        return cls(**values)

    return decode


_TEXT = _decode_kind(str)


def _a_list(data: Any) -> list[Any] | tuple[Any, ...]:
    if isinstance(data, (list, tuple)):
        return data
    raise Mismatch(f"expected a list, got {_shown(data)}")


def _a_dict(data: Any) -> Mapping[Any, Any]:
    if isinstance(data, Mapping):
        return data
    raise Mismatch(f"expected a dict, got {_shown(data)}")


def _wrong_keys(found: Any, wanted: Any) -> str:
    missing = [f"missing key {name!r}" for name in wanted if name not in found]
    unknown = [f"unknown key {name!r}" for name in found if name not in wanted]
    return ", ".join(missing + unknown)


def _shown(data: Any) -> str:
    """A value as an error message quotes it."""
    shown = repr(data)
    return shown if len(shown) <= 60 else f"{shown[:56]} ..."


# --- reading type hints


@cache
def _hints(cls: type) -> dict[str, Any]:
    hints = get_type_hints(cls)
    return {field.name: hints[field.name] for field in attrs.fields(cls)}


def _all_numbers(cls: type) -> bool:
    return all(hint in (int, float) for hint in _hints(cls).values())


def _is_union(hint: Any) -> bool:
    return get_origin(hint) in (Union, types.UnionType)


def _present_hint(union: Any) -> Any:
    """`X` of `X | None`; other unions cannot be told apart in plain data."""
    present = [hint for hint in get_args(union) if hint is not type(None)]
    if len(present) != 1 or len(get_args(union)) != 2:
        raise TypeError(f"no plain form for {union!r}")
    return present[0]


def _item_hint(items: Any) -> Any:
    item, *rest = get_args(items)
    if rest != [...]:
        raise TypeError(f"no plain form for {items!r}")
    return item


def _value_hint(mapping: type) -> Any:
    """`V` of a class that says `Mapping[str, V]` among its bases."""
    for base in getattr(mapping, "__orig_bases__", ()):
        if get_args(base):
            return get_args(base)[1]
    raise TypeError(f"no plain form for {mapping!r}")
