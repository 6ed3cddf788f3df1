"""Where one clipping ends and the next begins: headlines, remarks, crossheads and the credits between two texts."""

from __future__ import annotations

import time
from types import ModuleType

import pytest

from clipparse.clue import Clue
from clipparse.lexicon import Lexicon
from clipparse.page import Page
from clipparse.roles import Role
from clipparse.stages import dateline, headline, kicker, pattern, subhead, topic

WORDS = Lexicon.default()
FERRY = (
    "The council of Northfield voted on Monday to close the harbour for repairs after cracks were found in the pier.",
    "Passengers of the Northfield ferry will have to travel through the harbour of Westport until the summer, it said.",
    "Engineers who examined the harbour found the cracks in spring and warned Northfield and its council again.",
)
CHEESE = (
    "Dairy farmers in Oberland have produced less mountain cheese than in any season since records began, they report.",
    "A drought dried out the pastures of Oberland, and farmers drove their cattle down from the mountains early.",
    "Prices for mountain cheese have risen by a tenth, and farmers expect that dairy shops will raise them once more.",
)


def _said(stage: ModuleType, text: str, line: str) -> list[str]:
    """The reasons that `stage` gives on the line of `text` that begins with `line`."""
    page = Page.of(text)
    index = next(one.index for one in page.lines if one.content.startswith(line))
    return [clue.why for at, clue in stage.observe(page, WORDS) if at == index]


def _page(*parts: str | tuple[str, ...]) -> str:
    return "\n\n".join("\n\n".join(part) if isinstance(part, tuple) else part for part in parts)


def test_two_articles_share_no_words_and_one_article_does() -> None:
    """Between two articles the words change; a crosshead's neighbours speak of the same things."""
    change = topic.ALONE_AT_CHANGE.why
    assert change in _said(topic, _page(FERRY, "Less cheese from the mountains", CHEESE), "Less cheese")
    assert _said(topic, _page(FERRY[:2], "Warned again", FERRY[2]), "Warned again") == []


def test_the_first_short_line_at_a_change_is_told_from_the_later_ones() -> None:
    """A credit that closes the text above comes before the headline of the next."""
    text = _page(FERRY, "-- Northfield Courier", "Less cheese from the mountains", CHEESE)
    assert topic.FIRST_AT_CHANGE.why in _said(topic, text, "-- North")
    assert topic.LATER_AT_CHANGE.why in _said(topic, text, "Less cheese")


def test_more_blank_lines_than_usual_above_a_line_like_a_headline() -> None:
    """One blank line stands above crossheads too; three set a new article off, and a credit may stand there as well."""
    set_off = "\n\n".join(FERRY) + "\n\n\n\nLess cheese from the mountains\n\n" + "\n\n".join(CHEESE)
    even = _page(FERRY, "Less cheese from the mountains", CHEESE)
    assert headline.AFTER_WIDE_GAP.why in _said(headline, set_off, "Less cheese")
    assert headline.AFTER_WIDE_GAP.why not in _said(headline, even, "Less cheese")


def test_a_rule_is_no_line_and_a_list_is_no_head() -> None:
    """Marks between two texts say nothing, and where a dozen short lines stand there is a menu."""
    ruled = _page(FERRY, "* * *", "Less cheese from the mountains", CHEESE)
    listed = _page(FERRY, tuple(f"Item {number} of the menu" for number in range(12)), CHEESE)
    assert topic.ALONE_AT_CHANGE.why in _said(topic, ruled, "Less cheese")
    assert not _said(topic, listed, "Item 0")


def test_two_short_paragraphs_are_no_evidence() -> None:
    """From a few words nobody can tell whether the subject changed."""
    text = _page(
        "It rained in the night, and it was cold, and we sat in.", "Then", "We went out at ten, and it was dry."
    )
    assert not _said(topic, text, "Then")


@pytest.mark.parametrize(
    ("credit", "expected"),
    [
        ("-- The Guardian, May 3, 2007", pattern.DASHED),
        ("(The Guardian, May 3, 2007)", pattern.IN_BRACKETS),
        ("Source: The Guardian", pattern.LABELLED),
        ("The Guardian, May 3, 2007", None),
    ],
)
def test_marks_before_a_credit_say_that_it_closes_a_text(credit: str, expected: Clue | None) -> None:
    """A dash, brackets or a label stand before a credit below a text, seldom before one above it."""
    said = _said(pattern, _page(FERRY, credit, "Less cheese from the mountains", CHEESE), credit)
    marks = [clue for clue in (pattern.DASHED, pattern.IN_BRACKETS, pattern.LABELLED) if clue.why in said]
    assert marks == ([expected] if expected else [])


