"""The command line: what it prints, and how it fails."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import nullcontext, redirect_stdout, suppress
from pathlib import Path

import pytest

import clipparse
from clipparse.cli import main
from clipparse.model import Clipping, Correction, Duplicate, Paragraph, Post
from clipparse.page import Span
from clipparse.roles import Role
from clipparse.show import Style, show

POST = """\
Saturday, 15 March 2014

Storm week

Storm closes schools along the coast
Teachers say – too late – that buildings weren’t ready

By Zoë Lee
13 March 2014

Schools along the coast stayed shut on Monday after a storm tore the roofs from two of them, officials said.

"We were not ready," said the head of one school, who has asked the council for help three times since the summer.

The council said that repairs would begin as soon as the wind had gone down, and would take at least a month.
"""


@pytest.fixture
def post(tmp_path: Path) -> str:
    path = tmp_path / "post.txt"
    path.write_text(POST, encoding="utf-8")
    return str(path)


def run(*arguments: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "clipparse", *arguments],
        input=stdin,
        capture_output=True,
        env={**os.environ, **environment},
        timeout=60,
        check=False,
    )


# --- what it prints


def test_a_post_reads_well(post: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Title, headline, facts and first words are there; no escape codes when it is no terminal."""
    assert main([post]) == 0
    out = capsys.readouterr().out

    assert out.startswith("Storm week\nSaturday 15 March 2014 · 1 clipping\n")
    for part in (" 1  Storm closes schools", "by Zoë Lee", "13 March 2014", "Schools along the coast", "3 paragraphs"):
        assert part in out
    assert "\x1b" not in out
    assert max(map(len, out.splitlines())) <= 100


def test_json_is_the_post(post: str, capsys: pytest.CaptureFixture[str]) -> None:
    """One file gives one object, from which the post can be had again."""
    assert main(["--json", post]) == 0

    assert clipparse.Post.from_dict(json.loads(capsys.readouterr().out)) == clipparse.parse(POST)


def test_json_of_several_files_is_an_array(post: str, capsys: pytest.CaptureFixture[str]) -> None:
    """In the order of the files."""
    assert main(["--json", post, post]) == 0

    assert [one["title"] for one in json.loads(capsys.readouterr().out)] == ["Storm week"] * 2


