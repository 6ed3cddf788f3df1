"""What nobody wrote as content: navigation, share and comment widgets, mail headers, separators, stray marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from clipparse.clue import Clue, Sighting
from clipparse.lexicon import Lexicon, fold
from clipparse.page import Page, PhysicalLine, has_digit
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
COUNTED = _clue(Role.FURNITURE, 1.5, "a label and a count in brackets")
BULLET = _clue(Role.FURNITURE, 0.8, "opens with a bullet")
DEEP_BULLET = _clue(Role.FURNITURE, 1.5, "opens with an inner bullet of a saved page")
BULLET_RUN = _clue(Role.FURNITURE, 1.0, "in a run of bullets")
SHORT_RUN = _clue(Role.FURNITURE, 1.2, "in a run of three to five short lines")
LONG_RUN = _clue(Role.FURNITURE, 2.0, "in a run of six or more short lines")
TYPED_RUN = _clue(Role.FURNITURE, 0.5, "in a run of three or more short lines of a typed page")
REPEATED = _clue(Role.FURNITURE, 1.0, "a short line that comes more than once")
MANY_TIMES = _clue(Role.FURNITURE, 1.5, "a line that comes three times or more")
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
OF_ITSELF = _clue(Role.FURNITURE, 2.0, "tells what this newsletter is and who makes it")
FIRST_NAME = _clue(Role.FURNITURE, 1.0, "a dash and one first name, as under a mail")
ENCODED = _clue(Role.FURNITURE, 2.5, "encoded, no human language")
SNIP = _clue(Role.FURNITURE, 2.0, "marks a cut or the end")
NOTICE = _clue(Role.FURNITURE, 1.5, "a notice of fair use, copyright or a list's rules")

_LONGEST = 700  # no notice, prompt or menu is longer
_MAIL_FIELD = re.compile(
    r"(?:from|to|cc|bcc|subject|date|sent|reply-to|in-reply-to|organi[sz]ation|newsgroups|message-id|references|lines"
    r"|sender|approved|distribution|path|keywords|summary|followup-to|x-[\w-]+|mime-version|content-[\w-]+|received"
    r"|return-path|resent-[\w-]+|errors-to|precedence|status|comments?|resent|delivered-to|nntp-[\w-]+|article|xref"
    r"|posted-[\w-]+|expires|acategory|slugword|threadword|priority|format|ansub|ver|importance|user-agent|list-[\w-]+"
    r"|originator|forwarded|fwd|original-[\w-]+|apparently-to|supersedes|location|copyright)\s*:(?!//)",
    re.IGNORECASE,
)
_ARMOUR = re.compile(
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
_SNIP = re.compile(
    r"[\[(<{.\-*_# ]{0,40}(?:snip|end|cut|more|cont'?d?|continued|etc|deleted|elided|\.\.\.|…|-30-|##|ends"
    r"|end of (?:article|story"
    r"|text|forwarded \w+|file|excerpt|transcript)|stop|eof|fin)[\])>}.\-*_#! ]{0,40}$",
    re.IGNORECASE,
)
# `The Pier Digest is compiled by Ann Lee and sent three times a week to all who subscribe.`
_MADE_BY = re.compile(
    r"\bis (?:now )?(?:written|edited|compiled|published|provided|distributed|produced|brought to you|sent|mailed"
    r"|available)\b"
)
_NEWSLETTER = re.compile(
    r"\b(?:summary of|digest|newsletter|subscri\w+|unsubscri\w+|mailing list|by e-?mail|e-?mail (?:version|edition)"
    r"|free of charge|free service|as a service|times (?:a|each|per) week|each week|every day|back issues|archives?)\b",
)
_FIRST_NAME = re.compile(r"[-–—~]{1,2} ?[A-Z][a-z]{1,12}$")
_COUNTED = re.compile(r"[^.!?]{1,60}\(\d{1,5}\)$")
_PICTURE = re.compile(
    r"\[(?:image|img|inline|logo|picture|link|button|icon|photo|video|embed|iframe|\w+\.(?:gif|jpe?g|png))\b"
    r"|\((?:button|image)\)"
    r"|iframe:|\S+\.(?:gif|jpe?g|png)$|\[_{2,}|<(?:img|iframe|div|a|br|p)\b|\[ ?\]|\( ?\)|\[[x_ ]\]|\(\*?\)",
    re.IGNORECASE,
)
_RIGHTS = re.compile(r"\u00a9|\(c\)|&copy|\bcopyright\b|\ball rights reserved\b|\bpermission\b", re.IGNORECASE)
# Without one of these nothing claims rights.
_OF_RIGHTS = ("\u00a9", "(c)", "copy", "reserved", "permission")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+|\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}|\b[A-Z]{2} \d{5}\b|\bP\.? ?O\.? Box\b")
_ENCODED = re.compile(r"[A-Za-z0-9+/=]{45,76}(?: [A-Za-z0-9+/=]{45,76}){0,40}(?: [A-Za-z0-9+/=]{1,44}){0,2}$")
_BULLET = re.compile(r"[*•·‣▪►▼◦○●»›→-]\s+\S")
_INNER_BULLET = re.compile(r"[+o#=]\s+\S")
_ARROWS = re.compile(r"^[«‹<←]{1,2}\s|\s?[»›→▼▲►]{1,2}$|^\W?(?:<<|>>)|(?:>>|<<)$")
_MARKS_OF_ARROWS = frozenset("«‹<←»›→▼▲►>")
_SEPARATED = re.compile(r"[|•·/»›▪]|\s-\s|\s{3,}")
_RULED = re.compile(r"(?:[A-Za-z]?[-=_*~.#]){8,100}[A-Za-z]?$|[-=_*~.#]{1,4} ?[oOxX0]{1,3} ?[-=_*~.#]{1,4}$|oOo$")
_BOARD = re.compile(
    r"\b(?:BBS|[Ss]ys[Oo]p|baud|\d{4} ?bps|(?:down|up)loaded (?:from|by)|this file (?:was|came|is|has)|fidonet"
    r"|14\.4k?)\b"
    r"|\S\s{4,}\S.*\d{3}[-/ ]\d{4}\s*$|\d{3}[-/)] ?\d{3}-\d{4}.*(?:\d{3}-\d{4}|\bbaud|\bhours)"
)
_OF_BOARD = frozenset(("bbs", "sysop", "baud", "downloaded", "uploaded", "file", "fidonet"))
_LETTER = re.compile(r"[^\W\d_]")
_DIGIT = re.compile(r"\d")
_NOTICE = re.compile(
    r"fair use|without (?:express |prior |written )+(?:permission|consent)|may not be (?:published|reproduced"
    r"|copied|reprinted"
    r"|redistributed)|for (?:educational|research|personal|non-?commercial) (?:purposes|use)|to (?:unsubscribe"
    r"|subscribe)"
    r"|mailing list|majordomo|listserv|posted here (?:with|under|for)|title 17",
)

# `Read more:`, `MORE: Storm hits coast`, `Lea también`: a label, with the other article's headline behind or below it.
_ELSEWHERE = re.compile(
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
)
_ASKED_FOR = re.compile(
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
_READER = re.compile(
    r"\b(?:you|your|please|us|our|sie|ihre?n?|ihnen|du|dein\w*|uns|unser\w*|vous|votre|nous|notre|tu|te|usted"
    r"|nuestr\w+|voi|tuo|tua|nostr\w+|click|enter|join)\b",
)
# Words by which a reader is spoken to, but for those with many endings.
_OF_READER = frozenset((
    "you", "your", "please", "us", "our", "sie", "ihr", "ihre", "ihrn", "ihren", "ihnen", "du", "uns", "vous",
    "votre", "nous", "notre", "tu", "te", "usted", "voi", "tuo", "tua", "click", "enter", "join",
))  # fmt: skip


def observe(page: Page, lexicon: Lexicon) -> Iterator[Sighting]:
    """Say of every line whether it looks like part of the page's frame."""
    for line in page.lines:
        if len(line.content) <= _LONGEST:
            for clue in _look(line, page.block_of[line.index].words, lexicon):
                yield line.index, clue
    yield from _runs(page)
    yield from _elsewhere(page)
    yield from _mail(page)
    yield from _repeated(page)


