"""Posts that nobody wrote: labelled ones in another layout, and new ones put together from their clippings.

Every made-up post is made of the posts of one cell of one family, so that it is held out whenever they are.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

import attrs

from compose import Pieces, composed
from fitting.labels import Raw
from layouts import LAYOUTS, Row
from remarked import Shelf, own, remarked
from saved import saved_page
from shapes import shaped
from typed import typed_file

# What they weigh beside those that they are made of.
DRESSED = 1 / 12
PUT_TOGETHER = 1 / 6
UNLABELLED = 1.0  # of what nobody labelled: many, and alike in how they are put together
# How many are put together of what nobody labelled.
COUNTS: tuple[tuple[Callable[[Shelf, random.Random], list[Row]], int], ...] = (
    (own, 1000),
    (remarked, 1600),
    (shaped, 600),
)
# How many are put together, as a share of the posts of the cell.
SHARES: tuple[tuple[Callable[[Pieces, random.Random], list[Row]], float], ...] = (
    (composed, 0.8),
    (saved_page, 0.25),
    (typed_file, 0.8),
)


def with_made_up(posts: Sequence[Raw]) -> list[Raw]:
    """The posts, each in another layout too, and those put together."""
    cells: dict[tuple[str, int], list[Raw]] = {}
    for post in posts:
        cells.setdefault((post.family, post.cell), []).append(post)
    out = list(posts)
    for cell in cells.values():
        out += dressed(cell)
        out += put_together(cell)
    return out


def dressed(posts: Sequence[Raw]) -> Iterator[Raw]:
    """Each post in another layout."""
    headlines = sorted({row[0].strip()[:120] for post in posts for row in post.rows if row[1] == "headline"})
    for post in posts:
        dice = random.Random(post.name)
        layout = dice.choice(LAYOUTS)
        rows = layout(post.rows, dice, headlines or ["Headlines"])
        yield attrs.evolve(
            post, name=f"{post.name}-{layout.__name__}", rows=rows, share=DRESSED * post.share, made=True
        )


def put_together(cell: Sequence[Raw]) -> Iterator[Raw]:
    """Posts made of the clippings of others, for no mail shows how a blog strings articles together."""
    family, number = cell[0].family, cell[0].cell
    pieces = Pieces.of([post.rows for post in cell])
    if not pieces.clippings:
        return
    for make, share in SHARES:
        for k in range(round(len(cell) * share)):
            dice = random.Random(f"{family} {number} {k}")
            name = f"{make.__name__}-{family}-{number}-{k}"
            yield Raw(name, family, number, make(pieces, dice), PUT_TOGETHER * cell[0].share, made=True)


def of_unlabelled(shelf: Shelf, cells: int = 5) -> Iterator[Raw]:
    """Posts made of texts that nobody labelled, a family of their own on which nothing is measured."""
    for make, count in COUNTS:
        for k in range(count):
            rows = make(shelf, random.Random(f"{make.__name__} {k}"))
            if any(role not in (None, "?") for _, role, _ in rows):
                yield Raw(f"{make.__name__}-unlabelled-{k}", "unlabelled", k % cells, rows, UNLABELLED, made=True)
