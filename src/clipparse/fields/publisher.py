"""Where an article was published, and which agency it came from."""

from __future__ import annotations

import re
from itertools import chain

import attrs

from clipparse import lazy
from clipparse.article import Article
from clipparse.edit import squeezed
from clipparse.facts.rights import claims_rights
from clipparse.facts.titles import site_before
from clipparse.facts.unglued import unglued
from clipparse.lexicon import Lexicon
from clipparse.model import Source
from clipparse.page import PhysicalLine
from clipparse.passage import Found, Part, Passage
from clipparse.roles import Role
from clipparse.stages import byline, dateline, source

# `3-6-96. Harbour Herald: "Talks fail"`: whatever it is called, it is the paper
_NAMED_BEFORE = lazy.compile(r"\d[.,:]?\s+([A-Z][\w$&.'’]+(?:\s[A-Z][\w$&.'’]*)*):\s*$")

# A credit among the text is no longer.
_SHORT = 80
_ENDS = 2  # lines
_AROUND_TEXT = (Role.SUBHEAD, Role.CAPTION, Role.STANDFIRST, Role.KICKER, Role.BODY)
# The first words of a text, in which an outlet may be named, and its last ones.
_OPENING, _RIGHTS_WITHIN = 160, 200
_LONGEST_NAME = 6  # words
_WORD = lazy.compile(r"\S+")
# `From the Gazette (12 Nov 94), re: ...`; `According to the Gazette, "...`
_INTRODUCED = lazy.compile(
    r"[\"“(*\s-]{0,4}(?:[Ff]rom|FROM|[Vv]ia|[Aa]ccording to|[Aa]s reported (?:by|in)|[Ii]n)\s(?:the\s)?"
    r"(?P<name>[A-Z][\w.&'’!-]{0,24}(?:\s[\w.&'’!-]{1,24}){0,5}?)\s?[,:(]"
)
# `The Age , "The United ...`
_QUOTED_BEHIND = lazy.compile(r"(?P<name>[A-Z][\w.&'’!-]{0,24}(?:\s[\w.&'’!-]{1,24}){0,5}?)\s?[,:]\s{1,3}[\"“]")
_IN_BRACKETS = lazy.compile(
    r"[(\[](?:(?:via|thanks to|source:|from)|courtesy(?: of)?)\s(?:the\s)?(?P<name>[A-Z][^()\[\]\n]{1,40})[)\]]",
    re.IGNORECASE,
)
_RIGHTS = lazy.compile(r"\W{0,3}(?:[Cc]opyright|COPYRIGHT|©)\W{0,4}(?:\([Cc]\)\s)?\s?(?:(?:19|20)\d\d,?\s)?(?:by\s)?")
_RIGHTS_INSIDE = lazy.compile(r"(?:[Cc]opyright|COPYRIGHT|©)\s")
# An agency with which a text opens, and what tells that it is a credit: a label, a day, or the town in capitals.
_AGENCY_OPENS = lazy.compile(
    r"(?P<name>(?:The\s)?[A-Z][A-Za-z]{1,14}(?:\s[A-Z][A-Za-z-]{2,14}){0,3}?)"
    r"(?=[\s,|–—-]{1,3}(?:Posted|Updated|Published|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|[A-Z]{4,}\b))"
)
# `Harbour Gazette BOSTON, Mass. - (AP) - The ...`
_PLACE_BEHIND = lazy.compile(r"(?:[A-Z][\w&'’]{1,20}\s){2,5}[A-Z]{4,}[A-Z ]{0,20}(?:,[^-–—]{2,30})?\s?[-–—]")


# --- the outlet


def outlet_beside_the_headline(article: Article) -> Found | None:
    """`11-11-96. NYT: Talks fail`, `Talks fail - The Gazette`, `Talks fail (Gazette, 3 May)`."""
    for part in article.beside_titles:
        if name := _name_beside(part, article.known.lexicon):
            return Found(Source(name, None, part.said), part.spans)
    return None


