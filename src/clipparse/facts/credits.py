"""Whom a line names, and as what: writers, who helped, edited or took the pictures, their jobs, papers and places.

The segments of a line are read one after the other: each is a name, a job, an outlet, a place, or nothing known.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import attrs

from clipparse.facts.jobs import LEAD, LIKE_OUTLET, ROLE, job_in, paper_at, unnamed_in
from clipparse.facts.people import begins_with_first_name, name_case, name_end
from clipparse.facts.places import is_city
from clipparse.facts.segments import INSIDE, JOINING, PARTS, CutLine, Segment
from clipparse.facts.signatures import is_thing, signed_in
from clipparse.lexicon import Lexicon, fold
from clipparse.model import Author
from clipparse.rules import rule
from clipparse.tokens import CLASSES

# What is looked at, in characters; a byline with the writer's addresses has about 250.
_READ = 400
_MOST_AUTHORS = 40

_PARTS = {
    **PARTS,
    "of": "<small affiliation_after|small place_after>",
    "reports": "<small core|small label>",
}
_TITLES = rule("{titles}", **_PARTS)
# behind a name: a job, a place or an outlet; not `said on Monday`
_BEHIND_NAME = rule(
    "(?: <-small|role> | (?:{of}|{reports}) .{0,2} <cap|upper|initial|outlet|agency> | .{0,4} <role> ) .*", **_PARTS
)
_PLACE = rule("{capital}{1,3}", **_PARTS)
# `in Rio de Janeiro`
_PLACE_BEHIND = rule("<place_after> (?P<place>{capital} (?:<particle>{0,3} {capital})*)", **_PARTS)
_REPORTS_FROM = rule("(?:(?!<place_after> <cap|upper>) .)+ (?=<place_after> <cap|upper>)")

_QUOTES = {"«": "»", "„": "“”"}  # marks around an outlet's name that no person's nickname has
_BEFORE_DATE = frozenset(("on", "at", "published", "posted", "updated"))  # `By Jane Doe on 13 March`
_REPORTS = ("reports", "reporting")
_PLURAL = ("writers", "reporters", "correspondents", "editors")

_STOP = CLASSES["stop"]


@attrs.define(slots=True)
class Credits:
    """What has been read of a line so far, and in which state its reader is."""

    dated: bool = False
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
    unnamed: bool = False  # nothing but words for unnamed writers
    stopped: bool = False
    credit: str = "author"
    blocked: bool = False  # by something unknown: `By contrast, Jane Doe`
    line_from: int = 0  # how many authors stood on the lines above
    group_from: int = 0  # the authors from here on have no role yet
    place_at: tuple[int, int] | None = None
    in_small_letters: bool = False  # the first name is: `by jane doe and kim roe`

    def tell(self, whose: Iterable[int], role: str | None = None, affiliation: str | None = None) -> None:
        """Give authors a role and an affiliation, where they have none."""
        for index in whose:
            one = self.authors[index]
            self.authors[index] = attrs.evolve(one, role=one.role or role, affiliation=one.affiliation or affiliation)

    def helped(self) -> None:
        """Those who are named on this line did not write, they helped."""
        named = self.authors[self.line_from :]
        self.authors[self.line_from :] = [attrs.evolve(one, credit="additional reporting") for one in named]

    def signed(self, span: tuple[int, int], *, joined: bool) -> None:
        """By unnamed writers, together with those before them."""
        self.collective = (self.collective[0] if self.collective and joined else span[0], span[1])


@lru_cache(maxsize=128)  # a line is read by several stages, and menus say the same again and again
def credits_in(text: str, lexicon: Lexicon, *, known_only: bool = False) -> Credits:
    """Read the segments one after the other; with `known_only`, up to the first that is nothing known.

    >>> words = Lexicon.default()
    >>> found = credits_in("By Jane Doe in Moscow\\nEditing by Kim Roe", words)
    >>> [(one.name, one.credit, one.place) for one in found.authors]
    [('Jane Doe', 'author', 'Moscow'), ('Kim Roe', 'editing', None)]
    """
    line = CutLine(text[:_READ], lexicon)
    reader = _Reader(line)
    said = reader.said
    segments = line.segments()
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


def _settled(authors: list[Author]) -> list[Author]:
    """`Reporting by` names the authors where no byline does; a name credited twice is one author."""
    others = any(one.credit == "author" for one in authors)
    credits = {"reporting": "additional reporting" if others else "author", "writing": "author", "told": "author"}
    found: dict[str, Author] = {}
    for one in authors:
        if one.credit != "none":
            settled = credits.get(one.credit)
            found.setdefault(fold(one.name), attrs.evolve(one, credit=settled) if settled else one)
    return list(found.values())


class _Reader:
    """Adds to `said` what one segment after the other says."""

    def __init__(self, line: CutLine) -> None:
        self.line = line
        self.said = Credits(dated=line.dated)

    def take(self, segment: Segment, following: Segment | None) -> None:
        """Read one segment; `following` is the next."""
        said, line = self.said, self.line
        self._step(segment)
        if segment.address:
            self._address(segment)
            return
        if titles := line.match(_TITLES, segment.first, segment.end):
            segment = attrs.evolve(segment, first=titles.end())
        first, end = segment.first, segment.end
        if first == end:
            return
        if line.kinds[first] & CLASSES["stop_word"] or line.text(first, end) in ("©", "C", "c"):
            said.stopped = True
            return
        place_at, said.place_at = said.place_at, None
        exclaimed = line.kinds[end - 1] & _STOP and line.forms[end - 1] != "."
        known = not exclaimed and (
            self._takes_quoted(segment, following)
            or self._takes_town(segment)
            or self._takes_person(segment, following)
            or self._takes_suffix(segment)
            or self._takes_role(segment)
            or self._takes_outlet(segment)
            or self._takes_place(segment, place_at)
            or self._takes_contributor(segment)
        )
        if not known and not segment.aside:
            said.unknown += 1
            said.small += sum(1 for form in line.forms[first:end] if form[0].islower())
            said.blocked = True

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
        elif mark not in (",", *JOINING) and not (mark == ":" and said.authors):
            said.blocked = False
        if mark == ",with" and said.authors:
            said.credit = "additional reporting"
        if segment.credit:
            if not said.opened and segment.credit == "author" and mark != ",":
                said.small = 0
                said.authors.clear()  # they were words of a headline: `FERRY SINKS - By Jane Doe`
            said.opened, said.blocked, said.credit = True, False, segment.credit
            said.inside = said.inside or (mark == INSIDE and said.unknown > 0)

    def _address(self, segment: Segment) -> None:
        said = self.said
        said.extras += 1
        said.jobs += 1
        if self.line.kinds[segment.first] & CLASSES["email"] and said.authors and said.authors[-1].email is None:
            said.authors[-1] = attrs.evolve(said.authors[-1], email=self.line.forms[segment.first])

    # -- persons --

    def _takes_person(self, segment: Segment, following: Segment | None) -> bool:
        """A name, with a role, an outlet or a place behind it, or with whose writer it is before."""
        first, at = segment.first, self._behind_lead(segment)
        if at == first:
            return self._takes_name(segment, following)
        if self._takes_name(attrs.evolve(segment, first=at, credit=segment.credit or self.said.credit), None):
            self._affiliate(first, at, [len(self.said.authors) - 1])
        else:
            self.said.unknown += 1
        return True

    def _behind_lead(self, segment: Segment) -> int:
        """Where the name begins in `Associated Press writer Jane Doe`; where nothing stands before it, at the first."""
        line, first, end = self.line, segment.first, segment.end
        lead = line.match(LEAD, first, end)
        if lead is None or not name_end(line.tokens, lead.end(), end, line.words):
            return first
        named = segment.credit or self._is_known(lead.end()) or line.any_of(CLASSES["contributed"], first, end)
        return lead.end() if named else first

    def _is_known(self, first: int) -> bool:
        """Does a usual first name stand there?"""
        return begins_with_first_name(self.line.tokens, first, self.line.words)

    def _takes_name(self, segment: Segment, following: Segment | None) -> bool:
        """A segment that begins with a person's name, with a role, an outlet or a place behind it at most."""
        said, line, first, end = self.said, self.line, segment.first, segment.end
        if said.blocked or (segment.aside and not segment.credit and said.credit == "author"):
            return False
        found = signed_in(line, segment, following, small=said.in_small_letters, alone=not said.authors)
        if found is None:
            return False
        rest = line.skip(_STOP | CLASSES["degree"], found.end, end)
        if said.dated and all(fold(one) in _BEFORE_DATE for one in line.forms[rest:end]):
            rest = end
        known, contributed = self._is_known(first), line.any_of(CLASSES["contributed"], rest, end)
        expected = bool(segment.credit) or segment.mark in JOINING or not said.authors
        if not (expected or known or contributed) and (rest < end or self._is_other(segment, following)):
            return False
        if not (known and expected) and is_thing(line, segment, found.end, known=known):
            return False
        behind = rest == end or line.whole(_BEHIND_NAME, rest, end) or (known and self._only_reports(rest, end))
        if not (contributed or behind):
            return False
        if contributed:
            said.credit = "additional reporting"
            if not segment.credit:
                said.helped()
        said.in_small_letters |= found.small
        said.authors.append(Author(found.name, credit=said.credit))
        if rest < end:
            self._take_rest(rest, end)
        return True

    def _is_other(self, segment: Segment, following: Segment | None) -> bool:
        """A town, alone or with its region behind it (`Great Neck, N.Y.`), or a job: no name behind another's."""
        first, end = segment.first, segment.end
        if self.line.any_of(ROLE, first, end) or (end - first == 1 and self.line.kinds[first] & CLASSES["city"]):
            return True
        if following is None or following.mark != "," or following.first == following.end:
            return False
        return self.line.lexicon.has("byline.regions", self.line.forms[following.first])

    def _only_reports(self, first: int, end: int) -> bool:
        """`Jane Doe reports`, and no more."""
        return end - first == 1 and self.line.forms[first] in (*_REPORTS, "writes")

    def _take_rest(self, first: int, end: int) -> None:
        """What stands behind a name in its own segment."""
        said, line = self.said, self.line
        said.extras += 1
        if self._only_reports(first, end):
            return
        if fold(line.forms[first]) in _REPORTS or line.any_of(CLASSES["contributed"], first, end):
            reports = line.match(_REPORTS_FROM, first, end)
            first = reports.end() if reports else first
        place = line.match(_PLACE_BEHIND, first, end)
        town = place and line.kinds[first + 1] & CLASSES["city"]
        if place is None or (not town and line.whole(LIKE_OUTLET, first + 1, end)):
            self._affiliate(first, end, [len(said.authors) - 1])
            return
        start, stop = place.span("place")
        written = line.text(start, stop)
        if line.kinds[stop - 1] & _STOP and not line.kinds[stop - 2] & CLASSES["region"]:
            written = written[:-1]
        if line.forms[first].isupper():
            written = name_case(written, line.lexicon)
        said.authors[-1] = attrs.evolve(said.authors[-1], place=written)
        said.place_at = line.tokens.span(start, stop)

    def _takes_suffix(self, segment: Segment) -> bool:
        """`Albert Roe, Jr.` and `Jane Doe, Ph.D.`"""
        said, line, first = self.said, self.line, segment.first
        if not said.authors or line.skip(_STOP, first + 1, segment.end) < segment.end:
            return False
        if line.kinds[first] & CLASSES["suffix"] and segment.mark == ",":
            name = f"{said.authors[-1].name}, {line.text(first, segment.end)}"
            said.authors[-1] = attrs.evolve(said.authors[-1], name=name)
            return True
        return bool(line.kinds[first] & CLASSES["degree"])

    def _takes_contributor(self, segment: Segment) -> bool:
        """`... and The Associated Press contributed to this report`: so did those who are named before."""
        line, first, end = self.line, segment.first, segment.end
        at = next((at for at in range(first, end) if line.kinds[at] & CLASSES["contributed"]), None)
        if at is None or not self.said.authors or (at > first and not line.whole(LIKE_OUTLET, first, at)):
            return False
        self.said.helped()
        return True

    # -- jobs, outlets, places --

    def _takes_role(self, segment: Segment) -> bool:
        """`Staff Writer`, `Washington Post Staff Writer`, `Staff Reporter of The Example`; unnamed writers, too."""
        said, first, end = self.said, segment.first, segment.end
        if not self.line.any_of(ROLE, first, end):
            return False
        if not said.authors:
            return self._takes_unnamed(segment)
        said.extras += 1
        last = len(said.authors)
        plural = any(fold(one).endswith(_PLURAL) for one in self.line.forms[first:end])
        begin = said.group_from if segment.mark == "\n" or plural else last - 1
        self._affiliate(first, end, range(min(begin, last - 1), last))
        said.group_from = last
        return True

    def _takes_unnamed(self, segment: Segment) -> bool:
        """`Staff and agencies`: writers without a name."""
        said = self.said
        found = unnamed_in(self.line, segment.first, segment.end, opened=bool(segment.credit))
        if found is None:
            return False
        said.signed(found.span, joined=segment.mark in ("and", ",", "with"))
        said.unnamed |= found.plain
        said.affiliations += [found.paper] if found.paper else []
        return True

    def _affiliate(self, first: int, end: int, whose: Iterable[int]) -> None:
        """Give these authors the role and the affiliation that the words state."""
        said = self.said
        found = job_in(self.line, first, end)
        said.affiliations += [found.paper] if found.paper and found.sure else []
        said.jobs += found.paper is not None or self.line.any_of(ROLE, first, end)
        said.tell(whose, found.job, self.line.written(found.paper) if found.paper else None)

    def _take_paper(self, first: int, end: int) -> tuple[int, int]:
        """Count an outlet; where it stands in the text."""
        span = paper_at(self.line, first, end)
        self.said.affiliations.append(span)
        self.said.extras += 1
        self.said.jobs += 1
        return span

    def _takes_outlet(self, segment: Segment) -> bool:
        """An outlet or agency on its own; behind `By`, and with nobody named, it is the collective."""
        said, line, first, end = self.said, self.line, segment.first, segment.end
        special = end - first > 1 and bool(line.kinds[first] & CLASSES["affiliation_after"])
        stated = special and bool(line.kinds[first] & CLASSES["phrase"])  # `Special to The Example`
        first += special and (stated or bool(said.authors))
        if not stated and not line.whole(LIKE_OUTLET, first, end):
            return False
        span = self._take_paper(first, end)
        if said.authors:
            whose = range(min(said.group_from, len(said.authors) - 1), len(said.authors))
            said.tell(whose, affiliation=line.written(span))
        elif segment.credit or said.collective:
            said.signed(span, joined=segment.mark in ("and", ",", "/"))
        return True

    def _takes_quoted(self, segment: Segment, following: Segment | None) -> bool:
        """`Иван Лебедев, газета «Приречная правда»`: behind a name, an outlet in quotation marks."""
        said, line, first, end = self.said, self.line, segment.first, segment.end
        if not said.authors or said.blocked:
            return False
        text = line.text(first, end)
        if following and following.mark in _QUOTES and line.lexicon.has("byline.before_outlet", text):
            return True
        if end - first > 5 or not text[0].isupper() or (line.mark(end) or " ") not in _QUOTES.get(segment.mark, ""):
            return False
        self._take_paper(first, end)
        said.tell([len(said.authors) - 1], affiliation=text)
        return True

    def _takes_town(self, segment: Segment) -> bool:
        """`Ana Souza`, next line `DO RIO`: where it was written, and no other writer."""
        said, line, town = self.said, self.line, segment.first + 1
        of = line.kinds[segment.first] & CLASSES["particle"]
        behind = of and town < segment.end and said.authors and segment.mark in (",", "\n")
        if not (behind and is_city(line.text(town, segment.end), line.lexicon)):
            return False
        said.place_at = line.tokens.span(town, segment.end)
        said.extras += 1
        if said.authors[-1].place is None:
            said.authors[-1] = attrs.evolve(said.authors[-1], place=line.text(town, segment.end))
        return True

    def _takes_place(self, segment: Segment, place_at: tuple[int, int] | None) -> bool:
        """`Robert Rice, London`; `Thomas Poe, Agdam, Azerbaijan`; `in New York`; behind a bar a known town."""
        said, line, first, end = self.said, self.line, segment.first, segment.end
        barred = segment.mark in ("|", "•", "·") and is_city(line.text(first, end), line.lexicon)
        if not said.authors or not (barred or segment.mark in (",", "/", "\n", "-", "(", "and")):
            return False
        first += end - first > 2 and fold(line.forms[first]) in _REPORTS
        first += end - first > 1 and bool(line.kinds[first] & CLASSES["place_after"])
        if not line.whole(_PLACE, first, end):
            return False
        start, stop = line.tokens.span(first, end)
        said.place_at = start, stop = place_at[0] if place_at else start, stop
        said.extras += 1
        if place_at or said.authors[-1].place is None:
            said.authors[-1] = attrs.evolve(said.authors[-1], place=line.tokens.text[start:stop])
        return True
