"""What a stage says of a line, and what a stage is."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from clipparse.lexicon import Lexicon
from clipparse.model import Clue
from clipparse.page import Page

__all__ = ["Clue", "Sighting", "Stage"]

# A stage's testimony: the index of a line, and the clue that fires there.
Sighting = tuple[int, Clue]

Stage = Callable[[Page, Lexicon], Iterable[Sighting]]
