"""Posts drawn from a corpus, with label files that a person can correct, to measure how well they are read."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

from clipparse import lazy
from clipparse.intake import BadInput, Columns, Entry, entries, files, post_of
from clipparse.labels import label
from clipparse.outputs import shown
from clipparse.pipeline import Pipeline

_NOT_IN_NAMES = lazy.compile(r"[^A-Za-z0-9_-]+")


def draw(
    inputs: Iterable[str], folder: Path, *, number: int, columns: Columns, pipeline: Pipeline, overwrite: bool = False
) -> tuple[int, int]:
    """Write so many posts of a corpus into a folder, each with its label file.

    The same corpus gives the same posts, each as likely as any other. Posts that cannot be read are left out.

    Parameters
    ----------
    inputs: files and directories. folder: a new or empty one. number: of posts. columns: where rows have what.
    pipeline: the parser, whose reading the label files begin with. overwrite: into a folder that is not empty, too.

    Returns
    -------
    int: the posts that were written. int: those that were drawn and could not be read.

    Raises
    ------
    BadInput: the folder is not empty, or cannot be written.
    """
    if not overwrite and folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BadInput(f"{shown(str(folder))}: is not an empty folder; name another, or say --overwrite")
    written = unread = 0
    for entry in _drawn(entries(files(inputs)), number):
        try:
            name, record = entry.load(columns)
            post = post_of(record, pipeline)
            text = post.text.encode()
        except (BadInput, TypeError, UnicodeEncodeError):
            unread += 1
            continue
        written += 1
        # tools/fit.py takes the letters in front for the family of the post
        path = folder / f"own-{written:0{len(str(number))}}-{_file_name(name)}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path.with_suffix(".txt").write_bytes(text)
            if "html" in record:
                path.with_suffix(".html").write_bytes(record["html"])
            given = {known: value for known, value in record.items() if known in ("posted", "url")}
            path.with_suffix(".lab").write_text(label(post, given), encoding="utf-8")
        except OSError as error:
            raise BadInput(f"{shown(str(error.filename or folder))}: cannot write: {error.strerror}") from None
    return written, unread


def _drawn(found: Iterable[Entry], number: int) -> list[Entry]:
    """So many of them, in their order: each that comes takes the place of one before it, less and less often."""
    chance = random.Random(0)
    held: list[tuple[int, Entry]] = []
    for position, entry in enumerate(found):
        if len(held) < number:
            held.append((position, entry))
        elif (place := chance.randrange(position + 1)) < number:
            held[place] = position, entry
    return [entry for _, entry in sorted(held, key=lambda one: one[0])]


def _file_name(name: str) -> str:
    """What reminds of the post's id, and can be the name of a file everywhere.

    >>> _file_name("posts/2014/storm week.txt"), _file_name("https://a.example/?p=17")
    ('storm-week', 'p-17')
    """
    last = name.rstrip("/").rpartition("/")[2]
    stem = last.rpartition(".")[0] or last
    return _NOT_IN_NAMES.sub("-", stem).strip("-")[:40] or "post"