def test_a_credit_belongs_to_the_text_that_it_stands_nearer_to() -> None:
    """Blank lines are the plainest frame that a blogger has."""
    above, below, credit = "\n\n".join(FERRY), "\n\n".join(CHEESE), "The Guardian, May 3, 2007"
    head = "Less cheese from the mountains"
    closing = f"{above}\n{credit}\n\n\n{head}\n\n{below}"
    opening = f"{above}\n\n\n{credit}\n{head}\n\n{below}"
    assert pattern.NEARER_ABOVE.why in _said(pattern, closing, credit)
    assert pattern.UNDER_OPENING.why not in _said(pattern, closing, head)
    assert pattern.NEARER_BELOW.why in _said(pattern, opening, credit)
    assert pattern.UNDER_OPENING.why in _said(pattern, opening, head)


def test_a_credit_between_texts_does_as_those_at_the_top_and_the_end_do() -> None:
    """Whoever puts the credit below the last text puts it below the others too."""
    head, other = "Harbour to close for repairs", "Less cheese from the mountains"
    below = _page(head, FERRY, "May 3, 2007", other, CHEESE, "May 4, 2007")
    above = _page("May 3, 2007", head, FERRY, "May 4, 2007", other, CHEESE)
    assert pattern.AS_AT_END.why in _said(pattern, below, "May 3")
    assert pattern.AS_AT_TOP.why in _said(pattern, above, "May 4")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("From Harbour Online", "From the Westmark Record"),
        ("via Harbour Online", "via The Guardian"),
        ("(from Harbour Online)", "(from The Guardian)"),
        ("Harbour Online | May 3, 2007", "Westmark Record | May 4, 2007"),
        ("https://harbour.example/a", "https://harbour.example/" + "a-long-name-of-a-story-" * 6),
    ],
)
def test_credits_of_many_looks_close_texts_where_the_last_is_followed_by_one(first: str, second: str) -> None:
    """The blog's own date is no credit, a remark may stand below the last, and short paragraphs may end a text."""
    head, other = "Harbour to close for repairs", "Less cheese from the mountains"
    short = 'He said: "Not now, not here!"'
    plain = _page("May 5, 2007", head, FERRY, first, other, CHEESE, second)
    below_short = _page("May 5, 2007", head, FERRY, short, first, other, CHEESE, second)
    remark = "I had not known that they made so much of it in the mountains, and I wonder who eats all of it there."
    above_remark = _page("May 5, 2007", head, FERRY, first, other, CHEESE, second, remark)
    below_it = {pattern.UNDER_MARKED.why} if first.startswith("(") else set()
    for text in (plain, below_short, above_remark):
        assert pattern.AS_AT_END.why in _said(pattern, text, first)
        assert below_it == {pattern.UNDER_MARKED.why, pattern.UNDER_OPENING.why} & {*_said(pattern, text, other)}


def test_a_mail_header_is_no_credit_and_neither_is_a_sentence() -> None:
    """`From: Ann Lee` says who sent it, and `From here on it rained.` is a short paragraph."""
    for line in ("From: Ann Lee <ann@example.org>", "From here on it rained.", "In Northfield they sing"):
        text = _page(FERRY, line, "Less cheese from the mountains", CHEESE, "From Harbour Online")
        assert pattern.AS_AT_END.why not in _said(pattern, text, line)


def test_a_head_that_repeats_the_order_of_an_earlier_one() -> None:
    """Headline, byline and date in the same order as before make the next head."""
    text = _page(
        "Harbour to close for repairs\nBy Ann Lee\nMay 3, 2007",
        FERRY,
        "Less cheese made\nBy Bo Poe\nMay 4, 2007",
        CHEESE,
    )
    assert pattern.IN_LIKE_A_HEAD.why in _said(pattern, text, "By Bo")


def test_crossheads_are_no_heads_though_they_come_again() -> None:
    """Bare words above a paragraph say nothing of where an article begins."""
    text = _page("Harbour to close", FERRY[0], "Ferry moves", FERRY[1], "Warned early", FERRY[2])
    assert pattern.IN_LIKE_A_HEAD.why not in _said(pattern, text, "Warned early")


@pytest.mark.parametrize(
    ("line", "expected", "near_miss"),
    [
        ("Harbour of Northfield to close for repairs", headline.LIKELIER_THAN_NEXT, headline.NO_WORD_COMES_BACK),
        ("As if nobody had known", headline.NOTHING_NAMED, headline.NAME_COMES_BACK),
    ],
)
def test_a_headline_has_the_words_of_its_text_and_a_remark_has_not(line: str, expected: Clue, near_miss: Clue) -> None:
    """What comes back in the text below is a headline's; a blogger's remark above it speaks of other things."""
    text = _page("As if nobody had known", "Harbour of Northfield to close for repairs", FERRY)
    said = _said(headline, text, line)
    assert expected.why in said
    assert near_miss.why not in said


@pytest.mark.parametrize(
    ("line", "signed"),
    [
        ('"Harbour of Northfield to close" by Ann Lee, The Guardian', True),
        ("Harbour of Northfield to close for repairs (By Ann Lee)", True),
        ("Harbour of Northfield to close - By Ann Lee", True),
        ("Harbour of Northfield closed by storm", False),
        ("The harbour of Northfield was closed by Ann Lee.", False),
    ],
)
def test_a_headline_with_its_byline(line: str, signed: bool) -> None:
    """By and a name behind a dash, a quotation mark or a bracket; `closed by storm` is no byline."""
    assert (headline.SIGNED.why in _said(headline, _page(line, FERRY), line)) is signed


