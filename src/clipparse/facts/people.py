"""Persons: which words are their names, and how these are written."""

from __future__ import annotations

import re
import sys

from clipparse import lazy
from clipparse.lexicon import Lexicon, fold
from clipparse.rules import rule
from clipparse.tokens import CLASSES, Tokens, Vocabulary, tokens, vocabulary

# Longer than any name in a byline: "Maria del Carmen de la Cruz Fernandez-Llorente" has 46.
_LONGEST = 64
_MOST_WORDS = 7

# al-Masri, d'Arcy: a small particle tied to a capitalised name
_TIED = lazy.compile(r"(?:al|el|an|ar|as|ash|at|ul|ad|d|l|dell|della|ter|u)[-'’](?=[^\W\d_])", re.IGNORECASE)
_SCOTTISH = lazy.compile(r"^(?:Mc|Mac|Fitz|De|Di|Le|La|Van|Von|al-|el-)(?=[A-Z]{2})")
# endings of common nouns, verbs and adjectives, rare in names
_COMMON_ENDING = lazy.compile(
    r"(?:ing|ings|tions?|sions?|ments?|ness|ity|ities|ical|able|ible|ives?|ies|ology|ware|ships?|ures?|ance|ences?"
    r"|ized?|ised?"
    r"|[^e]ers|ors|[bcdfgklmnprt]ed|ics?|als|ts|ks|ds|ms|rs|ps|ages?|ful|less|est|ung|ungen|keit|heit|schaft|ción"
    r"|ções|ité|que)$",
    re.IGNORECASE,
)
_SMALL_WORDS_APART = lazy.compile(r"(\s+)")
# A rule's words for a person's name. Phrases are none, but for towns: `Photo by`, `de la Cruz`.
NAME = {
    "opens": "<particle|initial>",
    # a particle counts only with the name behind it: `ROBERT ROE AP Military Writer`
    "word": """(?!<particle -first> <small|cap|upper|initial|tied|caseless|owner|odd>)
      <cap -never -suffix -phrase|cap first|upper -never -suffix -phrase|upper first|tied -never|caseless -never>""",
    "more": "(?!<degree>) {word} | <city phrase|small city>",
    # `George Best`, `Park Ji-won`: common words that are surnames, too, beside a first name
    "surname": "<cap also_surname|upper also_surname>",
    # Four words in full at most, behind initials and particles; `Ariel H`, a surname cut to its initial
    "name": """(?: (?=<first>) {word} (?: <stop>? {opens}{0,3} (?:{more}|{surname}) ){0,3} <initial>{0,2}
                 | {opens}{0,3} {word} (?: <stop>? {opens}{0,3} {more} ){1,3}
                 | {opens}{1,3} {word}
                 | (?P<second>{surname}) {word}
                 | {word} (?P<behind><initial>{1,2})
               ) (?: <suffix> <stop>? )?""",
}
_NAME = rule("{name}", **NAME)
_KNOWN = rule("<initial>? <first>")


def name_end(line: Tokens, at: int, end: int, words: Vocabulary) -> int:
    """Where a person's name ends that begins with the token `at`; 0 when none does.

    >>> words = vocabulary(Lexicon.default())
    >>> line = tokens("Ralph T. Quince Jr. of The Herald", words)
    >>> line.text_of(0, name_end(line, 0, len(line.forms), words))
    'Ralph T. Quince Jr.'
    >>> line = tokens("Anna van der Berg said on Monday", words)
    >>> name_end(line, 0, len(line.forms), words)
    4
    """
    found = _NAME.match(line, words, at, min(end, at + 2 * _MOST_WORDS))
    if found is None or found.end() - at < 2 or _is_calendar(line, at, found.end(), words):
        return 0
    if found["second"] and "-" not in line.forms[found.end("second")]:
        return 0
    # `Лебедев И.П.`, but in Latin letters it is a town, `Washington D.C.`
    return 0 if found["behind"] and line.forms[found.start("behind")].isascii() else found.end()


_WEEKDAY, _MONTH = CLASSES["weekday"], CLASSES["month"]


def _is_calendar(line: Tokens, at: int, end: int, words: Vocabulary) -> bool:
    """`Good Friday`, `Late March`: the last word, or any weekday; `April May` is a name, `Mar` and `Dom` are too."""
    if not line.classes & (_WEEKDAY | _MONTH):
        return False
    kinds = [words.classes[line.shape[one]] if len(line.forms[one]) > 4 else 0 for one in range(at, end)]
    return any(one & _WEEKDAY for one in kinds) or bool(kinds[-1] & _MONTH)


