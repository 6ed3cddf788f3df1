"""A post as HTML that stands by itself: its clippings as cards, and its text with every line coloured by role.

Made from the plain form (`Post.to_dict`), so that a stored record can be shown as well as a fresh post. Nothing in it
moves or loads: no script, no picture; all text is escaped. Colours are thin layers over whatever stands behind, so it
is at home in light and dark.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import groupby, pairwise
from typing import Any

Plain = Mapping[str, Any]

# What a browser shows as nothing, or that turns the direction of writing.
_UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")

_MOST_LINES = 2_000  # of one post in a notebook
_MOST_CLUES = 4
_MOST_CHANGES = 6
_MADE = '<meta name="generator" content="clipparse">'
_OPENING = 1  # paragraphs that a card shows unasked

# Roles by what they have in common, and the hue of each group.
_HUES = {
    "of the post": (270, ("post_date", "post_title", "post_byline")),
    "remarks": (40, ("commentary", "comment")),
    "furniture": (0, ("furniture",)),
    "headline": (350, ("kicker", "headline", "standfirst")),
    "credits": (215, ("byline", "dateline", "source")),
    "text": (145, ("body", "subhead", "caption")),
}
_STRONG = ("post_title", "headline", "byline", "subhead")


def _colours() -> Iterator[str]:
    for hue, roles in _HUES.values():
        colour = f"{hue} {0 if roles == ('furniture',) else 65}% 50%"
        for role in roles:
            alpha = ".2" if role in _STRONG else ".1"
            yield f".clipparse .is-{role}{{background:hsl({colour}/{alpha});border-color:hsl({colour}/.8)}}"


_STYLE = """
.clipparse{container-type:inline-size;font:15px/1.5 system-ui,sans-serif;color:inherit;text-align:left;max-width:90rem}
.clipparse *{box-sizing:border-box}
.clipparse h2,.clipparse h3,.clipparse p,.clipparse ul{margin:0;padding:0}
.clipparse h2{font:600 1.35em/1.25 Georgia,serif}
.clipparse h3{font:600 1.2em/1.25 Georgia,serif}
.clipparse .facts,.clipparse .small{font-size:.87em;opacity:.75}
.clipparse .panes{display:grid;gap:1.25rem;margin-top:.9rem;grid-template-columns:minmax(0,1fr)}
.clipparse .cards{display:grid;gap:1rem;align-content:start;grid-template-columns:minmax(0,1fr)}
.clipparse .card{border:1px solid hsl(0 0% 50%/.35);border-radius:.5rem;padding:.9rem 1rem;overflow-wrap:anywhere}
.clipparse .card>*+*{margin-top:.45rem}
.clipparse .kicker{font-size:.8em;letter-spacing:.06em;text-transform:uppercase;opacity:.75}
.clipparse .standfirst{font-style:italic}
.clipparse .credits{font-size:.9em}
.clipparse .card .text{font-family:Georgia,serif}
.clipparse .text+.text,.clipparse details .text{margin-top:.6em}
.clipparse .text.subhead{font-weight:600}
.clipparse .text.caption{font-size:.9em;opacity:.8}
.clipparse summary{cursor:pointer;font-size:.87em;opacity:.85}
.clipparse a{color:inherit;text-decoration:underline;text-underline-offset:.15em}
.clipparse .notes{list-style:none;font-size:.87em}
.clipparse .raw{overflow-wrap:anywhere}
.clipparse .legend{display:flex;flex-wrap:wrap;gap:.3rem .45rem;list-style:none;font-size:.78em;margin-bottom:.7rem}
.clipparse .legend li{border-style:solid;border-width:0 0 0 3px;padding:.05rem .45rem}
.clipparse .line{border-style:solid;border-width:0 0 0 3px;padding:.15rem .6rem;font-size:.93em}
.clipparse .gap{margin-top:.55rem}
.clipparse .who{display:block;font-size:.72em;letter-spacing:.03em;opacity:.75}
.clipparse .said{white-space:pre-wrap;unicode-bidi:isolate}
.clipparse del{text-decoration:line-through;opacity:.7}
.clipparse ins{text-decoration:underline wavy hsl(15 85% 50%);text-underline-offset:.2em}
@container (min-width:44rem){
.clipparse .panes{grid-template-columns:minmax(0,5fr) minmax(0,6fr)}
.clipparse .line{display:grid;grid-template-columns:7.2em minmax(0,1fr);column-gap:.6rem}
.clipparse .who{padding-top:.25em}
.clipparse .said{grid-column:2}
}
""" + "\n".join(_colours())

_PAGE_STYLE = """
:root{color-scheme:light dark;background:Canvas;color:CanvasText}
body{margin:0 auto;padding:1.5rem clamp(1rem,4vw,3rem);max-width:90rem;font:15px/1.5 system-ui,sans-serif}
h1{font:600 1.6rem/1.2 Georgia,serif;margin:0}
nav ol{margin:1rem 0;padding-left:1.6rem}
nav a{color:inherit}
section+section{margin-top:2.5rem;padding-top:1.5rem;border-top:1px solid hsl(0 0% 50%/.4)}
.name{font:.85rem/1.4 ui-monospace,monospace;opacity:.75;margin:0 0 .3rem;overflow-wrap:anywhere}
"""


def report(posts: Sequence[tuple[str, Plain]]) -> str:
    """One static page of posts.

    Parameters
    ----------
    posts: a name, such as a file's, and the post's plain form, for each post.

    Returns
    -------
    str: HTML, to be written as UTF-8.

    >>> page = report([("<a>.txt", {"text": "", "title": None, "clippings": [], "lines": [], "commentary": []})])
    >>> page[:15], "&lt;a&gt;.txt" in page, "<script" in page
    ('<!doctype html>', True, False)
    """
    clippings = sum(len(post["clippings"]) for _, post in posts)
    summary = f"{_count(clippings, 'clipping')} in {_count(len(posts), 'post')}"
    entries = "".join(f'<li><a href="#p{n}">{_text(_name(*one))}</a></li>' for n, one in enumerate(posts, 1))
    sections = "".join(
        f'<section id="p{n}">{_tagged("p", "name", name)}<div class="clipparse">{_post(post, None)}</div></section>'
        for n, (name, post) in enumerate(posts, 1)
    )
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">{_MADE}'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{summary}</title><style>{_PAGE_STYLE}{_STYLE}</style></head>\n<body><header><h1>{summary}</h1></header>"
        + (f"<nav><ol>{entries}</ol></nav>" if len(posts) > 1 else "")
        + f"\n<main>{sections}</main></body></html>\n"
    )


def is_report(beginning: bytes) -> bool:
    """Whether a file that begins so is a page that `report` made.

    >>> is_report(report([]).encode()), is_report(b"<html>")
    (True, False)
    """
    return _MADE.encode() in beginning[:1_000]


def _name(name: str, post: Plain) -> str:
    return f"{post['title']} ({name})" if post.get("title") else name


def post_html(post: Plain) -> str:
    """A post for a notebook: cards left, the text right, or one below the other where it is narrow.

    >>> plain = {"text": "<b>", "title": "A & B", "clippings": [], "lines": [], "commentary": []}
    >>> "A &amp; B" in post_html(plain)
    True
    """
    return f'<div class="clipparse"><style>{_STYLE}</style>{_post(post, _MOST_LINES)}</div>'


def clipping_html(clipping: Plain) -> str:
    """A clipping for a notebook: its card."""
    return f'<div class="clipparse"><style>{_STYLE}</style>{_card(clipping, None)}</div>'


# --- a post


def _post(post: Plain, most_lines: int | None) -> str:
    cards = "".join(_card(clip, number) for number, clip in enumerate(post["clippings"], 1))
    return (
        f"<header>{_title(post)}</header>"
        f'<div class="panes"><div class="cards">{cards}{_remarks(post)}</div>{_raw(post, most_lines)}</div>'
    )


def _title(post: Plain) -> str:
    facts = [_day(post.get("posted_at") or post.get("posted")), post.get("author") and f"posted by {post['author']}"]
    facts.append(_count(len(post["clippings"]), "clipping"))
    title = f"<h2>{_text(post['title'])}</h2>" if post.get("title") else ""
    return f'{title}<p class="facts">{_text(" · ".join(filter(None, facts)))}</p>'


def _remarks(post: Plain) -> str:
    if not post["commentary"]:
        return ""
    remarks = "".join(f'<p class="text">{_text(remark)}</p>' for remark in post["commentary"])
    label = _count(len(post["commentary"]), "remark")
    return f'<details class="card"><summary>{label} of the one who posted it</summary>{remarks}</details>'


# --- a card


def _card(clip: Plain, number: int | None) -> str:
    headline = clip["headline"] or "(no headline)"
    pieces = [
        _tagged("p", "kicker", clip["kicker"]),
        f"<h3>{f'{number}. ' if number else ''}{_text(headline)}</h3>",
        _tagged("p", "standfirst", clip["standfirst"]),
        _in("p", "credits", " · ".join(_credits(clip))),
        *_paragraphs(clip["paragraphs"]),
        _in("p", "small", _text(" · ".join(_measures(clip)))),
        _in("ul", "notes", "".join(f"<li>{note}</li>" for note in _changes(clip))),
    ]
    return f'<article class="card">{"".join(pieces)}</article>'


def _credits(clip: Plain) -> Iterator[str]:
    """Each as HTML."""
    byline, source, dateline = clip["byline"], clip["source"], clip["dateline"]
    if byline:
        names = ", ".join(author["name"] for author in byline["authors"])
        yield _text(f"by {names}" if names else byline["collective"] or byline["text"])
    outlet = (source and (source["name"] or source["url"])) or clip["agency"]
    if outlet:
        yield _link(outlet, source and source["url"])
    if day := _day(clip["published_at"] or clip["published"]):
        yield _text(day)
    if dateline and dateline["place"]:
        yield _text(dateline["place"])


def _link(text: str, url: str | None) -> str:
    """A link only to where a browser may safely go."""
    if not url or not re.match(r"https?://", url, re.IGNORECASE):
        return _text(text)
    return f'<a href="{_text(url)}" rel="noopener noreferrer nofollow">{_text(text)}</a>'


def _paragraphs(paragraphs: Sequence[Plain]) -> Iterator[str]:
    first = next((n for n, one in enumerate(paragraphs) if one["kind"] == "body"), 0)
    shown, rest = paragraphs[: first + _OPENING], paragraphs[first + _OPENING :]
    yield from map(_paragraph, shown)
    if rest:
        more = f"{len(rest)} more paragraph{'' if len(rest) == 1 else 's'}"
        yield f"<details><summary>{more}</summary>{''.join(map(_paragraph, rest))}</details>"


def _paragraph(paragraph: Plain) -> str:
    return _tagged("p", f"text {_text(paragraph['kind'])}", paragraph["text"])


def _measures(clip: Plain) -> Iterator[str]:
    yield _count(len(clip["text"].split()), "word")
    if clip["quotes"]:
        yield _count(len(clip["quotes"]), "quote")
    if clip["truncated"]:
        yield "breaks off"
    yield f"{clip['confidence']:.0%} sure"


def _changes(clip: Plain) -> Iterator[str]:
    """What was mended and dropped, each once and as HTML."""
    mended = dict.fromkeys((one["before"], one["after"]) for one in clip["corrections"])
    for before, after in list(mended)[:_MOST_CHANGES]:
        yield f"mended: <ins>{_text(before)}</ins> → {_text(after)}"
    if len(mended) > _MOST_CHANGES:
        yield f"and {len(mended) - _MOST_CHANGES} more"
    if clip["duplicates"]:
        yield f"dropped: {_count(len(clip['duplicates']), 'repeated paragraph')}"


# --- the text


def _raw(post: Plain, most: int | None) -> str:
    text, lines = post["text"], post["lines"]
    shown = lines if most is None else lines[:most]
    marks = sorted(_marks(post["clippings"]))
    pieces, upcoming, open_marks, end = [], 0, list[_Mark](), 0
    for (role, clipping), run in groupby(shown, key=lambda line: (line["role"], line["clipping"])):
        who = role.replace("_", " ") + ("" if clipping is None else f" {clipping + 1}")
        for line in run:
            start, stop = line["span"]
            while upcoming < len(marks) and marks[upcoming][0] < stop:
                open_marks.append(marks[upcoming])
                upcoming += 1
            open_marks = [mark for mark in open_marks if mark[1] > start]
            apart = " gap" if text.count("\n", end, start) > 1 else ""
            said = _marked(text, start, stop, open_marks)
            pieces.append(
                f'<div class="line is-{_text(role)}{apart}" title="{_why(line)}">'
                + _tagged("span", "who", who)
                + f'<span class="said">{said}</span></div>'
            )
            who, end = "", stop
    if len(shown) < len(lines):
        pieces.append(f'<p class="small">and {len(lines) - len(shown):,} more lines</p>')
    return f'<div class="raw">{_legend(lines)}{"".join(pieces)}</div>' if lines else ""


def _legend(lines: Sequence[Plain]) -> str:
    there = {line["role"] for line in lines}
    groups = (
        (name, next(role for role in roles if role in there)) for name, (_, roles) in _HUES.items() if there & {*roles}
    )
    return _in("ul", "legend", "".join(f'<li class="is-{role}">{name}</li>' for name, role in groups))


def _why(line: Plain) -> str:
    """What hovering over a line shows: the role, how sure it is, and the strongest clues."""
    rows = [f"{line['role'].replace('_', ' ')}, {line['confidence']:.0%} sure"]
    clues = [clue for clue in line["clues"] if clue["strength"]]
    rows += [f"{clue['strength']:+.2f}  {clue['stage']}: {clue['why']}" for clue in clues[:_MOST_CLUES]]
    if len(clues) > _MOST_CLUES:
        rows.append(f"and {len(clues) - _MOST_CLUES} more clues")
    rows += [clue["why"] for clue in line["clues"] if not clue["strength"]]
    return "&#10;".join(map(_text, rows))


# start, end, tag, what hovering shows
_Mark = tuple[int, int, str, str]


def _marks(clippings: Iterable[Plain]) -> Iterator[_Mark]:
    for clip in clippings:
        for duplicate in clip["duplicates"]:
            yield (*duplicate["span"], "del", f"dropped: {duplicate['similarity']:.0%} like a paragraph that was kept")
        for correction in clip["corrections"]:
            yield (*correction["span"], "ins", f"mended: reads {correction['after']!r} now")


def _marked(text: str, start: int, end: int, marks: Sequence[_Mark]) -> str:
    """The text from `start` to `end`, cut where a mark begins or ends."""
    cuts = sorted({start, end, *(cut for mark in marks for cut in mark[:2] if start < cut < end)})
    pieces = []
    for one, other in pairwise(cuts):
        piece = _text(text[one:other])
        for first, last, tag, why in marks:
            if first <= one and other <= last:
                piece = f'<{tag} title="{_text(why)}">{piece}</{tag}>'
        pieces.append(piece)
    return "".join(pieces)


# --- words


def _text(text: str) -> str:
    return escape(_UNSHOWN.sub("\N{REPLACEMENT CHARACTER}", text))


def _tagged(tag: str, kind: str, text: str | None) -> str:
    return _in(tag, kind, _text(text or ""))


def _in(tag: str, kind: str, inner: str) -> str:
    return f'<{tag} class="{kind}">{inner}</{tag}>' if inner else ""


def _day(moment: str | None) -> str | None:
    """An ISO date or time as people write it.

    >>> _day("2014-03-15"), _day("2014-03-15T08:30:00+01:00")
    ('15 March 2014', '15 March 2014, 08:30')
    """
    if not moment:
        return None
    when = dt.datetime.fromisoformat(moment)
    return f"{when.day} {when:%B} {when.year}" + (f", {when:%H:%M}" if "T" in moment else "")


def _count(number: int, noun: str) -> str:
    return f"{f'{number:,}' if number else 'no'} {noun}{'' if number == 1 else 's'}"
