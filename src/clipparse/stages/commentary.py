"""The blogger's own words: in the first person, to the reader, about the article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from clipparse.clue import Clue, Sighting
from clipparse.language import languages_of, mentions, opens_with, words_of
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
BETWEEN_BRACKETS = _clue(Role.COMMENTARY, 2.0, "between an opening and a closing bracket on lines of their own")
PASSED_ON = _clue(Role.COMMENTARY, 1.5, "tells how the text was received or passed on")
LABELLED = _clue(Role.COMMENTARY, 2.5, "labelled as a comment or an update")
COPYIST = _clue(Role.COMMENTARY, 2.5, "a note of the one who copied the text, as its label says")
POINTS_BELOW = _clue(Role.COMMENTARY, 1.5, "says what stands below")
ASIDE = _clue(Role.COMMENTARY, 2.2, "a few words in brackets, without a name or a figure")
INTRODUCES = _clue(Role.COMMENTARY, 1.0, "a sentence that ends with a colon")
SIGNED = _clue(Role.FURNITURE, 1.0, "a greeting or a sign-off")
ANSWER = _clue(Role.COMMENTARY, 0.8, "a short remark of one sentence")
LINK_INSIDE = _clue(Role.COMMENTARY, 0.5, "a link inside a sentence")

_I = re.compile(r"(?<![\w.'’])(?:I|I'm|I’m|I've|I’ve|I'd|I’d|I'll|I’ll|[Mm]y|[Mm]e|[Mm]yself|IMHO|IMO)(?![\w'’.]|-\w)")
_WE = re.compile(r"\b(?:[Ww]e|[Oo]ur|[Uu]s)\b")
_YOU = re.compile(r"\b(?:[Yy]ou|[Yy]our|[Yy]ou're|[Yy]ou’re|folks|guys)\b")
_ARTICLE = re.compile(
    r"\b(?:this|the|an?|following|above|below|that|interesting|same|attached|whole|full|entire|great|good|excellent"
    r"|recent)"
    r" (?:\w+ ){0,2}?(?:article|story|piece|report|post|posting|column|op-?ed|editorial|interview|blog|excerpts?|quote"
    r"|quotation"
    r"|clipping|item|link|thread|message|essay|headline|author|reporter|journalist|writer)s?\b",
)
_LOOK = re.compile(
    r"(?:(?:and|but|so|now|then|meanwhile|anyway),? )?(?:here(?:'s|’s| is| are| it is)|check out|take a look"
    r"|see (?:below|also|the)|from (?:today|yesterday|this|last"
    r"|the)"
    r"|i thought|i found|i just|i saw|just (?:saw|read|found|got|came)|thought (?:you|this|some)|fyi|the following"
    r"|found (?:this|in|on|at)"
    r"|this (?:is|was|just|one|comes|appeared|came|from)|via |hat tip|h/t|more (?:on|from|about)|another|read (?:this"
    r"|it|the)|btw|note|excerpts?)\b",
    re.IGNORECASE,
)
_TALK = re.compile(
    r"\b(?:lol|btw|imho|imo|wow|yeah|yep|nope|gee|hey|hmm+|ok|okay|oh|ugh|sigh|huh|well,|anyway|of course|obviously"
    r"|sadly|interestingly"
    r"|unfortunately|apparently|personally|frankly|seriously|damn|hell|crap|bullshit|stupid|idiots?|really\?"
    r"|guess what|no surprise"
    r"|go figure|thanks|thank you|sorry|please|hope|wonder|funny|ironic|sounds like|looks like|seems like|don't forget"
    r"|stay tuned"
    r"|kudos|remember (?:this|that|when)|next time|ask yourself|make of (?:it|this|that)|believe (?:it|this)"
    r"|amazing|awesome|pretty much|a lot|stuff|thing is|anyone|anybody|some thoughts|my two cents)\b",
)
_PASSED_ON = re.compile(
    r"\b(?:received (?:this|it|the following)|(?:sent|given|forwarded|mailed|passed) (?:this |it |on )?to (?:me|us)\b"
    r"|(?:sent|gave|mailed) (?:me|us) (?:this|the)|(?:am|i'm) (?:sending|posting|passing|forwarding)"
    r"|pass(?:ing)? (?:it|this) (?:along|on)\b|(?:re)?posted (?:here )?with(?:out)? permission"
    r"|typed (?:it )?(?:in|up)\b"
    r"|picked (?:this|it) up (?:from|in|on|off))",
)
_BELOW = re.compile(
    r"\b(?:see below|as follows|(?:here|below) (?:is|are) (?:the|an?|some|what|how)|the following\b.{0,40}[:.]$"
    r"|(?:posted?|pasted?|quoted?|reproduced?|copied|reprinted) (?:it |them )?(?:below|here|in full)"
    r"|(?:article|story|piece|text|item|report)s? below|below (?:the|this) (?:cut|fold)"
    r"|here (?:it|they) (?:is|are|goes?)"
    r"|reads? on\b.{0,3}$|more (?:on|of|about) (?:this|that|it) (?:later|below|here|soon|tomorrow))",
)
_NAMES_SOMETHING = re.compile(r"\d|(?<=[\w,] )[A-ZÀ-Þ]|[A-ZÀ-Þ]{2}|[@©/]")
_EMOTICON = re.compile(r"[:;]-?[)(DPp](?!\w)|!{2,}|\?!|\?{2,}|<g>|<grin>|\*sigh\*|\(sigh\)")
_LABEL = re.compile(
    r"[\[(*_ ]*(?:comments?|my comments?|update|updated?|note|editor's note|ed\.?|ed\. note|disclaimer|ps|p\.s\.|nb"
    r"|n\.b\.|my take"
    r"|fyi|me|reply|analysis|moderator)\b.{0,12}?:|\[[A-Z][\w ]{0,20}:",
    re.IGNORECASE,
)
_WHO = (
    r"(?:uploader|transcriber|typist|typer|poster|sysop|webmaster|blogger|translator|scanner|compiler|sender|moderator)"
)
_COPYIST = re.compile(
    rf"[\[({{*_ ]{{0,4}}(?:(?:comments?|notes?) (?:from|by|of) (?:the |your )?{_WHO}|{_WHO}(?:'s|’s|s'"
    rf"|s’)? (?:comments?|notes?|remarks?))\b"
    rf"|.{{0,40}}\b{_WHO}(?:'s|’s)? (?:comments?|notes?) (?:are |is |appear )?in (?:square |curly )?(?:brackets"
    rf"|parenthes)",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"(?:--?|–|—)?\s*(?:cheers|regards|best|sincerely|thanks|enjoy|peace|hi|hello|dear|greetings|folks|yours|later"
    r"|ciao|bye|best regards"
    r"|kind regards|take care|hi all|hi folks|hello all|thanks in advance|to all)[,.!]*\s*(?:\w+)?[,.!]*$",
    re.IGNORECASE,
)
_QUOTE = re.compile("[\"“„«‘]|''")
_DOUBLE = str.maketrans("“”„«»", '"""""')
# British papers quote with single marks: ‘I saw it,’ she said; the closing mark is also an apostrophe (the boys’ home)
_SINGLE = re.compile(r"(?<!\w)‘|(?<=[.,!?])’(?!\w)")
_LONGEST_ASIDE = 15  # lines
_URL = re.compile(r"https?://|www\.", re.IGNORECASE)


