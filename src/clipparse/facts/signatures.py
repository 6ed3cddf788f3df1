"""The name with which a piece of a credit begins: where it ends there, and as it is to be written."""

from __future__ import annotations

import attrs

from clipparse.facts.jobs import KNOWN_OUTLET, LIKE_OUTLET
from clipparse.facts.people import name_case, name_end
from clipparse.facts.segments import CutLine, Segment
from clipparse.rules import rule
from clipparse.tokens import CLASSES, tokens

_SMALL_NAME = rule("<small first> <small>{1,4}")
_CAPITAL_WORD = rule("<cap -never|cap first|upper -never|upper first>")
_NO_PEN_NAME = sum(CLASSES[one] for one in ("weekday", "month", "core", "role", "section", "phrase"))

_INITIALS = 3  # letters
# `Jane Doe HarbourLine.com`: behind a name, a site
_SITES = (".com", ".org", ".net", ".co.uk")


@attrs.frozen(slots=True)
class Signature:
    """A name, and the token at which it ends; `small` if it was written without capitals."""

    name: str
    end: int
    small: bool = False


def signed_in(
    line: CutLine, segment: Segment, following: Segment | None, *, small: bool, alone: bool
) -> Signature | None:
    """The name with which a segment begins; `alone` if nobody was named before, `small` if without capitals.

    >>> from clipparse.lexicon import Lexicon
    >>> line = CutLine("By JOHN DOE Associated Press Writer", Lexicon.default())
    >>> signed_in(line, *line.segments(), None, small=False, alone=True)
    Signature(name='John Doe', end=3, small=False)
    """
    first, end = segment.first, segment.end
    if line.kinds[first] & CLASSES["core"]:
        return None
    if (small or segment.credit) and (cased := _small_name(line, first, end)):
        return Signature(cased, end, small=True)
    stop = _name_end(line, first, end) or (alone and _pen_name_end(line, segment, following))
    return Signature(name_case(line.text(first, stop), line.lexicon), stop) if stop else None


def _small_name(line: CutLine, first: int, end: int) -> str | None:
    """`by jane doe`: with capitals, it is a name."""
    if not line.whole(_SMALL_NAME, first, end):
        return None
    cased = name_case(line.text(first, end), line.lexicon)
    inner = tokens(cased, line.words)
    return cased if name_end(inner, 0, len(inner.forms), line.words) == len(inner.forms) else None


def _name_end(line: CutLine, first: int, end: int) -> int:
    """`JOHN DOE Associated Press Writer` has two words: where the name ends, or 0."""
    role, opens = CLASSES["role"], line.forms[first]
    stop = name_end(line.tokens, first, end, line.words)
    shouted = len(opens) > 1 and opens.isupper() and not opens.endswith(".")
    known = stop < end and line.match(KNOWN_OUTLET, stop, end)
    for at in range(first + 2, stop):
        closes = at + 1 == end or line.kinds[at + 1] & role
        if line.kinds[at] & role or (closes and line.whole(KNOWN_OUTLET, at, at + 1)):
            return at
        if line.forms[at].casefold().endswith(_SITES):
            return at
        if shouted and not line.forms[at][2:].isupper() and len(line.forms[at]) > 2:
            return at
        if not shouted and _is_town_in_capitals(line, at, stop):
            return at
        if at + 1 < end and not known and line.whole(LIKE_OUTLET, at, end):
            return at
    long = stop > first + 3 and len(line.forms[first + 1].rstrip(".")) > 1
    before_job = long and line.any_of(role, stop, end) and not line.any_of(role, first, stop)
    return first + 3 if before_job else stop


def _is_town_in_capitals(line: CutLine, at: int, stop: int) -> bool:
    """`Jane Doe KUALA LUMPUR`: behind a name in small letters, words in capitals to the end; not `Jane DOE`."""
    shouted = all(one.isupper() and len(one) > _INITIALS for one in line.forms[at:stop])
    before = line.forms[at - 1]
    return shouted and not before.isupper() and (at + 1 < stop or bool(line.kinds[at] & CLASSES["city"]))


def _pen_name_end(line: CutLine, segment: Segment, following: Segment | None) -> int:
    """`By Plato`, and nothing else; a name in a script without capitals, with a handle behind it."""
    first, end = segment.first, segment.end
    if following is not None:
        return end if following.address and line.kinds[first] & CLASSES["caseless"] else 0
    if segment.credit != "author" or not line.whole(_CAPITAL_WORD, first, end) or len(line.forms[first]) < 4:
        return 0
    common = line.kinds[first] & _NO_PEN_NAME or line.forms[first].casefold().endswith("ing")
    return 0 if common or line.whole(LIKE_OUTLET, first, end) else end


def is_thing(line: CutLine, segment: Segment, end: int, *, known: bool) -> bool:
    """Is what looks like a name an outlet, or words as in `By Pumping Sound Waves`; `known` if a usual first name."""
    opens = line.forms[segment.first].casefold()
    pumping = segment.credit and len(opens) > 5 and opens.endswith("ing")
    return bool(line.whole(LIKE_OUTLET, segment.first, end)) or (bool(pumping) and not known)
