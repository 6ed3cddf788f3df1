"""Which clues fire on each paragraph of a text, remembered per stage so that a change to one stage asks only that one again."""

from __future__ import annotations

import concurrent.futures
import hashlib
import inspect
import pathlib
import pickle
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import attrs
import numpy as np

import clipparse.stages
from clipparse.clue import Clue
from clipparse.lexicon import Lexicon
from clipparse.page import Page
from clipparse.stages import STAGES

# Of each text, by its key: the text, and the stages that are to be asked.
_Work = list[tuple[bytes, tuple[str, list[str]]]]
_SOURCE = pathlib.Path(clipparse.stages.__file__).parent.parent
_KEPT = pathlib.Path(__file__).parent.parent.parent / "build" / "sightings"
# What no stage imports: these may change without any stage saying something else.
_EDGES = frozenset(
    [
        "arrow",
        "article",
        "bulk",
        "cards",
        "cli",
        "corpus",
        "decode",
        "edit",
        "endings",
        "export",
        "extras",
        "html",
        "intake",
        "kinds",
        "lanes",
        "model",
        "passage",
        "pipeline",
        "ray",
        "readers",
        "reposts",
        "scrapy",
        "serialise",
        "shards",
        "show",
        "strengths",
        "webpage",
        "__init__",
        "__main__",
    ]
)
_GEOMETRY = ("page", "clue", "roles")


@attrs.frozen(eq=False)
class Seen:
    """One text as the fit sees it: where its paragraphs begin among the lines, and the clues of each as columns."""

    blocks: np.ndarray  # of each paragraph, its first and last line
    starts: np.ndarray  # of each paragraph, where its columns begin in `columns`; one more at the end
    columns: np.ndarray


def every_clue() -> list[Clue]:
    """The clues that the stages know, whether or not a post shows them."""
    modules = (value for value in vars(clipparse.stages).values() if inspect.ismodule(value))
    named = (value for module in modules for name, value in vars(module).items() if not name.startswith("__"))
    found = {clue for value in named for clue in _clues_in(value)}
    return sorted(found, key=lambda clue: (clue.stage, clue.why))


def _clues_in(value: object) -> Iterator[Clue]:
    """A clue, or those in a tuple or a table of them, however deep."""
    if isinstance(value, Clue):
        yield value
    elif isinstance(value, dict | tuple):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _clues_in(one)


CLUES = every_clue()
COLUMN = {(clue.stage, clue.why): k for k, clue in enumerate(CLUES)}


def seen(texts: Sequence[str], jobs: int = 2) -> list[Seen]:
    """For each text, its paragraphs and their clues."""
    keys = [hashlib.sha1(text.encode()).digest() for text in texts]
    memories = {name: _Memory.of(name) for name in ("page", *(name for name, _ in STAGES))}
    missing: dict[bytes, tuple[str, list[str]]] = {}
    for key, text in zip(keys, texts, strict=True):
        wanted = [name for name, memory in memories.items() if key not in memory.known]
        if wanted:
            missing[key] = text, wanted
    work = list(missing.items())
    chunks = [work[i : i + 60] for i in range(0, len(work), 60)]
    for found in _mapped(chunks, jobs):
        for key, name, value in found:
            memories[name].known[key] = value
    for memory in memories.values():
        memory.keep(keys)
    known = {name: memory.columns for name, memory in memories.items()}
    return [_joined(key, memories, known) for key in keys]


def _mapped(chunks: list[_Work], jobs: int) -> Iterable[list[tuple[bytes, str, object]]]:
    if jobs < 2 or len(chunks) < 2:
        yield from map(_ask, chunks)
        return
    with concurrent.futures.ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(_ask, chunks)


def _ask(chunk: _Work) -> list[tuple[bytes, str, object]]:
    stages, lexicon = dict(STAGES), Lexicon.default()
    out: list[tuple[bytes, str, object]] = []
    for key, (text, wanted) in chunk:
        page = Page.of(text)
        for name in wanted:
            if name == "page":
                blocks = [(block.first, block.last) for block in page.paragraphs]
                out.append((key, name, np.array(blocks, dtype=np.int32).reshape(-1, 2)))
                continue
            sightings = {(i, clue.stage, clue.why) for i, clue in stages[name](page.unwrapped, lexicon)}
            out.append((key, name, sorted(sightings)))
    return out


def _joined(key: bytes, memories: dict[str, _Memory], known: dict[str, np.ndarray]) -> Seen:
    blocks = memories["page"].known[key]
    rows: list[np.ndarray] = []
    columns: list[np.ndarray] = []
    for name, _ in STAGES:
        pairs = memories[name].packed(key)
        if len(pairs):
            rows.append(pairs[:, 0])
            columns.append(known[name][pairs[:, 1]])
    row, column = np.concatenate(rows), np.concatenate(columns)
    order = np.lexsort((column, row))
    starts = np.searchsorted(row[order], np.arange(len(blocks) + 1))
    return Seen(blocks, starts.astype(np.int64), column[order].astype(np.int32))


class _Memory:
    """What one stage said of each text; kept in a file that is named after the stage's source."""

    def __init__(self, path: pathlib.Path, known: dict[bytes, Any], whys: list[tuple[str, str]]) -> None:
        self.path, self.known, self.whys = path, known, whys
        self._number = {why: k for k, why in enumerate(whys)}
        self._size = len(known)

    @classmethod
    def of(cls, name: str) -> _Memory:
        path = _KEPT / f"{name}-{_fingerprint(name)}.pickle"
        if path.exists():
            return cls(path, *pickle.loads(path.read_bytes()))
        return cls(path, {}, [])

    @property
    def columns(self) -> np.ndarray:
        """Of each clue, its column; a `KeyError` names one that a stage yields and `every_clue` does not find."""
        return np.array([COLUMN[why] for why in self.whys], dtype=np.int32)

    def packed(self, key: bytes) -> np.ndarray:
        pairs: np.ndarray = self.known[key]
        return pairs

    def keep(self, keys: Sequence[bytes]) -> None:
        """Pack what is new and write the file."""
        fresh = len(self.known) != self._size
        for key in keys:
            value = self.known[key]
            if isinstance(value, list):
                for _, stage, why in value:
                    if (stage, why) not in self._number:
                        self._number[stage, why] = len(self.whys)
                        self.whys.append((stage, why))
                pairs = [(i, self._number[stage, why]) for i, stage, why in value]
                self.known[key] = np.array(pairs, dtype=np.int32).reshape(-1, 2)
        if fresh:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            for old in self.path.parent.glob(f"{self.path.stem.rsplit('-', 1)[0]}-*.pickle"):
                if old != self.path:
                    old.unlink()
            self.path.write_bytes(pickle.dumps((self.known, self.whys)))


def _fingerprint(name: str) -> str:
    """Of all the source that what a stage says can depend on."""
    core = sorted(path for path in _SOURCE.glob("*.py") if path.stem not in _EDGES)
    core += sorted((_SOURCE / "facts").glob("*.py"))
    if name == "page":
        files = [_SOURCE / f"{one}.py" for one in _GEOMETRY]
    else:
        words = sorted(path for path in (_SOURCE / "words").glob("*.toml") if path.stem not in ("strengths", "pages"))
        room = _SOURCE / "stages" / name
        files = [*core, *words, *(sorted(room.glob("*.py")) if room.is_dir() else [room.with_suffix(".py")])]
    digest = hashlib.sha1()
    for path in files:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
