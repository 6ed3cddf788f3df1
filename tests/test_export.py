"""Clippings in other trades' formats."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

import clipparse
from clipparse import Byline, Clipping, Paragraph, Post, Role, Source
from clipparse.cli import main
from clipparse.export import COLUMNS, to_csv, to_markdown, to_tei
from parsing import parsed

FIXTURES = Path(__file__).parent.parent / "fixtures"
TEI = "{http://www.tei-c.org/ns/1.0}"


def read(name: str) -> Post:
    return clipparse.parse((FIXTURES / f"{name}.txt").read_bytes().decode())


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def article(**fields: Any) -> Post:
    text = str(fields.pop("text", "Roofs fell."))
    clip = Clipping(text=text, paragraphs=(Paragraph(text, Role.BODY, ()),), **fields)
    return Post(text="", clippings=(clip,))


def test_csv_has_a_row_a_clipping() -> None:
    """A post without any has none, and each row tells its post and its number, as lines tell it."""
    posts = [
        read("blogger-three-clippings-with-remarks"),
        read("blog-own-essay"),
        read("blog-kicker-subheads-captions"),
    ]
    table = rows(to_csv(posts, ["a", "b", "c"]))

    assert [(row["post"], row["clipping"]) for row in table] == [("a", "0"), ("a", "1"), ("a", "2"), ("c", "0")]
    assert list(table[0]) == list(COLUMNS)
    assert [row["text"] for row in table] == [clip.text for post in posts for clip in post]
    assert (table[3]["published"], table[3]["authors"], table[3]["source"], table[3]["truncated"]) == (
        *("2021-06-05", "Kwame Asante-Boyd", "Mail & Guardian", "false"),
    )


def without_holds(held: str, raw: str) -> str:
    """The cell without the apostrophes that stand where a spreadsheet begins to read: at its start, behind a line's
    end, a semicolon or a tab."""
    kept = ""
    for char in held:
        added = char == "'" and raw[len(kept) : len(kept) + 1] != "'"
        if not (added and (not kept or re.search(r"[\n;\t]\W*$", kept))):
            kept += char
    return kept


@given(
    st.text(st.characters(exclude_characters="\r", codec="utf-8")),
    st.text(st.characters(exclude_characters="\r", codec="utf-8")),
)
def test_csv_keeps_any_text(headline: str, text: str) -> None:
    """Commas, quotes, line feeds and all; for a spreadsheet with apostrophes before what it would reckon out."""
    post = article(headline=headline, text=text)
    (row,), (held,) = rows(to_csv([post], raw=True)), rows(to_csv([post]))

    assert (row["headline"], row["text"]) == (headline, text)
    for name in ("headline", "text"):
        assert without_holds(held[name], row[name]) == row[name]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(1)", " =1", "\t=1", "\n=1", "＝1", "\ufeff=1", "- so"])
def test_a_spreadsheet_reckons_nothing_out(text: str) -> None:
    """What a formula begins with has an apostrophe before it, in any cell of any table; numbers have none."""
    post = article(headline=text, text=text, source=Source(text, text, text), byline=Byline(text))
    (row,) = rows(to_csv([post], [text]))

    assert [row[name] for name in ("post", "headline", "byline", "source", "url", "text")] == [f"'{text}"] * 6
    assert (row["clipping"], row["confidence"]) == ("0", "0.0")
    remark = Post(text=text, commentary=(text,))
    assert rows(to_csv([remark], table="remarks"))[0]["text"] == f"'{text}"


def test_only_the_web_is_linked_to() -> None:
    """In Markdown and TEI; another address is left as text, or left out."""
    bad, good = (
        article(source=Source("Herald", url, "")) for url in ("javascript:alert(1)", "https://herald.example/a b>")
    )

    assert "javascript" not in to_markdown([bad]) + to_tei([bad])
    assert "[Herald](<https://herald.example/a%20b%3E>)" in to_markdown([good])
    assert '<ptr target="https://herald.example/a b&gt;"/>' in to_tei([good])


def test_quotes_and_remarks_have_tables_of_their_own() -> None:
    """A row each, which leads back to its post and clipping."""
    post = read("blogger-three-clippings-with-remarks")
    quotes, remarks = (rows(to_csv([post], ["a"], table=table)) for table in ("quotes", "remarks"))

    assert [(row["clipping"], row["speaker"] or None, row["quote"]) for row in quotes] == [
        (str(number), quote.speaker, quote.text) for number, clip in enumerate(post) for quote in clip.quotes
    ]
    assert quotes
    assert [row["text"] for row in remarks if row["by"] == "poster"] == list(post.commentary) != []
    assert {row["post"] for row in (*quotes, *remarks)} == {"a"}
    with pytest.raises(ValueError, match="no table 'words'; there are: clippings, quotes, remarks"):
        to_csv([post], table="words")


def test_a_byte_order_mark_on_request(capsys: pytest.CaptureFixture[str]) -> None:
    """Without one Excel reads UTF-8 as something else; other programs read it as a letter."""
    assert to_csv([]).startswith("post,")
    assert to_csv([], bom=True).startswith("\ufeffpost,")
    assert main([str(FIXTURES / "blog-own-essay.txt"), "--csv", "--table", "remarks", "--bom"]) == 0
    assert capsys.readouterr().out.startswith("\ufeffpost,remark,by,text")


def test_markdown_names_its_file_and_has_the_remarks() -> None:
    """The post's title is the heading, where it lies stands beneath."""
    post = Post(text="", title="Storm week", posted=dt.date(2014, 3, 15), commentary=("I doubt it.", "- Or not"))

    assert to_markdown([post], files=["posts/a.txt"]) == (
        "# Storm week\n\n*posts/a.txt, 2014-03-15*\n\n## Remarks\n\n> I doubt it.\n\n> \\- Or not\n"
    )


