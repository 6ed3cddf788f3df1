"""The text of a post as HTML: every line, coloured by role, with the reasons for it and the doubts about it.

Lines of one role under one another are a run, which is a row of a table: its label; its lines, and what is doubtful in
them; and why. A table keeps these apart also where the style is stripped, as in a notebook that is not trusted.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from clipparse.doubts import SURE, Found, Judged, find_doubts
from clipparse.escaped import count, text, within
from clipparse.roles import Role

Plain = Mapping[str, Any]

_MOST_CLUES = 4
# Notebooks set the text of a table to the right, where no style says otherwise; this much style is left to any.
_LEFT = ' style="text-align:left"'
_OPENING = 48  # letters of a line by which its reasons are told from those of the next

# Roles by what they have in common, and the hue of each group.
HUES = {
    "of the post": (270, ("post_date", "post_title", "post_byline")),
    "poster's remarks": (38, ("commentary",)),
    "readers' comments": (320, ("comment",)),
    "furniture": (0, ("furniture",)),
    "headline": (352, ("kicker", "headline", "standfirst")),
    "credits": (215, ("byline", "dateline", "source")),
    "text": (150, ("body", "subhead", "caption")),
}
_STRONG = ("post_title", "headline", "byline", "subhead")


def colours() -> Iterator[str]:
    """The style of each role: a thin layer over whatever stands behind, light or dark."""
    for hue, roles in HUES.values():
        colour = f"{hue} {0 if roles == ('furniture',) else 65}% 50%"
        for role in roles:
            alpha = ".18" if role in _STRONG else ".09"
            yield f".clipparse.clipparse .is-{role}{{background:hsl({colour}/{alpha});border-color:hsl({colour}/.8)}}"


class Step(NamedTuple):
    """A doubt's own place, that of the one before it and that of the one after."""

    here: str
    before: str | None
    after: str | None


class Lines:
    """The lines of a post as they are shown, and the places that can be linked to: lines and doubts.

    `key` begins the name of every place, so that several posts can stand in one document; `most` lines are shown.
    """

    def __init__(self, post: Plain, key: str, most: int | None = None) -> None:
        self.key = key
        self._post = post
        self._shown: Sequence[Plain] = post["lines"][:most]
        self._starts = [line["span"][0] for line in self._shown]
        self._firsts: dict[int | None, int] = {}
        for at, line in enumerate(self._shown):
            self._firsts.setdefault(line["clipping"], at)
        beginnings = [clip["confidence"] for clip in post["clippings"]]
        found = find_doubts([_judged(line) for line in self._shown], beginnings)
        # in the order of the text, each by its place
        self.doubts = {f"{key}-d{n}": one for n, one in enumerate(sorted(found, key=lambda one: one[:2]), 1)}
        self._ends = sorted(one.end for one in found if one.instead)

    def place(self, offset: int) -> str | None:
        """The line in which a character stands; None where it is not shown."""
        at = bisect_right(self._starts, offset) - 1
        return f"{self.key}-l{at + 1}" if at >= 0 and offset < self._shown[at]["span"][1] else None

    def beginning(self, clipping: int) -> str | None:
        """The first line of a clipping."""
        at = self._firsts.get(clipping)
        return None if at is None else f"{self.key}-l{at + 1}"

    def html(self, steps: Mapping[str, Step]) -> str:
        """All of it: the legend, the doubts, and the runs."""
        if not self._shown:
            return ""
        left_out = len(self._post["lines"]) - len(self._shown)
        return (
            f'<div class="raw"><h3 class="over">The text</h3>{_legend(self._shown)}'
            f'<table class="runs"><tbody>\n{"".join(self._runs(steps))}</tbody></table>'
            + (f'<p class="small">and {left_out:,} more lines</p>' if left_out else "")
            + "</div>"
        )

    def _runs(self, steps: Mapping[str, Step]) -> Iterator[str]:
        whole: str = self._post["text"]
        marks = _Marks(self._post["clippings"])
        coming = list(reversed(self.doubts.items()))
        at, end = 0, 0
        for (role, clipping, *_), group in groupby(self._shown, self._alike):
            run = list(group)
            start, stop = run[0]["span"][0], run[-1]["span"][1]
            told = [_Told(line, *marks.on(whole, *line["span"])) for line in run]
            doubts = []
            while coming and coming[-1][1].start < stop:
                place, doubt = coming.pop()
                doubts.append(_doubt(steps[place], doubt))
            kinds = ["run", f"is-{text(role)}"]
            kinds += ["apart"] * _is_apart(whole, end, start) + ["doubtful"] * bool(doubts)
            yield (
                f'<tr class="{" ".join(kinds)}"><th class="who" scope="row">{self._who(role, clipping)}</th>'
                f'<td class="said"{_LEFT}>{"".join(self._lines(whole, told, at))}{"".join(doubts)}</td>'
                f'<td class="because"{_LEFT}>{_reasons(whole, role, told)}</td></tr>\n'
            )
            at, end = at + len(run), stop

    def _alike(self, line: Plain) -> tuple[str, int | None, int, bool]:
        """What lines of one run have in common: role and clipping, and the doubt, which breaks off where it ends."""
        passed = bisect_right(self._ends, line["span"][0])
        doubtful = line["confidence"] < SURE and line.get("runner_up") is not None
        return line["role"], line["clipping"], passed, doubtful

    def _who(self, role: str, clipping: int | None) -> str:
        """The label of a run, which leads from the lines of a clipping to its card."""
        name = text(role.replace("_", " "))
        if clipping is None:
            return name
        return f'<a href="#{self.key}-c{clipping + 1}" title="to the card">{name} {clipping + 1}</a>'

    def _lines(self, whole: str, told: Iterable[_Told], at: int) -> Iterator[str]:
        end = None
        for number, one in enumerate(told, at + 1):
            start, stop = one.line["span"]
            # the style sets them apart by itself
            yield "<br>" * (end is not None and _is_apart(whole, end, start))
            hint = "&#10;".join(map(text, one.reasons()))
            yield f'<div class="line" id="{self.key}-l{number}" title="{hint}">{one.html}</div>'
            end = stop


