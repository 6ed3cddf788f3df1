"""Where an article was published, and which agency it came from."""

from __future__ import annotations

from itertools import chain

import attrs

from clipparse import lazy
from clipparse.article import Article
from clipparse.edit import squeezed
from clipparse.lexicon import Lexicon
from clipparse.model import Source
from clipparse.passage import Found, Part, Passage
from clipparse.roles import Role
from clipparse.stages import byline, dateline, source

# `3-6-96. Harbour Herald: "Talks fail"`: whatever it is called, it is the paper
_NAMED_BEFORE = lazy.compile(r"\d[.,:]?\s+([A-Z][\w$&.'’]+(?:\s[A-Z][\w$&.'’]*)*):\s*$")


# --- the outlet


def outlet_beside_the_headline(article: Article) -> Found | None:
    """`11-11-96. NYT: Talks fail`, `Talks fail - The Gazette`, `Talks fail (Gazette, 3 May)`."""
    for part in article.beside_titles:
        if name := _name_beside(part, article.known.lexicon):
            return Found(Source(name, None, part.said), part.spans)
    return None


def _name_beside(part: Part, lexicon: Lexicon) -> str | None:
    found = source.outlet_behind(part.passage.text, lexicon) if part.start else None
    if found := found or source.outlet_in(part.said, lexicon):
        return found[0]
    named = None if part.start else _NAMED_BEFORE.search(part.text)
    return named[1] if named else None


def outlet_on_a_credit_line(article: Article) -> Found | None:
    """`The Gazette`, `Published in The Gazette, page 3`."""
    named = _first_named(article)
    return _with_link(article, *named) if named and not article.known.is_agency(named[1].name) else None


def outlet_on_a_dateline(article: Article) -> Found | None:
    """`The Gazette, 3 May 1994`."""
    for one in article.filed:
        if found := source.outlet_in(one.text, article.known.lexicon):
            return _with_link(article, one, Source(found[0], None, squeezed(one.text)))
    return None


def outlet_of_the_writer(article: Article) -> Found | None:
    """`By Ann Lee, The Gazette`; an agency that is credited on its own would stand there, too."""
    for one in article.of(Role.BYLINE) if _first_named(article) is None else ():
        if name := _affiliation(one.text, article.known.lexicon):
            return _with_link(article, one, Source(name, None, squeezed(one.text)))
    return None


def _affiliation(text: str, lexicon: Lexicon) -> str | None:
    if ends := byline.outlet_before_names(text, lexicon):
        return text[:ends]
    found = byline.affiliation_of(text, lexicon)
    whole = source.outlet_in(text, lexicon)
    # `The Globe and Mail` is more than one name to a byline
    if found is None or (whole and "\n" not in whole[0] and whole[1] <= found[1] and found[2] <= whole[2]):
        found = whole or found
    return (source.agency_of(found[0], lexicon) or found[0]) if found else None


def agency_or_link_on_a_credit_line(article: Article) -> Found | None:
    """Where the lines name no outlet."""
    best = _first_named(article) or _first_linked(article)
    return _with_link(article, *best) if best else None


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
    """`Harbour Post: The ...`, `BOSTON (CNN) -- The ...`."""
    opening, lexicon = article.opening, article.known.lexicon
    if opening is None:
        return None
    found = source.credit_before_text(opening.text, lexicon) or dateline.outlet_of_head(opening.text, lexicon)
    return Found(Source(found[0], None, found[0]), opening.part(found[1], found[2])) if found else None


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


def _agency(article: Article, part: Part) -> Found | None:
    name = source.agency_of(part.text, article.known.lexicon)
    return Found(name, part.spans) if name else None
