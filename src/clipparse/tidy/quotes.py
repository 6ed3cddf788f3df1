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
# Who said something, and the verb that says so.
Said = tuple[str | None, str | None]
NOBODY: Said = (None, None)
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
        english = (clipping.language or "").startswith("en")
        for quote in _quotes(body, _Said.of(lexicon, english)):
            yield position, quote


def _quotes(body: list[Reading], said: _Said) -> Iterator[Quote]:
    waiting: list[Quote] = []  # of a quotation that goes on in the next paragraph and has no speaker yet
    carried, was_open = NOBODY, False  # whoever spoke last in the paragraph before, and whether the words go on
    for reading, following in zip(body, [*body[1:], None], strict=False):
        goes_on = following is not None and following.text[:2].startswith(tuple(_CLOSED_BY))
        stretches = list(stretches_of(reading.text, to_the_end=goes_on))
        if not was_open and not _is_one_quotation(reading.text, stretches):
            carried = NOBODY
        found = list(_attributed(reading, stretches, said, carried))
        if waiting and found and found[0].speaker:
            waiting = [attrs.evolve(one, speaker=found[0].speaker, cue=found[0].cue) for one in waiting]
        left_open = bool(stretches) and stretches[-1].closed == stretches[-1].end == len(reading.text)
        if left_open and found and not found[-1].speaker:
            waiting.append(found.pop())
            yield from found
            continue
        yield from (*waiting, *found)
        waiting = []
        speaks_on = bool(found) and (left_open or said.has_the_last_word(reading.text, stretches[-1]))
        carried, was_open = (found[-1].speaker, found[-1].cue) if speaks_on else NOBODY, left_open
    yield from waiting


def _is_one_quotation(text: str, stretches: list[Stretch]) -> bool:
    """Is this paragraph nothing but one quotation, so that its speaker must stand in another?"""
    return len(stretches) == 1 and stretches[0].opened == 0 and not text[stretches[0].closed :].strip()


def _attributed(reading: Reading, stretches: list[Stretch], said: _Said, carried: Said) -> Iterator[Quote]:
    """The quotations of one paragraph; a speaker who goes on is named once."""
    text = reading.text
    last, ended = carried, 0
    for number, stretch in enumerate(stretches):
        upto = stretches[number + 1].opened if number + 1 < len(stretches) else len(text)
        named = said.around(text, stretch, ended, upto)
        before = stretches[number - 1] if number else None
        if named == NOBODY and (_may_go_on(text, stretch, before) or said.stands_between(text, before, stretch)):
            named = last
        if named != NOBODY or not _is_title(text[stretch.start : stretch.end]):
            last = named
        ended = stretch.closed
        if words := flowing(text[stretch.start : stretch.end]):
            yield Quote(words, *named, reading.span(stretch.start, stretch.end))


def _may_go_on(text: str, stretch: Stretch, before: Stretch | None) -> bool:
    """Is this said by whoever said what stands before it: a sentence of its own, or more of the same sentence?"""
    if not before:
        return stretch.opened == 0 and _is_sentence(text[stretch.start : stretch.end])
    between, words = text[before.closed : stretch.opened], text[stretch.start : stretch.end]
    if _SENTENCE_END.search(between + "X"):
        return _is_sentence(words) or words.endswith((".", "!", "?"))
    same_sentence = text[before.closed - 2 : before.closed - 1] not in ".!?"
    return _is_sentence(words) or (same_sentence and _AND_THAT.match(between) is not None)


_AND_THAT = re.compile(r",?\s(?:and|or|but|as well as|nor)\b|.*\b(?:and|or|but)\sthat\b", re.DOTALL)


def _is_title(words: str) -> bool:
    """May this be a nickname, a book, a ship?"""
    return words[:1].isupper() and words.count(" ") + 1 < _FEW


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

