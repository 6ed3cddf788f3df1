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

from clipparse.lexicon import Lexicon
from clipparse.page import Page, Span
from clipparse.web import kept
from clipparse.web.credited import credits_in
from clipparse.web.kept import Kept
from clipparse.web.markup import Markup
from clipparse.web.refused import UnreadablePage
from clipparse.web.text import Mark
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


def test_each_line_has_its_own_marks_only() -> None:
    """Not those of the line below; and of a line that an extractor kept in part, what it said of most of it."""
    page = Page.of(f"{TEXT[0]}\n\nShare\n\n{TEXT[1]} Share\n")
    starts = [line.span.start for line in page.lines]
    marks = (
        Mark(Span(0, len(TEXT[0])), "kept"),
        Mark(Span(starts[1], starts[1] + 5), "dropped"),
        Mark(Span(starts[2], starts[2] + len(TEXT[1])), "kept"),
        Mark(Span(starts[2] + len(TEXT[1]) + 1, starts[2] + len(TEXT[1]) + 6), "dropped"),
    )
    whys = ("an extractor kept it", "an extractor left it out")

    assert [(index, clue.why) for index, clue in Markup(marks)(page, Lexicon.default()) if clue.why in whys] == [
        (0, whys[0]),
        (1, whys[1]),
        (2, whys[0]),
    ]


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


# A blog's own essay, which quotes.
ESSAY = (
    "The old pier has been shut for a month now, and I have walked past its locked gate on every one of those days.",
    "What I miss is not the ferry, which I took twice a year at most, but the noise that it made under my window.",
    "My neighbour tells me that he sleeps better than he has for years. I do not, and I lie awake and listen for it.",
    "They will open it again in April, and I will be there with my camera, as I was when the last plank was laid.",
    "I have asked the harbour master whether I may have one of the old planks for my garden, and he laughed at me.",
    "Until then I shall write about something else, and I promise that it will be neither boats nor the council.",
    "If you have pictures of the old pier, send me some; I will put up the best of them here before the summer.",
)
BLURB = (
    "The piers of our coast tell the story of a century of holidays, of storms that took them and of towns that built"
    " them again. This book follows their builders from Selby to the outer islands, with more than two hundred plates.",
    "Drawings, letters and the reports of the harbour masters, most of them never printed before, make it the first"
    " whole history of the piers and of the people who paid for them, fished from them and went down with them.",
    "A chapter of its own is given to the ferries, whose captains were the first to be asked where a pier was planned.",
)
REPORT = (
    "The small radio of the old mill has to leave its rooms at the end of June, its owner told them on Friday.",
    "Nineteen years ago nobody believed that it would last a summer. The first programme was about the price of fish.",
    "Today there are eleven of them, and those who make them are paid nothing and meet in the kitchen of the mill.",
    "The rooms are sold, and what will be built in them is not yet known to those who work in the yard below.",
    "In the seventies the mill was a workshop for boats, and forty people had their bread from it, summer and winter.",
    "When the last boat was launched there were two of them left, and one of the two is the owner who now sells it.",
    "He is eighty years old and wants to live with his daughter, who has a farm on the largest of the outer islands.",
    "That he let the radio have the rooms for so long, and for so little, is what they will thank him for in June.",
    "The town has rooms enough, the mayor said, but none of them has a mast, and a mast costs more than a kitchen.",
    "Four thousand names were collected in a week, which is more than have voted for any mayor since the war.",
    "They were handed over in front of the hall in a box for herrings, as no other was large enough.",
    "The first programme to be heard again will be the one about gardens, which is the oldest and the best loved.",
)
OF_A_BLOG = '<meta name="generator" content="WordPress 6"><meta property="og:type" content="article">'


def essay(inner: str, head: str = OF_A_BLOG, below: str = "") -> str:
    return (
        f"<html><head>{head}</head><body><ul>{MENU}</ul><article class='post'>"
        f"<h1 class='entry-title'>A quiet winter</h1><div class='entry-content'>{inner}</div></article>{below}"
        "</body></html>"
    )


