"""The article's headline: a short line without a full stop, set off from what stands around it, above the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial

from clipparse import lazy
from clipparse.clue import Clue, Sighting
from clipparse.facts.credits import credits_in
from clipparse.facts.dates import find_dates
from clipparse.facts.links import SITE
from clipparse.facts.people import has_first_name, is_person
from clipparse.facts.stems import Stems, stems_of
from clipparse.lexicon import Lexicon, fold
from clipparse.page import Block, Page, has_digit
from clipparse.roles import Role

_clue = partial(Clue, "headline")

SHAPED = _clue(Role.HEADLINE, 1.5, "four to sixteen words and no full stop")
FEW_WORDS = _clue(Role.SUBHEAD, 0.5, "one to three words")
MANY_WORDS = _clue(Role.STANDFIRST, 0.3, "more than sixteen words, no full stop")
CAPITALS = _clue(Role.HEADLINE, 0.8, "all in capitals")
TITLE_CASE = _clue(Role.HEADLINE, 0.6, "most words capitalised")
SENTENCE_CASE = _clue(Role.HEADLINE, 0.3, "written like a sentence, without its full stop")
VERB = _clue(Role.HEADLINE, 0.5, "a verb in the present, as in headlines")
OUTLET_BEHIND = _clue(Role.HEADLINE, 1.0, "a dash or bar, then an outlet, at its end")
COLON_INSIDE = _clue(Role.HEADLINE, 0.3, "a colon inside a short line")
STARRED = _clue(Role.HEADLINE, 0.5, "set off by stars, equals signs or underscores")
NUMBERED = _clue(Role.HEADLINE, 0.3, "numbered, like an item of a digest")
SET_OFF = _clue(Role.HEADLINE, 0.5, "a short line alone between blank lines")
LONG_TEXT_BELOW = _clue(Role.HEADLINE, 0.8, "a short line with prose within the next three lines")
TOP_OF_TEXT = _clue(Role.HEADLINE, 1.0, "the likeliest title above the running text")
WORDS_COME_BACK = _clue(Role.HEADLINE, 1.0, "its words come back in the paragraph below")
WORDS_ABOVE = _clue(Role.HEADLINE, -0.5, "its words are those of the paragraph above")
STATED = _clue(Role.HEADLINE, 2.0, "begins the first line of the page, where browsers keep the title")
SAME_AS_ABOVE = _clue(Role.HEADLINE, 0.8, "repeats a line that stood above")
SAME_BELOW = _clue(Role.POST_TITLE, 0.8, "is repeated further down")
STARTS_NEXT = _clue(Role.HEADLINE, 0.8, "a short line between the end of one text and the start of the next")
AFTER_WIDE_GAP = _clue(
    Role.HEADLINE, 1.5, "like a headline, between two texts, and after more blank lines than stand between paragraphs"
)
SIGNED = _clue(Role.HEADLINE, 4.0, "ends with By and a name, and prose stands below")
SIGNED_BELOW = _clue(Role.HEADLINE, 1.2, "a name, date or outlet within the next three lines, and then prose")
DATED_OVER_TEXT = _clue(Role.HEADLINE, 1.0, "directly above a paragraph that opens with a town or an agency")
BELOW_RULE = _clue(Role.HEADLINE, 0.8, "a short line below a rule of dashes or stars, with prose below")
QUOTED_TITLE = _clue(
    Role.HEADLINE, 2.5, "a title in quotation marks and little else, set off from the texts above and below"
)
BETWEEN_RULES = _clue(Role.HEADLINE, 1.0, "a short line between two rules")
NO_WORD_COMES_BACK = _clue(Role.COMMENTARY, 0.5, "none of its words come back in the paragraphs below")
NOTHING_NAMED = _clue(Role.HEADLINE, -0.7, "no name or figure, and no word that comes back in the text below")
ONE_WORD_COMES_BACK = _clue(Role.HEADLINE, 0.2, "one of its words comes back in the paragraphs below")
NAME_COMES_BACK = _clue(Role.HEADLINE, 0.5, "a name in it comes back in the paragraphs below")
LIKELIER_NEAR = _clue(Role.HEADLINE, -0.5, "the short line next to it has more words of the paragraphs below")
LIKELIER_THAN_NEXT = _clue(Role.HEADLINE, 0.5, "has more words of the paragraphs below than the short line next to it")
CREDITS_BEHIND = _clue(Role.HEADLINE, 2.0, "a title, and behind it on the same line its byline or its date and time")
OVER_SIGNED_TEXT = _clue(Role.HEADLINE, 2.0, "a short line above a paragraph that opens with By and a name")
FIRST_OVER_NEWS = _clue(
    Role.HEADLINE, 1.5, "the first words of the post, directly above a paragraph that opens with a town or an agency"
)
FIRST_OVER_BYLINE = _clue(Role.HEADLINE, 1.0, "the first words of the post, directly above a byline")
OUTLET_BEFORE = _clue(Role.HEADLINE, 1.5, "an outlet and a dash, then a title")
OUTLET_BEFORE_BELOW = _clue(Role.SOURCE, 1.5, "an outlet and a dash, then a title, directly below a text")
ITEM = _clue(Role.HEADLINE, 1.2, "one of three and more titles on the page that each head a paragraph or two")

_WORD = lazy.compile(r"[^\W\d_][\w'’-]*")
_NUMBERED = lazy.compile(r"(?:\[\d{1,2}\]|\(\d{1,2}\)|\d{1,2}[.)]|#\d+)\s+\S")
# Fields of a mail's header; a headline has no such label.
_FIELD = lazy.compile(
    r"(?:from|to|cc|bcc|date|sent|newsgroups|message-id|references|reply-to|organi[sz]ation|lines|sender|keywords"
    r"|summary"
    r"|x-[\w-]+|path|approved|distribution|posted-date)\s?:",
    re.IGNORECASE,
)
_RULE = lazy.compile(r"[-=_*~#+.\s]{2,}$")
_NAMED = lazy.compile(r"\d|(?<=\w )[A-ZÀ-Þ]|[A-ZÀ-Þ]{3}")
_NAME = lazy.compile(r"(?<=\w )[A-ZÀ-Þ][\w’'-]{2,}")
# `CAIRO, May 3 (Reuters) -`, `LONDON --`: how the first paragraph of an article opens
_OPENS_ARTICLE = lazy.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ.' -]{2,30}(?:,[^()–—]{2,30})?\s*(?:\([^()]{2,40}\)\s*)?(?:--?|[–—])\s*\S"
    r"|[^()]{3,50}\((?:AP|UPI|AFP|Reuters?|Xinhua)\)"
)
_STARRED = lazy.compile(r"[*=_~+-]{1,4}\s*\S.*\S\s*[*=_~+-]{1,4}$|\*\*|##?\s")
# `"Talks fail again" by Jane Doe, The Example`, `Talks fail again (By Jane Doe)`
_SIGNED = lazy.compile(
    r"(?:[\"”’'],?\s|,\s|[-–—(|]\s?)(?:[Bb]y|BY|Written by):?\s(?:[A-ZÀ-Þ][\w.’'-]*\s?){2,4}"
    r"(?:(?:and|&)\s(?:[A-ZÀ-Þ][\w.’'-]*\s?){2,4})?"
    r"(?:[,|/•)–-][\w ,|/•.)–-]{0,60})?$"
)
# `"Talks fail again."`, `3-6-96. HH: "Talks Fail Again"`, `"Talks fail again" [Review]`
_QUOTED_TITLE = lazy.compile(
    r"[^\"“]{0,30}[\"“](?P<title>[^\"“”]{8,160})[\"”](?:[.,:]?\s?[\[(][^\])]{3,40}[\])]|.{0,60})$"
)
_BY_LINE = lazy.compile(r"(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or)\s+[A-ZÀ-Þ]")


def observe(page: Page, lexicon: Lexicon) -> Iterator[Sighting]:
    """Say of every short paragraph how far it looks like a headline."""
    top, stems = page.title_block, stems_of(page)
    for position, block in enumerate(page.blocks):
        if not 2 <= len(block.text) <= 200 or _is_field(block.text) or not _WORD.search(block.text):
            continue
        for clue in _look(block, lexicon):
            yield block.first, clue
        if position == top:
            yield block.first, TOP_OF_TEXT
        if position and _is_stated(block.text, page):
            yield block.first, STATED
        for clue in _surroundings(page, position, stems, lexicon):
            yield block.first, clue
    yield from _repeats(page)
    yield from _signed(page)
    yield from _by_text_below(page, stems, lexicon)
    yield from _run_together(page, lexicon)
    yield from _first_words(page, lexicon)
    yield from _items(page, lexicon)


def _is_field(text: str) -> bool:
    return ":" in text and _FIELD.match(text) is not None


def _look(block: Block, lexicon: Lexicon) -> Iterator[Clue]:
    text = block.text
    words = _WORD.findall(text)
    if text[-1] not in ".,;:":
        if len(words) <= 3:
            yield FEW_WORDS
        elif len(words) <= 16:
            yield SHAPED
        else:
            yield MANY_WORDS
        if len(words) > 3:
            yield from _case(words, lexicon)
            if not lexicon.lists["headline.verbs"].isdisjoint(block.words):
                yield VERB
    elif len(words) <= 3:
        yield FEW_WORDS
    if text.isupper() and len(words) > 1:
        yield CAPITALS
    if len(text) <= 120:
        if 0 < text.find(": ") < len(text) - 6:
            yield COLON_INSIDE
        if text[0] in "*=_~+-#" and _STARRED.match(text):
            yield STARRED
        if _NUMBERED.match(text):
            yield NUMBERED
        if any(len(head) > 15 and lexicon.outlet(tail) for head, tail in _parted(text)):
            yield OUTLET_BEHIND


def _parted(text: str) -> Iterator[tuple[str, str]]:
    """What stands before and behind the last mark of each kind that parts a title from the name of its site."""
    for mark in (" - ", " | ", " – ", " — ", " :: ", " -- ", " · "):
        if mark in text:
            head, _, tail = text.rpartition(mark)
            yield head, tail


def _case(words: list[str], lexicon: Lexicon) -> Iterator[Clue]:
    small = lexicon.lists["headline.small"]
    big = [word for word in words if word.lower() not in small]
    if not big or all(word.isupper() for word in big):
        return
    capitals = sum(word[0].isupper() for word in big)
    if capitals >= 0.8 * len(big):
        yield TITLE_CASE
    elif words[0][0].isupper() and capitals <= 0.6 * len(big):
        yield SENTENCE_CASE


def _surroundings(page: Page, position: int, stems: Stems, lexicon: Lexicon) -> Iterator[Clue]:
    blocks, lines = page.blocks, page.lines
    text, gap = blocks[position].text, lines[position].gap
    below = blocks[position + 1 : position + 5]
    if ('"' in text or "“" in text) and _is_quoted_title(page, position):
        yield QUOTED_TITLE
    if len(text) > 160:
        return
    if gap and len(text) > 12 and (not below or lines[position + 1].gap):
        yield SET_OFF
    if any(other.is_prose for other in below[:3]) and _may_stand_over_text(blocks[position]):
        yield LONG_TEXT_BELOW
        yield from _over_text(page, position, lexicon)
    if position and below and _RULE.match(blocks[position - 1].text) and _RULE.match(below[0].text):
        yield BETWEEN_RULES
    words = stems.of(position)
    if len(words) >= 2:
        least = min(3, len(words) * 0.5)
        if any(
            other.is_prose and len(words & stems.of(at)) >= least for at, other in enumerate(below, start=position + 1)
        ):
            yield WORDS_COME_BACK
        if (
            position
            and blocks[position - 1].is_prose
            and len(words & stems.of(position - 1)) >= min(3, len(words) * 0.6)
        ):
            yield WORDS_ABOVE


def _is_quoted_title(page: Page, position: int) -> bool:
    """A title in quotation marks, less set in than the text below, or with a wider gap above."""
    if position + 1 == len(page.blocks) or not page.blocks[position + 1].is_prose:
        return False
    line, below = page.lines[position : position + 2]
    set_off = below.indent > line.indent or line.gap > max(1, page.usual_gap, below.gap)
    return set_off and _QUOTED_TITLE.match(line.content) is not None


def _over_text(page: Page, position: int, lexicon: Lexicon) -> Iterator[Clue]:
    """What a short line with prose below has above it, and between it and the prose."""
    blocks, text = page.blocks, page.blocks[position].text
    if any(other.is_prose for other in blocks[max(0, position - 3) : position]):
        yield STARTS_NEXT
        long = text.count(" ") > 2
        if page.lines[position].gap > max(1, page.usual_gap) and long and text[-1] not in ".,;:":
            yield AFTER_WIDE_GAP
    if position and _RULE.match(blocks[position - 1].text):
        yield BELOW_RULE
    below = blocks[position + 1 : position + 4]
    news = _OPENS_ARTICLE.match(below[0].text)
    if (news or (not below[0].is_prose and _is_signed_by(below, lexicon))) and not _is_credit(text, lexicon):
        yield DATED_OVER_TEXT if news else SIGNED_BELOW


def _may_stand_over_text(block: Block) -> bool:
    """No prose; a question or a name in brackets at the end makes no prose of a line."""
    return not block.is_prose or (len(block) == 1 and len(block.text) < 140 and block.text[-1] in "?)")


def _is_signed_by(below: Sequence[Block], lexicon: Lexicon) -> bool:
    return any(not other.is_prose and _is_credit(other.text, lexicon) for other in below)


def _is_credit(text: str, lexicon: Lexicon) -> bool:
    """A byline, or a short line with a date or an outlet."""
    if len(text) > 100:
        return False
    if _BY_LINE.match(text):
        return True
    if lexicon.outlet(text.strip(" -–—()[]*_")) is not None:
        return True
    return has_digit(text) and bool(find_dates(text, lexicon)[:1])


def _signed(page: Page) -> Iterator[Sighting]:
    """Long lines too: a headline with its byline can be as long as a paragraph."""
    for block, below in zip(page.blocks, page.blocks[1:], strict=False):
        if not 20 <= len(block.text) <= 260 or block.text[-1] in ".:" or " " not in below.text:
            continue
        found = _SIGNED.search(block.text, 12) if "y" in block.text or "BY" in block.text else None
        if found and block.text.count(" ", 0, found.start()) >= 2:
            yield block.first, SIGNED


def _by_text_below(page: Page, stems: Stems, lexicon: Lexicon) -> Iterator[Sighting]:
    """Compare every short line with the paragraphs below it, and with its neighbours in that."""
    below: list[Block] = []  # the nearest paragraphs of prose, nearest first
    under: tuple[Block, int] | None = None  # the short line below, and how many of its words come back
    said: frozenset[str] = frozenset()
    for position in range(len(page.blocks) - 1, -1, -1):
        block = page.blocks[position]
        if _is_text(block):
            below, under = [block, *below[:2]], None
            said = frozenset()
        elif below and _may_head(block, below[0]) and not _is_credit(block.text, lexicon):
            said = said or frozenset[str]().union(*(stems.of(one.first) for one in below))
            back = len(stems.of(position) & said)
            if under and back != under[1] and len(under[0].text) > 20:
                likelier, other = (block, under[0]) if back > under[1] else (under[0], block)
                yield other.first, LIKELIER_NEAR
                yield likelier.first, LIKELIER_THAN_NEXT
            for clue in _echoes(block, back, below):
                yield position, clue
            under = (block, back)


def _may_head(block: Block, text: Block) -> bool:
    return 8 <= len(block.text) <= 200 and text.first - block.last <= 7 and not _is_field(block.text)


def _is_text(block: Block) -> bool:
    return block.is_prose and (len(block.text) >= 140 or block.text[-1] == ".")


def _run_together(page: Page, lexicon: Lexicon) -> Iterator[Sighting]:
    """Heads whose line breaks were lost: title and credits on one line, or the byline glued to the first paragraph."""
    above: Block | None = None
    for block in page.blocks:
        text = block.text
        if 20 <= len(text) <= _LONGEST_HEAD and text[-1] not in ":;" and _ends_with_credits(text, lexicon):
            yield block.first, CREDITS_BEHIND
        if len(text) <= 200 and (end := _outlet_and_dash(text, lexicon)) and text.count(" ", end) >= 2:
            yield block.first, OUTLET_BEFORE_BELOW if above and above.is_prose else OUTLET_BEFORE
        if (
            len(text) > 120
            and _SIGNED_TEXT.match(text)
            and above
            and 8 <= len(above.text) <= 160
            and above.text[-1] not in ".,;:"
            and not _is_credit(above.text, lexicon)
        ):
            yield above.first, OVER_SIGNED_TEXT
        above = block if text else above


def _ends_with_credits(text: str, lexicon: Lexicon) -> bool:
    """A title of four words and more before the credits, and no date or dash in it: not a comment's head, or a foot."""
    end = credits_behind(text, lexicon)
    if end is None or text.count(" ", 0, end) < 3:
        return False
    title = text[:end]
    return not find_dates(title, lexicon) and not any(mark in title for mark in (" – ", " | ", " · "))


