"""words/*.toml, read once into one frozen `Lexicon`: everything that is knowledge and not logic."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any

import attrs

from clipparse.wordfiles import word_table

# A TOML file of words is tables of lists (looked up whole, folded) or of names to values. Every language has one:
# docs/adding.md tells how another is added.
_LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "ru", "pl")
# The section of a language's file whose words mean something else in another: `die`, `me`, `come`.
_OF_ONE_LANGUAGE = "voice"
# The section whose entries hold marks that folding would take away: `year ,`.
_AS_WRITTEN = "manner"


@attrs.frozen(slots=True, eq=False)
class Lexicon:
    """Words and names that stages look up.

    `lists` holds frozensets of folded phrases by dotted name (`furniture.whole_lines`), `names` holds mappings from a
    folded name to its canonical form or value (`months`: `mar` -> 3, `agencies`: `reuter` -> `Reuters`). The words of
    all languages stand in them together; those of one language alone besides, under its code (`voice_de.said`).

    >>> lexicon = Lexicon.default().extended(outlets=["The Example Times"])
    >>> lexicon.outlet("the example times")
    'The Example Times'
    """

    lists: Mapping[str, frozenset[str]]
    names: Mapping[str, Mapping[str, Any]]
    languages: tuple[str, ...] = ()

    @classmethod
    def default(cls) -> Lexicon:
        """The words that come with the library."""
        return _load(_LANGUAGES)

    def has(self, name: str, phrase: str) -> bool:
        """Is `phrase`, folded, in the list `name`?"""
        return fold(phrase) in self.lists[name]

    def of_language(self, name: str, language: str) -> frozenset[str]:
        """The list `name` (`voice.said`) of one language; empty where that language has no such list."""
        section, _, key = name.partition(".")
        return self.lists.get(f"{section}_{language}.{key}", frozenset())

    def outlet(self, name: str) -> str | None:
        """The outlet's name as the registry writes it, if `name` (with or without `The`) is one that it knows."""
        folded = fold(name)
        outlets = self.names.get("outlets", {})
        return outlets.get(folded) or outlets.get(folded.removeprefix("the "))

    def extended(self, *, outlets: Iterable[str] = (), **lists: Iterable[str]) -> Lexicon:
        """Another lexicon that also knows these outlets, or these phrases in the lists of these names.

        A list's name is written with `__` for the dot: `furniture__whole_lines=["read it on our app"]`.
        """
        more_names = {fold(name): name for name in outlets}
        names = {**self.names, "outlets": {**self.names.get("outlets", {}), **more_names}}
        more = {name.replace("__", "."): phrases for name, phrases in lists.items()}
        if unknown := sorted(set(more) - set(self.lists)):
            from difflib import get_close_matches  # for a mistake only

            near = [one for name in unknown for one in get_close_matches(name, self.lists, n=3)]
            hint = f"; did you mean {' or '.join(near)}?" if near else "; `pipeline.lexicon.lists` has their names"
            raise ValueError(f"no word list named {', '.join(unknown)}{hint}")
        merged = {name: known | {fold(p) for p in more.get(name, ())} for name, known in self.lists.items()}
        return Lexicon(merged, names, self.languages)


def fold(phrase: str) -> str:
    """A phrase as it is looked up: lower case, straight apostrophes, single spaces, no punctuation around it.

    >>> fold("  Reader’s  Comments: ")
    "reader's comments"
    """
    return _folded(phrase) if len(phrase) <= _REMEMBERED else _fold(phrase)


def _fold(phrase: str) -> str:
    return " ".join(phrase.replace("\u2019", "'").casefold().split()).strip(" .,:;!?*-_|•·»«…()[]")


# Several stages look up the same short phrases; long ones are not worth the memory.
_REMEMBERED = 60
_folded = lru_cache(maxsize=1 << 14)(_fold)


@cache
def _load(languages: tuple[str, ...]) -> Lexicon:
    lists: dict[str, set[str]] = {}
    names: dict[str, dict[str, Any]] = {}
    known = (
        "calendar",
        *languages,
        "agencies",
        "outlets",
        "places",
        "bylines",
        "furniture",
        "voice",
        "manner",
        "record",
        "damage",
        "quotes",
    )
    for file in known:
        language = file if file in languages else None
        for section, table in word_table(file).items():
            for key, value in table.items():
                if not isinstance(value, list):
                    names.setdefault(section, {})[key if section == _AS_WRITTEN else _fold(key)] = value
                    continue
                phrases = set(map(_fold, value))  # far more than `fold` remembers
                if language:
                    lists.setdefault(f"{section}_{language}.{key}", set()).update(phrases)
                if section != _OF_ONE_LANGUAGE:
                    lists.setdefault(f"{section}.{key}", set()).update(phrases)
    return Lexicon({name: frozenset(phrases) for name, phrases in lists.items()}, names, languages)
