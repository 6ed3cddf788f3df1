"""A parser is a value: taking something out or putting something in makes another one."""

from __future__ import annotations

import datetime as dt
import io
import pickle
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_type_hints

import attrs
import pytest

import clipparse
from clipparse import Clue, Options, Pipeline, Role
from clipparse.clue import Sighting
from clipparse.known import Known, KnownOfPage
from clipparse.lexicon import Lexicon
from clipparse.page import Page

FIXTURES = sorted((Path(__file__).parent.parent / "fixtures").glob("*.txt"))

POST = """\
Saturday, 15 March 2014

Storm week

Storm closes schools along the coast
Teachers say that buildings were not ready for the wind

By Ann Lee
The Harbour Gazette
13 March

Schools along the coast stayed shut on Monday after a storm tore the roofs from two of them, officials said.

"We were not ready," said the head of one school, who has asked the council for help three times since the summer.

The council said that repairs would begin as soon as the wind had gone down, and would take at least a month.

What do they think the children will do for a month!!!
"""


def roles(post: clipparse.Post) -> dict[str, Role]:
    return {line.span.of(post.text): line.role for line in post.lines}


def test_parse_is_the_default_pipeline() -> None:
    """The function is a shorthand for the value."""
    assert clipparse.parse(POST) == Pipeline.default().parse(POST)


def test_an_empty_post_has_nothing_in_it() -> None:
    """No text is no error."""
    assert clipparse.parse("") == clipparse.Post(text="")
    assert clipparse.parse(" \n\t\r\n").lines == ()


def test_bytes_are_refused_with_the_remedy() -> None:
    """The library does not guess encodings."""
    with pytest.raises(TypeError, match=r"not bytes.*decode"):
        clipparse.parse(POST.encode())  # type: ignore[arg-type]


@pytest.mark.parametrize("text", [None, 5, ["line"]])
def test_what_is_no_text_is_refused_by_its_type(text: object) -> None:
    """The message says what was given and what is wanted."""
    with pytest.raises(TypeError, match=rf"str.*{type(text).__name__}"):
        clipparse.parse(text)  # type: ignore[arg-type]


def test_a_text_longer_than_max_chars_is_refused() -> None:
    """Both figures are in the message; a text of just that length is read."""
    with pytest.raises(ValueError, match=r"11 .*10"):
        clipparse.parse("eleven char", max_chars=10)
    assert clipparse.parse("ten chars.", max_chars=10).text == "ten chars."


def test_an_unknown_option_is_refused() -> None:
    """A misspelt option does not pass silently."""
    with pytest.raises(TypeError, match="postd"):
        clipparse.parse("text", postd=dt.date(2014, 3, 15))  # type: ignore[call-arg]


def test_what_the_caller_knows_counts() -> None:
    """`13 March` takes its year from the post's date, which the caller may know."""
    without_header = POST.partition("\n\n")[2]
    post = clipparse.parse(without_header, posted=dt.date(2011, 3, 15))

    assert [clip.published for clip in post] == [dt.date(2011, 3, 13)]


def test_without_takes_a_stage_out() -> None:
    """The other pipeline no longer has it; this one still does."""
    default = Pipeline.default()
    fewer = default.without("byline")

    assert "byline" in dict(default.stages)
    assert "byline" not in dict(fewer.stages)
    assert "byline" not in {clue.stage for line in fewer.parse(POST).lines for clue in line.clues}


def test_without_takes_a_tidier_out() -> None:
    """Without the tidier for duplicates a repeated paragraph stays."""
    name, _ = Pipeline.default().tidiers[0]

    assert name not in dict(Pipeline.default().without(name).tidiers)


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    """So that nobody has to look them up."""
    with pytest.raises(ValueError, match=r"bylines.*there are: .*byline"):
        Pipeline.default().without("bylines")


SHOUTING = Clue("shouting", Role.COMMENT, 40.0, "three exclamation marks")


def shouting(page: Page, lexicon: Lexicon) -> Iterator[Sighting]:
    """Newspapers do not shout; readers do."""
    for line in page.lines:
        if line.content.endswith("!!!"):
            yield line.index, SHOUTING


def test_a_users_stage_is_heard() -> None:
    """A strong clue of one's own changes the result, and explain() tells of it."""
    parser = Pipeline.default().with_stage(shouting, after="byline")
    shout = "What do they think the children will do for a month!!!"

    assert roles(clipparse.parse(POST))[shout] != Role.COMMENT
    assert roles(parser.parse(POST))[shout] == Role.COMMENT
    assert "+40.00  stage shouting: three exclamation marks" in str(parser.explain(POST))


