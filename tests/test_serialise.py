"""Posts turn into plain data and back without loss."""

from __future__ import annotations

import datetime as dt
import json
import pickle
import re
from collections.abc import Mapping
from enum import Enum
from typing import Any, get_args, get_origin, get_type_hints

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import clipparse
from clipparse.model import Byline, Clipping, FrozenSpans, Line, Post, Source
from clipparse.page import Span
from clipparse.roles import Role
from clipparse.serialise import from_plain, to_plain

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=8)  # lone surrogates and NULs too
# Zones are ahead or behind by whole minutes; dt.datetime.fromisoformat itself loses a part of a second.
ZONES = st.none() | st.integers(-23 * 60, 23 * 60).map(lambda minutes: dt.timezone(dt.timedelta(minutes=minutes)))
LEAVES: dict[Any, st.SearchStrategy[Any]] = {
    str: ANY_TEXT,
    int: st.integers(),
    bool: st.booleans(),
    float: st.floats(0, 1),
    dt.date: st.dates(),
    dt.datetime: st.datetimes(timezones=ZONES),
    FrozenSpans: st.dictionaries(ANY_TEXT, st.just((Span(0, 3), Span(5, 8))), max_size=2).map(FrozenSpans),
}


def anything(hint: Any) -> st.SearchStrategy[Any]:
    """Every value that a type hint of the model allows."""
    if hint in LEAVES:
        return LEAVES[hint]
    if get_origin(hint) is tuple:
        return st.lists(st.deferred(lambda: anything(get_args(hint)[0])), max_size=2).map(tuple)
    if type(None) in get_args(hint):
        return st.none() | anything(next(one for one in get_args(hint) if one is not type(None)))
    if issubclass(hint, Enum):
        return st.sampled_from(list(hint))
    hints = get_type_hints(hint)
    return st.builds(hint, **{field.name: anything(hints[field.name]) for field in attrs.fields(hint)})


POSTS = anything(Post)


@given(POSTS)
def test_a_post_survives_as_a_dict(post: Post) -> None:
    """from_dict gives an equal post with an equal hash."""
    again = Post.from_dict(post.to_dict())

    assert again == post
    assert hash(again) == hash(post)


@given(POSTS)
def test_a_post_survives_as_json(post: Post) -> None:
    """What to_json writes, json.loads reads and from_dict makes into an equal post."""
    assert Post.from_dict(json.loads(post.to_json())) == post
    assert Post.from_dict(json.loads(post.to_json(indent=2))) == post


@given(POSTS)
def test_a_post_survives_pickling(post: Post) -> None:
    """Posts may be sent to other processes."""
    assert pickle.loads(pickle.dumps(post)) == post


def only_plain(data: Any) -> bool:
    if isinstance(data, dict):
        return all(type(key) is str and only_plain(value) for key, value in data.items())
    if isinstance(data, list):
        return all(map(only_plain, data))
    return data is None or type(data) in (str, int, float, bool)


@given(POSTS)
def test_a_dict_holds_nothing_but_plain_values(post: Post) -> None:
    """No enum, tuple, date or subclass of str is left in it."""
    assert only_plain(post.to_dict())


def test_the_schema_stands_first() -> None:
    """A reader of a stream can tell from the first characters what it has before it."""
    assert Post(text="Hello").to_json().startswith('{"schema": "clipparse/1", "text": "Hello"')


def test_letters_are_not_escaped() -> None:
    """JSON is for people too."""
    assert '"text": "Zoë – 東京"' in Post(text="Zoë – 東京").to_json()


@pytest.mark.parametrize("text", ["\ud800", "a\udc80b", "\udfff\ud83d", "né \ud83d 😀"])
def test_json_with_lone_surrogates_can_be_written_as_utf8(text: str) -> None:
    """A byte that was smuggled in by `surrogateescape` does not make a file that cannot be written."""
    written = Post(text=text).to_json().encode("utf-8")

    assert json.loads(written)["text"] == text


def test_an_aware_time_keeps_its_offset() -> None:
    """13:00 in Moscow stays 13:00 in Moscow, and is not 09:00 in Greenwich."""
    moment = dt.datetime(2014, 3, 15, 13, 0, tzinfo=dt.timezone(dt.timedelta(hours=4)))
    again = Post.from_dict(Post(text="", posted_at=moment).to_dict())

    assert again.posted_at is not None
    assert again.posted_at.isoformat() == "2014-03-15T13:00:00+04:00"


