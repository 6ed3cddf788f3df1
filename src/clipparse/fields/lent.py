"""What an article's own lines leave out and the page around them states."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest

import attrs

from clipparse import lazy
from clipparse.article import Article, Known
from clipparse.edit import squeezed
from clipparse.facts.named import Named, names
from clipparse.facts.outlets import AGENCY
from clipparse.facts.people import has_first_name, is_person
from clipparse.facts.titles import title_in, title_of_post
from clipparse.lexicon import Lexicon
from clipparse.model import Author, Byline, Clipping, Source
from clipparse.page import PhysicalLine, Span
from clipparse.passage import Found, Part, Passage
from clipparse.roles import Role
from clipparse.stages import byline, source

# A remark that leads to a text ends so, and names the outlet within so many characters.
_LEADS_ON = (":", ": ", "...", "…")
_LEADS_WITHIN = 200
# Words of a title that come back in the article's text.
_LONG_WORD = lazy.compile(r"[^\W\d_]{4,40}")
_FEWEST_WORDS, _MOST_OF = 3, 0.6
# Of any other remark the last sentences count, within so many characters.
_TOLD_WITHIN, _SENTENCES = 400, 3
_SENTENCE_ENDS = lazy.compile(r"(?<=[.!?])[\"”’')]{0,3}\s+(?=[A-Z\"“*(])")
# `CNN's report`; `Says CNN:`
_OWNER = lazy.compile(r"(?<=\w)['’]s(?=\s)|(?<=s)['’](?=\s[a-z])")
_VERB_FIRST = lazy.compile(r"\W{0,3}(?:[Ss]ays|[Ss]aid|[Rr]eports|[Ww]rites|[Ff]rom|[Vv]ia|[Pp]er)\s")
# `Ann Lee writes`, `Ann Lee recently summed it up in the Gazette`, `Ann Lee's column`
_NAME = r"(?P<name>[A-Z][\w’'-]{1,20}(?:\s[A-Z]\.)?(?:\s[A-Z][\w’-]{1,20}){1,2})"
_PIECE = r"(?:article|piece|column|essay|op-?ed|story|editorial|report|review|analysis|interview|dispatch|excerpt)"
_WRITES = lazy.compile(
    rf"{_NAME}(?:['’]s\s(?:\w{{1,12}}\s)?{_PIECE}\b"
    rf"|,?\s(?:\w{{1,10}}\s)?(?:writes|wrote|opines|has (?:an?|this) (?:\w{{1,12}}\s)?{_PIECE})\b"
    rf"|\s(?:recently\s)?(?:summed|sums|put|puts) it\b|\s(?:in|of) (?:the|today['’]s) (?=[A-Z]))"
)
_WRITTEN_BY = lazy.compile(rf"\b(?:{_PIECE}|this|this one|one|it|written)\s(?:\w{{1,12}}\s)?by\s{_NAME}")
_WRITER_SENTENCES = 2
_MARK = lazy.compile(r"[-–—|:»>(]")  # what parts a title from its site
_IS_OR_WRITES = lazy.compile(r",?\s(?:is|was|writes|covers|reports|edits)\s")
# A byline outside of the article: it opens with `By`, in any language, or says `Author:`.
_SIGNED = lazy.compile(r"\W{0,3}(?:by|von|par|por|di|door|author|auteur|autore?|autorin)\b:?\s", re.IGNORECASE)
_LONGEST_SIGNED = 80
# A title among the blogger's words stands so many lines off at the most, and is so long.
# Articles that make a digest, the lines at its top, and what calls it an issue.
_DIGEST, _TOP = 3, 12
_ISSUE = lazy.compile(r"\b(?:newsletter|update|digest|bulletin|issue|edition|weekly|daily|alert)\b", re.IGNORECASE)
_NEARBY, _SHORTEST, _LONGEST = 12, 12, 200


@attrs.frozen(slots=True)
class Around:
    """Where an article stands: under which title, below which line, alone in its post or not.

    `lead` is the article above whose first line introduces this one, too: `8-2-96. WaJo:`.
    """

    known: Known
    above: PhysicalLine | None
    alone: bool
    title: Passage | None
    lead: Clipping | None
    remark: Passage | None
    nearby: Sequence[PhysicalLine] = ()
    masthead: Passage | None = None
    ending: Sequence[PhysicalLine] = ()


def masthead(known: Known, articles: int) -> Passage | None:
    """Above all of several articles, the line with outlet and day: `The Gazette's Weekly Update May 3, 2004`."""
    if articles < _DIGEST:
        return None
    for line in known.page.lines[:_TOP]:
        if known.lines[line.index].role.of_clipping:
            return None
        text = line.content
        if (
            len(text) <= _LONGEST
            and _ISSUE.search(text)
            and known.dates(text)
            and source.outlet_in(text, known.lexicon)
        ):
            return Passage(Role.FURNITURE, None, [line])
    return None


def date_of_the_issue(clipping: Clipping, around: Around) -> Found | None:
    """Of a newsletter that holds several articles."""
    issue = around.masthead
    if issue is None or clipping.published is not None:
        return None
    found = around.known.first_date(Part(issue, 0, len(issue.text)))
    return Found(found.value.date, found.spans) if found else None


def lines_nearby(article: Article) -> list[PhysicalLine]:
    """The short lines around an article that are no article's, the nearest ones first, below and above in turn."""
    lines, known = article.known.page.lines, article.known
    first, behind = article.passages[0].lines[0].index, article.passages[-1].lines[-1].index + 1
    below = _own_lines(lines[behind : behind + _NEARBY], known)
    above = _own_lines(lines[max(0, first - _NEARBY) : first][::-1], known)
    return [one for pair in zip_longest(above, below) for one in pair if one is not None]


