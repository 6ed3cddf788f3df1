"""Pages that would break a careless reader, each in any length: `PAGES[name](n)` has about `n` characters.

As `hostile.py` has them for texts; what is random is drawn from seeds there too.
"""

from __future__ import annotations

from collections.abc import Callable

from hostile import PROSE

Page = Callable[[int], "str | bytes"]

PARAGRAPH = f"<p>{PROSE}</p>"


def of(piece: str, before: str = "", after: str = "") -> Page:
    """`piece` again and again, with its `{n}` counted up, between what stands once."""

    def make(n: int) -> str:
        length = len(piece.replace("{n}", "123456"))
        count = max(1, (n - len(before) - len(after)) // length)
        inner = "".join(piece.replace("{n}", f"{k:06}") for k in range(count)) if "{n}" in piece else piece * count
        return before + inner + after

    return make


def nested(opening: str, closing: str, levels: int, inner: Page, after: Page | None = None) -> Page:
    """So many levels, in a short page fewer, around what grows, with what grows beside them."""

    def make(n: int) -> str:
        parts, deep = n // (1 + (after is not None)), min(levels, n // 30)
        return opening * deep + str(inner(parts)) + closing * deep + (str(after(parts)) if after else "")

    return make


def sent(data: Callable[[int], bytes]) -> Page:
    """Bytes as they are."""
    return data


def seen_as_page(encoding: str) -> Page:
    """Prose in an encoding that nothing declares."""
    page = of(PARAGRAPH, "<html><body>")
    return lambda n: str(page(n)).encode(encoding, "replace")


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))

