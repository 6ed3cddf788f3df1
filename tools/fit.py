#!/usr/bin/env python3
"""Fit the strengths of the clues and the steps on labelled posts, and say how well they carry over.

    python tools/fit.py --data DIR [DIR ...]                        fit on all, print, change nothing
    python tools/fit.py --data DIR [DIR ...] --write                fit on all, write words/strengths.toml
    python tools/fit.py --data DIR [DIR ...] --folds 5 --on NAME    cross-validation within the directory of that name
    python tools/fit.py --data DIR [DIR ...] --leave-family-out     each family measured by a fit on the others

Every DIR holds NAME.txt and NAME.json (the label: the post's lines as [line number, role, clipping]). A post's family is
the letters its name begins with, or its directory's name for posts made by construction (`--by-construction`).

The model is a linear-chain conditional random field over the states of `roles.py`, with the clues of the stages, heard
here and on the neighbouring lines, as observations. It is fitted by penalised maximum likelihood: a strength is drawn
towards its guess in the code (and to zero where nobody guessed), the more so the less the posts say; the penalty is
pseudo-Huber's, so that a few may go far where many posts ask for it. A line labelled `?`
may be anything. A long post counts for no more than `CAP` paragraphs.
Same data, same table.
"""

from __future__ import annotations

import argparse
import collections
import concurrent.futures
import inspect
import json
import math
import pathlib
import random
import re
import sys
import time
from collections.abc import Callable, Iterable, Sequence

import attrs
import numba
import numpy as np
import scipy.optimize
import scipy.sparse

import clipparse.stages
from clipparse.clue import Clue
from clipparse.decode import ASPECTS, HEARD, OPENS, STAYS, TAIL, Calibration, Decoder, Judgement, Strengths, testimony
from clipparse.lexicon import Lexicon
from clipparse.page import Block, Page
from clipparse.roles import STATES, Part, Role, State, may_begin, may_end, may_follow
from clipparse.stages import body, byline, commentary, dateline, headline, listing, pattern, site, source, topic, voice
from compose import Pieces, composed
from layouts import LAYOUTS, Row
from saved import saved_page
from typed import typed_file

STRENGTHS = pathlib.Path(__file__).parent.parent / "src" / "clipparse" / "words" / "strengths.toml"
CAP = 60  # paragraphs: what one post can weigh
SPREAD = {"here": 0.42, "below": 0.21, "above": 0.21, "two_below": 0.03, "two_above": 0.03}
STEP_SPREAD = 1.0
OWN = 8.0  # what a post weighs that was written for the purpose
OWN_ABROAD = 1.0  # one in another language than English, `de-...`: there are some eight of each
TYPED = 0.8  # text files put together around their articles
SAVED = 0.25  # saved pages put together around their articles, likewise
COMPOSED = 0.8  # posts put together from clippings, as a share of the posts
ROUNDS = 60
SMALLEST = 0.08  # a weaker strength is left out of the table

