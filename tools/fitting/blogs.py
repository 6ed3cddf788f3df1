"""Labelled posts as pages of blogs: what four blog programs write around a post, and where each of its lines then stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

import attrs

from layouts import Row

TITLE, DATE, WRITER = "Notes from the back room", "March 15, 2014", "Pat Quill"
# What each program writes in its head, above a post, around it and below it.
_PROGRAMS = {
    "wordpress": (
        '<meta name="generator" content="WordPress 5.2">',
        '<nav><ul><li>Home</li><li>About me</li></ul></nav><article class="post hentry"><h1 class="entry-title">{title}</h1>'
        '<p><time class="entry-date" datetime="2014-03-15">{date}</time></p><div class="entry-content">',
        '</div></article><div id="comments"><p>Leave a reply</p></div><aside><h2>Recent posts</h2><ul><li>Old notes</li></ul>',
    ),
    "blogger": (
        '<meta name="generator" content="blogger">',
        '<h2 class="date-header">{date}</h2><h3 class="post-title entry-title">{title}</h3>'
        '<div class="post-body entry-content">',
        '</div><div class="post-footer">Posted by {writer} at 9:41 PM</div><div class="sidebar"><h2>Blog archive</h2>',
    ),
    "typepad": (
        '<meta name="generator" content="http://www.typepad.com/">',
        '<h2 class="date-header">{date}</h2><h3 class="entry-header">{title}</h3><div class="entry-content">'
        '<div class="entry-body">',
        '</div></div><p class="entry-footer-info">Posted by {writer} on {date} | Permalink</p><div class="module">',
    ),
    "movabletype": (
        '<meta name="generator" content="Movable Type 4.2">',
        '<h1 class="asset-name entry-title">{title}</h1><div class="byline">By {writer} on {date}</div>'
        '<div class="asset-content">',
        '</div><div class="asset-footer"><p>Categories: Notes</p></div><div class="widget">',
    ),
}
PROGRAMS = tuple(_PROGRAMS)


def _paragraphs(rows: Sequence[Row]) -> Iterator[str]:
    for blank, group in groupby(rows, lambda row: not row[0].strip()):
        if not blank:
            yield f"<p>{'<br>'.join(escape(text) for text, _, _ in group)}</p>"


def as_page(rows: Sequence[Row], program: str) -> str:
    """The post as a page of a blog made with that program."""
    head, above, below = _PROGRAMS[program]
    said = {"title": TITLE, "date": DATE, "writer": WRITER}
    return (
        f'<html><head><title>{TITLE}</title>{head}<meta property="og:type" content="article"></head><body>'
        f"{above.format(**said)}{''.join(_paragraphs(rows))}{below.format(**said)}</div></body></html>"
    )


@attrs.define
class Places:
    """Finds the row of a post that a line of its page shows; both are in order."""

    rows: Sequence[Row]
    reached: int = 0

    def label_of(self, line: str) -> tuple[str, int | None]:
        """The row's role and clipping; `?` for a line that is none of the post's."""
        said = "".join(line.split())
        for at in range(self.reached, len(self.rows)):
            text, role, clipping = self.rows[at]
            own = "".join(text.split())
            if own and said.startswith(own[:60]):
                self.reached = at + 1
                return role or "?", clipping
        return "?", None
