"""Mails that were never decoded: `=E2=80=99`, lines broken by `=`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clipparse import lazy
from clipparse.damage.passage import Change, Passage, in_link

_ENCODED = lazy.compile(r"(?:=[0-9A-F]{2})+(?:=\n(?:=[0-9A-F]{2})+)*")
# Not the end of a ruled line (`=====`, `=-=-=`).
_SOFT_BREAK = lazy.compile(r"(?:(?<=[^\n]{60})(?<=[\w ,.;:)(\"“”’])|(?<==20))=\n(?=\S)")


def quoted_printable(passage: Passage) -> Iterator[Change]:
    """`=E2=80=99`, `=20` at the end of a line, and a line broken by `=`."""
    text = passage.text
    sure = any(len(found[0]) > 3 and _code(found)[0] >= 0x80 for found in _ENCODED.finditer(text))
    for found in _ENCODED.finditer(text):
        code = _code(found)
        letters, behind = _decoded(code), text[max(0, found.start() - 1) : found.start()]
        if in_link(text, found.start()):
            continue
        if code.isspace():
            if text[found.end() : found.end() + 1] in ("", "\n") or text.startswith("=\n", found.end()):
                yield found.start(), found.end(), " "
        elif letters and (sure or found[0] == "=3D" or (code[0] >= 0x80 and (len(code) > 1 or behind.isalpha()))):
            yield found.start(), found.end(), letters
    for found in _SOFT_BREAK.finditer(text):
        indented = passage.gap(found.end() - 1).rpartition("\n")[2]
        yield found.start(), found.end(), " " if indented and not text[found.start() - 1].isspace() else ""


def _code(found: re.Match[str]) -> bytes:
    return bytes.fromhex(found[0].replace("=", ""))  # which takes a line feed for a space


def _decoded(code: bytes) -> str:
    for encoding in ("utf-8", "cp1252"):
        try:
            letters = code.decode(encoding).replace("\xa0", " ")
        except UnicodeDecodeError:
            continue
        return letters if letters.isprintable() else ""
    return ""