# Words that open a sentence, or stand behind a verb, and are no part of a name.
_NO_NAME = (
    r"(?!(?:But|And|So|Yet|Then|Still|However|Meanwhile|Later|Now|When|As|While|Though|If|In|On|At|After|Before|For|From|By|To|Not|Some"
    r"|Although|Even|That|Asked|Speaking|Writing|[RDI]-[A-Z]\w+|What|Where|Why|How|Also|Because|Since|Yesterday|Today|With)\b)"
)
_BEHIND_VERB = (
    r"(?!(?:in|on|at|after|before|during|when|who|whose|which|as|while|last|this|to|by|with|and|or|but|about|from|for|of|that|if|not"
    r"|yesterday|today|tomorrow|later|earlier|then|it|there|was|is|were|are|had|has|have|been|be|since|because|over|under|through|across|into|near|outside|adding"
    r"|where|so|even|what|how|why|though|although)\b)"
)
_TITLE = (
    r"(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Maj|Capt|Sgt|Cpl|Rev|Hon|St|Jr|Sr|Supt|Insp|Det|Cmdr|Adm|Pres|Amb|Cllr"
    r"|[A-Z](?:\.[A-Z])*)\."
)
# a name's letters are not given back: whatever stands behind a name begins with another character
_NAME_PART = rf"(?:{_TITLE}|[A-Z][\w’'&-]*+(?:\.[A-Z][\w’'-]*+)*)"
_LINK = r"(?:(?:of|for|at|from)\s(?:the\s)?|(?:de|del|della|di|da|van|von|der|den|al|el|bin|ibn|la|le)\s){0,2}"
_WORD = r"[a-z0-9][\w’'-]*+"
_NAME = rf"{_NO_NAME}{_NAME_PART}(?:\s{_LINK}{_NAME_PART}){{0,9}}"  # nobody has more than ten names
_NAMES = rf"{_NAME}(?:(?:,\s{_NAME})?\sand\s{_NAME})?"  # `Ann Lee and Bob Stone`
_NAMES_BEHIND = rf"{_NAME}(?:\sand\s{_NAME}(?=[.,;:\"“]|$|\s(?:in|at|on|of|from)\b))?"
_OF_NAME = rf"{_NAME}(?<=[’']s)(?:\s{_BEHIND_VERB}{_WORD}){{1,3}}"  # `Lee's deputy`
_TITLED = rf"(?:{_BEHIND_VERB}{_WORD}\s){{1,4}}{_NAME}"  # `police officer Ann Lee`
# `Harbour council leader Ann Lee`
_ROLE_WORD = rf"{_BEHIND_VERB}(?!(?:told|tells|said|says|asked|asks|wrote|met|saw)\b){_WORD}"
_ROLE_NAME = rf"{_NAME}(?:\s{_ROLE_WORD}){{1,3}}\s{_NAME}"
# where a sentence or a part of it begins
_FIRST = r"(?:(?<!\w\s)|(?<=\b[Aa]nd\s)|(?<=\b[Bb]ut\s)|(?<=\bas\s)|(?<=\bwhile\s)|(?<=\bthat\s)|(?<=\bwhen\s))"
# `about the delay, a spokesman said`: what stands behind a preposition says nothing
_NOT_BEHIND = "".join(
    rf"(?<!\b{one}\s)" for one in ("about", "in", "at", "on", "to", "for", "from", "with", "by", "under")
)
_PRONOUN = r"(?:[Hh]e|[Ss]he|[Tt]hey|I|[Ww]e|[Ii]t|who)"
_ARTICLE = (
    r"(?:[Tt]he|[Aa]n?|[Oo]ne|[Aa]nother|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Mm]y|[Oo]ur|[Ss]ome|[Bb]oth|[Ss]everal|[Mm]any|[Mm]ost"
    r"|[Tt]wo|[Tt]hree|[Ff]our|[Oo]ther|[Aa]ll|[Tt]hese|[Tt]hose|[Nn]o)"
)
_NOUN = rf"{_ARTICLE}(?:\s(?!(?:what|which|who|that|it|he|she|they)\b)[\w’'&.-]+){{1,7}}?"
_NOUN_BEHIND = rf"{_ARTICLE}(?:\s(?:{_BEHIND_VERB}|(?=of\b)|(?=(?:for|at|from|in)\s(?:the\s)?[A-Z]))[\w’'&-]+){{1,7}}"
# Behind a comma within the quotation marks, whatever stands before the verb is the speaker.
_ANYONE = rf"{_BEHIND_VERB}[\w’'&.-]+(?:\s[\w’'&.-]+){{0,6}}?"
# How a sentence goes on behind its subject.
_VERB = r"(?:was|were|is|are|had|has|have|would|will|did|went|took|made|gave|came|spoke|told|left|rose|\w+ed)"
# Fewer words than this are singled out by the writer as often as quoted.
_FEW = 3


