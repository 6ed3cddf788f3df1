"""Golden tests: what the library makes of each post in `fixtures/`, beside what a careful reader made of it.

`NAME.txt` is the post, `NAME.json` the truth, labelled by hand. A line that two careful readers would label
differently has the role `?` there and is not compared.
"""

from __future__ import annotations

import bisect
import difflib
import functools
import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from clipparse import Clipping, Post, Role
from parsing import parsed

FIXTURES = Path(__file__).parent.parent / "fixtures"
NAMES = sorted(path.stem for path in FIXTURES.glob("*.txt"))

# Posts that the library cannot read yet, and why. Take the name out when it can: a surprise success is a failure.
NOT_YET: dict[str, str] = {
    "blog-remarks-without-brackets-inside": "a remark of four words inside an article is taken for the article's",
    "mail-personal-letter": "the name under a letter is taken for the letter's words",
    "blog-paste-with-first-line-of-ones-own": "a paper nobody knows beside a date, and a small town before the text",
    "blog-release-with-quotation-and-contact": "whom to call about a release is taken for who wrote it",
    "newsletter-short-items-credit-behind": "of papers in brackets at the ends of items not all are read",
    "thread-quoted-passage-answered": "who posted it is read with the word behind the name",
    "mail-digest-of-quoted-titles": "the credit over the first of several items is taken for the post's date",
    "blog-passage-from-a-paper-in-an-essay": "a passage credited in the sentence above is taken for a remark",
    "blogger-copy-breaks-off": "a place that only the byline states is not read",
    "forum-thread-with-clipping": "a thread's title and its posters' names are taken for furniture",
    "page-paper-carrying-an-agency-report": "the site's name on its rights line is cut to the outlet that is known",
    "de-wordpress-mit-kommentaren": "what the outlet is called is not read in full",
    "es-entradilla-ladillos": "what the outlet is called is not read in full",
    "fr-chapeau-intertitres": "what the outlet is called is not read in full",
    "it-sommario-titoletti": "what the outlet is called is not read in full",
    "it-lista-con-citazione": "the line that says who is quoted is taken for a headline",
    "nl-lijst-met-citaat": "the line that says who is quoted is taken for a headline",
    "pl-agencja-tytul-jest-naglowkiem": "who posted it is read with the word before the name",
    "pl-wlasny-szkic": "who posted it is read with the word before the name",
    "pl-wordpress-komentarze": "who posted it is read with the word before the name",
    "ru-lid-podzagolovki": "what the outlet is called is not read in full",
    "ru-rassylka-s-citatoj": "the line that says who is quoted is taken for a headline",
    "turns-transcript-under-a-colon": "who speaks in a transcript is taken for its source, and the lines for remarks",
}
# The same for damage that it does not mend and repetitions that it does not drop yet.
NOT_YET_TIDIED: dict[str, str] = {}

_ROLES = frozenset(Role)
_POST_ROLES = frozenset(
    {Role.POST_DATE, Role.POST_TITLE, Role.POST_BYLINE, Role.COMMENTARY, Role.COMMENT, Role.FURNITURE}
)
_UNSURE = "?"


def test_every_fixture_has_a_truth() -> None:
    """Every text has a label beside it and every label a text, and there are some."""
    assert NAMES
    assert sorted(path.stem for path in FIXTURES.glob("*.json")) == NAMES


def test_each_truth_is_whole() -> None:
    """It names each line once, with a role that belongs there; its clippings and its damage are where it says."""
    for name in NAMES:
        assert_every_line_is_labelled_once(name)
        assert_roles_belong_where_they_stand(name)
        assert_clippings_are_numbered_in_order(name)
        assert_damage_stands_where_the_truth_says(name)


def assert_every_line_is_labelled_once(name: str) -> None:
    """The truth names every non-blank line exactly once, in order, and no other line."""
    numbers = [number for number, _, _ in truth(name)["lines"]]

    assert numbers == [number for number, line in enumerate(raw(name).split("\n"), 1) if line.strip()], name


