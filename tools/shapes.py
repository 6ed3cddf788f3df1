"""The shapes in which articles are passed on today: newsletters, chats, threads, lists, questions, releases, asides in brackets.

Each is put together of an unlabelled article and a blogger's words (`remarked.py`), and labelled by construction. What careful
readers would label differently is `?`: a time above an entry, a writer's life, what a company says of itself.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

from layouts import Row
from remarked import Form, Shelf, Text, sentences_of, spaced

Shape = Callable[[Shelf, random.Random], list[Row]]


def newsletter(shelf: Shelf, dice: random.Random) -> list[Row]:
    """A masthead, a few words of the editor's, items with their papers, and how to leave."""
    form = Form(shelf.pieces, dice)
    rows: list[Row] = [(form.filled(_MASTHEADS), "furniture", None), (form.filled(("{date}",)), "post_date", None)]
    rows += _furniture(dice, _ABOVE_LETTERS, (0, 1, 2)) + _words(shelf, dice, (1, 1, 2), "commentary")
    numbered, mark = dice.random() < 0.6, dice.choice(("{}. ", "{}) ", "#{} "))
    for number in range(dice.choice((3, 4, 5, 7))):
        article = dice.choice(shelf.articles)
        title = (mark.format(number + 1) if numbered else "") + article.title
        body = list(article.paragraphs[: dice.choice((1, 1, 2))])
        credit = form.filled(("({outlet})", "[{outlet}]", "{outlet}", "via {outlet}", "Read more: {link}"))
        rows.append((title, "headline", number))
        if dice.random() < 0.4:
            body[-1] += f" {credit}"
            rows += [(text, "body", number) for text in body]
        else:
            rows += [*((text, "body", number) for text in body), (credit, "source", number)]
        if dice.random() < 0.25:
            rows += _words(shelf, dice, (1,), "commentary")
    return spaced([*rows, *_furniture(dice, _BELOW_LETTERS, (1, 2, 4))], dice)


def chat(shelf: Shelf, dice: random.Random) -> list[Row]:
    """A message that passes an article on, marks of approval, and what others answer."""
    form, article = Form(shelf.pieces, dice), dice.choice(shelf.articles)
    rows: list[Row] = [(form.filled(_SHARED), "furniture", None)]
    rows += _words(shelf, dice, (0, 1, 1), "commentary", dice.choice(("", "", " 😂", " 👀", " 😡😡")))
    rows += [(article.title, "headline", 0), *form.maybe(0.6, ("{outlet}", "{site}", "{outlet} · {date}"), "source")]
    rows += [(text, "body", 0) for text in article.paragraphs[: dice.choice((1, 2, 3, 6))]]
    rows += form.maybe(0.5, ("{link}",), "source") + _furniture(dice, _REACTIONS, (1, 2, 3))
    for _ in range(dice.choice((0, 1, 2, 4))):
        said = _words(shelf, dice, (1,), "comment", dice.choice(("", "", " 😂😂", " lol", " 👍")))
        name = form.filled(("{name}", "[{clock}] {name}", "{name}, {clock}"))
        if dice.random() < 0.6:
            rows += [(f"{name}: {text}", role, None) for text, role, _ in said]
        else:
            rows += [(name, "comment", None), *said]
    return spaced(rows, dice)


def thread(shelf: Shelf, dice: random.Random) -> list[Row]:
    """One opens a thread with an article, others answer, some by quoting."""
    form, article = Form(shelf.pieces, dice), dice.choice(shelf.articles)
    rows: list[Row] = [(form.filled(_THREADS, title=article.title), "post_title", None)]
    rows += [(form.filled(_POSTED), "post_byline", None), *_words(shelf, dice, (0, 1, 2), "commentary")]
    if dice.random() < 0.6:
        rows.append((article.title, "headline", 0))
    rows += form.maybe(0.5, ("By {name}", "By {name}, {outlet}"), "byline")
    rows += form.maybe(0.5, ("{outlet}", "From {outlet}:", "{link}"), "source")
    rows += [(text, "body", 0) for text in article.paragraphs[: dice.choice((2, 4, 8, 15))]]
    rows += form.maybe(0.4, ("{link}", "Source: {outlet}"), "source") + _words(shelf, dice, (0, 0, 1), "commentary")
    for number in range(dice.choice((1, 2, 4, 6))):
        rows += [(form.filled(_ANSWERED, number=str(number + 2)), "comment", None)]
        rows += _words(shelf, dice, (1, 1, 2), "comment") + _furniture(dice, ("Reply", "Quote", "Report"), (0, 0, 1))
    return spaced(rows, dice)


