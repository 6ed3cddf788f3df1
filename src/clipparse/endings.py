"""How a text ends: is it all there, and if not, what tells."""

from __future__ import annotations

import re

from clipparse import lazy
from clipparse.english import count
from clipparse.lexicon import Lexicon
from clipparse.stages import source

# What old files are filled up with.
_LEFT_OVER = "\x00\x1a\ufffd "
_CLOSED = r"[\s\"'”’)\]>]*$"
# The marks of a cut, and the reason to give.
_CUT_OFF = (
    (lazy.compile(rf"(?:\.{{3}}|…|\[\.{{2,}}\]|\[…\]){_CLOSED}"), "ends in dots"),
    (lazy.compile(rf"[-–—]{_CLOSED}"), "breaks off after a dash"),
    (lazy.compile(rf",{_CLOSED}"), "breaks off after a comma"),
    (
        lazy.compile(
            rf"(?:^|[.!?\"”(\[])\s*(?:read|see|continue reading|continued)\b.{{0,20}}{_CLOSED}",
            re.IGNORECASE,
        ),
        "ends with a pointer to the rest",
    ),
)
_ENDS = lazy.compile(r"[.?!:]\W*$|['\"”“»’)\]]\W*$")
_GOES_ON = lazy.compile(
    r"\W*(?:read (?:more|the (?:rest|full|whole)|on)|continue reading|more\s?[.…»>]|keep reading"
    r"|(?:the )?full (?:story|article|text)\b|(?:to (?:view|read)|for) the (?:full|whole|rest)"
    r"|end (?:of )?(?:the )?excerpts?\b|weiterlesen|lire la suite|\[?\.{3}|…)",
    re.IGNORECASE,
)
_WORD = lazy.compile(r"(?<![\w'’-])[a-z]{2,20}(?![\w'’-])")
# A text of so many characters that ends without a full stop is no label or list.
_SENTENCE, _LINE = 60, 50


def why_cut(line: str, paragraph: str, above: str, below: str, lexicon: Lexicon) -> str | None:
    """The reason why a text is not all there, None if it seems to be.

    Text that a credit in brackets closes is whole.

    Parameters
    ----------
    line: the last line of the text.
    paragraph: the paragraph that it closes.
    above: the line before it in that paragraph, else empty.
    below: the line under the text that belongs to no clipping, else empty.

    >>> said = "The council said that it would begin to repair the roofs in"
    >>> for text in (f"{said} spring.", f"{said} the -", f"{said} spr"):
    ...     print(why_cut(text, text, "", "", Lexicon.default()))
    None
    breaks off after a dash
    breaks off in a word
    >>> why_cut("The roofs fell.", "The roofs fell.", "", "Read more", Lexicon.default())
    'goes on elsewhere, says the line below'
    """
    text = line[-200:].rstrip(_LEFT_OVER)
    for pattern, reason in _CUT_OFF:
        if pattern.search(text):
            return reason
    if source.closing_credit(paragraph, lexicon):
        return None
    if _GOES_ON.match(below):
        return "goes on elsewhere, says the line below"
    if _ENDS.search(text):
        return None
    runs_on = len(above) > _LINE and text[:1].islower()
    if runs_on or max(len(paragraph), len(above) + len(text)) > _SENTENCE:
        return "breaks off in a word" if _ends_in_a_word(text) else "breaks off in a sentence"
    return None


def _ends_in_a_word(text: str) -> bool:
    """Is the last word no English one, where the others are?"""
    *others, last = _WORD.findall(text) or [""]
    known = sum(count(word) > 0 for word in others)
    return text.endswith(last) and not count(last) and known > 3 and known >= 0.8 * len(others)
