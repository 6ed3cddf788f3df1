"""Where one text ends and the next begins: credits that close or open, and heads that look like earlier heads.

A post sets its clippings alike: if the last text is followed by a credit, so are those before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise

import attrs

from clipparse import lazy
from clipparse.clue import Clue, Sighting
from clipparse.facts.dates import find_dates
from clipparse.lexicon import Lexicon, fold
from clipparse.lines import has_digit
from clipparse.page import Block, Page
from clipparse.roles import Role

_clue = partial(Clue, "pattern")

DASHED = _clue(Role.SOURCE, 0.5, "a credit behind a dash, directly below a text")
IN_BRACKETS = _clue(Role.SOURCE, 0.5, "a credit in brackets, directly below a text")
LABELLED = _clue(Role.SOURCE, 0.5, "a credit labelled as one, directly below a text")
NEARER_ABOVE = _clue(Role.SOURCE, 0.3, "a credit nearer to the text above than to what follows")
NEARER_BELOW = _clue(Role.SOURCE, 0.3, "a credit nearer to what follows than to the text above")
EVEN = _clue(Role.SOURCE, 0.0, "a credit as near to the text above as to what follows")
AS_AT_END = _clue(Role.SOURCE, 0.5, "a credit like that below the last text")
AS_AT_TOP = _clue(Role.SOURCE, 0.5, "a credit like that above the first text")
OVER_FIRST_HEAD = _clue(Role.SOURCE, 1.5, "a credit directly above the head of the first text")
UNDER_MARKED = _clue(Role.HEADLINE, 1.5, "the next short line below a credit that a dash, brackets or a label mark")
UNDER_OPENING = _clue(Role.HEADLINE, 0.5, "the next short line below a credit that seems to open a text")
CREDITED_IN_TEXT = _clue(
    Role.BODY, 0.3, "a paragraph that ends with an outlet or a date in brackets, as items of a digest do"
)
UNDER_CREDITED = _clue(
    Role.HEADLINE, 1.2, "a short line below a paragraph that ends with an outlet or a date in brackets"
)
ABOVE_BEGINNING = _clue(Role.COMMENTARY, 1.5, "above a mark that says that a text begins")
BELOW_BEGINNING = _clue(Role.HEADLINE, 1.0, "directly below a mark that says that a text begins")
BELOW_ENDING = _clue(Role.COMMENTARY, 2.0, "prose below a mark that says that the text has ended")
SHORT_ITEM = _clue(
    Role.HEADLINE, 2.0, "one of several lines in capitals that each head one paragraph or two, as in a digest"
)
LISTED_TITLE = _clue(Role.HEADLINE, 7.0, "in a list of titles that each have a link below them")
LISTED_LINK = _clue(Role.SOURCE, 7.0, "the link below a title, in a list of such")
IN_LIKE_A_HEAD = _clue(
    Role.HEADLINE, 0.0, "a later one of several short lines that repeat the order of an earlier head"
)

_MARKED = lazy.compile(
    r"(?P<dash>(?:--?|[–—~])\s?(?=\w))|(?P<bracket>[(\[](?=.*[)\]]\W?$))"
    r"|(?P<label>(?:source|quelle|fuente|courtesy of|courtesy|credit|published (?:in|by)|reprinted from)\b:?)",
    re.IGNORECASE,
)
_CREDITED = lazy.compile(r"[.!?\"”]\s{0,3}[(\[]([^()\[\]]{3,70})[)\]]\W?$")
_CITED = lazy.compile(r"[(\[]([^()\[\]]{3,70})[)\]]\W?$")
# `### END ARTICLE`, `[end quote]`, `>>> BEGIN TEXT`
_MARK = lazy.compile(
    r"\W{0,12}(?:(?P<begin>begin(?:ning|s)?|start(?:s)?)|(?P<end>ends?|end of))(?: of)?(?: the"
    r"| this)?(?: forwarded| quoted| original)?"
    r" (?:quot\w{1,6}|articles?|text|forward\w{0,3}|excerpts?|story|stories|transcript|clip\w{0,5}|post(?:ing)?"
    r"|report|message)s?(?: \d{1,2})?\W{0,12}$",
    re.IGNORECASE,
)
_MARKS = {"dash": DASHED, "bracket": IN_BRACKETS, "label": LABELLED}
_BY = lazy.compile(r"(?:by|von|par|por)\s+\S", re.IGNORECASE)
_FROM = lazy.compile(r"\W{0,3}(?:from|in|source:?)\s(?:the\s)?\S", re.IGNORECASE)
_TAKEN = lazy.compile(
    r"\W{0,3}(?:with(?:out)?(?:\s\w{1,10})?\spermission|(?:re(?:printed|produced|posted)|excerpt\w{0,3}|taken|copied|extracted)\s)",
    re.IGNORECASE,
)
_PERMITTED = lazy.compile(
    r"\b(?:re(?:printed|produced|published|posted)|excerp?ted|taken)\s(?:here\s)?(?:with|by|without)\s(?:\w{1,10}\s){0,2}permission\s(?:from|of)\b",
    re.IGNORECASE,
)
_RIGHTS = lazy.compile(r"\W{0,3}(?:copyright\b|©|\(c\)\s?\d)", re.IGNORECASE)
_LINK = lazy.compile(r"\W{0,3}(?:https?://|www\.)\S+\W*$", re.IGNORECASE)
# `via the Example`, `(from Example Online)`
_OPENED = lazy.compile(
    r"\W{0,3}(?:(?i:from|via)|(?i:source|courtesy(?: of)?|thanks to):?) (?:(?i:the) )?[A-Z0-9][^.!?@<>:]*\W{0,2}$"
)
_MANY = 7  # words
# How much of a line a date must be, to be what it is about; and all that it says.
_SHARE_OF_DATE, _ALL_DATE = 0.2, 0.8
_LONGEST = 110
# Heads are compared by less than credits.
_ROUGHLY = {"dated": "date", "from": "words"}
# The last runs, of which one may stand below a remark that ends the post.
_LATEST = 2
_PARAGRAPH_ENDS = '.!?"”'
# How many lines above a text are compared with those above another.
_COMPARED = 3


@attrs.frozen(slots=True)
class _Shape:
    """What a short line looks like, to tell whether another is set alike."""

    kind: str  # date, dated (with words beside it), by, from, link, rights, name or words
    mark: str  # dash, bracket, label or none
    capitals: bool
    gap: int  # blank lines above: none, one, more


def observe(page: Page, lexicon: Lexicon) -> Iterator[Sighting]:
    """Look at what stands between every two texts of the page."""
    yield from _digest(page, lexicon)
    yield from _marked(page)
    yield from _listed(page)
    yield from _short_items(page)
    yield from _permitted(page)
    runs = _runs(page)
    if len(runs) < 2:
        return
    shapes = [[_shape(page, block, lexicon) for block in run] for run in runs]
    yield from _over_first_head(runs[0], shapes[0])
    for k in range(1, len(runs)):
        if runs[k]:
            yield from _credit_below_text(page, runs, shapes, k)
    yield from _like_heads(runs[:-1], shapes[:-1])


def _digest(page: Page, lexicon: Lexicon) -> Iterator[Sighting]:
    """`... said the study. (Miami Herald 1/2/95 A12)`: the next line is another item's headline."""
    credited = False
    for block in page.blocks:
        if credited and not block.is_prose:
            yield block.first, UNDER_CREDITED
        found = (
            _CREDITED.search(block.text, max(0, len(block.text) - 80)) if block.is_prose else _CITED.match(block.text)
        )
        credited = found is not None and _names_outlet_or_date(found[1], lexicon)
        if credited:
            yield block.last, CREDITED_IN_TEXT


