"""Who published the article: an outlet's or agency's name, a credit, a claim of rights, a page number, a link.

A known outlet is looked up in the registry (`words/outlets.toml`); one that nobody listed is known by the shape of its
name (`... Tribune`, `Daily ...`, `...zeitung`) or by what introduces it (`Originally published in ...`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache, partial

import attrs

from clipparse.clue import Clue, Sighting
from clipparse.facts.dates import find_dates
from clipparse.facts.people import is_person
from clipparse.lexicon import Lexicon, fold
from clipparse.model import Source
from clipparse.page import Page, PhysicalLine, Span
from clipparse.roles import Role

_clue = partial(Clue, "source")

AMBIGUOUS_ALONE = _clue(Role.SOURCE, 0.8, "alone on the line, a word that is also an outlet's name")
KNOWN_ALONE = _clue(Role.SOURCE, 2.5, "an outlet that we know, alone on the line")
SHAPED_ALONE = _clue(Role.SOURCE, 1.5, "alone on the line, and built like the name of a paper or a station")
SITE_ALONE = _clue(Role.SOURCE, 1.0, "a site's name, alone on the line")
AGENCY_ALONE = _clue(Role.SOURCE, 2.0, "a news agency, alone on the line")
WITH_PLACE = _clue(Role.SOURCE, 1.0, "an outlet, and where it appears")
BRACKETED = _clue(Role.SOURCE, 1.5, "an outlet alone in brackets")
SIGNED = _clue(Role.SOURCE, 1.5, "a dash, then an outlet, as under a quotation")
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
AMONG_OTHERS = _clue(Role.FURNITURE, 1.2, "one of several outlets listed one under the other")
INSIDE = _clue(Role.BYLINE, 0.3, "a short line that names an outlet among other things")
DATED = _clue(Role.DATELINE, 1.5, "an outlet and a date, and little else")
TAKEN = _clue(Role.SOURCE, 2.0, "says what the text was taken from, or with whose permission")
TAKEN_DATED = _clue(Role.DATELINE, 2.5, "says what the text was taken from, and of which day")
TITLE_TAIL = _clue(Role.HEADLINE, 0.6, "a dash or bar, then what is built like an outlet's name")

INTRODUCED = _clue(Role.BODY, 1.5, "directly below a line that names an outlet and ends with a colon")
BEFORE_TEXT = _clue(Role.BODY, 1.5, "an outlet and a colon, then the text on the same line")

LINK_TO_NEWS = _clue(Role.SOURCE, 1.5, "a link to a news site that we know")
LINK_TO_ARTICLE = _clue(Role.SOURCE, 0.8, "a link whose address holds a date or a headline")
LINK_ALONE = _clue(Role.SOURCE, 0.5, "a link, alone on the line")
LINK_NEAR = _clue(Role.SOURCE, 0.5, "a link directly below or above the text")
LINK_FAR = _clue(Role.FURNITURE, 0.8, "a link far from any text")
LINK_TO_SHARE = _clue(Role.FURNITURE, 2.0, "a link to share, subscribe or log in")
LINK_TO_BLOG = _clue(Role.FURNITURE, 0.5, "a link to a blog or a social network")
LABELLED_LINK = _clue(Role.SOURCE, 0.8, "a few words and a link")

# Who published stands in a short line, or at the beginning of a long one.
_WINDOW = 400
_SHORT = 160
_SOURCE_LABEL = re.compile(
    r"\W{0,3}(?:read (?:more|on|it)|(?:first |originally )?(?:published|appeared|posted)|full (?:story|text|article))"
    r"\s?[:»>]{1,2}"
    r"|\W{0,3}(?:story|report) (?:by|from)\s",
    re.IGNORECASE,
)
# words that introduce much else, too
_WEAK = re.compile(
    r"[(\[\s]{0,3}((?:[Ff]rom|FROM|[Vv]ia|VIA|[Aa]us|[Dd]a|[Uu]it|[Aa]vec|[Ss]ee))(?=[\s:])(?:\sthe\b)?:?\s{0,3}"
)
_PICTURE = re.compile(
    r"\W{0,3}(?:file )?(?:images?|photos?|photographs?|pictures?|pics?|fotos?|bild(?:er)?)\s?"
    r"(?:copyright|credits?|courtesy|source|by\b|from\b|via\b|[:©/])",
    re.IGNORECASE,
)
_SMALL_C = re.compile(r"\W{0,3}\(c\)\s", re.IGNORECASE)
_FEW = 6  # words beside an introduced outlet
_NEAR = 3  # paragraphs between a credit and the text it belongs to

_URL = re.compile(
    r"(?:https?://|\bwww\.)[^\s<>\"'\])|]{3,300}"
    r"|(?<![\w@./-])(?:[a-z0-9-]{2,40}\.){1,3}(?:com|org|net|edu|gov|info"
    r"|co|uk|de|fr|at|ch|ca|au|in|it|es|nl|eu|us)/[^\s<>\"'\])|]{1,300}",
    re.IGNORECASE,
)
_HOST = re.compile(r"(?:https?://)?(?:www\d?\.|m\.|mobile\.|amp\.|edition\.)?([^/:?#\s]{1,100})", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]{1,60}@[\w.-]{1,60}|\[email.protected\]")
_SITE = re.compile(
    r"(?<![\w@./-])(?:[A-Za-z0-9][\w-]{0,40}\.){1,3}(?:com?|org|net"
    r"|info|news|tv|uk|us|de|fr|at|ch|eu|ca|au|nz|in|pk|lk|za|ng|ke"
    r"|ie|il|it|es|pt|nl|be|se|no|dk|fi|pl|ru|ua|br|mx|ar|cl|jp|hk|sg|my|ph)(?![\w@-]|\.\w)",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"\bcopyright(?:ed)?\b(?:\s?(?:by|of)\b)?|\bcopr\b\.?|&copy;?|©"
    r"|\(c\)(?=\s?(?:\d{4}|by\b|[A-Z]))|℗|\ball (?:other )?rights reserved\b"
    r"|\balle rechte vorbehalten\b|\btous droits réservés\b|\btodos los derechos reservados\b"
    r"|\b(?:re)?(?:printed|produced|published) (?:here )?(?:with|by) (?:the )?(?:kind )?permission(?: of| from)?\b"
    r"|\bused (?:with|by) permission(?: of| from)?\b",
    re.IGNORECASE,
)
_CLAIM = re.compile(
    r"\bcopyright|\bcopr\b|&copy|©|\(c\)\s?(?:\d{4}|by\b)|\brights reserved\b|\brechte vorbehalten\b", re.IGNORECASE
)
# Without one of these no rights are spoken of, and there is no claim.
_OF_RIGHTS = ("cop", "©", "(c)", "℗", "reserv", "réserv", "vorbehalten", "permission")
_OF_CLAIM = ("cop", "©", "(c)", "reserved", "vorbehalten")
_YEARS = re.compile(r"(?<![\w.])(?:1[6-9]|20)\d\d(?:\s?[-–,/]\s?(?:(?:1[6-9]|20)\d\d|\d\d))?(?![\w])")
# p. B10; pp. 77-78; Page One; A6; at 1, col. 3; Section C; Nr. 28/2013; Vol. 3, No. 4; front page; 3rd edition
_PAGE = re.compile(
    r"(?<![\w.])(?!PA(?!\w))(?:pages?(?: numbers?| number\(s\))?|pp?\.?|pgs?\.?"
    r"|col(?:umn)?s?\.?|seiten?|s\.|sections?|sec\.|vol(?:ume)?\.?|nos?\.|nr\.?"
    r"|number|issue|ausgabe|heft|№)\s{0,2}[:.#]?\s{0,2}(?:one|[ivx]{1,4}"
    r"|[a-z]{0,2}-?\d{1,4}[a-z]?(?:\s?[-–/,&+]\s?[a-z]{0,2}\d{1,4}){0,4}\+?|(?<=[\s.:#])[a-z](?![\w]))(?!\w)"
    r"|(?<![\w.-])[A-Z]{1,2}-?\d{1,3}(?![\w-])"
    r"|(?<!\w)(?:front page|(?:final|late|early|national|city|metro|online"
    r"|print|international|weekend|us|uk|evening|morning) edition)\b",
    re.IGNORECASE,
)
_PAGE_ONLY = re.compile(
    r"\W{0,3}(?:section\s?:?\s[\w ]{1,30}[,;]\s)?(?:pages?|pp?\."
    r"|pgs?\.?|page numbers?|page number\(s\)|seiten?)\s{0,2}:?\s{0,2}"
    r"(?:one|special|[a-z]{0,2}-?\d{1,4})[\w\s.,;+&/-]{0,30}\W{0,3}$",
    re.IGNORECASE,
)
_VERB = (
    r",?\s(?:(?:is|are) reporting|has more(?: on this)?"
    r"|reports?|reported|writes?|wrote|says|said|notes|has (?:this|a (?:story"
    r"|piece|report)|the story)|WORDS)"
    r"(?:\s(?:that|today|on \w{3,10}|yesterday|this|in part))?\s?(?:[:.…]{1,3}|\.\.\.)?\W{0,2}$"
)


@lru_cache(maxsize=8)
def _verb(lexicon: Lexicon) -> re.Pattern[str]:
    """`The Guardian reports:`, with the verbs of every language."""
    verbs = sorted(map(re.escape, lexicon.lists["source.verbs"]), key=lambda one: (-len(one), one))
    return re.compile(_VERB.replace("WORDS", "|".join(verbs)), re.IGNORECASE)


_INTRODUCTION = re.compile(
    r"\W{0,3}(?:(?:this|the)\s)?(?:(?:article|story|piece|essay|post|report|column|interview|review|commentary"
    r"|editorial"
    r"|text|excerpt|op-ed)\s)?(?:(?:was|is|has been)\s)?(?:(?:first|originally|previously|also)\s)?(?:published|printed"
    r"|appeared|posted(?!\sby)|aired|broadcast|ran|excerpted|adapted|reprinted|republished|reproduced|reposted|taken)\s"
    r"(?:here\s)?(?:(?:with|by)\s(?:the\s)?(?:kind\s)?permission\s)?(?:in|on|by|at|from"
    r"|of)(?=\s(?:the\s)?(?-i:[A-Z]))(?:\s(?-i:the)\b)?",
    re.IGNORECASE,
)
_READ_AT = re.compile(
    r"\W{0,3}(?:read|see|find|view|get|continue)(?:\s(?:the|this|more|rest|whole|full|entire|complete|original"
    r"|of|it|all"
    r"|article|story|piece|report|post|thing|text|here|version|reading)){1,7}\s(?:at|in|on|from"
    r"|via)(?=\s(?:the\s)?(?-i:[A-Z]))"
    r"(?:\s(?-i:the)\b)?",
    re.IGNORECASE,
)
_AS = re.compile(r"\W{0,3}as\s", re.IGNORECASE)  # `As The Guardian reports:`
_WEEKDAYS = re.compile(
    r"(?<!\w)(?:on\s)?(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:'s|’s)?(?=\W{0,2}$)", re.IGNORECASE
)
# "8-2-96. WaJo:": a date, then a name of one word that introduces what follows
_CODE = re.compile(r"\d[\d/.-]{4,9}\.?\s{1,3}(?:The\s)?[A-Z][\w$&]{1,12}:\s?$")
_SIGN_OFF = re.compile(r"[\[(][A-Za-zÀ-ÿ]{2,5}(?:[/,-]\s?[A-Za-zÀ-ÿ]{2,8}){0,3}[\])]$")
_CLOSING = re.compile(r"(?P<brackets>[(\[](?P<inside>[^()\[\]]{4,120})[)\]])\s{0,3}$")
_BREAK = re.compile(
    r"[|•·;:,()\[\]{}<>\"“”„«»*_=\x00\t]|``|\'\'|(?<=\s)(?:by|BY|By)\s|^(?:by|BY|By)\s|\s[-–—~]{1,3}\s"
    r"|--|[–—]|\s?/\s?|(?<=[^\W\d_]{3})\.\s|\s{3,}|^-+\s|(?<=\w)'?\s(?:via|at|in|from|by)\s"
)
_WORD = re.compile(r"[^\s]+")
_WORD_OR_LABEL = re.compile(r"[^\s:]{1,40}:?")
_NAME_END = " .,:;!?-–—'’`"
_MARKS = " \t-–—*_=~|•·.,:;<>«»\"“”'()[]{}#>"
_BRACKETS = re.compile(r"\W{0,2}[\[(<{][^\[\](){}]{1,120}[\])>}]\W{0,2}$")
_DASH = re.compile(r"[-–—~]{1,3}\s?(?=\w)")
_BULLET = re.compile(r"[*+•·o#‣▪►●○]\s+\S")
_TAIL = re.compile(r"\s(?:[-–—|·•:]|--|::|\|\|)\s")
_TITLE_TAIL = re.compile(r"\s(?:[-–—|·•:]|--|::|\|\|)\s|\s?\|(?=\w)")
# a longer line is looked at when it has a date, a page, a dash or bar, or ends with a colon
_MAY_CREDIT = re.compile(r"\d|\s[-–—|]{1,2}\s|:$")
_OF = re.compile(r"\s([^\W\d_]{2,6})\s")
_CALL_SIGN = re.compile(r"[KW][A-Z]{2,3}(?:-(?:TV|FM|AM|DT))?$|C[BFHIJKT][A-Z]{2}-(?:TV|FM|DT)$")
_ARTICLE_PATH = re.compile(
    r"/\d{4}[/-]\d{1,2}|/\d{6,}|\d{8}|/[\w%]{2,20}(?:-[\w%]{1,20}){3}|\.s?html?\b|\.stm\b|article|story|news/",
    re.IGNORECASE,
)
_SHARE_PATH = re.compile(
    r"share|sharer|/intent/|subscri|log-?in|sign-?up|register|feedburner|/feed|rss|\.(?:jpe?g"
    r"|gif|png|pdf|mp[34])\b|privacy|terms|unsubscribe|mailto|addthis|/tag/|/category/",
    re.IGNORECASE,
)


@attrs.frozen(slots=True)
class _Named:
    """A name found in a line, where it stands, and how sure we are that it is an outlet's (0 to 9)."""

    start: int
    end: int
    worth: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]


