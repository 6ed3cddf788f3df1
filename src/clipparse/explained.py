"""Why each line got its role, for those who read it: as text for a terminal, as a table for a notebook.

A line of the post is shown by its beginning; a reason, which names its stage, is shown whole.
"""

from __future__ import annotations

import html
import textwrap
from collections.abc import Iterator
from typing import Any

from clipparse.brief import printable

_REASONS = 4
_MARGIN = 27  # where a line's text begins, behind its row, role and confidence
_NARROW, _NARROW_MARGIN = 60, 6  # beneath them, in a terminal that leaves no room for it
_REASON = 18  # where a reason's strength ends
_NARROWEST = 20
_ROWS = 1_000  # of a table: more of them make a browser slow


def as_text(explanation: Any, width: int = 80) -> str:
    """An `Explanation` in lines of at most so many letters."""
    return "\n".join(_lines(explanation, max(width, _NARROWEST)))


def as_table(explanation: Any) -> str:
    """An `Explanation` as a table of HTML, that can be read without any style sheet."""
    head = "".join(f"<th>{name}</th>" for name in ("row", "role", "sure", "line", "why"))
    rows = [_row(*one) for one, _ in zip(_numbered(explanation), range(_ROWS), strict=False)]
    if more := len(explanation.lines) - len(rows):
        rows.append(f"<tr><td colspan=5>and {more:,} lines more: print(post.explain()) shows all</td></tr>")
    caption = html.escape(_kind(explanation) or "why each line got its role")
    return f"<table><caption>{caption}</caption><tr>{head}</tr>{''.join(rows)}</table>"


def _lines(explanation: Any, width: int) -> Iterator[str]:
    if kind := _kind(explanation):
        yield from _wrapped(kind, width, "", "    ")
    narrow = width < _NARROW
    margin, reason = (_NARROW_MARGIN,) * 2 if narrow else (_MARGIN, _REASON)
    for row, line, text in _numbered(explanation):
        head, shown = f"{row:4}  {_who(line):14} {line.confidence:>4.0%}", _cut(text, width - margin)
        yield from (head, f"{'':{margin}}{shown}") if narrow else (f"{head}  {shown}",)
        for strength, why in _reasons(line):
            yield from _wrapped(why, width, f"{strength:+{reason}.2f}  ", f"{'':{reason + 2}}")
        for note in _closing(line):
            yield from _wrapped(note, width, f"{'':{reason + 2}}", f"{'':{reason + 2}}")


def _row(row: int, line: Any, text: str) -> str:
    reasons = [f"{strength:+.2f} {why}" for strength, why in _reasons(line)]
    cells = (str(row), _who(line), f"{line.confidence:.0%}", _cut(text, 120))
    why = "<br>".join(html.escape(one) for one in (*reasons, *_closing(line)))
    shown = "".join(f'<td style="text-align:left">{html.escape(cell)}</td>' for cell in cells)
    return f'<tr>{shown}<td style="text-align:left">{why}</td></tr>'


def _kind(explanation: Any) -> str:
    if not explanation.kind_confidence:
        return ""
    told = f": {'; '.join(explanation.kind_signs[:_REASONS])}" if explanation.kind_signs else ""
    return printable(f"read as a {explanation.kind} ({explanation.kind_confidence:.0%}){told}")


def _numbered(explanation: Any) -> Iterator[tuple[int, Any, str]]:
    """Each line with its row and what stands on it."""
    row, seen = 1, 0
    for line in explanation.lines:
        row += explanation.text.count("\n", seen, line.span.start)
        seen = line.span.start
        yield row, line, line.span.of(explanation.text)


def _who(line: Any) -> str:
    return str(line.role) if line.clipping is None else f"{line.role} {line.clipping + 1}"


def _reasons(line: Any) -> list[tuple[float, str]]:
    weighed = [clue for clue in line.clues if clue.strength][:_REASONS]
    return [(clue.strength, printable(f"stage {clue.stage}: {clue.why}")) for clue in weighed]


def _closing(line: Any) -> Iterator[str]:
    """What the clues come to; and remarks: that a line runs on from the one above, or how the text breaks off."""
    weighed = [clue for clue in line.clues if clue.strength]
    if weighed or not line.clues:
        # neighbouring lines count too, so the sum alone does not decide
        total = f"= {sum(clue.strength for clue in weighed):+.2f}" if line.clues else "no clue of its own"
        hidden = f" with {len(weighed) - _REASONS} more" if len(weighed) > _REASONS else ""
        yield total + hidden + (f", before {line.runner_up}" if line.runner_up else "")
    yield from (printable(clue.why) for clue in line.clues if not clue.strength)


def _wrapped(text: str, width: int, first: str, others: str) -> list[str]:
    return textwrap.wrap(text, width, initial_indent=first, subsequent_indent=others, break_on_hyphens=False)


def _cut(text: str, width: int) -> str:
    """The beginning of a line, to the end of a word.

    >>> _cut("The council said that the river would rise", 24), _cut("https://example.org/2014/03/13/storm", 24)
    ('The council said that …', 'https://example.org/201…')
    """
    shown = printable(text, width)
    if not shown.endswith("…") or len(shown) < width or " " not in shown:
        return shown
    whole = printable(text, width + 1).removesuffix("…")
    at_end = whole[width - 1 : width].isspace() or len(whole) < width
    return shown if at_end else f"{shown[:-1].rpartition(' ')[0]} …"
