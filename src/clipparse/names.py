"""What people's names look like, wherever a stage meets them."""

from __future__ import annotations

import re

from clipparse.lexicon import Lexicon, fold

# Longer than any name in a byline: "Maria del Carmen de la Cruz Fernandez-Llorente" has 46.
_LONGEST = 64
_MOST_WORDS = 7

# One word of a name: letters of any script, with what may stand inside (O'Dell, Jean-Paul, M.Barnet) or behind (W.)
_WORD = re.compile(r"['’‘ʻ]?[^\W\d_](?:[^\W\d_]|[.'’\-\u00ad](?=[^\W\d_]))*\.?")
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?){1,4}|[^\W\d_]")
# al-Masri, d'Arcy: a small particle tied to a capitalised name
_TIED = re.compile(r"(?:al|el|an|ar|as|ash|at|ul|ad|d|l|dell|della|ter|u)[-'’](?=[^\W\d_])", re.IGNORECASE)
_SCOTTISH = re.compile(r"^(?:Mc|Mac|Fitz|De|Di|Le|La|Van|Von|al-|el-)(?=[A-Z]{2})")
_SMALL_WORDS_APART = re.compile(r"(\s+)")


def is_name_word(word: str, lexicon: Lexicon) -> bool:
    """May `word` stand in a name as one of its capitalised words?

    >>> words = Lexicon.default()
    >>> [is_name_word(word, words) for word in ("O'Dell", "J.R.", "al-Masri", "river", "Times", "2nd")]
    [True, True, True, False, False, False]
    """
    if len(word) > 32 or not _WORD.fullmatch(word):
        return False
    bare = word.lstrip("'’‘ʻ")
    if bare.endswith(("'s", "’s")):  # Vladimir's
        return False
    if bare[0].islower() and not ((tied := _TIED.match(bare)) and bare[tied.end()].isupper()):
        return False
    if _INITIALS.fullmatch(word) or lexicon.has("names.first", word):  # `Bill`, `Will`
        return True
    return not lexicon.has("names.never", word.removesuffix("'s"))


def is_person(text: str, lexicon: Lexicon) -> bool:
    """Does `text`, all of it, look like a person's name: two to four capitalised words, with initials and particles?

    >>> words = Lexicon.default()
    >>> [is_person(name, words) for name in ("Jane Doe", "JUAN DE LA CRUZ", "J.R. O'Dell Jr.", "Anna van der Berg")]
    [True, True, True, True]
    >>> [is_person(other, words) for other in ("Jane", "Press Releases", "Associated Press", "Good Friday", "jane doe")]
    [False, False, False, False, False]
    """
    if len(text) > _LONGEST or len(words := text.replace(",", " ").split()) > _MOST_WORDS or len(words) < 2:
        return False
    if lexicon.outlet(text) or fold(text) in lexicon.names["agencies"]:
        return False
    count = name_length(words, lexicon)
    return count == len(words)


def name_length(words: list[str], lexicon: Lexicon) -> int:
    """How many of `words`, from the first, make up a person's name; 0 when they begin with none.

    >>> name_length("Anna van der Berg said on Monday".split(), Lexicon.default())
    4
    >>> name_length("Ralph T. Quince Jr. of The Herald".split(), Lexicon.default())
    4
    """
    full = length = position = 0
    while position < min(len(words), _MOST_WORDS):
        word = words[position]
        folded = fold(word)
        if full and folded in lexicon.lists["names.suffixes"]:
            length = position + 1
            position += 1
            if word[-1:] == "." or folded in ("ii", "iii", "iv"):
                break
            continue
        if folded in lexicon.lists["names.particles"] and position + 1 < len(words) and not word.endswith("."):
            position += 1  # counts only with the name behind it
            continue
        if full == 4 or (full and folded in lexicon.lists["names.degrees"]):
            break
        if not is_name_word(word, lexicon) and not _is_surname(words, position, lexicon):
            break
        position += 1
        if not _INITIALS.fullmatch(word):
            full += 1
            length = position
        elif full and length == position - 1 and _is_first_name(words[0], lexicon):
            length = position  # "Ariel H": a surname cut to its initial
        elif full == 1 and position <= 3 and not word.isascii() and words[0][-1].isalpha():
            length = position  # "Лебедев И.П.": initials behind; in Latin letters it is a town, "Washington D.C."
    if length < 2 or full < 1 or _is_calendar(words[:length], lexicon):
        return 0
    return length


def _is_surname(words: list[str], position: int, lexicon: Lexicon) -> bool:
    """`George Best`, `Park Ji-won`: common words that are surnames, too, beside a first name."""
    folded = fold(words[position])
    if words[position][:1].islower() or folded not in lexicon.lists["names.also_surnames"]:
        return False
    if position == 0:
        return len(words) > 1 and "-" in words[1] and words[1][0].isupper()
    return _is_first_name(words[0], lexicon)


def has_first_name(text: str, lexicon: Lexicon) -> bool:
    """Does `text` begin with one of the usual first names (behind initials, too)?

    >>> words = Lexicon.default()
    >>> [has_first_name(name, words) for name in ("Jane Doe", "E. Jean-Paul Roe", "Great Neck")]
    [True, True, False]
    """
    for word in text.split(None, 3)[:2]:
        if not _INITIALS.fullmatch(word):
            return _is_first_name(word, lexicon)
    return False


def _is_first_name(word: str, lexicon: Lexicon) -> bool:
    known = lexicon.lists["names.first"]
    folded = fold(word)
    return folded in known or folded.partition("-")[0] in known


def _is_calendar(words: list[str], lexicon: Lexicon) -> bool:
    """`Good Friday`, `Late March`: the last word, or any weekday; `April May` is a name."""
    weekdays, months = lexicon.names["weekdays"], lexicon.names["months"]
    folded = [fold(word) for word in words]
    # short forms (`Mar`, `Sun`, `Dom`) are names, too
    return any(len(word) > 4 and word in weekdays for word in folded) or (len(folded[-1]) > 4 and folded[-1] in months)


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
