"""The blogger's own words: in the first person, to the reader, about the article."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise

from clipparse import lazy
from clipparse.clue import Clue, Sighting
from clipparse.facts.prose import Prose, prose_of
from clipparse.gate import gated
from clipparse.language import mentions, opens_with
from clipparse.lexicon import Lexicon
from clipparse.page import Block, Page
from clipparse.roles import Role

_clue = partial(Clue, "commentary")

FIRST_PERSON = _clue(Role.COMMENTARY, 1.2, "speaks as I")
FIRST_PERSON_OFTEN = _clue(Role.COMMENTARY, 1.0, "speaks as I again and again")
WE = _clue(Role.COMMENTARY, 0.4, "speaks as we")
YOU = _clue(Role.COMMENTARY, 0.6, "speaks to the reader")
I_IN_QUOTES = _clue(Role.BODY, 0.6, "I or we, but only within quotation marks")
ABOUT_THE_ARTICLE = _clue(Role.COMMENTARY, 1.5, "speaks of the article as an article")
LOOK_HERE = _clue(Role.COMMENTARY, 1.2, "presents what follows")
TALK = _clue(Role.COMMENTARY, 1.0, "talks as one talks to friends")
EMOTICON = _clue(Role.COMMENTARY, 1.5, "a smiley, or several marks of exclamation")
BRACKETED = _clue(Role.COMMENTARY, 0.8, "wholly in brackets")
BRACES = _clue(Role.COMMENTARY, 2.0, "wholly in curly or double brackets")
PASSED_ON = _clue(Role.COMMENTARY, 1.5, "tells how the text was received or passed on")
LABELLED = _clue(Role.COMMENTARY, 2.5, "labelled as a comment or an update")
COPYIST = _clue(Role.COMMENTARY, 2.5, "a note of the one who copied the text, as its label says")
POINTS_BELOW = _clue(Role.COMMENTARY, 1.5, "says what stands below")
ASIDE = _clue(Role.COMMENTARY, 2.2, "a few words in brackets, without a name or a figure")
INTRODUCES = _clue(Role.COMMENTARY, 1.0, "a sentence that ends with a colon")
SIGNED = _clue(Role.FURNITURE, 1.0, "a greeting or a sign-off")
ANSWER = _clue(Role.COMMENTARY, 0.8, "a short remark of one sentence")
LINK_INSIDE = _clue(Role.COMMENTARY, 0.5, "a link inside a sentence")

# The manner in which people write when nobody edits them.
CHATS = _clue(Role.COMMENTARY, 2.0, "writes as people chat: a small i, missing apostrophes, laughter, stretched words")
TRAILS = _clue(Role.COMMENTARY, 1.5, "thoughts strung together with dots")
SWEARS = _clue(Role.COMMENTARY, 1.5, "swears")
SHORT_FORMS = _clue(Role.COMMENTARY, 0.8, "short forms like don't and it's, outside quotation marks")
ASKS = _clue(Role.COMMENTARY, 0.4, "asks a question, outside quotation marks")
REPORTS = _clue(Role.BODY, 0.5, "somebody is said to speak, or officials are named")
HARD_SPACES = _clue(Role.COMMENTARY, 1.0, "hard spaces between words or sentences, as a blog's editor leaves them")
SAYINGS = _clue(Role.COMMENTARY, 2.5, "one of several sayings, each in quotation marks with a name behind it")

# Whose turn it is, told from afar: sentences are broken at links, and plain paragraphs say nothing of their speaker.
TALKS_ABOVE = _clue(Role.COMMENTARY, 0.8, "the nearest voice above it talks")
REPORTS_ABOVE = _clue(Role.BODY, 0.8, "the nearest voice above it reports")
PRESENTED = _clue(Role.BODY, 0.5, "nobody has spoken since the colon above it")
ANNOUNCED = _clue(Role.BODY, 1.0, "directly below words that announce what an article or a person says")
TALKS_BELOW = _clue(Role.COMMENTARY, 0.8, "the nearest voice below it talks")
REPORTS_BELOW = _clue(Role.BODY, 0.8, "the nearest voice below it reports")
COLON_BELOW = _clue(Role.COMMENTARY, 0.4, "the next that says anything of its speaker ends with a colon")
LONE_TALK = _clue(Role.BODY, 0.8, "talks, with reports above and below")
LONE_REPORT = _clue(Role.COMMENTARY, 0.5, "reports, with talk above and below")

# The page as a whole, said of every line of it, the shortest too.
NOBODY_TALKS = _clue(Role.BODY, 0.8, "nobody talks on the whole page")
HARDLY_TALKS = _clue(Role.BODY, 0.3, "at most one paragraph in ten talks")
HALF_TALKS = _clue(Role.COMMENTARY, 0.5, "up to half of the paragraphs talk")
MOST_TALKS = _clue(Role.COMMENTARY, 1.0, "more than half of the paragraphs talk")
ALL_TALKS = _clue(Role.COMMENTARY, 1.5, "nearly all paragraphs talk")
NOBODY_REPORTS = _clue(Role.COMMENTARY, 0.8, "nothing is reported on the whole page")
HARDLY_REPORTS = _clue(Role.COMMENTARY, 0.3, "at most one paragraph in seven reports")
HALF_REPORTS = _clue(Role.BODY, 0.3, "up to two paragraphs in five report")
MOST_REPORTS = _clue(Role.BODY, 0.8, "more than two paragraphs in five report")
# up to a quarter of talk is what a page usually has, and says nothing
_TALK_SHARES = (
    (0.0, NOBODY_TALKS),
    (0.1, HARDLY_TALKS),
    (0.25, None),
    (0.5, HALF_TALKS),
    (0.75, MOST_TALKS),
    (1.0, ALL_TALKS),
)
_REPORT_SHARES = ((0.0, NOBODY_REPORTS), (0.15, HARDLY_REPORTS), (0.4, HALF_REPORTS), (1.0, MOST_REPORTS))

_ARTICLE = gated(
    lazy.compile(
        r"\b(?:this|the|an?|following|above|below|that|interesting|same|attached|whole|full|entire|great|good|excellent"
        r"|recent)"
        r" (?:\w+ ){0,2}?(?:article|story|piece|report|post|posting|column|op-?ed|editorial|interview|blog|excerpts?"
        r"|quote"
        r"|quotation"
        r"|clipping|item|link|thread|message|essay|headline|author|reporter|journalist|writer)s?\b",
    ),
    "article articles author authors blog blogs clipping clippings column columns editorial editorials essay "
    "essays excerpt excerpts excerptss headline headlines interview interviews item items journalist journalists "
    "link links message messages op oped opeds piece pieces post posting postings posts quotation quotations quote "
    "quotes report reporter reporters reports story storys thread threads writer writers",
)
_LOOK = gated(
    lazy.compile(
        r"\b(?:(?:and|but|so|now|then|meanwhile|anyway),? )?(?:here(?:'s|’s| is| are| it is)|check out|take a look"
        r"|see (?:below|also|the)|from (?:today|yesterday|this|last"
        r"|the)"
        r"|i thought|i found|i just|i saw|just (?:saw|read|found|got|came)|thought (?:you|this|some)|fyi|the following"
        r"|found (?:this|in|on|at)"
        r"|this (?:is|was|just|one|comes|appeared|came|from)|via |hat tip|h/t|more (?:on|from|about)|another"
        r"|read (?:this|it|the)|btw|note|excerpts?)\b",
        re.IGNORECASE,
    ),
    "here check take see from i thought just fyi the found this via hat h more another read btw note excerpt excerpts",
)
_TALK = gated(
    lazy.compile(
        r"\b(?:lol|btw|imho|imo|wow|yeah|yep|nope|gee|hey|ok|okay|oh|ugh|sigh|huh|well,|anyway|of course|obviously"
        r"|sadly|interestingly"
        r"|unfortunately|apparently|personally|frankly|seriously|damn|hell|crap|bullshit|stupid|idiots?|really\?"
        r"|guess what|no surprise"
        r"|go figure|thanks|thank you|sorry|please|hope|wonder|funny|ironic|sounds like|looks like|seems like"
        r"|don't forget"
        r"|stay tuned"
        r"|kudos|remember (?:this|that|when)|next time|ask yourself|make of (?:it|this|that)|believe (?:it|this)"
        r"|amazing|awesome|pretty much|a lot|stuff|thing is|anyone|anybody|some thoughts|my two cents)\b",
    ),
    "lol btw imho imo wow yeah yep nope gee hey ok okay oh ugh sigh huh well anyway course obviously sadly "
    "interestingly unfortunately apparently personally frankly seriously damn hell crap bullshit stupid idiot "
    "idiots really guess surprise figure thanks thank sorry please hope wonder funny ironic sounds looks seems "
    "forget tuned kudos remember time yourself make believe amazing awesome pretty lot stuff thing anyone anybody "
    "thoughts cents",
)
_HUMS = lazy.compile(r"\bhmm+\b")
_PASSED_ON = gated(
    lazy.compile(
        r"\b(?:received (?:this|it|the following)|(?:sent|given|forwarded|mailed|passed) (?:this |it |on )?to (?:me"
        r"|us)\b"
        r"|(?:sent|gave|mailed) (?:me|us) (?:this|the)|(?:am|i'm) (?:sending|posting|passing|forwarding)"
        r"|pass(?:ing)? (?:it|this) (?:along|on)\b|(?:re)?posted (?:here )?with(?:out)? permission"
        r"|typed (?:it )?(?:in|up)\b"
        r"|picked (?:this|it) up (?:from|in|on|off))",
    ),
    "received sent given forwarded mailed passed gave am m pass passing posted reposted typed picked",
)
_BELOW = gated(
    lazy.compile(
        r"\b(?:see below|as follows|(?:here|below) (?:is|are) (?:the|an?|some|what|how)|the following\b.{0,40}[:.]$"
        r"|(?:posted?|pasted?|quoted?|reproduced?|copied|reprinted) (?:it |them )?(?:below|here|in full)"
        r"|(?:article|story|piece|text|item|report)s? below|below (?:the|this) (?:cut|fold)"
        r"|here (?:it|they) (?:is|are|goes?)"
        r"|reads? on\b.{0,3}$|more (?:on|of|about) (?:this|that|it) (?:later|below|here|soon|tomorrow))",
    ),
    "below follows here following read reads more see poste posted paste pasted quote quoted reproduce reproduced "
    "copied reprinted article articles story storys piece pieces report reports text texts item items",
)
_NAMES_SOMETHING = lazy.compile(r"\d|(?<=[\w,] )[A-ZÀ-Þ]|[A-ZÀ-Þ]{2}|[@©/]")
# it begins with a mark, so that the search runs from mark to mark in C
_EMOTICON = lazy.compile(
    r"[:;!?<*(](?:(?<=[:;])-?[)(DPp](?!\w)|(?<=!)!|(?<=\?)[!?]|(?<=<)(?:g|grin)>|(?<=\*)sigh\*|(?<=\()sigh\))"
)
_LABEL = lazy.compile(
    r"[\[(*_ ]*(?:comments?|my comments?|update|updated?|note|editor's note|ed\.?|ed\. note|disclaimer|ps|p\.s\.|nb"
    r"|n\.b\.|my take"
    r"|fyi|me|reply|analysis|moderator)\b.{0,12}?:|\[[A-Z][\w ]{0,20}:",
    re.IGNORECASE,
)
_WHO = (
    r"(?:uploader|transcriber|typist|typer|poster|sysop|webmaster|blogger|translator|scanner|compiler|sender|moderator)"
)
_COPYIST = gated(
    lazy.compile(
        rf"[\[({{*_ ]{{0,4}}(?:(?:comments?|notes?) (?:from|by|of) (?:the |your )?{_WHO}|{_WHO}(?:'s|’s|s'"
        rf"|s’)? (?:comments?|notes?|remarks?))\b"
        rf"|.{{0,40}}\b{_WHO}(?:'s|’s)? (?:comments?|notes?) (?:are |is |appear )?in (?:square |curly )?(?:brackets"
        rf"|parenthes)",
        re.IGNORECASE,
    ),
    "uploader uploaders transcriber transcribers typist typists typer typers poster posters sysop sysops webmaster "
    "webmasters blogger bloggers translator translators scanner scanners compiler compilers sender senders "
    "moderator moderators",
)
_SIGNED = lazy.compile(
    r"(?:--?|–|—)?\s*(?:cheers|regards|best|sincerely|thanks|enjoy|peace|hi|hello|dear|greetings|folks|yours|later"
    r"|ciao|bye|best regards"
    r"|kind regards|take care|hi all|hi folks|hello all|thanks in advance|to all)[,.!]*\s*(?:\w+)?[,.!]*$",
    re.IGNORECASE,
)
_SMALL_I = lazy.compile(r"(?:^| )i(?:['’](?:m|ve|d|ll))? [a-z]")
_SMALL_IS = (" i ", " i'", " i’")
_STRETCHED = tuple(3 * letter for letter in "abcdefghjklmnopqrstuvyz")  # not www, not Roman figures
_STARRED = lazy.compile(r"(?<!\S)\*[a-z][a-z ']{1,30}\*(?!\w)")  # *sighs*
_DOTS = lazy.compile(r"\w ?\.{2,}\s?\w|\.{4}")
_SHORT_FORM = lazy.compile(
    r"['’](?:(?<=\wn.)t|(?<=\w.)(?:re|ve|ll|m)"
    r"|(?:(?<=\b(?:it|he).)|(?<=\b(?:she|let|who).)|(?<=\b(?:that|what|here).)|(?<=\bthere.))s"
    r"|(?:(?<=\bwe.)|(?<=\byou.)|(?<=\bthey.))d)\b"
)
_HARD_SPACE = lazy.compile(r"[.!?,]&nbsp;|&nbsp; ?\w")
_SAYING = lazy.compile(r"[\"“][^\"“”]{10,400}[\"”]\s?(?:[-–—~]{1,2}|by)\s?[A-Z][\w.' ,’-]{2,50}$")
_SAID = gated(
    lazy.compile(
        r"\b(?:said|says|told|asked|argued|insisted|warned|claimed|stated|explained|announced|acknowledged|noted"
        r"|according to|denied|replied|officials?|police|spokes(?:man|woman|person))\b"
    ),
    "said says told asked argued insisted warned claimed stated explained announced acknowledged noted according "
    "denied replied official officials police spokesman spokeswoman spokesperson",
)
# "The story goes on:", "From the transcript:", at the end of a line
_ANNOUNCES = lazy.compile(
    r"\b(?:articles?|stor(?:y|ies)|piece|column|report(?:s|ed)?|transcript|excerpts?|writes?|wrote|sa(?:ys|id)"
    r"|quot(?:es?|ed|ing)|editorial|interview|passages?|paragraphs?|statement|press release|according to|goes on"
    r"|continues?|concludes?|notes?|explains?|from|snippets?|highlights?|news)\b",
    re.IGNORECASE,
)
_URL = lazy.compile(r"https?://|www\.", re.IGNORECASE)


def observe(page: Page, lexicon: Lexicon) -> Iterator[Sighting]:
    """Say of every paragraph whether the blogger speaks in it."""
    voices: list[str] = []
    for block, prose in zip(page.blocks, prose_of(page, lexicon), strict=True):
        clues = list(_clues(block, prose, lexicon)) if len(block.text) >= 6 else []
        for clue in clues:
            yield block.first, clue
        voices.append(_voice_of({clue.why for clue in clues}))
    yield from _sayings(page)
    yield from _announced(page)
    yield from _turns(page, voices)


def _sayings(page: Page) -> Iterator[Sighting]:
    """A collection of sayings; one alone may be the pull quote of an article."""
    found = [block.first for block in page.blocks if block.text[:1] in '"“' and _SAYING.match(block.text)]
    if len(found) >= 3:
        yield from ((index, SAYINGS) for index in found)


def _announced(page: Page) -> Iterator[Sighting]:
    for above, block in pairwise(page.blocks):
        if above.text[-1:] == ":" and _ANNOUNCES.search(above.text[-160:]):
            yield block.first, ANNOUNCED


# What tells of its speaker alone, and what does so in company.
_TALKATIVE = frozenset(clue.why for clue in (FIRST_PERSON, CHATS, TRAILS, SWEARS, EMOTICON, LABELLED, PASSED_ON))
_LIVELY = frozenset(clue.why for clue in (SHORT_FORMS, YOU, TALK, HARD_SPACES, LOOK_HERE, ABOUT_THE_ARTICLE, ASKS))
_HEARD_LAST = {"talks": TALKS_ABOVE, "reports": REPORTS_ABOVE, "presents": PRESENTED}
_LONE = {("talks", "reports"): LONE_TALK, ("reports", "talks"): LONE_REPORT}
_HEARD_NEXT = {"talks": TALKS_BELOW, "reports": REPORTS_BELOW, "presents": COLON_BELOW}


def _voice_of(said: Collection[str]) -> str:
    """Whether a paragraph talks, reports or presents, by what its clues say."""
    if not _TALKATIVE.isdisjoint(said) or len(_LIVELY.intersection(said)) >= 2:
        return "talks"
    if REPORTS.why in said:
        return "reports"
    return "presents" if INTRODUCES.why in said else ""


def _turns(page: Page, voices: Sequence[str]) -> Iterator[Sighting]:
    """Who was heard last above a paragraph and who is heard next below, and how much is talked on the whole page."""
    closing = [
        "presents" if block.text[-1:] == ":" else voice for block, voice in zip(page.blocks, voices, strict=True)
    ]
    shares = ((_TALK_SHARES, "talks"), (_REPORT_SHARES, "reports"))
    whole = [clue for buckets, voice in shares if (clue := _bucket(buckets, voices.count(voice) / max(1, len(voices))))]
    above = _nearest(closing)
    below = reversed(list(_nearest(voices[::-1])))
    for block, voice, before, after in zip(page.blocks, voices, above, below, strict=True):
        for clue in whole:
            yield block.first, clue
        if before:
            yield block.first, _HEARD_LAST[before]
        if after:
            yield block.first, _HEARD_NEXT[after]
        if before == after and (lone := _LONE.get((voice, before))):
            yield block.first, lone


def _nearest(voices: Iterable[str]) -> Iterator[str]:
    """For each place, the last voice before it.

    >>> list(_nearest(["", "talks", "", "reports"]))
    ['', '', 'talks', 'talks']
    """
    last = ""
    for voice in voices:
        yield last
        last = voice or last


def _bucket(shares: Iterable[tuple[float, Clue | None]], share: float) -> Clue | None:
    return next(clue for most, clue in shares if share <= most)


def _clues(block: Block, prose: Prose, lexicon: Lexicon) -> Iterator[Clue]:
    text = prose.text
    yield from _voice(prose)
    if prose.language == "en":
        yield from _manner(prose)
        yield from _subject(prose, block.words)
    else:
        yield from _subject_in(prose, lexicon)
    yield from _marks(prose)
    if ":" in text and _LABEL.match(text):
        yield LABELLED
    if _COPYIST.match(text, block.words):
        yield COPYIST
    if text[0] in "[({" and text.rstrip(" .")[-1] in "])}":
        yield from _bracketed(text)
    if _PASSED_ON.search(prose.lower, block.words):
        yield PASSED_ON
    if len(text) <= 40 and _SIGNED.match(text):
        yield SIGNED


def _marks(prose: Prose) -> Iterator[Clue]:
    """What its marks, its end and its links tell."""
    text, outside = prose.text, prose.outside
    if _EMOTICON.search(outside):
        yield EMOTICON
    if ".." in outside and _DOTS.search(outside):
        yield TRAILS
    if "&nbsp;" in text and _HARD_SPACE.search(text):
        yield HARD_SPACES
    if "?" in outside:
        yield ASKS
    if len(text) > 25 and text[-1] == ":":
        yield INTRODUCES
    if 15 < len(text) < 110 and text[-1] in ".!?" and text.count(" ") > 2:
        yield ANSWER
    if ("://" in text or "w." in text.lower()) and (found := _URL.search(text)) and found.start() > 25:
        yield LINK_INSIDE


def _bracketed(text: str) -> Iterator[Clue]:
    yield BRACKETED
    if text[0] == "{" or text[:2] in ("[[", "(("):
        yield BRACES
    if len(text) <= 110 and not _NAMES_SOMETHING.search(text):
        yield ASIDE


def _voice(prose: Prose) -> Iterator[Clue]:
    """Who speaks, in any language, by its words alone."""
    counts = prose.counts
    if counts["self"]:
        yield FIRST_PERSON
        if counts["self"] >= 3:
            yield FIRST_PERSON_OFTEN
    elif prose.quotes and (prose.counts_with_quoted["self"] or prose.counts_with_quoted["we"]):
        yield I_IN_QUOTES
    if counts["we"]:
        yield WE
    if counts["you"]:
        yield YOU


def _subject(prose: Prose, words: frozenset[str]) -> Iterator[Clue]:
    """What it speaks of, in English: what somebody says, the article, what stands below, how one talks to friends."""
    lower = prose.lower
    if _SAID.search(prose.text, words):
        yield REPORTS
    if _ARTICLE.search(lower, words):
        yield ABOUT_THE_ARTICLE
    if _LOOK.match(prose.outside.lstrip(" >-*[("), words):
        yield LOOK_HERE
    if _TALK.search(lower, words) or ("hmm" in lower and _HUMS.search(lower)):
        yield TALK
    if len(prose.text) <= 400 and _BELOW.search(lower, words):
        yield POINTS_BELOW


def _manner(prose: Prose) -> Iterator[Clue]:
    """How English is written: what an editor of a paper would not let pass, in the writer's own words."""
    outside, lower = prose.outside, prose.lower
    if (
        prose.counts["chat"]
        or (any(map(f" {outside}".__contains__, _SMALL_IS)) and _SMALL_I.search(outside))
        or any(map(outside.__contains__, _STRETCHED))
        or ("*" in outside and _STARRED.search(outside))
    ):
        yield CHATS
    if prose.counts["swears"]:
        yield SWEARS
    if "'" in lower and _SHORT_FORM.search(lower):
        yield SHORT_FORMS


def _subject_in(prose: Prose, lexicon: Lexicon) -> Iterator[Clue]:
    """The same in another language, by its words alone."""
    language, words = prose.language, prose.words
    if prose.counts_with_quoted["said"]:
        yield REPORTS
    if mentions(words, lexicon.of_language("voice.article", language)):
        yield ABOUT_THE_ARTICLE
    if opens_with(words, lexicon.of_language("voice.presents", language)):
        yield LOOK_HERE
    if mentions(words, lexicon.of_language("voice.talk", language)):
        yield TALK