# A clue's own guess is about a role. What some say of the place in a clipping, of its opening or its tail, is guessed here.
_CLOSES = {TAIL: 1.0, OPENS: -1.5}
_OPENS = {OPENS: 1.0}
_INSIDE = {OPENS: -1.5}
_NO_WORDS = {Role.HEADLINE: -3.0, Role.SUBHEAD: -2.0, Role.STANDFIRST: -2.0}
TURNS: dict[Clue, dict[str, float]] = {
    pattern.DASHED: _CLOSES,
    pattern.IN_BRACKETS: _CLOSES,
    pattern.LABELLED: _CLOSES,
    pattern.NEARER_ABOVE: _CLOSES,
    pattern.AS_AT_END: _CLOSES,
    pattern.NEARER_BELOW: {OPENS: 1.0, TAIL: -1.0},
    pattern.OVER_FIRST_HEAD: {
        OPENS: 2.5,
        Role.DATELINE: 1.0,
        Role.FURNITURE: -1.0,
        Role.POST_TITLE: -1.5,
        Role.COMMENTARY: -1.0,
    },
    pattern.AS_AT_TOP: {OPENS: 1.0, TAIL: -1.0},
    pattern.BELOW_BEGINNING: _OPENS,
    pattern.LISTED_TITLE: {OPENS: 5.0},
    pattern.SHORT_ITEM: {OPENS: 1.5},
    pattern.UNDER_MARKED: _OPENS,
    pattern.UNDER_END: _OPENS,
    pattern.UNDER_CREDITED: _OPENS,
    pattern.LIKE_A_HEAD: _OPENS,
    pattern.IN_LIKE_A_HEAD: _INSIDE,
    topic.ALONE_AT_CHANGE: _OPENS,
    topic.HEADS_NEXT: _OPENS,
    topic.FIRST_AT_CHANGE: _OPENS,
    topic.LATER_AT_CHANGE: {OPENS: -0.5},
    topic.WITHIN: _INSIDE,
    body.CARRIES_ON: {STAYS: 2.0, OPENS: -1.5},
    listing.FIGURES: {Role.FURNITURE: -4.0, STAYS: 1.0, OPENS: -1.0},
    listing.ANNOUNCED: {Role.FURNITURE: -1.0, STAYS: 1.0, OPENS: -1.0},
    listing.POSTAL: {
        Role.BODY: 1.0,
        Role.BYLINE: -2.0,
        Role.SOURCE: -1.0,
        Role.HEADLINE: -1.0,
        Role.COMMENT: -1.0,
        STAYS: 2.0,
        OPENS: -2.0,
    },
    listing.AMONG_PROSE: {STAYS: 1.0, OPENS: -0.5},
    site.NO_SECOND: {OPENS: -3.0},
    headline.QUOTED_TITLE: _OPENS,
    headline.AFTER_WIDE_GAP: _OPENS,
    source.TAKEN_DATED: _OPENS,
    commentary.TALKS_ABOVE: {STAYS: 0.3},
    commentary.REPORTS_ABOVE: {STAYS: 0.3},
    commentary.PRESENTED: {OPENS: 0.3},
    commentary.SAYINGS: {OPENS: -2.0, Role.BODY: -1.0, Role.HEADLINE: -1.0},
    commentary.HALF_TALKS: {OPENS: -0.5},
    commentary.MOST_TALKS: {OPENS: -1.0},
    commentary.ALL_TALKS: {OPENS: -1.5},
    commentary.NOBODY_REPORTS: {OPENS: -0.5},
    voice.NOTHING_NAMED: {OPENS: -0.8},
    voice.RETELLS: {Role.BODY: -2.0, Role.HEADLINE: -1.0, OPENS: -2.0},
    dateline.DATE_ALONE: _NO_WORDS,
    dateline.DATE_TIME_ALONE: _NO_WORDS,
    source.LINK_ALONE: _NO_WORDS,
    byline.BY_NAME: _NO_WORDS,
    dateline.HEAD_BELOW_TEXT: _OPENS,
    dateline.HEAD_AGAIN: {OPENS: 3.0},
    site.UNDER_TITLE: _INSIDE,
    site.NEWS_TEXT: {OPENS: -3.0},
    site.PAGE_TEXT: {OPENS: -2.0},
    site.FOOT: {OPENS: -3.0},
    site.SCRAP: _INSIDE,
    site.LABEL_ABOVE: _OPENS,
}

_INDEX = {state: j for j, state in enumerate(STATES)}
_ROLE_STATES = {role: [j for j, s in enumerate(STATES) if s.role is role] for role in Role}


@attrs.frozen(eq=False)
class Labelled:
    """One labelled post: the clues that fire on each paragraph, and the states that its label allows there."""

    name: str
    family: str
    rows: list[Row]  # every row of the raw text: line, role, clipping
    blocks: tuple[Block, ...]
    clues: list[tuple[Clue, ...]]  # of each block
    gold: list[tuple[str, int | None]]  # of each non-blank line
    allowed: np.ndarray  # bool, blocks x states
    share: float = 1.0
    twin: Labelled | None = None  # the same post in another layout

    @classmethod
    def of(cls, name: str, family: str, rows: list[Row], share: float = 1.0) -> Labelled:
        page = Page.of("\n".join(text for text, _, _ in rows))
        lexicon = Lexicon.default()
        sightings = (one for _, stage in clipparse.stages.STAGES for one in stage(page.unwrapped, lexicon))
        clues = testimony(len(page.paragraphs), sightings)
        gold = [(rows[line.row][1] or "?", rows[line.row][2]) for line in page.lines]
        allowed = allowed_states(_of_blocks(page.paragraphs, gold))
        return cls(name, family, rows, page.paragraphs, clues, gold, allowed, share)

    @property
    def weight(self) -> float:
        return self.share * min(1.0, CAP / max(1, len(self.clues)))


def _of_blocks(blocks: Sequence[Block], gold: Sequence[tuple[str, int | None]]) -> list[tuple[str, int | None]]:
    """The label of each paragraph: that of its first line that has one."""
    return [next((one for one in gold[block.first : block.last + 1] if one[0] != "?"), ("?", None)) for block in blocks]


def dressed(posts: Sequence[Labelled]) -> list[Labelled]:
    """The posts, each with itself in another layout; the two share what it weighs."""
    headlines = sorted({row[0].strip()[:120] for post in posts for row in post.rows if row[1] == "headline"})
    out = []
    for post in posts:
        dice = random.Random(post.name)
        rows = dice.choice(LAYOUTS)(post.rows, dice, headlines)
        out.append(attrs.evolve(post, twin=Labelled.of(post.name, post.family, rows, 0.5)))
    return out


