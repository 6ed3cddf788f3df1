"""When and where an article was filed, and when it was published."""

from __future__ import annotations

from itertools import chain

from clipparse import lazy
from clipparse.article import Article, Filed, Known
from clipparse.edit import squeezed
from clipparse.model import Dateline
from clipparse.passage import Found, Part, Passage
from clipparse.roles import Role
from clipparse.stages import source

_LINK = lazy.compile(r"(?:https?://|www\.)\S{1,400}")
_TOWN = lazy.compile(r"[^\W\d_a-z][\w'’-]{2,}(?:\s[^\W\d_a-z][\w'’-]+){0,2}")
# The first words of a text, in which the date may stand, and what may stand before and behind it.
_DATED_WITHIN = 90
_LABELS = lazy.compile(
    r"(?:Posted|Updated|Published|Last (?:updated|modified))\b:?"
    r"|\d{1,2}:\d\d(?:\s?[apAP]\.?[mM]\.?)?(?:\s[A-Z]{2,4}\b)?"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?(?=\s*$)"
)
_SET_OFF = " -–—;"
_OPENS = lazy.compile(r"[\s.,|–—-]{0,4}(?:By\s|[A-Z]{4,}|The\s|Filed\sat\s|\d{1,2}:\d\d|\()")
# Behind a day with which the text opens, any word with a capital does.
_BEGINS = lazy.compile(r"\s[.,|–—-]{0,2}\s?[\"“]?[A-Z]")


# --- where


def dateline_lines(article: Article) -> Found | None:
    """All of them and the one in the text's opening, as one: the first place, agency and date count."""
    read = article.datelines
    if not read:
        return next((Found(Dateline(squeezed(one.text)), one.spans) for one in article.filed), None)
    value = Dateline(
        " ".join(squeezed(one.part.text) for one in read),
        next((place for one in read if (place := _place(article, one))), None),
        next((one.reading.dateline.agency for one in read if one.reading.dateline.agency), None),
        next((date.value.date for one in read if (date := one.date())), None),
    )
    return Found(value, tuple(span for one in read for span in one.part.spans))


def _place(article: Article, filed: Filed) -> str | None:
    return filed.reading.dateline.place or _unknown_town(article, filed)


def _unknown_town(article: Article, filed: Filed) -> str | None:
    """`Husum, 21. April 2009`: what is not the outlet, for another line names that, is the place."""
    rest, read = filed.reading.rest, filed.reading
    if not rest or not read.mention or not _TOWN.fullmatch(rest):
        return None
    if not read.dateline.text.startswith(",", read.rest_start + len(rest)):
        return None
    return rest if article.credits and not source.outlet_in(rest, article.known.lexicon) else None


def dateline_behind_the_names(article: Article) -> Found | None:
    """`By ANN LEE Published: August 2, 2004 BOSTON, Aug. 1 - The storm`."""
    filed = article.run_together and article.run_together.filed
    return Found(filed.reading.dateline, filed.part.spans) if filed else None


# --- when


def date_beside_the_headline(article: Article) -> Found | None:
    """`11-11-96. NYT: Talks fail`, `Talks fail (Gazette, 3 May)`."""
    return next((found for one in article.beside_titles if (found := article.known.first_date(one))), None)


def date_of_a_dateline(article: Article) -> Found | None:
    """On a line of its own, or in the text's opening; not that of an update."""
    dates = (one.date() for one in article.datelines if not one.reading.updated)
    return next(filter(None, dates), None)


def date_on_a_credit_line(article: Article) -> Found | None:
    """Beside names, an outlet or a section; one within a link is not stated."""
    lines = chain.from_iterable(article.of(role) for role in (Role.BYLINE, Role.SOURCE, Role.KICKER))
    for one in (*lines, *(Passage(Role.BYLINE, None, [line]) for line in article.credits_in_titles)):
        text = _LINK.sub(lambda link: " " * len(link[0]), one.text)
        for mention in article.known.dates(text):
            if mention.date:
                return Part(one, 0, len(text)).found(mention)
    return None


def date_in_the_closing_credit(article: Article) -> Found | None:
    """`... he said. (Northfield Post 8 Jun 94)`."""
    return article.known.first_date(article.closing.part) if article.closing else None


def date_of_an_update(article: Article) -> Found | None:
    """Where no other date is stated."""
    return next(filter(None, (one.date() for one in article.datelines)), None)


def date_behind_the_names(article: Article) -> Found | None:
    """`By ANN LEE Published: August 2, 2004 BOSTON, Aug. 1 - The storm`."""
    return article.run_together.date if article.run_together else None


def date_before_the_text(article: Article) -> Found | None:
    """`Associated Press Updated: 9:44 p.m. ET July 1, 2004 HARBOUR CITY - The`, or nothing before it."""
    opening, known = article.opening, article.known
    if opening is None or not opening.text.lstrip(_SET_OFF)[:1].isupper():
        return None
    head = Part(opening, 0, min(len(opening.text), _DATED_WITHIN))
    for mention in known.dates(head.text)[:2]:
        before = _LABELS.sub(" ", opening.text[: mention.span.start]).strip(" ,|-–—:()")
        behind = opening.text[mention.span.end :]
        plain = not before or before in (source.agency_of(before, known.lexicon), _named(before, known))
        opens = _OPENS.match(behind) or (mention.span.start == 0 and _BEGINS.match(behind))
        if mention.date and mention.has_year and (plain or known.is_agency(before)) and opens:
            return head.found(mention)
    return None


def _named(text: str, known: Known) -> str | None:
    found = source.outlet_in(text, known.lexicon)
    return found[0] if found else None
