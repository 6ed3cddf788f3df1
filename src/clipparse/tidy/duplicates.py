"""Repeated paragraphs: the fullest copy stays.

A paragraph repeats another when it has the same words, when it is the other one cut short (`... John Kerry -`), or when
it is the other one lightly edited; several in a row repeat one that has the words of them all. Sentences that only
resemble each other stay: a refrain, two quotations, the same sentence with another number or another name.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

import attrs
from rapidfuzz.distance import Levenshtein

from clipparse import lazy
from clipparse.edit import Finding, Reading
from clipparse.lexicon import Lexicon
from clipparse.model import Clipping, Duplicate
from clipparse.page import Span
from clipparse.roles import Role

# Shorter paragraphs repeat by nature: an answer, a refrain, a verse, a name.
_SHORTEST = 40
# In a row of paragraphs that another one holds, a part may be shorter.
_SHORTEST_PART = 10
# A line that stands three times is a refrain, unless it is long.
_LONGEST_REFRAIN = 100
# A copy that was cut must have this many characters left, and a few more if no mark shows that it was cut.
_SHORTEST_CUT, _SHORTEST_UNMARKED_CUT = 40, 60
# Of so many words, one may differ in a lightly edited copy; in a paragraph of fewer words, none.
_WORDS_PER_EDIT, _FEWEST_WORDS_TO_EDIT = 12, 18
# In a paragraph this long, a few words may also have been replaced by others; in a shorter one that turns the meaning.
_ENOUGH_WORDS_TO_REPLACE = 25
# Longer paragraphs are compared for equality and cut ends only, so that time stays linear.
_MOST_WORDS = 2000

_LONG_TEXT = 20_000  # characters
# A shingle is four words. Of so many words in all they are kept in sets.
_FEW_WORDS = 4_000
_MOST_HOLDERS = 8  # paragraphs remembered for one shingle; what is said more often tells nothing
_MOST_CANDIDATES = 4

_WORD = lazy.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# What stands where a copy was cut: an ellipsis, a dangling dash, `[more]`.
_CUT_MARK = lazy.compile(
    r"(?:\s*(?:\.{2,}+|…|\[[\s.…]*\]|\((?:more|continued)\)|\[(?:more|continued)\]|[-–—]))+\s*$", re.IGNORECASE
)
_CUT_ENDS = ("..", "…", "]", ")", "-", "–", "—")
_OPENING, _CLOSING = ('"', "“", "‘", "'", "«", "„", "``"), " \"”’'»)"
_NEGATIONS = frozenset(("not", "no", "never", "nor", "neither", "without", "cannot", "nobody", "nothing", "none"))


@attrs.frozen(slots=True)
class Copy:
    """A paragraph as it is compared: its words, case and punctuation apart."""

    clipping: int
    place: int  # among the paragraphs of the clipping
    span: Span
    caption: bool
    text: str  # without the mark that shows where it was cut
    said: str  # its words, joined
    cut: bool  # does its end show that it was cut?
    whole: bool  # does it end like a sentence?
    quoted: bool  # does it begin with a quotation mark?

    def __len__(self) -> int:
        return len(self.said)

    @property
    def folded(self) -> list[str]:
        """Its words."""
        return self.said.split()

    @property
    def words(self) -> list[str]:
        """As written, each where `folded` has it."""
        return _WORD.findall(self.text)


@attrs.frozen(slots=True)
class Repeat:
    """A paragraph, the one that it repeats, and how alike they are."""

    copy: Copy
    of: Copy
    similarity: float


@attrs.frozen(slots=True)
class Part:
    """A paragraph whose words another one holds, from `start` to `end` of what that one says."""

    copy: Copy
    whole: Copy
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.copy)

    def goes_on_in(self, other: Part) -> bool:
        """Does `other` stand right behind it, where it stands and in the whole?"""
        return (self.whole.span, self.copy.clipping, self.copy.place + 1, self.end + 1) == (
            other.whole.span,
            other.copy.clipping,
            other.copy.place,
            other.start,
        )


def duplicates(raw: str, clippings: tuple[Clipping, ...], lexicon: Lexicon) -> Iterator[Finding]:
    """Each paragraph that repeats another one of the post, and the one that it repeats.

    Body text goes before captions, then the fuller copy before the shorter, then the first before the second.
    """
    copies = sorted(_copies(raw, clippings), key=lambda one: (one.caption, -len(one), one.cut, one.span))
    said_again = _said_again(copies)
    several = {position for position, one in enumerate(clippings) if len(one.paragraphs) > 2}
    times = Counter((one.clipping, one.said) for one in copies if one.clipping in several)
    exact: dict[str, Copy] = {}
    holders: dict[tuple[str, ...], list[Copy]] = {}
    found: dict[Span, Repeat] = {}
    parts: dict[tuple[int, int], list[Part]] = {}
    for copy in copies:
        if times[copy.clipping, copy.said] > 2 and len(copy) < _LONGEST_REFRAIN:
            continue
        shared = list(filter(said_again, _shingles(copy))) if said_again else []
        alike = _candidates(shared, holders)
        around = (parts.get((copy.clipping, copy.place + step), []) for step in (-1, 1))
        wholes = alike or {one.whole.span: one.whole for held in around for one in held}.values()
        if held_by := list(_parts(copy, wholes)):
            parts[copy.clipping, copy.place] = held_by
        if repeat := _repeat(copy, exact, alike):
            found[copy.span] = repeat
        if repeat or len(copy) < _SHORTEST:
            continue
        exact[copy.said] = copy
        for shingle in shared:
            held = holders.setdefault(shingle, [])
            if len(held) < _MOST_HOLDERS:
                held.append(copy)
    for repeat in _rows([one for held in parts.values() for one in held]):
        found.setdefault(repeat.copy.span, repeat)
    yield from _kept(found)


def _kept(found: dict[Span, Repeat]) -> Iterator[Finding]:
    """Each repeat, with the copy that stays: not one that turned out to be a part of a fuller one."""
    for span, repeat in found.items():
        kept = repeat.of
        while kept.span in found:
            kept = found[kept.span].of
        yield repeat.copy.clipping, Duplicate(span, kept.span, round(repeat.similarity, 4))


def _copies(raw: str, clippings: tuple[Clipping, ...]) -> Iterator[Copy]:
    known: dict[str, _Compared] = {}
    long = len(raw) > _LONG_TEXT  # there a short paragraph is kept once, however often it is said
    for position, clipping in enumerate(clippings):
        for place, paragraph in enumerate(clipping.paragraphs):
            if paragraph.kind is Role.SUBHEAD or not paragraph.spans:
                continue
            text = Reading.of(raw, paragraph.spans).text
            if text == paragraph.text:  # as most are, and then they are kept once
                text = paragraph.text
            compared = known.get(text)
            if compared is None:
                compared = _compared(text)
                if long and len(text) < _LONGEST_REFRAIN:
                    known[text] = compared
            if len(compared[1]) >= _SHORTEST_PART:
                span = Span(paragraph.spans[0].start, paragraph.spans[-1].end)
                yield Copy(position, place, span, paragraph.kind is Role.CAPTION, *compared)


# Of a copy: its text, its words, and whether it is cut, is whole, is quoted.
_Compared = tuple[str, str, bool, bool, bool]


def _compared(text: str) -> _Compared:
    if "&" in text:
        text = html.unescape(text)
    mark = _CUT_MARK.search(text, max(0, len(text) - 30)) if text.rstrip().endswith(_CUT_ENDS) else None
    bare = (text[: mark.start()] if mark else text).replace("’", "'").replace("\xad", "")
    folded = _WORD.findall(bare.lower()) if bare.isascii() else map(str.casefold, _WORD.findall(bare))
    whole = mark is None and text.rstrip(_CLOSING).endswith((".", "!", "?"))
    return bare, " ".join(folded), mark is not None, whole, text.startswith(_OPENING)


def _shingles(copy: Copy) -> Iterator[tuple[str, ...]]:
    words = copy.folded
    return zip(words, words[1:], words[2:], words[3:], strict=False)


def _said_again(copies: Iterable[Copy]) -> Callable[[tuple[str, ...]], bool] | None:
    """Does a shingle stand in more than one place? One that does not need not be remembered, and hardly any does.

    None where no shingle does.

    Now and then it says yes where the answer is no, which costs memory and nothing else: two shingles may share one of
    the places at which it counts.
    """
    size = sum(one.said.count(" ") + 1 for one in copies)
    if size < _FEW_WORDS:
        return _among_few(copies)
    mask = (1 << size.bit_length() + 3) - 1
    times = bytearray(mask + 1)  # none, once, more often
    for copy in copies:
        for shingle in _shingles(copy):
            at = hash(shingle) & mask
            times[at] = 2 if times[at] else 1
    if 2 not in times:
        return None
    return lambda shingle: times[hash(shingle) & mask] == 2


def _among_few(copies: Iterable[Copy]) -> Callable[[tuple[str, ...]], bool] | None:
    """The same with sets of their hashes, which are faster and larger."""
    seen: set[int] = set()
    again: set[int] = set()
    for copy in copies:
        own = list(map(hash, _shingles(copy)))
        once = set(own)
        if len(once) < len(own):
            again.update(one for one, times in Counter(own).items() if times > 1)
        again |= once & seen
        seen |= once
    return (lambda shingle: hash(shingle) in again) if again else None


def _candidates(shingles: list[tuple[str, ...]], holders: dict[tuple[str, ...], list[Copy]]) -> list[Copy]:
    """The few fuller paragraphs that share the most of these shingles."""
    if not (holders and shingles):  # on most pages nothing is said again
        return []
    shared: Counter[Span] = Counter()
    known: dict[Span, Copy] = {}
    for shingle in shingles:
        for held in holders.get(shingle, ()):
            shared[held.span] += 1
            known[held.span] = held
    return [known[span] for span in sorted(shared, key=lambda one: (-shared[one], one))[:_MOST_CANDIDATES]]


def _repeat(copy: Copy, exact: dict[str, Copy], alike: list[Copy]) -> Repeat | None:
    """The fuller paragraph that `copy` repeats."""
    if len(copy) < _SHORTEST:
        return None
    same = exact.get(copy.said)
    if same and same.quoted == copy.quoted:
        return Repeat(copy, same, 1.0)
    return next((Repeat(copy, one, how) for one in alike if (how := _similarity(copy, one))), None)


def _parts(copy: Copy, wholes: Iterable[Copy]) -> Iterator[Part]:
    for one in wholes:
        if one.said.count(" ") < _MOST_WORDS and (start := f" {one.said} ".find(f" {copy.said} ")) >= 0:
            yield Part(copy, one, start)


def _rows(parts: list[Part]) -> Iterator[Repeat]:
    """Paragraphs in a row that stand as one elsewhere, first word to last."""
    row: list[Part] = []
    for part in sorted(parts, key=lambda one: (one.whole.span, one.copy.clipping, one.copy.place)):
        if not (row and row[-1].goes_on_in(part)):
            row = []
        if row or (part.start == 0 and part.copy.quoted == part.whole.quoted):
            row.append(part)
        if len(row) > 1 and part.end == len(part.whole):
            for one in row:
                yield Repeat(one.copy, one.whole, len(one.copy) / len(one.whole))


def _similarity(copy: Copy, fuller: Copy) -> float:
    """How much of the fuller paragraph `copy` has; 0 when it is no repeat.

    Words quoted in one place and told without quotation marks in another are two statements.
    """
    if copy.quoted != fuller.quoted:
        return 0.0
    if f"{fuller.said} ".startswith(f"{copy.said} " if copy.whole else copy.said):
        return len(copy) / len(fuller) if _is_cut_short(copy, fuller) else 0.0
    return _lightly_edited(copy, fuller)


def _is_cut_short(copy: Copy, fuller: Copy) -> bool:
    """Is `copy`, the beginning of the fuller one, all that a cut left of it?

    A whole sentence said again in the same article is a pull quote.
    """
    if copy.whole and copy.clipping == fuller.clipping and not copy.caption:
        return False
    return len(copy) >= (_SHORTEST_CUT if copy.cut else _SHORTEST_UNMARKED_CUT)


def _lightly_edited(copy: Copy, fuller: Copy) -> float:
    size = max(copy.said.count(" "), fuller.said.count(" ")) + 1
    allowed = size // _WORDS_PER_EDIT
    if not _FEWEST_WORDS_TO_EDIT <= size <= _MOST_WORDS:
        return 0.0
    number: dict[str, int] = {}
    copy_words, fuller_words = copy.words, fuller.words
    ours = [number.setdefault(word, len(number)) for word in copy.folded]
    theirs = [number.setdefault(word, len(number)) for word in fuller.folded]
    distance = Levenshtein.distance(ours, theirs, score_cutoff=allowed)
    if distance > allowed:
        return 0.0
    replaced = 0
    for edit in Levenshtein.editops(ours, theirs):
        changed = [copy_words[edit.src_pos]] if edit.tag != "insert" else []
        changed += [fuller_words[edit.dest_pos]] if edit.tag != "delete" else []
        if any(_matters(word) for word in changed):
            return 0.0
        replaced += edit.tag == "replace" and not _same_word(*changed)
    if replaced and (size < _ENOUGH_WORDS_TO_REPLACE or replaced * _ENOUGH_WORDS_TO_REPLACE > size * 2):
        return 0.0
    return 1 - distance / size


def _matters(word: str) -> bool:
    """Does this word alone make another statement of a sentence: a number, a name, a negation?"""
    return (
        any(letter.isdigit() for letter in word)
        or word[0].isupper()
        or word in _NEGATIONS
        or word.endswith(("n't", "n’t"))
    )


def _same_word(one: str, other: str) -> bool:
    """Two spellings of one word?"""
    return Levenshtein.normalized_similarity(one, other) >= 0.75
