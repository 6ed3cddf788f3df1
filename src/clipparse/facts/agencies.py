"""News agencies by name."""

from __future__ import annotations

from clipparse.lexicon import Lexicon, fold


def agency_named(name: str, lexicon: Lexicon, *, bracketed: bool = False) -> str | None:
    """The canonical name of the agency that `name` is; in the brackets of a dateline some are shortened further.

    >>> words = Lexicon.default()
    >>> [agency_named(name, words) for name in ("Reuter", "A.P.", "NB", "The minister")]
    ['Reuters', 'AP', None, None]
    >>> [agency_named(name, words, bracketed=True) for name in ("NB", "dpa/bb", "Корр. ТАСС Иван Лебедев")]
    ['Newsbytes', 'dpa', 'TASS']
    """
    agencies = lexicon.names["agencies"]
    folded = fold(name)
    found = agencies.get(folded) or agencies.get(folded.replace(".", ""))
    if not found and bracketed:
        found = lexicon.names["bracketed"].get(folded) or _of_several(folded, lexicon)
    return str(found) if found else None


def _of_several(folded: str, lexicon: Lexicon) -> str | None:
    """The agency among others, or before or behind a reporter's name."""
    agencies = lexicon.names["agencies"]
    for part in folded.split("/")[:4] if "/" in folded else ():
        if found := agencies.get(fold(part)):
            return str(found)
    words = folded.replace(".", " ").split()[:4]
    if words and words[0] in lexicon.lists["byline.role_words"]:
        return next((str(one) for end in (3, 2) if (one := agencies.get(" ".join(words[1:end])))), None)
    return None