def observe(page: Page, lexicon: Lexicon) -> Iterator[Sighting]:
    """Say of every paragraph whether the blogger speaks in it."""
    for block, language in zip(page.blocks, languages_of(page, lexicon), strict=True):
        if len(block.text) >= 6:
            for clue in _clues(block, language, lexicon):
                for index in range(block.first, block.last + 1):
                    yield index, clue
    yield from _between_brackets(page)


def _between_brackets(page: Page) -> Iterator[Sighting]:
    opened = None
    for line in page.lines:
        if line.content in ("[", "{", "[[", "{{"):
            opened = line.index
        elif line.content in ("]", "}", "]]", "}}") and opened is not None:
            if line.index - opened <= _LONGEST_ASIDE:
                yield from ((index, BETWEEN_BRACKETS) for index in range(opened + 1, line.index))
            opened = None


def _clues(block: Block, language: str, lexicon: Lexicon) -> Iterator[Clue]:
    text = block.text[:1500]
    outside = _outside_quotes(text)
    lower = outside.lower()  # patterns that need not mind the case run four times as fast
    if language == "en":
        yield from _voice(text, outside)
        if _ARTICLE.search(lower):
            yield ABOUT_THE_ARTICLE
        if _LOOK.match(outside.lstrip(" >-*[(")):
            yield LOOK_HERE
        if _TALK.search(lower):
            yield TALK
        if len(text) <= 400 and _BELOW.search(lower):
            yield POINTS_BELOW
    else:
        yield from _voice_in(text, outside, language, lexicon)
    if _EMOTICON.search(outside):
        yield EMOTICON
    if _LABEL.match(text):
        yield LABELLED
    if _COPYIST.match(text):
        yield COPYIST
    if text[0] in "[({" and text.rstrip(" .")[-1] in "])}":
        yield BRACKETED
        if text[0] == "{" or text[:2] in ("[[", "(("):
            yield BRACES
        if len(text) <= 110 and not _NAMES_SOMETHING.search(text):
            yield ASIDE
    if _PASSED_ON.search(lower):
        yield PASSED_ON
    if len(text) > 25 and text[-1] == ":":
        yield INTRODUCES
    if len(text) <= 40 and _SIGNED.match(text):
        yield SIGNED
    if 15 < len(text) < 110 and text[-1] in ".!?" and text.count(" ") > 2:
        yield ANSWER
    found = _URL.search(text)
    if found and found.start() > 25:
        yield LINK_INSIDE