def _own_lines(lines: Sequence[PhysicalLine], known: Known) -> Iterator[PhysicalLine]:
    for line in lines:
        role = known.lines[line.index].role
        if role.of_clipping:
            return
        if _SHORTEST <= len(line.content) <= _LONGEST:
            yield line


def _titled_nearby(clipping: Clipping, around: Around) -> tuple[Part, Part] | None:
    """The line near the article that names an outlet and a title whose words come back in it: both, in this order."""
    lexicon = around.known.lexicon
    for line in around.nearby:
        if _MARK.search(line.content) is None:
            continue
        one = Passage(Role.COMMENTARY, None, [line])
        start, end = title_in(one.text, lexicon)
        title = Part(one, start, end)
        sides = (Part(one, 0, start), Part(one, end, len(one.text)))
        named = next((side for side in sides if side.text.strip() and source.outlet_in(side.said, lexicon)), None)
        if named and title.text.count(" ") > 1 and _comes_back(title.text, clipping.text):
            return named, title
    return None


def title_on_a_line_nearby(clipping: Clipping, around: Around) -> Found | None:
    """`Yahoo! News - Storm closes schools`, among the blogger's words, where the text has these words."""
    near = _titled_nearby(clipping, around) if clipping.headline is None else None
    return Found(squeezed(near[1].text), near[1].spans) if near else None


def outlet_on_a_line_nearby(clipping: Clipping, around: Around) -> Found | None:
    """The outlet beside that title."""
    if clipping.source and not _is_only_agency(clipping.source, around.known):
        return None
    near = _titled_nearby(clipping, around)
    found = source.outlet_in(near[0].said, around.known.lexicon) if near else None
    return Found(Source(found[0], None, near[0].said), near[0].spans) if near and found else None


def date_on_a_line_nearby(clipping: Clipping, around: Around) -> Found | None:
    """The date beside that title."""
    near = _titled_nearby(clipping, around) if clipping.published is None else None
    found = (
        around.known.first_date(attrs.evolve(near[1], start=near[1].end, end=len(near[1].passage.text)))
        if near
        else None
    )
    return Found(found.value.date, found.spans) if found else None


def title_of_the_post(clipping: Clipping, around: Around) -> Found | None:
    """Of a post that is one article without a headline; where the blogger speaks first, if the text has its words."""
    title = around.title
    if title is None or not around.alone or clipping.headline is not None:
        return None
    if around.remark and not _comes_back(title.text, clipping.text):
        return None
    part = _in_title(title, around.known.lexicon)
    return Found(squeezed(part.text), part.spans)


def _in_title(title: Passage, lexicon: Lexicon) -> Part:
    """Where a post's title holds the headline."""
    start, end = title_of_post(title.text)
    if start < end:
        inner = title_in(title.text[start:end], lexicon)
        start, end = start + inner[0], start + inner[1]
    return Part(title, start, end)


def _beside_title(clipping: Clipping, around: Around) -> list[Part]:
    """What stands before and behind the headline, where the post's title is the article's."""
    title = around.title
    if title is None or "headline" not in clipping.spans:
        return []
    part = _in_title(title, around.known.lexicon)
    if clipping.spans["headline"] != part.spans:
        return []
    sides = (Part(title, 0, part.start), Part(title, part.end, len(title.text)))
    return [one for one in sides if one.text.strip()]


