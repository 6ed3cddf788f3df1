"""Where output may go: over no input, and over no file that clipparse did not make, unless told."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable
from pathlib import Path

from clipparse.intake import BadInput

_TOLD = "write it somewhere else, or say --overwrite"


def refuse(out: Path, inputs: Iterable[str], *, made: Callable[[Path], bool], overwrite: bool = False) -> None:
    """Refuse to write where something would be lost that clipparse cannot make again.

    Parameters
    ----------
    out: where to. What is no regular file, such as a terminal, and an empty file lose nothing.
    inputs: what is read; other names of the same file count, too.
    made: whether a file looks like one that clipparse made.
    overwrite: the user said that it may be lost.

    Raises
    ------
    BadInput: `out` is an input, or a file of somebody else's.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:  # doctest: +ELLIPSIS
    ...     post = Path(folder, "post.txt")
    ...     _ = post.write_text("Rain fell.")
    ...     refuse(post, [], made=lambda path: True)
    ...     refuse(post, [str(post)], made=lambda path: True)
    Traceback (most recent call last):
    ...
    clipparse.intake.BadInput: ...: is to be read, and would be lost; write it somewhere else, or say --overwrite
    """
    if overwrite or not _holds_something(out):
        return
    if any(is_same(out, name) for name in inputs):
        raise BadInput(f"{shown(str(out))}: is to be read, and would be lost; {_TOLD}")
    if not made(out):
        raise BadInput(f"{shown(str(out))}: is there already, and clipparse did not make it; {_TOLD}")


def is_same(one: Path | str, other: Path | str) -> bool:
    """Whether two names are of one file; False where one of them is of none."""
    try:
        return os.path.samefile(one, other)
    except (OSError, ValueError):
        return False


def is_written(descriptor: int, name: str) -> bool:
    """Whether an open file, such as standard output, is the regular file of this name: `clipparse a.txt >> a.txt`."""
    try:
        status = os.fstat(descriptor)
        return stat.S_ISREG(status.st_mode) and os.path.samestat(status, os.stat(name))
    except (OSError, ValueError):
        return False


def shown(name: str) -> str:
    """A file's name on one line, whatever it is made of.

    >>> shown("post.txt"), shown("a\\nb")
    ('post.txt', "'a\\\\nb'")
    """
    return name if name.isprintable() else ascii(name)


def _holds_something(path: Path) -> bool:
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return False
    return stat.S_ISREG(status.st_mode) and status.st_size > 0
