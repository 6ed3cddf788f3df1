"""Quotations: the words between quotation marks, who said them, and the verb that says so.

Marks are paired within a paragraph in one walk from left to right. A quotation that is left open goes to the end of
its paragraph if the next paragraph opens one again, as newspapers do; else it is no quotation that we could trust.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from clipparse import lazy
from clipparse.edit import Finding, Reading, flowing, readings
from clipparse.lexicon import Lexicon, fold
from clipparse.model import Clipping, Quote
from clipparse.roles import Role
from clipparse.speech.answers import answers
from clipparse.speech.english import English
from clipparse.speech.marks import CLOSED_BY, Stretch, may_speak, stretches_of
from clipparse.speech.persons import one_person
from clipparse.speech.said import IMPLIED, NOBODY, Grammar, Said
from clipparse.speech.tongues import Tongue

# Fewer words than this are singled out by the writer as often as quoted.
_FEW = 3
_SENTENCE_END = lazy.compile(r"[.!?](?<!\b[^\W\d_].)(?<!\b(?:Mr|Dr|Ms|St).)(?<!\bMrs.)[\"”“’»)]*\s+")
_READ_BACK = 400  # characters before a quotation in which the sentence before it is looked for


def quotes(raw: str, clippings: tuple[Clipping, ...], lexicon: Lexicon) -> Iterator[Finding]:
    """The quotations in the body of every clipping, in order."""
    for position, clipping in enumerate(clippings):
        body = [reading for paragraph, reading in readings(raw, clipping) if paragraph.kind is Role.BODY]
        language = _language(clipping, body, lexicon)
        spoken = answers([one.text for one in body], lexicon, language)
        for at, (who, start) in spoken.items():
            if words := flowing(body[at].text[start:]):
                yield position, Quote(words, who, None, body[at].span(start, len(body[at].text.rstrip())))
        body = [one for at, one in enumerate(body) if at not in spoken]
        if any(may_speak(one.text) for one in body):
            for quote in _Walk(_grammar(language, lexicon), lexicon).quotes(body):
                yield position, quote


def _language(clipping: Clipping, body: list[Reading], lexicon: Lexicon) -> str:
    """The clipping's language; where that is not known, its words are counted."""
    code = clipping.language or _most_spoken("\n".join(one.text for one in body[:40]), lexicon)
    return code.partition("-")[0]


def _grammar(language: str, lexicon: Lexicon) -> Grammar:
    """How a language says who speaks."""
    known = language in lexicon.languages and language != "en"
    return Tongue.of(lexicon, language) if known else English.of(lexicon)


# Small words of English that no list of speech has.
_ENGLISH = frozenset(
    ("the", "a", "an", "i", "he", "she", "it", "we", "they", "his", "her", "of", "in", "on", "at", "was")
)


def _most_spoken(text: str, lexicon: Lexicon) -> str:
    """Of a text too short to tell: the language whose verbs of speech and small words it has most of."""
    words = set(re.findall(r"\w+", text.replace("’", "'").casefold()[:2000]))
    keys = (
        "quotes.verbs",
        "quotes.naming",
        "quotes.pronouns",
        "voice.common",
        "quotes.determiners",
        "quotes.prepositions",
    )

    def shared(one: str) -> int:
        own = English.of(lexicon).verbs | _ENGLISH if one == "en" else frozenset()
        return len(words.intersection(own.union(*(lexicon.of_language(key, one) for key in keys))))

    best = max(lexicon.languages, key=shared)  # of equals the first, which is English
    return best


@attrs.frozen(slots=True)
class _Heard:
    """A quotation, where it stands in its paragraph, and who said it, a pronoun resolved where one person is named."""

    quote: Quote
    stretch: Stretch


