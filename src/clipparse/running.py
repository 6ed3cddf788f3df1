"""Where the running text of a page is, and which line is its title: what a reader finds before reading a word."""

from __future__ import annotations

import re
from collections.abc import Sequence

from clipparse import lazy
from clipparse.lines import Block, PhysicalLine

# Between two runs of one text stand at most so many more scraps than paragraphs.
_SCRAPS_BETWEEN = 25
# A run of prose counts as part of the text if it has this share of the weight of the heaviest.
_WORTH = 0.2
# So many blocks may stand between a title and the first prose below it: share buttons, tags, a date, an author.
_TITLE_REACH = 30
# A title comes back in menus and lists; so many copies are looked at.
_COPIES = 12
_WORD = lazy.compile(r"\w+")
# What stands between an article's title and the site's name in the first line of a saved page.
_SITE_MARK = lazy.compile(r"\s+[-\u2013\u2014|\xb7\xbb\xab\u2022:]+\s+|:\s+|\s*[|]\s*")
# First lines that are a mail's header or a menu.
_NO_STATED = lazy.compile(
    r"(?:from|to|subject|date|sent|newsgroups|path|sender|received|return-path|message-id)\s*:|skip to\b"
)
_BYLINE = lazy.compile(r"(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or)\b:? [A-Z\xc0-\xde]")
_NO_TITLE = lazy.compile(
    r"^(?:by|von|par|por|di)\s|\bshare\b|[@<>|\xbb\xa9]|\b(?:19|20)\d\d\b|^(?:photo|image|foto|bild|updated|published"
    r"|posted)\b"
    r"|^[*+o\u2022]\s|\(.{0,60}photo|\b(?:menu|newsletter|javascript|cookies?|copyright|staff|reporter)\b",
    re.IGNORECASE,
)


def main_text(blocks: Sequence[Block], title: int) -> tuple[int, int]:
    """First and last position of the blocks in which running prose is dense, below the stated title if there is one.

    `title` is the title's position, or -1; (0, -1) when there is no prose.
    """
    weights = [_weight(block) for block in blocks]
    return _text_under(weights, title) if title >= 0 else _joined_runs(weights)


def stated_title(lines: Sequence[PhysicalLine], blocks: Sequence[Block]) -> int:
    """Of the blocks that agree with the first line, the one under which the most prose begins; -1 for none."""
    if len(lines) < 8:
        return -1
    if lines[0].content.startswith("<"):
        return -1  # markup
    first = lines[0].content[:400].casefold()
    stated = _WORD.findall(first)
    split = [tuple(_WORD.findall(part)) for part in _SITE_MARK.split(first)]
    parts = set(split) - {()}
    if sum(any(char.isdigit() for char in word) for word in stated) * 3 > len(stated) or len(stated) > 60:
        return -1  # nothing, or hardly more than a date
    if (len(parts) == 1 and len(stated) < 4) or _NO_STATED.match(first):
        return -1
    agreed = {
        position: agreement
        for position, block in enumerate(blocks)
        if position and len(block.text) <= 250
        if (agreement := _agreement(_WORD.findall(block.text.casefold()), stated, parts)) >= 2
    }
    best = max(agreed.values(), default=0.0)
    weights = [_weight(block) for block in blocks]
    found, most = -1, 1.0
    for position in [one for one, agreement in agreed.items() if agreement >= 0.8 * best][:_COPIES]:
        # as a rule the site's name stands behind
        leads = tuple(_WORD.findall(blocks[position].text.casefold())) == split[0]
        claim = _sum_under(weights, position) + agreed[position] + 3 * leads
        if claim >= most:
            found, most = position, claim
    return found


def title_block(blocks: Sequence[Block], text: tuple[int, int]) -> int:
    """The short block near the top of the running text with the best claim to be its title."""
    first, last = text
    if last < first:
        return -1
    said = _stems(" ".join(block.text[:600] for block in blocks[first : last + 1][:6] if block.is_prose))
    best, found = 0.5, -1
    for position in range(min(first + 2, last), max(-1, first - _TITLE_REACH), -1):
        block = blocks[position]
        far = 0.04 * (first - position) if position < first else 1.2
        claim = _claim(block, said) + _by_credits(blocks, position) - far
        if claim > best:
            found, best = position, claim
    return found