def _first_words(page: Page, lexicon: Lexicon) -> Iterator[Sighting]:
    """What stands first, but for the post's date: a blogger's title has the blogger's words below it, not a credit."""
    blocks = [block for block in page.blocks[:4] if block.text]
    if len(blocks) > 2 and len(blocks[0].text) <= 40 and find_dates(blocks[0].text, lexicon):
        blocks = blocks[1:]
    if len(blocks) < 2:
        return
    first, below = blocks[:2]
    words = len(_WORD.findall(first.text))
    text = first.text
    if (
        not 3 <= words <= 18
        or text[-1] in ".,;:!"
        or not text[0].isupper()
        or _is_field(text)
        or _is_credit(text, lexicon)
    ):
        return
    if len(below.text) >= 50 and _OPENS_ARTICLE.match(below.text):
        yield first.first, FIRST_OVER_NEWS
    elif len(below.text) <= 140 and _BY_LINE.match(below.text):
        yield first.first, FIRST_OVER_BYLINE


def _items(page: Page, lexicon: Lexicon) -> Iterator[Sighting]:
    """Titles of a digest: each has a paragraph or two, where a crosshead has a whole part of a text below it."""
    blocks = [block for block in page.blocks if block.text]
    heads: list[Block] = []
    longer = 0
    for position, block in enumerate(blocks[:-1]):
        if not blocks[position + 1].is_prose or not _is_title(block, lexicon):
            continue
        if sum(1 for other in blocks[position + 1 : position + 4] if other.is_prose) <= 2:
            heads.append(block)
        else:
            longer += 1
    if len(heads) >= 3 and longer * 2 <= len(heads):
        for head in heads:
            yield head.first, ITEM


