"""A saved web page as a whole: where its article begins and ends, and whether a newspaper or a blog speaks there.

The reader's way: the line that repeats the browser's title is the title of the page; what stands above it is menus;
the running text under it is the article until share buttons, tags, related headlines or comments open the foot of the
page, and from the foot nothing comes back to the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

import attrs

from clipparse import lazy
from clipparse.clue import Clue, Sighting
from clipparse.facts.dates import find_dates
from clipparse.facts.people import is_person
from clipparse.lexicon import Lexicon, fold
from clipparse.page import Block, Page
from clipparse.roles import Role

_clue = partial(Clue, "site")

TITLE = _clue(Role.HEADLINE, 4.0, "the title that the saved page states")
LIKELY_TITLE = _clue(Role.HEADLINE, 2.0, "the likeliest title of a saved page")
BLOG_TITLE = _clue(Role.POST_TITLE, 7.0, "the title of a saved page like a blog's")
ABOVE = _clue(Role.FURNITURE, 5.0, "above the title of a saved page")
LABEL_ABOVE = _clue(Role.KICKER, 8.0, "a label set off from the menus above the title of a saved page")
DATE_ABOVE = _clue(Role.DATELINE, 8.0, "a date directly above the title of a saved page")
PICTURE_ABOVE = _clue(Role.CAPTION, 7.0, "about a picture, directly above the title of a saved page")
# The same above a title that the page does not state: a mail between menus may look so too.
LIKELY = {
    LABEL_ABOVE: _clue(Role.KICKER, 5.0, "a label set off from the menus above the likeliest title of a saved page"),
    DATE_ABOVE: _clue(Role.DATELINE, 4.0, "a date directly above the likeliest title of a saved page"),
    PICTURE_ABOVE: _clue(Role.CAPTION, 4.0, "about a picture, directly above the likeliest title of a saved page"),
}
UNDER_TITLE = _clue(Role.DATELINE, 0.5, "between the title and the text of a saved page")
NEWS_NAME = _clue(Role.BYLINE, 4.0, "by somebody, between the title and the text of a saved page")
NEWS_PERSON = _clue(Role.BYLINE, 2.5, "a person's name, between the title and the text of a saved page")
NEWS_DATE = _clue(Role.DATELINE, 4.0, "a date, between the title and the text of a saved page")
BLOG_DATE = _clue(Role.POST_DATE, 2.5, "a date between the title and the text of a saved page like a blog's")
BLOG_TEXT = _clue(Role.COMMENTARY, 4.0, "prose under the title of a saved page like a blog's")
BLOG_SCRAP = _clue(Role.COMMENTARY, 2.0, "between the paragraphs of a saved page like a blog's")
NO_SECOND = _clue(Role.HEADLINE, -3.0, "inside the article of a saved page, which has only one")
SCRAP = _clue(Role.FURNITURE, 0.5, "no prose, between the paragraphs of a saved page")
FOOT = _clue(Role.FURNITURE, 6.0, "in the foot of a saved page")
FOOT_OPENS = _clue(Role.FURNITURE, 1.5, "opens the foot of a saved page")

# From here on down a page's voice is a blog's.
_BLOG_LIKE = -1.3
_SURELY_A_BLOG = -3.0  # where the page states no title: mails between menus speak in the first person too
# Scraps around the text from which on a page counts as saved whole, and so many when its first line states the title.
_MANY_SCRAPS = 18
_SOME_SCRAPS = 5
_HEAD_WITHIN = 15  # blocks below the title
_DIRECTLY_ABOVE = 2  # blocks above the title
_COMMENTS = lazy.compile(
    r"(?:\d+|one|two|three|four|five|ein) (?:comments?|responses?|replies|thoughts?|kommentare?|gedanken?"
    r"|commentaires?|comentarios?|commenti)\b"
    r"|(?:comments?|responses?|kommentare|commentaires|comentarios|commenti|vos réactions|lesermeinungen"
    r"|leserkommentare) ?\(?\d*\)?$"
    r"|(?:leave a|post a|add a|schreibe? einen|laisser un|deja un) (?:reply|comment|kommentar|commentaire|comentario)",
    re.IGNORECASE,
)
_PICTURE = lazy.compile(
    r"^(?:photo|image|foto|bild|imagen|illustration|ilustración|picture)\b.{0,3}[:/©]|\((?:photo|ap|afp|getty|image"
    r"|foto)\b|/(?:ap|afp|getty)\b",
    re.IGNORECASE,
)
_PROMPT = lazy.compile(
    r"\b(?:cookies?|javascript|browser|newsletter|subscri\w+|sign up|log in|inbox|ad ?block\w*|abonn\w+|privacy)\b",
    re.IGNORECASE,
)
_AUTHOR = lazy.compile(r"(?:author|autor|auteur|autore)\b", re.IGNORECASE)
_BY = lazy.compile(r"(?:by|von|par|por|di)\b:? [^\W\d_]", re.IGNORECASE)
# what a scraper leaves of `By Ann Lee and Bo Marsh` when the names are links
_BY_ALONE = lazy.compile(r"(?:by|von|par|por|di|and|und|et|y|e|&)$", re.IGNORECASE)
_DATE_LABEL = lazy.compile(
    r"(?:posted|published|updated|veröffentlicht|publicado|publié)(?:\s+(?:on|am|el|le))?\W*", re.IGNORECASE
)
_TIME = lazy.compile(r"\b\d{1,2}[:.]\d{2}\b(?:\s?[ap]\.?m\b\.?)?|\bUhr\b|\b[A-Z]{2,4}T\b")
_BULLET = lazy.compile(r"[*+•·o](?:\s|$)")
_MENU_ENTRY = lazy.compile(r"[^\W\d_][^\d©]*$")
_PERSONAL = lazy.compile(r"\b(?:I|I'm|I’m|I've|I’ve|my|ich|mich|mir|meine?[nrms]?|je|mon|moi)\b")
_QUOTED = lazy.compile(r"[\"“„«][^\"”“„«»]{0,400}[\"”“»]")
_SPOKEN = lazy.compile(r"[\"“„«”]|\bsaid\b|\bsagte\b|\bdijo\b")
_POSTED = lazy.compile(
    r"(?:posted|eingestellt|veröffentlicht|geschrieben|publicado|publié|posté) (?:by|von|am|por|par)\b",
    re.IGNORECASE,
)
_BLOG = lazy.compile(r"\b(?:we)?blog\w*\b|\bthoughts\b", re.IGNORECASE)
_AGENCY = lazy.compile(r"\((?:AP|Reuters|AFP|UPI|dpa|EFE|CNN|CMC)\)|\b(?:Staff Writer|Staff Reporter)\b|\bNews Staff\b")


@attrs.frozen(slots=True)
class Article:
    """The parts of a saved page, as positions of blocks."""

    title: int
    first: int
    last: int
    foot: int  # the first block of what nothing comes back from
    head: dict[int, Clue]  # what stands above the title and belongs to the article
    voice: float  # above zero like a newspaper's, below like a blog's


def observe(page: Page, lexicon: Lexicon) -> Iterator[Sighting]:
    """Say of the lines of a saved page which part of it they are."""
    article = find_article(page, lexicon)
    if article is None:
        return
    for position, block in enumerate(page.blocks):
        for clue in _part(page, lexicon, article, position):
            for index in range(block.first, block.last + 1):
                yield index, clue


def _part(page: Page, lexicon: Lexicon, article: Article, position: int) -> Iterator[Clue]:
    block = page.blocks[position]
    blog = article.voice < (_BLOG_LIKE if page.stated_title >= 0 else _SURELY_A_BLOG)
    if position < article.title:
        clue = article.head.get(position)
        if clue and not blog:
            yield clue if page.stated_title >= 0 else LIKELY[clue]
        elif not clue and article.title - position > _DIRECTLY_ABOVE:
            yield ABOVE
    elif position == article.title:
        yield BLOG_TITLE if blog else TITLE if page.stated_title >= 0 else LIKELY_TITLE
    elif position < article.first:
        if not blog:
            yield UNDER_TITLE
        yield from _under(block.text, lexicon, blog)
    elif position >= article.foot:
        if not (blog and len(block.text) <= 100 and _POSTED.match(block.text)):
            yield FOOT
        if position == article.foot:
            yield FOOT_OPENS
    else:
        yield NO_SECOND
        yield from _inside(block, blog)
        # a standfirst or a caption may stand above the byline
        above = page.blocks[article.first : position]
        if position - article.title <= _HEAD_WITHIN and len(above) < 6 and sum(one.is_prose for one in above) == 1:
            yield from _under(block.text, lexicon, blog)


def _under(text: str, lexicon: Lexicon, blog: bool) -> Iterator[Clue]:
    """Who wrote what stands under the title, and when."""
    if len(text) > 100:
        return
    text = text.lstrip("*+ ")
    if _POSTED.match(text) or _BY.match(text) or _AUTHOR.match(text):
        if not blog:
            yield NEWS_NAME
    elif _is_dated(text, lexicon):
        yield BLOG_DATE if blog else NEWS_DATE
    elif not blog and _BY_ALONE.match(text):
        yield NEWS_NAME
    elif not blog and is_person(text, lexicon):
        yield NEWS_PERSON


def _inside(block: Block, blog: bool) -> Iterator[Clue]:
    if not block.is_prose:
        yield BLOG_SCRAP if blog else SCRAP
    elif blog:
        yield BLOG_TEXT


def _head(page: Page, lexicon: Lexicon, title: int) -> dict[int, Clue]:
    """What stands above the title and yet belongs to the article, going up until something else comes.

    One line of something else is passed over when a date stands above it.
    """
    found: dict[int, Clue] = {}
    passed = False
    group = _set_off(page, title)
    for position in range(title - 1, max(-1, title - 6), -1):
        clue = _above(page, lexicon, position, position >= group)
        second = clue is LABEL_ABOVE and LABEL_ABOVE in found.values() and position < group
        if clue is None or second or (passed and clue is not DATE_ABOVE):
            if passed:
                break
            passed = True
        else:
            found[position] = clue
            passed = False
    return found


def _set_off(page: Page, title: int) -> int:
    """The first of the few blocks above the title that a wider gap parts from the menu; the title for none."""
    gaps = [page.lines[block.first].gap for block in page.blocks[max(0, title - 8) : title]]
    first = title - len(gaps)
    for position in range(max(first + 2, title - 4), title):  # what no bullet marks, below a list with bullets
        listed = [_BULLET.match(block.text) is not None for block in page.blocks[position - 2 : title]]
        if listed[:2] == [True, True] and not any(listed[2:]):
            return position
    for k in range(len(gaps) - 1, max(3, len(gaps) - 5) - 1, -1):
        if gaps[k] > max(gaps[k - 3 : k]) and gaps[k] >= max(gaps[k:]):
            return first + k
    return title


def _above(page: Page, lexicon: Lexicon, position: int, set_off: bool) -> Clue | None:
    block = page.blocks[position]
    text = block.text
    if block.is_prose or _PICTURE.search(text):
        return PICTURE_ABOVE if len(text) <= 400 and not _PROMPT.search(text) else None
    if len(text) > 80 or not position:
        return None
    if _BY.match(text):
        return None
    if _is_dated(text, lexicon):
        return DATE_ABOVE
    return LABEL_ABOVE if _is_label(page, lexicon, position, set_off) else None


def _is_dated(text: str, lexicon: Lexicon) -> bool:
    """Is this a date or a time, with hardly more than `Published` or a place beside it?"""
    if _DATE_LABEL.fullmatch(text):
        return True
    rest = text
    for found in reversed(find_dates(text, lexicon)):
        rest = rest[: found.span.start] + rest[found.span.end :]
    rest = _TIME.sub(" ", rest)
    return rest != text and len(re.findall(r"[^\W\d_]{2,}", rest)) <= 3


def _is_label(page: Page, lexicon: Lexicon, position: int, set_off: bool) -> bool:
    """Is this short line set off from the menu above it, or a section's own name behind something else than a menu?"""
    text = page.blocks[position].text.strip(" |/")
    if (
        not 3 <= len(text) <= 40
        or not text[0].isalpha()
        or text[-1] in ">:,"
        or len(text.split()) > 5
        or any(char.isdigit() for char in text)
    ):
        return False
    section = lexicon.has("kicker.sections", text) or lexicon.has("site.sections", text)
    words = fold(text).split()
    if not section and (
        lexicon.has("furniture.whole_lines", text)
        or any(" ".join(words[:count]) in lexicon.lists["furniture.openings"] for count in (1, 2))
    ):
        return False
    if set_off or position < 2:
        return set_off or section
    before = page.blocks[position - 1]
    line, gap_before = page.lines[page.blocks[position].first], page.lines[before.first].gap
    if section and (fold(text) == fold(before.text) or line.gap):
        return True
    return line.gap > gap_before or len(before.text) > 45 or not _MENU_ENTRY.match(before.text)


