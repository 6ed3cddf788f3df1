"""A parser is a value: taking something out or putting something in makes another one."""

from __future__ import annotations

import datetime as dt
import pickle
from collections.abc import Iterator

import pytest

import clipparse
from clipparse import Clue, Options, Pipeline, Role
from clipparse.clue import Sighting
from clipparse.lexicon import Lexicon
from clipparse.page import Page

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
        clipparse.parse("text", postd=dt.date(2014, 3, 15))


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
    assert "+40.00  shouting: three exclamation marks" in str(parser.explain(POST))


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
    report = str(clipparse.parse(POST).explain())

    assert report == str(Pipeline.default().explain(POST))
    assert [line for line in POST.split("\n") if line and line[:50] not in report] == []


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
