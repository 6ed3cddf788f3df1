"""What makes a page one that cannot be read, told before the parser meets it."""

from __future__ import annotations

import re
from itertools import islice

from clipparse import lazy


class UnreadablePage(ValueError):
    """A page without text, or one that cannot be read to its end; the message says which."""


# What the parser looks through again for each further one: a hundred thousand in one tag take it more than a minute.
_MOST_ATTRIBUTES = 1_000
_ATTRIBUTE = r"""[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+"""
# Each opening tag with its attributes, as browsers read them; what stands in comments, scripts and styles is none.
_TAGS = lazy.compile(
    rf"<!--(?:-?>|.*?-->|.*)|<(?P<raw>script|style)\b(?:.*?</(?P=raw)|.*)|<[a-z][^\s/>]*+(?P<attributes>(?:{_ATTRIBUTE})*+)",
    re.IGNORECASE | re.DOTALL,
)
_ATTRIBUTES = lazy.compile(_ATTRIBUTE)


def check_attributes(text: str) -> None:
    """Refuse a page with a tag that would keep the parser busy."""
    for tag in _TAGS.finditer(text):
        if _number_up_to(_MOST_ATTRIBUTES + 1, tag["attributes"] or "") > _MOST_ATTRIBUTES:
            line = text.count("\n", 0, tag.start()) + 1
            told = f"a tag in line {line} has more than {_MOST_ATTRIBUTES:,} attributes"
            raise UnreadablePage(f"the page cannot be read: {told}; cut it, or pass the post's part alone")


def _number_up_to(most: int, attributes: str) -> int:
    """How many there are; each takes two characters at least, so that nearly all tags are told by their length."""
    return sum(1 for _ in islice(_ATTRIBUTES.finditer(attributes), most)) if len(attributes) >= 2 * most else 0
