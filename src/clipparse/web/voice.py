"""Whether a text speaks of its writer or reports what others say, by its paragraphs as a whole."""

from __future__ import annotations

from collections.abc import Sequence

from clipparse import lazy

_PERSONAL = lazy.compile(
    r"\b(?:I|I'm|I’m|I’ve|my|ich|mich|mir|meine?[nrms]?|je|j’ai|mon|moi|yo|mi|io|mio|ik|mijn|eu|meu)\b"
)
_QUOTED = lazy.compile(r"[\"“„«][^\"”“„«»]{0,400}[\"”“»]")
_PROSE = 80  # characters
_MANY = 0.34
_SPOKEN = lazy.compile(r"[\"“„«”»].{0,300}?[\"“”»]|\b(?:said|says|told|sagte|dijo|disse)\b")


def is_personal(paragraphs: Sequence[str]) -> bool:
    """Does somebody speak of himself in many paragraphs, outside of quotation marks?

    >>> is_personal(["I went down to the pier again today, and my heart sank when I saw what the storm had left."])
    True
    >>> is_personal(["“I went down to the pier again today,” the mayor said on Monday, “and my heart sank at it.”"])
    False
    """
    prose = [text[:1000] for text in paragraphs if len(text) >= _PROSE]
    own = sum(bool(_PERSONAL.search(_QUOTED.sub(" ", text))) for text in prose)
    return own > _MANY * len(prose)


def reports(paragraphs: Sequence[str]) -> bool:
    """Do others speak in many paragraphs, and nobody of himself in most?

    >>> reports(["“I went down to the pier again today,” the mayor said on Monday, “and my heart sank at the sight.”"])
    True
    """
    prose = [text[:1000] for text in paragraphs if len(text) >= _PROSE]
    return sum(bool(_SPOKEN.search(text)) for text in prose) > _MANY * len(prose) and not is_personal(prose)
