"""A credit read: the outlet's name, and the link."""

from __future__ import annotations

import re

from clipparse import lazy
from clipparse.facts.blanks import masked, segments
from clipparse.facts.links import URL, outlet_of, url_in
from clipparse.facts.named import Named, introduced_name, names, words_of
from clipparse.facts.publishers import WINDOW, whole_name
from clipparse.lexicon import Lexicon
from clipparse.model import Source

# `Says CNN:`
_VERB_FIRST = lazy.compile(r"^(?:[Ss]ays|[Rr]eports|[Ww]rites)\s(?:the\s)?(?=[A-Z])")
_LETTER = lazy.compile(r"[^\W_]")
SHORT = 160  # a longer line is no credit, unless most of it is a link

PAGE_ONLY = lazy.compile(
    r"\W{0,3}(?:section\s?:?\s[\w ]{1,30}[,;]\s)?(?:pages?|pp?\."
    r"|pgs?\.?|page numbers?|page number\(s\)|seiten?)\s{0,2}:?\s{0,2}"
    r"(?:one|special|[a-z]{0,2}-?\d{1,4})[\w\s.,;+&/-]{0,30}\W{0,3}$",
    re.IGNORECASE,
)
_PICTURE = lazy.compile(
    r"\W{0,3}(?:file )?(?:images?|photos?|photographs?|pictures?|pics?|fotos?|bild(?:er)?)\s?"
    r"(?:copyright|credits?|courtesy|source|by\b|from\b|via\b|[:©/])",
    re.IGNORECASE,
)


def read(text: str, lexicon: Lexicon) -> Source | None:
    """Read a credit: one line, or several joined by line feeds, without quoting marks.

    >>> words = Lexicon.default()
    >>> read("Originally published in The Globe and Mail, page B10", words).name
    'The Globe and Mail'
    >>> read("Copyright (c) 1996 Northfield Daily Courier. All rights reserved.", words).name
    'Northfield Daily Courier'
    >>> read("https://www.theguardian.com/world/2014/mar/13/some-story", words).name
    'The Guardian'
    >>> read("via someone https://example.blogspot.com/1.html", words).url
    'https://example.blogspot.com/1.html'
    >>> [read(line, words).name for line in ("Fonte: Il Giornale dei Monti, 8 luglio", "Из газеты «Приречная правда»:")]
    ['Il Giornale dei Monti', 'Приречная правда']
    >>> read("p. 7", words).name is None, read("***", words) is None, read("Image copyright Reuters", words) is None
    (True, True, True)
    """
    said = text.strip()
    if not _LETTER.search(said) or credits_picture(said):
        return None
    lines = _unwrapped([_VERB_FIRST.sub("", line.strip()[:WINDOW]) for line in said.split("\n")[:20] if line.strip()])
    found = [(line, named) for line in lines for named in names(line, lexicon)]
    best = max(found, key=lambda one: one[1].worth, default=None)
    url = next((link for line in lines if (link := url_in(line))), None)
    name = (
        (_as_written(*best, lexicon) if best else None)
        or (outlet_of(url, lexicon) if url else None)
        or _only_name(lines, lexicon)
    )
    return Source(name or None, url, said)


def credits_picture(text: str) -> bool:
    """Does a line say whose a picture is?

    >>> [credits_picture(line) for line in ("Image copyright Reuters", "Photo: AFP", "The Daily Picture")]
    [True, True, False]
    """
    return _PICTURE.match(text) is not None


def _unwrapped(lines: list[str]) -> list[str]:
    """Lines that were full, joined with the line below: a name may be broken over two."""
    joined: list[str] = []
    for line in lines:
        full = joined and len(joined[-1]) < SHORT and len(lines[len(joined) - 1]) > 40
        if full and joined[-1][-1].isalnum() and line[0].isupper():
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
    return joined


def _as_written(line: str, named: Named, lexicon: Lexicon) -> str:
    return line[slice(*whole_name(line, named, lexicon))]


def _only_name(lines: list[str], lexicon: Lexicon) -> str | None:
    """What stands alone in a line that was chosen as a credit is the name, though nobody knows it."""
    for line in lines:
        if PAGE_ONLY.match(line) or URL.search(line):
            continue
        for piece in segments(masked(line, lexicon)[0]):
            named = introduced_name(line, words_of(line, *piece), lexicon)
            if named is not None and not any(map(str.isdigit, named.of(line))):
                return _as_written(line, named, lexicon)
    return None
