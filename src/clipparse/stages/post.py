"""The post around the clippings: the blog's date header, the post's title, and who posted it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from clipparse import lazy
from clipparse.clue import Clue, Sighting
from clipparse.facts.dates import find_dates
from clipparse.lexicon import Lexicon, fold
from clipparse.lines import has_digit
from clipparse.page import Page, PhysicalLine
from clipparse.roles import Role

_clue = partial(Clue, "post")

SENDER = _clue(Role.POST_BYLINE, 4.0, "the sender in the mail's own header")
SENT = _clue(Role.POST_DATE, 4.0, "the date in the mail's own header")
SUBJECT = _clue(Role.POST_TITLE, 4.0, "the subject in the mail's own header")
OTHER_FIELD = _clue(Role.FURNITURE, 2.0, "another field in the mail's own header")
INNER_FIELD = _clue(Role.FURNITURE, 2.5, "a field of an inner header, of a forwarded message")

TOP_DATE = _clue(Role.POST_DATE, 3.0, "nothing but a date, at the very top")
EARLY_DATE = _clue(Role.POST_DATE, 0.8, "nothing but a date, near the top")
DATE_AND_TIME = _clue(Role.POST_DATE, 0.6, "nothing but a date and a time of day")
BELOW_TOP_DATE = _clue(Role.POST_TITLE, 2.5, "the first words below a date at the very top")
FIRST_SENTENCE = _clue(Role.COMMENTARY, 0.8, "the first words of the post are a sentence, with its stop")
FIRST_CAPITALS = _clue(Role.POST_TITLE, 0.8, "the first words of the post, all in capitals")
FIRST_TITLED = _clue(Role.HEADLINE, 0.8, "the first words of the post, each with a capital")
FIRST_PLAIN = _clue(Role.COMMENTARY, 0.2, "the first words of the post, short, in ordinary letters and without a stop")
ABOVE_POSTED = _clue(Role.POST_TITLE, 1.2, "directly above the line that says who posted it")
TOP_TITLE = _clue(Role.POST_TITLE, 0.8, "the first line, short and without a full stop")
POSTED = _clue(Role.POST_BYLINE, 3.0, "says who posted it or when")
POSTED_AT_TOP = _clue(Role.POST_BYLINE, 1.0, "says who posted it, near the top")
DATE_BY_NAME = _clue(Role.POST_BYLINE, 1.5, "a date, then by whom")
SINGLE_NAME = _clue(Role.POST_BYLINE, 0.8, "by somebody with only one name")
BELOW_TEXT = _clue(Role.POST_BYLINE, 0.5, "says who posted it, below the text")

_FIELD = lazy.compile(r"([^\W\d_][\w-]{0,24}(?: [a-zа-я]{2,4})?)\s?:(?!//)\s*(?=\S|$)")
_HEADER_FIELDS = frozenset(
    [
        "from",
        "to",
        "cc",
        "bcc",
        "date",
        "sent",
        "subject",
        "reply-to",
        "organization",
        "organisation",
        "newsgroups",
        "message-id",
        "references",
        "lines",
        "sender",
        "path",
        "keywords",
        "summary",
        "followup-to",
        "mime-version",
        "content-type",
        "received",
        "return-path",
        "x-mailer",
        "distribution",
    ]
)
_OWN_FIELDS = {"from": SENDER, "date": SENT, "sent": SENT, "subject": SUBJECT}
_OWN_FIELDS_AND_TO = ("from", "to", "date", "subject")
# A header ends where no field stands within so many lines (a folded field may take several).
_FOLDED = 3

_SUBJECT_PREFIX = lazy.compile(r"subj(?:ect)?\s*:\s*", re.IGNORECASE)
_BY_NAME = lazy.compile(r"\b(?:by|with|von|par|por|di|da|door|от|автором)\b:?\s+(.{1,120})", re.IGNORECASE)
_SENDER_NAMED = lazy.compile(
    r"^\s*(?P<name>[^<>()@]{2,80}?)\s*<[^<>]{0,120}>?"
    r"|^\s*\S{1,120}\s*\((?P<inside>[^()]{2,80}(?:\([^()]{0,40}\))?[^()]{0,40})\)?"
)
_NAME_ENDS = lazy.compile(r"\s*[|•·@\[]|\s[-–—]\s|,?\s*\d{1,2}[:.]\d{2}|\s*\(|\s+\d+\s|[.,:;]?\s*$")
# `- Hal`, `~Ann`; `Love, Ann`, `See you there, -Hal`; `J.`, `KD`, `Ann B.`
_SIGN_MARK = lazy.compile(r"[-–—~*]{1,3}\s?(?=\w)")
_CLOSES_WITH_NAME = lazy.compile(
    r"(?:,|!|\.{1,3})\s{1,2}(?:[-–—~]{1,2}\s?)?(?P<name>[^\W\d_]{2,14})$|\s[-–—~]{1,2}\s?(?P<marked>[^\W\d_]{2,14})$"
)
_INITIALS = lazy.compile(r"(?:[A-Z]\.\s?){1,3}|[A-Z]{2,3}")
_OWN_RIGHTS = lazy.compile(
    r"\W{0,3}(?:copyright|©|by)\s?(?:\(c\)|©)?\s?(?:(?:19|20)\d\d)?,?\s?(?:by:?\s)?"
    r"(?P<name>[A-Z][\w.’'-]{1,20}(?:\s[A-Z][\w.’'-]{0,20}){0,3}?)"
    r"(?:,?\s(?:copyright|©)\s?(?:\(c\)|©)?\s?(?:19|20)\d\d.{0,30})?(?:[.,]\s?all rights reserved)?\W{0,3}",
    re.IGNORECASE,
)
_LONGEST_SIGN_OFF = 60
_TIME = lazy.compile(r"\b\d{1,2}[:.]\d{2}\b|\b\d{1,2}\s?[ap]\.?m\b", re.IGNORECASE)


def observe(page: Page, lexicon: Lexicon) -> Iterator[Sighting]:
    """Say which lines look like the post's own date, title and signature."""
    header = own_header(page, lexicon)
    yield from _mail(page, header, lexicon)
    first = header[-1] + 1 if header else 0
    yield from _blog(page, lexicon, first)
    if not header:
        yield from _first_words(page, first, lexicon)


