"""Claims of rights: which words make one, in which years, and what they leave of a line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clipparse import lazy
from clipparse.lexicon import Lexicon

_RIGHTS = lazy.compile(
    r"\bcopyright(?:ed)?\b(?:\s?(?:by|of)\b)?|\bcopr\b\.?|&copy;?|©"
    r"|\(c\)(?=\s?(?:\d{4}|by\b|[A-Z]))|℗|\ball (?:other )?rights reserved\b"
    r"|\balle rechte vorbehalten\b|\btous droits réservés\b|\btodos los derechos reservados\b"
    r"|\b(?:re)?(?:printed|produced|published) (?:here )?(?:with|by) (?:the )?(?:kind )?permission(?: of| from)?\b"
    r"|\bused (?:with|by) permission(?: of| from)?\b",
    re.IGNORECASE,
)
_CLAIM = lazy.compile(
    r"\bcopyright|\bcopr\b|&copy|©|\(c\)\s?(?:\d{4}|by\b)|\brights reserved\b|\brechte vorbehalten\b", re.IGNORECASE
)
# Without one of these no rights are spoken of.
_OF_RIGHTS = ("cop", "©", "(c)", "℗", "reserv", "réserv", "vorbehalten", "permission")
YEARS = lazy.compile(r"(?<![\w.])(?:1[6-9]|20)\d\d(?:\s?[-–,/]\s?(?:(?:1[6-9]|20)\d\d|\d\d))?(?![\w])")


def claims_rights(text: str) -> bool:
    """Does a line claim rights?

    >>> [claims_rights(line) for line in ("(c) 1999 Ann Lee", "All rights reserved", "It is right to copy")]
    [True, True, False]
    """
    low = text.casefold()
    if "cop" in low or "©" in low or "(c)" in low or "reserved" in low or "vorbehalten" in low:
        return _CLAIM.search(text) is not None
    return False


def states_claim(text: str) -> bool:
    """A claim with its year, or in full: more than a word about copyright."""
    return YEARS.search(text) is not None or "rights reserved" in text.casefold()


def rights_in(line: str, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Where rights are spoken of, in the order of the patterns.

    >>> rights_in("Copyright 1999 Ann Lee. All rights reserved.", Lexicon.default())
    [(0, 9), (24, 43)]
    """
    low = line.casefold()
    if not any(map(low.__contains__, _OF_RIGHTS)):
        return []
    found = [match.span() for match in _RIGHTS.finditer(line)]
    return [*found, *_in_other_words(low, lexicon)] if found and len(low) == len(line) else found


def _in_other_words(low: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    for phrase in lexicon.lists["source.rights"]:
        if (at := low.find(phrase)) >= 0:
            yield at, at + len(phrase)
