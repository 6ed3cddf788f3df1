"""What single stages say of single lines: a table of lines and near misses, in the reader's manner."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from clipparse.clue import Clue, Stage
from clipparse.lexicon import Lexicon
from clipparse.model import Line
from clipparse.page import Page
from clipparse.stages import (
    STAGES,
    body,
    comment,
    commentary,
    dateline,
    furniture,
    headline,
    pattern,
    place,
    source,
    voice,
)
from clipparse.strengths import Strengths
from parsing import parsed

WORDS = Lexicon.default()
FIXTURES = Path(__file__).parent.parent / "fixtures"

REPORT = (
    "The harbour in Northfield was closed on Monday after a barge had struck the pier, police said.\n\n"
    'Mayor Ann Lee told reporters that 14 people were taken to hospital. "I was on the bridge," she said.\n\n'
    "The Ministry of Transport announced an inquiry, and the owners of the barge declined to comment.\n"
)
QUOTED = "".join(f"> {line}\n" if line else ">\n" for line in REPORT.split("\n"))
REMARK = "What nobody in the whole affair has asked so far is who will pay for the pier, and out of what."


def clues(stage: Stage, text: str, needle: str) -> set[Clue]:
    """The clues of `stage` on the first line of `text` that begins with `needle`."""
    page = Page.of(text).unwrapped
    at = next(line.index for line in page.lines if line.content.startswith(needle))
    return {clue for index, clue in stage(page, WORDS) if index == at}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Reprinted with permission from the Northfield Courier", source.TAKEN),
        ("Excerpted from:", source.TAKEN),
        ("(This article appeared in the Courier's Sunday edition)", source.TAKEN),
        ("Without permission from the Northfield Courier, Oct. 16, 1993.", source.TAKEN_DATED),
        ("from the Harbour Notes column of the May 3, 1991 issue of the Courier", source.TAKEN_DATED),
        ("From here to the pier it is a mile", None),
        ("With the permission she had, Lee went on", None),
        ("Appeared calm, they said", None),
    ],
)
def test_a_line_may_say_what_a_text_was_taken_from(line: str, expected: Clue | None) -> None:
    """A credit in words, with a day when it states one; other lines that begin alike are none."""
    found = clues(source.observe, f"{line}\n\n{REPORT}", line[:12]) & {source.TAKEN, source.TAKEN_DATED}
    assert found == ({expected} if expected else set())


@pytest.mark.parametrize(
    ("line", "is_note"),
    [
        ("[UPLOADER'S COMMENT: He has said so before.]", True),
        ("(Transcriber's note: the table on page 3 is left out.)", True),
        ("[Comment from the sysop] No more of these, please.", True),
        ("The uploader was never found, police said.", False),
        ("Notes and comments were taken.", False),
    ],
)
def test_a_label_may_say_who_copied_the_text(line: str, is_note: bool) -> None:
    """A note of the one who typed, uploaded or posted the text carries a label that says so."""
    assert (commentary.COPYIST in clues(commentary.observe, f"{REPORT}\n{line}\n\n{REPORT}", line)) == is_note


@pytest.mark.parametrize(
    ("line", "passed_on"),
    [
        ("I received this from Pat this morning and am sending it to you all.", True),
        ("A friend forwarded this to me, so here it is.", True),
        ("Typed in by hand, so forgive the errors.", True),
        ("The minister received the ambassador on Monday in his office.", False),
        ("He was sent to prison for nine years by the court.", False),
    ],
)
def test_how_a_text_was_received_is_told_by_the_one_who_passes_it_on(line: str, passed_on: bool) -> None:
    """`Received this`, `forwarded to me`, `typed in`: the poster speaks of the text."""
    assert (commentary.PASSED_ON in clues(commentary.observe, f"{line}\n\n{REPORT}", line)) == passed_on


def test_remarks_stand_in_curly_brackets() -> None:
    """A poster's asides in another's text; an ordinary bracket is none of these."""
    text = f"{REPORT}\n{{{REMARK}}}\n\n({REMARK})\n\n{REPORT}"
    assert commentary.BRACES in clues(commentary.observe, text, "{What")
    assert commentary.BRACES not in clues(commentary.observe, text, "(What")


def test_unquoted_prose_below_quoted_prose_answers_it() -> None:
    """A mail's own prose under and between what it quotes; above it, it may be an introduction."""
    text = f"{REMARK}\n\n{QUOTED}\nSo {REMARK}\n\n{QUOTED}"
    assert place.BETWEEN_QUOTED in clues(place.observe, text, "So What")
    assert place.BELOW_QUOTED not in clues(place.observe, text, "What nobody")
    assert place.AMONG_UNQUOTED in clues(place.observe, text, "The harbour")
    assert place.AMONG_UNQUOTED not in clues(place.observe, QUOTED, "The harbour")


