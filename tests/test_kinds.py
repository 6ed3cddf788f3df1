"""What kind of post a text is taken for, by a first look, and what follows from it."""

from __future__ import annotations

import json

import pytest

import clipparse
from clipparse import Kind
from clipparse.kinds import ANY, OF_KIND, SIGNS, guessed, signs, verdict
from clipparse.lexicon import Lexicon
from clipparse.page import Page

PROSE = "The council said on Monday that the harbour wall would be mended before the winter, at a cost of two million."
MENU = ("Home", "News", "Sport", "Business", "Weather", "Opinion", "Contact us", "Search", "Politics", "World")
MAIL = f"From: Ann Lee <ann@example.org>\nTo: list@example.org\nSubject: Harbour\nDate: 3 May 1998\n\nSee below.\n\n{PROSE}"
BLOG = f"Friday, July 02, 2004\n\nI read this at breakfast and I still can't believe it.\n\n{PROSE}\n\nMy own guess is that they will not."
PAGE = "\n".join(
    ("Harbour wall to be mended - The Pilot", *MENU, *MENU, "Harbour wall to be mended", PROSE, PROSE, *MENU, "Terms")
)
TEXT = "HARBOUR WALL TO BE MENDED\n=========================\n\n" + "\n".join(
    [
        "     The council said on Monday that the harbour wall would be mended",
        "before the winter, at a cost of two million, and that the work would",
        "begin as soon as the wind had gone down and the boats were in.",
        "",
    ]
    * 4
)
CHAT = "\n".join(
    f"[{10 + k}:0{k}] {name}: {said}"
    for k, (name, said) in enumerate(
        (("Ann", "seen this?"), ("Bo", "no"), ("Ann", "look"), ("Bo", "oh dear"), ("Cy", "what"))
    )
)
THREAD = f"Ann wrote:\n{PROSE}\n\nBo wrote:\nI knew it.\n\nReply\n\nCy wrote:\nSo did I.\n\nPosts: 14"
NEWSLETTER = f"The Monday newsletter\nView this in your browser\n\n1. Harbour wall\n{PROSE}\n\n2. School roof\n{PROSE}\n\n3. Ferry\n{PROSE}\n\nUnsubscribe"


@pytest.mark.parametrize(
    ("text", "kind"),
    [(MAIL, "mail"), (BLOG, "blog"), (PAGE, "page"), (TEXT, "text"), (CHAT, "chat"), (THREAD, "thread"), (NEWSLETTER, "newsletter")],
)  # fmt: skip
def test_a_text_tells_its_kind(text: str, kind: str) -> None:
    """By its outside alone: a header, menus, a width, a date on top."""
    post = clipparse.parse(text)

    assert post.kind == kind
    assert 0 < post.kind_confidence <= 1
    assert post.kind_signs


def test_who_knows_the_kind_may_state_it() -> None:
    """As a member or as its name; what is no kind is refused."""
    assert clipparse.parse(BLOG, kind="mail").kind is Kind.MAIL
    assert clipparse.parse(BLOG, kind=Kind.PAGE).kind_confidence == 1.0
    with pytest.raises(ValueError, match="letter"):
        clipparse.parse(BLOG, kind="letter")


def test_the_kind_is_evidence_for_every_line() -> None:
    """And is shown among the reasons of each line."""
    told = {clue.why for line in clipparse.parse(BLOG).lines for clue in line.clues if clue.stage == "kind"}

    assert told <= {OF_KIND[Kind.BLOG].why}


def test_the_kind_is_shown_and_exported() -> None:
    """In the explanation, in JSON, and read back from it."""
    post = clipparse.parse(MAIL)

    assert str(post.explain()).startswith("read as a mail (")
    assert json.loads(post.to_json())["kind"] == "mail"
    assert clipparse.Post.from_dict(json.loads(post.to_json())) == post


def test_a_post_stored_before_there_were_kinds_is_read() -> None:
    """It has the kind that most posts have, and no confidence in it."""
    stored = clipparse.parse(MAIL).to_dict()
    for name in ("kind", "kind_confidence", "kind_signs"):
        del stored[name]

    assert clipparse.Post.from_dict(stored).kind_confidence == 0.0


def test_every_sign_speaks_for_some_kind() -> None:
    """Each has a strength in the table that is shipped, and no sign is there that nobody looks for."""
    shipped = clipparse.Pipeline.default().strengths.signs

    assert set(shipped) == {ANY.why, *(sign.why for sign in SIGNS)}
    assert all(any(row.values()) for row in shipped.values())


def test_an_empty_post_shows_no_kind() -> None:
    """It is taken for what most posts are, with no confidence and no sign."""
    post = clipparse.parse("")

    assert (post.kind, post.kind_confidence, post.kind_signs) == (Kind.BLOG, 0.0, ())


def test_the_likeliest_kind_has_at_least_its_share() -> None:
    """Confidence is a probability over all kinds: the best of seven has a seventh or more, and all of it at most."""
    told = verdict(signs(Page.of(MAIL), Lexicon.default()), guessed())

    assert told.kind is Kind.MAIL
    assert 1 / len(Kind) <= told.confidence <= 1
