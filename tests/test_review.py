"""What a person should look at: the doubts of a post, and those of a run, worst first."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import clipparse
from clipparse import Clipping, Doubt, Line, Post, Role, Span
from clipparse.cli import main
from clipparse.review import review

FIXTURES = sorted((Path(__file__).parent.parent / "fixtures").glob("*.txt"))[::8]


def post(*lines: tuple[str, Role, int | None, float, Role | None], clippings: tuple[Clipping, ...] = ()) -> Post:
    text, made = "", []
    for words, role, clipping, confidence, other in lines:
        made.append(Line(Span(len(text), len(text) + len(words)), role, clipping, confidence, (), other))
        text += f"{words}\n\n"
    return Post(text=text, lines=tuple(made), clippings=clippings)


def test_lines_under_one_another_are_one_doubt() -> None:
    """The most characters first; lines that are certain are none."""
    doubtful = post(
        ("Storm closes schools", Role.HEADLINE, 0, 0.55, Role.STANDFIRST),
        ("Rain fell.", Role.BODY, 0, 0.99, Role.COMMENTARY),
        ("More rain fell, and then some more.", Role.FURNITURE, None, 0.6, Role.BODY),
        ("It would not stop.", Role.FURNITURE, None, 0.5, Role.BODY),
        ("I have no roof.", Role.BODY, 0, 0.7, Role.COMMENTARY),
    )

    assert doubtful.doubts == (
        Doubt(Span(34, 89), Role.FURNITURE, Role.BODY, 0.5, "reads like an article, taken for furniture"),
        Doubt(Span(0, 20), Role.HEADLINE, Role.STANDFIRST, 0.55, "may be its standfirst, not its headline"),
        Doubt(Span(91, 106), Role.BODY, Role.COMMENTARY, 0.7, "may be the poster's"),
    )


def test_a_beginning_may_be_doubtful() -> None:
    """Of a clipping that may be the last one going on."""
    line = ("Storm closes schools", Role.HEADLINE, 0, 0.99, None)
    (doubt,) = post(line, clippings=(Clipping(text="", confidence=0.5),)).doubts

    assert (doubt.instead, doubt.confidence, doubt.why) == (None, 0.5, "two beginnings are likely")


def test_every_doubt_says_why() -> None:
    """Whatever the two roles are."""
    for role in Role:
        for other in Role:
            (doubt,) = post(("Rain.", role, 0 if role.of_clipping else None, 0.5, other)).doubts
            assert doubt.why.startswith(("may be", "reads like"))


@pytest.mark.parametrize("most", [3, None])
def test_the_worst_come_first(most: int | None) -> None:
    """Those in which the most characters are likely to be wrong; so many as are asked for."""
    posts = [(path.stem, clipparse.parse(path.read_bytes().decode())) for path in FIXTURES]
    found = review(posts, most)
    weights = [one.weight for one in found.worst]

    assert weights == sorted(weights, reverse=True)
    assert (found.posts, found.doubts) == (len(posts), sum(len(one.doubts) for _, one in posts))
    assert len(found.worst) == (found.doubts if most is None else most)
    assert weights[:3] == [one.weight for one in review(posts).worst[:3]]


@pytest.mark.parametrize("name", ["out.jsonl", "out.jsonl.gz"])
def test_the_command_line_reviews_a_run(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the post's line beside, in eighty columns; or as JSON."""
    monkeypatch.setenv("COLUMNS", "80")
    out = str(tmp_path / name)
    main([*map(str, FIXTURES), "-o", out, "--workers", "0"])
    capsys.readouterr()
    assert main(["review", out, "--most", "2"]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert main(["review", out, "--most", "0", "--jsonl"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    assert max(map(len, shown)) <= 80
    assert len(shown) == 2 * 3 + 1
    assert shown[0].startswith("1. ")
    assert shown[0].endswith("% sure")
    assert shown[-1] == f"2 of {len(rows)} doubts in {len(FIXTURES)} posts"
    source = Path(rows[0]["post"]).read_bytes().decode()
    assert source.split("\n")[rows[0]["line"] - 1].strip() == rows[0]["text"].split("\n")[0].strip()
    assert shown[2].startswith("   | " + rows[0]["text"][:40])


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("x.jsonl", b"{}", "x.jsonl:1: is no post that clipparse wrote"),
        ("x.parquet", b"", "x.parquet: a table has no lines; write the run as .jsonl for this"),
        ("gone.jsonl", None, "gone.jsonl: No such file or directory"),
        ("x.jsonl.gz", b"no gzip", "x.jsonl.gz: "),
    ],
)
def test_what_is_no_run_is_said(
    name: str, content: bytes | None, complaint: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In one line."""
    if content is not None:
        (tmp_path / name).write_bytes(content)
    assert main(["review", str(tmp_path / name)]) == 1

    told = capsys.readouterr().err
    assert complaint in told
    assert told.count("\n") == 1
