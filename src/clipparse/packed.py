"""Files that are packed, by their suffix: `.gz` and `.zst`.

Zstandard comes with Python 3.14, or with pyarrow (extra `arrow`).
"""

from __future__ import annotations

import gzip
import io
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO, cast

from clipparse.extras import need

SUFFIXES = (".gz", ".zst")


def bare(path: str | Path) -> str:
    """A file's name in small letters, without the suffix of its packing.

    >>> bare("posts/Dump.JSONL.gz"), bare("dump.csv")
    ('dump.jsonl', 'dump.csv')
    """
    name = Path(path).name.lower()
    return name.removesuffix(packing(path) or "")


def packing(path: str | Path) -> str | None:
    """The suffix that says how a file is packed; None where it is not.

    >>> packing("dump.jsonl.ZST"), packing("dump.jsonl")
    ('.zst', None)
    """
    return next((suffix for suffix in SUFFIXES if str(path).lower().endswith(suffix)), None)


def reading(path: str | Path) -> BinaryIO:
    """The bytes of a file, unpacked.

    Raises
    ------
    ModuleNotFoundError: it is packed by Zstandard, and nothing here can unpack that.
    """
    if packing(path) == ".gz":
        return cast(BinaryIO, gzip.open(path, "rb"))
    if packing(path) == ".zst":
        module = zstandard()
        if hasattr(module, "ZstdFile"):
            return cast(BinaryIO, module.open(path, "rb"))
        return cast(BinaryIO, io.BufferedReader(module.input_stream(str(path), compression="zstd")))
    return open(path, "rb")


def writing(path: Path, like: str | Path) -> BinaryIO:
    """A file to write bytes to, packed as another name says; the same bytes give the same file."""
    if packing(like) == ".gz":
        return cast(BinaryIO, _Gzip(path))
    if packing(like) == ".zst":
        module = zstandard()
        if hasattr(module, "ZstdFile"):
            return cast(BinaryIO, module.open(path, "wb"))
        return cast(BinaryIO, module.CompressedOutputStream(str(path), "zstd"))
    return open(path, "wb")


def zstandard() -> Any:
    """The module that packs so: Python's own from 3.14 on, else pyarrow.

    Raises
    ------
    ModuleNotFoundError: there is neither.
    """
    try:
        return import_module("compression.zstd")
    except ModuleNotFoundError:
        return need("pyarrow", "arrow")


class _Gzip(gzip.GzipFile):
    """Without the name and the time that a gzip file has in its head."""

    def __init__(self, path: Path) -> None:
        self._file = open(path, "wb")  # noqa: SIM115
        super().__init__("", "wb", fileobj=self._file, mtime=0)

    def close(self) -> None:
        super().close()
        self._file.close()
