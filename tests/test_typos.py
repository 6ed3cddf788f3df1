"""Damage by copying is mended; what merely looks like it is left alone."""

from __future__ import annotations

from random import Random

import pytest

from clipparse.lexicon import Lexicon
from clipparse.model import Clipping, Correction, FrozenSpans, Paragraph
from clipparse.page import Page, Span
from clipparse.roles import Role
from clipparse.tidy import TIDIERS, tidy
from hurting import HURTS, SENTENCES

# What makes a clipping English enough for the menders that know English only.
ENGLISH = "The talks of the two sides went on for hours, and nothing came of them."


def clipping(raw: str) -> Clipping:
    """One paragraph of all lines of `raw`, quoting marks left out."""
    spans = tuple(line.content_span for line in Page.of(raw).lines)
    return Clipping(paragraphs=(Paragraph("", Role.BODY, spans),), text=f"{raw} {ENGLISH}")


def tidied(raw: str) -> Clipping:
    return tidy(raw, (clipping(raw),), Lexicon.default())[0]


def mended(raw: str) -> str:
    return tidied(raw).paragraphs[0].text


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        # an editor's second thought, glued to the first
        ("Seven had minor injuryinjuries.", "Seven had minor injuries."),
        ("The roofs were repairrepaired.", "The roofs were repaired."),
        ("They are stayingstay at home.", "They are stay at home."),
        ("The mayor contincontinues to hope.", "The mayor continues to hope."),
        ("The Councilcouncil met.", "The council met."),
        ("The schools waswere shut.", "The schools were shut."),
        ("The governmentment fell.", "The government fell."),
        ("They apologiapologised to the harbharbour.", "They apologised to the harbour."),
        (
            "They saysaid that it runran and that the manmen of the citycities tooktaken it",
            "They said that it ran and that the men of the cities taken it",
        ),
        # a word twice
        ("Seven of the the roofs", "Seven of the roofs"),
        ("The the roofs", "The roofs"),
        ("a crack in\nin the wall of\nof the school", "a crack in the wall of the school"),
        ("They came by by boat", "They came by boat"),
        ("The The roofs", "The roofs"),
        ("She said that that the wind was was strong", "She said that the wind was strong"),
        ("It was blown down by the wind, and it it fell", "It was blown down by the wind, and it fell"),
        ("It was held up up by beams, with a flag on on the roof", "It was held up by beams, with a flag on the roof"),
        ('He said, "We have a car car park."', 'He said, "We have a car park."'),
        ("the school of of of the harbour", "the school of the harbour"),
        ("a new building building in town", "a new building in town"),
        ('He said, "It is the the wind."', 'He said, "It is the wind."'),
        ("They were hurt in in a hut, due to to open", "They were hurt in a hut, due to open"),
        ("It waited for rain from from the coast", "It waited for rain from the coast"),
        ("She said this this town was small", "She said this town was small"),
        ("There was was an excellent report", "There was an excellent report"),
        ("She gave it it a push, as this is is simply late", "She gave it a push, as this is simply late"),
        ("The first first talks and a more more costly plan", "The first talks and a more costly plan"),
        ("one one of the mayor’s widely widely read books", "one of the mayor’s widely read books"),
        ("in front of of her her house, and is now now a school", "in front of her house, and is now a school"),
        (
            "They agreed to to attend and care for for her; they rely on on this",
            "They agreed to attend and care for her; they rely on this",
        ),
        (
            "on top of what what is promised, all around around the world",
            "on top of what is promised, all around the world",
        ),
        ("killed in one one case; they do do not know", "killed in one case; they do not know"),
        ("They chew it it. It will decide her her future.", "They chew it. It will decide her future."),
        ("such such a storm among the the many of us us", "such a storm among the many of us"),
        ("the roof they took over over the the summer", "the roof they took over over the summer"),
        # characters gone wrong
        ("It&#8217;s Ann &amp; Bob&nbsp;Stone", "It’s Ann & Bob Stone"),
        ("&amp;quot;No&amp;quot;", '"No"'),
        ("&copy 1996 Harbour Gazette", "© 1996 Harbour Gazette"),
        ("the cafÃ©â€™s owner", "the café’s owner"),
        ("com\xadmit\xadtee", "committee"),
        ("har\u200bbour \u200bmaster", "harbour master"),
        ("the\u200bwall\u200b", "the wall"),
        ("\x93No\x94", "“No”"),
        ("the ÒnewÓ roof was Ôgood enoughÕ, he said", "the “new” roof was ‘good enough’, he said"),
        ("the party‚Äôs ‚Äúnew‚Äù roof", "the party’s “new” roof"),
        ("They don?t know, it\ufffds late, in the townÕs hall", "They don’t know, it’s late, in the town’s hall"),
        # mails
        ("It=E2=80=99s late=20\nin the day", "It’s late in the day"),
        ("in the caf=E9", "in the café"),
        ("It=92s =93new=94 =96 and it costs =A35=C2=A0more=2E", "It’s “new” – and it costs £5 more."),
        (
            "The council said that repairs would begin as soon as the wind had go=\nne down",
            "The council said that repairs would begin as soon as the wind had gone down",
        ),
        (
            "The council said that repairs would begin as soon as the wind on the coast=\n had gone down=20=\nat last",
            "The council said that repairs would begin as soon as the wind on the coast had gone down at last",
        ),
        ("It was the party=E2=\n=80=99s", "It was the party’s"),
        # a word over the end of a line
        ("> by tele-\n> phone", "by telephone"),
        ("a govern-\nment plan", "a government plan"),
        ("non- proliferation", "non-proliferation"),
        ("the woolen industr y, then", "the woolen industry, then"),
        # a space lost
        ("some-\none with-\nout a land-\nlord", "someone without a landlord"),
        ("the wind.The schools", "the wind. The schools"),
        ("in Harbour City.It was", "in Harbour City. It was"),
        ("the roofs!”The mayor", "the roofs!” The mayor"),
        ("of the wind.“We saw it,” she said", "of the wind. “We saw it,” she said"),
        ("St.Mary and Mt.Morris", "St. Mary and Mt. Morris"),
        ("(from the start).Hence the", "(from the start). Hence the"),
        ("Mr.Stone said", "Mr. Stone said"),
        ("of the F.B.I.In March", "of the F.B.I. In March"),
        ('He said,"No,"and left', 'He said, "No," and left'),
        ("the wind,also the rain", "the wind, also the rain"),
        ("since they fell.CNN had said so", "since they fell. CNN had said so"),
        ("on the coast.Mr Stone left at 5 p.m.The rain", "on the coast. Mr Stone left at 5 p.m. The rain"),
        ("a quiet sea.McCain-style talk", "a quiet sea. McCain-style talk"),
        ("of the plan.Li Stone and", "of the plan. Li Stone and"),
        ("in all of Norway.Kathrada gave", "in all of Norway. Kathrada gave"),
        ("at the Festival.Interestingly, it rained", "at the Festival. Interestingly, it rained"),
        # by the marks before it, not by their number: the first is an inch
        ('a 5" pipe. He said "no."The mayor', 'a 5" pipe. He said "no." The mayor'),
        ('said Orme."We have', 'said Orme. "We have'),
    ],
)
def test_damage_is_mended(written: str, meant: str) -> None:
    """What a copy editor would bet on."""
    assert mended(written) == meant


