"""A day's work of somebody who reads the same folder every morning, sentence by sentence.

Everything goes through the public face, the command line and the public names, which are imported where they are used:
so the file can be run against another version, too, and tells what that one lacks.
"""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import importlib
import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

FIXTURES = Path(__file__).parent.parent / "fixtures"
TOOLS = Path(__file__).parent.parent / "tools"

# Two years on which `12 Oct` may fall.
DATED = "Storm closes schools\nBy Ann Lee\n12 Oct\n\nSchools along the coast stayed shut on Monday, officials said.\n"
POST = """\
Saturday, 15 March 2014

Storm week

Storm closes schools along the coast

By Zoë Lee
13 March 2014

Schools along the coast stayed shut on Monday after a storm tore the roofs from two of them, officials said.

"We were not ready," said Kim Roe, the head of one school, who has asked the council for help three times.

[I know that school well, my children went there. - JB]

The council said that repairs would begin as soon as the wind had gone down, and would take at least a month.
"""


class Shell:
    """The command line, in this process: the status, and what it printed."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: object) -> tuple[int, str, str]:
        from clipparse.cli import main

        self._capsys.readouterr()
        try:
            status = main([*map(str, arguments)])
        except SystemExit as ended:  # wrong usage
            status = ended.code if isinstance(ended.code, int) else 1
        return status, *self._capsys.readouterr()

    def bulk(self, *arguments: object) -> tuple[int, str, str]:
        return self(*arguments, "--workers", "0")


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(capsys)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three posts."""
    posts = tmp_path / "posts"
    posts.mkdir()
    for name in "bcd":
        (posts / f"{name}.txt").write_text(
            f"Storm {name}\n\nBy Ann Lee\n\nRain fell on the coast all day, they said.\n"
        )
    return posts


@pytest.fixture
def post(tmp_path: Path) -> Path:
    path = tmp_path / "post.txt"
    path.write_text(POST, encoding="utf-8")
    return path