def find_article(page: Page, lexicon: Lexicon) -> Article | None:
    """The article of a saved page; None when the page is no saved page or has no title above running text."""
    first, last = page.main_text
    title = page.title_block
    if title < 0 or last < first:
        return None
    blocks = page.blocks
    first = next((k for k in range(title + 1, last + 1) if blocks[k].is_prose), -1)
    if first < 0:
        return None
    if not _is_saved(page, lexicon, (*blocks[:title], *blocks[last + 1 :])):
        return None
    foot = _foot(blocks, lexicon, first, last)
    voice = _voice(page, lexicon, title, first, last)
    if voice < _BLOG_LIKE:
        foot = _on_to_a_label(blocks, lexicon, foot)
    last = max(k for k in range(first, foot) if blocks[k].is_prose)
    return Article(title, first, last, max(foot, last + 1), _head(page, lexicon, title), voice)


def _is_saved(page: Page, lexicon: Lexicon, around: tuple[Block, ...]) -> bool:
    """Do menus and widgets stand around the text, and more of them than prose?"""
    scraps = [block for block in around if not block.is_prose]
    if (page.stated_title < 0 or len(scraps) < 2 * _MANY_SCRAPS) and len(around) - len(scraps) > len(scraps) / 4:
        return False
    known = sum(fold(block.text.lstrip("*+o ")) in lexicon.lists["furniture.whole_lines"] for block in scraps)
    if page.stated_title >= 0:
        return len(scraps) >= _SOME_SCRAPS and (known >= 2 or len(scraps) >= _MANY_SCRAPS)
    return len(scraps) >= _MANY_SCRAPS and known >= 2