def test_a_stage_goes_where_it_is_put() -> None:
    """Behind the one named, at the end when none is; its name is the function's unless another is given."""
    names = [name for name, _ in Pipeline.default().with_stage(shouting, after="headline").stages]
    last = [name for name, _ in Pipeline.default().with_stage(shouting, name="loud").stages]

    assert names[names.index("headline") + 1] == "shouting"
    assert last[-1] == "loud"


def test_a_stage_is_not_put_behind_nothing_or_twice() -> None:
    """Both are slips, and are said to be."""
    with pytest.raises(ValueError, match=r"no stage named headlines; there are: .*headline"):
        Pipeline.default().with_stage(shouting, after="headlines")
    with pytest.raises(ValueError, match="shouting is there already"):
        Pipeline.default().with_stage(shouting).with_stage(shouting)


def test_with_words_teaches_words() -> None:
    """A house's own furniture is known from then on, and to that pipeline alone."""
    line = "Zurück zu allen Wetterkarten"
    text = POST.replace("What do they", f"{line}\n\nWhat do they")
    taught = Pipeline.default().with_words(furniture__whole_lines=[line])

    assert roles(taught.parse(text))[line] == Role.FURNITURE
    assert "furniture" in {clue.stage for one in taught.parse(text).lines[-2:-1] for clue in one.clues}
    assert not Pipeline.default().lexicon.has("furniture.whole_lines", line)


def test_with_words_teaches_outlets() -> None:
    """As they are written there."""
    taught = Pipeline.default().with_words(outlets=["The Harbour Gazette"])

    assert taught.lexicon.outlet("THE HARBOUR GAZETTE") == "The Harbour Gazette"
    assert [clip.source and clip.source.name for clip in taught.parse(POST)] == ["The Harbour Gazette"]


def test_an_unknown_list_is_answered_with_the_nearest_ones() -> None:
    """So that nobody has to look them up."""
    with pytest.raises(ValueError, match=r"no word list named furnitures; did you mean"):
        Pipeline.default().with_words(furnitures=["x"])


def test_options_are_kept_by_what_is_made_of_a_pipeline() -> None:
    """Taking a stage out does not forget the options."""
    parser = Pipeline(options=Options(day_first=True)).without("caption")

    assert parser.options.day_first is True


def test_what_comes_out_cannot_be_changed() -> None:
    """Posts may be shared."""
    post = clipparse.parse(POST)

    with pytest.raises(AttributeError):
        post.title = "Another"  # type: ignore[misc]
    assert pickle.loads(pickle.dumps(post)) == post
    assert {post: "hashable"}[clipparse.parse(POST)] == "hashable"


def test_a_post_is_a_sequence_of_its_clippings() -> None:
    """len, index, slice, iteration, membership."""
    post = clipparse.parse(POST)

    assert len(post) == 1
    assert list(post) == [post[0]] == [post[-1]]
    assert post[:1] == (post[0],)
    assert post[0] in post


def test_the_explanation_accounts_for_every_line() -> None:
    """Each line's row, role and first words are there."""
    explanation = clipparse.parse(POST).explain()

    assert explanation == Pipeline.default().explain(POST)
    assert [line for line in POST.split("\n") if line and line[:50] not in explanation.to_text(100)] == []
    assert [line for line in POST.split("\n") if line and line[:35] not in str(explanation)] == []


@pytest.mark.parametrize("width", [40, 60, 80, 100])
def test_the_explanation_breaks_no_word(width: int) -> None:
    """Every line of it fits, and what it says is what it says at any width."""
    post = clipparse.parse(POST)
    report = post.explain().to_text(width)
    whys = {f"stage {clue.stage}: {clue.why}" for line in post.lines for clue in line.clues[:4] if clue.strength}

    assert max(map(len, report.splitlines())) <= width
    assert whys
    assert [why for why in whys if why not in " ".join(report.split())] == []
    words = {word.rstrip("…") for word in post.explain().to_text(10_000).split()}
    assert {word.rstrip("…") for word in report.split()} - {""} <= words


