"""Posts and newspapers' own pages, out of HTML."""

from __future__ import annotations

import contextlib
import datetime as dt
import html
import time
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import clipparse
from clipparse import Clue, Pipeline, Role, parse_html
from parsing import parsed

pytest.importorskip("lxml", reason="needs lxml: pip install -e '.[html]'")
pytest.importorskip("inscriptis", reason="needs inscriptis: pip install -e '.[html]'")

from clipparse.html import Markup
from clipparse.strengths import Strengths
from clipparse.web import markup
from clipparse.web.encoding import decoded
from clipparse.web.refused import UnreadablePage
from clipparse.webpage import Webpage

PAGES = Path(__file__).parent.parent / "fixtures" / "html"
TEXTS = sorted((Path(__file__).parent.parent / "fixtures").glob("*.txt"))
# The others too with `--deep`.
FEW = [
    path if number % 4 == 0 else pytest.param(path, marks=pytest.mark.deep(only=True))
    for number, path in enumerate(TEXTS)
]

COURIER = ("Selby Courier", "https://www.selby-courier.example/news/ferry-pier-1")
LONG = "The council said on Monday that the pier will stay shut until the piles have been seen to, which takes weeks."


def page(name: str) -> bytes:
    return (PAGES / f"{name}.html").read_bytes()


# --- what a page states, and what is in it


@pytest.mark.parametrize(
    ("name", "title", "author", "posted", "hour"),
    [
        ("blogger-one-clipping", "Ferry pier shut until spring", "Old Salt", "2014-03-11", "07:45:00+01:00"),
        ("blogger-archive-two-posts", "Ferry pier shut until spring", "Old Salt", "2014-03-11", None),
        ("wordpress-block-quote", "The council shuts the pier", "Ida Voss", "2014-03-11", "18:20:05+00:00"),
        ("livejournal-entry", "Pier closed", "lampwick", "2014-03-12", "09:14:00"),
        ("typepad-entry", "Shut till spring", "Wren Alder", "2014-03-11", None),
        ("medium-story", "What the pier closure means", "Jonas Field", "2014-03-12", "10:00:00+00:00"),
        ("newspaper-page", "Ferry pier closed until April", "Hanna Brandt", "2014-03-11", "05:30:00+01:00"),
    ],
)
def test_a_page_states_title_author_and_date(name: str, title: str, author: str, posted: str, hour: str | None) -> None:
    """In its markup, `<meta>` or JSON-LD, as its platform does it."""
    post = parse_html(page(name))

    assert (post.title, post.author, str(post.posted)) == (title, author, posted)
    assert (post.posted_at and post.posted_at.isoformat().partition("T")[2]) == hour


@pytest.mark.parametrize(
    ("name", "headline", "author", "source", "published", "kinds"),
    [
        ("blogger-one-clipping", "Ferry pier shut until spring", "Hanna Brandt", COURIER, None, "bbbb"),
        ("blogger-archive-two-posts", "Ferry pier shut until spring", None, COURIER, None, "bbb"),
        ("wordpress-block-quote", "Ferry pier closed until April", "Hanna Brandt", COURIER, None, "bbbb"),
        ("livejournal-entry", "Ferry pier closed until April", None, (COURIER[0], None), "2014-03-11", "bbb"),
        ("typepad-entry", "Ferry pier closed until April", "Hanna Brandt", COURIER, None, "bbbb"),
        ("newspaper-page", "Ferry pier closed until April", "Hanna Brandt", None, "2014-03-11", "cbbsbb"),
        ("page-of-tables", "Ferry pier closed until April", "Hanna Brandt", (COURIER[0], None), "2014-03-11", "bbbb"),
    ],
)
def test_the_article_on_a_page_is_read(
    name: str, headline: str, author: str | None, source: Any, published: str | None, kinds: str
) -> None:
    """With its link as the source's, and captions and crossheads (c, s) among its paragraphs."""
    (clip,) = parse_html(page(name))

    assert clip.headline == headline
    assert (clip.byline.authors[0].name if clip.byline else None) == author
    assert ((clip.source.name, clip.source.url) if clip.source else None) == source
    assert (str(clip.published) if clip.published else None) == published
    assert "".join(paragraph.kind[0] for paragraph in clip.paragraphs) == kinds


