"""What nobody wrote as content: navigation, share and comment widgets, mail headers, separators, stray marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import groupby

from clipparse import lazy
from clipparse.clue import Clue, Sighting
from clipparse.gate import gated
from clipparse.language import opens_with
from clipparse.lexicon import Lexicon, fold
from clipparse.lines import has_digit
from clipparse.page import Page, PhysicalLine
from clipparse.roles import Role

_clue = partial(Clue, "furniture")

MARKS_ONLY = _clue(Role.FURNITURE, 3.0, "only marks, no letters")
RULED = _clue(Role.FURNITURE, 3.0, "a rule with a letter or two in it")
BOARD = _clue(
    Role.FURNITURE, 2.5, "the mark of a bulletin board: where a file was taken from, telephone numbers, speeds"
)
NO_WORDS = _clue(Role.FURNITURE, 2.0, "only figures and marks")
KNOWN = _clue(Role.FURNITURE, 3.0, "a phrase of widgets and menus")
KNOWN_OPENING = _clue(Role.FURNITURE, 1.8, "opens like a widget, a label or a menu")
KNOWN_WORDS = _clue(Role.FURNITURE, 1.2, "holds words of widgets and menus")
BULLET = _clue(Role.FURNITURE, 0.8, "opens with a bullet")
DEEP_BULLET = _clue(Role.FURNITURE, 1.5, "opens with an inner bullet of a saved page")
BULLET_RUN = _clue(Role.FURNITURE, 1.0, "in a run of bullets")
SHORT_RUN = _clue(Role.FURNITURE, 1.2, "in a run of three to five short lines")
LONG_RUN = _clue(Role.FURNITURE, 2.0, "in a run of six or more short lines")
TYPED_RUN = _clue(Role.FURNITURE, 0.5, "in a run of three or more short lines of a typed page")
REPEATED = _clue(Role.FURNITURE, 1.0, "a short line that comes more than once")
BARS = _clue(Role.FURNITURE, 1.2, "items between bars or dots")
PICTURE = _clue(Role.FURNITURE, 1.5, "left over from a picture, a button or a frame")
RIGHTS = _clue(Role.FURNITURE, 0.7, "claims rights")
ADDRESS = _clue(Role.FURNITURE, 1.0, "an e-mail address, a telephone number or a postal address")
ARROWS = _clue(Role.FURNITURE, 1.2, "arrows, as on buttons")
POINTS_ELSEWHERE = _clue(Role.FURNITURE, 3.5, "points to another article")
POINTED_AT = _clue(Role.FURNITURE, 3.5, "a headline below a label that points to another article")
ASKS = _clue(Role.FURNITURE, 3.0, "asks to subscribe, to pay, to switch something on or to keep rules")

MAIL_HEADER = _clue(Role.FURNITURE, 2.0, "a field of a mail's or a news article's header")
HEADER_RUN = _clue(Role.FURNITURE, 1.0, "among header fields")
AFTER_HEADER_FIELD = _clue(Role.FURNITURE, 0.8, "continues a header field")
SIGNATURE_MARK = _clue(Role.FURNITURE, 2.0, "the mark above a signature")
IN_SIGNATURE = _clue(Role.FURNITURE, 2.0, "below the mark of a signature, near the end")
ARMOUR = _clue(Role.FURNITURE, 3.0, "the frame of a signed or forwarded message")
FIRST_NAME = _clue(Role.FURNITURE, 1.0, "a dash and one first name, as under a mail")
ENCODED = _clue(Role.FURNITURE, 2.5, "encoded, no human language")
SNIP = _clue(Role.FURNITURE, 2.0, "marks a cut or the end")
NOTICE = _clue(Role.FURNITURE, 1.5, "a notice of fair use, copyright or a list's rules")

_LONGEST = 700  # no notice, prompt or menu is longer
_MAIL_FIELD = lazy.compile(
    r"(?:from|to|cc|bcc|subject|date|sent|reply-to|in-reply-to|organi[sz]ation|newsgroups|message-id|references|lines"
    r"|sender|approved|distribution|path|keywords|summary|followup-to|x-[\w-]+|mime-version|content-[\w-]+|received"
    r"|return-path|resent-[\w-]+|errors-to|precedence|status|comments?|resent|delivered-to|nntp-[\w-]+|article|xref"
    r"|posted-[\w-]+|expires|acategory|slugword|threadword|priority|format|ansub|ver|importance|user-agent|list-[\w-]+"
    r"|originator|forwarded|fwd|original-[\w-]+|apparently-to|supersedes|location|copyright)\s*:(?!//)",
    re.IGNORECASE,
)
_ARMOUR = lazy.compile(
    r"-{2,60}\s{0,9}(?:begin|end|start|original|forwarded|cut|snip|included|fwd|message)\b|={2,60}\s{0,9}(?:forwarded|original"
    r"|begin|end)\b"
    r"|begin forwarded|[-_=*]{4,60}.{0,60}(?:forwarded|message|end of|begin)|hash: sha|version: (?:pgp|gnupg"
    r"|2\.\d|gnu)"
    r"|(?:>+ ?)?on .{5,80} wrote:$"
    r"|[-#=*>< ]{0,10}(?:begin|end|start)(?:ing|s)?(?: of)?(?: the)? (?:quot\w{1,6}|articles?|text"
    r"|forward\w{0,3}|excerpts?|story"
    r"|transcript|file|message|clip\w{0,5})[-#=*>< .:]{0,10}$",
    re.IGNORECASE,
)
_SNIP = lazy.compile(
    r"[\[(<{.\-*_# ]{0,40}(?:snip|end|cut|more|cont'?d?|continued|etc|deleted|elided|\.\.\.|…|-30-|##|ends"
    r"|end of (?:article|story"
    r"|text|forwarded \w+|file|excerpt|transcript)|stop|eof|fin)[\])>}.\-*_#! ]{0,40}$",
    re.IGNORECASE,
)
_FIRST_NAME = lazy.compile(r"[-–—~]{1,2} ?[A-Z][a-z]{1,12}$")
_PICTURE = lazy.compile(
    r"\[(?:image|img|inline|logo|picture|link|button|icon|photo|video|embed|iframe|\w+\.(?:gif|jpe?g|png))\b"
    r"|\((?:button|image)\)"
    r"|iframe:|\S+\.(?:gif|jpe?g|png)$|\[_{2,}|<(?:img|iframe|div|a|br|p)\b|\[ ?\]|\( ?\)|\[[x_ ]\]|\(\*?\)",
    re.IGNORECASE,
)
_RIGHTS = lazy.compile(r"\u00a9|\(c\)|&copy|\bcopyright\b|\ball rights reserved\b|\bpermission\b", re.IGNORECASE)
# Without one of these nothing claims rights.
_OF_RIGHTS = ("\u00a9", "(c)", "copy", "reserved", "permission")
_ADDRESS = lazy.compile(
    r"[\w.+-]+@[\w-]+\.[\w.]+|\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}|\b[A-Z]{2} \d{5}\b|\bP\.? ?O\.? Box\b"
)
_ENCODED = lazy.compile(r"[A-Za-z0-9+/=]{45,76}(?: [A-Za-z0-9+/=]{45,76}){0,40}(?: [A-Za-z0-9+/=]{1,44}){0,2}$")
_BULLET = lazy.compile(r"[*•·‣▪►▼◦○●»›→-]\s+\S")
_INNER_BULLET = lazy.compile(r"[+o#=]\s+\S")
_ARROWS = lazy.compile(r"^[«‹<←]{1,2}\s|\s?[»›→▼▲►]{1,2}$|^\W?(?:<<|>>)|(?:>>|<<)$")
_MARKS_OF_ARROWS = frozenset("«‹<←»›→▼▲►>")
_SEPARATED = lazy.compile(r"[|•·/»›▪]|\s-\s|\s{3,}")
_RULED = lazy.compile(r"(?:[A-Za-z]?[-=_*~.#]){8,100}[A-Za-z]?$|[-=_*~.#]{1,4} ?[oOxX0]{1,3} ?[-=_*~.#]{1,4}$|oOo$")
_BOARD = lazy.compile(
    r"\b(?:BBS|[Ss]ys[Oo]p|baud|\d{4} ?bps|(?:down|up)loaded (?:from|by)|this file (?:was|came|is|has)|fidonet"
    r"|14\.4k?)\b"
    r"|\S\s{4,}\S.*\d{3}[-/ ]\d{4}\s*$|\d{3}[-/)] ?\d{3}-\d{4}.*(?:\d{3}-\d{4}|\bbaud|\bhours)"
)
_OF_BOARD = frozenset(("bbs", "sysop", "baud", "downloaded", "uploaded", "file", "fidonet"))
_LETTER = lazy.compile(r"[^\W\d_]")
_NOTICE = gated(
    lazy.compile(
        r"fair use|without (?:express |prior |written )+(?:permission|consent)|may not be (?:published|reproduced"
        r"|copied|reprinted"
        r"|redistributed)|for (?:educational|research|personal|non-?commercial) (?:purposes|use)|to (?:unsubscribe"
        r"|subscribe)"
        r"|mailing list|majordomo|listserv|posted here (?:with|under|for)|title 17",
    ),
    "fair permission consent published reproduced copied reprinted redistributed educational research personal "
    "commercial noncommercial subscribe subscribed subscriber subscribers "
    "unsubscribe list lists majordomo listserv listservs listserver "
    "posted 17",
)

# `Read more:`, `MORE: Storm hits coast`, `Lea también`: a label, with the other article's headline behind or below it.
_ELSEWHERE = gated(
    lazy.compile(
        r"\W*(?:(?:read|see|learn|watch|hear|listen|keep|continue)(?: also| more| next| reading| on)*|(?:also"
        r"|must) (?:read|see|watch)|more(?: on this| from .{1,30}"
        r"| on .{1,30})?|related(?: \w+)?|you (?:may|might) (?:also )?like|recommended|don['’]t miss|up next"
        r"|story continues.{0,40}"
        r"|lesen sie (?:auch|dazu|hier)|lesen sie mehr|mehr (?:dazu|zum thema|von .{1,30})|siehe auch"
        r"|(?:à )?lire (?:aussi|également)(?: sur .{1,30})?"
        r"|sur le même sujet|lea(?: también| además| más)?|le(?:er|é) (?:también|más)|te puede interesar"
        r"|esto te puede interesar|leggi anche|leia (?:também|mais)|veja também"
        r"|la rédaction vous conseille)\s*(?P<mark>:|>|»|$)",
        re.IGNORECASE,
    ),
    "read see learn watch hear listen keep continue also must more related like recommended miss next story lesen mehr "
    "siehe lire sujet lea le leer leé interesar leggi leia veja conseille",
)
_BEHIND_LABEL = lazy.compile(r"\s*[:>»]")
_LONGEST_LABEL = 40  # characters
_ASKED_FOR = lazy.compile(
    r"\b(?:newsletters?|subscri\w+|sign(?:ing)? up|e-?mail address|inbox|donat\w+|contributions?|paypal|iban"
    r"|support (?:us|our|independent|quality)|your support"
    r"|membership|paywall|unlimited access|free trial|ad ?-?block\w*|adverti[sz]\w+|javascript|browser|cookies?"
    r"|download (?:our|the) .{0,20}app|app store|google play"
    r"|moderat(?:ed|ion)|reader comments|comments? (?:are|is|policy|section)|terms (?:and conditions|of (?:use"
    r"|service))|privacy policy|affiliate"
    r"|log(?:ged)? in|whatsapp|telegram|spend(?:e|en|ensumme)|unterstütz\w+|abonn\w+|kostenlos\w*|konto"
    r"|kommentier\w*|anmeld\w+|inscri\w+|faire un don|vos dons|soutenez|recevez"
    r"|suscr\w+|dona(?:r|ción|ciones)?|apoyo|apóyanos|membres[ií]a|bolet[ií]n|abbonat\w+|iscriv\w+|sosten\w+)\b",
)
# Words by which a reader is spoken to, and how those with many endings begin.
_OF_READER = frozenset((
    "you", "your", "please", "us", "our", "sie", "ihr", "ihre", "ihrn", "ihren", "ihnen", "du", "uns", "vous",
    "votre", "nous", "notre", "tu", "te", "usted", "voi", "tuo", "tua", "click", "enter", "join",
))  # fmt: skip
_BEGIN_OF_READER = ("dein", "unser", "nuestr", "nostr")
_MARKS_OF_RULES = frozenset("-=_*~.#")
_OPENS_ARMOUR = ("begin", "end", "start", "hash:", "version:", "on ", *"-=_*#>< ")
_PICTURES = (".gif", ".jpg", ".jpeg", ".png")
_MARKS_BETWEEN = ("|", "•", "·", "/", "»", "›", "▪", " - ", "   ")
_SHORT = 120  # characters
_OF_SNIP = 4  # words


def observe(page: Page, lexicon: Lexicon) -> Iterator[Sighting]:
    """Say of every line whether it looks like part of the page's frame."""
    for line, block in zip(page.lines, page.blocks, strict=True):
        if len(line.content) <= _LONGEST:
            for clue in _look(line.content, block.words, lexicon):
                yield line.index, clue
    yield from _runs(page)
    yield from _elsewhere(page, lexicon)
    yield from _mail(page)
    yield from _signature(page)
    yield from _repeated(page)