@pytest.mark.parametrize("mark", ["### {} ARTICLE", ">>> {} of text", "--- {} quote ---", "[{} of forwarded text]"])
def test_marks_say_where_a_text_begins_and_ends(mark: str) -> None:
    """Prose above the first mark and below the last is the poster's own."""
    text = f"{REMARK}\n\n{mark.format('begin')}\n\nBarge Hits Pier\n\n{REPORT}\n{mark.format('end')}\n\nSo {REMARK}\n"
    assert pattern.ABOVE_BEGINNING in clues(pattern.observe, text, "What nobody")
    assert pattern.BELOW_BEGINNING in clues(pattern.observe, text, "Barge")
    assert pattern.BELOW_ENDING in clues(pattern.observe, text, "So What")
    assert not {pattern.ABOVE_BEGINNING, pattern.BELOW_ENDING} & clues(pattern.observe, text, "The harbour")


def test_titles_with_a_link_below_each_are_a_list_of_clippings() -> None:
    """Three pairs make a list, two may be chance."""
    pair = "Barge hits pier number {n}\nvia Northfield Courier https://courier.example/{n}\n\n"
    three, two = ("".join(pair.format(n=n) for n in range(count)) for count in (3, 2))
    assert pattern.LISTED_TITLE in clues(pattern.observe, f"{REMARK}\n\n{three}", "Barge hits pier number 1")
    assert pattern.LISTED_LINK in clues(pattern.observe, f"{REMARK}\n\n{three}", "via North")
    assert pattern.LISTED_TITLE not in clues(pattern.observe, f"{REMARK}\n\n{two}", "Barge hits pier number 1")


def test_lines_in_capitals_that_head_a_paragraph_each_are_headlines_of_a_digest() -> None:
    """Two items of one paragraph; over three paragraphs each they are crossheads."""
    para = REPORT.split("\n\n")[0]
    short = f"BARGE HITS PIER\n\n{para}\n\nMAYOR CALLS FOR INQUIRY\n\n{para}\n"
    long = short.replace(para, f"{para}\n\n{para}\n\n{para}")
    assert pattern.SHORT_ITEM in clues(pattern.observe, short, "MAYOR")
    assert pattern.SHORT_ITEM not in clues(pattern.observe, long, "MAYOR")


def test_a_date_to_the_second_behind_its_label_is_a_mails() -> None:
    """And none of an article; a record's date has no clock."""
    mailed = "Date: Wed, 29 May 1996 11:57:30 GMT"
    assert clues(dateline.observe, f"{mailed}\n\n{REPORT}", "Date:") == {dateline.MAIL_DATE}
    assert len(clues(dateline.observe, f"DATE: Sunday, April 3, 1994\n\n{REPORT}", "DATE:")) > 1


def test_a_quoted_title_set_further_left_than_its_text_is_a_headline() -> None:
    """As digests set them; a quotation in the run of a text is none."""
    below = "\n".join(f"      {line}" for line in REPORT.split("\n\n")[0].split(" police"))
    assert headline.QUOTED_TITLE in clues(headline.observe, f'   "Barge Closes the Harbour."\n\n{below}\n', '"Barge')
    assert headline.QUOTED_TITLE in clues(headline.observe, f'   3-6-96. HH: "Barge Hits Pier"\n\n{below}\n', "3-6-96")
    assert headline.QUOTED_TITLE not in clues(headline.observe, f'"I was on the bridge."\n\n{REPORT}', '"I was')