def _name_beside(part: Part, lexicon: Lexicon) -> str | None:
    if not part.start and (site := site_before(part.passage.text, lexicon)):
        return site
    found = source.outlet_behind(part.passage.text, lexicon) if part.start else None
    if found := found or _behind_the_names(source.outlet_in(part.said, lexicon), part.said, lexicon):
        return found[0]
    named = None if part.start else _NAMED_BEFORE.search(part.text)
    return named[1] if named else None


def outlet_on_a_credit_line(article: Article) -> Found | None:
    """`The Gazette`, `Published in The Gazette, page 3`; what only stands alone on such a line may be anything."""
    named = _first_named(article)
    if named is None or article.known.is_agency(named[1].name):
        return None
    sure = next((one for one in article.credits if one[1].name and _is_sure(one, article.known.lexicon)), None)
    return _with_link(article, *(sure or named)) if sure or not article.filed else None


def _is_sure(credit: tuple[Passage, Source], lexicon: Lexicon) -> bool:
    """Is the name an outlet's to us, by its shape or by how it is introduced, or by the link beside it?"""
    passage, said = credit
    return said.url is not None or source.outlet_in(passage.text.replace("\n", " "), lexicon) is not None


def outlet_on_a_dateline(article: Article) -> Found | None:
    """`The Gazette, 3 May 1994`."""
    for one in (*article.filed, *(Passage(Role.SOURCE, None, [line]) for line in article.credits_in_titles)):
        if name := _named_on(one.text, article.known.lexicon):
            return _with_link(article, one, Source(name, None, squeezed(one.text)))
    return None


def _named_on(text: str, lexicon: Lexicon) -> str | None:
    text = unglued(text, lexicon)
    found = _behind_the_names(source.outlet_in(text, lexicon), text, lexicon)
    return found[0] if found else None


def outlet_of_the_writer(article: Article) -> Found | None:
    """`By Ann Lee, The Gazette`; an agency that is credited on its own would stand there, too."""
    for one in article.of(Role.BYLINE) if _first_named(article) is None else ():
        if name := _affiliation(one.text, article.known.lexicon):
            return _with_link(article, one, Source(_as_filed(name, article), None, squeezed(one.text)))
    return None


def _affiliation(text: str, lexicon: Lexicon) -> str | None:
    if ends := byline.outlet_before_names(text, lexicon):
        return text[:ends].split("/")[0]
    text = unglued(text, lexicon)
    found = byline.affiliation_of(text, lexicon)
    whole = _behind_the_names(source.outlet_in(text, lexicon), text, lexicon)
    # `The Globe and Mail` is more than one name to a byline
    if found is None or (whole and "\n" not in whole[0] and whole[1] <= found[1] and found[2] <= whole[2]):
        found = whole or found
    return (source.agency_as_written(found[0], lexicon) or found[0]) if found else None


def _behind_the_names(found: tuple[str, int, int] | None, text: str, lexicon: Lexicon) -> tuple[str, int, int] | None:
    """`Ann Lee Times Staff Writer`: the outlet does not begin with its writer's name."""
    signed = byline.read(text, lexicon) if found else None
    if found is None or signed is None:
        return found
    name, _start, end = found
    for one in signed.authors:
        at = name.casefold().rfind(one.name.casefold())
        rest = name[at + len(one.name) :].lstrip(" ,\n-") if at >= 0 else ""
        if rest:
            return rest, end - len(rest), end
    return found


def agency_or_link_on_a_credit_line(article: Article) -> Found | None:
    """Where the lines name no outlet."""
    best = _first_named(article) or _first_linked(article)
    if best is None:
        return None
    passage, said = best
    if said.name and claims_rights(passage.text):
        said = attrs.evolve(said, name=_as_filed(said.name, article))
    return _with_link(article, passage, said)


def _as_filed(name: str, article: Article) -> str:
    """`AP`, where the dateline has it so, though a byline or a claim of rights has the agency's name in full."""
    agency = source.agency_of(name, article.known.lexicon)
    return agency if agency and any(one.reading.dateline.agency == agency for one in article.datelines) else name


