"""A post as a person likes to read it in a terminal."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

import attrs

from clipparse.model import Author, Clipping, Post, printable
from clipparse.roles import Role

_INDENT = "    "
_LIST_LIMIT = 5  # dropped, mended and remarks: so many are named, the others counted
_OPENING_LINES = 3  # of the body


@attrs.frozen(slots=True)
class Style:
    """How wide, and with colour or without.

    >>> Style(colour=False).bold("plain")
    'plain'
    """

    width: int = 80
    colour: bool = False

    def bold(self, text: str) -> str:
        """Headlines and titles."""
        return self._in("1", text)

    def dim(self, text: str) -> str:
        """What matters less."""
        return self._in("2", text)

    def fact(self, text: str) -> str:
        """Who, where and when."""
        return self._in("36", text)

    def warn(self, text: str) -> str:
        """What was dropped or changed."""
        return self._in("33", text)

    def _in(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and text else text

    def wrapped(self, text: str, lines: int | None = None) -> list[str]:
        """`text` on lines of this width behind the indent, at most so many of them."""
        # no more is cleaned and wrapped than can be shown
        room = None if lines is None else self.width * lines
        return textwrap.wrap(
            printable(text, room),
            self.width,
            initial_indent=_INDENT,
            subsequent_indent=_INDENT,
            max_lines=lines,
            placeholder=" …",
            break_on_hyphens=False,
        )


def show(post: Post, style: Style | None = None) -> str:
    """The post on a few lines: its title and date, each clipping, and what stands around them.

    >>> print(show(Post(text="", title="Rain", posted=dt.date(2014, 3, 15), commentary=("It rained.",))))
    Rain
    Saturday 15 March 2014 · no clippings
    <BLANKLINE>
    1 remark    It rained.
    """
    style = style or Style()
    blocks = ["\n".join(_heading(post, style))]
    blocks += ["\n".join(_clipping(number, clip, post.text, style)) for number, clip in enumerate(post, start=1)]
    blocks += ["\n".join(_around(post, style))]
    return "\n\n".join(filter(None, blocks))


def _heading(post: Post, style: Style) -> Iterator[str]:
    for line in style.wrapped(post.title or ""):
        yield style.bold(line.removeprefix(_INDENT))
    facts = [_count(len(post), "clipping")]
    if post.author:
        facts.insert(0, f"posted by {printable(post.author)}")
    if post.posted:
        facts.insert(0, f"{post.posted:%A} {_day(post.posted, post.posted_at)}")
    yield style.dim(" · ".join(facts))


def _clipping(number: int, clip: Clipping, text: str, style: Style) -> Iterator[str]:
    yield from _title(number, clip, style)
    yield from style.wrapped(clip.standfirst or "")
    for line in _packed(_credits(clip), style.width - len(_INDENT)):
        yield from map(style.fact, style.wrapped(line))
    if opening := style.wrapped(_opening(clip), _OPENING_LINES):
        yield ""
        yield from opening
    yield ""
    yield _INDENT + style.dim(" · ".join(_measures(clip)))
    for label, notes in (("dropped", _dropped(clip, text)), ("mended", _mended(clip))):
        yield from (_INDENT + note for note in _notes(label, notes, style.warn, style.width - len(_INDENT)))


def _title(number: int, clip: Clipping, style: Style) -> Iterator[str]:
    if clip.kicker:
        yield from map(style.dim, style.wrapped(clip.kicker, 1))
    paint = style.bold if clip.headline else style.dim
    gutter = f"{number:>2}  "
    for line in style.wrapped(clip.headline or "(no headline)"):
        yield gutter + paint(line.removeprefix(_INDENT))
        gutter = _INDENT


def _credits(clip: Clipping) -> Iterator[str]:
    """Who, where it was published, when, from where: what of it is known."""
    if clip.byline:
        names = ", ".join(map(_author, clip.byline.authors))
        yield f"by {names}" if names else clip.byline.collective or clip.byline.text
    outlet = (clip.source and (clip.source.name or clip.source.url)) or clip.agency
    if outlet:
        yield outlet
    if clip.published:
        yield _day(clip.published, clip.published_at)
    if clip.dateline and clip.dateline.place:
        agency = f" ({clip.agency})" if clip.agency and clip.agency != outlet else ""
        yield f"{clip.dateline.place}{agency}"


def _packed(facts: Iterable[str], width: int) -> list[str]:
    """Facts with dots between them, on as few lines as will do; none is torn that fits on a line of its own.

    >>> _packed(["by Ann Lee", "Mail & Guardian", "5 June 2021"], 30)
    ['by Ann Lee · Mail & Guardian', '5 June 2021']
    """
    lines: list[str] = []
    for fact in facts:
        if lines and len(lines[-1]) + len(fact) + 3 <= width:
            lines[-1] += f" · {fact}"
        else:
            lines.append(fact)
    return lines


def _author(author: Author) -> str:
    credit = "" if author.credit == "author" else author.credit
    about = ", ".join(filter(None, (author.role, author.affiliation, author.place, credit)))
    return f"{author.name} ({about})" if about else author.name


def _opening(clip: Clipping) -> str:
    return next((paragraph.text for paragraph in clip.paragraphs if paragraph.kind is Role.BODY), "")


def _measures(clip: Clipping) -> Iterator[str]:
    yield _count(sum(paragraph.kind is Role.BODY for paragraph in clip.paragraphs), "paragraph")
    yield _count(len(clip.text.split()), "word")
    if clip.quotes:
        yield _count(len(clip.quotes), "quote")
    if clip.truncated:
        yield "breaks off"
    yield f"{clip.confidence:.0%} sure"


def _dropped(clip: Clipping, text: str) -> Iterator[str]:
    for duplicate in clip.duplicates:
        yield f"a copy ({duplicate.similarity:.0%} alike): {printable(duplicate.span.of(text), 90)}"


def _mended(clip: Clipping) -> Iterator[str]:
    changes = Counter((correction.before, correction.after) for correction in clip.corrections)
    for (before, after), times in changes.items():
        yield f"{printable(before, 40)} → {printable(after, 40)}" + (f" ({times} times)" if times > 1 else "")


def _around(post: Post, style: Style) -> Iterator[str]:
    """The post's own lines, that belong to no clipping."""
    roles = Counter(line.role for line in post.lines)
    yield from _notes(_count(len(post.commentary), "remark"), post.commentary, style.dim, style.width)
    if comments := roles[Role.COMMENT]:
        yield style.dim(f"{_count(comments, 'line')} of readers' comments")
    if furniture := roles[Role.FURNITURE]:
        yield style.dim(f"{_count(furniture, 'line')} of furniture left out")


def _notes(label: str, notes: Iterable[str], paint: Callable[[str], str], width: int) -> Iterator[str]:
    """A label and, beside it, one line for each note, up to a limit."""
    known = list(notes)
    if len(known) > _LIST_LIMIT:
        known[_LIST_LIMIT:] = [f"and {len(known) - _LIST_LIMIT} more"]
    for note in known:
        gap = " " * max(2, 12 - len(label))
        yield paint(label) + gap + printable(note, width - len(label) - len(gap))
        label = ""


def _day(day: dt.date, moment: dt.datetime | None) -> str:
    return f"{day.day} {day:%B} {day.year}" + (f", {moment:%H:%M}" if moment else "")


def _count(number: int, noun: str) -> str:
    return f"{f'{number:,}' if number else 'no'} {noun}{'' if number == 1 else 's'}"