def own_header(page: Page, lexicon: Lexicon) -> range:
    """The lines of the header with which a mail begins; empty when the text begins otherwise."""
    lines = page.lines
    last = -1
    for line in lines[:60]:
        if line.index - last > _FOLDED:
            break
        name = _field(line, lexicon)
        if name in _HEADER_FIELDS or (last >= 0 and name and name.startswith("x-")):
            last = line.index
        elif last >= 0 and line.gap:
            break  # a blank line ends a header, unless another field follows
    return (
        range(last + 1) if any(_field(line, lexicon) in ("from", "subject") for line in lines[: last + 1]) else range(0)
    )


def _field(line: PhysicalLine, lexicon: Lexicon) -> str | None:
    """The name of a header's field, in English whatever the mail's language."""
    match = _FIELD.match(line.content)
    if match is None:
        return None
    name = match[1].lower()
    if name in _HEADER_FIELDS:
        return name
    return next((field for field in _OWN_FIELDS_AND_TO if name in lexicon.lists[f"mail.{field}"]), name)


def _mail(page: Page, header: range, lexicon: Lexicon) -> Iterator[Sighting]:
    said: set[str] = set()
    subject = False
    for line in page.lines:
        name = _field(line, lexicon)
        if line.index in header:
            if name is None or (name not in _HEADER_FIELDS and line.indent):
                if not subject:  # which runs on
                    yield line.index, OTHER_FIELD
                continue
            subject = name == "subject" and name not in said
            own = _OWN_FIELDS.get(name)
            yield line.index, own if own and name not in said else OTHER_FIELD
            said.add(name)
        elif name in _HEADER_FIELDS and len(line.content) < 200:
            yield line.index, INNER_FIELD


def _blog(page: Page, lexicon: Lexicon, first: int) -> Iterator[Sighting]:
    lines = page.lines
    starts, ends = page.main_text
    below = page.blocks[ends].last if ends >= starts else len(lines)
    for line in lines[first:]:
        text = line.content
        if not 3 <= len(text) <= 160:
            continue
        near_top = line.index < first + 8
        if is_only_date(text, lexicon):
            yield from _date_clues(lines, line, first)
            continue
        if line.index == first and len(text) < 120 and text[-1] not in ".,;:":
            yield line.index, TOP_TITLE
        if (opener := _says_posted(text, lexicon)) or _date_by(text, lexicon):
            yield line.index, POSTED if opener else DATE_BY_NAME
            if near_top:
                yield line.index, POSTED_AT_TOP
            if line.index > below:
                yield line.index, BELOW_TEXT
            if line.index > first and len(lines[line.index - 1].content) < 160:
                yield line.index - 1, ABOVE_POSTED
        elif near_top and len(text.split()) == 2 and _BY_NAME.match(text):
            yield line.index, SINGLE_NAME