def test_the_line_above_a_byline_or_a_town_is_a_headline() -> None:
    """No crosshead is followed by a byline, a date or the town where a story was filed."""
    signed = _page(FERRY, "Less cheese made", "By Ann Lee", CHEESE)
    filed = _page(FERRY, "Less cheese made", f"OBERLAND, May 3 (AP) -- {CHEESE[0]}")
    crosshead = _page(FERRY[:2], "Warned again", FERRY[2])
    assert headline.SIGNED_BELOW.why in _said(headline, signed, "Less cheese")
    assert headline.DATED_OVER_TEXT.why in _said(headline, filed, "Less cheese")
    assert not {headline.SIGNED_BELOW.why, headline.DATED_OVER_TEXT.why} & {*_said(headline, crosshead, "Warned")}


def test_crossheads_that_are_all_questions() -> None:
    """An explainer asks and answers; a single question, or lines in capitals as in a digest, are no such series."""
    asked = _page(FERRY[0], "What will be closed?", FERRY[1], "Who found the cracks?", FERRY[2])
    digest = _page(FERRY[0], "HARBOUR TO CLOSE", FERRY[1], "CRACKS FOUND", FERRY[2])
    assert {subhead.QUESTION.why, subhead.ALIKE.why} <= {*_said(subhead, asked, "Who found")}
    assert subhead.ALIKE.why not in _said(subhead, digest, "CRACKS")


def test_the_items_of_a_digest_end_with_their_credit() -> None:
    """Below `(The Guardian 1/2/95 A12)` at a paragraph's end the next item begins; other brackets say nothing."""
    digest = _page(f"{FERRY[0]} (The Guardian 1/2/95 A12)", "LESS CHEESE MADE", CHEESE[0])
    aside = _page(f"{FERRY[0]} (It had been built in wood.)", "LESS CHEESE MADE", CHEESE[0])
    assert pattern.UNDER_CREDITED.why in _said(pattern, digest, "LESS")
    assert pattern.UNDER_CREDITED.why not in _said(pattern, aside, "LESS")


@pytest.mark.parametrize("line", ["To: clippings@example.org", "Newsgroups: example.news", "* * * *", "-----"])
def test_fields_and_rules_are_no_headlines(line: str) -> None:
    """A mail's header and a row of marks stand where headlines stand, and are none."""
    page = Page.of(_page(line, FERRY))
    assert not [clue for at, clue in headline.observe(page, WORDS) if at == 0 and clue.role is Role.HEADLINE]


def test_a_remark_with_a_full_stop_is_no_section() -> None:
    """`Quite.` is said by somebody; `World news` is a label."""
    label, remark = (_page("Harbour", line, "Less cheese from the mountains", CHEESE) for line in ("World", "Quite."))
    assert kicker.LABEL_ABOVE.why in _said(kicker, label, "World")
    assert kicker.LABEL_ABOVE.why not in _said(kicker, remark, "Quite")


def test_a_town_at_the_head_of_a_paragraph_below_another() -> None:
    """Only an article's first paragraph names the town: in the midst of text it begins another article."""
    text = _page("Harbour to close", f"NORTHFIELD (AP) - {FERRY[0]}", FERRY[1], f"OBERLAND (Reuters) - {CHEESE[0]}")
    assert dateline.HEAD_BELOW_TEXT.why in _said(dateline, text, "OBERLAND")
    assert dateline.HEAD_BELOW_TEXT.why not in _said(dateline, text, "NORTHFIELD")


@pytest.mark.parametrize("stage", [topic, pattern, headline])
def test_twice_the_text_takes_twice_the_time(stage: ModuleType) -> None:
    """Every line is compared with a few neighbours only."""
    once = _page(FERRY, "The Guardian, May 3, 2007", "Less cheese", "By Ann Lee", CHEESE) + "\n\n"

    def seconds(times: int) -> float:
        page = Page.of(once * times)
        assert len(page.blocks) > times
        began = time.process_time()
        list(stage.observe(page, WORDS))
        return time.process_time() - began

    seconds(40)
    assert min(seconds(400) for _ in range(3)) < 6 * min(seconds(200) for _ in range(3))


def test_a_crosshead_stands_nearer_to_what_it_heads() -> None:
    """A short line with the wider gap below it is no crosshead of the text below."""
    above = f"{FERRY[0]}\n\n{FERRY[1]}\n\nCracks found in spring\n\n\n\n{FERRY[2]}"
    below = f"{FERRY[0]}\n\n{FERRY[1]}\n\n\n\nCracks found in spring\n\n{FERRY[2]}"

    assert subhead.FAR_FROM_BELOW.why in _said(subhead, above, "Cracks")
    assert subhead.FAR_FROM_BELOW.why not in _said(subhead, below, "Cracks")