def _marked(page: Page) -> Iterator[Sighting]:
    """What stands outside the marks that a careful poster sets around a text."""
    begun: bool | None = None  # None before the first mark
    waiting: list[int] = []
    below = False
    for block in page.blocks:
        if len(block.text) <= 60 and (mark := _MARK.match(block.text)):
            if mark["begin"]:
                yield from ((index, ABOVE_BEGINNING) for index in waiting)
            begun = below = bool(mark["begin"])
            waiting = []
            continue
        if below:
            yield block.first, BELOW_BEGINNING
            below = False
        if begun:
            continue
        if block.is_prose:
            waiting.append(block.first)
            if begun is False:
                yield block.first, BELOW_ENDING


def _listed(page: Page) -> Iterator[Sighting]:
    """Three and more titles, one after the other, that each have a line with a link below them: a list of clippings."""
    blocks = [block for block in page.blocks if block.text]
    linked = [len(block.text) <= 200 and _linked(block.text) for block in blocks]
    k = 0
    while k + 1 < len(blocks):
        end = k
        while end + 1 < len(blocks) and not linked[end] and linked[end + 1] and 8 <= len(blocks[end].text) <= 200:
            end += 2
        titles = sum(len(blocks[position].text) for position in range(k, end, 2))
        if end - k >= 6 and titles >= 20 * (end - k) // 2:  # names of sites are shorter
            for position in range(k, end, 2):
                yield blocks[position].first, LISTED_TITLE
                yield blocks[position + 1].first, LISTED_LINK
        k = max(end, k + 1)