def _look(text: str, words: frozenset[str], lexicon: Lexicon) -> Iterator[Clue]:
    short = len(text) <= _SHORT
    if short and len(words) <= _OF_SNIP and _SNIP.match(text):
        yield SNIP
    if not _LETTER.search(text):
        yield NO_WORDS if has_digit(text) else MARKS_ONLY
        return
    if short:
        yield from _known(text, lexicon)
        yield from _marked(text)
        yield from _numbered(text, words)
    yield from _notices(text, words)
    if (text[0] in "[(<iI" or text[-5:].casefold().endswith(_PICTURES)) and _PICTURE.match(text):
        yield PICTURE
    if text[:8].casefold().startswith(_OPENS_ARMOUR) and _ARMOUR.match(text):
        yield ARMOUR
    if " " not in text[:45] and _ENCODED.match(text):
        yield ENCODED


def _numbered(text: str, words: frozenset[str]) -> Iterator[Clue]:
    """Numbers by which a board or a sender is reached, and other addresses."""
    figures = has_digit(text)
    if (figures or not _OF_BOARD.isdisjoint(words)) and _BOARD.search(text):
        yield BOARD
    if len(text) < 100 and (figures or "@" in text or "Box" in text) and _ADDRESS.search(text):
        yield ADDRESS


