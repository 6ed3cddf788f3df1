"""Speech that dashes open, and what a writer puts between the words of a speech: `— Non, dit-il. — Pas encore.`"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from clipparse import lazy
from clipparse.speech.marks import Stretch
from clipparse.speech.phrases import Words

_OPENS = lazy.compile(r"\s*[—–-](?:[ \u00a0\u202f]{0,2})(?=[^\W\d_]|[¿¡«\"„“])")
# In the middle of a paragraph, behind a full stop.
_OPENS_LATER = regex.compile(r"(?<=[.!?…:])\s[—–](?:[ \u00a0\u202f])(?=\p{Lu})")
# Where the speech may stop for the writer: at a dash, or at a comma or another mark.
_STOPS = lazy.compile(r"[,.]?\s+[—–-]\s*(?=[^\W\d_])|(?:,|(?<=[?!…]))\s+(?=[^\W\d_])")
# Where the writer is done.
_RESUMES = lazy.compile(r"\s?[—–-][.,;:]?\s+(?=[^\W\d_]|[¿¡])|[.!?…:]\s+(?=[^\W\d_])")
_DASHES = "—–-"
_LONGEST = 160


def broken(text: str, stretches: list[Stretch], words: Words) -> list[Stretch]:
    """Stretches without what is said about them in between; where there are no marks, those that dashes open."""
    if stretches:
        return [piece for one in stretches for piece in _pieces(text, one, words, commas=words.language == "fr")]
    opens = _OPENS.match(text) or _OPENS_LATER.search(text)
    if not opens:
        return []
    end = len(text.rstrip())
    whole = Stretch(opens.end() - 1, opens.end(), end, end)
    pieces = list(_pieces(text, whole, words, commas=True, spoken=True))
    return pieces if pieces[0].end < end else []


def _pieces(text: str, one: Stretch, words: Words, *, commas: bool, spoken: bool = False) -> Iterator[Stretch]:
    """The pieces of a stretch between which the writer says who speaks."""
    opened, start, at = one.opened, one.start, one.start
    while stop := _STOPS.search(text, at, one.end):
        dashed = any(dash in stop[0] for dash in _DASHES)
        at = stop.end()
        if not (dashed or commas) or not (length := _said(text[stop.end() : min(one.end, at + _LONGEST)], words)):
            continue
        end = stop.start()
        yield Stretch(opened, start, end, end)
        resumes = _RESUMES.search(text, stop.end() + length, one.end)
        while resumes and resumes[0][0] in ".!?…:" and (dashed or spoken):  # the writer goes on, or a dash ends it
            if spoken and not dashed:
                return
            resumes = _RESUMES.search(text, resumes.end() - 1, one.end)
        if not resumes:
            return
        opened, start, at = resumes.end() - 1, resumes.end(), resumes.end()
    yield one if start == one.start else Stretch(opened, start, one.end, one.closed)


def _said(text: str, words: Words) -> int:
    """The length of what says who speaks at the beginning of the text; 0 where nothing does."""
    tokens = words.tokens(text)
    verb = words.verb_at(tokens, 0)
    if verb is None:
        return 0
    if verb.subject is not None:
        return tokens[verb.end - 1].end
    if who := words.subject_after(tokens, verb.end, near=False):
        return tokens[who[1] - 1].end
    return tokens[verb.end - 1].end if words.implies(tokens, verb.end) else 0
