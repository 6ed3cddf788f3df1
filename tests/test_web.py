"""What the markup of whole pages says: an extractor's answer, statements in the head, files that are no pages."""

from __future__ import annotations

import datetime as dt
import gzip
import sys
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from clipparse import Pipeline, Post, Role, parse_html
from clipparse.cli import main

pytest.importorskip("lxml", reason="needs lxml: pip install -e '.[html]'")
pytest.importorskip("inscriptis", reason="needs inscriptis: pip install -e '.[html]'")

from clipparse.web import kept
from clipparse.web.kept import Kept
from clipparse.web.refused import UnreadablePage
from clipparse.webpage import Webpage

HEAD = """<meta property="og:site_name" content="Selby Courier">
<meta property="og:url" content="https://selby-courier.example/2014/03/11/pier.html">
<script type="application/ld+json">{"@graph": [
  {"@type": "NewsArticle", "headline": "Ferry pier closed until April", "datePublished": "2014-03-11T05:30:00+01:00",
   "author": {"@id": "#hb"}, "articleSection": ["Harbour"]},
  {"@type": "Person", "@id": "#hb", "name": "Hanna Brandt"}]}</script>"""
TEXT = (
    "The harbour council voted on Monday night to close the old ferry pier for the rest of the winter.",
    "“Nobody wanted this, but nobody wanted to read about an accident either,” said Marit Osvald, who chairs it.",
    "Ferries to the outer islands will leave from the fishing quay until the repairs are done, the council said.",
    "The piles under the eastern end were found to be hollow by divers who went down to them in January.",
    "Engineers had warned of it for years, and asked for money that the council did not have until this spring.",
    "Shopkeepers on the front said that they expect a quiet Easter, and that they had not been asked before.",
)
SECTIONS = ("News", "Sport", "Weather", "Jobs", "Cars", "Deaths")
MENU = "".join(f"<li><a href='/{name}'>{name}</a></li>" for name in SECTIONS)


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def paper(body: str, head: str = HEAD) -> str:
    return (
        f"<html><head>{head}</head><body><nav><ul>{MENU}</ul></nav>{body}<footer>© Selby Courier</footer></body></html>"
    )


def test_a_papers_article_is_given_what_its_page_states() -> None:
    """Author, day, outlet and section, each with where it stands; none of it is written into the text."""
    post = parse_html(paper(f"<article><h1>Ferry pier closed until April</h1>{paragraphs(*TEXT)}</article>"))
    [clip] = post

    assert clip.byline is not None
    assert [one.name for one in clip.byline.authors] == ["Hanna Brandt"]
    assert (clip.published, clip.source and clip.source.name, clip.kicker) == (
        dt.date(2014, 3, 11),
        "Selby Courier",
        "Harbour",
    )
    assert {one.field: one.where for one in post.stated} == {
        "title": "JSON-LD headline",
        "outlet": "og:site_name",
        "author": "JSON-LD author",
        "section": "JSON-LD articleSection",
        "posted": "JSON-LD datePublished",
    }
    assert "Hanna Brandt" not in post.text
    assert "2014" not in post.text
    assert not {"byline", "published", "source"} & set(clip.spans)


def test_the_day_stands_in_the_address() -> None:
    """Where the page states it nowhere else."""
    head = '<meta property="og:url" content="https://selby-courier.example/2014/03/11/pier.html">'
    post = parse_html(paper(f"<article><h1>Ferry pier closed</h1>{paragraphs(*TEXT)}</article>", head))

    assert post.posted == dt.date(2014, 3, 11)
    assert [(one.field, one.where) for one in post.stated if one.field == "posted"] == [("posted", "address")]


def test_a_blog_keeps_what_its_page_states() -> None:
    """The poster is not made the author of what he posts, nor his blog its outlet."""
    head = """<meta name="generator" content="Blogger"><meta property="og:site_name" content="Salt and Rust">
    <script type="application/ld+json">{"@type": "BlogPosting", "author": {"name": "Old Salt"}}</script>"""
    body = f"<h3>Ferry pier closed until April</h3><p>By Hanna Brandt, Selby Courier</p>{paragraphs(*TEXT)}"
    post = parse_html(f"<html><head>{head}</head><body><div class='post-body'>{body}</div></body></html>")
    [clip] = post

    assert post.author == "Old Salt"
    assert clip.byline is not None
    assert [one.name for one in clip.byline.authors] == ["Hanna Brandt"]
    assert clip.source is None or clip.source.name == "Selby Courier"
    assert ("outlet", "Salt and Rust") in [(one.field, one.value) for one in post.stated]


