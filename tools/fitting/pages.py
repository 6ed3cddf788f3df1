"""Labelled web pages: which states each of their lines allows, and the strengths of what their markup says of it.

Everything else stays as `words/strengths.toml` has it, so that a fit on flat text and this one do not touch each other.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import attrs
import numpy as np
from scipy.optimize import minimize

from clipparse.clue import Clue
from clipparse.decode import testimony
from clipparse.html import Markup, options_of, page_of
from clipparse.page import Options, Page
from clipparse.pipeline import Pipeline
from clipparse.roles import STATES, State
from clipparse.strengths import ASPECTS, HEARD, Strengths
from clipparse.web.kept import Kept
from clipparse.web.markup import runs_on
from fitting import blogs
from fitting.crf import expect
from fitting.labels import BEGIN, CAP, END, FOLLOW, Raw, allowed_states
from fitting.model import _SAME_I, _SAME_J, _STAYS_AT, _TO_STATE, SMALLEST

STAGE = "html"
GUESSES = Path(__file__).parent / "pages.toml"
SPREAD = 0.4  # how far a strength goes from its guess for the same cost as one paragraph's doubt
TRUST = 0.15  # as in model.py
_ROUNDS = 80
_TEXT = frozenset(("body", "subhead", "standfirst"))
_HEAD = frozenset(("kicker", "headline", "byline", "dateline", "source", "caption"))
_TAIL = frozenset(("byline", "dateline", "source"))
_OUTSIDE = frozenset(("post_date", "post_title", "post_byline", "comment", "furniture"))
_Gold = list[tuple[str, int | None]]


@attrs.frozen(eq=False)
class LabelledPage:
    """One page as the fit sees it: what other stages say of each line, its markup's clues, and what its labels allow.

    More than one reading may be right: `allowed` has a table of states for each.
    """

    name: str
    family: str
    cell: int
    sums: np.ndarray  # lines x aspects: what all other clues add up to
    clues: list[tuple[int, ...]]  # of each line, those of its markup
    allowed: tuple[np.ndarray, ...]
    share: float = 1.0

    @property
    def weight(self) -> float:
        return self.share * min(1.0, CAP / max(1, len(self.sums)))


def guesses() -> dict[str, dict[str, float]]:
    """What each strength is drawn to, by the clue's reason."""
    table = tomllib.loads(GUESSES.read_text(encoding="utf-8"))["clues"][STAGE]
    return {why: row["here"] for why, row in table.items()}


WHYS = tuple(guesses())
PRIOR = np.array([[row.get(aspect, 0.0) for aspect in ASPECTS] for row in guesses().values()])
# What protects text stays as guessed: the labelled pages have few in scripts of which other stages know nothing, and posts
# as pages have more furniture inside the post than real ones.
_PROTECTING = (
    "an extractor kept it",
    "running text that an extractor kept, on a newspaper's own page",
    "a short line that an extractor kept, inside a newspaper's article",
    "running text that an extractor kept, on a post's page",
    "inside the article of a newspaper's page, which has only one",
    # and so does what keeps text in one piece: few of the labelled pages have quotations and lists of their writers' own
    "on the page of a post that is its writer's alone",
    "inside a post's text, where nothing near is credited to others",
)
_SURELY_FOUND = 12  # words
_BOUNDS = [(0.0, 0.0) if why in _PROTECTING else (None, None) for why in WHYS for _ in ASPECTS]
_COLUMN = {why: k for k, why in enumerate(WHYS)}
_KEPT_AT = {_COLUMN["an extractor kept it"]}


