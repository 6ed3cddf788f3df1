"""Posts as tables: every value of every clipping is in its column, and every post has a row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest

import clipparse
from clipparse import Clue, ParseError, Pipeline, Post
from parsing import parsed

pa = pytest.importorskip("pyarrow", reason="needs pyarrow: pip install -e '.[arrow]'")

from clipparse.arrow import SCHEMA, VERSION, parse_batch, to_frame, to_table  # noqa: E402

FIXTURES = sorted((Path(__file__).parent.parent / "fixtures").glob("*.txt"))
POST = """\
Saturday, 15 March 2014

Storm week

Storm closes schools along the coast

By Zoë Lee in Holm
13 March 2014 10:15 GMT

Schools along the coast stayed shut on Monday after a storm tore the roofs from two of them, officials said.

"We were not ready," said the head of one school, who has asked the council for help three times since the summer.
"""


def test_the_schema_follows_the_clipping() -> None:
    """A field that is new in Clipping is a column; the version is in the metadata."""
    of_post = ["post_id", "clipping", "post_title", "post_author", "posted", "post_url"]
    fields = [field.name for field in clipparse.Clipping.__attrs_attrs__]

    assert SCHEMA.names == [*of_post, *fields, "error"]
    assert SCHEMA.metadata == {b"schema": VERSION.encode()}


def test_the_columns_are_as_published() -> None:
    """Whoever changes a type changes the version with it, and this list."""
    span = "struct<start: int64, end: int64>"
    assert {field.name: str(field.type) for field in SCHEMA if field.name not in ("spans", "paragraphs")} == {
        "post_id": "string",
        "clipping": "int32",
        "post_title": "string",
        "post_author": "string",
        "posted": "date32[day]",
        "post_url": "string",
        "kicker": "string",
        "headline": "string",
        "standfirst": "string",
        "byline": "struct<text: string, authors: list<item: struct<name: string, role: string, affiliation: string,"
        " email: string, place: string, credit: string>>, collective: string>",
        "dateline": "struct<text: string, place: string, agency: string, date: date32[day]>",
        "source": "struct<name: string, url: string, text: string>",
        "agency": "string",
        "published": "date32[day]",
        "published_at": "string",
        "language": "string",
        "text": "string",
        "quotes": f"list<item: struct<text: string, speaker: string, cue: string, span: {span}>>",
        "corrections": f"list<item: struct<kind: string, before: string, after: string, span: {span}>>",
        "duplicates": f"list<item: struct<span: {span}, of: {span}, similarity: double>>",
        "truncated": "bool",
        "confidence": "double",
        "id": "string",
        "error": "string",
    }
    assert VERSION == "clipparse-table/2"


def test_a_row_is_a_clipping() -> None:
    """Nested authors and quotes, dates as dates, a time as ISO 8601, spans that point into the post."""
    clip = clipparse.parse(POST)[0]
    (row,) = parse_batch(pa.table({"id": ["a"], "text": [POST]})).to_pylist(maps_as_pydicts="strict")

    assert (row["post_id"], row["clipping"], row["post_title"], row["error"]) == ("a", 0, "Storm week", None)
    assert (row["posted"], row["published"]) == (dt.date(2014, 3, 15), dt.date(2014, 3, 13))
    assert row["published_at"] == (clip.published_at.isoformat() if clip.published_at else None)
    assert [author["name"] for author in row["byline"]["authors"]] == ["Zoë Lee"]
    assert [quote["text"] for quote in row["quotes"]] == [quote.text for quote in clip.quotes] != []
    (span,) = row["spans"]["headline"]
    assert POST[span["start"] : span["end"]] == row["headline"] == clip.headline


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_plain_columns_are_the_clipping_s(path: Path, deep: bool) -> None:
    """Of every post of the fixtures; each eighth, or all of them, as `parse_batch` reads it."""
    text = path.read_text(encoding="utf-8")
    post = parsed(text)
    if deep or FIXTURES.index(path) % 8 == 0:
        rows = parse_batch(pa.table({"id": [path.stem], "text": [text]})).to_pylist()
    else:
        rows = to_table([post], ids=[path.stem]).to_pylist()

    for name in ("kicker", "headline", "standfirst", "agency", "published", "text", "truncated", "confidence", "id"):
        assert [row[name] for row in rows] == ([getattr(clip, name) for clip in post] or [None])


def test_every_post_has_a_row() -> None:
    """One without clippings, one that is null, one that fails: the last two with an error."""

    def picky(page: object, lexicon: object) -> Iterator[tuple[int, Clue]]:
        raise LookupError("no such thing")

    batch = pa.record_batch({"url": pa.array([1, None, 3]), "body": pa.array(["A line of my own.", None, ""])})
    table = parse_batch(batch, text="body", id="url")
    failed = parse_batch(batch, text="body", id=None, pipeline=Pipeline.default().with_stage(picky))

    assert table.schema.equals(SCHEMA, check_metadata=True)
    assert table.column("post_id").to_pylist() == ["1", None, "3"]
    assert table.column("clipping").to_pylist() == [None, None, None]
    assert table.column("error").to_pylist() == [
        None,
        "TypeError: parse() takes the post's text as a str, not NoneType",
        None,
    ]
    assert failed.column("error").to_pylist()[0] == "LookupError: no such thing"


def test_each_post_s_own_day_and_address_go_with_it() -> None:
    """Under the usual names or others, as dates or as text; a day that is none is an error of its post."""
    text = POST.partition("\n\n")[2].replace("13 March 2014 10:15 GMT", "12 Oct")
    days = [dt.date(2013, 10, 14), dt.date(2014, 10, 14), None]
    usual = pa.table({"id": [1, 2, 3], "text": [text] * 3, "posted": days, "url": ["https://a.example/1", None, "u3"]})
    other = usual.rename_columns(["id", "text", "day", "link"])
    written = usual.set_column(2, "posted", pa.array(["2013-10-14T10:00:00Z", "Tue, 14 Oct 2014 10:00:00 GMT", ""]))
    wrong = usual.set_column(2, "posted", pa.array(["soon", None, None]))

    for table in (parse_batch(usual), parse_batch(other, posted="day", url="link"), parse_batch(written)):
        assert table.column("published").to_pylist() == [dt.date(2013, 10, 12), dt.date(2014, 10, 12), None]
        assert table.column("posted").to_pylist() == days
        assert table.column("post_url").to_pylist() == ["https://a.example/1", None, "u3"]
    assert parse_batch(usual, posted=None, url=None).column("published").to_pylist() == [None] * 3
    assert parse_batch(wrong).column("error").to_pylist() == [
        "ValueError: 'soon' is no day like 2014-03-15",
        *[None] * 2,
    ]
    with pytest.raises(ValueError, match="the batch has no column 'day'; there are: id, text, posted, url"):
        parse_batch(usual, posted="day")


def test_an_empty_batch_gives_an_empty_table() -> None:
    """Under the same schema."""
    table = parse_batch(pa.schema([("id", pa.string()), ("text", pa.string())]).empty_table())

    assert table.schema.equals(SCHEMA, check_metadata=True)
    assert table.num_rows == 0


def test_a_column_that_is_not_there_is_named() -> None:
    """With those that are."""
    with pytest.raises(ValueError, match="the batch has no column 'text'; there are: id, body"):
        parse_batch(pa.table({"id": ["a"], "body": ["b"]}))


def test_what_arrow_cannot_store_is_an_error_of_its_post() -> None:
    """Half a surrogate pair; the posts beside it are stored."""
    table = to_table([clipparse.parse("A line."), clipparse.parse("A \ud800 line."), ParseError(2, "Bad", "luck")])

    assert [error and error.partition(":")[0] for error in table.column("error").to_pylist()] == [
        None,
        "UnicodeEncodeError",
        "Bad",
    ]


def test_ids_and_posts_are_as_many() -> None:
    """One id too few is no shorter table."""
    with pytest.raises(ValueError, match=r"^1 ids for 2 posts; give each post one, in order$"):
        to_table([Post(text=""), Post(text="")], ids=["a"])
    with pytest.raises(ValueError, match=r"^3 urls for 2 posts; give each post one, in order$"):
        to_table([Post(text=""), Post(text="")], urls=["a", "b", "c"])
    with pytest.raises(TypeError, match=r"'ids' has one for each post, and is not one str: write \['a'\]"):
        to_table([Post(text="")], ids="a")


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_frames_hold_the_same(library: Literal["pandas", "polars"]) -> None:
    """In both libraries."""
    pytest.importorskip(library, reason=f"needs {library}: pip install -e '.[{library}]'")
    frame = to_frame(clipparse.parse_many([POST, "A line."], workers=0), ids=["a", "b"], library=library)

    assert list(frame["post_id"]) == ["a", "b"]
    assert frame["headline"][0] == "Storm closes schools along the coast"
    assert list(frame.columns) == SCHEMA.names


def test_another_library_is_refused() -> None:
    """By name."""
    with pytest.raises(ValueError, match="library is 'pandas' or 'polars', not 'numpy'"):
        to_frame([], library="numpy")  # type: ignore[arg-type]


def test_a_batch_may_hold_pages() -> None:
    """As text or bytes, beside texts or alone; a row with neither says so."""
    pytest.importorskip("inscriptis", reason="needs inscriptis: pip install -e '.[html]'")
    page = "<div class='post-body'><p>Just a line of my own.</p></div>"
    alone = parse_batch(pa.table({"id": ["a"], "html": [page.encode()]}))
    beside = parse_batch(
        pa.table({"id": ["a", "b", "c"], "text": ["One line.", None, None], "html": [None, page, None]})
    )

    assert alone.column("error").to_pylist() == [None]
    assert [error is None for error in beside.column("error").to_pylist()] == [True, True, False]
