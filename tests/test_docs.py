"""Everything that the documentation shows runs and gives what it says."""

from __future__ import annotations

import doctest
import importlib
import inspect
import re
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser

import clipparse
from clipparse import cards, export

ROOT = Path(__file__).parent.parent
PAGES = sorted(
    [
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        ROOT / "SECURITY.md",
        ROOT / "RELEASING.md",
        *(ROOT / "docs").glob("*.md"),
    ]
)
MODULES = sorted(
    "clipparse." + ".".join(path.relative_to(ROOT / "src" / "clipparse").with_suffix("").parts)
    for path in (ROOT / "src" / "clipparse").rglob("*.py")
    if path.name != "__init__.py"
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_examples_of_a_page_run(page: Path) -> None:
    """Code blocks of a page run in order, in one namespace; what follows `>>>` is compared."""
    document = Sybil(parsers=[PythonCodeBlockParser(), SkipParser()]).parse(page)
    for example in document.examples():
        example.evaluate()


@pytest.mark.parametrize("module", ["clipparse", *MODULES])
def test_the_examples_of_a_module_run(module: str) -> None:
    """The docstrings' examples are true."""
    failed, _ = doctest.testmod(importlib.import_module(module))

    assert failed == 0


FUNCTIONS = [
    *(one for name in clipparse.__all__ if inspect.isfunction(one := getattr(clipparse, name))),
    *(export.to_csv, export.to_markdown, export.to_tei, cards.report),
    *(
        getattr(kind, name)
        for kind in (clipparse.Pipeline, clipparse.Post)
        for name, one in vars(kind).items()
        if name[0] != "_" and inspect.isfunction(getattr(one, "__func__", one))
    ),
]


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.__qualname__)
def test_a_public_function_says_what_it_takes_and_gives(function: Callable[..., object]) -> None:
    """And shows it by an example."""
    told = inspect.getdoc(function) or ""
    takes = [name for name in inspect.signature(function).parameters if name != "self"]

    assert ">>> " in told
    assert "Returns\n-------\n" in told
    assert all(re.search(rf"\b{name}\b", told.partition("Parameters\n----------\n")[2]) for name in takes)


def test_every_public_name_is_documented() -> None:
    """docs/api.md has an entry for each name that can be imported from clipparse."""
    headings = re.findall(r"^#+ `?(?:clipparse\.)?(\w+)", (ROOT / "docs" / "api.md").read_text(encoding="utf-8"), re.M)

    assert [name for name in clipparse.__all__ if name not in headings] == []


@pytest.mark.parametrize("page", [*PAGES, ROOT / "CHANGELOG.md"], ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    """A relative link names a file that is there."""
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_example_of_the_builder_runs() -> None:
    """What docs/build.py says of itself is true."""
    subprocess.run([sys.executable, "-m", "doctest", ROOT / "docs" / "build.py"], check=True, timeout=60)


class _Hrefs(HTMLParser):
    """What a page links to or loads, and the places in it that can be linked to."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.places: set[str] = set()
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src") and value:
                self.links.append(value)
            elif name in ("id", "name") and value:
                self.places.add(value)


def test_the_site_builds_and_its_links_lead_somewhere(tmp_path: Path) -> None:
    """Without a warning; each link inside leads to a file of the site, and to a place that is in it."""
    built = subprocess.run(
        [sys.executable, ROOT / "docs" / "build.py", tmp_path / "site"], capture_output=True, text=True, timeout=120
    )
    assert built.returncode == 0, built.stdout + built.stderr

    pages = {page: _Hrefs(page) for page in (tmp_path / "site").rglob("index.html")}
    assert len(pages) >= len(list((ROOT / "docs").glob("*.md")))
    dead = []
    for page, found in pages.items():
        for link in found.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            there = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            there = there / "index.html" if there.is_dir() else there
            places = pages[there].places if there in pages else set()
            if not there.is_file() or (parts.fragment and unquote(parts.fragment) not in places | {""}):
                dead.append(f"{page.parent.name}: {link}")
    assert dead == []


def test_the_commands_of_the_readme_name_what_is_there() -> None:
    """The first command prints a fixture that is there; the second is the one that `.ci/run` looks for."""
    commands = re.findall(r"^python3 -m venv .*$", (ROOT / "README.md").read_text(encoding="utf-8"), re.M)
    shown, tested = commands

    assert (ROOT / shown.rpartition("clipparse ")[2]).is_file()
    assert tested.endswith("pip install -q -e '.[dev]' && .venv/bin/python -m pytest -n auto --dist worksteal")


WALK = re.compile(r"^\| (\d+) \| (.+?) \| (\w+) \| (.+) \|$", re.M)


def test_the_walk_through_a_post_is_true() -> None:
    """Each row of docs/how-it-decides.md names the line, its role, and clues that count for it."""
    text = (ROOT / "fixtures" / "blogger-three-clippings-with-remarks.txt").read_text(encoding="utf-8")
    post = clipparse.parse(text)
    walk = WALK.findall((ROOT / "docs" / "how-it-decides.md").read_text(encoding="utf-8"))
    rows = [text.count("\n", 0, line.span.start) + 1 for line in post.lines]

    assert [int(row) for row, *_ in walk] == rows
    for line, (row, beginning, role, clues) in zip(post.lines, walk, strict=True):
        assert line.span.of(text).startswith(beginning)
        assert line.role == role, f"row {row}"
        counted = {f"{clue.stage}: {clue.why}" for clue in line.clues if clue.strength > 0}
        assert [clue for clue in re.findall(r"`([^`]+)`", clues) if clue not in counted] == [], f"row {row}"
