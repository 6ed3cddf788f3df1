"""Lines become paragraphs again; what is set in lines on purpose stays so."""

from __future__ import annotations

import pytest

import clipparse
from clipparse.page import Page

HEAD = "Roofs to be repaired in spring\n\nBy Ann Lee\nThe Northfield Post, May 3, 2011\n\n"
WRAPPED = (
    "The council said on Monday that it would begin to repair the roofs of the schools\n"
    "as soon as the wind had gone down, officials said. Nobody was hurt, but three of the\n"
    "buildings will stay shut until the end of the month, according to the mayor.\n"
)
LAST = "Parents were told by letter on Tuesday, officials said, and again on Friday.\n"


def paragraphs(raw: str) -> list[str]:
    (clip,) = clipparse.parse(raw)
    return [one.text for one in clip.paragraphs]


@pytest.mark.parametrize("mark", ["", "> ", ">> ", "| "])
def test_wrapped_lines_are_one_paragraph(mark: str) -> None:
    """Quoting marks are no part of the text; the spans begin behind them and lose nothing else."""
    raw = "".join(f"{mark}{line}\n" for line in f"{HEAD}{WRAPPED}\n{LAST}".split("\n"))
    (clip,) = clipparse.parse(raw)
    first = clip.paragraphs[0]

    assert [one.text for one in clip.paragraphs] == [" ".join(WRAPPED.split()), " ".join(LAST.split())]
    assert [span.of(raw) for span in first.spans] == WRAPPED.splitlines()


def test_letters_below_each_other_are_a_row() -> None:
    """Thirty of them are one paragraph; fewer, as an acrostic or a column of figures has, are as many lines."""
    letters = "".join(f"{letter}\n" for letter in "abcdefghij" * 7)
    assert [len(block) for block in Page.of(f"A column\n{letters}\nbelow which it ends").blocks] == [1, 30, 30, 10, 1]
    assert [len(block) for block in Page.of(letters[:58]).blocks] == [1] * 29
    assert len(clipparse.parse(letters).lines) == 70


def test_a_blank_row_ends_a_column() -> None:
    """Two columns of fifteen letters are no column of thirty."""
    assert {len(block) for block in Page.of(("a\n" * 15 + "\n") * 2).blocks} == {1}


def test_list_items_stay_items() -> None:
    """Each with its number."""
    items = [
        "1. The roofs are repaired by builders from the town.",
        "2. The walls are painted.",
        "3. The pupils come back.",
    ]
    listed = "\n".join(["The plan has three parts:", *items])

    assert paragraphs(f"{HEAD}{WRAPPED}\n{listed}\n\n{LAST}")[1:-1] == listed.split("\n")


def test_verses_stay_verses() -> None:
    """Short lines with a rhyme are not run together, though the same words open two of them."""
    poem = (
        "The wind came over the water,\nThe wind came over the wall,\n"
        "It took the roofs of the schoolhouse,\nIt took the clock of the hall."
    )
    spoken = "The mayor, who is a teacher, then read from a poem, he said:"
    read = paragraphs(f"{HEAD}{WRAPPED}\n{spoken}\n\n{poem}\n\n{LAST}\n{WRAPPED[4:]}")

    assert [one for one in read if one in poem] == poem.split("\n")


# --- sentences that a scraper broke at links and italics

OPENING = (
    "The council of a harbour town will often decide to | move | a perfectly good statue, as I have to tell you now."
)
LONG = "Nobody has been asked about it, and nobody will be asked, or so I am told by people who ought to know it."


def blocks(*lines: str, between: str = "\n\n") -> list[str]:
    """The paragraphs of a page that has these lines; a bar stands for a break within a sentence."""
    rows = " | ".join(lines).split(" | ")
    return [block.text for block in Page.of(between.join(rows)).blocks]


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n\n\n"])
@pytest.mark.parametrize(
    "broken",
    [
        "I have read about it in the | Daily Gull | and in the | Lantern | , which had a picture. It was blurred.",
        'There is extreme "neglect of piers" | going on as I type this, yet hardly anybody seems to care about it.',
        "As I said, | everything here goes the way of the herring, and the herring has gone where no one sees it.",
        'The minister told them that it was "too long to be | safe | " and that the money was needed somewhere else.',
        "The leader in the paper, which I am told is by one who knows (it is | here | ), asks a very simple question.",
        "The one thing that the whole report does not say is | who | 's going to pay for all of it?",
    ],
)
def test_a_sentence_broken_at_a_link_is_whole_again(broken: str, between: str) -> None:
    """Whatever gap the page has between the pieces."""
    whole = [one.replace(" |", "") for one in (LONG, OPENING, broken, LONG)]

    assert blocks(LONG, OPENING, broken, LONG, between=between) == whole


