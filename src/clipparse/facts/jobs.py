"""What a writer is and for whom: `Staff Reporter of The Example`, `Times staff writer`, `our correspondent in Rome`."""

from __future__ import annotations

import attrs

from clipparse.facts.segments import PARTS, CutLine
from clipparse.lexicon import Lexicon
from clipparse.rules import Rule, rule
from clipparse.tokens import CLASSES, tokens, vocabulary

_PARTS = {
    **PARTS,
    "staff": "<small core|small collective>",
    "owner": "<article>? <owner outlet|owner agency> | (?=.{0,6}<outlet_word>) <article>? {capital}{0,4} <owner>",
    "the": "(?:<article small>)?",
    "of": "<small affiliation_after|small place_after>",
    # an outlet before a job: no word of it is one
    "before_job": """(?=(?:(?!<role>) .){0,6} <outlet_word -role>)
        <article>? (?:(?!<role>) (?:{capital}|<article>|{of})){1,8}
      | (?!<role>) {known}""",
}


def _of_jobs(pattern: str) -> Rule:
    return rule(pattern, **_PARTS)


_OUTLET = _of_jobs("{outlet}")
KNOWN_OUTLET = _of_jobs("{known}")
# or a name with an article: `The Spotlight`
LIKE_OUTLET = _of_jobs("{outlet} | <article cap|article upper> {capital}{1,3} | <ambiguous phrase -small>")
# whose writer somebody is, before the name: `Associated Press writer`, `Times staff writer`, `CNN's`
LEAD = _of_jobs(
    "(?: {outlet}? {staff}* <writer> | <core|collective>{0,4} <writer> | {owner} ) (?=<-small>) (?!<writer>)"
)
# Each of these in turn; what none of them takes in is a job and no more.
_JOBS = (
    _of_jobs("{owner}"),
    _of_jobs("(?:<affiliation_after> | <small place_after>) {the} (?P<paper>.+)"),  # `for the Example`
    _of_jobs("(?P<job>.+) {of} {the} (?P<paper>{outlet}) (?<!<role>)"),  # `Staff Reporter of The Example`
    _of_jobs(
        """(?P<job>.+) (?:{of} (?:<article small>|(?=<article>)) | <employer_after>)
           (?P<paper><-small> (?:<-small>|{of})*) (?<!<role>)"""
    ),
    _of_jobs("(?!<beat> (?:<role>|$)) (?P<paper>{before_job}) (?P<job>(?:(?!<role>) .)* <role> .*)"),
    _of_jobs("(?!.*<role>) (?P<paper>{outlet})"),
)

ROLE = CLASSES["role"] | CLASSES["core"]
_COLLECTIVE = CLASSES["core"] | CLASSES["collective"]


def is_outlet(text: str, lexicon: Lexicon) -> bool:
    """A known outlet or agency, or a few capitalised words of which one is typical of outlets.

    >>> [is_outlet(name, Lexicon.default()) for name in ("Reuters", "Harbour Post", "Jane Doe")]
    [True, True, False]
    """
    words = vocabulary(lexicon)
    return _OUTLET.fullmatch(tokens(text, words), words) is not None


@attrs.frozen(slots=True)
class Job:
    """What somebody is, and where the name of the outlet stands for which; `sure` that it is an outlet."""

    job: str | None
    paper: tuple[int, int] | None = None
    sure: bool = False


def job_in(line: CutLine, first: int, end: int) -> Job:
    """What these tokens say of a writer.

    >>> line = CutLine("Staff Reporter of The Example", Lexicon.default())
    >>> found = job_in(line, 0, 5)
    >>> found.job, line.tokens.text[slice(*found.paper)]
    ('Staff Reporter', 'The Example')
    """
    found = next((match for rule in _JOBS if (match := line.whole(rule, first, end))), None)
    if found is None:
        return Job(line.text(first, end))
    stated = {"job": None, "paper": None, **found.groupdict()}
    paper = found.span("paper") if stated["paper"] else (first, end)
    sure = not stated["job"] or line.whole(_OUTLET, *paper) is not None
    return Job(line.text(*found.span("job")) if stated["job"] else None, paper_at(line, *paper), sure)


def paper_at(line: CutLine, first: int, end: int) -> tuple[int, int]:
    """Where an outlet's name stands in the text, without `the` in small letters and `'s`."""
    start, stop = line.tokens.span(first, end)
    start += len("the ") * line.tokens.text.startswith("the ", start)
    return start, stop - len("'s") * bool(line.kinds[end - 1] & CLASSES["owner"])


@attrs.frozen(slots=True)
class Unnamed:
    """Writers who are not named: where it says so, for which outlet, and whether by a word that says nothing else."""

    span: tuple[int, int]
    paper: tuple[int, int] | None
    plain: bool


def unnamed_in(line: CutLine, first: int, end: int, *, opened: bool) -> Unnamed | None:
    """`Staff and agencies`, `Our correspondent in Rome`, `Associated Press Staff`."""
    kinds, forms = line.kinds, line.forms
    first += end - first > 1 and forms[first] in ("a", "an", "the")
    places = (at for at in range(first + 1, end - 1) if forms[at] == "in" and forms[at + 1][0].isupper())
    stop = next(places, end)
    core = next((at for at in range(first, stop) if kinds[at] & CLASSES["core"]), None)
    others = [at for at in range(first, stop) if not kinds[at] & (_COLLECTIVE | CLASSES["stop"])]
    if core is None or any(forms[at][0].islower() for at in others):
        return None
    owned = line.whole(KNOWN_OUTLET, first, core) is not None
    others = list(range(first, core)) if owned else others
    outlet = owned or (bool(others) and is_outlet(" ".join(forms[at] for at in others), line.lexicon))
    if len(others) > 3 or (others and not (opened or core == first or outlet)):
        return None
    plain = (not others or owned) and line.any_of(CLASSES["unnamed"], first, stop)
    paper = line.tokens.span(others[0], others[-1] + 1) if outlet else None
    return Unnamed(line.tokens.span(first, end), paper, plain)
