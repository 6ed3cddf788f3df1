"""What kind of post each labelled post is, and how much each sign speaks for each kind: a multinomial logistic regression.

A kind is known of a family as a whole, since a family is where its posts were found; of a made-up post it is known how it was made.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

import numpy as np
import scipy.optimize

from clipparse.kinds import ANY, FITTED, SIGNS, guessed, signs
from clipparse.lexicon import Lexicon
from clipparse.page import Page
from clipparse.roles import Kind
from fitting.labels import Labelled

_FAMILIES = {
    "bl": Kind.BLOG,
    "composite": Kind.BLOG,
    "seed": Kind.BLOG,
    "unlabelled": Kind.BLOG,
    "cy": Kind.MAIL,
    "web": Kind.PAGE,
    "tf": Kind.TEXT,
}
_MADE = {"saved_page": Kind.PAGE, "typed_file": Kind.TEXT}
_SPREAD = 1.5  # how far a sign's strength is likely to stray from its guess
_FIXTURES = {
    "mail": Kind.MAIL,
    "page": Kind.PAGE,
    "textfile": Kind.TEXT,
    "file": Kind.TEXT,
    "blog": Kind.BLOG,
    "blogger": Kind.BLOG,
    "wordpress": Kind.BLOG,
}  # by how their names begin
_COLUMN = {sign.why: k for k, sign in enumerate((ANY, *SIGNS))}


def known_kind(post: Labelled) -> Kind | None:
    """The kind of a labelled post; None where its family does not tell."""
    if post.made:
        if post.name.endswith("-framed"):
            return Kind.PAGE
        for name, kind in _MADE.items():
            if post.name.startswith(name):
                return kind
        if post.name.startswith("composed"):
            return (
                Kind.MAIL
                if any(role == "post_title" and text.startswith("Subject:") for text, role, _ in post.rows)
                else Kind.BLOG
            )
    if post.family == "fixtures":
        return _FIXTURES.get(post.name.split("-")[0])
    return _FAMILIES.get(post.family)


@functools.cache
def seen_signs(text: str) -> tuple[str, ...]:
    """The signs of a text."""
    return tuple(signs(Page.of(text), Lexicon.default()))


def fit_kinds(posts: Sequence[Labelled]) -> dict[str, dict[Kind, float]]:
    """How much each sign speaks for each kind."""
    known = [
        (post, kind)
        for post in posts
        if (kind := known_kind(post)) is not None and not post.name.endswith(("-wrap", "-loose", "-dense"))
    ]
    x = np.zeros((len(known), len(_COLUMN)))
    for row, (post, _) in enumerate(known):
        x[row, [0, *(_COLUMN[why] for why in seen_signs(post.text))]] = 1.0
    y = np.array([FITTED.index(kind) for _, kind in known])
    # every kind counts alike, however many posts there are of it
    counts = np.bincount(y, minlength=len(FITTED))
    weights = len(known) / len(FITTED) / counts[y]
    guess = guessed()
    prior = np.array([[guess[why].get(kind, 0.0) for kind in FITTED] for why in _COLUMN])

    def loss(v: np.ndarray) -> tuple[float, np.ndarray]:
        w = v.reshape(prior.shape)
        scores = x @ w
        scores -= scores.max(axis=1, keepdims=True)
        p = np.exp(scores)
        p /= p.sum(axis=1, keepdims=True)
        off = w - prior
        value = -float((weights * np.log(p[np.arange(len(y)), y])).sum()) + float((off**2).sum()) / (2 * _SPREAD**2)
        p[np.arange(len(y)), y] -= 1
        return value, (x.T @ (p * weights[:, None]) + off / _SPREAD**2).ravel()

    found = scipy.optimize.minimize(loss, prior.ravel(), jac=True, method="L-BFGS-B").x.reshape(prior.shape)
    found[0] -= found[0].max()  # only differences count among these, and those that are guessed stand beside
    out = {
        why: {kind: round(float(value) * 20) / 20 for kind, value in zip(FITTED, row, strict=True)}
        for why, row in zip(_COLUMN, found, strict=True)
    }
    for why, of_kinds in guess.items():
        out[why].update({kind: value for kind, value in of_kinds.items() if kind not in FITTED})
    return out