_KNOWN, _KNOWN_INSIDE, _SHAPED, _SHAPED_INSIDE, _SITE_NAME, _INTRODUCED, _AGENCY = 9, 7, 6, 5, 4, 3, 2
_CREDITS = frozenset((
    KNOWN_ALONE, SHAPED_ALONE, SITE_ALONE, AGENCY_ALONE, WITH_PLACE, CREDITED, CREDITED_UNKNOWN, REPORTS, SIGN_OFF,
    WITH_PAGE, DATED, TITLE_TAIL,
))  # fmt: skip
_ALONE = {_AGENCY: AGENCY_ALONE, _SITE_NAME: SITE_ALONE}


# -- what a line says -----------------------------------------------------------------------------------------------


def read(text: str, lexicon: Lexicon) -> Source | None:
    """Read a credit: one line, or several joined by line feeds, without quoting marks.

    >>> words = Lexicon.default()
    >>> read("Originally published in The Globe and Mail, page B10", words).name
    'The Globe and Mail'
    >>> read("Copyright (c) 1996 Northfield Daily Courier. All rights reserved.", words).name
    'Northfield Daily Courier'
    >>> read("https://www.theguardian.com/world/2014/mar/13/some-story", words).name
    'The Guardian'
    >>> read("via someone https://example.blogspot.com/1.html", words).url
    'https://example.blogspot.com/1.html'
    >>> read("p. 7", words).name is None, read("***", words) is None, read("Image copyright Reuters", words) is None
    (True, True, True)
    """
    said = text.strip()
    if not any(char.isalnum() for char in said) or credits_picture(said):
        return None
    lines = _unwrapped([line.strip()[:_WINDOW] for line in said.split("\n")[:20] if line.strip()])
    best: tuple[int, str] = (0, "")
    for line in lines:
        for named in _names(line, lexicon):
            if named.worth > best[0]:
                best = (named.worth, _as_credited(line, named, lexicon))
    url = next((found for line in lines if (found := _url_in(line))), None)
    name = best[1] or (_outlet_of(url, lexicon) if url else None) or _only_name(lines, lexicon)
    return Source(name or None, url, said)