def test_an_essay_holds_no_article() -> None:
    """Even where the platform calls it one."""
    post = parse_html(page("medium-story"))

    assert len(post) == 0
    assert len(post.commentary) == 3


def test_every_post_of_an_archive_page_is_there() -> None:
    """Each below its own date and title."""
    post = parse_html(page("blogger-archive-two-posts"))
    heads = [line.span.of(post.text) for line in post.lines if line.role in (Role.POST_TITLE, Role.POST_DATE)]

    assert heads == [
        *("Tuesday, March 11, 2014", "Ferry pier shut until spring"),
        *("Monday, March 10, 2014", "A quiet Monday"),
    ]


@pytest.mark.parametrize("name", sorted(path.stem for path in PAGES.glob("*.html")))
def test_all_values_point_into_the_text_that_was_made(name: str) -> None:
    """Every line once, in order; every field that is not None somewhere; and nothing of scripts, menus or sidebars."""
    post = parse_html(page(name))

    assert [line.span.of(post.text) for line in post.lines] == [
        line.strip() for line in post.text.split("\n") if line.strip()
    ]
    for clip in post:
        for field in ("headline", "standfirst", "byline", "source", "published", "agency"):
            assert (getattr(clip, field) is None) or clip.spans[field]
    assert "var menu" not in post.text
    assert "Blog Archive" not in post.text
    assert clipparse.Post.from_dict(post.to_dict()) == post


def test_what_the_caller_knows_counts_more_than_the_page() -> None:
    """Any option can be given."""
    post = parse_html(page("typepad-entry"), posted=dt.date(2015, 1, 2))

    assert post.posted == dt.date(2015, 1, 2)
    with pytest.raises(TypeError, match="colour"):
        parse_html("<p>x</p>", colour="red")  # type: ignore[call-arg]


def test_a_parser_of_ones_own_is_used() -> None:
    """And what it was made with is kept."""
    parser = Pipeline.default().without("quotes")
    post = parse_html(page("newspaper-page"), pipeline=parser)

    assert [clip.quotes for clip in post] == [()]
    assert [clip.quotes != () for clip in parse_html(page("newspaper-page"))] == [True]


# --- links


@pytest.mark.parametrize(
    ("link", "url", "source"),
    [
        ("https://herald.example/a?b=1&c=2", None, "https://herald.example/a?b=1&c=2"),
        ("//herald.example/a", "https://me.example/p", "https://herald.example/a"),
        ("/2014/03/p.html", "https://me.example/p", None),  # the post's own page
        ("https://www.me.example/x", "https://me.example/p", None),
        ("/2014/03/p.html", None, None),  # nobody knows where that is
        ("javascript:alert(1)", None, None),
        ("http://[", None, None),
    ],
)
def test_a_link_on_the_headline_is_where_it_was_published(link: str, url: str | None, source: str | None) -> None:
    """If it leads to another site."""
    post = parse_html(
        f'<div class="post-body"><h3><a href="{html.escape(link)}">Pier stays shut until April</a></h3>'
        f"<p>By Hanna Brandt</p><p>{LONG}</p><p>{LONG[:-7]} years.</p></div>",
        url,
    )

    assert [clip.headline for clip in post] == ["Pier stays shut until April"]
    assert [clip.source and clip.source.url for clip in post] == [source]
    assert [clip.spans["source"][0].of(post.text) for clip in post if source] == ["Pier stays shut until April"] * bool(
        source
    )


# --- what the markup tells


HEAD = "<h2>Ferry pier closed until April</h2><p>By Hanna Brandt</p>"
ASIDE = "The council has not said a word of this to the people on the quay, and it never will."


def roles(post: clipparse.Post) -> list[tuple[str, str]]:
    return [(line.role.value, line.span.of(post.text)) for line in post.lines]


@pytest.mark.parametrize(
    ("body", "line", "role"),
    [
        (f"{HEAD}<p>{LONG}</p><h3>It took nine of them to find.</h3><p>{LONG[9:]}</p>", 3, "subhead"),
        (f"{HEAD}<p>{LONG}</p><figcaption>The pier, which has been shut.</figcaption><p>{LONG[9:]}</p>", 3, "caption"),
        (f"<blockquote>{HEAD}<p>{LONG}</p><p>{LONG[9:]}</p></blockquote><p>{ASIDE}</p>", 4, "commentary"),
    ],
)
def test_markup_tells_what_the_text_alone_does_not(body: str, line: int, role: str) -> None:
    """The same lines are read otherwise without it."""
    page = f'<div class="entry-content">{body}</div>'
    told = parse_html(page)
    untold = clipparse.parse(told.text)

    assert told.lines[line].role == role
    assert untold.lines[line].role != role


