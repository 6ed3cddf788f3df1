"""Posts put together from the clippings of labelled posts, in the ways in which blogs and mails carry them.

A fit on mails and text files alone has never seen a blogger's date header or a remark between two articles. What such pages look
like is general knowledge; it is put here, and the articles in them are those of the posts that the fit may see.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence

import attrs

from clipparse.lexicon import Lexicon
from clipparse.page import Page
from layouts import BLANK, Row, wrap

_NAMES = (
    "admin",
    "Maria",
    "old_tom",
    "J. Porter",
    "Anna Weiss",
    "the watcher",
    "Dr. K",
    "Pat & Lou",
    "rivermouth",
    "Editor",
    "Luis",
    "Samir H.",
)
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_TITLES = (
    "What they forgot to mention",
    "Notes from the week",
    "More of the same",
    "Reading list",
    "They knew",
    "A few clippings",
    "On the record",
    "Yesterday's news today",
    "News round-up",
    "So it begins",
    "Two articles worth your time",
    "The other side of the story",
    "Follow the money",
    "Strange days",
    "And now this",
    "Links and quotes",
    "Spring is late this year",
    "An update",
    "How it ended",
    "Is anyone listening?",
)
_REMARKS = (
    "I came across this today and thought it was worth keeping.",
    "Not much that I can add to this.",
    "Here is another view of it:",
    "My own guess is that we will hear more about this before the year is out.",
    "And this from the other paper:",
    "Make up your own minds.",
    "Why am I not surprised?",
    "I have read this three times now and I still do not understand what they mean by it.",
    "As I said last week, nobody is going to do anything about it until it is too late.",
    "More here:",
    "Meanwhile:",
    "Judge for yourself.",
    "This is what happens when nobody reads the small print",
    "A reader sent me this one. Thanks, M.!",
    "Nonsense, of course.",
    "The second one is longer, but do read it to the end; the part about the money is what matters.",
    "See also:",
    "The same day, elsewhere",
    "I wish that somebody would explain to me how they arrived at that figure, because the arithmetic does not work.",
    "Now compare that with what they told us in the spring",
    "Unbelievable!",
    "What did you expect?",
    "(My emphasis.)",
    "Comment is superfluous.",
    "They must think that we have forgotten.",
    "Remember this the next time they ask for your vote.",
    "Oh dear.",
    "It gets worse",
    "If you only read one thing today, let it be this.",
    "I grew up not far from there, and I can tell you that it was never like this.",
)
_COMMENTS = (
    "Thanks for posting this, I had missed it.",
    "You are wrong about the second one.",
    "First!",
    "My uncle worked there and he says the same.",
    "Great blog, keep it up!",
    "I don't agree at all. Where are your sources?",
    "lol",
    "Has anybody got a link to the original?",
)
_SHARE = (
    "Share this:",
    "Email",
    "Facebook",
    "Twitter",
    "Print",
    "Like this:",
    "Like Loading...",
    "Related",
    "Email This",
    "BlogThis!",
    "Pin It",
)
_END = (
    "No comments:",
    "Post a Comment",
    "Newer Post",
    "Older Post",
    "Home",
    "Subscribe to: Post Comments (Atom)",
    "Leave a Reply",
    "Leave a comment",
    "Your email address will not be published. Required fields are marked *",
    "Links to this post",
    "Reply",
    "Permalink",
    "Trackback URL",
    "Previous post",
    "Next post",
    "Search for:",
    "Archives",
    "Blogroll",
    "Powered by Blogger.",
    "Create a free website or blog at WordPress.com.",
)
_SEPARATORS = (
    "* * *",
    "---",
    "***",
    "-----------------------------",
    "________________",
    "=====",
    "~~~~",
    ". . .",
    ".",
    "#",
)
_TOPICS = [
    "politics",
    "energy",
    "war",
    "media",
    "economy",
    "local",
    "football",
    "books",
    "weather",
    "trains",
    "health",
    "schools",
    "police",
    "money",
    "history",
    "science",
]


@attrs.frozen
class Pieces:
    """What posts are put together from."""

    clippings: tuple[tuple[Row, ...], ...]
    remarks: tuple[str, ...]
    outlets: tuple[str, ...]
    essays: tuple[tuple[str, ...], ...]  # the own words of posts that re-post nothing, a paragraph each
    headlines: tuple[str, ...]
    rows: tuple[Row, ...]

    @classmethod
    def of(cls, posts: Sequence[Sequence[Row]]) -> Pieces:
        """The clippings and remarks in the rows of labelled posts, wrapped paragraphs made whole."""
        clippings: list[tuple[Row, ...]] = []
        essays: list[tuple[str, ...]] = []
        remarks, headlines, prose = set(_REMARKS), set(_TITLES), []
        for rows in posts:
            whole = _whole(rows)
            for number in dict.fromkeys(row[2] for row in whole if row[2] is not None):
                mine = tuple((text, role, 0) for text, role, clipping in whole if clipping == number)
                bodies = [row for row in mine if row[1] == "body"]
                prose += bodies[:3]
                if bodies and sum(len(row[0]) for row in bodies) > 200:
                    clippings.append(mine)
                headlines |= {row[0] for row in mine if row[1] == "headline" and 15 < len(row[0]) < 120}
            own = [text for text, role, _ in whole if role == "commentary"]
            remarks |= {text for text in own if 12 < len(text) < 400}
            if sum(len(text) for text in own) > 800:
                essays.append(tuple(own))
        outlets = tuple(sorted(set(Lexicon.default().names["outlets"].values())))
        return cls(
            tuple(clippings), tuple(sorted(remarks)), outlets, tuple(essays), tuple(sorted(headlines)), tuple(prose)
        )


def _whole(rows: Sequence[Row]) -> list[Row]:
    page = Page.of("\n".join(text for text, _, _ in rows))
    out: list[Row] = []
    for block in page.blocks:
        start = block.first
        for index in range(block.first, block.last + 1):
            own = rows[page.lines[index].row][1:]
            if index == block.last or rows[page.lines[index + 1].row][1:] != own:
                text = " ".join(line.content for line in page.lines[start : index + 1]).strip()
                if own[0] is not None and text:
                    out.append((text, *own))
                start = index + 1
    return out


def composed(pieces: Pieces, dice: random.Random) -> list[Row]:
    """One post of one to six clippings."""
    day = dt.date(1994, 1, 1) + dt.timedelta(days=dice.randrange(11_500))
    count = dice.choice((1, 1, 1, 2, 2, 3, 3, 4, 5, 6))
    chosen = [list(dice.choice(pieces.clippings)) for _ in range(count)]
    spaced = dice.choice((0, 1, 1, 1, 1, 2))
    own_title = count > 1 or dice.random() < 0.4
    title = dice.choice(_TITLES)
    if not own_title:
        heads = [row for row in chosen[0] if row[1] == "headline"]
        title = " ".join(row[0] for row in heads) or title
        chosen[0] = [row for row in chosen[0] if row[1] != "headline"] if dice.random() < 0.5 else chosen[0]
    above, below = _frame(title, day, dice)
    inner: list[Row] = []
    if dice.random() < 0.45:
        inner += [(text, "commentary", None) for text in _some(pieces.remarks, dice, (1, 1, 1, 2, 3))]
    style = Style.thrown(dice)
    for number, rows in enumerate(chosen):
        inner += [(text, role, number) for text, role, _ in _dressed(rows, style, pieces, day, dice)]
        if number + 1 < count or dice.random() < 0.4:
            inner += _between(pieces, style, dice)
    rows = [*above, *inner, *below]
    out: list[Row] = []
    glued = dice.random() < 0.25
    for row, after in zip(rows, [*rows[1:], BLANK], strict=True):
        out.append(row)
        head = row[1] in ("headline", "kicker", "byline") and after[1] in (
            "headline",
            "standfirst",
            "byline",
            "dateline",
            "source",
        )
        if not (glued and head):
            wide = (
                row[1] in ("body", "source", "commentary")
                and after[1] in ("headline", "source")
                and dice.random() < 0.4
            )
            out += [BLANK] * (spaced + dice.choice((1, 2, 4)) if wide else spaced)
    return wrap(out, dice, ()) if dice.random() < 0.2 else out


def _some(pool: Sequence[str], dice: random.Random, sizes: Sequence[int]) -> list[str]:
    return [dice.choice(pool) for _ in range(dice.choice(sizes))]


def written(day: dt.date, dice: random.Random) -> str:
    month, name = _MONTHS[day.month - 1], _DAYS[day.weekday()]
    return dice.choice((
        f"{name}, {month} {day.day}, {day.year}", f"{name}, {day.day} {month} {day.year}", f"{month} {day.day}, {day.year}", f"{day.day} {month} {day.year}",
        f"{day.day} {month[:3]} {day.year}", f"{day:%Y-%m-%d}", f"{day:%d/%m/%Y}", f"{month[:3]} {day.day}, {day.year}", f"{name} {day.day} {month}, {day.year}",
    ))  # fmt: skip


def clock(dice: random.Random) -> str:
    return dice.choice(
        (
            f"{dice.randint(1, 12)}:{dice.randint(0, 59):02} {dice.choice(('AM', 'PM', 'am', 'pm'))}",
            f"{dice.randint(0, 23):02}:{dice.randint(0, 59):02}",
        )
    )


def _frame(title: str, day: dt.date, dice: random.Random) -> tuple[list[Row], list[Row]]:
    name, stamp = dice.choice(_NAMES), written(day, dice)
    date, head = (stamp, "post_date", None), (title, "post_title", None)
    signed = (f"Posted by {name} at {clock(dice)}" + dice.choice(("", "", " | Permalink")), "post_byline", None)
    topics = ", ".join(_some(_TOPICS, dice, (1, 2, 3)))
    end: list[Row] = [(text, "furniture", None) for text in dice.sample(_END, dice.randint(1, 8))]
    kind = dice.random()
    if kind < 0.35:
        labels = [(f"Labels: {topics}", "furniture", None)] if dice.random() < 0.5 else []
        if dice.random() < 0.3:
            return [head, date], [*_answers(dice), *end]
        return [date, head], [*([signed] if dice.random() < 0.7 else []), *labels, *_answers(dice), *end]
    if kind < 0.65:
        by = (
            dice.choice(
                (
                    f"Posted on {stamp} by {name}",
                    f"{stamp} by {name}",
                    f"Posted by {name} on {stamp}",
                    f"By {name} on {stamp}",
                )
            ),
            "post_byline",
            None,
        )
        shared: list[Row] = [(text, "furniture", None) for text in dice.sample(_SHARE, dice.randint(2, 7))]
        filed = [(f"Filed under: {topics}", "furniture", None)] if dice.random() < 0.6 else []
        return [head, by], [*shared, *filed, *_answers(dice), *end]
    if kind < 0.8:
        user = name.split()[0].lower().strip(".")
        fields: list[Row] = [
            (f"From: {name} <{user}@example.org>", "post_byline", None),
            (f"Date: {day:%a}, {day.day} {day:%b} {day.year} {dice.randint(0, 23):02}:{dice.randint(0, 59):02}:07 +0000", "post_date", None),
            (f"Subject: {title}", "post_title", None), ("To: list@example.org", "furniture", None),
        ]  # fmt: skip
        dice.shuffle(fields)
        foot: list[Row] = [("-- ", "furniture", None), (name, "furniture", None)] if dice.random() < 0.5 else []
        return fields, foot
    if kind < 0.92:
        return [head], end if dice.random() < 0.6 else []
    return [], []


def _answers(dice: random.Random) -> list[Row]:
    if dice.random() > 0.2:
        return []
    texts = _some(_COMMENTS, dice, (1, 2, 4))
    rows: list[Row] = [(f"{len(texts)} comments:", "furniture", None)]
    for text in texts:
        rows += [
            (
                dice.choice(
                    (
                        f"{dice.choice(_NAMES)} said...",
                        f"Anonymous said... {clock(dice)}",
                        f"{dice.choice(_NAMES)} says:",
                    )
                ),
                "comment",
                None,
            ),
            (text, "comment", None),
        ]
    return rows


@attrs.frozen
class Style:
    """How a blogger goes about it: most keep to one way throughout a post."""

    above: str  # the credit above a clipping, "" for none
    below: str  # the credit below it
    date: str  # the line with the date, "" for none
    date_last: bool  # below the rest of the head
    byline: str  # a byline put in, "" where only the article's own stands
    signed: str  # what joins a byline to the headline's line, "" where it has its own
    kicker: float
    remark: float
    separator: float
    paragraphs: int

    @classmethod
    def thrown(cls, dice: random.Random) -> Style:
        """One at random."""
        credited = dice.random()
        return cls(
            above=dice.choice(_ABOVE) if credited < 0.3 else "",
            below=dice.choice(_BELOW) if 0.25 < credited < 0.65 else "",
            date=dice.choice(_FILED) if dice.random() < 0.45 else "",
            date_last=dice.random() < 0.8,
            byline=dice.choice(_SIGNED) if dice.random() < 0.5 else "",
            signed=dice.choice((" - By ", ", by ", " — ", " by ", " (By ", " / ")) if dice.random() < 0.12 else "",
            kicker=dice.choice((0.0, 0.0, 0.0, 0.3)),
            remark=dice.choice((0.0, 0.3, 0.7, 1.0)),
            separator=dice.choice((0.0, 0.0, 0.0, 0.8)),
            paragraphs=dice.choice((2, 5, 20)),
        )


_ABOVE = (
    *(
        "{outlet}",
        "From {outlet}",
        "From {outlet}:",
        "{outlet}:",
        "{outlet} reports:",
        "Via {outlet}",
        "[{outlet}]",
        "{link}",
    ),
    *(
        "{outlet}, {date}",
        "{outlet} | {date}",
        "{date} | {outlet}",
        "{outlet} ({date})",
        "From {outlet}, {date}:",
        "Source: {outlet}",
    ),
)
_BELOW = (
    *("{outlet}", "-- {outlet}", "Source: {outlet}", "({outlet})", "via {outlet}", "{link}", "{link}", "[{outlet}]"),
    *(
        "Copyright {year} {outlet}",
        "Source: {link}",
        "— {outlet}, {date}",
        "({outlet}, {date})",
        "{outlet}, {date}",
        "Read more: {link}",
    ),
)
_FILED = (
    *(
        "{date}",
        "{date}",
        "{date}",
        "Published: {date}",
        "{outlet}, {date}",
        "{date} | {outlet}",
        "{outlet} {date} {clock}",
    ),
    *(
        "{site}, {date} {clock} GMT",
        "Posted: {date}",
        "{place}, {date}",
        "{date}, {clock}",
        "Last updated {date}",
        "{place} | {date} {clock}",
    ),
)
_SIGNED = (
    "By {name}",
    "by {name}",
    "By {name} and {other}",
    "{name}",
    "{name}, {other} and {third}",
    "By {capitals}",
    "By {name}, {outlet}",
    "By {name} in {place}",
)
_GIVEN = (
    "Ann",
    "Robert",
    "Carla",
    "Dmitri",
    "Ellen",
    "Farid",
    "Grace",
    "Hugo",
    "Ines",
    "Kofi",
    "Lena",
    "Marc",
    "Nora",
    "Omar",
    "Priya",
    "Sean",
)
_FAMILY = (
    "Lee",
    "Stone",
    "Ruiz",
    "Petrov",
    "Marsh",
    "Haddad",
    "Okafor",
    "Weber",
    "Costa",
    "O'Dea",
    "Mensah",
    "van Dam",
    "Dupont",
    "Nair",
    "Kelly-Smith",
)
PLACES = (
    "Harlow",
    "Bristol",
    "Denver",
    "Lagos",
    "Kingston",
    "Mumbai",
    "Toronto",
    "Dublin",
    "Perth",
    "Austin",
    "Leeds",
    "Nairobi",
)


def filled(form: str, pieces: Pieces, day: dt.date, dice: random.Random) -> str:
    name, other, third = (f"{dice.choice(_GIVEN)} {dice.choice(_FAMILY)}" for _ in range(3))
    outlet = dice.choice(pieces.outlets)
    site = outlet.lower().replace("the ", "", 1).replace(" ", "") + dice.choice((".com", ".co.uk", ".org"))
    filed = day - dt.timedelta(days=dice.randint(0, 4))
    link = (
        f"http://www.{site}/{dice.choice(_TOPICS)}/{filed:%Y/%m/%d}/{dice.choice(_TOPICS)}-{dice.randint(100, 99999)}"
    )
    return form.format(
        outlet=outlet, site=site, link=link, date=written(filed, dice), year=filed.year, clock=clock(dice),
        name=name, other=other, third=third, capitals=name.upper(), place=dice.choice(PLACES),
    )  # fmt: skip


def _dressed(rows: list[Row], style: Style, pieces: Pieces, day: dt.date, dice: random.Random) -> list[Row]:
    body = [row for row in rows if row[1] in ("body", "subhead")][: dice.randint(1, 3 + style.paragraphs)]
    while body and body[-1][1] == "subhead":
        body.pop()
    first = next((k for k, row in enumerate(rows) if row[1] == "body"), len(rows))
    own = [
        row for row in rows[:first] if row[1] in ("kicker", "headline", "standfirst", "byline", "dateline", "source")
    ]
    head = (
        [row for row in own if row[1] in ("kicker", "headline", "standfirst")]
        if style.byline or style.date or style.above
        else own
    )
    if not head:
        head = [row for row in own if row[1] != "source"]
    if head and head[0][1] == "headline" and dice.random() < style.kicker:
        head.insert(0, (dice.choice(_TOPICS).capitalize(), "kicker", 0))
    if style.signed and head and head[-1][1] == "headline":
        text = head[-1][0] + style.signed + filled("{name}", pieces, day, dice) + (")" if "(" in style.signed else "")
        head[-1] = (text, "headline", 0)
    elif style.byline and not any(row[1] == "byline" for row in head) and dice.random() < 0.8:
        head.append((filled(style.byline, pieces, day, dice), "byline", 0))
    if style.date and not any(row[1] == "dateline" for row in head) and dice.random() < 0.9:
        head.insert(len(head) if style.date_last else 0, (filled(style.date, pieces, day, dice), "dateline", 0))
    if style.above and dice.random() < 0.9:
        head.insert(0, (filled(style.above, pieces, day, dice), "dateline" if "{date}" in style.above else "source", 0))
    tail: list[Row] = []
    if style.below and dice.random() < 0.9:
        tail = [(filled(style.below, pieces, day, dice), "dateline" if "{date}" in style.below else "source", 0)]
    return [*head, *body, *tail]


def _between(pieces: Pieces, style: Style, dice: random.Random) -> list[Row]:
    rows: list[Row] = []
    if dice.random() < style.remark:
        rows += [(text, "commentary", None) for text in _some(pieces.remarks, dice, (1, 1, 1, 2))]
    if dice.random() < style.separator:
        rows.insert(dice.choice((0, len(rows))), (dice.choice(_SEPARATORS), "furniture", None))
    return rows
