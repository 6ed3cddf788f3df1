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


def test_mypy_accepts_the_example() -> None:
    """In strict mode."""
    pytest.importorskip("mypy", reason="needs mypy: pip install -e '.[dev]'")

    assert check("mypy", "--strict", f"--cache-dir={os.devnull}") == (0, "Success: no issues found in 1 source file\n")


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