@pytest.mark.parametrize(
    "right",
    [
        "All that he had had was that that man wanted it.",
        "What it is is a storm, and they moved in in May.",
        "No, no, no: it was a very very long long night.",
        "He moved in in May, and she carried on on foot; it grew in in vitro tests.",
        "What he has has been lost; the only thing she knows is is in the book; that that is is.",
        "When I wrote it it looked right, and once out there there was no way back.",
        "The first first lady climbed up up the stairs, down down down, and gave her her coat.",
        "It rained and rained on Rhode Island island ferries of of-the-moment style.",
        "a take-\nover of long-\nterm plans on-\ngoing",
        "Duran Duran and Sirhan Sirhan met in Walla Walla.",
        "Tian Yuanyuan and Yin Pingping were at the Lit.Cologne festival, and so was Mail.Ru Group.",
        "The means they resorted to to win, and what they had asked for for years, were made fun of of late.",
        "They were getting by by working; it was taken on on the coast, and taken over over the summer.",
        "When is theft theft, and why are rules rules? He rubbed and rubbed rubbed it: sorry sorry!",
        "Those who feel like that that it is over, and of it it is said that in a year like this this one fell.",
        "There is no there there. She gave her her coat. I told you you were late. The first first minister.",
        "It was first resorted to to a limited extent, and is the dearest town to live in in the west.",
        "They told her her coat was late. When they saw this this was why. What they do do is this.",
        "A boring boring day, early early, and truly truly late; this one one of them saw. Not now now.",
        "in Cill Chiar\ufffdin in the west and the NATO troops",
        'She said, "It was found found, I tell you you are late."',
        "The chiffchaff and the caracara sang in the couscous.",
        "See Amazon.Com, example.com, www.example.com/The.Storm or Index.Html.",
        "Write to ann.Lee@example.org or http://example.org/?a=1&copy=2&b=%20.",
        "The U.S.Army and J.R.R.Tolkien, z.B. and e.g. this, at 3.30p.m. on No.10.",
        "He waited ... and then...Nothing came.",
        "A man at AT&T; at AT&T they say so.",
        "AT&T, P&G and R&D; fish & chips.",
        "Is this it? s was his answer. Why? The wind.",
        "The long- and short-term plans, pre- and post-war.",
        "a long--\nvery long--night",
        "x=20 and y=3 and E=MC2, and a total =96 or =A3",
        "Ò and Ó are letters, and so is Ô; Ólafur and Òscar said so.",
        "=" * 66 + "\nThe storm\n" + "=-" * 33 + "=\nThe end =E9oM",
        "Änderung für Ärzte, à la carte, Ångström, naïve, São Tomé",
        "NYSE:UIS and 1,234,567 and 2,3-dimethyl",
        "It cost £3m, and l’herbicide d’en face.",
        "What ? You said (he asked) ? A lot. Where is it ? and why?",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 \U0001f469\u200d\U0001f467",
    ],
)
def test_what_is_right_stays(right: str) -> None:
    """Names, links, numbers, emphasis, other languages."""
    assert tidied(right).corrections == ()


