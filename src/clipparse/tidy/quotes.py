"""Quotations: the words between quotation marks, who said them, and the verb that says so.

Marks are paired within a paragraph in one walk from left to right. A quotation that is left open goes to the end of
its paragraph if the next paragraph opens one again, as newspapers do; else it is no quotation that we could trust.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import attrs

from clipparse.edit import Finding, Reading, flowing, readings
from clipparse.lexicon import Lexicon
from clipparse.model import Clipping, Quote
from clipparse.roles import Role

_MARK = re.compile(r"[\"“”„«»]|``|''")
# An opening mark, and what closes it: keyboards and editors mix them.
_CLOSED_BY = {
    '"': '"”',
    "“": '”"“',
    "”": '”"',
    "„": '“”"',
    "«": "»",
    "»": "«",
    "``": ("''", '"'),
    "''": ("''",),
}
_SINGLE = re.compile(r"(?<!\w)‘(?=\w)|’(?![\w])")
_BEFORE_WORD = frozenset(" \n\t\u00a0([{-–—/‘'")
# How far from a quotation its speaker is looked for.
_REACH = 160


@attrs.frozen(slots=True)
class Stretch:
    """The words between two marks, from `start` to `end`; the marks stand at `opened` and just before `closed`."""

    opened: int
    start: int
    end: int
    closed: int


def quotes(raw: str, clippings: tuple[Clipping, ...], lexicon: Lexicon) -> Iterator[Finding]:
    """The quotations in the body of every clipping, in order."""
    for position, clipping in enumerate(clippings):
        body = [reading for paragraph, reading in readings(raw, clipping) if paragraph.kind is Role.BODY]
        for quote in _quotes(body, _Said.of(lexicon)):
            yield position, quote


def _quotes(body: list[Reading], said: _Said) -> Iterator[Quote]:
    carried: tuple[str | None, str | None] = None, None  # from a paragraph whose quotation goes on in the next
    for reading, following in zip(body, [*body[1:], None], strict=False):
        text = reading.text
        speaker, cue = carried
        ended = 0
        goes_on = following is not None and following.text[:2].startswith(tuple(_CLOSED_BY))
        stretches = list(stretches_of(text, to_the_end=goes_on))
        for number, stretch in enumerate(stretches):
            upto = stretches[number + 1].opened if number + 1 < len(stretches) else len(text)
            named = said.around(text, stretch, ended, upto)
            if named != (None, None):
                speaker, cue = named
            elif not _is_sentence(text[stretch.start : stretch.end]) or (number == 0 and stretch.opened > 0):
                named = None, None
            else:
                named = speaker, cue
            ended = stretch.closed
            words = flowing(text[stretch.start : stretch.end])
            if words:
                yield Quote(words, *named, reading.span(stretch.start, stretch.end))
        left_open = bool(stretches) and stretches[-1].closed == stretches[-1].end == len(text)
        carried = (speaker, cue) if left_open else (None, None)


def _is_sentence(words: str) -> bool:
    return words[:1].isupper() and words.count(" ") + words.count("\n") >= 3


def stretches_of(text: str, *, to_the_end: bool = False) -> Iterator[Stretch]:
    """The stretches between quotation marks; one left open reaches the end of the text if `to_the_end`.

    >>> text = 'He is 6\\'2" tall. "No," he said, "not now." “Why?”'
    >>> [text[one.start : one.end] for one in stretches_of(text)]
    ['No,', 'not now.', 'Why?']
    """
    opened: re.Match[str] | None = None
    any_double = False
    for mark in _MARK.finditer(text):
        any_double = True
        if opened and mark[0] in _CLOSED_BY[opened[0]] and not _opens_again(text, mark, opened):
            yield Stretch(opened.start(), opened.end(), mark.start(), mark.end())
            opened = None
        elif _may_open(text, mark):
            opened = mark
    if opened and to_the_end:
        yield Stretch(opened.start(), opened.end(), len(text), len(text))
    if not any_double and "‘" in text:
        yield from _single(text)


def _may_open(text: str, mark: re.Match[str]) -> bool:
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    return (not before or before in _BEFORE_WORD or mark[0] in "“„«``") and bool(after) and not after.isspace()


def _opens_again(text: str, mark: re.Match[str], opened: re.Match[str]) -> bool:
    """Does this mark begin another quotation, the one before having been left open?"""
    return mark[0] in '"“' and opened[0] != "„" and text[mark.start() - 1].isspace() and _may_open(text, mark)


def _single(text: str) -> Iterator[Stretch]:
    """British marks, `‘No,’ he said`, in a paragraph that has no others; behind an s it may be a genitive's."""
    opened = -1
    for mark in _SINGLE.finditer(text):
        if mark[0] == "‘":
            opened = mark.start()
        elif opened >= 0 and text[mark.start() - 1] not in "s ":
            yield Stretch(opened, opened + 1, mark.start(), mark.end())
            opened = -1


# --- who said it

