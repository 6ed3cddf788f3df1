"""Posts as Arrow tables, one row a clipping: the kernel for everything that works on columns (extra `arrow`).

`SCHEMA` tells the columns: a few of the post, then the attributes of `Clipping`, nested where they are nested. A post
without clippings has one row whose `clipping` is null; one that could not be parsed also has an `error`. So every post
that goes in comes out.
"""

from __future__ import annotations

import datetime as dt
import types
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs

from clipparse.bulk import ParseError
from clipparse.extras import need
from clipparse.model import Clipping, FrozenSpans, Post
from clipparse.page import Span
from clipparse.pipeline import Pipeline
from clipparse.records import day, read

if TYPE_CHECKING:
    import pyarrow as pa
else:
    pa = need("pyarrow", "arrow")

# Raised when a column comes, goes or changes.
VERSION = "clipparse-table/2"


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
        pa.field("post_url", pa.string()),
        *_fields(Clipping),
        pa.field("error", pa.string()),
    ],
    metadata={"schema": VERSION},
)


def rows(post_id: str | None, post: Post | ParseError, url: str | None = None) -> Iterator[dict[str, Any]]:
    """The rows of a post, as dicts; columns that are not there are null.

    >>> list(rows("a", ParseError(7, "TypeError", "no text"), "https://me.example/1"))
    [{'post_id': 'a', 'post_url': 'https://me.example/1', 'error': 'TypeError: no text'}]
    """
    if isinstance(post, ParseError):
        yield {"post_id": post_id, "post_url": url, "error": f"{post.kind}: {post.message}"}
        return
    try:
        post.text.encode()
    except UnicodeEncodeError as error:  # half a surrogate pair, which Arrow cannot store
        yield from rows(post_id, ParseError.of(0, error), url)
        return
    known = {
        "post_id": post_id,
        "post_title": post.title,
        "post_author": post.author,
        "posted": post.posted,
        "post_url": url,
    }
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


def joined(tables: Sequence[pa.Table]) -> pa.Table:
    """Tables under one another, in one piece."""
    return pa.concat_tables([table.cast(SCHEMA) for table in tables]).combine_chunks()


def to_table(
    posts: Iterable[Post | ParseError],
    *,
    ids: Iterable[str | None] | None = None,
    urls: Iterable[str | None] | None = None,
) -> pa.Table:
    """Posts as one table.

    Parameters
    ----------
    posts: as `parse_many` gives them. ids: as many; their positions from 0 when None.
    urls: as many, where each post was found, for the column `post_url`; null when None.

    Returns
    -------
    pyarrow.Table: under `SCHEMA`, one row a clipping.

    Raises
    ------
    ValueError: there are not as many ids, or addresses, as posts.

    >>> import clipparse
    >>> table = to_table([clipparse.parse("Just a line of my own.")], ids=["a"])
    >>> table.column("post_id").to_pylist(), table.column("clipping").to_pylist()
    (['a'], [None])
    """
    return table_of(row for post, post_id, url in _placed(posts, ids, urls) for row in rows(post_id, post, url))


def _placed(
    posts: Iterable[Post | ParseError], ids: Iterable[str | None] | None, urls: Iterable[str | None] | None
) -> Iterator[tuple[Post | ParseError, str | None, str | None]]:
    """Each post with its id and its address. What has come of a post need not be kept until the last one is there."""
    names, places = _listed(ids, "ids"), _listed(urls, "urls")
    count = 0
    for count, post in enumerate(posts, 1):
        name = str(count - 1) if names is None else _at(names, count)
        yield post, name, None if places is None else _at(places, count)
    for what, given in (("ids", names), ("urls", places)):
        if given is not None and len(given) != count:
            raise ValueError(f"{len(given)} {what} for {count} posts; give each post one, in order")


def _listed(given: Iterable[str | None] | None, what: str) -> list[str | None] | None:
    if isinstance(given, str):
        raise TypeError(f"{what!r} has one for each post, and is not one str: write [{given[:40]!r}]")
    return None if given is None else list(given)


def _at(given: list[str | None], count: int) -> str | None:
    return given[count - 1] if count <= len(given) else None


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
    batch: pa.RecordBatch | pa.Table,
    *,
    text: str = "text",
    id: str | None = "id",
    posted: str | None = "posted",
    url: str | None = "url",
    html: str | None = "html",
    pipeline: Pipeline | None = None,
) -> pa.Table:
    """Read a batch of posts: a function of tables, for Ray, Spark, Dask and the like.

    Parameters
    ----------
    batch: one row a post. text: its column of texts. id: its column of ids, None where it has none.
    posted: its column of the days on which the posts appeared, as dates, times or text in ISO 8601; null says nothing.
    url: its column of the posts' addresses, which come back as `post_url`. Both are used where they are there under
        these names, must be there under others, and are left alone where None.
    html: likewise its column of pages, as text or bytes (extra `html`), read where a row has no text; a batch that has
        it needs no column of texts.
    pipeline: the parser, where it is not the default one.

    Returns
    -------
    pyarrow.Table: under `SCHEMA`, one row a clipping, in the order of the posts. A text that cannot be parsed, or is
    null, has a row with an `error`; so has one whose `posted` is no day.

    Raises
    ------
    ValueError: `batch` has no such column.

    >>> parse_batch(pa.table({"id": [1, 2], "text": ["One line.", None]})).column("error").to_pylist()
    [None, "TypeError: parse() takes the post's text as a str, not NoneType"]
    >>> parse_batch(pa.table({"id": [1], "text": ["Rain."], "posted": ["2014-03-15"]})).column("posted").to_pylist()
    [datetime.date(2014, 3, 15)]
    """
    names = batch.schema.names
    optional = (posted, "posted"), (url, "url"), (html, "html")
    needed = (None if html in names else text, id, *(None if column == usual else column for column, usual in optional))
    for column in needed:
        if column is not None and column not in names:
            raise ValueError(f"the batch has no column {column!r}; there are: {', '.join(names)}")
    columns = (text, id, posted, url, html)
    given = (batch.column(name).to_pylist() if name in names else [None] * batch.num_rows for name in columns)
    texts, ids, days, urls, pages = given
    pipeline = pipeline or Pipeline.default()
    contents = zip(texts, days, urls, pages, strict=True)
    posts = (_parsed(pipeline, position, *one) for position, one in enumerate(contents))
    return to_table(posts, ids=map(_text, ids), urls=map(_text, urls))


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _parsed(pipeline: Pipeline, position: int, text: Any, posted: Any, url: Any, page: Any) -> Post | ParseError:
    try:
        if text is None and page is not None:
            return read({"html": page, "posted": day(posted), "url": _text(url)}, pipeline)
        if text is None or (posted is None and url is None):
            return pipeline.parse(text)
        return read({"text": text, "posted": day(posted), "url": _text(url)}, pipeline)
    except Exception as error:
        return ParseError.of(position, error)
