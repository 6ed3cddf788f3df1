"""A run over a corpus that may be killed at any moment and goes on where it was, and that a later run adds to.

Beside `out.jsonl` lie `out.jsonl.manifest.json`, which says how it was made, and `out.jsonl.index`, which says of what
(`clipparse.journal`). While a run goes on, `out.jsonl.parts` has its journal: each post, as soon as it is read. In the
end all is written there under other names, what was read and what is kept, in the order of the input; a file that says
so makes it final, and only then is anything put in its place, by `os.replace`.
"""

from __future__ import annotations

import datetime as dt
import functools
import json
import os
import shutil
import sqlite3
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any, BinaryIO, NamedTuple, Protocol

import attrs

from clipparse import __version__
from clipparse.bulk import ParseError, run
from clipparse.extras import need
from clipparse.intake import BadInput, Columns, Entry, Unreadable, checked, counted, entries, files, is_special, post_of
from clipparse.journal import Changes, Journal, Place, key_of, write_index
from clipparse.model import Post
from clipparse.outputs import refuse, shown
from clipparse.packed import packing, reading, writing, zstandard
from clipparse.page import Options
from clipparse.pipeline import Pipeline
from clipparse.progress import Progress
from clipparse.serialise import dumps, to_plain

# The posts of a row group of a Parquet file.
_SHARD = 500


@attrs.frozen(slots=True)
class Tally:
    """What a run has done."""

    posts: int = 0
    clippings: int = 0
    errors: int = 0
    unreadable: int = 0  # of the errors: files and folders that could not be read at all

    def __add__(self, other: Tally) -> Tally:
        return Tally(*map(sum, zip(attrs.astuple(self), attrs.astuple(other), strict=True)))


def _led_to(out: Path) -> Path:
    """Where a link leads, since what is put in its place would go over the link itself."""
    return out.resolve() if out.is_symlink() else out


@attrs.frozen(slots=True, kw_only=True)
class Job:
    """What to read, how, and where to.

    `inputs` are files and directories; `out` ends in `.jsonl`, `.jsonl.gz`, `.jsonl.zst` or `.parquet`. `text_field`,
    `posted_field` and `url_field` are fields of rows, where they are None `text`, `posted` and `url`; without an
    `id_field` a row is called by its place. `clues` writes the reasons for each line's role, too, into JSONL.
    `overwrite` begins anew, over all.
    """

    inputs: Sequence[str]
    out: Path = attrs.field(converter=_led_to)
    text_field: str | None = None
    id_field: str | None = None
    posted_field: str | None = None
    url_field: str | None = None
    options: Options = attrs.field(factory=Options)
    clues: bool = False
    overwrite: bool = False

    @property
    def errors(self) -> Path:
        """Outputs that differ only in their shape, `out.jsonl` and `out.parquet`, have each its own."""
        name = self.out.name.removesuffix(".jsonl")
        return self.out.with_name(f"{name}.errors.jsonl")

    @property
    def manifest(self) -> Path:
        return self.out.with_name(self.out.name + ".manifest.json")

    @property
    def index(self) -> Path:
        return self.out.with_name(self.out.name + ".index")

    @property
    def parts(self) -> Path:
        return self.out.with_name(self.out.name + ".parts")

    @property
    def columns(self) -> Columns:
        """The fields of rows, also where they were not given."""
        given = {"text": self.text_field, "id": self.id_field, "posted": self.posted_field, "url": self.url_field}
        return Columns(**{name: field for name, field in given.items() if field is not None})

    def described(self) -> dict[str, Any]:
        """What must be the same when the run is taken up again."""
        return {
            "version": __version__,
            **{f"{name}_field": field for name, field in self.columns._asdict().items()},
            "options": to_plain(self.options),
            "clues": self.clues,
        }


class Outcome(NamedTuple):
    """What came of a run: the whole output, the number of posts that were read now, and how the input had changed."""

    tally: Tally
    now: int
    changes: Changes