@pytest.mark.parametrize("end", [3, 1 << 31, 1 << 80])
def test_places_are_what_was_put_in(end: int) -> None:
    """Also numbers that no text has; equal ones are equal however they are held."""
    places = {"text": (Span(0, 2), Span(2, end)), "headline": (), "byline": (Span(1, end),)}
    spans = FrozenSpans(places)

    assert (dict(spans), list(spans), len(spans), spans.get("source")) == (places, list(places), 3, None)
    assert (pickle.loads(pickle.dumps(spans)), hash(spans)) == (spans, hash(FrozenSpans(places)))


def test_spans_are_short() -> None:
    """A span is written as its two numbers."""
    clip = Clipping(source=Source("AP", None, "AP"), spans=FrozenSpans({"source": (Span(3, 5),)}))

    assert to_plain(clip)["spans"] == {"source": [[3, 5]]}


GOOD = Post(
    text="By Ann Lee",
    lines=(Line(Span(0, 10), Role.BYLINE, 0, 0.9),),
    clippings=(Clipping(byline=Byline("By Ann Lee"), spans=FrozenSpans({"byline": (Span(0, 10),)})),),
).to_dict()


def changed(data: Any, path: list[str | int], value: Any) -> Any:
    if not path:
        return value
    first, *rest = path
    if isinstance(data, Mapping):
        return {**data, first: changed(data.get(first), rest, value)}
    return [changed(item, rest, value) if index == first else item for index, item in enumerate(data)]


@pytest.mark.parametrize(
    ("path", "value", "complaint"),
    [
        (["schema"], "clipparse/9", "schema: expected 'clipparse/1', got 'clipparse/9'"),
        (["colour"], "red", "unknown key 'colour'"),
        (["text"], None, "text: expected a string, got None"),
        (["posted"], "yesterday", "posted: expected a date as an ISO 8601 string, got 'yesterday'"),
        (["posted_at"], 5, "posted_at: expected a date and time as an ISO 8601 string, got 5"),
        (["lines"], {}, "lines: expected a list, got {}"),
        (["lines", 0], [], "lines[0]: expected a dict, got []"),
        (["lines", 0, "role"], "hero", "lines[0].role: 'hero' is no role; expected one of post_date, "),
        (["lines", 0, "role"], [], "lines[0].role: [] is no role"),
        (["lines", 0, "span"], [1], "lines[0].span: expected [start, end], got [1]"),
        (["lines", 0, "span", 1], 2.5, "lines[0].span[1]: expected a whole number, got 2.5"),
        (["lines", 0, "clipping"], True, "lines[0].clipping: expected a whole number, got True"),
        (["lines", 0, "confidence"], "high", "lines[0].confidence: expected a number, got 'high'"),
        (["clippings", 0, "byline", "authors"], "Ann", "clippings[0].byline.authors: expected a list, got 'Ann'"),
        (["clippings", 0, "truncated"], 0, "clippings[0].truncated: expected true or false, got 0"),
        (["clippings", 0, "spans", "byline", 0], "x", "clippings[0].spans.byline[0]: expected a list, got 'x'"),
    ],
)
def test_wrong_data_is_refused_by_place_and_reason(path: list[str | int], value: Any, complaint: str) -> None:
    """The message says what is wrong and where."""
    with pytest.raises(ValueError, match=rf"^{re.escape(complaint)}"):
        Post.from_dict(changed(GOOD, path, value))


def test_a_missing_key_is_named() -> None:
    """Even one that has a default: data that lack a key were not made by to_dict."""
    with pytest.raises(ValueError, match=r"^missing key 'author'$"):
        Post.from_dict({key: value for key, value in GOOD.items() if key != "author"})
    with pytest.raises(ValueError, match=r"^missing key 'schema': this is no post"):
        Post.from_dict({})


def test_what_is_no_dict_is_refused() -> None:
    """A forgotten json.loads is the likeliest mistake."""
    with pytest.raises(ValueError, match="expected the dict that to_dict"):
        Post.from_dict(Post(text="").to_json())  # type: ignore[arg-type]


def test_types_without_a_plain_form_are_refused_when_first_met() -> None:
    """A field of a type that cannot make the round trip is noticed by its author, not by a user."""

    @attrs.frozen
    class Odd:
        value: complex

    with pytest.raises(TypeError, match="no plain form for <class 'complex'>"):
        to_plain(Odd(1j))
    with pytest.raises(TypeError, match="no plain form for"):
        from_plain(Odd, {"value": 1})


def test_a_post_without_clues_is_read_back() -> None:
    """Equal in all but the clues."""
    post = clipparse.parse("Storm closes schools\nBy Ann Lee\n\nSchools along the coast stayed shut, they said.")
    bare = clipparse.Post.from_dict(json.loads(post.to_json(clues=False)))

    assert bare == attrs.evolve(post, lines=tuple(attrs.evolve(line, clues=()) for line in post.lines))
    assert post.lines[0].clues