def _short_items(page: Page) -> Iterator[Sighting]:
    """Crossheads in capitals part a long text into long pieces; a digest's headlines have a paragraph each."""
    heads: list[int] = []
    below: list[int] = []  # how many paragraphs each heads
    for block in page.blocks:
        text = block.text
        if text.isupper() and 8 <= len(text) <= 90 and " " in text and text[-1] not in ".:;,":
            heads.append(block.first)
            below.append(0)
        elif block.is_prose and heads:
            below[-1] += 1
    items = [(head, count) for head, count in zip(heads, below, strict=True) if count]
    if len(items) >= 2 and all(count <= 2 for _, count in items[:-1]) and items[-1][1] <= 4:
        yield from ((head, SHORT_ITEM) for head, _ in items)


def _linked(text: str) -> bool:
    """Is this a link with hardly more than `via` and a site's name before it?"""
    link = text.find("http")
    return 0 <= link <= 60 and " " not in text[link:].strip().replace(" http", "")


def _names_outlet_or_date(text: str, lexicon: Lexicon) -> bool:
    name = text.partition(",")[0].rstrip(" 0123456789/.-")
    if lexicon.outlet(name) or fold(name) in lexicon.names["agencies"]:
        return True
    return has_digit(text) and bool(find_dates(text, lexicon))


def _runs(page: Page) -> list[list[Block]]:
    """The short lines above the first text, between every two, and below the last."""
    runs: list[list[Block]] = [[]]
    for block in page.blocks:
        if block.is_prose and (len(block.text) >= 140 or block.text.rstrip('"”’)')[-1:] == "."):
            runs.append([])
        elif block.text:
            runs[-1].append(block)
    return runs


def _shape(page: Page, block: Block, lexicon: Lexicon) -> _Shape:
    text = block.text
    marked = _MARKED.match(text)
    mark = (marked and marked.lastgroup) or ""
    gap = min(2, page.lines[block.first].gap) if block.first else 1  # above the first line there are no blank lines
    return _Shape(_kind(text, lexicon), mark, text.isupper(), gap)


def _kind(text: str, lexicon: Lexicon) -> str:
    if _LINK.match(text):
        return "link"
    if len(text) > _LONGEST:
        return "words"
    if _BY.match(text):
        return "by"
    if _RIGHTS.match(text):
        return "rights"
    bare = text.strip(" -–—~*_()[]")
    if has_digit(text):
        share = max((len(found.span.of(text)) / len(text) for found in find_dates(text, lexicon)), default=0.0)
        if share > _SHARE_OF_DATE:
            return "date" if share > _ALL_DATE else "dated"
    if lexicon.outlet(bare) or fold(bare) in lexicon.names["agencies"]:
        return "name"
    opener = _MARKED.match(text)
    if opener and lexicon.outlet(text[opener.end() :].strip(" :-–—~*_()[]")):
        return "name"
    if _OPENED.match(text) and text.count(" ") <= _MANY:
        return "from"
    return "words"


def _permitted(page: Page) -> Iterator[Sighting]:
    """`This article is reprinted with permission of the Example ...`, a paragraph above the first headline."""
    for block, below in pairwise(page.blocks[:12]):
        if len(block.text) <= 600 and not below.is_prose and _PERMITTED.search(block.text):
            yield from ((index, OVER_FIRST_HEAD) for index in range(block.first, block.last + 1))


def _over_first_head(run: Sequence[Block], shapes: Sequence[_Shape]) -> Iterator[Sighting]:
    """`From the Example, 2 May 1993`, then a title, then the first text: the clipping begins with its credit."""
    for position in range(max(0, len(run) - 6), len(run) - 1):
        credit = run[position]
        above = shapes[position - 1].kind if position else ""
        if not _is_credit(credit.text, shapes[position].kind) or above in ("by", "date", "dated"):
            continue
        below = zip(run[position + 1 : position + 4], shapes[position + 1 : position + 4], strict=True)
        if any(shape.kind == "words" and one.text.count(" ") >= 2 for one, shape in below):
            yield from ((index, OVER_FIRST_HEAD) for index in range(credit.first, credit.last + 1))
            return


