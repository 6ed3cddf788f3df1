"""The record of what is made of many posts, by which a rewritten part is compared with the one that it replaces."""

from __future__ import annotations

import gzip
import importlib
import json
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
POST = "Storm closes schools\nBy Ann Lee\n\nSchools stayed shut on Monday, the council said.\n"


@pytest.fixture
def parity(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The tool, as its own directory sees it."""
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    return importlib.import_module("parity")


def record(parity: Any, folder: Path, text: str = POST) -> Path:
    """A record of one post."""
    folder.mkdir(exist_ok=True)
    (folder / "storm.txt").write_text(text, encoding="utf-8")
    out = folder / "record.gz"
    parity.main(["write", str(out), "--posts", str(folder)])
    return out


def changed(path: Path, **values: Any) -> Path:
    """The same record, with values of its first clipping changed."""
    known = json.loads(gzip.decompress(path.read_bytes()))
    known["fields"][1] |= values
    known["clues"] = known["clues"][1:]
    out = path.with_name("changed.gz")
    out.write_bytes(gzip.compress(json.dumps(known).encode() + b"\n"))
    return out


def test_the_same_code_writes_the_same_bytes(parity: Any, tmp_path: Path) -> None:
    """And a record of them shows no difference."""
    first, second = record(parity, tmp_path / "a"), record(parity, tmp_path / "b")

    assert first.read_bytes() == second.read_bytes()
    assert parity.main(["compare", str(first), str(second)]) == 0


def test_a_record_holds_clues_roles_and_fields(parity: Any, tmp_path: Path) -> None:
    """Rows count from 1; the post's own fields stand before those of its clippings."""
    (found,) = parity.records(record(parity, tmp_path))

    assert [2, "byline", "By and a person's name"] in found["clues"]
    assert [role[:3] for role in found["roles"]] == [[1, "headline", 0], [2, "byline", 0], [4, "body", 0]]
    assert [one.get("headline") for one in found["fields"]] == [None, "Storm closes schools"]


def test_a_difference_counts_until_it_was_read(parity: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The reviewed list names it by its mark; a verdict that calls it worse does not let it pass."""
    before = record(parity, tmp_path)
    after = changed(before, headline="Storm", confidence=0.5)
    assert parity.main(["compare", str(before), str(after)]) == 1
    shown = capsys.readouterr().out
    assert 'field 1 headline: "Storm closes schools" -> "Storm"' in shown
    assert "3 differences {'clue': 1, 'field': 2}, not reviewed 3" in shown

    marks = [line.split()[0] for line in shown.splitlines()[:-1]]
    verdicts = tmp_path / "reviewed.txt"
    verdicts.write_text("# read\n" + "".join(f"{mark} better it is so\n" for mark in marks), encoding="utf-8")
    command = ["compare", str(before), str(after), "--reviewed", str(verdicts)]
    assert parity.main(command) == 0
    verdicts.write_text(verdicts.read_text(encoding="utf-8").replace("better", "worse", 1), encoding="utf-8")
    assert parity.main(command) == 1


def test_digits_that_nobody_sees_are_no_difference(parity: Any, tmp_path: Path) -> None:
    """Confidences that agree in what is shown of them count as the same."""
    before = record(parity, tmp_path)
    (known,) = parity.records(before)
    sure = known["fields"][1]["confidence"]

    assert {
        one.kind for one in parity.differences(known, next(parity.records(changed(before, confidence=sure + 0.001))))
    } == {"clue"}
