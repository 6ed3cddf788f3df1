"""What stands in quotation marks, and is another's, and what stands outside them."""

from __future__ import annotations

from clipparse import lazy

# British papers quote with single marks: ‘I saw it,’ she said; the closing mark is also an apostrophe (the boys’ home)
_SINGLE = lazy.compile(r"[‘’](?:(?<!\w‘)(?<=‘)|(?<=[.,!?]’)(?!\w))")
_DOUBLE = ("“", "”", "„", "«", "»")
_OPENING = ('"', "''", "``", "“", "„", "«", "‘")


def outside(text: str) -> str:
    """The text without what stands between quotation marks; an unclosed quotation runs to the end.

    Its apostrophes are straight ones.

    >>> outside("“I’m here,” she said, “and I’ll stay.” It’s late."), outside("‘No,’ said the boys’ coach, ``no''.")
    ("  she said,   It's late.", "  said the boys' coach,  .")
    """
    if not any(map(text.__contains__, _OPENING)):
        return text.replace("’", "'")
    return " ".join(with_plain_marks(text).split('"')[::2]).replace("’", "'")


def with_plain_marks(text: str) -> str:
    """The text with a straight double mark for every mark that opens or closes a quotation.

    >>> with_plain_marks("«Nein», ‘no’, ``non''")
    '"Nein", "no’, "non"'
    """
    if not text.isascii():
        if "‘" in text or "’" in text:
            text = _SINGLE.sub('"', text)
        for mark in _DOUBLE:
            text = text.replace(mark, '"')
    return text.replace("''", '"').replace("``", '"')
