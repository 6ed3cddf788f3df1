"""What makes a page one that cannot be read, told before the parser meets it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from clipparse import lazy


class UnreadablePage(ValueError):
    """A page without text, or one that cannot be read to its end; the message says which."""


# Of a page as it came, in bytes or characters: twenty times what a newspaper's has, with room for pictures set into it.
MOST_OF_A_PAGE = 50_000_000
# Each becomes an object with its place in the tree; a page of a newspaper has some thousands.
_MOST_TAGS = 500_000
# What the parser looks through again for each further one: a hundred thousand in one tag take it more than a minute.
_MOST_ATTRIBUTES = 1_000
# Characters of a page's text where the caller sets no limit; a long novel has a tenth of that.
_MOST_TEXT = 10_000_000
_ADVICE = "cut it, or pass the post's part alone"
_ATTRIBUTE = r"""[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+"""
# Each opening tag with its attributes, as browsers read them; what stands in comments, scripts and styles is none.
_TAGS = lazy.compile(
    rf"<!--(?:-?>|.*?-->|.*)|<(?P<raw>script|style)\b(?:.*?</(?P=raw)|.*)|<[a-z][^\s/>]*+(?P<attributes>(?:{_ATTRIBUTE})*+)",
    re.IGNORECASE | re.DOTALL,
)
_ATTRIBUTES = lazy.compile(_ATTRIBUTE)


def check_size(html: str | bytes) -> None:
    """Refuse a page that is too large to be looked at."""
    if len(html) > MOST_OF_A_PAGE:
        what = "bytes" if isinstance(html, bytes) else "characters"
        told = f"{len(html):,} {what}, more than the {MOST_OF_A_PAGE:,} that are read"
        raise UnreadablePage(f"the page has {told}; {_ADVICE}")


def check_tags(text: str) -> None:
    """Refuse a page with more tags than are read, or with one that would keep the parser busy."""
    for number, tag in enumerate(_TAGS.finditer(text), 1):
        if number > _MOST_TAGS:
            raise UnreadablePage(f"the page has more than the {_MOST_TAGS:,} tags that are read; {_ADVICE}")
        if _number_up_to(_MOST_ATTRIBUTES + 1, tag["attributes"] or "") > _MOST_ATTRIBUTES:
            line = text.count("\n", 0, tag.start()) + 1
            told = f"a tag in line {line} has more than {_MOST_ATTRIBUTES:,} attributes"
            raise UnreadablePage(f"the page cannot be read: {told}; {_ADVICE}")


def check_length(pieces: Iterable[str], most: int | None) -> None:
    """Refuse a text that becomes too long, as soon as its letters are too many; its spaces are counted later.

    >>> check_length(["It rained ", "all day."], 15)
    >>> check_length(["It rained ", "all day."], 14)
    Traceback (most recent call last):
    ...
    ValueError: the page's text has more than Options.max_chars = 14 characters
    """
    letters, bound = 0, _MOST_TEXT if most is None else most
    for piece in pieces:
        letters += sum(map(len, piece.split()))
        if letters > bound and most is None:
            raise UnreadablePage(
                f"the page's text has more than the {_MOST_TEXT:,} characters that are read; {_ADVICE}"
            )
        if letters > bound:
            raise ValueError(f"the page's text has more than Options.max_chars = {most} characters")


def _number_up_to(most: int, attributes: str) -> int:
    """How many there are; each takes two characters at least, so that nearly all tags are told by their length."""
    return sum(1 for _ in islice(_ATTRIBUTES.finditer(attributes), most)) if len(attributes) >= 2 * most else 0
