"""What hostile texts cost: the bounds of `benchmarks/costs.py` that are met hold; `--deep` measures every shape."""

from __future__ import annotations

import runpy
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import clipparse
from hostile import SHAPES

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"

SIZE = 50_000
# What took 70 to 500 bytes a character once.
SHORT_LINES = ("short lines", "quoting marks")  # the others by `--deep`, with all shapes


@pytest.fixture(scope="module")
def costs() -> Any:
    """What `benchmarks/costs.py` defines."""
    sys.path.insert(0, str(BENCHMARKS))
    try:
        return runpy.run_path(str(BENCHMARKS / "costs.py"))
    finally:
        sys.path.remove(str(BENCHMARKS))


def held(shape: str, memory: Callable[[str], float]) -> float:
    """The most bytes a character that a second parse of a shape holds at a time."""
    text = SHAPES[shape](SIZE)
    clipparse.parse(text)  # what is remembered of words is there then
    return memory(text)


@pytest.mark.parametrize("shape", SHORT_LINES)
def test_short_lines_are_held_in_little_room(shape: str, costs: Any) -> None:
    """Forty bytes a character, result included: what is held is a stretch, not the text."""
    assert held(shape, costs["memory"]) <= costs["LARGEST"]


@pytest.mark.deep(only=True)
@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_is_held_in_little_room(shape: str, costs: Any) -> None:
    """Those that are all datelines, small articles, addresses, answers or disorder hold more, as `BEYOND` says."""
    assert held(shape, costs["memory"]) <= BEYOND.get(shape, costs["LARGEST"])


# Bytes a character of shapes that take more, with some room: each of their lines has much to it, and a stretch many.
BEYOND = {
    "captions": 45.0,
    "datelines": 60.0,
    "articles of a paragraph": 50.0,
    "addresses, line by line": 45.0,
    "interview": 45.0,
    "letters and spaces": 65.0,
    "dates and marks": 55.0,
    "a bit of all": 70.0,
}


@pytest.mark.parametrize("shape", ["short lines"])
def test_lines_that_repeat_are_read_once(shape: str, costs: Any) -> None:
    """They are as fast beside prose as any text must be, though each of them is a line with a role."""
    seconds, prose, text = costs["seconds"], costs["long_post"](SIZE // 2), SHAPES[shape](SIZE)
    clipparse.parse(prose)
    clipparse.parse(text)
    speed = (len(text) / seconds(text)) / (len(prose) / seconds(prose))
    assert speed >= costs["SLOWEST"]
