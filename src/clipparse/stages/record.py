"""Labelled fields, as news databases and careful typists set them above an article: `HEADLINE: ...`, `Author : ...`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from clipparse import lazy
from clipparse.clue import Clue, Sighting
from clipparse.lexicon import Lexicon, fold
from clipparse.page import Page
from clipparse.roles import Role

_clue = partial(Clue, "record")

# The label of a field, folded, is looked up in these lists of words/record.toml.
FIELDS = {
    "record.headline": _clue(Role.HEADLINE, 2.5, "labelled as the title or the headline"),
    "record.byline": _clue(Role.BYLINE, 2.5, "labelled as the author or the byline"),
    "record.source": _clue(Role.SOURCE, 2.5, "labelled as the source or the publication"),
    "record.dateline": _clue(Role.DATELINE, 2.5, "labelled as the day of publication"),
    "record.page": _clue(Role.SOURCE, 2.0, "labelled as the page or the issue"),
    "record.kicker": _clue(Role.KICKER, 1.0, "labelled as the section"),
    "record.furniture": _clue(Role.FURNITURE, 2.5, "a field that only a database needs"),
}
AMONG_FIELDS = _clue(Role.FURNITURE, 0.3, "among labelled fields")

_LABEL = lazy.compile(r"\W{0,3}([^\W\d_][\w()/ -]{2,24}?)\s{0,3}[:=]\s{0,12}(?=\S|$)")
_LONGEST = 200


def observe(page: Page, lexicon: Lexicon) -> Iterator[Sighting]:
    """Say which lines are labelled fields of a record.

    One field may be anybody's label; two and more within a few lines are a record.

    >>> page = Page.of("Title: Storm week\\nAuthor: Ann Lee\\nPublication date: May 3, 1991\\n\\nThe wind was strong.")
    >>> [(index, clue.role.value) for index, clue in observe(page, Lexicon.default()) if clue is not AMONG_FIELDS]
    [(0, 'headline'), (1, 'byline'), (2, 'dateline')]
    """
    found = {line.index: clue for line in page.lines if (clue := _field(line.content, lexicon))}
    for index, clue in found.items():
        if any(index + step in found for step in (-3, -2, -1, 1, 2, 3)):
            yield index, clue
            yield index, AMONG_FIELDS


def _field(text: str, lexicon: Lexicon) -> Clue | None:
    if len(text) > _LONGEST or (match := _LABEL.match(text)) is None:
        return None
    label = fold(match[1])
    return next((clue for name, clue in FIELDS.items() if label in lexicon.lists[name]), None)