def with_made_up(posts: Sequence[Labelled]) -> list[Labelled]:
    """The posts and their twins, and posts put together from their clippings."""
    pieces = Pieces.of([post.rows for post in posts])
    return [
        *posts,
        *(post.twin for post in posts if post.twin),
        *put_together(pieces, composed, int(len(posts) * COMPOSED)),
        *put_together(pieces, saved_page, int(len(posts) * SAVED)),
        *put_together(pieces, typed_file, int(len(posts) * TYPED)),
    ]


def put_together(pieces: Pieces, make: Callable[[Pieces, random.Random], list[Row]], count: int) -> list[Labelled]:
    """Posts made of the clippings of others, for no mail shows how a blog strings articles together."""
    out = []
    for number in range(count):
        rows = make(pieces, random.Random(number))
        out.append(Labelled.of(f"{make.__name__}-{number}", make.__name__, rows))
    return out


def load(directories: Iterable[pathlib.Path], by_construction: Sequence[str]) -> list[Labelled]:
    posts = []
    for directory in directories:
        for path in sorted(directory.glob("*.json")):
            text = path.with_suffix(".txt").read_text(encoding="utf-8", errors="replace")
            label = json.loads(path.read_text())
            labels = {number: (role, clipping) for number, role, clipping in label["lines"]}
            rows = [(line, *labels.get(n, (None, None))) for n, line in enumerate(text.split("\n"), 1)]
            if not labels:
                continue
            made = directory.name in (*by_construction, "fixtures", "seed")
            family = directory.name if made else re.match("[a-z]+", path.name)[0]
            own = OWN_ABROAD if re.match("[a-z]{2}-", path.stem) else OWN
            posts.append(Labelled.of(path.stem, family, rows, own if family in ("fixtures", "seed") else 1.0))
    return posts


def allowed_states(gold: Sequence[tuple[str, int | None]]) -> np.ndarray:
    """The states that a label allows on each line: one, or all where it is `?` or where no path of steps fits it."""
    allowed = np.zeros((len(gold), len(STATES)), dtype=bool)
    for i, state in enumerate(gold_states(gold)):
        if state is None:
            allowed[i] = True
        else:
            allowed[i, _INDEX[state]] = True
    _mend(allowed, gold)
    return allowed


def gold_states(gold: Sequence[tuple[str, int | None]]) -> list[State | None]:
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    first_body: dict[int, int] = {}
    last_body: dict[int, int] = {}
    for i, (role, clipping) in enumerate(gold):
        if clipping is None:
            continue
        first.setdefault(clipping, i)
        last[clipping] = i
        if role == "body":
            first_body.setdefault(clipping, i)
            last_body[clipping] = i
    states: list[State | None] = []
    current: int | None = None
    for i, (role, clipping) in enumerate(gold):
        if role == "?":
            states.append(None)
            continue
        if clipping is not None:
            opens = first[clipping] == i
            current = clipping
            head = i < first_body.get(clipping, len(gold))
            if role in ("byline", "dateline", "source") and not head:
                part = Part.TAIL
            elif role in ("body", "subhead") or (role == "caption" and not head):
                part = Part.BODY
            else:
                part = Part.HEAD
            state = State(Role(role), part, opens)
        elif current is not None and i < last[current] and role in ("furniture", "commentary"):
            head = i < first_body.get(current, -1)
            state = State(Role(role), Part.HEAD if head else Part.BODY)
        else:
            state = State(Role(role), Part.OUTSIDE)
        states.append(state if state in _INDEX else None)
    return states


_FOLLOW = np.array([[may_follow(a, b) for b in STATES] for a in STATES])
_BEGIN = np.array([may_begin(s) for s in STATES])
_END = np.array([may_end(s) for s in STATES])


def _mend(allowed: np.ndarray, gold: Sequence[tuple[str, int | None]]) -> None:
    """Where the label's path takes a step that the table forbids, allow the role in any part there."""
    for widen in (False, True):
        reach = allowed[0] & _BEGIN
        broken = [] if reach.any() else [0]
        for i in range(1, len(gold)):
            nxt = (_FOLLOW[reach if reach.any() else allowed[i - 1]].any(axis=0)) & allowed[i]
            if not nxt.any():
                broken.append(i)
                nxt = allowed[i]
            reach = nxt
        if not (reach & _END).any():
            broken.append(len(gold) - 1)
        for i in broken:
            for k in {max(0, i - 1), i}:
                role = gold[k][0]
                if widen or role == "?":
                    allowed[k] = True
                else:
                    allowed[k, _ROLE_STATES[Role(role)]] = True
    # what is still broken is left free from there on
    if not np.isfinite(_log_partition(np.zeros((len(gold), len(STATES))), allowed)):
        allowed[:] = True


