"""A linear-chain conditional random field over the states of `roles.py`, fitted by penalised maximum likelihood.

A strength is drawn towards its guess in the code (and to zero where nobody guessed), the more so the less the posts say; the
penalty is pseudo-Huber's, so that a few may go far where many posts ask for it. A line labelled `?` may be anything.

Paragraphs of one post say much the same, and posts of one family; so a paragraph's likelihood counts a small part (`TRUST`)
beside the penalty. Found by looking at families left out: with the whole of it the strengths fit the labelled posts and few
others, unless the fit is broken off early, and then what comes out depends on where it stood.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from clipparse.clue import Clue
from clipparse.kinds import OF_KIND
from clipparse.roles import STATES, Kind, Part, Role, State, may_begin, may_end, may_follow
from clipparse.strengths import ASPECTS, HEARD, OPENS, STAYS, TAIL, Strengths
from fitting.crf import expect, heard, heard_back
from fitting.labels import BEGIN, END, FOLLOW, Labelled
from fitting.sightings import CLUES as STAGE_CLUES
from fitting.turns import TURNS

_KINDS = tuple(OF_KIND)
CLUES = (*STAGE_CLUES, *OF_KIND.values())
SPREAD = {"here": 0.42, "below": 0.21, "above": 0.21, "two_below": 0.03, "two_above": 0.03}
STEP_SPREAD = 1.0
TRUST = 0.15  # what the likelihood of one paragraph counts for beside the penalty
EPOCHS = 20
_BATCHES = 60
_PACE = 0.1  # the first steps' length, in spreads
_SEED = 1
SMALLEST = 0.08  # a weaker strength is left out of the table

_TO_STATE = np.zeros((len(ASPECTS), len(STATES)))
for _j, _s in enumerate(STATES):
    _TO_STATE[ASPECTS.index(_s.role), _j] = 1
    if _s.opens:
        _TO_STATE[ASPECTS.index(OPENS), _j] = 1
    if _s.part is Part.TAIL:
        _TO_STATE[ASPECTS.index(TAIL), _j] = 1
_STAYS_AT = ASPECTS.index(STAYS)
_SAME = [
    (i, j)
    for i, a in enumerate(STATES)
    for j, b in enumerate(STATES)
    if a.role is b.role and not b.opens and may_follow(a, b)
]
_SAME_I, _SAME_J = (np.array(side) for side in zip(*_SAME, strict=True))
_OFFSETS = np.array([offset for _, offset in HEARD])


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


class Design:
    """Posts laid end to end, as the arithmetic wants them; every paragraph has the clue of its post's kind, too."""

    def __init__(self, posts: Sequence[Labelled], kinds: Sequence[Kind]) -> None:
        sizes = np.array([len(post) for post in posts])
        self.posts = np.cumsum([0, *sizes])
        counts = np.concatenate([np.diff(post.seen.starts) for post in posts])
        starts = np.cumsum([0, *counts])
        self.columns = np.insert(
            np.concatenate([post.seen.columns for post in posts]),
            starts[:-1],
            np.repeat([len(STAGE_CLUES) + _KINDS.index(kind) for kind in kinds], sizes),
        )
        self.starts = starts + np.arange(len(starts))
        self.allowed = np.vstack([post.allowed for post in posts])
        self.weights = np.array([post.weight for post in posts])