def _is_title(block: Block, lexicon: Lexicon) -> bool:
    """Four words and more, most of them capitalised, and no credit."""
    text = block.text.removesuffix(" .")  # of a link, with the full stop of its sentence behind it
    if not 15 <= len(text) <= 120 or text[-1] in ".,;:!" or block.is_prose or not text[0].isalpha():
        return False
    words = _WORD.findall(text)
    return (
        4 <= len(words) <= 16
        and TITLE_CASE in _case(words, lexicon)
        and not _is_field(text)
        and not _is_credit(text, lexicon)
    )


def _echoes(block: Block, back: int, below: Sequence[Block]) -> Iterator[Clue]:
    """How many words of a line come back in the text below."""
    if back < 2:
        yield ONE_WORD_COMES_BACK if back else NO_WORD_COMES_BACK
    if not back and " " in block.text and _WORD.search(block.text) and not _NAMED.search(block.text):
        yield NOTHING_NAMED
    if any(name in one.text[:600] for name in _NAME.findall(block.text) for one in below):
        yield NAME_COMES_BACK


def _is_stated(text: str, page: Page) -> bool:
    stated = page.lines[0].content
    return 15 <= len(text) < len(stated) - 4 and stated.casefold().startswith(text.casefold())


def _repeats(page: Page) -> Iterator[Sighting]:
    for said, places in page.repeats.items():
        if len(said) >= 15 and len(places) <= 3:
            yield places[0], SAME_BELOW
            yield from ((index, SAME_AS_ABOVE) for index in places[1:])