def _log_partition(scores: np.ndarray, allowed: np.ndarray) -> float:
    a = np.where(allowed[0] & _BEGIN, 1.0, 0.0)
    for i in range(1, len(scores)):
        a = (a @ _FOLLOW) * allowed[i]
        if not a.any():
            return -math.inf
        a /= a.sum()
    return 0.0 if (a * _END).any() else -math.inf


# ---------------------------------------------------------------------------------------------------- the model


_TO_STATE = np.zeros((len(ASPECTS), len(STATES)))
for _j, _s in enumerate(STATES):
    _TO_STATE[ASPECTS.index(_s.role), _j] = 1
    if _s.opens:
        _TO_STATE[ASPECTS.index(OPENS), _j] = 1
    if _s.part is Part.TAIL:
        _TO_STATE[ASPECTS.index(TAIL), _j] = 1
_STAYS_AT = ASPECTS.index(STAYS)
_SAME = np.array([[a.role is b.role and not b.opens and may_follow(a, b) for b in STATES] for a in STATES])


def guessed_step(a: State, b: State) -> float:
    """What the step from `a` to `b` costs before any post was seen: staying is usual, opening and leaving are not."""
    if a.role is b.role is Role.SUBHEAD:
        return -1.0  # no text has one crosshead under another
    if a == b or (a.role is b.role and a.part is b.part and not b.opens):
        return 2.0
    if b.opens:
        return -1.5 if a.part is Part.OUTSIDE else -3.0
    if a.part is Part.HEAD and b.part is Part.OUTSIDE:
        return -4.0
    if b.part is Part.TAIL or (a.part is Part.BODY and b.part is Part.OUTSIDE):
        return -1.5
    return -0.5


@numba.njit(cache=False, fastmath=True)
def _expect(
    scores, stays, starts, weights, allowed, step, same, begin, end, grad_s, grad_stay, grad_step, grad_b, grad_e
):
    """Log-likelihood of the allowed paths, and the differences of expectations (free minus allowed) as gradients."""
    n_states = scores.shape[1]
    total = 0.0
    for p in range(len(starts) - 1):
        lo, hi = starts[p], starts[p + 1]
        n = hi - lo
        w = weights[p]
        for clamp in range(2):
            sign = 1.0 if clamp == 0 else -1.0
            alpha = np.zeros((n, n_states))
            emit = np.zeros((n, n_states))
            scale = np.zeros(n)
            logz = 0.0
            for t in range(n):
                top = -1e300
                for j in range(n_states):
                    if (clamp == 0 or allowed[lo + t, j]) and scores[lo + t, j] > top:
                        top = scores[lo + t, j]
                for j in range(n_states):
                    if clamp == 0 or allowed[lo + t, j]:
                        emit[t, j] = np.exp(scores[lo + t, j] - top)
                logz += top
                if t == 0:
                    for j in range(n_states):
                        alpha[0, j] = begin[j] * emit[0, j]
                else:
                    es = np.exp(stays[lo + t])
                    for i in range(n_states):
                        a = alpha[t - 1, i]
                        if a > 0.0:
                            for j in range(n_states):
                                if step[i, j] > 0.0 and emit[t, j] > 0.0:
                                    alpha[t, j] += a * step[i, j] * (es if same[i, j] else 1.0)
                    for j in range(n_states):
                        alpha[t, j] *= emit[t, j]
                if t == n - 1:
                    for j in range(n_states):
                        alpha[t, j] *= end[j]
                c = alpha[t].sum()
                if c < 1e-300:
                    c = 1e-300
                scale[t] = c
                logz += np.log(c)
                alpha[t] /= c
            total += sign * w * logz
            beta = np.ones(n_states)
            nxt = np.zeros(n_states)
            for t in range(n - 1, -1, -1):
                for j in range(n_states):
                    g = alpha[t, j] * beta[j] * w * sign
                    grad_s[lo + t, j] += g
                    if t == 0:
                        grad_b[j] += g
                    if t == n - 1:
                        grad_e[j] += g
                if t > 0:
                    es = np.exp(stays[lo + t])
                    nxt[:] = 0.0
                    inv = 1.0 / scale[t]
                    for j in range(n_states):
                        if emit[t, j] > 0.0 and beta[j] > 0.0:
                            b = emit[t, j] * beta[j] * inv
                            if t == n - 1:
                                b *= end[j]
                            for i in range(n_states):
                                if step[i, j] > 0.0:
                                    v = step[i, j] * b
                                    if same[i, j]:
                                        v *= es
                                    nxt[i] += v
                                    flow = alpha[t - 1, i] * v * w * sign
                                    grad_step[i, j] += flow
                                    if same[i, j]:
                                        grad_stay[lo + t] += flow
                    beta[:] = nxt
    return total


