"""Words that stand there twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice, pairwise

import attrs

from clipparse import lazy
from clipparse.damage.passage import CONTENT, LONGEST, NEXT_WORD, Change, Marks, Passage
from clipparse.english import is_common

_REPEATED = lazy.compile(r"(?<![\w'’.\ufffd-])([A-Za-z][a-z]*)(?:\s+(?i:\1)(?![\w'’&\ufffd-]))+")
_SENTENCE = lazy.compile(r"[.!?;:]\s|[(“\"]")


def has_doubled(passage: Passage) -> bool:
    return True in map(str.startswith, islice(passage.words, 1, None), passage.words)


def doubled_words(passage: Passage) -> Iterator[Change]:
    """`the the`; of words with a meaning of their own only those that nobody doubles for emphasis.

    Inside quotation marks speakers stammer and insist.
    """
    lists = passage.lexicon.lists
    marks = Marks(passage.text)
    for found in _REPEATED.finditer(passage.text):
        first, word = found[1], found[1].lower()
        again = found[0][len(first) :]
        at = _Place.of(passage, found.start(), found.end())
        spoken = marks.inside(found.start())
        ends = not at.after and len(word) < _TOO_LONG_FOR_A_SOUND
        if spoken and (word in lists["typos.spoken_twice"] or ends):
            extra = word in lists["typos.never_double"] and word not in lists["typos.spoken_twice"]
        elif word in lists["typos.never_double"]:
            # written alike in capitals it is a name, but for the first word of a sentence
            extra = again.islower() or (not at.before and first == again.strip())
        elif not found[0].islower():  # a name: `Duran Duran`, `Rhode Island island`
            extra = False
        elif len(again.split()) > 1:
            extra = word in lists["typos.left_behind"]
        elif len(word) < CONTENT or any(word in lists[f"typos.{one}"] for one in _SOMETIMES_TWICE):
            extra = _is_one_too_many(word, at)
        else:
            extra = (is_common(word) or len(word) >= _TOO_LONG_FOR_A_SOUND) and not _is_insisted_on(
                word, at, passage.text[found.end() : found.end() + 1]
            )
        if extra:
            yield found.end(1), found.end(), ""


_SOMETIMES_TWICE = ("left_behind", "may_double", "end_a_clause", "begin_a_clause")
# How many words before it a preposition may belong to: `brought a specialist in in May`, but `moved to to`.
_REACH = {"in": 3, "on": 3}
_TOO_LONG_FOR_A_SOUND = 9  # an unknown word that is shorter may be doubled by nature
_REACH_OF_A_CLAUSE = 6
_NEAR = 3
_LONGEST_SUBJECT = 5  # words from `what` to its verb
_ASKING = frozenset(("when", "why", "how", "where", "if", "whether"))
_COPULAS = frozenset(("is", "are", "was", "were"))
_SENTENCE_REACH = 80  # letters before a word that are read


@attrs.frozen(slots=True)
class _Place:
    """Where a word stands twice: the words of the sentence before it, and the one behind it, all folded."""

    before: tuple[str, ...]
    after: str
    lists: Mapping[str, frozenset[str]]
    is_listed: bool = False  # does a comma stand before the words?

    @classmethod
    def of(cls, passage: Passage, start: int, end: int) -> _Place:
        behind = NEXT_WORD.match(passage.text, end, end + LONGEST)
        before = _SENTENCE.split(passage.text[max(0, start - _SENTENCE_REACH) : start])[-1].casefold()
        words = tuple(one.strip(",“”’'\"") for one in before.split())
        return cls(words, behind[1].casefold() if behind else "", passage.lexicon.lists, before.endswith(", "))

    def is_behind(self, name: str, reach: int = 1) -> bool:
        """Is one of the last words before it in a list?"""
        return not self.lists[f"typos.{name}"].isdisjoint(self.before[-reach:])

    def is_before(self, name: str) -> bool:
        return self.after in self.lists[f"typos.{name}"]


def _is_insisted_on(word: str, at: _Place, behind: str) -> bool:
    """Said again on purpose: `when is theft theft`, `rubbed it, and rubbed rubbed`, `smile smile!`."""
    asked = len(at.before) > 1 and at.before[-2] in _ASKING and at.before[-1] in _COPULAS
    return asked or word in at.before or behind == "!"


def _is_one_too_many(word: str, at: _Place) -> bool:
    """Words that may well stand twice, `what it is is`, `moved in in May`, where this cannot be so."""
    for one, too_many in _TOO_MANY:
        if word in at.lists[f"typos.{one}"]:
            return too_many(word, at)
    return word in _ONE_TOO_MANY and _ONE_TOO_MANY[word](at)


def _belongs_to_none(word: str, at: _Place) -> bool:
    """No verb takes the first of two prepositions: `went in in May`, `was asked for for years`."""
    if at.is_listed and word in at.before[-_NEAR:]:
        return False  # words, not what they stand for: `from at to in, at at`
    reach = _REACH.get(word, 1)
    if not at.is_behind(f"before_{word}", reach):
        return word != "in" or not at.is_before("in_phrases")
    governs = word in at.lists["typos.govern_a_noun"]
    if not governs and not at.is_behind("with_a_noun", reach):
        return False
    return (governs and at.is_before(f"never_behind_{word}")) or not _is_taken_out(at)


def _is_taken_out(at: _Place) -> bool:
    """Does what the preposition governs stand before it: `what he asked for`, `was asked for`, `men he asked for`?"""
    if at.is_behind("taken_out", _REACH_OF_A_CLAUSE):
        return True
    last = at.before[-_REACH_OF_A_CLAUSE:]
    opening = at.lists["typos.before_a_clause"] | at.lists["typos.subordinate"] | at.lists["typos.open_a_clause"]
    return any(word in at.lists["typos.subject_pronouns"] and before not in opening for before, word in pairwise(last))


def _ends_no_clause(word: str, at: _Place) -> bool:
    opened = at.is_behind("open_a_clause", _LONGEST_SUBJECT) and not at.is_behind("open_with_a_verb")
    return bool(at.before and at.after) and not opened and not at.is_behind("subjects")


def _begins_no_clause(word: str, at: _Place) -> bool:
    """None can have ended before it."""
    if word == "it" and (not at.after or at.is_before("after_it")):
        return True  # no verb follows, so the second can begin nothing
    if word == "this":
        return bool(at.after) and not at.is_before("after_this") and not at.is_behind("before_this")
    if not at.before or at.is_behind("before_a_clause"):
        return True
    if word == "you" or at.is_behind("before_that"):
        return False
    reach = len(at.before)
    return not at.is_behind("open_a_clause", reach) and not at.is_behind("subordinate", reach)


def _gives_her_nothing(at: _Place) -> bool:
    reach = len(at.before)
    return bool(at.before) and not at.is_behind("give_her") and not at.is_behind("subordinate", reach)


# The lists of words that may stand twice, and what must be so for one of them to be one too many.
_TOO_MANY: tuple[tuple[str, Callable[[str, _Place], bool]], ...] = (
    ("left_behind", _belongs_to_none),
    ("end_a_clause", _ends_no_clause),
    ("begin_a_clause", _begins_no_clause),
    ("particles", lambda word, at: at.is_before("after_particle") and (word, at.after) != ("out", "of")),
)
_DONE = ("so", "this", "the", "that", "more")
_COMPARED = ("faster", "higher", "lower", "bigger", "better", "deeper", "further", "closer", "farther", "louder")
# The same for single words.
_ONE_TOO_MANY: Mapping[str, Callable[[_Place], bool]] = {
    "that": lambda at: at.is_before("after_that") and not at.is_behind("before_that"),
    "like": lambda at: bool(at.before and at.after),
    "do": lambda at: (
        at.after == "not" or (at.before[-1:] == ("to",) and at.after in ("so", "this", "the", "that", "more"))
    ),
    "no": lambda at: bool(at.before and at.after) and not at.is_behind("before_no"),
    "now": lambda at: bool(at.before and at.after) and not at.is_behind("before_now"),
    "more": lambda at: bool(at.before and at.after) and at.before[-1] != "the",
    "her": lambda at: bool(at.after) and (at.is_behind("before_her") or _gives_her_nothing(at)),
    **dict.fromkeys(_COMPARED, lambda at: at.after == "than"),
    "first": lambda at: bool(at.after) and not at.is_before("after_first"),
    "one": lambda at: at.is_before("after_one") and not at.is_behind("before_one"),
}
