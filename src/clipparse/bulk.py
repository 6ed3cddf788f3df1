"""Many posts on one machine: in order, lazily, in bounded memory, and past texts that fail or kill their worker.

The texts go to worker processes in chunks, a few chunks ahead of the reader and no more. Each worker has a pipe of its
own and shares nothing with the others, so one that dies holds nobody up. (In a `ProcessPoolExecutor` it can: it may die
with a lock in its hand, or in the middle of a message.) The chunk that it was at is gone through text by text, and a
text under which three workers die in a row is to blame.

Texts and results lie in files; only the word that they are there goes through the pipes, which never fill, so neither
side ever waits for the other to read.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sized
from contextlib import closing, suppress
from functools import partial
from multiprocessing.connection import Connection, wait
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Generic, Literal, TypeVar, overload

import attrs

from clipparse.brief import brief
from clipparse.extras import need
from clipparse.model import Post
from clipparse.pipeline import Pipeline
from clipparse.records import read

Item = TypeVar("Item")
Result = TypeVar("Result")

# Chunks for each worker that are under way or done and not yet read: enough that none waits for the reader.
_AHEAD = 3
# A chunk is also full at this many characters: sixteen archives of a forum are not sixteen posts.
_CHUNK_CHARS = 1_000_000
# Where Linux says how much of the processors a container gets, in microseconds of how many.
_GRANTED = Path("/sys/fs/cgroup/cpu.max")
# Where Linux says how many pages of memory a process has taken.
_TAKEN = Path("/proc/self/statm")
# A worker that dies once, or twice, may have been killed by somebody else, or for the memory that others took.
_TRIES = 3


@attrs.frozen(slots=True, auto_exc=False)
class ParseError(Exception):
    """A text that could not be parsed: a record of it, which can also be raised.

    `position` counts the texts from 0. `kind` is the name of the exception (`TypeError`), or `WorkerDied` where the
    process that parsed the text was killed: by the system for want of memory, say.

    >>> print(ParseError(7, "TypeError", "parse() takes the post's text as a str, not int"))
    text 7: TypeError: parse() takes the post's text as a str, not int
    """

    position: int
    kind: str
    message: str

    __repr__ = brief

    def __str__(self) -> str:
        return f"text {self.position}: {self.kind}: {self.message}"

    def __reduce__(self) -> tuple[type[ParseError], tuple[int, str, str]]:
        return ParseError, (self.position, self.kind, self.message)

    @classmethod
    def of(cls, position: int, error: Exception) -> ParseError:
        """The record of an exception."""
        return cls(position, type(error).__name__, str(error))


Results = Generator[Result | ParseError, None, None]


@overload
def parse_many(
    texts: Iterable[str | Mapping[str, Any]],
    *,
    workers: int | None = None,
    chunk: int = 16,
    progress: bool = False,
    on_error: Literal["raise"] = "raise",
    pipeline: Pipeline | None = None,
    memory: int | None = None,
) -> Generator[Post, None, None]: ...


@overload
def parse_many(
    texts: Iterable[str | Mapping[str, Any]],
    *,
    workers: int | None = None,
    chunk: int = 16,
    progress: bool = False,
    on_error: Literal["keep"],
    pipeline: Pipeline | None = None,
    memory: int | None = None,
) -> Results[Post]: ...


def parse_many(
    texts: Iterable[str | Mapping[str, Any]],
    *,
    workers: int | None = None,
    chunk: int = 16,
    progress: bool = False,
    on_error: Literal["raise", "keep"] = "raise",
    pipeline: Pipeline | None = None,
    memory: int | None = None,
) -> Generator[Post | ParseError, None, None]:
    """Read many posts, in several processes.

    Parameters
    ----------
    texts: any iterable of texts, or of records of what is known of each post: a mapping with `text`, or `html` for a
        page, and any field of `Options`, such as `posted` and `url`. It is read a few chunks ahead of what has been
        taken out.
    workers: the number of processes; None for one a core that this process may use, 0 to parse in this very process.
    chunk: so many texts go to a worker at a time.
    progress: shows a bar on standard error (extra `progress`).
    on_error: `"raise"` stops at a text that cannot be parsed, `"keep"` gives its `ParseError` in its place.
    pipeline: the parser, where it is not the default one; stages of one's own must be functions of a module.
    memory: so many bytes a worker may take beyond what it begins with (on Linux); a text that needs more is an error
        that says so. None for no limit.

    Returns
    -------
    Generator[Post | ParseError]: one for each text, in their order; `close()` it to stop before the end.

    Raises
    ------
    ParseError: a text failed, or killed its worker (with `on_error="raise"`).
    ValueError: a wrong argument. ModuleNotFoundError: `progress` without tqdm.

    >>> posts = parse_many(["One line.", None, "Another."], workers=0, on_error="keep")
    >>> [len(post.lines) if isinstance(post, Post) else post.kind for post in posts]
    [1, 'TypeError', 1]
    >>> import datetime
    >>> [post] = parse_many([{"text": "Rain fell.", "posted": datetime.date(2014, 3, 15)}], workers=0)
    >>> post.posted
    datetime.date(2014, 3, 15)
    """
    if on_error not in ("raise", "keep"):
        raise ValueError(f"on_error is 'raise' or 'keep', not {on_error!r}")
    bar = need("tqdm.auto", "progress").tqdm if progress else None
    work = partial(read, pipeline=pipeline or Pipeline.default())
    posts = run(work, texts, workers=workers, chunk=chunk, memory=memory)
    if bar is not None:
        posts = _shown(posts, bar(total=len(texts) if isinstance(texts, Sized) else None, unit=" posts"))
    return posts if on_error == "keep" else _raising(posts)


def _shown(posts: Results[Post], bar: Any) -> Results[Post]:
    with closing(posts), bar:
        for post in posts:
            bar.update()
            yield post


def _raising(posts: Results[Post]) -> Generator[Post, None, None]:
    with closing(posts):  # now, and not when the collector comes by
        for post in posts:
            if isinstance(post, ParseError):
                raise post
            yield post


def run(
    work: Callable[[Item], Result],
    items: Iterable[Item],
    *,
    workers: int | None = None,
    chunk: int = 16,
    scratch: Path | None = None,
    memory: int | None = None,
) -> Results[Result]:
    """`work(item)` for every item, in order, with a `ParseError` in the place of those that fail.

    Parameters
    ----------
    work: a function that can be pickled. items: as `texts` of `parse_many`, and the others as there.
    scratch: a directory for what is under way; the system's own when None.

    >>> list(run(int, ["7", "eight"], workers=0))
    [7, ParseError(position=1, kind='ValueError', message="invalid literal for int() with base 10: 'eight'")]
    """
    workers = cores() if workers is None else workers
    if workers < 0 or chunk < 1:
        raise ValueError(f"workers is 0 or more and chunk 1 or more, not {workers} and {chunk}")
    if memory is not None:
        _check_memory(memory, workers)
    if workers == 0:
        return (_attempt(work, position, item) for position, item in enumerate(items))
    return _run(work, _chunks(items, chunk), workers, scratch, memory)


def _check_memory(memory: int, workers: int) -> None:
    if memory < 1:
        raise ValueError(f"memory is 1 byte or more, not {memory}")
    if workers == 0:
        raise ValueError("memory is a limit on workers, and with workers=0 there are none")
    if not _TAKEN.exists():
        raise ValueError("memory can be limited on Linux only")


def cores() -> int:
    """The cores that this process may use; in a container, which sees all of the machine's, those it is granted."""
    there = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        quota, period = _GRANTED.read_text().split()
        return max(1, min(there, round(int(quota) / int(period))))
    except (OSError, ValueError):  # no container, or one without a limit: "max 100000"
        return there