def credits_picture(text: str) -> bool:
    """Does a line say whose a picture is?

    >>> [credits_picture(line) for line in ("Image copyright Reuters", "Photo: AFP", "The Daily Picture")]
    [True, True, False]
    """
    return _PICTURE.match(text) is not None


def recognise(text: str, lexicon: Lexicon) -> Source | None:
    """`read`, for a text that nobody has judged yet: None unless it looks like a credit.

    >>> words = Lexicon.default()
    >>> [recognise(line, words) is None for line in ("via The Atlantic", "via the tunnel", "Talks fail - BBC News")]
    [False, True, False]
    """
    lines = [line.strip()[:_WINDOW] for line in text.strip().split("\n")[:20] if line.strip()]
    if not any(_is_credit(line, lexicon) for line in lines):
        return None
    return read(text, lexicon)


def _claims_rights(text: str) -> bool:
    folded = text.casefold()
    return any(map(folded.__contains__, _OF_CLAIM)) and _CLAIM.search(text) is not None


def _is_credit(line: str, lexicon: Lexicon) -> bool:
    """Does the stage see a credit in this line: an outlet alone, a link, a claim of rights, words that introduce one?

    >>> [_is_credit(line, Lexicon.default()) for line in ("Reuters, 3 May 2014", "Copyright law is old")]
    [True, False]
    """
    if _claims_rights(line):
        stated = _YEARS.search(line) or "rights reserved" in line.casefold()
        return bool(stated) or next(_names(line, lexicon), None) is not None
    if url := _url_in(line):
        return len(line.replace(url, " ").split()) <= 12
    clues = set(_credit(line, lexicon))
    if CREDITED_UNKNOWN in clues:
        return _is_told_to_be_source(line, lexicon)
    if clues & _CREDITS:
        return _is_written_as_name(line, lexicon)
    if outlet_behind(line, lexicon) or _names_outlet_at_an_end(line, lexicon):
        return True
    introduced = _credit_end(line, lexicon)
    if introduced is None and (label := _SOURCE_LABEL.match(line)):
        introduced = label.end()
    begins = introduced or 0
    for named in _names(line, lexicon):
        if named.worth >= _SITE_NAME or named.worth == _AGENCY:
            if named.worth == _AGENCY and named.start <= 3 and not _words_beside(line, named, 0, lexicon):
                return True  # Reuters, March 13
            claimed = introduced is not None or line.endswith(":") or _SMALL_C.match(line) is not None
            return claimed and len(_words_beside(line, named, begins, lexicon)) <= _FEW
    return False


def _words_beside(line: str, named: _Named, begins: int, lexicon: Lexicon) -> list[str]:
    """The words around a name, without dates, pages and what introduces it."""
    masked = _masked(line, lexicon)[0].replace("\x00", " ")
    around = f"{masked[begins : named.start]} {masked[named.end :]}"
    return [word for word in around.split() if any(char.isalnum() for char in word)]


def _is_told_to_be_source(line: str, lexicon: Lexicon) -> bool:
    """`Source: Wild Goose`; after `from` and `via`, which introduce much else, not a town, and not without a mark."""
    weak = _WEAK.match(line)
    if weak is None:
        end = _credit_end(line, lexicon)
        if end is None or not lexicon.has("source.weak_credits", line[:end]):
            return True
        rest = line[end:].strip(_MARKS)
        town = bool(rest) and fold(rest.split()[0]) in lexicon.lists["places.cities"]
        return not town and (line[end:].lstrip()[:1] in _QUOTED_NAME or line.endswith(":") or ":" in line[:end])
    rest = line[weak.end() :].strip(_MARKS)
    if fold(rest) in lexicon.lists["source.channels"] or fold(rest.split()[0]) in lexicon.lists["places.cities"]:
        return False
    return weak[1].startswith("v") or line[0] in "([" or line.endswith(":") or ":" in weak[0]


def _names_outlet_at_an_end(line: str, lexicon: Lexicon) -> bool:
    """`BBC News - Talks fail`, `Talks fail - Reuters`, `Talks fail (The Guardian)`."""
    marks = list(_TAIL.finditer(line))
    if marks:
        first, last = line[: marks[0].start()].strip(_MARKS), line[marks[-1].end() :].strip(_MARKS)
        if _is_agency(last, lexicon) or (lexicon.outlet(first) and _worth(first, False, lexicon) >= _KNOWN_INSIDE):
            return True
    closing = closing_credit(line, lexicon)
    return closing is not None and closing[0] is not None and lexicon.outlet(closing[0]) is not None