# What else may stand behind a headline on its line: a byline, or a date or outlet behind a dash or in brackets.
_SIGNED_BEHIND = lazy.compile(
    r"(?:,?\s+[-–—|*(]{1,2}\s*(?:[Ww]ritten\s+)?|,?\s{2,}|,?\n\s*|,?\s+)"
    r"(?=(?:[Bb]y|BY|von|par|por):?\s+[^\W\d_]\S*\s+\S)"
)
_OF_NAMES = ("de", "van", "von", "der", "and", "&")
_NAMES_PART = lazy.compile(r"[,|&\n(]|\s[-–—]|\sand\s")
_BEHIND = lazy.compile(r"\s+[-–—|]{1,2}\s+(?=\S[^-–—|]{1,60}$)")
_BRACKETED_BEHIND = lazy.compile(r"\s*[(\[](?=[^()\[\]]{2,80}[)\]]\W{0,3}$)")
_STARS_BEFORE = lazy.compile(
    r"(?:<>\s*|[*=_~#>•·-]{1,6}\s*|\d{1,2}[.)]\s+(?=[^\W\d_])|(?:headline|title|titel|subj(?:ect)?|betreff)\s*:\s*)(?=\S)",
    re.IGNORECASE,
)
# `[1] `; `11-11-96. NYT: `; `AP 09/21 0844 `, as wire services head their items
_CREDIT_BEFORE = lazy.compile(
    r"\[\d{1,2}\]\s+(?=\S)"
    r"|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}[.:,]?\s+[A-Z][\w$&.'’]{1,14}(?:\s[A-Z][\w$&.'’]{0,14}){0,4}:\s+(?=[\"“])"
    r"|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}(?:[.:,]|\s[-–—])?\s+(?:(?:The\s)?[A-Z][\w$&]{1,12}:\s+)?(?=[^\s\d])"
    r"|[A-Z][A-Za-z]{1,5}(?:\s\([^()\n]{2,40}\))?\s+\d{1,2}/\d{1,2}\s+(?:\d{4}\s+)?(?=[^\s\d])"
)
# what kind of piece it is, or a word of thanks, in brackets behind a headline
_NOTE_BEHIND = lazy.compile(
    r"\s*[(\[](?:editorials?|op-?ed|(?:book|film) review|review|column|leader|excerpts?|extracts?|abridged"
    r"|thanks\b[^()\[\]]{0,30})"
    r"[)\]]\W{0,3}$",
    re.IGNORECASE,
)
_STARS_BEHIND = lazy.compile(r"\s*[*=_~]{1,6}\s*$")
_DATE_BEHIND = lazy.compile(r"\s+\(?\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\)?\s*$")
# A title with its credits behind it is no longer than this.
_LONGEST_HEAD = 300
_BY_BEHIND = lazy.compile(r"(?:(?<=[^\W\d_])|\s)(?:[Bb]y|BY):?\s(?=[A-ZÀ-Þ])")
# `Posted Friday`, `Last updated:` before the date behind a headline
_POSTED_BEHIND = lazy.compile(
    r"(?:\s?\b(?:(?:last |article )?(?:posted|updated|published|modified)"
    r"|this (?:story|article) (?:appeared|ran)\b.{0,50}?)"
    r"(?: on| at| in)?\s?:?)?[\s,|(–—-]*$",
    re.IGNORECASE,
)
_CLOCK = lazy.compile(r"\b\d{1,2}:\d\d\b")
# `Posted: 7:14 AM`, `Updated Friday`
_POSTED_AT = lazy.compile(
    r"\s[(|]?(?:Posted|Updated|Published|Last (?:updated|modified)):?\s(?:on\s|at\s)?"
    r"(?:\d{1,2}[:.]\d\d|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\b)"
)
_SIGNED_TEXT = lazy.compile(r"[-–—\s]{0,4}(?:By|BY)\s+(?:[A-ZÀ-Þ][\w.’'-]{0,24}\s+){1,3}[A-ZÀ-Þ]")
_OPENS_CREDIT = lazy.compile(
    r"\W{0,3}(?:by|from|copyright|posted|published|updated|used|date|this|in|on|©|\(c\))\s", re.IGNORECASE
)
_OUTLET_MARKS = ("-", "|", "–", "—", ":", ">", "»")
# `Yahoo! News - `, `The Herald: Nation & World: `, `The Herald > Travel > `
_OUTLET_MARK = lazy.compile(
    r"([A-Z][^–—|:>»\s]{0,30}(?:\s[^–—|:>»\s-][^–—|:>»\s]{0,20}){0,5})(?:\s[-–—|>»]{1,2}|--|:)\s(?=[\"“‘'$]?[A-ZÀ-Þ\d])"
)
# `CBS 4 Denver`, `KQZX-TV`
_STATION = lazy.compile(r"(?:[KW][A-Z]{2,3}|ABC|CBS|NBC|FOX|Fox|CTV|News ?Channel|Channel)[ -]?\d{1,2}\b")
_SECTION_MARK = lazy.compile(
    r"([A-Z][\w.'’]{1,18}(?:\s(?:[A-Z&][\w.'’]{0,18}|and)){0,3})(?:\s(?:[-–—|>»]{1,2})|:)\s(?=[\"“‘'$]?[A-ZÀ-Þ\d])"
)
_SECTIONS = 5
# `BREAKING NEWS: `, `UPDATE 2-`, as sites and wires set them before a headline
_ALARM = lazy.compile(
    r"(?:BREAKING(?: NEWS)?|Breaking News|FLASH|URGENT|UPDATE(?:D)?)(?: \d)?\s?[:!—–-]{1,3}\s?(?=[\"“‘'$]?[A-ZÀ-Þ\d])"
)
# `Talks fail : "The talks`, as a button of Blogger's puts a page's title before what was marked on it
_QUOTED_BEHIND = lazy.compile(r"\s:\s{0,2}[\"“]")
# `2 hours, 13 minutes ago`
_AGO_BEHIND = lazy.compile(
    r"\s[-–—(|]?\s?(?:\d{1,2} (?:day|hour|hr|minute|min)s?,? (?:and )?){1,2}ago\)?\W{0,2}$", re.IGNORECASE
)
# `(courtesy Harbour Herald)`, and what stands behind it
_CREDIT_BRACKETS = lazy.compile(r"\s[(\[](?:courtesy|via|from|source|by)\b[^()\[\]]{3,60}[)\]]", re.IGNORECASE)
_EMAIL = lazy.compile(r"[\w.+-]{1,40}@[\w-]{1,40}\.[\w.]{2,20}")
# What mail programs and list servers put before a subject.
_SUBJECT_BEFORE = lazy.compile(
    r"(?:subj(?:ect)?\s*:\s*|(?:re|fwd?|fw|aw|wg|tr)\s*(?:\[\d+\])?:\s*|\((?:fwd?|re)\)\s*|\[[^\]\n]{1,30}\]\s*|[*=_~#]{1,6}\s*)",
    re.IGNORECASE,
)
_SUBJECT_BEHIND = lazy.compile(r"\s*\((?:fwd?|long|was:? .{0,60}|article [^()]{0,60})\)\s*$", re.IGNORECASE)
_REPLY = lazy.compile(r"(?:subj(?:ect)?\s*:\s*)?(?:re|aw)\s*(?:\[\d+\])?:", re.IGNORECASE)


