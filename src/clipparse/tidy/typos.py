"""Damage."""
from __future__ import annotations

from collections.abc import Iterator

from clipparse.edit import Finding
from clipparse.lexicon import Lexicon
from clipparse.model import Clipping


def typos(raw: str, clippings: tuple[Clipping, ...], lexicon: Lexicon) -> Iterator[Finding]:
    yield from ()
