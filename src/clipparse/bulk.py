"""Many posts on one machine: in order, lazily, in bounded memory, and past texts that fail or kill their worker.

The texts go to a pool of processes in chunks, a few chunks ahead of the reader and no more. A process that dies takes
its whole pool with it, so the chunks that were under way are done again, each alone in a new pool; one that breaks
the pool again is gone through text by text, and a text under which its worker dies three times is to blame.

Texts and results lie in files, and only the word that they are there goes through the pool's own pipes: a worker that
is killed while it writes something large into a pipe leaves the pool waiting for the rest of it for ever.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sized
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import closing
from multiprocessing.connection import wait
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Generic, Literal, TypeVar, overload

import attrs

from clipparse.extras import need
from clipparse.model import Post
from clipparse.pipeline import Pipeline

Item = TypeVar("Item")
Result = TypeVar("Result")

# Chunks for each worker that are under way or done and not yet read: enough that none waits for the reader.
_AHEAD = 3
# A chunk is also full at this many characters: sixteen archives of a forum are not sixteen posts.
_CHUNK_CHARS = 1_000_000
# A worker that dies once, or twice, may have been killed by somebody else.
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
    texts: Iterable[str],
    *,
    workers: int | None = None,
    chunk: int = 16,
    progress: bool = False,
    on_error: Literal["raise"] = "raise",
    pipeline: Pipeline | None = None,
) -> Generator[Post, None, None]: ...


@overload
def parse_many(
    texts: Iterable[str],
    *,
    workers: int | None = None,
    chunk: int = 16,
    progress: bool = False,
    on_error: Literal["keep"],
    pipeline: Pipeline | None = None,
) -> Results[Post]: ...


def parse_many(
    texts: Iterable[str],
    *,
    workers: int | None = None,
    chunk: int = 16,
    progress: bool = False,
    on_error: Literal["raise", "keep"] = "raise",
    pipeline: Pipeline | None = None,
) -> Generator[Post | ParseError, None, None]:
    """Read many posts, in several processes.

    Parameters
    ----------
    texts: any iterable of strings; it is read a few chunks ahead of what has been taken out.
    workers: the number of processes; None for one a core, 0 to parse in this very process.
    chunk: so many texts go to a worker at a time.
    progress: shows a bar on standard error (extra `progress`).
    on_error: `"raise"` stops at a text that cannot be parsed, `"keep"` gives its `ParseError` in its place.
    pipeline: the parser, where it is not the default one; stages of one's own must be functions of a module.

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
    """
    if on_error not in ("raise", "keep"):
        raise ValueError(f"on_error is 'raise' or 'keep', not {on_error!r}")
    bar = need("tqdm.auto", "progress").tqdm if progress else None
    parse = (pipeline or Pipeline.default()).parse
    posts = run(parse, texts, workers=workers, chunk=chunk)
    if bar is not None:
        posts = _shown(posts, bar(total=len(texts) if isinstance(texts, Sized) else None, unit=" posts"))
    return posts if on_error == "keep" else _raising(posts)


def _shown(posts: Results[Post], bar: Any) -> Results[Post]:
    with closing(posts), bar:
        for post in posts:
            bar.update()
            yield post


def _raising(posts: Results[Post]) -> Generator[Post, None, None]:
    with closing(posts):  # and not when the collector comes by, which may be in a thread of the pool
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
) -> Results[Result]:
    """`work(item)` for every item, in order, with a `ParseError` in the place of those that fail.

    Parameters
    ----------
    work: a function that can be pickled. items, workers, chunk: as `texts`, `workers`, `chunk` of `parse_many`.
    scratch: a directory for what is under way; the system's own when None.

    >>> list(run(int, ["7", "eight"], workers=0))
    [7, ParseError(position=1, kind='ValueError', message="invalid literal for int() with base 10: 'eight'")]
    """
    workers = cores() if workers is None else workers
    if workers < 0 or chunk < 1:
        raise ValueError(f"workers is 0 or more and chunk 1 or more, not {workers} and {chunk}")
    if workers == 0:
        return (_attempt(work, position, item) for position, item in enumerate(items))
    return _run(_Crew(work, workers, scratch), _chunks(items, chunk), window=_AHEAD * workers)


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@attrs.frozen(slots=True)
class _Chunk(Generic[Item]):
    first: int
    items: tuple[Item, ...]

    def singly(self) -> Iterator[_Chunk[Item]]:
        return (_Chunk(self.first + offset, (item,)) for offset, item in enumerate(self.items))


def _chunks(items: Iterable[Item], size: int) -> Iterator[_Chunk[Item]]:
    first, held, chars = 0, [], 0
    for item in items:
        held.append(item)
        chars += len(item) if isinstance(item, (str, bytes)) else 0
        if len(held) >= size or chars >= _CHUNK_CHARS:
            yield _Chunk(first, tuple(held))
            first, held, chars = first + len(held), [], 0
    if held:
        yield _Chunk(first, tuple(held))


def _run(crew: _Crew[Item, Result], chunks: Iterator[_Chunk[Item]], window: int) -> Results[Result]:
    underway: deque[tuple[_Chunk[Item], Future[None]]] = deque()
    with closing(crew):
        for chunk in chunks:
            underway.append((chunk, crew.start(chunk)))
            if len(underway) >= window:
                yield from _next(crew, underway)
        while underway:
            yield from _next(crew, underway)


def _next(crew: _Crew[Item, Result], underway: deque[tuple[_Chunk[Item], Future[None]]]) -> list[Result | ParseError]:
    """The results of the chunk that was started first."""
    chunk, future = underway.popleft()
    try:
        return crew.results(chunk, future)
    except BrokenExecutor:
        crew.stop()
    results = crew.alone(chunk)
    for place, (other, lost) in enumerate(underway):
        if not lost.done() or lost.cancelled() or lost.exception():
            underway[place] = (other, crew.start(other))
    return results


class _Crew(Generic[Item, Result]):
    """A pool of processes that is raised anew when it breaks."""

    def __init__(self, work: Callable[[Item], Result], workers: int, scratch: Path | None) -> None:
        self._work = work
        self._workers = workers
        self._pool: ProcessPoolExecutor | None = None
        self._folder = TemporaryDirectory(prefix="clipparse-", dir=scratch)

    def start(self, chunk: _Chunk[Item]) -> Future[None]:
        """Begin with a chunk. Where the pool is broken, the future says so."""
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self._workers, initializer=_begin_worker, initargs=(self._work,))
        items = [_attempt(pickle.dumps, position, item) for position, item in enumerate(chunk.items, chunk.first)]
        self._file(chunk).write_bytes(pickle.dumps(items))
        try:
            return self._pool.submit(_attempt_all, self._file(chunk), chunk.first)
        except BrokenExecutor as error:
            broken: Future[None] = Future()
            broken.set_exception(error)
            return broken

    def results(self, chunk: _Chunk[Item], future: Future[None]) -> list[Result | ParseError]:
        """Wait for a chunk that was started."""
        future.result()
        file = self._file(chunk)
        results = pickle.loads(file.read_bytes())
        file.unlink()
        return [result if isinstance(result, ParseError) else pickle.loads(result) for result in results]

    def alone(self, chunk: _Chunk[Item]) -> list[Result | ParseError]:
        """The results of a chunk that was under way when the pool broke; now nothing else is."""
        for _ in range(_TRIES if len(chunk.items) == 1 else 1):
            try:
                return self.results(chunk, self.start(chunk))
            except BrokenExecutor:
                self.stop()
        if len(chunk.items) > 1:
            return [result for single in chunk.singly() for result in self.alone(single)]
        return [ParseError(chunk.first, "WorkerDied", "the process that parsed this text was killed")]

    def stop(self) -> None:
        """Wait for what is being worked on, and start nothing more."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def close(self) -> None:
        self.stop()
        self._folder.cleanup()

    def _file(self, chunk: _Chunk[Item]) -> Path:
        return Path(self._folder.name, str(chunk.first))


# --- in the worker

_work: Callable[[Any], Any]  # what it does; sent once, for a parser holds all its words


def _begin_worker(work: Callable[[Any], Any]) -> None:
    global _work
    _work = work
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the driver, which then closes the pool
    parent: Any = multiprocessing.parent_process()
    threading.Thread(target=_die_with, args=(parent.sentinel,), daemon=True).start()


def _die_with(sentinel: int) -> None:
    """A worker whose driver was killed would wait for work for ever."""
    wait([sentinel])
    os._exit(1)


def _attempt_all(file: Path, first: int) -> None:
    """Put the results in the place of the items; what cannot be sent is an error of its own."""
    items = pickle.loads(file.read_bytes())
    results = [
        item if isinstance(item, ParseError) else _attempt(_pickled_work, position, item)
        for position, item in enumerate(items, first)
    ]
    file.write_bytes(pickle.dumps(results))


def _pickled_work(item: bytes) -> bytes:
    return pickle.dumps(_work(pickle.loads(item)))


def _attempt(work: Callable[[Item], Result], position: int, item: Item) -> Result | ParseError:
    try:
        return work(item)
    except Exception as error:
        return ParseError.of(position, error)
