"""What stands over an article: kicker, headline, standfirst."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import attrs

from clipparse import lazy
from clipparse.article import Article
from clipparse.clue import Clue
from clipparse.edit import squeezed
from clipparse.facts.titles import title_in
from clipparse.model import Clipping
from clipparse.page import Span
from clipparse.passage import Found, Part, Passage, joined
from clipparse.roles import Role
from clipparse.stages import byline, source

# The title of a page, with what was marked on it behind it. The blank before the colon is the button's, not a writer's.
_QUOTED = lazy.compile(r"(?P<title>[^\n:\"“]{3,60}(?::\s[^\n\"“:]{3,60}){0,3}[^\n:\"“]{0,60})\s:\s{0,2}[\"“]")
# A stop that stands for itself, where a link ended before it: `Storm Closes Schools . The schools`.
_LOOSE_STOP = lazy.compile(r"\s\.\s{1,2}(?=[A-Z\"“])")
_LONGEST_LINKED, _FEWEST_LINKED, _SHARE_OF_CAPITALS = 120, 4, 0.75
_FEWEST_TITLED = 3  # long words of a title with a colon behind it
# Behind a day: the time, in one zone or in several.
_CLOCK = lazy.compile(
    r"(?:[\s,|–—-]{1,3}(?:\d{1,2}[:.]\d\d(?:\s?[ap]\.?\s?m\b\.?)?|\d{1,2}\s?[ap]\.?\s?m\b\.?)(?:\s[A-Z]{2,4}\b)?){0,3}[\s,|–—-]{1,3}",
    re.IGNORECASE,
)
_NO_TITLE = lazy.compile(
    r"(?:posted|updated|published|filed|section|page|last|printed|created|submitted|by|from)\b"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|.*\b(?:page\s\w?\d|edition\b)",
    re.IGNORECASE,
)
# A headline with a summary behind it has so many words at the least, and the summary.
_FEWEST_WITH_DECK, _FEWEST_IN_DECK = 7, 3
_SMALL = 3  # letters of words that titles have in small letters
_WORD = lazy.compile(r"\S+")
_LONGEST_LABEL = 30  # characters of a title that may well say a thing twice
# A title on a credit line has so many blanks at the least.
_TITLE_BLANKS = 3
_BY = lazy.compile(r"[\s,(–—-]{0,3}(?:By|BY|by):?\s[A-Z]")
# Of the text, so many lines at either end may be a title behind its site's name, and how long they are.
_ENDS, _SHORT = 2, 120
_LEADS_ON = frozenset(("that", "the", "a", "an", "of", "and", "who", "which", "because"))
# Fields that a headline's line may state.
_OF_A_HEAD = ("kicker", "headline", "standfirst", "byline", "dateline", "published", "agency", "source")
_NOT_PART = "left out of the headline: "
_LONGEST_NOTE = 200


def kicker_lines(article: Article) -> Found | None:
    """All of them."""
    return joined(article.of(Role.KICKER))


def headline_lines(article: Article) -> Found | None:
    """All of them, without what else stands there; one that is said again counts once."""
    titles = _titles(article)
    if at := _linked_in(titles) or _deck_at(article) or _half_of(titles) or _capitals_end(article):
        titles = [attrs.evolve(titles[0], end=at)]
    if titles and titles[-1].text.endswith(":") and _is_titled(titles[-1].text):
        titles[-1] = attrs.evolve(titles[-1], end=titles[-1].end - 1)
    said = squeezed(" ".join(one.text for one in titles))
    if _leads_on(said):
        return None
    return Found(said, tuple(span for one in titles for span in one.spans))


def _is_titled(text: str) -> bool:
    """`No Doctor at the City Hospital:`, over a link or a text: a title by its capitals, and no words that lead on."""
    words = [word for word in text.split() if len(word) > _SMALL]
    return len(words) >= _FEWEST_TITLED and not _NO_TITLE.match(text) and _has_capitals(words)


def _has_capitals(words: Sequence[str]) -> bool:
    """Are most of these words, of more letters than the small ones have, written as in titles?"""
    return sum(word[0].isupper() or word[0].isdigit() for word in words) >= _SHARE_OF_CAPITALS * len(words)


def _leads_on(said: str) -> bool:
    """Words that a sentence goes on behind: `The council said that`, `The Gazette has this:`."""
    return (said.endswith((":", ",")) and not said.isupper()) or said.rsplit(" ", 1)[-1] in _LEADS_ON


def _capitals_end(article: Article) -> int | None:
    """Where the lines in capitals end, with which a headline of several lines begins: the others sum it up."""
    titles = _titles(article)
    if len(titles) != 1 or article.of(Role.STANDFIRST):
        return None
    lines = titles[0].text.split("\n")
    loud = next((at for at, line in enumerate(lines) if not line.isupper()), 0)
    said = "\n".join(lines[:loud])
    small = all(sum(map(str.islower, line)) > sum(map(str.isupper, line)) for line in lines[loud:])
    return titles[0].start + len(said) if loud and small and said.count(" ") > 1 else None


def summary_below_capitals(article: Article) -> Found | None:
    """`STORM CLOSES SCHOOLS`, and on the next line `Families told to stay at home`."""
    at = _capitals_end(article)
    if at is None:
        return None
    part = attrs.evolve(_titles(article)[0], start=at + 1)
    return Found(squeezed(part.text), part.spans) if part.text.count(" ") >= _FEWEST_IN_DECK else None


def _half_of(titles: Sequence[Part]) -> int | None:
    """Where the first half ends of a title that stands twice on its line."""
    text = titles[0].text if len(titles) == 1 else ""
    half = len(text) // 2
    twice = len(text) > _LONGEST_LABEL and text[:half].strip() == text[half:].strip()
    return titles[0].start + len(text[:half].rstrip()) if twice else None


def _linked_in(titles: Sequence[Part]) -> int | None:
    """Where a link ends with which a headline's line opens."""
    end = _link_end(titles[0].text) if len(titles) == 1 else None
    return titles[0].start + end if end else None


