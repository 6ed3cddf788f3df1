"""The text of a page that came as bytes."""

from __future__ import annotations

import codecs
import re

from clipparse import lazy
from clipparse.extras import need

# Names that pages use, and what browsers take them for.
_TAKEN_FOR = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
}
_DECLARED = lazy.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_OF_PAGES = lazy.compile(
    r"utf-?8|ascii|us-ascii|latin-?1|(?:windows-|cp)\d+|iso[-_]?8859[-_]\d+|koi8[-_][ru]|gb\w+|big5\w*|euc[-_]\w+"
    r"|shift[-_]jis|iso-2022-jp|mac\w+|x-mac-\w+|tis-?620|ks_c_5601-1987",
    re.IGNORECASE,
)
_MARKS_OF_UTF = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_TAG = lazy.compile(rb"<[^<>]*>")
_GUESSED_FROM = 100_000  # bytes of text


def decoded(data: bytes) -> str:
    """A page's text, by its byte order mark, what it declares, or what its letters look like.

    What reads as UTF-8 is UTF-8, whatever the page declares: no other text does by chance.

    >>> page = '<meta charset="koi8-r"><p>Буря закрыла школы'
    >>> decoded(page.encode("koi8-r")) == decoded(page.encode("utf-8")) == page
    True
    """
    for mark, encoding in _MARKS_OF_UTF:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if (zeros := data[:400].count(0)) * 3 > len(data[:400]):
        even = data[:400:2].count(0)
        return data.decode("utf-16-be" if even * 2 > zeros else "utf-16-le", "replace")
    declared = _declared(data)
    if declared and declared.startswith("iso2022"):  # all of it is ASCII
        return data.decode(declared, "replace")
    for likely in ("utf-8", declared or "utf-8"):
        try:
            return data.decode(likely)
        except UnicodeDecodeError:
            continue
    if _is_hurt_utf8(data):
        return data.decode("utf-8", "replace")
    return data.decode(declared if declared not in (None, "utf-8") else _guessed(data), "replace")


def _declared(data: bytes) -> str | None:
    for found in _DECLARED.finditer(data[:8192]):
        name = found[1].decode("ascii")
        if not _OF_PAGES.fullmatch(name):
            continue
        try:
            known = codecs.lookup(name.lower().removeprefix("x-").replace("ks_c_5601-1987", "cp949")).name
        except LookupError:
            continue
        return _TAKEN_FOR.get(known, known)
    return None


def _guessed(data: bytes) -> str:
    """Of text in one byte a letter; ASCII with some marks is Windows-1252."""
    text = _TAG.sub(b" ", data)[:_GUESSED_FROM]
    if sum(byte > 127 for byte in text) * 20 < len(text):
        return "cp1252"
    best = need("charset_normalizer", "html").from_bytes(text).best()
    return str(best.encoding) if best else "cp1252"


def _is_hurt_utf8(text: bytes) -> bool:
    """UTF-8 with a byte lost here and there: most letters beyond ASCII are whole."""
    read = text.decode("utf-8", "replace")
    return read.count("\N{REPLACEMENT CHARACTER}") * 2 <= sum(char > "\x7f" for char in read)
