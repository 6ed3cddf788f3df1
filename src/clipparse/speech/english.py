"""Who says what in English: patterns of attribution, made of the lexicon's verbs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property, lru_cache

import attrs

from clipparse import lazy
from clipparse.lexicon import Lexicon
from clipparse.speech.marks import Stretch
from clipparse.speech.said import NOBODY, Said

_NO_MARKS = str.maketrans(dict.fromkeys('.,;:!?()"“”', " "))
# How far from a quotation its speaker is looked for.
_REACH = 160

# Words that open a sentence, or stand behind a verb, and are no part of a name.
_NO_NAME = (
    r"(?!(?:But|And|So|Yet|Then|Still|However|Meanwhile|Later|Now|When|As|While|Though|If|In|On|At|After|Before|For|From|By|To|Not|Some"
    r"|Although|Even|That|Asked|Speaking|Writing|[RDI]-[A-Z]\w+|What|Where|Why|How|Also|Because|Since|Yesterday|Today|With)\b)"
)
_BEHIND_VERB = (
    r"(?!(?:in|on|at|after|before|during|when|who|whose|which|as|while|last|this|to|by|with|and|or|but|about|from|for|of|that|if|not"
    r"|yesterday|today|tomorrow|later|earlier|then|it|there|was|is|were|are|had|has|have|been|be|since|because|over|under|through|across|into|near|outside|adding"
    r"|published|released|issued|obtained|seen|leaked|compiled|conducted|commissioned|where|so|even|what|how|why|though|although)\b)"
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


# `, 42,`, `, a builder,`, `, a builder from Harbour, where he was born,`; a second name is another speaker
_ASIDE = r"(?:,\s(?:\d{1,3},\s)?(?:(?=[a-z])[^,“”\"]{1,80},\s)?[^,“”\"]{1,80},)?"
_NAMED = rf"{_PRONOUN}\b|{_NOT_BEHIND}{_NOUN}|{_OF_NAME}|{_ROLE_NAME}|{_NAMES}"
_SUBJECT = rf"(?<![\w’'&-])(?P<speaker>{_NAMED}|{_FIRST}{_TITLED})"
_SEVERAL = rf"(?:\s{_BEHIND_VERB}[a-z][a-z-]*){{0,2}}?"  # `Health officials`, `what officials`
_HOW = (
    r"(?:\s(?:(?:are|were|is|was)(?=\s\w+ing\b)|also|then|later|once|often|has|had|have|will|would|recently"
    r"|only|just|now|\w+ly))?"
)
_ANYBODY = rf"{_BEHIND_VERB}[a-z]+(?=[.,;]|$)"  # `" said police.`
_WHOEVER = rf"{_PRONOUN}\b|{_NOUN_BEHIND}|{_OF_NAME}|{_ROLE_NAME}|{_NAMES_BEHIND}|{_TITLED}|{_ANYBODY}"


@attrs.frozen(slots=True, eq=False)
class English:
    """Patterns of attribution, made of the lexicon's verbs.

    Each is compiled when it is first asked: that takes some 20 ms, and most posts need two or three of them.
    """

    verbs: frozenset[str]
    things: frozenset[str]  # that can be read: a sign, a statement
    signs: frozenset[str]  # words of which every attribution has one

    @staticmethod
    @lru_cache(maxsize=8)
    def of(lexicon: Lexicon) -> English:
        known = lexicon.lists["quotes.verbs"]
        known = known.difference(*(lexicon.of_language("quotes.verbs", one) for one in lexicon.languages))
        return English(
            known,
            lexicon.lists["quotes.things"],
            frozenset(one.split()[0] for one in known)
            | {"according", "read", "reads", "reading", "words", "quote", "quoted"},
        )

    @cached_property
    def _verbs(self) -> str:
        return _one_of(self.verbs, longest_first=True)

    @cached_property
    def _cue(self) -> str:
        return rf"(?P<cue>{self._verbs})\b(?!-)"

    @cached_property
    def verb_first(self) -> re.Pattern[str]:
        """`" said Ann Lee`."""
        return re.compile(rf"[\s,–—-]{{0,8}}+(?:{self._cue}|(?P<cue2>according\sto))\s(?P<speaker>{_WHOEVER})")

    @cached_property
    def verb_last(self) -> re.Pattern[str]:
        """`" Ann Lee, the mayor, said`."""
        return re.compile(rf"[\s,–—-]{{0,8}}+(?:(?:is|was)\show\s)?{_SUBJECT}{_ASIDE}{_HOW}\s{self._cue}")

    @cached_property
    def behind_comma(self) -> re.Pattern[str]:
        """`," police officer Ann Lee said`."""
        return re.compile(rf"\s(?P<speaker>{_ANYONE}){_ASIDE}{_HOW}\s{self._cue}")

    @cached_property
    def before(self) -> re.Pattern[str]:
        """`Ann Lee said: "`."""
        return re.compile(
            rf"{_SUBJECT}{_ASIDE}{_HOW}\s{self._cue}"
            rf"|(?P<plain>(?<![\w’'-])[A-Z][a-z]+|(?<!\w\s){_NO_NAME}[A-Z][a-z]+{_SEVERAL}"
            rf"|(?<=\bwhat\s)[a-z’'-]+{_SEVERAL})"
            rf"{_HOW}\s{self._cue.replace('<cue>', '<cue3>')}"
            rf"|[Aa]ccording\sto\s(?P<speaker2>{_NOUN_BEHIND}|{_NAME})"
        )

    @cached_property
    def label(self) -> re.Pattern[str]:
        """`Ann Lee: "`, `Said Ann Lee: "`."""
        opening = "|".join(map(str.capitalize, self._verbs.split("|")))
        return re.compile(rf"\s*+(?:(?P<cue>{opening})\s)?(?P<speaker>{_NAME}):\s*$")

    @cached_property
    def passive(self) -> re.Pattern[str]:
        """`has been described by Ann Lee as "`: what is said is said of the subject."""
        return re.compile(
            rf"\b(?:be|been|being|was|were|is|are|get|gets|got)\s(?:[a-z]+ly\s)?(?!\w+ing\b)(?P<cue>{self._verbs})\b"
            rf"(?:\sby\s(?P<speaker>{_WHOEVER}))?(?!\sas\ssaying)[^,:]{{0,60}}$"
        )

    @cached_property
    def agent(self) -> re.Pattern[str]:
        """`" by engineers.`."""
        return re.compile(rf"\sby\s(?P<speaker>{_WHOEVER})")

    @cached_property
    def notice(self) -> re.Pattern[str]:
        """`" a statement read`, `A statement from the company read: "`."""
        return re.compile(
            rf"(?:^|[\s,]){{0,4}}(?P<speaker>{_ARTICLE}(?:\s[\w’'-]+){{0,2}}?\s(?:{_one_of(self.things)})"
            # word by word, with blanks between: a run of marks can be cut into six words in 10^9 ways
            rf"(?:\s(?:of|from|on|in|at|by|outside|near|for|to)(?:\s(?!reads?\b)[\w’'&-]++){{1,6}}?)?)"
            rf"(?:,?\s(?:hung|hanging|posted|pinned|placed|put)\s[^,.:\"]{{1,40}}?)?\s(?P<cue>reads?|reading)\b"
        )

    @cached_property
    def opening(self) -> re.Pattern[str]:
        """`Ann Lee, the mayor, disagreed, saying it was "`."""
        return re.compile(rf"\s*+(?:(?:But|And|Yet)\s)?(?P<speaker>{_NAMED}){_ASIDE}\s{_VERB}\b")

    def broken(self, text: str, stretches: list[Stretch]) -> list[Stretch]:
        """As they are: English prints no speech without marks, and nothing of the writer's within them."""
        return stretches

    def around(self, text: str, stretch: Stretch, floor: int, ceiling: int) -> Said:
        """Speaker and verb, looked for behind the quotation and then before it, not beyond its neighbours."""
        if ceiling - stretch.closed < _REACH and (found := _SIGNED.fullmatch(text, stretch.closed, ceiling)):
            return _speaker(found[1]), None
        behind = text[stretch.closed : min(ceiling, stretch.closed + _REACH)].replace("\n", " ")
        ends = _SENTENCE_END.search(behind)
        told = behind[: ends.end()] if ends else behind
        if self._tells(told) and (named := self._behind(behind, text[stretch.end - 1 : stretch.end])) != NOBODY:
            return named
        ahead = text[max(floor, stretch.opened - _REACH) : stretch.opened].replace("\n", " ")
        ahead = ahead[_sentence_end(ahead) :]
        if not (self._tells(ahead) or ahead.endswith((": ", ":"))):
            return NOBODY
        return self._before(ahead, text[stretch.start : stretch.end], behind)

    def _tells(self, words: str) -> bool:
        """Does any verb of speech, or another word without which no pattern matches, stand here?"""
        return not self.signs.isdisjoint(words.casefold().translate(_NO_MARKS).split())

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
        if " read" in behind and (found := self.notice.match(behind)):
            return _speaker(found["speaker"]), found["cue"]
        found = self.verb_first.match(behind)
        if found:
            return _speaker(found["speaker"]), found["cue"] or found["cue2"].lower()
        if last != "." and (found := self.verb_last.match(behind)):
            return _speaker(found["speaker"]), found["cue"]
        if last == "," and (found := self.behind_comma.match(behind)):
            return _speaker(found["speaker"]), found["cue"]
        return NOBODY

    def _before(self, ahead: str, words: str, behind: str) -> Said:
        introduces = ahead.rstrip().endswith(":")
        if " read" in ahead and (found := self.notice.search(ahead)) and not ahead[found.end() :].strip(" :,"):
            return _speaker(found["speaker"]), found["cue"]
        if introduces and (found := self.label.match(ahead)):
            return _speaker(found["speaker"]), found["cue"] and found["cue"].lower()
        if (introduces or "words" in ahead or "quote" in ahead) and (found := _IN_WORDS.search(ahead)):
            return _speaker(next(filter(None, found.groups())).removesuffix("'s").removesuffix("’s")), None
        if "saying" in ahead and (found := _QUOTED_AS.search(ahead)):
            return _speaker(found[1] or found[2]), "saying"
        if participle := _SAYING.search(ahead):
            found = self._last(ahead[: participle.start()]) or self.opening.match(ahead)
            return (_speaker(_first_of(found)), participle[1]) if found else NOBODY
        if found := self.passive.search(ahead):
            by = found["speaker"] or ((agent := self.agent.match(behind)) and agent["speaker"])
            return (_speaker(by), found["cue"]) if by else NOBODY
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


