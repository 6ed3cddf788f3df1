"""Words that would be more than words in HTML, XML, Markdown or a spreadsheet stay words, wherever they stand."""

from __future__ import annotations

import csv
import datetime as dt
import io
import itertools
import re
import time
from functools import cache
from xml.etree import ElementTree

import attrs
import pytest

import clipparse
from clipparse import (
    Author,
    Byline,
    Clipping,
    Clue,
    Correction,
    Dateline,
    Duplicate,
    Line,
    Paragraph,
    Post,
    Quote,
    Role,
    Source,
    Span,
    cards,
    serve,
)
from clipparse.export import TABLES, to_csv, to_markdown, to_tei
from elements import Elements

markdown = pytest.importorskip("markdown", reason="comes with the extra docs")

_CALL = "alert(1)"
_PAYLOADS = (
    f"<script>{_CALL}</script>",
    f"</script><script>{_CALL}</script>",
    f"</style><script>{_CALL}</script>",
    f"</textarea><script>{_CALL}</script>",
    f"</title><script>{_CALL}</script>",
    f"<img src=x onerror={_CALL}>",
    f"<svg/onload={_CALL}>",
    f"<svg><animate onbegin={_CALL} attributeName=x>",
    f"<body onload={_CALL}>",
    f"<iframe src=javascript:{_CALL}>",
    f"<a href=javascript:{_CALL}>x</a>",
    f"<details open ontoggle={_CALL}>",
    f"<form action=javascript:{_CALL}><button>",
    f"<math><mi xlink:href=javascript:{_CALL}>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    f"<object data=javascript:{_CALL}>",
    f"<template><script>{_CALL}</script></template>",
    f"<!--><script>{_CALL}</script>-->",
    f"<![CDATA[<script>{_CALL}</script>]]>",
    '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>&y;',
    "<?xml version='1.0'?><x/>",
    "]]>",
    "<",
    "<b",
    "&lt;script&gt;",
    "&#60;script&#62;",
    "&amp;lt;b&amp;gt;",
    f'" onmouseover="{_CALL}',
    f"' onmouseover='{_CALL}",
    f"x onfocus={_CALL} autofocus",
    f"javascript:{_CALL}",
    f"JaVaScRiPt\t:{_CALL}",
    f"data:text/html,<script>{_CALL}</script>",
    "vbscript:msgbox(1)",
    f"[x](javascript:{_CALL})",
    f"![x](x){{onerror={_CALL}}}",
    f"[x]: javascript:{_CALL} 'x'",
    f"<javascript:{_CALL}>",
    f"`x` **y** <u onclick={_CALL}>",
    "</div></article></section></td></tr></table>",
    '=HYPERLINK("http://evil.example","x")',
    "=cmd|' /C calc'!A0",
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "＝1＋1",
    '","=1+1","',
    "{{7*7}}${7*7}<%= 7*7 %>",
)
_DRESSINGS = ("{}", "Storm {} closes", "\t {}", "{}\u202e\x00\ud800\ufffe\u2028{}")
HOSTILE = [dressing.replace("{}", payload) for dressing in _DRESSINGS for payload in _PAYLOADS]
# A test looks at one payload in all its dressings.
EACH = pytest.mark.parametrize(
    "dressed", [HOSTILE[n :: len(_PAYLOADS)] for n in range(len(_PAYLOADS))], ids=range(len(_PAYLOADS))
)
_HARMLESS = "Storm week"


def made_of(words: str) -> Post:
    """A post that says nothing else, in any of its fields."""
    span = Span(0, len(words))
    line = Line(span, Role.BODY, 0, 0.5, (Clue(words, Role.BODY, 1.0, words),), Role.COMMENTARY)
    clip = Clipping(
        kicker=words,
        headline=words,
        standfirst=words,
        byline=Byline(words, (Author(words, words, words, words, words),), words),
        dateline=Dateline(words, words, words),
        source=Source(words, words, words),
        agency=words,
        published=dt.date(2014, 3, 15),
        language=words,
        paragraphs=tuple(Paragraph(words, kind, (span,)) for kind in (Role.BODY, Role.SUBHEAD, Role.CAPTION)),
        text=words,
        quotes=(Quote(words, words, words, span),),
        corrections=(Correction(words, words, words, span),),
        duplicates=(Duplicate(span, span, 0.5),),
        confidence=0.5,
        id=words,
    )
    comment = Line(span, Role.COMMENT, None, 0.9)
    return Post(
        text=words,
        title=words,
        author=words,
        clippings=(clip,),
        lines=(line, comment),
        commentary=(words,),
    )


def shown(post: Post, words: str) -> list[str]:
    """Every page on which its words can stand."""
    return [
        post._repr_html_(),
        post[0]._repr_html_(),
        cards.report([(words, post.to_dict())] * 2),
        cards.page(words, ""),
        serve.form(serve.Asked(words, b"", words, words, words, words), words),
    ]


def skeleton(html: str) -> list[tuple[str, list[str]]]:
    """The elements of a page, and which attributes each has."""
    return [(tag, list(attributes)) for tag, attributes in Elements(html).tags]


@cache
def harmless_skeletons() -> list[list[tuple[str, list[str]]]]:
    """Those of the pages on which harmless words stand."""
    return [skeleton(html) for html in shown(made_of(_HARMLESS), _HARMLESS)]