PAGES: dict[str, Page] = {
    "prose": of(PARAGRAPH),
    "prose of one article": of(PARAGRAPH, "<html><body><article><h1>Storm closes schools</h1>", "</article>"),
    # of one thing
    "paragraphs of a few words": of("<p>It rained all day and all the night.</p>"),
    "paragraphs of a letter": of("<p>x"),
    "empty paragraphs": of("<p>", PARAGRAPH),
    "line breaks": of("<br>", PARAGRAPH),
    "line breaks and letters": of("x<br>"),
    "rules": of("<hr>", PARAGRAPH),
    "divisions": of("<div>x</div>"),
    "inline siblings": of("<data>a </data>"),
    "unknown tags": of("<x-y>a </x-y>"),
    "links": of("<a href=/x>x</a> "),
    "long links": of(f"<a href='/{'x' * 900}'>x</a> "),
    "letters that are bold": of("<b>a</b> "),
    "a line of one word and another": of("storm "),
    "a text without tags": of(f"{PROSE}\n"),
    "headings": of("<h2>Storm closes schools {n}</h2>"),
    "cells": of("<td>x</td>", "<table><tr>", "</tr></table>"),
    "rows of two cells": of("<tr><td>storm</td><td>12</td></tr>", "<table>", "</table>"),
    "rows of no cell": of("<tr>", f"{PARAGRAPH}<table>"),
    "lists": of("<li>storm</li>", "<ul>", "</ul>"),
    "one-line lists": of("<ol><li>storm</li></ol>"),
    "definitions": of("<dt>storm<dd>wind</dd>", "<dl>", "</dl>"),
    "forms": of("<form><input value=x><button>x</button></form>", PARAGRAPH),
    "options": of("<option>storm", f"{PARAGRAPH}<select>", "</select>"),
    "pictures": of("<img src=x alt=storm>", PARAGRAPH),
    "hidden words": of("<p style='display:none'>storm</p>", PARAGRAPH),
    "hidden within hidden": nested("<div hidden>", "</div>", 500, of("<p>storm</p>"), of(PARAGRAPH)),
    "hidden words between words": of("<i hidden></i>x", PARAGRAPH),
    # posts, dates, titles and authors without end
    "posts": of("<div class=post-body><p>It rained.</p></div>"),
    "posts with all that heads them": of(
        "<h2 class=date-header>March 15, 2014</h2><h3 class=post-title>Storm {n}</h3><div class=post-body><p>By Ann Lee"
        "<p>It rained all day.</div><div class=post-footers>by Ann Lee</div>"
    ),
    "posts within posts": nested("<div class=post-body>x", "</div>", 1_500, of(PARAGRAPH)),
    "articles": of("<article><p>It rained all day and all the night.</p></article>"),
    "dates above a post": of("<span class=date>{n}</span>", "", f"<div class=post-body>{PARAGRAPH * 3}</div>"),
    "empty dates above a post": of("<i class=date></i>", "", f"<div class=post-body>{PARAGRAPH * 3}</div>"),
    "dates around a post": nested(
        "<div class='date timestamp entry-date post-date published'>", "</div>", 1_500, of(PARAGRAPH)
    ),
    "titles around a post": nested(
        "<h1 class='post-title entry-title'>", "</h1>", 1_500, of(f"<div class=post-body>{PARAGRAPH}</div>")
    ),
    "authors below a post": of("<b class=author>Ann Lee</b>", f"<div class=post-body>{PARAGRAPH * 3}</div>"),
    "posts far within what else is kept": nested(
        "<div>", "</div>", 1_500, of(PARAGRAPH, "<div class=post-body>", "</div>"), of(PARAGRAPH)
    ),
    "texts far within what else is kept": nested("<div>", "</div>", 1_500, of(PARAGRAPH), of(PARAGRAPH)),
    # within each other
    "tables within tables": nested("<table><tr><td>", "</td></tr></table>", 400, of("<tr><td>x</td><td>y</td></tr>")),
    "rows around cells": nested("<table><tr><td>x</td><td>", "</td></tr></table>", 45, of("<i>x</i>")),
    "quotations around lines": nested("<blockquote>", "</blockquote>", 140, of("x<br>")),
    "headings around lines": nested("<div class='sharedaddy wp-caption-text'>", "</div>", 140, of("x<br>")),
    "bold within bold": nested("<b>", "</b>", 1_900, of("storm ")),
    "staircases": of("<div>x" * 200 + "</div>" * 200),
    "nested without end": of("<div>"),
    "bold without end": of("<b>", "", "storm"),
    "lists without end": of("<ul><li>", "", "storm"),
    "tables without end": of("<table><tr><td>", "", "storm"),
    "links never closed": of("<a href=x>", PARAGRAPH, "storm"),
    "paragraphs and bold never closed": of("<p><b>x"),
    "paragraphs and links never closed": of("<p><a href=x><li>x"),
    "misnested": of("<b><p>x</b></i></p><i>"),
    "closings alone": of("</b></p></div>", PARAGRAPH),
    "closings of table parts": of("</td></tr>x", PARAGRAPH),
    "bodies": of("<body>x"),
    "heads": of("<head><title>x</title>", "", PARAGRAPH),
    "html in html": of("<html><body class=x{n}>x</html>"),
    # one large thing
    "a large attribute": of("x", '<p title="', f'">{PROSE}</p>'),
    "a large address": of("x", '<a href="http://herald.example/', f'">Storm</a>{PARAGRAPH}'),
    "a large base": of("x/", '<base href="http://herald.example/', '">' + "<a href=y>Storm</a> " * 200),
    "a large style": of("display ", '<p style="', f'">{PROSE}</p>'),
    "a large script": of("document.write('<p>Storm</p>');", "<script>", f"</script>{PARAGRAPH}"),
    "a large comment": of("<p>- ", "<!--", f"-->{PARAGRAPH}"),
    "a large title": of("storm ", "<title>", f"</title>{PARAGRAPH}"),
    "a large tag": of("x", "<", f">{PARAGRAPH}"),
    "a large entity": of("x", "<p>&", ";"),
    "a large number": of("9", "<p>&#", f";{PARAGRAPH}"),
    "a large data link": of("A", '<img src="data:image/png;base64,', f'">{PARAGRAPH}'),
    "attributes": of(" a{n}=1", "<p", f">{PROSE}"),
    "attributes in many tags": of("<p " + " ".join(f"a{n}=1" for n in range(900)) + ">x</p>"),
    "classes": of(" c{n}", "<p class='", f"'>{PROSE}</p>"),
    "classes of many": of("<p class='" + " ".join(f"c{n}" for n in range(900)) + "'>x</p>"),
    "scripts": of("<script>x</script>", PARAGRAPH),
    "scripts never closed": of("<script>", PARAGRAPH),
    "styles": of("<style>p{}</style>", PARAGRAPH),
    "comments": of("<!-- x -->", PARAGRAPH),
    "instructions": of("<?x y?>", PARAGRAPH),
    "types of document": of("<!DOCTYPE html>", "", PARAGRAPH),
    "sections of CDATA": of("<![CDATA[x]]>", PARAGRAPH),
    "statements": of("<meta property='og:title' content='storm {n}'>", "", PARAGRAPH),
    "data of one page": of(
        '{"@type": "NewsArticle", "headline": "Storm {n}"}, ', '<script type="application/ld+json">[', "{}]</script>x"
    ),
    "data in many scripts": of('<script type="application/ld+json">{"@type": "NewsArticle"}</script>', "", PARAGRAPH),
    "data nested": of("[", '<script type="application/ld+json">', f"</script>{PARAGRAPH}"),
    "properties": of("<b itemprop='author datePublished'>Ann Lee {n}</b>", PARAGRAPH),
    # others' languages
    "plain text to its end": of("<b>x", f"{PARAGRAPH}<plaintext>"),
    "as it is": of("  x\n", "<pre>", "</pre>"),
    "as they are": of("<pre> x </pre>"),
    "drawings": of("<svg><text>x</text><p>storm</p></svg>", PARAGRAPH),
    "drawings within formulas": nested("<svg><foreignObject><math><mi>", "", 200, of(PARAGRAPH)),
    "frames": of("<frame src=x>", "<frameset>", PARAGRAPH),
    "inner frames": of("<iframe srcdoc='<p>x'></iframe>", PARAGRAPH),
    "without scripts": of("<noscript><p>storm</noscript>", PARAGRAPH),
    "refreshed pages": of("<meta http-equiv=refresh content='0;url=//evil.example'>", "", PARAGRAPH),
    "bases": of("<base href='//evil.example/{n}'>", "", f"<a href=x>Storm</a>{PARAGRAPH}"),
    "links that run": of("<a href='javascript:alert(1)'>x</a> <a href='data:text/html,x'>y</a> "),
    # letters
    "entities": of("&amp;"),
    "entities of entities": of("amp;", "<p>&", "lt;"),
    "entities of a page's own": of("<p>&l9;", f'<!DOCTYPE html [<!ENTITY l0 "lol">{LAUGHS}]>'),
    "numbers out of range": of("&#x110000;&#99999999999;&#xD800;&#0;&#-1;&#x;"),
    "entities never closed": of("&#"),
    "beginnings of tags": of("<"),
    "beginnings of links": of("<a b='\" "),
    "ends of tags": of(">"),
    "NULs": of("\x00"),
    "NULs in tags": of("<p\x00>x\x00</p\x00>"),
    "lone surrogates": of("<p>\ud83d storm \udc80"),
    "no characters": of("<p>\ufffe\uffff\x01\x1f storm"),
    "soft hyphens": of("<p>\xad"),
    "spaces": of(" ", "<p>storm", "closes"),
    "hard spaces": of("&nbsp;", "<p>storm", "closes"),
    "line feeds": of("\n", "<p>storm", "closes"),
    "emoji": of("<p>\U0001f600"),
    # bytes
    "broken UTF-8": sent(lambda n: b"<p>storm \xe2\x82 \xc3</p>" * (n // 20)),
    "bytes of no encoding": sent(lambda n: bytes(range(128, 256)) * (n // 128)),
    "all bytes": sent(lambda n: bytes(range(256)) * (n // 256)),
    "UTF-16 of half a letter": sent(lambda n: b"\xff\xfe" + b"<\x00p\x00>\x00\x3d\xd8" * (n // 8) + b"x"),
    "declared wrongly": sent(lambda n: b"<meta charset=utf-16><p>storm " + b"\xe4\xf6 storm " * (n // 9)),
    "declared again and again": sent(lambda n: b"<meta charset=koi8-r>" * (n // 21) + b"<p>storm \xd0"),
    "Japanese without end": sent(lambda n: b"<meta charset=iso-2022-jp><p>" + b"\x1b$B" * (n // 3)),
    "of two bytes a letter": seen_as_page("utf-16"),
    "of four bytes a letter": seen_as_page("utf-32"),
    "a PDF file": sent(lambda n: b"%PDF-1.4\n" + bytes(range(256)) * (n // 256)),
    "a ZIP archive": sent(lambda n: b"PK\x03\x04" + bytes(range(256)) * (n // 256)),
    "a packed page": sent(lambda n: b"\x1f\x8b\x08" + bytes(range(256)) * (n // 256)),
}
