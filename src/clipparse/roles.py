"""Who may be speaking on a line, what may follow what, and what kinds of posts there are.

A line has a `Role`. To judge clippings as wholes, the decoder works on a finer `State`: the role, the part of the page
it stands in (outside any clipping, or in a clipping's head, body or tail), and whether the line opens a clipping.
"""

from __future__ import annotations

from enum import StrEnum

import attrs


class Role(StrEnum):
    """What a line is."""

    POST_DATE = "post_date"  # the blog's date header or posting time
    POST_TITLE = "post_title"  # the blog post's own title
    POST_BYLINE = "post_byline"  # who posted it
    COMMENTARY = "commentary"  # the blogger's own words
    COMMENT = "comment"  # a reader's comment under the post
    FURNITURE = "furniture"  # what nobody wrote as content: navigation, widgets, mail headers, stray marks
    KICKER = "kicker"  # a section label above the headline
    HEADLINE = "headline"
    STANDFIRST = "standfirst"  # the sentence or two under the headline that sum the article up
    BYLINE = "byline"  # who wrote the article
    DATELINE = "dateline"  # a line with the article's date, place or time
    SOURCE = "source"  # who published it: an outlet, an agency, a credit line, a link
    BODY = "body"  # a paragraph of the article
    SUBHEAD = "subhead"  # a crosshead inside the body
    CAPTION = "caption"  # a picture's caption or credit

    @property
    def of_clipping(self) -> bool:
        """Does a line of this role belong to a clipping (and not to the post around it)?"""
        return self in _OF_CLIPPING


class Kind(StrEnum):
    """What kind of post a text is, as it lies before the reader."""

    BLOG = "blog"  # a post of a blog: its body alone, or with the blog's frame around it
    MAIL = "mail"  # a mail or a news group's message
    THREAD = "thread"  # a forum's thread: one posts, others answer
    CHAT = "chat"  # messages, each with a name or a time
    NEWSLETTER = "newsletter"  # several items under one masthead, sent to subscribers
    PAGE = "page"  # a web page saved whole: the text among menus, links and small print
    TEXT = "text"  # a text file, typed or scanned, most of them wrapped by hand


class Part(StrEnum):
    """Where on the page a line stands."""

    OUTSIDE = "outside"
    HEAD = "head"
    BODY = "body"
    TAIL = "tail"


_OF_CLIPPING = frozenset(
    (
        Role.KICKER,
        Role.HEADLINE,
        Role.STANDFIRST,
        Role.BYLINE,
        Role.DATELINE,
        Role.SOURCE,
        Role.BODY,
        Role.SUBHEAD,
        Role.CAPTION,
    )
)


@attrs.frozen(slots=True)
class State:
    """A role at a place: what the decoder chooses for each line."""

    role: Role
    part: Part
    opens: bool = False

    def __str__(self) -> str:
        return f"{self.part}.{self.role}" + (".opens" if self.opens else "")


def _states() -> tuple[State, ...]:
    outside = (Role.POST_DATE, Role.POST_TITLE, Role.POST_BYLINE, Role.COMMENTARY, Role.COMMENT, Role.FURNITURE)
    head = (Role.KICKER, Role.HEADLINE, Role.STANDFIRST, Role.BYLINE, Role.DATELINE, Role.SOURCE, Role.CAPTION)
    tail = (Role.BYLINE, Role.DATELINE, Role.SOURCE)
    return (
        *(State(role, Part.OUTSIDE) for role in outside),
        *(State(role, Part.HEAD, opens=True) for role in head),
        State(Role.BODY, Part.BODY, opens=True),
        *(State(role, Part.HEAD) for role in (*head, Role.FURNITURE, Role.COMMENTARY)),
        *(State(role, Part.BODY) for role in (Role.BODY, Role.SUBHEAD, Role.CAPTION)),
        *(State(role, Part.BODY) for role in (Role.FURNITURE, Role.COMMENTARY)),
        *(State(role, Part.TAIL) for role in tail),
    )


STATES: tuple[State, ...] = _states()


def may_follow(before: State, after: State) -> bool:
    """May a line in state `after` stand directly below one in state `before`?

    >>> headline, body = State(Role.HEADLINE, Part.HEAD, opens=True), State(Role.BODY, Part.BODY)
    >>> may_follow(headline, body), may_follow(State(Role.COMMENTARY, Part.OUTSIDE), body)
    (True, False)
    """
    if after.opens:
        # an aside inside a clipping must come back to it
        return before.part is Part.OUTSIDE or before.role.of_clipping
    if after.part is Part.OUTSIDE:
        return before.part is Part.OUTSIDE or before.role.of_clipping
    if after.part is Part.HEAD:
        return before.part is Part.HEAD
    if after.part is Part.BODY:
        if before.part is Part.HEAD:
            return after.role in (Role.BODY, Role.SUBHEAD)
        return before.part in (Part.BODY, Part.TAIL)
    return before.part in (Part.BODY, Part.TAIL)


def may_end(state: State) -> bool:
    """May the text end in this state? An aside inside a clipping must come back to it first."""
    return state.part is Part.OUTSIDE or state.role.of_clipping


def may_begin(state: State) -> bool:
    """May the text begin in this state?"""
    return state.part is Part.OUTSIDE or state.opens