def test_jsonl_is_one_post_a_line(post: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Also for texts that hold line separators."""
    Path(post).write_text(POST + "\u2028A line.\x85Another.\n", encoding="utf-8")
    assert main(["--jsonl", post, post]) == 0
    lines = capsys.readouterr().out.rstrip("\n").split("\n")

    assert [json.loads(line)["schema"] for line in lines] == ["clipparse/1"] * 2


def test_jsonl_has_no_clues_unless_asked(post: str, capsys: pytest.CaptureFixture[str]) -> None:
    """With them it is the whole post."""
    assert main(["--jsonl", post]) == 0
    assert not any("clues" in line for line in json.loads(capsys.readouterr().out)["lines"])
    assert main(["--jsonl", "--clues", post]) == 0

    assert clipparse.Post.from_dict(json.loads(capsys.readouterr().out)) == clipparse.parse(POST)


def test_explain_names_reasons(post: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The same text that Post.explain() gives."""
    assert main(["--explain", post]) == 0

    assert capsys.readouterr().out == f"{clipparse.parse(POST).explain()}\n"


def test_several_files_are_told_apart(post: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each has its name above it."""
    assert main([post, post]) == 0

    assert capsys.readouterr().out.count(f"── {post} ") == 2


@pytest.mark.parametrize("form", ["--csv", "--markdown", "--tei", "--json", "--jsonl", "--explain", None])
def test_a_text_orders_a_terminal_nothing(form: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its own escape codes are shown as what they are not; in a file they stay."""
    path = tmp_path / "post.txt"
    path.write_text(POST.replace("Storm", "Storm \x1b]0;x\x07\x1b[31m\u202e\x7f \r"), encoding="utf-8")
    arguments = [str(path), *([form] if form else [])]
    out, file = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    monkeypatch.setattr(out, "isatty", lambda: True)
    with redirect_stdout(out):
        assert main(arguments) == 0
    with redirect_stdout(file):
        assert main(arguments) == 0

    out.seek(0)
    file.seek(0)
    if form == "--json":
        assert clipparse.Post.from_dict(json.loads(out.read())) == clipparse.parse(path.read_bytes().decode())
        out.seek(0)
    told = re.sub(r"\x1b\[[0-9;]*m" if form in (None, "--explain") else "$^", "", out.read())
    assert not re.search("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e]|\r(?!\n)", told)
    assert ("\x1b" in file.read()) == (form in ("--csv", "--markdown"))


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """`-` is standard input."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(POST.encode())))
    assert main(["-"]) == 0

    assert capsys.readouterr().out.startswith("Storm week\n")


def test_the_day_of_the_post_can_be_given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is what parse(posted=...) takes."""
    path = tmp_path / "undated.txt"
    path.write_text(POST.partition("\n\n")[2].replace("13 March 2014", "13 March"))
    assert main(["--posted", "2011-03-15", "--jsonl", str(path)]) == 0

    assert [clip["published"] for clip in json.loads(capsys.readouterr().out)["clippings"]] == ["2011-03-13"]


@pytest.mark.parametrize(("flag", "day"), [("--day-first", "2014-04-03"), ("--no-day-first", "2014-03-04")])
def test_numeric_dates_can_be_settled(flag: str, day: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """03/04/2014 is in April or in March."""
    path = tmp_path / "numeric.txt"
    path.write_text(POST.replace("13 March 2014", "03/04/2014").replace("Saturday, 15 March 2014\n\n", ""))
    assert main([flag, "--jsonl", str(path)]) == 0

    assert [clip["published"] for clip in json.loads(capsys.readouterr().out)["clippings"]] == [day]


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """As the package tells it."""
    with pytest.raises(SystemExit) as leaving:
        main(["--version"])

    assert leaving.value.code == 0
    assert capsys.readouterr().out == f"clipparse {clipparse.__version__}\n"


@pytest.mark.parametrize("command", [[], ["cluster"], ["review"], ["measure"]])
def test_the_help_fits_a_terminal(
    command: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of eighty columns."""
    monkeypatch.setenv("COLUMNS", "80")
    with pytest.raises(SystemExit):
        main([*command, "--help"])

    assert max(map(len, capsys.readouterr().out.splitlines())) <= 80


# --- how it fails


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "is empty; there is no post in it"),
        (b" \r\n\t\n", "is empty; there is no post in it"),
        (
            b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
            "is no text (neither UTF-8, UTF-16 nor Windows-1252); convert it, as by iconv -t utf-8",
        ),
        (
            bytes(range(128, 256)) * 4,
            "is no text (neither UTF-8, UTF-16 nor Windows-1252); convert it, as by iconv -t utf-8",
        ),
        (
            "Привет, это не та кодировка".encode("cp1251"),
            "is no text (neither UTF-8, UTF-16 nor Windows-1252); convert it, as by iconv -t utf-8",
        ),
    ],
)
def test_bad_content_is_one_line_of_complaint(
    content: bytes, complaint: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """On standard error, with the file's name, and nothing on standard output."""
    path = tmp_path / "bad.txt"
    path.write_bytes(content)
    assert main([str(path)]) == 1

    assert capsys.readouterr() == ("", f"clipparse: {path}: {complaint}\n")


def test_missing_files_and_directories_are_complained_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every bad file gets its line."""
    missing = tmp_path / "missing.txt"
    assert main([str(missing), str(tmp_path)]) == 1

    assert capsys.readouterr().err.splitlines() == [
        f"clipparse: {missing}: no such file",
        f"clipparse: {tmp_path}: is a directory; say where its posts go, as in -o out.jsonl",
    ]


@pytest.mark.parametrize("shape", [[], ["--json"], ["--jsonl"], ["--explain"]])
def test_nothing_is_half_written(shape: list[str], post: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A good file before a bad one is not printed."""
    assert main([*shape, post, post + ".not"]) == 1

    assert capsys.readouterr().out == ""


def test_a_file_name_that_is_no_text_is_shown_on_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """Line feeds and undecodable bytes in a name do no harm."""
    assert main(["a\nb\udcff", "nul\x00"]) == 1

    assert capsys.readouterr().err.startswith("clipparse: 'a\\nb\\udcff': no such file\nclipparse: 'nul\\x00': ")


@pytest.mark.parametrize("arguments", [[], ["--posted", "yesterday", "x"], ["--json", "--jsonl", "x"]])
def test_wrong_usage_is_answered_with_the_right_one(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Status 2, as is the custom."""
    with pytest.raises(SystemExit) as leaving:
        main(arguments)

    assert leaving.value.code == 2
    assert capsys.readouterr().err.startswith("usage: clipparse ")


@pytest.mark.parametrize(
    "content",
    [
        *(POST.encode(encoding) for encoding in ("utf-8-sig", "cp1252", "utf-16", "utf-16-be", "utf-32")),
        *(POST.replace("\n", "\r\n").encode(), POST.encode() + b"\xe2\x80"),
    ],
    ids=[
        "with a byte order mark",
        "Windows-1252",
        "UTF-16",
        "UTF-16 unmarked",
        "UTF-32",
        "CRLF",
        "cut inside a character",
    ],
)
def test_files_as_they_come_are_read(content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The apostrophe and the name arrive whole."""
    path = tmp_path / "post.txt"
    path.write_bytes(content)
    assert main(["--json", str(path)]) == 0
    text = json.loads(capsys.readouterr().out)["text"]

    assert text.startswith("Saturday")
    assert "By Zoë Lee" in text
    assert "weren’t ready" in text


PAGE = b"""<html><body>
<h2 class="date-header">Saturday, March 15, 2014</h2><h3 class="post-title">Storm closes schools</h3>
<div class="post-body"><a href="https://herald.example/storm">Harbour Herald</a><br>By Ann Lee<p>Schools along the
coast stayed shut on Monday after the storm broke two roofs, the council said.</p></div></body></html>"""


def test_a_saved_page_is_read_as_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Alone and in bulk, in letters of any case; a page without text is complained of."""
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "post.HTML").write_bytes(PAGE)
    (folder / "empty.htm").write_bytes(b"<html></html>")
    assert main(["--json", str(folder / "post.HTML"), "--posted", "2014-03-16"]) == 0
    alone = json.loads(capsys.readouterr().out)
    out = tmp_path / "out.jsonl"
    assert main([str(folder), "-o", str(out), "--workers", "0", "--posted", "2014-03-16"]) == 0
    capsys.readouterr()
    assert main([str(folder / "empty.htm")]) == 1

    assert alone["clippings"][0]["source"]["url"] == "https://herald.example/storm"
    assert alone["posted"] == "2014-03-15"  # which the page states
    for line in alone["lines"]:
        del line["clues"]
    assert [json.loads(line)["post"] for line in out.read_bytes().splitlines()] == [alone]
    assert json.loads(out.with_name("out.errors.jsonl").read_bytes())["where"] == str(folder / "empty.htm")
    complaint = capsys.readouterr().err
    assert complaint.startswith(f"clipparse: {folder / 'empty.htm'}: there is no text in the page")


# --- nothing is destroyed


def test_a_report_goes_over_no_input(post: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever name it has there; told to, it does."""
    linked = Path(post).with_name("linked.txt")
    linked.symlink_to(post)
    for name in (post, str(linked)):
        assert main([post, "--html", name]) == 1
        assert (
            "is to be read, and would be lost; write it somewhere else, or say --overwrite" in capsys.readouterr().err
        )
    assert Path(post).read_text(encoding="utf-8") == POST
    assert main([post, "--html", post, "--overwrite"]) == 0
    assert Path(post).read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_report_goes_over_reports_only(post: str, capsys: pytest.CaptureFixture[str]) -> None:
    """An earlier one and an empty file are written over, somebody else's page is not."""
    report, theirs = Path(post).with_name("report.html"), Path(post).with_name("theirs.html")
    report.touch()
    theirs.write_text("<html>mine</html>")
    assert [main([post, "--html", str(report)]) for _ in range(2)] == [0, 0]
    assert main([post, "--html", str(theirs)]) == 1

    assert "theirs.html: is there already, and clipparse did not make it" in capsys.readouterr().err
    assert theirs.read_text() == "<html>mine</html>"


@pytest.mark.parametrize("shape", [["--jsonl"], []])
def test_standard_output_goes_over_no_input(shape: list[str], post: str) -> None:
    """`clipparse a.txt >> a.txt` is refused, as by `cat`."""
    with open(post, "ab") as out:
        command = [sys.executable, "-m", "clipparse", *shape, post]
        done = subprocess.run(command, stdout=out, stderr=subprocess.PIPE, text=True, check=False)

    assert done.returncode == 1
    assert done.stderr == (
        f"clipparse: {post}: is to be read, and standard output goes there; send it somewhere else\n"
    )
    assert Path(post).read_text(encoding="utf-8") == POST


# --- as a process of its own


def test_the_process_ends_with_the_status(post: str) -> None:
    """1 for bad; 0 for good, as those below tell that are shown whole."""
    assert run(post + ".not").returncode == 1


def test_a_closed_pipe_is_quiet(post: str, deep: bool) -> None:
    """`clipparse FILE | head -1` complains of nothing, of one file or of hundreds."""
    reader, writer = os.pipe()
    os.close(reader)
    process = subprocess.run(
        [sys.executable, "-m", "clipparse", *[post] * (200 if deep else 20)],
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writer)

    assert (process.returncode, process.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_complained_of(post: str) -> None:
    """One line, status 1."""
    with open("/dev/full", "wb") as full:
        process = subprocess.run(
            [sys.executable, "-m", "clipparse", post], stdout=full, stderr=subprocess.PIPE, check=False
        )

    assert process.returncode == 1
    assert process.stderr == b"clipparse: cannot write: No space left on device\n"


OUTPUTS = pytest.mark.parametrize("shape", [[], ["--json"], ["--jsonl"], ["--explain"], ["--help"]])


@OUTPUTS
def test_an_ascii_terminal_is_served(
    shape: list[str], post: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What it cannot show is written in the letters it has; JSON stays exact."""
    shown = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(shown, encoding="ascii"))
    with suppress(SystemExit) if shape == ["--help"] else nullcontext():
        assert main([*shape, post]) == 0
    sys.stdout.flush()

    assert capsys.readouterr().err == ""
    assert_ascii_serves(shape, shown.getvalue())


@pytest.mark.deep(only=True)
@OUTPUTS
def test_an_ascii_terminal_is_served_by_a_process_of_its_own(shape: list[str], post: str) -> None:
    """As the environment sets it, from the first import to the last flush."""
    result = run(*shape, post, PYTHONIOENCODING="ascii")

    assert (result.returncode, result.stderr) == (0, b"")
    assert_ascii_serves(shape, result.stdout)


def assert_ascii_serves(shape: list[str], shown: bytes) -> None:
    """Something is shown, all of it in ASCII, and nothing of the text is lost in JSON."""
    assert shown
    assert shown.isascii()
    if "--json" in shape:
        assert json.loads(shown)["text"] == POST


@pytest.fixture
def terminal() -> Iterator[tuple[int, int]]:
    """What is seen of a pseudo-terminal, and where to write to it."""
    pty = pytest.importorskip("pty", reason="needs pseudo-terminals")
    screen, written = pty.openpty()
    yield screen, written
    os.close(written)
    os.close(screen)


def test_colour_is_for_terminals(terminal: tuple[int, int], post: str) -> None:
    """A process of its own sees that it writes to one."""
    screen, written = terminal
    environment = {**os.environ, "NO_COLOR": "", "TERM": "xterm", "COLUMNS": "80"}
    subprocess.run([sys.executable, "-m", "clipparse", post], stdout=written, env=environment, check=True)

    assert b"\x1b[1mStorm week" in os.read(screen, 100_000)


@pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
def test_colour_is_for_those_who_want_it(
    no_color: str, coloured: bool, terminal: tuple[int, int], post: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """NO_COLOR is heeded."""
    screen, written = terminal
    for name, value in {"NO_COLOR": no_color, "TERM": "xterm", "COLUMNS": "80"}.items():
        monkeypatch.setenv(name, value)
    with open(os.dup(written), "w", encoding="utf-8") as out:
        monkeypatch.setattr(sys, "stdout", out)
        assert main([post]) == 0

    assert (b"\x1b[1mStorm week" in os.read(screen, 100_000)) is coloured


# --- how a post is shown


def test_what_was_dropped_and_mended_is_told() -> None:
    """And what looks like an escape code in a post does not reach the terminal."""
    text = "Rain fell. Rain \x1b[31mfell."
    clip = Clipping(
        headline="Rain",
        published=dt.date(2014, 3, 13),
        paragraphs=(Paragraph("Rain fell.", Role.BODY, (Span(0, 10),)),),
        text="Rain fell.",
        duplicates=(Duplicate(Span(11, 26), Span(0, 10), 0.97),),
        corrections=(Correction("glued", "fellfalls", "falls", Span(0, 1)),) * 2,
        truncated=True,
        confidence=0.5,
    )
    shown = show(Post(text=text, clippings=(clip,)))

    assert "dropped     a copy (97% alike): Rain \N{REPLACEMENT CHARACTER}[31mfell." in shown
    assert "mended      fellfalls → falls (2 times)" in shown
    assert "1 paragraph · 2 words · breaks off · 50% sure" in shown
    assert "\x1b" not in shown


@pytest.mark.parametrize("width", [40, 60, 100])
def test_lines_keep_to_the_width(width: int) -> None:
    """Long words, long remarks, many of everything."""
    clip = Clipping(
        headline="Schools " * 30,
        text="x " * 5000,
        paragraphs=(Paragraph("word " * 100_000, Role.BODY, ()), Paragraph("w" * 9999, Role.BODY, ())) * 3,
        corrections=tuple(Correction("kind", f"before{n}" * 9, "after" * 9, Span(0, 1)) for n in range(2000)),
    )
    post = Post(text="", title="t" * 300, clippings=(clip,) * 3, commentary=("remark " * 50,) * 2000)
    shown = show(post, Style(width))

    assert max(map(len, shown.splitlines())) <= width
    assert "and 1995 more" in shown


# --- in bulk


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    path = tmp_path / "dump.jsonl"
    rows = [{"url": "a", "body": POST}, {"url": "b", "body": None}, {"url": "c", "body": POST}]
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


FIELDS = ["--text-field", "body", "--id-field", "url", "--workers", "1"]


def test_a_file_of_posts_is_read_in_bulk(dump: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Posts in one file, errors in another, the count and the rate on standard error."""
    out = dump.with_name("out.jsonl")
    assert main([str(dump), "-o", str(out), *FIELDS]) == 0
    shown = capsys.readouterr()
    lines = [json.loads(line) for line in out.read_bytes().splitlines()]

    assert shown.out == ""
    assert shown.err.startswith(f"clipparse: 3 posts, 2 clippings, 1 error (in {out.with_name('out.errors.jsonl')}); ")
    assert shown.err.endswith(" posts a second\n")
    assert [line["id"] for line in lines] == ["a", "c"]
    assert clipparse.Post.from_dict(lines[0]["post"]).clippings == clipparse.parse(POST).clippings


def test_a_run_that_is_done_is_recognised(dump: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And one with other options is refused."""
    command = [str(dump), "-o", str(dump.with_name("out.jsonl")), *FIELDS]
    main(command)
    capsys.readouterr()

    assert main(command) == 0
    told = capsys.readouterr().err
    assert "; all of it was there already\n" in told
    assert told.endswith("clipparse: 0 new, 0 changed, 3 kept\n")
    assert main([*command, "--day-first"]) == 1
    assert "out.jsonl: was begun with day_first None and not True; finish it" in capsys.readouterr().err


def test_a_folder_that_grew_is_told_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """How many are new, changed and kept, and what became of those that are gone."""
    folder, out = tmp_path / "posts", tmp_path / "out.jsonl"
    folder.mkdir()
    for name in ("a.txt", "b.txt", "c.txt"):
        (folder / name).write_text(POST)
    command = [str(folder), "-o", str(out), "--workers", "0"]
    main(command)
    (folder / "a.txt").write_text(POST + "More.")
    (folder / "c.txt").unlink()
    (folder / "d.txt").write_text(POST)
    capsys.readouterr()
    assert main(command) == 0

    told = capsys.readouterr().err.splitlines()[-1]
    assert told == (
        "clipparse: 1 new, 1 changed, 1 kept; 1 post no longer in the input kept, too (--overwrite leaves such out)"
    )


def test_a_directory_is_read_in_bulk(post: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """What the caller knows of the posts counts there, too."""
    folder = tmp_path / "posts"
    folder.mkdir()
    Path(post).rename(folder / "post.txt")
    (folder / "empty.txt").touch()
    out = tmp_path / "out.jsonl"
    assert main([str(folder), "-o", str(out), "--workers", "0", "--posted", "2011-03-15"]) == 0

    assert [json.loads(line)["id"] for line in out.read_bytes().splitlines()] == [str(folder / "post.txt")]
    assert json.loads(out.with_name("out.errors.jsonl").read_bytes()) == {
        "position": 0,
        "where": str(folder / "empty.txt"),
        "error": "BadInput",
        "message": "is empty; there is no post in it",
    }


@pytest.mark.parametrize(
    "arguments", [["--json", "-o", "out.jsonl", "x"], ["-o", "out.jsonl", "--workers", "two", "x"], ["cluster"]]
)
def test_wrong_usage_in_bulk_is_answered_with_the_right_one(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Status 2, as is the custom."""
    with pytest.raises(SystemExit) as leaving:
        main(arguments)

    assert leaving.value.code == 2
    assert capsys.readouterr().err.startswith("usage: clipparse ")


# --- no silence


def bulk(*arguments: object) -> int:
    return main([*map(str, arguments), "--workers", "0"])


def test_a_folder_that_cannot_be_listed_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Counted, the status is 1, and the last line says why; what can be read is read."""
    for name in ("posts/a.txt", "posts/locked/b.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(POST)
    real, out = os.scandir, tmp_path / "out.jsonl"

    def scandir(path: str) -> object:
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    def listdir(path: str) -> list[str]:
        with scandir(path) as found:  # type: ignore[attr-defined]
            return [one.name for one in found]

    monkeypatch.setattr(os, "scandir", scandir)
    monkeypatch.setattr(os, "listdir", listdir)
    assert bulk(tmp_path / "posts", "-o", out) == 1
    told = capsys.readouterr().err.splitlines()

    assert told[0].startswith("clipparse: 2 posts, 1 clipping, 1 error (in ")
    assert told[0].endswith(" posts a second")
    assert told[-1] == f"clipparse: 1 input left out: {tmp_path / 'posts/locked'}: cannot be listed: Permission denied"
    assert len(out.read_bytes().splitlines()) == 1


def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A link that leads nowhere, a table that is broken; the rest is read."""
    pytest.importorskip("pyarrow", reason="needs pyarrow: pip install -e '.[arrow]'")
    folder = tmp_path / "posts"
    folder.mkdir()
    (folder / "a.txt").write_text(POST)
    (folder / "gone.txt").symlink_to(folder / "nowhere")
    (folder / "torn.parquet").write_bytes(b"PAR1")
    assert bulk(folder, "-o", tmp_path / "out.jsonl") == 1
    told = capsys.readouterr().err.splitlines()

    assert told[0].startswith("clipparse: 3 posts, 1 clipping, 2 errors (in ") or told[0].startswith(
        "clipparse: 3 posts"
    )
    assert f"{folder / 'gone.txt'}: cannot be read: No such file or directory" in told[-1]


def test_when_no_row_can_be_read_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Status 1, and the cause is in the last line."""
    dump = tmp_path / "dump.jsonl"
    dump.write_text('{"text": 7}\n{"text": 8}\n')
    assert bulk(dump, "-o", tmp_path / "out.jsonl") == 1

    *_, tally, last = capsys.readouterr().err.splitlines()
    assert not tally.endswith("all of it was there already")
    assert last == f"clipparse: no post could be read; the first: {dump}:1: field 'text' is no text but int"


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ([], "has no field 'text'; there are: url, body; say which with --text-field"),
        (["--text-field", "bodi"], "has no field 'bodi'; there are: url, body; say which with --text-field"),
        (["--text-field", "body", "--id-field", "link"], "'link'; there are: url, body; say which with --id-field"),
    ],
)
def test_a_wrong_field_stops_at_once(
    dump: Path, fields: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the names that there are; nothing is left beside the input."""
    assert bulk(dump, "-o", dump.with_name("out.jsonl"), *fields) == 1

    assert complaint in capsys.readouterr().err
    assert [path.name for path in dump.parent.iterdir()] == ["dump.jsonl"]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--workers", "2"], "--workers: without effect, but with -o"),
        (["--text-field", "a", "--id-field", "b"], "--text-field, --id-field: without effect, but with -o"),
        (["--overwrite"], "--overwrite: without effect, but with -o or --html"),
        (["--clues", "--json"], "--clues: without effect, but with --jsonl or -o OUT.jsonl (--json has them)"),
        (["--table", "quotes"], "--table: without effect, but with --csv"),
        (["--bom", "--markdown"], "--bom: without effect, but with --csv"),
    ],
)
def test_options_without_effect_are_refused(
    arguments: list[str], complaint: str, post: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """As wrong usage."""
    with pytest.raises(SystemExit):
        main([post, *arguments])

    assert capsys.readouterr().err.rstrip().endswith(complaint)


def test_fields_of_no_table_are_refused(post: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Text files have none."""
    assert bulk(post, "-o", Path(post).with_name("out.jsonl"), "--text-field", "body") == 1

    assert "--text-field: without effect, since there is no table" in capsys.readouterr().err


def test_an_empty_cell_is_as_an_empty_file(tmp_path: Path) -> None:
    """Both are errors that say so, in whatever table."""
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "a.csv").write_text('text,n\n"",1\nRain fell.,2\n')
    (tmp_path / "posts" / "b.jsonl").write_text('{"text": null}\n{"text": " "}\n')
    (tmp_path / "posts" / "c.txt").touch()
    assert bulk(tmp_path / "posts", "-o", tmp_path / "out.jsonl") == 0
    errors = [json.loads(line) for line in (tmp_path / "out.errors.jsonl").read_text().splitlines()]

    assert [error["message"] for error in errors] == [
        *["field 'text' is empty; there is no post in it"] * 3,
        "is empty; there is no post in it",
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252"])
def test_tables_as_they_come_are_read(encoding: str, tmp_path: Path) -> None:
    """The name arrives whole, as in text files."""
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "a.csv").write_text("text,n\nZoë fell.,1\n", encoding=encoding)
    if encoding != "cp1252":
        (tmp_path / "posts" / "b.jsonl").write_text('{"text": "Zoë fell."}\n', encoding=encoding)
    assert bulk(tmp_path / "posts", "-o", tmp_path / "out.jsonl") == 0
    posts = [json.loads(line)["post"] for line in (tmp_path / "out.jsonl").read_bytes().splitlines()]

    assert {post["text"] for post in posts} == {"Zoë fell."}


def test_an_empty_folder_is_not_taken_for_a_run_that_is_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says that there is nothing."""
    (tmp_path / "posts").mkdir()
    assert bulk(tmp_path / "posts", "-o", tmp_path / "out.jsonl") == 0

    told = f"clipparse: 0 posts, 0 clippings, no errors; there is none in {tmp_path / 'posts'}\n"
    assert capsys.readouterr().err == told


def test_many_posts_want_a_place_to_go(dump: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A table is no post."""
    assert main([str(dump)]) == 1

    assert capsys.readouterr() == ("", f"clipparse: {dump}: holds many posts; say where they go, as in -o out.jsonl\n")


def test_a_run_that_is_stopped_says_how_it_goes_on(
    dump: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ctrl-C is no error."""

    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("clipparse.shards.parse_files", stopped)

    assert main([str(dump), "-o", str(dump.with_name("out.jsonl")), *FIELDS]) == 130
    assert capsys.readouterr() == ("", "clipparse: stopped; the same command goes on from here\n")