class Reader:
    """Makes the fit's view of pages; remembers what each clue says."""

    def __init__(self, strengths: Strengths) -> None:
        self._strengths = strengths
        self._said: dict[Clue, np.ndarray] = {}
        self._steps = np.where(FOLLOW, _table(strengths.steps), -np.inf)
        self._begins = np.array([strengths.begins.get(str(state), 0.0) for state in STATES])

    def page(self, html: str | bytes) -> tuple[Page, np.ndarray, list[tuple[int, ...]], bool]:
        web = page_of(html)
        pipeline = attrs.evolve(Pipeline.default(), options=options_of(web, Options(), {}))
        pipeline = pipeline.with_stage(Markup.of(web), name=STAGE)
        page = Page.of(web.text, pipeline.options)
        kind = pipeline._kind(page).kind
        heard = testimony(len(page.paragraphs), pipeline._sightings(page.unwrapped, kind))
        sums = np.zeros((len(heard) + 4, len(ASPECTS)))
        for at, clues in enumerate(heard):
            for clue in clues:
                if clue.stage != STAGE:
                    for (_, offset), said in zip(HEARD, self._what(clue), strict=True):
                        sums[at + offset + 2] += said
        own = [tuple(_COLUMN[clue.why] for clue in clues if clue.stage == STAGE) for clues in heard]
        return page, sums[2 : len(heard) + 2], own, web.is_news

    def guessed(self, sums: np.ndarray, clues: list[tuple[int, ...]]) -> list[State]:
        """The best path by the guesses."""
        fires = np.zeros((len(sums), len(WHYS)))
        for at, some in enumerate(clues):
            fires[at, list(some)] = 1
        said = sums + fires @ PRIOR
        scores, stays = said @ _TO_STATE, said[:, _STAYS_AT]
        best = scores[0] + np.where(BEGIN, self._begins, -np.inf)
        came: list[np.ndarray] = []
        for at in range(1, len(scores)):
            steps = best[:, None] + self._steps
            steps[_SAME_I, _SAME_J] += stays[at]
            came.append(steps.argmax(axis=0))
            best = steps.max(axis=0) + scores[at]
        path = [int((best + np.where(END, 0.0, -np.inf)).argmax())]
        for back in reversed(came):
            path.append(int(back[path[-1]]))
        return [STATES[k] for k in reversed(path)]

    def _what(self, clue: Clue) -> np.ndarray:
        if clue not in self._said:
            rows = [self._strengths.of_clue(clue, place) for place, _ in HEARD]
            self._said[clue] = np.array([[row.get(aspect, 0.0) for aspect in ASPECTS] for row in rows])
        return self._said[clue]


def whole_pages(directory: Path, reader: Reader, cells: int) -> Iterator[LabelledPage]:
    """`NAME.html` with `NAME.json`: `"text"`, cut out by hand, and `"own": true` where it is the poster's own.

    Without `"own"` it is an article on a newspaper's page; elsewhere it may be either. A line's role is that of the guesses
    where the hand does not contradict it.
    """
    for number, path in enumerate(sorted(directory.glob("*.json"))):
        label = json.loads(path.read_text(encoding="utf-8"))
        page, sums, clues, is_news = reader.page(path.with_suffix(".html").read_bytes())
        cut = Kept.of(label["text"])
        inside = [cut.has(block.text) for block in page.paragraphs]
        if not any(inside):
            continue
        guessed = reader.guessed(sums, clues)
        runs = list(map(runs_on, page.paragraphs))
        # a short line, or one in a script without spaces, may be of the text though it is not found there again
        kept = np.array([bool(_KEPT_AT & set(some)) for some in clues])
        open_to_doubt = [
            of and not one and (len(block.text.split()) < _SURELY_FOUND)
            for of, one, block in zip(kept, inside, page.paragraphs, strict=True)
        ]
        article, own = (
            [("?", None) if doubt else label for doubt, label in zip(open_to_doubt, gold, strict=True)]
            for gold in (_article(inside, runs, guessed), _own(inside, guessed))
        )
        golds = (own,) if label.get("own") else (article,) if is_news else (article, own)
        allowed = tuple(map(allowed_states, golds))
        yield LabelledPage(path.stem, directory.name, number % cells, sums, clues, allowed)


def _article(inside: Sequence[bool], runs: Sequence[bool], guessed: Sequence[State]) -> _Gold:
    """One clipping, whose text are these lines."""
    first, last = inside.index(True), len(inside) - 1 - inside[::-1].index(True)
    opens = max((at for at in range(first + 1) if guessed[at].opens), default=first)
    gold: _Gold = []
    for at, (one, prose, state) in enumerate(zip(inside, runs, guessed, strict=True)):
        role = str(state.role)
        if one:
            may = role in _TEXT and not (prose and role == "subhead")
            gold.append((role if may else "body" if prose else "?", 0 if may or prose else None))
        elif (
            (opens <= at < first and role in _HEAD)
            or (first < at < last and role == "caption")
            or (at > last and role in _TAIL and gold[-1][1] == 0)
        ):
            gold.append((role, 0))
        else:
            gold.append((role if role in ("comment", "furniture") else "furniture", None))
    return gold


def _own(inside: Sequence[bool], guessed: Sequence[State]) -> _Gold:
    """No clipping; these lines are the poster's own."""
    roles = (str(state.role) for state in guessed)
    return [
        ("commentary" if one else role if role in _OUTSIDE else "furniture", None)
        for one, role in zip(inside, roles, strict=True)
    ]