def steps_through(places: Sequence[str]) -> dict[str, Step]:
    """From doubt to doubt, and from the last to none.

    >>> steps_through(["a", "b"])["a"]
    Step(here='a', before=None, after='b')
    """
    around = [None, *places, None]
    return {here: Step(here, before, after) for before, here, after in zip(around, places, around[2:], strict=False)}


def _judged(line: Plain) -> Judged:
    other = line.get("runner_up")
    start, end = line["span"]
    return Judged(start, end, Role(line["role"]), line["clipping"], line["confidence"], Role(other) if other else None)


def _is_apart(whole: str, end: int, start: int) -> bool:
    """Whether a blank line stands between two lines."""
    return whole.count("\n", end, start) > 1


def _legend(lines: Sequence[Plain]) -> str:
    there = {line["role"] for line in lines}
    groups = (
        (name, next(role for role in roles if role in there)) for name, (_, roles) in HUES.items() if there & {*roles}
    )
    return within("p", "legend", " · ".join(f'<span class="is-{role}">{text(name)}</span>' for name, role in groups))


# --- doubts and reasons


def _doubt(step: Step, doubt: Found) -> str:
    """What is doubtful about a run, and the way to the next doubt."""
    ways = [
        f'<a href="#{place}">{name}</a>'
        for name, place in (("previous doubt", step.before), ("next doubt", step.after))
        if place
    ]
    told = " · ".join([f"{text(doubt.why)}", *ways])
    return f'<p class="doubt" id="{step.here}"><strong>{doubt.confidence:.0%} sure:</strong> {told}</p>'


class _Told(NamedTuple):
    """A line with its text as HTML, and what was mended and dropped in it, in words."""

    line: Plain
    html: str
    changes: Sequence[str]

    def reasons(self) -> Iterator[str]:
        """The role, how sure it is, and the strongest clues."""
        yield f"{self.line['role'].replace('_', ' ')}, {self.line['confidence']:.0%} sure"
        clues = self.line.get("clues", ())
        weighed = [clue for clue in clues if clue["strength"]]
        yield from (f"{clue['strength']:+.2f}  {clue['stage']}: {clue['why']}" for clue in weighed[:_MOST_CLUES])
        if len(weighed) > _MOST_CLUES:
            yield f"and {count(len(weighed) - _MOST_CLUES, 'more clue')}"
        yield from (clue["why"] for clue in clues if not clue["strength"])
        yield from self.changes


def _reasons(whole: str, role: str, told: Sequence[_Told]) -> str:
    """What hovering over a line shows, for those who do not hover."""
    items = []
    for one in told:
        sure, *rest = one.reasons()
        start, end = one.line["span"]
        opening = whole[start : min(end, start + _OPENING)] + "…" * (end - start > _OPENING)
        named = f"<q>{text(opening)}</q> {text(sure)}" if len(told) > 1 else text(sure)
        items.append(f"<li>{named}{within('ul', 'clues', ''.join(f'<li>{text(reason)}</li>' for reason in rest))}</li>")
    name = text(role.replace("_", " "))
    return (
        f'<details class="why"><summary>why <i>{name}</i></summary><ul class="reasons">{"".join(items)}</ul></details>'
    )


# --- what was mended and dropped

# start, end, tag, what it means
_Mark = tuple[int, int, str, str]


class _Marks:
    """What was mended and dropped, asked for line by line in the order of the text."""

    def __init__(self, clippings: Iterable[Plain]) -> None:
        self._coming = sorted(_marks(clippings), reverse=True)
        self._open: list[_Mark] = []

    def on(self, whole: str, start: int, end: int) -> tuple[str, list[str]]:
        """The text from `start` to `end` as HTML with its marks, and what each means."""
        while self._coming and self._coming[-1][0] < end:
            self._open.append(self._coming.pop())
        self._open = [mark for mark in self._open if mark[1] > start]
        return _marked(whole, start, end, self._open), list(dict.fromkeys(mark[3] for mark in self._open))


def _marks(clippings: Iterable[Plain]) -> Iterator[_Mark]:
    for clip in clippings:
        for duplicate in clip["duplicates"]:
            yield (*duplicate["span"], "del", f"dropped: {duplicate['similarity']:.0%} like a paragraph that was kept")
        for correction in clip["corrections"]:
            yield (*correction["span"], "ins", f"mended: reads {correction['after']!r} now")


def _marked(whole: str, start: int, end: int, marks: Sequence[_Mark]) -> str:
    """The text from `start` to `end`, cut where a mark begins or ends; the marks come in the order of the text."""
    cuts = sorted({start, end, *(cut for mark in marks for cut in mark[:2] if start < cut < end)})
    pieces, coming, on = [], list(reversed(marks)), list[_Mark]()
    for one, other in pairwise(cuts):
        while coming and coming[-1][0] <= one:
            on.append(coming.pop())
        on = [mark for mark in on if mark[1] >= other]
        piece = text(whole[one:other])
        for _, _, tag, why in on:
            piece = f'<{tag} title="{text(why)}">{piece}</{tag}>'
        pieces.append(piece)
    return "".join(pieces)