def test_crossheads_do_not_split_a_papers_article() -> None:
    """On its own page there is one."""
    parts = (
        f"<h2>{head}</h2>{paragraphs(*TEXT[at : at + 2])}" for head, at in (("Hollow piles", 2), ("A quiet Easter", 4))
    )
    post = parse_html(paper(f"<article><h1>Ferry pier closed</h1>{paragraphs(*TEXT[:2])}{''.join(parts)}</article>"))
    [clip] = post

    assert [part.text for part in clip.paragraphs if part.kind is Role.BODY] == list(TEXT)


# Around a post, as each program sets it: what stands in the head, above the post, and below it.
BLOGS = {
    "wordpress": (
        '<meta name="generator" content="WordPress 4"><meta property="og:type" content="article">',
        "<article class='post hentry'><h1 class='entry-title'>This week</h1><div class='entry-content'>",
        "<div class='sharedaddy'><h3>Share this:</h3><ul><li>Email</li></ul></div></div></article>"
        "<div id='comments'><h3>2 thoughts on “This week”</h3><p>Thanks for these!</p></div>",
    ),
    "blogger": (
        '<meta name="generator" content="blogger">',
        "<h2 class='date-header'>Sunday, March 16, 2014</h2><h3 class='post-title entry-title'>This week</h3>"
        "<div class='post-body entry-content'>",
        "</div><div class='post-footer'>Posted by <span class='fn'>Pat Quill</span> at 9:41 PM</div>",
    ),
    "typepad": (
        '<meta name="generator" content="http://www.typepad.com/">',
        "<h2 class='date-header'>16 March 2014</h2><div class='entry'><h3 class='entry-header'>This week</h3>"
        "<div class='entry-content'><div class='entry-body'>",
        "</div></div><p class='entry-footer'>Posted by Pat Quill on 16 March 2014 at 09:41 PM | Permalink</p></div>",
    ),
    "movable type": (
        '<meta name="generator" content="Movable Type 4.2">',
        "<h1 id='page-title' class='asset-name entry-title'>This week</h1><div class='asset-meta'>By Pat Quill</div>"
        "<div class='asset-content entry-content'><div class='asset-body'>",
        "</div></div><div class='asset-footer'><h4>Categories</h4><ul><li>Town</li></ul></div>",
    ),
}


@pytest.mark.parametrize("program", BLOGS)
def test_three_articles_on_a_blogs_page_are_three(program: str) -> None:
    """Each with its own headline, author and text, whatever program made the blog."""
    heads = (
        ("Ferry pier closed until April", "Hanna Brandt"),
        ("Storm shuts schools", "Ann Lee"),
        ("Mayor resigns", "Bo Marsh"),
    )
    articles = "".join(
        f"<h3>{title}</h3><p>By {author}</p><p>Selby Courier, {day} March 2014</p>{paragraphs(*TEXT[at : at + 2])}"
        for at, day, (title, author) in zip((0, 2, 4), (11, 12, 13), heads, strict=True)
    )
    head, above, below = BLOGS[program]
    body = f"<ul>{MENU}</ul>{above}{articles}{below}"
    head += '<meta property="og:site_name" content="Salt and Rust">'
    post = parse_html(f"<html><head>{head}</head><body>{body}</body></html>")

    assert [clip.headline for clip in post] == [title for title, _ in heads]
    assert [clip.byline.authors[0].name for clip in post if clip.byline] == [author for _, author in heads]
    assert [clip.text for clip in post] == ["\n\n".join(TEXT[at : at + 2]) for at in (0, 2, 4)]


