"""A paragraph as the menders see it, and what a mender is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import attrs

from clipparse import lazy
from clipparse.english import count, is_common
from clipparse.lexicon import Lexicon
from clipparse.lines import split

LETTER = r"[^\W\d_]"
WORD = lazy.compile(f"{LETTER}+")
NEXT_WORD = lazy.compile(f"\\s+({LETTER}+)")
LAST_WORD = lazy.compile(f"{LETTER}+$")
CONTENT = 3  # letters of the shortest words with a meaning of their own
SHARED = 4  # letters that a word and what is glued to it have in common, at least
SHORTEST, LONGEST = 6, 40  # letters that two words together may have

# A change to a text: from, to, what should stand there.
Change = tuple[int, int, str]


@attrs.frozen(slots=True)
class Passage:
    """A paragraph, and what a mender may want to know besides."""

    text: str
    english: bool
    lexicon: Lexicon
    gap: Callable[[int], str] = lambda place: "\n"  # the raw white space behind a line feed of `text`
    words: tuple[str, ...] = attrs.field(init=False)  # folded, punctuation left on
    odd: str = attrs.field(init=False)  # the words in which there could be damage, each on a line

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "words", tuple(split(self.text.casefold())))
        object.__setattr__(self, "odd", "\n".join(_odd(split(self.text))))


@attrs.frozen(slots=True)
class Mender:
    """One kind of damage; `english` menders know English only."""

    kind: str
    hint: Callable[[Passage], object]
    changes: Callable[[Passage], Iterator[Change]]
    english: bool = False


# Words met before in which there is no damage: the same words come again and again.
_SOUND: set[str] = set()
_MOST_SOUND = 1 << 15
_PLAIN = lazy.compile(r"[(\[“\"‘']{0,2}[A-Za-z][a-z]*(?:['’][a-z]{1,2})?[.,;:!?]?[)\]”\"’']{0,2}[.,;:]?")
_LONE = frozenset("bdeghklmnprtwxy")
TAIL_TWICE = lazy.compile(r"([a-z]{4,8})\1(?![a-z])")


def _odd(words: list[str]) -> list[str]:
    """The words that are not plainly sound, in order."""
    new = set(words).difference(_SOUND)
    if not new:
        return []
    sound = {one for one in new if _is_sound(one)}
    if len(_SOUND) > _MOST_SOUND:
        _SOUND.clear()
    _SOUND.update(sound)
    return sorted(new - sound)


def _is_sound(word: str) -> bool:
    """Letters with a mark or two around them, in which nothing stands twice.

    >>> [_is_sound(one) for one in ('council', '“Yes,”', 'injuryinjuries', 'hurt.The', 'y', 'cafÃ©')]
    [True, True, False, False, False, False]
    """
    if not _PLAIN.fullmatch(word) or (word[:1] in _LONE and not word[1:2].isalpha()):
        return False
    return len(word) < SHORTEST or not may_be_doubled(word.casefold())


def begins_again(word: str) -> bool:
    """Does the beginning of a word come again in it: `injuryinjuries`, `saysaid`?"""
    return len(word) >= SHORTEST and word.find(word[: SHARED - 1], SHARED - 1) > 0


def may_be_doubled(word: str) -> bool:
    """Can there be another form of a word, or a part of it, before it?"""
    return begins_again(word) or TAIL_TWICE.search(word) is not None


def in_link(text: str, place: int) -> bool:
    """Is the word around `place` a link or the address of something?"""
    before = text[max(0, place - 200) : place].split()
    near = "" if text[place - 1 : place].isspace() or not before else before[-1]
    return "://" in near or "www." in near or "?" in near[:-1]


def are_two_words(first: str, second: str) -> bool:
    """Words both, and not one word together?"""
    if any(len(one) < 2 and one not in ("a", "i") for one in (first, second)):
        return False
    return is_common(first) and is_common(second) and not count(first + second)


_MARK = lazy.compile('["“”]')
_OPENS = lazy.compile(r"(?<![^\s(\[—–])\"(?=\S)")
_CLOSES = lazy.compile(r"(?<=\S)\"(?![^\s.,;:!?)\]—–])")


class Marks:
    """Is a place inside quotation marks? Asked from left to right, so that the text is read only once."""

    def __init__(self, text: str) -> None:
        self._text, self._at, self._inside = text, 0, False

    def inside(self, place: int) -> bool:
        """By the last mark before `place`; a straight one tells by what stands beside it, or takes turns."""
        for mark in _MARK.finditer(self._text, self._at, place):
            at = mark.start()
            if mark[0] == '"':
                opens = _OPENS.match(self._text, at) or not (self._inside or _CLOSES.match(self._text, at))
            else:
                opens = mark[0] == "“"
            self._inside = bool(opens)
        self._at = max(self._at, place)
        return self._inside
