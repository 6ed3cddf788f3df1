"""A post as HTML that stands by itself: its clippings as cards, and its text with every line coloured by role.

Made from the plain form (`Post.to_dict`), so that a stored record can be shown as well as a fresh post. Nothing in it
moves or loads: no script, no picture; all text is escaped. What is essential is in the markup itself, in the order in
which it is read, for notebooks that strip styles; colours are thin layers over whatever stands behind, light or dark.
"""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from clipparse import lazy
from clipparse.coloured import Lines, Step, colours, steps_through
from clipparse.doubts import SURE
from clipparse.escaped import count, outward, tagged, text, within

Plain = Mapping[str, Any]

_MOST_LINES = 2_000  # of one post in a notebook
_MOST_CHANGES = 6
_MOST_SPEAKERS = 3
_MADE = '<meta name="generator" content="clipparse">'
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_OPENING = 1  # paragraphs that a card shows unasked
_BEGINNING = 60  # letters of a text that has no headline
_LANGUAGE = lazy.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}")


@cache
def _style() -> str:
    return "\n".join([sheet("cards.css"), *colours()])


def sheet(name: str) -> str:
    """A style sheet of the package."""
    return files("clipparse").joinpath(name).read_text(encoding="utf-8")


# --- pages and notebooks


def report(posts: Sequence[tuple[str, Plain]]) -> str:
    """One static page of posts, with an index of the clippings, the least certain first, and a way from doubt to doubt.

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
    summary = f"{count(clippings, 'clipping')} in {count(len(posts), 'post')}"
    shown = [Lines(post, f"p{n}") for n, (_, post) in enumerate(posts, 1)]
    steps = steps_through([place for lines in shown for place in lines.doubts])
    sections = "".join(
        f'<section id="{lines.key}">{tagged("p", "name", name)}<div class="clipparse">'
        f"{_post(post, lines, steps, sortable=True)}</div></section>\n"
        for (name, post), lines in zip(posts, shown, strict=True)
    )
    heading = f"<h1>{summary}</h1>{_first_doubt(shown)}"
    return page(summary, f"<header>{heading}</header>{_index(posts, shown)}\n<main>{sections}</main>")


def page(title: str, body: str, *, style: str = "", policy: str = "") -> str:
    """A document that loads and runs nothing.

    Parameters
    ----------
    title: as text. body: as HTML. style: more style. policy: what the page may do beside showing its own style.

    >>> page("A & B", "<p>x</p>").partition("<title>")[2][:9]
    'A &amp; B'
    """
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">{_MADE}'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}{policy}">'
        f"<title>{text(title)}</title><style>{sheet('page.css')}{style}{_style()}</style></head>\n"
        f"<body>{body}</body></html>\n"
    )


def is_report(beginning: bytes) -> bool:
    """Whether a file that begins so is a page that `report` made.

    >>> is_report(report([]).encode()), is_report(b"<html>")
    (True, False)
    """
    return _MADE.encode() in beginning[:1_000]


def post_html(post: Plain) -> str:
    """A post for a notebook: cards left, the text right, or one below the other where it is narrow.

    >>> plain = {"text": "<b>", "title": "A & B", "clippings": [], "lines": [], "commentary": []}
    >>> "A &amp; B" in post_html(plain)
    True
    """
    # the same post has the same places in every notebook, and another post in the same notebook others
    key = f"c{zlib.crc32(post['text'].encode('utf-8', 'replace')):08x}"
    lines = Lines(post, key, _MOST_LINES)
    return _framed(_post(post, lines, steps_through(list(lines.doubts)), sortable=False))


def clipping_html(clipping: Plain) -> str:
    """A clipping for a notebook: its card."""
    return _framed(_card(clipping, None, None))


def post_page_body(post: Plain) -> str:
    """A post as in a report, for a page that has nothing else."""
    lines = Lines(post, "p1")
    return f'<div class="clipparse">{_post(post, lines, steps_through(list(lines.doubts)), sortable=True)}</div>'


def _framed(inner: str) -> str:
    """For a notebook. The style comes last: some viewers strip it, others show it as text, which is read past there."""
    return f'<div class="clipparse">{inner}<style>{_style()}</style></div>'


# --- what a report begins with


def _first_doubt(shown: Sequence[Lines]) -> str:
    places = [place for lines in shown for place in lines.doubts]
    if not places:
        return '<p class="lead">Nothing is doubtful.</p>' if shown else ""
    return f'<p class="lead">{count(len(places), "doubt")}: <a href="#{places[0]}">go to the first</a></p>'


def _index(posts: Sequence[tuple[str, Plain]], shown: Sequence[Lines]) -> str:
    if len(posts) < 2 and sum(len(post["clippings"]) for _, post in posts) < 2:
        return ""
    entries = [
        f'<li><a href="#{lines.key}">{_post_name(name, post)}</a> <span class="about">{_about(post, lines)}</span></li>'
        for (name, post), lines in zip(posts, shown, strict=True)
    ]
    listed = f"<details open><summary>Posts</summary><ol>{''.join(entries)}</ol></details>" if len(posts) > 1 else ""
    ranked = sorted(
        (
            (clip, post, f"{lines.key}-c{n}")
            for (_, post), lines in zip(posts, shown, strict=True)
            for n, clip in enumerate(post["clippings"], 1)
        ),
        key=lambda one: one[0]["confidence"],
    )
    rows = "".join(
        f'<li><span class="sure">{clip["confidence"]:.0%}</span> <a href="#{place}">{text(_headline(clip))}</a>'
        f"{_beside(_outlet(clip), _day(clip['published']))}</li>"
        for clip, post, place in ranked
    )
    sorted_by = (
        f"<details><summary>Clippings, the least certain first</summary><ol>{rows}</ol></details>" if rows else ""
    )
    return f"<nav>{listed}{sorted_by}</nav>"


def _post_name(name: str, post: Plain) -> str:
    return text(f"{post['title']} ({name})" if post.get("title") else name)


def _about(post: Plain, lines: Lines) -> str:
    doubts = [count(len(lines.doubts), "doubt")] if lines.doubts else []
    return " · ".join([count(len(post["clippings"]), "clipping"), *doubts])


def _beside(*facts: str | None) -> str:
    told = " · ".join(filter(None, facts))
    return f' <span class="about">{text(told)}</span>' if told else ""


# --- a post


def _post(post: Plain, lines: Lines, steps: Mapping[str, Step], *, sortable: bool) -> str:
    cards = "".join(_card(clip, number, lines) for number, clip in enumerate(post["clippings"]))
    order = _order(lines.key) if sortable and len(post["clippings"]) > 1 else ""
    beside = f"{order}{cards}{_remarks(post)}{_comments(post)}"
    return (
        f"<header>{_title(post, lines)}</header>"
        f'<div class="panes"><div class="cards">{beside}</div>{lines.html(steps)}</div>'
    )


def _title(post: Plain, lines: Lines) -> str:
    facts = [_day(post.get("posted_at") or post.get("posted")), post.get("author") and f"posted by {post['author']}"]
    facts.append(count(len(post["clippings"]), "clipping"))
    doubts = next((f' · <a href="#{place}">{count(len(lines.doubts), "doubt")}</a>' for place in lines.doubts), "")
    title = f"<h2>{text(post['title'])}</h2>" if post.get("title") else '<h2 class="untitled">Untitled post</h2>'
    return f'{title}<p class="facts">{text(" · ".join(filter(None, facts)))}{doubts}</p>'


def _order(key: str) -> str:
    """Two buttons by which the style alone sorts the cards."""
    ways = (("by-place", " checked", "as in the text"), ("by-sure", "", "least certain first"))
    buttons = (
        f'<label><input type="radio" name="{key}-order" class="{kind}"{state}>{name}</label>'
        for kind, state, name in ways
    )
    return f'<div class="order" role="radiogroup" aria-label="Order of the cards">{"".join(buttons)}</div>'


def _remarks(post: Plain) -> str:
    if not post["commentary"]:
        return ""
    remarks = "".join(tagged("p", "text", remark) for remark in post["commentary"])
    label = count(len(post["commentary"]), "remark")
    return f'<details class="card is-commentary"><summary>{label} of the one who posted it</summary>{remarks}</details>'


def _comments(post: Plain) -> str:
    said = [post["text"][slice(*line["span"])] for line in post["lines"] if line["role"] == "comment"]
    if not said:
        return ""
    label = f"{count(len(said), 'line')} of readers\N{RIGHT SINGLE QUOTATION MARK} comments"
    lines = "".join(tagged("p", "text", line) for line in said)
    return f'<details class="card is-comment"><summary>{label}</summary>{lines}</details>'


# --- a card


def _card(clip: Plain, number: int | None, lines: Lines | None) -> str:
    """A clipping; with its number, from 0, and the lines that it leads to, where they are shown too."""
    lead = "" if number is None else f"{number + 1}. "
    name = lead + (clip["headline"] or "(no headline)")
    pieces = [
        tagged("p", "kicker", clip["kicker"]),
        tagged("h3", "title" if clip["headline"] else "untitled", name),
        tagged("p", "standfirst", clip["standfirst"]),
        within("p", "credits", " · ".join(_credits(clip))),
        *_paragraphs(clip["paragraphs"]),
        _quotes(clip["quotes"], lines),
        within("p", "small", " · ".join(_measures(clip, number, lines))),
        within("ul", "notes", "".join(f"<li>{note}</li>" for note in _changes(clip))),
    ]
    place = "" if lines is None or number is None else f' id="{lines.key}-c{number + 1}"'
    language = clip.get("language") or ""
    tongue = f' lang="{language}"' if _LANGUAGE.fullmatch(language) else ""
    rank = f' style="--sure:{round(clip["confidence"] * 1_000)}"'
    return f'<article class="card"{place}{tongue}{rank}>{"".join(pieces)}</article>'


def _headline(clip: Plain) -> str:
    """What a clipping is called: its headline, else how its text begins."""
    if clip["headline"]:
        return str(clip["headline"])
    words = " ".join(clip["text"][: 4 * _BEGINNING].split())
    return words if len(words) <= _BEGINNING else words[:_BEGINNING].rstrip() + "…"


def _outlet(clip: Plain) -> str | None:
    source = clip["source"]
    outlet: str | None = (source and (source["name"] or source["url"])) or clip["agency"]
    return outlet


def _credits(clip: Plain) -> Iterator[str]:
    """Each as HTML."""
    byline, source, dateline = clip["byline"], clip["source"], clip["dateline"]
    if byline:
        yield from map(text, _who(byline))
    if outlet := _outlet(clip):
        yield outward(outlet, source and source["url"])
    if day := _day(clip["published_at"] or clip["published"]):
        yield text(day)
    if dateline and dateline["place"]:
        yield text(dateline["place"])


def _who(byline: Plain) -> Iterator[str]:
    """Who wrote it; who only helped, edited or took the pictures is told as that."""
    written = ", ".join(one["name"] for one in byline["authors"] if one["credit"] == "author")
    if written or not byline["authors"]:
        yield f"by {written}" if written else byline["collective"] or byline["text"]
    for credit in dict.fromkeys(one["credit"] for one in byline["authors"] if one["credit"] != "author"):
        yield f"{credit}: {', '.join(one['name'] for one in byline['authors'] if one['credit'] == credit)}"


def _paragraphs(paragraphs: Sequence[Plain]) -> Iterator[str]:
    first = next((n for n, one in enumerate(paragraphs) if one["kind"] == "body"), 0)
    shown, rest = paragraphs[: first + _OPENING], paragraphs[first + _OPENING :]
    yield from map(_paragraph, shown)
    if rest:
        more = count(len(rest), "more paragraph")
        yield f"<details><summary>{more}</summary>{''.join(map(_paragraph, rest))}</details>"


def _paragraph(paragraph: Plain) -> str:
    return tagged("p", f"text {text(paragraph['kind'])}", paragraph["text"])


def _quotes(quotes: Sequence[Plain], lines: Lines | None) -> str:
    """Who is quoted, and behind it what they say, each leading to its line."""
    if not quotes:
        return ""
    speakers = list(dict.fromkeys(quote["speaker"] for quote in quotes if quote["speaker"]))
    more = [f"{len(speakers) - _MOST_SPEAKERS} more"] if len(speakers) > _MOST_SPEAKERS else []
    named = ", ".join([*speakers[:_MOST_SPEAKERS], *more])
    label = count(len(quotes), "quote") + (f": {named}" if named else "")
    items = "".join(f"<li>{_quote(quote, lines)}</li>" for quote in quotes)
    return f'<details class="quotes"><summary>{text(label)}</summary><ul>{items}</ul></details>'


def _quote(quote: Plain, lines: Lines | None) -> str:
    said = f"<q>{text(quote['text'])}</q>"
    place = lines.place(quote["span"][0]) if lines else None
    who = f"{quote['speaker'] or 'speaker not named'}" + (f" ({quote['cue']})" if quote["cue"] else "")
    named = f'<a href="#{place}">{text(who)}</a>' if place else text(who)
    return f'{said} <span class="speaker">\N{EM DASH} {named}</span>'


def _measures(clip: Plain, number: int | None, lines: Lines | None) -> Iterator[str]:
    """Each as HTML."""
    yield count(len(clip["text"].split()), "word")
    if clip["truncated"]:
        yield "breaks off"
    sure = f"{clip['confidence']:.0%} sure"
    yield f'<strong class="unsure">{sure}</strong>' if clip["confidence"] < SURE else sure
    if lines and number is not None and (place := lines.beginning(number)):
        yield f'<a href="#{place}">its lines</a>'


def _changes(clip: Plain) -> Iterator[str]:
    """What was mended and dropped, each once and as HTML."""
    mended = dict.fromkeys((one["before"], one["after"]) for one in clip["corrections"])
    for before, after in list(mended)[:_MOST_CHANGES]:
        yield f"mended: <ins>{text(before)}</ins> → {text(after)}"
    if len(mended) > _MOST_CHANGES:
        yield f"and {len(mended) - _MOST_CHANGES} more"
    if clip["duplicates"]:
        yield f"dropped: {count(len(clip['duplicates']), 'repeated paragraph')}"


def _day(moment: str | None) -> str | None:
    """An ISO date or time as people write it.

    >>> _day("2014-03-15"), _day("2014-03-15T08:30:00+01:00")
    ('15 March 2014', '15 March 2014, 08:30')
    """
    if not moment:
        return None
    when = dt.datetime.fromisoformat(moment)
    return f"{when.day} {when:%B} {when.year}" + (f", {when:%H:%M}" if "T" in moment else "")