def _is_written_as_name(line: str, lexicon: Lexicon) -> bool:
    """Not `Morning star`: alone on its line, an outlet has capitals."""
    words = [word for word in line.strip(_MARKS).split() if fold(word) not in lexicon.lists["source.connectors"]]
    known = lexicon.outlet(line)
    return len(words) < 2 or not (known and words[-1].islower() and not known.split()[-1].islower())


def _unwrapped(lines: list[str]) -> list[str]:
    """Lines that were full, joined with the line below: a name may be broken over two."""
    joined: list[str] = []
    for line in lines:
        if (
            joined
            and len(joined[-1]) < _SHORT
            and len(lines[len(joined) - 1]) > 40
            and joined[-1][-1].isalnum()
            and line[0].isupper()
        ):
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
    return joined


def _as_credited(line: str, named: _Named, lexicon: Lexicon) -> str:
    """The name as written; an agency that claims rights goes by its usual name."""
    name = named.of(line)
    if named.worth == _AGENCY and _claims_rights(line):
        return agency_of(name, lexicon) or name
    start, end = _whole_name(line, named, lexicon)
    return line[start:end]


# `Il Giornale` + `dei Monti`, `Gazzetta` + `della Bassa`
_GOES_ON = re.compile(
    r"(?:\s(?:de|del|della|dell|dei|delle|degli|da|do|dos|das|du|des|d’|van|von|der)(?:\s(?:la|las|los|het|den))?"
    r"\s(?P<word>[A-ZÀ-ÝА-Я][\w’'-]{1,30}))(?:\s[A-ZÀ-Ý][\w’'-]{1,30})?"
)
_ARTICLE_BEFORE = re.compile(r"(?:^|[\s(])((?:De|Het|Il|Lo|La|Le|El|Der|Die|Das|O|A)\s)$")
_QUOTED_NAME = {"«": "»", "„": "“", "“": "”", "‹": "›"}


def _whole_name(line: str, named: _Named, lexicon: Lexicon) -> tuple[int, int]:
    """Where the name stands: up to the mark that closes it, or with what goes on behind it, and its article.

    >>> words = Lexicon.default()
    >>> [read(line, words).name for line in ("Fonte: Il Giornale dei Monti, 8 luglio", "Из газеты «Приречная правда»:")]
    ['Il Giornale dei Monti', 'Приречная правда']
    """
    start, end = named.start, named.end
    mark = line[start - 1 : start]
    if mark in _QUOTED_NAME and mark:
        close = line.find(_QUOTED_NAME[mark], end, end + 50)
        if close > 0:
            return start, close
    if (more := _GOES_ON.match(line, end)) and fold(more["word"]) not in {
        *lexicon.names["weekdays"],
        *lexicon.names["months"],
    }:
        end = more.end()
    has_article = fold(line[start:end].split()[0]) in lexicon.lists["source.articles"]
    if not has_article and (before := _ARTICLE_BEFORE.search(line[:start][-8:])):
        start -= len(before[1])
    return start, end


def _only_name(lines: list[str], lexicon: Lexicon) -> str | None:
    """What stands alone in a line that was chosen as a credit is the name, though nobody knows it."""
    for line in lines:
        if _PAGE_ONLY.match(line) or _URL.search(line):
            continue
        masked = _masked(line, lexicon)[0]
        for start, end in _segments(masked):
            words = [(start + word.start(), start + word.end()) for word in _WORD.finditer(line[start:end])]
            named = _introduced(line, words, lexicon)
            if named is not None and not any(char.isdigit() for char in named.of(line)):
                return line[slice(*_whole_name(line, named, lexicon))]
    return None


def outlet_in(text: str, lexicon: Lexicon) -> tuple[str, int, int] | None:
    """The outlet that a byline, a dateline or a headline's tail names, with its place in `text`; no agencies.

    >>> words = Lexicon.default()
    >>> outlet_in("Jane Doe, Chicago Tribune", words)
    ('Chicago Tribune', 10, 25)
    >>> outlet_in("Financial Times: Friday, November 8, 1996", words)[0]
    'Financial Times'
    >>> outlet_in("By Jane Doe, Northfield Courier Staff Writer", words)[0]
    'Northfield Courier'
    >>> outlet_in("By Jane Doe in Moscow", words) is None
    True
    """
    best: _Named | None = None
    head = text[:_WINDOW]
    credited = _credit_end(head, lexicon) is not None or _CODE.match(head) is not None
    for named in _names(head, lexicon):
        enough = named.worth >= _SITE_NAME or (credited and named.worth == _INTRODUCED)
        if enough and (best is None or named.worth > best.worth):
            best = named
    if best is None:
        return None
    start, end = _whole_name(text[:_WINDOW], best, lexicon)
    return text[start:end], start, end


def agency_of(text: str, lexicon: Lexicon) -> str | None:
    """The news agency that a line names, by its canonical name.

    >>> words = Lexicon.default()
    >>> agency_of("By Jane Doe, Associated Press Writer", words), agency_of("(ats/nxp)", words)
    ('AP', 'ATS')
    >>> agency_of("Philadelphia, Pa.", words) is None
    True
    """
    head = text[:_WINDOW]
    agencies = lexicon.names["agencies"]
    if _SIGN_OFF.match(head.strip()):
        for part in re.split(r"[\W_]+", head):
            if part.casefold() in agencies:
                return str(agencies[part.casefold()])
    masked = _masked(head, lexicon)[0]
    for start, end in _segments(masked):
        if found := _agency_in(head[start:end], lexicon):
            return found
    return None


def closing_credit(text: str, lexicon: Lexicon) -> tuple[str | None, int, int] | None:
    """The credit in brackets that closes an article's last paragraph: the outlet, and where the brackets stand.

    It names a known outlet, or stands beside a date; a date alone is a credit without an outlet.

    >>> words = Lexicon.default()
    >>> closing_credit("... would be monitored. (Northfield Post 8 Jun 94 p5)", words)
    ('Northfield Post', 24, 53)
    >>> [closing_credit(line, words)[0] for line in ("... he said. (Chicago Tribune, p. 3)", "... noon. (May 3, 1996)")]
    ['Chicago Tribune', None]
    >>> [closing_credit(line, words) for line in ("... Lee (born May 3, 1920)", "... (Jane Doe, 3 May 1996)", "(ha!)")]
    [None, None, None]
    """
    begins = max(0, len(text) - _SHORT)
    match = _CLOSING.search(text, begins)
    if match is None:
        return None
    inside = match["inside"]
    dates = find_dates(inside, lexicon)
    head = inside[: dates[0].span.start] if dates else inside
    name = " ".join(head.split()).strip(_MARKS)
    if dates:
        if name and not _is_capitalised(name, lexicon):
            return None
        return name or None, *match.span("brackets")
    found = outlet_in(inside, lexicon)
    if found is None or found[1] > 4 or len(_PAGE.sub("", inside[found[2] :]).split()) > 3:
        return None
    return " ".join(found[0].split()), *match.span("brackets")


