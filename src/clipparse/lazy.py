"""Patterns that are compiled when they are first asked.

There are some 450, and to compile them takes longer than all else that happens when the library is imported; a post
needs half of them, and `clipparse --help` none.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


class _Lazy:
    """In the place of a compiled pattern. What it was asked for once it has at hand, as fast as the pattern itself."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self.pattern = source
        self._flags = flags
        self._compiled: re.Pattern[Any] | None = None

    def __getattr__(self, name: str) -> Any:  # `search`, `match`, ..., at the first time
        if self._compiled is None:
            self._compiled = re.compile(self.pattern, self._flags)
        value = getattr(self._compiled, name)
        setattr(self, name, value)
        return value

    def __repr__(self) -> str:
        return f"lazy.compile({self.pattern!r}, {self._flags})"

    def __reduce__(self) -> tuple[Any, ...]:
        return compile, (self.pattern, self._flags)


def compile(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` gives, but not before it is used.

    >>> year = compile(r"\\b[12]\\d{3}\\b")
    >>> year.search("in March 2014")[0], year.pattern
    ('2014', '\\\\b[12]\\\\d{3}\\\\b')
    """
    return cast("re.Pattern[AnyStr]", _Lazy(source, flags))
