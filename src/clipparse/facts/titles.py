"""Where a title begins and ends on its line: without stars, outlets and dates before it, and credits behind it."""

from __future__ import annotations

import re
from functools import lru_cache

from clipparse import lazy
from clipparse.facts.credits import credits_in
from clipparse.facts.dates import find_dates
from clipparse.facts.links import SITE
from clipparse.facts.outlets import is_shaped
from clipparse.facts.people import has_first_name, is_person
from clipparse.facts.title_credits import BY_BEHIND, OF_NAMES, credits_behind, only_credits
from clipparse.lexicon import Lexicon, fold
from clipparse.lines import has_digit

# What else may stand behind a headline on its line: a byline, or a date or outlet behind a dash or in brackets.
_SIGNED_BEHIND = lazy.compile(
    r"(?:,?\s+[-–—|*(]{1,2}\s*(?:[Ww]ritten\s+)?|,?\s{2,}|,?\n\s*|,?\s+)"
    r"(?=(?:[Bb]y|BY|von|par|por):?\s+[^\W\d_]\S*\s+\S)"
)
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
# `FYI ---------- Talks fail`
_RULE_BEFORE = lazy.compile(r"(?:\w{2,12}:?\s)?[-=_*~]{4,80}\s+(?=\S)")
# `This story ran in the Harbour Post on Monday, 4 August 2003`
_RAN_BEHIND = lazy.compile(
    r"\s[(\[]?(?:this|the) (?:story|article|column|piece|editorial) (?:was |has been )?(?:first |originally |also )?"
    r"(?:appeared|ran|published) (?:in|on|at|by)\b",
    re.IGNORECASE,
)
_LINK_BEHIND = lazy.compile(r"\s\(?https?://")
# `Talks failKANSAS CITY, Mo.`
_TOWN_BEHIND = lazy.compile(
    r"(?<=[^\W\d_A-Z]{3})(?=[A-Z]{4,20}(?:\s[A-Z]{3,20}){0,2}(?:,\s[A-Z][a-z]|\s?\(|\s?[-–—]{1,2}\s|$))"
)
_LONGEST_NAME = 4
# `- Aug 13, 2004`, as sites end their pages' titles; and marks of the sentence in which a linked title stood
_DATED_BEHIND = lazy.compile(r"\s[-–—|]{1,2}\s(?=\S[^-–—|]{4,24}$)")
_LOOSE_BEHIND = lazy.compile(r"(?:\s[.:;,|]|&nbsp;)\s*$")
# `erasedThe Associated Press`
_GLUED_NAME = lazy.compile(r"^[^\W\d_]*[a-z](?=The\s[A-Z])")
# `... Ann Lee / Herald staff columnist`
_JOB_AT_END = lazy.compile(r"\b(?:writer|reporter|columnist|correspondent|critic)s?\W{0,2}$", re.IGNORECASE)
_NAME_BEGINS = lazy.compile(r"(?<=\s)[A-Z][\w’'-]{2,14}(?=\s[A-Z])")
_AGENCY_BEHIND = 3  # blanks of the title before an agency
# `Talks fail. 20/04/2004. ABC News Online`
_DATE_THEN = lazy.compile(r"[.,:(]\s(?P<date>\d{1,2}[/.-]\d{1,2}[/.-]\d{4})\.?(?P<tail>[^\d]{0,40})$")
# `From the Herald blog: Talks fail`, `Excerpt from "Talks fail"`
_CREDITED_BEFORE = lazy.compile(r"From (?:the |an? )?[^:\n]{3,40}:\s(?=[\"“‘'$]?[A-ZÀ-Þ\d])")
_EXCERPT_BEFORE = lazy.compile(r"Excerpt(?:s|ed)? from:?\s(?P<quoted>[\"“])")
# `. 10:51 AM `, `10 a. m. EDT `, `, 11:26 GMT 12:26 UK `
_TIME_BEFORE = lazy.compile(
    r"[\s.,;]{0,3}(?:at\s)?(?:\d{1,2}[:.]\d\d(?:\s?[ap]\.?\s?m\.?)?|\d{1,2}\s?[ap]\.?\s?m\.?)(?!\w)(?:\s\(?(?-i:[A-Z]{2,4})\)?(?=\s))?"
    r"(?:\s\d{1,2}:\d\d\s(?-i:[A-Z]{2,4}))?(?=[\s,:;–—|-])",
    re.IGNORECASE,
)


