"""The article's headline: a short line without a full stop, set off from what stands around it, above the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from clipparse import lazy
from clipparse.clue import Clue, Sighting
from clipparse.facts.dates import find_dates
from clipparse.facts.stems import Stems, stems_of
from clipparse.facts.title_credits import BY_LINE, LONGEST_HEAD, credits_behind, is_credit, is_field
from clipparse.lexicon import Lexicon
from clipparse.page import Block, Page
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
FIRST_OVER_BYLINE = _clue(Role.HEADLINE, 1.0, "the first words of the post, directly above a byline")
OUTLET_BEFORE_BELOW = _clue(Role.SOURCE, 1.5, "an outlet and a dash, then a title, directly below a text")
ITEM = _clue(Role.HEADLINE, 1.2, "one of three and more titles on the page that each head a paragraph or two")

_WORD = lazy.compile(r"[^\W\d_][\w'’-]*")
_NUMBERED = lazy.compile(r"(?:\[\d{1,2}\]|\(\d{1,2}\)|\d{1,2}[.)]|#\d+)\s+\S")
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
# `By Ann Lee The council ...`: a text that opens with its byline
_SIGNED_TEXT = lazy.compile(r"[-–—\s]{0,4}(?:By|BY)\s+(?:[A-ZÀ-Þ][\w.’'-]{0,24}\s+){1,3}[A-ZÀ-Þ]")
# Of these the decoder has learnt what they weigh; a title is read behind more marks than a dash.
_OUTLET_DASH = lazy.compile(r"([A-Z][^-–—|:]{1,38}?)\s[-–—|]{1,2}\s(?=[\"“‘'$]?[A-ZÀ-Þ\d])")


def observe(page: Page, lexicon: Lexicon) -> Iterator[Sighting]:
    """Say of every short paragraph how far it looks like a headline."""
    top, stems = page.title_block, stems_of(page)
    for position, block in enumerate(page.blocks):
        if not 2 <= len(block.text) <= 200 or is_field(block.text) or not _WORD.search(block.text):
            continue
        for clue in _look(block, lexicon):
            yield block.first, clue
        if position == top:
            yield block.first, TOP_OF_TEXT
        for clue in _surroundings(page, position, stems, lexicon):
            yield block.first, clue
    yield from _repeats(page)
    yield from _signed(page)
    yield from _by_text_below(page, stems, lexicon)
    yield from _run_together(page, lexicon)
    yield from _first_words(page, lexicon)
    yield from _items(page, lexicon)


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
    if (news or (not below[0].is_prose and _is_signed_by(below, lexicon))) and not is_credit(text, lexicon):
        yield DATED_OVER_TEXT if news else SIGNED_BELOW


def _may_stand_over_text(block: Block) -> bool:
    """No prose; a question or a name in brackets at the end makes no prose of a line."""
    return not block.is_prose or (len(block) == 1 and len(block.text) < 140 and block.text[-1] in "?)")


def _is_signed_by(below: Sequence[Block], lexicon: Lexicon) -> bool:
    return any(not other.is_prose and is_credit(other.text, lexicon) for other in below)


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
        elif below and _may_head(block, below[0]) and not is_credit(block.text, lexicon):
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
    return 8 <= len(block.text) <= 200 and text.first - block.last <= 7 and not is_field(block.text)


def _is_text(block: Block) -> bool:
    return block.is_prose and (len(block.text) >= 140 or block.text[-1] == ".")


def _run_together(page: Page, lexicon: Lexicon) -> Iterator[Sighting]:
    """Heads whose line breaks were lost: title and credits on one line, or the byline glued to the first paragraph."""
    above: Block | None = None
    for block in page.blocks:
        text = block.text
        if 20 <= len(text) <= LONGEST_HEAD and text[-1] not in ":;" and _ends_with_credits(text, lexicon):
            yield block.first, CREDITS_BEHIND
        below_text = above is not None and above.is_prose
        if below_text and len(text) <= 200 and (end := _outlet_and_dash(text, lexicon)) and text.count(" ", end) >= 2:
            yield block.first, OUTLET_BEFORE_BELOW
        if (
            len(text) > 120
            and _SIGNED_TEXT.match(text)
            and above
            and 8 <= len(above.text) <= 160
            and above.text[-1] not in ".,;:"
            and not is_credit(above.text, lexicon)
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
        or is_field(text)
        or is_credit(text, lexicon)
    ):
        return
    if len(below.text) <= 140 and BY_LINE.match(below.text):
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
        and not is_field(text)
        and not is_credit(text, lexicon)
    )


def _echoes(block: Block, back: int, below: Sequence[Block]) -> Iterator[Clue]:
    """How many words of a line come back in the text below."""
    if back < 2:
        yield ONE_WORD_COMES_BACK if back else NO_WORD_COMES_BACK
    if not back and " " in block.text and _WORD.search(block.text) and not _NAMED.search(block.text):
        yield NOTHING_NAMED
    if any(name in one.text[:600] for name in _NAME.findall(block.text) for one in below):
        yield NAME_COMES_BACK


def _repeats(page: Page) -> Iterator[Sighting]:
    for said, places in page.repeats.items():
        if len(said) >= 15 and len(places) <= 3:
            yield places[0], SAME_BELOW
            yield from ((index, SAME_AS_ABOVE) for index in places[1:])


def _outlet_and_dash(text: str, lexicon: Lexicon) -> int:
    """`Yahoo! News - Talks Fail`: where the title begins behind an outlet and a dash, else 0."""
    match = _OUTLET_DASH.match(text) if any(map(text.__contains__, "-|–—")) else None
    if match is None:
        return 0
    name = match[1].strip()
    return match.end() if lexicon.outlet(name) and not lexicon.has("source.generic", name) else 0
