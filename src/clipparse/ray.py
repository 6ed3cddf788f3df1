"""Posts on a cluster, by way of Ray Data (extra `ray`): `clipparse.arrow.parse_batch` over a dataset."""

from __future__ import annotations

from functools import partial
from typing import Any

from clipparse.extras import need
from clipparse.pipeline import Pipeline


def parse_dataset(
    ds: Any,
    *,
    text: str = "text",
    id: str = "id",
    posted: str | None = "posted",
    url: str | None = "url",
    html: str | None = "html",
    checkpoint: str | None = None,
    batch_size: int = 256,
    pipeline: Pipeline | None = None,
) -> Any:
    """Read a dataset of posts.

    Parameters
    ----------
    ds: a `ray.data.Dataset`, one row a post. text: its column of texts. id: its column of ids.
    posted, url, html: its columns of the posts' days and addresses, and of pages, as for `clipparse.arrow.parse_batch`.
    checkpoint: a directory that all nodes see, in which Ray keeps the ids of the posts that are written. Then the same
    script, run again after it was killed, reads only the other posts. Ids must be unique, `ds` come straight from
    `ray.data.read_parquet` or the like, and the result go straight to `write_parquet(path, mode=SaveMode.APPEND)` or
    the like.
    batch_size: so many posts are parsed at a time. pipeline: the parser, where it is not the default one.

    Returns
    -------
    ray.data.Dataset: rows as of `clipparse.arrow.SCHEMA`, to be made when they are asked for. With a checkpoint the
    ids are also in the column `id`, under the name that it has in `ds`.

    Raises
    ------
    ValueError: with a checkpoint, when the column of ids has the name of another column of the result.
    ModuleNotFoundError: Ray or pyarrow is not installed.

    A worker that dies is Ray's to replace, as everywhere in Ray Data: its batches are parsed again.
    """
    need("ray.data", "ray")
    if checkpoint is not None:
        _keep_checkpoint(ds, id, checkpoint)
    columns = {"text": text, "id": id, "posted": posted, "url": url, "html": html}
    parse = partial(_parse, columns=columns, keep_id=checkpoint is not None, pipeline=pipeline)
    return ds.map_batches(parse, batch_format="pyarrow", batch_size=batch_size, zero_copy_batch=True)


def _keep_checkpoint(ds: Any, id: str, checkpoint: str) -> None:
    from clipparse.arrow import SCHEMA

    if id in SCHEMA.names and id != "post_id":
        raise ValueError(f"with a checkpoint, rename the column of ids: {id!r} is also a column of the result")
    ds.context.checkpoint_config = need("ray.data.checkpoint", "ray").CheckpointConfig(
        id_column=id, checkpoint_path=checkpoint, delete_checkpoint_on_success=False
    )


def _parse(batch: Any, *, columns: dict[str, Any], keep_id: bool, pipeline: Pipeline | None) -> Any:
    """What a worker does with a batch."""
    from clipparse.arrow import parse_batch

    table, id = parse_batch(batch, **columns, pipeline=pipeline), columns["id"]
    if not keep_id or id == "post_id":
        return table
    return table.append_column(id, table.column("post_id").cast(batch.schema.field(id).type))