def title_in(text: str, lexicon: Lexicon) -> tuple[int, int]:
    """Where in `text` the headline itself begins and ends: stars before it and credits behind it are left out.

    >>> words = Lexicon.default()
    >>> lines = ("** Talks fail again **", "Talks fail again - By Ann Lee", "11-2-96. NYT: Talks fail again [Excerpts]")
    >>> for line in lines:
    ...     start, end = title_in(line, words)
    ...     print(line[start:end])
    Talks fail again
    Talks fail again
    Talks fail again
    >>> lines = ("CNN.com - Talks fail again - Aug 13, 2004", "Talks fail again Wed Oct 29, 6:14 PM ET")
    >>> for line in (*lines, "Talks fail again ."):
    ...     start, end = title_in(line, words)
    ...     print(line[start:end])
    Talks fail again
    Talks fail again
    Talks fail again
    >>> near = ("Peace - or not", "Roofs taken by Federal Agents, Lee Says")
    >>> [title_in(line, words) == (0, len(line)) for line in near]
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
    """Without a rule that stood above it, a link, note or town in capitals that stood below, all on its line now."""
    if (rule := _RULE_BEFORE.match(text, start, end)) and text.count(" ", rule.end(), end) >= 2:
        start = rule.end()
    for pattern in (_RAN_BEHIND, _LINK_BEHIND, _TOWN_BEHIND):
        behind = pattern.search(text, start + 8, end)
        if behind and text.count(" ", start, behind.start()):
            end = behind.start()
    return start, end


def _writer_behind(title: str, lexicon: Lexicon) -> int | None:
    """Where `By` and a name stand before the date and time that ended the title's line, be the name usual or not."""
    for signed in BY_BEHIND.finditer(title, 12):
        name = title[signed.end() :].strip(" ,|-–—")
        if name.count(" ") < _LONGEST_NAME and is_person(name, lexicon):
            return signed.start()
    return None


def summary_in(text: str, lexicon: Lexicon) -> tuple[int, int]:
    """Where a summary begins and ends: without the byline, agency, date and time that stand behind it on its line.

    >>> words = Lexicon.default()
    >>> lines = (
    ...     "Council blames the wind By Ann Lee, Herald Correspondent, 11/8/2003",
    ...     "Council blames the wind The Associated Press Updated: 12:04 p.m. ET July 26, 2004",
    ... )
    >>> [line[slice(*summary_in(line, words))] for line in (*lines, "Council blames the wind")]
    ['Council blames the wind', 'Council blames the wind', 'Council blames the wind']
    """
    end = len(text)
    if text[0].isalnum() and (behind := credits_behind(text, lexicon)) is not None:
        end = behind
    for signed in BY_BEHIND.finditer(text, 12, end):
        if only_credits(text[signed.end() : end], lexicon):
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
        if _publishes(tail, lexicon) or is_shaped(tail, lexicon) or SITE.fullmatch(tail) or find_dates(tail, lexicon):
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
    if len(words) < 2 or not all(word[0].isupper() or word in OF_NAMES or word in particles for word in words):
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


def title_of_post(text: str) -> tuple[int, int]:
    """Where a post's title holds the headline: without `Re:`, list names and stars; nowhere if it is a reply.

    >>> title = "[clips] ****Talks fail again 11/02/96 (fwd)"
    >>> start, end = title_of_post(title)
    >>> title[start:end]
    'Talks fail again'
    >>> title_of_post("Re: your mail")
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
