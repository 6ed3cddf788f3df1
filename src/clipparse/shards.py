"""A run over a corpus that may be killed at any moment, and goes on where it was.

Beside `out.jsonl` lie, while it is made, `out.jsonl.manifest.json`, which says of what and how, and `out.jsonl.parts`.
There each directory is a shard: so many posts, in order. A shard is written under another name and renamed when it is
whole, so it is there or it is not; how many are there says how much of the input is done. At the end the shards are
joined under another name, which `os.replace` makes the output.
"""

from __future__ import annotations

import functools
import hashlib
import itertools
import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol

import attrs

from clipparse import __version__
from clipparse.bulk import ParseError, run
from clipparse.extras import need
from clipparse.intake import BadInput, Columns, Entry, Unreadable, checked, entries, files, post_of
from clipparse.model import Post
from clipparse.outputs import refuse, shown
from clipparse.page import Options
from clipparse.pipeline import Pipeline
from clipparse.serialise import dumps, to_plain

# What a kill costs at most, and a row group of a Parquet file.
_SHARD = 500
_PARTS = ("lock", "unfinished", "joined", "joined errors")


@attrs.frozen(slots=True)
class Tally:
    """What a run has done."""

    posts: int = 0
    clippings: int = 0
    errors: int = 0
    unreadable: int = 0  # of the errors: files and folders that could not be read at all

    def __add__(self, other: Tally) -> Tally:
        return Tally(*map(sum, zip(attrs.astuple(self), attrs.astuple(other), strict=True)))


@attrs.frozen(slots=True, kw_only=True)
class Job:
    """What to read, how, and where to.

    `inputs` are files and directories; `out` ends in `.jsonl` or `.parquet`; `overwrite` begins anew, over all.
    `text_field`, `posted_field` and `url_field` are fields of rows, where they are None `text`, `posted` and `url`;
    without an `id_field` a row is called by its place.
    """

    inputs: Sequence[str]
    out: Path
    text_field: str | None = None
    id_field: str | None = None
    posted_field: str | None = None
    url_field: str | None = None
    options: Options = attrs.field(factory=Options)
    overwrite: bool = False

    @property
    def errors(self) -> Path:
        return self.out.with_suffix(".errors.jsonl")

    @property
    def manifest(self) -> Path:
        return self.out.with_name(self.out.name + ".manifest.json")

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
            "inputs": _fingerprint(self.inputs),
            **{f"{name}_field": field for name, field in self.columns._asdict().items()},
            "options": to_plain(self.options),
        }


def parse_files(job: Job, *, workers: int | None = None, progress: bool = False) -> tuple[Tally, int]:
    """Read everything that `job` names into its output, or go on with it.

    Parameters
    ----------
    workers: the number of processes; None for one a core. progress: shows a bar on standard error (extra `progress`).

    Returns
    -------
    Tally: of the whole output, what was there before included.
    int: the number of posts that were read now.

    Raises
    ------
    BadInput: an input is missing or would be lost, or the output is there already, or was begun in another way.
    """
    shape = _shape(job)
    _refuse_missing(job)
    _refuse_own_output(job)
    checked(files(job.inputs), job.columns, [name for name in Columns._fields if getattr(job, f"{name}_field")])
    with _locked(job):
        done, now = _begun(job), 0
        if done is None:
            now = _write_shards(job, shape, workers, progress)
            done = _join(job, shape)
        _remove_parts(job)
    return done, now


# --- beginning


def _refuse_own_output(job: Job) -> None:
    where = job.out.resolve()
    for name in job.inputs:
        if os.path.isdir(name) and where.is_relative_to(Path(name).resolve()):
            raise BadInput(f"{job.out}: lies in {name}, which is to be read; write it somewhere else")
    if job.parts.exists() and not (job.parts.is_dir() and all(map(_is_part, job.parts.iterdir()))):
        raise BadInput(f"{job.parts}: is there already, and clipparse did not make all of it; write somewhere else")
    written = functools.partial(_is_written, job, _manifest(job))
    for path in (job.out, job.errors, job.manifest):
        refuse(path, job.inputs, made=written, overwrite=job.overwrite)


def _is_written(job: Job, found: dict[str, Any] | None, path: Path) -> bool:
    """Whether a run wrote this file of the output, and it is as the run left it."""
    if found is None:
        return False
    return path != job.out or "size" not in found or path.stat().st_size == found["size"]