def is_person(text: str, lexicon: Lexicon) -> bool:
    """Does `text`, all of it, look like a person's name: two to four capitalised words, with initials and particles?

    >>> words = Lexicon.default()
    >>> [is_person(name, words) for name in ("Jane Doe", "JUAN DE LA CRUZ", "J.R. O'Dell Jr.", "Anna van der Berg")]
    [True, True, True, True]
    >>> [is_person(other, words) for other in ("Jane", "Press Releases", "Associated Press", "Good Friday", "jane doe")]
    [False, False, False, False, False]
    """
    if len(text) > _LONGEST or not 0 < text.strip().count(" ") < _MOST_WORDS:
        return False
    if lexicon.outlet(text) or fold(text) in lexicon.names["agencies"]:
        return False
    words = vocabulary(lexicon)
    line = tokens(text.replace(",", " "), words)
    end = name_end(line, 0, len(line.forms), words)
    return end > 0 and line.forms[end:] in ([], ["."])


def has_first_name(text: str, lexicon: Lexicon) -> bool:
    """Does `text` begin with one of the usual first names (behind an initial, too)?

    >>> words = Lexicon.default()
    >>> [has_first_name(name, words) for name in ("Jane Doe", "E. Jean-Paul Roe", "Great Neck")]
    [True, True, False]
    """
    words = vocabulary(lexicon)
    return begins_with_first_name(tokens(text, words), 0, words)


def begins_with_first_name(line: Tokens, at: int, words: Vocabulary, end: int = sys.maxsize) -> bool:
    """The same for the tokens from `at` on."""
    return _KNOWN.match(line, words, at, end) is not None


def is_likely(name: str, lexicon: Lexicon) -> bool:
    """May a text of a name's shape be one? The endings of common words speak against it, a usual first name for it.

    >>> [is_likely(name, Lexicon.default()) for name in ("Ola Norden", "Potential Problems", "Common Endings")]
    [True, False, False]
    """
    if has_first_name(name, lexicon):
        return True
    words = [word for word in name.split() if fold(word) not in lexicon.lists["names.particles"]]
    return len(words) <= 3 and not any(_COMMON_ENDING.search(word) for word in words)


def names_thing(name: str, lexicon: Lexicon) -> bool:
    """`Black Sea`, `Hurricane Katrina`: a word of things, and no usual first name."""
    if has_first_name(name, lexicon):
        return False
    return any(fold(word) in lexicon.lists["byline.things"] for word in name.split())


def name_case(text: str, lexicon: Lexicon | None = None) -> str:
    """A name in capitals, or all in small letters, with capitals where names have them; any other name as it is.

    >>> [name_case(name) for name in ("PAT O'DELL", "juan de la cruz", "J.R. MCADOO-SMITH III", "ANNA VAN DER BERG")]
    ["Pat O'Dell", 'Juan de la Cruz', 'J.R. McAdoo-Smith III', 'Anna van der Berg']
    >>> name_case("SAMIR AL-MASRI"), name_case("LOÏC LE CLERC"), name_case("Jill ROE"), name_case("PAT McADOO")
    ('Samir al-Masri', 'Loïc Le Clerc', 'Jill ROE', 'Pat McAdoo')
    """
    lexicon = lexicon or Lexicon.default()
    if not (text.islower() or _is_capital(text, lexicon)):
        return text
    pieces = _SMALL_WORDS_APART.split(text.lower())
    words = pieces[::2]
    pieces[::2] = [_word_case(words, position, lexicon) for position in range(len(words))]
    return "".join(pieces)


def _is_capital(text: str, lexicon: Lexicon) -> bool:
    """Capitals throughout, but for `Mc` and small particles: `PAT McADOO`, `JUAN de la CRUZ`."""
    particles = lexicon.lists["names.small_particles"]
    words = [word for word in text.split() if not (word.islower() and (word in particles or word in ("la", "al")))]
    return bool(words) and all(_SCOTTISH.sub("", word).isupper() for word in words)


def _word_case(words: list[str], position: int, lexicon: Lexicon) -> str:
    word, small = words[position], lexicon.lists["names.small_particles"]
    bare = fold(word)
    if bare in ("ii", "iii", "iv"):
        return word.upper()
    if bare in small and position + 1 < len(words) and (position or words[1] in small or words[1] == "la"):
        return word
    if bare in ("la", "los", "las") and position and words[position - 1] == "de":
        return word
    if position and (tied := _TIED.match(word)) and tied[0][:-1] not in ("d", "l", "u"):
        return word[: tied.end()] + _capitals(word[tied.end() :], lexicon)
    return _capitals(word, lexicon)


def _capitals(word: str, lexicon: Lexicon) -> str:
    """A capital at the beginning, and behind every hyphen, full stop, O', D' and Mc."""
    parts = re.split(r"([-.])", word)
    return "".join(_capital(part, lexicon) for part in parts)


def _capital(part: str, lexicon: Lexicon) -> str:
    if len(part) > 2 and part[0] in "odlm" and part[1] in "'’" and len(part) > 3:
        return part[0].upper() + part[1] + part[2].upper() + part[3:]
    if part.startswith("mc") and len(part) > 3:
        return "Mc" + part[2].upper() + part[3:]
    if lexicon.has("names.mac", part):
        return "Mac" + part[3].upper() + part[4:]
    if part[:1] in "'’‘ʻ":
        return part[:1] + part[1:2].upper() + part[2:]
    return part[:1].upper() + part[1:]
