"""The head of a paragraph, up to where its first sentence begins: `CAIRO, May 3 (Reuters) - The talks ended.`"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, islice

import attrs

from clipparse.facts.agencies import agency_named
from clipparse.facts.dates import DateMention
from clipparse.facts.places import SMALL, in_capitals, is_known, is_placelike, is_region, lacks_letter
from clipparse.lexicon import Lexicon, fold
from clipparse.model import Dateline
from clipparse.page import Span
from clipparse.stages.dateline.reading import Known, Piece, Reading, piece_of, stated

# How far the head of a paragraph may reach, how far one that only a full stop closes, and how much is looked at.
_LENGTH, _STOPPED_LENGTH, WINDOW = 140, 60, 240
_MOST_MARKS, _MOST_STOPS = 8, 4
# More words before a place's last than these are a title's, and that ends at least so far from the start.
_TITLE_WORDS, _SHORTEST_TITLE = 3, 12

# bullets, and the two letters with which a financial wire marks where the story begins ("LP      LOS ANGELES -- ")
_LEAD = re.compile(r"[\s*•·>|_]{0,12}(?:[A-Z]{2}\s{4,12})?")
# a word, or what stands in brackets
_WORD_OR_BRACKET = re.compile(r"\([^()]{0,60}\)|/[^/\s]{1,40}/|(?<!\w)[^\W\d_][\w.'’&-]*")
# what may close a head
_MARK = re.compile(
    r"(?=[\s.,:\-—–―−‒_|])(?:"  # most letters are passed over at once
    r"(?:(?<=\))\.|,)?\s{0,6}(?:-{1,3}|[—–―−‒]|_|\|)\s{0,6}"  # CAIRO (AP) -- , (EFE).-
    r"|:\s{1,6}"
    r"|(?<=\))\s{0,6}(?:[.,:]\s{0,6})?(?=[^\W\d_]|[\"“‘'«„])"  # New Delhi, March 3 (PTI) The ...
    r"|(?<=[^\W\d_]/)\.\s{1,6}(?=[^\W\d_]|[\"“‘«„]))"  # MOSCOW, March 3. /TASS/. The ...
    r"|(?<=\))(?=[^\W\d_]|[\"“‘'«„])"
)
# one of these stands in every mark, no more than so much behind its start, or right before it
_IN_MARK = re.compile(r"[\-—–―−‒_|:)/]")
_BEFORE_IN_MARK, _LONGEST_MARK = 7, 24
# a full stop closes it too: "Berlin. Die Regierung", "REDWOOD CITY, Calif.  The ..."
_STOP = re.compile(r"\.\s{1,6}(?=[^\W\d_]|[\"“‘«„])")
# what cuts a head into pieces
_CUT = re.compile(r"[,;()\[\]]|\s{1,3}(?:-{1,2}|[–—|])\s{1,3}| (?=/[^/]{1,60}/[ .]{0,9}\Z)")
_OPENS_PROSE = re.compile(r"[\"“‘'«„`(\[]{0,3}(?:[^\W\d_]|\d|[$£€])")
_WEB_NAME = re.compile(r"\w[./]\w")

# The pieces of a head, each one letter; capitals for those in brackets, `-` before those behind a dash:
# p may be a place, r a state or country, a an agency, b either of these, w a weekday or a day without its month, d the
# date, C a credit. At most one date, one agency and one credit may stand there.
_HEAD = re.compile(
    r"""(?:-?[ACRWw])* (?:d (?:-?[ACRWabw])*)?
        (?P<place> -?[prab] (?:p|-?[rb]){0,3} R? )?
        (?:-?[abwACRWd])*""",
    re.VERBOSE,
)

# RIA Novosti. The ...; RIA Novosti, Jane Doe. The ...
_AGENCY_BEHIND = re.compile(
    r"([^\W\d_a-z][\w-]{1,20}(?:\s[^\W\d_a-z][\w-]{1,20})?)(?:,(?:\s[^\W\d_a-z][\w-]{1,20}){2,3})?\.\s{1,3}(?=[^\W\d_])"
)
_AGENCY_FIRST = re.compile(r"\s{0,4}([^\W\d_][\w.-]{1,20}(?:\s[^\W\d_a-z][\w.-]{1,20}){0,2}?)\s?(,|--?|[–—:|])\s{1,3}")
_AFTER_DATE = re.compile(r"\s?[.:–—-]{0,2}\s{1,3}(?=[^\W\d_])")
# `(CNN) -- The vote`: an outlet stands where an agency does
_OUTLET_OPENS = re.compile(r"[\s:\"“>*-]{0,8}\(\s?(?P<outlet>[A-Z][\w .&-]{1,25}?)\s?\)\s?(?:--?|[–—])\s")
# what closes the opening of an agency's text: `(AP) -`, `( Reuters ) --`
_AGENCY_DASH = re.compile(r"\(\s?(?P<agency>[A-Z][A-Za-z]{1,11})\s?\)\s{0,2}(?:--?|[–—_])")
_PLACE_WORD = re.compile(r"[^\W\d_][\w.'’-]*")


@attrs.frozen(slots=True)
class _Head:
    """What stands before a mark."""

    place: Span | None
    agency: Piece | None
    mention: DateMention | None
    rest: Piece | None
    known: bool = False  # the place is one that we know
    capitals: bool = False  # it is written in capitals
    outlet: bool = False  # `rest` is an outlet that is known


def read_head(
    text: str, lexicon: Lexicon, *, posted: dt.date | None = None, day_first: bool | None = None
) -> Reading | None:
    """The dateline with which a paragraph opens, None where it opens with none.

    >>> words = Lexicon.default()
    >>> head = read_head("CAIRO, May 3 (Reuters) - The talks ended.", words, posted=dt.date(2014, 5, 4))
    >>> head.dateline
    Dateline(text='CAIRO, May 3 (Reuters)', place='CAIRO', agency='Reuters', date=datetime.date(2014, 5, 3))
    >>> read_head("St. Petersburg, Russia (AP) _ Police said", words).dateline.place
    'St. Petersburg, Russia'
    >>> read_head("WARNING - This film may upset some viewers.", words) is None
    True
    >>> read_head("NATO - the alliance of the West - met on Monday.", words) is None
    True
    """
    post = Known(lexicon, posted, day_first)
    if head := _place_first(text, post):
        return head
    head = agency_first(text, post)
    return head if head and (head.mention or head.dateline.place) else None


def _place_first(text: str, post: Known) -> Reading | None:
    """A head as most are: place, date, agency."""
    window = text[:WINDOW]
    start = _LEAD.match(window).end()  # type: ignore[union-attr]
    reach = _reach(window, start, post.lexicon)
    best: Reading | None = None
    for mark in islice(_marks(window, start, reach), _MOST_MARKS):
        stop = mark.start()
        if stop > reach or stop - start > _LENGTH or (best and "\n\n" in window[best.end : stop]):
            break
        if _separates(mark, window) and (head := _closed_by(mark, text, window, start, post)):
            best = _reading(head, window, start, stop, mark.end(), post)
    if best is None:
        return _stopped_head(text, window, start, reach, post)
    return _with_agency_behind(best, text, start, post)


def _marks(window: str, start: int, reach: int) -> Iterator[re.Match[str]]:
    """The marks that may close a head which begins at `start`."""
    upto = min(reach, start + _LENGTH) + _LONGEST_MARK
    first = _IN_MARK.search(window, max(0, start - 1), upto)
    return _MARK.finditer(window, max(start, first.start() - _BEFORE_IN_MARK), upto) if first else iter(())


def _reach(window: str, start: int, lexicon: Lexicon) -> int:
    """How far a head may reach: up to the second word in small letters that is none of a place, a date or an agency."""
    small = _small_words(lexicon)
    for position, word in enumerate(_WORD_OR_BRACKET.finditer(window, start)):
        if position and word[0][0].islower() and word[0].rstrip(".").casefold() not in small:
            return word.start()
    return len(window)


@lru_cache(maxsize=8)
def _small_words(lexicon: Lexicon) -> frozenset[str]:
    """The words in small letters that may stand in a head."""
    names = [lexicon.names[name] for name in ("agencies", "bracketed", "months", "weekdays")]
    lists = [lexicon.lists[name] for name in ("places.regions", "clock.units", "clock.before", "clock.years")]
    phrases = [*SMALL, *chain.from_iterable(names), *chain.from_iterable(lists), "a.m", "p.m", "am", "pm", "bis", "to"]
    return frozenset(word.rstrip(".") for phrase in phrases for word in phrase.split())


def _closed_by(mark: re.Match[str], text: str, window: str, start: int, post: Known) -> _Head | None:
    """The head that a mark closes, if there is evidence enough for it."""
    signed = _agency_behind(text, mark.end(), post) is not None
    head = _parse(window, start, mark.start(), post, signed=signed)
    if head is None:
        return None
    if (signed and head.mention and head.place) or _holds(head, mark[0].strip(), text, mark.end()):
        return head
    return None


def closes_head(text: str, at: int) -> int | None:
    """Where the mark ends that stands at `at` and may close a head; None where only white space or nothing does."""
    mark = _MARK.match(text, at)
    return mark.end() if mark and mark[0].strip() else None


def _agency_behind(text: str, at: int, post: Known) -> tuple[re.Match[str], str] | None:
    """An agency whose name stands behind the mark and closes with a full stop."""
    behind = _AGENCY_BEHIND.match(text, at)
    agency = agency_named(behind[1], post.lexicon) if behind else None
    return (behind, agency) if behind and agency else None


def _with_agency_behind(head: Reading, text: str, start: int, post: Known) -> Reading:
    """`KIEV, March 13 - RIA Novosti. The bank ...`: the agency, if it stands behind the dash."""
    found = _agency_behind(text, head.end, post) if head.mention and head.agency_name is None else None
    if found is None:
        return head
    behind, agency = found
    line = attrs.evolve(head.dateline, text=stated(text[start : behind.end(1)]), agency=agency)
    span = Span(*behind.span(1))
    return attrs.evolve(head, dateline=line, agency_name=agency, agency_span=span, end=behind.end())


def _separates(mark: re.Match[str], window: str) -> bool:
    """A lone hyphen must have white space or a bracket beside it, and so must an underscore."""
    if mark[0].strip(" \t\n.,") not in ("-", "_", "|"):
        return True
    return any(map(str.isspace, mark[0])) or window[mark.start() - 1 : mark.start()] in (")", ".")


def _stopped_head(text: str, window: str, start: int, reach: int, post: Known) -> Reading | None:
    """A head that only a full stop closes: `Berlin. Die Regierung ...`; the place must be one that we know."""
    best: Reading | None = None
    reach = min(reach, start + _STOPPED_LENGTH)
    for stop in islice(_STOP.finditer(window, start, reach + _LONGEST_MARK), _MOST_STOPS):
        if stop.start() > reach:
            break
        head = _parse(window, start, stop.start(), post)
        if head and _stop_holds(head, stop, start, text) and (best is None or head.mention):
            comma = "," in window[start : stop.start()]  # then the full stop is that of an abbreviation
            best = _reading(head, window, start, stop.start() + comma, stop.end(), post)
    return best


def _stop_holds(head: _Head, stop: re.Match[str], start: int, text: str) -> bool:
    left = len(text) - stop.end()
    if head.rest or not text[stop.end()].isupper() or left < (8 if head.agency else 40):
        return False
    wide = len(stop[0]) > 2 and head.capitals
    plain = wide or head.mention is not None or "," not in text[start : stop.start()]
    signed = head.capitals and head.agency is not None and head.mention is not None
    return plain and (head.known or signed or _is_pair(head, text))


def _is_pair(head: _Head, text: str) -> bool:
    """`Lüdenscheid/Südwestfalen`: two names, each too long for `and/or`."""
    parts = head.place.of(text).split("/") if head.place else ()
    return len(parts) == 2 and all(len(part) >= 5 and part[0].isupper() and part.isalpha() for part in parts)


def _holds(head: _Head, mark: str, text: str, end: int) -> bool:
    """Is there evidence enough that this is a dateline and not a word before a dash?"""
    opens = _OPENS_PROSE.match(text, end)
    if not opens:
        return bool(head.agency or head.mention) and bool(head.place) and end >= len(text)
    first = text[opens.end() - 1]
    if head.agency and head.agency.bracketed:
        return head.place is None or first.isupper() or not first.isalpha() or bool(mark)
    if not mark.strip(".,"):
        return _outlet_holds(head, first)
    if head.place is None:
        return head.mention is not None and mark[:1] in ("-", "—", "–")
    if head.agency:
        return head.known or head.capitals
    if head.mention:
        return head.known or (head.capitals and head.place.start < head.mention.span.start)
    return _place_holds(head, head.place, mark, text, end, first)


def _outlet_holds(head: _Head, first: str) -> bool:
    """`Washington (CNN)The jury`: no mark, but an outlet in brackets."""
    if not head.known or head.rest is None:
        return False
    return _WEB_NAME.search(head.rest.text) is not None or (head.outlet and first.isupper())


def _place_holds(head: _Head, place: Span, mark: str, text: str, end: int, first: str) -> bool:
    """Is a place enough, with perhaps an outlet?"""
    if first.islower() or len(text) - end < (8 if head.rest else 16 if head.known else 30):
        return False
    if mark in (":", "|"):
        return head.known and head.capitals
    if head.known or not head.capitals:
        return head.known
    # capitals that name no place we know count only before a sentence, in small letters
    follows = text[end : end + 60]
    return bool(head.rest) or (place.end - place.start >= 4 and sum(map(str.islower, follows)) > len(follows) * 0.5)


def _reading(head: _Head, text: str, start: int, stop: int, end: int, post: Known) -> Reading:
    agency = head.agency and agency_named(head.agency.text, post.lexicon, bracketed=head.agency.bracketed)
    return Reading(
        Dateline(
            stated(text[start:stop]),
            stated(head.place.of(text)) if head.place else None,
            agency,
            head.mention.date if head.mention else None,
        ),
        head.mention,
        agency,
        end,
        head.rest.text if head.rest else None,
        head.rest.start if head.rest else 0,
        head.place,
        head.agency.span if head.agency else None,
    )


# ---------------------------------------------------------------------------------------------- taking it apart


def _parse(text: str, start: int, stop: int, post: Known, *, signed: bool = False) -> _Head | None:
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
    return text[0].isupper() or bool(_WEB_NAME.search(text))


def _checked(
    text: str,
    places: list[Piece],
    agency: Piece | None,
    mention: DateMention | None,
    rest: Piece | None,
    post: Known,
    signed: bool,
) -> _Head | None:
    """The head, if its words could name a place."""
    wired = agency is not None and agency.bracketed
    if not places:
        opens = text[max(0, mention.span.start - 1) : mention.span.start] if mention else ""
        dated = rest is None and opens in ("(", "[") and opens != ""
        return _Head(None, agency, mention, rest) if dated or wired else None
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
) -> _Head | None:
    """The head, if there is anything to show that these words name a place."""
    lexicon = post.lexicon
    wired = agency is not None and agency.bracketed
    cut_short = rest is not None and lacks_letter(names[0], lexicon)
    regional = rest is not None and len(names) > 1 and is_region(names[-1], lexicon)  # iev, Ukraine (CNN)
    if not is_placelike(names, lexicon, lost_letter=wired or regional or cut_short):
        return None
    known, capitals = is_known(names, lexicon) or cut_short, in_capitals(names[0])
    if not known and agency_named(names[0], lexicon):
        return None
    if not (known or capitals or signed or wired or "/" in names[0]):
        return None
    outlet = rest is not None and lexicon.outlet(rest.text) is not None
    return _Head(place, agency, mention, rest, known, capitals, outlet)


# -------------------------------------------------------------------------------------------- other openings


def agency_first(text: str, post: Known) -> Reading | None:
    """`AFP, KHARTOUM - The army`, `TASS, March 13. The bank`, `Reuters - The bank`."""
    opens = _AGENCY_FIRST.match(text)
    agency = agency_named(opens[1], post.lexicon) if opens else None
    if opens is None or agency is None or not (opens[1].isupper() or opens[1] == agency or " " in opens[1]):
        return None
    by, rest = opens.end(), text[opens.end() :]
    behind = _place_first(rest, post) or _date_first(rest, post)
    if behind is None and opens[2] != "," and rest[:1].isupper() and len(rest) > 15:
        behind = Reading(Dateline(""))
    if behind is None or behind.agency_name:
        return None
    said = stated(text[: by + len(behind.dateline.text)]).rstrip(" -–—:,|")
    place = behind.place_span
    return Reading(
        attrs.evolve(behind.dateline, text=said, agency=agency),
        behind.mention.moved(by) if behind.mention else None,
        agency,
        behind.end + by,
        place_span=Span(place.start + by, place.end + by) if place else None,
        agency_span=Span(*opens.span(1)),
    )


def _date_first(text: str, post: Known) -> Reading | None:
    """`March 13. The bank`: a date that a mark closes."""
    date = next(iter(post.dates(text[:40])), None)
    mark = _AFTER_DATE.match(text, date.span.end) if date and not date.span.start else None
    if date is None or mark is None or text[: mark.end()].rstrip()[-1] not in ".:-–—":
        return None
    return Reading(Dateline(text[: date.span.end], date=date.date), date, end=mark.end())


def head_behind(text: str, lexicon: Lexicon) -> int | None:
    """Where, behind a title on the same line, an article opens with its place and agency; None where it does not.

    >>> words = Lexicon.default()
    >>> text = "Storm Closes All Schools BOSTON (Reuters) - The schools stayed shut on Monday, officials said."
    >>> text[head_behind(text, words):][:17]
    'BOSTON (Reuters) '
    >>> head_behind("He moved from Boston (Mass.) - and that was long ago - to a smaller town.", words) is None
    True
    """
    mark = _AGENCY_DASH.search(text, _SHORTEST_TITLE, WINDOW)
    if mark is None or not (agency_named(mark["agency"], lexicon, bracketed=True) or lexicon.outlet(mark["agency"])):
        return None
    words = list(_PLACE_WORD.finditer(text, max(0, mark.start() - 60), mark.start()))[-5:]
    capitals = [word.start() for word in words if word[0].isupper() and len(word[0]) > 2]
    for start in (*capitals, *(word.start() for word in words if word[0][0].isupper())):
        head = read_head(text[start : start + WINDOW], lexicon) if start >= _SHORTEST_TITLE else None
        if head and head.dateline.place and is_known(head.dateline.place.split(", "), lexicon):
            return start
    return None


def behind_title(text: str, reading: Reading, lexicon: Lexicon) -> int | None:
    """Where the dateline begins whose place was read with the title before it: `Storm Closes Schools BOSTON (AP) -`."""
    place = reading.place_span
    if place is None or place.of(text).count(" ") < _TITLE_WORDS or is_known(place.of(text).split(", "), lexicon):
        return None
    start = head_behind(text, lexicon)
    return start if start and place.start < start < place.end else None


def read_opening(
    text: str, lexicon: Lexicon, *, posted: dt.date | None = None, day_first: bool | None = None
) -> tuple[int, Reading] | None:
    """The dateline with which a text opens, and where it does: behind a title whose line break was lost, perhaps.

    >>> words = Lexicon.default()
    >>> start, found = read_opening("Storm Closes Schools BOSTON (Reuters) - The schools stayed shut.", words)
    >>> start, found.dateline.place
    (21, 'BOSTON')
    """
    found = read_head(text, lexicon, posted=posted, day_first=day_first)
    start = behind_title(text, found, lexicon) if found else head_behind(text, lexicon)
    if start is None:
        return (0, found) if found else None
    behind = read_head(text[start:], lexicon, posted=posted, day_first=day_first)
    if behind is None:
        return None
    return start, attrs.evolve(behind, mention=behind.mention.moved(start) if behind.mention else None)


def outlet_opens(text: str, lexicon: Lexicon) -> re.Match[str] | None:
    """An outlet in brackets and a dash, with which a text opens; its group `outlet` is the name."""
    opens = _OUTLET_OPENS.match(text)
    return opens if opens and lexicon.outlet(opens["outlet"]) else None


def outlet_of_head(text: str, lexicon: Lexicon) -> tuple[str, int, int] | None:
    """The outlet that stands in a dateline where agencies do, and its place in the text.

    >>> words = Lexicon.default()
    >>> [outlet_of_head(line, words)[0] for line in ("ATLANTA (CNN) -- The vote went on.", "(CNN) -- It ended.")]
    ['CNN', 'CNN']
    >>> outlet_of_head("ATLANTA (AP) -- The vote was put off.", words) is None
    True
    """
    if opens := outlet_opens(text, lexicon):
        return opens["outlet"], *opens.span("outlet")
    found = read_head(text, lexicon)
    if found is None or found.rest is None or lexicon.outlet(found.rest) is None:
        return None
    return found.rest, found.rest_start, found.rest_start + len(found.rest)