def parse_files(job: Job, *, workers: int | None = None, progress: bool = False) -> Outcome:
    """Read what `job` names into its output: what is not there yet, or has changed.

    Parameters
    ----------
    workers: the number of processes; None for one a core. progress: shows a bar on standard error (extra `progress`).

    Raises
    ------
    BadInput: an input is missing or would be lost, or the output is there already, or was begun in another way.
    """
    shape = _shape(job)
    _refuse_what_cannot_be(job)
    _refuse_what_is_no_file(job)
    with _locked(job):
        _finish(job)  # what an earlier run had made final
        _refuse_own_output(job)
        _refuse_wrong_fields(job)
        index = _begun(job)
        with closing(Journal(job.parts / "journal", index)) as journal:
            with Progress(lambda: counted(files(job.inputs)), shown=progress) as bar:
                now = _read_missing(job, shape, journal, workers, bar)
            changes = journal.changes()
            if index is None or not journal.is_as_before():
                _make_final(job, shape, journal, job.out if index else None)
        done = _finish(job)
        _clear(job)
    return Outcome(done, now, changes)


def check(job: Job) -> None:
    """Look at what is to be read, before anything is begun.

    Raises
    ------
    BadInput: an input is missing, the output would be read as one, or a table has not the fields that are wanted.
    """
    _refuse_what_cannot_be(job)
    _refuse_wrong_fields(job)


# --- what lies there

_PARTS = (
    "lock",
    "before",
    "journal",
    "journal-wal",
    "journal-journal",
    "joined",
    "joined errors",
    "joined index",
    "final",
)


def _is_part(path: Path) -> bool:
    """Whether it is something that a run leaves among its parts."""
    return path.name.removesuffix(".unfinished") in _PARTS or path.name.startswith(("clipparse-", "joined index-"))


def _clear(job: Job) -> None:
    """Leave of the parts only the lock, and what says that the output is final until all else is gone."""
    parts = sorted(job.parts.iterdir(), key=lambda path: path.name == "final")
    for path in parts:
        if path.name != "lock":
            shutil.rmtree(path) if path.is_dir() else path.unlink()


# --- beginning


def _refuse_what_cannot_be(job: Job) -> None:
    if "-" in job.inputs:
        raise BadInput("standard input cannot be taken up again after a kill; put it into a file for -o")
    if missing := [name for name in job.inputs if not os.path.lexists(name)]:
        raise BadInput("\n".join(f"{shown(name)}: no such file" for name in missing))
    where = job.out.resolve()
    for name in job.inputs:
        if os.path.isdir(name) and where.is_relative_to(Path(name).resolve()):
            raise BadInput(f"{job.out}: lies in {name}, which is to be read; write it somewhere else")
    if job.parts.exists() and not (job.parts.is_dir() and all(map(_is_part, job.parts.iterdir()))):
        raise BadInput(f"{job.parts}: is there already, and clipparse did not make all of it; write somewhere else")


def _refuse_what_is_no_file(job: Job) -> None:
    """What is put in the place of a folder fails at the end of the run; in that of a pipe, the pipe is gone."""
    for path in (job.out, job.errors, job.manifest, job.index):
        if path.is_dir() or is_special(str(path)):
            what = "a folder" if path.is_dir() else "a pipe or a device"
            raise BadInput(f"{path}: is {what}, and no file; write it somewhere else")


def _refuse_wrong_fields(job: Job) -> None:
    checked(files(job.inputs), job.columns, [name for name in Columns._fields if getattr(job, f"{name}_field")])


def _refuse_own_output(job: Job) -> None:
    written = functools.partial(_is_written, job, _manifest(job))
    for path in (job.out, job.errors, job.manifest, job.index):
        refuse(path, job.inputs, made=written, overwrite=job.overwrite)


def _is_written(job: Job, found: dict[str, Any] | None, path: Path) -> bool:
    """Whether a run wrote this file of the output, and it is as the run left it."""
    if found is None:
        return False
    return path != job.out or _state(job.out) == found["out"]


def _manifest(job: Job) -> dict[str, Any] | None:
    """What the manifest says, None where there is none or it is somebody else's."""
    try:
        found = json.loads(job.manifest.read_bytes())
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and {"version", "options", "out"} <= found.keys() else None