def _link_end(text: str) -> int | None:
    """Where a title ends that a stop of its own sets off: it has the capitals of a title."""
    stop = _LOOSE_STOP.search(text, 0, _LONGEST_LINKED)
    words = [word for word in text[: stop.start()].split() if len(word) > _SMALL] if stop else []
    enough = len(words) >= _FEWEST_LINKED and _has_capitals(words)
    return stop.start() if stop and enough else None


def _titles(article: Article) -> list[Part]:
    return list({squeezed(one.text).casefold(): one for one in reversed(article.titles)}.values())[::-1]


def summary_behind_the_headline(article: Article) -> Found | None:
    """`Storm closes schools Families told to stay at home`: the line break between the two was lost."""
    at = _deck_at(article)
    if at is None:
        return None
    title = _titles(article)[0]
    part = attrs.evolve(title, start=at + 1)
    return Found(squeezed(part.text), part.spans)


def _deck_at(article: Article) -> int | None:
    """The blank behind which, in the only line of a headline, the summary begins."""
    titles = _titles(article)
    if len(titles) != 1 or len(titles[0].passage.lines) != 1 or article.of(Role.STANDFIRST):
        return None
    title = titles[0]
    words = list(_WORD.finditer(title.passage.text, title.start, title.end))
    if len(words) < _FEWEST_WITH_DECK:
        return None
    said = " ".join([one.text for one in article.of(Role.BODY)[:1]])
    at = _sentence_from(words) or _second_title_from(words, said)
    return words[at].start() - 1 if at else None


def _sentence_from(words: Sequence[re.Match[str]]) -> int | None:
    """Behind a title in capitals the last word with one before a sentence in small letters, which its stop ends."""
    if words[-1][0].rstrip("\"”’'")[-1:] not in (".", "?", "!"):
        return None
    small = next(
        (at for at, one in enumerate(words) if at > 2 and _is_plain(one[0]) and _is_plain(words[at - 1][0])), 0
    )
    begins = next((at for at in range(small - 1, 1, -1) if words[at][0][0].isupper()), None)
    if begins is None or len(words) - begins < _FEWEST_IN_DECK or not _ends_title(words[begins - 1][0]):
        return None
    before = [one[0] for one in words[:begins] if len(one[0]) > _SMALL]
    return begins if before and begins > 1 and not any(map(_is_plain, before)) else None


def _ends_title(word: str) -> bool:
    """A word with a capital, and no mark that leads on: not `What is the`."""
    return (word[0].isupper() or word[0].isdigit()) and word[-1] not in ",:"


def _second_title_from(words: Sequence[re.Match[str]], said: str) -> int | None:
    """In a title in small letters, the word with a capital that the text has without."""
    for at in range(2, len(words) - _FEWEST_IN_DECK + 1):
        word, before = words[at][0], words[at - 1][0]
        if not word[0].isupper() or not word.isalpha() or len(word) <= _SMALL or before[-1] in ",:;-–—":
            continue
        if not _is_plain(before) and before[-1] not in "'’\"”?!":
            continue
        small = sum(_is_plain(one[0]) for one in words[1:at])
        runs_on = any(_is_plain(one[0]) for one in words[at + 1 : at + 1 + _FEWEST_IN_DECK])
        if small * 2 >= at - 1 and len(before) > 2 and runs_on and _only_small(word, said):
            return at
    return None


def _only_small(word: str, said: str) -> bool:
    """Has the text this word in small letters, and not with a capital inside a sentence?"""
    return f" {word.lower()} " in said and f" {word} " not in said.replace(". " + word, "")


def _is_plain(word: str) -> bool:
    return word[0].islower() and len(word) > _SMALL


