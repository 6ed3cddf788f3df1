"""Whose voice a stretch of prose is: a reporter's, or that of the one who wrote the post.

A single paragraph rarely tells an article from an essay. A careful reader looks at the whole: what stands above the
stretch and below it, how long it is, what kind of page it is, and how the paragraphs around speak.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import accumulate, pairwise

import attrs

from clipparse import lazy
from clipparse.clue import Clue, Sighting
from clipparse.facts.prose import Prose, prose_of
from clipparse.facts.scraps import is_field, is_salutation, opens_with_place, scraps_of
from clipparse.gate import gated
from clipparse.lexicon import Lexicon, fold
from clipparse.page import Block, Page
from clipparse.roles import Role

_clue = partial(Clue, "voice")

CREDITED = _clue(Role.BODY, 1.0, "a stretch under an outlet's name or a copyright line")
SIGNED = _clue(Role.BODY, 1.0, "a stretch under a headline and a byline")
DATED = _clue(Role.BODY, 0.5, "a stretch under a date and a short line")
OPENS_WITH_PLACE = _clue(Role.BODY, 1.5, "a stretch that opens with a place and a dash, as agencies do")
HEADED = _clue(Role.BODY, 0.3, "a stretch under nothing but a short line")
BARE = _clue(Role.COMMENTARY, 0.8, "a stretch with no head")
UNDER_MAIL_HEADER = _clue(Role.COMMENTARY, 0.5, "a stretch directly under a mail's header")
CREDIT_BELOW = _clue(Role.BODY, 0.5, "a stretch without a credit above, but with one below")
CLOSED = _clue(
    Role.BODY, 1.0, "a stretch without a credit above; below it, and last, its credits or a note on its writer"
)
NO_CREDITS = _clue(Role.COMMENTARY, 0.5, "a page without a credit over any stretch")

SINGLE = _clue(Role.COMMENTARY, 0.5, "a stretch of one paragraph, without a credit")
FEW = _clue(Role.COMMENTARY, 0.3, "a stretch of two to four paragraphs, without a credit")

REPORTS = _clue(Role.BODY, 1.0, "a stretch that reports")
TALKS = _clue(Role.COMMENTARY, 1.0, "a stretch that talks, without a credit")
INTERVIEW = _clue(Role.BODY, 1.5, "a stretch of questions and answers")
LETTER = _clue(Role.BODY, 1.5, "a stretch that opens as a letter to the editor")
SALUTATION = _clue(Role.BODY, 2.5, "the salutation of a letter to the editor")
RETELLS = _clue(Role.COMMENTARY, 3.0, "a stretch that tells what an article says")
TALKS_CREDITED = _clue(Role.BODY, 0.3, "a stretch that talks, under a credit")
AROUND_REPORTS = _clue(Role.BODY, 0.8, "the paragraphs around report")
AROUND_TALKS = _clue(Role.COMMENTARY, 0.8, "the paragraphs around talk, without a credit")
I_UNDER_CREDIT = _clue(Role.BODY, 1.0, "says I, in a stretch that is credited and says I throughout")
I_AFTER_REPORT = _clue(Role.COMMENTARY, 1.0, "says I, in a stretch that reports and says I nowhere else")
AT_THE_END = _clue(Role.COMMENTARY, 1.0, "talks, as one of the last two paragraphs of a stretch that reports")
NOBODY_SPEAKS = _clue(Role.COMMENTARY, 0.5, "nobody is quoted or reported in the whole stretch")
MANY_SPEAK = _clue(Role.BODY, 0.8, "speech is reported in every third paragraph of the stretch")
CODE = _clue(Role.COMMENTARY, 1.5, "a page with program code")
NO_NEWS_PAGE = _clue(Role.COMMENTARY, 0.5, "a saved page without a newspaper's sections")
BARE_PAGE = _clue(Role.BODY, 1.5, "a page without a mail's header, a posting line or menus: a text passed on by itself")
NOTHING_NAMED = _clue(Role.COMMENTARY, 1.0, "nothing on the page names a paper, an agency, a writer or a link")
MUCH_NAMED = _clue(Role.BODY, 0.4, "two or more of these are named on the page: a paper, an agency, a writer, a link")
UNDER_WRITER = _clue(Role.BODY, 1.2, "below a writer's name in the head of the page")
BLOG_PAGE = _clue(Role.COMMENTARY, 0.5, "a saved page with a blog's furniture, and no newspaper's")

_FIGURE = lazy.compile(r"\d")
_LINKS = ("http://", "https://", "www.")
_AGENCY = lazy.compile(
    r"\((?:AP|Reuters|AFP|UPI|dpa|PA|EFE|ANSA|Xinhua|CNN|BBC)\)|\b(?:Associated Press|Reuters|AFP)\b"
)
_OF_AGENCY = (
    "Associated Press", "Reuters", "AFP", "(AP)", "(UPI)", "(dpa)", "(PA)", "(EFE)", "(ANSA)", "(Xinhua)", "(CNN)",
    "(BBC)",
)  # fmt: skip
_WRITTEN_BY = lazy.compile(
    r"(?:^|\s)(?:[Bb]y|BY):? (?!The |THE )[A-Z][\w.'’-]{1,20} (?:[A-Z][\w.'’-]{0,20} ){0,2}[A-Z][\w'’-]{1,20}"
)
_HEAD_WITHIN = 6  # lines of the page
_LONGEST_HEAD = 220
_CODE = lazy.compile(
    r"\w\(\)|\);\s*$|\)\s*\{\s*$|^[{}]\s*$|^\s*(?:def|import|class|const|var|let|function|return)\s.*[=({:;]"
    r"|^\s*(?:\$|>>>) [a-z]|\w_\w+ ?\(|[^=]==[^=]|=>|&&|</\w+>|^\s*\(\w+-?\w*\s[^)]*$"
)
# without one of these marks nothing is code
_MARKS_OF_CODE = ("()", ");", "{", "}", "==", "=>", "&&", "</")
_OPENS_CODE = ("def", "import", "class", "const", "var", "let", "function", "return", "$", ">>>", "(")
# A mail's header begins within so many lines.
_HEADER_WITHIN = 8
_SPEAKER = lazy.compile(r"([A-Z][\w.'’ -]{0,30}?)\s?:\s")
_INTERVIEWED = gated(
    lazy.compile(
        r"\b(?:transcript|excerpts?|portions?) (?:of|from) (?:the|an|our|his|her|that|a) (?:\w+ )?(?:interview"
        r"|conversation)\b"
        r"|\binterview(?:ed)? (?:follows|by|with)\b",
    ),
    "transcript excerpt excerpts portion portions interview interviewed",
)
# Words that tell what an article says, by one who read it.
_RETOLD = gated(
    lazy.compile(
        r"\b(?:the|this|that|today's|yesterday's|his|her|their) (?:\w+ )?(?:article|story|piece|column|report"
        r"|editorial|paper) (?:also |then |even )?"
        r"(?:describes?|says|tells|reports|notes|goes on|claims|quotes|mentions|concludes|explains|argues|asserts"
        r"|states|details|points out"
        r"|cites|lists|continues|begins|ends|describing|was written|appeared|fails)\b"
        r"|\bhas an? (?:\w+ )?(?:article|story|piece|report)\b|\b(?:story|article|piece|column"
        r"|editorial),? (?:titled|entitled|headlined|called)\b"
        r"|\baccording to the (?:article|story|piece|report|paper)\b",
    ),
    "article story piece column report editorial paper",
)


@attrs.frozen(slots=True)
class _Paragraph:
    """What one paragraph of prose says of its speaker."""

    line: int
    me: bool
    said: bool
    asks: bool  # short, and ends with a question mark
    speaker: str  # `Q`, `MR. DOE`: who is said to speak, in front of a colon
    retells: bool
    announces_interview: bool
    score: float  # above 0 it reports, below 0 it talks


@attrs.frozen(slots=True)
class _Stretch:
    """Prose between two heads, credits or rules; `above` and `below` are the kinds of lines that stand there."""

    paragraphs: tuple[_Paragraph, ...]
    above: frozenset[str]
    below: frozenset[str]


def observe(page: Page, lexicon: Lexicon) -> Iterator[Sighting]:
    """Say of every stretch of prose what stands around it and how it speaks."""
    stretches = list(_stretches(page, lexicon))
    yield from ((index, UNDER_WRITER) for index in range(_below_writer(page), len(page.lines)))
    for line in page.lines:
        if is_salutation(line.content):
            yield line.index, SALUTATION
    named = _names(page, stretches)
    if named != 1:
        yield from ((line.index, MUCH_NAMED if named else NOTHING_NAMED) for line in page.lines)
    credits = any(_credit(stretch) for stretch in stretches)
    general = [*_of_page(page, lexicon), *(() if credits else (NO_CREDITS,))]
    saved = _is_saved(page)
    for stretch in stretches:
        clues = [*general, *_of_stretch(stretch, saved)]
        for paragraph, own in zip(stretch.paragraphs, _of_paragraphs(stretch), strict=True):
            for clue in (*clues, *own):
                yield paragraph.line, clue


def _below_writer(page: Page) -> int:
    """The line below the first that names who wrote it, however much else it holds; none for a page without one."""
    for line in page.lines[:_HEAD_WITHIN]:
        text = line.content
        if len(text) <= _LONGEST_HEAD and not text.endswith("said.") and _WRITTEN_BY.search(text):
            return line.index + 1
    return len(page.lines)


def _names(page: Page, stretches: Sequence[_Stretch]) -> int:
    """In how many ways the page names whose text it is: outlet or copyright, writer, place, link, agency."""
    around = frozenset[str]().union(*(stretch.above | stretch.below for stretch in stretches))
    kinds = bool(around & {"outlet", "copyright"}) + ("byline" in around) + ("place" in around)
    return kinds + _has_link(page.stretch) + _names_agency(page.stretch)


def _names_agency(text: str) -> bool:
    return any(map(text.__contains__, _OF_AGENCY)) and _AGENCY.search(text) is not None


def _is_saved(page: Page) -> bool:
    """Is this a saved web page, with more scraps around the text than there are paragraphs?"""
    prose = sum(block.is_prose for block in page.blocks)
    return page.width is None and len(page.blocks) > 20 and prose < 0.35 * len(page.blocks)


def _of_page(page: Page, lexicon: Lexicon) -> Iterator[Clue]:
    lines = page.lines
    if sum(_is_code(line.text[:200]) for line in lines) >= max(4, len(lines) * 0.04):
        yield CODE
    sections, blog = _furniture(page, lexicon)
    if not _is_saved(page):
        if not blog and not any(is_field(line.content) for line in lines[:_HEADER_WITHIN]):
            yield BARE_PAGE
    elif sections < 3:
        yield BLOG_PAGE if blog >= 2 else NO_NEWS_PAGE


def _furniture(page: Page, lexicon: Lexicon) -> tuple[int, int]:
    """How many of a newspaper's sections the page lists, and how many kinds of a blog's furniture it shows."""
    news, known = lexicon.lists["voice_page.news"], lexicon.lists["voice_page.blog"]
    sections: set[str] = set()
    blog: set[str] = set()
    for line in page.lines:
        if len(line.text) > 60:
            continue
        folded = fold(line.text)
        words = folded.split(" ", 3)
        if len(words) <= 3:
            if folded in news:
                sections.add(folded)
            # a word alone (`blog`, `tags`) may open any sentence, two or three (`posted by`) do not
            if words[0] in known:
                blog.add(words[0])
        blog.update(opening for size in (2, 3) if (opening := " ".join(words[:size])) in known and " " in opening)
    return len(sections), len(blog)


def _credit(stretch: _Stretch) -> Clue | None:
    """What the head of a stretch says for an article; None when there is no credit."""
    above = stretch.above
    if "letter" in above:
        return LETTER
    if above & {"outlet", "copyright"}:
        return CREDITED
    if "place" in above:
        return OPENS_WITH_PLACE
    if "byline" in above and above & {"short", "date"}:
        return SIGNED
    if "date" in above and "short" in above:
        return DATED
    return None


def _of_stretch(stretch: _Stretch, saved: bool) -> Iterator[Clue]:
    above, below = stretch.above, stretch.below
    credit = _credit(stretch)
    size = len(stretch.paragraphs)
    mean = _mean(stretch.paragraphs)
    if credit:
        yield credit
    else:
        yield HEADED if "short" in above else BARE
        if above & {"field", "wrote"}:
            yield UNDER_MAIL_HEADER
        if below & {"outlet", "copyright"}:
            yield CREDIT_BELOW
        if "closed" in below:
            yield CLOSED
        if size <= 4:
            yield SINGLE if size == 1 else FEW
    if _is_interview(stretch.paragraphs):
        yield INTERVIEW
        return
    retold = sum(one.retells for one in stretch.paragraphs)
    if not credit and retold >= (1 if size <= 3 else 2):
        yield RETELLS
        return
    if mean > 1.3:
        yield REPORTS
    elif mean < 0.3:
        yield TALKS_CREDITED if credit and not saved else TALKS
    if size >= 3:
        said = sum(one.said for one in stretch.paragraphs)
        if not said and not credit:
            yield NOBODY_SPEAKS
        elif said * 3 >= size:
            yield MANY_SPEAK


def _is_interview(paragraphs: Sequence[_Paragraph]) -> bool:
    """Do questions and answers take turns, or do two speakers, each named before a colon?"""
    asked = sum(one.asks and not after.asks for one, after in pairwise(paragraphs))
    speakers = Counter(one.speaker for one in paragraphs if one.speaker)
    turns = sum(count for count in speakers.values() if count >= 2)
    announced = any(one.announces_interview for one in paragraphs[:6])
    return (
        (asked >= 3 and asked * 10 >= len(paragraphs))
        or (len(speakers) >= 2 and turns >= 4)
        or (announced and (asked >= 2 or turns >= 2))
    )


def _of_paragraphs(stretch: _Stretch) -> Iterator[list[Clue]]:
    me = sum(one.me for one in stretch.paragraphs)
    credited = _credit(stretch)
    size = len(stretch.paragraphs)
    mean = _mean(stretch.paragraphs)
    for at, (one, around) in enumerate(zip(stretch.paragraphs, _around(stretch.paragraphs), strict=True)):
        clues = []
        if around > 1.3:
            clues.append(AROUND_REPORTS)
        elif around < 0.3 and not credited:
            clues.append(AROUND_TALKS)
        if one.me and credited and me * 5 > size:
            clues.append(I_UNDER_CREDIT)
        elif one.me and size >= 5 and me * 5 <= size:
            clues.append(I_AFTER_REPORT)
        if size - 2 <= at >= 2 and mean > 0.9 and one.score < 0:
            clues.append(AT_THE_END)
        yield clues


def _mean(paragraphs: Sequence[_Paragraph]) -> float:
    return sum(one.score for one in paragraphs) / len(paragraphs)


def _around(paragraphs: Sequence[_Paragraph]) -> Iterator[float]:
    """For every paragraph, the mean score of it and of three on either side."""
    sums = [0.0, *accumulate(one.score for one in paragraphs)]
    for at in range(len(paragraphs)):
        low, high = max(0, at - 3), min(len(paragraphs), at + 4)
        yield (sums[high] - sums[low]) / (high - low)


def _stretches(page: Page, lexicon: Lexicon) -> Iterator[_Stretch]:
    """The stretches of a page; what is quoted with marks and what stands between it are stretches of their own."""
    running: dict[bool, tuple[list[_Paragraph], list[str]]] = {}
    between: list[str] = []
    scraps = scraps_of(page, lexicon)
    for line, block, kinds, prose in zip(page.lines, page.blocks, scraps, prose_of(page, lexicon), strict=True):
        if not block.text:
            continue
        if kinds:
            between.extend(kinds)
            continue
        if opens_with_place(block.text):
            between.append("place")
        if between and (set(between) != {"short"} or _is_remark(running.get(line.quoted))):
            yield from (
                _Stretch(tuple(own), frozenset(above), frozenset(between[:3])) for own, above in running.values()
            )
            if _is_head(page, running.get(line.quoted)):
                between = [*running[line.quoted][1], "short", *between]
            running.clear()
        if line.quoted not in running:
            running[line.quoted] = [], between[-8:]
        between = []
        running[line.quoted][0].append(_paragraph(block, prose))
    for own, above in running.values():
        yield _Stretch(tuple(own), frozenset(above), frozenset([*between[:3], *(_closing(between))]))


def _closing(between: list[str]) -> Sequence[str]:
    """`closed` where the last lines of a page, below its text, say whose it was, in two ways or in a sentence."""
    said = {"outlet" if kind == "copyright" else kind for kind in between} & {"outlet", "byline", "date", "note"}
    return ("closed",) if "note" in said or len(said) > 1 else ()


def _is_remark(stretch: tuple[list[_Paragraph], list[str]] | None) -> bool:
    """Can a stretch be a remark, so that the short line below it is the next headline and no crosshead?"""
    return stretch is not None and len(stretch[0]) <= 3 and not {"short", "outlet", "byline", "date"} & {*stretch[1]}


def _is_head(page: Page, stretch: tuple[list[_Paragraph], list[str]] | None) -> bool:
    """Is it a headline that ends like a sentence, in the midst of a head?"""
    return (
        stretch is not None
        and bool(stretch[1])
        and len(stretch[0]) == 1
        and len(page.lines[stretch[0][0].line].content) <= 120
    )


def _paragraph(block: Block, prose: Prose) -> _Paragraph:
    text, counts = prose.text, prose.counts
    speaker = _SPEAKER.match(text) if ":" in text else None
    return _Paragraph(
        line=block.first,
        me=counts["self"] > 0,
        said=counts["said"] > 0,
        asks=text[-1] == "?" and len(text) <= 300,
        speaker=speaker[1] if speaker else "",
        retells=_RETOLD.search(prose.lower, block.words) is not None,
        announces_interview=_INTERVIEWED.search(prose.lower, block.words) is not None,
        score=_reporting(prose) - _talking(prose),
    )


def _reporting(prose: Prose) -> float:
    """How far a paragraph reports: speech, officials, figures, proper names, the past tense."""
    counts, size = prose.counts, max(1, len(prose.words))
    quoted = len(prose.outside) < len(prose.text) - 20
    score = (2.0 if quoted else 1.5) * (counts["said"] > 0) + 0.5 * (counts["titles"] > 0)
    score += 0.4 * (_FIGURE.search(prose.outside) is not None) + min(0.8, 8 * prose.past / size)
    if prose.language == "de":
        return score + 0.5  # every noun has a capital: what proper names give elsewhere, on average
    return score + min(1.0, 6 * prose.names / size)


def _talking(prose: Prose) -> float:
    """How far a paragraph talks: I, you, opinions, questions, exclamations, links, program code; not in quotations."""
    counts, text = prose.counts, prose.outside
    score = min(2.0, 1.2 * counts["self"]) + min(1.2, 0.8 * counts["you"]) + 0.4 * (counts["we"] > 0)
    score += min(1.0, 0.5 * counts["opinion"]) + 0.7 * ("!" in text) + 0.4 * ("?" in text)
    return score + 0.4 * _has_link(text) + _is_code(text)


def _is_code(text: str) -> bool:
    may_be = (
        any(map(text.__contains__, _MARKS_OF_CODE))
        or ("_" in text and "(" in text)
        or text.lstrip().startswith(_OPENS_CODE)
    )
    return may_be and _CODE.search(text) is not None


def _has_link(text: str) -> bool:
    return any(map(text.__contains__, _LINKS))