def _foot(blocks: tuple[Block, ...], lexicon: Lexicon, first: int, last: int) -> int:
    """The first block after the article: where comments begin, or a label of the foot with little prose below."""
    foot = lexicon.lists["furniture.foot"]
    prose = [0]
    for block in blocks:
        prose.append(prose[-1] + (min(len(block.text), 400) if block.is_prose else 0))
    whole = prose[last + 1] - prose[first]
    for position in range(first + 1, last + 1):
        text = blocks[position].text
        if len(text) > 160 or prose[position] - prose[first] < min(400, whole / 4):
            continue
        if _COMMENTS.match(text.lstrip("*+ ")):
            return position
        if prose[position] - prose[first] >= 0.6 * whole and _opens_foot(text, foot):
            return position
    return last + 1


def _on_to_a_label(blocks: tuple[Block, ...], lexicon: Lexicon, foot: int) -> int:
    """A blog's text goes on through lists and pieces of code as long as prose comes back before a label."""
    known = lexicon.lists["furniture.whole_lines"] | lexicon.lists["furniture.foot"]
    end = foot
    for position in range(foot, len(blocks)):
        text = blocks[position].text
        if len(text) <= 80 and (fold(text.lstrip("*+ ")) in known or _COMMENTS.match(text) or _POSTED.match(text)):
            break
        if blocks[position].is_prose:
            end = position + 1
    return end


