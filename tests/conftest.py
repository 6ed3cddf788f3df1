"""Settings for all tests: how far they look.

`pytest` looks at every property; `pytest --deep` looks at each of them further: longer texts, more examples, every
step. What has more to do then has the mark `deep`, so that `pytest --deep -m deep` does no more than that.
"""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
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
def pytest_collection(session: pytest.Session) -> None:
    """Where the whole is run by several processes, each begins with a share of the files: what it compiles of them,
    which takes most of the time in a fresh copy, the others find when they come to it."""
    number, count = (os.environ.get(f"PYTEST_XDIST_WORKER{what}", "").removeprefix("gw") for what in ("", "_COUNT"))
    if number and session.config.args_source is pytest.Config.ArgsSource.TESTPATHS:
        for file in sorted(Path(__file__).parent.glob("test_*.py"))[int(number) :: int(count)]:
            with suppress(Exception, pytest.skip.Exception):  # whoever collects it will tell
                import_module(file.stem)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what asks how far to look; leave out what is for deep runs alone; put the rest into the order of a run."""
    for item in items:
        if "deep" in getattr(item, "fixturenames", ()) or is_hypothesis_test(getattr(item, "obj", None)):
            item.add_marker("deep")
    only = [item for item in items if any(mark.kwargs.get("only") for mark in item.iter_markers("deep"))]
    if only and not config.getoption("--deep"):
        config.hook.pytest_deselected(items=only)
        items[:] = [item for item in items if item not in set(only)]
    if hasattr(config, "workerinput"):
        items.sort(key=_turn)


# Files with tests of seconds. They come first: at the end of a run nobody waits for one of them alone.
_LONG = ("test_patterns", "test_untrusted", "test_scrapy", "test_costs", "test_docs", "test_cluster", "test_bulk")


def _turn(item: pytest.Item) -> tuple[int, str]:
    """Long ones first, then those that look at a fixture, one fixture after the other, then all others as they stand.

    Each process takes a stretch of them, and so parses most of the fixtures that it meets once.
    """
    if Path(item.path).stem in _LONG:
        return 0, ""
    values = getattr(getattr(item, "callspec", None), "params", {}).values()
    return next(((1, name) for name in map(_fixture, values) if name), (2, ""))


def _fixture(value: object) -> str | None:
    """The name of the fixture that a test was given, if it was given one."""
    name = value.stem if isinstance(value, Path) else value
    return name if isinstance(name, str) and name in _FIXTURES else None


_FIXTURES = frozenset(path.stem for path in (Path(__file__).parent.parent / "fixtures").glob("*.txt"))


def pytest_collection_finish() -> None:
    """Thousands of tests and all that they import stay to the end: the collector need not walk them again and again.

    Nor need it come as often as where memory is short.
    """
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.fixture(scope="session")
def deep(request: pytest.FixtureRequest) -> bool:
    """Whether to look further."""
    return bool(request.config.getoption("--deep"))