@pytest.mark.parametrize(
    ("raw", "mended"),
    [
        ("HOLM (AP) ? A ferry sank.", "HOLM (AP) – A ferry sank."),
        ("It sank \ufffd nobody was hurt \ufffd on Tuesday.", "It sank – nobody was hurt – on Tuesday."),
        ("Four \ufffd 2003 was the year \ufffd came.", "Four – 2003 was the year – came."),
        ("Copyright \ufffd 2003 The Herald. \ufffd 2004 Ann Lee", "Copyright © 2003 The Herald. © 2004 Ann Lee"),
        ("He said \ufffdno\ufffd to it.", "He said \ufffdno\ufffd to it."),  # single marks or double ones?
    ],
)
def test_a_lost_mark_comes_back_where_only_one_can_have_stood(raw: str, mended: str) -> None:
    """A dash between blanks, `©` before a year."""
    assert tidied(raw).text == mended


def test_other_languages_double_other_words() -> None:
    """`die die` is right German; only English is mended by English rules."""
    raw = "Es gibt Verlage, die die Bücher drucken, und wer der der Leser ist, and and weiß niemand."
    made = Clipping(paragraphs=(Paragraph("", Role.BODY, (Span(0, len(raw)),)),), text=raw, language="de")

    assert tidy(raw, (made,), Lexicon.default())[0].corrections == ()


def test_a_compound_keeps_its_hyphen_at_the_end_of_a_line() -> None:
    """`long-` and `term` are one word again; nothing but white space changes, so nothing is listed."""
    tidy_one = tidied("a long-\nterm plan")

    assert (tidy_one.paragraphs[0].text, tidy_one.corrections) == ("a long-term plan", ())


def test_a_correction_tells_the_whole_words() -> None:
    """As written and as they read now, the place in the raw text, and the kind of damage."""
    raw = "He said “(it&#8217;s the the wind)”.The schools shut."

    assert tidied(raw).corrections == (
        Correction("entity", "it&#8217;s", "it’s", Span(10, 20)),
        Correction("doubled word", "the the", "the", Span(21, 28)),
        Correction("lost space", "wind)”.The", "wind)”. The", Span(29, 39)),
    )


def test_without_the_tidier_nothing_is_mended() -> None:
    """Each tidier can be left out."""
    raw = "Seven of the the roofs"
    others = tuple(pair for pair in TIDIERS if pair[0] != "typos")

    assert tidy(raw, (clipping(raw),), Lexicon.default(), others)[0].paragraphs[0].text == raw


