"""How far a run has come: a bar with the total, the rate and the time that is left (extra `progress`)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from clipparse.extras import need

_TICK = 0.5  # seconds


class Progress:
    """A bar on standard error, which stands there at once and whose clock goes; its total comes when it is known.

    Counting may take as long as reading a disk does, so it is done beside the run. What need not be read again moves
    the bar, and does not count for the rate.
    """

    def __init__(self, total: Callable[[], int], *, shown: bool = True) -> None:
        self._bar: Any = need("tqdm.auto", "progress").tqdm(unit=" posts") if shown else None
        self._over = threading.Event()
        if shown:
            threading.Thread(target=self._show, args=(total,), daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        if self._bar is not None:
            self._bar.close()

    def kept(self) -> None:
        """One post more was there already."""
        if self._bar is not None:
            self._bar.initial += 1
            self._bar.update()

    def read(self) -> None:
        """One post more is read."""
        if self._bar is not None:
            self._bar.update()

    def _show(self, total: Callable[[], int]) -> None:
        """A first post may take its time, and the words are loaded before it."""
        self._bar.total = total()
        self._bar.refresh()
        while not self._over.wait(_TICK):
            self._bar.refresh()
