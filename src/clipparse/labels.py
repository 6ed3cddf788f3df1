"""What a person says of a post: a text file beside it, a row for each line, made to be corrected in any editor.

It begins as clipparse read the post, and says `checked no` until a person has gone through it. `gold` makes of it what
`tools/fit.py` learns from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from clipparse import lazy
from clipparse.intake import BadInput
from clipparse.model import Clipping, Post, printable
from clipparse.roles import Role

UNSURE = "?"
FIELDS = ("published", "authors", "place", "agency", "source", "url", "headline", "standfirst", "truncated")
_NOTHING = "-"
_SHOWN = 54  # characters of a line, so that a row fits a terminal

_HEAD = """\
# What each line of the post is, as clipparse read it. Correct what is wrong, say
# `checked yes`, and then run: clipparse measure FOLDER
#
# A row: the number of a line, or of several (12-80); the role; and the number
# of the article, from 0, if the role is an article's. What stands behind the
# bar is only shown. A later row counts before an earlier one.
#
# Of the post: post_date post_title post_byline commentary (the poster's words)
# comment (a reader's) furniture (of the page, nobody's words)
# Of an article: kicker headline standfirst byline dateline source body subhead
# caption
# ? is for a line that two careful people would label differently: not counted.
#
# - means that the text does not state it. Authors are set apart by ;
"""

_ROW = lazy.compile(
    r"(?P<first>\d{1,9})(?:-(?P<last>\d{1,9}))?\s+(?P<role>\w+|\?)(?:\s+(?P<article>\d{1,6}))?\s*(?:\|.*)?"
)
_OF_ARTICLE = lazy.compile(r"article\s+(\d{1,6})(?:\s+(\w+)(?:\s+(.*))?)?")
_OF_POST = lazy.compile(r"(checked|given|posted|author|title)\s+(.+)")
_DUPLICATE = lazy.compile(r"dup\s+(\d{1,9})\s+(\d{1,9})")
_CORRECTION = lazy.compile(r"fix\s+(\d{1,9})\s+(.+?)\s+=>\s+(.+)")


def label(post: Post, given: Mapping[str, object]) -> str:
    """The label file of a post, as it was read.

    Parameters
    ----------
    post: what was read. given: what was known of it (`posted`, `url`).

    >>> import clipparse
    >>> text = "Storm closes schools\\nBy Ann Lee\\n\\nSchools along the coast stayed shut on Monday, they said."
    >>> print(label(clipparse.parse(text), {}).rpartition("checked")[2])
     no
    posted -
    author -
    <BLANKLINE>
       1 headline     0 | Storm closes schools
       2 byline       0 | By Ann Lee
       4 body         0 | Schools along the coast stayed shut on Monday, they s…
    <BLANKLINE>
    article 0 published -
    article 0 authors Ann Lee
    article 0 place -
    article 0 agency -
    article 0 source -
    article 0 url -
    <BLANKLINE>
    """
    return _HEAD + "\n".join(_statements(post, given)) + "\n"


def _statements(post: Post, given: Mapping[str, object]) -> Iterator[str]:
    yield "checked no"
    yield from (f"given {name}={printable(str(value))}" for name, value in given.items())
    yield f"posted {post.posted or _NOTHING}"
    yield f"author {printable(post.author or _NOTHING)}"
    numbers = list(line_numbers(post))
    if post.title != joined(post, Role.POST_TITLE, None):
        yield f"title {printable(post.title or _NOTHING)}"
    yield ""
    for number, line in zip(numbers, post.lines, strict=True):
        which = "" if line.clipping is None else str(line.clipping)
        yield f"{number:4} {line.role:12} {which:>1} | {printable(line.span.of(post.text), _SHOWN)}"
    for article, clip in enumerate(post):
        yield ""
        for field, value in _values(post, article, clip):
            yield f"article {article} {field} {value or _NOTHING}"
    number_at = _number_at(post)
    for clip in post:
        for copy in clip.duplicates:
            yield f"dup {number_at(copy.span.start)} {number_at(copy.of.start)}"
        for mended in clip.corrections:
            yield f"fix {number_at(mended.span.start)} {printable(mended.before)} => {printable(mended.after)}"


def _values(post: Post, article: int, clip: Clipping) -> Iterator[tuple[str, str | None]]:
    authors = clip.byline.authors if clip.byline else ()
    yield "published", clip.published.isoformat() if clip.published else None
    yield "authors", printable("; ".join(author.name for author in authors if author.credit == "author"))
    yield "place", printable((clip.dateline and clip.dateline.place) or "")
    yield "agency", clip.agency
    yield "source", printable((clip.source and clip.source.name) or "")
    yield "url", printable((clip.source and clip.source.url) or "")
    for field, role in (("headline", Role.HEADLINE), ("standfirst", Role.STANDFIRST)):
        value = getattr(clip, field)
        if value != joined(post, role, article):
            yield field, value and printable(value)
    if clip.truncated:
        yield "truncated", "yes"


def line_numbers(post: Post) -> Iterator[int]:
    """The number of each line of a post, from 1, blank ones counted."""
    number, seen = 1, 0
    for line in post.lines:
        number += post.text.count("\n", seen, line.span.start)
        seen = line.span.start
        yield number


def joined(post: Post, role: Role, article: int | None) -> str | None:
    """The text of the lines that have a role, which is the value of a title, a headline or a standfirst."""
    lines = (line for line in post.lines if (line.role, line.clipping) == (role, article))
    return " ".join(line.span.of(post.text) for line in lines) or None


def _number_at(post: Post) -> Callable[[int], int]:
    return lambda offset: post.text.count("\n", 0, offset) + 1


def gold(text: str, labelled: str) -> dict[str, Any]:
    """What a label file says of a post, as data: `checked`, `given`, `post`, `clippings`, `lines`, and what is damaged.

    Parameters
    ----------
    text: the post. labelled: the label file.

    Raises
    ------
    BadInput: a line of the post has no role, or a statement is none; a line of complaint for each.

    >>> said = gold("Rain\\n\\nIt fell.", "checked yes\\n1 headline 0\\n3 body 0\\narticle 0 authors Ann Lee; Bo Roe")
    >>> said["lines"], said["clippings"][0]["authors"]
    ([[1, 'headline', 0], [3, 'body', 0]], ['Ann Lee', 'Bo Roe'])
    >>> gold("Rain\\n\\nIt fell.", "1 headlin 0")
    Traceback (most recent call last):
    ...
    clipparse.intake.BadInput: row 1: no such role: headlin
    line 1 has no role: Rain
    line 3 has no role: It fell.
    """
    return _Reading(text).read(labelled)


class _Reading:
    """A label file, statement by statement."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.rows: dict[int, tuple[str, int | None]] = {}
        self.articles: dict[int, dict[str, Any]] = {}
        self.said: dict[str, Any] = {"checked": False, "given": {}, "post": {"posted": None, "author": None}}
        self.damage: dict[str, list[list[Any]]] = {"duplicates": [], "corrections": []}
        self.wrong: list[str] = []

    def read(self, labelled: str) -> dict[str, Any]:
        for row, statement in enumerate(labelled.split("\n"), 1):
            words = statement.strip()
            if words and not words.startswith("#") and (problem := self._take(words)):
                self.wrong.append(f"row {row}: {problem}")
        for number, line in enumerate(self.lines, 1):
            if line.strip() and number not in self.rows:
                self.wrong.append(f"line {number} has no role: {printable(line, _SHOWN)}")
        if sorted(self.articles) != list(range(len(self.articles))):
            numbers = ", ".join(map(str, sorted(self.articles)))
            self.wrong.append(f"articles are numbered from 0 without a gap, and not {numbers}")
        if self.wrong:
            raise BadInput("\n".join(self.wrong))
        blank: dict[str, Any] = {
            **dict.fromkeys(("published", "place", "agency", "source", "url")),
            "authors": [],
            "truncated": False,
        }
        return {
            **self.said,
            "clippings": [{**blank, **self.articles[number]} for number in sorted(self.articles)],
            "lines": [[number, role, article] for number, (role, article) in sorted(self.rows.items())],
            **self.damage,
        }

    def _take(self, words: str) -> str | None:
        """Heed a statement; gives what is wrong with it."""
        if found := _ROW.fullmatch(words):
            return self._row(found)
        if found := _OF_ARTICLE.fullmatch(words):
            return self._of_article(int(found[1]), found[2], (found[3] or _NOTHING).strip())
        if found := _OF_POST.fullmatch(words):
            return self._of_post(found[1], found[2].strip())
        if found := _DUPLICATE.fullmatch(words):
            self.damage["duplicates"].append([int(found[1]), int(found[2])])
            return None
        if found := _CORRECTION.fullmatch(words):
            self.damage["corrections"].append([int(found[1]), found[2], found[3]])
            return None
        return f"says nothing that is known: {printable(words, _SHOWN)}"

    def _row(self, found: re.Match[str]) -> str | None:
        first, last, role = int(found["first"]), int(found["last"] or found["first"]), found["role"]
        article = None if found["article"] is None else int(found["article"])
        if role != UNSURE and role not in set(Role):
            return f"no such role: {role}"
        if last > len(self.lines):
            return f"the post has no line {last}"
        if role != UNSURE and Role(role).of_clipping != (article is not None):
            return f"{role} needs the number of its article" if article is None else f"{role} is of no article"
        for number in range(first, last + 1):
            if self.lines[number - 1].strip():
                self.rows[number] = role, None if role == UNSURE else article
        if article is not None:
            self.articles.setdefault(article, {})
        return None

    def _of_article(self, article: int, field: str | None, value: str) -> str | None:
        values = self.articles.setdefault(article, {})
        if field is None:
            return None
        if field not in FIELDS:
            return f"no such field: {field}; there are: {', '.join(FIELDS)}"
        stated = None if value == _NOTHING else value
        if field == "authors":
            values[field] = [name.strip() for name in (stated or "").split(";") if name.strip()]
        else:
            values[field] = stated == "yes" if field == "truncated" else stated
        return None

    def _of_post(self, name: str, value: str) -> str | None:
        if name == "checked":
            if value not in ("yes", "no"):
                return "checked is yes or no"
            self.said["checked"] = value == "yes"
        elif name == "given":
            field, _, known = value.partition("=")
            self.said["given"][field] = known
        else:
            self.said["post"][name] = None if value == _NOTHING else value
        return None
