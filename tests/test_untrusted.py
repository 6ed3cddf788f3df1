"""Texts that nobody vouches for: a run over them ends, takes no more than it may, and names each that is refused."""

from __future__ import annotations

import random
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from clipparse import Options, ParseError, Pipeline, parse_many
from clipparse.bulk import run
from hostile import SHAPES

MOST_CHARS = 30_000
MEMORY = 64 << 20
GUARDED = Pipeline(options=Options(max_chars=MOST_CHARS))
linux_only = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs Linux's count of memory")


def texts(number: int) -> Iterator[str]:
    """Of all shapes and of many lengths, one in fifty longer than is read."""
    dice, names = random.Random(11), sorted(SHAPES)
    for place in range(number):
        length = MOST_CHARS + 1 + place if place % 50 == 49 else int(dice.expovariate(1 / 120)) + 1
        text = SHAPES[names[place % len(names)]](length)
        yield (text * (length // len(text) + 1))[:length] if place % 50 == 49 else text


@linux_only
def test_a_run_over_hostile_texts_ends_and_names_the_bad_ones(deep: bool) -> None:
    """Of 250, or 10,000: each that is too long is told with the limit, each other is read, in order."""
    number = 10_000 if deep else 250
    results = list(parse_many(texts(number), workers=2, on_error="keep", pipeline=GUARDED, memory=4 * MEMORY))
    errors = [result for result in results if isinstance(result, ParseError)]

    assert len(results) == number
    assert [error.position for error in errors] == list(range(49, number, 50))
    assert {error.kind for error in errors} == {"ValueError"}
    assert [error.message for error in errors] == [
        f"the text has {MOST_CHARS + 1 + error.position} characters, more than Options.max_chars = {MOST_CHARS}"
        for error in errors
    ]


def _hungry(size: int) -> int:
    """Takes so many bytes; kills its process where it is asked for fewer than none."""
    if size < 0:
        signal.raise_signal(signal.SIGKILL)
    return len(bytes(size))


@linux_only
def test_what_needs_more_memory_than_it_may_take_is_told_so() -> None:
    """And the same worker goes on with the next; one that is killed outright is told with the limit too."""
    results = list(run(_hungry, [1, 2 * MEMORY, 2, -1, 3], workers=1, memory=MEMORY))

    assert results == [
        1,
        ParseError(1, "MemoryError", f"it needs more than memory = {MEMORY:,} bytes"),
        2,
        ParseError(
            3, "WorkerDied", f"the process that parsed this text was killed; it might take memory = {MEMORY:,} bytes"
        ),
        3,
    ]


@linux_only
@pytest.mark.parametrize(
    "text",
    ["word " * 4_000_000, pytest.param("a\n" * 1_000_000, marks=pytest.mark.deep(only=True))],
    ids=["one", "lines"],
)
def test_a_text_that_takes_more_memory_than_it_may_is_told_so(text: str) -> None:
    """A real one, of one line or of a million, where nothing bounds the length; those beside it are read."""
    [first, error, last] = parse_many(["A storm.", text, "A storm."], workers=1, on_error="keep", memory=MEMORY)

    assert error == ParseError(1, "MemoryError", f"it needs more than memory = {MEMORY:,} bytes")
    assert first == last


@pytest.mark.parametrize(
    ("memory", "workers", "complaint"),
    [
        (0, 1, "memory is 1 byte or more, not 0"),
        (MEMORY, 0, "memory is a limit on workers, and with workers=0 there are none"),
    ],
)
def test_a_limit_that_limits_nothing_is_refused(memory: int, workers: int, complaint: str) -> None:
    """At once."""
    with pytest.raises(ValueError, match=complaint):
        parse_many([], memory=memory, workers=workers)


def test_where_memory_cannot_be_limited_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """A limit that is not kept would be worse than none."""
    monkeypatch.setattr("clipparse.bulk._TAKEN", Path("/nowhere"))
    with pytest.raises(ValueError, match="memory can be limited on Linux only"):
        parse_many([], memory=MEMORY, workers=1)
