"""What kind of post a page is, by its outside: what a line means depends on it.

A short line is a headline on a paper's page, a thought on a blog, a subject in a mail. Before any line is judged, a first look
asks for signs that need no judgement of lines: a mail's header, menus, the width of the lines, a date on top. Each sign that is
there adds its strength to each kind; the likeliest kind is taken, and how likely it is is kept.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping

import attrs

from clipparse import lazy
from clipparse.facts.dates import find_dates
from clipparse.gate import gated
from clipparse.lexicon import Lexicon, fold
from clipparse.lines import has_digit
from clipparse.model import Clue
from clipparse.page import Block, Page, PhysicalLine
from clipparse.roles import Kind, Role

# Kinds that labelled posts show. The signs of the others keep the guesses below, whatever is fitted.
FITTED = (Kind.BLOG, Kind.MAIL, Kind.PAGE, Kind.TEXT)
# What a post's kind says of each of its lines.
OF_KIND: Mapping[Kind, Clue] = {
    Kind.BLOG: Clue("kind", Role.COMMENTARY, 0.5, "in a post of a blog"),
    Kind.MAIL: Clue("kind", Role.BODY, 0.0, "in a mail"),
    Kind.THREAD: Clue("kind", Role.COMMENT, 0.5, "in a forum's thread"),
    Kind.CHAT: Clue("kind", Role.COMMENTARY, 0.5, "in a chat"),
    Kind.NEWSLETTER: Clue("kind", Role.BODY, 0.5, "in a newsletter"),
    Kind.PAGE: Clue("kind", Role.FURNITURE, 0.5, "on a saved page"),
    Kind.TEXT: Clue("kind", Role.BODY, 0.5, "in a text file"),
}


@attrs.frozen(slots=True)
class Sign:
    """Something that can be seen of a page from outside, and how much it speaks for each kind."""

    why: str
    guess: Mapping[Kind, float] = attrs.field(factory=dict, eq=False)


@attrs.frozen(slots=True)
class Verdict:
    """The likeliest kind, its probability, and the signs that were seen, the ones that speak for it most first."""

    kind: Kind
    confidence: float
    signs: tuple[str, ...] = ()


_FIELD = lazy.compile(r"([A-Za-z][\w-]{1,24})\s?:\s")
_FIELDS = frozenset(
    [
        "from",
        "to",
        "subject",
        "date",
        "sent",
        "cc",
        "newsgroups",
        "message-id",
        "organization",
        "reply-to",
        "sender",
        "lines",
        "path",
    ]
)
_WROTE = lazy.compile(
    r"\b(?:wrote|writes|schrieb|escribió|escreveu|ha scritto|schreef|пишет)\s?:$|^Le .{5,60} a écrit\s?:$"
)
_RULE = lazy.compile(r"[-=_*~#+.\s]{12,}$")
_I = gated(lazy.compile(r"(?<![\w.'’])(?:I|i|I'm|I’m|i'm|im|I've|my|My|me)(?![\w'’.])"), "i im my me")
_CLOCK = lazy.compile(
    r"[\[(]?(?:\d{1,2}[./]\d{1,2}[./]\d{2,4},? )?\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]m)?[\])]?,?\s*(?:[-–] )?\S",
    re.IGNORECASE,
)
_ANSWERS = lazy.compile(
    r"(?:\S.{0,40} (?:said|says|wrote|replied)\b.{0,40}(?:\.\.\.|:)$|re: |reply\b|posts?: \d|joined:? |quote:$)",
    re.IGNORECASE,
)
_LETTER = lazy.compile(
    r"\b(?:unsubscribe|view (?:this|it) in (?:your|a) browser|newsletter|in this issue|this week's issue"
    r"|forwarded this)\b",
    re.IGNORECASE,
)
_ITEM = lazy.compile(r"(?:\d{1,2}[.)]|[•▪◦])\s\S")
_BOARD = lazy.compile(r"\bBBS\b|\bbaud\b|\b(?:up|down)loaded\b|\btyped (?:in )?by\b|end of file", re.IGNORECASE)
# Pieces of which each match of those two holds one (none with an i, which also stands for one without a dot).
_OF_BOARD = ("bbs", "baud", "loaded", "typed", "end of f")
_OF_LETTER = ("unsubscr", "browser", "newsletter", "ssue", "forwarded th")
_FILED = lazy.compile(r"\((?:AP|AFP|UPI|Reuters?|CNN|PA|dpa|Xinhua)\)|^(?:By|BY) [A-Z]")
_SHORT = 60  # characters


@attrs.frozen(slots=True, eq=False)
class _Look:
    """What is counted once, for all signs."""

    page: Page
    lexicon: Lexicon
    lines: tuple[PhysicalLine, ...]  # a line for each paragraph
    short: int
    prose: int
    own: int  # paragraphs of prose that say I
    news: int  # sections of a newspaper
    blog: int  # pieces of a blog's frame
    gapless: bool

    @classmethod
    def at(cls, page: Page, lexicon: Lexicon) -> _Look:
        lines = page.unwrapped.lines
        prose = [block for block in page.unwrapped.blocks if block.is_prose]
        short = [line.content for line in lines if len(line.content) <= _SHORT]
        news, blog = _frame(short, lexicon)
        return cls(
            page,
            lexicon,
            lines,
            len(short),
            len(prose),
            sum(map(_says_i, prose)),
            news,
            blog,
            not any(line.gap for line in lines),
        )

    def count(self, pattern: re.Pattern[str], longest: int = 300) -> int:
        """In how many lines, no longer than this, does the pattern begin?"""
        return sum(1 for line in self.lines if len(line.content) <= longest and pattern.match(line.content))


def _says_i(block: Block) -> bool:
    """Does a paragraph say I, or my, near its beginning?"""
    text = block.text if len(block.text) <= 400 else block.text[:400].rpartition(" ")[0]  # no I of Internet
    return _I.search(text, block.words) is not None


def _frame(short: list[str], lexicon: Lexicon) -> tuple[int, int]:
    """How many of a newspaper's sections the page lists, and how many kinds of a blog's furniture it shows."""
    news: set[str] = set()
    blog: set[str] = set()
    sections, furniture = lexicon.lists["voice_page.news"], lexicon.lists["voice_page.blog"]
    for text in short:
        words = fold(text).split()
        if not words:
            continue
        whole = " ".join(words)
        if len(words) <= 3 and whole in sections:
            news.add(whole)
        blog.update(
            opening
            for size in (1, 2, 3)
            if (opening := " ".join(words[:size])) in furniture and (size > 1 or len(words) <= 3)
        )
    return len(news), len(blog)


def _header(look: _Look) -> bool:
    fields = {m[1].lower() for line in look.page.lines[:15] if (m := _FIELD.match(line.content))}
    return len(fields & _FIELDS) >= 2


def _inner_header(look: _Look) -> bool:
    run = 0
    for line in look.page.lines[6:]:
        match = _FIELD.match(line.content[:40])
        run = run + 1 if match and match[1].lower() in _FIELDS else 0
        if run >= 2:
            return True
    return False


def _dated(line: PhysicalLine, lexicon: Lexicon) -> bool:
    """Is there a date on this line, and hardly anything else?"""
    text = line.content
    if len(text) > 45 or not has_digit(text):
        return False
    found = find_dates(text, lexicon)
    return len(found) == 1 and len(text) - (found[0].span.end - found[0].span.start) <= 14


def _wrote(look: _Look) -> bool:
    """Does a line announce what somebody wrote?"""
    return any(
        line.content[-1:] == ":" and len(line.content) <= 200 and _WROTE.search(line.content) for line in look.lines
    )


def _at_the_ends(
    look: _Look, top: int, foot: int, width: int, pattern: re.Pattern[str], pieces: tuple[str, ...]
) -> bool:
    """Is the pattern in one of the first or last lines? Each of its matches holds one of the pieces, in some case."""
    lines = [line.content[:width] for line in (*look.lines[:top], *look.lines[-foot:])]
    text = "\n".join(lines).casefold()
    return any(piece in text for piece in pieces) and any(map(pattern.search, lines))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


_SIGNS: tuple[tuple[Sign, Callable[[_Look], bool]], ...] = (
    (Sign("a mail's header on top", {Kind.MAIL: 5.0}), _header),
    (Sign("a mail's header further down", {Kind.MAIL: 1.5}), _inner_header),
    (Sign("lines quoted with marks", {Kind.MAIL: 1.5}), lambda look: sum(line.quoted for line in look.lines) >= 2),
    (Sign("somebody wrote: what follows", {Kind.MAIL: 1.0, Kind.THREAD: 1.0}), _wrote),
    (Sign("wrapped at one width", {Kind.MAIL: 1.0, Kind.TEXT: 2.0, Kind.BLOG: -2.0, Kind.PAGE: -1.5}), lambda look: look.page.width is not None),
    (Sign("no blank lines", {}), lambda look: look.gapless),
    (Sign("rules made of marks", {Kind.TEXT: 0.8}), lambda look: look.count(_RULE) >= 1),
    (Sign("a board's marks", {Kind.TEXT: 2.5}), lambda look: _at_the_ends(look, 8, 5, 120, _BOARD, _OF_BOARD)),
    (Sign("mostly short lines, many of them", {Kind.PAGE: 2.5}), lambda look: look.short > 20 and _share(look.short, len(look.lines)) > 0.6),
    (Sign("hundreds of lines, more short than long", {Kind.PAGE: 1.0}), lambda look: len(look.lines) > 100 and _share(look.short, len(look.lines)) > 0.5),
    (Sign("a title that comes again further down", {Kind.PAGE: 1.5}), lambda look: look.page.unwrapped.stated_title >= 0),
    (Sign("a newspaper's sections", {Kind.PAGE: 2.0}), lambda look: look.news >= 3),
    (Sign("a blog's frame", {Kind.BLOG: 1.0, Kind.PAGE: 0.5}), lambda look: look.blog >= 2),
    (Sign("hardly a short line", {Kind.BLOG: 0.5, Kind.TEXT: 0.5}), lambda look: _share(look.short, len(look.lines)) < 0.2),
    (Sign("a date alone on top", {Kind.BLOG: 2.0}), lambda look: bool(look.lines) and _dated(look.lines[0], look.lexicon)),
    (Sign("a date alone on the second line", {Kind.BLOG: 1.0}), lambda look: len(look.lines) > 1 and _dated(look.lines[1], look.lexicon)),
    (Sign("says I in every third paragraph", {Kind.BLOG: 1.0}), lambda look: look.own > 0 and look.own * 3 >= look.prose),
    (Sign("nobody says I", {}), lambda look: look.prose > 0 and not look.own),
    (Sign("bylines and datelines of several articles", {}), lambda look: look.count(_FILED, 400) >= 3),
    (Sign("fewer than six lines", {Kind.BLOG: 0.5}), lambda look: len(look.lines) < 6),
    (Sign("no prose at all", {}), lambda look: not look.prose),
    (Sign("times before what is said", {Kind.CHAT: 8.0}), lambda look: look.count(_CLOCK) >= max(3, len(look.lines) // 5)),
    (Sign("answers of several people", {Kind.THREAD: 4.0}), lambda look: look.count(_ANSWERS, 100) >= 3),
    (Sign("a newsletter's words", {Kind.NEWSLETTER: 5.5}), lambda look: _at_the_ends(look, 6, 8, 160, _LETTER, _OF_LETTER)),
    (Sign("several numbered items", {Kind.NEWSLETTER: 1.0}), lambda look: look.count(_ITEM) >= 3),
)  # fmt: skip
SIGNS: tuple[Sign, ...] = tuple(sign for sign, _ in _SIGNS)
# What every post has, the likelihood of a kind before anything is seen; it is fitted like a sign.
ANY = Sign("before anything is seen", {Kind.THREAD: -3.0, Kind.CHAT: -3.0, Kind.NEWSLETTER: -3.5})


def signs(page: Page, lexicon: Lexicon) -> Iterator[str]:
    """The signs that a page shows, each by its reason.

    >>> list(signs(Page.of("From: Ann\\nSubject: Storm\\n\\nSee below."), Lexicon.default()))[:1]
    ["a mail's header on top"]
    """
    look = _Look.at(page, lexicon)
    return (sign.why for sign, holds in _SIGNS if holds(look))


def guessed() -> dict[str, dict[Kind, float]]:
    """What each sign speaks for before anything was fitted."""
    return {sign.why: dict(sign.guess) for sign in (ANY, *SIGNS)}


def verdict(seen: Iterator[str], strengths: Mapping[str, Mapping[Kind, float]]) -> Verdict:
    """The likeliest kind, as these signs say.

    >>> verdict(iter(["a mail's header on top"]), guessed()).kind
    <Kind.MAIL: 'mail'>
    """
    whys = tuple(seen)
    sums = dict.fromkeys(Kind, 0.0)
    for why in (ANY.why, *whys):
        for kind, strength in strengths.get(why, {}).items():
            sums[kind] += strength
    best = max(Kind, key=lambda kind: sums[kind])
    whole = sum(math.exp(value - sums[best]) for value in sums.values())
    told = sorted(whys, key=lambda why: -strengths.get(why, {}).get(best, 0.0))
    return Verdict(best, round(1 / whole, 4), tuple(told))