def read(text: str, lexicon: Lexicon) -> tuple[int, int]:
    """Where in `text` the headline itself begins and ends: stars before it and credits behind it are left out.

    >>> words = Lexicon.default()
    >>> lines = ("** Talks fail again **", "Talks fail again - By Ann Lee", "11-2-96. NYT: Talks fail again [Excerpts]")
    >>> for line in lines:
    ...     start, end = read(line, words)
    ...     print(line[start:end])
    Talks fail again
    Talks fail again
    Talks fail again
    >>> lines = ("CNN.com - Talks fail again - Aug 13, 2004", "Talks fail again Wed Oct 29, 6:14 PM ET")
    >>> for line in (*lines, "Talks fail again ."):
    ...     start, end = read(line, words)
    ...     print(line[start:end])
    Talks fail again
    Talks fail again
    Talks fail again
    >>> [read(line, words) == (0, len(line)) for line in ("Peace - or not", "Roofs taken by Federal Agents, Lee Says")]
    [True, True]
    """
    find = _found if len(text) <= _REMEMBERED else _find
    return find(text, lexicon)


def _find(text: str, lexicon: Lexicon) -> tuple[int, int]:
    said = text.replace("&nbsp;", "      ") if "&nbsp;" in text else text
    start, end = _within_credits(said, lexicon)
    start, end = _without_frame(said, start, end, lexicon)
    start, end = _parted_by_copying(said, start, end)
    if (behind := credits_behind(said[start:end], lexicon)) is not None:
        end = start + behind
        end = start + (_writer_behind(said[start:end], lexicon) or end - start)
    if (before := _outlet_before(said[start:end], lexicon)) and said.count(" ", start + before, end) >= 1:
        start += before
    if alarm := _ALARM.match(said, start, end):
        start = alarm.end()
    dated = _DATED_BEHIND.search(said, max(start + 8, end - 40), end)
    if dated and find_dates(said[dated.start() : end], lexicon):
        end = dated.start()
    while end > start + 8 and (match := _LOOSE_BEHIND.search(text, max(start, end - 12), end)):
        end = match.start()
    return start, len(said[:end].rstrip()) if end < len(said) else end


_REMEMBERED = 400  # characters
_found = lru_cache(maxsize=32)(_find)  # several fields ask of one line


def _parted_by_copying(text: str, start: int, end: int) -> tuple[int, int]:
    """Without a rule that stood above it, a link or a town in capitals that stood below, all on its line now."""
    if (rule := _RULE_BEFORE.match(text, start, end)) and text.count(" ", rule.end(), end) >= 2:
        start = rule.end()
    for pattern in (_LINK_BEHIND, _TOWN_BEHIND):
        behind = pattern.search(text, start + 8, end)
        if behind and text.count(" ", start, behind.start()):
            end = behind.start()
    return start, end


