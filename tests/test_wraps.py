"""Lines become paragraphs again; what is set in lines on purpose stays so."""

from __future__ import annotations

import pytest

import clipparse

HEAD = "Roofs to be repaired in spring\n\nBy Ann Lee\nThe Northfield Post, May 3, 2011\n\n"
WRAPPED = (
    "The council said on Monday that it would begin to repair the roofs of the schools\n"
    "as soon as the wind had gone down, officials said. Nobody was hurt, but three of the\n"
    "buildings will stay shut until the end of the month, according to the mayor.\n"
)
LAST = "Parents were told by letter on Tuesday, officials said, and again on Friday.\n"


def paragraphs(raw: str) -> list[str]:
    (clip,) = clipparse.parse(raw)
    return [one.text for one in clip.paragraphs]


@pytest.mark.parametrize("mark", ["", "> ", ">> ", "| "])
def test_wrapped_lines_are_one_paragraph(mark: str) -> None:
    """Quoting marks are no part of the text; the spans begin behind them and lose nothing else."""
    raw = "".join(f"{mark}{line}\n" for line in f"{HEAD}{WRAPPED}\n{LAST}".split("\n"))
    (clip,) = clipparse.parse(raw)
    first = clip.paragraphs[0]

    assert [one.text for one in clip.paragraphs] == [" ".join(WRAPPED.split()), " ".join(LAST.split())]
    assert [span.of(raw) for span in first.spans] == WRAPPED.splitlines()


def test_list_items_stay_items() -> None:
    """Each with its number."""
    items = [
        "1. The roofs are repaired by builders from the town.",
        "2. The walls are painted.",
        "3. The pupils come back.",
    ]
    listed = "\n".join(["The plan has three parts:", *items])

    assert paragraphs(f"{HEAD}{WRAPPED}\n{listed}\n\n{LAST}")[1:-1] == listed.split("\n")


def test_verses_stay_verses() -> None:
    """Short lines with a rhyme are not run together, though the same words open two of them."""
    poem = (
        "The wind came over the water,\nThe wind came over the wall,\n"
        "It took the roofs of the schoolhouse,\nIt took the clock of the hall."
    )
    spoken = "The mayor, who is a teacher, then read from a poem, he said:"
    read = paragraphs(f"{HEAD}{WRAPPED}\n{spoken}\n\n{poem}\n\n{LAST}\n{WRAPPED[4:]}")

    assert [one for one in read if one in poem] == poem.split("\n")