def test_the_text_of_a_page_without_markup_is_all_of_it() -> None:
    """Line for line, of each post of the fixtures."""
    for path in TEXTS:
        text = path.read_text(encoding="utf-8")
        web = Webpage.of(without_markup(text))

        assert [line.rstrip() for line in web.text.strip("\n").split("\n")] == [
            line.rstrip() for line in text.strip("\n").split("\n")
        ], path.stem


@pytest.mark.parametrize("path", FEW, ids=lambda path: path.stem)
def test_a_page_without_markup_is_read_like_its_text(path: Path) -> None:
    """Nothing is guessed from tags that say nothing."""
    made = without_markup(path.read_text(encoding="utf-8"))

    assert roles(parse_html(made)) == roles(parsed(Webpage.of(made).text))


def without_markup(text: str) -> str:
    return f"<html><body><pre>{html.escape(text)}</pre></body></html>"


def test_each_clue_of_markup_has_its_strengths() -> None:
    """In `words/pages.toml`, which holds no other."""
    named = [value for name, value in vars(markup).items() if not name.startswith("__")]
    tables = [list(value.values()) for value in named if isinstance(value, dict)]
    whys = [one.why for one in (*named, *chain(*tables)) if isinstance(one, Clue)]

    assert len(whys) == len(set(whys))
    assert set(whys) == {why for stage, why in Strengths.default().clues if stage == "html"}


def test_a_stage_without_marks_is_silent() -> None:
    """It gives no clue."""
    lines = clipparse.parse(LONG, posted=None)
    stage = Markup(())

    assert list(Pipeline.default().with_stage(stage, name="html").parse(LONG).lines) == list(lines.lines)


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=30)
INNER = st.recursive(
    WORDS.map(html.escape),
    lambda inner: st.builds(
        "<{0}>{1}</{0}>".format,
        st.sampled_from(
            ["p", "div", "b", "blockquote", "h3", "li", "td", "em", "a href='http://x.example/'", "section"]
        ),
        st.lists(inner, max_size=4).map("".join),
    ),
    max_leaves=12,
)


@given(INNER)
def test_no_letter_of_a_page_is_lost_or_doubled(inner: str) -> None:
    """The text has the page's letters in the page's order, and marks lie within it."""
    lxml_html = pytest.importorskip("lxml.html")
    made = f"<div class='post-body'>{inner}</div>"
    there = "".join("".join(lxml_html.fromstring(made).itertext()).split())
    if not there:
        return
    web = Webpage.of(made)

    assert "".join(char for char in web.text if not char.isspace() and char not in "*+-o") == "".join(
        char for char in there if char not in "*+-o"
    )
    for mark in web.marks:
        assert mark.span.of(web.text).strip() == mark.span.of(web.text) != ""


# --- pages that are broken, or meant to break something


@pytest.mark.parametrize("data", ["", " \n\t", b"", b"\xef\xbb\xbf", "<!-- nothing -->", "<!DOCTYPE html>"])
def test_an_empty_page_is_an_error(data: str | bytes) -> None:
    """Which says so."""
    with pytest.raises(ValueError, match="the page is empty: there is no text in it"):
        parse_html(data)


def test_a_page_that_a_script_fills_is_an_error() -> None:
    """Which says what to do."""
    with pytest.raises(UnreadablePage, match="one that a script fills must be rendered first"):
        parse_html("<html><body><div id='root'></div><script>render('By Ann Lee')</script></body></html>")


@pytest.mark.parametrize("tag", ["div", "blockquote", "font", "span", "ul"])
def test_a_page_nested_1000_deep_is_read_to_its_end(tag: str) -> None:
    """Line by line where each tag begins one."""
    levels = "".join(f"<{tag}>line {level}<br>" for level in range(1000))
    post = parse_html(f"<html><body>{levels}{LONG}")

    assert [line.span.of(post.text) for line in post.lines] == [*(f"line {level}" for level in range(1000)), LONG]


