"""Posts as HTML: in a notebook, and as one static page."""

from __future__ import annotations

import datetime as dt
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import clipparse
from clipparse import (
    Author,
    Byline,
    Clipping,
    Clue,
    Correction,
    Duplicate,
    Line,
    Paragraph,
    Post,
    Role,
    Source,
    Span,
    cards,
)
from clipparse.cli import main

FIXTURES = Path(__file__).parent.parent / "fixtures"


class Elements(HTMLParser):
    """What a browser would make of it: the tags, their attributes, and the text in them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.said: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            self.said.append(data)

    def of_class(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for _, attributes in self.tags if name in (attributes.get("class") or "").split()]


def post(name: str) -> Post:
    return clipparse.parse((FIXTURES / f"{name}.txt").read_bytes().decode())


def test_a_post_shows_a_card_for_each_clipping() -> None:
    """With headline, credits and text, and the poster's remarks apart."""
    read = post("blogger-three-clippings-with-remarks")
    page = Elements(read._repr_html_())
    said = "".join(page.said)

    assert len(page.of_class("card")) == len(read) + 1
    for number, clip in enumerate(read, 1):
        assert f"{number}. {clip.headline}" in said
        assert all(paragraph.text in said for paragraph in clip.paragraphs)
    assert all(remark in said for remark in read.commentary)


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*.txt")), ids=lambda path: path.stem)
def test_every_line_is_there_in_its_colour(path: Path) -> None:
    """In order, with its role as a class that the style knows, and its clues where the pointer hovers."""
    read = clipparse.parse(path.read_bytes().decode())
    html = read._repr_html_()
    lines = Elements(html).of_class("line")

    assert [(line["class"] or "").split()[1] for line in lines] == [f"is-{line.role}" for line in read.lines]
    for shown, line in zip(lines, read.lines, strict=True):
        assert f".is-{line.role}{{" in html
        assert all(f"{clue.stage}: {clue.why}" in (shown["title"] or "") for clue in line.clues[:4] if clue.strength)


def test_what_was_dropped_and_mended_is_marked() -> None:
    """Where it stands in the raw text, which is shown as it is."""
    dropped = Elements(post("blog-paragraph-pasted-twice")._repr_html_())
    mended = Elements(post("blog-mojibake-and-entities")._repr_html_())

    assert "dropped: 1 repeated paragraph" in dropped.said
    assert [one["title"] for tag, one in dropped.tags if tag == "del"] == [
        "dropped: 100% like a paragraph that was kept"
    ]
    assert "mended: reads 'didn’t' now" in [one.get("title") for tag, one in mended.tags if tag == "ins"]


def test_a_clipping_shows_itself_as_its_card() -> None:
    """Alone, without the text around it."""
    page = Elements(post("blog-kicker-subheads-captions")[0]._repr_html_())

    assert len(page.of_class("card")) == 1
    assert page.of_class("line") == []


NASTY = "</style><script>alert(1)</script>\" onmouseover='x' & <img src=x onerror=alert(1)> \u202e \x00 \ud800"


def nasty() -> Post:
    line = Line(Span(0, len(NASTY)), Role.BODY, 0, 0.5, (Clue(NASTY, Role.BODY, 1.0, NASTY),))
    clip = Clipping(
        kicker=NASTY,
        headline=NASTY,
        standfirst=NASTY,
        byline=Byline(NASTY, (Author(NASTY),)),
        source=Source(NASTY, "javascript:alert(1)", NASTY),
        published=dt.date(2014, 3, 15),
        paragraphs=(Paragraph(NASTY, Role.BODY, (line.span,)),) * 2,
        text=NASTY,
        corrections=(Correction("typo", NASTY, NASTY, Span(3, 9)),),
        duplicates=(Duplicate(Span(5, 12), Span(0, 3), 0.5),),
    )
    return Post(text=NASTY, title=NASTY, author=NASTY, clippings=(clip,), lines=(line,), commentary=(NASTY,))


@pytest.mark.parametrize(
    "html",
    [nasty()._repr_html_(), nasty()[0]._repr_html_(), cards.report([(NASTY, nasty().to_dict())] * 2)],
    ids=["post", "clipping", "report"],
)
def test_nothing_in_a_post_becomes_markup(html: str) -> None:
    """Not a tag, not an attribute, not a link that runs something, nor a character that turns or breaks the page."""
    page = Elements(html)
    html.encode()

    assert page.open == []
    assert {tag for tag, _ in page.tags}.isdisjoint({"script", "img", "iframe", "object", "form"})
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)
    assert not any((attributes.get("href") or "#").startswith("javascript") for _, attributes in page.tags)
    assert not {"\u202e", "\x00"} & set(html)


@given(st.text(max_size=200))
def test_any_text_is_shown_whole(text: str) -> None:
    """Every line of it, save what no browser shows."""
    read = clipparse.parse(text)
    page = Elements(read._repr_html_())

    assert page.open == []
    assert len(page.of_class("line")) == len(read.lines)


def test_a_long_post_says_how_much_is_left_out() -> None:
    """In a notebook; a report has all of it."""
    read = clipparse.parse("\n\n".join(f"Line {number} of a long list." for number in range(2_100)))

    assert "and 100 more lines" in Elements(read._repr_html_()).said
    assert len(Elements(cards.report([("a", read.to_dict())])).of_class("line")) == 2_100


def test_a_report_loads_nothing() -> None:
    """It is one file, and tells the browser to fetch and run nothing."""
    html = cards.report([("a.txt", post("blog-own-essay").to_dict())])
    page = Elements(html)

    assert "default-src 'none'; style-src 'unsafe-inline'" in [one.get("content") for _, one in page.tags]
    assert not any("src" in attributes for _, attributes in page.tags)
    assert "url(" not in html
    assert "@import" not in html


def test_the_command_line_writes_a_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With every file by its name, and a list of them to jump from."""
    names = [str(FIXTURES / f"{name}.txt") for name in ("blog-own-essay", "blog-kicker-subheads-captions")]
    status = main([*names, "--html", str(tmp_path / "report.html")])
    page = Elements((tmp_path / "report.html").read_text(encoding="utf-8"))
    targets = {f"#{attributes['id']}" for _, attributes in page.tags if attributes.get("id")}

    assert (status, capsys.readouterr().out) == (0, "")
    assert [name for name in names if name not in page.said] == []
    assert {attributes["href"] for tag, attributes in page.tags if tag == "a"} == targets


def test_a_report_that_cannot_be_written_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Which names the file."""
    status = main([str(FIXTURES / "blog-own-essay.txt"), "--html", str(tmp_path / "no" / "report.html")])

    assert status == 1
    assert capsys.readouterr().err == f"clipparse: {tmp_path}/no/report.html: No such file or directory\n"
