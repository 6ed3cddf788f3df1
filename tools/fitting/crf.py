"""The arithmetic of the fit: what the clues say of each paragraph, and how likely the allowed paths are."""

from __future__ import annotations

from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


@numba.njit(cache=True, fastmath=True)
def heard(
    starts: Array,
    columns: Array,
    weights: Array,
    posts: Array,
    offsets: Array,
    n_aspects: int,
    sums: Array,
) -> None:
    """Add up, for each paragraph, what its own clues and its neighbours' say: `sums[paragraph, aspect]`.

    `weights[clue, place * n_aspects + aspect]`; `posts` tells where each post begins.
    """
    n_places = len(offsets)
    wide = n_places * n_aspects
    said = np.zeros(wide, dtype=np.float32)
    for p in range(len(posts) - 1):
        lo, hi = posts[p], posts[p + 1]
        for i in range(lo, hi):
            said[:] = 0.0
            for c in range(starts[i], starts[i + 1]):
                row = weights[columns[c]]
                for a in range(wide):
                    said[a] += row[a]
            for h in range(n_places):
                j = i + offsets[h]
                if lo <= j < hi:
                    for a in range(n_aspects):
                        sums[j, a] += said[h * n_aspects + a]


@numba.njit(cache=True, fastmath=True)
def heard_back(
    starts: Array,
    columns: Array,
    grad_sums: Array,
    posts: Array,
    offsets: Array,
    n_aspects: int,
    grad: Array,
) -> None:
    """The same backwards: what a change of each weight would change."""
    n_places = len(offsets)
    wide = n_places * n_aspects
    said = np.zeros(wide, dtype=np.float32)
    for p in range(len(posts) - 1):
        lo, hi = posts[p], posts[p + 1]
        for i in range(lo, hi):
            for h in range(n_places):
                j = i + offsets[h]
                for a in range(n_aspects):
                    said[h * n_aspects + a] = grad_sums[j, a] if lo <= j < hi else 0.0
            for c in range(starts[i], starts[i + 1]):
                row = grad[columns[c]]
                for a in range(wide):
                    row[a] += said[a]


@numba.njit(cache=True, fastmath=True)
def expect(
    scores: Array,
    stays: Array,
    posts: Array,
    weights: Array,
    allowed: Array,
    step: Array,
    same_i: Array,
    same_j: Array,
    begin: Array,
    end: Array,
    out_s: Array,
    out_stay: Array,
    out_step: Array,
    out_b: Array,
    out_e: Array,
) -> float:
    """Minus the log-likelihood of the allowed paths; the differences of expectations (free minus allowed) as gradients.

    `step` are exponentials with 0 for what is forbidden; `same_i`, `same_j` are the steps that stay in a role.
    """
    n_states = scores.shape[1]
    longest = 0
    for p in range(len(posts) - 1):
        longest = max(longest, posts[p + 1] - posts[p])
    alpha = np.zeros((longest, n_states))
    emit = np.zeros((longest, n_states))
    scale = np.zeros(longest)
    es = np.zeros(longest)
    beta = np.zeros(n_states)
    b = np.zeros(n_states)
    total = 0.0
    for p in range(len(posts) - 1):
        lo, hi = posts[p], posts[p + 1]
        n = hi - lo
        if n == 0:
            continue
        w = weights[p]
        for t in range(n):
            es[t] = np.exp(stays[lo + t])
        for clamp in range(2):
            sign = w if clamp == 0 else -w
            logz = 0.0
            for t in range(n):
                top = -1e300
                for j in range(n_states):
                    if (clamp == 0 or allowed[lo + t, j]) and scores[lo + t, j] > top:
                        top = scores[lo + t, j]
                for j in range(n_states):
                    emit[t, j] = np.exp(scores[lo + t, j] - top) if clamp == 0 or allowed[lo + t, j] else 0.0
                logz += top
                if t == 0:
                    for j in range(n_states):
                        alpha[0, j] = begin[j] * emit[0, j]
                else:
                    for j in range(n_states):
                        b[j] = 0.0
                    for i in range(n_states):
                        a = alpha[t - 1, i]
                        if a > 0.0:
                            for j in range(n_states):
                                b[j] += a * step[i, j]
                    more = es[t] - 1.0
                    for s in range(len(same_i)):
                        b[same_j[s]] += more * alpha[t - 1, same_i[s]] * step[same_i[s], same_j[s]]
                    for j in range(n_states):
                        alpha[t, j] = b[j] * emit[t, j]
                if t == n - 1:
                    for j in range(n_states):
                        alpha[t, j] *= end[j]
                c = 0.0
                for j in range(n_states):
                    c += alpha[t, j]
                if c < 1e-300:
                    c = 1e-300
                scale[t] = c
                logz += np.log(c)
                for j in range(n_states):
                    alpha[t, j] /= c
            total += sign * logz
            beta[:] = 1.0
            for t in range(n - 1, -1, -1):
                for j in range(n_states):
                    g = alpha[t, j] * beta[j] * sign
                    out_s[lo + t, j] += g
                    if t == 0:
                        out_b[j] += g
                    if t == n - 1:
                        out_e[j] += g
                if t == 0:
                    break
                inv = 1.0 / scale[t]
                for j in range(n_states):
                    b[j] = emit[t, j] * beta[j] * inv
                    if t == n - 1:
                        b[j] *= end[j]
                more = es[t] - 1.0
                for i in range(n_states):
                    a = alpha[t - 1, i] * sign
                    v = 0.0
                    for j in range(n_states):
                        v += step[i, j] * b[j]
                    beta[i] = v
                    if a != 0.0:
                        for j in range(n_states):
                            out_step[i, j] += a * step[i, j] * b[j]
                stay = 0.0
                for s in range(len(same_i)):
                    i, j = same_i[s], same_j[s]
                    flow = step[i, j] * b[j]
                    beta[i] += more * flow
                    flow *= alpha[t - 1, i] * sign
                    out_step[i, j] += more * flow
                    stay += flow * es[t]
                out_stay[lo + t] += stay
    return total