def test_stages_and_roles_are_told_apart() -> None:
    """`headline` is both; where a stage is meant, it says so."""
    reasons = [line for line in str(clipparse.parse(POST).explain()).splitlines() if re.match(r" +[+-]\d", line)]

    assert reasons
    assert [line for line in reasons if not re.match(r" +[+-]\d+\.\d\d  stage \w+: ", line)] == []


def test_the_explanation_shows_itself_as_a_table() -> None:
    """With a row for each line, in which nothing is markup but its own; of a very long post the first rows."""
    post = clipparse.parse("<script>alert(1)</script>\n\nA & B\x1b[31m\n")
    table = post.explain()._repr_html_()

    assert table.count("<tr>") == 1 + len(post.lines)
    assert "&lt;script&gt;" in table
    assert "<script" not in table
    assert "\x1b" not in table
    assert "999 lines more" in clipparse.parse("A line.\n\n" * 1_999).explain()._repr_html_()


PUBLIC = [
    clipparse.Span(0, 5),
    clipparse.Options(url="https://example.org/" + "a" * 500, languages=("en",)),
    clipparse.DateMention(
        clipparse.Span(1_000, 1_020), dt.date(2014, 3, 13), True, dt.datetime(2014, 3, 13, 19, 5, tzinfo=dt.UTC), True
    ),
    clipparse.ParseError(7, "ValueError", "no text " * 100),
    clipparse.Copy(clipparse.Clipping(text="Roofs flew. " * 99), "https://example.org/" + "a" * 500),
    Pipeline(options=clipparse.Options(url="https://example.org/" + "a" * 500)),
]


@pytest.mark.parametrize("value", PUBLIC, ids=lambda value: type(value).__name__)
def test_every_repr_fits_two_lines(value: object) -> None:
    """200 letters, whatever is in it."""
    assert len(repr(value)) <= 200
    assert repr(value).startswith(f"{type(value).__name__}(")


def test_every_repr_of_a_post_fits_two_lines() -> None:
    """So does that of everything in it."""

    def inside(value: object) -> Iterator[object]:
        if isinstance(value, (tuple, Mapping)):
            for one in value.values() if isinstance(value, Mapping) else value:
                yield from inside(one)
        if attrs.has(type(value)) or isinstance(value, Mapping):
            yield value
        if attrs.has(type(value)):
            for field in attrs.fields(type(value)):  # type: ignore[arg-type]
                yield from inside(getattr(value, field.name))

    post = clipparse.parse(FIXTURES[0].read_text(encoding="utf-8"))
    values = [*inside(post), post.explain(), *post.doubts, *clipparse.cluster(post)]
    assert [repr(value) for value in values if len(repr(value)) > 200] == []


def test_readers_comments_stand_beside_the_commentary() -> None:
    """Paragraph by paragraph, as `lines` has them."""
    path = next(path for path in FIXTURES if "three-clippings-with-remarks" in path.name)
    post = clipparse.parse(path.read_text(encoding="utf-8"))
    said = [line.span.of(post.text) for line in post.lines if line.role == "comment"]

    assert len(said) > 1
    assert [line for line in said if line not in "\n".join(post.comments)] == []
    assert not set(post.comments) & set(post.commentary)
    assert clipparse.Post.from_dict(post.to_dict()) == post


@pytest.mark.parametrize(
    ("known", "complaint"),
    [
        ({"day_frist": True}, "parse() knows no 'day_frist'; did you mean 'day_first'?"),
        ({"when": 7}, "parse() knows no 'when'; there are: posted, url, day_first, languages, max_chars, kind"),
        (
            {"posted": "2014"},
            "'posted' is a datetime.date, not str: convert it first, as by date.fromisoformat('2014')",
        ),
        ({"posted": 2014}, "'posted' is a datetime.date, not int: say which day of it, as in date(2014, 3, 15)"),
        ({"languages": "en"}, "'languages' is a tuple of codes, not one str: write ('en',)"),
        ({"languages": 7}, "'languages' is a tuple of codes such as ('en', 'de'), not 7"),
        ({"day_first": "yes"}, "'day_first' is True, False or None, not str"),
        ({"max_chars": True}, "'max_chars' is a whole number, not bool"),
        ({"url": b"x"}, "'url' is a str, not bytes"),
        ({"kind": 3}, "'kind' is a Kind, or the name of one, not int"),
    ],
)
@pytest.mark.parametrize("text", ["", POST], ids=["empty", "post"])
def test_what_is_known_wrongly_says_what_was_meant(text: str, known: dict[str, Any], complaint: str) -> None:
    """As a TypeError, whatever the text holds."""
    with pytest.raises(TypeError) as told:
        clipparse.parse(text, **known)

    assert str(told.value) == complaint


