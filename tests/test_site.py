"""Saved web pages: what is the title, where the article ends, and who speaks."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from clipparse.clue import Clue, Stage
from clipparse.lexicon import Lexicon
from clipparse.page import Page
from clipparse.stages import comment, furniture, site

WORDS = Lexicon.default()
MENU = ("Home", "News", "Sports", "Business", "Obituaries", "Contact Us", "Subscribe", "Log in", "Search")
PROSE = (
    "The harbour bridge will close for repairs on Monday morning, the council said, after cracks were found in it.",
    "Drivers are asked to use the tunnel until the work is done, which is expected to take four weeks and two million.",
    '"We had no choice," said the engineer, who found the cracks in spring and has warned the council of them since.',
)
FOOT = (
    "Share this:",
    "Facebook",
    "Twitter",
    "Related Articles",
    "Ferry fares rise again",
    "May 3, 2022",
    "Mayor to step down",
)
SMALL_PRINT = (
    "Privacy Policy",
    "Terms of Use",
    "About us",
    "Advertise",
    "Careers",
    "Site map",
    "Newsletters",
    "Contact",
)
TITLE = "Harbour bridge to close for repairs"


def _page(*parts: str | Iterable[str]) -> Page:
    lines = [line for part in parts for line in ((part,) if isinstance(part, str) else part)]
    return Page.of("\n".join(lines))


def _said(page: Page, observe: Stage, text: str) -> set[str]:
    """The reasons that `observe` gives on the line `text`, the last of them where it stands more than once."""
    index = max(line.index for line in page.lines if line.content == text)
    return {clue.why for at, clue in observe(page, WORDS) if at == index}


@pytest.mark.parametrize(
    "stated",
    [
        f"{TITLE} - The Example Times",
        f"Example Times | News | {TITLE}",
        TITLE,
        "Harbour bridge to close for repairs in May | Times",
    ],
)
def test_the_line_that_repeats_the_browsers_title_is_the_title(stated: str) -> None:
    """The site's name may stand behind it, before it or not at all, and a few words may differ."""
    page = _page(stated, MENU, TITLE, "By Ann Lee", PROSE, FOOT, SMALL_PRINT)
    assert page.blocks[page.title_block].text == TITLE
    assert page.stated_title == page.title_block


def test_a_title_in_a_list_of_links_is_no_title() -> None:
    """The title comes back in menus and lists; the one with the text below it counts."""
    page = _page(
        f"{TITLE} - Times", TITLE, MENU, MENU, TITLE, "By Ann Lee", PROSE, FOOT, "Most read", TITLE, SMALL_PRINT
    )
    assert page.title_block == 1 + 2 * len(MENU) + 1


@pytest.mark.parametrize(
    "first", ["Skip to content", "Menu", "Subject: Harbour bridge to close for repairs", "May 3, 2022"]
)
def test_a_first_line_that_states_no_title(first: str) -> None:
    """A menu's first entry, a mail's header and a date state no title, even when they come back."""
    assert _page(first, MENU, first, TITLE, PROSE, FOOT).stated_title == -1


def test_the_foot_begins_at_share_buttons_below_the_text() -> None:
    """Nothing comes back to the article from the foot; share buttons under the title open no foot."""
    page = _page(f"{TITLE} - Times", MENU, TITLE, "Share this:", "Facebook", PROSE, FOOT, SMALL_PRINT)
    article = site.find_article(page, WORDS)
    assert article
    assert page.blocks[article.first].text == PROSE[0]
    assert page.blocks[article.last].text == PROSE[-1]
    assert page.blocks[article.foot].text == "Share this:"
    assert site.FOOT.why in _said(page, site.observe, "Mayor to step down")


@pytest.mark.parametrize(
    ("above", "clue"),
    [
        ("Local News", site.LABEL_ABOVE),
        ("May 2, 2022", site.DATE_ABOVE),
        ("* Published: 2 May 2022", site.DATE_ABOVE),
        ("Photo: Bo Berg", site.PICTURE_ABOVE),
    ],
)
def test_what_belongs_to_the_article_above_its_title(above: str, clue: Clue) -> None:
    """A section's label, a date or a picture's line may stand above the headline."""
    page = _page(f"{TITLE} - Times", (f"* {item}" for item in MENU), above, TITLE, PROSE, FOOT, SMALL_PRINT)
    assert clue.why in _said(page, site.observe, above)