@attrs.frozen(slots=True)
class _Chunk(Generic[Item]):
    first: int
    items: tuple[Item, ...]

    def numbered(self) -> Iterable[tuple[int, Item]]:
        return enumerate(self.items, self.first)

    def singly(self) -> Iterator[_Chunk[Item]]:
        return (_Chunk(position, (item,)) for position, item in self.numbered())


def _chunks(items: Iterable[Item], size: int) -> Iterator[_Chunk[Item]]:
    """The first chunks are small, so that something can be seen to move at once."""
    first, held, chars = 0, [], 0
    full = 1
    for item in items:
        held.append(item)
        chars += _size(item)
        if len(held) >= full or chars >= _CHUNK_CHARS:
            yield _Chunk(first, tuple(held))
            first, held, chars = first + len(held), [], 0
            full = min(size, full + 1)
    if held:
        yield _Chunk(first, tuple(held))


def _size(item: Any) -> int:
    """The characters of a text, or of those in a record or tuple."""
    if isinstance(item, (str, bytes)):
        return len(item)
    parts = item.values() if isinstance(item, Mapping) else item if isinstance(item, tuple) else ()
    return sum(map(_size, parts))


def _run(
    work: Callable[[Item], Result],
    chunks: Iterator[_Chunk[Item]],
    workers: int,
    scratch: Path | None,
    memory: int | None,
) -> Results[Result]:
    underway: deque[_Chunk[Item]] = deque()
    with closing(_Crew(work, workers, scratch, memory)) as crew:
        for chunk in chunks:
            crew.start(chunk)
            underway.append(chunk)
            if len(underway) >= _AHEAD * workers:
                yield from crew.results(underway.popleft())
        while underway:
            yield from crew.results(underway.popleft())


