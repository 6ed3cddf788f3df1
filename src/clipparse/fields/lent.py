"""What an article's own lines leave out and the page around them states."""

from __future__ import annotations

import attrs

from clipparse.article import Known
from clipparse.edit import squeezed
from clipparse.model import Clipping, Source
from clipparse.page import PhysicalLine, Span
from clipparse.passage import Found, Passage
from clipparse.roles import Role
from clipparse.stages import headline, source

# A remark that leads to a text ends so, and names the outlet within so many characters.
_LEADS_ON = (":", ": ", "...", "…")
_LEADS_WITHIN = 200


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


def title_of_the_post(clipping: Clipping, around: Around) -> Found | None:
    """Of a post that holds one article and no headline."""
    title = around.title
    if title is None or not around.alone or clipping.headline is not None:
        return None
    start, end = headline.read_from_title(title.text)
    return Found(squeezed(title.text[start:end]), title.part(start, end))


def site_of_the_page(clipping: Clipping, around: Around) -> Found | None:
    """Of a page that holds one article; it has published what an agency wrote."""
    if not around.alone or (clipping.source and not _is_only_agency(clipping.source, around.known)):
        return None
    found = source.site_of(around.known.page, around.known.lexicon, clipping.headline)
    return Found(Source(found[0], None, found[0]), (found[1],)) if found else None


def _is_only_agency(credit: Source, known: Known) -> bool:
    return not credit.url and known.is_agency(credit.name)


def agency_itself(clipping: Clipping, _: Around) -> Found | None:
    """Where nobody else is named; a link to nobody we know stays."""
    agency, credit = clipping.agency, clipping.source
    if agency is None or (credit and credit.name):
        return None
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