def _manifest(job: Job) -> dict[str, Any] | None:
    """What the manifest says, None where there is none or it is somebody else's."""
    try:
        found = json.loads(job.manifest.read_bytes())
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and {"version", "inputs", "options"} <= found.keys() else None


def _refuse_missing(job: Job) -> None:
    if "-" in job.inputs:
        raise BadInput("standard input cannot be taken up again after a kill; put it into a file for -o")
    if missing := [name for name in job.inputs if not os.path.lexists(name)]:
        raise BadInput("\n".join(f"{shown(name)}: no such file" for name in missing))


def _fingerprint(names: Sequence[str]) -> str:
    """Changes when a file comes, goes, or is written to."""
    digest = hashlib.sha256()
    for path in files(names):
        with suppress(OSError, ValueError):  # what cannot be read is counted when its turn comes
            status = os.stat(path)
            digest.update(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\n".encode(errors="surrogateescape"))
    return digest.hexdigest()


@contextmanager
def _locked(job: Job) -> Iterator[None]:
    """One run at a time. The lock ends with this process, however it ends; its workers do not inherit it."""
    try:
        job.parts.mkdir(exist_ok=True)
        with open(job.parts / "lock", "w") as lock:
            _lock(lock.fileno(), job)
            yield
    except OSError as error:
        raise BadInput(f"{error.filename or job.out}: cannot write: {error.strerror}") from None


def _lock(file: int, job: Job) -> None:
    try:
        import fcntl
    except ModuleNotFoundError:  # not on Windows
        return
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise BadInput(f"{job.out}: another run is writing it") from None


def _begun(job: Job) -> Tally | None:
    """The tally of a run that was finished before; None where there is something to do."""
    wanted = job.described()
    found = None if job.overwrite else _manifest(job)
    if found is None:
        for shard in _shards(job):
            shutil.rmtree(shard)
        _write_json(job.manifest, wanted)
        return None
    tally, _ = found.pop("done", None), found.pop("size", None)
    if found != wanted:
        raise BadInput(
            f"{job.out}: was begun with {_differences(found, wanted)};"
            " finish it as it was begun, or begin anew with --overwrite"
        )
    return Tally(**tally) if tally and job.out.exists() else None


def _differences(found: dict[str, Any], wanted: dict[str, Any]) -> str:
    return ", ".join(
        "other input" if name == "inputs" else f"{name} {found.get(name)!r} and not {wanted.get(name)!r}"
        for name in sorted(found.keys() | wanted.keys())
        if found.get(name) != wanted.get(name)
    )


# --- shards


def _is_part(path: Path) -> bool:
    """Whether it is something that a run leaves among its parts."""
    return path.name.isdigit() or path.name.startswith("clipparse-") or path.name in _PARTS


def _remove_parts(job: Job) -> None:
    for path in filter(_is_part, job.parts.iterdir()):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    job.parts.rmdir()


def _shards(job: Job) -> list[Path]:
    return sorted(path for path in job.parts.iterdir() if path.name.isdigit())


def _write_shards(job: Job, shape: _Shape, workers: int | None, progress: bool) -> int:
    """Write what is not there yet; gives the number of its posts."""
    done = len(_shards(job))
    # the entries go to the workers, and stay here until their results are back, for their names
    ahead, behind = itertools.tee(itertools.islice(entries(files(job.inputs)), done * _SHARD, None))
    read = _Read(Pipeline(options=job.options), job.columns, shape)
    results = zip(behind, run(read, ahead, workers=workers, scratch=job.parts), strict=True)
    if progress:
        tqdm = need("tqdm.auto", "progress").tqdm
        results = tqdm(results, initial=done * _SHARD, unit=" posts")
    now, results = 0, iter(results)
    for number in itertools.count(done):
        shard = list(itertools.islice(results, _SHARD))
        if shard:
            _write_shard(job, shape, number, shard)
            now += len(shard)
        if len(shard) < _SHARD:
            break
    return now


@attrs.frozen(slots=True)
class _Read:
    """What a worker does with an entry; gives the number of clippings and the post as it is written."""

    pipeline: Pipeline
    columns: Columns
    shape: _Shape

    def __call__(self, entry: Entry) -> tuple[int, Any]:
        name, record = entry.load(self.columns)
        post = post_of(record, self.pipeline)
        return len(post), self.shape.rendered(name, post, record.get("url"))


def _write_shard(job: Job, shape: _Shape, number: int, shard: list[tuple[Entry, tuple[int, Any] | ParseError]]) -> None:
    unfinished = job.parts / "unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir()
    good, bad, tally = [], [], Tally()
    for place, (entry, result) in enumerate(shard, number * _SHARD):
        if isinstance(result, ParseError):
            problem = {"position": place, "where": entry.where, "error": result.kind, "message": result.message}
            bad.append(dumps(problem) + "\n")
            tally += Tally(1, 0, 1, int(result.kind == Unreadable.__name__))
            good.append(shape.failed(entry.where, attrs.evolve(result, position=place)))
        else:
            tally += Tally(1, result[0])
            good.append(result[1])
    shape.write(good, unfinished / "posts")
    (unfinished / "errors").write_text("".join(bad), encoding="utf-8")
    (unfinished / "tally").write_text(json.dumps(attrs.asdict(tally)))
    for file in unfinished.iterdir():
        _sync(file)
    os.replace(unfinished, job.parts / f"{number:09}")


def _join(job: Job, shape: _Shape) -> Tally:
    shards = _shards(job)
    shape.join([shard / "posts" for shard in shards], job.parts / "joined")
    _concatenate([shard / "errors" for shard in shards], job.parts / "joined errors")
    tally = sum((Tally(**json.loads((shard / "tally").read_bytes())) for shard in shards), Tally())
    _put(job.parts / "joined errors", job.errors)
    _put(job.parts / "joined", job.out)
    _write_json(job.manifest, {**job.described(), "done": attrs.asdict(tally), "size": job.out.stat().st_size})
    return tally


def _concatenate(paths: Sequence[Path], to: Path) -> None:
    with open(to, "wb") as joined:
        for path in paths:
            with open(path, "rb") as part:
                shutil.copyfileobj(part, joined)


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


class _Shape(Protocol):
    """How posts are written: `rendered` in the workers, the rest by the driver."""

    def rendered(self, name: str, post: Post, url: str | None) -> Any: ...

    def failed(self, name: str, error: ParseError) -> Any: ...

    def write(self, posts: list[Any], to: Path) -> None: ...

    def join(self, parts: Sequence[Path], to: Path) -> None: ...


@attrs.frozen(slots=True)
class _JsonLines:
    """One `{"id": ..., "url": ..., "post": ...}` a line, `url` where it is known, for every post that was parsed."""

    def rendered(self, name: str, post: Post, url: str | None) -> bytes:
        line = {"id": name} | ({} if url is None else {"url": url}) | {"post": post.to_dict()}
        return dumps(line).encode() + b"\n"

    def failed(self, name: str, error: ParseError) -> bytes:
        return b""

    def write(self, posts: list[bytes], to: Path) -> None:
        to.write_bytes(b"".join(posts))

    def join(self, parts: Sequence[Path], to: Path) -> None:
        _concatenate(parts, to)


@attrs.frozen(slots=True)
class _Parquet:
    """The table of `clipparse.arrow`: its rows are made in the workers, a row group of them is written at a time."""

    def rendered(self, name: str, post: Post, url: str | None) -> list[dict[str, Any]]:
        post.text.encode()  # what Arrow cannot store is an error of this post
        return list(self._arrow().rows(name, post, url))

    def failed(self, name: str, error: ParseError) -> list[dict[str, Any]]:
        return list(self._arrow().rows(name, error))

    def write(self, posts: list[list[dict[str, Any]]], to: Path) -> None:
        table = self._arrow().table_of(itertools.chain.from_iterable(posts))
        need("pyarrow.parquet", "arrow").write_table(table, to)

    def join(self, parts: Sequence[Path], to: Path) -> None:
        parquet = need("pyarrow.parquet", "arrow")
        with parquet.ParquetWriter(to, self._arrow().SCHEMA) as joined:
            for part in parts:
                joined.write_table(parquet.read_table(part))

    def _arrow(self) -> ModuleType:
        from clipparse import arrow  # needs the extra

        return arrow


_SHAPES: dict[str, _Shape] = {".jsonl": _JsonLines(), ".parquet": _Parquet()}


def _shape(job: Job) -> _Shape:
    if job.out.suffix not in _SHAPES:
        raise BadInput(f"{job.out}: the output's name ends in {' or '.join(_SHAPES)}")
    if job.out.suffix == ".parquet":
        need("pyarrow.parquet", "arrow")
    return _SHAPES[job.out.suffix]