@pytest.mark.parametrize(
    "quoted",
    [
        f"<p>The publisher says of it:</p><blockquote>{paragraphs(*BLURB)}</blockquote>",
        paragraphs("The Piers of our Coast, by Karl Ohm", "Hardback: 240 pages", "Selby House", "Language: English"),
    ],
    ids=["blurb", "list"],
)
def test_a_bloggers_own_essay_is_his_though_he_quotes(quoted: str) -> None:
    """Where nothing is credited to a paper or a writer, no article begins, not even in a block quote."""
    pytest.importorskip("trafilatura", reason="needs trafilatura: pip install -e '.[html]'")
    post = parse_html(essay(f"{paragraphs(*ESSAY[:2])}{quoted}{paragraphs(*ESSAY[2:])}"))

    assert len(post) == 0
    assert {line.role for line in post.lines if line.span.of(post.text) in ESSAY} == {Role.COMMENTARY}


def test_a_credited_quotation_is_an_article() -> None:
    """On the same page, with a line above it that says who wrote it, and where."""
    article = f"<h3>Ferry pier closed until April</h3><p>By Hanna Brandt, Selby Courier</p>{paragraphs(*TEXT)}"
    [clip] = parse_html(essay(f"{paragraphs(*ESSAY[:1])}<blockquote>{article}</blockquote>{paragraphs(ESSAY[-1])}"))

    assert [part.text for part in clip.paragraphs if part.kind is Role.BODY] == list(TEXT)


def test_a_heading_far_from_any_credit_begins_no_article() -> None:
    """What is credited to another at the head of a post goes on below its crossheads."""
    pytest.importorskip("trafilatura", reason="needs trafilatura: pip install -e '.[html]'")
    crossheads = (
        (4, "The owner and his daughter move to the outer islands"),
        (8, "No money for a mast: how the town deals with its only radio"),
    )
    parts = "".join(f"<h2>{head}</h2>{paragraphs(*REPORT[at : at + 4])}" for at, head in crossheads)
    [clip] = parse_html(essay(f"<p>Source: Selby Courier</p>{paragraphs(*REPORT[:4])}{parts}"))

    assert [part.text for part in clip.paragraphs if part.kind is Role.BODY] == list(REPORT)


NAMED = "<meta name='author' content='{}'><meta property='og:site_name' content='{}'>"


@pytest.mark.parametrize(
    ("head", "below", "author"),
    [
        (
            "<meta name='author' content='Ann Lee'><meta property='og:site_name' content='Ann Lee’s Notes'>",
            "",
            "Ann Lee",
        ),
        (
            "<meta name='author' content='Selby Courier Ltd'><meta property='og:site_name' content='Selby Courier'>",
            "",
            None,
        ),
        ("", "<p class='byline'>4 min read</p>", None),
        ("", "<ol class='commentlist'><li><cite class='author'>Bo Marsh</cite> says: At last!</li></ol>", None),
        ("", "<p>Filed by <a rel='author' href='/people/7'>Ann Lee</a></p>", "Ann Lee"),
    ],
)
def test_who_wrote_a_post(head: str, below: str, author: str | None) -> None:
    """A blog may bear its writer's name; a paper, a reader and the minutes that it takes wrote nothing."""
    assert Webpage.of(essay(paragraphs(*ESSAY), OF_A_BLOG + head, below)).author == author


def test_a_text_that_its_page_hides_is_read() -> None:
    """Till it is paid for, or a script has run; what is hidden besides stays so."""
    pytest.importorskip("trafilatura", reason="needs trafilatura: pip install -e '.[html]'")
    hidden = f"<div style='display: none'>{paragraphs(*TEXT)}<p hidden>Your session has ended.</p></div>"
    printed = "<div hidden>Print this page, or send it to a friend who was there.</div>"
    page = paper(f"<article><h1>Ferry pier closed</h1>{hidden}{printed}</article>")
    [clip] = parse_html(page)

    assert [part.text for part in clip.paragraphs if part.kind is Role.BODY] == list(TEXT)
    assert "session" not in parse_html(page).text
    assert "Print" not in parse_html(page).text


def test_the_text_that_a_page_states_is_its_articles() -> None:
    """JSON-LD gives it besides; a paragraph between its own that is not in it is none of the article."""
    pytest.importorskip("trafilatura", reason="needs trafilatura: pip install -e '.[html]'")
    stated = f'{{"@type": "NewsArticle", "headline": "Ferry pier closed", "articleBody": "{" ".join(TEXT)}"}}'
    advice = "<p>The harbour shop has new charts of the outer islands, which readers of this page may buy for less.</p>"
    body = f"<article><h1>Ferry pier closed</h1>{paragraphs(*TEXT[:3])}{advice}{paragraphs(*TEXT[3:])}</article>"
    [clip] = parse_html(paper(body, f"<script type='application/ld+json'>{stated}</script>"))

    assert [part.text for part in clip.paragraphs if part.kind is Role.BODY] == list(TEXT)


