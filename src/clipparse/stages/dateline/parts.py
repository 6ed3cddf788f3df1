"""A head taken apart: which of its pieces are the place, the date, the agency, and an outlet beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from clipparse import lazy
from clipparse.facts.agencies import agency_named
from clipparse.facts.dates import DateMention
from clipparse.facts.places import in_capitals, is_known, is_placelike, is_region, lacks_letter
from clipparse.lexicon import Lexicon, fold
from clipparse.page import Span
from clipparse.stages.dateline.reading import Known, Piece, piece_of

# what cuts a head into pieces
_CUT = lazy.compile(r"[,;()\[\]]|\s{1,3}(?:-{1,2}|[–—|])\s{1,3}| (?=/[^/]{1,60}/[ .]{0,9}\Z)")
WEB_NAME = lazy.compile(r"\w[./]\w")

# The pieces of a head, each one letter; capitals for those in brackets, `-` before those behind a dash:
# p may be a place, r a state or country, a an agency, b either of these, w a weekday or a day without its month, d the
# date, C a credit. At most one date, one agency and one credit may stand there.
_HEAD = lazy.compile(
    r"""(?:-?[ACRWw])* (?:d (?:-?[ACRWabw])*)?
        (?P<place> -?[prab] (?:p|-?[rb]){0,3} R? )?
        (?:-?[abwACRWd])*""",
    re.VERBOSE,
)


@attrs.frozen(slots=True)
class Head:
    """What stands before a mark."""

    place: Span | None
    agency: Piece | None
    mention: DateMention | None
    rest: Piece | None
    known: bool = False  # the place is one that we know
    capitals: bool = False  # it is written in capitals
    outlet: bool = False  # `rest` is an outlet that is known


def parse_head(text: str, start: int, stop: int, post: Known, *, signed: bool = False) -> Head | None:
    """Take a head apart; None when something in it is neither place, date nor agency.

    `signed` tells that an agency's name stands behind it.
    """
    if stop - start < 2 or text.count("(", start, stop) > 3:
        return None
    dates = post.dates(text[start:stop])
    if len(dates) > 1:
        return None
    mention = dates[0].moved(start) if dates else None
    shape, pieces = _shape(text, start, stop, mention, post.lexicon)
    match = _HEAD.fullmatch(shape)
    if match is None:
        return None
    at = {position: piece for position, piece in zip(_positions(shape), pieces, strict=True) if piece}
    places = [piece for position, piece in at.items() if match.start("place") <= position < match.end("place")]
    others = [(shape[position], piece) for position, piece in at.items() if piece not in places]
    agency = next((piece for kind, piece in others if kind in "abA"), None)
    credits = [piece for kind, piece in others if kind not in "wW" and piece is not agency]
    if len(credits) > 1 or not all(piece.bracketed for piece in credits):
        return None
    return _checked(text, _bracket_closed(places), agency, mention, credits[0] if credits else None, post, signed)


def _positions(shape: str) -> list[int]:
    return [position for position, kind in enumerate(shape) if kind != "-"]


def _bracket_closed(places: list[Piece]) -> list[Piece]:
    """With its bracket: `Slaviansk (Ukraine)`."""
    return [attrs.evolve(one, end=one.end + 1) if one.bracketed else one for one in places]


def _shape(
    text: str, start: int, stop: int, mention: DateMention | None, lexicon: Lexicon
) -> tuple[str, list[Piece | None]]:
    """The pieces before a mark, the date None among them, and their kinds as one word."""
    if mention is None:
        pieces: list[Piece | None] = list(_pieces(text, start, stop, 0, lexicon))
    else:
        opened = text.count("(", start, mention.span.start) - text.count(")", start, mention.span.start)
        pieces = [
            *_pieces(text, start, mention.span.start, 0, lexicon),
            None,
            *_pieces(text, mention.span.end, stop, opened, lexicon),
        ]
    return "".join(_kind(one, lexicon) if one else "d" for one in pieces), pieces


def _pieces(text: str, low: int, high: int, opened: int, lexicon: Lexicon) -> Iterator[Piece]:
    """The pieces between commas, brackets and dashes, trimmed, the empty ones left out."""
    at, dashed = low, False
    for cut in (*_CUT.finditer(text, low, high), None):
        end = cut.start() if cut else high
        if piece := piece_of(text, at, end, lexicon, bracketed=opened > 0, dashed=dashed):
            slashed = text[piece.start - 1 : piece.start] == "/" == text[piece.end : piece.end + 1]
            yield attrs.evolve(piece, bracketed=True) if slashed else piece
        if cut:
            mark = cut[0].strip()
            opened += (mark == "(") - (mark == ")")
            at, dashed = cut.end(), mark != "" and mark in "---–—|"


def _kind(piece: Piece, lexicon: Lexicon) -> str:
    """The letter of a piece in `_HEAD`."""
    agency = agency_named(piece.text, lexicon, bracketed=piece.bracketed) is not None
    region = is_region(piece.text, lexicon)
    if agency or region:
        kind = "r" if not agency else "b" if region and not piece.bracketed else "a"
    elif piece.bracketed and len(piece.text) <= 40 and _like_a_credit(piece.text):
        return "-C" if piece.dashed else "C"
    elif fold(piece.text) in lexicon.names["weekdays"] or (len(piece.text) < 3 and piece.text.isdigit()):
        kind = "w"  # MADRID, 13 (EUROPA PRESS)
    else:
        kind = "x" if piece.bracketed else "p"
    return ("-" if piece.dashed else "") + (kind.upper() if piece.bracketed else kind)


def _like_a_credit(text: str) -> bool:
    """`KGO`, `Daily Example`, `example.net/as`: in the brackets of a dateline, an outlet of its own."""
    return text[0].isupper() or bool(WEB_NAME.search(text))


def _checked(
    text: str,
    places: list[Piece],
    agency: Piece | None,
    mention: DateMention | None,
    rest: Piece | None,
    post: Known,
    signed: bool,
) -> Head | None:
    """The head, if its words could name a place."""
    wired = agency is not None and agency.bracketed
    if not places:
        opens = text[max(0, mention.span.start - 1) : mention.span.start] if mention else ""
        dated = rest is None and opens in ("(", "[") and opens != ""
        return Head(None, agency, mention, rest) if dated or wired else None
    if agency and wired and rest and rest.text.isalpha() and places[-1].end < rest.end < agency.start:
        places, rest = [*places, attrs.evolve(rest, end=rest.end + 1)], None  # Halle (Saale) (dpa)
    place = Span(places[0].start, places[-1].end)
    if "(" in place.of(text) and ")" not in place.of(text):
        return None
    return _evident(place, [one.text for one in places], agency, mention, rest, post, signed and mention is not None)


def _evident(
    place: Span,
    names: list[str],
    agency: Piece | None,
    mention: DateMention | None,
    rest: Piece | None,
    post: Known,
    signed: bool,
) -> Head | None:
    """The head, if there is anything to show that these words name a place."""
    lexicon = post.lexicon
    wired = agency is not None and agency.bracketed
    cut_short = rest is not None and lacks_letter(names[0], lexicon)
    regional = rest is not None and len(names) > 1 and is_region(names[-1], lexicon)  # iev, Ukraine (CNN)
    if not is_placelike(names, lexicon, lost_letter=wired or regional or cut_short):
        return None
    known, capitals = is_known(names, lexicon) or cut_short, in_capitals(names[0])
    if not known and (agency_named(names[0], lexicon) or lexicon.outlet(names[0])):
        return None
    if not (known or capitals or signed or wired or "/" in names[0]):
        return None
    outlet = rest is not None and lexicon.outlet(rest.text) is not None
    return Head(place, agency, mention, rest, known, capitals, outlet)
