"""The words beside a date that only label it, and the numbers of pages and issues."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from clipparse import lazy
from clipparse.facts.places import SMALL, WORD
from clipparse.lexicon import Lexicon

_LABEL = (
    r"(?<!\w)(?<!\w-)(?:"
    r"(?:this )?(?:(?:article|story|report|page|piece) (?:was|has been) )?"
    r"(?:first |originally |article |story |page |web )?(?:published|posted|publié|publiée|publicado|pubblicato"
    r"|veröffentlicht|erschienen|written|created|released|issued|filed|dated|aired|submitted|reviewed|archived"
    r"|retrieved"
    r"|accessed|créé)(?: online| by| on| at| in| le| el| il| am)?"
    r"|(?:(?:page|article|story|last|mis|was) ){0,2}(?:updated|update|modified|revised|à jour|mise à jour|aktualisiert"
    r"|actualizado|aggiornato)(?: on| at| le| am)?|ultima modifica"
    r"|for (?:immediate )?release|as of|printed|publication|edition of"
    r"|story (?:number|date)|dateline|date|datum|fecha|issue|edition|on|at|le|el|il|am|um|vom|from|in"
    r"|\d{1,3} min(?:ute)?s?(?: read)?|copyright|\(c\)|©|online"
    r"|WORDS)(?!\w|-[^\W\d_])\s?:?"
)
_OF_UPDATE = ("updat", "modif", "revis", "à jour", "aktualis", "actualiz", "aggiorn")
PUBLISHED = lazy.compile(
    r"\W{0,4}(?:(?:first |originally |article |story )?(?:published|publié|publicado|pubblicato|veröffentlicht"
    r"|erschienen)|dated?|release date|datum|fecha)\b",
    re.IGNORECASE,
)
MAILED = lazy.compile(r"(?:date|datum|sent|gesendet|envoyé|envoye|fecha|enviado)\s?:", re.IGNORECASE)
PAGE = lazy.compile(
    r"(?<!\w)(?:"
    r"(?:pp?\.?|pages?|pgs?\.?|seite|s\.)\s{0,2}[A-Z]{0,2}-?\d{1,4}(?:\s?[-–,]\s?[A-Z]?\d{1,4})?(?!\w)"
    r"|[A-Z]{0,2}\d{1,3}(?=\s{0,2}[\])]|\s{0,3}$)"
    r"|(?:front page|section [a-z0-9]{1,12}|[a-z]{1,12} section|[a-z]{1,9} edition|vol(?:ume)?\.?\s?\d{1,4}"
    r"|no\.?\s?\d{1,5}|issue\s?\d{1,5}|v\d{1,3}n\d{1,3})(?!\w))",
    re.IGNORECASE,
)
_SIGNS = ("©", "№")  # labels without a letter
# the small words of page numbers and times
_OF_PAGES = "p pp pg pgs page pages seite s section edition vol volume no v a m am pm bis to st nd rd th"


@lru_cache(maxsize=8)
def labels(lexicon: Lexicon) -> re.Pattern[str]:
    """Words that only label a date, those of `words/xx.toml` among them: `published on`, `veröffentlicht am`."""
    words = (_either(lexicon, name) for name in ("dateline.labels", "dateline.updated"))
    return re.compile(_LABEL.replace("WORDS", "|".join(words)), re.IGNORECASE)


def update_ends(text: str, lexicon: Lexicon) -> int:
    """Where the last word ends that says when something was changed, or how it begins; 0 where none does."""
    folded = text.casefold()
    found = (folded.rfind(word) + len(word) for word in _update_words(lexicon) if word in folded)
    return max(found, default=0)


@lru_cache(maxsize=8)
def _update_words(lexicon: Lexicon) -> tuple[str, ...]:
    return (*_OF_UPDATE, *sorted(lexicon.lists["dateline.updated"]))


def without_labels(text: str, lexicon: Lexicon) -> str:
    """The text with a blank for each of its labels."""
    return labels(lexicon).sub(" ", text) if _may_be_labelled(text, lexicon) else text


def labels_in(text: str, lexicon: Lexicon) -> Iterator[re.Match[str]]:
    """The labels in a text."""
    return labels(lexicon).finditer(text) if _may_be_labelled(text, lexicon) else iter(())


def _may_be_labelled(text: str, lexicon: Lexicon) -> bool:
    """Does one of the words stand there without which there is no label? The pattern is dear."""
    if not label_words(lexicon).isdisjoint(WORD.findall(text.casefold())):
        return True
    return not text.isascii() and any(sign in text for sign in _SIGNS)


@lru_cache(maxsize=8)
def label_words(lexicon: Lexicon) -> frozenset[str]:
    """The words that stand in labels."""
    phrases = (_LABEL, *lexicon.lists["dateline.labels"], *lexicon.lists["dateline.updated"])
    return frozenset(word for phrase in phrases for word in WORD.findall(phrase.casefold()))


def reach(text: str, lexicon: Lexicon, start: int = 0, end: int = 1 << 10) -> int:
    """Where, from `start` on, the first word in small letters stands that is of no label, place, date or agency."""
    found = _other_word(lexicon).search(text, start, end)
    return found.start() if found else min(len(text), end)


@lru_cache(maxsize=8)
def _other_word(lexicon: Lexicon) -> re.Pattern[str]:
    names = chain.from_iterable(lexicon.names[name] for name in ("agencies", "bracketed", "months", "weekdays"))
    lists = (lexicon.lists[name] for name in ("places.regions", "clock.units", "clock.before", "clock.years"))
    phrases = (*names, *chain.from_iterable(lists), _OF_PAGES, *SMALL, *label_words(lexicon))
    rests: dict[str, set[str]] = {}
    for word in chain.from_iterable(map(WORD.findall, phrases)):
        rests.setdefault(word[0], set()).add(word[1:])
    # by their first letters, for an alternative that begins with another is passed over at once
    small = "|".join(f"{first}(?:{'|'.join(sorted(rest))})" for first, rest in sorted(rests.items()))
    return re.compile(rf"(?<![\w'’/-])(?!(?:{small})(?!\w)|\w+[./]\w)[a-zß-öø-ÿа-яё]")


def _either(lexicon: Lexicon, name: str) -> str:
    return "|".join(sorted(map(re.escape, lexicon.lists[name]), key=lambda one: (-len(one), one)))
