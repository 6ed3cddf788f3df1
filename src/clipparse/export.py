"""Clippings in the formats of other trades: CSV for spreadsheets, Markdown for reading, TEI-XML for editions.

JSON is `Post.to_json`, tables are `clipparse.arrow`. What a format cannot hold is left out; only JSON has all.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from urllib.parse import quote as percent
from xml.sax.saxutils import escape, quoteattr

from clipparse import lazy
from clipparse.escaped import is_web
from clipparse.model import Byline, Clipping, Paragraph, Post
from clipparse.roles import Role

COLUMNS = (
    *("post", "clipping", "post_title", "posted", "kicker", "headline", "standfirst", "byline", "authors", "source"),
    *("url", "agency", "place", "published", "published_at", "truncated", "confidence", "id", "text"),
)

_MARKDOWN = lazy.compile(r"([\\`*_\[\]>#|~]|&(?=#?\w{1,40};))")
# What makes a list, a rule or a heading at the beginning of a line, and only there.
_MARKDOWN_FIRST = lazy.compile(r"^(\s*)([-+=]|\d{1,9}(?=[.)]))")
_NOT_IN_ADDRESS = lazy.compile("[\x00-\x20<>\\\\\x7f-\xa0\ud800-\udfff]")
_NOT_IN_XML = lazy.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def to_csv(
    posts: Iterable[Post],
    names: Iterable[str] | None = None,
    *,
    table: str = "clippings",
    bom: bool = False,
    raw: bool = False,
) -> str:
    """One row a clipping, beneath a row of `COLUMNS`, as RFC 4180 has it; clippings count from 0, as in a `Line`.

    Parameters
    ----------
    posts: what `parse` gave; a post without clippings has no row.
    names: what each post is called in the column `post`; their numbers, from 1, when None.
    table: `"clippings"`; or `"quotes"`, a row for each quotation; or `"remarks"`, a row for each paragraph of the
        poster's and each line of a reader's. `TABLES` has their columns.
    bom: begin with a byte order mark, by which Excel knows UTF-8.
    raw: text as it is, for a program. Else what a spreadsheet would take for a formula, such as a headline that begins
        with `=`, `+`, `-` or `@`, has an apostrophe before it, and so has what follows a line's end or a semicolon.

    Returns
    -------
    str: write it with `newline=""`.

    Raises
    ------
    ValueError: there are not as many names as posts, or no such table.

    >>> import clipparse
    >>> post = clipparse.parse("Storm closes schools\\nBy Ann Lee\\n\\nSchools along the coast stayed shut, they said.")
    >>> to_csv([post]).split("\\r\\n")[1][:52]
    '1,0,,,,Storm closes schools,,By Ann Lee,Ann Lee,,,,,'
    >>> to_csv([clipparse.parse("I do not believe a word of it.")], ["a.txt"], table="remarks").split("\\r\\n")[1]
    'a.txt,0,poster,I do not believe a word of it.'
    """
    if table not in TABLES:
        raise ValueError(f"no table {table!r}; there are: {', '.join(TABLES)}")
    columns, rows = TABLES[table]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    for name, post in _named(posts, names):
        told = ([name, *row] for row in rows(post))
        writer.writerows(told if raw else (list(map(_held_back, row)) for row in told))
    return "\ufeff" * bom + out.getvalue()


def to_markdown(
    posts: Iterable[Post], names: Iterable[str] | None = None, *, files: Iterable[str] | None = None
) -> str:
    """A file of clippings to read: headline, credits and text of each, and a link to its source.

    Parameters
    ----------
    posts: what `parse` gave.
    names: a heading for each post; its title, else its file or its number, when None.
    files: where each post lies, which stands under its heading.

    Returns
    -------
    str: the clippings of each post, then the poster's remarks. What the text says stays text: it is escaped where
        Markdown would read it otherwise.

    Raises
    ------
    ValueError: there are not as many names, or files, as posts.

    >>> import clipparse
    >>> post = clipparse.parse("Storm closes schools\\nBy Ann Lee\\n\\nSchools along the coast stayed shut, they said.")
    >>> print(to_markdown([post]))
    # Post 1
    <BLANKLINE>
    ## Storm closes schools
    <BLANKLINE>
    By Ann Lee
    <BLANKLINE>
    Schools along the coast stayed shut, they said.
    <BLANKLINE>
    """
    known = list(posts)
    blocks: list[str] = []
    places = [None] * len(known) if files is None else [file for file, _ in _named(known, files)]
    called = [post.title or file or f"Post {n}" for n, (post, file) in enumerate(zip(known, places, strict=True), 1)]
    for (name, post), file in zip(_named(known, called if names is None else names), places, strict=True):
        blocks += [f"# {_plain(name)}", *_posted(post, None if file == name else file)]
        for clip in post:
            blocks += _readable(clip)
        if post.commentary:
            blocks += ["## Remarks", *(f"> {_plain(remark)}" for remark in post.commentary)]
    return "\n\n".join(blocks) + "\n"


def to_tei(posts: Iterable[Post], names: Iterable[str] | None = None) -> str:
    """A TEI corpus (P5) with a text for each clipping.

    Crossheads open a `div` each, captions stand in a `figure`; the `sourceDesc` has who published what and when, and
    the post that re-posts it (`<bibl type="post">`: title, who posted it, its day, what it is called).

    Parameters
    ----------
    posts: what `parse` gave.
    names: what each post is called, such as its file, in its clippings' headers; its title, else its number, when None.

    Returns
    -------
    str: the document, to be written as UTF-8; what XML cannot hold is replaced by U+FFFD.

    Raises
    ------
    ValueError: there is no clipping in the posts, which TEI has no form for; or not as many names as posts.

    >>> import clipparse
    >>> post = clipparse.parse("Storm closes schools\\nBy Ann Lee\\n\\nSchools along the coast stayed shut, they said.")
    >>> "<head>Storm closes schools</head>" in to_tei([post])
    True
    """
    known = list(posts)
    called = [post.title or f"post {number}" for number, post in enumerate(known, 1)] if names is None else names
    texts = [
        _tei(clip, f"Clipping {number} of {name}", _post_bibl(post, name if names is not None else None))
        for name, post in _named(known, called)
        for number, clip in enumerate(post, 1)
    ]
    if not texts:
        raise ValueError("there is no clipping in these posts, and TEI has no empty corpus; export them as JSON")
    about = _header("Clippings", "<p>Newspaper articles as they were re-posted.</p>")
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">',
            about,
            *texts,
            "</teiCorpus>\n",
        ]
    )


def _named(posts: Iterable[Post], names: Iterable[str] | None) -> Iterator[tuple[str, Post]]:
    known = list(posts)
    called = list(map(str, range(1, len(known) + 1))) if names is None else list(names)
    if len(called) != len(known):
        raise ValueError(f"{len(called)} names for {len(known)} posts; give each post one, in order")
    yield from zip(called, known, strict=True)


def _authors(byline: Byline | None) -> str:
    return "; ".join(author.name for author in byline.authors) if byline else ""


# --- CSV

# What spreadsheets take for the beginning of a formula, also behind blanks, and in the wide letters of East Asia.
_UNSEEN = r"\x00-\x08\x0b-\x0c\x0e-\x20\x7f-\xa0\xad\u061c\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2069\u3000\ufeff"
_FORMULA = lazy.compile(rf"[\t\r\n{_UNSEEN}]*+[-=+@＝＋－＠]|[\t\r\n]")
# Where lists have semicolons between them (in German, French, ...), a spreadsheet that opens the file breaks cells
# there and at each line's end. A dash that opens a line is no formula unless it calls or pipes something.
_FORMULA_WITHIN = lazy.compile(rf"([\r\n;\t][{_UNSEEN}]*+)(?=[=+@＝＋＠]|[-－][^\r\n;\t|]{{0,200}}(?:\||(?<=\w)\())")


def _held_back(cell: object) -> object:
    r"""A cell that no spreadsheet takes for a formula.

    >>> _held_back("=1+1"), _held_back("- and so on"), _held_back("Rain = snow"), _held_back(-1)
    ("'=1+1", "'- and so on", 'Rain = snow', -1)
    >>> _held_back("Rain;=1+1\n- and so on\n-f(2)")
    "Rain;'=1+1\n- and so on\n'-f(2)"
    """
    if not isinstance(cell, str):
        return cell
    rest = cell.lstrip()
    held = cell[: len(cell) - len(rest)] + _FORMULA_WITHIN.sub(r"\1'", rest)
    return f"'{held}" if _FORMULA.match(cell) else held


def _clippings(post: Post) -> Iterator[Sequence[object]]:
    return ((number, post.title, post.posted, *_row(clip)) for number, clip in enumerate(post))


def _quotes(post: Post) -> Iterator[Sequence[object]]:
    for number, clip in enumerate(post):
        for quote in clip.quotes:
            yield number, clip.headline, quote.speaker, quote.cue, quote.text, quote.span.start, quote.span.end, clip.id


def _remarks(post: Post) -> Iterator[Sequence[object]]:
    """The poster's, by paragraphs, then the readers', by lines."""
    comments = (line.span.of(post.text) for line in post.lines if line.role is Role.COMMENT)
    told = (*(("poster", text) for text in post.commentary), *(("reader", text) for text in comments))
    return ((number, who, text) for number, (who, text) in enumerate(told))


Rows = Callable[[Post], Iterable[Sequence[object]]]
TABLES: Mapping[str, tuple[Sequence[str], Rows]] = {
    "clippings": (COLUMNS, _clippings),
    "quotes": (("post", "clipping", "headline", "speaker", "cue", "quote", "start", "end", "clipping_id"), _quotes),
    "remarks": (("post", "remark", "by", "text"), _remarks),
}


def _row(clip: Clipping) -> Sequence[object]:
    return (
        clip.kicker,
        clip.headline,
        clip.standfirst,
        clip.byline and clip.byline.text,
        _authors(clip.byline),
        clip.source and clip.source.name,
        clip.source and clip.source.url,
        clip.agency,
        clip.dateline and clip.dateline.place,
        clip.published,
        clip.published_at and clip.published_at.isoformat(),
        "true" if clip.truncated else "false",
        round(clip.confidence, 4),
        clip.id,
        clip.text,
    )


# --- Markdown


def _plain(text: str) -> str:
    """Words that Markdown shall read as words."""
    line = " ".join(text.split())
    # an entity, since not every Markdown knows a `<` behind a backslash
    return _MARKDOWN_FIRST.sub(_held, _MARKDOWN.sub(r"\\\1", line).replace("<", "&lt;"))


def _held(opening: re.Match[str]) -> str:
    return f"{opening[1]}{opening[2]}\\" if opening[2].isdigit() else f"{opening[1]}\\{opening[2]}"


def _posted(post: Post, name: str | None) -> list[str]:
    facts = (name, post.author and f"posted by {post.author}", post.posted and post.posted.isoformat())
    told = ", ".join(fact for fact in facts if fact)
    return [f"*{_plain(told)}*"] if told else []


def _readable(clip: Clipping) -> Iterator[str]:
    if clip.kicker:
        yield f"**{_plain(clip.kicker)}**"
    yield f"## {_plain(clip.headline or '(no headline)')}"
    if clip.standfirst:
        yield f"*{_plain(clip.standfirst)}*"
    if credits := " · ".join(_credits(clip)):
        yield credits
    yield from map(_paragraph, clip.paragraphs)
    if clip.truncated:
        yield "*(breaks off)*"


def _credits(clip: Clipping) -> Iterator[str]:
    if clip.byline:
        yield _plain(clip.byline.text)
    outlet = (clip.source and (clip.source.name or clip.source.url)) or clip.agency
    url = clip.source.url if clip.source and is_web(clip.source.url) else None
    if outlet:
        yield f"[{_plain(outlet)}](<{_address(url)}>)" if url else _plain(outlet)
    if clip.published:
        yield clip.published.isoformat()


def _address(url: str) -> str:
    """A link's target, in which nothing ends it; what it is made of otherwise is the reader's business."""
    return _NOT_IN_ADDRESS.sub(lambda letter: percent(letter[0], errors="replace"), url)


def _paragraph(paragraph: Paragraph) -> str:
    text = _plain(paragraph.text)
    if paragraph.kind is Role.SUBHEAD:
        return f"### {text}"
    return f"*{text}*" if paragraph.kind is Role.CAPTION else text


# --- TEI


def _xml(text: str) -> str:
    return escape(_NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text))


def _attribute(text: str) -> str:
    return quoteattr(_NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text))


def _element(tag: str, text: str | None, attributes: str = "") -> str:
    return f"<{tag}{attributes}>{_xml(text)}</{tag}>" if text else ""


def _header(title: str, source: str) -> str:
    return (
        f"<teiHeader><fileDesc><titleStmt>{_element('title', title)}</titleStmt>"
        "<publicationStmt><p>Made from a post that re-posts it.</p></publicationStmt>"
        f"<sourceDesc>{source}</sourceDesc></fileDesc></teiHeader>"
    )


def _post_bibl(post: Post, name: str | None) -> str:
    when = f" when={_attribute(post.posted.isoformat())}" if post.posted else ""
    told = [
        _element("author", post.author),
        _element("title", post.title),
        _element("date", post.posted.isoformat() if post.posted else None, when),
        _element("idno", name, ' type="post"'),
    ]
    return f'<bibl type="post">{"".join(told)}</bibl>' if any(told) else ""


def _tei(clip: Clipping, name: str, post: str) -> str:
    when = f" when={_attribute(clip.published.isoformat())}" if clip.published else ""
    url = clip.source.url if clip.source and is_web(clip.source.url) else None
    authors = clip.byline.authors if clip.byline else ()
    bibl = [
        *(_element("author", author.name) for author in authors if author.credit == "author"),
        _element("title", clip.headline, ' level="a"'),
        _element("publisher", clip.source.name if clip.source else clip.agency),
        _element("date", clip.published.isoformat() if clip.published else None, when),
        f"<ptr target={_attribute(url)}/>" if url else "",
    ]
    source = (f"<bibl>{''.join(bibl)}</bibl>" if any(bibl) else "") + post or "<p>Not stated.</p>"
    dateline = _element("dateline", clip.dateline.text) if clip.dateline and clip.dateline.place else ""
    head = [
        _element("head", clip.kicker, ' type="kicker"'),
        _element("head", clip.headline),
        _element("head", clip.standfirst, ' type="standfirst"'),
        _element("byline", clip.byline.text if clip.byline else None),
        dateline,
    ]
    lines = [_header(clip.headline or name, source), "<text><body>", '<div type="article">', *filter(None, head)]
    return "\n".join(["<TEI>", *lines, *_divisions(clip.paragraphs), "</div>", "</body></text>", "</TEI>"])


def _divisions(paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    is_open = False
    for paragraph in paragraphs:
        if paragraph.kind is Role.SUBHEAD:
            yield from ["</div>"] * is_open
            yield f'<div type="section">{_element("head", paragraph.text)}'
            is_open = True
        elif paragraph.kind is Role.CAPTION:
            yield f"<figure>{_element('head', paragraph.text)}</figure>"
        else:
            yield _element("p", paragraph.text)
    yield from ["</div>"] * is_open
