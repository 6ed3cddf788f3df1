"""Damage done by copying and scraping, mended where a copy editor would bet on it.

`MENDERS` is the table of contents. Each mender names the damage, says in `hint` what must be in the text for it to
look at all (so that clean text costs next to nothing), and gives changes: where, and what should stand there. Names,
numbers, links, dialect and other languages are left alone; so is what is not sure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from clipparse.damage import characters, glued, spaces
from clipparse.damage.doubled import doubled_words, has_doubled
from clipparse.damage.mails import quoted_printable
from clipparse.damage.passage import Change, Mender, Passage
from clipparse.edit import Edit, Finding, Reading, heads
from clipparse.lexicon import Lexicon
from clipparse.model import Clipping


def typos(raw: str, clippings: tuple[Clipping, ...], lexicon: Lexicon) -> Iterator[Finding]:
    """What should stand in place of damaged words, in every paragraph."""
    for position, clipping in enumerate(clippings):
        english = _is_english(clipping)
        for paragraph in (*(one for _, one in heads(raw, clipping)), *clipping.paragraphs):
            if not paragraph.spans:
                continue
            reading = Reading.of(raw, paragraph.spans)
            passage = Passage(reading.text, english, lexicon, partial(_raw_gap, raw, reading))
            for kind, (start, end, instead) in damage(passage):
                yield position, Edit(reading.span(start, end), instead, kind)


def _raw_gap(raw: str, reading: Reading, place: int) -> str:
    return reading.span(place, place + 1).of(raw)


def damage(passage: Passage) -> Iterator[tuple[str, Change]]:
    """Each change to a passage and the kind of damage that it mends.

    >>> list(damage(Passage("Seven minor injuryinjuries &amp; a a fire", True, Lexicon.default())))
    [('entity', (27, 32, '&')), ('glued revision', (12, 26, 'injuries')), ('doubled word', (34, 36, ''))]
    """
    for mender in MENDERS:
        if (passage.english or not mender.english) and mender.hint(passage):
            for change in mender.changes(passage):
                yield mender.kind, change


_ENGLISH = frozenset(("the", "of", "and", "to", "that", "with", "from", "which", "has", "are", "for", "by", "said"))


def _is_english(clipping: Clipping) -> bool:
    """Is the clipping in English, by what it says of itself or by the commonest words of its beginning?"""
    if clipping.language:
        return clipping.language.partition("-")[0] == "en"
    return len(_ENGLISH.intersection(clipping.text[:3000].casefold().split())) > 1


def _holds(*pieces: str) -> Callable[[Passage], object]:
    """One of these; most of them are looked for in every paragraph."""
    if len(pieces) == 1:
        return lambda passage: pieces[0] in passage.text
    sought = re.compile("|".join(map(re.escape, pieces)))
    return lambda passage: sought.search(passage.text)


def _shows(pattern: re.Pattern[str]) -> Callable[[Passage], object]:
    """In one word: only those words are searched in which there could be damage."""
    return lambda passage: passage.odd and pattern.search(passage.odd)


def _shows_beyond_ascii(pattern: re.Pattern[str]) -> Callable[[Passage], object]:
    return lambda passage: not passage.text.isascii() and pattern.search(passage.text)


MENDERS: tuple[Mender, ...] = (
    Mender("mojibake", _shows_beyond_ascii(characters.MOJIBAKE), characters.mojibake),
    Mender("entity", _holds("&", "nbsp;"), characters.entities),
    Mender("soft hyphen", _holds("\xad"), characters.soft_hyphens),
    Mender("soft hyphen", _holds("¬"), characters.hard_hyphens, english=True),
    Mender("zero-width character", _shows_beyond_ascii(characters.ZERO_WIDTH), characters.zero_width),
    Mender("windows letter", _shows_beyond_ascii(characters.C1), characters.windows_letters),
    Mender("quoted-printable", _holds("="), quoted_printable),
    Mender("mac letter", _holds(*characters.MAC_MARKS), characters.mac_marks, english=True),
    Mender("lost apostrophe", _holds("?", "Õ", "¿", characters.GAP), glued.lost_apostrophes, english=True),
    Mender("lost letter", _holds(characters.GAP), characters.lost_letters, english=True),
    Mender("lost mark", _holds(characters.GAP, ") ?"), characters.lost_marks),
    Mender("drop capital", glued.may_open_broken, glued.lost_drop_capitals, english=True),
    Mender("glued revision", glued.has_glued, glued.glued_revisions, english=True),
    Mender("doubled half", glued.has_half, glued.doubled_halves, english=True),
    Mender("doubled word", has_doubled, doubled_words, english=True),
    Mender("broken word", glued.has_lone_letter, glued.broken_words, english=True),
    Mender("loose hyphen", _holds("- ", "-\n"), glued.loose_hyphens, english=True),
    Mender("lost space", _shows(spaces.SPACE_HINT), spaces.lost_spaces),
    Mender("lost space", _holds("“"), spaces.lost_spaces_before_marks, english=True),
    Mender("lost space", _shows(spaces.COMMA_HINT), spaces.lost_spaces_after_commas, english=True),
    Mender("lost space", _shows(glued.CAMEL_HINT), glued.lost_line_breaks, english=True),
)
