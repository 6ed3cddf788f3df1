"""The shape of stored records: its JSON Schema, and that what was once written can be read for ever."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import attrs
import pytest

from clipparse import (
    Author,
    Byline,
    Clipping,
    Clue,
    Correction,
    Dateline,
    Duplicate,
    Kind,
    Line,
    Paragraph,
    Post,
    Quote,
    Role,
    Source,
    Span,
    Stated,
)
from clipparse.model import FrozenSpans
from parsing import parsed

ROOT = Path(__file__).parent.parent
OLDER = Path(__file__).parent / "golden" / "clipparse-1.json"
OLD = Path(__file__).parent / "golden" / "clipparse-1-with-kind.json"
RECENT = Path(__file__).parent / "golden" / "clipparse-1-with-comments.json"
GOLDEN = Path(__file__).parent / "golden" / "clipparse-1-with-stated.json"
TEXTS = sorted((ROOT / "fixtures").glob("*.txt"))

# A post in which every field says something; never to be changed, as the files beside it never are.
EVERYTHING = Post(
    text="Rain\nKICKER\nStorm closes schools\nTwo roofs gone\nBy Zoë Lee\nOSLO, 3 May (AP)\nThe Pilot"
    "\nRoofs fell, fell.",
    title="Rain",
    posted=dt.date(2014, 5, 4),
    posted_at=dt.datetime(2014, 5, 4, 8, 30, tzinfo=dt.timezone(dt.timedelta(hours=2))),
    author="Old Salt",
    clippings=(
        Clipping(
            kicker="KICKER",
            headline="Storm closes schools",
            standfirst="Two roofs gone",
            byline=Byline(
                "By Zoë Lee",
                (Author("Zoë Lee", "reporter", "The Pilot", "zoe@pilot.example", "Oslo", "author"),),
                "staff",
            ),
            dateline=Dateline("OSLO, 3 May (AP)", "OSLO", "AP", dt.date(2014, 5, 3)),
            source=Source("The Pilot", "https://pilot.example/1", "The Pilot"),
            agency="AP",
            published=dt.date(2014, 5, 3),
            published_at=dt.datetime(2014, 5, 3, 21, 5),
            language="en",
            paragraphs=(Paragraph("Roofs fell.", Role.BODY, (Span(87, 92), Span(93, 98))),),
            text="Roofs fell.",
            quotes=(Quote("fell", "Lee", "said", Span(93, 97)),),
            corrections=(Correction("repeated word", "fell, fell", "fell", Span(93, 103)),),
            duplicates=(Duplicate(Span(99, 104), Span(93, 98), 0.5),),
            truncated=True,
            confidence=0.75,
            spans=FrozenSpans({"headline": (Span(12, 32),), "text": (Span(87, 92), Span(93, 98))}),
            id="0123456789abcdef",
        ),
    ),
    lines=(Line(Span(0, 4), Role.POST_TITLE, None, 0.5, (Clue("post", Role.POST_TITLE, 1.5, "why"),), Role.HEADLINE),),
    commentary=("Rain.",),
    comments=("Dry here.",),
    kind=Kind.MAIL,
    kind_confidence=0.5,
    kind_signs=("a mail's header on top",),
    stated=(Stated("outlet", "Harbour Herald", "og:site_name"),),
)


def schema() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((resources.files("clipparse") / "schema.json").read_text(encoding="utf-8"))
    return loaded


@cache
def validator() -> Any:
    jsonschema = pytest.importorskip("jsonschema", reason="needs jsonschema: pip install -e '.[dev]'")
    return jsonschema.Draft202012Validator(schema(), format_checker=jsonschema.FormatChecker())


def test_what_was_written_once_is_read_for_ever() -> None:
    """The golden file is the post above, down to the last byte."""
    stored = GOLDEN.read_text(encoding="utf-8")

    assert Post.from_dict(json.loads(stored)) == EVERYTHING
    assert EVERYTHING.to_json(indent=1) + "\n" == stored


def test_what_was_written_before_pages_were_told_what_they_state_is_read() -> None:
    """What came later is left at its default."""
    assert Post.from_dict(json.loads(RECENT.read_text(encoding="utf-8"))) == attrs.evolve(EVERYTHING, stated=())


def test_what_was_written_before_posts_had_a_kind_is_read() -> None:
    """What came later is left at its default."""
    before = json.loads(OLDER.read_text(encoding="utf-8"))
    kind: dict[str, Any] = {"kind": Kind.BLOG, "kind_confidence": 0.0, "kind_signs": (), "stated": ()}

    assert Post.from_dict(before) == attrs.evolve(EVERYTHING, comments=(), **kind)


def test_what_was_written_before_posts_had_comments_is_read() -> None:
    """What came later is left at its default."""
    assert Post.from_dict(json.loads(OLD.read_text(encoding="utf-8"))) == attrs.evolve(
        EVERYTHING, comments=(), stated=()
    )


def test_the_schema_is_what_the_types_say() -> None:
    """Else run: python tools/make_schema.py"""
    done = subprocess.run([sys.executable, ROOT / "tools" / "make_schema.py", "--check"], check=False)

    assert done.returncode == 0


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_fixture_is_valid(path: Path, deep: bool) -> None:
    """Also after a way through JSON; the reasons, which are most of it and all alike, of each eighth, or of all."""
    post = parsed(path.read_bytes().decode())
    written = post.to_json(clues=deep or TEXTS.index(path) % 8 == 0)

    assert list(validator().iter_errors(json.loads(written))) == []


def test_a_post_in_which_every_field_speaks_is_valid() -> None:
    """And so is one in which none does."""
    assert list(validator().iter_errors(EVERYTHING.to_dict())) == []
    assert list(validator().iter_errors(Post(text="").to_dict())) == []


def broken(**changes: Any) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(EVERYTHING.to_json())
    plain["clippings"][0] |= changes
    return plain


@pytest.mark.parametrize(
    "record",
    [
        {},
        {**EVERYTHING.to_dict(), "schema": "clipparse/0"},
        {**EVERYTHING.to_dict(), "posted": "4 May 2014"},
        {**EVERYTHING.to_dict(), "more": 1},
        broken(published="2014-13-01"),
        broken(published_at="soon"),
        broken(truncated=1),
        broken(spans={"headline": [[1, 2, 3]]}),
        broken(spans={"headline": [[-1, 2]]}),
        broken(paragraphs=[{"text": "x", "kind": "prose", "spans": []}]),
    ],
)
def test_what_from_dict_refuses_the_schema_refuses(record: dict[str, Any]) -> None:
    """They tell the same records apart; the schema also knows that no offset is below 0."""
    assert not validator().is_valid(record)
    if "-1" not in json.dumps(record):
        with pytest.raises(ValueError, match=r"schema|posted|more|clippings\[0\]"):
            Post.from_dict(record)


def test_msgspec_reads_a_clipping_into_the_public_types() -> None:
    """They are plain attrs classes without converters, so other libraries can decode into them."""
    msgspec = pytest.importorskip("msgspec", reason="needs msgspec: pip install -e '.[dev]'")
    byline = EVERYTHING[0].byline
    plain = EVERYTHING.to_dict()["clippings"][0]["byline"]

    assert msgspec.convert(plain, Byline) == byline