class _Crew(Generic[Item, Result]):
    """Workers, each with the chunks that it was given."""

    def __init__(self, work: Callable[[Item], Result], workers: int, scratch: Path | None, memory: int | None) -> None:
        self._folder = TemporaryDirectory(prefix="clipparse-", dir=scratch)
        self._workers: list[_Worker[Item]] = [_Worker(work, Path(self._folder.name), memory) for _ in range(workers)]
        self._limit = f"; it might take memory = {memory:,} bytes" if memory else ""
        self._done: set[int] = set()

    def start(self, chunk: _Chunk[Item]) -> None:
        """Give a chunk to the worker that has the least to do."""
        self._write(chunk, [_attempt(pickle.dumps, position, item) for position, item in chunk.numbered()])
        min(self._workers, key=lambda worker: len(worker.chunks)).give(chunk)

    def results(self, chunk: _Chunk[Item]) -> list[Result | ParseError]:
        """Wait for a chunk that was started."""
        while chunk.first not in self._done:
            self._hear([worker for worker in self._workers if worker.chunks])
        self._done.remove(chunk.first)
        return [result if isinstance(result, ParseError) else pickle.loads(result) for result in self._read(chunk)]

    def close(self) -> None:
        """Stop, whatever is being worked on."""
        for worker in self._workers:
            worker.stop()
        self._folder.cleanup()

    def _hear(self, workers: list[_Worker[Item]]) -> None:
        """Wait until some of them are done with a chunk, or dead."""
        ready = wait([signal for worker in workers for signal in worker.signals])
        for worker in workers:
            if not set(ready).isdisjoint(worker.signals):
                if worker.is_done():
                    self._done.add(worker.chunks.popleft().first)
                else:
                    self._replace(worker)

    def _replace(self, worker: _Worker[Item]) -> None:
        """A worker died: go through the chunk that it was at, and begin anew with those that it had not come to."""
        chunk, *others = worker.chunks
        worker.stop()
        self._write(chunk, [self._alone(worker, single) for single in chunk.singly()])
        self._done.add(chunk.first)
        for other in others:
            worker.give(other)

    def _alone(self, worker: _Worker[Item], single: _Chunk[Item]) -> bytes | ParseError:
        """What becomes of one item of a chunk under which a worker died."""
        ((position, item),) = single.numbered()
        for _ in range(_TRIES):
            self._write(single, [_attempt(pickle.dumps, position, item)])
            worker.give(single)
            wait(worker.signals)
            if worker.is_done():
                worker.chunks.clear()
                (result,) = self._read(single)
                return result
            worker.stop()
        return ParseError(position, "WorkerDied", f"the process that parsed this text was killed{self._limit}")

    def _file(self, chunk: _Chunk[Item]) -> Path:
        return Path(self._folder.name, str(chunk.first))

    def _write(self, chunk: _Chunk[Item], pickled: list[bytes | ParseError]) -> None:
        self._file(chunk).write_bytes(pickle.dumps(pickled))

    def _read(self, chunk: _Chunk[Item]) -> list[bytes | ParseError]:
        file = self._file(chunk)
        results: list[bytes | ParseError] = pickle.loads(file.read_bytes())
        file.unlink()
        return results