def _first_words(page: Page, first: int, lexicon: Lexicon) -> Iterator[Sighting]:
    """What the first words below a date header look like: a title, or the beginning of what the blogger has to say."""
    lines = page.lines
    at = first + (first < len(lines) and is_only_date(lines[first].content, lexicon))
    if at + 1 >= len(lines):
        return
    text, below = lines[at].content, lines[at + 1].content
    letters = [word for word in text.split() if word[0].isalpha()]
    if not letters or len(text) > 100:
        return
    if below[:1].islower() or below[:1] in ",;.":  # it runs on
        return
    if text[-1] in ".!?" and not text.isupper():
        yield at, FIRST_SENTENCE
    elif text.isupper() and len(letters) > 1:
        yield at, FIRST_CAPITALS
    elif len(letters) > 1 and sum(word[0].isupper() for word in letters) >= 0.7 * len(letters):
        yield at, FIRST_TITLED
    elif text[-1] not in ":;,":
        yield at, FIRST_PLAIN


def _date_clues(lines: tuple[PhysicalLine, ...], line: PhysicalLine, first: int) -> Iterator[Sighting]:
    if line.index == first:
        yield line.index, TOP_DATE
        if line.index + 1 < len(lines):
            yield line.index + 1, BELOW_TOP_DATE
    elif line.index < first + 6:
        yield line.index, EARLY_DATE
    if _TIME.search(line.content):
        yield line.index, DATE_AND_TIME


def is_only_date(text: str, lexicon: Lexicon) -> bool:
    """Is there nothing on this line but one date, with its weekday and time?

    >>> [is_only_date(text, Lexicon.default()) for text in ("Saturday, 15 March 2014", "March 3 was wet")]
    [True, False]
    """
    if len(text) > 60 or not has_digit(text):
        return False
    found = find_dates(text, lexicon)
    return len(found) == 1 and not any(
        char.isalnum() for char in text[: found[0].span.start] + text[found[0].span.end :]
    )


def _says_posted(text: str, lexicon: Lexicon) -> bool:
    words = text.casefold().replace("(", " ").replace(":", " ").split()[:4]
    openers = lexicon.lists["post.openers"]
    return any(" ".join(words[:count]) in openers for count in (1, 2, 3, 4)) and (len(words) < 2 or len(text) < 100)


def _opens(words: Sequence[str], phrases: frozenset[str]) -> bool:
    return any(" ".join(words[:count]).casefold() in phrases for count in (1, 2))


def _date_by(text: str, lexicon: Lexicon) -> bool:
    match = _BY_NAME.search(text)
    if match is None or len(text) > 100:
        return False
    return any(one.span.start < match.start() for one in find_dates(text, lexicon)[:1]) and match.start() < 60


def read_title(text: str, lexicon: Lexicon | None = None) -> str | None:
    """The title as the line states it, without a mail's `Subject:`.

    >>> read_title("Subject: [list] Fwd: Storm"), read_title("Storm week")
    ('[list] Fwd: Storm', 'Storm week')
    """
    label = _FIELD.match(text)
    if label and label[1].lower() in (lexicon or Lexicon.default()).lists["mail.subject"]:
        return text[label.end() :].strip() or None
    return _SUBJECT_PREFIX.sub("", text, count=1).strip() or None


def read_author(text: str, lexicon: Lexicon) -> str | None:
    """Who posted it, as the line names him or her; None where only an address stands.

    >>> words = Lexicon.default()
    >>> [read_author(line, words) for line in ("From: ann@example.org (Ann Lee)", "From: Ann Lee <a@example.org>")]
    ['Ann Lee', 'Ann Lee']
    >>> [read_author(line, words) for line in ("Posted by Ann at 11:02", "May 2, 2007 by Bo", "From: a@example.org")]
    ['Ann', 'Bo', None]
    """
    label = _FIELD.match(text)
    if label and (label[1].lower() == "sender" or label[1].lower() in lexicon.lists["mail.from"]):
        return _sender(text[label.end() :])
    text = text.strip(" ()[]*")
    if match := _BY_NAME.search(text[:200]):
        return _only_name(match[1], lexicon)
    words = text.split()
    for count in (3, 2, 1):
        if " ".join(words[:count]).casefold().rstrip(":") in lexicon.lists["post.openers"]:
            return _only_name(" ".join(words[count:]), lexicon)
    return _only_name(text, lexicon)