def names_behind_the_title(clipping: Clipping, around: Around) -> Found | None:
    """`Storm closes schools By Ann Lee`, where that is the post's title."""
    if clipping.byline and (clipping.byline.authors or clipping.byline.collective):
        return None
    for part in _beside_title(clipping, around):
        signed = byline.read(part.said, around.known.lexicon) if part.start else None
        if signed and any(has_first_name(one.name, around.known.lexicon) for one in signed.authors):
            return Found(signed, part.spans)
    return None


def outlet_beside_the_title(clipping: Clipping, around: Around) -> Found | None:
    """`Yahoo! News - Storm closes schools`, where that is the post's title."""
    if clipping.source and not _is_only_agency(clipping.source, around.known):
        return None
    for part in _beside_title(clipping, around):
        if found := source.outlet_in(part.said, around.known.lexicon):
            return Found(Source(found[0], None, part.said), part.spans)
    return None


def date_beside_the_title(clipping: Clipping, around: Around) -> Found | None:
    """`Storm closes schools Wed Oct 29, 6:14 PM ET`, where that is the post's title."""
    if clipping.published is not None:
        return None
    dates = (around.known.first_date(one) for one in _beside_title(clipping, around))
    found = next(filter(None, dates), None)
    return Found(found.value.date, found.spans) if found else None


def names_on_a_line_nearby(clipping: Clipping, around: Around) -> Found | None:
    """`By Ann Lee`, on a line of the page that is taken for no article's, where it holds one."""
    if clipping.byline or not around.alone:
        return None
    lexicon = around.known.lexicon
    for line in around.nearby:
        text = line.content
        if len(text) > _LONGEST_SIGNED or around.known.lines[line.index].role in (Role.COMMENT, Role.POST_BYLINE):
            continue
        signed = byline.recognise(text, lexicon) if _SIGNED.match(text) else None
        if signed and signed.authors and all(is_person(one.name, lexicon) for one in signed.authors):
            return Found(signed, (line.content_span,))
    return None


def writer_told_above(clipping: Clipping, around: Around) -> Found | None:
    """`Ann Lee writes:`, `I found this one by Ann Lee:`: in the last sentences of the remark above."""
    remark, lexicon = around.remark, around.known.lexicon
    if clipping.byline or remark is None:
        return None
    for start, end in list(_last_sentences(remark.text))[:_WRITER_SENTENCES]:
        sentence = remark.text[start:end].replace("\n", " ")
        for told in (*_WRITES.finditer(sentence), *_WRITTEN_BY.finditer(sentence)):
            name = told["name"]
            if has_first_name(name, lexicon) and is_person(name, lexicon) and not lexicon.outlet(name):
                signed = Byline(name, (Author(name),))
                return Found(signed, remark.part(start + told.start("name"), start + told.end("name")))
    return None


def _comes_back(title: str, text: str) -> bool:
    """Does the text have most of a title's longer words?"""
    words = {word.casefold() for word in _LONG_WORD.findall(title)}
    said = {word.casefold() for word in _LONG_WORD.findall(text)}
    return len(words) >= _FEWEST_WORDS and len(words & said) >= _MOST_OF * len(words)


def site_of_the_page(clipping: Clipping, around: Around) -> Found | None:
    """Of a page that holds one article; it has published what an agency wrote."""
    if not around.alone or (clipping.source and not _is_only_agency(clipping.source, around.known)):
        return None
    found = source.site_of(around.known.page, around.known.lexicon, clipping.headline)
    return Found(Source(found[0], None, found[0]), (found[1],)) if found else None


def _is_only_agency(credit: Source, known: Known) -> bool:
    return not credit.url and known.is_agency(credit.name)


def agency_itself(clipping: Clipping, around: Around) -> Found | None:
    """Where nobody else is named, as the dateline has it, or else as it is written; a link to nobody we know stays."""
    agency, credit = clipping.agency, clipping.source
    if agency is None or (credit and credit.name):
        return None
    if clipping.dateline is None or clipping.dateline.agency != agency:
        said = " ".join(span.of(around.known.page.text) for span in clipping.spans["agency"])
        agency = source.agency_as_written(said, around.known.lexicon) or agency
    if credit is None:
        return Found(Source(agency, None, agency), clipping.spans["agency"])
    spans = {*clipping.spans["source"], *clipping.spans["agency"]}
    return Found(attrs.evolve(credit, name=agency), tuple(sorted(spans)))


def outlet_of_the_lead(clipping: Clipping, around: Around) -> Found | None:
    """`8-2-96. WaJo:` counts until another credit stands, or the blogger speaks."""
    lead = around.lead
    return Found(lead.source, lead.spans["source"]) if lead and lead.source and clipping.source is None else None


