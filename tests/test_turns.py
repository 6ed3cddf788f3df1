"""Turns between the blogger and the article: in what manner a line is written, and who is heard around it."""

from __future__ import annotations

import pytest

from clipparse.clue import Clue, Stage
from clipparse.lexicon import Lexicon
from clipparse.page import Page
from clipparse.stages import commentary, post, voice

WORDS = Lexicon.default()

REPORT = "The barge was towed to Weston on Monday, the harbour office said in a statement."
TALK = "I never liked that pier, and now my brother says so too."
PLAIN = "Its planks are a mile long, and have stood since the railway came."


def clues(stage: Stage, text: str, needle: str) -> set[Clue]:
    """The clues of `stage` on the first line of `text` that begins with `needle`."""
    page = Page.of(text).unwrapped
    at = next(line.index for line in page.lines if line.content.startswith(needle))
    return {clue for index, clue in stage(page, WORDS) if index == at}


MANNERS = {commentary.CHATS, commentary.TRAILS, commentary.SWEARS, commentary.SHORT_FORMS, commentary.HARD_SPACES}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("so today i went down to the pier with Bo", {commentary.CHATS}),
        ("They dont know who struck it, haha.", {commentary.CHATS}),
        ("That is soooo long ago now.", {commentary.CHATS}),
        ("Then she left *sighs* and nobody spoke.", {commentary.CHATS}),
        ("See www.harbour.example for part iii of it.", set()),
        ('"i dont know," the note read, according to police.', set()),
        ("Well...then we walked home along the pier.", {commentary.TRAILS}),
        ("The pier was shut ....... what else", {commentary.TRAILS}),
        ("The pier, he wrote, was shut ...", set()),
        ("What a load of crap that report was!", {commentary.SWEARS}),
        (
            "The Damned played at the assembly rooms in Scunthorpe.",
            {commentary.SWEARS},
        ),  # a band, read in small letters
        ("It's a long pier and it doesn't end.", {commentary.SHORT_FORMS}),
        ("The boys' home and Mary's pier were sold.", set()),
        ('"It\'s a long pier," said Mayor Ann Lee.', set()),
        ("The pier is shut.&nbsp; Nobody went there.", {commentary.HARD_SPACES}),
        ("Fog on the Pier &nbsp;- Ann Lee &nbsp;- Courier", set()),  # between the parts of a head
    ],
)
def test_how_a_line_is_written_tells_of_its_writer(line: str, expected: set[Clue]) -> None:
    """What no editor of a paper lets pass, outside quotation marks; names, links and quoted speech are none of it."""
    assert clues(commentary.observe, f"{PLAIN}\n\n{line}\n\n{PLAIN}", line[:12]) & MANNERS == expected


NEAREST = {
    commentary.TALKS_ABOVE,
    commentary.REPORTS_ABOVE,
    commentary.PRESENTED,
    commentary.TALKS_BELOW,
    commentary.REPORTS_BELOW,
    commentary.COLON_BELOW,
}


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        ((TALK, "at the"), ("by then", TALK), {commentary.TALKS_ABOVE, commentary.TALKS_BELOW}),
        ((REPORT, "at the"), ("by then", REPORT), {commentary.REPORTS_ABOVE, commentary.REPORTS_BELOW}),
        ((REPORT,), (TALK,), {commentary.REPORTS_ABOVE, commentary.TALKS_BELOW}),
        ((TALK, "The Courier has more on it:"), (REPORT,), {commentary.PRESENTED, commentary.REPORTS_BELOW}),
        ((), ("And now for what the Courier writes:",), {commentary.COLON_BELOW}),
        (("at the",), ("by then",), set()),
    ],
)
def test_a_plain_line_has_the_voices_nearest_above_and_below(
    above: tuple[str, ...], below: tuple[str, ...], expected: set[Clue]
) -> None:
    """However many fragments that say nothing of their speaker stand between."""
    assert clues(commentary.observe, "\n\n".join((*above, PLAIN, *below)), PLAIN) & NEAREST == expected


@pytest.mark.parametrize(
    ("line", "announced"),
    [
        ("The article goes on:", True),
        ("From the transcript at CNN.com:", True),
        ("This is what the Courier writes about it:", True),
        ("Things I still have to do:", False),
        ("The article goes on and on.", False),
    ],
)
def test_a_line_may_announce_whose_words_follow(line: str, announced: bool) -> None:
    """What somebody says or writes stands below a colon; so do lists, which nobody says."""
    assert (commentary.ANNOUNCED in clues(commentary.observe, f"{TALK}\n\n{line}\n\n{PLAIN}", PLAIN)) is announced