def _state(path: Path) -> list[int] | None:
    """By which a file that somebody wrote to is told; None where there is none."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return [status.st_size, status.st_mtime_ns]


@contextmanager
def _locked(job: Job) -> Iterator[None]:
    """One run at a time. The lock ends with this process, however it ends; its workers do not inherit it."""
    try:
        job.parts.mkdir(exist_ok=True)
        with open(job.parts / "lock", "w") as lock:
            _lock(lock.fileno(), job)
            try:
                yield
            finally:
                if [path.name for path in job.parts.iterdir()] == ["lock"]:  # nothing was begun, or all is done
                    shutil.rmtree(job.parts)
    except OSError as error:
        raise BadInput(f"{error.filename or job.out}: cannot write: {error.strerror}") from None
    except sqlite3.Error as error:
        raise BadInput(f"{job.parts}: cannot be used: {error}; begin anew with --overwrite") from None


def _lock(file: int, job: Job) -> None:
    try:
        import fcntl
    except ModuleNotFoundError:  # not on Windows
        return
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise BadInput(f"{job.out}: another run is writing it") from None


def _begun(job: Job) -> Path | None:
    """The index of the output that is there, None where there is none; the manifest says how it goes on."""
    wanted = job.described()
    found = None if job.overwrite else _manifest(job)
    if found is None:
        # in this order: nothing that was read otherwise may be left when the manifest says how
        _clear(job)
        job.index.unlink(missing_ok=True)
        _write_json(job.manifest, {**wanted, "out": _state(job.out)})
        return None
    if {name: found.get(name) for name in wanted} != wanted:
        raise BadInput(
            f"{job.out}: was begun with {_differences(found, wanted)};"
            " finish it as it was begun, or begin anew with --overwrite"
        )
    if "done" not in found or not job.out.exists():
        return None
    if not job.index.exists():  # what the input has no more could not be kept
        raise BadInput(
            f"{job.index}: is gone, and nothing tells what {job.out} is made of; begin anew with --overwrite"
        )
    return job.index


def _differences(found: dict[str, Any], wanted: dict[str, Any]) -> str:
    flat, other = ({**one, **one.get("options", {})} for one in (wanted, found))
    return ", ".join(
        f"{name} {other.get(name)!r} and not {value!r}"
        for name, value in sorted(flat.items())
        if name != "options" and other.get(name) != value
    )


# --- reading


def _read_missing(job: Job, shape: _Shape, journal: Journal, workers: int | None, bar: Progress) -> int:
    """Read what the journal and the earlier output have not; gives the number of its posts."""
    underway: deque[bytes] = deque()

    def missing() -> Iterator[_Task]:
        for entry in entries(files(job.inputs)):
            try:
                name, record = entry.load(job.columns)
            except BadInput as error:
                name = _name(entry, job.columns)
                key = key_of(name, {"error": str(error)})
                journal.add(key, 0, ParseError.of(0, error), b"")
                journal.put(key, f"{entry.path}\n{name}", entry.where)
                bar.kept()
                continue
            key = key_of(name, record)
            journal.put(key, f"{entry.path}\n{name}", entry.where)
            if journal.has(key):
                bar.kept()
            else:
                underway.append(key)
                yield _Task(name, record)

    now = 0
    work = _Read(Pipeline(options=job.options), shape)
    for result in run(work, missing(), workers=workers, scratch=job.parts):
        key = underway.popleft()
        if isinstance(result, ParseError):
            journal.add(key, 0, result, b"")
        else:
            journal.add(key, result[0], None, result[1])
        now += 1
        bar.read()
    return now


def _name(entry: Entry, columns: Columns) -> str:
    """What a post is called that cannot be loaded: by its id, where at least that can be read."""
    try:
        return entry.name(columns)
    except BadInput:
        return entry.where


class _Task(NamedTuple):
    """What a worker is given: a post that is loaded."""

    name: str
    record: dict[str, Any]


@attrs.frozen(slots=True)
class _Read:
    """What a worker does with it; gives the number of clippings and the post as it is kept."""

    pipeline: Pipeline
    shape: _Shape

    def __call__(self, task: _Task) -> tuple[int, bytes]:
        post = post_of(task.record, self.pipeline)
        return len(post), self.shape.rendered(task.name, post, task.record.get("url"))


# --- writing


def _make_final(job: Job, shape: _Shape, journal: Journal, before: Path | None) -> None:
    """Write all of the output among the parts, what is kept from the one before, and say last that it is whole."""
    tally = Tally()
    with (
        closing(shape.writer(job.parts / "joined", before, job.out)) as out,
        open(job.parts / "joined errors", "w", encoding="utf-8") as bad,
    ):

        def written() -> Iterator[Place]:
            nonlocal tally
            for position, one in enumerate(journal.places()):
                start, size = out.add(one)
                unreadable = one.error is not None and one.error.kind == Unreadable.__name__
                tally += Tally(1, one.clippings, int(one.error is not None), int(unreadable))
                if one.error is not None:
                    problem = {"position": position, "where": one.place, "error": one.error.kind}
                    bad.write(dumps({**problem, "message": one.error.message}) + "\n")
                yield one._replace(start=start, size=size)

        write_index(job.parts / "joined index", written())
    for name in ("joined", "joined errors", "joined index"):
        _sync(job.parts / name)
    done = {**job.described(), "done": attrs.asdict(tally), "out": _state(job.parts / "joined")}
    _write_json(job.parts / "final", done)


def _finish(job: Job) -> Tally:
    """Put in its place what a run, this one or an earlier one, has made final; gives the tally of the output."""
    if (job.parts / "final").exists():
        for name, path in (("joined errors", job.errors), ("joined index", job.index), ("joined", job.out)):
            if (job.parts / name).exists():
                os.replace(job.parts / name, path)
        _write_json(job.manifest, json.loads((job.parts / "final").read_bytes()))
        _clear(job)
    found = _manifest(job) or {}
    return Tally(**found.get("done", {}))


def _write_json(path: Path, data: dict[str, Any]) -> None:
    unfinished = path.with_name(path.name + ".unfinished")
    unfinished.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    _put(unfinished, path)


def _put(unfinished: Path, path: Path) -> None:
    _sync(unfinished)
    os.replace(unfinished, path)


def _sync(path: Path) -> None:
    """What is renamed afterwards must be on the disk before, should the power fail."""
    with open(path, "rb+") as file:
        os.fsync(file.fileno())


# --- the shapes of the output


class _Writer(Protocol):
    """Takes the posts in order; gives where each lies, as the index has it."""

    def add(self, place: Place) -> tuple[int, int]: ...

    def close(self) -> None: ...


class _Shape(Protocol):
    """How posts are written: `rendered` in the workers, as the journal keeps them; the rest by the driver.

    A writer writes into one file, packed as another one is named, and takes from the earlier output what is kept of it.
    """

    def rendered(self, name: str, post: Post, url: str | None) -> bytes: ...

    def writer(self, to: Path, before: Path | None, like: Path) -> _Writer: ...


@attrs.frozen(slots=True)
class _JsonLines:
    """One `{"id": ..., "url": ..., "post": ...}` a line, `url` where it is known, for every post that was parsed."""

    clues: bool

    def rendered(self, name: str, post: Post, url: str | None) -> bytes:
        line = {"id": name} | ({} if url is None else {"url": url}) | {"post": post.to_dict(clues=self.clues)}
        return dumps(line, compact=True).encode() + b"\n"

    def writer(self, to: Path, before: Path | None, like: Path) -> _Writer:
        return _LineWriter(to, before, like)


class _LineWriter:
    """Where a line begins is counted in unpacked bytes."""

    def __init__(self, to: Path, before: Path | None, like: Path) -> None:
        self._out = writing(to, like)
        self._end = 0
        self._before = None if before is None else _unpacked(before, to.with_name("before"))

    def add(self, place: Place) -> tuple[int, int]:
        if place.error is not None:
            line = b""
        elif place.written is not None:
            line = place.written
        else:
            assert self._before, "what is in the index is in the output"
            self._before.seek(place.start)
            line = self._before.read(place.size)
        self._out.write(line)
        start, self._end = self._end, self._end + len(line)
        return start, len(line)

    def close(self) -> None:
        self._out.close()
        if self._before:
            self._before.close()


def _unpacked(path: Path, to: Path) -> BinaryIO:
    """A file in which can be sought; of a packed one, a copy."""
    if not packing(path):
        return open(path, "rb")
    with reading(path) as packed, open(to, "wb") as plain:
        shutil.copyfileobj(packed, plain)
    return open(to, "rb")


@attrs.frozen(slots=True)
class _Parquet:
    """The table of `clipparse.arrow`: its rows are made in the workers, a row group of them is written at a time."""

    def rendered(self, name: str, post: Post, url: str | None) -> bytes:
        post.text.encode()  # what Arrow cannot store is an error of this post
        return json.dumps(list(_arrow().rows(name, post, url)), default=_iso).encode()

    def writer(self, to: Path, before: Path | None, like: Path) -> _Writer:
        return _TableWriter(to, before)


class _TableWriter:
    def __init__(self, to: Path, before: Path | None) -> None:
        self._parquet = need("pyarrow.parquet", "arrow")
        self._out = self._parquet.ParquetWriter(to, _arrow().SCHEMA)
        self._before: Any = self._parquet.ParquetFile(before) if before else None
        self._group: tuple[int, int, Any] = (0, 0, None)  # of the earlier output: its first row, its end, its table
        self._pieces: list[Any] = []  # tables, and lists of rows that are no table yet
        self._posts = self._rows = 0

    def add(self, place: Place) -> tuple[int, int]:
        piece = self._piece(place)
        start, size = self._rows, len(piece)
        if isinstance(piece, list) and self._pieces and isinstance(self._pieces[-1], list):
            self._pieces[-1] += piece
        else:
            self._pieces.append(piece)
        self._posts, self._rows = self._posts + 1, start + size
        if self._posts % _SHARD == 0:
            self._flush()
        return start, size

    def close(self) -> None:
        self._flush()
        self._out.close()
        if self._before is not None:
            self._before.close()

    def _piece(self, place: Place) -> Any:
        if place.error is not None:
            return list(_arrow().rows(place.place, place.error))
        if place.written is not None:
            return json.loads(place.written, object_hook=_as_arrow_wants)
        first, end, table = self._group
        if not first <= place.start < end:
            first, end, table = self._group = self._group_of(place.start)
        return table.slice(place.start - first, place.size)

    def _group_of(self, row: int) -> tuple[int, int, Any]:
        end = 0
        for number in range(self._before.num_row_groups):
            first, end = end, end + self._before.metadata.row_group(number).num_rows
            if row < end:
                return first, end, self._before.read_row_group(number)
        raise AssertionError("what is in the index is in the output")

    def _flush(self) -> None:
        arrow = _arrow()
        if self._pieces:
            tables = [arrow.table_of(piece) if isinstance(piece, list) else piece for piece in self._pieces]
            self._out.write_table(arrow.joined(tables))
        self._pieces.clear()


def _iso(value: Any) -> str:
    return str(value.isoformat())


def _as_arrow_wants(row: dict[str, Any]) -> dict[str, Any]:
    """Days, which JSON has as text, and pairs of a name and its spans, which it has as lists."""
    for name in _DAYS:
        if row.get(name):
            row[name] = dt.date.fromisoformat(row[name])
    if pairs := row.get("spans"):
        row["spans"] = [tuple(pair) if isinstance(pair, list) else pair for pair in pairs]
    return row


_DAYS = ("posted", "published", "date")


def _arrow() -> ModuleType:
    from clipparse import arrow  # needs the extra

    return arrow


_SUFFIXES = (".jsonl", ".jsonl.gz", ".jsonl.zst", ".parquet")


def _shape(job: Job) -> _Shape:
    if not job.out.name.endswith(_SUFFIXES):
        raise BadInput(f"{job.out}: the output's name ends in {', '.join(_SUFFIXES[:-1])} or {_SUFFIXES[-1]}")
    if job.out.suffix != ".parquet":
        if job.out.suffix == ".zst":
            zstandard()
        return _JsonLines(job.clues)
    if job.clues:
        raise BadInput("--clues: without effect, since a table has no column for them; write JSONL")
    need("pyarrow.parquet", "arrow")
    return _Parquet()