def assert_roles_belong_where_they_stand(name: str) -> None:
    """Lines of the post have no clipping, lines of a clipping have one, and every role is a role."""
    for number, role, clipping in truth(name)["lines"]:
        assert role == _UNSURE or role in _ROLES, f"{name}, line {number}: no such role: {role}"
        assert (clipping is None) == (role == _UNSURE or role in _POST_ROLES), f"{name}, line {number}: {role}"


def assert_clippings_are_numbered_in_order(name: str) -> None:
    """Clippings are numbered from 0 without a gap, in the order in which they begin, and each has a body."""
    rows = truth(name)["lines"]
    begun = dict.fromkeys(clipping for _, _, clipping in rows if clipping is not None)

    assert list(begun) == list(range(len(truth(name)["clippings"]))), name
    assert {clipping for _, role, clipping in rows if role == Role.BODY} == set(begun), name


def assert_damage_stands_where_the_truth_says(name: str) -> None:
    """A correction names a line that holds the damage, a duplicate two lines of clippings."""
    lines = raw(name).split("\n")
    of_clippings = {number for number, _, clipping in truth(name)["lines"] if clipping is not None}

    for number, before, after in truth(name)["corrections"]:
        assert before in lines[number - 1], f"{name}, line {number}"
        assert before != after, f"{name}, line {number}"
    for pair in truth(name)["duplicates"]:
        assert of_clippings.issuperset(pair), f"{name}: {pair}"


def _case(name: str, not_yet: dict[str, str]) -> Any:
    marks = [pytest.mark.xfail(reason=not_yet[name], strict=True)] if name in not_yet else []
    return pytest.param(name, marks=marks, id=name)


@pytest.mark.parametrize("name", [_case(name, NOT_YET) for name in NAMES])
def test_post_is_read_as_a_careful_reader_would(name: str) -> None:
    """Every line plays the role, and every clipping states the facts, that the truth gives it."""
    post = parsed(raw(name))

    expected = [*_expected_rows(name), *_expected_facts(name)]
    actual = [*_actual_rows(name, post), *_actual_facts(name, post)]

    _same(expected, actual, name)


@pytest.mark.parametrize("name", [_case(name, NOT_YET_TIDIED) for name in NAMES])
def test_damage_is_mended_and_repetition_dropped(name: str) -> None:
    """Just the damage that the truth lists is mended, and just the paragraphs that repeat another are dropped."""
    gold, post = truth(name), parsed(raw(name))
    expected = [f"mended  {before} -> {after}" for _, before, after in gold["corrections"]]
    expected += [f"dropped line {number}" for number, _ in gold["duplicates"]]
    actual = [f"mended  {edit.before} -> {edit.after}" for clip in post for edit in clip.corrections]
    actual += [f"dropped line {_number_of(name, copy.span.start)}" for clip in post for copy in clip.duplicates]

    _same(sorted(expected), sorted(actual), name)


def test_what_is_not_yet_possible_is_a_fixture() -> None:
    """The tables of expected failures name posts that exist."""
    assert {*NOT_YET, *NOT_YET_TIDIED} <= set(NAMES)


# --- the post and its truth


@functools.cache
def raw(name: str) -> str:
    """The post, just as it came in: no line ending is translated."""
    return (FIXTURES / f"{name}.txt").read_bytes().decode("utf-8")


@functools.cache
def truth(name: str) -> dict[str, Any]:
    """The label, as it stands in the file."""
    label: dict[str, Any] = json.loads((FIXTURES / f"{name}.json").read_text(encoding="utf-8"))
    return label


@functools.cache
def _starts(name: str) -> list[int]:
    return [0, *itertools.accumulate(len(line) + 1 for line in raw(name).split("\n"))]


def _number_of(name: str, offset: int) -> int:
    return bisect.bisect_right(_starts(name), offset)


# --- rows: what each line is