def _notices(text: str, words: frozenset[str]) -> Iterator[Clue]:
    """What is said to the reader of the page: whose text it is, what may be done with it, what he shall do."""
    lower = text.lower()  # patterns that need not mind the case run four times as fast
    if any(map(lower.__contains__, _OF_RIGHTS)) and _RIGHTS.search(text):
        yield RIGHTS
    if _NOTICE.search(lower, words):
        yield NOTICE
    if _speaks_to_reader(lower, words) and len(_ASKED_FOR.findall(lower)) >= (2 if len(text) > 160 else 1):
        yield ASKS


def _speaks_to_reader(lower: str, words: frozenset[str]) -> bool:
    if not _OF_READER.isdisjoint(words):
        return True
    return any(map(lower.__contains__, _BEGIN_OF_READER)) and any(word.startswith(_BEGIN_OF_READER) for word in words)


def _labelled(text: str, words: list[str]) -> list[str]:
    """`Tags: storm, schools`, without the colon; a label in capitals is a database's, and a copyright a paper's."""
    label, colon, _ = text.partition(": ")
    if not colon or label.isupper() or words[0].startswith("copyright"):
        return words
    return [word.rstrip(":") for word in words]


def _known(text: str, lexicon: Lexicon) -> Iterator[Clue]:
    folded = fold(text)
    if folded in lexicon.lists["furniture.whole_lines"]:
        yield KNOWN
    words = folded.split()
    if opens_with(_labelled(text, words), lexicon.lists["furniture.openings"]):
        yield KNOWN_OPENING
    if len(words) <= 8 and not lexicon.lists["furniture.words"].isdisjoint(words):
        yield KNOWN_WORDS