def test_a_sentence_broken_at_a_link_goes_on_in_the_next_line() -> None:
    """A line that opens in lower case below one that no stop ends belongs to it, also where the page tells nothing."""
    text = "The mayor of the town of Northfield, Ann\n\nLee\n\n\nsaid that the pier would be mended by the summer."
    assert body.CARRIES_ON in clues(body.observe, text, "said that")
    assert body.CARRIES_ON not in clues(body.observe, f"{REPORT}\nsaid nobody", "said nobody")


@pytest.mark.parametrize("name", ["-Ann", "-- Joe", "– Pat"])
def test_a_dash_and_a_first_name_sign_a_mail(name: str) -> None:
    """Under a mail; a dash and an outlet's name is a credit."""
    assert furniture.FIRST_NAME in clues(furniture.observe, f"{REPORT}\n{name}\n", name)
    assert furniture.FIRST_NAME not in clues(furniture.observe, f"{REPORT}\n- Northfield Courier\n", "- North")


def test_columns_of_key_or_cipher_are_no_language() -> None:
    """Lines of letters and figures without a space stay encoded when they are joined to a paragraph."""
    key = "\n".join(
        ("iQEVAwUBMX" + letter * 3 + "lzy1onm9OaF05AQHYfAgAj99lS5cdF8Nn4oTSu6IukBzTgdQf97em") for letter in "abc"
    )
    assert furniture.ENCODED in clues(furniture.observe, f"{REPORT}\n{key}\n", "iQEV")


QUESTION = "{} Why was the barge not stopped before it came to the pier?"
ANSWER = "{} I saw it too late, and then my radio was dead, and I could do nothing but shout at them from there."


@pytest.mark.parametrize(
    "turns",
    [
        [QUESTION.format("") + "\n\n" + ANSWER.format("")] * 3,
        [QUESTION.format("Q:") + "\n\n" + ANSWER.format("A:")] * 2,
        ["This is an edited transcript of the interview.", *[QUESTION.format("") + "\n\n" + ANSWER.format("")] * 2],
    ],
)
def test_questions_and_answers_in_turn_are_an_interview(turns: list[str]) -> None:
    """Three questions with answers, two speakers named before a colon, or two questions under an announcement."""
    answer = "A: I saw" if turns[0].startswith("Q:") else "I saw"
    assert voice.INTERVIEW in clues(voice.observe, "Barge\n\n" + "\n\n".join(turns), answer)


def test_an_essay_with_a_question_is_no_interview() -> None:
    """One question that nobody answers, and talk."""
    assert voice.INTERVIEW not in clues(voice.observe, f"Barge\n\n{QUESTION.format('')}\n\n{REPORT}", "The harbour")


def test_a_letter_to_the_editor_is_an_article() -> None:
    """What stands under the salutation is credited like an article, though it says I and you."""
    letter = "Your report of May 3 on the barge was wrong in nearly all that it said, and I was there to see it."
    text = f"Letters\n\nBarge\n\nTo the Editor:\n\n{letter}\n\n{letter}"
    assert voice.SALUTATION in clues(voice.observe, text, "To the Editor")
    assert voice.LETTER in clues(voice.observe, text, "Your report")


@pytest.mark.parametrize(
    ("text", "retold"),
    [
        (
            "Today's Courier has an article that you should all read, on the barge that struck the pier on Monday.\n\n"
            "The article describes how the harbour was closed, and according to the story nobody had been told of it.",
            True,
        ),
        (REPORT, False),
        (
            f"The {'story of the barge is well known in Northfield and in other towns along the coast, '}she said.",
            False,
        ),
    ],
)
def test_one_who_tells_what_an_article_says_is_not_its_author(text: str, retold: bool) -> None:
    """`The article describes`, `according to the story`: a reader speaks."""
    assert (voice.RETELLS in clues(voice.observe, text, text[:10])) == retold