def test_a_page_nested_without_end_is_an_error() -> None:
    """Never half a page that looks like a whole one."""
    with pytest.raises(UnreadablePage, match="cannot be read beyond line 1: it is nested more than 2,000 deep there"):
        parse_html("<body>" + "<div>" * 100_000 + LONG)


BOMBS = {
    "lines pushed far down and right": "<p style='margin-top:99999em; padding-left:99999em'>x</p>" * 500,
    "a table of one long cell and many short": f"<table><tr><td>{'long ' * 20_000}</td></tr>" + "<tr><td>x" * 500,
    "entities of its own": '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><p>&b;&b;</p>',
    "numbers that are none": "<ol><li value='²'>x<li value='" + "9" * 5000 + "'>y</ol>",
    "JSON without end": f"<script type='application/ld+json'>{'[' * 100_000}</script><p>x",
    "many classes": f"<div class='{' '.join(map(str, range(9000)))}'>x</div>",
    "tags never closed": "<a href='<b><i>" * 2_000 + "x",
    "a link in each word": "<p>" + "<a href=/x>x</a> " * 5_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_a_page_like_any_other(name: str) -> None:
    """Its text is no longer than it is, and it is read in a few seconds."""
    begun = time.monotonic()
    try:
        made = len(parse_html(BOMBS[name]).text)
    except UnreadablePage:
        made = 0

    assert made <= len(BOMBS[name])
    assert time.monotonic() - begun < 20


@given(st.one_of(st.binary(max_size=300), st.text(max_size=300)))
def test_anything_is_read_or_refused(data: str | bytes) -> None:
    """By a post or by an UnreadablePage."""
    with contextlib.suppress(UnreadablePage):
        assert parse_html(data).text


@pytest.mark.parametrize("wrong", [None, 7, ["<p>"]])
def test_what_is_no_page_is_refused(wrong: Any) -> None:
    """By type."""
    with pytest.raises(TypeError, match=r"parse_html\(\) takes the page as a str or bytes, not"):
        parse_html(wrong)


# --- encodings

WESTERN = "Zoë said the café – “closed” – opens at Malmö’s quay."
RUSSIAN = "Буря закрыла школы на побережье, сообщил в понедельник городской совет. Паромы пойдут от рыбного причала."


@pytest.mark.parametrize(
    ("text", "encoding", "declared"),
    [
        (WESTERN, "utf-8", None),
        (WESTERN, "utf-8", "iso-8859-1"),  # declared wrongly
        (WESTERN, "utf-8-sig", None),
        (WESTERN, "cp1252", None),
        (WESTERN, "cp1252", "windows-1252"),
        (WESTERN, "cp1252", "iso-8859-1"),  # as browsers take it
        (WESTERN, "cp1252", "utf-8"),  # declared wrongly
        (WESTERN, "cp1252", "no-such-code"),
        (WESTERN, "cp1252", "unicode_escape"),  # no page's business
        (WESTERN, "utf-16", None),
        (WESTERN, "utf-16-le", None),
        (WESTERN, "utf-16-be", None),
        (RUSSIAN, "utf-8", None),
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "koi8-r", "KOI8-R"),
        (RUSSIAN, "cp1251", None),
        (RUSSIAN, "koi8-r", None),
        ("嵐で学校が休みになった", "iso-2022-jp", "iso-2022-jp"),
        ("嵐で学校が休みになった", "shift_jis", "Shift_JIS"),
        ("学校因风暴停课", "gb18030", "gb2312"),
    ],
)
def test_bytes_are_read_in_their_encoding(text: str, encoding: str, declared: str | None) -> None:
    """Whether it is declared, wrongly declared, or not at all."""
    head = f'<head><meta http-equiv="Content-Type" content="text/html; charset={declared}"></head>' if declared else ""
    data = f"<html>{head}<body><p>{text}</p></body></html>".encode(encoding)

    assert parse_html(data).text.strip() == text