def _marked(text: str) -> Iterator[Clue]:
    """What the marks in a short line tell."""
    if text[0] in "-–—~" and _FIRST_NAME.match(text):
        yield FIRST_NAME
    if not (_MARKS_OF_RULES.isdisjoint(text[:2]) and text != "oOo") and _RULED.match(text):
        yield RULED
    if text[1:2].isspace():
        if _BULLET.match(text):
            yield BULLET
        elif _INNER_BULLET.match(text):
            yield DEEP_BULLET
    if not _MARKS_OF_ARROWS.isdisjoint(text[:3] + text[-2:]) and _ARROWS.search(text):
        yield ARROWS
    if any(map(text.__contains__, _MARKS_BETWEEN)):
        parts = [part for part in _SEPARATED.split(text) if part.strip()]
        if len(parts) >= 3 and all(len(part) <= 30 for part in parts):
            yield BARS


def _elsewhere(page: Page, lexicon: Lexicon) -> Iterator[Sighting]:
    """Labels that point to another article, and the headlines right below them."""
    for block in page.blocks:
        text = block.text
        if len(text) >= 200 or text[-1:] == "." or (end := _label(text, block.words, lexicon)) is None:
            continue
        yield block.first, POINTS_ELSEWHERE
        if end < len(text):
            continue
        for below in page.lines[block.first + 1 : block.first + 4]:
            if len(below.content) > 160 or below.content[-1:] in ".!:":
                break
            yield below.index, POINTED_AT


