"""What clippings state: lines whose roles are given, and the values that are read from them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest

from clipparse import Clipping, Line, Role
from clipparse.fields import FIELDS, LENT, assemble
from clipparse.lexicon import Lexicon
from clipparse.page import Page

PROSE = "The council said on Monday that repairs would begin as soon as the wind had gone down, and take a month."
HEADLINE = "headline", "Roofs fall in the wind"


def clippings(*rows: tuple[str, str], first: int = 0) -> tuple[Clipping, ...]:
    """The clippings of a post of which every line is given with its role; a line of `----` begins another one."""
    page = Page.of("\n\n".join(text for _, text in rows if text != "----"))
    lines: list[Line] = []
    number = first
    for role, text in rows:
        if text == "----":
            number += 1
            continue
        of_clipping = number if Role(role).of_clipping else None
        lines.append(Line(page.lines[len(lines)].span, Role(role), of_clipping, 1.0))
    return assemble(page, lines, [1.0] * (number + 1), Lexicon.default()).clippings


@pytest.mark.parametrize(
    ("line", "headline", "source", "published"),
    [
        ('3-4-1996. NYT: "Roofs fall in the wind"', '"Roofs fall in the wind"', "NYT", None),
        ('11-30-1996. NYT: "Roofs fall in the wind"', '"Roofs fall in the wind"', "NYT", dt.date(1996, 11, 30)),
        ("11-30-1996: Roofs fall in the wind", "Roofs fall in the wind", None, dt.date(1996, 11, 30)),
        ("Subject: Roofs fall in the wind", "Roofs fall in the wind", None, None),
        ("[1] Roofs fall in the wind", "Roofs fall in the wind", None, None),
        ("Roofs fall in the wind [Excerpts]", "Roofs fall in the wind", None, None),
        ("Roofs fall in the wind (editorial)", "Roofs fall in the wind", None, None),
        ("Roofs taken by Federal Agents, Police Say", "Roofs taken by Federal Agents, Police Say", None, None),
        ("24 roofs fall in the wind", "24 roofs fall in the wind", None, None),
        ("9/11 families want an answer", "9/11 families want an answer", None, None),
    ],
)
def test_a_headline_is_read_without_what_stands_around_it(
    line: str, headline: str, source: str | None, published: dt.date | None
) -> None:
    """Codes of digests and wires before it, notes behind it; the outlet and the date in them go to their own fields."""
    (clip,) = clippings(("headline", line), ("body", PROSE))

    assert (headline, source, published) == (clip.headline, clip.source and clip.source.name, clip.published)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Roofs fall in the wind by Ann Lee", ["Ann Lee"]),
        ("Roofs fall in the wind - Written by Ann Lee", ["Ann Lee"]),
        ("Roofs fall in the wind (by Ann Lee)", ["Ann Lee"]),
        ("Roofs fall in the wind, by Ann Lee and Bob Stone", ["Ann Lee", "Bob Stone"]),
    ],
)
def test_a_headline_may_be_signed_on_its_own_line(line: str, authors: list[str]) -> None:
    """With a dash, in brackets, behind a comma or with no mark at all."""
    (clip,) = clippings(("headline", line), ("body", PROSE))

    assert clip.headline == "Roofs fall in the wind"
    assert [one.name for one in clip.byline.authors] == authors if clip.byline else authors == []


@pytest.mark.parametrize(
    ("end", "source", "published"),
    [
        ("(Northfield Post 28 Jun 1994 p5)", "Northfield Post", dt.date(1994, 6, 28)),
        ("(Chicago Tribune, p. 3)", "Chicago Tribune", None),
        ("(June 28, 1994, 12:15 p.m.)", None, dt.date(1994, 6, 28)),
        ("(ha!)", None, None),
        ("(Jane Doe, 28 June 1994)", None, None),
    ],
)
def test_a_credit_in_brackets_may_close_the_text(end: str, source: str | None, published: dt.date | None) -> None:
    """As digests write it; brackets with a person or with a remark are none."""
    (clip,) = clippings(HEADLINE, ("body", f"{PROSE} {end}"))

    assert (clip.source and clip.source.name, clip.published) == (source, published)
    assert not clip.truncated


def test_one_credit_introduces_several_clippings() -> None:
    """`8-22-1996. WaJo:` counts until the blogger speaks, or another credit stands."""
    clips = clippings(
        ("dateline", "8-22-1996. WaJo:"),
        HEADLINE,
        ("body", PROSE),
        ("", "----"),
        ("headline", "And now the rain"),
        ("body", PROSE.replace("wind", "rain")),
        ("commentary", "I read this elsewhere."),
        ("", "----"),
        ("headline", "And now the snow"),
        ("body", PROSE.replace("wind", "snow")),
    )

    assert [clip.source and clip.source.name for clip in clips] == ["WaJo", "WaJo", None]
    assert [clip.published for clip in clips] == [dt.date(1996, 8, 22), dt.date(1996, 8, 22), None]
    assert clips[1].spans["source"] == clips[0].spans["source"]


@pytest.mark.parametrize(
    ("byline", "town", "source"),
    [
        ("By Ann Lee, Associated Press Writer", "", "Associated Press"),
        ("By Associated Press", "", "Associated Press"),
        ("By Ann Lee, Associated Press Writer", "BOSTON - ", "Associated Press"),
        ("By Ann Lee, Associated Press Writer", "BOSTON (AP) - ", "AP"),
        ("By Ann Lee, AP Writer", "BOSTON - ", "AP"),
    ],
)
def test_an_agency_is_the_source_as_it_is_written(byline: str, town: str, source: str) -> None:
    """When only an agency is credited it is both: by its usual name, and as the dateline has it, or else the byline."""
    (clip,) = clippings(HEADLINE, ("byline", byline), ("body", town + PROSE))

    assert (clip.agency, clip.source and clip.source.name) == ("AP", source)


@pytest.mark.parametrize(("town", "source"), [("", "The Associated Press"), ("BOSTON (AP) - ", "AP")])
def test_an_agency_that_claims_rights_goes_by_the_name_in_the_dateline(town: str, source: str) -> None:
    """What a claim of rights spells out is the publisher's legal name."""
    (clip,) = clippings(HEADLINE, ("body", town + PROSE), ("source", "Copyright 1995. The Associated Press."))

    assert (clip.agency, clip.source and clip.source.name) == ("AP", source)


