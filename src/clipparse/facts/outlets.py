"""Outlets and agencies: which words are their names.

A known outlet is looked up in the registry (`words/outlets.toml`); one that nobody listed is known by the shape of its
name (`... Tribune`, `Daily ...`, `...zeitung`). Most lines hold no word that such a name could have: what each word may
be is looked up once, in all lists together, and is a set of bits.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache, reduce
from itertools import islice
from operator import or_

from clipparse import lazy
from clipparse.facts.links import SITE
from clipparse.facts.people import is_person
from clipparse.lexicon import Lexicon, fold

# What a word is, how it is written, and of what it may be a part.
(
    CAPITAL, DIGIT, FIGURE, CONNECTOR, ARTICLE, ROLE, COMPANY, HEAD, HEAD_BEHIND, SMALL_HEAD, SUFFIX, OPENING,
    ADJECTIVE, GENERIC, NEVER_OF, OF, LOOSE, OUTLET_KEY, AGENCY_KEY, SHAPE, VERB, PAGE, DAY,
) = (1 << at for at in range(23))  # fmt: skip

NAME_END = " .,:;!?-–—'’`"
MARKS = " \t-–—*_=~|•·.,:;<>«»\"“”'()[]{}#>"
_CALL_SIGN = lazy.compile(r"[KW][A-Z]{2,3}(?:-(?:TV|FM|AM|DT))?$|C[BFHIJKT][A-Z]{2}-(?:TV|FM|DT)$")
_SITE_OR_CALL_SIGN = lazy.compile(r"\w\.[^\W\d_]{2}|(?<!\w)(?:[KW][A-Z]{2,3}(?!\w)|C[BFHIJKT][A-Z]{2}-)")
_PART = lazy.compile(r"[^\W_]+")
_WORD = lazy.compile(r"\S+")
_LONGEST_PIECE = 40  # words in which an agency is looked for
_PAGE_WORDS = (
    "page", "pages", "p", "pp", "pg", "pgs", "col", "cols", "column", "columns", "seite", "seiten", "s", "section",
    "sections", "sec", "vol", "volume", "no", "nos", "nr", "number", "issue", "ausgabe", "heft", "edition",
)  # fmt: skip
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# of what reports: `is reporting`, `has more on this`, `has the story`; the lists have those of other languages
_VERBS = (
    "reporting",
    "has",
    "report",
    "reports",
    "reported",
    "write",
    "writes",
    "wrote",
    "say",
    "says",
    "said",
    "note",
)
_REMEMBERED = 1 << 16  # words; all are forgotten when there are more

# How sure we are of a name, from 9 down; an agency's counts least, for it stands beside an outlet's.
KNOWN, KNOWN_INSIDE, SHAPED, SHAPED_INSIDE, SITE_NAME, INTRODUCED, AGENCY = 9, 7, 6, 5, 4, 3, 2


class _Hints(dict[str, int]):
    """Of what each word that was met may be a part; one not met before is looked up."""

    def __init__(self, lexicon: Lexicon) -> None:
        lists = lexicon.lists
        shapes = lists["source.shape_words"] | lists["source.small_shape_words"] | lists["source.shape_openings"]
        self._small = lists["source.connectors"] | lists["source.small_shape_words"]
        self._suffixes = tuple(lists["source.shape_suffixes"])
        self.outlets = _by_key(lexicon.names["outlets"], shapes)
        verbs = (_PART.findall(verb)[0] for verb in lists["source.verbs"])
        self._known: dict[str, int] = {}
        for kind, words in (
            (OUTLET_KEY, self.outlets),
            (AGENCY_KEY, _by_key(lexicon.names["agencies"], frozenset())),
            (SHAPE, shapes),
            (VERB, (*verbs, *_VERBS)),
            (PAGE, _PAGE_WORDS),
            (DAY, _DAYS),
        ):
            for word in words:
                self._known[word] = self._known.get(word, 0) | kind

    def __missing__(self, word: str) -> int:
        if len(self) > _REMEMBERED:
            self.clear()
        bare = word.strip(MARKS)
        if bare.isalpha():
            parts = [bare.casefold()]
            kinds = self._of_part(parts[0])
        else:
            parts = [part.casefold() for part in _PART.findall(word)]
            kinds = reduce(or_, map(self._of_part, parts), PAGE * ("№" in word))
            kinds |= FIGURE * any(map(str.isdigit, word))
        if kinds & SHAPE and word.islower() and self._small.isdisjoint(parts):
            kinds &= ~SHAPE  # names have capitals
        self[word] = kinds
        return kinds

    def _of_part(self, part: str) -> int:
        return self._known.get(part, 0) | SHAPE * part.endswith(self._suffixes)


class _Kinds(dict[str, int]):
    """What each word that was met is, between blanks, without the marks at its ends: `l'Eco` is an `eco`."""

    def __init__(self, lexicon: Lexicon) -> None:
        lists = lexicon.lists
        self._articles = lists["source.articles"]
        self._of = lists["source.of"]
        self._heads = lists["source.shape_words"] | lists["source.small_shape_words"]
        self._suffixes = tuple(lists["source.shape_suffixes"])
        self._of_folded = ((ROLE, lists["source.role_words"]), (COMPANY, lists["source.company_words"]))
        self._of_inner = (
            (CONNECTOR, lists["source.connectors"]),
            (ARTICLE, self._articles),
            (SMALL_HEAD, lists["source.small_shape_words"]),
            (HEAD, self._heads),
            (OPENING, lists["source.shape_openings"]),
            (ADJECTIVE, lists["names.first"] | lists["source.adjectives"]),
            (GENERIC, lists["source.generic"]),
            (NEVER_OF, lists["source.never_of"]),
            (LOOSE, frozenset(("of", "in", "for", "to", "at", "on"))),
        )

    def __missing__(self, word: str) -> int:
        if len(self) > _REMEMBERED:
            self.clear()
        bare = word.strip(NAME_END)
        folded = fold(bare)
        inner = _without_article(folded, self._articles)
        kinds = sum(kind for kind, phrases in self._of_folded if folded in phrases)
        kinds += sum(kind for kind, phrases in self._of_inner if inner in phrases)
        kinds |= CAPITAL * bare[:1].isupper() | DIGIT * bare[:1].isdigit() | OF * (_article_of(inner) in self._of)
        kinds |= HEAD_BEHIND * (inner.rpartition("-")[2] in self._heads) | SUFFIX * self._has_suffix(inner)
        self[word] = kinds
        return kinds

    def _has_suffix(self, word: str) -> bool:
        if not word.endswith(self._suffixes):
            return False
        return any(word.endswith(suffix) and len(word) > len(suffix) + 2 for suffix in self._suffixes)


def _by_key(phrases: Iterable[str], known: frozenset[str]) -> dict[str, list[str]]:
    """Phrases by one word without which each stands nowhere: one that is looked for anyway, or its longest."""
    found: dict[str, list[str]] = {}
    split = sorted(((_PART.findall(phrase), phrase) for phrase in phrases), key=lambda one: len(one[0]))
    for parts, phrase in split:
        if parts:
            key = next((part for part in parts if part in found), None)
            key = key or max(parts, key=lambda part: (part in known, len(part), part))
            found.setdefault(key, []).append(phrase)
    return found


def _without_article(word: str, articles: frozenset[str]) -> str:
    """`eco` for `l'eco`"""
    article, mark, rest = word.partition("'")
    return rest if mark and article + mark in articles else word


def _article_of(word: str) -> str:
    """`dell'` for `dell'isola`"""
    article, mark, _ = word.partition("'")
    return article + mark


@lru_cache(maxsize=8)
def word_kinds(lexicon: Lexicon) -> _Kinds:
    """What each word is, to be asked by the word as it stands between blanks."""
    return _Kinds(lexicon)


@lru_cache(maxsize=8)
def _hints(lexicon: Lexicon) -> _Hints:
    return _Hints(lexicon)


def hints_in(text: str, lexicon: Lexicon) -> int:
    """Of what the words of a text may be parts, all together.

    >>> words = Lexicon.default()
    >>> [bool(hints_in(text, words) & SHAPE) for text in ("in the Daily Whistle", "as they do daily")]
    [True, False]
    """
    return reduce(or_, map(_hints(lexicon).__getitem__, text.split()), 0)


def may_name(text: str, lexicon: Lexicon) -> bool:
    """May an outlet or an agency be named here? Cheap, and of most lines it is not so.

    >>> words = Lexicon.default()
    >>> [may_name(text, words) for text in ("as example.org has it", "on KQZX", "at home", "they said so")]
    [True, True, False, False]
    """
    hints = hints_in(text, lexicon)
    if hints & (AGENCY_KEY | SHAPE) or (hints & OUTLET_KEY and _may_be_known(text, lexicon)):
        return True
    return _SITE_OR_CALL_SIGN.search(text) is not None


def _may_be_known(text: str, lexicon: Lexicon) -> bool:
    """Do all words of a known outlet stand in the text, one behind the other?"""
    folded, hints = fold(text), _hints(lexicon)
    keys = (part.casefold() for word in text.split() if hints[word] & OUTLET_KEY for part in _PART.findall(word))
    return any(phrase in folded for key in keys for phrase in hints.outlets.get(key, ()))


def worth(name: str, introduced: bool, lexicon: Lexicon) -> int:
    """How sure we are of a name that the registry has; 0 where it is rather another word."""
    if SITE.fullmatch(name):
        return KNOWN - 1
    folded = fold(name)
    if folded not in lexicon.lists["source.ambiguous"]:
        return KNOWN
    capital = all(word[0].isupper() for word in name.split())
    if capital and (introduced or folded.startswith("the ") or folded not in lexicon.lists["source.generic"]):
        return KNOWN_INSIDE
    return 0


def is_shaped(name: str, lexicon: Lexicon) -> bool:
    """Is this built like the name of a paper, a magazine or a station?

    >>> words = Lexicon.default()
    >>> [is_shaped(name, words) for name in ("The Northfield Courier", "Daily Whistle", "Seetaler Zeitung", "WXYZ-TV")]
    [True, True, True, True]
    >>> [is_shaped(name, words) for name in ("Breaking News", "Older Post", "Jane Post", "Times", "a daily paper")]
    [False, False, False, False, False]
    """
    name = name.strip(MARKS)
    if _CALL_SIGN.match(name):
        return True
    if not hints_in(name, lexicon) & SHAPE:
        return False
    kinds = list(map(word_kinds(lexicon).__getitem__, name.split()))
    if len(kinds) == 1:
        return bool(kinds[0] & SUFFIX) and name[0].isupper()
    return 2 <= len(kinds) <= 7 and _is_name(kinds) and _is_of_outlet(kinds)


def _is_name(kinds: list[int]) -> bool:
    """Capitalised words, none of them a role, with small words only where names have them."""
    first, second, last = kinds[0], kinds[1], kinds[-1]
    if any(kind & ROLE or not kind & (CAPITAL | DIGIT | CONNECTOR | SMALL_HEAD) for kind in kinds):
        return False
    if (len(kinds) == 2 and first & ADJECTIVE) or last & CONNECTOR or (first & CONNECTOR and not first & ARTICLE):
        return False
    return not (first & ARTICLE and second & ARTICLE)  # `De El Eco de la Sierra`: from that paper


def _is_of_outlet(kinds: list[int]) -> bool:
    """`Northfield Courier`, `Radio Villaseca`, `Eco de la Sierra`, and a word of its own besides."""
    own = [kind for kind in kinds if not kind & (CONNECTOR | ARTICLE)]
    if not own or all(kind & GENERIC for kind in own):
        return False
    if len(kinds) > 2 and own[0] & HEAD and not own[0] & NEVER_OF and (kinds[1] | kinds[2]) & OF:
        return True
    opened = kinds[0] & OPENING or (len(own) > 1 and kinds[0] & ARTICLE and own[0] & OPENING)
    return bool(opened or own[-1] & (HEAD | HEAD_BEHIND | SUFFIX)) and not any(kind & LOOSE for kind in kinds)


def is_agency(name: str, lexicon: Lexicon) -> bool:
    """`Reuters`, `The Associated Press`, `AP`, but not `ap`."""
    folded = fold(name).removeprefix("the ")
    canonical = lexicon.names["agencies"].get(folded)
    if canonical is None or len(folded) > 4:
        return canonical is not None
    bare = name.strip(MARKS)
    return bare.isupper() or bare == canonical


def agency_in(piece: str, lexicon: Lexicon) -> tuple[str, int, int] | None:
    """The agency that a piece of a line is, or names among other words: its canonical name, and where it stands."""
    agencies = lexicon.names["agencies"]
    if is_agency(piece, lexicon):
        bare = piece.strip(MARKS)
        start = piece.find(bare)
        return str(agencies[fold(piece).removeprefix("the ")]), start, start + len(bare)
    if not hints_in(piece, lexicon) & AGENCY_KEY:
        return None
    places = list(islice(_WORD.finditer(piece), _LONGEST_PIECE))
    words = [place[0] for place in places]
    by_role = bool(word_kinds(lexicon)[words[-1]] & ROLE)
    for count in (5, 4, 3, 2, 1):
        for first in range(len(words) - count + 1):
            if found := _agency_at(words, first, first + count, by_role, lexicon):
                return found, places[first].start(), places[first + count - 1].end()
    return None


def _agency_at(words: list[str], first: int, end: int, by_role: bool, lexicon: Lexicon) -> str | None:
    """The agency that these words name; a short name counts in capitals where a role stands behind: `AP Writer`."""
    phrase = " ".join(words[first:end])
    folded = fold(phrase)
    found = lexicon.names["agencies"].get(folded)
    if found is None or not phrase[0].isupper() or not (len(folded) > 4 or (by_role and phrase.isupper())):
        return None
    # some agencies' names are first names too
    is_first_name = end - first == 1 and is_person(" ".join(words[first : first + 2]), lexicon)
    return None if is_first_name else str(found)