def _writer_behind(title: str, lexicon: Lexicon) -> int | None:
    """Where `By` and a name stand before the date and time that ended the title's line, be the name usual or not."""
    for signed in _BY_BEHIND.finditer(title, 12):
        name = title[signed.end() :].strip(" ,|-–—")
        if name.count(" ") < _LONGEST_NAME and is_person(name, lexicon):
            return signed.start()
    return None


# `FYI ---------- Talks fail`
_RULE_BEFORE = lazy.compile(r"(?:\w{2,12}:?\s)?[-=_*~]{4,80}\s+(?=\S)")
_LINK_BEHIND = lazy.compile(r"\s\(?https?://")
# `Talks failKANSAS CITY, Mo.`
_TOWN_BEHIND = lazy.compile(
    r"(?<=[^\W\d_A-Z]{3})(?=[A-Z]{4,20}(?:\s[A-Z]{3,20}){0,2}(?:,\s[A-Z][a-z]|\s?\(|\s?[-–—]{1,2}\s|$))"
)
_LONGEST_NAME = 4
# `- Aug 13, 2004`, as sites end their pages' titles; and marks of the sentence in which a linked title stood
_DATED_BEHIND = lazy.compile(r"\s[-–—|]{1,2}\s(?=\S[^-–—|]{4,24}$)")
_LOOSE_BEHIND = lazy.compile(r"(?:\s[.:;,|]|&nbsp;)\s*$")


def read_summary(text: str, lexicon: Lexicon) -> tuple[int, int]:
    """Where a summary begins and ends: without the byline, agency, date and time that stand behind it on its line.

    >>> words = Lexicon.default()
    >>> lines = (
    ...     "Council blames the wind By Ann Lee, Herald Correspondent, 11/8/2003",
    ...     "Council blames the wind The Associated Press Updated: 12:04 p.m. ET July 26, 2004",
    ... )
    >>> [line[slice(*read_summary(line, words))] for line in (*lines, "Council blames the wind")]
    ['Council blames the wind', 'Council blames the wind', 'Council blames the wind']
    """
    end = len(text)
    if text[0].isalnum() and (behind := credits_behind(text, lexicon)) is not None:
        end = behind
    for signed in _BY_BEHIND.finditer(text, 12, end):
        if _only_credits(text[signed.end() : end], lexicon):
            end = signed.start()
            break
    return 0, len(text[: end - _agency_at_end(text[:end], lexicon)].rstrip())


def _agency_at_end(text: str, lexicon: Lexicon) -> int:
    """How many characters at the end are an agency's name: `... the wind The Associated Press`."""
    words = text.rstrip('"”').split(" ")
    for count in (3, 2, 1):
        name = " ".join(words[-count:]).strip()
        glued = _GLUED_NAME.search(name)
        name = name[glued.end() :] if glued else name
        agency = " " in name and name[0].isupper() and fold(name).removeprefix("the ") in lexicon.names["agencies"]
        if agency and len(words) > count + 2:
            return len(text) - text.rindex(name)
    return 0


# `erasedThe Associated Press`
_GLUED_NAME = lazy.compile(r"^[^\W\d_]*[a-z](?=The\s[A-Z])")


def _within_credits(text: str, lexicon: Lexicon) -> tuple[int, int]:
    """Without stars and numbers before it, and without the byline or outlet that a mark sets off behind it."""
    start, end = 0, len(text)
    for pattern in (_STARS_BEFORE, _STARS_BEFORE, _CREDIT_BEFORE):  # `=3. Talks fail`
        if match := pattern.match(text, start):
            start = match.end()
    if start and (match := _STARS_BEHIND.search(text, max(start, end - 12))):
        end = match.start()
    if match := _NOTE_BEHIND.search(text, max(start + 8, end - 60), end):
        end = match.start()
    head = text[: min(end, 400)]
    for match in _SIGNED_BEHIND.finditer(head, start + 12):
        if _is_signature(head[match.end() :], lexicon, marked=bool(match[0].strip())):
            return start, match.start()
    if (marked := _marked_behind(head, start, lexicon)) is not None:
        return start, marked
    if match := _BRACKETED_BEHIND.search(head, start + 8):
        tail = head[match.end() :].strip(" *)]")
        if _publishes(tail, lexicon) or SITE.fullmatch(tail) or find_dates(tail, lexicon):
            return start, match.start()
    if match := _DATE_BEHIND.search(head, start + 8):
        end = match.start()
    return start, _unmarked_behind(head, start, lexicon) or end


def _marked_behind(head: str, start: int, lexicon: Lexicon) -> int | None:
    """Where an outlet or a writer is set off behind the title: `Talks fail - Ann Lee - NYT`."""
    match = _BEHIND.search(head, start + 8)
    tail = head[match.end() :].strip(" *") if match else ""
    if match is None or not (_publishes(tail, lexicon) or _is_writer(tail, lexicon)):
        return None
    before = _BEHIND.search(head[: match.start()], start + 8)
    name = before and before.string[before.end() :].strip()
    signed = name and is_person(name, lexicon) and has_first_name(name, lexicon)
    return before.start() if before and signed else match.start()


def _publishes(name: str, lexicon: Lexicon) -> bool:
    return lexicon.outlet(name) is not None or fold(name) in lexicon.names["agencies"]


def _unmarked_behind(head: str, start: int, lexicon: Lexicon) -> int | None:
    """Where a writer with outlet and job, an agency, or a date and an outlet stand right behind the title."""
    if _JOB_AT_END.search(head):
        for word in _NAME_BEGINS.finditer(head, start + 12):
            if fold(word[0]) in lexicon.lists["names.first"] and _is_writer(head[word.start() :], lexicon):
                return len(head[: word.start()].rstrip())
    agency = _agency_at_end(head, lexicon)
    if agency and head.count(" ", start, len(head) - agency) > _AGENCY_BEHIND and head[start].isalnum():
        before = head[: len(head) - agency].rstrip()
        if before.rsplit(" ", 1)[-1].casefold() not in lexicon.lists["headline.small"]:
            return len(before)
    if (dated := _DATE_THEN.search(head, start + 8)) and find_dates(dated["date"], lexicon):
        tail = dated["tail"].strip(" .,|-–—")
        if not tail or _publishes(tail, lexicon):
            return dated.start()
    return None