@attrs.frozen(slots=True)
class _Said:
    """Patterns of attribution, made of the lexicon's verbs."""

    verb_first: re.Pattern[str]  # `" said Ann Lee`
    verb_last: re.Pattern[str]  # `" Ann Lee, the mayor, said`
    behind_comma: re.Pattern[str]  # `," police officer Ann Lee said`
    before: re.Pattern[str]  # `Ann Lee said: "`
    label: re.Pattern[str]  # `Ann Lee: "`, `Said Ann Lee: "`
    opening: re.Pattern[str]  # `Ann Lee, the mayor, disagreed, saying it was "`

    @staticmethod
    @lru_cache(maxsize=8)
    def of(lexicon: Lexicon, english: bool) -> _Said:
        known = lexicon.lists["quotes.verbs"]
        if english:  # `so Müller` and `note Le Monde` are attributions, but not `so` and `note`
            known = known.difference(*(lexicon.lists.get(f"quotes_{one}.verbs", ()) for one in lexicon.languages))
        verbs = "|".join(sorted(map(re.escape, known), key=lambda verb: (-len(verb), verb)))
        cue = rf"(?P<cue>{verbs})\b(?!-)"
        # `, 42,`, `, a builder,`, `, a builder from Harbour, where he was born,`; a second name is another speaker
        aside = r"(?:,\s(?:\d{1,3},\s)?(?:(?=[a-z])[^,“”\"]{1,80},\s)?[^,“”\"]{1,80},)?"
        named = rf"{_PRONOUN}\b|{_NOT_BEHIND}{_NOUN}|{_OF_NAME}|{_ROLE_NAME}|{_NAMES}"
        subject = rf"(?<![\w’'&-])(?P<speaker>{named}|{_FIRST}{_TITLED})"
        several = rf"(?:\s{_BEHIND_VERB}[a-z][a-z-]*){{0,2}}?"  # `Health officials`, `what officials`
        adverb = r"(?:\s(?:also|then|later|once|often|has|had|have|will|would|recently|only|just|now|\w+ly))?"
        anyone = rf"{_BEHIND_VERB}[a-z]+(?=[.,;]|$)"  # `" said police.`
        whoever = rf"{_PRONOUN}\b|{_NOUN_BEHIND}|{_OF_NAME}|{_ROLE_NAME}|{_NAMES_BEHIND}|{_TITLED}|{anyone}"
        opening = "|".join(map(str.capitalize, verbs.split("|")))
        return _Said(
            re.compile(rf"[\s,–—-]{{0,8}}+(?:{cue}|(?P<cue2>according\sto))\s(?P<speaker>{whoever})"),
            re.compile(rf"[\s,–—-]{{0,8}}+(?:(?:is|was)\show\s)?{subject}{aside}{adverb}\s{cue}"),
            re.compile(rf"\s(?P<speaker>{_ANYONE}){aside}{adverb}\s{cue}"),
            re.compile(
                rf"{subject}{aside}{adverb}\s{cue}"
                rf"|(?P<plain>(?<![\w’'-])[A-Z][a-z]+|(?<!\w\s){_NO_NAME}[A-Z][a-z]+{several}|(?<=\bwhat\s)[a-z’'-]+{several})"
                rf"{adverb}\s{cue.replace('<cue>', '<cue3>')}"
                rf"|[Aa]ccording\sto\s(?P<speaker2>{_NOUN_BEHIND}|{_NAME})"
            ),
            re.compile(rf"\s*+(?:(?P<cue>{opening})\s)?(?P<speaker>{_NAME}):\s*$"),
            re.compile(rf"\s*+(?:(?:But|And|Yet)\s)?(?P<speaker>{named}){aside}\s{_VERB}\b"),
        )

    def around(self, text: str, stretch: Stretch, floor: int, ceiling: int) -> Said:
        """Speaker and verb, looked for behind the quotation and then before it, not beyond its neighbours."""
        if ceiling - stretch.closed < _REACH and (found := _SIGNED.fullmatch(text, stretch.closed, ceiling)):
            return _speaker(found[1]), None
        behind = text[stretch.closed : min(ceiling, stretch.closed + _REACH)].replace("\n", " ")
        ahead = text[max(floor, stretch.opened - _REACH) : stretch.opened].replace("\n", " ")
        named = self._behind(behind, text[stretch.end - 1 : stretch.end])
        return named if named != NOBODY else self._before(ahead, text[stretch.start : stretch.end])

    def has_the_last_word(self, text: str, stretch: Stretch) -> bool:
        """Does the text end in this quotation and in who said it, and does it ask nothing?"""
        behind, last = text[stretch.closed :].rstrip().replace("\n", " "), text[stretch.end - 1 : stretch.end]
        if last == "?" or _sentence_end(behind):
            return False
        return not behind.strip() or self._behind(behind, last) != NOBODY

    def stands_between(self, text: str, before: Stretch | None, stretch: Stretch) -> bool:
        """Does whoever said the words before go on in the same sentence: `"No," said Ann Lee, "not now."`?"""
        if before is None:
            return False
        between = text[before.closed : stretch.opened].replace("\n", " ").rstrip()
        if not between.endswith(",") or _sentence_end(between):
            return False
        return between == "," or self._behind(between, text[before.end - 1 : before.end]) != NOBODY

    def _behind(self, behind: str, last: str) -> Said:
        if "saying" in behind and (found := _QUOTED_AS.match(behind)):
            return _speaker(found[1] or found[2]), "saying"
        found = self.verb_first.match(behind)
        if found:
            return _speaker(found["speaker"]), found["cue"] or found["cue2"].lower()
        if last != "." and (found := self.verb_last.match(behind)):
            return _speaker(found["speaker"]), found["cue"]
        if last == "," and (found := self.behind_comma.match(behind)):
            return _speaker(found["speaker"]), found["cue"]
        return NOBODY

    def _before(self, ahead: str, words: str) -> Said:
        ahead = ahead[_sentence_end(ahead) :]
        introduces = ahead.rstrip().endswith(":")
        if introduces and (found := self.label.match(ahead)):
            return _speaker(found["speaker"]), found["cue"] and found["cue"].lower()
        if (introduces or "words" in ahead or "quote" in ahead) and (found := _IN_WORDS.search(ahead)):
            return _speaker(next(filter(None, found.groups())).removesuffix("'s").removesuffix("’s")), None
        if "saying" in ahead and (found := _QUOTED_AS.search(ahead)):
            return _speaker(found[1] or found[2]), "saying"
        if participle := _SAYING.search(ahead):
            found = self._last(ahead[: participle.start()]) or self.opening.match(ahead)
            return (_speaker(_first_of(found)), participle[1]) if found else NOBODY
        found = self._last(ahead)
        while found and "," in found[0] and _BEHIND_PREPOSITION.search(ahead, 0, found.start()):
            found = self.before.search(ahead, found.start() + len(_first_of(found)))
        if not found:
            return NOBODY
        between = ahead[found.end() :].rstrip()
        if _is_title(words) and between and not between.endswith((",", ":", "that")):
            return NOBODY
        return _speaker(_first_of(found)), found["cue"] or found["cue3"] or "according to"

    def _last(self, ahead: str) -> re.Match[str] | None:
        """The attribution nearest to what follows."""
        return next(reversed(list(self.before.finditer(ahead))), None)