class _Worker(Generic[Item]):
    """A process, which begins with its first chunk, and the chunks that it has not yet told to be done, in order."""

    def __init__(self, work: Callable[[Item], Any], folder: Path, memory: int | None) -> None:
        self._arguments = work, folder, memory
        self._process: Any = None
        self.chunks: deque[_Chunk[Item]] = deque()

    @property
    def signals(self) -> list[Any]:
        """What is ready when there is something to hear, or the process is dead."""
        return [self._pipe, self._process.sentinel]

    def give(self, chunk: _Chunk[Item]) -> None:
        """The chunk is in its file."""
        if self._process is None:
            self._pipe, inner = multiprocessing.Pipe()
            self._process = multiprocessing.Process(target=_serve, args=(*self._arguments, inner), daemon=True)
            self._process.start()
            inner.close()
        self.chunks.append(chunk)
        with suppress(OSError):  # it is dead, which is heard in its turn
            self._pipe.send(chunk.first)

    def is_done(self) -> bool:
        """Whether it tells that its first chunk is done; if not, it is dead.

        Raises
        ------
        OSError: it could not write the results.
        """
        try:
            heard = [self._pipe.recv()] if self._pipe.poll() else []
        except (EOFError, OSError):
            return False
        for problem in filter(None, heard):
            raise problem
        return bool(heard)

    def stop(self) -> None:
        """Whatever it is at; the next chunk that it is given begins another process."""
        self.chunks.clear()
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
            self._pipe.close()
            self._process = None


# --- in the worker


def _serve(work: Callable[[Any], Any], folder: Path, memory: int | None, pipe: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the driver, which then stops the workers
    parent: Any = multiprocessing.parent_process()
    threading.Thread(target=_die_with, args=(parent.sentinel,), daemon=True).start()
    if memory:
        _limit(memory)
    with suppress(EOFError, BrokenPipeError):  # the driver is gone
        while True:
            pipe.send(_problem(work, folder, memory, pipe.recv()))


def _limit(memory: int) -> None:
    """Have this process get so much memory more, and no more: what asks for it is told a MemoryError."""
    import resource

    taken = int(_TAKEN.read_text().split()[0]) * resource.getpagesize()
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = taken + memory if hard == resource.RLIM_INFINITY else min(taken + memory, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def _problem(work: Callable[[Any], Any], folder: Path, memory: int | None, first: int) -> OSError | None:
    """Do what is in a file; gives what was in the way of reading or writing it."""
    try:
        _attempt_all(work, folder / str(first), memory, first)
    except OSError as error:  # no room, say
        return error
    return None


def _die_with(sentinel: int) -> None:
    """A worker whose driver was killed would wait for work for ever."""
    wait([sentinel])
    os._exit(1)


def _attempt_all(work: Callable[[Any], Any], file: Path, memory: int | None, first: int) -> None:
    """Put the results in the place of the items; what cannot be sent is an error of its own."""

    def pickled(item: bytes) -> bytes:
        try:
            return pickle.dumps(work(pickle.loads(item)))
        except MemoryError:
            raise MemoryError(f"it needs more than memory = {memory:,} bytes" if memory else "none is left") from None

    items = pickle.loads(file.read_bytes())
    results = [
        item if isinstance(item, ParseError) else _attempt(pickled, position, item)
        for position, item in enumerate(items, first)
    ]
    file.write_bytes(pickle.dumps(results))


def _attempt(work: Callable[[Item], Result], position: int, item: Item) -> Result | ParseError:
    try:
        return work(item)
    except Exception as error:
        return ParseError.of(position, error)
