"""Each stage says of a line what the table has, all of it and nothing else."""

from __future__ import annotations

import pytest

from hearing import said_of, said_on, written, written_of_pages


@pytest.mark.parametrize(("line", "entry"), written(), ids=lambda value: value[:40])
def test_what_is_said_of_a_line(line: str, entry: str) -> None:
    """Above a report and below one: the near misses stand beside what they look like."""
    assert str(said_of(line)) == entry


@pytest.mark.parametrize(("name", "entry"), written_of_pages(), ids=lambda value: value[:60])
def test_what_is_said_on_a_page(name: str, entry: str) -> None:
    """By the stages that look around a line: of which lines, counted from 1, each clue is heard."""
    assert said_on(name) == entry
