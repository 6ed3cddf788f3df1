"""Who published the article: an outlet's or agency's name, a credit, a claim of rights, a page number, a link.

What names an outlet are facts (`facts/outlets.py`, `facts/named.py`); here stands what a line with one may be. Most
lines hold no word that an outlet's name or a credit could have, and are not looked at further.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache, partial

from clipparse import lazy
from clipparse.clue import Clue, Sighting
from clipparse.facts.blanks import (
    PAGE_NUMBER,
    REMEMBERED,
    credit_end,
    masked,
    opens_taken,
    says_where_it_appeared,
    verb_in,
)
from clipparse.facts.dates import find_dates
from clipparse.facts.links import MAIL, is_of, leads_elsewhere, leads_to_article, outlet_of, url_in
from clipparse.facts.named import QUOTED_NAME, Named, names
from clipparse.facts.outlets import (
    AGENCY,
    KNOWN_INSIDE,
    MARKS,
    SHAPED,
    SHAPED_INSIDE,
    SITE_NAME,
    is_agency,
    may_name,
    worth,
)
from clipparse.facts.outlets import INTRODUCED as ONLY_INTRODUCED
from clipparse.facts.publishers import SIGN_OFF as SHORT_SIGN
from clipparse.facts.publishers import (
    TAIL,
    WINDOW,
    agency_as_written,
    agency_of,
    closing_credit,
    credit_before_text,
    outlet_behind,
    outlet_in,
)
from clipparse.facts.rights import claims_rights, states_claim
from clipparse.lexicon import Lexicon, fold
from clipparse.model import Source
from clipparse.page import Page, PhysicalLine
from clipparse.roles import Role
from clipparse.stages.source.reading import PAGE_ONLY, SHORT, credits_picture, read
from clipparse.stages.source.site import site_of

__all__ = [
    "agency_as_written",
    "agency_of",
    "closing_credit",
    "credit_before_text",
    "credits_picture",
    "observe",
    "outlet_behind",
    "outlet_in",
    "read",
    "recognise",
    "site_of",
]

_clue = partial(Clue, "source")

AMBIGUOUS_ALONE = _clue(Role.SOURCE, 0.8, "alone on the line, a word that is also an outlet's name")
KNOWN_ALONE = _clue(Role.SOURCE, 2.5, "an outlet that we know, alone on the line")
SHAPED_ALONE = _clue(Role.SOURCE, 1.5, "alone on the line, and built like the name of a paper or a station")
SITE_ALONE = _clue(Role.SOURCE, 1.0, "a site's name, alone on the line")
AGENCY_ALONE = _clue(Role.SOURCE, 2.0, "a news agency, alone on the line")
WITH_PLACE = _clue(Role.SOURCE, 1.0, "an outlet, and where it appears")
BRACKETED = _clue(Role.SOURCE, 1.5, "an outlet alone in brackets")
CREDITED = _clue(Role.SOURCE, 2.5, "says from which outlet it comes")
CREDITED_UNKNOWN = _clue(Role.SOURCE, 0.8, "says where it comes from, a name that is no outlet to us")
REPORTS = _clue(Role.SOURCE, 2.0, "an outlet and a verb, to introduce what it reports")
INTRODUCES = _clue(Role.SOURCE, 1.0, "an outlet and a colon")
SIGN_OFF = _clue(Role.SOURCE, 1.5, "an agency's sign-off in brackets")
PAGE = _clue(Role.SOURCE, 1.5, "nothing but a page number")
WITH_PAGE = _clue(Role.SOURCE, 1.5, "an outlet and a page number")
RIGHTS_OF_OUTLET = _clue(Role.SOURCE, 1.2, "claims rights for an outlet or an agency")
RIGHTS_NEAR = _clue(Role.SOURCE, 0.8, "claims rights, close to the text")
RIGHTS_FAR = _clue(Role.FURNITURE, 1.0, "claims rights, far from any text")
NEAR = _clue(Role.SOURCE, 0.8, "a credit close to the text")
FAR = _clue(Role.FURNITURE, 1.0, "an outlet's name far from any text")
INSIDE = _clue(Role.BYLINE, 0.3, "a short line that names an outlet among other things")
DATED = _clue(Role.DATELINE, 1.5, "an outlet and a date, and little else")
TAKEN = _clue(Role.SOURCE, 2.0, "says what the text was taken from, or with whose permission")
TAKEN_DATED = _clue(Role.DATELINE, 2.5, "says what the text was taken from, and of which day")
APPEARED = _clue(Role.SOURCE, 2.5, "says where the text appeared first, in a sentence of its own")
TITLE_TAIL = _clue(Role.HEADLINE, 0.6, "a dash or bar, then what is built like an outlet's name")

INTRODUCED = _clue(Role.BODY, 1.5, "directly below a line that names an outlet and ends with a colon")
BEFORE_TEXT = _clue(Role.BODY, 1.5, "an outlet and a colon, then the text on the same line")

LINK_TO_NEWS = _clue(Role.SOURCE, 1.5, "a link to a news site that we know")
LINK_TO_ARTICLE = _clue(Role.SOURCE, 0.8, "a link whose address holds a date or a headline")
LINK_ALONE = _clue(Role.SOURCE, 0.5, "a link, alone on the line")
LINK_NEAR = _clue(Role.SOURCE, 0.5, "a link directly below or above the text")
LINK_FAR = _clue(Role.FURNITURE, 0.8, "a link far from any text")
LINK_TO_SHARE = _clue(Role.FURNITURE, 2.0, "a link to share, subscribe or log in")
LABELLED_LINK = _clue(Role.SOURCE, 0.8, "a few words and a link")

_NEAR = 3  # paragraphs between a credit and the text it belongs to
_SHORT_CREDIT, _LONG_CREDIT = 120, 240
# Behind the outlet in which a text appeared: `under a Creative Commons license`, `. Read the original article.`
_GOES_ON = lazy.compile(
    r"\W{0,3}(?:under|with|by|as part of|and is|and has been|in collaboration)\b.{0,140}$"
    r"|\s?[.:]\s*(?:please\s)?(?:you can\s)?(?:read|see|find|click|view|it is|reprinted|republished|reproduced)\b"
    r".{0,100}$",
    re.IGNORECASE,
)
_BRACKETS = lazy.compile(r"\W{0,2}[\[(<{][^\[\](){}]{1,120}[\])>}]\W{0,2}$")
_DASH = lazy.compile(r"[-–—~]{1,3}\s?(?=\w)")
_BULLET = lazy.compile(r"[*+•·o#‣▪►●○]\s+\S")
# a longer line is looked at when it has a date, a page, a dash or bar, or ends with a colon
_MAY_CREDIT = lazy.compile(r"\d|\s[-–—|]{1,2}\s|:$")
# `Reprinted with permission from the Harbour Herald`, `Excerpted from:`, `From the May issue of ...`
_TAKEN = lazy.compile(
    r"\W{0,3}(?:(?:(?:re)?(?:printed|produced|posted|typed|published)|(?:this )?article (?:appeared|appears)"
    r"|appeared|excerpt(?:ed|s)?|copied"
    r"|taken|quoted|transcribed|scanned|lifted|condensed"
    r"|adapted)(?: here)?(?: with(?:out)?(?: the)?(?: kind)? permission)? (?:from|in|of|by)"
    r"|(?:used |posted )?(?:with(?:out)?|by)(?: the)?(?: kind)? permission (?:from|of)"
    r"|from (?:the |a )?(?:.{1,40} )?(?:column|issue|edition|section|page) (?:of|in)"
    r"|(?:originally )?(?:appeared|published|printed|broadcast) (?:in|by|on))\b",
    re.IGNORECASE,
)
_LONGEST_TAKEN = 150
_INTRODUCES_WITHIN = 200
_SOURCE_LABEL = lazy.compile(
    r"\W{0,3}(?:read (?:more|on|it)|(?:first |originally )?(?:published|appeared|posted)|full (?:story|text|article))"
    r"\s?[:»>]{1,2}"
    r"|\W{0,3}(?:story|report) (?:by|from)\s",
    re.IGNORECASE,
)
# words that introduce much else, too
_WEAK = lazy.compile(
    r"[(\[\s]{0,3}((?:[Ff]rom|FROM|[Vv]ia|VIA|[Aa]us|[Dd]a|[Uu]it|[Aa]vec|[Ss]ee))(?=[\s:])(?:\sthe\b)?:?\s{0,3}"
)
# `AP via Yahoo! News`
_AGENCY_VIA = lazy.compile(r"\W{0,3}([A-Z][\w. ]{1,24}?)\s(?:via|thru|through)\s(?=[A-Z]|the\s)")
_SMALL_C = lazy.compile(r"\W{0,3}\(c\)\s", re.IGNORECASE)
_FEW = 6  # words beside an introduced outlet
_ALONE = {AGENCY: AGENCY_ALONE, SITE_NAME: SITE_ALONE}
_CREDITS = frozenset((
    KNOWN_ALONE, SHAPED_ALONE, SITE_ALONE, AGENCY_ALONE, WITH_PLACE, CREDITED, CREDITED_UNKNOWN, REPORTS, SIGN_OFF,
    WITH_PAGE, DATED, TITLE_TAIL,
))  # fmt: skip


def observe(page: Page, lexicon: Lexicon) -> Iterator[Sighting]:
    """Say which lines name who published the article."""
    near = _near_text(page)
    for line in page.lines:
        if not line.content:
            continue
        block = page.block_of[line.index]
        running = block.is_prose and len(block) > 1  # a line of a wrapped paragraph is no credit
        yield from ((line.index, clue) for clue in _look(line, lexicon, near[line.index], running))
    yield from _introducing(page, lexicon)


def _introducing(page: Page, lexicon: Lexicon) -> Iterator[Sighting]:
    """Outlets that are named to introduce what they say, on the line above or on the same."""
    above = ""
    for block in page.blocks:
        text = block.text
        if len(text) >= 60 and block.is_prose:
            if above.endswith(":") and 8 < len(above) <= 600 and outlet_in(above[-_INTRODUCES_WITHIN:], lexicon):
                yield block.first, INTRODUCED
            if credit_before_text(text, lexicon):
                yield block.first, BEFORE_TEXT
        above = text or above


def _near_text(page: Page) -> list[bool]:
    """For every line, whether running text stands within a few paragraphs of it."""
    # a typed head is long: outlet, day, page, headline in three lines, byline, place
    above = _NEAR + (10 if page.width else 2)
    near, reached = [False] * len(page.blocks), 0
    for position, block in enumerate(page.blocks):
        if block.is_prose:
            begins, reached = max(reached, position - above), min(len(near), position + _NEAR + 1)
            near[begins:reached] = [True] * (reached - begins)
    return [near[position] for position, block in enumerate(page.blocks) for _ in range(len(block))]


def _look(line: PhysicalLine, lexicon: Lexicon, near: bool, running: bool) -> Iterator[Clue]:
    text, size = line.content[:WINDOW], len(line.content)
    if claims_rights(text):
        yield from _rights(text, lexicon, near)
        return
    if size <= _LONGEST_TAKEN and opens_taken(text) and _TAKEN.match(text):
        yield TAKEN_DATED if find_dates(text, lexicon) else TAKEN
    if size <= WINDOW and (url := url_in(text)):
        if size <= SHORT or len(url) * 2 > len(text):
            yield from _link(text, url, lexicon, near)
    elif size <= SHORT and PAGE_ONLY.match(text):
        yield PAGE
    elif _may_be_credit(text, size) and not running and not _BULLET.match(line.text):
        clues = _credit_clues(text, lexicon)
        yield from clues
        if any(clue.role is Role.SOURCE for clue in clues):
            yield NEAR if near else FAR


def _may_be_credit(text: str, size: int) -> bool:
    return size <= _SHORT_CREDIT or (size <= _LONG_CREDIT and says_where_it_appeared(text))


def _rights(text: str, lexicon: Lexicon, near: bool) -> Iterator[Clue]:
    if any(named.worth != ONLY_INTRODUCED for named in names(text, lexicon)):
        yield RIGHTS_OF_OUTLET
    yield RIGHTS_NEAR if near else RIGHTS_FAR


def _link(text: str, url: str, lexicon: Lexicon, near: bool) -> Iterator[Clue]:
    rest = text.replace(url, " ").strip(MARKS)
    if len(rest) > 60:
        return
    yield LABELLED_LINK if rest else LINK_ALONE
    if is_of(url, lexicon.lists["source.blog_hosts"]):
        if leads_elsewhere(url):
            yield LINK_TO_SHARE
    elif leads_elsewhere(url):
        yield LINK_TO_SHARE
    elif outlet_of(url, lexicon):
        yield LINK_TO_NEWS
    if leads_to_article(url):
        yield LINK_TO_ARTICLE
    yield LINK_NEAR if near else LINK_FAR


@lru_cache(maxsize=REMEMBERED)
def _credit_clues(text: str, lexicon: Lexicon) -> tuple[Clue, ...]:
    return tuple(_credit(text, lexicon))


def _credit(text: str, lexicon: Lexicon) -> Iterator[Clue]:
    """What a short line without a link says of an outlet."""
    if SHORT_SIGN.match(text) and agency_of(text, lexicon):
        yield SIGN_OFF
        return
    bare = text.strip(MARKS)
    introduced = credit_end(text, lexicon)
    if introduced is not None and MAIL.search(text):
        return  # the header of a mail
    if introduced is None and not (may_name(text, lexicon) and (len(text) <= 80 or _MAY_CREDIT.search(text))):
        return
    best = max(names(text, lexicon), key=lambda named: named.worth, default=None)
    if best is None:
        return
    if find_dates(text, lexicon):
        if best.worth >= SHAPED_INSIDE and len(best.of(text)) * 3 > len(bare):
            yield DATED
    elif introduced is not None:
        behind, appeared = text[max(introduced, best.end) :], says_where_it_appeared(text)
        if len(behind.split()) <= 4 or (appeared and _GOES_ON.match(behind)):
            if appeared and text.endswith(".") and best.worth != ONLY_INTRODUCED:
                yield APPEARED
            yield CREDITED_UNKNOWN if best.worth == ONLY_INTRODUCED else CREDITED
    elif best.worth == ONLY_INTRODUCED:
        return
    elif len(best.of(text)) >= len(bare):
        yield from _alone(text, best, lexicon)
    elif clue := _beside(text, best, lexicon):
        yield clue


def _beside(text: str, named: Named, lexicon: Lexicon) -> Clue | None:
    """What stands beside an outlet: a verb, a page, a place, a headline."""
    rest = text[: named.start] + " " + text[named.end :]
    words = len(rest.split())
    if words <= 5 and verb_in(text, lexicon):
        return REPORTS
    if words <= 6 and PAGE_NUMBER.search(rest):
        return WITH_PAGE
    if named.worth >= SHAPED and named.start <= 3 and words <= 4 and any(mark in rest for mark in "(,"):
        return WITH_PLACE
    if len(rest) > 25 and outlet_behind(text, lexicon):
        return TITLE_TAIL
    return INSIDE if len(text) <= 80 and named.worth >= SHAPED_INSIDE else None


def _alone(text: str, named: Named, lexicon: Lexicon) -> Iterator[Clue]:
    folded = fold(named.of(text))
    if folded in lexicon.lists["source.generic"]:
        return
    if folded in lexicon.lists["source.ambiguous"]:
        yield AMBIGUOUS_ALONE
    else:
        yield _ALONE.get(named.worth, KNOWN_ALONE if named.worth >= KNOWN_INSIDE else SHAPED_ALONE)
    if _BRACKETS.match(text):
        yield BRACKETED
    elif not _DASH.match(text) and text.rstrip().endswith(":"):
        yield INTRODUCES


# -- what nobody has judged yet -----------------------------------------------------------------------------------


def recognise(text: str, lexicon: Lexicon) -> Source | None:
    """`read`, for a text that nobody has judged yet: None unless it looks like a credit.

    >>> words = Lexicon.default()
    >>> [recognise(line, words) is None for line in ("via The Atlantic", "via the tunnel", "Talks fail - BBC News")]
    [False, True, False]
    """
    lines = [line.strip()[:WINDOW] for line in text.strip().split("\n")[:20] if line.strip()]
    if not any(_is_credit(line, lexicon) for line in lines):
        return None
    return read(text, lexicon)


def _is_credit(line: str, lexicon: Lexicon) -> bool:
    """Does the stage see a credit in this line: an outlet alone, a link, a claim of rights, words that introduce one?

    >>> [_is_credit(line, Lexicon.default()) for line in ("Reuters, 3 May 2014", "Copyright law is old")]
    [True, False]
    """
    if claims_rights(line):
        return states_claim(line) or bool(names(line, lexicon))
    if url := url_in(line):
        return len(line.replace(url, " ").split()) <= 12
    if via := _AGENCY_VIA.match(line):
        return is_agency(via[1], lexicon) and bool(outlet_in(line, lexicon))
    clues = set(_credit_clues(line, lexicon))
    if CREDITED_UNKNOWN in clues:
        return _is_told_to_be_source(line, lexicon)
    if clues & _CREDITS:
        return _is_written_as_name(line, lexicon)
    if outlet_behind(line, lexicon) or _names_outlet_at_an_end(line, lexicon):
        return True
    named = next((one for one in names(line, lexicon) if one.worth >= SITE_NAME or one.worth == AGENCY), None)
    return named is not None and _says_little_else(line, named, lexicon)


def _says_little_else(line: str, named: Named, lexicon: Lexicon) -> bool:
    """`Reuters, March 13`, or a name with a few words that is said to be the source."""
    if named.worth == AGENCY and named.start <= 3 and not _words_beside(line, named, 0, lexicon):
        return True
    introduced = credit_end(line, lexicon)
    if introduced is None and (label := _SOURCE_LABEL.match(line)):
        introduced = label.end()
    if introduced is None and not line.endswith(":") and not _SMALL_C.match(line):
        return False
    return len(_words_beside(line, named, introduced or 0, lexicon)) <= _FEW


def _words_beside(line: str, named: Named, begins: int, lexicon: Lexicon) -> list[str]:
    """The words around a name, without dates, pages and what introduces it."""
    blanked = masked(line, lexicon)[0].replace("\x00", " ")
    around = f"{blanked[begins : named.start]} {blanked[named.end :]}"
    return [word for word in around.split() if any(map(str.isalnum, word))]


def _is_told_to_be_source(line: str, lexicon: Lexicon) -> bool:
    """`Source: Wild Goose`; after `from` and `via`, which introduce much else, not a town, and not without a mark."""
    weak = _WEAK.match(line)
    if weak is None:
        end = credit_end(line, lexicon)
        if end is None or not lexicon.has("source.weak_credits", line[:end]):
            return True
        rest = line[end:].strip(MARKS)
        town = bool(rest) and fold(rest.split()[0]) in lexicon.lists["places.cities"]
        return not town and (line[end:].lstrip()[:1] in QUOTED_NAME or line.endswith(":") or ":" in line[:end])
    rest = line[weak.end() :].strip(MARKS)
    if fold(rest) in lexicon.lists["source.channels"] or fold(rest.split()[0]) in lexicon.lists["places.cities"]:
        return False
    return weak[1].startswith("v") or line[0] in "([" or line.endswith(":") or ":" in weak[0]


def _names_outlet_at_an_end(line: str, lexicon: Lexicon) -> bool:
    """`BBC News - Talks fail`, `Talks fail - Reuters`, `Talks fail (The Guardian)`."""
    marks = list(TAIL.finditer(line))
    if marks:
        first, last = line[: marks[0].start()].strip(MARKS), line[marks[-1].end() :].strip(MARKS)
        if is_agency(last, lexicon) or (lexicon.outlet(first) and worth(first, False, lexicon) >= KNOWN_INSIDE):
            return True
    closing = closing_credit(line, lexicon)
    return closing is not None and closing[0] is not None and lexicon.outlet(closing[0]) is not None


def _is_written_as_name(line: str, lexicon: Lexicon) -> bool:
    """Not `Morning star`: alone on its line, an outlet has capitals."""
    words = [word for word in line.strip(MARKS).split() if fold(word) not in lexicon.lists["source.connectors"]]
    known = lexicon.outlet(line)
    return len(words) < 2 or not (known and words[-1].islower() and not known.split()[-1].islower())
