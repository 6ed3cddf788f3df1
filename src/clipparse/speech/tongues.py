"""Who says what in the languages other than English, told by the order of words.

Behind a quotation stands the verb and then who speaks (`», a déclaré Jean Dupont`); before it who speaks comes first,
at the beginning of a clause (`Jean Dupont, maire de Lambrey, a déclaré : «`). What a language has for articles, links,
verbs and words that end a phrase stands in `[quotes]` of its words file.
"""

from __future__ import annotations

from functools import lru_cache

import attrs

from clipparse.lexicon import Lexicon
from clipparse.speech.inserted import broken
from clipparse.speech.marks import Stretch
from clipparse.speech.phrases import Token, Verb, Words, sentence_ends
from clipparse.speech.said import IMPLIED, NOBODY, Said

# How far from a quotation its speaker is looked for.
_REACH = 160
# Fewer words than this are singled out by the writer as often as quoted.
_FEW = 3
# So many words may stand between a quotation and the comma behind which the verb follows: `“ gehabt, sagte er`.
_REST = 8
_DASHES = ("–", "—", "-")
_COMMAS = frozenset(",–—-")
_BREAKS = frozenset(',;:–—-(«„“»”"')


@attrs.frozen(slots=True)
class Tongue:
    """The grammar of attribution of one language."""

    words: Words

    @staticmethod
    @lru_cache(maxsize=32)
    def of(lexicon: Lexicon, language: str) -> Tongue:
        """The grammar of a language that the lexicon knows."""
        return Tongue(Words.of(lexicon, language))

    def around(self, text: str, stretch: Stretch, floor: int, ceiling: int) -> Said:
        """Speaker and verb, looked for behind the quotation and then before it, not beyond its neighbours."""
        quoted = text[stretch.start : stretch.end]
        behind = text[stretch.closed : min(ceiling, stretch.closed + _REACH)]
        named = self._behind(behind, quoted)
        if named != NOBODY:
            return named
        return self._before(text[max(floor, stretch.opened - _REACH) : stretch.opened], quoted)

    def has_the_last_word(self, text: str, stretch: Stretch) -> bool:
        """Does the text end in this quotation and in who said it, and does it ask nothing?"""
        behind, quoted = text[stretch.closed :].rstrip(), text[stretch.start : stretch.end]
        if quoted.endswith("?") or sentence_ends(behind, self.words):
            return False
        return not behind.strip(" .") or self._behind(behind, quoted) != NOBODY

    def stands_between(self, text: str, before: Stretch | None, stretch: Stretch) -> bool:
        """Does whoever said the words before go on in the same sentence?"""
        if before is None:
            return False
        between = text[before.closed : stretch.opened].rstrip()
        if between.endswith(_DASHES):
            return self._behind(between, text[before.start : before.end]) != NOBODY
        if not between.endswith(",") or sentence_ends(between, self.words):
            return False
        return between == "," or self._behind(between, text[before.start : before.end]) != NOBODY

    def broken(self, text: str, stretches: list[Stretch]) -> list[Stretch]:
        """The stretches, with those that are opened by dashes, without what a writer puts between the words."""
        return broken(text, stretches, self.words)

    def _behind(self, behind: str, quoted: str) -> Said:
        """`», a déclaré Jean Dupont`, `“ sagte er`, `“ gehabt, sagte der Zeuge`."""
        behind = behind[:_REACH]
        words = self.words.tokens(behind[: next(iter(sentence_ends(behind, self.words)), None)])
        at = 0
        while at < len(words) and at < 3 and words[at].text in _COMMAS:
            at += 1
        follows = at > 0 or quoted.endswith(("?", "!", "…"))
        if verb := self.words.verb_at(words, at, loose=follows and not _is_title(quoted)):
            if (said := self._said_with(behind, words, verb)) != NOBODY:
                return said
            if self.words.implies(words, verb.end):
                return IMPLIED, verb.cue
        comma = next((i for i, word in enumerate(words[: at + _REST]) if i >= max(at, 1) and word.text == ","), None)
        if comma is not None and (verb := self.words.verb_at(words, comma + 1)) is not None:
            return self._said_with(behind, words, verb)
        return NOBODY

    def _said_with(self, text: str, words: list[Token], verb: Verb) -> Said:
        """The verb and who stands behind it; French `dit-on` names nobody."""
        if verb.subject is not None:
            return (None if verb.subject == "on" else verb.subject), verb.cue
        who = self.words.subject_after(words, verb.end)
        return (_text(text, words, who), verb.cue) if who else NOBODY

    def _before(self, ahead: str, quoted: str) -> Said:
        """What leads to the quotation: the last verb of speech of its sentence, or `selon`, and whose it is."""
        ahead = ahead[max(sentence_ends(ahead, self.words), default=0) :]
        words = self.words.tokens(ahead)
        verb = self.words.last_verb(words)
        source = self.words.last_source(words)
        if source and (not verb or source[0] > verb[1]):
            begins, ends, cue = source
            if _is_named_only(ahead[words[ends - 1].end :], quoted):
                return NOBODY
            return _text(ahead, words, (begins, ends)), cue
        if verb:
            return self._led_by(ahead, words, verb, quoted)
        if ahead.rstrip().endswith(":") and (label := self.words.subject_of_state(words)):
            return _text(ahead, words, label), None
        return NOBODY

    def _led_by(self, ahead: str, words: list[Token], verb: tuple[str, int, int], quoted: str) -> Said:
        cue, at, end = verb
        if _is_named_only(ahead[words[end - 1].end :], quoted):
            return NOBODY
        if who := self.words.subject_before(words, at) or self.words.subject_after(words, end, near=True):
            return _text(ahead, words, who), cue
        return (IMPLIED, cue) if self.words.may_be_implied(words, at) else NOBODY


def _text(text: str, words: list[Token], phrase: tuple[int, int]) -> str:
    return text[words[phrase[0]].start : words[phrase[1] - 1].end]


def _is_title(quoted: str) -> bool:
    """May this be a nickname, a book, a ship?"""
    return quoted[:1].isupper() and quoted.count(" ") + 1 < _FEW and not quoted.endswith(("!", "?", ".", ","))


def _is_named_only(between: str, quoted: str) -> bool:
    """A title of a few words that no verb governs: `dijo que su novela «Sal» ...`."""
    between = between.rstrip()
    return _is_title(quoted) and bool(between) and not between.endswith((",", ":")) and between.count(" ") > 1
