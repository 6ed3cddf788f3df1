"""The types are right for those who use them."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
from importlib import resources
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "typed.py"


def check(*command: str) -> tuple[int, str]:
    done = subprocess.run([sys.executable, "-m", *command, str(EXAMPLE)], capture_output=True, text=True, cwd=ROOT)
    return done.returncode, done.stdout


def test_the_example_runs() -> None:
    """And says what it should."""
    pytest.importorskip("lxml", reason="needs lxml: pip install -e '.[html]'")

    assert runpy.run_path(str(EXAMPLE))["main"]() == (
        "Storm closes schools along the coast (Zoë Lee, 2014-03-13): 1 quote by {'Ann Lund'}"
    )


@pytest.mark.deep(only=True)  # mypy over all files, a check of its own, sees the example too
def test_mypy_accepts_the_example() -> None:
    """In strict mode."""
    pytest.importorskip("mypy", reason="needs mypy: pip install -e '.[dev]'")

    assert check("mypy", "--strict", f"--cache-dir={os.devnull}") == (0, "Success: no issues found in 1 source file\n")


WRONG = """\
import datetime as dt
import clipparse
clipparse.parse("", posted=dt.date(2014, 3, 15), day_first=True, languages=("en",), kind="mail", url="u", max_chars=9)
clipparse.parse_html("", "u", posted=dt.date(2014, 3, 15))
clipparse.parse("", day_frist=True)
clipparse.parse("", posted="2014")
clipparse.parse_html("", posted="2014")
"""


@pytest.mark.deep(only=True)  # mypy over all files sees `refused.py`
def test_mypy_refuses_what_is_known_wrongly(tmp_path: Path) -> None:
    """A misspelt name and a day that is text, at the line where they stand; and what is right it accepts."""
    pytest.importorskip("mypy", reason="needs mypy: pip install -e '.[dev]'")
    (tmp_path / "wrong.py").write_text(WRONG)
    command = [sys.executable, "-m", "mypy", "--strict", f"--cache-dir={os.devnull}", "--no-error-summary"]
    done = subprocess.run([*command, str(tmp_path / "wrong.py")], capture_output=True, text=True, cwd=ROOT)
    told = [line.split("wrong.py:")[1] for line in done.stdout.splitlines() if "error:" in line]

    assert [line.partition(":")[0] for line in told] == ["5", "6", "7"]
    assert 'Unexpected keyword argument "day_frist"' in told[0]
    assert all('"posted"' in line and '"str"' in line for line in told[1:])


def test_pyright_accepts_the_example() -> None:
    """Without a warning."""
    pytest.importorskip("pyright", reason="needs pyright: pip install pyright")

    code, told = check("pyright", "--pythonpath", sys.executable)
    if code and "0 errors" not in told and "error:" not in told:
        pytest.skip("pyright cannot start here; it needs Node")
    assert (code, told.strip()) == (0, "0 errors, 0 warnings, 0 informations")


def test_the_package_says_that_it_is_typed() -> None:
    """Or type checkers look no further."""
    assert (resources.files("clipparse") / "py.typed").is_file()