def _first_named(article: Article) -> tuple[Passage, Source] | None:
    return next(((one, found) for one, found in article.credits if found.name), None)


def _first_linked(article: Article) -> tuple[Passage, Source] | None:
    return next(((one, found) for one, found in article.credits if found.url), None)


def _with_link(article: Article, passage: Passage, found: Source) -> Found:
    """The article's link belongs to its source, on whichever line it stands."""
    linked = _first_linked(article)
    if linked is None:
        return Found(found, tuple(sorted(set(passage.spans))))
    spans = {*passage.spans, *linked[0].spans}
    return Found(attrs.evolve(found, url=found.url or linked[1].url), tuple(sorted(spans)))


def outlet_in_the_closing_credit(article: Article) -> Found | None:
    """`... he said. (Northfield Post 8 Jun 94)`."""
    closing = article.closing
    if closing is None or not closing.outlet:
        return None
    return Found(Source(closing.outlet, None, squeezed(closing.part.text)), closing.part.spans)


def outlet_in_the_opening(article: Article) -> Found | None:
    """`Harbour Post: The ...`, `BOSTON (CNN) -- The ...`, `According to the Post, "the ..."`."""
    opening, lexicon = article.opening, article.known.lexicon
    if opening is None:
        return None
    found = (
        source.credit_before_text(opening.text, lexicon)
        or dateline.outlet_of_head(opening.text, lexicon)
        or _named_before_the_text(opening.text, lexicon)
    )
    return Found(Source(found[0], None, found[0]), opening.part(found[1], found[2])) if found else None


def _named_before_the_text(text: str, lexicon: Lexicon) -> tuple[str, int, int] | None:
    """An outlet that we know, in the first words: introduced, with quoted words behind it, or claiming its rights."""
    head = text[:_OPENING].replace("\n", " ")
    if opens := _INTRODUCED.match(head) or _QUOTED_BEHIND.match(head):
        found = source.outlet_in(opens["name"], lexicon)
        if found and lexicon.outlet(found[0]) and found[2] == len(opens["name"].rstrip()):
            return found[0], opens.start("name") + found[1], opens.start("name") + found[2]
    if (rights := _RIGHTS.match(head)) and (found := source.outlet_in(head[rights.end() :], lexicon)):
        return found[0], rights.end() + found[1], rights.end() + found[2]
    return _known_at(head, 0, lexicon) if _PLACE_BEHIND.match(head) else None


def _known_at(text: str, start: int, lexicon: Lexicon) -> tuple[str, int, int] | None:
    """The longest name of an outlet that begins right there."""
    ends = [one.end() for one in _WORD.finditer(text, start)][:_LONGEST_NAME]
    for end in reversed(ends):
        name = text[start:end].rstrip(" ,.:")
        if lexicon.outlet(name) and not lexicon.has("source.ambiguous", name):
            return name, start, start + len(name)
    return None


def outlet_on_a_line_of_the_text(article: Article) -> Found | None:
    """`Article from The Gazette`, `AP via The Gazette`: a short line at either end of the text, by itself a credit."""
    lexicon = article.known.lexicon
    for line in _at_the_ends(article):
        text = line.content
        if len(text) > _SHORT or _runs_on(article, line) or not source.recognise(text, lexicon):
            continue
        found = source.outlet_in(text, lexicon)
        if found and lexicon.outlet(found[0]):
            return Found(Source(found[0], None, squeezed(text)), (line.content_span,))
    return None


def _at_the_ends(article: Article) -> list[PhysicalLine]:
    """The first and the last lines of what is no credit."""
    lines = [line for one in article.passages if one.role in _AROUND_TEXT for line in one.lines]
    return lines[:_ENDS] + lines[max(_ENDS, len(lines) - _ENDS) :]


def _runs_on(article: Article, line: PhysicalLine) -> bool:
    """A link inside a sentence often has a line of its own: the next one goes on in small letters."""
    below = article.known.page.lines[line.index + 1 : line.index + 2]
    return bool(below) and below[0].content[:1].islower()


