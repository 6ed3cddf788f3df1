"""Where somebody else goes on: below a place at which a text begins to say I, you or oh, though it had not so far.

An excerpt often ends and its poster goes on with nothing between. What tells is not how a paragraph speaks - columnists
say I too - but what is new in it: a text that has talked to nobody for paragraphs hardly begins to in its midst. Where
none of a paragraph's ways of talking is new, one in sixty is a turn; of two that are new, more than every second; of
four, ten of eleven (counted on re-posting blogs). Where a paragraph reports or quotes, a poster hardly ever begins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import attrs

from clipparse.clue import Clue, Sighting
from clipparse.facts.prose import Prose, prose_of
from clipparse.facts.scraps import opens_with_place, scraps_of
from clipparse.lexicon import Lexicon
from clipparse.page import Block, Page
from clipparse.roles import Role

_clue = partial(Clue, "turn")

NEW = (
    _clue(Role.BODY, 0.2, "talks in no way that the text above it has not talked in"),
    _clue(Role.COMMENTARY, 0.3, "begins to talk in one way in which the text above it has not talked"),
    _clue(Role.COMMENTARY, 0.8, "begins to talk in two ways in which the text above it has not talked"),
    _clue(Role.COMMENTARY, 1.2, "begins to talk in three ways in which the text above it has not talked"),
    _clue(Role.COMMENTARY, 1.5, "begins to talk in four ways or more in which the text above it has not talked"),
)
GOES_ON_REPORTING = _clue(Role.BODY, 0.3, "reports or quotes, with text above it")
LAST_REPORT = _clue(Role.COMMENTARY, 0.3, "directly below the last paragraph that reports or quotes")
BEHIND_A_TURN = _clue(Role.COMMENTARY, 0.5, "below a place where the text began to talk")
BROKEN = _clue(Role.COMMENTARY, 0.5, "in a stretch whose sentences are often broken, as scrapers break them at links")
LEFT_OPEN = _clue(Role.BODY, 0.5, "opens a quotation that it does not close")
SPEAKER = _clue(Role.BODY, 0.8, "a speaker in capital letters and a colon, one of several")

# What begins another's text, and with it another count of what is new.
_CUTS = frozenset(("outlet", "byline", "date", "place", "copyright", "rule", "field", "letter", "wrote"))
_FEWEST_ABOVE = 2  # paragraphs; fewer do not show how a text speaks
_TURNS = 2  # so many new ways are taken for a turn
_LEAST_BREAKS, _LEAST_SHARE = 3, 0.15
_FEWEST_SPEAKERS = 3
_OPENING_QUOTES = ('"', "“", "'", "‘", "«", "„")


@attrs.frozen(slots=True)
class _Paragraph:
    """How one paragraph of prose talks, and whether it reports or quotes."""

    line: int
    ways: frozenset[str]
    reports: bool
    quotes: bool


def observe(page: Page, lexicon: Lexicon) -> Iterator[Sighting]:
    """Say of every paragraph of prose whether it talks in ways in which the text above it did not."""
    for stretch in _stretches(page, lexicon):
        yield from _news(stretch)
    yield from _broken(page)
    yield from _speakers(page)
    for block in page.blocks:
        if _leaves_open(block.text):
            yield block.first, LEFT_OPEN


def _stretches(page: Page, lexicon: Lexicon) -> Iterator[list[_Paragraph]]:
    """The prose between two heads, rules, credits, datelines and colons; short lines do not part it."""
    stretch: list[_Paragraph] = []
    for block, kinds, prose in zip(page.blocks, scraps_of(page, lexicon), prose_of(page, lexicon), strict=True):
        if kinds:
            if not _CUTS.isdisjoint(kinds):
                yield stretch
                stretch = []
        elif block.text:
            if opens_with_place(block.text):
                yield stretch
                stretch = []
            stretch.append(_paragraph(block, prose))
            if block.text[-1] == ":":
                yield stretch
                stretch = []
    yield stretch


def _paragraph(block: Block, prose: Prose) -> _Paragraph:
    counts, outside = prose.counts, prose.outside
    talks = {
        "me": counts["self"] or counts["we"],
        "you": counts["you"],
        "short": prose.shortens,
        "marks": "?" in outside or "!" in outside,
        "calls": counts["calls"] or counts["chat"] or counts["swears"],
    }
    ways = frozenset(way for way, heard in talks.items() if heard)
    return _Paragraph(block.first, ways, counts["said"] > 0, block.text.startswith(_OPENING_QUOTES))


def _news(stretch: Sequence[_Paragraph]) -> Iterator[Sighting]:
    heard: set[str] = set()
    turned = False
    last = max((at for at, one in enumerate(stretch) if one.reports or one.quotes), default=-1)
    for at, one in enumerate(stretch):
        if turned:
            yield one.line, BEHIND_A_TURN
        if at >= _FEWEST_ABOVE:
            if at == last + 1:
                yield one.line, LAST_REPORT
            if one.reports or one.quotes:
                yield one.line, GOES_ON_REPORTING
            else:
                below = stretch[at + 1].ways if at + 1 < len(stretch) else frozenset()
                new = len((one.ways | below) - heard)
                yield one.line, NEW[min(new, len(NEW) - 1)]
                turned = turned or (new >= _TURNS and bool(one.ways - heard))
        heard |= one.ways


def _broken(page: Page) -> Iterator[Sighting]:
    """Stretches of lines of which many end or begin within a sentence."""
    stretch: list[int] = []
    breaks = 0
    for above, block in zip((None, *page.blocks), (*page.blocks, None), strict=True):
        joined = above and block and above.text and block.text and block.first - above.last <= 1
        if above:
            stretch.append(above.first)
        if joined and above and block:
            breaks += _breaks_off(above.text) or block.text[0].islower() or block.text[0] in ",;.)"
        else:
            if breaks >= _LEAST_BREAKS and breaks >= _LEAST_SHARE * len(stretch):
                yield from ((line, BROKEN) for line in stretch)
            stretch, breaks = [], 0


def _breaks_off(text: str) -> bool:
    return text[-1] in ",(" or (text[-1].isalnum() and text[-1].islower())


def _speakers(page: Page) -> Iterator[Sighting]:
    """`MR. DOE: I do.`, with more such speeches on the page."""
    found = [block.first for block in page.blocks if _names_speaker(block.text)]
    if len(found) >= _FEWEST_SPEAKERS:
        yield from ((line, SPEAKER) for line in found)


def _names_speaker(text: str) -> bool:
    name, colon, said = text[:40].partition(": ")
    return bool(colon) and bool(said) and 3 <= len(name) <= 30 and name.isupper() and name[-1] not in "0123456789"


def _leaves_open(text: str) -> bool:
    """The first mark opens a quotation, and an odd number of marks stand in the paragraph."""
    if len(text) < 60 or text[0] not in '"“':
        return False
    return text.count("“") > text.count("”") if text[0] == "“" else text.count('"') % 2 == 1
