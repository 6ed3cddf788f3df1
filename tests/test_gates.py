"""A pattern that waits for a word of its own misses nothing by waiting."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from clipparse import stages
from clipparse.gate import Gated
from clipparse.page import Block, Page

_FIXTURES = Path(__file__).parent.parent / "fixtures"
_MODULES = [import_module(f"clipparse.stages.{found.name}") for found in pkgutil.iter_modules(stages.__path__)]
_GATES = [
    pytest.param(value, id=f"{module.__name__}.{name}")
    for module in _MODULES
    for name, value in vars(module).items()
    if isinstance(value, Gated)
]


@cache
def _blocks() -> tuple[Block, ...]:
    texts = (path.read_text(encoding="utf-8") for path in sorted(_FIXTURES.glob("*.txt")))
    return tuple(block for text in texts for block in Page.of(text).unwrapped.blocks if block.text)


@pytest.mark.parametrize("gate", _GATES)
def test_where_a_pattern_matches_one_of_its_words_stands(gate: Gated) -> None:
    """In all paragraphs of the fixtures, as they are written and in small letters."""
    missed = [
        block.text
        for block in _blocks()
        for text in (block.text[:1500], block.text[:1500].lower())
        if gate.pattern.search(text) and gate.words.isdisjoint(block.words)
    ]
    assert missed == []