def test_an_outlet_in_the_text_s_opening_goes_before_the_agency_in_it() -> None:
    """An agency is the source only where nothing names an outlet."""
    (clip,) = clippings(HEADLINE, ("body", f"Harbour Post : SIENA, Italy (Reuters) - {PROSE}"))

    assert (clip.agency, clip.source and clip.source.name) == ("Reuters", "Harbour Post")


def test_an_agency_is_the_source_beside_a_link_to_nobody_we_know() -> None:
    """The link stays."""
    link = "http://news.example.com/story/20030224"
    (clip,) = clippings(("source", link), HEADLINE, ("body", f"SIENA, Italy (Reuters) - {PROSE}"))

    assert clip.source
    assert (clip.source.name, clip.source.url) == ("Reuters", link)


def test_the_date_of_an_update_counts_only_where_no_other_is_stated() -> None:
    """An article is published once and updated later."""
    update = "dateline", "Updated: January 7, 2020"
    (signed,) = clippings(("byline", "By Ann Lee | September 30, 2018"), HEADLINE, update, ("body", PROSE))
    (bare,) = clippings(HEADLINE, update, ("body", PROSE))

    assert [signed.published, bare.published] == [dt.date(2018, 9, 30), dt.date(2020, 1, 7)]


def test_the_end_of_a_page_s_title_names_its_site() -> None:
    """Where the article's own headline stands before it; an agency's report is then the site's too."""
    title = "furniture", "Roofs fall in the wind - heartland newsfeed"
    (clip,) = clippings(title, HEADLINE, ("body", PROSE))
    (wired,) = clippings(title, HEADLINE, ("source", "AFP"), ("body", PROSE))
    (other,) = clippings(("furniture", "Snow falls - heartland newsfeed"), HEADLINE, ("body", PROSE))

    names = [one.source and one.source.name for one in (clip, wired, other)]
    assert names == ["heartland newsfeed", "heartland newsfeed", None]
    assert wired.agency == "AFP"