def _look(line: PhysicalLine, words: frozenset[str], lexicon: Lexicon) -> Iterator[Clue]:
    text = line.content
    if not _LETTER.search(text):
        yield NO_WORDS if has_digit(text) else MARKS_ONLY
        if _SNIP.match(text):
            yield SNIP
        return
    if len(text) <= 120:
        yield from _short(text, lexicon)
        if _FIRST_NAME.match(text):
            yield FIRST_NAME
        if _RULED.match(text):
            yield RULED
        if (not _OF_BOARD.isdisjoint(words) or _DIGIT.search(text)) and _BOARD.search(text):
            yield BOARD
    lower = text.lower()  # patterns that need not mind the case run four times as fast
    if "is " in text and _MADE_BY.search(text) and _NEWSLETTER.search(lower):
        yield OF_ITSELF
    if any(map(lower.__contains__, _OF_RIGHTS)) and _RIGHTS.search(text):
        yield RIGHTS
    if _NOTICE.search(lower):
        yield NOTICE
    if _speaks_to_reader(lower, words) and len(_ASKED_FOR.findall(lower)) >= (2 if len(text) > 160 else 1):
        yield ASKS
    if _PICTURE.match(text):
        yield PICTURE
    if len(text) < 100 and ("@" in text or "Box" in text or _DIGIT.search(text)) and _ADDRESS.search(text):
        yield ADDRESS
    if _ARMOUR.match(text):
        yield ARMOUR
    if _ENCODED.match(text):
        yield ENCODED