def test_a_credit_in_brackets_on_its_own_line_is_a_line_of_its_own() -> None:
    """It does not run on from the sentence above, though that line is full."""
    text = "The harbour in Northfield was closed on Monday after a barge struck it.\n(Northfield Courier 3 May 96 C7)"
    assert [line.content for line in Page.of(text).unwrapped.lines][-1] == "(Northfield Courier 3 May 96 C7)"


def test_no_line_ends_with_an_article_or_a_preposition() -> None:
    """Lines of uneven length still run on when the first ends with `of` or `the`."""
    text = "Council to Vote on the Future of\nNorthfield\n\nNobody came."
    assert Page.of(text).unwrapped.lines[0].content == "Council to Vote on the Future of Northfield"


def test_a_field_of_a_mail_heads_no_comments() -> None:
    """`Comments:` between two fields of a header; alone under a text it heads comments."""
    fields = "Subject: the barge\nComments:\nMessage-ID: <1@a.example>\n\n"
    assert comment.HEADING not in clues(comment.observe, f"{REPORT}\n{fields}{REPORT}", "Comments:")
    assert comment.HEADING in clues(comment.observe, f"{REPORT}\nComments:\n\nAnn said:\n\nGood.", "Comments:")


@pytest.mark.parametrize(
    ("line", "clue", "expected"),
    [
        ("(So it took a court.)", commentary.ASIDE, True),
        ("[Compare that with the following]", commentary.ASIDE, True),
        ("(Quite.)", commentary.ASIDE, True),
        ("(Reporting by Ann Lee)", commentary.ASIDE, False),
        ("[AP photo]", commentary.ASIDE, False),
        ("(3 comments)", commentary.ASIDE, False),
        ("The second village is left out, more on this later.", commentary.POINTS_BELOW, True),
        ("For those who were away, here is the story so far, as the papers tell it.", commentary.POINTS_BELOW, True),
        ("What I make of it stands in the post below, see below.", commentary.POINTS_BELOW, True),
        ("The water fell below the mark on Monday, police said.", commentary.POINTS_BELOW, False),
        ("The pier below the bridge was closed.", commentary.POINTS_BELOW, False),
    ],
)
def test_asides_and_what_points_below_are_the_bloggers(line: str, clue: Clue, expected: bool) -> None:
    """An aside has no name, agency or figure in its brackets; a poster says what follows, and a report does not."""
    assert (clue in clues(commentary.observe, f"{REPORT}\n{line}\n\n{REPORT}", line)) is expected


@pytest.mark.parametrize(
    ("between", "expected"),
    [("", True), ("====\n\n", True), ("More on this later.\n\n", True), ("Ferry sails less often\n\n", False)],
)
def test_a_second_dateline_opens_another_article(between: str, expected: bool) -> None:
    """Where an earlier paragraph had one, and no headline stands between the two."""
    first = f"HALDEN (Reuters) - {REPORT}\n"
    second = f"ORSTAD, May 8 (AP) - {REPORT}"
    assert (dateline.HEAD_AGAIN in clues(dateline.observe, first + between + second, "ORSTAD")) is expected
    assert dateline.HEAD_AGAIN not in clues(dateline.observe, first + between + second, "HALDEN")


@pytest.mark.parametrize(
    ("credit", "expected"),
    [
        ("Reprinted without permission from the Calder Valley Leader, March 9, 1994", True),
        ("(From the Weekly Courier, June 7, 1994)", True),
        ("https://courier.example/1994/03/09/the-dam", True),
        ("Copyright 1994 by the Calder Valley Leader", True),
        ("March 9, 1994", False),
        ("The valley and its dams", False),
    ],
)
def test_a_credit_over_the_first_headline_opens_the_clipping(credit: str, expected: bool) -> None:
    """A bare date may be the post's own."""
    text = f"{credit}\n\nThe dam that nobody owns\n\n{REPORT}"
    assert (pattern.OVER_FIRST_HEAD in clues(pattern.observe, text, credit[:12])) is expected


