"""A bulk run can be killed at any moment: nothing is lost, nothing doubled, and the output is that of a quiet run."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import importlib
import json
import multiprocessing
import os
import shutil
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import attrs
import pytest

import clipparse
from clipparse import shards
from clipparse.intake import BadInput, Columns, Entry, counted, entries, files
from clipparse.journal import Changes, Journal
from clipparse.packed import reading
from clipparse.page import Options
from clipparse.progress import Progress
from clipparse.shards import Job, Tally, parse_files

POSTS, SHARD = 13, 4

posix_only = pytest.mark.skipif(os.name != "posix", reason="needs signals")
if os.name == "posix":
    # processes that begin without this one's threads, and without loading everything anew
    FRESH = multiprocessing.get_context("forkserver")
    FRESH.set_forkserver_preload(["clipparse.shards", "clipparse.pipeline"])


@pytest.fixture(autouse=True)
def small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "_SHARD", SHARD)


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    """Posts with one that is no text, one that is no JSON, and an empty line."""
    rows: list[Any] = [{"url": f"u{n}", "body": f"Storm {n}\n\nBy Ann Lee\n\nRain fell."} for n in range(POSTS - 2)]
    lines = [json.dumps(row) for row in rows]
    lines[7:7] = [json.dumps({"url": "bad", "body": 7}), "", "{"]
    path = tmp_path / "dump.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def job(dump: Path, out: str = "out.jsonl", **changes: Any) -> Job:
    return Job(inputs=[str(dump)], out=dump.parent / out, text_field="body", id_field="url", **changes)


def output(one: Job) -> tuple[bytes, bytes]:
    return one.out.read_bytes(), one.errors.read_bytes()


def lying_there(one: Job) -> set[str]:
    return {path.name for path in one.out.parent.iterdir()} - {"dump.jsonl"}


# --- in peace


@pytest.mark.parametrize("workers", [0, 2])
def test_every_post_is_written_once_and_in_order(dump: Path, workers: int) -> None:
    """With its id; the bad ones are in the other file, with their places."""
    one = job(dump)
    tally, now, _ = parse_files(one, workers=workers)
    lines = [json.loads(line) for line in one.out.read_bytes().splitlines()]
    errors = [json.loads(line) for line in one.errors.read_bytes().splitlines()]

    assert (tally.posts, tally.errors, now) == (POSTS, 2, POSTS - 2)
    assert [line["id"] for line in lines] == [f"u{n}" for n in range(POSTS - 2)]
    post = clipparse.parse("Storm 3\n\nBy Ann Lee\n\nRain fell.")
    assert clipparse.Post.from_dict(lines[3]["post"]) == clipparse.Post.from_dict(post.to_dict(clues=False))
    assert [(error["position"], error["where"], error["message"].partition(":")[0]) for error in errors] == [
        (7, f"{dump}:8", "field 'body' is no text but int"),
        (8, f"{dump}:10", "is no JSON"),
    ]
    assert lying_there(one) == {"out.jsonl", "out.errors.jsonl", "out.jsonl.manifest.json", "out.jsonl.index"}


@pytest.mark.parametrize("suffix", ["jsonl", "csv", "parquet"])
def test_each_row_s_day_and_address_go_with_it(tmp_path: Path, suffix: str) -> None:
    """`12 Oct` takes its year from the row's own day; the address comes out beside the post."""
    text = "Storm closes schools\nBy Ann Lee\n12 Oct\n\nSchools along the coast stayed shut on Monday, officials said."
    rows = [
        {"link": "https://a.example/1", "day": "2013-10-14T08:00:00Z", "text": text},
        {"link": "https://a.example/2", "day": "Sun, 12 Oct 2014 10:00:00 GMT", "text": text},
        {"link": "", "day": "", "text": text},
        {"link": "https://a.example/4", "day": "soon", "text": text},
    ]
    path = tmp_path / f"dump.{suffix}"
    if suffix == "jsonl":
        path.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    elif suffix == "csv":
        with open(path, "w", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    else:
        pq = pytest.importorskip("pyarrow.parquet", reason="needs pyarrow: pip install -e '.[arrow]'")
        import pyarrow as pa

        pq.write_table(pa.Table.from_pylist(rows), path)
    one = Job(inputs=[str(path)], out=tmp_path / "out.jsonl", posted_field="day", url_field="link")
    parse_files(one, workers=0)
    lines = [json.loads(line) for line in one.out.read_bytes().splitlines()]
    (error,) = [json.loads(line) for line in one.errors.read_bytes().splitlines()]

    assert [(line.get("url"), line["post"]["clippings"][0]["published"]) for line in lines] == [
        ("https://a.example/1", "2013-10-12"),
        ("https://a.example/2", "2014-10-12"),
        (None, None),
    ]
    assert error["message"] == "field 'day': 'soon' is no day like 2014-03-15"


def test_the_usual_names_need_not_be_given(tmp_path: Path) -> None:
    """A column `posted` counts, and `url` goes on into a table."""
    pq = pytest.importorskip("pyarrow.parquet", reason="needs pyarrow: pip install -e '.[arrow]'")
    dump, out = tmp_path / "dump.jsonl", tmp_path / "out.parquet"
    dump.write_text('{"text": "Rain fell.", "posted": "2014-10-12", "url": "https://a.example/1"}\n')
    parse_files(Job(inputs=[str(dump)], out=out), workers=0)

    (row,) = pq.read_table(out).select(["post_url", "posted"]).to_pylist()
    assert row == {"post_url": "https://a.example/1", "posted": dt.date(2014, 10, 12)}


def test_a_table_has_a_row_for_every_post(dump: Path) -> None:
    """The bad ones too; it is what to_table() makes of the posts."""
    pq = pytest.importorskip("pyarrow.parquet", reason="needs pyarrow: pip install -e '.[arrow]'")
    from clipparse.arrow import SCHEMA

    parse_files(job(dump, "out.parquet"), workers=0)
    table = pq.read_table(dump.parent / "out.parquet")

    assert table.schema.names == SCHEMA.names
    assert table.schema.metadata == SCHEMA.metadata
    assert list(dict.fromkeys(table.column("post_id").to_pylist())) == [
        *(f"u{n}" for n in range(7)),
        f"{dump}:8",
        f"{dump}:10",
        *(f"u{n}" for n in range(7, POSTS - 2)),
    ]
    assert sum(error is not None for error in table.column("error").to_pylist()) == 2


# --- killed


def kill_at(step: int) -> Callable[..., Any]:
    """Makes this process kill itself at a rename, sync, removal or entry: before it for even steps, else after."""
    left = step // 2

    def deadly(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            nonlocal left
            left -= 1
            if left < 0 and step % 2 == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            result = real(*arguments, **named)
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return result

        return call

    return deadly


def work(one: Job, step: int | None) -> None:
    shards._SHARD = SHARD
    if step is not None:
        deadly = kill_at(step)
        for name in ("replace", "fsync", "unlink", "rmdir"):
            setattr(os, name, deadly(getattr(os, name)))
        for name in ("add", "put"):
            setattr(Journal, name, deadly(getattr(Journal, name)))
    parse_files(one, workers=0)


def nursery(asked: Connection) -> None:
    """For each job and step that it is sent it starts a process, and tells how that ended.

    All that they need is loaded here, once: each by itself would take far longer over that than over its job.
    """
    clipparse.parse("Storm 3\n\nBy Ann Lee\n\nRain fell.")
    for name in ("pyarrow.parquet", "pandas"):  # the first asks for the second when it makes a table
        with suppress(ModuleNotFoundError):
            importlib.import_module(name)
    with suppress(EOFError):
        while True:
            process = multiprocessing.get_context("fork").Process(target=work, args=asked.recv())
            process.start()
            process.join()
            asked.send(process.exitcode or 0)


Attempt = Callable[[Job, int | None], int]


@pytest.fixture(scope="module")
def attempt() -> Iterator[Attempt]:
    """The exit status of a process that runs the job, and is killed at a step."""
    ours, theirs = FRESH.Pipe()
    running = FRESH.Process(target=nursery, args=(theirs,))
    running.start()
    theirs.close()

    def made(one: Job, step: int | None) -> int:
        ours.send((one, step))
        status: int = ours.recv()
        return status

    yield made
    ours.close()
    running.join()


@posix_only
@pytest.mark.parametrize(("suffix", "stride"), [("jsonl", 7), ("parquet", 25)])
def test_it_may_be_killed_at_any_step(dump: Path, suffix: str, stride: int, deep: bool, attempt: Attempt) -> None:
    """At whatever it writes, renames, syncs or removes; the next run goes on, and its output is a quiet one's."""
    if suffix == "parquet":
        pytest.importorskip("pyarrow", reason="needs pyarrow: pip install -e '.[arrow]'")
    quiet = job(dump, f"quiet.{suffix}")
    parse_files(quiet, workers=0)
    for step in count(0, stride if deep else 4 * stride):
        one = job(dump, f"killed-{step}.{suffix}")
        killed = attempt(one, step) != 0
        assert attempt(one, None) == 0
        assert output(one) == output(quiet), f"step {step}"
        assert not one.parts.exists()
        if not killed:
            break
    assert step > 60


@posix_only
def test_it_may_be_killed_again_and_again(dump: Path, attempt: Attempt) -> None:
    """As long as each run gets a post further."""
    quiet, one = job(dump, "quiet.jsonl"), job(dump)
    parse_files(quiet, workers=0)
    statuses = [attempt(one, 2 * 25) for _ in range(POSTS)]

    assert output(one) == output(quiet)
    assert 0 < statuses.index(0) < len(statuses)


@posix_only
def test_what_is_done_is_not_done_again(dump: Path, attempt: Attempt) -> None:
    """Not even one post of those that were read before the kill."""
    one = job(dump)
    attempt(one, 2 * 12)
    with closing(sqlite3.connect(one.parts / "journal")) as journal:
        ((there,),) = journal.execute("SELECT count(*) FROM read WHERE error IS NULL")
    tally, now, _ = parse_files(one, workers=0)

    assert 0 < there < POSTS - 2
    assert (tally.posts, now) == (POSTS, POSTS - 2 - there)
    assert parse_files(one, workers=0)[:2] == (tally, 0)


# --- grown


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Posts as text files, and one that is empty."""
    made = tmp_path / "posts"
    made.mkdir()
    for number in range(9):
        (made / f"{number}.txt").write_text(f"Storm {number}\n\nBy Ann Lee\n\nRain fell.")
    (made / "5.txt").write_text("")
    return made


def grow(folder: Path) -> None:
    """One changed, one between the others, one behind them, one that is no longer empty."""
    (folder / "2.txt").write_text("Storm again\n\nBy Ann Lee\n\nSnow fell.")
    (folder / "4a.txt").write_text("Storm between\n\nBy Ann Lee\n\nHail fell.")
    (folder / "99.txt").write_text("Storm at last\n\nBy Ann Lee\n\nRain fell.")
    (folder / "5.txt").write_text("Storm 5\n\nBy Ann Lee\n\nRain fell.")


def rows(path: Path) -> Any:
    if path.suffix == ".parquet":
        import pyarrow.parquet as pq

        return pq.read_table(path).to_pylist()
    return path.read_bytes()


@pytest.mark.parametrize("suffix", ["jsonl", "parquet"])
def test_a_folder_that_grows_is_read_where_it_grew(folder: Path, suffix: str) -> None:
    """New and changed posts are read, the rest is kept, and the output is that of a run over all of it."""
    if suffix == "parquet":
        pytest.importorskip("pyarrow", reason="needs pyarrow: pip install -e '.[arrow]'")
    one = Job(inputs=[str(folder)], out=folder.parent / f"out.{suffix}")
    parse_files(one, workers=0)
    grow(folder)
    tally, now, changes = parse_files(one, workers=0)
    quiet = attrs.evolve(one, out=folder.parent / f"quiet.{suffix}")
    parse_files(quiet, workers=0)

    assert (tally.posts, now) == (11, 4)
    assert changes == Changes(new=2, changed=2, gone=0, kept=7)
    assert rows(one.out) == rows(quiet.out)
    assert one.errors.read_bytes() == quiet.errors.read_bytes()
    assert parse_files(one, workers=0)[1] == 0


def test_rows_with_ids_are_known_by_them(dump: Path) -> None:
    """One put in at the top moves all others, and only it is read."""
    parse_files(job(dump), workers=0)
    dump.write_text('{"url": "new", "body": "Snow fell."}\n' + dump.read_text())
    tally, now, changes = parse_files(job(dump), workers=0)

    assert (tally.posts, now) == (POSTS + 1, 1)
    assert (changes.new, changes.gone) == (1 + 1, 0)  # the one without JSON has no id either: it is called by its place
    assert [json.loads(line)["id"] for line in job(dump).out.read_bytes().splitlines()][:2] == ["new", "u0"]


def test_posts_that_are_gone_are_kept(folder: Path) -> None:
    """Until it begins anew: a folder that is cleared out takes nothing with it."""
    one = Job(inputs=[str(folder)], out=folder.parent / "out.jsonl")
    parse_files(one, workers=0)
    (folder / "7.txt").unlink()
    (folder / "5.txt").unlink()
    tally, now, changes = parse_files(one, workers=0)
    (first, *_) = one.out.read_bytes().splitlines()

    assert (tally, now, changes) == (Tally(8), 0, Changes(new=0, changed=0, gone=1, kept=7))
    assert json.loads(first)["id"] == str(folder / "7.txt")
    assert parse_files(one, workers=0)[1] == 0
    assert parse_files(attrs.evolve(one, overwrite=True), workers=0).tally == Tally(7)


@posix_only
@pytest.mark.parametrize(("suffix", "stride"), [("jsonl", 9), ("parquet", 31)])
def test_it_may_be_killed_while_it_grows(folder: Path, suffix: str, stride: int, deep: bool, attempt: Attempt) -> None:
    """What was there before is there after; the next run goes on."""
    if suffix == "parquet":
        pytest.importorskip("pyarrow", reason="needs pyarrow: pip install -e '.[arrow]'")
    for step in count(0, stride if deep else 4 * stride):
        mine = shutil.copytree(folder, folder.parent / f"posts-{step}")
        one, quiet = (Job(inputs=[str(mine)], out=mine.with_suffix(f".{name}.{suffix}")) for name in ("out", "quiet"))
        parse_files(one, workers=0)
        grow(mine)
        killed = attempt(one, step) != 0
        parse_files(one, workers=0)
        parse_files(quiet, workers=0)
        assert rows(one.out) == rows(quiet.out), f"step {step}"
        assert one.errors.read_bytes() == quiet.errors.read_bytes()
        if not killed:
            break
    assert step > 30


# --- refused


@pytest.mark.parametrize(
    ("changes", "difference"),
    [
        ({"text_field": "url"}, "text_field 'body' and not 'url'"),
        ({"id_field": None}, "id_field 'url' and not None"),
        ({"options": Options(day_first=True)}, "day_first None and not True"),
    ],
)
def test_other_options_are_refused(dump: Path, changes: dict[str, Any], difference: str) -> None:
    """Half of a file would be read one way, half another."""
    parse_files(job(dump), workers=0)
    before = output(job(dump))
    with pytest.raises(BadInput) as refused:
        parse_files(attrs.evolve(job(dump), **changes), workers=0)

    assert f"out.jsonl: was begun with {difference}" in str(refused.value)
    assert "finish it as it was begun, or begin anew with --overwrite" in str(refused.value)
    assert output(job(dump)) == before


def test_another_version_is_refused(dump: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may read posts otherwise."""
    parse_files(job(dump), workers=0)
    monkeypatch.setattr(shards, "__version__", "99.0")
    with pytest.raises(BadInput, match=f"was begun with version '{clipparse.__version__}' and not '99.0'"):
        parse_files(job(dump), workers=0)


def test_told_to_it_begins_anew(dump: Path) -> None:
    """With other options too; nothing of the earlier run is left."""
    parse_files(job(dump), workers=0)
    one = attrs.evolve(job(dump), overwrite=True, id_field=None)

    assert parse_files(one, workers=0)[1] == POSTS - 2
    assert f"{dump}:1" in one.out.read_text()
    assert '{"id": "u1"' not in one.out.read_text()


@pytest.mark.parametrize("name", ["out.jsonl", "out.errors.jsonl", "out.jsonl.manifest.json"])
def test_a_file_that_clipparse_did_not_make_is_kept(dump: Path, name: str) -> None:
    """Whichever of the output's files it is called like; told to, it goes."""
    theirs = dump.with_name(name)
    theirs.write_text("my notes")
    with pytest.raises(BadInput, match="is there already, and clipparse did not make it; write it somewhere else, or"):
        parse_files(job(dump), workers=0)

    assert theirs.read_text() == "my notes"
    assert lying_there(job(dump)) == {name}
    assert parse_files(job(dump, overwrite=True), workers=0)[1] == POSTS - 2


def test_an_output_whose_index_is_gone_is_kept(dump: Path) -> None:
    """What the input has no more would be lost with it."""
    parse_files(job(dump), workers=0)
    before = job(dump).out.read_bytes()
    job(dump).index.unlink()
    with pytest.raises(
        BadInput, match=r"out.jsonl.index: is gone, and nothing tells what .* begin anew with --overwrite"
    ):
        parse_files(job(dump), workers=0)

    assert job(dump).out.read_bytes() == before


@pytest.mark.parametrize("name", ["torn.jsonl.gz", "torn.csv.gz"])
def test_a_packed_table_that_is_torn_is_told(tmp_path: Path, name: str) -> None:
    """As a file that cannot be read; what came before the tear is read."""
    rows = "text\n" + "".join(f'{{"text": "Rain fell on day {n}."}}\n' for n in range(2_000))
    packed = gzip.compress(rows.removeprefix("text\n" * name.startswith("torn.jsonl")).encode())
    (tmp_path / name).write_bytes(packed[: len(packed) // 2] + b"\xff" * 99)
    found = list(entries([str(tmp_path / name)]))

    assert found[-1].problem
    assert found[-1].problem.startswith("cannot be read: ")


def test_an_output_that_was_changed_by_hand_is_kept(dump: Path) -> None:
    """It is no longer what clipparse made."""
    parse_files(job(dump), workers=0)
    job(dump).out.write_text("my notes")
    with pytest.raises(BadInput, match="clipparse did not make it"):
        parse_files(job(dump), workers=0)

    assert job(dump).out.read_text() == "my notes"


@pytest.mark.parametrize("name", ["dump.jsonl", "dump.errors.jsonl"])
def test_no_output_goes_over_its_input(dump: Path, name: str) -> None:
    """Nor do its errors; what was read is as it was."""
    source = dump.rename(dump.with_name(name))
    before = source.read_bytes()
    with pytest.raises(BadInput, match=f"{name}: is to be read, and would be lost"):
        parse_files(Job(inputs=[str(source)], out=dump, text_field="body"), workers=0)

    assert source.read_bytes() == before


@pytest.mark.parametrize("name", ["out.jsonl", "out.errors.jsonl", "out.jsonl.index"])
def test_an_output_that_is_a_folder_is_refused(dump: Path, name: str) -> None:
    """Before anything is read, also where it may be overwritten."""
    (dump.parent / name).mkdir()
    with pytest.raises(BadInput, match=f"{name}: is a folder, and no file; write it somewhere else"):
        parse_files(job(dump, overwrite=True), workers=0)

    assert sorted(path.name for path in dump.parent.iterdir()) == sorted(["dump.jsonl", name])


@posix_only
def test_an_output_that_is_a_pipe_is_refused(dump: Path) -> None:
    """A file would stand in its place, and whoever reads the pipe would wait."""
    os.mkfifo(dump.parent / "out.jsonl")
    with pytest.raises(BadInput, match=r"out.jsonl: is a pipe or a device"):
        parse_files(job(dump, overwrite=True), workers=0)

    assert (dump.parent / "out.jsonl").is_fifo()


@posix_only
def test_an_output_that_is_a_link_stays_one(dump: Path) -> None:
    """The run and all that belongs to it is where the link leads."""
    (dump.parent / "real").mkdir()
    (dump.parent / "out.jsonl").symlink_to(dump.parent / "real" / "kept.jsonl")
    tally = parse_files(job(dump), workers=0).tally

    assert (dump.parent / "out.jsonl").is_symlink()
    assert len((dump.parent / "real" / "kept.jsonl").read_bytes().splitlines()) == tally.posts - tally.errors
    assert parse_files(job(dump), workers=0).now == 0


@posix_only
def test_a_pipe_among_the_input_is_an_error(dump: Path) -> None:
    """Opening one would wait for somebody to write, for ever."""
    (dump.parent / "posts").mkdir()
    (dump.parent / "posts" / "a.txt").write_text("Rain fell.")
    for name in ("pipe.txt", "pipe.jsonl"):
        os.mkfifo(dump.parent / "posts" / name)
    made = Job(inputs=[str(dump.parent / "posts")], out=dump.parent / "out.jsonl")
    tally = parse_files(made, workers=0).tally

    assert (tally.posts, tally.errors, tally.unreadable) == (3, 2, 2)
    assert counted(files(made.inputs)) == 3
    assert "is no file but a pipe or a device" in made.errors.read_text()


@posix_only
@pytest.mark.parametrize("out", ["out.jsonl", "out.parquet"])
def test_a_file_may_be_called_anything(tmp_path: Path, out: str) -> None:
    """Blanks, line breaks, bytes that are no UTF-8: ids can be written, read and clustered."""
    pytest.importorskip("pyarrow", reason="needs pyarrow: pip install -e '.[arrow]'")
    from clipparse.corpus import clusters

    posts = tmp_path / "my posts"
    posts.mkdir()
    text = "Storm closes schools\nBy Ann Lee\n\nSchools along the coast stayed shut on Monday, the council said."
    names = [b"a b.txt", b"caf\xe9.txt", b"new\nline.txt"]
    for name in names:
        Path(os.fsdecode(os.fsencode(posts) + b"/" + name)).write_text(text)
    made = Job(inputs=[str(posts)], out=tmp_path / out)
    assert parse_files(made, workers=0).tally.errors == 0
    assert parse_files(made, workers=0).now == 0
    (group,) = map(json.loads, clusters(str(made.out)))

    assert [member["post"] for member in group["members"]] == [
        f"{posts}/{name}" for name in ("a b.txt", "caf\\udce9.txt", "new\nline.txt")
    ]


def test_a_folder_of_somebody_else_s_is_not_emptied(dump: Path) -> None:
    """Though it has the name of the parts."""
    theirs = job(dump).parts
    theirs.mkdir()
    (theirs / "notes.txt").write_text("mine")
    with pytest.raises(BadInput, match=r"out.jsonl.parts: is there already, and clipparse did not make all of it"):
        parse_files(job(dump, overwrite=True), workers=0)

    assert (theirs / "notes.txt").read_text() == "mine"


@pytest.mark.parametrize(
    ("inputs", "out", "complaint"),
    [
        (["missing.jsonl", "gone"], "out.jsonl", "missing.jsonl: no such file\ngone: no such file"),
        (["."], "out.jsonl", "out.jsonl: lies in ., which is to be read; write it somewhere else"),
        ([], "out.txt", "out.txt: the output's name ends in .jsonl, .jsonl.gz, .jsonl.zst or .parquet"),
        ([], "nowhere/out.jsonl", "nowhere/out.jsonl.parts: cannot write: No such file or directory"),
    ],
)
def test_what_cannot_be_done_is_said(
    inputs: list[str], out: str, complaint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a line for each."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BadInput) as refused:
        parse_files(Job(inputs=inputs, out=Path(out)), workers=0)

    assert str(refused.value) == complaint


def hold(one: Job, held: Any, done: Any) -> None:
    with shards._locked(one):
        held.set()
        done.wait(30)


@posix_only
def test_two_runs_at_a_time_are_refused(dump: Path) -> None:
    """The second one is; the first goes on."""
    pytest.importorskip("fcntl", reason="files can be locked on POSIX only")
    one, held, done = job(dump), FRESH.Event(), FRESH.Event()
    first = FRESH.Process(target=hold, args=(one, held, done))
    first.start()
    assert held.wait(30)
    with pytest.raises(BadInput, match="another run is writing it"):
        parse_files(one, workers=0)
    done.set()
    first.join()

    assert parse_files(one, workers=0)[1] == POSTS - 2


# --- an output one can keep


def unpacked(path: Path) -> bytes:
    with reading(path) as file:
        return file.read()


@pytest.mark.parametrize("suffix", ["jsonl.gz", "jsonl.zst"])
def test_an_output_is_packed_as_its_name_says(folder: Path, suffix: str) -> None:
    """What is in it is the same, also when it has grown; and it can be read again as an input."""
    if suffix == "jsonl.zst":
        pytest.importorskip("pyarrow", reason="needs pyarrow: pip install -e '.[arrow]'")
    plain, packed = (Job(inputs=[str(folder)], out=folder.parent / f"{name}") for name in ("a.jsonl", f"b.{suffix}"))
    for _ in range(2):
        parse_files(plain, workers=0)
        parse_files(packed, workers=0)
        assert unpacked(packed.out) == plain.out.read_bytes()
        assert packed.out.read_bytes()[:2] in (b"\x1f\x8b", b"\x28\xb5")
        grow(folder)

    assert packed.errors.name == f"b.{suffix}.errors.jsonl"
    assert [entry.content for entry in entries([str(packed.out)])] == plain.out.read_bytes().splitlines(keepends=True)


def test_jsonl_has_no_clues_unless_asked(tmp_path: Path) -> None:
    """It is at most eight times as long as what it was read from; with clues it is the whole post."""
    texts = sorted((Path(__file__).parent.parent / "fixtures").glob("*.txt"))[::4]
    one = Job(inputs=[str(path) for path in texts], out=tmp_path / "out.jsonl")
    parse_files(one, workers=0)
    parse_files(attrs.evolve(one, inputs=one.inputs[:1], out=tmp_path / "clues.jsonl", clues=True), workers=0)
    lines, full = one.out.read_bytes().splitlines(), (tmp_path / "clues.jsonl").read_bytes().splitlines()

    assert [path.name for path, line in zip(texts, lines, strict=True) if len(line) > 8 * path.stat().st_size] == []
    assert not any("clues" in line for line in json.loads(lines[0])["post"]["lines"])
    assert clipparse.Post.from_dict(json.loads(full[0])["post"]) == clipparse.parse(texts[0].read_bytes().decode())


def test_a_table_has_no_clues(folder: Path) -> None:
    """Which is said, not passed over."""
    pytest.importorskip("pyarrow", reason="needs pyarrow: pip install -e '.[arrow]'")
    with pytest.raises(BadInput, match="--clues: without effect, since a table has no column for them; write JSONL"):
        parse_files(Job(inputs=[str(folder)], out=folder.parent / "out.parquet", clues=True), workers=0)


# --- how far it is


@pytest.mark.parametrize("suffix", ["jsonl", "csv", "parquet"])
def test_rows_are_counted_before_they_are_read(tmp_path: Path, suffix: str) -> None:
    """Line feeds inside a cell are none of a row."""
    path = tmp_path / f"dump.{suffix}"
    if suffix == "parquet":
        pq = pytest.importorskip("pyarrow.parquet", reason="needs pyarrow: pip install -e '.[arrow]'")
        import pyarrow as pa

        pq.write_table(pa.table({"text": ["a\nb", "c"]}), path)
    else:
        path.write_text({"jsonl": '{"text": "a\\nb"}\n{"text": "c"}', "csv": 'text\n"a\nb"\nc\n'}[suffix])

    assert counted([str(path), str(tmp_path / "post.txt")]) == 2 + 1


def test_the_bar_knows_the_total(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Also in a run that keeps most: what is kept has moved it already."""
    pytest.importorskip("tqdm", reason="needs tqdm: pip install -e '.[progress]'")
    one = Job(inputs=[str(folder)], out=folder.parent / "out.jsonl")
    parse_files(one, workers=0, progress=True)
    first = capsys.readouterr().err
    grow(folder)
    parse_files(one, workers=0, progress=True)

    assert "9/9 [" in first
    assert "11/11 [" in capsys.readouterr().err


def test_the_bar_moves_before_the_first_post_is_read(capsys: pytest.CaptureFixture[str]) -> None:
    """Its clock goes and its total stands there, however long that post takes."""
    pytest.importorskip("tqdm", reason="needs tqdm: pip install -e '.[progress]'")
    with Progress(lambda: 7):
        time.sleep(1.3)
    shown = capsys.readouterr().err

    assert "0/7 [00:00<" in shown
    assert "0/7 [00:01<" in shown


# --- what is read


def test_directories_are_walked_in_the_order_of_names(tmp_path: Path) -> None:
    """All that is not hidden."""
    for name in ("b.txt", "a/2.txt", "a/1.jsonl", ".git/x", "a/.hidden", "c"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text('{"text": "x"}\n')

    assert [Path(path).relative_to(tmp_path).as_posix() for path in files([str(tmp_path)])] == [
        "b.txt",
        "c",
        "a/1.jsonl",
        "a/2.txt",
    ]


def test_rows_are_told_apart_in_every_kind_of_table(tmp_path: Path) -> None:
    """One post, as text, JSONL, CSV and Parquet."""
    pq = pytest.importorskip("pyarrow.parquet", reason="needs pyarrow: pip install -e '.[arrow]'")
    import pyarrow as pa

    text = 'Rain fell,\n"hard", on Holm – again'
    (tmp_path / "post.txt").write_text(text, encoding="cp1252")
    (tmp_path / "posts.jsonl").write_text(json.dumps({"url": 7, "text": text}) + "\n")
    quoted = text.replace('"', '""')
    (tmp_path / "posts.csv").write_text(f'url,text\n7,"{quoted}"\n', encoding="utf-8-sig")
    pq.write_table(pa.table({"url": [7], "text": [text]}), tmp_path / "posts.parquet")
    paths = [str(tmp_path / name) for name in ("post.txt", "posts.jsonl", "posts.csv", "posts.parquet")]

    assert [entry.load(Columns(id="url", url="")) for entry in entries(paths)] == [
        (paths[0], {"text": text}),
        *[("7", {"text": text})] * 3,
    ]
    assert [entry.load(Columns())[0] for entry in entries(paths)] == [
        paths[0],
        *(f"{path}:1" for path in paths[1:]),
    ]


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"[1]", "is no JSON object but list"),
        (b'{"body": "x"}', "has no field 'text'; there are: body"),
        (b"{}", "has no field 'text'; there are: none"),
        ({"text": None}, "field 'text' is empty; there is no post in it"),
        ({"text": 7}, "field 'text' is no text but int"),
        ({"text": "Rain.", "url": {"a": 1}}, "field 'url' is no address but dict"),
        (
            {f"c{n}": "" for n in range(500)} | {"texts": ""},
            "has no field 'text'; there are: texts, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10 and 489 more",
        ),
    ],
)
def test_a_bad_row_says_what_is_wrong(content: Any, complaint: str) -> None:
    """In one line."""
    with pytest.raises(BadInput) as bad:
        Entry("dump.jsonl", 1, content).load(Columns())

    assert str(bad.value) == complaint


def test_a_row_without_an_id_is_called_by_its_place() -> None:
    """Not `None`, as all the others of them."""
    ids = [Entry("dump.jsonl", 7, {"text": "x", "url": url}).load(Columns(id="url"))[0] for url in (None, "", 0, "u")]

    assert ids == ["dump.jsonl:7", "dump.jsonl:7", "0", "u"]


def test_tallies_add_up() -> None:
    """Each number by itself."""
    assert Tally(1, 2, 3, 4) + Tally(10, 20, 30, 40) == Tally(11, 22, 33, 44)