def outlet_in_brackets(article: Article) -> Found | None:
    """`Storm facts (courtesy MSNBC.com) Just in time for ...`: in the text's first words, or in its last ones."""
    opening, lexicon = article.opening, article.known.lexicon
    closing = article.of(Role.BODY)[-1:]
    for one, start, end in (
        *((one, 0, _OPENING) for one in (opening,) if one),
        *((one, max(0, len(one.text) - _RIGHTS_WITHIN), len(one.text)) for one in closing),
    ):
        for brackets in _IN_BRACKETS.finditer(one.text, start, end):
            found = source.outlet_in(brackets["name"], lexicon)
            if found and found[1] == 0:
                begins = brackets.start("name")
                return Found(Source(found[0], None, brackets[0]), one.part(begins, begins + found[2]))
    return None


def outlet_that_claims_rights(article: Article) -> Found | None:
    """`... he said. Copyright 2004 The Gazette`: at the end of the text."""
    for one in article.of(Role.BODY)[-1:]:
        begins = max(0, len(one.text) - _RIGHTS_WITHIN)
        for rights in list(_RIGHTS_INSIDE.finditer(one.text, begins))[-1:]:
            if found := source.outlet_in(one.text[rights.start() :], article.known.lexicon):
                start, end = rights.start() + found[1], rights.start() + found[2]
                return Found(Source(found[0], None, found[0]), one.part(start, end))
    return None


def outlet_behind_the_names(article: Article) -> Found | None:
    """`By Ann Lee, special for The Gazette BOSTON - The storm`."""
    head = article.run_together
    found = source.outlet_in(head.credits.text, article.known.lexicon) if head and head.filed else None
    if head is None or found is None:
        return None
    part = attrs.evolve(head.credits, start=head.credits.start + found[1], end=head.credits.start + found[2])
    return Found(Source(found[0], None, squeezed(head.credits.text)), part.spans)


# --- the agency


def agency_behind_the_headline(article: Article) -> Found | None:
    """`Talks fail (Reuters)`."""
    return next((found for one in article.behind_titles if (found := _agency(article, one))), None)


def agency_of_a_dateline(article: Article) -> Found | None:
    """`BOSTON (Reuters) - The ...`."""
    read = ((one.reading.dateline.agency, one) for one in article.datelines)
    return next((Found(agency, one.part.spans) for agency, one in read if agency), None)


def agency_on_a_credit_line(article: Article) -> Found | None:
    """`By Ann Lee, Associated Press Writer`; whose a picture is does not count."""
    lines = chain(article.of(Role.BYLINE), article.filed, article.of(Role.SOURCE))
    for one in lines:
        if not source.credits_picture(one.text) and (found := _agency(article, Part(one, 0, len(one.text)))):
            return found
    return None


def agency_behind_the_names(article: Article) -> Found | None:
    """`By ANN LEE BOSTON, Aug. 1 (AP) - The storm`, `By Associated Press May 3, 2004 BOSTON - The storm`."""
    head = article.run_together
    if head is None:
        return None
    agency = head.filed.reading.dateline.agency if head.filed else None
    return Found(agency, head.filed.part.spans) if head.filed and agency else _agency(article, head.credits)


def agency_before_the_text(article: Article) -> Found | None:
    """`Associated Press Updated: July 1, 2004 HARBOUR CITY - The storm`."""
    opening, lexicon = article.opening, article.known.lexicon
    opens = _AGENCY_OPENS.match(unglued(opening.text[:_OPENING], lexicon)) if opening else None
    agency = source.agency_of(opens["name"], lexicon) if opens else None
    if opening is None or opens is None or agency is None:
        return None
    return Found(agency, opening.part(*opens.span("name")))


def _agency(article: Article, part: Part) -> Found | None:
    lexicon = article.known.lexicon
    text = unglued(part.text, lexicon)
    name = source.agency_of(text, lexicon)
    if name is None and part.passage.role is Role.BYLINE:  # `AP Ann Lee`
        name = source.agency_of(text[: byline.outlet_before_names(text, lexicon)], lexicon)
    return Found(name, part.spans) if name else None
