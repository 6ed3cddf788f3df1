"""Who published: the name that a line gives, in a credit, behind a headline, in a byline or a dateline."""

from __future__ import annotations

from clipparse import lazy
from clipparse.facts.blanks import PAGE_NUMBER, credit_end, masked, segments
from clipparse.facts.dates import find_dates
from clipparse.facts.links import SITE
from clipparse.facts.named import CODE, QUOTED_NAME, Named, names
from clipparse.facts.outlets import AGENCY_KEY, INTRODUCED, MARKS, SITE_NAME, agency_in, hints_in, is_shaped
from clipparse.facts.people import is_person
from clipparse.lexicon import Lexicon, fold

# Who published stands in a short line, or at the beginning of a long one.
WINDOW = 400
_CLOSING_WITHIN = 160
SIGN_OFF = lazy.compile(r"[\[(][A-Za-zÀ-ÿ]{2,5}(?:[/,-]\s?[A-Za-zÀ-ÿ]{2,8}){0,3}[\])]$")
_CLOSING = lazy.compile(r"(?P<brackets>[(\[](?P<inside>[^()\[\]]{4,120})[)\]])\s{0,3}$")
_LETTERS = lazy.compile(r"[^\W_]+")
TAIL = lazy.compile(r"\s(?:[-–—|·•:]|--|::|\|\|)\s")
# `Il Giornale` + `dei Monti`, `Gazzetta` + `della Bassa`
_GOES_ON = lazy.compile(
    r"(?:\s(?:de|del|della|dell|dei|delle|degli|da|do|dos|das|du|des|d’|van|von|der)(?:\s(?:la|las|los|het|den))?"
    r"\s(?P<word>[A-ZÀ-ÝА-Я][\w’'-]{1,30}))(?:\s[A-ZÀ-Ý][\w’'-]{1,30})?"
)
_ARTICLE_BEFORE = lazy.compile(r"(?:^|[\s(])((?:De|Het|Il|Lo|La|Le|El|Der|Die|Das|O|A)\s)$")
_PIECES = frozenset(("article", "story", "report", "piece", "editorial", "column"))
_OPENING = 80  # characters: the longest of what this matches
_BEFORE_TEXT = lazy.compile(
    r"[\"“(*\s-]{0,4}"
    r"(?P<from>(?:[Ff]rom|FROM|[Vv]ia|[Oo]n|[Ii]n|[Pp]er|[Aa]ccording to)\s(?:[Tt]he\s)?(?:[Tt]oday['’]s\s)?)?"
    r"(?P<name>[A-Z][^:.?!\"“”()\n]{2,45}?)\s{0,2}:\s{1,3}(?=[\"“‘'*(]{0,2}\s?[A-Z])"
)
# as alerts for news give it: `Quay Lantern (subscription) - Northfield,MA,USA The rector ...`
_ALERT = lazy.compile(
    r"(?P<name>[^\W\d_][\w.&'’-]{1,20}(?: [\w.&'’-]{1,20}){0,4})"
    r"(?: \((?:subscription|registration|[Pp]ress [Rr]elease)\))?"
    r" - (?:[\w. ]{2,20},){0,2}(?:USA|UK|United States|Canada|Australia|India|Ireland|New Zealand|South Africa)"
    r"\s(?=[A-Z.\"“])"
)


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
    head = text[:WINDOW]
    credited = credit_end(head, lexicon) is not None or CODE.match(head) is not None
    enough = (one for one in names(head, lexicon) if one.worth >= SITE_NAME or (credited and one.worth == INTRODUCED))
    best = max(enough, key=lambda one: one.worth, default=None)
    if best is None:
        return None
    start, end = whole_name(head, best, lexicon)
    return text[start:end], start, end


def agency_of(text: str, lexicon: Lexicon) -> str | None:
    """The news agency that a line names, by its canonical name.

    >>> words = Lexicon.default()
    >>> agency_of("By Jane Doe, Associated Press Writer", words), agency_of("(ats/nxp)", words)
    ('AP', 'ATS')
    >>> agency_of("Philadelphia, Pa.", words) is None
    True
    """
    found = agency_and_place(text, lexicon)
    return found[0] if found else None


def agency_and_place(text: str, lexicon: Lexicon) -> tuple[str, int, int] | None:
    """The same, with the place in `text` where it is named.

    >>> agency_and_place("By Jane Doe, Associated Press Writer", Lexicon.default())
    ('AP', 13, 29)
    """
    head = text[:WINDOW]
    if not hints_in(head, lexicon) & AGENCY_KEY:
        return None
    agencies = lexicon.names["agencies"]
    if SIGN_OFF.match(head.strip()):
        for part in _LETTERS.finditer(head):
            if part[0].casefold() in agencies:
                return str(agencies[part[0].casefold()]), *part.span()
    for start, end in segments(masked(head, lexicon)[0]):
        if found := agency_in(head[start:end], lexicon):
            return found[0], start + found[1], start + found[2]
    return None


