"""Who said something, and the verb that says so: what every language's grammar answers."""

from __future__ import annotations

from typing import Protocol

from clipparse.speech.marks import Stretch

# Who said something, and the verb that says so.
Said = tuple[str | None, str | None]
NOBODY: Said = (None, None)
# What stands for a speaker whom the verb alone implies: Spanish `añadió`, Polish `dodał`.
IMPLIED = ""


class Grammar(Protocol):
    """How a language attributes what is said."""

    def around(self, text: str, stretch: Stretch, floor: int, ceiling: int) -> Said:
        """Speaker and verb, looked for behind the quotation and then before it, not beyond its neighbours."""

    def has_the_last_word(self, text: str, stretch: Stretch) -> bool:
        """Does the text end in this quotation and in who said it, and does it ask nothing?"""

    def stands_between(self, text: str, before: Stretch | None, stretch: Stretch) -> bool:
        """Does whoever said the words before go on in the same sentence: `"No," said Ann Lee, "not now."`?"""

    def broken(self, text: str, stretches: list[Stretch]) -> list[Stretch]:
        """The stretches, with those that are opened by dashes, without what a writer puts between the words."""
