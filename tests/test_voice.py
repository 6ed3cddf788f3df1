"""What stretches of prose, and the pages that they stand on, say of whose words they are."""

from __future__ import annotations

import time

import pytest

from clipparse.clue import Clue
from clipparse.lexicon import Lexicon
from clipparse.page import Page
from clipparse.stages import commentary, voice

WORDS = Lexicon.default()

REPORT = [
    "The harbour in Northfield was closed on Monday after a barge had struck the pier, police said.",
    'Mayor Ann Lee told reporters that 14 people were taken to hospital. "I was on the bridge," she said.',
    "The Ministry of Transport announced an inquiry, and the owners of the barge declined to comment.",
    "Captain Joe Marsh, 54, had sailed from Weston with 300 tons of gravel, according to the coast guard.",
]
TALK = [
    "I have been thinking about this for years, and I really believe that you should think about it too.",
    "Why do we do these things to ourselves? You know the answer, and so do I, and my neighbours do as well!",
    "Perhaps I am wrong about it, but nobody has ever shown me that you can make good soup without an onion.",
    "So let me know what you think, and I will write about my garden and my two old bicycles again next week.",
]
HEADER = "From: Pat <pat@example.org>\nDate: Mon, 4 Mar 1996 10:00:00 GMT\nSubject: harbour\n\n"
SECTIONS = "News\nPolitics\nBusiness\nSports\nOpinion\n" + "".join(f"Box {n}\n" for n in range(20)) + "\n"
SCRAPS = "".join(f"Box {n}\n" for n in range(25)) + "\n"


def article(paragraphs: list[str]) -> str:
    return "\n\n".join(paragraphs)


def clues(text: str, needle: str) -> set[Clue]:
    """The clues on the first line of `text` that begins with `needle`."""
    page = Page.of(text)
    at = next(line.index for line in page.lines if line.content.startswith(needle[:30]))
    return {clue for index, clue in voice.observe(page, WORDS) if index == at}


CREDITS = "Barge hits pier\n\n{}\n\n" + article(REPORT)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("By Jane Doe", voice.SIGNED),
        ("The Irish Times", voice.CREDITED),
        ("The Irish Times, 4 March 1996", voice.CREDITED),
        ("(c) 1996 Northfield Courier", voice.CREDITED),
        ("4 March 1996", voice.DATED),
        ("by the sea", voice.HEADED),  # no name behind it
        ("A longer look at it", voice.HEADED),
        ("Time and again", voice.HEADED),  # a name of one word among others names no outlet
    ],
)
def test_what_stands_above_a_stretch_credits_all_of_it(head: str, expected: Clue) -> None:
    """The credit above speaks for the first paragraph of the stretch and for its last."""
    text = CREDITS.format(head)
    heads = {voice.SIGNED, voice.CREDITED, voice.DATED, voice.HEADED, voice.BARE}
    assert clues(text, REPORT[0]) & heads == {expected}
    assert clues(text, REPORT[-1]) & heads == {expected}


def test_a_headline_that_ends_like_a_sentence_does_not_cut_the_head_in_two() -> None:
    """The outlet above `Who closed the harbour?` credits the text below the byline too."""
    text = HEADER + article(["The Irish Times, 4 March 1996", "Who closed the harbour?", "By Jane Doe", *REPORT])
    assert voice.CREDITED in clues(text, REPORT[0])


@pytest.mark.parametrize(
    ("opening", "credited"),
    [
        ("NORTHFIELD, March 4 (Reuters) - ", True),
        ("PORT-AU-PRINCE, Haiti — ", True),
        ("Weston (dpa) -- ", True),
        ("NASA and the ministry agree - ", False),
        ("Weston (a small town) - ", False),
    ],
)
def test_an_agencys_opening_credits_the_stretch_that_it_begins(opening: str, credited: bool) -> None:
    """A place in capitals and a dash, or a place and an agency in brackets; not any dash or bracket."""
    found = clues(HEADER + article([TALK[0], opening + REPORT[0], *REPORT[1:]]), REPORT[-1])
    assert (voice.OPENS_WITH_PLACE in found) == credited


def test_a_short_line_below_a_remark_begins_another_stretch() -> None:
    """After one paragraph without a head it is the next headline; after an article's byline it may be a crosshead."""
    remark = clues(HEADER + article([TALK[0], "Barge hits pier", *REPORT]), REPORT[0])
    crosshead = clues(article(["Soup", "By Jane Doe", *TALK, "Onions and leeks", *REPORT]), REPORT[0])
    assert {voice.HEADED, voice.REPORTS} <= remark
    assert voice.SIGNED in crosshead


def test_a_stretch_is_judged_as_a_whole() -> None:
    """Three paragraphs that report make one that does not a part of a report."""
    assert voice.REPORTS in clues(article([*REPORT[:3], "It was a warm evening, and the river lay still."]), "It was")
    assert voice.TALKS in clues(article([*TALK[:3], "It was a warm evening, and the river lay still."]), "It was")


def test_a_column_in_the_first_person_is_no_remark_when_it_is_credited() -> None:
    """Under a headline and a byline the columnist says I; without them the writer of the post does."""
    signed = clues("Soup\n\nBy Jane Doe\n\n" + article(TALK), TALK[1])
    bare = clues(HEADER + article(TALK), TALK[1])
    assert {voice.SIGNED, voice.TALKS_CREDITED, voice.I_UNDER_CREDIT} <= signed
    assert {voice.BARE, voice.TALKS, voice.UNDER_MAIL_HEADER} <= bare