def title_before_the_dateline(article: Article) -> Found | None:
    """`Storm Closes Schools BOSTON (AP) - The ...`: the line break behind the title was lost."""
    opening, filed = article.opening, article.in_opening
    if opening is None or filed is None or not filed.part.start:
        return None
    title = opening.text[: filed.part.start].rstrip(' -–—:"“')
    if _BY.match(title):
        return None
    start, end = title_in(title, article.known.lexicon)
    if title.count(" ", start, end) < 2:
        return None
    return Found(squeezed(title[start:end]), opening.part(start, end))


def title_before_a_quotation(article: Article) -> Found | None:
    """`Storm Closes Schools : "The schools ...`, as a button of Blogger's puts a page's title before its text."""
    opening = article.opening
    behind = _QUOTED.match(opening.text) if opening else None
    if opening is None or behind is None:
        return None
    title, lexicon = behind["title"], article.known.lexicon
    start, end = title_in(title, lexicon)
    if title.count(" ", start, end) < _TITLE_BLANKS - 1 or lexicon.outlet(title[start:end]):
        return None
    return Found(squeezed(title[start:end]), opening.part(start, end))


def title_before_a_loose_stop(article: Article) -> Found | None:
    """`Storm Closes Schools . The council ...`: a link to the article, and its first sentences."""
    opening = article.opening
    end = _link_end(opening.text) if opening else None
    return Found(squeezed(opening.text[:end]), opening.part(0, end)) if opening and end else None


def title_behind_the_date(article: Article) -> Found | None:
    """`Saturday, 22 June 2002, 11:26 GMT Storm closes schools`: neither names nor an outlet."""
    known = article.known
    for one in article.of(Role.DATELINE)[:1]:
        text = one.text.split("\n")[0]
        day = next(iter(known.dates(text)), None)
        clock = _CLOCK.match(text, day.span.end) if day and day.span.start == 0 and day.has_year else None
        if clock is None:
            continue
        start, end = title_in(text[clock.end() :], known.lexicon)
        title = text[clock.end() :][start:end]
        named = source.outlet_in(title, known.lexicon) or byline.recognise(title, known.lexicon)
        like_title = title[:1].isupper() and title.count(" ") >= _TITLE_BLANKS - 1 and not _NO_TITLE.match(title)
        if like_title and named is None:
            begins = clock.end() + start
            return Found(squeezed(title), one.part(begins, begins + len(title)))
    return None


def title_before_its_credits(article: Article) -> Found | None:
    """`Storm Closes Schools By Ann Lee Harbour Herald May 17`, as the first line of the text."""
    for one in _short_lines(article)[:1]:
        start, end = title_in(one.text, article.known.lexicon)
        signed = _BY.match(one.text, end)
        if signed and one.text.count(" ", start, end) >= _TITLE_BLANKS - 1:
            return Found(squeezed(one.text[start:end]), one.part(start, end))
    return None


def title_on_a_credit_line(article: Article) -> Found | None:
    """`Yahoo! News - Storm closes all schools`, behind the text, or a line of it."""
    for one in (*article.of(Role.SOURCE), *_short_lines(article)):
        start, end = title_in(one.text, article.known.lexicon)
        titled = start and one.text.count(" ", start, end) >= _TITLE_BLANKS and "://" not in one.text[start:end]
        if titled and (one.role is Role.SOURCE or source.outlet_in(one.text[:start], article.known.lexicon)):
            return Found(squeezed(one.text[start:end]), one.part(start, end))
    return None


def _short_lines(article: Article) -> list[Passage]:
    """Each short line among the first and the last ones of the text, by itself."""
    lines = [line for one in article.of(Role.BODY) for line in one.lines]
    ends = lines[:_ENDS] + lines[max(_ENDS, len(lines) - _ENDS) :]
    return [Passage(Role.BODY, None, [line]) for line in ends if len(line.content) <= _SHORT]


def first_summary(article: Article) -> Found | None:
    """The first paragraph of four words or more, without credits behind it."""
    part = article.summary
    return Found(squeezed(part.text), part.spans) if part else None


def left_out(article: Article, clipping: Clipping) -> Iterator[tuple[int, Clue]]:
    """What stands on a headline's line and is in no field, as a note on it: a number, a site's name, `BREAKING:`.

    A headline that was found elsewhere leaves the whole line out.
    """
    spans = sorted({span for field in _OF_A_HEAD for span in clipping.spans.get(field, ())})
    for passage in article.passages:
        for line in passage.lines if passage.role is Role.HEADLINE else ():
            for start, end in _uncovered(line.content_span, spans):
                said = squeezed(article.known.page.text[start:end])
                if said:
                    yield line.index, Clue("headline", Role.HEADLINE, 0.0, _NOT_PART + _shortened(said))


def _uncovered(line: Span, spans: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """The stretches of a line that none of the spans takes in."""
    at = line.start
    for span in spans:
        if span.end > at and span.start < line.end:
            if span.start > at:
                yield at, span.start
            at = max(at, span.end)
    if at < line.end:
        yield at, line.end


def _shortened(said: str) -> str:
    return said if len(said) <= _LONGEST_NOTE else f"{said[: _LONGEST_NOTE - 1]}…"