def test_names_over_a_line_with_a_site_and_a_date_are_not_joined_to_it() -> None:
    """Nor to the headline above, though that ends where the line is full."""
    text = (
        "As the protests over the long pier grow the board in Northfield is\n"
        "now weighing the short one\nRobert Draper\nThursday, June 3, 2010\n\n"
        + REPORT.replace(", ", ",\n").replace(". ", ".\n")
    )
    assert "Robert Draper" in {block.text for block in Page.of(text).blocks}
    glued = f"Ines Kallman\nharbournews.example, Thursday 3 June 2010 21.38 BST\n\n{REPORT}"
    assert Page.of(glued).blocks[0].text == "Ines Kallman"


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("'I sell tickets for the ferry - and the right day can save you hundreds'", False),
        ('He said that the pier had been closed "as a matter of course and of habit."', True),
        ("WHAT IS THE HARBOUR BOARD AND WHAT DOES IT DO ALL DAY IN NORTHFIELD?", False),
        ("What is the harbour board and what does it do all day in Northfield then?", True),
    ],
)
def test_a_title_in_quotation_marks_or_capitals_is_no_prose(text: str, prose: bool) -> None:
    """Its last mark closes no sentence."""
    assert Page.of(text).blocks[0].is_prose is prose


STORM = "The storm closed every school of the county on Monday, officials said, and the ferries stayed in the harbour."


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Storm Closes All the Schools By Ann Lee Posted Friday, June 18, 2004, at 2:57 PM PT", True),
        ("Storm closes all the schools Wed Oct 29, 6:14 PM ET", True),
        ("Storm Closes All the SchoolsBy ANN LEE", True),
        ("Storm closes all the schools By THE ASSOCIATED PRESS Published: July 13, 2004", True),
        ("By Ann Lee Posted Friday, June 18, 2004, at 2:57 PM PT", False),
        ("Friday, June 18, 2004 Posted: 2:57 PM EDT (1857 GMT)", False),
        ("BOSTON, Mass. | Tue Nov 14, 2023 6:08am EDT", False),
        ("A walker Le 7 December 2019 at 13:45", False),
        ("Written by the sea on Friday, June 18, 2004.", False),
    ],
)
def test_a_title_may_have_its_credits_on_the_same_line(line: str, expected: bool) -> None:
    """Where line breaks were lost; a byline, a date or the head of a comment is no title."""
    found = clues(headline.observe, f"{line}\n\n{STORM}\n\n{REPORT}", line[:8])
    assert (headline.CREDITS_BEHIND in found) is expected


def test_a_paragraph_that_opens_with_its_byline_has_a_headline_above() -> None:
    """But not where the line above ends a sentence."""
    signed = f"By ANN LEE Published: August 2, 2004 BOSTON, Aug. 1 - {STORM}"
    assert headline.OVER_SIGNED_TEXT in clues(headline.observe, f"Storm Closes Schools\n\n{signed}", "Storm")
    assert headline.OVER_SIGNED_TEXT not in clues(headline.observe, f"Storm closed them.\n\n{signed}", "Storm")


@pytest.mark.parametrize(
    ("first", "below", "expected"),
    [
        ("Storm closes schools", f"BOSTON (AP) -- {STORM}", None),
        ("Storm closes schools", "By Ann Lee", headline.FIRST_OVER_BYLINE),
        ("Storm closes schools", "What a day that was, and I had to walk home.", None),
        ("no school for us today!", "By Ann Lee", None),
        ("My sister sent me this:", "By Ann Lee", None),
    ],
)
def test_what_stands_first_is_a_headline_where_a_byline_follows(first: str, below: str, expected: Clue | None) -> None:
    """Below the post's date, if it has one; a blogger's title has the blogger's words below it."""
    for date in ("", "Friday, June 18, 2004\n\n"):
        found = clues(headline.observe, f"{date}{first}\n\n{below}\n\n{REPORT}", first) & {headline.FIRST_OVER_BYLINE}
        assert found == ({expected} if expected else set())


