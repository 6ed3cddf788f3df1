"""A text that is not all there is called truncated, and says why."""

from __future__ import annotations

import pytest

import clipparse
from clipparse.endings import why_cut
from clipparse.lexicon import Lexicon

SAID = "The council said that it would begin to repair the roofs of the schools in"
WHOLE = f"{SAID} spring."


@pytest.mark.parametrize(
    ("text", "below", "why"),
    [
        (f"{SAID} spri", "", "breaks off in a word"),
        (f"{SAID} the", "", "breaks off in a sentence"),
        (f"{SAID} Norderhev", "", "breaks off in a sentence"),  # a name, as far as one can tell
        (f"{SAID} the -", "", "breaks off after a dash"),
        (f"{SAID} the –", "", "breaks off after a dash"),
        (f"{SAID} spring,", "", "breaks off after a comma"),
        (f"{SAID} the...", "", "ends in dots"),
        (f"{SAID} the…", "", "ends in dots"),
        (f"{WHOLE} [...]", "", "ends in dots"),
        (f"{WHOLE} Read more", "", "ends with a pointer to the rest"),
        (f"{WHOLE} (Continued on page 4)", "", "ends with a pointer to the rest"),
        (WHOLE, "Read more »", "goes on elsewhere, says the line below"),
        (WHOLE, "Continue reading the main story", "goes on elsewhere, says the line below"),
        (WHOLE, "[...]", "goes on elsewhere, says the line below"),
        (WHOLE, "", None),
        (WHOLE, "Read it and weep, said the mayor", None),
        (f"{SAID} spring!", "", None),
        (f"“{WHOLE}”", "", None),
        ("Total: 14", "", None),
        ("Der Rat sagte, dass er die Dächer der Schulen im Frühling reparieren läß", "", "breaks off in a sentence"),
    ],
)
def test_the_reason(text: str, below: str, why: str | None) -> None:
    """Of the last line of a text, and of the line below it."""
    assert why_cut(text, text, "", below, Lexicon.default()) == why


def test_the_reason_is_explained() -> None:
    """The line with which the text breaks off bears a remark, which survives storage and weighs nothing."""
    text = f"Roofs to be repaired\n\nBy Ann Lee\n\n{WHOLE}\n\nOfficials said on Monday that {SAID} -"
    post = clipparse.parse(text)
    again = clipparse.Post.from_dict(post.to_dict())

    assert [clip.truncated for clip in again] == [True]
    assert again.lines[-1].clues[-1] == clipparse.Clue("truncated", clipparse.Role.BODY, 0.0, "breaks off after a dash")
    assert str(again.explain()).rstrip().endswith("breaks off after a dash")
