"""Credits whose line breaks were lost without a trace: `Ann LeeHarbour Herald Staff WriterMonday, May 3`."""

from __future__ import annotations

import re

from clipparse import lazy
from clipparse.lexicon import Lexicon, fold

# Where a small letter meets a capital, capitals meet a word that only begins with one, or a well-known name.
_SEAM = lazy.compile(
    r"(?<=[^\W\d_A-Z]{2})(?=[A-Z][^\W\d_A-Z])|(?<=[A-Z]{3})(?=[A-Z][a-z]{2})"
    r"|(?<=[A-Z]{3})(?=(?:ASSOCIATED|CANADIAN) PRESS|AGENCE FRANCE|STAFF (?:WRITER|REPORTER)|SPECIAL TO )"
    r"|(?<=[A-Z]{3})(?=AP (?:[A-Z][a-z]{2,12} ){0,3}(?:Writer|Correspondent|Reporter)\b)"
)
_JOB_ENDS = lazy.compile(r"(?:writer|reporter|correspondent|columnist|editor|staff)s?\Z", re.IGNORECASE)
_WORDS = lazy.compile(r"[\w.&!'’]+(?: [\w.&!'’]+){0,3}")
# Names with a capital inside have few letters before it: `McDonald`, `DeLay`, `MacArthur`.
_FEWEST_BEFORE = 4
_MOST_SEAMS = 12


def unglued(text: str, lexicon: Lexicon) -> str:
    """The credits with a line feed where a name meets an outlet or a day, or a job what follows it.

    >>> words = Lexicon.default()
    >>> unglued("By Ann LeeWashington Post Staff WriterMonday, May 3", words).split("\\n")
    ['By Ann Lee', 'Washington Post Staff Writer', 'Monday, May 3']
    >>> [unglued(line, words) for line in ("Ann McDonald", "Tom DeLay, YouTube", "HarperCollins")]
    ['Ann McDonald', 'Tom DeLay, YouTube', 'HarperCollins']
    """
    cuts = [one.start() for one in list(_SEAM.finditer(text))[:_MOST_SEAMS] if _parts(text, one.start(), lexicon)]
    pieces = zip([0, *cuts], [*cuts, len(text)], strict=True)
    return "\n".join([text[start:end] for start, end in pieces]) if cuts else text


def _parts(text: str, at: int, lexicon: Lexicon) -> bool:
    before = re.split(r"[^\w]", text[max(0, at - 24) : at])[-1]
    behind = _WORDS.match(text, at)
    if behind is None:
        return False
    words = behind[0].split(" ")
    first = fold(words[0].strip(".,"))
    if _JOB_ENDS.search(before) or words[0] in ("STAFF", "SPECIAL"):
        return True
    if first in lexicon.names["weekdays"] and len(first) > len("Mon"):
        return True
    if len(before) < _FEWEST_BEFORE and " " not in text[:at].strip():
        return False
    phrases = [" ".join(words[:count]) for count in range(len(words), 1, -1)]
    return any(_is_publisher(one, lexicon) for one in phrases) or first in ("reuters", "msnbc", "newsweek", "ap")


def _is_publisher(name: str, lexicon: Lexicon) -> bool:
    return lexicon.outlet(name) is not None or fold(name).removeprefix("the ") in lexicon.names["agencies"]