def test_a_papers_page_is_known_whatever_program_made_it() -> None:
    """By its name, or by what it writes for news searches; a blog's program alone makes no blog."""
    blog = "<meta name='generator' content='WordPress 6'><meta property='og:type' content='article'>"
    own = "I went down to the pier again on Monday, and I was sorry to see what the storm had left of my summer."
    body = f"<h1>My pier</h1><div class='entry-content'>{paragraphs(*(f'{own} {number}' for number in range(9)))}</div>"
    signs = ("<meta property='og:site_name' content='The Guardian'>", "<meta name='news_keywords' content='pier'>")

    assert not Webpage.of(paper(body, blog)).is_news
    assert [Webpage.of(paper(body, blog + sign)).is_news for sign in signs] == [True, True]


def test_text_without_spaces_is_text() -> None:
    """A paragraph in Chinese is as long as one in English that has five times the letters."""
    pytest.importorskip("trafilatura", reason="needs trafilatura: pip install -e '.[html]'")
    said = (
        "港务委员会周一晚投票决定，在冬季余下的时间里关闭旧渡轮码头。",
        "工程师多年来一直对此发出警告，并要求拨款，但委员会直到今年春天才有这笔钱。",
    )
    [clip] = parse_html(paper(f"<article><h1>渡轮码头关闭至四月</h1>{paragraphs(*said * 3)}</article>"))

    assert [part.text for part in clip.paragraphs if part.kind is Role.BODY] == [*said * 3]


def test_microdata_states_who_wrote_it_when_and_where() -> None:
    """Where a page says it in its text alone, and says it once: comments have authors of their own."""
    item = (
        "<article itemscope itemtype='https://schema.org/NewsArticle'><h1 itemprop='headline'>Ferry pier closed</h1>"
        "<span itemprop='author' itemscope><span itemprop='name'>Hanna Brandt</span></span>"
        "<time itemprop='datePublished' datetime='2014-03-11'>last Tuesday</time>"
        f"<div itemprop='publisher' itemscope><meta itemprop='name' content='Selby Courier'></div>{paragraphs(*TEXT)}"
    )
    stated = {one.field: (one.value, one.where) for one in parse_html(paper(f"{item}</article>", "")).stated}
    assert (stated["author"], stated["outlet"]) == (
        ("Hanna Brandt", "itemprop author"),
        ("Selby Courier", "itemprop publisher"),
    )
    assert stated["posted"][1] == "itemprop datePublished"

    handle = "<meta name='author' content='@courier'>"
    assert next(
        one.value for one in parse_html(paper(f"{item}</article>", handle)).stated if one.field == "author"
    ) == ("Hanna Brandt")
    reply = "<div itemprop='comment'><span itemprop='author'>Bo Marsh</span><p>At last.</p></div>"
    assert "author" not in {one.field for one in parse_html(paper(f"{item}{reply}</article>", "")).stated}


def test_a_page_that_is_one_article_is_read_in_one_container() -> None:
    """Where it says so; a teaser in a container of the same class is no second post."""
    pytest.importorskip("trafilatura", reason="needs trafilatura: pip install -e '.[html]'")
    teaser = (
        "<h2 class='entry-title'>More</h2><div class='entry-content'><p>Ten things to do with an old boat.</p></div>"
    )
    head = '<meta name="generator" content="WordPress 6"><meta property="og:type" content="article">'
    post = f"<h1 class='entry-title'>Pier closed</h1><div class='entry-content'>{paragraphs(*TEXT)}</div>{teaser}"

    assert "old boat" not in parse_html(paper(post, head)).text
    assert "old boat" in parse_html(paper(post, "")).text


def test_what_an_extractor_keeps_is_a_clue_among_others() -> None:
    """It is told of each line, and a player's text is left out."""
    pytest.importorskip("trafilatura", reason="needs trafilatura: pip install -e '.[html]'")
    player = "<div class='player'><button>Play</button><span>Your video will play in 00:25</span></div>"
    page = paper(f"<div><h1>Ferry pier closed</h1>{player}{paragraphs(*TEXT)}</div>")
    web = Webpage.of(page)
    [clip] = parse_html(page)

    kept = {mark.span.of(web.text) for mark in web.marks if mark.kind == "kept"}
    dropped = {mark.span.of(web.text) for mark in web.marks if mark.kind == "dropped"}
    assert set(TEXT) <= kept
    assert {f"* {name}" for name in SECTIONS} <= dropped
    assert [part.text for part in clip.paragraphs if part.kind is Role.BODY] == list(TEXT)