def test_tei_names_the_post_that_a_clipping_was_found_in() -> None:
    """With its title, its day, who posted it and what it is called."""
    clip = Clipping(text="Roofs fell.", paragraphs=(Paragraph("Roofs fell.", Role.BODY, ()),))
    post = Post(text="", title="Storm week", author="Old Salt", posted=dt.date(2014, 3, 15), clippings=(clip,))
    corpus = ElementTree.fromstring(to_tei([post], ["posts/a.txt"]))
    (bibl,) = corpus.findall(f".//{TEI}TEI//{TEI}sourceDesc/{TEI}bibl")

    assert bibl.get("type") == "post"
    assert [(part.tag.removeprefix(TEI), part.text) for part in bibl] == [
        *[("author", "Old Salt"), ("title", "Storm week"), ("date", "2014-03-15"), ("idno", "posts/a.txt")],
    ]


def test_markdown_reads_well() -> None:
    """Headline, standfirst, credits, crossheads and captions, each in its form, and a link to the source."""
    post = article(
        headline="Storm closes schools",
        standfirst="Two roofs gone",
        byline=Byline("By Ann Lee"),
        source=Source("Harbour Herald", "https://herald.example/a(b)", ""),
        truncated=True,
    )

    assert to_markdown([post], ["Week 1"]) == (
        "# Week 1\n\n## Storm closes schools\n\n*Two roofs gone*\n\n"
        "By Ann Lee · [Harbour Herald](<https://herald.example/a(b)>)\n\nRoofs fell.\n\n*(breaks off)*\n"
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2 * 3 _is_ [6](x) <b>", r"2 \* 3 \_is\_ \[6\](x) &lt;b\>"),
        ("# no heading", r"\# no heading"),
        ("- no list", r"\- no list"),
        ("1. no list", r"1\. no list"),
        ("1914 was a year", "1914 was a year"),
        ("Mail & Guardian", "Mail & Guardian"),
        ("no &amp; entity", r"no \&amp; entity"),
        ("one\nline", "one line"),
    ],
)
def test_words_stay_words_in_markdown(text: str, written: str) -> None:
    """Nothing that an article says becomes markup."""
    assert written in to_markdown([article(text=text)]).split("\n")


def test_tei_says_what_is_what() -> None:
    """One text a clipping, with its bibliography in the header, a division a crosshead, and figures for captions."""
    corpus = ElementTree.fromstring(to_tei([read("blog-kicker-subheads-captions")]))
    (text,) = corpus.findall(f"{TEI}TEI")
    bibl = text.find(f"{TEI}teiHeader/{TEI}fileDesc/{TEI}sourceDesc/{TEI}bibl")
    body = text.find(f"{TEI}text/{TEI}body")
    assert bibl is not None
    assert body is not None

    assert {part.tag.removeprefix(TEI): part.text for part in bibl} == {
        "author": "Kwame Asante-Boyd",
        "title": "The lake that turned to glass",
        "publisher": "Mail & Guardian",
        "date": "2021-06-05",
    }
    heads = [(head.get("type"), head.text) for head in body.findall(f"{TEI}div/{TEI}head")]
    assert heads[:2] == [("kicker", "ENVIRONMENT"), (None, "The lake that turned to glass")]
    sections = body.findall(f"{TEI}div/{TEI}div")
    assert [section.findtext(f"{TEI}head") for section in sections] == ["No fish, no birds", "Who will pay?"]
    assert len(body.findall(f".//{TEI}figure")) == 2


def test_no_paragraph_follows_a_division() -> None:
    """As TEI wants it: within a div, further divs come last."""
    for path in FIXTURES.glob("*.txt"):
        post = parsed(path.read_bytes().decode())
        if not post:
            continue
        for division in ElementTree.fromstring(to_tei([post])).iter(f"{TEI}div"):
            tags = [child.tag for child in division]
            assert f"{TEI}div" not in tags or set(tags[tags.index(f"{TEI}div") :]) == {f"{TEI}div"}


@given(st.text())
def test_tei_is_xml_whatever_is_in_it(text: str) -> None:
    """Even what XML cannot hold."""
    made = to_tei([article(headline=text, text=text, source=Source(text, text, text))], [text])

    ElementTree.fromstring(made.encode())


def test_no_clipping_is_an_error_in_tei(capsys: pytest.CaptureFixture[str]) -> None:
    """Which says what to do; on the command line too."""
    with pytest.raises(ValueError, match="TEI has no empty corpus; export them as JSON"):
        to_tei([read("blog-own-essay")])

    assert main([str(FIXTURES / "blog-own-essay.txt"), "--tei"]) == 1
    assert "there is no clipping in these posts" in capsys.readouterr().err


@pytest.mark.parametrize("make", [to_csv, to_markdown, to_tei])
def test_as_many_names_as_posts(make: Callable[[Sequence[Post], Sequence[str]], str]) -> None:
    """Not one more, nor one less."""
    for names in ([], ["a", "b"]):
        with pytest.raises(ValueError, match=f"{len(names)} names for 1 posts; give each post one"):
            make([article()], names)


@pytest.mark.parametrize(
    ("option", "first"),
    [("--csv", r"post,clipping,post_title"), ("--markdown", "# What the mine left behind"), ("--tei", r"<\?xml ")],
)
def test_the_command_line_exports(option: str, first: str, capsys: pytest.CaptureFixture[str]) -> None:
    """To standard output."""
    assert main([str(FIXTURES / "blog-kicker-subheads-captions.txt"), option]) == 0
    assert re.match(first, capsys.readouterr().out)