def posts_as_pages(raws: Sequence[Raw], reader: Reader, share: float) -> Iterator[LabelledPage]:
    """Labelled posts on pages of one blog program after the other."""
    for number, raw in enumerate(raws):
        page, sums, clues, _ = reader.page(blogs.as_page(raw.rows, blogs.PROGRAMS[number % len(blogs.PROGRAMS)]))
        places = blogs.Places(raw.rows)
        gold = [_of_frame(block.text) or places.label_of(block.text) for block in page.paragraphs]
        yield LabelledPage(raw.name, "posts", raw.cell, sums, clues, (allowed_states(gold),), share)


def _of_frame(line: str) -> tuple[str, int | None] | None:
    if line == blogs.TITLE:
        return "post_title", None
    return ("post_date", None) if line == blogs.DATE else None


class PageFit:
    """Fits the strengths of what markup says; near their guesses as costly as a Gaussian's, farther off as a Laplacian's."""

    def __init__(self, strengths: Strengths) -> None:
        self._step = np.exp(_table(strengths.steps)) * FOLLOW
        self._begin = np.exp([strengths.begins.get(str(state), 0.0) for state in STATES]) * BEGIN
        self._end = np.exp([strengths.ends.get(str(state), 0.0) for state in STATES]) * END

    def fit(self, pages: Sequence[LabelledPage]) -> np.ndarray:
        """The strengths: a row for each of `WHYS`, a column for each aspect."""
        design = _Design(pages, [self._likelier(page, PRIOR)[1] for page in pages])

        def cost(u: np.ndarray) -> tuple[float, np.ndarray]:
            weights = PRIOR + u.reshape(PRIOR.shape) * SPREAD
            value, gradient = self._likelihood(weights, design)
            far = np.sqrt(1 + u * u)
            return TRUST * value + float(np.sum(far - 1)), TRUST * SPREAD * gradient.ravel() + u / far

        start, rounds = np.zeros(PRIOR.size), {"maxiter": _ROUNDS}
        found = minimize(cost, start, jac=True, method="L-BFGS-B", bounds=_BOUNDS, options=rounds)
        weights: np.ndarray = PRIOR + found.x.reshape(PRIOR.shape) * SPREAD
        return weights

    def doubt(self, page: LabelledPage, weights: np.ndarray) -> float:
        """Minus the log-likelihood of a page's labels."""
        return self._likelier(page, weights)[0]

    def _likelier(self, page: LabelledPage, weights: np.ndarray) -> tuple[float, int]:
        return min((self._likelihood(weights, _Design([page], [k]))[0], k) for k in range(len(page.allowed)))

    def _likelihood(self, weights: np.ndarray, design: _Design) -> tuple[float, np.ndarray]:
        sums = design.sums + design.fires @ weights
        total, k = len(sums), len(STATES)
        out_s, out_stay = np.zeros((total, k)), np.zeros(total)
        value = expect(
            sums @ _TO_STATE, sums[:, _STAYS_AT].copy(), design.posts, design.weights, design.allowed,
            self._step, _SAME_I, _SAME_J, self._begin, self._end,
            out_s, out_stay, np.zeros((k, k)), np.zeros(k), np.zeros(k),
        )  # fmt: skip
        gradient = out_s @ _TO_STATE.T
        gradient[:, _STAYS_AT] += out_stay
        return value, design.fires.T @ gradient


class _Design:
    """Pages laid end to end."""

    def __init__(self, pages: Sequence[LabelledPage], chosen: Sequence[int]) -> None:
        self.posts = np.cumsum([0, *(len(page.sums) for page in pages)])
        self.sums = np.vstack([page.sums for page in pages])
        self.allowed = np.vstack([page.allowed[k] for page, k in zip(pages, chosen, strict=True)])
        self.weights = np.array([page.weight for page in pages])
        self.fires = np.zeros((len(self.sums), len(WHYS)))
        for at, clues in enumerate(clues for page in pages for clues in page.clues):
            self.fires[at, list(clues)] = 1


def _table(steps: Mapping[str, Mapping[str, float]]) -> np.ndarray:
    return np.array([[steps.get(str(a), {}).get(str(b), 0.0) for b in STATES] for a in STATES])


def rows_of(weights: np.ndarray) -> dict[str, dict[str, float]]:
    """As the table has them, rounded as the others are."""
    rounded = np.round(weights * 20) / 20
    return {
        why: {str(a): float(x) for a, x in zip(ASPECTS, row, strict=True) if abs(x) >= SMALLEST}
        for why, row in zip(WHYS, rounded, strict=True)
    }


def with_pages(strengths: Strengths, rows: Mapping[str, Mapping[str, float]]) -> Strengths:
    """The same strengths with these for pages."""
    clues = {**strengths.clues, **{(STAGE, why): {"here": row} for why, row in rows.items()}}
    return attrs.evolve(strengths, clues=clues)