def test_others_code_is_not_asked_about_very_large_pages() -> None:
    """Its time grows faster than ours; such a page is read by its markup alone."""
    pytest.importorskip("trafilatura", reason="needs trafilatura: pip install -e '.[html]'")
    short, long = (paper(f"<article>{paragraphs(*TEXT * times)}</article>") for times in (1, 5_001))
    assert [{"kept"} <= {mark.kind for mark in Webpage.of(page).marks} for page in (short, long)] == [True, False]


@pytest.fixture
def without_extractor(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    kept._tell_missing.cache_clear()
    yield
    kept._tell_missing.cache_clear()


@pytest.mark.usefixtures("without_extractor")
@pytest.mark.parametrize("read", [parse_html, Pipeline.default().parse_html])
def test_a_missing_extractor_is_told_once(read: Callable[[str], Post]) -> None:
    """Where the page was given to be read; it is read all the same, and the next one in silence."""
    page = paper(f"<article><h1>Ferry pier closed</h1>{paragraphs(*TEXT)}</article>")
    with pytest.warns(
        RuntimeWarning, match="^trafilatura is not installed, .+ pip install 'clipparse-news.html.'$"
    ) as told:
        posts = [read(page), read(page)]

    assert [one.filename for one in told] == [__file__]
    assert posts[0] == posts[1]
    assert TEXT[-1] in posts[0].text


@pytest.mark.usefixtures("without_extractor")
def test_a_missing_extractor_is_one_line_on_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Beside the post, which is read."""
    path = tmp_path / "saved.html"
    path.write_text(paper(f"<article>{paragraphs(*TEXT)}</article>"), encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("default")
        status = main([str(path)])
    said = capsys.readouterr()

    assert status == 0
    assert said.out
    assert said.err.startswith("clipparse: trafilatura is not installed")
    assert said.err.count("\n") == 1


def test_a_line_is_found_again_though_a_word_differs() -> None:
    """A link's text may be missing on one side; a menu's words are not found."""
    kept = Kept.of(" ".join(TEXT))

    assert kept.has(TEXT[0].replace("old ", ""))
    assert not kept.has("News Sport Weather Jobs Cars Deaths")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "a PDF file"),
        (b"PK\x03\x04\x14\x00", "a ZIP archive"),
        (gzip.compress(b"<p>Storm closes schools", mtime=0), "unpack it first"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        ("%PDF-1.7", "a PDF file"),
    ],
)
def test_what_is_no_page_is_refused(data: bytes | str, told: str) -> None:
    """By how it begins, and the message says what it is."""
    with pytest.raises(UnreadablePage, match=told):
        parse_html(data)


def test_a_list_of_other_pages_is_not_the_post() -> None:
    """Their first words stand in elements that hold posts elsewhere; the page's own text, which is long, does not."""
    pytest.importorskip("trafilatura", reason="needs trafilatura: pip install -e '.[html]'")
    teasers = "".join(
        f'<div class="item"><p class="date">{day} May 2019</p><div class="entry-content"><p>The board of the {name} met'
        " on Monday, and will meet again in June to look at the plans of the county.</p></div></div>"
        for day, name in enumerate(("harbour", "market", "library", "station", "mill"), 3)
    )
    own = [
        "The small radio of the old mill will have to leave its rooms at the end of June, after nineteen years there.",
        "The owner of the mill told the listeners on Friday that the rooms were sold, and nobody could stay in them.",
        "The listeners collected four thousand names in a week, and handed them to the mayor in front of the hall.",
        "The mayor said that she would look for other rooms, and that the town could not do without its only radio.",
        "The radio has eleven programmes, all of them made by people who do it in their own time and are paid nothing.",
        "The first of them to be heard again will be the one about gardens, which is the oldest and the best loved.",
    ] * 3
    text = "".join(f"<p>{number}. {one}</p>" for number, one in enumerate(own, 1))
    page = (
        "<html><head><title>The radio must go</title></head><body><h1>The radio must go</h1>"
        f'<div class="column"><div class="texte">{text}</div></div>'
        f'<div class="others"><h2>Also here</h2>{teasers}</div></body></html>'
    )

    read = parse_html(page).text

    assert all(one in read for one in own)
