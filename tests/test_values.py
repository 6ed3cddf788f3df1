"""What clippings state, case by case: `tables/values.toml` and `tables/titles.toml`, and those in `fresh/`.

A third of the cases is in `fresh/`, drawn at random before the first run; nothing is ever tuned on them.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import clipparse
from clipparse import Clipping, Line, Role
from clipparse.facts.titles import title_in
from clipparse.fields import assemble
from clipparse.lexicon import Lexicon
from clipparse.page import Page

HERE = Path(__file__).parent
PROSE = "The council said on Monday that repairs would begin as soon as the wind had gone down, and take a month."
FIELDS = ("headline", "standfirst", "authors", "source", "agency", "published")
BOUND = 0.85


def table(folder: str, name: str, part: str) -> list[tuple[str, str]]:
    """The cases of a table, or its near misses."""
    rows = tomllib.loads((HERE / folder / f"{name}.toml").read_text(encoding="utf-8"))[part]
    return [(row[0], row[1]) for row in rows]


def first_clipping(post: str) -> tuple[Clipping, str]:
    """That of a post whose lines are given with their roles, and the post's text."""
    rows = [tuple(row.split("| ", 1)) for row in post.split(" || ")]
    texts = [row[1].replace("*", PROSE) if row[1] == "*" else row[1] for row in rows if len(row) == 2]
    text = "\n\n".join(texts)
    page, lines, number = Page.of(text), list[Line](), 0
    for row in rows:
        if len(row) == 1:
            number += 1
            continue
        role = Role(row[0])
        lines.append(Line(page.lines[len(lines)].span, role, number if role.of_clipping else None, 1.0))
    return assemble(page, lines, [1.0] * (number + 1), Lexicon.default()).clippings[0], text


def stated(clip: Clipping) -> dict[str, str]:
    """The fields that have a value, as a table writes them."""
    authors = [one.name for one in clip.byline.authors if one.credit == "author"] if clip.byline else []
    values = {
        "headline": clip.headline,
        "standfirst": clip.standfirst,
        "authors": ", ".join(authors),
        "source": clip.source and clip.source.name,
        "agency": clip.agency,
        "published": clip.published and clip.published.isoformat(),
    }
    return {field: value for field, value in values.items() if value}


def wanted(said: str) -> dict[str, str]:
    """`headline=Storm; authors=Ann Lee` as a dict."""
    return dict(one.split("=", 1) for one in said.split("; ") if one)


def title(line: str) -> str:
    """The headline that is read from a line."""
    start, end = title_in(line, Lexicon.default())
    return line[start:end]


@pytest.mark.parametrize("part", ["cases", "near_misses"])
def test_every_value_is_read(part: str) -> None:
    """Each post of the table states exactly what the table says."""
    cases = table("tables", "values", part)
    assert [(post, stated(first_clipping(post)[0])) for post, _ in cases] == [
        (post, wanted(said)) for post, said in cases
    ]


@pytest.mark.parametrize("part", ["cases", "near_misses"])
def test_every_title_is_read(part: str) -> None:
    """Without the numbers, sites, days and names around it; a near miss is all title."""
    cases = table("tables", "titles", part)
    assert [(line, title(line)) for line, _ in cases] == cases


def test_values_and_titles_that_nothing_was_tuned_on() -> None:
    """Of unseen cases most are read exactly."""
    right = [stated(first_clipping(post)[0]) == wanted(said) for post, said in table("fresh", "values", "cases")]
    right += [title(line) == said for line, said in table("fresh", "titles", "cases")]
    assert sum(right) / len(right) >= BOUND


def test_near_misses_that_nothing_was_tuned_on() -> None:
    """No unseen near miss is taken for the thing."""
    near = table("fresh", "values", "near_misses")
    assert [stated(first_clipping(post)[0]) for post, _ in near] == [wanted(said) for _, said in near]
    titles = table("fresh", "titles", "near_misses")
    assert [title(line) for line, _ in titles] == [said for _, said in titles]


@pytest.mark.parametrize("folder", ["tables", "fresh"])
def test_every_value_points_at_its_words(folder: str) -> None:
    """The words of each value, but for an agency's usual name and a date, stand where its spans point."""
    for part in ("cases", "near_misses"):
        for post, _ in table(folder, "values", part):
            clip, text = first_clipping(post)
            for field, value in stated(clip).items():
                spans = clip.spans["byline" if field == "authors" else field]
                assert all(0 <= span.start < span.end <= len(text) for span in spans)
                told = " ".join(span.of(text) for span in spans).casefold()
                if field in ("headline", "standfirst", "authors") or (field == "source" and value != clip.agency):
                    assert all(word.casefold() in told for word in value.replace(",", "").split()), (post, field)


_AROUND = """A few words first: this is worth reading.

Storm closes schools along the coast

{head}

Schools along the coast stayed shut on Monday after a storm tore the roofs from two of them, officials said.

The council said that repairs would begin as soon as the wind had gone down, and would take at least a month.

"We were not prepared for this," said Carl Roe, the mayor of Northfield.

I think it is a scandal that nobody saw this coming.
"""


@pytest.mark.parametrize(("head", "said"), table("tables", "heads", "cases"))
def test_what_stands_over_a_text_is_read_where_it_stands(head: str, said: str) -> None:
    """Between a headline and its text, in a post with the poster's own words around them."""
    (clipping,) = clipparse.parse(_AROUND.format(head=head)).clippings
    found = stated(clipping)
    found.pop("agency", None)
    assert found == wanted(said) | {"headline": "Storm closes schools along the coast"}
    assert clipping.paragraphs[0].text.startswith("Schools along")
    assert len(clipping.paragraphs) == 3
