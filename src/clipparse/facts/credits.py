"""Whom a line names, and as what: writers, who helped, edited or took the pictures, their jobs, papers and places.

A line is cut into segments at commas, bars, dashes, `and`, brackets, dates and line ends, and before every opener
(`By`, `Editing by`); each segment is then a name, a job, an outlet, a place, or nothing that is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import attrs

from clipparse.dates import find_dates
from clipparse.facts.people import begins_with_first_name, name_case, name_end
from clipparse.lexicon import Lexicon, fold
from clipparse.model import Author
from clipparse.rules import Rule, rule
from clipparse.tokens import CLASSES, Tokens, Vocabulary, tokens, vocabulary

# What is looked at, in characters; a byline with the writer's addresses has about 250.
_READ = 400
_MOST_AUTHORS = 40

_PARTS = {
    "word": "<small|cap|upper|initial|tied|caseless>",
    "capital": "<cap|upper|initial> <stop>?",
    "known": "<article>? <outlet|agency>",
    "shaped": "(?=.{0,6}<outlet_word>) <article>? {capital} (?:{capital}|<article>|<small affiliation_after>){0,8}",
    "named": "<article cap|article upper> {capital}{1,3}",
    "titles": "(?:<article>? (?:<title> <stop>?) (?=(?:<title> <stop>?)* <cap|upper|initial>))+",
}
_PIECE = rule(
    """(?P<address><email|handle|link>)
     | (?P<words>(?!<join -initial|with>) {word} (?: (?!<join -initial|with>) {word} | <stop>)*)
     | .""",
    **_PARTS,
)
_TITLES = rule("{titles}", **_PARTS)
_KNOWN_OUTLET = rule("{known}", **_PARTS)
# A known outlet or agency, or a few capitalised words of which one is typical of outlets.
_OUTLET = rule("{known} | {shaped}", **_PARTS)
# or a name with an article: `The Spotlight`
_LIKE_OUTLET = rule("{known} | {shaped} | {named}", **_PARTS)
# Not `by the river`, `Von der Leyen`, `By selecting`; `by jane doe` only with a usual first name.
_MAY_FOLLOW_OPENER = rule(
    """<cap|upper|initial|tied|caseless> .* | {titles} .* | {known} <stop>?
     | (?=.{0,5}<core>) <small collective|small core> .* | <small first> <small>{1,4} <stop>?""",
    **_PARTS,
)
_SMALL_NAME = rule("<small first> <small>{1,4}")
_PLACE = rule("{capital}{1,3}", **_PARTS)
# `in Rio de Janeiro`
_PLACE_BEHIND = rule("<place_after> (?P<place>{capital} (?:<particle>* {capital})*)", **_PARTS)
_REPORTS_FROM = rule("(?:(?!<place_after> <cap|upper>) .)+ (?=<place_after> <cap|upper>)")

# Two lists of separators: `and`, line end, name: what says more than those which follow it; and what opens a list.
_STICKY = ("and", "with", ",with", "mit")
_JOINING = ("and", "with", ",with")
_NO_MARK = " "  # an opener in mid-sentence: `the letter is written by Jane Doe`
_BEHIND_OPENER = ("\n", ":", "-", '"', "“", "_", "*")
_QUOTES = {"«": "»", "„": "“”"}  # marks around an outlet's name that no person's nickname has
_WIDE = re.compile(r"\t|[ ]{3,}")
_TRANSLATED = re.compile(r"translat(?:ed|ion) from (?:the )?(?:original )?[^\W\d_]+ by")
# `Story and photos by Jane Doe`: she wrote it, too
_STORY_AND_PHOTOS = re.compile(
    r"\b(?:story|text|words|report|article)\s(?:and|&)\s(?:photos?|photographs?|photography|pictures|images)(?=\sby\b)",
    re.IGNORECASE,
)
_BEFORE_DATE = frozenset(("on", "at", "published", "posted", "updated"))  # `By Jane Doe on 13 March`
_REPORTS = ("reports", "reporting")
_PLURAL = ("writers", "reporters", "correspondents", "editors")

_ROLE = CLASSES["role"] | CLASSES["core"]
_COLLECTIVE = CLASSES["core"] | CLASSES["collective"]
_CAPITAL = CLASSES["cap"] | CLASSES["upper"] | CLASSES["initial"]
_ABBREVIATED = CLASSES["suffix"] | CLASSES["region"] | CLASSES["title"] | CLASSES["degree"]
_OPENING = CLASSES["opener"] | CLASSES["label"] | CLASSES["posted_by"]
_OUTLETS = CLASSES["outlet"] | CLASSES["agency"]
_PAPER = CLASSES["affiliation_after"]
_PLACE_OR_PAPER = CLASSES["place_after"] | _PAPER


@attrs.frozen(slots=True)
class Segment:
    """The tokens between two separators. `mark` is the separator in front, `credit` what an opener before them says."""

    first: int
    end: int
    mark: str
    credit: str | None = None
    aside: bool = False  # between brackets
    address: bool = False


@attrs.define(slots=True)
class Credits:
    """What has been read of a line so far, and in which state its reader is."""

    authors: list[Author] = attrs.field(factory=list)
    affiliations: list[tuple[int, int]] = attrs.field(factory=list)
    collective: tuple[int, int] | None = None
    opened: bool = False  # by an opener: `By`
    heading: bool = False  # the text begins with it
    inside: bool = False  # it stands inside a sentence
    extras: int = 0  # roles, outlets, addresses and places
    jobs: int = 0  # roles, outlets and addresses
    unknown: int = 0  # segments that are nothing known
    small: int = 0  # words in small letters among them
    dated: bool = False
    unnamed: bool = False  # nothing but words for unnamed writers
    stopped: bool = False
    credit: str = "author"
    blocked: bool = False  # by something unknown: `By contrast, Jane Doe`
    line_from: int = 0  # how many authors stood on the lines above
    group_from: int = 0  # the authors from here on have no role yet
    place_at: tuple[int, int] | None = None
    in_small_letters: bool = False  # the first name is: `by jane doe and kim roe`

    def tell(self, index: int, role: str | None = None, affiliation: str | None = None) -> None:
        """Give an author a role and an affiliation, where he has none."""
        one = self.authors[index]
        self.authors[index] = attrs.evolve(one, role=one.role or role, affiliation=one.affiliation or affiliation)

    def helped(self) -> None:
        """Those who are named on this line did not write, they helped."""
        named = self.authors[self.line_from :]
        self.authors[self.line_from :] = [attrs.evolve(one, credit="additional reporting") for one in named]


@lru_cache(maxsize=512)  # a line is read by several stages, and menus say the same again and again
def credits_in(text: str, lexicon: Lexicon, *, known_only: bool = False) -> Credits:
    """Read the segments one after the other; with `known_only`, up to the first that is nothing known.

    >>> words = Lexicon.default()
    >>> found = credits_in("By Jane Doe in Moscow\\nEditing by Kim Roe", words)
    >>> [(one.name, one.credit, one.place) for one in found.authors]
    [('Jane Doe', 'author', 'Moscow'), ('Kim Roe', 'editing', None)]
    """
    reader = _Reader(text[:_READ], lexicon)
    said = reader.said
    segments = reader.segments()
    segment = next(segments, None)
    said.heading = segment is not None and bool(segment.credit)
    while segment is not None:
        if len(said.authors) >= _MOST_AUTHORS or said.stopped or (known_only and said.unknown):
            break
        following = next(segments, None)
        reader.take(segment, following)
        segment = following
    said.authors = _settled(said.authors)
    return said


def is_outlet(text: str, lexicon: Lexicon) -> bool:
    """A known outlet or agency, or a few capitalised words of which one is typical of outlets.

    >>> [is_outlet(name, Lexicon.default()) for name in ("Reuters", "Harbour Post", "Jane Doe")]
    [True, True, False]
    """
    words = vocabulary(lexicon)
    return _OUTLET.fullmatch(tokens(text, words), words) is not None


def _settled(authors: list[Author]) -> list[Author]:
    """`Reporting by` names the authors where no byline does; a name credited twice is one author."""
    others = any(one.credit == "author" for one in authors)
    credits = {"reporting": "additional reporting" if others else "author", "writing": "author", "told": "author"}
    found: dict[str, Author] = {}
    for one in authors:
        if one.credit != "none":
            found.setdefault(fold(one.name), attrs.evolve(one, credit=credits.get(one.credit, one.credit)))
    return list(found.values())


def _masked(text: str, lexicon: Lexicon) -> tuple[str, bool]:
    """The text with bars for its dates, its wide gaps and the bracket around the whole, and whether it has dates."""
    masked = text
    dates = find_dates(text, lexicon)
    for date in dates:
        start, end = date.span.start, date.span.end
        masked = masked[:start] + "|" * (end - start) + masked[end:]
    if " photo" in masked or "photo" in masked.lower() or "pictures" in masked or "images" in masked:
        masked = _STORY_AND_PHOTOS.sub(lambda match: "|" * len(match[0]), masked)
    if "\t" in masked or "   " in masked:
        masked = _WIDE.sub(lambda gap: "–" * len(gap[0]), masked)
    return "|" + masked[1:] if masked.startswith("(") else masked, bool(dates)


class _Reader:
    """One reading of one line."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        masked, dated = _masked(text, lexicon)
        self.lexicon = lexicon
        self.words: Vocabulary = vocabulary(lexicon)
        self.line: Tokens = tokens(masked, self.words)
        self.kinds = [self.words.classes[letter] for letter in self.line.shape]
        self.said = Credits(dated=dated)

    # -- small questions --

    def any_of(self, kinds: int, first: int, end: int) -> bool:
        return any(one & kinds for one in self.kinds[first:end])

    def is_whole(self, rule: Rule, first: int, end: int) -> bool:
        return first < end and rule.fullmatch(self.line, self.words, first, end) is not None

    def text(self, first: int, end: int) -> str:
        return " ".join(self.line.text_of(first, end).split()).replace("\u00ad", "")

    def is_known(self, first: int) -> bool:
        """Does a usual first name stand there?"""
        return begins_with_first_name(self.line, first, self.words)

    def skip(self, kinds: int, first: int, end: int) -> int:
        """The first token from `first` on that is none of these kinds."""
        while first < end and self.kinds[first] & kinds:
            first += 1
        return first

    def bare(self, first: int, end: int) -> int:
        """The first token behind an article."""
        return first + 1 if end - first > 1 and self.line.forms[first] == "the" else first

    # -- cutting --

    def segments(self) -> Iterator[Segment]:
        """The pieces of the line from left to right, each with the credit that an opener before it states."""
        mark, depth, filled = "", 0, False
        for piece in _PIECE.finditer(self.line, self.words):
            first, end = piece.span()
            if piece.lastgroup:
                is_address = piece.lastgroup == "address"
                yield from self._opened(Segment(first, end, mark, None, depth > 0, is_address))
                filled = True
                continue
            found = self._mark(first)
            if filled or found in _STICKY or mark not in (*_STICKY, "\n"):
                mark = ",with" if mark == "," and not filled and found == "with" else found
            filled = False
            depth = max(0, depth + (found == "(") - (found == ")"))

    def _mark(self, at: int) -> str:
        """What a separator says: the mark itself, `and`, `with`, a dash for all dashes."""
        if at >= len(self.kinds):
            return ""
        kinds, form = self.kinds[at], self.line.forms[at]
        if kinds & (CLASSES["join"] | CLASSES["amp"]):
            return "and"
        if kinds & CLASSES["with"]:
            return "with" if form.lower() == "with" else "mit"  # `Ein Interview von A mit B`: B has not written it
        return "-" if kinds & CLASSES["dash"] else form

    def _opened(self, segment: Segment) -> Iterator[Segment]:
        """Cut a segment at every opener: `Words by A Pictures by B` is two."""
        begin, end, mark = segment.first, self._end(segment), segment.mark
        credit: str | None = None
        for position in range(begin, end):
            if position < begin or not self.kinds[position] & _OPENING:
                continue
            found = self._opener(begin, position, end)
            if found is None:
                continue
            start, stated = found
            if start > begin:
                yield attrs.evolve(segment, first=begin, end=start, mark=mark, credit=credit)
                mark = _NO_MARK
            begin, credit = self.skip(CLASSES["stop"], position + 1, end), stated
        if begin < end or credit:
            yield attrs.evolve(segment, first=begin, end=end, mark=mark, credit=credit)

    def _end(self, segment: Segment) -> int:
        """Without the full stop at its end, but for that of `Jr.` and `Calif.`"""
        end = segment.end
        while end - segment.first > 1 and self.kinds[end - 1] & CLASSES["stop"]:
            if self.kinds[end - 2] & _ABBREVIATED or self.any_of(CLASSES["stop"], segment.first, end - 1):
                break
            end -= 1
        return end

    def _opener(self, begin: int, position: int, end: int) -> tuple[int, str] | None:
        """Where an opener that ends with the token at `position` begins, and the credit it gives."""
        openers, labels = self.lexicon.names["byline_openers"], self.lexicon.names["byline_labels"]
        phrase = fold(self.line.forms[position])
        behind = self.skip(CLASSES["stop"], position + 1, end)
        after = self._mark(end) if behind == end else ""
        if after == ":" and phrase in labels:
            return position, labels[phrase]
        if behind < end and not self.is_whole(_MAY_FOLLOW_OPENER, behind, end):
            return None
        *before, last = phrase.split()
        if phrase in openers and before:
            return position, openers[phrase]
        if last not in openers or (behind == end and after not in _BEHIND_OPENER):
            return None
        if _TRANSLATED.fullmatch(fold(self.line.text_of(begin, position + 1))):
            return begin, "translation"
        known = self.lexicon.lists["byline.before_opener"]
        near = [*self.line.forms[max(begin, position - 4) : position], *before]
        if not all(word in known for form in near for word in fold(form).split()):
            return None
        return position + bool(before), openers[last]

    # -- reading a segment --

    def take(self, segment: Segment, following: Segment | None) -> None:
        """Add to what has been read what one segment says."""
        self._step(segment)
        if segment.address:
            self._address(segment)
            return
        titles = _TITLES.match(self.line, self.words, segment.first, segment.end)
        segment = attrs.evolve(segment, first=titles.end()) if titles else segment
        if segment.first >= segment.end or self._takes_lead(segment):
            return
        if self.kinds[segment.first] & CLASSES["stop_word"] or self.text(segment.first, segment.end) in ("©", "C", "c"):
            self.said.stopped = True
            return
        place_at, self.said.place_at = self.said.place_at, None
        known = (
            self._takes_quoted(segment, following)
            or self._takes_name(segment, following)
            or self._takes_suffix(segment)
            or self._takes_role(segment)
            or self._takes_outlet(segment)
            or self._takes_place(segment, place_at)
            or self._takes_contributor(segment)
        )
        if not known and not segment.aside:
            self.said.unknown += 1
            self.said.small += sum(1 for one in self.line.forms[segment.first : segment.end] if one[0].islower())
            self.said.blocked = True

    def _step(self, segment: Segment) -> None:
        """What the separator and the opener before a segment change."""
        said, mark = self.said, segment.mark
        if mark == "\n":
            # `Editing by Al Poe`, next line `Jane Doe`
            if not (said.opened and len(said.authors) == said.line_from):
                said.credit = "author"
            said.line_from = len(said.authors)
        if mark == "mit":
            said.blocked = True
        elif mark not in (",", *_JOINING) and not (mark == ":" and said.authors):
            said.blocked = False
        if mark == ",with" and said.authors:
            said.credit = "additional reporting"
        if segment.credit:
            if not said.opened and segment.credit == "author" and mark != ",":
                said.small = 0
                said.authors.clear()  # they were words of a headline: `FERRY SINKS - By Jane Doe`
            said.opened, said.blocked, said.credit = True, False, segment.credit
            said.inside = said.inside or (mark == _NO_MARK and said.unknown > 0)

    def _address(self, segment: Segment) -> None:
        said, text = self.said, self.line.forms[segment.first]
        said.extras += 1
        said.jobs += 1
        if self.kinds[segment.first] & CLASSES["email"] and said.authors and said.authors[-1].email is None:
            said.authors[-1] = attrs.evolve(said.authors[-1], email=text)

    def _takes_lead(self, segment: Segment) -> bool:
        """`Associated Press writer Jane Doe`, `CNN's Jane Doe`: the name, and what stands before it as role and outlet."""
        lead = self._lead(segment)
        if not lead:
            return False
        named = attrs.evolve(segment, first=lead, credit=segment.credit or self.said.credit)
        if self._takes_name(named, None):
            self._affiliate(segment.first, lead, [len(self.said.authors) - 1])
        else:
            self.said.unknown += 1
        return True

    def _lead(self, segment: Segment) -> int:
        """Where a name begins before which stands whose writer it is; 0 where nothing of the kind does."""
        first, end = segment.first, segment.end
        contributed = self.any_of(CLASSES["contributed"], first, end)
        for at in range(first + 1, min(first + 6, end - 1)):
            owner = self.line.forms[at - 1].endswith(("'s", "’s"))
            if not owner and not self.kinds[at - 1] & CLASSES["writer"]:
                continue
            if not (contributed or segment.credit or self.is_known(at)) or not name_end(self.line, at, end, self.words):
                continue
            whose = self._is_owner(first, at) if owner else self._is_staff(first, at - 1)
            return at if whose else 0
        return 0

    def _is_owner(self, first: int, end: int) -> bool:
        """`CNN's`"""
        owner = tokens(self.line.text_of(first, end)[:-2], self.words)
        return _OUTLET.fullmatch(owner, self.words) is not None

    def _is_staff(self, first: int, end: int) -> bool:
        """What stands before `writer`: `staff`, `Times staff`, nothing."""
        while end > first and self.kinds[end - 1] & _COLLECTIVE and self.line.forms[end - 1].islower():
            end -= 1
        collective = all(one & _COLLECTIVE for one in self.kinds[first:end])
        return collective or self.is_whole(_OUTLET, first, end)

    def _takes_name(self, segment: Segment, following: Segment | None) -> bool:
        """A segment that begins with a person's name, with a role, an outlet or a place behind it at most."""
        said, first, end = self.said, segment.first, segment.end
        if said.blocked or (segment.aside and not segment.credit and said.credit == "author"):
            return False
        name, stop = self._name(segment, following)
        if not name:
            return False
        rest = self.skip(CLASSES["stop"] | CLASSES["degree"], stop, end)
        if said.dated and all(fold(one) in _BEFORE_DATE for one in self.line.forms[rest:end]):
            rest = end
        contributed = self.any_of(CLASSES["contributed"], rest, end)
        known = self.is_known(first)
        if not self._is_expected(segment, following, (stop, rest), known=known, contributed=contributed):
            return False
        if contributed:
            said.credit = "additional reporting"
            if not segment.credit:
                said.helped()
        elif rest < end and not self._may_follow_name(rest, end) and not (known and self._only_reports(rest, end)):
            return False
        said.authors.append(Author(name, credit=said.credit))
        if rest < end:
            self._take_rest(rest, end)
        return True

    def _is_expected(
        self, segment: Segment, following: Segment | None, ends: tuple[int, int], *, known: bool, contributed: bool
    ) -> bool:
        """Not the outlet, the town or the job behind a name, though each looks like a name; nor `By Pumping Waves`."""
        first, end = segment.first, segment.end
        expected = bool(segment.credit) or segment.mark in _JOINING or not self.said.authors
        if self.is_whole(_LIKE_OUTLET, first, ends[0]) and not (known and expected):
            return False
        told = ends[1] < end or self._is_place(segment, following) or self.any_of(_ROLE, first, end)
        if told and not (expected or known or contributed):
            return False
        opens = self.line.forms[first].casefold()
        return known or not (segment.credit and len(opens) > 5 and opens.endswith("ing"))

    def _name(self, segment: Segment, following: Segment | None) -> tuple[str, int]:
        """The name with which a segment begins, as it is to be written, and where it ends; an empty one for none."""
        first, end = segment.first, segment.end
        if self.kinds[first] & CLASSES["core"]:
            return "", first
        if (segment.credit or self.said.in_small_letters) and self.is_whole(_SMALL_NAME, first, end):
            cased = name_case(self.text(first, end), self.lexicon)
            inner = tokens(cased, self.words)
            if name_end(inner, 0, len(inner.forms), self.words) == len(inner.forms):
                self.said.in_small_letters = True
                return cased, end
        stop = self._name_end(first, end) or self._pen_name_end(segment, following)
        return (name_case(self.text(first, stop), self.lexicon), stop) if stop else ("", first)

    def _name_end(self, first: int, end: int) -> int:
        """`JOHN DOE Associated Press Writer` has two words: where the name ends, or 0."""
        stop = name_end(self.line, first, end, self.words)
        forms = self.line.forms
        shouted = len(forms[first]) > 1 and forms[first].isupper() and not forms[first].endswith(".")
        for at in range(first + 2, stop):
            closes = at + 1 == end or bool(self.kinds[min(at + 1, end - 1)] & CLASSES["role"])
            if (
                self.kinds[at] & CLASSES["role"]
                or (closes and self.is_whole(_KNOWN_OUTLET, at, at + 1))
                or (shouted and any(letter.islower() for letter in forms[at][2:]))
            ):
                return at
        role = next((at for at in range(stop, end) if self.kinds[at] & CLASSES["role"]), 0)
        if role > stop > first + 2 and len(forms[first + 1].rstrip(".")) > 1:
            return min(stop, first + 3)
        return stop

    def _pen_name_end(self, segment: Segment, following: Segment | None) -> int:
        """`By Plato`, and nothing else; a name in a script without capitals, with a handle behind it."""
        first, end = segment.first, segment.end
        form, kinds = self.line.forms[first], self.kinds[first]
        if following and following.address and kinds & CLASSES["caseless"]:
            return end
        alone = segment.credit == "author" and end - first == 1 and following is None and not self.said.authors
        common = CLASSES["weekday"] | CLASSES["month"] | CLASSES["core"] | CLASSES["role"] | CLASSES["section"]
        named = kinds & (CLASSES["cap"] | CLASSES["upper"]) and not kinds & common and len(form) > 3
        if not (alone and named) or (kinds & CLASSES["never"] and not kinds & CLASSES["first"]):
            return 0
        odd = form.casefold().endswith(("ing", "'s", "’s")) or " " in form
        return 0 if odd or self.is_whole(_LIKE_OUTLET, first, end) else end

    def _may_follow_name(self, first: int, end: int) -> bool:
        """What stands behind a name in its own segment: a role, a place, an outlet; not `said on Monday`."""
        if not self.line.forms[first][0].islower() or self.kinds[first] & CLASSES["role"]:
            return True
        if self.kinds[first] & _PLACE_OR_PAPER or fold(self.line.forms[first]) in _REPORTS:
            return self.any_of(_CAPITAL | _OUTLETS, first + 1, min(end, first + 4))
        return self.any_of(CLASSES["role"], first, min(end, first + 5))

    def _only_reports(self, first: int, end: int) -> bool:
        """`Jane Doe reports`, and no more."""
        return end - first == 1 and self.line.forms[first] in (*_REPORTS, "writes")

    def _take_rest(self, first: int, end: int) -> None:
        """What stands behind a name in its own segment."""
        said = self.said
        said.extras += 1
        if self._only_reports(first, end):
            return
        if fold(self.line.forms[first]) in _REPORTS or self.any_of(CLASSES["contributed"], first, end):
            from_there = _REPORTS_FROM.match(self.line, self.words, first, end)
            first = from_there.end() if from_there else first
        place = _PLACE_BEHIND.match(self.line, self.words, first, end)
        if place is None or (
            self.is_whole(_LIKE_OUTLET, first + 1, end) and not self.kinds[first + 1] & CLASSES["city"]
        ):
            self._affiliate(first, end, [len(said.authors) - 1])
            return
        start, stop = place.span("place")
        written = self._place(start, stop)
        shouted = self.line.forms[first].isupper()
        said.authors[-1] = attrs.evolve(
            said.authors[-1], place=name_case(written, self.lexicon) if shouted else written
        )
        said.place_at = self.line.span(start, stop)

    def _place(self, first: int, end: int) -> str:
        """As written, the full stop of `Calif.` included."""
        text = self.text(first, end)
        if self.kinds[end - 1] & CLASSES["stop"]:
            return text if self.kinds[end - 2] & CLASSES["region"] else text[:-1]
        return text

    def _takes_suffix(self, segment: Segment) -> bool:
        """`Albert Roe, Jr.` and `Jane Doe, Ph.D.`"""
        said, kinds = self.said, self.kinds[segment.first]
        if not said.authors or self.skip(CLASSES["stop"], segment.first + 1, segment.end) < segment.end:
            return False
        if kinds & CLASSES["suffix"] and segment.mark == ",":
            name = f"{said.authors[-1].name}, {self.text(segment.first, segment.end)}"
            said.authors[-1] = attrs.evolve(said.authors[-1], name=name)
            return True
        return bool(kinds & CLASSES["degree"])

    def _takes_role(self, segment: Segment) -> bool:
        """`Staff Writer`, `Washington Post Staff Writer`, `Staff Reporter of The Example`; unnamed writers, too."""
        said, first, end = self.said, segment.first, segment.end
        if not self.any_of(_ROLE, first, end):
            return False
        if not said.authors:
            return self._takes_collective(segment)
        said.extras += 1
        last = len(said.authors)
        plural = any(fold(one).endswith(_PLURAL) for one in self.line.forms[first:end])
        begin = said.group_from if segment.mark == "\n" or plural else last - 1
        self._affiliate(first, end, list(range(min(begin, last - 1), last)))
        said.group_from = last
        return True

    def _takes_collective(self, segment: Segment) -> bool:
        """`Staff and agencies`, `Our correspondent in Rome`, `Associated Press Staff`."""
        said, kinds, forms = self.said, self.kinds, self.line.forms
        first = segment.first + (segment.end - segment.first > 1 and forms[segment.first] in ("a", "an", "the"))
        places = (at for at in range(first + 1, segment.end - 1) if forms[at] == "in" and forms[at + 1][0].isupper())
        end = next(places, segment.end)
        core = next((at for at in range(first, end) if kinds[at] & CLASSES["core"]), None)
        if core is None:
            return False
        others = [at for at in range(first, end) if not kinds[at] & (_COLLECTIVE | CLASSES["stop"])]
        small = any(forms[at][0].islower() for at in others)
        owned = self.is_whole(_KNOWN_OUTLET, first, core)
        others = list(range(first, core)) if owned else others
        outlet = bool(others) and self.is_whole(_OUTLET, others[0], others[-1] + 1)
        if small or len(others) > 3:
            return False
        if others and not (segment.credit or core == first or outlet or owned):
            return False
        self._collect((self.line.span(first, segment.end)), segment.mark in ("and", ",", "with"))
        said.unnamed |= (not others or owned) and self.any_of(CLASSES["unnamed"], first, end)
        if outlet or owned:
            said.affiliations.append(self.line.span(others[0], others[-1] + 1))
        return True

    def _collect(self, span: tuple[int, int], joined: bool) -> None:
        """Unnamed writers, together with those named before them."""
        said = self.said
        said.collective = (said.collective[0] if said.collective and joined else span[0], span[1])

    def _affiliate(self, first: int, end: int, whose: list[int]) -> None:
        """Give these authors the role and the affiliation that the words state."""
        said = self.said
        owner = self.line.forms[end - 1].endswith(("'s", "’s"))
        role, outlet = ((first, first), (first, end)) if owner else self._role_and_outlet(first, end)
        job = self.text(*role) if role[0] < role[1] else None
        paper = None
        if outlet[0] < outlet[1]:
            start, stop = self._span(*outlet)
            stop -= 2 * owner
            paper = " ".join(self.line.text[start:stop].split())
            if owner or job is None or self.is_whole(_OUTLET, *outlet):
                said.affiliations.append((start, stop))
        said.jobs += bool(paper) or self.any_of(_ROLE, *role)
        for index in whose:
            said.tell(index, job, paper)

    def _span(self, first: int, end: int) -> tuple[int, int]:
        """Where an outlet's name stands, without `the` in small letters."""
        start, stop = self.line.span(first, end)
        return start + len("the ") * self.line.text.startswith("the ", start), stop

    def _role_and_outlet(self, first: int, end: int) -> tuple[tuple[int, int], tuple[int, int]]:
        """`Washington Post Staff Writer`: the role is `Staff Writer`; `Special to The Example`: no role at all."""
        if end - first > 1 and (self.kinds[first] & _PAPER or self.line.forms[first].lower() == "at"):
            return (first, first), (self.bare(first + 1, end), end)
        for at in range(end - 2, first, -1):
            if self._names_employer(at, end):
                return (first, at), (self.bare(at + 1, end), end)
        roles = [at for at in range(first, end) if self.kinds[at] & CLASSES["role"]]
        for at in range(roles[0] if roles else end, first, -1):
            if self.lexicon.has("byline.beats", self.text(first, at)):
                break
            if self.is_whole(_OUTLET, first, at):
                return (at, end), (first, at)
        return (first, end), (first, first)

    def _names_employer(self, at: int, end: int) -> bool:
        """`of The Example`, `for Nobody's Paper`, `at the Institute of Rivers`."""
        word, forms = self.line.forms[at], self.line.forms
        if word not in ("of", "for", "at", "with", "to", "from", "in") or self.kinds[end - 1] & CLASSES["role"]:
            return False
        named = self.bare(at + 1, end)
        if self.is_whole(_OUTLET, named, end) or (word in ("at", "for") and forms[named][0].isupper()):
            return True
        return named > at + 1 and all(one[0].isupper() or one == "of" for one in forms[named:end])

    def _takes_outlet(self, segment: Segment) -> bool:
        """An outlet or agency on its own; behind `By`, and with nobody named, it is the collective."""
        said, first, end = self.said, segment.first, segment.end
        special = end - first > 1 and bool(self.kinds[first] & CLASSES["affiliation_after"])
        if special and not (said.authors or " " in self.line.forms[first]):
            special = False
        named = self.bare(first + special, end)
        if not (special and " " in self.line.forms[first]) and not self.is_whole(_LIKE_OUTLET, first + special, end):
            return False
        span = self._span(named, end)
        said.affiliations.append(span)
        said.extras += 1
        said.jobs += 1
        if said.authors:
            for index in range(min(said.group_from, len(said.authors) - 1), len(said.authors)):
                said.tell(index, affiliation=" ".join(self.line.text[slice(*span)].split()))
        elif segment.credit or said.collective:
            self._collect(span, segment.mark in ("and", ",", "/"))
        return True

    def _takes_quoted(self, segment: Segment, following: Segment | None) -> bool:
        """`Иван Лебедев, газета «Приречная правда»`: behind a name, what stands between quotation marks is an outlet."""
        said, first, end = self.said, segment.first, segment.end
        if not said.authors or said.blocked:
            return False
        text = self.text(first, end)
        if following and following.mark in _QUOTES and self.lexicon.has("byline.before_outlet", text):
            return True
        closes = _QUOTES.get(segment.mark)
        if closes is None or end - first > 5 or not text[0].isupper() or self._mark(end) not in tuple(closes):
            return False
        said.affiliations.append(self.line.span(first, end))
        said.extras += 1
        said.jobs += 1
        said.tell(-1, affiliation=text)
        return True

    def _takes_contributor(self, segment: Segment) -> bool:
        """`... and The Associated Press contributed to this report`: so did those who are named before."""
        first, end = segment.first, segment.end
        at = next((at for at in range(first, end) if self.kinds[at] & CLASSES["contributed"]), None)
        if at is None or not self.said.authors or (at > first and not self.is_whole(_LIKE_OUTLET, first, at)):
            return False
        self.said.helped()
        return True

    def _is_place(self, segment: Segment, following: Segment | None) -> bool:
        """A known city, or one with its region behind it: `Great Neck, N.Y.`"""
        first, end = segment.first, segment.end
        if end - first == 1 and self.kinds[first] & CLASSES["city"]:
            return True
        return bool(
            following
            and following.mark == ","
            and following.first < following.end
            and self.lexicon.has("byline.regions", self.line.forms[following.first])
        )

    def _takes_place(self, segment: Segment, place_at: tuple[int, int] | None) -> bool:
        """`Robert Rice, London`; `Thomas Poe, Agdam, Azerbaijan`; `in New York`."""
        said, first, end = self.said, segment.first, segment.end
        if not said.authors or segment.mark not in (",", "/", "\n", "-", "(", "and"):
            return False
        if end - first > 2 and fold(self.line.forms[first]) in _REPORTS:
            first += 1
        if end - first > 1 and self.kinds[first] & CLASSES["place_after"]:
            first += 1
        if not self.is_whole(_PLACE, first, end):
            return False
        start, stop = place_at[0] if place_at else self.line.span(first, end)[0], self.line.span(first, end)[1]
        said.place_at = start, stop
        said.extras += 1
        if place_at or said.authors[-1].place is None:
            said.authors[-1] = attrs.evolve(said.authors[-1], place=self.line.text[start:stop])
        return True