def _opens_foot(text: str, foot: frozenset[str]) -> bool:
    return fold(text.lstrip("*+ ")) in foot


def _voice(page: Page, lexicon: Lexicon, title: int, first: int, last: int) -> float:
    """How much more the page is like a newspaper's than like a blog's."""
    blocks = page.blocks
    frame = {
        fold(block.text.lstrip("*+ ")) for block in (*blocks[:title], *blocks[last + 1 :]) if len(block.text) <= 60
    }
    news = len(frame & lexicon.lists["site.newspaper"])
    blog = len(frame & lexicon.lists["site.blog"])
    stated = page.lines[0].content[:200]
    prose = [block.text[:1000] for block in blocks[first : last + 1] if block.is_prose]
    own = sum(bool(_PERSONAL.search(_QUOTED.sub(" ", text))) for text in prose) / len(prose)
    spoken = sum(bool(_SPOKEN.search(text)) for text in prose) / len(prose)
    voice = min(news, 5) * 0.6 - min(blog, 3) * 1.2
    voice += 2.0 if any(lexicon.outlet(part) for part in re.split(r"\s[-–—|]\s", stated)) else 0.0
    voice -= 1.5 * bool(_BLOG.search(stated)) + 1.5 * any(_POSTED.match(line.content) for line in page.lines)
    voice += 1.5 * any(_AGENCY.search(line.content[:160]) for line in page.lines)
    voice += 1.2 * any(_BY.match(block.text) for block in blocks[title + 1 : first] if len(block.text) <= 100)
    voice -= min(4.0, 10 * own)
    return voice + 1.5 * min(1.0, 2 * spoken)
