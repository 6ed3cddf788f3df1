"""Lists and tables within a text: addresses, names, columns of figures. Short lines, and yet no menu."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from clipparse import lazy
from clipparse.clue import Clue, Sighting
from clipparse.lexicon import Lexicon
from clipparse.lines import has_digit
from clipparse.page import Page
from clipparse.roles import Role

_clue = partial(Clue, "listing")

FIGURES = _clue(Role.BODY, 2.0, "among columns of figures")
ANNOUNCED = _clue(Role.BODY, 1.0, "in a run of short lines under a sentence that ends with a colon")
POSTAL = _clue(Role.FURNITURE, -2.5, "among many postal addresses")
CLOSING = _clue(Role.FURNITURE, -0.5, "in the last run of short lines of a typed page")

_FEWEST = 3  # lines in a run
_CELLS = lazy.compile(r"\s{2,}|\t|\s*\|\s*")
_FIGURE = lazy.compile(r"[$£€(+-]?\d[\d,.:/%)-]*$")
_ADDRESS = lazy.compile(
    r"\b[A-Z]{2},? \d{5}\b|\bP\.? ?O\.? ?Box\b|\b\d{4,5} [A-Z]\w+$|\b[A-Z]{1,2}\d{1,2} ?\d[A-Z]{2}\b"
)
_ADDRESS_LINES = 6  # lines that one address takes at most


def observe(page: Page, lexicon: Lexicon) -> Iterator[Sighting]:
    """Say which lines are items of a list or rows of a table.

    >>> rows = ["Spending   1991   1992", "Schools    1,204  1,310", "Roads      812    640"]
    >>> page = Page.of("\\n".join(["The council's figures for both of the years, in thousands of crowns:", "", *rows]))
    >>> {clue.why for index, clue in observe(page, Lexicon.default()) if index == 3}
    {'among columns of figures'}
    """
    texts = [line.content for line in page.lines]
    yield from _tables(texts)
    yield from _addresses(texts)
    prose = [block.first for block in page.blocks if block.is_prose]
    if not prose:
        return
    for first, last in _short_runs(texts):
        if first and texts[first - 1][-1] == ":" and len(texts[first - 1]) > 20:
            yield from ((index, ANNOUNCED) for index in range(first, last + 1))
        if page.width and prose[-1] < first:
            yield from ((index, CLOSING) for index in range(first, last + 1))


def _short_runs(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """First and last index of every run of three and more short lines that are no sentences."""
    first = 0
    for index in range(len(texts) + 1):
        if index < len(texts) and len(texts[index]) <= 70 and texts[index][-1] not in '.!?:"”':
            continue
        if index - first >= _FEWEST:
            yield first, index - 1
        first = index + 1


def _tables(texts: Sequence[str]) -> Iterator[Sighting]:
    rows = [index for index, text in enumerate(texts) if _is_row(text)]
    known = set(rows)
    for index in rows:
        if known & {index - 3, index - 2, index - 1, index + 1, index + 2, index + 3}:
            yield index, FIGURES
    for index in rows:  # the rule or the label between two rows
        below = next((step for step in (2, 3, 4) if index + step in known), 1)
        yield from ((between, FIGURES) for between in range(index + 1, index + below))


def _is_row(text: str) -> bool:
    if len(text) > 200 or not has_digit(text):
        return False
    cells = [cell for cell in _CELLS.split(text.strip("| ")) if cell]
    return len(cells) >= 3 and sum(bool(_FIGURE.match(cell)) for cell in cells) >= 2


def _addresses(texts: Sequence[str]) -> Iterator[Sighting]:
    """From the first to the last line of three and more addresses that follow each other closely."""
    found = [index for index, text in enumerate(texts) if len(text) <= 70 and _ADDRESS.search(text)]
    start = 0
    for k in range(1, len(found) + 1):
        if k < len(found) and found[k] - found[k - 1] <= _ADDRESS_LINES:
            continue
        if k - start >= _FEWEST:
            first = max(0, found[start] - 3)
            yield from ((index, POSTAL) for index in range(first, found[k - 1] + 1) if len(texts[index]) <= 70)
        start = k
