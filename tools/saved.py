"""Saved web pages put together around the articles of labelled posts: a newspaper's page, or a blog's own.

What stands on such pages is general knowledge: the browser's title, menus, a head with share buttons in it, prompts between the
paragraphs, then tags, teasers of other articles, comments, and the site's foot.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence

from compose import PLACES, Pieces, clock, written
from layouts import BLANK, PROMPTS, Row, menu

_SECTIONS = (
    *(
        "News",
        "Local News",
        "World",
        "Politics",
        "Business",
        "Sports",
        "Opinion",
        "Crime",
        "Health",
        "Science",
        "Technology",
    ),
    *(
        "Arts",
        "Culture",
        "Europe",
        "Economy",
        "Education",
        "Environment",
        "Education",
        "Life",
        "Travel",
        "Weather",
        "Top Stories",
    ),
)
_SHARE = (
    *(
        "Share",
        "Facebook",
        "Twitter",
        "Email",
        "Print",
        "LinkedIn",
        "WhatsApp",
        "Copy link",
        "Share on Facebook",
        "Tweet",
    ),
    *(
        "Share this article",
        "Save",
        "Comments",
        "Text size",
        "A A A",
        "Listen",
        "Reddit",
        "Pinterest",
        "Click to share on Twitter",
    ),
)
_TEASED = (
    *(
        "Related",
        "More from this section",
        "Most read",
        "Trending",
        "You may also like",
        "Latest news",
        "Recommended for you",
    ),
    *(
        "More stories",
        "Recent posts",
        "Popular",
        "Editor's picks",
        "In other news",
        "Read more",
        "Top stories",
        "Also read",
    ),
)
_FOOT = (
    *(
        "About us",
        "Contact us",
        "Advertise",
        "Privacy policy",
        "Terms of use",
        "Careers",
        "Subscribe",
        "Newsletters",
        "RSS",
    ),
    *(
        "Site map",
        "Cookie settings",
        "Help",
        "Archive",
        "E-edition",
        "Follow us",
        "Do not sell my information",
        "Masthead",
    ),
)
_FIRST = (
    "Ann",
    "Bob",
    "Carla",
    "Dmitri",
    "Ellen",
    "Farid",
    "Grace",
    "Hugo",
    "Ines",
    "Jack",
    "Kofi",
    "Lena",
    "Marc",
    "Nora",
    "Omar",
)
_LAST = (
    "Lee",
    "Stone",
    "Ruiz",
    "Petrov",
    "Marsh",
    "Haddad",
    "Okafor",
    "Weber",
    "Costa",
    "Brandt",
    "Mensah",
    "Fischer",
    "Dupont",
)
_ROLES = ("Staff Writer", "Political Editor", "Staff Reporter", "Senior Reporter", "Correspondent", "Business Editor")
_SAYINGS = (
    "I could not agree more with this.", "What a load of rubbish.", "Thanks for the article, very informative.", "Does the mayor even read this?",
    "My taxes at work again...", "Finally somebody says it!", "You should be ashamed of printing this.", "Where can I sign up?", "So sad. RIP.",
    "It was the same ten years ago and nothing has changed since then, they only talk and talk and we pay for it.", "LOL", "+1", "Well said.",
    "Great article. I will have a look at the book that you mention and come back when I have read it.", "This is so not true!!",
)  # fmt: skip
_PICTURED = (
    "{name} speaks at a meeting in {place} on {day}. (Photo: {other})", "Photo: {other}", "{name}, left, with a visitor. ({other}/AP)",
    "Image: {other} / Getty Images", "The scene in {place} on {day}.", "{name} arrives in {place}.", "File photo", "Credit: {other}",
)  # fmt: skip


def saved_page(pieces: Pieces, dice: random.Random) -> list[Row]:
    """A page with one article of a newspaper; one in four is a blog's own."""
    day = dt.date(1998, 1, 1) + dt.timedelta(days=dice.randrange(10_000))
    site = dice.choice(pieces.outlets)
    blog = bool(pieces.essays) and dice.random() < 0.25
    if blog:
        site = dice.choice(
            (
                "Marginal notes",
                "The Long Field",
                "Tea & Code",
                "A Year in Leeds",
                "notes.example.org",
                "Rivermouth Blog",
            )
        )
        title = dice.choice(pieces.headlines)
        middle = _own_text(title, dice.choice(pieces.essays), day, dice)
    else:
        article = list(dice.choice(pieces.clippings))
        title = " ".join(row[0] for row in article if row[1] == "headline")[:160] or dice.choice(pieces.headlines)
        middle = _article(title, article, day, dice)
    above: list[Row] = []
    if dice.random() < 0.8:
        above.append(
            (
                dice.choice((f"{title} | {site}", f"{title} - {site}", f"{site} - {title}", f"{site}: {title}", title)),
                "?",
                None,
            )
        )
    bullet = dice.choice(("", "", "* ", "+ ", "- "))
    above += [
        (bullet + text, "furniture", None)
        for text in menu(pieces.rows, dice, pieces.headlines, dice.choice((3, 10, 25, 60)))
    ]
    if dice.random() < 0.3:
        above += _teasers(pieces, day, dice)
    below = _below(pieces, site, day, dice, blog)
    return _spaced([*above, *middle, *below], dice)