def test_there_are_two_hundred() -> None:
    """No two of them the same."""
    assert len(set(HOSTILE)) == 200


@EACH
def test_words_stay_words_in_html(dressed: list[str]) -> None:
    """A page has the same elements and attributes whatever the words are, and is UTF-8."""
    for words in dressed:
        for html, harmless in zip(shown(made_of(words), words), harmless_skeletons(), strict=True):
            html.encode()
            assert skeleton(html) == harmless
            assert not {"\u202e", "\x00"} & set(html)


@EACH
def test_a_text_that_was_pasted_stays_a_text(dressed: list[str]) -> None:
    """Read and shown by `clipparse serve`, or refused in a sentence: nothing in it runs, loads or leads astray."""
    for words in dressed:
        assert_it_stays_a_text(words)


def assert_it_stays_a_text(words: str) -> None:
    try:
        page = Elements(serve.answer(serve.Asked(pasted=words, name=words)))
    except serve.Refused as error:
        page = Elements(serve.form(error=str(error)))
    tags = {tag for tag, _ in page.tags}
    names = {name for _, attributes in page.tags for name in attributes}
    links = [attributes.get("href") or "" for _, attributes in page.tags if "href" in attributes]
    actions = {attributes.get("action") for tag, attributes in page.tags if tag == "form"}

    assert tags.isdisjoint({"script", "img", "svg", "iframe", "object", "base", "link", "math", "template"})
    assert [name for name in names if name.startswith("on") or name in ("src", "srcdoc", "formaction")] == []
    assert [link for link in links if not re.match(r"https?://|#|/$", link)] == []
    assert actions <= {"/read"}


@EACH
def test_words_stay_words_in_tei(dressed: list[str]) -> None:
    """The document has the same elements whatever the words are, and no entity of its own."""
    harmless, *documents = (to_tei([made_of(one)], [one]) for one in (_HARMLESS, *dressed))
    for document in documents:
        assert [(one.tag, list(one.keys())) for one in ElementTree.fromstring(document.encode()).iter()] == [
            (one.tag, list(one.keys())) for one in ElementTree.fromstring(harmless.encode()).iter()
        ]
        assert "<!" not in document


@EACH
def test_words_stay_words_in_markdown(dressed: list[str]) -> None:
    """Rendered by a reader that takes HTML for what it is, there is no element but those of the form."""
    for words in dressed:
        html = markdown.markdown(to_markdown([made_of(words)], [words]).encode("utf-8", "replace").decode())
        tags = Elements(html).tags

        assert {tag for tag, _ in tags} <= {"h1", "h2", "h3", "p", "em", "strong", "blockquote"}
        assert [attributes for _, attributes in tags if attributes] == []


@EACH
def test_words_stay_words_in_a_spreadsheet(dressed: list[str]) -> None:
    """No cell of any table begins as a formula does; read back, it says the same."""
    for words, table in itertools.product(dressed, TABLES):
        written = io.StringIO(to_csv([made_of(words)], [words], table=table), newline="")
        cells = [cell for row in csv.reader(written) for cell in row]
        assert [cell for cell in cells if re.match(r"[\s\x00-\x1f]*[-=+@＝＋]", cell)] == []
        assert {words, f"'{words}"} & {*cells}


@pytest.mark.parametrize(
    ("said", "cell"),
    [
        ("Storm;=1+1", "Storm;'=1+1"),
        ("Storm\n\n=1+1\n @x", "Storm\n\n'=1+1\n '@x"),
        ("Storm;\u200b\u2060+1", "Storm;\u200b\u2060'+1"),
        ("Storm\n-2+3+cmd|' /C calc'!A0", "Storm\n'-2+3+cmd|' /C calc'!A0"),
        ("Storm\t-SUM(1)", "Storm\t'-SUM(1)"),
        ("Storm\n- and so on\n-- (he said) ;-) ;-(", "Storm\n- and so on\n-- (he said) ;-) ;-("),
        (" " * 60 + "=1", "'" + " " * 60 + "=1"),
        ("\u2060\xad=1", "'\u2060\xad=1"),
    ],
)
def test_no_part_of_a_cell_is_a_formula(said: str, cell: str) -> None:
    """Where a spreadsheet breaks cells at semicolons, and rows at the ends of their lines; dashes and faces stay."""
    for table in TABLES:
        rows = list(csv.reader(io.StringIO(to_csv([made_of(said)], ["a"], table=table), newline="")))
        assert cell in rows[1]
        assert (
            said in list(csv.reader(io.StringIO(to_csv([made_of(said)], ["a"], table=table, raw=True), newline="")))[1]
        )


def test_cells_of_any_length_are_looked_through_once() -> None:
    """A megabyte of line ends, of dashes, or of both."""
    begun = time.process_time()
    for piece in ("\n", "\n-", ";-a", ";", "- (", "\n "):
        to_csv([attrs.evolve(made_of("x"), commentary=(piece * (1_000_000 // len(piece)),))], table="remarks")
    assert time.process_time() - begun < 10


def test_a_hostile_text_is_read_to_the_end() -> None:
    """All of them in one post."""
    post = clipparse.parse("\n\n".join(HOSTILE))

    assert skeleton(post._repr_html_()).count(("table", ["class"])) == 1
    assert "<script" not in post._repr_html_()
