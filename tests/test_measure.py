"""How good it is on posts of one's own: posts are drawn, a person corrects their labels, and clipparse is scored."""

from __future__ import annotations

import importlib
import json
from pathlib import Path

import pytest

import clipparse
from clipparse.cli import main
from clipparse.intake import BadInput
from clipparse.labels import gold, label
from clipparse.measure import measure

ROOT = Path(__file__).parent.parent / "fixtures"
FIXTURES = sorted(ROOT.glob("*.txt"))
POST = """\
Saturday, 15 March 2014

Storm week

Storm closes schools along the coast

By Zoë Lee
13 March

Schools along the coast stayed shut on Monday after a storm tore the roofs from two of them, officials said.

The council said that repairs would begin as soon as the wind had gone down, and would take at least a month.
"""


@pytest.fixture
def drawn(tmp_path: Path) -> Path:
    """One post of one's own, drawn."""
    (tmp_path / "storm.txt").write_text(POST, encoding="utf-8")
    assert main([str(tmp_path / "storm.txt"), "--sample", "1", "-o", str(tmp_path / "labels")]) == 0
    return tmp_path / "labels"


def correct(folder: Path, *changes: tuple[str, str]) -> None:
    (path,) = folder.glob("*.lab")
    labelled = path.read_text(encoding="utf-8")
    for before, after in (("checked no", "checked yes"), *changes):
        assert before in labelled
        labelled = labelled.replace(before, after)
    path.write_text(labelled, encoding="utf-8")


def table(capsys: pytest.CaptureFixture[str], folder: Path) -> dict[str, str]:
    assert main(["measure", str(folder)]) == 0
    lines = capsys.readouterr().out.splitlines()
    return {line[2:38].strip(): line[38:].strip() for line in lines if line.startswith("  ")}


@pytest.mark.parametrize("path", FIXTURES[::6], ids=lambda path: path.stem)
def test_a_label_file_says_what_was_read(path: Path) -> None:
    """Every line has its role and article, and every article its values."""
    text = path.read_bytes().decode()
    post = clipparse.parse(text)
    said = gold(text, label(post, {}))

    assert [(role, article) for _, role, article in said["lines"]] == [(one.role, one.clipping) for one in post.lines]
    assert [number for number, _, _ in said["lines"]] == [
        number for number, line in enumerate(text.split("\n"), 1) if line.strip()
    ]
    assert len(said["clippings"]) == len(post)
    assert [one["published"] for one in said["clippings"]] == [
        clip.published and clip.published.isoformat() for clip in post
    ]
    assert said["checked"] is False


