"""What is installed is called clipparse-news, and the package index shows it as the repository does."""

from __future__ import annotations

import doctest
import importlib.util
import re
import sys
import tomllib
import types
from pathlib import Path
from typing import Any

import pytest

import clipparse

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SOURCE = "https://host.example/owner/name"


@pytest.fixture
def build(monkeypatch: pytest.MonkeyPatch) -> Any:
    """hatch_build.py, also where hatchling, which builds in an environment of its own, is not installed."""
    interface = types.ModuleType("hatchling.metadata.plugin.interface")
    interface.MetadataHookInterface = object  # type: ignore[attr-defined]
    for name in ("hatchling", "hatchling.metadata", "hatchling.metadata.plugin"):
        monkeypatch.setitem(sys.modules, name, types.ModuleType(name))
    monkeypatch.setitem(sys.modules, interface.__name__, interface)
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_index_has_another_clipparse() -> None:
    """So every requirement and every hint names ours."""
    extras = PROJECT["project"]["optional-dependencies"]
    texts = [*ROOT.glob("src/**/*.py"), *ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("docs/*.ipynb")]

    assert PROJECT["project"]["name"] == "clipparse-news"
    assert [one for needs in extras.values() for one in needs if one.startswith("clipparse[")] == []
    assert [
        path for path in texts if re.search(r"install '?\"?clipparse(?!-news)\b", path.read_text(encoding="utf-8"))
    ] == []


def test_links_lead_from_the_index_to_this_version(build: Any) -> None:
    """All of them, and the picture."""
    assert doctest.testmod(build).failed == 0
    shown = build.for_the_index(README, SOURCE, "0.1.0")
    links = re.findall(r"\]\(([^)]+)\)", shown)

    assert len(links) == len(re.findall(r"\]\(([^)]+)\)", README))
    assert [link for link in links if not link.startswith("https://")] == []
    assert f"({SOURCE}/raw/v0.1.0/docs/report.png)" in shown


def test_without_an_address_no_link_leads_nowhere(build: Any) -> None:
    """The words stay."""
    shown = build.for_the_index(README, "", "0.1.0")

    assert re.findall(r"\]\((?!https?:)", shown) == []
    assert "the first steps" in shown
    assert build.addresses("") == {"Package index": build.INDEX}


def test_the_changelog_has_a_section_for_this_version() -> None:
    """Dated, with what was added."""
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    assert re.search(rf"^## \[{re.escape(clipparse.__version__)}\] - \d{{4}}-\d\d-\d\d$", changelog, re.M)


def test_who_cites_it_names_this_version() -> None:
    """Its number and its day are those of the changelog."""
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    stated = dict(re.findall(r'^(version|date-released): "?([^"\n]+)"?$', citation, re.M))

    assert stated["version"] == clipparse.__version__
    assert f"\n## [{stated['version']}] - {stated['date-released']}\n" in changelog


def test_git_leaves_the_letters_of_posts_alone() -> None:
    """Line ends are a part of a fixture; the rule that keeps them stands below the general one, which it overrules."""
    rules = (ROOT / ".gitattributes").read_text(encoding="utf-8").splitlines()

    assert rules.index("fixtures/** -text") > rules.index("* text=auto eol=lf")


def test_whoever_files_an_issue_is_asked_for_the_reasons() -> None:
    """Each template asks for what `--explain` prints."""
    templates = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.md"))

    assert len(templates) == 2
    assert [path.name for path in templates if "clipparse --explain" not in path.read_text(encoding="utf-8")] == []