def _speaks_to_reader(lower: str, words: frozenset[str]) -> bool:
    if _OF_READER.isdisjoint(words) and not any(map(lower.__contains__, ("dein", "unser", "nuestr", "nostr"))):
        return False
    return _READER.search(lower) is not None


def _short(text: str, lexicon: Lexicon) -> Iterator[Clue]:
    folded = fold(text)
    if folded in lexicon.lists["furniture.whole_lines"]:
        yield KNOWN
    words = folded.split()
    openings = lexicon.lists["furniture.openings"]
    if any(" ".join(words[:count]) in openings for count in (1, 2, 3, 4)):
        yield KNOWN_OPENING
    if len(words) <= 8 and not lexicon.lists["furniture.words"].isdisjoint(words):
        yield KNOWN_WORDS
    if _COUNTED.match(text):
        yield COUNTED
    if _BULLET.match(text):
        yield BULLET
    elif _INNER_BULLET.match(text):
        yield DEEP_BULLET
    if not _MARKS_OF_ARROWS.isdisjoint(text[:3] + text[-2:]) and _ARROWS.search(text):
        yield ARROWS
    if _SNIP.match(text):
        yield SNIP
    parts = [part for part in _SEPARATED.split(text) if part.strip()]
    if len(parts) >= 3 and all(len(part) <= 30 for part in parts):
        yield BARS


def _elsewhere(page: Page) -> Iterator[Sighting]:
    """Labels that point to another article, and the headlines right below them."""
    for line in page.lines:
        text = line.content[:200]
        if len(text) >= 200 or text[-1:] == "." or not (match := _ELSEWHERE.match(text)):
            continue
        if match["mark"] or match.end() == len(text):
            yield line.index, POINTS_ELSEWHERE
        if match.end() < len(text):
            continue
        for below in page.lines[line.index + 1 : line.index + 4]:
            if len(below.content) > 160 or below.content[-1:] in ".!:" or len(page.block_of[below.index]) > 1:
                break
            yield below.index, POINTED_AT


def _runs(page: Page) -> Iterator[Sighting]:
    """Short lines one under the other are a menu or a list of links."""
    for run in _spans_where(page, lambda line: len(line.content) <= 45 and line.content[-1:] not in '.!?"”,'):
        if len(run) >= 3:
            clue = TYPED_RUN if page.width else SHORT_RUN if len(run) < 6 else LONG_RUN
            yield from ((line.index, clue) for line in run)
    for run in _spans_where(page, lambda line: bool(_BULLET.match(line.text) or _INNER_BULLET.match(line.text))):
        if len(run) >= 3:
            yield from ((line.index, BULLET_RUN) for line in run)


def _spans_where(page: Page, test: object) -> Iterator[list[PhysicalLine]]:
    run: list[PhysicalLine] = []
    for line in page.lines:
        if test(line):  # type: ignore[operator]
            run.append(line)
        else:
            yield run
            run = []
    yield run


def _mail(page: Page) -> Iterator[Sighting]:
    lines = page.lines
    header = [len(line.content) < 300 and bool(_MAIL_FIELD.match(line.content)) for line in lines]
    for line in lines:
        index = line.index
        if header[index]:
            yield index, MAIL_HEADER
            near = header[max(0, index - 1) : index] + header[index + 1 : index + 2]
            if any(near):
                yield index, HEADER_RUN
        elif index and header[index - 1] and line.gap == 0 and lines[index].indent > lines[index - 1].indent:
            yield index, AFTER_HEADER_FIELD
    mark = None
    for line in lines:
        if line.text in ("--", "-- ", "---", "____") or (set(line.text) <= set("-_=*~") and len(line.text) >= 2):
            yield line.index, SIGNATURE_MARK
            if len(lines) - line.index <= 14:
                mark = line.index if mark is None else mark
    if mark is not None:
        yield from ((index, IN_SIGNATURE) for index in range(mark + 1, len(lines)))


def _repeated(page: Page) -> Iterator[Sighting]:
    for said, places in page.repeats.items():
        if len(said) <= 60:
            yield from ((index, REPEATED) for index in places)
        if len(places) >= 3:
            yield from ((index, MANY_TIMES) for index in places)