@attrs.define(slots=True)
class _Walk:
    """The paragraphs of a clipping in order, and who was heard last."""

    grammar: Grammar
    lexicon: Lexicon
    carried: Said = NOBODY  # whoever spoke last in the paragraph before, if the words may go on
    was_open: bool = False
    before: tuple[str, list[Stretch], list[_Heard]] = ("", [], [])  # the paragraph before, and what it quotes
    met: list[str] = attrs.field(factory=list)  # names of those who have spoken

    def quotes(self, body: list[Reading]) -> Iterator[Quote]:
        """The quotations of all paragraphs; one that is left open waits for the speaker whom the next ones name."""
        waiting: list[Quote] = []
        for reading, following in zip(body, [*body[1:], None], strict=False):
            goes_on = following is not None and following.text[:2].startswith(_OPENING)
            stretches = self._stretches(reading.text, goes_on)
            if not self.was_open and not _is_one_quotation(reading.text, stretches):
                self.carried = NOBODY
            found = [one.quote for one in self._attributed(reading, stretches)]
            if waiting and found and found[0].speaker:
                waiting = [attrs.evolve(one, speaker=found[0].speaker, cue=found[0].cue) for one in waiting]
            left_open = bool(stretches) and stretches[-1].closed == stretches[-1].end == len(reading.text)
            if left_open and found and not found[-1].speaker:
                waiting.append(found.pop())
                yield from found
                continue
            yield from (*waiting, *found)
            waiting = []
            speaks_on = bool(found) and (left_open or self.grammar.has_the_last_word(reading.text, stretches[-1]))
            self.carried = (found[-1].speaker, found[-1].cue) if speaks_on else NOBODY
            self.was_open = left_open
        yield from waiting

    def _stretches(self, text: str, goes_on: bool) -> list[Stretch]:
        if not may_speak(text):
            return []
        return self.grammar.broken(text, list(stretches_of(text, to_the_end=goes_on)))

    def _attributed(self, reading: Reading, stretches: list[Stretch]) -> list[_Heard]:
        """The quotations of one paragraph; a speaker who goes on is named once."""
        text = reading.text
        heard: list[_Heard] = []
        last, ended = self.carried, 0
        for number, stretch in enumerate(stretches):
            upto = stretches[number + 1].opened if number + 1 < len(stretches) else len(text)
            named = self.grammar.around(text, stretch, ended, upto)
            before = stretches[number - 1] if number else None
            goes_on = _may_go_on(text, stretch, before) or self.grammar.stands_between(text, before, stretch)
            if named == NOBODY and goes_on:
                named = last
            elif named[0] is not None and (
                named[0] == IMPLIED or fold(named[0]) in self.lexicon.lists["quotes.singular"]
            ):
                named = self._meant(text, stretches, heard, stretch, named[0]), named[1]
            if named != NOBODY or not _is_title(text[stretch.start : stretch.end]):
                last = named
            ended = stretch.closed
            if words := flowing(text[stretch.start : stretch.end]):
                heard.append(_Heard(Quote(words, *named, reading.span(stretch.start, stretch.end)), stretch))
                if named[0] and named[0][:1].isupper():
                    self.met.append(named[0])
        self.before = text, stretches, heard
        return heard

    def _meant(
        self, text: str, stretches: list[Stretch], heard: list[_Heard], stretch: Stretch, pronoun: str
    ) -> str | None:
        """Whom a pronoun stands for: the one person named in the sentence before; else it stays as it is."""
        breaks = [0, *_breaks(text, stretches)]
        begins = [one for one in breaks if one <= stretch.opened]
        start = begins[-1]
        same = [one.quote.speaker for one in heard if one.stretch.opened >= start]
        if pronoun == IMPLIED and same and same[-1]:
            return same[-1]
        if len(begins) == 1:
            sentence, speakers = self._sentence_before()
        else:
            sentence = _unquoted(text, stretches, begins[-2], start)
            speakers = [one.quote.speaker for one in heard if begins[-2] <= one.stretch.opened < start]
        named = one_person(sentence, self.lexicon, self.met)
        if named is None and len(set(speakers)) == 1 and speakers[0] and _is_as_good(speakers[0], pronoun, sentence):
            named = speakers[0]
        return named or pronoun or None

    def _sentence_before(self) -> tuple[str, list[str | None]]:
        """The last sentence of the paragraph before, without what it quotes, and who speaks in it."""
        text, stretches, heard = self.before
        start = ([0, *_breaks(text, stretches)])[-1]
        speakers = [one.quote.speaker for one in heard if one.stretch.opened >= start]
        return _unquoted(text, stretches, start, len(text)), speakers


_OPENING = tuple(CLOSED_BY)


def _is_as_good(speaker: str, pronoun: str, sentence: str) -> bool:
    """May a pronoun stand for whoever spoke in the sentence before, where that names nobody else?

    For a person whom the same pronoun stood for there; where the verb alone says `he`, for `the mayor` as well.
    """
    return pronoun == IMPLIED or (speaker not in sentence and pronoun.casefold() in sentence.casefold().split())


def _breaks(text: str, stretches: list[Stretch]) -> Iterator[int]:
    """Where the sentences of a paragraph begin, not counting those within its quotations."""
    inside = [(one.start, one.end - 1) for one in stretches]
    for found in _SENTENCE_END.finditer(text):
        behind = text[found.end() : found.end() + 1]
        if not behind.islower() and not any(start <= found.start() < end for start, end in inside):
            yield found.end()


def _unquoted(text: str, stretches: list[Stretch], start: int, end: int) -> str:
    """A part of a paragraph without the words that it quotes, not more than what stands near its end."""
    start = max(start, end - _READ_BACK)
    pieces, at = [], start
    for one in stretches:
        if one.start >= at and one.end <= end:
            pieces.append(text[at : one.start])
            at = one.end
    return "".join([*pieces, text[at:end]])


def _is_one_quotation(text: str, stretches: list[Stretch]) -> bool:
    """Is this paragraph nothing but one quotation, so that its speaker must stand in another?"""
    return len(stretches) == 1 and stretches[0].opened == 0 and not text[stretches[0].closed :].strip(" .")


def _may_go_on(text: str, stretch: Stretch, before: Stretch | None) -> bool:
    """Is this said by whoever said what stands before it: a sentence of its own, or more of the same sentence?"""
    if not before:
        return stretch.opened == 0 and _is_sentence(text[stretch.start : stretch.end])
    between, words = text[before.closed : stretch.opened], text[stretch.start : stretch.end]
    if _NEXT_SENTENCE.search(between):
        return _is_sentence(words) or words.endswith((".", "!", "?"))
    same_sentence = text[before.closed - 2 : before.closed - 1] not in ".!?"
    return _is_sentence(words) or (same_sentence and _AND_THAT.match(between) is not None)


_NEXT_SENTENCE = lazy.compile(r"[.!?…][\"”“’»)]*\s+$")
_AND_THAT = lazy.compile(
    r",?\s(?:and|or|but|as well as|nor)\b|.*\b(?:and|or|but)\sthat\b|\s(?:who|which|with|for|to)\s$", re.DOTALL
)


def _is_title(words: str) -> bool:
    """May this be a nickname, a book, a ship?"""
    return words[:1].isupper() and words.count(" ") + 1 < _FEW


def _is_sentence(words: str) -> bool:
    return words[:1].isupper() and words.count(" ") + words.count("\n") >= 3