@pytest.mark.parametrize("above", ["Search", "Log in", "* Crime", "Follow us on Twitter", "12"])
def test_the_end_of_a_menu_is_no_label(above: str) -> None:
    """The menu's last entry stands directly above the title too."""
    page = _page(f"{TITLE} - Times", MENU, above, TITLE, PROSE, FOOT, SMALL_PRINT)
    assert site.LABEL_ABOVE.why not in _said(page, site.observe, above)


def test_a_blog_is_known_by_its_frame_and_its_voice() -> None:
    """Archives, a blogroll and the first person tell a blog from a newspaper."""
    own = [
        f"I think the bridge has been a wreck for years, and my neighbours agree with me on that; this is part {n}."
        for n in range(3)
    ]
    blog = _page(
        "My bridge - Ann's blog", ("Home", "About me"), "My bridge", own, "Blogroll", "Older posts", "Meta", SMALL_PRINT
    )
    paper = _page(f"{TITLE} - Times", MENU, TITLE, PROSE, FOOT, SMALL_PRINT)
    of_blog, of_paper = site.find_article(blog, WORDS), site.find_article(paper, WORDS)
    assert of_blog
    assert of_paper
    assert of_blog.voice < -1 < 1 < of_paper.voice
    assert site.BLOG_TITLE.why in _said(blog, site.observe, "My bridge")
    assert site.TITLE.why in _said(paper, site.observe, TITLE)


@pytest.mark.parametrize(
    "lines",
    [PROSE, (TITLE, "By Ann Lee", *PROSE, "-- The Example Times"), ("From: a@example.org", "Subject: x", "", *PROSE)],
)
def test_a_text_without_menus_is_no_saved_page(lines: tuple[str, ...]) -> None:
    """A bare clipping and a mail have no frame."""
    assert site.find_article(_page(lines), WORDS) is None


@pytest.mark.parametrize(
    ("label", "pointed_at"),
    [
        ("Read more:", "Ferry fares rise again"),
        ("Lea también", "Sube la tarifa del ferry"),
        ("RELATED STORIES", "Ferry fares rise again"),
    ],
)
def test_labels_that_point_to_another_article(label: str, pointed_at: str) -> None:
    """The label is furniture, and so is the headline below it; the paragraph after that is not."""
    page = _page(PROSE[0], label, pointed_at, PROSE[1])
    assert furniture.POINTS_ELSEWHERE.why in _said(page, furniture.observe, label)
    assert furniture.POINTED_AT.why in _said(page, furniture.observe, pointed_at)
    assert furniture.POINTED_AT.why not in _said(page, furniture.observe, PROSE[1])


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Sign up for our morning newsletter.", True),
        ("Please enable JavaScript in your browser.", True),
        ("Unterstützen Sie unsere Arbeit via PayPal.", True),
        ("You don't have to tell your parents.", False),
        ("He said that the paper's subscribers had left.", False),
    ],
)
def test_prompts(text: str, asks: bool) -> None:
    """A prompt names what it wants and speaks to the reader; a report does one of them at most."""
    assert (furniture.ASKS.why in _said(_page(text), furniture.observe, text)) is asks


@pytest.mark.parametrize(
    ("heading", "stamp", "reply"),
    [
        ("2 Comments", "July 11, 2011 at 12:25 pm", "Reply"),
        ("6 Kommentare zu „Die Brücke“", "13 Dezember, 2015 um 01:10", "Antworten"),
        ("2 commentaires", "le mercredi 15 mai 2019 à 08h07", "Répondre"),
    ],
)
def test_a_thread_of_comments(heading: str, stamp: str, reply: str) -> None:
    """Below a heading, lines that are signed and dated are comments, and so is what stands between them."""
    page = _page(
        PROSE,
        heading,
        "Bo",
        stamp,
        "What a lot of nonsense about a bridge.",
        reply,
        "Cy",
        stamp,
        "So true, all of that.",
    )
    assert comment.IN_THREAD.why in _said(page, comment.observe, "What a lot of nonsense about a bridge.")
    assert comment.IN_THREAD.why in _said(page, comment.observe, "So true, all of that.")
    assert comment.REPLY.why in _said(page, comment.observe, reply)


def test_teasers_with_dates_are_no_thread() -> None:
    """Headlines with a date under `No comments` or far below a heading are other articles."""
    page = _page(PROSE, "No comments", "Ferry fares rise again", "July 11, 2011 at 12:25 pm", "Mayor to step down")
    assert comment.IN_THREAD.why not in _said(page, comment.observe, "Ferry fares rise again")