def date_of_the_lead(clipping: Clipping, around: Around) -> Found | None:
    """The same of its date."""
    lead = around.lead
    if lead is None or lead.published is None or clipping.published is not None:
        return None
    return Found(lead.published, lead.spans["published"])


def outlet_in_the_remark_above(clipping: Clipping, around: Around) -> Found | None:
    """`The Post has this:`."""
    above, known = around.above, around.known
    if clipping.source or above is None or known.lines[above.index].role is not Role.COMMENTARY:
        return None
    tail = max(0, len(above.content) - _LEADS_WITHIN)
    found = source.outlet_in(above.content[tail:], known.lexicon) if above.content.endswith(_LEADS_ON) else None
    if found is None:
        return None
    begins = above.content_span.start + tail
    return Found(Source(found[0], None, found[0]), (Span(begins + found[1], begins + found[2]),))


def outlet_told_above(clipping: Clipping, around: Around) -> Found | None:
    """`I found this in The Gazette. Read it!`: one that we know, in the last sentences of the remark above."""
    remark = around.remark
    if clipping.source or remark is None:
        return None
    found = next((one for one in _told(remark, around.known.lexicon) if one.worth != AGENCY), None)
    if found is None:
        return None
    name = squeezed(found.of(remark.text))
    return Found(Source(name, None, name), remark.part(found.start, found.end))


def outlet_of_the_biography(clipping: Clipping, around: Around) -> Found | None:
    """`Ann Lee is Slate's film critic.`, below the text that Ann Lee wrote."""
    if clipping.source or clipping.byline is None:
        return None
    lexicon = around.known.lexicon
    for line in around.ending:
        text = line.content[:_LONGEST]
        writer = next((one.name for one in clipping.byline.authors if text.startswith(one.name)), None)
        tells = _IS_OR_WRITES.match(text, len(writer)) if writer else None
        named = max(_named_in(text[tells.end() :], lexicon), key=lambda one: one.worth, default=None) if tells else None
        if tells and named and named.worth != AGENCY:
            start = tells.end() + named.start
            name = text[start : tells.end() + named.end]
            begins = line.content_start + start
            return Found(Source(name, None, name), (Span(begins, begins + len(name)),))
    return None


def agency_told_above(clipping: Clipping, around: Around) -> Found | None:
    """`As an AP story tells it.`, where neither an outlet nor an agency is credited."""
    remark, lexicon = around.remark, around.known.lexicon
    if clipping.source or clipping.agency or remark is None:
        return None
    found = next(_told(remark, lexicon), None)
    if found is None or found.worth != AGENCY:
        return None
    return Found(source.agency_of(found.of(remark.text), lexicon), remark.part(found.start, found.end))


def _told(remark: Passage, lexicon: Lexicon) -> Iterator[Named]:
    """The outlets and agencies that the last sentences of a remark name, the last sentence first."""
    text = remark.text
    for start, end in _last_sentences(text):
        sentence = text[start:end].replace("\n", " ")
        for one in sorted(_named_in(sentence, lexicon), key=lambda one: (-one.worth, one.start)):
            yield attrs.evolve(one, start=start + one.start, end=start + one.end)


def _last_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where they stand, the last one first."""
    begins = max(0, len(text) - _TOLD_WITHIN)
    cuts = [begins, *(one.end() for one in _SENTENCE_ENDS.finditer(text, begins)), len(text)]
    sentences = [(start, end) for start, end in pairwise(cuts) if text[start:end].strip()]
    yield from sentences[: -_SENTENCES - 1 : -1]


def _named_in(sentence: str, lexicon: Lexicon) -> Iterator[Named]:
    """Those that we know; also as whose it is (`CNN's`), behind a verb (`Says CNN`), and in an address."""
    found = [one for one in names(sentence, lexicon) if _is_known(one, sentence, lexicon)]
    yield from found
    if _OWNER.search(sentence) or _VERB_FIRST.match(sentence):
        bare = _VERB_FIRST.sub(_blanked, _OWNER.sub(" ,", sentence), count=1)
        places = {(one.start, one.end) for one in found}
        for one in names(bare, lexicon):
            if _is_known(one, bare, lexicon) and not any(start <= one.start < end for start, end in places):
                yield one


def _blanked(found: re.Match[str]) -> str:
    return " " * (len(found[0]) - 1) + ","


def _is_known(named: Named, text: str, lexicon: Lexicon) -> bool:
    return named.worth == AGENCY or lexicon.outlet(named.of(text)) is not None
