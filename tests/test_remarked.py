"""Posts put together of texts that nobody labelled: whose words stand in them is known by where they were found."""

from __future__ import annotations

import gzip
import importlib
import json
import random
from pathlib import Path
from typing import Any

import pytest

TOOLS = Path(__file__).parent.parent / "tools"
OWN = (
    "I walked down to the pier this morning, and I must say that I have never seen so many gulls in one place.",
    "My sister thinks that they come for the chips. I think they come for the company, as I do, and for the view.",
    "So that was my day. I am off to bed now, and I shall not be getting up before noon if I can help it, friends!",
)
NAMING = (
    "I read in the Times that the pier is to be closed for the winter, and I am not one bit surprised by it, really.",
    "The council had put the repairs off for the third year in a row, and the engineers had warned it twice of that.",
    "But nobody asked me, and I would have told them what I thought of it all, and at some length, believe you me.",
)
REPORT = (
    "The pier at Harlow will stay shut through the winter, the council said on Monday after a survey of its piles.",
    'Repairs will cost two million, said Ann Weber, who leads the works. "We cannot wait for another storm," she said.',
    "Traders along the front said that they had not been told. The council will hear them at its meeting next week.",
    "The pier was opened in 1894 and was last repaired in 1971, when a ship ran into it in a fog, officials said.",
)


@pytest.fixture
def remarked(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The tool, as its own directory sees it."""
    monkeypatch.syspath_prepend(str(TOOLS))
    return importlib.import_module("remarked")


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """Two blogs and a paper."""
    posts = [{"blog": "11", "text": "\n\n".join(OWN)}, {"blog": "12", "text": "\n\n".join(NAMING)}]
    news = [{"title": "Harlow pier to stay shut through the winter", "text": "\n\n".join(REPORT)}]
    for name, records in (("blog-posts", posts), ("news-articles", news)):
        with gzip.open(tmp_path / f"{name}.jsonl.gz", "wt", encoding="utf-8") as out:
            out.write("\n".join(map(json.dumps, records)))
    return tmp_path


def rows(make: Any, shelf: Any, count: int = 60) -> list[tuple[str, str | None, int | None]]:
    """The rows of some posts."""
    return [row for k in range(count) for row in make(shelf, random.Random(k))]


def test_whose_words_they_are_is_known(remarked: Any, texts: Path) -> None:
    """What is labelled as the article's is from the paper, and what is labelled as the blogger's from a blog."""
    shelf = remarked.Shelf.of(texts)
    found = rows(remarked.remarked, shelf)
    bodies = [text for text, role, _ in found if role == "body"]
    said = [text for text, role, _ in found if role == "commentary" and text in (*OWN, *NAMING)]
    assert {text for text in bodies if text in REPORT} == set(REPORT)
    assert said
    assert not [text for text in bodies if text in (*OWN, *NAMING)]


def test_a_blogger_may_name_a_paper(remarked: Any, texts: Path) -> None:
    """A blogger's whole post is the blogger's, papers named in it and all; as a remark only what says I is taken."""
    shelf = remarked.Shelf.of(texts)
    roles = {text: role for text, role, _ in rows(remarked.own, shelf)}
    assert [roles[text] for text in (*OWN, *NAMING)] == ["commentary"] * 6
    assert NAMING[1] not in [text for text, _, _ in rows(remarked.remarked, shelf)]


def test_the_same_dice_give_the_same_post(remarked: Any, texts: Path) -> None:
    """A fit on the same texts gives the same table."""
    shelf, again = remarked.Shelf.of(texts), remarked.Shelf.of(texts)
    assert rows(remarked.remarked, shelf) == rows(remarked.remarked, again)


def test_a_blog_that_labelled_posts_are_from_is_left_out(remarked: Any, texts: Path) -> None:
    """Else a held-out blogger's other words would be fitted on."""
    shelf = remarked.Shelf.of(texts, frozenset({"12"}))
    assert [blog.paragraphs for blog in shelf.blogs] == [OWN]


def test_every_shape_can_be_read_as_it_is_labelled(remarked: Any, texts: Path) -> None:
    """The decoder's steps allow what a shape's label says: no line of it is left free but those labelled `?`."""
    pytest.importorskip("numpy")
    labels, shapes = importlib.import_module("fitting.labels"), importlib.import_module("shapes")
    shelf = remarked.Shelf.of(texts)
    for shape in shapes.SHAPES:
        for k in range(10):
            gold = [(role, clipping) for _, role, clipping in shape(shelf, random.Random(k)) if role]
            free = labels.allowed_states(gold).all(axis=1)
            assert [role for (role, _), any_state in zip(gold, free, strict=True) if any_state and role != "?"] == []
