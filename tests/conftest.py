"""Settings for all tests: how far they look.

`pytest` looks at every property; `pytest --deep` looks at each of them further: longer texts, more examples, every
step. What has more to do then has the mark `deep`, so that `pytest --deep -m deep` does no more than that.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import Any

import pytest
from hypothesis import HealthCheck, is_hypothesis_test, settings

# Dozens of tests start a process: each would compile the library's source where Python is told to keep no bytecode.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# The first parse of a process loads the words; a deadline would blame whichever example came first.
_common: dict[str, Any] = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow], "print_blob": True}
settings.register_profile("here", max_examples=20, **_common)
settings.register_profile("further", max_examples=60, **_common)
settings.register_profile("deep", max_examples=2000, **_common)
for _name in ("here", "further"):  # the same examples in every run, where a run is to tell of the change alone
    settings.register_profile(f"ci-{_name}", settings.get_profile(_name), derandomize=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--deep", action="store_true", help="longer texts, more examples, every step")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "deep(only=False): has more to do with --deep; only: nothing to do without it")
    profile = "further" if config.getoption("--deep") else "here"
    settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci-" if os.environ.get("CI") else "") + profile)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what asks how far to look; leave out what is for deep runs alone."""
    for item in items:
        if "deep" in getattr(item, "fixturenames", ()) or is_hypothesis_test(getattr(item, "obj", None)):
            item.add_marker("deep")
    if config.getoption("--deep"):
        return
    only = [item for item in items if any(mark.kwargs.get("only") for mark in item.iter_markers("deep"))]
    if only:
        config.hook.pytest_deselected(items=only)
        items[:] = [item for item in items if item not in set(only)]


def pytest_collection_finish() -> None:
    """Thousands of tests and all that they import stay to the end: the collector need not walk them again and again."""
    gc.freeze()


@pytest.fixture(scope="session")
def deep(request: pytest.FixtureRequest) -> bool:
    """Whether to look further."""
    return bool(request.config.getoption("--deep"))