def test_titles_of_a_digest_have_a_paragraph_or_two_each() -> None:
    """Crossheads have a whole part of a text below them, and are shorter."""
    heads = ("Storm Closes All the Schools", "Ferries Stay in the Harbour", "Mayor Asks for Calm Again")
    digest = "\n\n".join(f"{head}\n\n{STORM}\n\nNo wonder." for head in heads)
    assert headline.ITEM in clues(headline.observe, digest, "Ferries")
    parts = "\n\n".join(f"{head}\n\n{STORM}\n\n{REPORT}" for head in heads)
    assert headline.ITEM not in clues(headline.observe, parts, "Ferries")


def test_an_outlet_and_a_dash_may_stand_before_a_title() -> None:
    """Directly below a text such a line is its credit, and nothing is said of it above one."""
    line = "CNN.com - Storm closes all the schools - Aug 13, 2004"
    assert headline.OUTLET_BEFORE_BELOW not in clues(headline.observe, f"{line}\n\n{STORM}", "CNN")
    assert headline.OUTLET_BEFORE_BELOW in clues(headline.observe, f"{STORM}\n\n{line}", "CNN")


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        ("And in a lighter vein:", dateline.HEAD_BELOW_COLON),
        ("_ _ _ _ _ _ _", None),
        (STORM, dateline.HEAD_BELOW_TEXT),
        ("Storm closes schools", dateline.HEAD_BELOW_SHORT),
    ],
)
def test_what_stands_above_an_opening_with_a_town(above: str, expected: Clue | None) -> None:
    """A colon, a rule or a paragraph; only a short line may be its headline."""
    of_place = {
        dateline.HEAD_BELOW_COLON,
        dateline.HEAD_BELOW_TEXT,
        dateline.HEAD_BELOW_SHORT,
    }
    found = clues(dateline.observe, f"{above}\n\nBOSTON (AP) -- {STORM}", "BOSTON") & of_place
    assert found == ({expected} if expected else set())


def test_a_line_of_hard_blanks_is_no_line_above() -> None:
    """`&nbsp;` alone on a line is an empty line, and what stands above it stands above."""
    found = clues(dateline.observe, f"And in a lighter vein:\n\n&nbsp;\n\nBOSTON (AP) -- {STORM}", "BOSTON")
    assert dateline.HEAD_BELOW_COLON in found


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        (f"Storm Closes Schools BOSTON (Reuters) - {STORM}", dateline.HEAD_BEHIND_TITLE),
        (f"(CNN) -- {STORM}", dateline.HEAD_OF_OUTLET),
        (f': "(CNN) -- {STORM}"', dateline.HEAD_OF_OUTLET),
        (f"We drove to Boston (in the rain) - and {STORM}", None),
        (f"(Well) -- {STORM}", None),
    ],
)
def test_an_article_may_open_behind_its_title_or_with_an_outlet(opening: str, expected: Clue | None) -> None:
    """A title whose line break was lost stands before the town; an outlet stands where agencies do."""
    found = clues(dateline.observe, opening, opening[:6]) & {dateline.HEAD_BEHIND_TITLE, dateline.HEAD_OF_OUTLET}
    assert found == ({expected} if expected else set())


def test_an_outlet_may_introduce_the_paragraph_below_or_behind_it() -> None:
    """With a colon; a colon without an outlet says nothing of the kind."""
    assert source.INTRODUCED in clues(source.observe, f"The Washington Post has this to say:\n\n{STORM}", "The storm")
    assert source.INTRODUCED not in clues(source.observe, f"My brother has this to say:\n\n{STORM}", "The storm")
    assert source.BEFORE_TEXT in clues(source.observe, f"From the Daily Whistle: {STORM}", "From")
    assert source.BEFORE_TEXT not in clues(source.observe, f"From my brother: {STORM}", "From")


