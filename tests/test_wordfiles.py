"""What a build prepares of the word files says what they say, and never outlives them."""

from __future__ import annotations

import importlib.util
import json
import shutil
import sys
import tomllib
import types
from pathlib import Path
from typing import Any

import pytest

import clipparse
from clipparse import wordfiles
from clipparse.wordfiles import PREPARED, prepare, word_table

ROOT = Path(__file__).parent.parent
WORDS = Path(clipparse.__file__).parent / "words"


@pytest.fixture
def words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of word files of one's own, in the package's place."""
    folder = tmp_path / "words"
    folder.mkdir()
    (folder / "papers.toml").write_text('[papers]\nherald = "Herald"\nnames = ["a", "b"]\n', encoding="utf-8")

    def data(package: str, name: str) -> bytes:
        assert package == "clipparse"
        return (tmp_path / name).read_bytes()

    monkeypatch.setattr(wordfiles, "get_data", data)
    return folder


def test_all_files_are_prepared_as_they_are(tmp_path: Path) -> None:
    """JSON has all that the files say: no dates, no numbers as names."""
    folder = tmp_path / "words"
    shutil.copytree(WORDS, folder, ignore=shutil.ignore_patterns(PREPARED))
    written = prepare(folder)

    assert [path.stem for path in written] == sorted(path.stem for path in WORDS.glob("*.toml"))
    for path in written:
        said = tomllib.loads((WORDS / f"{path.stem}.toml").read_text(encoding="utf-8"))
        assert word_table(path.stem) == said
        assert json.loads(path.read_bytes())[1] == said


def test_a_prepared_table_is_read_instead_of_its_file(words: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """TOML is not even parsed, which is what takes the time."""
    prepare(words)
    monkeypatch.setattr(wordfiles, "_parsed", None)

    assert word_table("papers") == {"papers": {"herald": "Herald", "names": ["a", "b"]}}


def test_an_edited_file_is_read_itself(words: Path) -> None:
    """What was prepared before says no more."""
    prepare(words)
    (words / "papers.toml").write_text('[papers]\nherald = "The Herald"\n', encoding="utf-8")

    assert word_table("papers") == {"papers": {"herald": "The Herald"}}


@pytest.mark.parametrize("cut", ["", "[", '["x"]', "17"])
def test_a_broken_table_is_passed_over(words: Path, cut: str) -> None:
    """And so is one that is not there."""
    assert word_table("papers")["papers"]["herald"] == "Herald"
    (path,) = prepare(words)
    path.write_text(cut, encoding="utf-8")

    assert word_table("papers")["papers"]["herald"] == "Herald"


def test_an_unknown_file_is_an_error() -> None:
    """Never an empty list of words."""
    with pytest.raises(FileNotFoundError):
        word_table("no-such-words")


def test_a_build_packs_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """hatch_words.py, also where hatchling, which builds in an environment of its own, is not installed."""
    interface = types.ModuleType("hatchling.builders.hooks.plugin.interface")
    interface.BuildHookInterface = object  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, interface.__name__, interface)
    for part in range(1, 4):
        name = interface.__name__.rsplit(".", part)[0]
        monkeypatch.setitem(sys.modules, name, types.ModuleType(name))
    monkeypatch.setitem(sys.modules, "hatchling", types.ModuleType("hatchling"))
    spec = importlib.util.spec_from_file_location("hatch_words", ROOT / "hatch_words.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    package = tmp_path / "src/clipparse"
    shutil.copytree(WORDS, package / "words", ignore=shutil.ignore_patterns(PREPARED))
    shutil.copy(WORDS.parent / "wordfiles.py", package)

    hook = module.CustomBuildHook()
    hook.root = str(tmp_path)
    build: dict[str, Any] = {"artifacts": []}
    hook.initialize("standard", build)

    assert "/src/clipparse/words/prepared/en.json" in build["artifacts"]
    assert [one for one in build["artifacts"] if not (tmp_path / one.removeprefix("/")).is_file()] == []
    assert len(build["artifacts"]) == len([*WORDS.glob("*.toml")])