def every_clue() -> set[Clue]:
    """The clues that the stages know, whether or not a post shows them."""
    found: set[Clue] = set()
    for module in (value for value in vars(clipparse.stages).values() if inspect.ismodule(value)):
        for value in vars(module).values():
            found.update(
                one for one in (value.values() if isinstance(value, dict) else [value]) if isinstance(one, Clue)
            )
    return found


class Fit:
    """Fits `Strengths` to posts."""

    def __init__(self) -> None:
        self.clues = sorted(every_clue(), key=lambda clue: (clue.stage, clue.why))
        self.column = {(clue.stage, clue.why): k for k, clue in enumerate(self.clues)}
        n = len(self.clues)
        self.prior = np.zeros((n * len(HEARD), len(ASPECTS)))
        self.spread = np.zeros_like(self.prior)
        for h, (place, _) in enumerate(HEARD):
            self.spread[h * n : (h + 1) * n] = SPREAD[place]
        for k, clue in enumerate(self.clues):
            self.prior[k, ASPECTS.index(clue.role)] = clue.strength
            for aspect, guess in TURNS.get(clue, {}).items():
                self.prior[k, ASPECTS.index(aspect)] = guess
        self.step_prior = np.array([[guessed_step(a, b) for b in STATES] for a in STATES])

    def design(self, posts: Sequence[Labelled]) -> tuple[scipy.sparse.csr_matrix, np.ndarray]:
        n = len(self.clues)
        rows, cols, starts = [], [], [0]
        for post in posts:
            base = starts[-1]
            size = len(post.clues)
            for i, clues in enumerate(post.clues):
                for clue in clues:
                    k = self.column.get((clue.stage, clue.why))
                    if k is None:
                        continue
                    for h, (_, offset) in enumerate(HEARD):
                        if 0 <= i + offset < size:
                            rows.append(base + i + offset)
                            cols.append(h * n + k)
            starts.append(base + size)
        data = np.ones(len(rows))
        shape = (starts[-1], n * len(HEARD))
        return scipy.sparse.csr_matrix((data, (rows, cols)), shape=shape), np.array(starts)

    def fit(self, posts: Sequence[Labelled], rounds: int = ROUNDS) -> Strengths:
        posts = with_made_up(posts)
        x, starts = self.design(posts)
        xt = x.T.tocsr()
        allowed = np.vstack([post.allowed for post in posts])
        weights = np.array([post.weight for post in posts])
        shape, k = self.prior.shape, len(STATES)
        mask = _FOLLOW.astype(float)
        sizes = np.cumsum([self.prior.size, k * k, k])

        def unpack(v: np.ndarray) -> tuple[np.ndarray, ...]:
            return (
                v[: sizes[0]].reshape(shape),
                v[sizes[0] : sizes[1]].reshape(k, k),
                v[sizes[1] : sizes[2]],
                v[sizes[2] :],
            )

        prior = np.concatenate([self.prior.ravel(), (self.step_prior * mask).ravel(), np.zeros(2 * k)])
        spread = np.concatenate([self.spread.ravel(), np.full(k * k + 2 * k, STEP_SPREAD)])

        def loss(u: np.ndarray) -> tuple[float, np.ndarray]:
            # u counts in spreads from the prior: what may move little and what may move far then cost alike
            v = prior + u * spread
            w, steps, begins, ends = unpack(v)
            sums = x @ w
            scores = sums @ _TO_STATE
            grad_s, grad_stay = np.zeros_like(scores), np.zeros(len(scores))
            grad_step, grad_b, grad_e = np.zeros((k, k)), np.zeros(k), np.zeros(k)
            value = _expect(
                scores, sums[:, _STAYS_AT].copy(), starts, weights, allowed, np.exp(steps) * mask, _SAME,
                np.exp(begins) * _BEGIN, np.exp(ends) * _END, grad_s, grad_stay, grad_step, grad_b, grad_e,
            )  # fmt: skip
            grad_sums = grad_s @ _TO_STATE.T
            grad_sums[:, _STAYS_AT] += grad_stay
            # near the prior as costly as a Gaussian's, farther off only as a Laplacian's: few may go far, most stay
            far = np.sqrt(1 + u * u)
            value += float((far - 1).sum())
            grad = np.concatenate([(xt @ grad_sums).ravel(), grad_step.ravel(), grad_b, grad_e]) * spread + u / far
            return value, grad

        found = scipy.optimize.minimize(
            loss, np.zeros_like(prior), jac=True, method="L-BFGS-B", options={"maxiter": rounds, "maxcor": 8}
        )
        w, steps, begins, ends = unpack(prior + found.x * spread)
        return self.table(w, steps, begins, ends)

    def table(self, w: np.ndarray, steps: np.ndarray, begins: np.ndarray, ends: np.ndarray) -> Strengths:
        n = len(self.clues)
        clues: dict[tuple[str, str], dict[str, dict[str, float]]] = {}
        for k, clue in enumerate(self.clues):
            heard: dict[str, dict[str, float]] = {}
            for h, (place, _) in enumerate(HEARD):
                row = {str(a): _rounded(v) for a, v in zip(ASPECTS, w[h * n + k], strict=True) if abs(v) >= SMALLEST}
                if row:
                    heard[place] = row
            clues[clue.stage, clue.why] = heard
        table = {
            str(a): {str(b): _rounded(steps[i, j]) for j, b in enumerate(STATES) if _FOLLOW[i, j]}
            for i, a in enumerate(STATES)
        }
        return Strengths(
            clues,
            table,
            {str(s): _rounded(v) for s, v in zip(STATES, begins, strict=True) if may_begin(s)},
            {str(s): _rounded(v) for s, v in zip(STATES, ends, strict=True) if may_end(s)},
        )