def test_utf8_with_a_broken_byte_stays_utf8() -> None:
    """One bad letter does not garble the rest."""
    data = f"<p>{WESTERN}</p>".encode() + b"\xe2\x80 the end"

    assert decoded(data).startswith(f"<p>{WESTERN}</p>")


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def seconds(html: str) -> float:
    """The time of this process that a page takes, whether or not it can be read."""
    begun = time.process_time()
    with contextlib.suppress(ValueError):
        parse_html(html)
    return time.process_time() - begun


@pytest.mark.parametrize("prolog", ["", '<?xml version="1.0"?>'])
def test_entities_of_a_page_s_own_are_not_expanded(prolog: str) -> None:
    """Nor is a file fetched that one names: a thousand million laughs are one word."""
    entities = f'<!ENTITY l0 "lol">{LAUGHS}<!ENTITY x SYSTEM "file:///etc/hostname">'
    post = parse_html(f"{prolog}<!DOCTYPE html [{entities}]><p>Roofs fell.</p><p>&l9; &x; it rained all day.</p>")

    assert "&l9; &x; it rained all day." in post.text
    assert len(post.text) < 200


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "table", "ul", "span"])
def test_a_page_that_is_nested_without_end_is_refused(tag: str) -> None:
    """In a sentence, and at once."""
    begun = time.process_time()
    with pytest.raises(UnreadablePage, match="more than 2,000 deep"):
        parse_html(f"<{tag}>" * 100_000 + "<p>storm")
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    "attributes",
    [
        " ".join(f"a{n}=1" for n in range(60_000)),
        " ".join(f'a{n}="<>"' for n in range(60_000)),
        'x=a" ' + " ".join(f"a{n}" for n in range(60_000)),
        "/".join(f"a{n}" for n in range(60_000)),
    ],
    ids=["plain", "quoted", "open", "slashes"],
)
def test_a_tag_with_attributes_without_end_is_refused(attributes: str) -> None:
    """The parser looks through those before at each further one."""
    with pytest.raises(UnreadablePage, match="a tag in line 2 has more than 1,000 attributes"):
        parse_html(f"<p>Roofs fell.</p>\n<p {attributes}>It rained.</p>")


@pytest.mark.parametrize(
    "piece",
    ["<script>if (a<b {} </script>", "<!-- <p {}> -->", "<style>p<q {} </style>", '<p title="<p {}">It rained.</p>'],
)
def test_what_only_looks_like_a_tag_is_none(piece: str) -> None:
    """Words in a script, a remark, a style or a value are no attributes."""
    assert parse_html(f"<p>Roofs fell.</p>{piece.replace('{}', 'word ' * 3_000)}").text.startswith("Roofs fell.")


@pytest.mark.parametrize(
    "piece",
    ["<!--", "<script", "<script>", "<style ", "<", "<a <", '<a b="', "<a b='\" ", "</", "&#", "&lt", "<![CDATA["],
)
def test_tags_that_never_end_take_no_longer(piece: str) -> None:
    """A megabyte of beginnings is looked through once."""
    assert seconds(piece * (1_000_000 // len(piece))) < 5


def test_scripts_are_dropped_unread(deep: bool) -> None:
    """With all that they hold, however long (half a megabyte, or three), and whatever they would write."""
    script = "document.write('<p>Storm</p>');" * (100_000 if deep else 17_000)
    page = f"<p>Roofs fell.</p><script>{script}</script><p onclick='x()'>It rained.</p>"

    assert parse_html(page).text.split("\n\n") == ["Roofs fell.", "It rained.\n"]
    assert seconds(page) < (5 if deep else 1)


def test_a_page_whose_text_is_too_long_is_refused() -> None:
    """`max_chars` counts what is left of a page, not its markup."""
    page = "<p>It rained all day.</p>" * 100

    assert parse_html(page, max_chars=2_500).text
    with pytest.raises(ValueError, match=r"more than Options.max_chars = 1000"):
        parse_html(page, max_chars=1_000)


def test_megabytes_are_refused_for_their_text(deep: bool) -> None:
    """More than one, or fifty: the page becomes a tree, and no text."""
    page = "<p>It rained all day and all the night.</p>" * (1_300_000 // 43)
    if deep:
        page = f"<p>{'It rained all day and all the night. ' * 100}</p>" * (50_000_000 // 3_710)
    with pytest.raises(ValueError, match=r"more than Options.max_chars = 1000000"):
        parse_html(page, max_chars=1_000_000)