def test_helpers_are_no_authors_where_somebody_signed() -> None:
    """`Reported by` names the authors only where nobody else is named; nobody is named twice."""
    signed = "byline", "By Ann Lee"
    (clip,) = clippings(signed, HEADLINE, ("body", PROSE), ("byline", "Reported by Bob Stone/Moscow"))
    (twice,) = clippings(signed, HEADLINE, ("body", PROSE), ("byline", "Ann Lee"))

    credits = [[(a.name, a.credit) for a in one.byline.authors] for one in (clip, twice) if one.byline]
    assert credits == [[("Ann Lee", "author"), ("Bob Stone", "additional reporting")], [("Ann Lee", "author")]]


def test_a_town_nobody_knows_is_the_place_where_the_outlet_is_named_elsewhere() -> None:
    """Else it may be the outlet itself."""
    credit, line = ("source", "Frankfurter Rundschau"), ("dateline", "Norderhever, 21. April 2009")
    (clip,) = clippings(credit, HEADLINE, line, ("body", PROSE))
    (bare,) = clippings(HEADLINE, line, ("body", PROSE))

    assert [one.dateline and one.dateline.place for one in (clip, bare)] == ["Norderhever", None]


@pytest.mark.parametrize(
    ("body", "below", "truncated"),
    [
        (PROSE, "", False),
        (f"{PROSE} Two firms ...", "", True),
        (f"{PROSE} Two firms have", "", True),
        (PROSE, "Read more", True),
        (PROSE, "To view the full story, please subscribe", True),
        (PROSE, "The full article is at:", True),
        (PROSE, "More", False),
        (PROSE, "More Great Stories", False),
        (f"{PROSE} “Nobody read that book.” ❖", "", False),
        (f"„{PROSE.removesuffix('.')}.“", "", False),
        (f"{PROSE}\x00\x00\x00", "", False),
    ],
)
def test_what_is_truncated_breaks_off_or_says_so(body: str, below: str, truncated: bool) -> None:
    """A widget named `More` says nothing; ornaments and filling behind the last full stop do no harm."""
    rows = [HEADLINE, ("body", body), ("furniture", below)]
    (clip,) = clippings(*(row for row in rows if row[1]))

    assert clip.truncated == truncated


def test_what_is_read_can_be_traced() -> None:
    """A value's spans point at the words that state it."""
    text = "11-30-1996. NYT: Roofs fall in the wind"
    (clip,) = clippings(("headline", text), ("body", PROSE))

    assert {field: [span.of(text) for span in clip.spans[field]] for field in ("headline", "published")} == {
        "headline": ["Roofs fall in the wind"],
        "published": ["11-30-1996"],
    }
    assert attrs.evolve(clip) == clip


def test_a_date_among_the_lines_of_a_headline_is_a_date() -> None:
    """A line that is all date is no part of the headline, though it was taken for one; a wrapped outlet stays."""
    clip = clippings(("headline", "Wednesday 28 August 2013"), HEADLINE, ("body", PROSE))[0]
    assert (clip.headline, clip.published) == ("Roofs fall in the wind", dt.date(2013, 8, 28))
    clip = clippings(
        ("headline", '"Roofs fall" by Ann Lee and Bob Stone, Daily'), ("headline", "Mirror | 10 May 2005")
    )[0]
    assert clip.source is not None
    assert (clip.source.name, clip.published) == ("Daily Mirror", dt.date(2005, 5, 10))


def test_names_over_a_date_are_a_byline() -> None:
    """A line that stands with the date's may name the writer."""
    clip = clippings(HEADLINE, ("dateline", "Jane Doe"), ("dateline", "13 March 2014"), ("body", PROSE))[0]
    assert clip.byline is not None
    assert [one.name for one in clip.byline.authors] == ["Jane Doe"]
    assert clip.published == dt.date(2014, 3, 13)


