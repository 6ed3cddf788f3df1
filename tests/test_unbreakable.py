"""Any text, and hostile ones most of all: no crash, no hang, the promises hold, and nothing outside is touched."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import clipparse
from hostile import SHAPES
from test_promises import assert_all_promises

FIXTURES = Path(__file__).parent.parent / "fixtures"
# every category of Unicode, lone halves of pairs among them
ANY = st.text(st.characters(exclude_categories=()), max_size=400)
LINE_ENDS = st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\u2028", "\x85", "\x0b", "\x0c", "\x00", "\ufeff", " "])
LINES = st.lists(st.tuples(ANY, LINE_ENDS), max_size=12).map(lambda rows: "".join(line + end for line, end in rows))


@pytest.mark.parametrize("shape", SHAPES)
def test_hostile_texts_keep_the_promises(shape: str, deep: bool) -> None:
    """Each shape at a thousand characters, or three: read to the end, nothing lost, every value traced.

    Each fourth, or all of them, is read again, and says the same.
    """
    assert_all_promises(SHAPES[shape](3_000 if deep else 1_000), again=deep or list(SHAPES).index(shape) % 4 == 0)


@given(st.one_of(ANY, LINES))
@settings(max_examples=settings().max_examples * 5 // 2)
def test_any_text_keeps_the_promises(text: str) -> None:
    """Surrogates, NULs, all categories, lone carriage returns, odd line ends in any mixture."""
    assert_all_promises(text)


def test_threads_give_the_same(deep: bool) -> None:
    """Eight threads over the same posts; each gives what one thread alone gives."""
    times = 4 if deep else 2
    texts = [path.read_text(encoding="utf-8") for path in sorted(FIXTURES.glob("*.txt"))][:24]
    alone = [clipparse.parse(text).to_json() for text in texts]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda text: clipparse.parse(text).to_json(), texts * times))
    assert together == alone * times


def test_a_longer_text_than_allowed_is_refused() -> None:
    """`max_chars` is the most that is read; the error says both numbers. Without it there is no limit."""
    with pytest.raises(ValueError, match="11") as error:
        clipparse.parse("x" * 11, max_chars=10)
    assert "10" in str(error.value)
    assert clipparse.parse("x" * 10, max_chars=10).text == "x" * 10


_WATCH = """
import sys, pathlib
import clipparse
paths = sorted(pathlib.Path(sys.argv[1]).glob("*.txt"))[:: int(sys.argv[2])]
texts = [path.read_text(encoding="utf-8") for path in paths]
for text in texts:  # word lists are loaded at their first use
    clipparse.parse(text)
seen = []
watched = ("open", "socket", "exec", "eval", "compile", "pickle", "subprocess", "os.", "import", "urllib", "marshal")
sys.addaudithook(lambda event, args: seen.append((event, str(args)[:80])) if event.startswith(watched) else None)
for text in texts:
    clipparse.parse(text)
print(seen)
"""


def test_parsing_touches_nothing_outside(deep: bool) -> None:
    """No file, no socket, no process, no import, no eval and no pickle once the word lists are there."""
    command = [sys.executable, "-c", _WATCH, str(FIXTURES), "1" if deep else "12"]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