def _first_of(found: re.Match[str]) -> str:
    """The speaker, whichever group has it."""
    groups = found.groupdict()
    return groups["speaker"] or groups["plain"] or groups["speaker2"]


# `from Harbour, North Tyne, said`: a place, not who said it
_BEHIND_PREPOSITION = re.compile(r"\b(?:in|at|from|of|near|with|by|for|to)\s$")
# `, adding that it was`
_SAYING = re.compile(
    r",\s(?:and\s|while\s)?(saying|adding|arguing|claiming|insisting|warning|noting|stressing|explaining|calling|describing|telling"
    r"|declaring|writing|admitting|suggesting|promising|vowing|joking|labelling|labeling|branding|accusing)\b"
)
# `"We were not ready." – Ann Lee`
_SIGNED = re.compile(rf"\s*[–—-]{{1,2}}\s?({_NAME})\s*")
# `Ann Lee was quoted as saying`, `the Gazette quoted Ann Lee as saying`
_QUOTED_AS = re.compile(
    rf"(?:[^.!?:“”\"]{{0,60}}?\s)??(?<![\w’'-])"
    rf"(?:({_PRONOUN}|{_NAME})\s(?:was|were|is|are|has\sbeen|had\sbeen)\squoted|quoted\s({_PRONOUN}|{_NAME}))\sas\ssaying\b"
)
# `in Ann Lee's words, "not ready"`, `to quote Ann Lee: `, `Ann Lee's reply: `
_IN_WORDS = re.compile(
    rf"\b[Ii]n\s({_NAME}|his|her|their)(?:(?<=[’']s)|(?<=his)|(?<=her)|(?<=their))\s(?:own\s)?words\b"
    rf"|\b[Tt]o\squote\s({_NAME})"
    rf"|(?<![\w’'-])({_NAME})(?<=[’']s)\s(?:answer|reply|response|verdict|comment|advice|message|explanation|view|words):\s*$"
)
_SENTENCE_END = re.compile(
    r"[.!?](?<![A-Z].)(?<!\b[A-Z][a-z].)"
    r"(?<!\b(?:Mrs|Sen|Gov|Gen|Rep|Sgt|Rev|Hon|Col|Maj|Cpl|Adm).)(?<!\b(?:Prof|Capt|Cmdr|Supt).)"
    r"[\"”’')]*\s+(?=[A-Z“\"‘])"
)


def _sentence_end(text: str) -> int:
    ends = [found.end() for found in _SENTENCE_END.finditer(text)]
    return ends[-1] if ends else 0


_ADVERB = re.compile(r"\s(?:later|now|also|then|once|often|never|repeatedly)$")
_ABBREVIATED = re.compile(r"(?:\b[A-Z]|\b(?:Jr|Sr|Inc|Co|Corp|Ltd|Bros|St))\.$")


def _speaker(words: str) -> str:
    """
    >>> _speaker("Ann Lee."), _speaker("Bob Stone Jr.")
    ('Ann Lee', 'Bob Stone Jr.')
    """
    words = _ADVERB.sub("", words.strip(" ,;:"))
    return words if _ABBREVIATED.search(words) else words.rstrip(".")