def _voice(text: str, outside: str) -> Iterator[Clue]:
    said = len(_I.findall(outside))
    if said:
        yield FIRST_PERSON
        if said >= 3:
            yield FIRST_PERSON_OFTEN
    if _WE.search(outside):
        yield WE
    if _YOU.search(outside):
        yield YOU
    if not said and len(outside) < len(text) and (_I.search(text) or _WE.search(text)):
        yield I_IN_QUOTES


def _voice_in(text: str, outside: str, language: str, lexicon: Lexicon) -> Iterator[Clue]:
    """The same in another language, by its words alone."""
    words = words_of(outside)
    me, we, you = (lexicon.of_language(f"voice.{who}", language) for who in ("self", "we", "you"))
    said = sum(word in me for word in words)
    if said:
        yield FIRST_PERSON
        if said >= 3:
            yield FIRST_PERSON_OFTEN
    if not we.isdisjoint(words):
        yield WE
    if not you.isdisjoint(words):
        yield YOU
    if not said and len(outside) < len(text) and not (me | we).isdisjoint(words_of(text)):
        yield I_IN_QUOTES
    if mentions(words, lexicon.of_language("voice.article", language)):
        yield ABOUT_THE_ARTICLE
    if opens_with(words, lexicon.of_language("voice.presents", language)):
        yield LOOK_HERE
    if mentions(words, lexicon.of_language("voice.talk", language)):
        yield TALK


def _outside_quotes(text: str) -> str:
    """The text without what stands between quotation marks; an unclosed quotation runs to the end."""
    if not _QUOTE.search(text):
        return text
    plain = _SINGLE.sub('"', text).translate(_DOUBLE).replace("''", '"').replace("``", '"')
    return " ".join(plain.split('"')[::2])