class Fit:
    """Fits strengths to posts."""

    def __init__(self) -> None:
        n, k = len(CLUES), len(STATES)
        self.wide = len(HEARD) * len(ASPECTS)
        prior = np.zeros((n, self.wide))
        for at, clue in enumerate(CLUES):
            prior[at, ASPECTS.index(clue.role)] = clue.strength
            for aspect, guess in TURNS.get(clue, {}).items():
                prior[at, ASPECTS.index(aspect)] = guess
        steps = np.array([[guessed_step(a, b) for b in STATES] for a in STATES]) * FOLLOW
        self.prior = np.concatenate([prior.ravel(), steps.ravel(), np.zeros(2 * k)])
        spread = np.repeat([SPREAD[place] for place, _ in HEARD], len(ASPECTS))
        self.spread = np.concatenate([np.tile(spread, n), np.full(k * k + 2 * k, STEP_SPREAD)])

    def fit(self, posts: Sequence[Labelled], kinds: Sequence[Kind], epochs: int = EPOCHS) -> Strengths:
        """The strengths; `kinds` are those of the posts."""
        return self.table(self.solve(posts, kinds, epochs))

    def solve(self, posts: Sequence[Labelled], kinds: Sequence[Kind], epochs: int) -> np.ndarray:
        """The weights near the optimum, by Adam (Kingma and Ba, 2015) with a pace that falls along a cosine.

        Within a hundredth of the optimum after 20 epochs; a quasi-Newton method took 200 rounds over all posts for it.
        """
        dice = np.random.default_rng(_SEED)
        batches = [
            Design([posts[i] for i in some], [kinds[i] for i in some])
            for some in np.array_split(dice.permutation(len(posts)), min(_BATCHES, len(posts)))
        ]
        u, mean, square = np.zeros((3, len(self.prior)))  # `u`: how far from the prior, in spreads
        taken, steps = 0, epochs * len(batches)
        for _ in range(epochs):
            for k in dice.permutation(len(batches)):
                taken += 1
                _, gradient = self.likelihood(self.prior + u * self.spread, batches[k])
                # near the prior as costly as a Gaussian's, farther off only as a Laplacian's: few may go far, most stay
                slope = TRUST * len(batches) * gradient * self.spread + u / np.sqrt(1 + u * u)
                mean += 0.1 * (slope - mean)
                square += 0.01 * (slope * slope - square)
                pace = _PACE * (1 + math.cos(math.pi * taken / steps)) / 2
                u -= pace * mean / (1 - 0.9**taken) / (np.sqrt(square / (1 - 0.99**taken)) + 1e-3)
        weights: np.ndarray = self.prior + u * self.spread
        return weights

    def parts(self, v: np.ndarray) -> tuple[np.ndarray, ...]:
        """The weights of the clues, of the steps, of beginnings, of ends."""
        n, k = len(CLUES), len(STATES)
        cuts = np.cumsum([n * self.wide, k * k, k])
        clues, steps, begins, ends = np.split(v, cuts)
        return clues.reshape(n, self.wide), steps.reshape(k, k), begins, ends

    def likelihood(self, v: np.ndarray, design: Design) -> tuple[float, np.ndarray]:
        """Minus the log-likelihood of the labels under the weights `v`, and its gradient."""
        clues, steps, begins, ends = self.parts(v)
        total, size, k = design.posts[-1], len(ASPECTS), len(STATES)
        weights = np.ascontiguousarray(clues.astype(np.float32))
        sums = np.zeros((total, size))
        heard(design.starts, design.columns, weights, design.posts, _OFFSETS, size, sums)
        out_s, out_stay = np.zeros((total, k)), np.zeros(total)
        out_step, out_b, out_e = np.zeros((k, k)), np.zeros(k), np.zeros(k)
        value = expect(
            sums @ _TO_STATE, sums[:, _STAYS_AT].copy(), design.posts, design.weights, design.allowed,
            np.exp(steps) * FOLLOW, _SAME_I, _SAME_J, np.exp(begins) * BEGIN, np.exp(ends) * END,
            out_s, out_stay, out_step, out_b, out_e,
        )  # fmt: skip
        grad_sums = (out_s @ _TO_STATE.T).astype(np.float32)
        grad_sums[:, _STAYS_AT] += out_stay
        grad = np.zeros_like(weights)
        heard_back(design.starts, design.columns, grad_sums, design.posts, _OFFSETS, size, grad)
        return value, np.concatenate([grad.ravel(), out_step.ravel(), out_b, out_e])

    def table(self, v: np.ndarray) -> Strengths:
        """Weights as the library reads them, rounded."""
        clues, steps, begins, ends = self.parts(v)
        by_place = clues.reshape(len(CLUES), len(HEARD), len(ASPECTS))
        return Strengths(
            {(clue.stage, clue.why): _heard(by_place[at]) for at, clue in enumerate(CLUES)},
            {
                str(a): {str(b): _rounded(steps[i, j]) for j, b in enumerate(STATES) if FOLLOW[i, j]}
                for i, a in enumerate(STATES)
            },
            {str(s): _rounded(value) for s, value in zip(STATES, begins, strict=True) if may_begin(s)},
            {str(s): _rounded(value) for s, value in zip(STATES, ends, strict=True) if may_end(s)},
        )


def _heard(w: np.ndarray) -> dict[str, dict[str, float]]:
    rows = {
        place: {str(a): _rounded(x) for a, x in zip(ASPECTS, w[h], strict=True) if abs(x) >= SMALLEST}
        for h, (place, _) in enumerate(HEARD)
    }
    return {place: row for place, row in rows.items() if row}


def _rounded(value: float) -> float:
    return round(float(value) * 20) / 20


def clues_of(post: Labelled, kind: Kind) -> list[tuple[Clue, ...]]:
    """The clues of each paragraph, as the decoder takes them."""
    starts, of_kind = post.seen.starts, OF_KIND[kind]
    return [(of_kind, *(STAGE_CLUES[c] for c in post.seen.columns[a:b])) for a, b in pairwise(starts)]