@pytest.mark.parametrize(
    ("head", "below"),
    [
        ("By Jane Doe", True),
        ("Fog on the Pier by Jane Doe", True),
        ("Fog on the Pier Who lit the lamp? By Jane Doe Posted Friday, June 18, 2004", True),
        ("By the Old Pier Company", False),
        ("By morning they had all gone.", False),
        ("It was written by hand.", False),
    ],
)
def test_a_writer_named_in_the_head_stands_for_all_below(head: str, below: bool) -> None:
    """However talkative a columnist may be; the name may stand within the line of the headline."""
    text = f"{head}\n\n{TALK}\n\n{TALK.replace('pier', 'boat')}"
    assert (voice.UNDER_WRITER in clues(voice.observe, text, "I never")) is below
    assert voice.UNDER_WRITER not in clues(voice.observe, text, head[:12])


def test_talk_among_reports_and_a_report_among_talk_stand_alone() -> None:
    """A columnist's I, and a saying that the blogger tells of; at the end of a report it is no such thing."""
    text = "\n\n".join((REPORT, TALK, REPORT, TALK, REPORT.replace("barge", "boat"), TALK))
    assert commentary.LONE_TALK in clues(commentary.observe, text, TALK)
    assert commentary.LONE_REPORT in clues(commentary.observe, text, "The boat")
    assert commentary.LONE_TALK not in clues(commentary.observe, f"{REPORT}\n\n{TALK}", TALK)


@pytest.mark.parametrize(
    ("talk", "report", "expected"),
    [
        (0, 9, {commentary.NOBODY_TALKS, commentary.MOST_REPORTS}),
        (1, 9, {commentary.HARDLY_TALKS, commentary.MOST_REPORTS}),
        (2, 3, {commentary.HALF_REPORTS}),
        (5, 1, {commentary.HALF_TALKS, commentary.HARDLY_REPORTS}),
        (6, 0, {commentary.MOST_TALKS, commentary.NOBODY_REPORTS}),
        (9, 0, {commentary.ALL_TALKS, commentary.NOBODY_REPORTS}),
    ],
)
def test_the_whole_page_tells_of_its_shortest_line(talk: int, report: int, expected: set[Clue]) -> None:
    """How many of ten paragraphs talk and how many report is said of each line, of one without a voice too."""
    plain = 9 - talk - report
    text = "\n\n".join(["Northfield", *[TALK] * talk, *[REPORT] * report, *[PLAIN] * plain])
    shares = {clue for clue in vars(commentary).values() if isinstance(clue, Clue)} - NEAREST
    assert clues(commentary.observe, text, "Northfield") & shares == expected


def test_three_sayings_are_a_collection_and_one_is_none() -> None:
    """A quotation with its author behind it may be an article's pull quote; three of them are a blogger's."""
    sayings = [f'"A pier is a street that lost its courage, number {n}." - Ann Lee' for n in range(3)]
    assert commentary.SAYINGS in clues(commentary.observe, "\n\n".join(sayings), '"A')
    assert commentary.SAYINGS not in clues(commentary.observe, f"{sayings[0]}\n{REPORT}\n{REPORT}", '"A')


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("", voice.NOTHING_NAMED),
        ("http://courier.example/pier", None),
        ("By Jane Doe", None),
        ("NORTHFIELD (Reuters) - The pier was shut.", voice.MUCH_NAMED),
        ("By Jane Doe\nThe Irish Times", voice.MUCH_NAMED),
    ],
)
def test_what_a_page_names_is_said_of_all_of_it(line: str, expected: Clue | None) -> None:
    """A post that names no paper, no agency, no writer and no link is hardly an article."""
    text = f"Northfield\n{line}\n\n{PLAIN}\n\n{PLAIN}"
    found = clues(voice.observe, text, "Northfield") & {voice.NOTHING_NAMED, voice.MUCH_NAMED}
    assert found == ({expected} if expected else set())


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("What a day.", PLAIN), post.FIRST_SENTENCE),
        (("Can one get tired of", "too much sleep?"), None),
        (("LONG LIVE THE PIER", PLAIN), post.FIRST_CAPITALS),
        (("Barge Hits Northfield Pier", PLAIN), post.FIRST_TITLED),
        (("Barge hits pier", PLAIN), post.FIRST_PLAIN),
        (("From the Courier:", PLAIN), None),
        ((PLAIN * 3, PLAIN), None),
    ],
)
@pytest.mark.parametrize("date", ["", "Friday, July 02, 2004\n"])
def test_the_first_words_of_a_post_look_like_a_title_or_like_talk(
    date: str, lines: tuple[str, str], expected: Clue | None
) -> None:
    """With a date header above or without one; a mail has its subject instead."""
    firsts = {
        post.FIRST_SENTENCE,
        post.FIRST_CAPITALS,
        post.FIRST_TITLED,
        post.FIRST_PLAIN,
    }
    text = date + "\n".join(lines)
    assert clues(post.observe, text, lines[0]) & firsts == ({expected} if expected else set())
    assert not clues(post.observe, f"From: a@example.org\nSubject: pier\n\n{text}", lines[0]) & firsts