def measured(kind: str) -> tuple[float, float]:
    """Of sentences hurt in this way, the share that is whole again; and of the corrections, the right ones."""
    random = Random(5)
    whole = hurt = right = made = 0
    for number, sentence in enumerate(SENTENCES * 2):
        if kind == "lost space":
            sentence = f"{sentence} {SENTENCES[number % len(SENTENCES) - 7]}"
        if kind == "mojibake" and sentence.isascii():
            sentence = f"“{sentence}” – Zoë"
        if (raw := HURTS[kind](random, sentence)) is None or hurt == 200:
            continue
        (mended,) = tidy(raw, (clipping(raw),), Lexicon.default())
        is_whole = mended.paragraphs[0].text == sentence
        hurt, whole = hurt + 1, whole + is_whole
        made, right = made + len(mended.corrections), right + len(mended.corrections) * is_whole
    return whole / hurt, right / made if made else 1.0


@pytest.mark.parametrize("kind", HURTS)
def test_two_hundred_sentences_hurt_in_one_way(kind: str) -> None:
    """Nearly all are whole again, and nearly nothing is made of them that was not there."""
    recall, precision = measured(kind)

    assert recall >= (0.85 if kind == "glued revision" else 0.95)
    assert precision >= 0.99


def test_sentences_that_are_not_hurt_stay() -> None:
    """Not one correction in all of them."""
    raw = "\n\n".join(SENTENCES)
    spans = tuple(line.content_span for line in Page.of(raw).lines if line.content)
    made = Clipping(paragraphs=tuple(Paragraph("", Role.BODY, (span,)) for span in spans), text=raw)

    assert tidy(raw, (made,), Lexicon.default())[0].corrections == ()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("We met at&rsquos noon", "We met at’s noon"),
        ("the end.&nbspThe rest", "the end. The rest"),
        ("the end.nbsp;The rest", "the end. The rest"),
        ("the com&shy;mittee of", "the committee of"),
        ("the com\xad mittee of", "the committee of"),
        ("the red\xad scarves of", "the red scarves of"),
        ("the com¬mittee of", "the committee of"),
        ("in the caf\ufffd of", "in the café of"),
        ("in the caf\ufffd\ufffd's of", "in the café's of"),
        ("the of\ufffdcers of the", "the officers of the"),
        ("the \ufffdrst of the", "the first of the"),
        ("a club ofHomo sapiens", "a club of Homo sapiens"),
        ("it ended yesterdayThe mayor left", "it ended yesterday The mayor left"),
        ("T he mayor of the town", "The mayor of the town"),
        ("EATTLE (AP) — The mayor", "SEATTLE (AP) — The mayor"),
        ("they runrunning and stopstopped it", "they running and stopped it"),
        ("moved in April.Then it was", "moved in April. Then it was"),
    ],
)
def test_more_damage_is_mended(written: str, meant: str) -> None:
    """What is left of entities and soft hyphens, letters, capitals and line breaks that were lost."""
    assert mended(written) == meant


@pytest.mark.parametrize(
    "text",
    [
        "They danced the can can, and the band played on.",
        "The rule was at it, at at first.",
        "The fans went out out of the ground.",
        "The variant Vorm.AT and its like are known to all.",
        "She spoke at Research!America's forum of the plan.",
        "He flew with easyJet and eBay of the like.",
        "The i.Con of the makers is new.",
        "A long time ago the mayor left, and E coli was found.",
        'Titled "\ufffdSt Petersburg" and VVD"\ufffdled by the mayor of the town.',
        "X marks the spot where the mayor stood.",
        'They "?would"nt say."He left the room of the mayor.',
    ],
)
def test_what_is_meant_stays(text: str) -> None:
    """Names of dances, brands and viruses, words that are listed, marks that other marks were turned into."""
    assert mended(text) == text


def test_headlines_are_mended() -> None:
    """With a correction that says where; tidied again it is the same, and the raw text has the damage still."""
    raw = "Storm tears the the roofs &amp; walls\n\nThe mayor of the town left it to the others."
    body = Paragraph("", Role.BODY, (Span(39, len(raw)),))
    head = Clipping(
        headline=raw[:37], paragraphs=(body,), text="", language="en", spans=FrozenSpans({"headline": (Span(0, 37),)})
    )
    (once,) = tidy(raw, (head,), Lexicon.default())

    assert once.headline == "Storm tears the roofs & walls"
    assert [one.before for one in once.corrections] == ["the the", "&amp;"]
    assert tidy(raw, (once,), Lexicon.default()) == (once,)
