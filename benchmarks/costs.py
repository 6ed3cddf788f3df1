"""What hostile texts cost beside prose: `python benchmarks/costs.py [--size N] [--rounds 3] [--only WORD] [--all]`

With `--workers 2` two shapes are measured at a time.

For each shape of `tests/hostile.py`: its speed per character as a share of prose's, how many times longer twice the
text takes, and the most memory a character at a time, the text itself left out. Prose, n and 2n are timed in turn, by
the time of one process alone, and the best of the rounds counts, so that a busy machine falls on all of them alike; a
shape that is far within the bounds, or far too slow, in the first round is not timed again.
Memory is that of Python's own objects. A shape is printed where it is beyond a bound, with `--all` each of them; the
exit status is 1 if one is beyond.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
import tracemalloc
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import attrs

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from posts import long_post

import clipparse
from hostile import SHAPES

SLOWEST, STEEPEST, LARGEST = 1 / 5, 2.3, 40.0
# What takes less is told by the clock's ticks and the collector, not by the text.
_TOO_SHORT = 0.004
# So many times as fast as it must be is fast enough, however busy the machine, and so many times as slow too slow.
_FAR = 2


@attrs.frozen
class Cost:
    """Of one shape."""

    shape: str
    seconds: float
    speed: float  # per character, as a share of prose's
    growth: float
    memory: float  # bytes a character

    @property
    def faults(self) -> list[str]:
        """What is beyond a bound, in a word each."""
        bounds = (
            ("slow", self.speed < SLOWEST),
            ("steep", self.growth > STEEPEST),
            ("large", self.memory > LARGEST),
        )
        return [word for word, beyond in bounds if beyond]

    def __str__(self) -> str:
        cells = (self.shape, f"{self.speed:.2f}", f"{self.growth:.2f}", f"{self.memory:.0f}", " ".join(self.faults))
        return f"| {' | '.join(cells)} |"


def costs(size: int, rounds: int, shapes: Sequence[str], workers: int = 1) -> Iterator[Cost]:
    """Of each shape in turn, or of some at a time."""
    measured = partial(cost, size=size, rounds=rounds)
    if workers == 1:
        yield from map(measured, shapes)
        return
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(measured, shapes)


def cost(shape: str, size: int, rounds: int) -> Cost:
    """Of one shape, in this process."""
    prose, small, large = long_post(size), SHAPES[shape](size), SHAPES[shape](2 * size)
    clipparse.parse(prose[:2000])
    clipparse.parse(large[:2000])
    times: list[tuple[float, float, float]] = []
    while len(times) < rounds:
        times.append((seconds(prose), seconds(small), seconds(large)))
        of_prose, of_small, of_large = (min(column) for column in zip(*times, strict=True))
        growth = of_large / of_small * 2 * len(small) / len(large) if of_large > _TOO_SHORT else 2.0
        speed = (len(large) / of_large) / (len(prose) / of_prose)
        if growth < STEEPEST and (speed > _FAR * SLOWEST or speed * _FAR < SLOWEST):
            break
    return Cost(shape, of_large, speed, growth, memory(small))


def seconds(text: str) -> float:
    """The time of this process that a parse takes, without the collector."""
    gc.collect()
    gc.disable()
    try:
        begun = time.process_time()
        clipparse.parse(text)
        return time.process_time() - begun
    finally:
        gc.enable()


def memory(text: str) -> float:
    """The most bytes a character that a parse holds at a time, with what it gives."""
    gc.collect()
    tracemalloc.start()
    try:
        clipparse.parse(text)
        return tracemalloc.get_traced_memory()[1] / len(text)
    finally:
        tracemalloc.stop()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=50_000, help="characters; twice as many are read too")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default="", help="shapes whose name has this word in it")
    parser.add_argument("--all", action="store_true", help="those too that are within the bounds")
    parser.add_argument("--workers", type=int, default=1, help="shapes that are measured at a time")
    asked = parser.parse_args()
    shapes = [shape for shape in SHAPES if asked.only in shape]
    print("| shape | speed / prose | growth | bytes a character | |\n|---|---|---|---|---|", flush=True)
    beyond = 0
    for cost in costs(asked.size, asked.rounds, shapes, asked.workers):
        beyond += bool(cost.faults)
        if cost.faults or asked.all:
            print(cost, flush=True)
    print(f"\n{len(shapes)} shapes, {beyond} beyond a bound", flush=True)
    return int(beyond > 0)


if __name__ == "__main__":
    sys.exit(main())
