"""Which person a sentence names: whom a pronoun in the next one stands for, where there is only one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import regex

from clipparse.facts.places import is_city
from clipparse.lexicon import Lexicon, fold

_NAME = regex.compile(
    r"(?<![\w’'-])(?:(?P<title>[^\W\d_]{1,9}\.?)\s)?(?P<name>\p{Lu}[\w’'-]*\.?"
    r"(?:\s(?:(?:de|del|della|di|da|do|dos|du|van|von|der|den|al|el|bin|la|le)\s){0,2}\p{Lu}[\w’'-]*\.?(?=\W|$)){0,4})"
)
# What opens a sentence and is no name: `Asked whether ...`, `Speaking to ...`, `Finally he ...`.
_OPENER = regex.compile(r"\w+(?:ed|ing|ly)\b")
_FOLLOWS = regex.compile(r"\s(\p{Ll}+)")


def one_person(sentence: str, lexicon: Lexicon, known: Iterable[str] = ()) -> str | None:
    """The one person whom a sentence names; None where it names none or several.

    Parameters
    ----------
    sentence: with what is quoted in it left out.
    known: names of persons met before.

    >>> words = Lexicon.default()
    >>> told = ("The mayor, Ann Lee, arrived at noon.", "Ann Lee met Bob Stone.", "It was raining in North Bay.")
    >>> [one_person(one, words) for one in told]
    ['Ann Lee', None, None]
    """
    surnames = {one.split()[-1] for one in known if one}
    found = dict.fromkeys(_persons(sentence, lexicon, surnames))
    names = [one for one in found if not any(one != other and one in other.split() for other in found)]
    return names[0] if len(names) == 1 else None


def _persons(sentence: str, lexicon: Lexicon, surnames: set[str]) -> Iterator[str]:
    for found in _NAME.finditer(sentence):
        title, name = found["title"], found["name"].rstrip(".,")
        first = found.start("name") == len(sentence) - len(sentence.lstrip())
        if title and title[0].isupper() and fold(title) not in lexicon.lists["names.titles"]:
            title, name = None, f"{title} {name}"  # `Ann` was taken for a title
            first = found.start() == len(sentence) - len(sentence.lstrip())
        if _is_one(name, title, first, sentence[found.end() : found.end() + 20], lexicon, surnames):
            yield f"{title} {name}" if title and fold(title) in lexicon.lists["names.titles"] else name


def _is_one(name: str, title: str | None, first: bool, behind: str, lexicon: Lexicon, surnames: set[str]) -> bool:
    words = name.split()
    if (
        not lexicon.lists["quotes.bodies"].isdisjoint(fold(name).split())
        or lexicon.outlet(name)
        or fold(name) in lexicon.names["agencies"]
    ):
        return False
    if title and fold(title) in lexicon.lists["names.titles"]:
        return True
    if words[-1] in surnames:
        return True
    if len(words) > 1:
        if fold(words[0]) in lexicon.lists["names.first"]:
            return True
        governed = title is not None and fold(title) in lexicon.lists["quotes.prepositions"]
        return not governed and not is_city(name, lexicon) and not _is_common(words[0], lexicon)
    return (
        first
        and len(name) > 2
        and (follows := _FOLLOWS.match(behind)) is not None
        and (follows[1] in lexicon.lists["quotes.behind_names"] or not _is_common(follows[1], lexicon))
        and not _OPENER.fullmatch(name)
        and not is_city(name, lexicon)
        and not _is_common(name, lexicon)
    )


def _is_common(word: str, lexicon: Lexicon) -> bool:
    """A word that only opens its sentence, a day, a month, a word that no name holds."""
    folded = fold(word)
    return (
        folded in lexicon.lists["names.never"]
        or any(folded in lexicon.of_language("voice.common", one) for one in lexicon.languages)
        or any(folded in lexicon.names[one] for one in ("weekdays", "months"))
    )
