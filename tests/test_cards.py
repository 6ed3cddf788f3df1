"""Posts as HTML: in a notebook, and as one static page."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape
from itertools import pairwise
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
from elements import Elements
from parsing import parsed

LINE = {"run", "line"}
FIXTURES = Path(__file__).parent.parent / "fixtures"


BLOCKS = {
    "p",
    "div",
    "li",
    "h1",
    "h2",
    "h3",
    "summary",
    "details",
    "article",
    "header",
    "section",
    "ul",
    "tr",
    "th",
    "td",
}


def unstyled(html: str) -> list[str]:
    """The lines that a browser shows where no style is known."""
    without = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    broken = re.sub(r"</?(\w+)[^>]*>", lambda tag: "\n" if tag[1] in BLOCKS else "", without)
    return [unescape(line).strip() for line in broken.split("\n") if line.strip()]


def post(name: str) -> Post:
    return clipparse.parse((FIXTURES / f"{name}.txt").read_bytes().decode())


def test_a_post_shows_a_card_for_each_clipping() -> None:
    """With headline, credits and text; the poster's remarks and the readers' comments apart."""
    read = post("blogger-three-clippings-with-remarks")
    page = Elements(read._repr_html_())
    said = "".join(page.said)

    assert len(page.of_class("card")) == len(read) + 2
    for number, clip in enumerate(read, 1):
        assert f"{number}. {clip.headline}" in said
        assert all(paragraph.text in said for paragraph in clip.paragraphs)
    assert all(remark in said for remark in read.commentary)


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*.txt")), ids=lambda path: path.stem)
def test_every_line_is_there_in_its_colour(path: Path) -> None:
    """In order, in a run of its role, which the style knows; its clues where the pointer hovers."""
    read = parsed(path.read_bytes().decode())
    html = read._repr_html_()
    shown = [attributes for _, attributes in Elements(html).tags if LINE & {*(attributes.get("class") or "").split()}]
    kinds = [attributes["class"] or "" for attributes in shown]
    roles = [[kind.split()[1] for kind in kinds[: at + 1] if kind.startswith("run ")][-1] for at in range(len(kinds))]

    assert [role for role, kind in zip(roles, kinds, strict=True) if kind.startswith("line")] == [
        f"is-{line.role}" for line in read.lines
    ]
    for one, line in zip((one for one in shown if "title" in one), read.lines, strict=True):
        assert f".is-{line.role}{{" in html
        assert all(f"{clue.stage}: {clue.why}" in (one["title"] or "") for clue in line.clues[:4] if clue.strength)


def test_the_reasons_are_there_without_hovering() -> None:
    """In an element that keyboard and finger open, once a line; what was mended and dropped too."""
    for name in ("blogger-three-clippings-with-remarks", "blog-mojibake-and-entities", "blog-paragraph-pasted-twice"):
        read = post(name)
        page = Elements(read._repr_html_())
        hovered = [(one["title"] or "").split("\n") for one in page.of_class("line")]
        listed = page.within("reasons")

        beginnings = page.within("<q>")
        assert [line for reasons in hovered for line in reasons] == [one for one in listed if one not in beginnings]
        for tag, one in page.tags:
            assert tag not in ("ins", "del") or "title" not in one or one["title"] in listed
        assert [tag for tag, one in page.tags if (one.get("class") or "") == "why"] == ["details"] * len(
            page.of_class("run")
        )


def test_the_markup_alone_reads_in_order() -> None:
    """With no style at all: a row has its label, its lines and the reasons; nothing runs into its neighbour."""
    said = unstyled(post("blogger-three-clippings-with-remarks")._repr_html_())

    at = said.index("The text")
    assert said[at + 1].startswith("of the post · poster's remarks · readers' comments · ")
    start = said.index("headline 1", at)
    assert said[start : start + 3] == ["headline 1", "Thousands of herring wash up on Suffolk beach", "why headline"]
    assert said[start + 3].startswith("headline, ")


def test_the_style_comes_last() -> None:
    """Where it is shown as text, it does not stand before what is to be read."""
    for shown in (post("blog-own-essay"), post("blog-kicker-subheads-captions")[0]):
        assert shown._repr_html_().rpartition("</style>")[2] == "</div>"


def test_a_card_leads_to_its_lines_and_a_line_to_its_card() -> None:
    """Every link inside a post leads to a place in it, and each clipping is led to from its lines."""
    read = post("blogger-three-clippings-with-remarks")
    page = Elements(read._repr_html_())
    links = [(attributes["href"] or "")[1:] for tag, attributes in page.tags if tag == "a"]
    places = {attributes["id"] or "": tag for tag, attributes in page.tags if "id" in attributes}

    assert len(places) == sum("id" in attributes for _, attributes in page.tags)
    assert [link for link in links if link not in places] == []
    assert {link for link in links if places[link] == "article"} == {
        place for place, tag in places.items() if tag == "article"
    }
    firsts = [next(n for n, line in enumerate(read.lines, 1) if line.clipping == number) for number in range(len(read))]
    assert [link.rpartition("-l")[2] for link in page.links_in("small")] == list(map(str, firsts))


def test_quotes_stand_on_the_card() -> None:
    """With who said them, and a way to the line."""
    read = post("blogger-three-clippings-with-remarks")
    page = Elements(read[1]._repr_html_())
    (quote,) = read[1].quotes

    assert f"1 quote: {quote.speaker}" in page.said
    assert quote.text in page.said
    assert len(Elements(read._repr_html_()).links_in("speaker")) == sum(len(clip.quotes) for clip in read)


def test_doubts_are_marked_and_lead_to_one_another() -> None:
    """In the order of the text; in a report, on to the next post."""
    read = [
        post("blogger-three-clippings-with-remarks"),
        post("blog-own-essay"),
        post("blog-two-agency-items-and-remarks"),
        post("turns-transcript-under-a-colon"),
    ]
    page = Elements(cards.report([(str(n), one.to_dict()) for n, one in enumerate(read)]))
    marked = [one["id"] for one in page.of_class("doubt")]
    ways = page.links_in("doubt")

    assert len(marked) == sum(len(one.doubts) for one in read) > 2
    assert len(page.of_class("doubtful")) <= len(marked)
    assert ways == [place for before, after in pairwise(marked) for place in (after, before)]
    assert page.links_in("lead") == marked[:1]
    for one in read:
        assert all(doubt.why in page.text for doubt in one.doubts)


def test_a_report_lists_the_clippings_by_how_sure_they_are() -> None:
    """The least certain first; the cards of a post can be sorted so too, by the style alone."""
    read = [post("blogger-three-clippings-with-remarks"), post("blog-kicker-subheads-captions")]
    page = Elements(cards.report([(str(n), one.to_dict()) for n, one in enumerate(read)]))
    sure = [float(words.rstrip("%")) for words in page.within("sure")]
    ranks = [(one["style"] or "").removeprefix("--sure:") for one in page.of_class("card") if "style" in one]

    assert sure == sorted(sure)
    assert len(sure) == sum(map(len, read))
    assert ranks == [str(round(clip.confidence * 1000)) for one in read for clip in one]
    assert len(page.of_class("by-sure")) == 1


def test_what_has_no_title_has_a_heading() -> None:
    """A post, and an article."""
    page = Elements(Post(text="", clippings=(Clipping(text="Rain fell."),))._repr_html_())

    assert [tag for tag, one in page.tags if one.get("class") == "untitled"] == ["h2", "h3"]
    assert page.within("untitled") == ["Untitled post", "1. (no headline)"]


def test_comments_are_told_from_the_posters_words() -> None:
    """By a colour, and by the line beside them."""
    html = post("blogger-three-clippings-with-remarks")._repr_html_()
    colour = {role: re.search(rf"\.is-{role}{{background:hsl\(([^/]+)/", html) for role in ("comment", "commentary")}

    assert colour["comment"]
    assert colour["commentary"]
    assert colour["comment"][1] != colour["commentary"][1]
    assert ".is-comment{border-left-style:double" in html
    assert Elements(html).of_class("is-comment")


def test_a_record_without_reasons_is_shown() -> None:
    """As `to_dict(clues=False)` gives it."""
    plain = post("blog-own-essay").to_dict(clues=False)

    assert "commentary, " in Elements(cards.report([("a", plain)])).text


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


def test_a_long_post_says_how_much_is_left_out(monkeypatch: pytest.MonkeyPatch, deep: bool) -> None:
    """In a notebook; a report has all of it. The most is 2,000 lines, or as few as make the test short."""
    most = 2_000 if deep else 200
    if not deep:
        monkeypatch.setattr(cards, "_MOST_LINES", most)
    read = clipparse.parse("\n\n".join(f"Line {number} of a long list." for number in range(most + 100)))

    assert "and 100 more lines" in Elements(read._repr_html_()).said
    assert len(Elements(cards.report([("a", read.to_dict())])).of_class("line")) == most + 100


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
    links = {attributes["href"] for tag, attributes in page.tags if tag == "a"}

    assert (status, capsys.readouterr().out) == (0, "")
    assert [name for name in names if name not in page.said] == []
    assert links - targets == set()
    assert {"#p1", "#p2"} <= links


def test_a_report_that_cannot_be_written_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Which names the file."""
    status = main([str(FIXTURES / "blog-own-essay.txt"), "--html", str(tmp_path / "no" / "report.html")])

    assert status == 1
    assert capsys.readouterr().err == f"clipparse: {tmp_path}/no/report.html: No such file or directory\n"


def test_an_editor_is_shown_as_that() -> None:
    """Who wrote it stands behind `by`; who edited or helped, behind what he did."""
    people = (Author("Ann Lee"), Author("Kim Roe", credit="editing"), Author("Al Poe", credit="additional reporting"))
    card = Clipping(headline="Storm", byline=Byline("By Ann Lee; Editing by Kim Roe", people))._repr_html_()

    assert [said in card for said in ("by Ann Lee · ", "editing: Kim Roe", "additional reporting: Al Poe")] == [
        True
    ] * 3