def test_words_in_quotation_marks_are_not_the_writers() -> None:
    """Neither double, angular nor single marks let a source's I count as the writer's."""
    for opening, closing in ("“”", '""', "«»", "‘’"):
        speech = f"The mayor shook her head. {opening}I saw it, and I told my husband about it.{closing}"
        assert voice.I_UNDER_CREDIT not in clues(CREDITS.format("By Jane Doe") + "\n\n" + speech, "The mayor shook")


def test_a_remark_after_an_article_speaks_as_i() -> None:
    """In a report that says I nowhere else, a paragraph with I is the poster's."""
    text = CREDITS.format("By Jane Doe") + "\n\n" + TALK[2]
    assert {voice.I_AFTER_REPORT, voice.AT_THE_END} <= clues(text, TALK[2])


def test_answers_between_quoted_paragraphs_are_a_stretch_of_their_own() -> None:
    """The quoted article keeps its credit across the answers, and the answers get none of it."""
    quoted = [f"> {paragraph}" for paragraph in REPORT]
    text = HEADER + article(["> The Irish Times, 4 March 1996", quoted[0], TALK[0], quoted[1], TALK[1], quoted[2]])
    assert {voice.CREDITED, voice.REPORTS} <= clues(text, REPORT[2])
    assert {voice.TALKS, voice.BARE} <= clues(text, TALK[1])


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (SECTIONS, None),
        (SCRAPS + "Leave a comment\nBlog archive\n\n", voice.BLOG_PAGE),
        (SCRAPS, voice.NO_NEWS_PAGE),
    ],
)
def test_a_saved_page_shows_whose_site_it_is(page: str, expected: Clue | None) -> None:
    """A newspaper lists its sections around an article, a blog its archive."""
    kinds = {voice.BLOG_PAGE, voice.NO_NEWS_PAGE}
    assert clues(page + article(REPORT), REPORT[0]) & kinds == ({expected} if expected else set())
    assert clues(article(REPORT), REPORT[0]) & kinds == set()


def test_a_page_with_program_code_is_no_newspaper_page() -> None:
    """Four lines of code tell; rules, arrows of quoting and braces around an aside do not."""
    code = "def area(x):\n    assert x == 9\n$ python area.py\nload(areas());\n\n"
    prose = "=======\n>>> BEGIN ARTICLE\n{as if! - me}\n=======\n>>> END\n\n"
    assert voice.CODE in clues(code + article(TALK), TALK[0])
    assert voice.CODE not in clues(prose + article(TALK), TALK[0])


@pytest.mark.parametrize(
    ("report", "talk"),
    [
        (
            "Die Polizei in Bremen teilte am Montag mit, dass 14 Menschen verletzt wurden und die Brücke gesperrt war.",
            "Ich glaube ja nicht, dass man mir das abnimmt, aber mein Nachbar und ich finden es eigentlich ganz gut.",
        ),
        (
            "Le maire de Bordeaux a déclaré lundi que les travaux du pont avaient coûté 14 millions, selon la police.",
            "Je ne sais pas ce que vous en pensez, mais je crois que mon voisin et moi sommes vraiment trop vieux.",
        ),
        (
            "El alcalde de Granada dijo el lunes que las obras del puente fueron caras, según la policía.",
            "Yo creo que mi vecino no sabe lo que dice, y me parece que a usted le pasa lo mismo con mis vecinos.",
        ),
    ],
)
def test_other_languages_report_and_talk_too(report: str, talk: str) -> None:
    """German, French and Spanish papers attribute speech, and their bloggers say I."""
    assert voice.TALKS not in clues(article([report] * 3), report)
    assert voice.MANY_SPEAK in clues(article([report] * 3), report)
    assert voice.TALKS in clues(article([talk] * 3), talk)


def test_time_grows_with_the_text_and_no_faster() -> None:
    """Twice the text takes about twice the time, in one long stretch and in many short ones."""
    for piece in (article(REPORT) + "\n\n", article(TALK) + "\n\n----\n\n", "> a b c d.\nno, no, no.\n"):
        once, twice = (Page.of(piece * n) for n in (200, 400))
        assert _seconds(twice) < 4 * _seconds(once) + 0.05


def _seconds(page: Page) -> float:
    """The best of three: a pause for collecting garbage is not the stage's."""
    assert page.blocks
    taken = []
    for _ in range(3):
        start = time.process_time()
        list(voice.observe(page, WORDS))
        taken.append(time.process_time() - start)
    return min(taken)


def test_no_kind_of_quotation_mark_lends_its_i_to_the_writer() -> None:
    """Paragraph by paragraph too, words between double, angular or single marks are the speaker's."""
    for opening, closing in ("“”", '""', "«»", "‘’"):
        page = Page.of(f"The mayor shook her head. {opening}I saw it, and told my husband of it.{closing}")
        found = {clue for _, clue in commentary.observe(page, WORDS)}
        assert commentary.I_IN_QUOTES in found
        assert commentary.FIRST_PERSON not in found