def _label(text: str, words: frozenset[str], lexicon: Lexicon) -> int | None:
    """Where the label that points elsewhere ends; a mark must stand behind it, or nothing."""
    if found := _ELSEWHERE.match(text, words):
        return found.end()
    mark = _BEHIND_LABEL.search(text[:_LONGEST_LABEL])
    end = mark.end() if mark else len(text)
    return (
        end if end <= _LONGEST_LABEL and fold(text[:end].rstrip(">»")) in lexicon.lists["furniture.elsewhere"] else None
    )


def _runs(page: Page) -> Iterator[Sighting]:
    """Short lines one under the other are a menu or a list of links."""
    for run in _runs_where(page, lambda line: len(line.content) <= 45 and line.content[-1:] not in '.!?"”,'):
        clue = TYPED_RUN if page.width else SHORT_RUN if len(run) < 6 else LONG_RUN
        yield from ((line.index, clue) for line in run)
    for run in _runs_where(page, _has_bullet):
        yield from ((line.index, BULLET_RUN) for line in run)


def _has_bullet(line: PhysicalLine) -> bool:
    text = line.text
    return text[1:2].isspace() and bool(_BULLET.match(text) or _INNER_BULLET.match(text))


def _runs_where(page: Page, test: Callable[[PhysicalLine], bool]) -> Iterator[list[PhysicalLine]]:
    """The runs of three lines and more that pass the test."""
    for passed, lines in groupby(page.lines, test):
        if passed and len(run := list(lines)) >= 3:
            yield run


def _mail(page: Page) -> Iterator[Sighting]:
    lines = page.lines
    header = [
        len(line.content) < 300 and ":" in line.content and bool(_MAIL_FIELD.match(line.content)) for line in lines
    ]
    if True not in header:
        return
    for index, line in enumerate(lines):
        if header[index]:
            yield index, MAIL_HEADER
            if True in header[max(0, index - 1) : index] or True in header[index + 1 : index + 2]:
                yield index, HEADER_RUN
        elif index and header[index - 1] and line.gap == 0 and line.indent > lines[index - 1].indent:
            yield index, AFTER_HEADER_FIELD


def _signature(page: Page) -> Iterator[Sighting]:
    """The mark above a signature, and what stands below it near the end."""
    marks = [line.index for line in page.lines if len(line.text) >= 2 and not line.text.strip("-_=*~")]
    yield from ((index, SIGNATURE_MARK) for index in marks)
    size = len(page.lines)
    first = next((index for index in marks if size - index <= 14), size)
    yield from ((index, IN_SIGNATURE) for index in range(first + 1, size))


def _repeated(page: Page) -> Iterator[Sighting]:
    for said, places in page.repeats.items():
        if len(said) <= 60:
            yield from ((index, REPEATED) for index in places)