def _is_writer(text: str, lexicon: Lexicon) -> bool:
    """`Ann Lee, Herald Staff Writer`, perhaps with the day behind it."""
    found = credits_in(text, lexicon) if text[:1].isupper() else None
    if found is None or found.unknown or not found.jobs or not found.authors:
        return False
    return all(has_first_name(one.name, lexicon) for one in found.authors)


def credits_behind(text: str, lexicon: Lexicon) -> int | None:
    """Where the title ends on a line whose breaks were lost: title, byline, date and time one behind the other.

    >>> words = Lexicon.default()
    >>> lines = (
    ...     "Storm Closes Schools By Ann Lee Posted Friday, June 18, 2004, at 2:57 PM PT",
    ...     "Storm closes schools Wed Oct 29, 6:14 PM ET",
    ...     "Storm Closes All SchoolsBy ANN LEE",
    ... )
    >>> [line[: credits_behind(line, words)] for line in lines]
    ['Storm Closes Schools', 'Storm closes schools', 'Storm Closes All Schools']
    >>> near = ("By Ann Lee Wed Oct 29, 6:14 PM ET", "The storm closed the schools by Lake Erie on Friday, 18 June.")
    >>> [credits_behind(line, words) for line in near]
    [None, None]
    """
    if (
        not text
        or not text[0].isalnum()
        or text[-1] == "."
        or _OPENS_CREDIT.match(text)
        or _is_field(text)
        or "@" in text
    ):
        return None
    end = next(
        (
            match.start()
            for match in _BY_BEHIND.finditer(text, 12)
            if text.count(" ", 0, match.start()) >= 2 and _only_credits(text[match.end() :], lexicon)
        ),
        None,
    )
    posted = _POSTED_AT.search(text, 12, end or _LONGEST_HEAD)
    if posted and text.count(" ", 0, posted.start()) >= 1:
        end = posted.start()
    dated = _date_behind(text[:end], lexicon)
    return end if dated is None else dated


def _only_credits(text: str, lexicon: Lexicon) -> bool:
    """A name that begins with a first name, or an agency, then nothing but more names, outlets and dates."""
    words = text.split()
    if len(words) > 24:
        return False
    if any(fold(" ".join(words[:count])).removeprefix("the ") in lexicon.names["agencies"] for count in (1, 2, 3)):
        return not any(word[0].islower() for word in words[:4])
    if len(words) < 2 or fold(words[0].strip(".,")) not in lexicon.lists["names.first"]:
        return False
    small = sum(word[0].islower() and word not in _OF_NAMES and word not in _CREDIT_WORDS for word in words)
    return small == 0 and not words[1][0].islower() and words[1][0].isalpha()


_CREDIT_WORDS = frozenset(
    ("by", "at", "on", "in", "of", "for", "the", "posted", "published", "updated", "p.m.", "a.m.", "pm", "am")
)


def _date_behind(text: str, lexicon: Lexicon) -> int | None:
    """A date with its time or weekday that ends the line, and a title before it."""
    dates = find_dates(text[:_LONGEST_HEAD], lexicon)
    if not dates or len(text) - dates[-1].span.end > 40 or text[-1] == ".":
        return None
    date = dates[0]
    timed = date.weekday_agrees is not None or any(one.at for one in dates) or _CLOCK.search(text, date.span.start)
    if not timed:
        return None
    label = _POSTED_BEHIND.search(text, max(0, date.span.start - 70), date.span.start)
    end = label.start() if label else date.span.start
    head = text[:end].rstrip()
    if (
        head.count(" ") < 2
        or len(head) < 16
        or head.endswith((" on", " the", " of", " in", " until", " from", " and", " for", ":"))
    ):
        return None
    return None if _is_credit(head.rstrip(" ,"), lexicon) else len(head)


# Of these the decoder has learnt what they weigh; a title is read behind more marks than a dash.
_OUTLET_DASH = lazy.compile(r"([A-Z][^-–—|:]{1,38}?)\s[-–—|]{1,2}\s(?=[\"“‘'$]?[A-ZÀ-Þ\d])")


def _outlet_and_dash(text: str, lexicon: Lexicon) -> int:
    """`Yahoo! News - Talks Fail`: where the title begins behind an outlet and a dash, else 0."""
    match = _OUTLET_DASH.match(text) if any(map(text.__contains__, "-|–—")) else None
    if match is None:
        return 0
    name = match[1].strip()
    return match.end() if lexicon.outlet(name) and not lexicon.has("source.generic", name) else 0


# `... Ann Lee / Herald staff columnist`
_JOB_AT_END = lazy.compile(r"\b(?:writer|reporter|columnist|correspondent|critic)s?\W{0,2}$", re.IGNORECASE)
_NAME_BEGINS = lazy.compile(r"(?<=\s)[A-Z][\w’'-]{2,14}(?=\s[A-Z])")
_AGENCY_BEHIND = 3  # blanks of the title before an agency
# `Talks fail. 20/04/2004. ABC News Online`
_DATE_THEN = lazy.compile(r"[.,:(]\s(?P<date>\d{1,2}[/.-]\d{1,2}[/.-]\d{4})\.?(?P<tail>[^\d]{0,40})$")


