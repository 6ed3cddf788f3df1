"""Interviews set without quotation marks: `AL: I was not ready.`, `Ann Lee: I was not ready.`"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import regex

from clipparse.language import words_of
from clipparse.lexicon import Lexicon, fold

_LABEL = regex.compile(
    r"\s*(?P<who>\p{Lu}[\w.’'-]*(?:\s(?:(?:de|van|von|der|di|da|la|le|del)\s)?\p{Lu}[\w.’'-]*){0,3})\s?:\s+(?=\S)"
)
_INITIALS = regex.compile(r"(?:\p{Lu}\.?){2,3}")
# So many paragraphs at least open with who speaks, and so great a share of all; of one speaker so many.
_FEWEST, _SHARE, _TURNS = 3, 0.25, 2
# Initials that stand for what follows, not for who speaks.
_NO_INITIALS = frozenset(("ps", "nb", "am", "pm", "tv", "uk", "us", "eu", "un", "faq", "re", "ed", "id", "ok", "tip"))


def answers(texts: Sequence[str], lexicon: Lexicon) -> dict[int, tuple[str, int]]:
    """The paragraphs in which somebody who is named before a colon speaks of himself: who, and where the words begin.

    >>> told = ["Gazette: Were you ready?", "Ann Lee: I was not.", "Gazette: And now?", "Ann Lee: Now we are."]
    >>> answers(told, Lexicon.default())
    {1: ('Ann Lee', 9), 3: ('Ann Lee', 9)}
    """
    if sum(":" in one[:60] for one in texts) < _FEWEST:
        return {}
    labels = {
        at: found for at, one in enumerate(texts) if (found := _LABEL.match(one[:80])) and _is_label(found["who"])
    }
    turns = Counter(one["who"] for one in labels.values())
    if len(labels) < max(_FEWEST, _SHARE * len(texts)) or max(turns.values(), default=0) < _TURNS:
        return {}
    own = _first_person(lexicon)
    return {
        at: (found["who"], found.end())
        for at, found in labels.items()
        if turns[found["who"]] >= _TURNS and not own.isdisjoint(words_of(texts[at][found.end() :]))
    }


@lru_cache(maxsize=8)
def _first_person(lexicon: Lexicon) -> frozenset[str]:
    """`I`, `my`, `we` of all languages."""
    return frozenset().union(
        *(lexicon.of_language(key, one) for key in ("voice.self", "voice.we") for one in lexicon.languages)
    )


def _is_label(who: str) -> bool:
    """A name, or initials of two letters and more; `Q:` and `A:` are neither."""
    return (
        len(who) > 1
        and fold(who) not in _NO_INITIALS
        and (not who.isupper() or bool(_INITIALS.fullmatch(who)) or " " in who)
    )
