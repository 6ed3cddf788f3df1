"""How well the values of clippings are read where the decoder judged the lines, as the library reads them."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from clipparse.fields import assemble
from clipparse.lexicon import Lexicon
from clipparse.measure import Score, compare_values
from clipparse.model import Line, Post
from clipparse.page import Page
from clipparse.roles import Role
from clipparse.tidy import tidy
from fitting.labels import Labelled


def count_values(score: Score, post: Labelled, roles: Sequence[Role], clippings: Sequence[int | None]) -> None:
    """Add to the counts what is read of one post, whose lines have these roles and clippings."""
    if post.label is not None:
        compare_values(score, _read(post.text, roles, clippings), post.label)


def _read(text: str, roles: Sequence[Role], clippings: Sequence[int | None]) -> Post:
    page, lexicon = Page.of(text), Lexicon.default()
    lines = tuple(
        Line(line.span, role, clipping, 1.0) for line, role, clipping in zip(page.lines, roles, clippings, strict=True)
    )
    openings = [1.0] * len(set(clippings) - {None})
    post = assemble(page, lines, openings, lexicon)
    return attrs.evolve(post, clippings=tidy(text, post.clippings, lexicon))
