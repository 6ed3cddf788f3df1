"""A post together with what is known of it: its text or its page, its day, its address, any field of `Options`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from contextlib import suppress
from email.utils import parsedate_to_datetime
from typing import Any

import attrs

from clipparse.facts.dates import day_of
from clipparse.known import Options
from clipparse.model import Post
from clipparse.pipeline import Pipeline, parse_html
from clipparse.readers import read_date

_CONTENT = ("text", "html")
_KNOWN = tuple(field.name for field in attrs.fields(Options))
# Seconds since 1970 have ten digits from 2001 to 2286; milliseconds have thirteen.
_SECONDS, _MILLISECONDS = range(10**9, 10**10), range(10**12, 10**13)


def read(record: str | Mapping[str, Any], pipeline: Pipeline) -> Post:
    """The post of a record, or of a bare text.

    Parameters
    ----------
    record: a text, or a mapping with `text` or `html` and any field of `Options`; fields that are None say nothing.
    pipeline: the parser; what the record says counts before its options.

    Returns
    -------
    Post: what `parse(text, **known)` or `parse_html(html, **known)` gives.

    Raises
    ------
    TypeError: it has neither text nor page, or both, or a field that is none; or a value is of another type.
    ValueError: the text or page cannot be read. ModuleNotFoundError: it is a page, and the extra `html` is missing.

    >>> text = "Storm closes schools\\nBy Ann Lee\\n12 March\\n\\nSchools stayed shut on Monday, officials said."
    >>> read({"text": text, "posted": dt.date(2014, 3, 15)}, Pipeline.default())[0].published
    datetime.date(2014, 3, 12)
    >>> read({"text": text, "postd": "2014"}, Pipeline.default())
    Traceback (most recent call last):
    ...
    TypeError: a record has no field 'postd'; there are: text, html, posted, url, day_first, languages, max_chars, kind
    """
    if not isinstance(record, Mapping):
        return pipeline.parse(record)
    known = {name: value for name, value in record.items() if value is not None and name not in _CONTENT}
    _check(record, known)
    if record.get("html") is None:
        return attrs.evolve(pipeline, options=attrs.evolve(pipeline.options, **known)).parse(record["text"])
    return parse_html(record["html"], known.pop("url", None), pipeline=pipeline, **known)


def _check(record: Mapping[str, Any], known: Mapping[str, Any]) -> None:
    for name in known:
        if name not in _KNOWN:
            raise TypeError(f"a record has no field {name!r}; there are: {', '.join((*_CONTENT, *_KNOWN))}")
    given = [name for name in _CONTENT if record.get(name) is not None]
    if len(given) != 1:
        raise TypeError(f"a record needs a 'text' or an 'html', and has {'both' if given else 'neither'}")


def day(value: Any) -> dt.date | None:
    """The day that a cell of a table means; None where it is empty.

    Parameters
    ----------
    value: a date or time; as text in ISO 8601, as a mail or feed has it, or in words; or seconds since 1970.

    Returns
    -------
    date: as stated, in the zone in which it is stated.

    Raises
    ------
    ValueError: it means no day, or one of several.

    >>> [str(day(value)) for value in ("2014-03-15T23:30:00+01:00", "Sat, 15 Mar 2014 23:30:00 GMT", 1394841600, "")]
    ['2014-03-15', '2014-03-15', '2014-03-15', 'None']
    >>> str(day("Saturday, 15 March 2014"))
    '2014-03-15'
    >>> day("03/04/2014")
    Traceback (most recent call last):
    ...
    ValueError: '03/04/2014' is no day like 2014-03-15
    """
    if value is None or (isinstance(value, str) and not value.strip()) or value != value:  # NaN: a frame's empty cell
        return None
    if isinstance(value, dt.date):
        return day_of(value)
    written = str(value).strip()
    if (number := _number(written)) is not None:
        seconds = number / 1000 if int(number) in _MILLISECONDS else number
        return dt.datetime.fromtimestamp(seconds, dt.UTC).date()
    with suppress(ValueError):
        return dt.datetime.fromisoformat(written).date()
    with suppress(ValueError, TypeError):
        return parsedate_to_datetime(written).date()
    if (mention := read_date(written)) is not None and mention.date:
        return mention.date
    raise ValueError(f"{written[:60]!r} is no day like 2014-03-15")


def _number(written: str) -> float | None:
    """A count of seconds or milliseconds, None where it is none."""
    try:
        number = float(written)
        return number if int(number) in _SECONDS or int(number) in _MILLISECONDS else None
    except (OverflowError, ValueError):
        return None
