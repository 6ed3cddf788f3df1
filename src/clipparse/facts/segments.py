"""The pieces of a credit: `By Ann Lee, Reuters` is two, the first of them opened by `By`, which makes an author.

A line is cut at commas, bars, dashes, `and`, brackets, dates and line ends, and before every opener (`By`, `Editing
by`, `Foto:`), which is one only where a name, an outlet or the staff may follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from clipparse import lazy
from clipparse.facts.dates import find_dates
from clipparse.facts.people import name_end
from clipparse.lexicon import Lexicon, fold
from clipparse.rules import Rule, rule
from clipparse.tokens import CLASSES, Tokens, Vocabulary, tokens, vocabulary

# A rule's words for what stands in a credit beside names.
PARTS = {
    "apart": """<line|comma|colon|dash|slash|bar|amp|open|close|quote|mark|number|year|link|email|handle|with
      |join -initial>""",
    "inner": "(?!{apart}) .",
    "capital": "<cap|upper|initial> <stop>?",
    "titles": "(?:<article>? <title> <stop>? (?=(?:<title> <stop>?)* <cap|upper|initial>))+",
    # a known outlet or agency, or a few capitalised words of which one is typical of outlets
    "known": "<article>? <outlet|agency>",
    "shaped": """(?=.{0,6}<outlet_word|outlet phrase|agency phrase>)
      <article>? {capital} (?:{capital}|<article>|<small affiliation_after>){0,8}""",
    "outlet": "{known} | {shaped}",
    # of the first words of a line
    "opens": "(?:{apart} | <stop>)*",
    "before": "(?!{apart}) <-role -core -writer -place_after -affiliation_after -contributed>",
    "common": """(?!{apart}) <small -role -core -collective -writer -particle -place_after -affiliation_after -outlet
      -agency -title -suffix -degree -month -weekday -contributed>""",
    "behind": "(?!{apart}) <-role -core -writer>",
    "clean": """(?!{apart})
      <-small|small core|small collective|small affiliation_after|small outlet|small agency|small particle>""",
}
# Most lines are sentences: their first words, before any mark, hold one in small letters that no name, role or outlet
# has.
_SENTENCE = rule("{opens} {before}* {common} {behind}* (?: {apart} | $)", **PARTS)
# What a name may stand behind, and what may be a writer without a name, a paper, or `Associated Press writer Jane Doe`.
_TITLED = rule("{opens} (?:<article>? <title> <stop>?)*", **PARTS)
_UNNAMED = rule(
    """^ {opens} (?: {clean}* <role|core|outlet|agency|outlet_word> {clean}* (?:{apart} | <small place_after> | $)
      | {inner}{0,5} <writer> <cap|upper|initial>
      | {inner}{0,5} <owner> <-small>
      | <email|handle|link>)""",
    **PARTS,
)
_WITH = rule("<comma> <with>")
_PIECE = rule("(?P<address><email|handle|link>) | (?P<words>(?:(?!{apart}) <-stop>) (?:{inner})*) | .", **PARTS)
# Not `by the river`, `Von der Leyen`, `By selecting`; `by jane doe` only with a usual first name.
_MAY_FOLLOW_OPENER = rule(
    """<-small> .* | {titles} .* | {known} <stop>? | <article> <owner outlet|owner agency> .*
     | (?=.{0,5}<core>) <small collective|small core> .* | <small first> <small>{1,4} <stop>?""",
    **PARTS,
)
_OPENED = rule(
    """(?:^ | {apart}) (?:<before_opener> <stop>?){0,6} <opener>
       (?!<small -title -core -collective -first -outlet -agency>)
     | <label> <stop>? <colon>
     | <opener phrase|posted_by>""",
    **PARTS,
)

# `and`, `with`, line end, name: these say more than the separators that follow them
STICKY = ("and", "with", ",with", "mit")
JOINING = ("and", "with", ",with")
INSIDE = " "  # before an opener in mid-sentence: `the letter is written by Jane Doe`
_BEHIND_OPENER = ("\n", ":", "-", '"', "“", "_", "*")
_WIDE = lazy.compile(r"\t|[ ]{3,}")
_TRANSLATED = lazy.compile(r"translat(?:ed|ion) from (?:the )?(?:original )?[^\W\d_]+ by")
# `Story and photos by Jane Doe`: she wrote it, too
_STORY_AND_PHOTOS = lazy.compile(
    r"\b(?:story|text|words|report|article)\s(?:and|&)\s(?:photos?|photographs?|photography|pictures|images)(?=\sby\b)",
    re.IGNORECASE,
)
_STOP = CLASSES["stop"]
_SHORTENED = CLASSES["suffix"] | CLASSES["region"] | CLASSES["title"] | CLASSES["degree"]
_OPENING = CLASSES["opener"] | CLASSES["label"] | CLASSES["posted_by"]


def has_opener(line: Tokens, words: Vocabulary) -> bool:
    """Has the line an opener where one may stand?

    >>> words = vocabulary(Lexicon.default())
    >>> [has_opener(tokens(text, words), words) for text in ("Foto: Kai Roth", "It was won by Kai Roth")]
    [True, False]
    """
    if line.classes & _OPENING and _OPENED.search(line, words):
        return True
    return "ranslat" in line.text


def has_helper(line: Tokens, words: Vocabulary) -> bool:
    """`Jane Doe, with Kim Roe`, `Kim Roe contributed`: what stands there is read, whatever else the line says."""
    if line.has("contributed"):
        return True
    return line.has("with") and _WITH.search(line, words) is not None


def may_name(line: Tokens, words: Vocabulary) -> bool:
    """May the first words of a line be a name, a job or an outlet? Of most lines they are nothing of the kind.

    >>> words = vocabulary(Lexicon.default())
    >>> [may_name(tokens(text, words), words) for text in ("Jane Doe in Rome", "Jane Doe said so", "The talks failed")]
    [True, False, False]
    """
    if _SENTENCE.match(line, words):
        return False
    titles = _TITLED.match(line, words)
    if name_end(line, titles.end() if titles else 0, len(line.forms), words) or _UNNAMED.match(line, words):
        return True
    return line.has("month") and (line.has("number") or line.has("year"))  # `13. März 2014 Jane Doe`


@attrs.frozen(slots=True)
class Segment:
    """The tokens between two separators. `mark` is the separator in front, `credit` what an opener before them says."""

    first: int
    end: int
    mark: str
    credit: str | None = None
    aside: bool = False  # between brackets
    address: bool = False


def _masked(text: str, lexicon: Lexicon) -> tuple[str, bool]:
    """The text with bars for dates, dots and a bracket around the whole, dashes for gaps; and whether it has dates."""
    dates = find_dates(text, lexicon)
    masked = text
    for date in dates:
        start, end = date.span.start, date.span.end
        masked = masked[:start] + "|" * (end - start) + masked[end:]
    if " by " in masked or " BY " in masked:
        masked = _STORY_AND_PHOTOS.sub(lambda match: "|" * len(match[0]), masked)
    if "\t" in masked or "   " in masked:
        masked = _WIDE.sub(lambda gap: "–" * len(gap[0]), masked)
    masked = masked.replace("…", "|")
    return "|" + masked[1:] if masked.startswith("(") else masked, bool(dates)


class CutLine:
    """A line of which every token can be asked, and its segments."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        masked, self.dated = _masked(text, lexicon)
        self.lexicon = lexicon
        self.words = vocabulary(lexicon)
        self.tokens = tokens(masked, self.words)
        self.forms = self.tokens.forms
        self.kinds = [self.words.classes[letter] for letter in self.tokens.shape]

    def match(self, rule: Rule, first: int, end: int) -> re.Match[str] | None:
        """What a rule finds at the token `first`."""
        return rule.match(self.tokens, self.words, first, end)

    def whole(self, rule: Rule, first: int, end: int) -> re.Match[str] | None:
        """The same, if it takes in all tokens to before `end`."""
        return rule.fullmatch(self.tokens, self.words, first, end)

    def any_of(self, kinds: int, first: int, end: int) -> bool:
        """Is one of the tokens of one of these kinds?"""
        return any(one & kinds for one in self.kinds[first:end])

    def skip(self, kinds: int, first: int, end: int) -> int:
        """The first token from `first` on that is none of these kinds."""
        while first < end and self.kinds[first] & kinds:
            first += 1
        return first

    def text(self, first: int, end: int) -> str:
        """The tokens as a reader would write them."""
        return self.written(self.tokens.span(first, end))

    def written(self, span: tuple[int, int]) -> str:
        """A piece of the text without what line breaks and word breaks left in it."""
        return " ".join(self.tokens.text[slice(*span)].split()).replace("\u00ad", "")

    def mark(self, at: int) -> str:
        """What a separator says: the mark itself, `and`, `with`, a dash for all dashes."""
        if at >= len(self.kinds):
            return ""
        kinds, form = self.kinds[at], self.forms[at]
        if kinds & (CLASSES["join"] | CLASSES["amp"]):
            return "and"
        if kinds & CLASSES["with"]:
            return "with" if form.lower() == "with" else "mit"  # `Ein Interview von A mit B`: B has not written it
        return "-" if kinds & CLASSES["dash"] else form

    def segments(self) -> Iterator[Segment]:
        """The pieces of the line from left to right, each with the credit that an opener before it states."""
        mark, depth, filled = "", 0, False
        for piece in _PIECE.finditer(self.tokens, self.words):
            first, end = piece.span()
            if piece.lastgroup:
                yield from self._opened(Segment(first, end, mark, None, depth > 0, piece.lastgroup == "address"))
                filled = True
                continue
            found = self.mark(first)
            if filled or found in STICKY or mark not in (*STICKY, "\n"):
                mark = ",with" if mark == "," and not filled and found == "with" else found
            filled = False
            depth = max(0, depth + (found == "(") - (found == ")"))

    def _opened(self, segment: Segment) -> Iterator[Segment]:
        """Cut a segment at every opener: `Words by A Pictures by B` is two."""
        begin, end, mark = segment.first, self._end(segment), segment.mark
        if not self.tokens.classes & _OPENING:
            yield segment if end == segment.end else attrs.evolve(segment, end=end)
            return
        credit: str | None = None
        for position in range(begin, end):
            if not self.kinds[position] & _OPENING or (found := self._opener(begin, position, end)) is None:
                continue
            start, stated = found
            if start > begin:
                yield attrs.evolve(segment, first=begin, end=start, mark=mark, credit=credit)
                mark = INSIDE
            begin, credit = self.skip(_STOP, position + 1, end), stated
        if begin < end or credit:
            yield attrs.evolve(segment, first=begin, end=end, mark=mark, credit=credit)

    def _end(self, segment: Segment) -> int:
        """Without the full stop at its end, but for that of `Jr.`, `Calif.` and `Corr. Ed.`"""
        end = segment.end
        while end - segment.first > 1 and self.forms[end - 1] == ".":
            if self.kinds[end - 2] & _SHORTENED or self.any_of(_STOP, segment.first, end - 1):
                break
            end -= 1
        return end

    def _opener(self, begin: int, position: int, end: int) -> tuple[int, str] | None:
        """Where an opener that ends with the token at `position` begins, and the credit it gives."""
        openers, labels = self.lexicon.names["byline_openers"], self.lexicon.names["byline_labels"]
        phrase = fold(self.forms[position])
        behind = self.skip(_STOP, position + 1, end)
        after = self.mark(end) if behind == end else ""
        if after == ":" and phrase in labels:
            return position, labels[phrase]
        if behind < end and not self.whole(_MAY_FOLLOW_OPENER, behind, end):
            return None
        *before, last = phrase.split()
        if phrase in openers and before:
            return position, openers[phrase]
        if last not in openers or (behind == end and after not in _BEHIND_OPENER):
            return None
        if _TRANSLATED.fullmatch(fold(self.tokens.text_of(begin, position + 1))):
            return begin, "translation"
        near = [*self.forms[max(begin, position - 4) : position], *before]
        known = self.lexicon.lists["byline.before_opener"]
        if not all(word in known for form in near for word in fold(form).split()):
            return None
        return position + bool(before), openers[last]