def _one_of(words: Iterable[str], *, longest_first: bool = False) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word) if longest_first else 0, word)))


def _is_title(words: str) -> bool:
    """May this be a nickname, a book, a ship?"""
    return words[:1].isupper() and words.count(" ") + 1 < _FEW


def _first_of(found: re.Match[str]) -> str:
    """The speaker, whichever group has it."""
    groups = found.groupdict()
    return groups["speaker"] or groups["plain"] or groups["speaker2"]


# `from Harbour, North Tyne, said`: a place, not who said it
_BEHIND_PREPOSITION = lazy.compile(r"\b(?:in|at|from|of|near|with|by|for|to)\s$")
# `, adding that it was`
_SAYING = lazy.compile(
    r",\s(?:and\s|while\s)?(saying|adding|arguing|claiming|insisting|warning|noting|stressing|explaining|calling|describing|telling"
    r"|declaring|writing|admitting|suggesting|promising|vowing|joking|labelling|labeling|branding|accusing)\b"
)
# `"We were not ready." – Ann Lee`
_SIGNED = lazy.compile(rf"\s*[–—-]{{1,2}}\s?({_NAME})\s*")
# `Ann Lee was quoted as saying`, `the Gazette quoted Ann Lee as saying`
_QUOTED_AS = lazy.compile(
    rf"(?:[^.!?:“”\"]{{0,60}}?\s)??(?<![\w’'-])"
    rf"(?:({_PRONOUN}|{_NAME})\s(?:was|were|is|are|has\sbeen|had\sbeen)\squoted|quoted\s({_PRONOUN}|{_NAME}))\sas\ssaying\b"
)
# `in Ann Lee's words, "not ready"`, `to quote Ann Lee: `, `Ann Lee's reply: `
_IN_WORDS = lazy.compile(
    rf"\b[Ii]n\s({_NAME}|his|her|their)(?:(?<=[’']s)|(?<=his)|(?<=her)|(?<=their))\s(?:own\s)?words\b"
    rf"|\b[Tt]o\squote\s({_NAME})"
    rf"|(?<![\w’'-])({_NAME})(?<=[’']s)\s(?:answer|reply|response|verdict|comment|advice|message|explanation|view|words):\s*$"
)
_SENTENCE_END = lazy.compile(
    r"[.!?](?<![A-Z].)(?<!\b[A-Z][a-z].)"
    r"(?<!\b(?:Mrs|Sen|Gov|Gen|Rep|Sgt|Rev|Hon|Col|Maj|Cpl|Adm).)(?<!\b(?:Prof|Capt|Cmdr|Supt).)"
    r"[\"”’')]*\s+(?=[A-Z“\"‘])"
)


def _sentence_end(text: str) -> int:
    ends = [found.end() for found in _SENTENCE_END.finditer(text)]
    return ends[-1] if ends else 0


_ADVERB = lazy.compile(r"\s(?:later|now|also|then|once|often|never|repeatedly)$")
_ABBREVIATED = lazy.compile(r"(?:\b[A-Z]|\b(?:Jr|Sr|Inc|Co|Corp|Ltd|Bros|St))\.$")


def _speaker(words: str) -> str:
    """
    >>> _speaker("Ann Lee."), _speaker("Bob Stone Jr.")
    ('Ann Lee', 'Bob Stone Jr.')
    """
    words = _ADVERB.sub("", words.strip(" ,;:"))
    return words if _ABBREVIATED.search(words) else words.rstrip(".")
