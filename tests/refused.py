"""Calls that mypy refuses: over all files it complains of an `ignore` for which it sees no need.

`pytest --deep` asks it for each by itself (`test_typing.py`).
"""

from __future__ import annotations

import datetime as dt

import clipparse


def calls() -> None:
    """A misspelt name, and a day that is text; never called."""
    clipparse.parse(
        "", posted=dt.date(2014, 3, 15), day_first=True, languages=("en",), kind="mail", url="u", max_chars=9
    )
    clipparse.parse_html("", "u", posted=dt.date(2014, 3, 15))
    clipparse.parse("", day_frist=True)  # type: ignore[call-arg]
    clipparse.parse("", posted="2014")  # type: ignore[arg-type]
    clipparse.parse_html("", posted="2014")  # type: ignore[arg-type]
