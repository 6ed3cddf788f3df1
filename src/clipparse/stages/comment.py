"""A reader's comment under the post."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from clipparse.clue import Clue, Sighting
from clipparse.lexicon import Lexicon
from clipparse.page import Page
from clipparse.roles import Role

_clue = partial(Clue, "comment")

HEADING = _clue(Role.FURNITURE, 2.0, "a heading above comments")
BELOW_HEADING = _clue(Role.COMMENT, 2.0, "below a heading above comments")
FAR_BELOW_HEADING = _clue(Role.COMMENT, 0.3, "forty lines or more below a heading above comments")
SAYS = _clue(Role.COMMENT, 2.0, "somebody says or said, as above a comment")
WHEN = _clue(Role.COMMENT, 1.0, "a day and a time of day, or how long ago, as with a comment")
FORM = _clue(Role.FURNITURE, 2.0, "the form for a comment of one's own")
BELOW_FORM = _clue(Role.FURNITURE, 1.0, "below the form for a comment")

_HEADING = re.compile(
    r"(?:(?:\d+|one|two|three|four|five|no)\s+(?:comments?|responses?|replies|thoughts|kommentare?|commentaires?|comentarios?|reacties)\b.{0,120}"
    r"|comments?(?: \(\d+\)|: ?\d*)?|responses?|discussion|reader comments?|kommentare|.{0,80}\b\d+ comments?)$",
    re.IGNORECASE,
)
_NONE = re.compile(r"(?:no|0)\s+(?:comments?|responses?|replies)\b|.*\b0 comments", re.IGNORECASE)
_SAYS = re.compile(
    r"(?:.{1,40}\b(?:said|says|wrote|writes)(?:\.\.\.|…|:)|.{0,3}\banonymous\b.{0,30}|.{1,40}\bon .{6,40}\bsaid:?)$",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r".{0,60}\b\d{1,2}[:.]\d{2}\s?(?:[ap]\.?m\.?)?.{0,20}$|.{0,40}\b(?:\d+|an?) (?:second|minute|hour|day|week|month|year)s? ago.{0,20}$",
    re.IGNORECASE,
)
_FORM = re.compile(
    r"(?:leave a (?:reply|comment|response)|post a comment|add (?:a|your) comment|write a comment|join the discussion|your email address"
    r"|cancel reply|post a reply|speak your mind|enter your comment|deja un comentario|laisser un commentaire|schreibe einen kommentar)",
    re.IGNORECASE,
)


def observe(page: Page, lexicon: Lexicon) -> Iterator[Sighting]:
    """Say which lines stand where readers' comments stand."""
    heading = form = None
    after = page.blocks[page.main_text[0]].first if page.main_text[1] >= page.main_text[0] else 0
    for line in page.lines:
        text = line.content
        short = len(text) <= 140
        if heading is not None:
            near = line.index - heading <= 40
            yield line.index, BELOW_HEADING if near else FAR_BELOW_HEADING
        if form is not None:
            yield line.index, BELOW_FORM
        if not short:
            continue
        if _HEADING.match(text):
            yield line.index, HEADING
            if not _NONE.match(text) and line.index > after:
                heading = line.index
        if _FORM.match(text):
            yield line.index, FORM
            if line.index > after:
                form = line.index
        if len(text) <= 80:
            if _SAYS.match(text):
                yield line.index, SAYS
            if _WHEN.match(text):
                yield line.index, WHEN
