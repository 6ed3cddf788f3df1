"""Text files put together around the articles of labelled posts: an article typed in or passed from board to board.

Such a file has no blogger: its first line is the article's headline, its credit, or the mark of the board that it came from.
"""

from __future__ import annotations

import datetime as dt
import random
import textwrap

from compose import Pieces, written
from layouts import BLANK, Row

_RULES = ("-" * 70, "=" * 72, "*" * 60, "_" * 78, "~" * 40, "-=-=-=-=-=-=-=-=-", "#" * 30)
_BOARDS = (
    "Downloaded from The Night Owl BBS  (555) 019-2837  2400/9600 baud",
    "This file was brought to you by Harbour Lights, 24 hours, 14.4k",
    "  Another fine text from: The Reading Room   555-0143",
    "Uploaded by: Captain Paper",
    "[END OF FILE]",
    "- 30 -",
    "*** end ***",
    "Call these boards: The Attic 555-0101 | Deep Water 555-0177 | Quill 555-0190",
)
_NAMES = (
    "Ann Lee",
    "Robert T. Stone",
    "CARLA RUIZ",
    "Hugo Brandt",
    "Grace Okafor",
    "M. J. Haddad",
    "Omar Fischer",
    "Ellen Marsh",
)
_ROLES = (
    "Staff Writer",
    "Special to the Sunday edition",
    "Times Staff Writer",
    "Associated Press Writer",
    "Contributing Editor",
)
_TYPIST = (
    "I typed this in from last week's paper; any mistakes are mine.", "Here is an article that I think everybody on this board should read.",
    "The following appeared some time ago and is as true today as it was then.", "[Typed in by hand. Please pass it on.]",
)  # fmt: skip


def typed_file(pieces: Pieces, dice: random.Random) -> list[Row]:
    """A wrapped text of one article, sometimes of a few; its head in any order, a board's mark above or below."""
    day = dt.date(1985, 1, 1) + dt.timedelta(days=dice.randrange(7_000))
    width = dice.choice((60, 65, 70, 72, 75, 78, 79))
    indent = dice.choice(("", "", "", "     ", "  "))
    spaced = not indent or dice.random() < 0.3
    out: list[Row] = []
    if dice.random() < 0.25:
        out += [
            (text, "furniture", None)
            for text in (*dice.sample(_BOARDS[:4], 1), dice.choice(_RULES))[:: dice.choice((1, -1))]
        ] + [BLANK]
    if dice.random() < 0.15:
        out += [*_wrapped(dice.choice(_TYPIST), "commentary", None, width, ""), BLANK]
    for number in range(dice.choice((1, 1, 1, 1, 1, 1, 2, 4))):
        article = dice.choice(pieces.clippings)
        for text, role in _head(pieces, article, day, dice):
            lines = _wrapped(text, role, number, width, "")
            out += _centred(lines, width) if dice.random() < 0.2 and len(text) < width else lines
            out += [BLANK] * dice.choice((0, 0, 1))
        out.append(BLANK)
        for text, kind, _ in article:
            if kind not in ("body", "subhead"):
                continue
            out += _wrapped(text, kind, number, width, indent if kind == "body" else "")
            if spaced or kind == "subhead":
                out.append(BLANK)
        out += [(text, "source", number) for text, role, _ in article[-1:] if role == "source"]
        out += [BLANK] * dice.choice((1, 2, 3))
    if dice.random() < 0.4:
        out += [
            (dice.choice(_RULES), "furniture", None),
            *((text, "furniture", None) for text in dice.sample(_BOARDS, dice.choice((1, 2, 4)))),
        ]
    return out


def _head(pieces: Pieces, article: tuple[Row, ...], day: dt.date, dice: random.Random) -> list[tuple[str, str]]:
    title = " ".join(row[0] for row in article if row[1] == "headline")[:200] or dice.choice(pieces.headlines)
    parts = [(title.upper() if dice.random() < 0.3 else title, "headline")]
    parts += [(text, role) for text, role, _ in article if role == "standfirst" and dice.random() < 0.7]
    name, outlet, stamp = dice.choice(_NAMES), dice.choice(pieces.outlets), written(day, dice)
    page = dice.choice(("", "", f", p. {dice.randint(1, 60)}", f", page A{dice.randint(1, 40)}"))
    month = f"{day:%B} {day.year}"
    if dice.random() < 0.75:
        parts.append(
            (
                dice.choice(
                    (
                        f"by {name}",
                        f"By {name}",
                        f"BY {name.upper()}",
                        name,
                        f"by {name}, {outlet}",
                        f"By {name}, {dice.choice(_ROLES)}",
                    )
                ),
                "byline",
            )
        )
    credit = dice.choice((
        (f"From {outlet}, {stamp}{page}", "dateline"), (f"{outlet}, {stamp}{page}", "dateline"), (f"{outlet} ({month})", "dateline"), (outlet, "source"),
        (f"(from {outlet}, {stamp}{page})", "dateline"), (f"From {outlet}", "source"), (f"Copyright {day.year} {outlet}", "source"), (stamp, "dateline"),
        (f"Reprinted from {outlet}, {month}", "dateline"), (f"Reprinted with permission from {outlet}.", "source"), (f"From the {month} issue of {outlet}", "dateline"),
    ))  # fmt: skip
    if dice.random() < 0.75:
        parts.insert(dice.choice((0, len(parts), len(parts))), credit)
    return parts


def _wrapped(text: str, role: str, clipping: int | None, width: int, indent: str) -> list[Row]:
    pieces = textwrap.wrap(
        text.lstrip("> "), width, initial_indent=indent, break_long_words=False, break_on_hyphens=False
    )
    return [(piece, role, clipping) for piece in pieces or [text]]


def _centred(lines: list[Row], width: int) -> list[Row]:
    return [(" " * ((width - len(text)) // 2) + text, role, clipping) for text, role, clipping in lines]