def _is_credit(text: str, kind: str) -> bool:
    """A link, an outlet, a claim of rights; a date only beside a name; never who posted it and when."""
    if kind in ("link", "rights", "name"):
        return True
    return (kind in ("date", "dated") and bool(_FROM.match(text))) or bool(_TAKEN.match(text))


def _credit_below_text(
    page: Page, runs: Sequence[Sequence[Block]], shapes: Sequence[Sequence[_Shape]], k: int
) -> Iterator[Sighting]:
    """The first credit below a text: does it close that text or open the next?"""
    last = k == len(runs) - 1
    place = _first_credit(runs[k], shapes[k])
    if place is None:
        return
    credit, shape = runs[k][place], shapes[k][place]
    clues: list[Clue] = []
    if not last:
        latest = max(k + 1, len(runs) - _LATEST)
        closing = _closing(runs[latest:], shapes[latest:])
        closes = closing is not None and _alike(shape, closing)
        opens = any(_alike(shape, other) for other in shapes[0][-4:])
        if closes and not opens:
            clues.append(AS_AT_END)
        elif not closes and (opens or any(_alike(_roughly(shape), _roughly(other)) for other in shapes[0][-4:])):
            clues.append(AS_AT_TOP)
    if place and AS_AT_END not in clues:
        return  # below short lines it may belong to a head
    if shape.mark:
        clues.append(_MARKS[shape.mark])
    below = next((line for line in page.lines[credit.last + 1 : credit.last + 2]), None)
    if below is not None:
        above_gap, below_gap = page.lines[credit.first].gap, below.gap
        clues.append(NEARER_ABOVE if above_gap < below_gap else NEARER_BELOW if above_gap > below_gap else EVEN)
    for index in range(credit.first, credit.last + 1):
        yield from ((index, clue) for clue in clues)
    yield from _below_credit(runs[k][place:], shapes[k][place:], clues)


def _closing(runs: Sequence[Sequence[Block]], shapes: Sequence[Sequence[_Shape]]) -> _Shape | None:
    """How the credit below the last text looks; above a last remark, where no title follows it."""
    for run, looks in zip(reversed(runs), reversed(shapes), strict=True):
        place = _first_credit(run, looks)
        if place is not None and (run is runs[-1] or all(look.kind != "words" for look in looks[place:])):
            return looks[place]
    return None


def _first_credit(run: Sequence[Block], shapes: Sequence[_Shape]) -> int | None:
    """Where in a run the first credit stands: at its top, or below the short paragraphs with which the text ends."""
    for place, (block, shape) in enumerate(zip(run[:_COMPARED], shapes, strict=False)):
        if shape.kind != "words":
            return place
        if block.text[-1] not in _PARAGRAPH_ENDS:
            break
    return None


def _roughly(shape: _Shape) -> _Shape:
    return attrs.evolve(shape, kind=_ROUGHLY.get(shape.kind, shape.kind))


def _alike(one: _Shape, other: _Shape) -> bool:
    known = {one.kind, other.kind} <= {"name", "from"}  # of an outlet that is known, or introduced like one
    return (known or one.kind == other.kind) and one.mark == other.mark


def _below_credit(run: Sequence[Block], shapes: Sequence[_Shape], clues: Sequence[Clue]) -> Iterator[Sighting]:
    following = next((position for position in range(1, min(4, len(run))) if shapes[position].kind == "words"), 0)
    if not following:
        return
    if shapes[0].mark:
        clue = UNDER_MARKED
    elif AS_AT_TOP in clues or (NEARER_BELOW in clues and AS_AT_END not in clues):
        clue = UNDER_OPENING
    else:
        return
    block = run[following]
    yield from ((index, clue) for index in range(block.first, block.last + 1))


def _like_heads(runs: Sequence[Sequence[Block]], shapes: Sequence[Sequence[_Shape]]) -> Iterator[Sighting]:
    """Compare the lines above each text, from the text upwards, with those above the texts before it.

    Bare words come above crossheads too; only a repeated order with a name, a date or an outlet in it is a head's.
    """
    known: set[tuple[_Shape, ...]] = set()
    for run, looks in zip(runs, shapes, strict=True):
        upwards = [_roughly(look) for look in looks[: -_COMPARED - 1 : -1]]
        for count in range(len(upwards), 1, -1):
            if tuple(upwards[:count]) in known:
                yield from ((block.first, IN_LIKE_A_HEAD) for block in run[-count + 1 :])
                break
        if any(shape.kind != "words" for shape in upwards):
            known.update(tuple(upwards[:count]) for count in range(2, len(upwards) + 1))
