"""A picture's caption or credit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from clipparse import lazy
from clipparse.clue import Clue, Sighting
from clipparse.gate import gated
from clipparse.lexicon import Lexicon
from clipparse.page import Page
from clipparse.roles import Role

_clue = partial(Clue, "caption")

LABELLED = _clue(Role.CAPTION, 2.0, "labelled as a photo, a picture or a credit")
CREDITED = _clue(Role.CAPTION, 2.0, "ends with a photographer or a picture agency")
PRESENT = _clue(Role.CAPTION, 0.8, "one sentence of what is seen, in the present")

_LABEL = lazy.compile(
    r"[\[(*]*(?:photo(?:graph)?(?:er|s)?|picture|image|pic|illustration|graphic|file photo|caption|credit|cartoon|foto"
    r"|video|map|chart|figure"
    r"|photo credit|image credit|photo courtesy|courtesy)\b\s*(?:[:/|(]|by\b|of\b|courtesy|credit|\d)",
    re.IGNORECASE,
)
_CREDIT = lazy.compile(
    r"(?:getty(?: images)?|afp|reuters|\bap\b|ap photo|associated press|shutterstock|istock|flickr|epa|alamy"
    r"|wikimedia(?: commons)?|unsplash"
    r"|rex features|pa wire|bloomberg|zuma|corbis|file|photo|photograph|contributed|courtesy|handout|screenshot"
    r"|twitter|facebook|via ap)"
    r"[ )\].]*$",
    re.IGNORECASE,
)
# How they all end, and what every credit inside a line holds.
_CREDIT_ENDS = (
    "getty", "images", "afp", "reuters", "ap", "photo", "press", "shutterstock", "istock", "flickr", "epa", "alamy",
    "wikimedia", "commons", "unsplash", "features", "wire", "bloomberg", "zuma", "corbis", "file", "photograph",
    "contributed", "courtesy", "handout", "screenshot", "twitter", "facebook",
)  # fmt: skip
_CREDIT_INSIDE = gated(
    lazy.compile(
        r"[(\[](?:photo|image|picture|credit|ap|afp|reuters|getty|file|courtesy)\b.{0,80}[)\]]|\bphoto(?:graph)?s? "
        r"(?:by|courtesy)|(?:image|photo|picture)"
        r" ?(?:credit|source)?:|\bphoto/|/(?:ap|afp|getty|reuters|epa|pa|bloomberg|the)\b",
        re.IGNORECASE,
    ),
    "photo photos photograph photographs image picture credit ap afp reuters getty file courtesy epa pa bloomberg the",
)
_PHOTOS = frozenset(("photo", "photos", "photograph", "photographs"))
# `Foto: M. Lai`, `The pier (foto M. Lai)`
_WORD_AND_COLON = lazy.compile(r"([^\W\d_]{3,14})\s?[:/]")
_IN_BRACKETS = lazy.compile(r"[(\[]([^\W\d_]{3,14})\b[^()\[\]]{0,60}[)\]]")
_PRESENT = gated(
    lazy.compile(
        r"^[A-Z][^.]{15,180}\b(?:speaks|walks|stands|sits|holds|poses|arrives|looks|gestures|waves|attends|addresses"
        r"|leaves|works|plays|rides|waits|watches|celebrates|smiles)\b[^.]{0,150}\.?$"
    ),
    "speaks walks stands sits holds poses arrives looks gestures waves attends addresses leaves works plays rides "
    "waits watches celebrates smiles",
)


def observe(page: Page, lexicon: Lexicon) -> Iterator[Sighting]:
    """Say which lines read like captions."""
    for block in page.blocks:
        text = block.text
        if not 4 <= len(text) <= 420:
            continue
        for clue in _clues(text, block.words, lexicon):
            yield block.first, clue


def _clues(text: str, words: frozenset[str], lexicon: Lexicon) -> Iterator[Clue]:
    labels = lexicon.lists["caption.labels"]
    if _LABEL.match(text) or ((first := _WORD_AND_COLON.match(text)) and first[1].casefold() in labels):
        yield LABELLED
    if (
        (len(text) > 8 and _ends_with_credit(text[-40:]))
        or (_may_hold_credit(text, words) and _CREDIT_INSIDE.search(text, words))
        or (("(" in text or "[" in text) and any(word.casefold() in labels for word in _IN_BRACKETS.findall(text)))
    ):
        yield CREDITED
    if _PRESENT.match(text, words):
        yield PRESENT


def _may_hold_credit(text: str, words: frozenset[str]) -> bool:
    """A credit stands in brackets, behind a slash or a colon, or `photo` or `photograph` begins it."""
    return "(" in text or "[" in text or "/" in text or ":" in text or not _PHOTOS.isdisjoint(words)


def _ends_with_credit(tail: str) -> bool:
    return tail.rstrip(" )].").casefold().endswith(_CREDIT_ENDS) and _CREDIT.search(tail) is not None