def table(path: Path, rows: list[dict[str, Any]]) -> Path:
    """A table of these rows, as its suffix says."""
    if path.suffix == ".jsonl":
        path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    else:
        with open(path, "w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    return path


def records(path: Path) -> list[dict[str, Any]]:
    raw = path.read_bytes() if path.exists() else b""
    return [json.loads(line) for line in raw.splitlines()]


def published(path: Path) -> list[str | None]:
    """The day of the first clipping of each post of a run."""
    return [record["post"]["clippings"][0]["published"] for record in records(path)]


def readings(monkeypatch: pytest.MonkeyPatch, stop: int | None = None) -> list[str]:
    """The texts that are parsed from now on; Ctrl-C is pressed when `stop` of them are done."""
    from clipparse import Pipeline

    seen: list[str] = []
    real: Callable[..., Any] = Pipeline.parse

    def parse(self: Any, text: str) -> Any:
        if len(seen) == stop:
            raise KeyboardInterrupt
        seen.append(text)
        return real(self, text)

    monkeypatch.setattr(Pipeline, "parse", parse)
    return seen


# --- each post's own day and address go with it everywhere


def test_parse_many_takes_records() -> None:
    """`12 Oct` has the year of the record's own day."""
    from clipparse import parse_many

    days = [dt.date(2013, 10, 14), dt.date(2014, 10, 14)]
    posts: list[Any] = list(parse_many([{"text": DATED, "posted": day} for day in days], workers=0, on_error="keep"))

    assert [getattr(post, "posted", post) for post in posts] == days
    assert [str(post[0].published) for post in posts] == ["2013-10-12", "2014-10-12"]


def test_arrow_reads_the_columns_posted_and_url() -> None:
    """The day is used and the address kept."""
    pa = pytest.importorskip("pyarrow", reason="needs pyarrow: pip install -e '.[arrow]'")
    from clipparse.arrow import parse_batch

    batch = pa.table({"id": ["a"], "text": [DATED], "posted": [dt.date(2013, 10, 14)], "url": ["https://a.example/1"]})
    (row,) = parse_batch(batch).to_pylist()

    assert row["published"] == dt.date(2013, 10, 12)
    assert row.get("post_url") == "https://a.example/1"


@pytest.mark.parametrize("suffix", [".csv", ".jsonl"])
def test_the_command_line_reads_the_fields_that_are_named(suffix: str, shell: Shell, tmp_path: Path) -> None:
    """`--posted-field` and `--url-field`, in both kinds of tables."""
    dump = table(tmp_path / f"dump{suffix}", [{"text": DATED, "day": "2013-10-14", "link": "https://a.example/1"}])
    out = tmp_path / "out.jsonl"
    status, _, told = shell.bulk(dump, "-o", out, "--posted-field", "day", "--url-field", "link")

    assert (status, "unrecognized" in told) == (0, False)
    assert published(out) == ["2013-10-12"]
    assert [record["url"] for record in records(out)] == ["https://a.example/1"]


@pytest.mark.parametrize("suffix", [".csv", ".jsonl"])
def test_a_column_posted_is_not_ignored(suffix: str, shell: Shell, tmp_path: Path) -> None:
    """Nobody need name the usual names."""
    dump = table(tmp_path / f"dump{suffix}", [{"text": DATED, "posted": "2013-10-14", "url": "https://a.example/1"}])
    shell.bulk(dump, "-o", tmp_path / "out.jsonl")

    assert published(tmp_path / "out.jsonl") == ["2013-10-12"]
    assert [record.get("url") for record in records(tmp_path / "out.jsonl")] == ["https://a.example/1"]


def test_a_scrapy_item_s_day_goes_with_it() -> None:
    """In the field that the settings name."""
    pytest.importorskip("scrapy", reason="needs Scrapy: pip install -e '.[scrapy]'")
    from scrapy.settings import Settings

    from clipparse.scrapy import ClippingPipeline

    settings = Settings({"CLIPPARSE_TEXT_FIELD": "body", "CLIPPARSE_POSTED_FIELD": "day"})
    crawler: Any = SimpleNamespace(settings=settings)
    pipeline = ClippingPipeline.from_crawler(crawler)
    process: Any = pipeline.process_item
    item = {"body": DATED, "day": "2013-10-14"}
    read = process(item, None) if process.__code__.co_argcount == 3 and not process.__defaults__ else process(item)

    assert read["clippings"][0]["published"] == "2013-10-12"


def test_ray_is_told_where_the_day_and_the_address_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    """`parse_dataset` hands them on to what reads each batch (a Ray of one batch stands in for the real one)."""
    pa = pytest.importorskip("pyarrow", reason="needs pyarrow: pip install -e '.[arrow]'")
    for name in ("ray", "ray.data"):
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    from clipparse.ray import parse_dataset

    batch = pa.table({"id": ["a"], "text": [DATED], "day": ["2013-10-14"], "link": ["https://a.example/1"]})
    dataset = SimpleNamespace(map_batches=lambda read, **_: read(batch), schema=lambda: batch.schema)
    try:
        read: Any = parse_dataset(dataset, posted="day", url="link")
    except TypeError as error:  # it has no such arguments
        pytest.fail(str(error))

    assert read.column("published").to_pylist() == [dt.date(2013, 10, 12)]
    assert read.column("post_url").to_pylist() == ["https://a.example/1"]


# --- a folder that grows


def test_a_second_run_reads_what_is_new_or_changed(shell: Shell, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It keeps the rest, and says so."""
    out = folder.parent / "out.jsonl"
    shell.bulk(folder, "-o", out)
    (folder / "a.txt").write_text("Flood closes roads\n\nBy Bo Ek\n\nRain fell on the hills all day, they said.\n")
    (folder / "c.txt").write_text("Storm closes port\n\nBy Bo Ek\n\nRain fell on the port all day, they said.\n")
    seen = readings(monkeypatch)
    status, _, told = shell.bulk(folder, "-o", out)

    assert status == 0
    assert "1 new, 1 changed, 2 kept" in told
    assert [text.split("\n")[0] for text in seen] == ["Flood closes roads", "Storm closes port"]
    assert [Path(record["id"]).stem for record in records(out)] == ["a", "b", "c", "d"]


def test_overwrite_begins_anew(shell: Shell, folder: Path) -> None:
    """What is gone is no longer there."""
    out = folder.parent / "out.jsonl"
    shell.bulk(folder, "-o", out)
    (folder / "c.txt").unlink()
    status, _, _ = shell.bulk(folder, "-o", out, "--overwrite")

    assert status == 0
    assert [Path(record["id"]).stem for record in records(out)] == ["b", "d"]


def test_an_interrupted_run_goes_on_post_by_post(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of five posts three were read when Ctrl-C was pressed: the next run reads two."""
    dump = table(tmp_path / "dump.jsonl", [{"text": f"Storm {n}\n\nRain fell on the coast."} for n in range(5)])
    with monkeypatch.context() as patched:
        readings(patched, stop=3)
        assert shell.bulk(dump, "-o", tmp_path / "out.jsonl")[0] == 130
    seen = readings(monkeypatch)
    assert shell.bulk(dump, "-o", tmp_path / "out.jsonl")[0] == 0

    assert [text.split("\n")[0] for text in seen] == ["Storm 3", "Storm 4"]
    assert len(records(tmp_path / "out.jsonl")) == 5


# --- nothing is destroyed


def test_a_report_goes_over_no_post(shell: Shell, post: Path) -> None:
    """`clipparse a.txt --html a.txt`."""
    status, _, told = shell(post, "--html", post)

    assert status != 0
    assert "--overwrite" in told
    assert post.read_text(encoding="utf-8") == POST


def test_a_report_goes_over_what_clipparse_made_or_is_told_to(shell: Shell, post: Path) -> None:
    """Over its own it goes, over another's only with `--overwrite`."""
    page = post.with_name("page.html")
    page.write_text("<p>somebody else's")
    refused, _, _ = shell(post, "--html", page)
    kept = page.read_text()
    told, _, _ = shell(post, "--html", page, "--overwrite")
    again, _, _ = shell(post, "--html", page)

    assert (kept, refused != 0, told, again) == ("<p>somebody else's", True, 0, 0)


@pytest.mark.parametrize(
    "name", ["out.jsonl", "out.errors.jsonl", "out.jsonl.manifest.json", "out.jsonl.index", "out.jsonl.parts"]
)
def test_a_run_goes_over_nothing_that_clipparse_did_not_make(name: str, shell: Shell, folder: Path) -> None:
    """Neither its output nor what lies beside it; told to, it does."""
    theirs, out = folder.parent / name, folder.parent / "out.jsonl"
    theirs.write_text("somebody else's")
    refused, _, told = shell.bulk(folder, "-o", out)
    kept = theirs.read_text()
    if name.endswith(".parts"):  # a folder is wanted there, and is not made of a file
        assert (kept, refused) == ("somebody else's", 1)
        assert "--overwrite" in told or "somewhere else" in told
        return
    overwritten, _, _ = shell.bulk(folder, "-o", out, "--overwrite")

    assert (kept, refused, overwritten) == ("somebody else's", 1, 0)
    assert "--overwrite" in told
    assert len(records(out)) == 3


@pytest.mark.parametrize("name", ["out.jsonl", "out.errors.jsonl"])
def test_a_run_goes_over_no_input(name: str, shell: Shell, tmp_path: Path) -> None:
    """What is read may be called like what is written."""
    dump = table(tmp_path / name, [{"text": DATED}])
    before = dump.read_bytes()
    status, _, told = shell.bulk(dump, "-o", tmp_path / "out.jsonl")

    assert (status, dump.read_bytes()) == (1, before)
    assert "--overwrite" in told


def test_an_output_that_somebody_changed_is_kept(shell: Shell, folder: Path) -> None:
    """A run's own output, too, when more was written to it since."""
    out = folder.parent / "out.jsonl"
    shell.bulk(folder, "-o", out)
    with open(out, "a") as file:
        file.write("{}\n")
    (folder / "e.txt").write_text("Storm e\n\nRain fell on the coast all day, they said.\n")
    status, _, told = shell.bulk(folder, "-o", out)

    assert status == 1
    assert "--overwrite" in told
    assert records(out)[-1] == {}


def test_standard_output_goes_over_no_post(post: Path) -> None:
    """`clipparse a.txt >> a.txt`."""
    with open(post, "a") as out:
        ended = subprocess.run(
            [sys.executable, "-m", "clipparse", post], stdout=out, stderr=subprocess.PIPE, check=False
        )

    assert ended.returncode == 1
    assert b"standard output" in ended.stderr
    assert post.read_text(encoding="utf-8") == POST


def test_labels_go_over_no_labels(shell: Shell, folder: Path) -> None:
    """What a person corrected is not drawn over."""
    labels = folder.parent / "labels"
    first, _, _ = shell.bulk(folder, "--sample", "1", "-o", labels)
    for file in labels.glob("*.lab"):
        file.write_text("mine")
    status, _, told = shell.bulk(folder, "--sample", "1", "-o", labels)

    assert (first, status) == (0, 1)
    assert "--overwrite" in told
    assert [file.read_text() for file in labels.glob("*.lab")] == ["mine"]


# --- no silence


def test_a_folder_that_cannot_be_read_is_an_error(shell: Shell, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is counted, the status is 1, and the last line has the cause."""
    locked = folder / "locked"
    locked.mkdir()
    real = os.scandir

    def scandir(path: Any) -> Any:
        if str(path) == str(locked):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    monkeypatch.setattr(os, "listdir", lambda path: [entry.name for entry in scandir(path)])
    status, _, told = shell.bulk(folder, "-o", folder.parent / "out.jsonl")

    assert (status, len(records(folder.parent / "out.jsonl"))) == (1, 3)
    assert "1 error" in told
    assert told.splitlines()[-1].endswith("Permission denied")


def test_a_file_that_cannot_be_read_is_an_error(shell: Shell, folder: Path) -> None:
    """The rest is read, and the status is 1."""
    (folder / "gone.txt").symlink_to(folder / "nowhere")
    status, _, told = shell.bulk(folder, "-o", folder.parent / "out.jsonl")

    assert (status, len(records(folder.parent / "out.jsonl"))) == (1, 3)
    assert "No such file" in told.splitlines()[-1]


def test_a_run_in_which_all_rows_fail_fails(shell: Shell, tmp_path: Path) -> None:
    """With the cause in the last line."""
    dump = table(tmp_path / "dump.jsonl", [{"text": 7}, {"text": 8}])
    status, _, told = shell.bulk(dump, "-o", tmp_path / "out.jsonl")

    assert status == 1
    assert told.splitlines()[-1].endswith("field 'text' is no text but int")


@pytest.mark.parametrize("suffix", [".csv", ".jsonl"])
def test_a_wrong_text_field_stops_at_once(suffix: str, shell: Shell, tmp_path: Path) -> None:
    """With the names that there are; no manifest is left behind."""
    dump = table(tmp_path / f"dump{suffix}", [{"link": "a", "body": DATED}])
    status, _, told = shell.bulk(dump, "-o", tmp_path / "out.jsonl", "--text-field", "bodi")

    assert status == 1
    assert "no field 'bodi'; there are: link, body" in told
    assert [path.name for path in tmp_path.iterdir()] == [dump.name]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--workers", "2"],
        ["--text-field", "body"],
        ["--id-field", "url"],
        ["--posted-field", "day"],
        ["--url-field", "link"],
        ["--overwrite"],
        ["--clues", "--json"],
        ["--bom", "--json"],
        ["--table", "quotes", "--json"],
        ["--sample", "3"],
    ],
)
def test_an_option_without_effect_is_refused(arguments: list[str], shell: Shell, post: Path) -> None:
    """As wrong usage, with its name and what it wants."""
    status, out, told = shell(post, *arguments)
    name = next(one for one in arguments if one not in ("--json",))

    assert (status, out) == (2, "")
    assert name in told.splitlines()[-1]
    assert any(words in told for words in ("without effect, but with", "say into which folder"))


def test_fields_of_no_table_are_refused(shell: Shell, folder: Path) -> None:
    """Among text files `--text-field` has nothing to name."""
    status, _, told = shell.bulk(folder, "-o", folder.parent / "out.jsonl", "--text-field", "body")

    assert status == 1
    assert "--text-field: without effect" in told


@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.jsonl"])
def test_utf_16_is_read(name: str, shell: Shell, tmp_path: Path) -> None:
    """As a post, and as a table of posts."""
    text = "Zoë fell on the coast."
    written = {"a.txt": text, "a.csv": f"text\n{text}\n", "a.jsonl": json.dumps({"text": text}) + "\n"}[name]
    (tmp_path / name).write_text(written, encoding="utf-16")
    status, _, told = shell.bulk(tmp_path / name, "-o", tmp_path / "out.jsonl")

    assert (status, "1 error" in told) == (0, False)
    assert [record["post"]["text"].rstrip() for record in records(tmp_path / "out.jsonl")] == [text]


def test_an_empty_cell_and_an_empty_file_are_treated_alike(shell: Shell, tmp_path: Path) -> None:
    """Both are errors that say so."""
    posts = tmp_path / "posts"
    posts.mkdir()
    (posts / "a.csv").write_text('text,n\n"",1\nRain fell.,2\n')
    (posts / "b.jsonl").write_text('{"text": ""}\n')
    (posts / "c.txt").touch()
    shell.bulk(posts, "-o", tmp_path / "out.jsonl")

    errors = [error["message"] for error in records(tmp_path / "out.errors.jsonl")]
    assert ["empty" in message for message in errors] == [True, True, True]
    assert len(records(tmp_path / "out.jsonl")) == 1


# --- progress


@pytest.fixture
def terminal(tmp_path: Path) -> Callable[..., Iterator[tuple[float, str]]]:
    """A command in a terminal of 80 columns: the seconds since its start, and what it showed then."""
    pty = pytest.importorskip("pty", reason="needs a terminal as Unix has them")
    import fcntl
    import struct
    import termios

    def shown(*arguments: object) -> Iterator[tuple[float, str]]:
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        begun = time.monotonic()
        command = [sys.executable, "-m", "clipparse", *map(str, arguments)]
        with subprocess.Popen(command, stderr=theirs, stdout=subprocess.DEVNULL) as process:
            os.close(theirs)
            try:
                while told := os.read(ours, 1 << 16):
                    yield time.monotonic() - begun, told.decode()
            except OSError:  # it has ended
                pass
            finally:
                process.kill()
                os.close(ours)

    return shown


def test_the_bar_has_the_total_the_rate_and_the_time_left(
    terminal: Callable[..., Iterator[tuple[float, str]]], tmp_path: Path
) -> None:
    """Of rows that can be counted. It goes while the first post is still being read, and keeps to 80 columns."""
    pytest.importorskip("tqdm", reason="needs tqdm: pip install -e '.[progress]'")
    rows = ["Storm 0\n\n" + "Rain fell on the coast all day, they said. " * 1_500]
    rows += [f"Storm {n}\n\nRain fell on the coast." for n in range(1, 60)]
    dump = table(tmp_path / "dump.jsonl", [{"text": row} for row in rows])
    told = "".join(piece for _, piece in terminal(dump, "-o", tmp_path / "out.jsonl", "--workers", "0"))
    states = told.replace("\n", "\r").split("\r")

    assert sum("0/60 [" in state for state in states) > 1
    assert any("/60 [" in state and "<" in state and "posts/s" in state for state in states)
    assert max(map(len, states)) <= 80


def test_there_is_a_worker_for_each_core_that_is_granted(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a container that sees four cores and is granted one, one."""
    import multiprocessing

    from clipparse import parse_many

    if not hasattr(os, "sched_getaffinity"):
        pytest.skip("needs Linux")
    real = Path.read_text
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2, 3})
    monkeypatch.setattr(
        Path,
        "read_text",
        lambda path, *given, **named: "100000 100000\n" if path.name == "cpu.max" else real(path, *given, **named),
    )
    before = len(multiprocessing.active_children())
    posts = parse_many((f"Storm {n}." for n in range(40)), chunk=1)
    next(posts)
    working = len(multiprocessing.active_children()) - before
    posts.close()

    assert working == 1


# --- output one can keep


def test_jsonl_is_at_most_eight_times_its_input(shell: Shell, tmp_path: Path) -> None:
    """By default it has no clues; `--clues` asks for them."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(FIXTURES.glob("*.txt"))[::8]]
    dump, out = table(tmp_path / "dump.jsonl", [{"text": text} for text in texts]), tmp_path / "out.jsonl"
    shell.bulk(dump, "-o", out)
    status, _, _ = shell.bulk(dump, "-o", tmp_path / "more.jsonl", "--clues")

    assert out.stat().st_size <= 8 * sum(len(text.encode()) for text in texts)
    assert status == 0
    assert (tmp_path / "more.jsonl").stat().st_size > 2 * out.stat().st_size


def test_jsonl_to_standard_output_has_no_clues_either(shell: Shell, post: Path) -> None:
    """Unless they are asked for."""
    _, plain, _ = shell(post, "--jsonl")
    status, full, _ = shell(post, "--jsonl", "--clues")

    assert (status, '"why"' in plain, '"why"' in full) == (0, False, True)


def test_the_suffix_says_how_an_output_is_packed(shell: Shell, folder: Path) -> None:
    """gzip; and zstd, where something can unpack it."""
    status, _, told = shell.bulk(folder, "-o", folder.parent / "out.jsonl.gz")
    assert (status, told.count("error:")) == (0, 0)
    with gzip.open(folder.parent / "out.jsonl.gz", "rt") as lines:
        assert len(list(lines)) == 3

    pa = pytest.importorskip("pyarrow", reason="needs pyarrow: pip install -e '.[arrow]'")
    assert shell.bulk(folder, "-o", folder.parent / "out.jsonl.zst")[0] == 0
    with pa.input_stream(str(folder.parent / "out.jsonl.zst"), compression="zstd") as packed:
        assert len(packed.read().splitlines()) == 3


def test_csv_has_a_byte_order_mark_on_request(shell: Shell, post: Path) -> None:
    """Without it the first column is `file`, as ever."""
    plain, marked = shell(post, "--csv"), shell(post, "--csv", "--bom")

    assert marked[:2] == (0, "\ufeff" + plain[1])


@pytest.mark.parametrize(
    ("name", "words"),
    [("quotes", "We were not ready,"), ("remarks", "I know that school well")],
)
def test_quotes_and_remarks_have_tables_of_their_own(name: str, words: str, shell: Shell, post: Path) -> None:
    """A row each, with the post that they belong to."""
    status, out, _ = shell(post, "--csv", "--table", name)
    rows = list(csv.DictReader(io.StringIO(out)))

    assert status == 0
    assert len(rows) == 1
    assert rows[0]["post"] == str(post)
    assert any(words in value for value in rows[0].values())


def test_tei_has_the_source_post(shell: Shell, post: Path) -> None:
    """The post's file and its title, in each clipping's description of its source."""
    _, out, _ = shell(post, "--tei")
    source = out.partition('<bibl type="post">')[2].partition("</bibl>")[0]

    assert str(post) in source
    assert "Storm week" in source


def test_markdown_has_the_file_s_name_and_the_remarks(shell: Shell, post: Path) -> None:
    """Both are what a reader asks for first."""
    _, out, _ = shell(post, "--markdown")

    assert post.name in out
    assert "I know that school well" in out


# --- how good it is


def test_review_shows_the_doubtful_lines_worst_first(shell: Shell, post: Path) -> None:
    """Each with its line of the post beside, 80 columns wide."""
    fixtures = sorted(FIXTURES.glob("*.txt"))[::8]
    out = post.with_name("out.jsonl")
    shell.bulk(*fixtures, "-o", out)
    status, told, _ = shell("review", out)
    _, lines, _ = shell("review", out, "--jsonl", "--most", "0")
    doubts = [json.loads(line) for line in lines.splitlines()]

    assert status == 0
    assert told.startswith("1. ")
    assert max(map(len, told.splitlines())) <= 80
    assert len(doubts) > 1
    assert all(doubt["text"] for doubt in doubts)


def test_a_person_can_measure_it_on_posts_of_their_own(shell: Shell, post: Path) -> None:
    """`--sample` draws posts with label files, `measure` scores against what was corrected in them."""
    labels = post.with_name("labels")
    drawn, _, told = shell(post, "--sample", "1", "-o", labels)
    assert (drawn, "clipparse measure" in told) == (0, True)
    (lab,) = labels.glob("*.lab")
    written = lab.read_text(encoding="utf-8")
    corrected = written.replace("checked no", "checked yes").replace("authors Zoë Lee", "authors Zoe Lea")
    lab.write_text(corrected, encoding="utf-8")
    status, score, _ = shell("measure", labels)

    assert status == 0
    assert "headline     0 | Storm closes schools along the coast" in written
    assert "authors: Zoe Lea, not Zoë Lee" in score
    assert "lines with the right role" in score


def test_a_fit_can_learn_from_it(shell: Shell, post: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was checked is a labelled post, as `tools/fit.py --data` reads them."""
    pytest.importorskip("numpy", reason="needs numpy: pip install -e '.[fit]'")
    labels = post.with_name("labels")
    shell(post, "--sample", "1", "-o", labels)
    for lab in labels.glob("*.lab"):
        lab.write_text(lab.read_text(encoding="utf-8").replace("checked no", "checked yes"), encoding="utf-8")
    assert shell("measure", labels)[0] == 0
    monkeypatch.syspath_prepend(str(TOOLS))
    (learnt,) = importlib.import_module("fitting.labels").load([labels], [])

    assert ("Storm closes schools along the coast", "headline", 0) in learnt.rows


# --- and it is told


def test_the_help_and_the_docs_say_it(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """All of it; the help is no wider than a terminal of 80 columns."""
    monkeypatch.setenv("COLUMNS", "80")
    status, told, _ = shell("--help")
    docs = (Path(__file__).parent.parent / "docs" / "bulk.md").read_text(encoding="utf-8")
    rows = ["--text-field", "--id-field", "--posted-field", "--url-field"]
    names = [
        *rows,
        "--overwrite",
        "--workers",
        "--clues",
        "--table",
        "--bom",
        "--sample",
        "clipparse review",
        "clipparse measure",
        ".jsonl.gz",
        ".jsonl.zst",
    ]

    assert status == 0
    assert [name for name in names if name not in told or name not in docs] == []
    assert max(map(len, told.splitlines())) <= 80
