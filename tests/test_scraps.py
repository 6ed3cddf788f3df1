"""What a line that is no running text is."""

from __future__ import annotations

import pytest

from clipparse.facts.scraps import kinds_of, opens_with_place, scraps_of
from clipparse.lexicon import Lexicon
from clipparse.page import Page

WORDS = Lexicon.default()

CASES = [
    # one thing at a time
    ("By Ann Lee", "byline"),
    ("Author: Ann Lee", "byline"),
    ("Margaret Stone", "byline"),
    ("Mercury staff reporters", "short byline"),
    ("Northfield Times, page 3", "short"),
    ("The Guardian", "outlet"),
    ("Reuters reports:", "outlet"),
    ("* The Guardian reports:", "outlet"),
    ("Washington Post online :", "outlet"),
    ("http://www.guardian.co.uk/world/2004/may/03/harbour", "outlet"),
    ("May 3, 2004", "date"),
    ("SPRINGFIELD, Ohio (AP)", "place"),
    ("WESTON --", "place"),
    ("LEEDS (PA) -", "place"),
    ("--------", "rule"),
    ("Subject: harbour", "field"),
    ("To the Editor:", "letter"),
    ("Ann Lee wrote:", "wrote"),
    ("Copyright 2004 Northfield Mercury", "copyright"),
    ("- Hal", "signature"),
    # a head with everything on one line
    ("Barge Strikes Pier By Ann Lee", "short byline"),
    ("Barge strikes pier by Ann Lee", "short byline"),
    ("A Dry Summer What the farmers say. By Ann Lee Posted Friday, June 18, 2004, at 2:57 PM PT", "short byline date"),
    ("Barge Strikes Pier Posted: May 3, 2004 2:57 PM", "short date"),
    ("Saturday, 22 June, 2002, 11:26 GMT Barge strikes pier", "short date"),
    ("Barge was the harbour's best friend Joe Marsh / Northfield Mercury staff columnist", "short byline"),
    # below an article
    ("Joe Marsh can be reached at joe@example.org.", "note"),
    ("Ann Lee is a staff writer of the Mercury. Write to her at the paper's office.", "note"),
    ("Staff Writer Ann Lee contributed to this report.", "note"),
    ("This story appeared in the Northfield Mercury on Thursday, April 10, 2003.", "note"),
    # none of these
    ("Barge strikes pier", "short"),
    ("A day at the beach", "short"),
    ("The bridge was built by Ann Lee", "short"),
    ("It was written by Ann Lee", "short"),
    ("My friend Ann came by", "short"),
    ("The harbour was closed on Monday after a barge had struck the pier, police said.", ""),
    ("She said that the barge was hers, and that it had been hers for years and years, and nobody in the town had ever "
     "asked for it.", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kinds"), CASES, ids=[text[:40] for text, _ in CASES])
def test_kinds_of_a_line(text: str, kinds: str) -> None:
    """A line is what a reader would call it at a glance, or several things at once, or prose."""
    block = Page.of(text).unwrapped.blocks[0]

    assert " ".join(kinds_of(block, WORDS)) == kinds


def test_every_block_has_its_kinds() -> None:
    """There is one answer for each block of a page, in their order."""
    page = Page.of(
        "By Ann Lee\n\n\nThe harbour was closed on Monday after a barge had struck the pier.\n\n- Hal"
    ).unwrapped

    assert scraps_of(page, WORDS) == (("byline",), (), ("signature",))


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("CAIRO, May 3 (Reuters) - The talks failed.", True),
        ("London (dpa) -- The talks failed.", True),
        ("PORT-AU-PRINCE, Haiti — The talks failed.", True),
        ("Cairo is a large town - and a hot one.", False),
        ("The talks failed.", False),
    ],
)
def test_a_dateline_opens_a_paragraph(text: str, opens: bool) -> None:
    """A town in capitals and a dash, or a town and an agency."""
    assert opens_with_place(text) is opens