def _sender(text: str) -> str | None:
    match = _SENDER_NAMED.match(text[:300])
    if match is None:
        name = text.strip()
        return name if name and "@" not in name else None
    name = (match["name"] or match["inside"] or "").strip().strip("\"'“”").strip()
    return name if any(char.isalpha() for char in name) else None


def _only_name(text: str, lexicon: Lexicon) -> str | None:
    """`text` up to the time, the date or the label behind the name."""
    text = text[:400]
    for found in find_dates(text, lexicon)[:1]:
        text = text[: found.span.start] if found.span.start > 1 else text[found.span.end :]
    if text.strip(" :").casefold() in lexicon.lists["post.bare_openers"]:
        return None  # the name stands on the next line
    text = text.strip(" ,|•·-–—@")
    match = _NAME_ENDS.search(text)
    name = text[: match.start()] if match else text
    ends = lexicon.lists["post.before_time"]
    words = name.split()
    cut = next((at for at in range(1, len(words)) if _opens(words[at:], ends)), len(words))
    name = " ".join(words[:cut])
    name = name.strip(" ,.:;|•·-–—@") if not name.endswith(("Jr.", "Sr.")) else name
    return name if 1 < len(name) <= 80 and any(char.isalpha() for char in name) else None


def read_sign_off(text: str, above: str, lexicon: Lexicon) -> str | None:
    """Who signs with this line, the last below `above`: with one name, or with initials; not whom it quotes.

    >>> words = Lexicon.default()
    >>> lines = (("- Hal", "It rained all day."), ("jane", "More later...."), ("KD", "Peace,"), ("Love, Ann", "Bye!"))
    >>> [read_sign_off(line, above, words) for line, above in lines]
    ['Hal', 'jane', 'KD', 'Ann']
    >>> [read_sign_off(line, "It rained all day.", words) for line in ("- Reuters", "- Mark Twain", "Rain", "I")]
    [None, None, None, None]
    """
    text = text.strip()
    if not text or len(text) > _LONGEST_SIGN_OFF:
        return None
    mark = _SIGN_MARK.match(text)
    name = text[mark.end() if mark else 0 :].strip(" ~*-–—<>")
    if _is_outlet(name, lexicon):
        return None
    if _INITIALS.fullmatch(name):
        return name if mark or name.endswith(".") or _is_farewell(above) else None
    first, *others = name.rstrip(".!").split() or [""]
    known = fold(first) in lexicon.lists["names.first"]
    if not others:
        signs = known or (first[:1].isupper() and (mark or _is_farewell(above)))
        return first if signs and first.isalpha() and len(first) > 1 else None
    if len(others) == 1 and known and first[0].isupper() and _INITIALS.fullmatch(others[0] + "."):
        return name if name.endswith(".") else f"{first} {others[0]}"
    closed = _CLOSES_WITH_NAME.search(text.rstrip(".!"))
    name = (closed["name"] or closed["marked"]) if closed else ""
    return name if name[:1].isupper() and fold(name) in lexicon.lists["names.first"] else None


def _is_outlet(name: str, lexicon: Lexicon) -> bool:
    return lexicon.outlet(name) is not None or fold(name) in lexicon.names["agencies"]


def _is_farewell(text: str) -> bool:
    """`Love,`, `Yours truly,`: a few words and a comma."""
    return text.endswith(",") and text.count(" ") < 4


def read_own_rights(text: str, lexicon: Lexicon) -> str | None:
    """The poster's own claim of rights, below what he or she wrote.

    >>> words = Lexicon.default()
    >>> [read_own_rights(line, words) for line in ("Copyright 2004 by Serenity", "(Copyright 2004 by Ann B.)")]
    ['Serenity', 'Ann B.']
    >>> [read_own_rights(line, words) for line in ("Copyright 2004 Reuters", "© 2004 Quay Company", "by the sea")]
    [None, None, None]
    """
    short = len(text) <= 2 * _LONGEST_SIGN_OFF and has_digit(text)
    found = _OWN_RIGHTS.fullmatch(text.strip()) if short else None
    name = found["name"] if found else ""
    words = name.split()
    if not words or not all(word[0].isupper() for word in words) or _is_outlet(name, lexicon):
        return None
    return None if fold(words[-1]) in lexicon.lists["source.company_words"] else name