def _is_capitalised(name: str, lexicon: Lexicon) -> bool:
    """Is this a name of a few words, and not a person's?"""
    words = name.split()
    small = lexicon.lists["source.connectors"]
    named = all(word[0].isupper() or word[0].isdigit() or word.casefold() in small or word in "&-" for word in words)
    known = lexicon.outlet(name) or _is_shaped(name, lexicon)
    return named and len(words) <= 7 and name[0].isupper() and (bool(known) or not is_person(name, lexicon))


def outlet_behind(text: str, lexicon: Lexicon) -> tuple[str, int, int] | None:
    """The outlet that stands behind a headline, after its last dash or bar.

    >>> words = Lexicon.default()
    >>> outlet_behind("Pound falls again - BBC News", words)
    ('BBC News', 20, 28)
    >>> outlet_behind("The Times they are a-changing", words) is None
    True
    """
    marks = list(_TAIL.finditer(text[:_WINDOW]))
    for mark in reversed(marks[-2:]):
        tail = text[mark.end() : _WINDOW]
        name = tail.strip(_MARKS)
        if name and (lexicon.outlet(name) or _is_shaped(name, lexicon) or _SITE.fullmatch(name)):
            start = mark.end() + tail.find(name)
            return name, start, start + len(name)
    return None


def site_of(page: Page, lexicon: Lexicon, headline: str | None = None) -> tuple[str, Span] | None:
    """The outlet whose page this is, where a whole page was saved: the end of the page's title, or its claim of rights.

    For an article that credits nobody itself. A title's last part counts if it is an outlet's name, if the article's
    headline stands before it, or if it is said again on the page, alone or where rights are claimed.

    >>> page = Page.of("Pound falls again | Northfield Life\\n\\nMenu\\n\\n(c) 2019 Northfield Life")
    >>> site_of(page, Lexicon.default())
    ('Northfield Life', Span(start=20, end=35))
    """
    return _end_of_title(page, lexicon, headline) or _claimant(page, lexicon)


def _end_of_title(page: Page, lexicon: Lexicon, headline: str | None) -> tuple[str, Span] | None:
    if not page.lines:
        return None
    first = page.lines[0]
    title = first.content[:_WINDOW]
    begins = first.content_start
    if found := outlet_behind(title, lexicon):
        return found[0], Span(begins + found[1], begins + found[2])
    for mark in list(_TITLE_TAIL.finditer(title))[-1:]:
        name = title[mark.end() :].strip(_MARKS)
        stated = headline is not None and fold(title[: mark.start()]) == fold(headline)
        if 2 <= len(name) <= 40 and (stated or _is_said_again(name, page)):
            start = begins + title.find(name, mark.end())
            return name, Span(start, start + len(name))
    return None


def _claimant(page: Page, lexicon: Lexicon) -> tuple[str, Span] | None:
    """The outlet for which the last lines of the page claim rights."""
    for line in reversed(page.lines[-60:]):
        text = line.content[:_WINDOW]
        if len(line.content) <= _WINDOW and _claims_rights(text):
            for named in _names(text, lexicon):
                if named.worth >= _SHAPED_INSIDE:
                    begins = line.content_start
                    return named.of(text), Span(begins + named.start, begins + named.end)
    return None


def _is_said_again(name: str, page: Page) -> bool:
    folded = fold(name)
    short = (line.content for line in page.lines[1:] if len(line.content) <= _SHORT)
    return any(fold(text) == folded or (folded in fold(text) and _claims_rights(text)) for text in short)


# -- finding names --------------------------------------------------------------------------------------------------


def _names(line: str, lexicon: Lexicon) -> Iterator[_Named]:
    """Every name in a line that may be the outlet's, from left to right."""
    whole = line.strip(_MARKS)
    if whole and (lexicon.outlet(whole) or whole.casefold() in lexicon.names["domains"]):
        start = line.find(whole)
        yield _Named(start, start + len(whole), _worth(whole, True, lexicon) or _SITE_NAME)
        return
    masked, introduced = _masked(line, lexicon)
    if introduced is None and _CODE.match(line):
        introduced = 0
    for start, end in _segments(masked):
        yield from _names_in(line, start, end, lexicon, introduced is not None and start >= introduced)
        if introduced is not None and start >= introduced:
            introduced = len(line) + 1  # only the first name after `From` is introduced by it


def _names_in(line: str, start: int, end: int, lexicon: Lexicon, introduced: bool) -> Iterator[_Named]:
    piece = line[start:end]
    if lexicon.outlet(piece) and (worth := _worth(piece, introduced, lexicon)):
        yield _trimmed(line, start, end, worth)
        return
    if _is_agency(piece, lexicon):
        yield _trimmed(line, start, end, _AGENCY)
        return
    site = _SITE.search(piece)
    if site:
        yield _Named(start + site.start(), start + site.end(), _SITE_NAME)
    words = [(start + word.start(), start + word.end()) for word in _WORD.finditer(piece)]
    if _is_shaped(piece, lexicon):
        yield from _in_run(line, words, lexicon, introduced)
        return
    closes = _QUOTED_NAME.get(line[start - 1 : start]) if introduced and start else None
    if closes and line[end : end + 1] == closes and len(words) <= 6 and line[start].isupper():
        yield _Named(start, end, _INTRODUCED)
        return
    found = False
    for run in _runs(line, words, lexicon):
        for named in _in_run(line, run, lexicon, introduced):
            found = True
            yield named
    name = _introduced(line, words, lexicon) if introduced and not found and not site else None
    if name is not None:
        yield name


def _worth(name: str, introduced: bool, lexicon: Lexicon) -> int:
    """How sure we are of a name that the registry has; 0 where it is rather another word."""
    if _SITE.fullmatch(name):
        return _KNOWN - 1
    folded = fold(name)
    if folded not in lexicon.lists["source.ambiguous"]:
        return _KNOWN
    capital = all(word[0].isupper() for word in name.split())
    if capital and (introduced or folded.startswith("the ") or folded not in lexicon.lists["source.generic"]):
        return _KNOWN_INSIDE
    return 0


def _in_run(line: str, run: list[tuple[int, int]], lexicon: Lexicon, introduced: bool) -> Iterator[_Named]:
    """The outlet in a run of capitalised words: known, or of the right shape; else the agency that it opens with."""
    start, whole_end = run[0][0], run[-1][1]
    bare = run
    while len(bare) > 1 and fold(line[slice(*bare[-1])]) in lexicon.lists["source.company_words"]:
        bare = bare[:-1]
    if (introduced or len(bare) > 1) and lexicon.outlet(line[start : bare[-1][1]]):
        yield _trimmed(line, start, bare[-1][1], _KNOWN_INSIDE)
        return
    for count in (4, 3, 2, 1):
        if len(bare) >= count and _is_agency(line[start : bare[count - 1][1]], lexicon):
            yield _trimmed(line, start, bare[count - 1][1], _AGENCY)
            return
    known = _known_within(line, run, lexicon)
    shaped = _is_shaped(line[start:whole_end], lexicon)
    # "Le Journal de Villefort" is another paper than one called Le Journal
    of = _OF.match(line, known.end, whole_end) if known is not None and known.start == start else None
    goes_on = of is not None and of[1] in lexicon.lists["source.of"]
    if known is not None and not (shaped and goes_on):
        yield known
        return
    if shaped:
        yield _trimmed(line, start, whole_end, _SHAPED)
        return
    for first in range(max(1, len(run) - 7), len(run) - 1):
        if _is_shaped(line[run[first][0] : whole_end], lexicon):
            yield _trimmed(line, run[first][0], whole_end, _SHAPED_INSIDE)
            return