def _row(name: str, number: int, role: str, clipping: int | None) -> str:
    text = raw(name).split("\n")[number - 1].strip()
    return f"{number:4}  {role:11} {'' if clipping is None else clipping:1} | {text[:80]}"


def _expected_rows(name: str) -> list[str]:
    return [_row(name, *row) for row in truth(name)["lines"]]


def _actual_rows(name: str, post: Post) -> list[str]:
    unsure = {number for number, role, _ in truth(name)["lines"] if role == _UNSURE}
    rows = ((_number_of(name, line.span.start), line.role, line.clipping) for line in post.lines)
    return [
        _row(name, number, _UNSURE, None) if number in unsure else _row(name, number, role, clipping)
        for number, role, clipping in rows
    ]


# --- facts: what the post and each clipping state


def _expected_facts(name: str) -> Iterator[str]:
    gold = truth(name)
    yield from _facts("post", {"title": _lines_of(name, Role.POST_TITLE, None), **gold["post"]}, name)
    for index, given in enumerate(gold["clippings"]):
        values = {field: _lines_of(name, Role(field), index) for field in ("headline", "standfirst")} | given
        yield from _facts(f"clipping {index}", _credited(values, _has_only_link(name, index)), name)


def _actual_facts(name: str, post: Post) -> Iterator[str]:
    yield from _facts("post", {"title": post.title, "posted": post.posted, "author": post.author}, name)
    for index, clipping in enumerate(post):
        values = _credited(_values(clipping), _has_only_link(name, index))
        yield from _facts(f"clipping {index}", values, name)


def _values(clipping: Clipping) -> dict[str, Any]:
    authors = clipping.byline.authors if clipping.byline else ()
    return {
        "headline": clipping.headline,
        "standfirst": clipping.standfirst,
        "authors": [author.name for author in authors if author.credit == "author"],
        "published": clipping.published,
        "place": clipping.dateline.place if clipping.dateline else None,
        "agency": clipping.agency,
        "source": clipping.source.name if clipping.source else None,
        "url": clipping.source.url if clipping.source else None,
        "truncated": clipping.truncated,
    }


def _has_only_link(name: str, index: int) -> bool:
    clippings = truth(name)["clippings"]
    return index < len(clippings) and bool(clippings[index]["url"]) and not clippings[index]["source"]


def _credited(values: dict[str, Any], only_link: bool) -> dict[str, Any]:
    """Where the post states only a link, the link is the source: to name its outlet is not asked for, nor wrong."""
    url = values["url"]
    return {field: value for field, value in values.items() if field != "url"} | ({"source": url} if only_link else {})


def _lines_of(name: str, role: Role, clipping: int | None) -> str | None:
    lines = raw(name).split("\n")
    return " ".join(lines[n - 1].strip() for n, r, c in truth(name)["lines"] if (r, c) == (role, clipping)) or None


def _facts(whose: str, values: dict[str, Any], name: str) -> Iterator[str]:
    for field, value in sorted(values.items()):
        if isinstance(value, list):  # names, which come back in name case where the post has capitals
            yield f"{whose}: {field} = {'; '.join(value).title() or None}"
        else:
            yield f"{whose}: {field} = {_plain(str(value), name)}"


def _plain(value: str, name: str) -> str:
    """A value as compared: mended, on one line, without the quotes, stops and article around it.

    The truth gives a headline as it stands in the raw text; whether its damage has been mended is the
    other test's question.
    """
    for _, before, after in truth(name)["corrections"]:
        value = value.replace(before, after)
    value = " ".join(value.split()).strip(" .,:;-|*_\"'‘’“”")
    return value[4:] if value[:4].lower() == "the " else value


def _same(expected: list[str], actual: list[str], name: str) -> None:
    files = {"fromfile": f"{name}: truth", "tofile": f"{name}: clipparse"}
    diff = "\n".join(difflib.unified_diff(expected, actual, **files, lineterm="", n=1))
    if diff:
        pytest.fail(diff, pytrace=False)