def numbered(shelf: Shelf, dice: random.Random) -> list[Row]:
    """An article that counts things up, each under a heading of its own."""
    form, items = Form(shelf.pieces, dice), dice.choice((3, 5, 7, 10))
    mark = dice.choice(("{}. ", "{}) ", "#{}: ", "{} - "))
    rows: list[Row] = [(dice.choice(_COUNTED).format(items), "headline", 0), *form.maybe(0.6, ("By {name}",), "byline")]
    rows += form.maybe(0.4, ("{outlet}", "{date}, {outlet}"), "source")
    rows += [(text, "body", 0) for text in dice.choice(shelf.articles).paragraphs[:1]]
    for number in range(items):
        article = dice.choice(shelf.articles)
        rows.append((mark.format(number + 1) + article.title, "subhead", 0))
        rows += [(text, "body", 0) for text in _short(article, dice)]
    rows += form.maybe(0.4, ("{outlet}", "Source: {outlet}", "{link}"), "source")
    return spaced([*_words(shelf, dice, (0, 1, 1, 2), "commentary"), *rows], dice)


def interview(shelf: Shelf, dice: random.Random) -> list[Row]:
    """Questions and answers under a headline; who is asked says I."""
    form, article, own = Form(shelf.pieces, dice), dice.choice(shelf.articles), dice.choice(shelf.blogs)
    ask, answer = dice.choice((("Q: ", "A: "), ("Q. ", "A. "), form.two_names()))
    rows: list[Row] = [(article.title, "headline", 0), *form.maybe(0.6, ("By {name}",), "byline")]
    rows += form.maybe(0.6, ("{outlet}", "From {outlet}:", "{outlet}, {date}"), "source")
    rows += [(text, "body", 0) for text in article.paragraphs[:1]]
    for text in [one for one in own.paragraphs if len(one) > 40][: dice.choice((3, 5, 8))]:
        rows += [(ask + dice.choice(_QUESTIONS), "body", 0), (answer + text, "body", 0)]
    rows += form.maybe(0.4, ("{link}", "Source: {outlet}"), "source")
    return spaced([*_words(shelf, dice, (0, 1, 1, 2), "commentary"), *rows], dice)


def release(shelf: Shelf, dice: random.Random) -> list[Row]:
    """What a company or an office sends out."""
    form, article = Form(shelf.pieces, dice), dice.choice(shelf.articles)
    rows: list[Row] = [("FOR IMMEDIATE RELEASE", "?", None)] if dice.random() < 0.5 else []
    rows.append((article.title, "headline", 0))
    body = list(article.paragraphs[: dice.choice((2, 4, 8))])
    body[0] = (
        form.filled(("{capital}, {date} /PRNewswire/ -- ", "{capital}, {date} -- ", "{place} ({date}) - ")) + body[0]
    )
    rows += [(text, "body", 0) for text in body]
    rows += form.maybe(0.7, ("SOURCE {outlet}", "Source: {outlet}"), "source")
    if dice.random() < 0.5:
        rows += [("Media contact:", "?", None), (form.filled(("{name}, 555-0142", "{name}")), "?", None)]
    return spaced([*_words(shelf, dice, (0, 1, 2), "commentary"), *rows], dice)


def bracketed(shelf: Shelf, dice: random.Random) -> list[Row]:
    """An article with the blogger's remarks put in between, in brackets or bare."""
    form, article = Form(shelf.pieces, dice), dice.choice(shelf.articles)
    said = iter(sentences_of(shelf.near(article, dice)))
    sign = form.filled((" - {name}", " --{name}", " -ed.", "", "", " Ed."))
    opening, closing = dice.choice((("[", "]"), ("[", "]"), ("(", ")"), ("", ""), ("*", "*"), ("<< ", " >>")))
    rows: list[Row] = [(article.title, "headline", 0), *form.maybe(0.4, ("By {name}", "By {name}, {outlet}"), "byline")]
    rows += form.maybe(0.5, ("{outlet}", "From {outlet}:"), "source")
    body = article.paragraphs[: dice.choice((4, 6, 10, 15))]
    for at, text in enumerate(body):
        rows.append((text, "body", 0))
        if at + 1 < len(body) and dice.random() < 0.3 and (remark := next(said, "")):
            rows.append((f"{opening}{remark}{sign if opening else ''}{closing}", "commentary", None))
    return spaced([*rows, *form.maybe(0.3, ("{link}", "Source: {outlet}"), "source")], dice)