_NAME_PART = r"[A-Z][\w’'.-]*\b\.?"
_NAME = (
    rf"{_NAME_PART}(?:\s(?:{_NAME_PART}|of|de|del|van|von|der|den|al|el|bin|ibn|for\s[A-Z]\w+|la|le)(?=\s|[,.;:]|$))*"
)
_PRONOUN = r"(?:[Hh]e|[Ss]he|[Tt]hey|I|[Ww]e|[Ii]t|who)"
_ARTICLE = r"(?:[Tt]he|[Aa]n?|[Oo]ne|[Aa]nother|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Ss]ome)"
_NOUN = rf"{_ARTICLE}(?:\s[\w’'&.-]+){{1,6}}?"
_NOUN_BEHIND = (
    rf"{_ARTICLE}(?:\s(?!(?:in|on|at|after|before|during|when|who|as|while|last|this|to|by|with|and|but|about|from)\b)"
    r"[\w’'&-]+){1,6}"
)
# Behind a comma within the quotation marks, whatever stands before the verb is the speaker.
_ANYONE = r"[\w’'&.-]+(?:\s[\w’'&.-]+){0,6}?"
# Fewer words than this are singled out by the writer as often as quoted.
_FEW = 3


@attrs.frozen(slots=True)
class _Said:
    """Patterns of attribution, made of the lexicon's verbs."""

    verb_first: re.Pattern[str]  # `" said Ann Lee`
    verb_last: re.Pattern[str]  # `" Ann Lee, the mayor, said`
    behind_comma: re.Pattern[str]  # `," police officer Ann Lee said`
    before: re.Pattern[str]  # `Ann Lee said: "`

    @staticmethod
    @lru_cache(maxsize=8)
    def of(lexicon: Lexicon) -> _Said:
        verbs = "|".join(sorted(map(re.escape, lexicon.lists["quotes.verbs"]), key=lambda verb: (-len(verb), verb)))
        cue = rf"(?P<cue>{verbs})\b"
        aside = r"(?:,\s[^,“”\"]{1,80},)?"
        subject = rf"(?<![\w’'-])(?P<speaker>{_PRONOUN}\b|{_NOUN}|{_NAME})"
        adverb = r"(?:\s(?:also|then|later|once|often|has|had|have|will|would|recently|\w+ly))?"
        return _Said(
            re.compile(
                rf"[\s,–—-]*(?:{cue}|(?P<cue2>according\sto))\s(?P<speaker>{_PRONOUN}\b|{_NOUN_BEHIND}|{_NAME})"
            ),
            re.compile(rf"[\s,–—-]*{subject}{aside}{adverb}\s{cue}"),
            re.compile(rf"\s(?P<speaker>{_ANYONE}){aside}{adverb}\s{cue}"),
            re.compile(rf"{subject}{aside}{adverb}\s{cue}|[Aa]ccording\sto\s(?P<speaker2>{_NOUN_BEHIND}|{_NAME})"),
        )

    def around(self, text: str, stretch: Stretch, floor: int, ceiling: int) -> tuple[str | None, str | None]:
        """Speaker and verb, looked for behind the quotation and then before it, not beyond its neighbours."""
        behind = text[stretch.closed : min(ceiling, stretch.closed + _REACH)].replace("\n", " ")
        found = self.verb_first.match(behind)
        if found:
            return _speaker(found["speaker"]), found["cue"] or found["cue2"].lower()
        last = text[stretch.end - 1 : stretch.end]
        if last != "." and (found := self.verb_last.match(behind)):
            return _speaker(found["speaker"]), found["cue"]
        if last == "," and (found := self.behind_comma.match(behind)):
            return _speaker(found["speaker"]), found["cue"]
        window = text[max(floor, stretch.opened - _REACH) : stretch.opened].replace("\n", " ")
        sentence = _sentence_end(window)
        ahead = list(self.before.finditer(window, sentence))
        few = text.count(" ", stretch.start, stretch.end) + 1 < _FEW
        between = window[ahead[-1].end() :].rstrip() if ahead else ""
        if ahead and not (few and between and not between.endswith((",", ":", "that"))):
            found = ahead[-1]
            speaker, verb = found["speaker"] or found["speaker2"], found["cue"] or "according to"
            return _speaker(speaker), verb
        return None, None


_SENTENCE_END = re.compile(r"(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\bMrs)[.!?][\"”’')]*\s+(?=[A-Z“\"‘])")


def _sentence_end(text: str) -> int:
    ends = [found.end() for found in _SENTENCE_END.finditer(text)]
    return ends[-1] if ends else 0


_ABBREVIATED = re.compile(r"(?:\b[A-Z]|\b(?:Jr|Sr|Inc|Co|Corp|Ltd|Bros|St))\.$")


def _speaker(words: str) -> str:
    """
    >>> _speaker("Ann Lee."), _speaker("Bob Stone Jr.")
    ('Ann Lee', 'Bob Stone Jr.')
    """
    words = words.strip(" ,;:")
    return words if _ABBREVIATED.search(words) else words.rstrip(".")
