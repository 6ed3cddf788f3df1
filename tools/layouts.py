"""The same labelled post in other clothes, so that a fit learns what lines are and not how one archive set them.

Each function takes rows (raw line, role, clipping; role None for a blank line) and gives rows. Nothing is random but what the
seeded generator decides.
"""

from __future__ import annotations

import random
import textwrap
from collections.abc import Callable, Sequence

from clipparse.lexicon import Lexicon

Row = tuple[str, str | None, int | None]
Layout = Callable[[list[Row], random.Random, Sequence[str]], list[Row]]

BLANK: Row = ("", None, None)

PROMPTS = (
    "Get the week's best stories in your inbox every Friday.",
    "Sign up to our free newsletter and never miss a story again.",
    "By signing up you agree to our terms and to our privacy policy.",
    "We use cookies to make this site work and to measure how it is used.",
    "Your support makes our independent reporting possible. Give what you can today.",
    "Please log in here to join the discussion. Comments are read before they appear.",
    "This page is part of an archive and is no longer updated.",
    "Have you seen something that we should know about? Write to our reporters in confidence.",
    "Thank you for reading. You have two free articles left this month.",
    "Do you like what you read? Share it with your friends and follow us.",
    "This site is protected by a filter against automatic entries.",
    "Click on the picture to see all that our photographers brought home this week.",
    "Our offices are open from Monday to Friday, nine to five, and closed on public holidays.",
)
_CREDITS = ("All rights reserved.", "© {year} {name}. All rights reserved.", "Copyright {year} {name}", "{name} {year}")


def wrap(rows: list[Row], dice: random.Random, headlines: Sequence[str]) -> list[Row]:
    """Wrapped at a mail's width, now and then quoted, set in, or with indented paragraphs and no blank lines."""
    width = dice.choice((60, 65, 70, 72, 75, 78))
    mark = "> " if dice.random() < 0.2 else ""
    indented = not mark and dice.random() < 0.2
    margin = " " * dice.choice((0, 0, 0, 2, 5))
    out: list[Row] = []
    for text, role, clipping in rows:
        if role is None:
            if not indented or (out and out[-1][1] != "body"):
                out.append(BLANK)
            continue
        quoted = mark if clipping is not None else ""
        first = "     " if indented and role == "body" else ""
        stripped = text.strip().lstrip("> ")
        pieces = textwrap.wrap(stripped, width - len(margin), break_long_words=False, break_on_hyphens=False) or [
            stripped
        ]
        out.extend(
            (quoted + margin + (first if k == 0 else "") + piece, role, clipping) for k, piece in enumerate(pieces)
        )
    return out


def dense(rows: list[Row], dice: random.Random, headlines: Sequence[str]) -> list[Row]:
    """No blank lines at all, as some scrapers leave a page."""
    return [row for row in rows if row[1] is not None]


def loose(rows: list[Row], dice: random.Random, headlines: Sequence[str]) -> list[Row]:
    """A blank line between any two lines, as other scrapers do; here and there several."""
    out: list[Row] = []
    for row in rows:
        if row[1] is not None:
            out.extend([row, *[BLANK] * dice.choice((1, 1, 1, 1, 2, 4))])
    return out


def framed(rows: list[Row], dice: random.Random, headlines: Sequence[str]) -> list[Row]:
    """Between a saved page's menus above and its links, prompts and small print below."""
    margin = " " * dice.choice((0, 0, 4, 10))
    above = menu(rows, dice, headlines, dice.randint(8, 70))
    below = _links(rows, dice, headlines, dice.randint(5, 60))
    inner = [
        (margin + text if role else text, role, clipping)
        for text, role, clipping in _interrupted(rows, dice, headlines)
    ]
    return [*_set(above, dice, margin), BLANK, *inner, BLANK, *_set(below, dice, margin)]


def _interrupted(rows: list[Row], dice: random.Random, headlines: Sequence[str]) -> list[Row]:
    """Prompts and teasers between the paragraphs of the text."""
    out: list[Row] = []
    for row, after in zip(rows, [*rows[1:], BLANK], strict=True):
        out.append(row)
        if row[1] == "body" and after[1] is None and dice.random() < 0.04:
            teaser = dice.choice((["Advertisement"], ["Read more:", dice.choice(headlines)], [dice.choice(PROMPTS)]))
            out += [BLANK, *((text, "furniture", None) for text in teaser)]
    return out


def menu(rows: Sequence[Row], dice: random.Random, headlines: Sequence[str], size: int) -> list[str]:
    known = sorted(Lexicon.default().lists["furniture.whole_lines"])
    words = [
        word for text, role, _ in rows if role == "body" for word in text.split() if word.isalpha() and len(word) > 3
    ]
    items: list[str] = []
    while len(items) < size:
        kind = dice.random()
        if kind < 0.4 or not words:
            items.append(dice.choice(known).capitalize())
        elif kind < 0.9:
            items.append(" ".join(dice.choice(words).capitalize() for _ in range(dice.choice((1, 1, 2, 2, 3)))))
        else:
            items.append(dice.choice(headlines))
    return items


def _links(rows: list[Row], dice: random.Random, headlines: Sequence[str], size: int) -> list[str]:
    items: list[str] = []
    while len(items) < size:
        kind = dice.random()
        if kind < 0.3:
            items += [dice.choice(headlines) for _ in range(dice.randint(2, 6))]
        elif kind < 0.45:
            items += [
                f"{dice.randint(1, 28)} {dice.choice(('March', 'May', 'July', 'October'))} {dice.randint(1999, 2024)}",
                dice.choice(headlines),
            ]
        elif kind < 0.6:
            items.append(dice.choice(PROMPTS))
        elif kind < 0.65:
            name = " ".join(menu(rows, dice, headlines, 1))
            items.append(dice.choice(_CREDITS).format(year=dice.randint(1999, 2024), name=name))
        else:
            items += menu(rows, dice, headlines, dice.randint(3, 10))
    return items


def _set(items: Sequence[str], dice: random.Random, margin: str) -> list[Row]:
    out: list[Row] = []
    bullet = dice.choice(("", "", "* ", "- ", "+ "))
    spaced = dice.random() < 0.3
    for item in items:
        if dice.random() < 0.08:
            out.append(BLANK)
            bullet = dice.choice(("", "", "* ", "+ ", bullet))
        out.append((margin + bullet + item, "furniture", None))
        if spaced:
            out.append(BLANK)
    return out


LAYOUTS: tuple[Layout, ...] = (wrap, dense, loose, framed)
