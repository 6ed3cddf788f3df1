"""Posts as Arrow tables, one row a clipping: the kernel for everything that works on columns (extra `arrow`).

`SCHEMA` tells the columns: a few of the post, then the attributes of `Clipping`, nested where they are nested. A post
without clippings has one row whose `clipping` is null; one that could not be parsed also has an `error`. So every post
that goes in comes out.
"""

from __future__ import annotations

import datetime as dt
import types
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs

from clipparse.bulk import ParseError
from clipparse.extras import need
from clipparse.model import Clipping, FrozenSpans, Post
from clipparse.page import Span
from clipparse.pipeline import Pipeline

if TYPE_CHECKING:
    import pyarrow as pa
else:
    pa = need("pyarrow", "arrow")

# Raised when a column comes, goes or changes.
VERSION = "clipparse-table/1"


def _type(hint: Any) -> pa.DataType:
    """How Arrow stores what a type hint says."""
    plain = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_(), dt.date: pa.date32()}
    if hint in plain:
        return plain[hint]
    if hint is dt.datetime:  # ISO 8601: some state a zone and some do not, which no column of time stamps can hold
        return pa.string()
    if hint is FrozenSpans:
        return pa.map_(pa.string(), pa.list_(_type(Span)))
    if get_origin(hint) is tuple:
        return pa.list_(_type(get_args(hint)[0]))
    if get_origin(hint) in (Union, types.UnionType):
        return _type(next(arg for arg in get_args(hint) if arg is not type(None)))
    if issubclass(hint, Enum):
        return pa.string()
    return pa.struct(_fields(hint))


def _fields(kind: type) -> list[pa.Field]:
    hints = get_type_hints(kind)
    return [pa.field(field.name, _type(hints[field.name])) for field in attrs.fields(kind)]


SCHEMA: pa.Schema = pa.schema(
    [
        pa.field("post_id", pa.string()),
        pa.field("clipping", pa.int32()),
        pa.field("post_title", pa.string()),
        pa.field("post_author", pa.string()),
        pa.field("posted", pa.date32()),
        *_fields(Clipping),
        pa.field("error", pa.string()),
    ],
    metadata={"schema": VERSION},
)


def rows(post_id: str | None, post: Post | ParseError) -> Iterator[dict[str, Any]]:
    """The rows of a post, as dicts; columns that are not there are null.

    >>> list(rows("a", ParseError(7, "TypeError", "no text")))
    [{'post_id': 'a', 'error': 'TypeError: no text'}]
    """
    if isinstance(post, ParseError):
        yield {"post_id": post_id, "error": f"{post.kind}: {post.message}"}
        return
    try:
        post.text.encode()
    except UnicodeEncodeError as error:  # half a surrogate pair, which Arrow cannot store
        yield from rows(post_id, ParseError.of(0, error))
        return
    known = {"post_id": post_id, "post_title": post.title, "post_author": post.author, "posted": post.posted}
    for number, clipping in enumerate(post):
        yield {**known, "clipping": number, **attrs.asdict(clipping, value_serializer=_value)}
    if not post:
        yield known


def _value(_: Any, __: Any, value: Any) -> Any:
    if isinstance(value, Mapping):
        return [(name, [attrs.asdict(span) for span in spans]) for name, spans in value.items()]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, dt.datetime) else value


def table_of(rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """A table of what `rows` gave, whatever columns it names, under `SCHEMA`."""
    return pa.Table.from_pylist(list(rows), schema=SCHEMA)


def to_table(posts: Iterable[Post | ParseError], *, ids: Iterable[str | None] | None = None) -> pa.Table:
    """Posts as one table.

    Parameters
    ----------
    posts: as `parse_many` gives them. ids: as many; their positions from 0 when None.

    Returns
    -------
    pyarrow.Table: under `SCHEMA`, one row a clipping.

    >>> import clipparse
    >>> table = to_table([clipparse.parse("Just a line of my own.")], ids=["a"])
    >>> table.column("post_id").to_pylist(), table.column("clipping").to_pylist()
    (['a'], [None])
    """
    if ids is None:
        numbered: Iterable[tuple[str | None, Post | ParseError]] = ((str(n), post) for n, post in enumerate(posts))
    else:
        numbered = zip(ids, posts, strict=True)
    return table_of(row for post_id, post in numbered for row in rows(post_id, post))


def to_frame(
    posts: Iterable[Post | ParseError],
    *,
    ids: Iterable[str | None] | None = None,
    library: Literal["pandas", "polars"] = "pandas",
) -> Any:
    """Posts as a data frame of pandas or polars (extra `pandas` or `polars`), one row a clipping.

    Parameters
    ----------
    posts, ids: as for `to_table`. library: which.

    Returns
    -------
    pandas.DataFrame, with Arrow's own types in its columns, or polars.DataFrame.

    Raises
    ------
    ValueError: another library. ModuleNotFoundError: it is not installed.
    """
    if library not in ("pandas", "polars"):
        raise ValueError(f"library is 'pandas' or 'polars', not {library!r}")
    module = need(library, library)
    table = to_table(posts, ids=ids)
    return module.from_arrow(table) if library == "polars" else table.to_pandas(types_mapper=module.ArrowDtype)


def parse_batch(
    batch: pa.RecordBatch | pa.Table, *, text: str = "text", id: str | None = "id", pipeline: Pipeline | None = None
) -> pa.Table:
    """Read a batch of posts: a function of tables, for Ray, Spark, Dask and the like.

    Parameters
    ----------
    batch: one row a post. text: its column of texts. id: its column of ids, None where it has none.
    pipeline: the parser, where it is not the default one.

    Returns
    -------
    pyarrow.Table: under `SCHEMA`, one row a clipping, in the order of the posts. A text that cannot be parsed, or is
    null, has a row with an `error`.

    Raises
    ------
    ValueError: `batch` has no such column.

    >>> parse_batch(pa.table({"id": [1, 2], "text": ["One line.", None]})).column("error").to_pylist()
    [None, "TypeError: parse() takes the post's text as a str, not NoneType"]
    """
    for column in (text, *([] if id is None else [id])):
        if column not in batch.schema.names:
            raise ValueError(f"the batch has no column {column!r}; there are: {', '.join(batch.schema.names)}")
    parse = (pipeline or Pipeline.default()).parse
    ids = [None] * batch.num_rows if id is None else batch.column(id).to_pylist()
    texts = batch.column(text).to_pylist()
    posts = (_parsed(parse, position, one) for position, one in enumerate(texts))
    return to_table(posts, ids=[None if one is None else str(one) for one in ids])


def _parsed(parse: Any, position: int, text: Any) -> Post | ParseError:
    try:
        post: Post = parse(text)
    except Exception as error:
        return ParseError.of(position, error)
    return post