@pytest.mark.parametrize(
    ("rows", "source", "agency"),
    [
        ([("source", "Image copyright Reuters")], None, None),
        ([("source", "The Associated Press"), ("dateline", "The Scotsman, 31 January 1994")], "The Scotsman", "AP"),
        ([("byline", "By Jane Doe | The Globe and Mail | 29 September 2017")], "The Globe and Mail", None),
        ([("byline", "By Jane Doe, PA | 4 April 2016")], "PA", "PA"),
    ],
)
def test_outlets_agencies_and_pictures_are_told_apart(
    rows: list[tuple[str, str]], source: str | None, agency: str | None
) -> None:
    """A picture's owner published nothing; an outlet goes before the agency beside it; `and` may be part of a name."""
    clip = clippings(HEADLINE, *rows, ("body", PROSE))[0]
    assert (clip.source and clip.source.name, clip.agency) == (source, agency)


@pytest.mark.parametrize(
    ("line", "published"),
    [("http://www.example.com/2014/03/13/roofs.html", None), ("The Scotsman, 13 March 2014", dt.date(2014, 3, 13))],
)
def test_a_date_in_a_link_is_not_stated(line: str, published: dt.date | None) -> None:
    """An address may hold any day; what a credit says in words counts."""
    assert clippings(HEADLINE, ("source", line), ("body", PROSE))[0].published == published


@pytest.mark.parametrize(
    ("rows", "standfirst"),
    [
        (
            ["Owners wait for roofers, and insurers for the bills"],
            "Owners wait for roofers, and insurers for the bills",
        ),
        (["Owners wait for roofers", "A roof lies on Mill Lane on Monday morning."], "Owners wait for roofers"),
        (
            ["Weather", "Owners wait for roofers, and insurers for the bills"],
            "Owners wait for roofers, and insurers for the bills",
        ),
        (["Weather"], None),
        (["Northfield News Service"], None),
    ],
)
def test_a_standfirst_is_one_paragraph_of_four_words_or_more(rows: list[str], standfirst: str | None) -> None:
    """A label is none, and what stands below a blank row is a caption or the text."""
    (clipping,) = clippings(HEADLINE, *(("standfirst", row) for row in rows), ("body", PROSE))
    assert clipping.standfirst == standfirst


def test_every_field_has_its_place_in_the_table() -> None:
    """A value is looked for where the tables say; the text and what is made of it is all of the paragraphs."""
    of_the_text = {"paragraphs", "text", "language", "quotes", "corrections", "duplicates", "truncated"}
    of_the_clipping = {"confidence", "spans", "id", "published_at"}  # the time stands with the date
    fields = [field for field, _ in FIELDS]

    assert {*fields, *of_the_text, *of_the_clipping} == {one.name for one in attrs.fields(Clipping)}
    assert {field for field, _ in LENT} <= set(fields)
    assert all(place.__doc__ for _, places in (*FIELDS, *LENT) for place in places)


def test_the_documentation_has_the_same_table() -> None:
    """`docs/how-it-decides.md` names the places of each field in the order in which they are trusted."""
    lent = dict(LENT)
    rows = [f"| {field} | {_named(places)} | {_named(lent.get(field, ()))} |" for field, places in FIELDS]
    page = Path(__file__).parent.parent / "docs" / "how-it-decides.md"

    assert [row for row in rows if row not in page.read_text(encoding="utf-8").splitlines()] == []


def _named(places: tuple[Callable[..., object], ...]) -> str:
    return ", then ".join(place.__name__.replace("_", " ") for place in places)


@pytest.mark.parametrize(
    ("line", "source", "published"),
    [
        ("Yahoo! News - Roofs fall in the wind", "Yahoo! News", None),
        ("The Guardian > Travel > Roofs fall in the wind", "The Guardian", None),
        ("The Seattle Times: Nation & World: Roofs fall in the wind", "The Seattle Times", None),
        ('CNN.com - Roofs fall in the wind : "Roofs fell', "CNN.com", None),
        ("Roofs fall in the wind (courtesy MSNBC.com) And more to come!", "MSNBC.com", None),
        ("BREAKING NEWS: Roofs fall in the wind", None, None),
        ("2. Roofs fall in the wind", None, None),
        ("<> Roofs fall in the wind", None, None),
        ("Roofs fall in the wind 2 hours, 13 minutes ago", None, None),
        ("April 22, 2004 Roofs fall in the wind", None, dt.date(2004, 4, 22)),
    ],
)
def test_a_sites_frame_is_no_part_of_a_headline(line: str, source: str | None, published: dt.date | None) -> None:
    """Its name and sections, an alarm, a number, the day before, and what stands behind; outlet and day are kept."""
    (clip,) = clippings(("headline", line), ("body", PROSE))

    assert clip.headline == "Roofs fall in the wind"
    assert (clip.source and clip.source.name, clip.published) == (source, published)


