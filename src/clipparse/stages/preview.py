"""A preview: the beginning of a paragraph that stands whole elsewhere on the page, with a mark where it was cut."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from clipparse import lazy
from clipparse.clue import Clue, Sighting
from clipparse.lexicon import Lexicon
from clipparse.page import Page
from clipparse.roles import Role

PREVIEW = partial(Clue, "preview")(Role.BODY, 2.0, "the beginning of another paragraph, cut short")

_CUT = lazy.compile(r"(?:\.{2,}+|…|\[\s?(?:\.{2,}+|…|more)\s?\]|\s[-–—])$")
_FEWEST_WORDS = 6
_MOST_ALIKE = 6  # lines with the same opening that are compared


def observe(page: Page, lexicon: Lexicon) -> Iterator[Sighting]:
    """Say which lines break off and stand whole elsewhere; tidying will drop them.

    >>> whole = "Schools on the coast stayed shut after a storm tore off two roofs."
    >>> page = Page.of(f"Storm closes schools\\n\\nSchools on the coast stayed shut after a...\\n\\n{whole}")
    >>> [(index, clue.role.value) for index, clue in observe(page, Lexicon.default())]
    [(1, 'body')]
    """
    openings: dict[tuple[str, ...], list[str]] = {}
    for line in page.lines:
        if opening := _opening(line.content):
            openings.setdefault(opening, []).append(line.content)
    for line in page.lines:
        if cut := _CUT.search(line.content, max(0, len(line.content) - 20)):
            said = line.content[: cut.start()].rstrip()
            alike = openings.get(_opening(line.content), [])[:_MOST_ALIKE]
            if any(len(one) > len(line.content) and one.startswith(said) for one in alike):
                yield line.index, PREVIEW


def _opening(text: str) -> tuple[str, ...]:
    """The first words; none where the line has no more than those."""
    words = text[:400].split(None, _FEWEST_WORDS)
    return tuple(words[:_FEWEST_WORDS]) if len(words) > _FEWEST_WORDS else ()