def _known_within(line: str, run: list[tuple[int, int]], lexicon: Lexicon) -> _Named | None:
    """The longest outlet that the registry knows among these words; of one word only when it can be no other word."""
    size = min(len(run), 24)
    for count in range(min(size, 7), 0, -1):
        for first in range(size - count + 1):
            start, end = run[first][0], run[first + count - 1][1]
            name = line[start:end]
            if not lexicon.outlet(name) or (count == 1 and not (size == 1 and _stands_out(name))):
                continue
            if fold(name) in lexicon.lists["source.ambiguous"] or (
                count > 1 and first and fold(name).startswith("the ")
            ):
                continue
            if first and line[slice(*run[first - 1])] in ("The", "THE"):
                start = run[first - 1][0]
            if count > 1 and name.endswith(" magazine"):
                end -= len(" magazine")
            return _trimmed(line, start, end, _KNOWN_INSIDE)
    return None


def _stands_out(name: str) -> bool:
    """Can this one word be no other word: an abbreviation, or written in an odd way?"""
    return len(name) > 2 and (name.isupper() or any(char.isupper() for char in name[1:]) or len(name) >= 8)


def _introduced(line: str, words: list[tuple[int, int]], lexicon: Lexicon) -> _Named | None:
    """A name that only its introduction makes an outlet's: capitalised, at most six words, and nobody's own name."""
    taken: list[tuple[int, int]] = []
    for start, end in words:
        word = line[start:end]
        small = word.islower() and word.strip(_NAME_END) not in lexicon.lists["source.connectors"]
        if taken and (small or word.casefold() in lexicon.lists["source.role_words"]):
            break
        taken.append((start, end))
    while taken and line[slice(*taken[-1])].strip(_NAME_END).casefold() in lexicon.lists["source.connectors"]:
        taken.pop()
    if not taken or len(taken) > 6:
        return None
    first = line[slice(*taken[0])]
    name = line[taken[0][0] : taken[-1][1]]
    if not any(char.isupper() for char in name) or first.casefold() in lexicon.lists["names.first"] or len(name) < 2:
        return None
    return _trimmed(line, taken[0][0], taken[-1][1], _INTRODUCED)


def _runs(line: str, words: list[tuple[int, int]], lexicon: Lexicon) -> Iterator[list[tuple[int, int]]]:
    """Runs of capitalised words; small words that names contain (`of`, `and`, `de`) don't break a run."""
    connectors, roles = lexicon.lists["source.connectors"], lexicon.lists["source.role_words"]
    heads = lexicon.lists["source.small_shape_words"]
    run: list[tuple[int, int]] = []
    for start, end in words:
        word = line[start:end].strip(_NAME_END)
        small = word.casefold() in connectors or (not word.isascii() and word.casefold() in heads)
        if word and word.casefold() not in roles and (word[0].isupper() or word[0].isdigit() or (small and run)):
            run.append((start, end))
        elif run:
            yield _without_connectors(line, run, connectors)
            run = []
    if run:
        yield _without_connectors(line, run, connectors)


def _without_connectors(line: str, run: list[tuple[int, int]], connectors: frozenset[str]) -> list[tuple[int, int]]:
    while len(run) > 1 and line[slice(*run[-1])].strip(_NAME_END).casefold() in connectors:
        run = run[:-1]
    return run


def _is_shaped(name: str, lexicon: Lexicon) -> bool:
    """Is this built like the name of a paper, a magazine or a station?

    >>> words = Lexicon.default()
    >>> [_is_shaped(name, words) for name in ("The Northfield Courier", "Daily Whistle", "Seetaler Zeitung", "WXYZ-TV")]
    [True, True, True, True]
    >>> [_is_shaped(name, words) for name in ("Breaking News", "Older Post", "Jane Post", "Times", "a daily paper")]
    [False, False, False, False, False]
    """
    name = name.strip(_MARKS)
    if _CALL_SIGN.match(name):
        return True
    lists = lexicon.lists
    words = [word.strip(_NAME_END) for word in name.split()]
    folded = [fold(word) for word in words]
    if not 2 <= len(words) <= 7:
        return len(words) == 1 and _has_suffix(folded[0], lexicon) and words[0][0].isupper()
    connectors = lists["source.connectors"]
    if any(word in lists["source.role_words"] for word in folded):
        return False
    small_heads = lists["source.small_shape_words"]
    folded = [_without_article(word, lists["source.articles"]) for word in folded]
    if not all(
        word and (word[0].isupper() or small in connectors or small in small_heads or word[0].isdigit())
        for word, small in zip(words, folded, strict=True)
    ):
        return False
    if len(words) == 2 and (folded[0] in lists["names.first"] or folded[0] in lists["source.adjectives"]):
        return False
    if folded[-1] in connectors or (folded[0] in connectors and folded[0] not in lists["source.articles"]):
        return False
    if folded[0] in lists["source.articles"] and folded[1] in lists["source.articles"]:
        return False  # `De El Eco de la Sierra`: from that paper
    own = [word for word in folded if word not in connectors and word not in lists["source.articles"]]
    heads = lists["source.shape_words"] | small_heads if not name.isascii() else lists["source.shape_words"]
    headed = bool(own) and (own[-1] in heads or _has_suffix(own[-1], lexicon) or own[-1].rpartition("-")[2] in heads)
    opened = folded[0] in lists["source.shape_openings"] or (
        len(own) > 1 and folded[0] in lists["source.articles"] and own[0] in lists["source.shape_openings"]
    )
    of = (
        len(words) > 2
        and own[0] in heads
        and own[0] not in lists["source.never_of"]
        and any(_without_name(word) in lists["source.of"] for word in folded[1:3])
    )
    loose = any(word in ("of", "in", "for", "to", "at", "on") for word in folded)
    if not (of or ((headed or opened) and not loose)):
        return False
    rest = [word for word in own if word not in lists["source.generic"]]
    return bool(rest)


def _without_article(word: str, articles: frozenset[str]) -> str:
    """`eco` for `l'eco`"""
    article, mark, rest = word.partition("'")
    return rest if mark and article + mark in articles else word


def _without_name(word: str) -> str:
    """`dell'` for `dell'isola`"""
    article, mark, _ = word.partition("'")
    return article + mark


def _has_suffix(word: str, lexicon: Lexicon) -> bool:
    return any(
        word.endswith(suffix) and len(word) > len(suffix) + 2 for suffix in _suffixes(lexicon).get(word[-2:], ())
    )


@lru_cache(maxsize=8)
def _suffixes(lexicon: Lexicon) -> Mapping[str, tuple[str, ...]]:
    """The endings of outlets' names by their last two letters."""
    found: dict[str, tuple[str, ...]] = {}
    for suffix in lexicon.lists["source.shape_suffixes"]:
        found[suffix[-2:]] = (*found.get(suffix[-2:], ()), suffix)
    return found


