"""The long words of a paragraph without their endings: by these a title is compared with the text below it."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from clipparse.language import beginnings, folded
from clipparse.page import Page

_SHORTEST, _KEPT = 4, 5  # letters of a word
_REMEMBERED = 256  # blocks


@attrs.frozen(slots=True)
class Stems:
    """The stems of the blocks of a page, found when one is asked for."""

    _beginnings: Sequence[str]  # not the page: it keeps these stems, and would outlive its parse
    _found: dict[int, frozenset[str]] = attrs.field(factory=dict)

    def of(self, position: int) -> frozenset[str]:
        """Those of the block at this position.

        >>> page = Page.of("Council closes the old pier")
        >>> sorted(stems_of(page).of(0))
        ['close', 'counc', 'pier']
        """
        if position not in self._found:
            if len(self._found) >= _REMEMBERED:  # who asks goes down the page, and looks at what stands near
                self._found.clear()
            self._found[position] = _stems(self._beginnings[position])
        return self._found[position]


def stems_of(page: Page) -> Stems:
    """The stems of the blocks of `page`."""
    return page.kept(_stems_of, None)


def _stems_of(page: Page, _: None) -> Stems:
    return Stems(page.kept(beginnings, None))


def _stems(beginning: str) -> frozenset[str]:
    return frozenset([word[:_KEPT] for word in folded(beginning).split() if len(word) >= _SHORTEST])
