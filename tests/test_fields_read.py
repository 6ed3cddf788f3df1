"""All that is read in posts whose lines are given with their roles: `tables/fields.toml`, with the near misses."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from clipparse import Author, Byline, Clipping, Dateline, Line, Post, Role, Source
from clipparse.fields import assemble
from clipparse.lexicon import Lexicon
from clipparse.page import Page

ROWS = tomllib.loads((Path(__file__).parent / "tables" / "fields.toml").read_text(encoding="utf-8"))["read"]
OF_CLIPPING = ("kicker", "headline", "standfirst", "byline", "dateline", "published", "agency", "source")


def post_of(lines: str) -> Post:
    """The post that is made of lines as the table has them: `role| text`."""
    given: list[tuple[Role, int, str]] = []
    text, number = "", 0
    for line in lines.split("\n"):
        if line == "----":
            number += 1
            continue
        role, _, said = line.partition("| ")
        text += ("\n" if role.startswith("+") else "\n\n") * bool(text) + said
        given.append((Role(role.lstrip("+")), number, said))
    page = Page.of(text)
    told = [
        Line(one.span, role, of if role.of_clipping else None, 1.0)
        for one, (role, of, _) in zip(page.lines, given, strict=True)
    ]
    clippings = {line.clipping for line in told} - {None}
    return assemble(page, told, [1.0] * len(clippings), Lexicon.default())


def told(lines: str) -> str:
    """What is read in them, a line for each value."""
    post = post_of(lines)
    rows = [f"{name}: {value}" for name in ("title", "posted", "posted_at", "author") if (value := getattr(post, name))]
    for number, clipping in enumerate(post.clippings):
        rows += ["----"] * (number > 0)
        rows += _of_clipping(clipping, post.text)
        notes = [clue for line in post.lines if line.clipping == number for clue in line.clues]
        rows += [f"note: {clue.why}" for clue in notes]
    return "\n".join(rows)


def _of_clipping(clipping: Clipping, text: str) -> Iterator[str]:
    for field in OF_CLIPPING:
        if value := getattr(clipping, field):
            said = _plainly(value)
            words = " / ".join(" ".join(span.of(text).split()) for span in clipping.spans.get(field, ()))
            yield f"{field}: {said}" if words == said else f"{field}: {said} [{words}]"
    if clipping.truncated:
        yield "truncated"


def _plainly(value: object) -> str:
    """A value in one line: of a byline its writers, of a source its outlet and link, of a dateline its parts."""
    if isinstance(value, Byline):
        writers = [*map(_of_author, value.authors), *filter(None, [value.collective])]
        return "; ".join(writers) or f"~ {value.text}"
    if isinstance(value, Dateline):
        parts = {"place": value.place, "agency": value.agency, "date": value.date}
        return ", ".join(f"{name} {part}" for name, part in parts.items() if part) or f"~ {value.text}"
    if isinstance(value, Source):
        return " ".join(filter(None, [value.name, value.url]))
    return str(value)


def _of_author(author: Author) -> str:
    credit = None if author.credit == "author" else author.credit
    parts = [author.name, author.role, author.affiliation, author.email, author.place, credit]
    return ", ".join(filter(None, parts))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["fact"])
def test_all_that_is_read_where_the_roles_are_given(row: dict[str, str]) -> None:
    """Every field, the words that state it, and what is noted on the lines."""
    assert told(row["lines"]) == row["values"]