@pytest.mark.usefixtures("without_extractor")
@pytest.mark.filterwarnings("ignore:trafilatura is not installed")
def test_the_text_that_a_page_states_is_found_without_an_extractor() -> None:
    """It says of each line what an extractor would."""
    stated = f'{{"@type": "NewsArticle", "headline": "Ferry pier closed", "articleBody": "{" ".join(TEXT)}"}}'
    web = Webpage.of(paper(paragraphs(*TEXT), f"<script type='application/ld+json'>{stated}</script>"))

    assert [mark.span.of(web.text) for mark in web.marks if mark.kind == "kept"] == list(TEXT)


def test_one_form_around_a_page_says_nothing() -> None:
    """Some programs set one around everything, and not what is filled in alone."""
    form = f"<form>{paragraphs(*TEXT * 6)}</form><form><p>Your name</p></form>"
    web = Webpage.of(paper(f"<div>{form}</div>"))

    forms = [mark.span.of(web.text) for mark in web.marks if mark.kind == "furniture"]
    assert "Your name" in forms
    assert not any(TEXT[0] in one for one in forms)


def test_what_stands_below_a_papers_article_is_none() -> None:
    """Though it is as long, and though a notice that an extractor kept above stands there once more."""
    notice = "This paper belongs to its readers, who pay for it by the month and are asked about all that it does."
    texts = (*TEXT[:3], notice, *REPORT[:6], notice)
    page = Page.of("\n\n".join(texts) + "\n")
    kept = (*TEXT[:3], notice)
    marks = tuple(Mark(line.span, "kept" if line.content in kept else "dropped") for line in page.lines)
    below = "left out by an extractor, below the article of a newspaper's page"
    told = Markup(marks, is_news=True)(page, Lexicon.default())

    assert [page.lines[index].content for index, clue in told if clue.why == below] == list(REPORT[:6])


def test_where_nothing_is_credited_no_article_begins_within() -> None:
    """A post that reports and credits nothing is all another's or all its writer's; near a credit one may begin."""
    page = Page.of("\n\n".join((*TEXT, *(f"{one} So they said." for one in REPORT))))
    marks = tuple(Mark(line.span, "kept") for line in page.lines)
    within = "inside a post's text, where nothing at all is credited to others"
    told = [index for index, clue in Markup(marks)(page, Lexicon.default()) if clue.why == within]

    assert told == [line.index for line in page.lines[5:]]
    credited = Page.of(f"{page.text}\n\nSource: Selby Courier\n\n{REPORT[0]}\n")
    assert within not in {clue.why for _, clue in Markup(marks)(credited, Lexicon.default())}


@pytest.mark.parametrize(
    ("above", "opening"),
    [
        ("Harlow Courier", ""),
        ("From Reuters:", ""),
        ("(Harlow Courier)", ""),
        ("Copyright 2014, The Associated Press", ""),
        ("Источник: «Луговской вестник», 6 октября 2010 года", ""),
        ("", "ВОЛОГДА, 20 ноя - РИА Новости. "),
    ],
)
def test_what_credits_a_text(above: str, opening: str) -> None:
    """An outlet's or an agency's name on a line of its own, in any language; a colon or a capital alone do not."""
    near = [*filter(None, [above]), f"{opening}{TEXT[0]}", "From the contents:", "In the name of the people", TEXT[1]]
    page = Page.of("\n\n".join(near))

    [credit] = credits_in(page.blocks, Lexicon.default(), None)
    assert credit.text in (above, f"{opening}{TEXT[0]}")


def test_an_extractor_that_missed_the_text_is_not_heeded() -> None:
    """Where it left out all paragraphs, and kept a line that is none; where it kept one of them, it is."""
    page = Page.of("\n\n".join(("Pier Radio", "About this channel", *TEXT)))
    whys = {"an extractor kept it", "an extractor left it out"}
    for chosen in ({"About this channel"}, {"About this channel", TEXT[2]}):
        marks = tuple(Mark(line.span, "kept" if line.content in chosen else "dropped") for line in page.lines)
        told = {clue.why for _, clue in Markup(marks, is_news=True)(page, Lexicon.default())}

        assert (told & whys) == (whys if TEXT[2] in chosen else set())