@pytest.mark.parametrize(
    "line",
    ["Lee: Roofs fall in the wind", "Time: It flies again and again", "Roofs fall : so what", "2004 in pictures"],
)
def test_a_headline_keeps_its_own_colon_and_figures(line: str) -> None:
    """Whoever speaks, and a word that is also a paper's name, are part of it."""
    (clip,) = clippings(("headline", line), ("body", PROSE))

    assert clip.headline == line


def test_a_headline_said_twice_counts_once() -> None:
    """Sites print it above the credits and again below them."""
    (clip,) = clippings(HEADLINE, ("dateline", "May 3, 2004"), HEADLINE, ("body", PROSE))

    assert clip.headline == "Roofs fall in the wind"
    assert len(clip.spans["headline"]) == 1


@pytest.mark.parametrize(
    ("line", "headline", "standfirst"),
    [
        (
            "Roofs fall in strong winds Families told to leave the coast",
            "Roofs fall in strong winds",
            "Families told to leave the coast",
        ),
        (
            "Take the Roof, Save the House The council's repairs have begun after months of waiting for the wind.",
            "Take the Roof, Save the House",
            "The council's repairs have begun after months of waiting for the wind.",
        ),
        ("Roofs fall as Hopkins calls for calm again", "Roofs fall as Hopkins calls for calm again", None),
        ("Roofs fall in strong winds", "Roofs fall in strong winds", None),
    ],
)
def test_a_summary_may_be_glued_to_the_headline(line: str, headline: str, standfirst: str | None) -> None:
    """A word with a capital that the text has in small letters begins it, or the sentence behind a title does."""
    (clip,) = clippings(("headline", line), ("body", f"{PROSE} Most families had left by then."))

    assert (clip.headline, clip.standfirst) == (headline, standfirst)


def test_a_summary_is_read_without_its_credits() -> None:
    """Names, agency and date behind it go to their own fields."""
    line = "Council blames the wind for it all By Ann Lee, Associated Press Writer, 11/28/2003"
    (clip,) = clippings(HEADLINE, ("standfirst", line), ("body", PROSE))

    assert clip.standfirst == "Council blames the wind for it all"
    assert [one.name for one in clip.byline.authors] == ["Ann Lee"] if clip.byline else False
    assert (clip.agency, clip.published) == ("AP", dt.date(2003, 11, 28))


@pytest.mark.parametrize(
    ("body", "headline"),
    [
        (f'Roofs fall in the wind : "{PROSE}"', "Roofs fall in the wind"),
        (f'Yahoo! News - Roofs fall in the wind : "{PROSE}"', "Roofs fall in the wind"),
        (f'Publishers Weekly : "{PROSE}"', None),
        (f'The council said: "{PROSE}"', None),
    ],
)
def test_a_title_stands_before_what_was_marked_on_its_page(body: str, headline: str | None) -> None:
    """A button of Blogger's wrote the page's title, a blank, a colon and the quotation."""
    (clip,) = clippings(("body", body))

    assert clip.headline == headline


def test_a_credit_line_may_hold_the_headline() -> None:
    """The browser's title below the text, when no headline stands above it."""
    (clip,) = clippings(("body", PROSE), ("source", "Yahoo! News - Roofs fall in the strong wind"))

    assert (clip.headline, clip.source and clip.source.name) == ("Roofs fall in the strong wind", "Yahoo! News")


def test_the_bloggers_title_is_no_headline() -> None:
    """Where the blogger speaks first, the post's title is the blogger's; a post that is the article lends it."""
    title = "post_title", "A wet week"
    (lent,) = clippings(title, ("body", PROSE))
    (own,) = clippings(title, ("commentary", "I saw this today."), ("body", PROSE))

    assert (lent.headline, own.headline) == ("A wet week", None)