def _weight(block: Block) -> float:
    """How much a block speaks for running prose; no prose speaks against it, least what is long or a sentence."""
    if block.is_prose:
        return 0.5 + min(len(block.text), 400) / 100
    return -0.25 if len(block.text) >= 60 or (len(block.text) > 20 and block.text[-1] in ".?!") else -0.7


def _runs(weights: Sequence[float]) -> list[tuple[float, int, int]]:
    """The runs of blocks whose sum stays positive, each up to its greatest sum: the sum, first and last position."""
    runs: list[tuple[float, int, int]] = []
    best = total = 0.0
    start = end = 0
    for position, weight in enumerate(weights):
        if total <= 0:
            if best > 0:
                runs.append((best, start, end))
            best = total = 0.0
            start = position
        total += weight
        if total > best:
            best, end = total, position
    return [*runs, (best, start, end)] if best > 0 else runs


def _joined_runs(weights: Sequence[float]) -> tuple[int, int]:
    """From the first to the last run of some weight around the heaviest, as far as few scraps lie between."""
    runs = _runs(weights)
    if not runs:
        return 0, -1
    top = max(range(len(runs)), key=lambda k: runs[k][0])
    first = last = top
    for k in range(top - 1, -1, -1):
        if runs[first][1] - runs[k][2] > _SCRAPS_BETWEEN:
            break
        if runs[k][0] >= _WORTH * runs[top][0]:
            first = k
    for k in range(top + 1, len(runs)):
        if runs[k][1] - runs[last][2] > _SCRAPS_BETWEEN:
            break
        if runs[k][0] >= _WORTH * runs[top][0]:
            last = k
    return runs[first][1], runs[last][2]


def _text_under(weights: Sequence[float], title: int) -> tuple[int, int]:
    """The run of prose that begins under the title and goes on as long as prose outweighs scraps."""
    start = next((k for k in range(title + 1, len(weights)) if weights[k] > 0), -1)
    if start < 0:
        return 0, -1
    best = total = 0.0
    end = start
    for position in range(start, len(weights)):
        total += weights[position]
        if total > best:
            best, end = total, position
        if total < best - _SCRAPS_BETWEEN:  # no article comes back after so much of something else
            break
    return start, end


def _sum_under(weights: Sequence[float], title: int) -> float:
    """What the prose under a title weighs, less a little for what stands between; nothing when it is far below."""
    start, end = _text_under(weights, title)
    if not title < start <= title + _TITLE_REACH:
        return -1e9
    return sum(weights[start : end + 1]) - 0.1 * (start - title)


def _agreement(said: list[str], stated: list[str], parts: set[tuple[str, ...]]) -> float:
    """How many words of a block are those of the page's stated title, 0 when too few are.

    A whole part of the stated title, between its dashes and bars, counts however short; other words must be four in
    a row or nearly the whole.
    """
    if not said or len(said) > len(stated) + 8:
        return 0.0
    whole = tuple(said) in parts
    text, within = " ".join(said), f" {' '.join(stated)} "
    if f" {text} " in within:
        return len(said) + 1.0 if whole else float(len(said)) if len(said) >= 4 else 0.0
    shared = len(set(said) & set(stated))
    longest = max((len(part) for part in parts), default=0)
    return shared * 0.9 if shared >= 4 and shared >= 0.6 * max(len(set(said)), min(longest, len(stated))) else 0.0


def _by_credits(blocks: Sequence[Block], position: int) -> float:
    """A byline stands below the title, not above it."""
    above, below = blocks[max(0, position - 3) : position], blocks[position + 1 : position + 4]
    return 0.4 * any(_BYLINE.match(one.text) for one in below) - 1.2 * any(_BYLINE.match(one.text) for one in above)


def _claim(block: Block, said: set[str]) -> float:
    """How like a title of a text that opens with the words `said`: no sentence, no credit, no date, no menu."""
    text = block.text
    if not 10 <= len(text) <= 200 or " " not in text:
        return 0.0
    own = _stems(text)
    claim = 1.0 + min(len(text), 60) / 120
    if len(own) >= 2:
        claim += 2.0 * len(own & said) / max(len(own), 3)
    if _NO_TITLE.search(text):
        claim -= 1.5
    if block.is_prose or len(text) > 130:
        claim -= 3.0
    elif text[-1] in ".,;:":
        claim -= 1.0
    return claim


def _stems(text: str) -> set[str]:
    """The long words, cut to their first five letters so that endings don't matter."""
    return {word[:5] for word in _WORD.findall(text.casefold()) if len(word) >= 4}