def test_an_unknown_kind_names_those_that_there_are() -> None:
    """It is of the right type, so it is a ValueError."""
    with pytest.raises(ValueError, match="no kind 'mial'; there are: blog, mail, thread"):
        clipparse.parse("", kind="mial")


def test_what_is_known_may_be_written_in_more_ways_than_one() -> None:
    """A time for a day, a list for a tuple: both are what they are taken for."""
    known = clipparse.Options(posted=dt.datetime(2014, 3, 15, 8, 0), languages=["en"])

    assert known == clipparse.Options(posted=dt.date(2014, 3, 15), languages=("en",))


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (Path("post.txt"), "parse() takes the post's text as a str, not PosixPath: read the file first, e.g. path.re"),
        (b"Rain", "parse() takes a str, not bytes: decode them first, e.g. data.decode('utf-8')"),
        (io.StringIO("Rain"), "parse() takes the post's text as a str, not StringIO: read it first, with its .read()"),
    ],
)
def test_what_is_no_text_says_how_to_get_one(text: Any, complaint: str) -> None:
    """In the words of whoever has such a thing."""
    with pytest.raises(TypeError) as told:
        clipparse.parse(text)

    assert str(told.value).replace("WindowsPath", "PosixPath").startswith(complaint)


def test_type_checkers_know_every_option() -> None:
    """`Known` has the fields of `Options`, and `KnownOfPage` all of them but the address."""
    names = [field.name for field in attrs.fields(clipparse.Options)]

    assert sorted(get_type_hints(Known)) == sorted(names)
    assert set(get_type_hints(KnownOfPage)) == {*names} - {"url"}


def test_a_clipping_goes_by_itself() -> None:
    """As it stands in its post's dict, and back."""
    post = clipparse.parse(POST)

    assert [clip.to_dict() for clip in post] == post.to_dict()["clippings"]
    assert tuple(map(clipparse.Clipping.from_dict, post.to_dict()["clippings"])) == post.clippings
    with pytest.raises(ValueError, match=r"this is a whole post; Post.from_dict\(\) reads it"):
        clipparse.Clipping.from_dict(post.to_dict())


def test_a_parser_of_one_s_own_reads_pages() -> None:
    """As `parse_html` does with it."""
    pytest.importorskip("lxml", reason="needs lxml: pip install -e '.[html]'")
    parser = Pipeline(options=clipparse.Options(posted=dt.date(2014, 3, 15))).without("quotes")
    page = f"<pre>{POST}</pre>"

    assert parser.parse_html(page) == clipparse.parse_html(page, pipeline=parser)
    assert parser.parse_html(page, "https://example.org/1")[0].headline == parser.parse(POST)[0].headline
    with pytest.raises(TypeError, match="the page, not its path"):
        parser.parse_html(Path("page.html"))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", [name for name, _ in (*Pipeline.default().stages, *Pipeline.default().tidiers)])
def test_nothing_is_indispensable(name: str) -> None:
    """Whatever stage or tidier is left out, every line is still accounted for."""
    post = Pipeline.default().without(name).parse(POST)

    assert [line.span for line in post.lines] == [line.span for line in clipparse.parse(POST).lines]


def test_a_repr_is_short_and_tells_what_is_there() -> None:
    """Of a long post too: texts by their beginning, lines and paragraphs by their number."""
    post = clipparse.parse(POST + "\n\nNobody had seen a storm like this one." * 500)

    assert len(repr(post)) < 1500
    assert f"lines=<{len(post.lines)}>" in repr(post)
    assert f"paragraphs=<{len(post[0].paragraphs)}>" in repr(post[0])


def test_a_pipeline_that_was_used_can_be_sent_to_another_process() -> None:
    """Pickled with all that it has learnt by reading, it reads the same there."""
    text = (
        "Storm Closes Schools\nBy Ann Lee\n\nNORTHFIELD, Ohio (AP) - All schools stayed shut on Monday, the mayor said."
    )
    pipeline = Pipeline.default().with_words(outlets=["Quay Lantern"])
    post = pipeline.parse(text)
    assert pickle.loads(pickle.dumps(pipeline)).parse(text).to_dict() == post.to_dict()