def _without_frame(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[int, int]:
    """Without a day before it, and without what was quoted, how long ago it was or a credit in brackets behind it."""
    for pattern in (_QUOTED_BEHIND, _CREDIT_BRACKETS, _AGO_BEHIND):
        behind = pattern.search(text, start + 8, end)
        if behind and text.count(" ", start, behind.start()):
            end = behind.start()
    for pattern in (_CREDITED_BEFORE, _EXCERPT_BEFORE):
        before = pattern.match(text, start, end)
        if before and text.count(" ", before.end(), end) >= 1:
            start = before.end()
            end -= before.lastgroup == "quoted" and text[end - 1] in '"”'
    dates = find_dates(text[start : start + 44], lexicon) if has_digit(text[start : start + 20]) else ()
    day = dates[0] if dates else None
    if day and day.has_year and text[start : start + day.span.start].strip(" (*") == "":
        begins = start + day.span.end
        if time := _TIME_BEFORE.match(text, begins, end):
            begins = time.end()
        if _opens_title(text[begins:end], told=time is not None):
            start = end - len(text[begins:end].lstrip(" .,:;–—|-"))
    return start, end


# `From the Herald blog: Talks fail`, `Excerpt from "Talks fail"`
_CREDITED_BEFORE = lazy.compile(r"From (?:the |an? )?[^:\n]{3,40}:\s(?=[\"“‘'$]?[A-ZÀ-Þ\d])")
_EXCERPT_BEFORE = lazy.compile(r"Excerpt(?:s|ed)? from:?\s(?P<quoted>[\"“])")
# `. 10:51 AM `, `10 a. m. EDT `, `, 11:26 GMT 12:26 UK `
_TIME_BEFORE = lazy.compile(
    r"[\s.,;]{0,3}(?:at\s)?(?:\d{1,2}[:.]\d\d(?:\s?[ap]\.?\s?m\.?)?|\d{1,2}\s?[ap]\.?\s?m\.?)(?!\w)(?:\s\(?(?-i:[A-Z]{2,4})\)?(?=\s))?"
    r"(?:\s\d{1,2}:\d\d\s(?-i:[A-Z]{2,4}))?(?=[\s,:;–—|-])",
    re.IGNORECASE,
)


def _opens_title(text: str, *, told: bool = False) -> bool:
    """Behind a date: at least three words, the first with a capital; behind its time two will do."""
    title = text.lstrip(" .,:;–—|-")
    return title != text and title.count(" ") >= (1 if told else 2) and title[0].isupper()


def _outlet_before(text: str, lexicon: Lexicon) -> int:
    """Where the title begins behind an outlet, its sections and their marks, else 0.

    >>> words = Lexicon.default()
    >>> lines = ("Yahoo! News - Talks Fail", "The Guardian > Travel > Talks Fail", "BBC News: World: Talks Fail")
    >>> [line[_outlet_before(line, words) :] for line in lines]
    ['Talks Fail', 'Talks Fail', 'Talks Fail']
    >>> [_outlet_before(line, words) for line in ("Time: It Flies Again", "Lee: Talks Fail Again")]
    [0, 0]
    """
    match = _OUTLET_MARK.match(text) if any(map(text[:120].__contains__, _OUTLET_MARKS)) else None
    if match is None or not _is_site(match[1].strip(), lexicon, marked=match[0].rstrip()[-1] != ":"):
        return 0
    begins = match.end()
    for _ in range(1 if match[0].rstrip()[-1] == ":" else _SECTIONS):  # a title has a colon of its own, too
        section = _SECTION_MARK.match(text, begins)
        if section is None or text.count(" ", section.end()) < 1:
            break
        begins = section.end()
    return begins


def site_before(text: str, lexicon: Lexicon) -> str | None:
    """The outlet or site that stands before a title and a mark: `CBS 4 Denver: Talks Fail`.

    >>> words = Lexicon.default()
    >>> [site_before(line, words) for line in ("Yahoo! Sports - Sailing - Talks Fail", "Lee: Talks Fail Again")]
    ['Yahoo! Sports', None]
    """
    match = _OUTLET_MARK.match(text)
    return match[1].strip() if match and _outlet_before(text, lexicon) else None


def _is_site(name: str, lexicon: Lexicon, *, marked: bool) -> bool:
    """An outlet, or the name of a site; before a colon no word that means something else, too."""
    if SITE.fullmatch(name) or _STATION.match(name):
        return True
    site, _, section = name.rpartition(" ")
    if marked and lexicon.has("kicker.sections", section) and lexicon.outlet(site):
        return True
    other = lexicon.has("source.generic", name) or (not marked and lexicon.has("source.ambiguous", name))
    return lexicon.outlet(name) is not None and not other


def _is_signature(text: str, lexicon: Lexicon, marked: bool) -> bool:
    """Are the words behind `by` names, and not `by the sea`?

    Where no mark stands before `by`, the first must be a known name, or all be names and credits: not `by Federal
    Agents, Police Say`.
    """
    words = [word for word in text.split()[1:4] if "@" not in word]
    particles = lexicon.lists["names.particles"]
    if len(words) < 2 or not all(word[0].isupper() or word in _OF_NAMES or word in particles for word in words):
        return False
    if marked or fold(words[0].strip(".,")) in lexicon.lists["names.first"]:
        return True
    first, *others = (part.strip(" )") for part in _NAMES_PART.split(text.split(None, 1)[1]))
    return is_person(first, lexicon) and all(_is_credit_part(part, lexicon) for part in others[:1])


def _is_credit_part(text: str, lexicon: Lexicon) -> bool:
    if not text:
        return True
    known = lexicon.outlet(text) or find_dates(text, lexicon) or _EMAIL.match(text)
    return bool(known) or fold(text.split()[0]) in lexicon.lists["names.first"]


def read_from_title(text: str) -> tuple[int, int]:
    """Where a post's title holds the headline: without `Re:`, list names and stars; nowhere if it is a reply.

    >>> title = "[clips] ****Talks fail again 11/02/96 (fwd)"
    >>> start, end = read_from_title(title)
    >>> title[start:end]
    'Talks fail again'
    >>> read_from_title("Re: your mail")
    (0, 0)
    """
    if _REPLY.match(text):
        return 0, 0
    start, end = 0, len(text)
    for _ in range(5):
        if not (match := _SUBJECT_BEFORE.match(text, start)):
            break
        start = match.end()
    for pattern in (_SUBJECT_BEHIND, _DATE_BEHIND):
        if match := pattern.search(text, max(start, end - 90), end):
            end = match.start()
    return start, end