@pytest.mark.parametrize(
    "lines",
    [
        ["Mayor's parrot testifies in libel trial", "by Edna Crowe", LONG],
        ["Mayor's parrot testifies in libel trial", "posted by edna", LONG],
        ["Ferry Line to Charge Dogs Full Fare", "from the Northern Packet, June 2", LONG],
        ["Ferry Line to Charge Dogs Full Fare", "BRINEWICK (AP) -- " + LONG],
        ["Ferry Line to Charge Dogs Full Fare", "Mayor's parrot testifies in libel trial", LONG],
        ["Thursday, June 3, 2004", "i would rather not say what I think of it, but the whole town ought to be told."],
        ["8/24/2004", "first of all I would like to say what I think of it, since the whole town has been told."],
        ["I cannot say where I have read it", "http://www.example.org/2004/06/03/parrot.html", LONG],
        ["http://www.harbour.example/2004/06/03/the-parrot-of-the-mayor-again.html", LONG, "It is so."],
        ["What was said of it was not much [not by me, I hope]", "[not me]", "told the paper: " + LONG],
        ["And the report was of a man of the cloth", "al-Amin and his friends were there, as always. " + LONG],
        ["Nobody in the town was asked, and everybody has been talking of it", "via Northern Packet", LONG],
        ["He said it twice.", "...and again, when nobody had asked him, and a third time on his way home to his wife."],
        ["05 May 2023 at 5:30 AM", "newshound72 said...", LONG],
        ["What I am reading:", "the tide tables", "a life of the bishop", "the instructions for the new oven", LONG],
        ["the bell went down with the harbour wall", "and never a ringer with it", "it tolls for the eel", LONG],
        ["1. The roofs are repaired by builders", "2. the walls are painted", "3. the pupils come back", LONG],
    ],
)
def test_lines_that_are_no_pieces_stay_apart(lines: list[str]) -> None:
    """Heads, credits, dates, links, remarks, lists and verses, on a page that breaks its sentences."""
    assert blocks(OPENING, *lines) == [OPENING.replace(" |", ""), *lines]


def test_lower_case_tells_nothing_of_a_blogger_without_capitals() -> None:
    """There only a mark or a word that leads on shows that a sentence goes on."""
    lines = [f"{word} it was over. so we went home again, and nobody said a thing." for word in ("then", "now", "soon")]
    lines += [
        "i got up late",
        "then we went to the shop and it was shut, so we stood there for a while and looked at it",
    ]

    assert blocks(*lines) == lines


def test_gaps_are_crossed_only_where_all_are_alike() -> None:
    """Else they say what belongs together."""
    uneven = f"{LONG}\nIt is old.\n\n\nThe rest of it that has been told\n\nis older than the harbour itself.\n{LONG}"

    assert len(Page.of(uneven).blocks) == len(Page.of(uneven).lines)


def test_pieces_of_a_paragraph_keep_their_places() -> None:
    """The text has one blank between two pieces, none before a closing mark; the spans are those of the pieces."""
    first = "Officials said on Monday that the herring would be moved to the yard behind the | Fish Museum | , at last."
    second = (
        "The vote followed three hours of | debate | , in which several people spoke of the weather, officials said."
    )
    raw = HEAD + "\n\n".join([*f"{first} | {second}".split(" | "), " ".join(WRAPPED.split()), LAST])
    (clip,) = clipparse.parse(raw)

    assert [one.text for one in clip.paragraphs[:2]] == [
        one.replace(" | ,", ",").replace(" |", "") for one in (first, second)
    ]
    assert [span.of(raw) for span in clip.paragraphs[0].spans] == first.split(" | ")


def test_a_credit_in_brackets_is_wrapped_as_its_paragraph_is() -> None:
    """Where the bracket closes, `via` does not open a line of its own."""
    wrapped = [line for line in WRAPPED.splitlines() if line] + [
        "the mayor and the builders (said Quay Lantern in its news",
        "via Harbour Inc.)",
    ]

    assert blocks(*wrapped, between="\n") == [" ".join(wrapped)]