def entries(shelf: Shelf, dice: random.Random) -> list[Row]:
    """A report that was carried on through a day, with a time over each entry."""
    form, article = Form(shelf.pieces, dice), dice.choice(shelf.articles)
    rows: list[Row] = [(article.title, "headline", 0), *form.maybe(0.5, ("By {name}",), "byline")]
    rows += form.maybe(0.5, ("{outlet}", "{outlet}, {date}"), "source")
    hour, after = dice.randrange(6, 15), dice.choice(("", " GMT", " ET", "h"))
    for at, text in enumerate(article.paragraphs[: dice.choice((4, 8, 12))]):
        rows += [(f"{hour + at // 3}:{at % 3 * 17 + 10}{after}", "?", None), (text, "body", 0)]
    return spaced([*_words(shelf, dice, (0, 1, 1), "commentary"), *rows], dice)


SHAPES: tuple[Shape, ...] = (newsletter, chat, thread, numbered, interview, release, bracketed, entries)


def shaped(shelf: Shelf, dice: random.Random) -> list[Row]:
    """A post in one of the shapes."""
    return dice.choice(SHAPES)(shelf, dice)


def _words(shelf: Shelf, dice: random.Random, counts: Sequence[int], role: str, after: str = "") -> list[Row]:
    """Some sentences of a blogger's, a line each."""
    said = sentences_of(dice.choice(shelf.blogs))
    return [(text + after, role if len(text) > 14 else "?", None) for text in said[: dice.choice(counts)]]


def _furniture(dice: random.Random, lines: Sequence[str], counts: Sequence[int]) -> list[Row]:
    return [(text, "furniture", None) for text in dice.sample(lines, min(len(lines), dice.choice(counts)))]


def _short(article: Text, dice: random.Random) -> Iterator[str]:
    """A few sentences of an article."""
    sentences = sentences_of(article)
    yield " ".join(sentences[: dice.choice((1, 2, 3))])


_MASTHEADS = ("The {place} Briefing", "{outlet} Weekly | Issue 12", "Morning Digest", "The Week in Brief, No. 48",
              "Your daily round-up from {outlet}")  # fmt: skip
_ABOVE_LETTERS = (
    "View this email in your browser",
    "View online",
    "In this issue",
    "Was this forwarded to you? Sign up here.",
)
_BELOW_LETTERS = ("Unsubscribe", "Update your preferences", "You are receiving this email because you signed up on our site.",
                  "Share this issue", "Forward to a friend", "© 2019 All rights reserved.")  # fmt: skip
_SHARED = ("{name} shared a link", "Forwarded from {name}", "{name} shared a post.", "[{clock}] {name}:", "{name} · 3 h",
           "Forwarded message")  # fmt: skip
_REACTIONS = ("👍 12", "❤️ 3  😂 5", "Like · Comment · Share", "2 replies", "Seen by 41", "👏👏", "14 comments 3 shares")
_THREADS = ("{title}", "Thoughts on this?", "Thread: {title}", "Seen in {outlet} today", "Topic: {title}")
_POSTED = ("Posted by {name} on {date}", "{name} » {date}, {clock}", "by {name}, {date}", "{name} wrote on {date}:")
_ANSWERED = ("{name} said...", "#{number} {name}", "{name} wrote:", "{name} » {date}, {clock}", "Re: {name}, {date}",
             "{name} replied:")  # fmt: skip
_COUNTED = ("{} things to know about the week", "{} ways in which it went wrong", "The {} best places to eat this year",
            "{} reasons not to worry", "Top {}: what our readers asked", "{} facts that will surprise you")  # fmt: skip
_QUESTIONS = ("How did it begin?", "What do you say to those who doubt it?", "Did you expect that?", "What comes next?",
              "Were you afraid at any point?", "Who helped you most?", "Would you do it again?",
              "Why did it take so long?", "What has changed since then?", "And your family?")  # fmt: skip
