"""Text in HTML: escaped, whatever it is made of, and linked only to where a browser may safely go."""

from __future__ import annotations

import re
from html import escape

from clipparse import lazy

# What a browser shows as nothing, or that turns the direction of writing.
_UNSHOWN = lazy.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_ORDERS = lazy.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|\r(?!\n)")
_WEB = lazy.compile(r"https?://", re.IGNORECASE)


def text(words: str) -> str:
    """Words that shall be read as words, in an element as in an attribute.

    >>> text('<b title="x">')
    '&lt;b title=&quot;x&quot;&gt;'
    """
    return escape(_UNSHOWN.sub("\N{REPLACEMENT CHARACTER}", words))


def on_a_terminal(words: str) -> str:
    """Words that only say something, and order a terminal nothing.

    >>> on_a_terminal("Storm \x1b[31mweek\\n")
    'Storm \ufffd[31mweek\\n'
    """
    return _ORDERS.sub("\N{REPLACEMENT CHARACTER}", words)


def json_on_a_terminal(written: str) -> str:
    """JSON that says the same, and orders a terminal nothing.

    >>> json_on_a_terminal('"Storm \u202eweek"')
    '"Storm \\\\u202eweek"'
    """
    return _ORDERS.sub(lambda order: f"\\u{ord(order[0]):04x}", written)


def tagged(tag: str, kind: str, words: str | None) -> str:
    """An element of a class with words in it; nothing where there are none.

    >>> tagged("p", "kicker", "A & B"), tagged("p", "kicker", None)
    ('<p class="kicker">A &amp; B</p>', '')
    """
    return within(tag, kind, text(words or ""))


def within(tag: str, kind: str, inner: str) -> str:
    """The same around what is HTML already."""
    return f'<{tag} class="{kind}">{inner}</{tag}>' if inner else ""


def is_web(url: str | None) -> bool:
    """Whether a link may lead there: an address of the web, and none that runs something.

    >>> is_web("HTTPS://herald.example/storm"), is_web("javascript:alert(1)"), is_web(None)
    (True, False, False)
    """
    return bool(url and _WEB.match(url))


def outward(words: str, url: str | None) -> str:
    """Words that lead to an address of the web; any other address is left out."""
    if not is_web(url):
        return text(words)
    return f'<a href="{text(url or "")}" rel="noopener noreferrer nofollow">{text(words)}</a>'


def count(number: int, noun: str) -> str:
    """So many of something.

    >>> count(1, "clipping"), count(1_200, "word")
    ('1 clipping', '1,200 words')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