def _rounded(value: float) -> float:
    return round(float(value) * 20) / 20


# ------------------------------------------------------------------------------------------------- the measures


# Lines of nothing but quoting marks are in no paragraph; nobody judges them.
_MARKS = Judgement(State(Role.FURNITURE, Part.OUTSIDE), 1.0, None)


def _no_counts() -> list[int]:
    return [0, 0, 0]  # hit, predicted, gold


@attrs.define
class Score:
    """Counts over posts, and the four figures that they give."""

    right: int = 0
    total: int = 0
    structure_right: int = 0
    structure: int = 0
    starts: list[int] = attrs.field(factory=lambda: [0, 0, 0])  # hit, predicted, gold
    roles: dict[str, list[int]] = attrs.field(factory=lambda: collections.defaultdict(_no_counts))
    sure: list[tuple[float, bool]] = attrs.field(factory=list)
    sure_of_starts: list[tuple[float, bool]] = attrs.field(factory=list)
    mistakes: list[str] = attrs.field(factory=list)
    confused: collections.Counter = attrs.field(factory=collections.Counter)

    def add(self, post: Labelled, judged: Sequence) -> int:
        wrong = 0
        starts = {block.first for block, j in zip(post.blocks, judged, strict=True) if j.state.opens}
        by_line = [_MARKS] * len(post.gold)
        for block, j in zip(post.blocks, judged, strict=True):
            by_line[block.first : block.last + 1] = [j] * len(block)
        for j, (role, _) in zip(by_line, post.gold, strict=True):
            if role == "?":
                continue
            got = str(j.state.role)
            hit = got == role
            self.total += 1
            self.right += hit
            self.sure.append((j.confidence, hit))
            if role != "body" or got != "body":
                self.structure += 1
                self.structure_right += hit
                wrong += not hit
            self.roles[role][2] += 1
            self.roles[got][1] += 1
            self.roles[role][0] += hit
        first: dict[int, int] = {}
        for i, (_, c) in enumerate(post.gold):
            if c is not None:
                first.setdefault(c, i)
        gold = set(first.values())
        self.sure_of_starts += [
            (j.opening, block.first in gold) for block, j in zip(post.blocks, judged, strict=True) if j.state.opens
        ]
        for k, n in enumerate((len(gold & starts), len(starts), len(gold))):
            self.starts[k] += n
        self._note(post, by_line, gold, starts, wrong)
        return wrong

    def _note(self, post: Labelled, judged: Sequence, gold: set[int], starts: set[int], wrong: int) -> None:
        """Every wrong line, and every clipping that begins elsewhere, with what stands there."""
        texts = [text.strip() for text, _, _ in post.rows if text.strip()]
        self.mistakes.append(f"\n{post.family} {post.name}: {wrong} structure lines wrong of {len(texts)}")
        for i, (j, (role, _)) in enumerate(zip(judged, post.gold, strict=True)):
            got = str(j.state.role)
            begins = {(True, True): "*", (True, False): "missed", (False, True): "false"}.get(
                (i in gold, i in starts), ""
            )
            if role not in ("?", got):
                self.confused[role, got] += 1
            if role not in ("?", got) or begins in ("missed", "false"):
                told = f"{role} -> {got}" if role != got else role
                self.mistakes.append(f"{i:5} {told:26} {begins:6} {j.confidence:.2f} | {texts[i][:110]}")

    def merge(self, other: Score) -> None:
        """Add another's counts to these."""
        for name in ("right", "total", "structure_right", "structure"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.starts = [a + b for a, b in zip(self.starts, other.starts, strict=True)]
        for role, counts in other.roles.items():
            self.roles[role] = [a + b for a, b in zip(self.roles[role], counts, strict=True)]
        self.sure += other.sure
        self.sure_of_starts += other.sure_of_starts
        self.mistakes += other.mistakes
        self.confused += other.confused

    def figures(self) -> dict[str, float]:
        per_role = {r: 2 * h / (p + g) for r, (h, p, g) in self.roles.items() if g}
        hit, pred, gold = self.starts
        return {
            "line": self.right / max(1, self.total),
            "structure": self.structure_right / max(1, self.structure),
            "macro-F1": sum(per_role.values()) / max(1, len(per_role)),
            "starts-F1": 2 * hit / max(1, pred + gold),
            "calibration-error": calibration_error(self.sure),
            "of-starts": calibration_error(self.sure_of_starts),
        }


def calibration_error(sure: Sequence[tuple[float, bool]], bins: int = 10) -> float:
    """Expected calibration error: how far, on average, what was said is from what came true, in ten bins."""
    error = 0.0
    for b in range(bins):
        here = [(c, hit) for c, hit in sure if b / bins <= c < (b + 1) / bins or (b == bins - 1 and c == 1.0)]
        if here:
            error += abs(sum(c for c, _ in here) - sum(hit for _, hit in here)) / len(sure)
    return error


def calibrated(sure: Sequence[tuple[float, bool]]) -> Calibration:
    """The logistic curve under which what was said comes true; `sure` are shares on held-out posts, and what was right."""
    share = np.clip(np.array([said for said, _ in sure]), 1e-6, 1 - 1e-6)
    odds, hit = np.log(share / (1 - share)), np.array([float(right) for _, right in sure])

    def loss(v: np.ndarray) -> float:
        z = v[0] * odds + v[1]
        return float(np.mean(np.logaddexp(0, z) - hit * z))

    scale, shift = scipy.optimize.minimize(loss, np.array([1.0, 0.0]), method="Nelder-Mead").x
    return Calibration(round(float(scale), 3), round(float(shift), 3))


def reliability(sure: Sequence[tuple[float, bool]], bins: int = 10) -> None:
    """Print, for each tenth, how often what was said came true."""
    for b in range(bins):
        here = [(c, hit) for c, hit in sure if b / bins <= c < (b + 1) / bins or (b == bins - 1 and c == 1.0)]
        if here:
            said, right = sum(c for c, _ in here) / len(here), sum(hit for _, hit in here) / len(here)
            print(f"{b / bins:.1f} to {(b + 1) / bins:.1f}: {len(here):6} said {said:.3f}, came true {right:.3f}")


def measure(strengths: Strengths, posts: Sequence[Labelled], into: Score | None = None) -> Score:
    decoder = Decoder(strengths)
    into = into or Score()
    for post in posts:
        into.add(post, decoder.judge(post.clues))
    return into


def _held_out(part: tuple[list[Labelled], list[Labelled], int]) -> Score:
    kept, held, rounds = part
    return measure(Fit().fit(kept, rounds), held)


def held_out(parts: Sequence[tuple[list[Labelled], list[Labelled]]], rounds: int, jobs: int) -> list[Score]:
    """For each part, what a fit on its first posts makes of its second."""
    work = [(kept, held, rounds) for kept, held in parts]
    if jobs < 2:
        return [_held_out(one) for one in work]
    with concurrent.futures.ProcessPoolExecutor(jobs) as pool:
        return list(pool.map(_held_out, work))


def held_out_curves(posts: Sequence[Labelled], k: int, rounds: int, jobs: int) -> dict[str, Calibration]:
    """The curves of confidence, fitted on what `k` fits say of posts that they have not seen, and how well they then do."""
    pool = Score()
    for one in held_out([([p for p in posts if p not in fold], fold) for fold in folds(posts, k)], rounds, jobs):
        pool.merge(one)
    show(f"all, {k} folds", pool)
    curves = {"line": calibrated(pool.sure), "opening": calibrated(pool.sure_of_starts)}
    for name, sure in (("line", pool.sure), ("opening", pool.sure_of_starts)):
        after = [(curves[name](said), right) for said, right in sure]
        print(f"confidence of a {name}: calibration error {calibration_error(after):.4f}")
        reliability(after)
    return curves


def write_mistakes(scores: Sequence[Score], path: pathlib.Path) -> None:
    """What was taken for what, how often; then the lines, post by post."""
    with path.open("w", encoding="utf-8") as out:
        for score in scores:
            for (gold, got), times in score.confused.most_common(40):
                print(f"{times:6} {gold} -> {got}", file=out)
            print(*score.mistakes, sep="\n", file=out)


def folds(posts: Sequence[Labelled], k: int) -> list[list[Labelled]]:
    return [list(posts[i::k]) for i in range(k)]


def show(name: str, score: Score) -> None:
    print(f"{name:34}", "  ".join(f"{key} {value:.4f}" for key, value in score.figures().items()), flush=True)


def write(strengths: Strengths, path: pathlib.Path) -> None:
    out = ["# Fitted by tools/fit.py on labelled posts; rounded to 0.05. See docs/how-it-decides.md.", ""]
    for name, curve in strengths.confidence.items():
        out += [f"[confidence.{name}]", f"scale = {curve.scale}", f"shift = {curve.shift}", ""]
    for name, table in (("begins", strengths.begins), ("ends", strengths.ends)):
        out += [f"[{name}]", *(f'"{state}" = {value}' for state, value in table.items() if value), ""]
    for state, row in strengths.steps.items():
        cells = ", ".join(f'"{to}" = {value}' for to, value in row.items() if value)
        out.append(f'steps."{state}" = {{ {cells} }}')
    steps = [line for line in out if line.startswith("steps.")]
    out = [*out[:2], *steps, "", *(line for line in out[2:] if not line.startswith("steps."))]
    for (stage, why), heard in strengths.clues.items():
        if heard:
            out.append(f"[clues.{stage}.{json.dumps(why)}]")
            for place, row in heard.items():
                out.append(f"{place} = {{ " + ", ".join(f"{a} = {v}" for a, v in row.items()) + " }")
    path.write_text("\n".join(out) + "\n", encoding="utf-8")


def main(argv: Sequence[str] | None = None) -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", nargs="+", type=pathlib.Path, required=True, metavar="DIR")
    ap.add_argument("--by-construction", nargs="*", default=["composite"], metavar="NAME")
    ap.add_argument("--folds", type=int, default=0)
    ap.add_argument("--on", default=None, metavar="NAME", help="cross-validate within this directory only")
    ap.add_argument("--and-others", action="store_true", help="fit each fold on the other directories, too")
    ap.add_argument("--leave-family-out", action="store_true")
    ap.add_argument("--only-fit", nargs="*", default=["fixtures", "seed"], metavar="FAMILY", help="never measured on")
    ap.add_argument("--families", nargs="*", metavar="FAMILY", help="leave out only these, one at a time")
    ap.add_argument("--jobs", type=int, default=2)
    ap.add_argument(
        "--mistakes", type=pathlib.Path, metavar="FILE", help="write what was taken for what on held-out posts"
    )
    ap.add_argument("--calibrate", type=int, default=0, metavar="K", help="fit the curves of confidence on K folds")
    ap.add_argument("--write", action="store_true")
    ap.add_argument("--rounds", type=int, default=ROUNDS)
    args = ap.parse_args(argv)

    began = time.time()
    by_directory = {d.name: dressed(load([d], args.by_construction)) for d in args.data}
    posts = [post for group in by_directory.values() for post in group]
    print(
        f"{len(posts)} posts, {sum(len(p.gold) for p in posts)} lines, read in {time.time() - began:.0f} s", flush=True
    )
    scores: list[Score] = []
    if args.leave_family_out:
        families = sorted({post.family for post in posts} - set(args.only_fit))
        families = [family for family in families if family in (args.families or families)]
        parts = [([p for p in posts if p.family != one], [p for p in posts if p.family == one]) for one in families]
        scores = held_out(parts, args.rounds, args.jobs)
        for family, score in zip(families, scores, strict=True):
            show(f"{family} by the others", score)
        means = {key: sum(score.figures()[key] for score in scores) / len(scores) for key in scores[0].figures()}
        print(f"{'mean of families':34}", "  ".join(f"{key} {value:.4f}" for key, value in means.items()), flush=True)
    if args.folds:
        for name, group in by_directory.items():
            if args.on in (None, name):
                cut = folds(group, args.folds)
                fitted_on = posts if args.and_others else group
                parts = [([p for p in fitted_on if p not in fold], fold) for fold in cut]
                score = Score()
                for one in held_out(parts, args.rounds, args.jobs):
                    score.merge(one)
                show(f"{name}, {args.folds} folds{' and the others' * args.and_others}", score)
                scores.append(score)
    if args.mistakes:
        write_mistakes(scores, args.mistakes)
    if args.write or not (args.folds or args.leave_family_out):
        strengths = Fit().fit(posts, args.rounds)
        if args.calibrate:
            strengths = attrs.evolve(
                strengths, confidence=held_out_curves(posts, args.calibrate, args.rounds, args.jobs)
            )
        show("fitted and measured on all", measure(strengths, posts))
        if args.write:
            write(strengths, STRENGTHS)
    print(f"{time.time() - began:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