def agency_as_written(text: str, lexicon: Lexicon) -> str | None:
    """The same as the line has it.

    >>> agency_as_written("By Jane Doe, Associated Press Writer", Lexicon.default())
    'Associated Press'
    """
    found = agency_and_place(text, lexicon)
    return " ".join(text[found[1] : found[2]].split()) if found else None


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
    match = _CLOSING.search(text, max(0, len(text) - _CLOSING_WITHIN)) if text.rstrip()[-1:] in (")", "]") else None
    if match is None:
        return None
    inside = match["inside"]
    if dates := find_dates(inside, lexicon):
        name = " ".join(inside[: dates[0].span.start].split()).strip(MARKS)
        return None if name and not _is_capitalised(name, lexicon) else (name or None, *match.span("brackets"))
    found = outlet_in(inside, lexicon)
    if found is None or found[1] > 4 or len(PAGE_NUMBER.sub("", inside[found[2] :]).split()) > 3:
        return None
    return " ".join(found[0].split()), *match.span("brackets")


def _is_capitalised(name: str, lexicon: Lexicon) -> bool:
    """Is this a name of a few words, and not a person's?"""
    words = name.split()
    small = lexicon.lists["source.connectors"]
    named = all(word[0].isupper() or word[0].isdigit() or word.casefold() in small or word in "&-" for word in words)
    if not named or len(words) > 7 or not name[0].isupper():
        return False
    return bool(lexicon.outlet(name)) or is_shaped(name, lexicon) or not is_person(name, lexicon)


def outlet_behind(text: str, lexicon: Lexicon) -> tuple[str, int, int] | None:
    """The outlet that stands behind a headline, after its last dash or bar.

    >>> words = Lexicon.default()
    >>> outlet_behind("Pound falls again - BBC News", words)
    ('BBC News', 20, 28)
    >>> outlet_behind("The Times they are a-changing", words) is None
    True
    """
    marks = list(TAIL.finditer(text[:WINDOW]))
    for mark in reversed(marks[-2:]):
        tail = text[mark.end() : WINDOW]
        name = tail.strip(MARKS)
        if ":" in name:  # `May 3, 2004: The Gazette`
            name = name.rpartition(":")[2].strip()
        if name and (lexicon.outlet(name) or is_shaped(name, lexicon) or SITE.fullmatch(name)):
            start = mark.end() + tail.rfind(name)
            return name, start, start + len(name)
    return None


def whole_name(line: str, named: Named, lexicon: Lexicon) -> tuple[int, int]:
    """Where the name stands: up to the mark that closes it, or with what goes on behind it, and its article."""
    start, end = named.start, _bare_end(line, named.start, named.end, lexicon)
    mark = line[start - 1 : start]
    if mark in QUOTED_NAME and mark:
        close = line.find(QUOTED_NAME[mark], end, end + 50)
        if close > 0:
            return start, close
    if (more := _GOES_ON.match(line, end)) and not _is_calendar(more["word"], lexicon):
        end = more.end()
    has_article = fold(line[start:end].split()[0]) in lexicon.lists["source.articles"]
    if not has_article and (before := _ARTICLE_BEFORE.search(line[:start][-8:])):
        start -= len(before[1])
    return start, end


def _bare_end(line: str, start: int, end: int, lexicon: Lexicon) -> int:
    """Where a name ends without what it has published: `BBC Article`, `NY Post's`."""
    name = line[start:end]
    if lexicon.outlet(name):
        return end
    if name.endswith(("'s", "’s")) and len(name) > len("A's"):
        return end - len("'s")
    bare, _, piece = name.rpartition(" ")
    return start + len(bare) if bare and piece.casefold() in _PIECES and lexicon.outlet(bare) else end


def _is_calendar(word: str, lexicon: Lexicon) -> bool:
    return fold(word) in lexicon.names["weekdays"] or fold(word) in lexicon.names["months"]


def credit_before_text(text: str, lexicon: Lexicon) -> tuple[str, int, int] | None:
    """The outlet with which a paragraph opens, and where it stands: `Harbour Post : The ...`, `From the Post: The ...`.

    >>> words = Lexicon.default()
    >>> credit_before_text("From the Daily Whistle: Just two days after the vote, the rector resigned.", words)
    ('Daily Whistle', 9, 22)
    >>> credit_before_text("Quay Lantern (subscription) - Northfield,MA,USA The rector resigned after ...", words)[0]
    'Quay Lantern'
    >>> credit_before_text("Washington Post : Some members of the house were for it.", words)[0]
    'Washington Post'
    >>> lines = ("Daily life: It goes on, as ever.", "Times: they are a-changing.", "CNN: What do you think?")
    >>> [credit_before_text(line, words) for line in lines]
    [None, None, None]
    """
    if alert := _ALERT.match(text):
        return alert["name"], *alert.span("name")
    match = _BEFORE_TEXT.match(text) if ":" in text[:_OPENING] else None
    if match is None or text.endswith("?"):
        return None
    name, start = match["name"].rstrip(), match.start("name")
    introduced = match["from"] is not None
    named = lexicon.outlet(name) is not None and (introduced or not lexicon.has("source.ambiguous", name))
    if not named and not is_shaped(name, lexicon):
        return None
    return name, start, start + len(name)