@pytest.mark.parametrize(
    ("remark", "source", "agency"),
    [
        ("I found this in the Chicago Tribune. Read it and weep.", "Chicago Tribune", None),
        ("As an AP story tells it", "AP", "AP"),
        ("Somebody at the Herald of Nowhere would know.", None, None),
        ("The Chicago Tribune is my paper. I read it. I like it. It rained. It is wet.", None, None),
    ],
)
def test_the_last_sentences_above_may_name_the_outlet(remark: str, source: str | None, agency: str | None) -> None:
    """One that is known, of an article that credits nobody else."""
    (clip,) = clippings(("commentary", remark), ("body", PROSE))

    assert (clip.source and clip.source.name, clip.agency) == (source, agency)


@pytest.mark.parametrize(
    ("body", "place", "source", "agency"),
    [
        ("By Ann Lee, special for USA TODAY BOSTON - ", "BOSTON", "USA TODAY", None),
        ("By ANN LEE alee@example.com BOSTON -- ", "BOSTON", None, None),
        ("By Associated Press December 6, 2002, 2:37 PM EST BOSTON -- ", "BOSTON", "Associated Press", "AP"),
    ],
)
def test_credits_may_run_into_the_text(body: str, place: str, source: str | None, agency: str | None) -> None:
    """Outlet, address, day and time between the names and the town."""
    (clip,) = clippings(("body", body + PROSE))

    assert clip.dateline is not None
    assert (clip.dateline.place, clip.source and clip.source.name, clip.agency) == (place, source, agency)


@pytest.mark.parametrize(
    ("rows", "author"),
    [
        ([("commentary", "It rained all day."), ("furniture", "- Hal")], "Hal"),
        ([("commentary", "It rained all day."), ("furniture", "Love,"), ("furniture", "Ann")], "Ann"),
        ([("commentary", "It rained all day. More soon."), ("commentary", "jane")], "jane"),
        ([("commentary", "It rained all day."), ("furniture", "Copyright 2004 by Ann Stone")], "Ann Stone"),
        ([("commentary", "It rained all day."), ("furniture", "- Reuters")], None),
        ([("commentary", "It rained all day."), ("furniture", "Home"), ("furniture", "Archive")], None),
        ([("post_byline", "Posted by Bo at 11:02"), ("commentary", "It rained."), ("furniture", "- Hal")], "Bo"),
        # a name that nobody knows signs below a farewell alone
        ([("commentary", "It rained all day."), ("commentary", "Love,"), ("commentary", "Xorban")], "Xorban"),
        ([("commentary", "It rained all day."), ("commentary", "Rain"), ("commentary", "Xorban")], None),
        # the words of a clipping that ends the post may be its own claim, but for a person's
        ([("commentary", "It rained."), ("body", PROSE), ("source", "Copyright 2004 by Serenity")], None),
        ([("commentary", "It rained."), ("body", PROSE), ("source", "Copyright 2004 by Ann Stone")], "Ann Stone"),
        ([("commentary", "It rained."), ("furniture", "Copyright 2004 by Serenity")], "Serenity"),
    ],
)
def test_a_poster_may_sign_below_the_post(rows: list[tuple[str, str]], author: str | None) -> None:
    """With one name or initials, below his or her own words; a line that says who posted it comes first."""
    page = Page.of("\n\n".join(text for _, text in rows))
    lines = [
        Line(one.span, Role(role), 0 if Role(role).of_clipping else None, 1.0)
        for one, (role, _) in zip(page.lines, rows, strict=True)
    ]

    openings = [1.0 for _ in {line.clipping for line in lines} - {None}]

    assert assemble(page, lines, openings, Lexicon.default()).author == author


def test_a_text_may_be_signed_on_its_last_line() -> None:
    """Behind its last stop; the words stand there."""
    (clip,) = clippings(("body", f"{PROSE} By Ann Lee"))

    assert [one.name for one in clip.byline.authors] == ["Ann Lee"] if clip.byline else False