def test_the_same_posts_are_drawn_from_the_same_corpus(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As they are, from the midst of it, each under a name that reminds of its own."""
    for name in ("a", "b"):
        assert main([*map(str, FIXTURES), "--sample", "5", "-o", str(tmp_path / name)]) == 0
    told = capsys.readouterr().err.splitlines()[0]
    first, second = (sorted(path.name for path in (tmp_path / name).glob("*.txt")) for name in ("a", "b"))
    texts = {path.read_bytes() for path in FIXTURES}

    assert told.startswith(f"clipparse: 5 posts in {tmp_path / 'a'}; correct each .lab in an editor")
    assert first == second
    assert len(first) == 5
    assert all(
        path.read_bytes() in texts for path in (tmp_path / "a").glob("*.txt") if not path.with_suffix(".html").exists()
    )


def test_rows_are_drawn_with_what_is_known_of_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The day of a row counts when its post is read again to be measured."""
    text = POST.partition("\n\n")[2]
    (tmp_path / "dump.jsonl").write_text(json.dumps({"id": "s/1", "body": text, "day": "2011-03-15"}) + "\n")
    folder, fields = tmp_path / "labels", ["--text-field", "body", "--id-field", "id", "--posted-field", "day"]
    assert main([str(tmp_path / "dump.jsonl"), "--sample", "3", "-o", str(folder), *fields]) == 0
    correct(folder)
    capsys.readouterr()

    assert "given posted=2011-03-15\n" in (folder / "own-1-1.lab").read_text(encoding="utf-8")
    assert "article 0 published 2011-03-13" in (folder / "own-1-1.lab").read_text(encoding="utf-8")
    assert table(capsys, folder)["published, of 1"] == "100.0%"


def test_what_a_person_corrects_is_scored(drawn: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A line, a value, and where an article ends; the faults are shown, and the truth is kept as data."""
    correct(
        drawn,
        ("  12 body         0", "  12 commentary    "),
        ("article 0 place -", "article 0 place Holm"),
    )
    figures = table(capsys, drawn)
    main(["measure", str(drawn)])
    shown = capsys.readouterr().out
    kept = json.loads((drawn / "own-1-storm.json").read_bytes())

    assert figures["lines with the right role"] == f"{6 / 7:.1%}"
    assert figures["articles that begin right"] == "100.0%"
    assert figures["articles cut out right"] == "0.0%"
    assert figures["place, of 1"] == "0.0%"
    assert figures["authors, of 1"] == "100.0%"
    assert figures["posts without a fault"] == "0.0%"
    assert "own-1-storm: 2 faults\n    12   commentary -> body         | The council said" in shown
    assert "       [0] place: Holm, not -" in shown
    assert kept["lines"][-1] == [12, "commentary", None]
    assert kept["clippings"][0]["place"] == "Holm"
    assert max(map(len, shown.splitlines())) <= 80


def test_the_fit_reads_what_was_checked(drawn: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a labelled post of a family of its own."""
    pytest.importorskip("numpy", reason="needs numpy: pip install -e '.[fit]'")
    monkeypatch.syspath_prepend(str(ROOT.parent / "tools"))
    correct(drawn)
    measure(drawn)
    (post,) = importlib.import_module("fitting.labels").load([drawn], [])

    assert (post.name, post.family) == ("own-1-storm", "own")
    assert post.rows[0] == ("Saturday, 15 March 2014", "post_date", None)


def test_the_fixtures_are_measured_as_their_tests_say(tmp_path: Path) -> None:
    """Labels that say what the fixtures' own truth says give the figures that follow from it."""
    path = ROOT / "blogger-three-clippings-with-remarks"
    text = path.with_suffix(".txt").read_bytes().decode()
    truth = json.loads(path.with_suffix(".json").read_bytes())
    rows = [f"{number} {role} {'' if article is None else article}" for number, role, article in truth["lines"]]
    values = [
        f"article {number} {field} {'; '.join(value) if isinstance(value, list) else value}"
        for number, clip in enumerate(truth["clippings"])
        for field, value in clip.items()
        if value not in (None, [], False, True)
    ]
    (tmp_path / "a.txt").write_bytes(text.encode())
    (tmp_path / "a.lab").write_text("\n".join(["checked yes", *rows, *values]), encoding="utf-8")
    score = measure(tmp_path)

    assert (score.lines.share, score.speakers.share, score.articles.share) == (1.0, 1.0, 1.0)
    assert (score.posts, score.articles.wanted) == (1, 3)


def test_labels_that_nobody_checked_do_not_count(drawn: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """They say what clipparse says, and would be right all the time."""
    assert main(["measure", str(drawn)]) == 1

    assert "none of the 1 label files says `checked yes`" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("before", "after", "complaint"),
    [
        ("headline     0", "heading      0", "no such role: heading"),
        ("  12 body         0", "  12 body          ", "body needs the number of its article"),
        ("  12 body", "  99 body", "the post has no line 99"),
        ("   1 post_date", "#  1 post_date", "line 1 has no role: Saturday, 15 March 2014"),
        ("article 0 place", "article 0 plaice", "no such field: plaice; there are: published, authors"),
        ("article 0 place -", "article 2 place -", "articles are numbered from 0 without a gap, and not 0, 2"),
        ("posted 2014", "pasted 2014", "says nothing that is known: pasted 2014-03-15"),
    ],
)
def test_a_slip_of_the_pen_is_said(
    before: str, after: str, complaint: str, drawn: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the file, and the row or line."""
    correct(drawn, (before, after))
    assert main(["measure", str(drawn)]) == 1

    assert f"{drawn / 'own-1-storm.lab'}: " in (told := capsys.readouterr().err)
    assert complaint in told
    assert not (drawn / "own-1-storm.json").exists()


def test_labels_are_not_written_over(drawn: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A person's work lies there; nor is a file that happens to be called as the data would be."""
    correct(drawn)
    before = (drawn / "own-1-storm.lab").read_bytes()
    assert main([str(drawn.parent / "storm.txt"), "--sample", "1", "-o", str(drawn)]) == 1
    assert "is not an empty folder; name another, or say --overwrite" in capsys.readouterr().err
    (drawn / "own-1-storm.json").write_text("[]")
    with pytest.raises(BadInput, match="clipparse did not make it"):
        measure(drawn)

    assert (drawn / "own-1-storm.lab").read_bytes() == before
    assert (drawn / "own-1-storm.json").read_text() == "[]"


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--sample", "2"], "--sample: say into which folder, as in -o labels/"),
        (["--sample", "0", "-o", "x"], "--sample: draws one post or more, as in --sample 20"),
        (["--sample", "2", "-o", "x", "--workers", "2"], "--workers: without effect with --sample"),
    ],
)
def test_wrong_usage_of_sample(arguments: list[str], complaint: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Is answered at once."""
    with pytest.raises(SystemExit):
        main(["post.txt", *arguments])

    assert capsys.readouterr().err.rstrip().endswith(complaint)