def _is_agency(name: str, lexicon: Lexicon) -> bool:
    folded = fold(name).removeprefix("the ")
    canonical = lexicon.names["agencies"].get(folded)
    return canonical is not None and (
        len(folded) > 4 or name.strip(_MARKS).isupper() or name.strip(_MARKS) == canonical
    )


def _agency_in(piece: str, lexicon: Lexicon) -> str | None:
    """The agency that a piece of a line is, or names among other words."""
    agencies = lexicon.names["agencies"]
    if _is_agency(piece, lexicon):
        return str(agencies[fold(piece).removeprefix("the ")])
    words = piece.split()[:40]
    by_role = bool(words) and fold(words[-1]) in lexicon.lists["source.role_words"]
    for count in (5, 4, 3, 2, 1):
        for first in range(len(words) - count + 1):
            phrase = " ".join(words[first : first + count])
            folded = fold(phrase)
            if count == 1 and is_person(" ".join(words[first : first + 2]), lexicon):
                continue  # some agencies' names are first names too
            if folded in agencies and phrase[0].isupper() and (len(folded) > 4 or (by_role and phrase.isupper())):
                return str(agencies[folded])
    return None


def _trimmed(line: str, start: int, end: int, worth: int) -> _Named:
    while start < end and line[start] in _MARKS:
        start += 1
    while end > start and line[end - 1] in _NAME_END + "<>()[]":
        end -= 1
    if line.startswith("the ", start):
        start += len("the ")
    return _Named(start, end, worth)


# -- taking away what is no name ------------------------------------------------------------------------------------


def _masked(line: str, lexicon: Lexicon) -> tuple[str, int | None]:
    """The line with dates, links, pages and claims blanked out at the same length, and where a credit's name begins."""
    spans = [match.span() for match in _URL.finditer(line)] if _may_link(line) else []
    if "@" in line or "[" in line:
        spans += [match.span() for match in _MAIL.finditer(line)]
    spans += [(one.span.start, one.span.end) for one in find_dates(line, lexicon)]
    spans += [match.span() for pattern in (_YEARS, _PAGE) for match in pattern.finditer(line)]
    folded = line.casefold()
    of_rights = any(map(folded.__contains__, _OF_RIGHTS))
    rights = [match.span() for match in _RIGHTS.finditer(line)] if of_rights else []
    if rights:
        low = line.casefold()
        claims = ((low.find(phrase), len(phrase)) for phrase in lexicon.lists["source.rights"])
        rights.extend((at, at + size) for at, size in claims if at >= 0 and len(low) == len(line))
    begins = _credit_end(line, lexicon)
    if begins is None and rights:
        begins = rights[0][0]
    elif begins is not None:
        spans.append((0, begins))
    if verb := _verb(lexicon).search(line):
        spans.append(verb.span())
        if as_ := _AS.match(line):
            spans.append(as_.span())
        begins = 0 if begins is None and verb.start() < 60 else begins
    if weekday := _WEEKDAYS.search(line):
        spans.append(weekday.span())
    chars = list(line)
    for start, end in (*spans, *rights):
        chars[start:end] = "\x00" * (end - start)
    return "".join(chars), begins


def _credit_end(line: str, lexicon: Lexicon) -> int | None:
    """Where the words end that introduce a source (`Originally published in`), None when the line does not begin so."""
    credits = lexicon.lists["source.credits"]
    lead = len(line) - len(line.lstrip(_MARKS))
    opens = line[lead : lead + 120]
    words = []
    if opens.replace("\u2019", "'").casefold().startswith(_credits_begin(lexicon)):
        words = [(lead + word.start(), lead + word.end()) for word in _WORD_OR_LABEL.finditer(opens)]
    for count in range(min(8, len(words)), 0, -1):
        end = words[count - 1][1]
        last = line[slice(*words[count - 1])]
        if fold(line[lead:end]) in credits and (last != "The" or count == len(words)):
            return end
    long = _INTRODUCTION.match(line) or _READ_AT.match(line)
    return long.end() if long else None


@lru_cache(maxsize=8)
def _credits_begin(lexicon: Lexicon) -> tuple[str, ...]:
    """The first words of what introduces a source."""
    return tuple({phrase.split()[0] for phrase in lexicon.lists["source.credits"] if phrase})


def _segments(masked: str) -> Iterator[tuple[int, int]]:
    """The pieces between marks of punctuation, white space left out."""
    start = 0
    for match in _BREAK.finditer(masked):
        yield from _stripped(masked, start, match.start())
        start = match.end()
    yield from _stripped(masked, start, len(masked))


