"""Words of a sentence, and the phrases that say who speaks: `la ministre de la Santé`, `Bürgermeister Karl Müller`."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

import attrs

from clipparse import lazy
from clipparse.lexicon import Lexicon, fold

# An elided article stands before its word; initials and short titles keep their full stop; `a-t-il` is one word.
_TOKEN = lazy.compile(
    r"(?:[ldsjcmtnLDSJCMTN]|[Qq]u|[Uu]n|[Dd]ell|[Aa]ll|[Dd]all|[Nn]ell|[Ss]ull)[’'](?=\w)"
    r"|[^\W\d_]\.|\w+(?:[-’'&]\w+)*|[^\w\s]"
)
_INVERTED = lazy.compile(r"(\w+?)-(?:t-)?(il|elle|ils|elles|on|je)")
_SENTENCE = lazy.compile(r"[.!?…][»”“\"’')\]]*\s+(?:(?=([^\W\d_]|[«„“\"‘»–—-]))|$)")
_LAST_WORD = lazy.compile(r"(\w+)\.$")
_ASIDES = frozenset((",", ")", "–", "—"))
# Longer phrases say more than who speaks.
_LONGEST = 9
_MOST_HOPS = 9
# Languages without articles, and Dutch, whose titles stand without one: a phrase may begin with a common noun.
_BARE = frozenset(("nl", "ru", "pl"))
# How adjectives end before a noun, behind `volgens de`, `по словам`, `według`.
_ADJECTIVES = {
    "nl": ("lijke", "ale", "ische", "aanse", "ste"),
    "ru": ("ого", "его", "ой", "ых", "их"),
    "pl": ("ego", "iej", "ych"),
}
# Languages whose verb alone may say who speaks.
_IMPLYING = frozenset(("es", "it", "pt", "pl"))


@attrs.frozen(slots=True)
class Token:
    """A word or a mark, and where it stands."""

    text: str
    folded: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()


@attrs.frozen(slots=True)
class Verb:
    """A verb of speech: the form, where the words behind it begin, and who speaks where the form says it."""

    cue: str
    end: int
    subject: str | None = None


@attrs.frozen(slots=True, eq=False)
class Words:
    """What one language knows of attribution, and the phrases read with it."""

    language: str
    verbs: frozenset[str]
    naming: frozenset[str]
    auxiliaries: frozenset[str]
    pronouns: frozenset[str]
    determiners: frozenset[str]
    links: frozenset[str]
    prepositions: frozenset[str]
    stops: frozenset[str]
    clauses: frozenset[str]
    states: frozenset[str]
    according: tuple[tuple[str, ...], ...]
    according_first: frozenset[str]
    endings: tuple[str, ...]
    short_titles: frozenset[str]

    @staticmethod
    @lru_cache(maxsize=32)
    def of(lexicon: Lexicon, language: str) -> Words:
        """The lists of one language."""

        def own(key: str) -> frozenset[str]:
            return lexicon.of_language(f"quotes.{key}", language)

        return Words(
            language,
            verbs=own("verbs"),
            naming=own("naming"),
            auxiliaries=own("auxiliaries"),
            pronouns=own("pronouns"),
            determiners=own("determiners"),
            links=own("links"),
            prepositions=own("prepositions"),
            stops=own("stops"),
            clauses=own("clauses"),
            states=own("states"),
            according=tuple(sorted(tuple(one.split()) for one in own("according"))),
            according_first=own("according_first"),
            endings=tuple(sorted(own("verb_endings"))),
            short_titles=lexicon.lists["quotes.short_titles"],
        )

    def tokens(self, text: str) -> list[Token]:
        """The words and marks of a text; a title keeps its full stop: `prof.`, `M.`."""
        found: list[Token] = []
        for one in _TOKEN.finditer(text):
            if one[0] == "." and found and found[-1].end == one.start() and self._is_short(found[-1], text, one.end()):
                last = found.pop()
                found.append(Token(f"{last.text}.", last.folded, last.start, one.end()))
            else:
                found.append(Token(one[0], fold(one[0]), one.start(), one.end()))
        return found

    def _is_short(self, word: Token, text: str, end: int) -> bool:
        """Is the full stop behind a word the sign of a short title, with a name to follow?"""
        return word.folded in self.short_titles and text[end : end + 2].strip()[:1].isupper()

    # --- verbs

    def verb_at(self, words: list[Token], at: int, *, loose: bool = False) -> Verb | None:
        """A verb of speech that begins here, behind the small words that may stand before it: `s'est`, `ha poi`."""
        first = at
        while at < len(words) and at - first < 4 and words[at].folded in self.auxiliaries:
            if words[at].folded in self.verbs and not self.verb_at(words, at + 1):
                break
            at += 1
        if at >= len(words):
            return None
        if self.language == "fr" and (turned := _INVERTED.fullmatch(words[at].text)):
            return self._inverted(words, at, turned)
        if self._is_verb(words[at]) or (loose and self._may_be_verb(words, at)):
            end = at + 1
            while end < len(words) and words[end].folded in ("się", "se", "zich", "sich"):
                end += 1
            return Verb(words[at].text, end)
        return None

    def _is_verb(self, word: Token) -> bool:
        return word.folded in self.verbs or word.folded.partition("-")[0] in self.verbs

    def _inverted(self, words: list[Token], at: int, turned: re.Match[str]) -> Verb:
        """`dit-il`, `a-t-elle ajouté`; `on` is nobody."""
        subject = "" if turned[2] == "on" else turned[2]
        after = at + 1
        while after < len(words) and words[after].folded in self.auxiliaries:
            after += 1
        if turned[1] in self.auxiliaries and after < len(words) and words[after].is_word:
            return Verb(words[after].text, after + 1, subject or "on")
        return Verb(turned[1], at + 1, subject or "on")

    def _may_be_verb(self, words: list[Token], at: int) -> bool:
        """A word that looks like a verb, with who speaks right behind it."""
        word = words[at]
        if not word.text.isalpha() or word.is_capital or len(word.text) < 4 or self._is_small(word):
            return False
        if not word.folded.endswith(self.endings) or at + 1 >= len(words):
            return False
        after = words[at + 1]
        return after.is_capital or after.folded in self.determiners or after.folded in self.pronouns

    def _is_small(self, word: Token) -> bool:
        return any(
            word.folded in known
            for known in (self.stops, self.prepositions, self.determiners, self.links, self.auxiliaries, self.clauses)
        )

    def last_verb(self, words: list[Token]) -> tuple[str, int, int] | None:
        """The last verb of speech among the words: the verb, where it begins and ends."""
        for at in range(len(words) - 1, -1, -1):
            word = words[at]
            if (
                word.is_word
                and (self._is_verb(word) or word.folded in self.naming)
                and not self._is_noun_here(words, at)
            ):
                return word.text, at, at + 1
        return None

    def _is_noun_here(self, words: list[Token], at: int) -> bool:
        """`le juge`, `una denuncia`, `eine Klage`: a noun that looks like a verb."""
        before = words[at - 1] if at else None
        if words[at].is_capital and at:
            return True
        return before is not None and before.folded in self.determiners and before.folded not in self.auxiliaries

    # --- who speaks

    def phrase(self, words: list[Token], at: int, upto: int | None = None) -> tuple[int, int] | None:
        """The phrase that begins here and could speak: a pronoun, a name, a noun with what belongs to it."""
        upto = len(words) if upto is None else upto
        end = at
        while end < upto and end - at < 2 and words[end].folded in self.determiners:
            end += 1
        led = end > at
        if end < upto and not led and words[end].folded in self.pronouns:
            return at, end + 1
        if led and (end >= upto or not words[end].is_word) and words[at].folded in self.pronouns:
            return at, at + 1
        one_of = led and end < upto and words[end].folded in self.links  # `l'un des ouvriers`
        if end >= upto or not (
            one_of or words[end].is_capital or ((led or self.language in _BARE) and self._is_noun(words[end]))
        ):
            return None
        named = False
        while end < upto and end - at < _LONGEST:
            word = words[end]
            if word.is_capital:
                named = True
            elif not (self._links(words, end, upto, led=led, named=named) or (not named and self._is_noun(word))):
                break
            end += 1
        while end > at and (words[end - 1].folded in self.links or words[end - 1].folded in self.determiners):
            end -= 1
        return (at, end) if end > at else None

    def _is_noun(self, word: Token) -> bool:
        if not word.is_word or self._is_small(word) or word.text.isdigit():
            return False
        return not self._is_verb(word) and word.folded not in self.naming and word.folded not in self.states

    def _links(self, words: list[Token], at: int, upto: int, *, led: bool, named: bool) -> bool:
        """Does this small word bind what follows to what stands before it: `de la Cruz`, `der Polizei`?"""
        word, before = words[at], words[at - 1]
        behind_link = before.folded in self.links and word.folded in self.determiners
        binds = word.folded in self.links and (led or word.folded not in self.determiners or self._is_bare())
        if not behind_link and not binds:
            return False
        after = at + 1
        while after < upto and (words[after].folded in self.determiners or words[after].folded in self.links):
            after += 1
        if after >= upto or not words[after].is_word:
            return False
        return words[after].is_capital or (not named and self._is_noun(words[after]))

    def _is_bare(self) -> bool:
        return self.language in _BARE

    def subject_after(self, words: list[Token], at: int, *, near: bool = False) -> tuple[int, int] | None:
        """Who speaks, behind the verb and whatever stands between: `a EFE`, `w sądzie`, `dagegen`."""
        first = at
        while at < len(words) and at - first < (2 if near else _MOST_HOPS):
            word = words[at]
            if not word.is_word:
                return None
            if word.folded in self.prepositions and not (word.folded in self.determiners and self._opens(words, at)):
                at = self._behind_object(words, at)
            elif self._is_told(words, at):
                at += 1
            elif found := self.phrase(words, at):
                return found
            elif self._is_bare() and not self._is_small(word):
                return None
            else:
                at += 1
        return None

    def _opens(self, words: list[Token], at: int) -> bool:
        """Portuguese `a`, an article and a preposition: behind a verb, before a common noun, the article."""
        return at + 1 < len(words) and not words[at + 1].is_capital and self._is_noun(words[at + 1])

    def _behind_object(self, words: list[Token], at: int) -> int:
        """The place behind a preposition and what it governs."""
        at += 1
        while at < len(words) and words[at].folded in self.determiners:
            at += 1
        at += 1
        while at + 1 < len(words) and words[at].folded in self.links and words[at].folded not in self.determiners:
            at += 2
        return at

    def _is_told(self, words: list[Token], at: int) -> bool:
        """Polish `powiedział PAP prof. Lis`: an agency that was told, before who told it."""
        word = words[at].text
        return (
            self._is_bare()
            and 1 < len(word) < 5
            and word.isalpha()
            and word.isupper()
            and self.phrase(words, at + 1) is not None
        )

    def implies(self, words: list[Token], at: int) -> bool:
        """Does the verb stand alone, in a language in which that says `he` or `she`?"""
        return self.language in _IMPLYING and (at >= len(words) or not words[at].is_word)

    def may_be_implied(self, words: list[Token], at: int) -> bool:
        """Before a quotation: `..., quien agregó: “`, `avant d'ajouter : «`; nobody is named in this clause."""
        start = self._clause(words, at)
        inner = [one for one in words[start:at] if one.folded not in self.auxiliaries]
        return len(inner) <= 2 and not any(one.is_capital for one in inner)

    def _clause(self, words: list[Token], at: int) -> int:
        """Where the clause begins in which a word stands."""
        start = at
        while start > 0 and words[start - 1].is_word and words[start - 1].folded not in self.clauses:
            start -= 1
        return start

    def subject_before(self, words: list[Token], at: int) -> tuple[int, int] | None:
        """Who speaks, at the beginning of the clause of the verb, or before what is put in between commas."""
        start = self._clause(words, at)
        if found := self._fills(words, start, at):
            return found
        if found := self._name_before(words, start, at):
            return found
        inner = [one for one in words[start:at] if one.folded not in self.auxiliaries]
        return None if inner else self._before_aside(words, start)

    def _before_aside(self, words: list[Token], start: int) -> tuple[int, int] | None:
        """`Jean Dupont, maire de Lambrey, a déclaré`: the first piece before the commas that is all one phrase."""
        marks = [at for at in range(start) if words[at].text in _ASIDES]
        for begins, ends in pairwise([0, *(at + 1 for at in marks)]):
            found = self.phrase(words, begins, ends - 1)
            if found and found[1] == ends - 1 and words[begins].folded not in self.stops | self.prepositions:
                return found
        return None

    def _fills(self, words: list[Token], start: int, at: int) -> tuple[int, int] | None:
        """The phrase with which a clause begins, when nothing but small words stand between it and the verb."""
        found = self.phrase(words, start, at)
        if not found:
            return None
        rest = words[found[1] : at]
        small = all(one.folded in self.auxiliaries or one.folded in self.stops for one in rest)
        return found if small and len(rest) <= 4 else None

    def _name_before(self, words: list[Token], start: int, at: int) -> tuple[int, int] | None:
        """A name right before the verb, at the end of whatever opens the clause; not where all nouns have capitals."""
        first = at
        while first > start and words[first - 1].is_capital:
            first -= 1
        if self.language == "de" or first in (at, start) or self._is_small(words[first - 1]):
            return None
        return first, at

    def last_source(self, words: list[Token]) -> tuple[int, int, str] | None:
        """Who stands behind the last `selon`, `laut`, `по словам`, and these words."""
        for at in range(len(words) - 1, -1, -1):
            for phrase in self.according:
                told = tuple(one.folded for one in words[at : at + len(phrase)])
                if told == phrase and (found := self._source(words, at + len(phrase))):
                    return *found, " ".join(phrase)
        if not words or words[0].folded not in self.according_first:
            return None
        found = self.phrase(words, 1)
        if found and found[1] < len(words) and words[found[1]].text == ",":
            return *found, words[0].folded
        return None

    def _source(self, words: list[Token], at: int) -> tuple[int, int] | None:
        """What stands behind `volgens` or `по словам`: where nouns need no article, the first noun and its names."""
        found = self.phrase(words, at)
        if not found or not self._is_bare():
            return found
        end = at
        while end < found[1]:
            word, after = words[end], words[end + 1] if end + 1 < found[1] else None
            end += 1
            if word.is_capital or word.folded in self.determiners or word.folded in self.links or after is None:
                continue
            if not (after.is_capital or after.folded in self.links or word.folded.endswith(_ADJECTIVES[self.language])):
                break
        return at, end

    def subject_of_state(self, words: list[Token]) -> tuple[int, int] | None:
        """`Trainer Lorenz war zufrieden:`, `Anna Weber:`."""
        found = self.phrase(words, 0)
        if not found or found[1] >= len(words):
            return None
        after = words[found[1]]
        return found if after.folded in self.states or after.text == ":" else None


def sentence_ends(text: str, words: Words) -> list[int]:
    """Where the sentences behind the first one begin."""
    return [one.end() for one in _SENTENCE.finditer(text) if _is_end(text, one, words)]


def _is_end(text: str, found: re.Match[str], words: Words) -> bool:
    if found[1] and found[1].isalpha() and not found[1].isupper():
        return False
    word = _LAST_WORD.search(text, max(0, found.start() - 12), found.start() + 1)
    return not (word and word[1].isalpha() and (len(word[1]) == 1 or fold(word[1]) in words.short_titles))