@cache
def said_of(text: str) -> dict[str, list[str]]:
    """What all stages say, as `stage: why`, and of which lines."""
    page = Page.of(text).unwrapped
    said: dict[str, list[str]] = {}
    for _, stage in STAGES:
        for index, clue in stage(page, WORDS):
            said.setdefault(f"{clue.stage}: {clue.why}", []).append(page.lines[index].content)
    return said


@cache
def said_of_fixtures() -> frozenset[str]:
    """The same of all fixtures."""
    return frozenset().union(*(said_in(path.stem) for path in FIXTURES.glob("*.txt")))


def every_clue() -> set[str]:
    """Those that the modules of the stages hold, alone or in a table."""
    modules = [module for name, module in sorted(sys.modules.items()) if name.startswith("clipparse.stages.")]
    values = [value for module in modules for name, value in vars(module).items() if not name.startswith("__")]
    while any(tables := [value for value in values if isinstance(value, dict | tuple)]):
        values = [value for value in values if not isinstance(value, dict | tuple)]
        values += [one for table in tables for one in (table.values() if isinstance(table, dict) else table)]
    return {f"{value.stage}: {value.why}" for value in values if isinstance(value, Clue)}


SHOWN = tomllib.loads((Path(__file__).parent / "tables" / "clues.toml").read_text(encoding="utf-8"))["shown"]


def test_every_clue_fires() -> None:
    """On a fixture, or on the text that is written for it; a clue that no longer fires at all is noticed here."""
    of_fixtures = said_of_fixtures()
    of_table = {why for row in SHOWN for why in row["says"]}

    assert every_clue() - of_fixtures - of_table == set()
    assert of_table - every_clue() == set()


@pytest.mark.parametrize("row", SHOWN, ids=lambda row: row["says"][0])
def test_a_clue_speaks_of_the_line_that_it_was_made_for(row: dict[str, Any]) -> None:
    """It is heard there first; and where the table tells how the text is read, it is read so."""
    said = said_of(row["text"])
    heard = {why: said.get(why, [""])[0] for why in row["says"]}

    assert [
        (why, of, heard[why]) for why, of in zip(row["says"], row["of"], strict=True) if not heard[why].startswith(of)
    ] == []
    if "read" in row:
        marked = "+" in row["read"]
        assert [_read(line, opens=marked and opens) for line, opens in _lines(row["text"])] == row["read"].split()


def _lines(text: str) -> Iterator[tuple[Line, bool]]:
    """Each line, and whether a clipping opens with it."""
    begun = -1
    for line in parsed(text).lines:
        yield line, line.clipping is not None and line.clipping > begun
        begun = max(begun, -1 if line.clipping is None else line.clipping)


def _read(line: Line, *, opens: bool) -> str:
    return f"{line.role}{'+' if opens else ''}"


def test_a_clue_speaks_of_a_line_in_a_fixture() -> None:
    """Of each clue that no passage hangs on, the table knows a fixture and a line of which it speaks."""
    heard = tomllib.loads((Path(__file__).parent / "tables" / "passages.toml").read_text(encoding="utf-8"))["heard"]
    missed = [
        (why, name, begins)
        for why, (name, begins) in heard.items()
        if not any(" ".join(line.split()).startswith(begins) for line in said_in(name).get(why, ()))
    ]

    assert missed == []


def said_in(name: str) -> dict[str, list[str]]:
    """The same of a fixture."""
    return said_of((FIXTURES / f"{name}.txt").read_text(encoding="utf-8"))


def test_no_strength_is_kept_for_a_clue_that_is_gone() -> None:
    """Whoever takes a clue away is told, and fits the strengths anew; kinds and markup have their own."""
    fitted = {f"{stage}: {why}" for stage, why in Strengths.default().clues if stage not in ("kind", "html")}
    assert fitted - every_clue() == set()


def test_every_clue_that_fires_has_been_fitted() -> None:
    """A clue that the fit never heard counts by its guess: on the fixtures there is none."""
    known = {f"{stage}: {why}" for stage, why in Strengths.default().clues}
    assert len(said_of_fixtures()) > 300
    assert said_of_fixtures() - known == set()