def _person(dice: random.Random) -> str:
    return f"{dice.choice(_FIRST)} {dice.choice(_LAST)}"


def _some(pool: Sequence[str], dice: random.Random, least: int, most: int) -> list[Row]:
    return [(text, "furniture", None) for text in dice.sample(pool, min(len(pool), dice.randint(least, most)))]


def _article(title: str, article: list[Row], day: dt.date, dice: random.Random) -> list[Row]:
    head: list[Row] = []
    if dice.random() < 0.4:
        head.append((dice.choice(_SECTIONS) if dice.random() < 0.8 else dice.choice(_SECTIONS).upper(), "kicker", 0))
    head.append((title, "headline", 0))
    standfirst = [row for row in article if row[1] == "standfirst"]
    body = [row for row in article if row[1] in ("body", "subhead", "caption")]
    while body and body[0][1] != "body":
        body.pop(0)
    if standfirst:
        head += [(row[0], "standfirst", 0) for row in standfirst]
    elif body and dice.random() < 0.25:
        first = body[0][0].split(". ")[0][:200]
        head.append((first + dice.choice(("", ".")), "standfirst", 0))
    if dice.random() < 0.3:
        head += _some(_SHARE, dice, 1, 6)
    signed = _signed(day, dice)
    if dice.random() < 0.8:
        head += signed
    if dice.random() < 0.35:
        head += _some(_SHARE, dice, 1, 7)
    if dice.random() < 0.35:
        head.append(_picture(day, dice))
    return [*head, *_interrupted(body, dice), *_tail(article, dice)]


def _signed(day: dt.date, dice: random.Random) -> list[Row]:
    name, stamp = _person(dice), written(day, dice)
    stamp = dice.choice(
        (
            stamp,
            f"{stamp} {clock(dice)}",
            f"Published: {stamp}",
            f"Updated {stamp} at {clock(dice)}",
            f"Posted {stamp}",
            f"Last updated: {stamp}",
        )
    )
    date: Row = (stamp, "dateline", 0)
    kind = dice.random()
    if kind < 0.35:
        rows: list[Row] = [
            (
                f"By {name}" + dice.choice(("", "", f", {dice.choice(_ROLES)}", f" | {dice.choice(_ROLES)}")),
                "byline",
                0,
            ),
            date,
        ]
    elif kind < 0.5:
        rows = [("By", "byline", 0), (name, "byline", 0), date]
    elif kind < 0.6:
        rows = [(name, "byline", 0), (dice.choice(_ROLES), "byline", 0), date]
    elif kind < 0.7:
        rows = [(f"{name} | {stamp}", "byline", 0)]
    elif kind < 0.8:
        rows = [(f"By {name} {stamp}", "byline", 0)]
    else:
        rows = [date]
    if dice.random() < 0.2:
        rows.reverse()
    if dice.random() < 0.15:
        rows.append((f"{dice.randint(2, 12)} min read", "furniture", None))
    return rows


def _picture(day: dt.date, dice: random.Random) -> Row:
    text = dice.choice(_PICTURED).format(
        name=_person(dice), other=_person(dice), place=dice.choice(PLACES), day=f"{day:%A}"
    )
    return text, "caption", 0


def _interrupted(body: list[Row], dice: random.Random) -> list[Row]:
    out: list[Row] = []
    for number, (text, role, _) in enumerate(body[: dice.choice((4, 8, 15, 40))]):
        out.append((text, role, 0))
        chance = dice.random()
        if number and role == "body" and chance < 0.05:
            out += dice.choice(
                (
                    [("Advertisement", "furniture", None)],
                    [(dice.choice(PROMPTS), "furniture", None)],
                    _some(_TEASED, dice, 1, 1),
                )
            )
        elif role == "body" and chance < 0.08:
            out.append(
                (
                    dice.choice(_PICTURED).format(
                        name=_person(dice), other=_person(dice), place=dice.choice(PLACES), day="Monday"
                    ),
                    "caption",
                    0,
                )
            )
    while out and out[-1][1] != "body":
        out.pop()
    return out


def _tail(article: list[Row], dice: random.Random) -> list[Row]:
    kept = [row for row in article if row[1] == "source"][-1:]
    return [(text, role, 0) for text, role, _ in kept] if dice.random() < 0.3 else []


