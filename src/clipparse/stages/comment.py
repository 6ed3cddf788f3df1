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
IN_THREAD = _clue(Role.COMMENT, 9.0, "among comments that are each signed and dated")
REPLY = _clue(Role.FURNITURE, 9.5, "a button under a comment")
FORM = _clue(Role.FURNITURE, 2.0, "the form for a comment of one's own")
BELOW_FORM = _clue(Role.FURNITURE, 1.0, "below the form for a comment")

_HEADING = re.compile(
    r"(?:(?:\d+|one|two|three|four|five|no)\s+(?:comments?|responses?|replies|thoughts?|kommentare?|antworten"
    r"|gedanken|commentaires?|réactions?"
    r"|comentarios?|respuestas|commenti|reacties)\b.{0,120}"
    r"|comments?(?: \(\d+\)|: ?\d*)?|responses?|discussion|reader comments?|kommentare|commentaires"
    r"|vos réactions(?: \(\d+\))?"
    r"|comentarios|commenti|.{0,80}\b\d+ comments?)$",
    re.IGNORECASE,
)
_NONE = re.compile(r"(?:no|0)\s+(?:comments?|responses?|replies)\b|.*\b0 comments", re.IGNORECASE)
_SAYS = re.compile(
    r"(?:(?:.{1,40}\b)?(?:said|says|wrote|writes|sagte?|schrieb|schreibt|meint|a écrit|dit|dice|dijo"
    r"|scrive)(?:\.\.\.|…| ?:)|.{0,3}\banonymous\b.{0,30}|.{1,40}\bon .{6,40}\bsaid:?)$",
    re.IGNORECASE,
)
# Without one of these nobody is said to say anything.
_OF_SAYING = (
    "said", "says", "wrote", "writes", "sagt", "schr", "meint", "crit", "dit", "dice", "dijo", "scrive", "anonymous",
)  # fmt: skip
_WHEN = re.compile(
    r".{0,60}\b\d{1,2}[:.]\d{2}\s?(?:[ap]\.?m\.?)?.{0,20}$|.{0,40}\b(?:\d+|an?) (?:second|minute|hour|day|week"
    r"|month|year)s? ago.{0,20}$",
    re.IGNORECASE,
)
# A day and, close behind or before it, a time of day: what blogs and papers put at every comment.
_STAMP = re.compile(
    r"\b(?:19|20)\d\d\b\D{0,12}\d{1,2}[:.h]\d{2}|\b\d{1,2}[:.h]\d{2}(?: ?[ap]\.?m\.?)?\W{1,4}.{3,24}\b(?:19|20)\d\d\b"
    r"|\b\d+ (?:hour|day|week|month|year)s? ago\b",
    re.IGNORECASE,
)
_REPLY = re.compile(
    r"(?:reply|antworten?|répondre|responder|rispondi|beantwoorden|like|liken?.{0,30}|gefällt.{0,30}|quote|report"
    r"|edit|flag|link|permalink|share|delete)$",
    re.IGNORECASE,
)
_FIELD = re.compile(r"(?:from|to|date|subject|sender|organi[sz]ation|[A-Z][\w]*-[\w-]{1,20}):\s", re.IGNORECASE)
# A thread goes on as long as another stamp follows within so many lines.
_THREAD_GAP = 40
_FORM = re.compile(
    r"(?:leave a (?:reply|comment|response)|post a comment|add (?:a|your) comment|write a comment"
    r"|join the discussion|your email address"
    r"|verify your comment|previewing your comment|your comment could not be posted"
    r"|cancel reply|post a reply|speak your mind|enter your comment|deja un comentario|laisser un commentaire"
    r"|schreibe einen kommentar)",
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
        if _HEADING.match(text) and not _is_mail_field(page, line.index):
            yield line.index, HEADING
            if not _NONE.match(text) and line.index > after:
                heading = line.index
        if _FORM.match(text):
            yield line.index, FORM
            if line.index > after:
                form = line.index
        if len(text) <= 80:
            if _says(text):
                yield line.index, SAYS
            if _WHEN.match(text):
                yield line.index, WHEN
    yield from _threads(page)


def _says(text: str) -> bool:
    folded = text.casefold()
    return any(map(folded.__contains__, _OF_SAYING)) and _SAYS.match(text) is not None


def _is_mail_field(page: Page, index: int) -> bool:
    """Is `Comments:` here a field among others of a mail's header?"""
    lines = page.lines
    return lines[index].content[-1] == ":" and any(
        _FIELD.match(line.content) for line in (*lines[max(0, index - 1) : index], *lines[index + 1 : index + 2])
    )


def _threads(page: Page) -> Iterator[Sighting]:
    """The lines from a heading above comments to the last of the dated comments."""
    lines = page.lines
    stamped = [len(line.content) <= 80 and bool(_STAMP.search(line.content) or _says(line.content)) for line in lines]
    done = -1
    for line in lines:
        if (
            line.index <= done
            or len(line.content) > 140
            or not _HEADING.match(line.content)
            or _is_mail_field(page, line.index)
            or _NONE.match(line.content)
        ):
            continue
        done = _end_of_thread(page, stamped, line.index)
        for index in range(line.index + 1, done + 1):
            yield index, REPLY if _REPLY.match(lines[index].content[:60]) else IN_THREAD


def _end_of_thread(page: Page, stamped: list[bool], heading: int) -> int:
    """The index of the last line of the comments below `heading`, `heading` itself when none follow."""
    lines = page.lines
    last = heading
    for index in range(heading + 1, len(lines)):
        if index - last > (8 if last == heading else _THREAD_GAP) or _FORM.match(lines[index].content[:140]):
            break
        if stamped[index]:
            last = index
    if last == heading:
        return heading
    for line in lines[last + 1 : last + 9]:  # what the last of them says
        if _REPLY.match(line.content[:60]) or _FORM.match(line.content[:140]) or len(line.content) < 12:
            break
        last = line.index
    return last
