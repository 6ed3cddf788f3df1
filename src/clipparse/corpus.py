"""A file of parsed posts, as a bulk run writes it, and the clusters of its clippings."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

from clipparse.extras import need
from clipparse.intake import BadInput, storable
from clipparse.model import Clipping, Post
from clipparse.packed import reading
from clipparse.reposts import Cluster, Copy, cluster
from clipparse.serialise import dumps

_COLUMNS = ["post_id", "clipping", "posted", "published", "text"]


def clusters(path: str) -> Iterator[str]:
    """The clusters of the clippings in a file, each as one line of JSON.

    Parameters
    ----------
    path: a `.parquet` or `.jsonl` file of a bulk run, or one that `clipparse --jsonl` wrote.

    Raises
    ------
    BadInput: it is no such file.
    """
    copies = _table_copies(path) if path.lower().endswith(".parquet") else _line_copies(path)
    return map(_line, cluster(copies))


def posts(path: str) -> Iterator[tuple[str, Post]]:
    """The posts in a file of JSONL, each by what it is called.

    Parameters
    ----------
    path: a `.jsonl` file of a bulk run, packed or not, or one that `clipparse --jsonl` wrote.

    Raises
    ------
    BadInput: it is no such file.
    """
    if path.lower().endswith(".parquet"):
        raise BadInput(f"{path}: a table has no lines; write the run as .jsonl for this")
    with reading(path) as lines:
        for row, line in enumerate(lines, 1):
            try:
                data = json.loads(line)
                yield str(data.get("id", f"{path}:{row}")), Post.from_dict(data.get("post", data))
            except (AttributeError, ValueError):
                raise BadInput(f"{path}:{row}: is no post that clipparse wrote") from None


def _line(group: Cluster) -> str:
    named = {member.position: _place(member.key) for member in group.members}
    return dumps(
        {
            "size": len(group.members),
            "earliest": named[group.earliest.position],
            "fullest": named[group.fullest.position],
            "members": [
                {
                    **named[member.position],
                    "similarity": member.similarity,
                    "seen": member.seen.isoformat() if member.seen else None,
                    "words": member.words,
                }
                for member in group.members
            ],
        }
    )


def _place(key: str) -> dict[str, Any]:
    post, _, clipping = key.rpartition("#")
    return {"post": post, "clipping": int(clipping)}


def _line_copies(path: str) -> Iterator[Copy]:
    with reading(path) as lines:
        for row, line in enumerate(lines, 1):
            try:
                data = json.loads(line)
                post = data.get("post", data)
                name, posted = data.get("id", f"{path}:{row}"), _day(post["posted"])
                for number, clipping in enumerate(post["clippings"]):
                    yield _copy(name, number, posted, _day(clipping["published"]), clipping["text"])
            except (AttributeError, KeyError, TypeError, ValueError):
                raise BadInput(f"{path}:{row}: is no post that clipparse wrote") from None


def _table_copies(path: str) -> Iterator[Copy]:
    table = need("pyarrow.parquet", "arrow").ParquetFile(path)
    if missing := set(_COLUMNS) - set(table.schema_arrow.names):
        raise BadInput(f"{path}: is no table that clipparse wrote; it has no {', '.join(sorted(missing))}")
    for batch in table.iter_batches(batch_size=1_000, columns=_COLUMNS):
        for row in batch.to_pylist():
            if row["clipping"] is not None:
                yield _copy(row["post_id"], row["clipping"], row["posted"], row["published"], row["text"])


def _copy(post: str, number: int, posted: dt.date | None, published: dt.date | None, text: str) -> Copy:
    return Copy(Clipping(text=text, published=published), storable(f"{post}#{number}"), posted)


def _day(written: str | None) -> dt.date | None:
    return dt.date.fromisoformat(written) if written else None