def _own_text(title: str, essay: Sequence[str], day: dt.date, dice: random.Random) -> list[Row]:
    name, stamp = _person(dice) if dice.random() < 0.5 else dice.choice(_FIRST).lower(), written(day, dice)
    head: list[Row] = [(title, "post_title", None)]
    signed: list[Row] = [
        (
            dice.choice(
                (
                    f"Posted on {stamp} by {name}",
                    f"{stamp} by {name}",
                    f"Posted by {name} on {stamp}",
                    f"By {name} | {stamp}",
                )
            ),
            "post_byline",
            None,
        )
    ]
    if dice.random() < 0.4:
        signed = [(stamp, "post_date", None), *([(f"By {name}", "post_byline", None)] if dice.random() < 0.5 else [])]
    head = [*signed, *head] if dice.random() < 0.25 else [*head, *signed]
    return [*head, *((text, "commentary", None) for text in essay)]


def _teasers(pieces: Pieces, day: dt.date, dice: random.Random) -> list[Row]:
    """Other articles: each with the same of a section, a headline, a sentence, a name and a date."""
    shape = [dice.random() < chance for chance in (0.3, 1.0, 0.3, 0.3, 0.5)]
    out: list[Row] = [(dice.choice(_TEASED), "furniture", None)] if dice.random() < 0.8 else []
    for _ in range(dice.randint(2, 14)):
        sentence = dice.choice(dice.choice(pieces.clippings))[0][:160]
        parts = (
            dice.choice(_SECTIONS),
            dice.choice(pieces.headlines),
            sentence,
            f"By {_person(dice)}",
            written(day - dt.timedelta(days=dice.randint(0, 30)), dice),
        )
        out += [(text, "furniture", None) for text, there in zip(parts, shape, strict=True) if there]
    return out


def _below(pieces: Pieces, site: str, day: dt.date, dice: random.Random, blog: bool) -> list[Row]:
    out: list[Row] = []
    if dice.random() < 0.5:
        out += _some(_SHARE, dice, 1, 8)
    if dice.random() < 0.4:
        out.append(
            (
                dice.choice(("Tags: ", "Filed under: ", "Topics: ", "Category: "))
                + ", ".join(dice.sample(_SECTIONS, 3)),
                "furniture",
                None,
            )
        )
    if dice.random() < 0.3:
        out.append((f"{_person(dice)} is a reporter at {site}. Follow her on Twitter.", "?", None))
    if dice.random() < (0.6 if blog else 0.3):
        out += _comments(day, dice)
    for _ in range(dice.choice((0, 1, 1, 2, 3))):
        out += _teasers(pieces, day, dice)
        if dice.random() < 0.4:
            out.append((dice.choice(PROMPTS), "furniture", None))
    out += [(text, "furniture", None) for text in menu(pieces.rows, dice, pieces.headlines, dice.choice((3, 10, 30)))]
    out += _some(_FOOT, dice, 2, 12)
    out.append(
        (
            dice.choice(
                (f"© {day.year} {site}. All rights reserved.", f"Copyright {day.year} {site}", f"{site} © {day.year}")
            ),
            "furniture",
            None,
        )
    )
    return out


def _comments(day: dt.date, dice: random.Random) -> list[Row]:
    count = dice.choice((0, 1, 3, 8))
    out: list[Row] = [
        (
            dice.choice((f"{count} Comments", f"Comments ({count})", f"{count} responses to this post", "Comments")),
            "furniture",
            None,
        )
    ]
    for _ in range(count):
        who = _person(dice) if dice.random() < 0.6 else dice.choice(_FIRST).lower() + str(dice.randint(1, 99))
        when = written(day, dice)
        out.append(
            (dice.choice((f"{who} says:", f"{who} said...", who, f"{who} on {when} at {clock(dice)}")), "comment", None)
        )
        if dice.random() < 0.5:
            out.append((f"{when} at {clock(dice)}", "comment", None))
        out += [(text, "comment", None) for text in dice.sample(_SAYINGS, dice.choice((1, 1, 1, 2)))]
        if dice.random() < 0.5:
            out.append(("Reply", "furniture", None))
    out += _some(
        ("Leave a Reply", "Post a comment", "Name", "Email", "Website", "Your email address will not be published."),
        dice,
        1,
        5,
    )
    return out


def _spaced(rows: list[Row], dice: random.Random) -> list[Row]:
    """Blank lines as a converter leaves them: everywhere, around prose only, or hardly any; now and then a margin."""
    margin = " " * dice.choice((0, 0, 0, 4, 8))
    style = dice.choice(("all", "all", "prose", "prose", "few", "many"))
    out: list[Row] = []
    for text, role, clipping in rows:
        out.append((margin + text, role, clipping))
        long = len(text) > 80 or role in ("headline", "post_title", "body", "commentary")
        if (
            style == "all"
            or (style == "prose" and (long or dice.random() < 0.15))
            or (style == "few" and dice.random() < 0.1)
        ):
            out.append(BLANK)
        elif style == "many":
            out += [BLANK] * dice.choice((0, 1, 2, 5))
    return out
