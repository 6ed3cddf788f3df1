"""One pass over a line: its words and marks, and of what kinds each of them is.

Every form of a word is looked up once, in all word lists of all languages, and has a set of classes: `opener`,
`first` (name), `month`, `agency`, `cap`, ... Every set that can occur is one letter of a private alphabet, so that a
line becomes a short string, its shape, over which rules (`rules.py`) are ordinary patterns. What a word *is* stands
here; what a line is, only stages say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache, reduce
from operator import or_
from sys import intern

import attrs

from clipparse import lazy
from clipparse.lexicon import Lexicon, fold

# A class of words, and the lists or tables whose words (and phrases) it holds.
KNOWN: Mapping[str, tuple[str, ...]] = {
    # of persons
    "first": ("names.first",),
    "never": ("names.never",),
    "also_surname": ("names.also_surnames",),
    "particle": ("names.particles",),
    "suffix": ("names.suffixes",),
    "degree": ("names.degrees",),
    "title": ("names.titles",),
    # of those who write
    "opener": ("byline_openers",),
    "label": ("byline_labels",),
    "join": ("byline.joiners",),
    "role": ("byline.role_words",),
    "writer": ("byline.writers",),
    "core": ("byline.collective_core",),
    "collective": ("byline.collective_words",),
    "contributed": ("byline.contributed",),
    "affiliation_after": ("byline.affiliation_after",),
    "place_after": ("byline.place_after",),
    "before_opener": ("byline.before_opener",),
    "posted_by": ("byline.posted_by",),
    "with": ("byline.helpers",),
    "stop_word": ("byline.stops",),
    "unnamed": ("byline.unnamed",),
    "article": ("byline.articles",),
    "beat": ("byline.beats",),
    "employer_after": ("byline.employer_after",),
    # of who prints it
    "agency": ("agencies",),
    "outlet": ("outlets",),
    "outlet_word": ("byline.outlet_words",),
    "ambiguous": ("source.ambiguous",),
    "credit": ("source.credits", "source.weak_credits"),  # only for its phrases, which are one token
    "rights": ("source.rights",),
    # of where and when
    "city": ("places.cities",),
    "region": ("places.regions", "byline.regions"),
    "no_place": ("places.no_places",),  # the same
    "month": ("months",),
    "weekday": ("weekdays",),
    "zone": ("zones",),
    "updated": ("dateline.updated",),
    "dated": ("dateline.labels",),
    # of the page
    "section": ("kicker.sections",),
    "says": ("quotes.verbs",),
    # with which a phrase of several words may begin, and such a phrase
    "head": (),
    "phrase": (),
}
# How a word is written; each has one of these.
WRITTEN = (
    "small",  # river
    "cap",  # River, McDonald, Jean-Paul, O'Dell
    "upper",  # RIVER
    "initial",  # J. or J.R. or J
    "tied",  # al-Masri, d'Arcy
    "caseless",  # of a script without capitals
    "owner",  # River's; known by what stands before the apostrophe
    "odd",  # Q&A, France24
    "number",  # 14, 2,500, 3rd, p.1, F16
    "year",  # 1994
    "email",
    "handle",  # @name
    "link",
    "line",  # the end of a line
    "comma",
    "colon",
    "stop",  # . ! ? …
    "dash",
    "slash",
    "bar",
    "amp",
    "open",  # ( [
    "close",  # ) ]
    "quote",
    "mark",  # anything else
)
CLASSES: Mapping[str, int] = {name: 1 << at for at, name in enumerate((*WRITTEN, *KNOWN))}
_WORDS = (
    "small",
    "cap",
    "upper",
    "initial",
    "tied",
    "caseless",
    "owner",
    "odd",
)  # as which a known word may be written
_AS_A_WORD = frozenset(CLASSES[name] for name in _WORDS)
_HOW = reduce(or_, (CLASSES[name] for name in WRITTEN))

_TOKEN = lazy.compile(
    r"""\d+(?:[.,:/]\d+)*\w*                               # a number, a time, a day in figures, 3rd
      | [^\W\d_]\.(?:-?[^\W\d_]\.)*(?![^\W_])            # initials: J.R.
      | [^\W_]+(?:[.'’&\u00ad-](?=[^\W_])[^\W_]+)*        # a word, with what may stand within it
      | (?<!\w)['’][tsn](?=\s)                           # 't Hart
      | -{2,} | \.{2,}
      | [^\w\s] | _ | \n""",
    re.VERBOSE,
)
# what is found first where an @ or a // stands
_ADDRESS = lazy.compile(
    r"(?:https?://|www\.)\S{1,400} | (?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4} | (?<!\w)@\w{1,40}",
    re.VERBOSE,
)
_INITIALS = lazy.compile(r"(?:[^\W\d_]\.-?)+|[A-ZÀ-ÞА-Я]")
_PLAIN = lazy.compile(r"[^\d&]*")  # no F16, no Q&A
_TIED = lazy.compile(r"(?:al|el|an|ar|as|ash|at|ul|ad|d|l|dell|della|ter|u)[-'’](?=[^\W\d_])", re.IGNORECASE)
_YEAR = lazy.compile(r"1[6-9]\d\d|20\d\d")
_MARKS = {
    **dict.fromkeys("\n", "line"),
    **dict.fromkeys(",;", "comma"),
    **dict.fromkeys(":", "colon"),
    **dict.fromkeys(".!?…", "stop"),
    **dict.fromkeys("-–—―~‒−", "dash"),
    **dict.fromkeys("/", "slash"),
    **dict.fromkeys("|•·", "bar"),
    **dict.fromkeys("&", "amp"),
    **dict.fromkeys("([", "open"),
    **dict.fromkeys(")]", "close"),
    **dict.fromkeys("\"“”„«»‘’'", "quote"),
}
_APOSTROPHES = "'’"
_FIRST_LETTER = 0x4E00  # the private alphabet begins here: letters of one plane make fast character classes
_REMEMBERED = 1 << 16  # forms; a vocabulary forgets them all when it has met more


@attrs.frozen(slots=True, eq=False)
class Tokens:
    """A line as words and marks, in order.

    >>> line = tokens("By Jane Doe, Associated Press", vocabulary(Lexicon.default()))
    >>> line.forms
    ['By', 'Jane', 'Doe', ',', 'Associated Press']
    >>> line.has("opener"), line.has("month"), line.text_of(1, 3)
    (True, False, 'Jane Doe')
    """

    text: str
    forms: list[str]
    shape: str  # one letter for each token
    classes: int  # of all its tokens together

    def has(self, name: str) -> bool:
        """Is any of its tokens of the class `name`?"""
        return bool(self.classes & CLASSES[name])

    @cached_property
    def starts(self) -> list[int]:
        """Where each token begins in the text."""
        starts, at = list[int](), 0
        for form in self.forms:
            at = self.text.index(form, at)
            starts.append(at)
            at += len(form)
        return starts

    def span(self, first: int, end: int) -> tuple[int, int]:
        """Where the tokens from `first` to before `end` stand in the text."""
        return self.starts[first], self.starts[end - 1] + len(self.forms[end - 1])

    def text_of(self, first: int, end: int) -> str:
        """The text of the tokens from `first` to before `end`, with what stands between them."""
        start, stop = self.span(first, end)
        return self.text[start:stop]


class _Letters(dict[str, str]):
    """The letter of each form that was met; those not met before are looked up in the lists."""

    def __init__(self, known: Mapping[str, int], letters: Mapping[int, str]) -> None:
        self._known = known
        self._letters = letters

    def __missing__(self, form: str) -> str:
        if len(self) > _REMEMBERED:
            self.clear()
        written = _written(form)
        kinds = self._kinds(fold(form)) if written in _WORDS else 0
        if written == "owner" and not kinds:
            kinds = self._kinds(fold(form[:-2])) & ~CLASSES["head"]
        if written == "odd" and not kinds and not form.replace("&", "").isalpha():
            written = "number"  # p.1, F16; a name in a list may have a figure, too
        letter = self[form] = self._letters[CLASSES[written] | kinds]
        return letter

    def _kinds(self, word: str) -> int:
        """The classes of a word; of `Jean-Paul` and `Post-Dispatch`, where no list has them, some of their parts'."""
        known = self._known.get(word)
        if known is None and "-" in word:
            parts = [self._known.get(part, 0) for part in word.split("-")]
            return parts[0] & CLASSES["first"] | reduce(or_, parts) & CLASSES["outlet_word"]
        return known or 0


class Vocabulary:
    """What is known of every word: its classes and its letter. Made once of a lexicon; its alphabet is closed then.

    >>> words = vocabulary(Lexicon.default())
    >>> words.names_of("Monday"), words.names_of("June")
    (['cap', 'no_place', 'weekday'], ['cap', 'first', 'no_place', 'month'])
    """

    def __init__(self, lexicon: Lexicon) -> None:
        known: dict[str, int] = {}
        for name, sources in KNOWN.items():
            this = CLASSES[name]
            for source in sources:
                phrases: Iterable[str] = lexicon.lists.get(source, ()) or lexicon.names.get(source, ())
                for phrase in phrases:
                    known[phrase] = known.get(phrase, 0) | this
        # of the first word of phrases and the second, what stands behind them, longest first
        self.phrases: dict[str, dict[str, list[list[str]]]] = {}
        for phrase in known:
            if phrase.isalnum():
                continue
            parts = _parts(phrase)
            if 1 < len(parts) <= _LONGEST_PHRASE:
                known[phrase] |= CLASSES["phrase"]
                self.phrases.setdefault(parts[0], {}).setdefault(parts[1], []).append(parts[2:])
        for seconds in self.phrases.values():
            for rests in seconds.values():
                rests.sort(key=len, reverse=True)
        for head in self.phrases:
            known[head] = known.get(head, 0) | CLASSES["head"]
        of_parts = {0, CLASSES["first"], CLASSES["outlet_word"], CLASSES["first"] | CLASSES["outlet_word"]}
        sets = of_parts.union(known.values())
        sets |= {kinds & ~CLASSES["head"] for kinds in sets}
        # those that share a class stand together, above all one of the first, so that a rule's classes are few ranges
        self._kinds = sorted(sets, key=lambda kinds: f"{kinds:b}"[::-1])
        every = [CLASSES[name] for name in WRITTEN if name not in _WORDS]
        every += [CLASSES[name] | kinds for name in _WORDS for kinds in self._kinds]
        self.letters: dict[int, str] = {classes: chr(_FIRST_LETTER + at) for at, classes in enumerate(every)}
        self.classes: dict[str, int] = {letter: classes for classes, letter in self.letters.items()}
        self.heads = frozenset(letter for letter, classes in self.classes.items() if classes & CLASSES["head"])
        self.letter_of: dict[str, str] = _Letters(known, self.letters)

    def letters_with(self, wanted: int, unwanted: int) -> Iterator[str]:
        """The letters of all sets that have the classes `wanted`, and none of `unwanted`.

        >>> words = vocabulary(Lexicon.default())
        >>> words.letter_of["June"] in set(words.letters_with(CLASSES["cap"] | CLASSES["month"], CLASSES["weekday"]))
        True
        """
        told = wanted | unwanted
        written = [CLASSES[name] for name in WRITTEN if CLASSES[name] & told == wanted & _HOW]
        if not _AS_A_WORD.isdisjoint(written):
            # a word's kinds are looked at once, and not for each way in which it may be written
            kinds = [kinds for kinds in self._kinds if kinds & told == wanted & ~_HOW]
        for how in written:
            of = kinds if how in _AS_A_WORD else [] if wanted & ~_HOW else [0]
            yield from [self.letters[how | one] for one in of]

    def names_of(self, form: str) -> list[str]:
        """The names of the classes of a word, as it is written."""
        classes = self.classes[self.letter_of[form]]
        return [name for name, bit in CLASSES.items() if classes & bit and name not in ("head", "phrase")]


_LONGEST_PHRASE = 6


@lru_cache(maxsize=8)
def vocabulary(lexicon: Lexicon) -> Vocabulary:
    """The vocabulary of a lexicon."""
    return Vocabulary(lexicon)


@lru_cache(maxsize=1 << 9)  # each stage asks for those of the same lines
def tokens(text: str, words: Vocabulary) -> Tokens:
    """Cut `text` into words and marks; a known phrase (`Associated Press`) is one token, as is a link."""
    addressed = "@" in text or "//" in text or "www." in text
    # lines share their words: most of what is remembered of a text went to copies
    forms = [*map(intern, _with_addresses(text) if addressed else _TOKEN.findall(text))]
    letter_of = words.letter_of.__getitem__
    letters = list(map(letter_of, forms))
    met = set(letters)
    if not words.heads.isdisjoint(met):
        merged = _with_phrases(text, forms, letters, words)
        if merged is not forms:
            forms, letters = merged, list(map(letter_of, merged))
            met = set(letters)
    return Tokens(text, forms, "".join(letters), reduce(or_, map(words.classes.__getitem__, met), 0))


def _with_addresses(text: str) -> Iterator[str]:
    """The tokens of a text in which links and addresses stand."""
    end = 0
    for address in _ADDRESS.finditer(text):
        yield from _TOKEN.findall(text[end : address.start()])
        yield address[0]
        end = address.end()
    yield from _TOKEN.findall(text[end:])


def _with_phrases(text: str, forms: list[str], letters: list[str], words: Vocabulary) -> list[str]:
    """The tokens, with those of each known phrase put together, the longest first."""
    found: list[tuple[int, int]] = []
    end, heads = 0, words.heads
    for head, letter in enumerate(letters[:-1]):
        if letter in heads and head >= end and (size := _phrase_at(forms, head, words)):
            end = head + size
            found.append((head, end))
    if not found:
        return forms
    merged: list[str] = []
    taken = place = 0  # how many tokens are taken, and up to where in the text
    for head, end in found:
        merged += forms[taken:head]
        for form in forms[taken:head]:
            place = text.index(form, place) + len(form)
        start = place = text.index(forms[head], place)
        for form in forms[head:end]:
            place = text.index(form, place) + len(form)
        merged.append(text[start:place])
        taken = end
    return merged + forms[taken:]


def _phrase_at(forms: list[str], head: int, words: Vocabulary) -> int:
    """How many tokens from `head` on make up a known phrase: `St. Louis` is three; 0 for none."""
    seconds = words.phrases[fold(forms[head])]
    at = head + 2 if forms[head + 1] == "." and len(forms[head]) <= _SHORTENED else head + 1
    if at >= len(forms):
        return 0
    for rest in seconds.get(fold(forms[at]), ()):
        if end := _goes_on(forms, at, rest):
            return end - head
    return 0


def _goes_on(forms: list[str], at: int, rest: list[str]) -> int:
    """Where a phrase ends whose tokens behind `at` are `rest`, if they are."""
    for part in rest:
        if at + 1 < len(forms) and forms[at + 1] == "." and len(forms[at]) <= _SHORTENED:
            at += 1
        at += 1
        if at >= len(forms) or fold(forms[at]) != part:
            return 0
    return at + 1


_SHORTENED = 5  # letters at most of a word that a stop shortens: `Dept.`


def _parts(phrase: str) -> list[str]:
    """A phrase of a word list as its tokens would be folded.

    >>> _parts("north sea"), _parts("north-sea"), _parts("u.s. navy")
    (['north', 'sea'], ['north-sea'], ['u.s', 'navy'])
    """
    words = phrase.split(" ")
    if all(map(str.isalnum, words)):  # as most are: each is a token, and folded
        return words
    return [folded for form in _TOKEN.findall(phrase) if (folded := fold(form))] or [phrase]


def _written(form: str) -> str:
    """How a token is written: one of `WRITTEN`."""
    if form[0] in _APOSTROPHES and len(form) > 1:  # 't
        return _case(form[1:])
    if not form[0].isalnum():
        return "handle" if form[0] == "@" and len(form) > 1 else _MARKS.get(form[0], "mark")
    if "//" in form or form.startswith("www."):
        return "link"
    if "@" in form:
        return "email"
    if form[0].isdigit():
        return "year" if _YEAR.fullmatch(form) else "number"
    if _INITIALS.fullmatch(form) and not form.islower():
        return "initial"
    if form.endswith(("'s", "’s")) and form[0].isupper() and " " not in form:
        return "owner"
    return _case(form) if _PLAIN.fullmatch(form) else "odd"


def _case(word: str) -> str:
    if word.isupper():
        return "upper"
    if word[0].isupper():
        return "cap"
    if not word[0].islower():
        return "caseless"
    tied = _TIED.match(word)
    return "tied" if tied and word[tied.end()].isupper() else "small"