def _stripped(masked: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = masked[start:end]
    kept = piece.strip(" -–—~.'`>#")
    if any(char.isalpha() for char in kept):
        at = start + piece.find(kept)
        yield at, at + len(kept)


# -- links ----------------------------------------------------------------------------------------------------------


def _may_link(line: str) -> bool:
    return "/" in line or "www." in line.casefold()


def _url_in(line: str) -> str | None:
    match = _URL.search(line) if _may_link(line) else None
    return match[0].rstrip(".,;:!?…") if match else None


def _outlet_of(url: str, lexicon: Lexicon) -> str | None:
    """The outlet that publishes under this address.

    >>> _outlet_of("http://news.bbc.co.uk/2/hi/1.stm", Lexicon.default())
    'BBC News'
    """
    known: str | None = _by_domain(url, lexicon.names["domains"])
    return known


def _by_domain(url: str, domains: object) -> str | None:
    host = _host(url)
    labels = host.split(".")
    for first in range(max(1, len(labels) - 1)):
        found = domains.get(".".join(labels[first:]))  # type: ignore[attr-defined]
        if found:
            return str(found)
    return None


def _host(url: str) -> str:
    match = _HOST.match(url)
    return match[1].casefold() if match else ""


def _is_among(host: str, hosts: frozenset[str]) -> bool:
    labels = host.split(".")
    return any(".".join(labels[first:]) in hosts for first in range(len(labels)))


# -- what a line looks like -----------------------------------------------------------------------------------------

# `Reprinted with permission from the Harbour Herald`, `Excerpted from:`, `From the May issue of ...`
_TAKEN = re.compile(
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
_BEFORE_TEXT = re.compile(
    r"[\"“(*\s-]{0,4}"
    r"(?P<from>(?:[Ff]rom|FROM|[Vv]ia|[Oo]n|[Ii]n|[Pp]er|[Aa]ccording to)\s(?:[Tt]he\s)?(?:[Tt]oday['’]s\s)?)?"
    r"(?P<name>[A-Z][^:.?!\"“”()\n]{2,45}?)\s{0,2}:\s{1,3}(?=[\"“‘'*(]{0,2}\s?[A-Z])"
)


def observe(page: Page, lexicon: Lexicon) -> Iterator[Sighting]:
    """Say which lines name who published the article."""
    near = _near_text(page)
    alone: list[int] = []
    for line in page.lines:
        if not line.content:
            continue
        block = page.block_of[line.index]
        running = block.is_prose and len(block) > 1  # a line of a wrapped paragraph is no credit
        clues = list(_look(line, lexicon, near[line.index], running))
        if KNOWN_ALONE in clues or SHAPED_ALONE in clues:
            alone.append(line.index)
        yield from ((line.index, clue) for clue in clues)
    yield from _listed(alone)
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


def credit_before_text(text: str, lexicon: Lexicon) -> tuple[str, int, int] | None:
    """The outlet with which a paragraph opens, and where it stands: `Harbour Post : The ...`, `From the Post: The ...`.

    >>> words = Lexicon.default()
    >>> credit_before_text("From the Daily Whistle: Just two days after the vote, the rector resigned.", words)
    ('Daily Whistle', 9, 22)
    >>> credit_before_text("Washington Post : Some members of the house were for it.", words)[0]
    'Washington Post'
    >>> lines = ("Daily life: It goes on, as ever.", "Times: they are a-changing.", "CNN: What do you think?")
    >>> [credit_before_text(line, words) for line in lines]
    [None, None, None]
    """
    match = _BEFORE_TEXT.match(text)
    if match is None or text.endswith("?"):
        return None
    name, start = match["name"].rstrip(), match.start("name")
    introduced = match["from"] is not None
    named = lexicon.outlet(name) is not None and (introduced or not lexicon.has("source.ambiguous", name))
    if not named and not _is_shaped(name, lexicon):
        return None
    return name, start, start + len(name)


def _near_text(page: Page) -> list[bool]:
    """For every line, whether running text stands within a few paragraphs of it."""
    prose = [position for position, block in enumerate(page.blocks) if block.is_prose]
    # a typed head is long: outlet, day, page, headline in three lines, byline, place
    above = _NEAR + (10 if page.width else 2)
    near = [False] * len(page.blocks)
    for position in prose:
        for other in range(max(0, position - above), min(len(near), position + _NEAR + 1)):
            near[other] = True
    return [near[position] for position, block in enumerate(page.blocks) for _ in range(len(block))]


def _listed(alone: list[int]) -> Iterator[Sighting]:
    run: list[int] = []
    for index in (*alone, -2):
        if run and index != run[-1] + 1:
            if len(run) >= 3:
                yield from ((one, AMONG_OTHERS) for one in run)
            run = []
        run.append(index)


def _look(line: PhysicalLine, lexicon: Lexicon, near: bool, running: bool) -> Iterator[Clue]:
    text = line.content[:_WINDOW]
    if _claims_rights(text):
        yield from _rights(text, lexicon, near)
        return
    if len(line.content) <= _LONGEST_TAKEN and _TAKEN.match(text):
        yield TAKEN_DATED if find_dates(text, lexicon) else TAKEN
    if len(line.content) > _SHORT:
        if len(line.content) <= _WINDOW and (url := _url_in(text)) and len(url) * 2 > len(text):
            yield from _link(text, url, lexicon, near)
        return
    if url := _url_in(text):
        yield from _link(text, url, lexicon, near)
        return
    if _PAGE_ONLY.match(text):
        yield PAGE
        return
    if len(line.content) <= 120 and not running and not _BULLET.match(line.text):
        clues = _credit_clues(text, lexicon)
        yield from clues
        if any(clue.role is Role.SOURCE for clue in clues):
            yield NEAR if near else FAR


def _rights(text: str, lexicon: Lexicon, near: bool) -> Iterator[Clue]:
    if any(named.worth != _INTRODUCED for named in _names(text, lexicon)):
        yield RIGHTS_OF_OUTLET
    yield RIGHTS_NEAR if near else RIGHTS_FAR


def _link(text: str, url: str, lexicon: Lexicon, near: bool) -> Iterator[Clue]:
    rest = text.replace(url, " ").strip(_MARKS)
    if len(rest) > 60:
        return
    host = _host(url)
    if rest:
        yield LABELLED_LINK
    else:
        yield LINK_ALONE
    if _is_among(host, lexicon.lists["source.blog_hosts"]):
        yield LINK_TO_SHARE if _SHARE_PATH.search(url) else LINK_TO_BLOG
    elif _SHARE_PATH.search(url):
        yield LINK_TO_SHARE
    elif _outlet_of(url, lexicon):
        yield LINK_TO_NEWS
    if _ARTICLE_PATH.search(url):
        yield LINK_TO_ARTICLE
    yield LINK_NEAR if near else LINK_FAR


@lru_cache(maxsize=512)  # menus say the same again and again
def _credit_clues(text: str, lexicon: Lexicon) -> tuple[Clue, ...]:
    return tuple(_credit(text, lexicon))


def _credit(text: str, lexicon: Lexicon) -> Iterator[Clue]:
    """What a short line without a link says of an outlet."""
    if _SIGN_OFF.match(text) and agency_of(text, lexicon):
        yield SIGN_OFF
        return
    bare = text.strip(_MARKS)
    introduced = _credit_end(text, lexicon)
    if introduced is not None and _MAIL.search(text):
        return  # the header of a mail
    if len(text) > 80 and introduced is None and not _MAY_CREDIT.search(text):
        return
    best = max(_names(text, lexicon), key=lambda named: named.worth, default=None)
    if best is None:
        return
    rest = (text[: best.start] + " " + text[best.end :]) if introduced is None else text[max(introduced, best.end) :]
    if find_dates(text, lexicon):
        if best.worth >= _SHAPED_INSIDE and len(best.of(text)) * 3 > len(bare):
            yield DATED
        return
    if introduced is not None:
        if len(rest.split()) <= 4:
            yield CREDITED_UNKNOWN if best.worth == _INTRODUCED else CREDITED
        return
    if len(best.of(text)) >= len(bare):
        yield from _alone(text, best, lexicon)
    elif best.worth == _INTRODUCED:
        return
    elif _verb(lexicon).search(text) and len(rest.split()) <= 5:
        yield REPORTS
    elif _PAGE.search(rest) and len(rest.split()) <= 6:
        yield WITH_PAGE
    elif best.worth >= _SHAPED and best.start <= 3 and len(rest.split()) <= 4 and any(mark in rest for mark in "(,"):
        yield WITH_PLACE
    elif outlet_behind(text, lexicon) and len(rest) > 25:
        yield TITLE_TAIL
    elif len(text) <= 80 and best.worth >= _SHAPED_INSIDE:
        yield INSIDE


def _alone(text: str, named: _Named, lexicon: Lexicon) -> Iterator[Clue]:
    if named.worth == _INTRODUCED:
        return
    folded = fold(named.of(text))
    if folded in lexicon.lists["source.generic"]:
        return
    if folded in lexicon.lists["source.ambiguous"]:
        yield AMBIGUOUS_ALONE
    else:
        yield _ALONE.get(named.worth, KNOWN_ALONE if named.worth >= _KNOWN_INSIDE else SHAPED_ALONE)
    if _BRACKETS.match(text):
        yield BRACKETED
    elif _DASH.match(text):
        yield SIGNED
    elif text.rstrip().endswith(":"):
        yield INTRODUCES
