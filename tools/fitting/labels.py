"""Labelled posts, and the states of the decoder that a label allows on each paragraph."""

from __future__ import annotations

import json
import math
import pathlib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs
import numpy as np

from clipparse.page import Page
from clipparse.roles import STATES, Part, Role, State, may_begin, may_end, may_follow
from fitting.sightings import Seen, seen
from layouts import Row

CAP = 60  # paragraphs: what one post can weigh
# What a post weighs beside others.
FOUND = 3.0  # one that somebody found
CONSTRUCTED = 12.0  # one made by construction, for there are few, in many layouts
WRITTEN = 40.0  # one written for the purpose: it shows what is rare, once
KEPT_ASIDE = "aside"  # the directory whose posts no fit may see, in which posts never fitted on are measured

FOLLOW = np.array([[may_follow(a, b) for b in STATES] for a in STATES])
BEGIN = np.array([may_begin(s) for s in STATES])
END = np.array([may_end(s) for s in STATES])
_INDEX = {state: j for j, state in enumerate(STATES)}
_ROLE_STATES = {role: [j for j, s in enumerate(STATES) if s.role is role] for role in Role}


@attrs.frozen(eq=False)
class Labelled:
    """One labelled post: the clues that fire on each paragraph, and the states that its label allows there."""

    name: str
    family: str
    cell: int  # posts of one family and cell are held out together, and made-up posts of theirs with them
    rows: list[Row]  # every row of the raw text: line, role, clipping
    seen: Seen
    gold: list[tuple[str, int | None]]  # of each non-blank line
    allowed: np.ndarray  # bool, paragraphs x states
    share: float = 1.0
    made: bool = False  # put together, or in another layout than it came in
    label: Mapping[str, Any] | None = None  # of a post that nobody put together: the values, too

    def __len__(self) -> int:
        return len(self.seen.blocks)

    @property
    def text(self) -> str:
        return "\n".join(text for text, _, _ in self.rows)

    @property
    def weight(self) -> float:
        return self.share * min(1.0, CAP / max(1, len(self)))


@attrs.frozen(eq=False)
class Raw:
    """A post before anything was asked about it."""

    name: str
    family: str
    cell: int
    rows: list[Row]
    share: float = 1.0
    made: bool = False
    label: Mapping[str, Any] | None = None


def labelled(raws: Sequence[Raw], jobs: int = 2) -> list[Labelled]:
    """The same posts with their clues."""
    texts = ["\n".join(text for text, _, _ in raw.rows) for raw in raws]
    return [_labelled(raw, text, one) for raw, text, one in zip(raws, texts, seen(texts, jobs), strict=True)]


def _labelled(raw: Raw, text: str, one: Seen) -> Labelled:
    rows = [line.row for line in Page.of(text).lines]
    gold = [(raw.rows[row][1] or "?", raw.rows[row][2]) for row in rows]
    merged = [next((g for g in gold[a : b + 1] if g[0] != "?"), ("?", None)) for a, b in one.blocks]
    return Labelled(
        raw.name, raw.family, raw.cell, raw.rows, one, gold, allowed_states(merged), raw.share, raw.made, raw.label
    )


def load(directories: Iterable[pathlib.Path], by_construction: Sequence[str], cells: int = 5) -> list[Raw]:
    """The labelled posts of some directories; the posts of each family are dealt out to cells."""
    posts: list[Raw] = []
    dealt: dict[str, int] = {}
    for directory in directories:
        if directory.resolve().name == KEPT_ASIDE:
            raise ValueError(f"{directory}: these posts are never fitted on")
        for path in sorted(directory.glob("*.json")):
            text = path.with_suffix(".txt").read_text(encoding="utf-8", errors="replace")
            label = json.loads(path.read_text())
            labels = {number: (role, clipping) for number, role, clipping in label["lines"]}
            rows = [(line, *labels.get(n, (None, None))) for n, line in enumerate(text.split("\n"), 1)]
            if not labels:
                continue
            made = directory.name in (*by_construction, "fixtures", "seed")
            family = directory.name if made else _family(path)
            dealt[family] = dealt.get(family, -1) + 1
            share = WRITTEN if family in ("fixtures", "seed") else CONSTRUCTED if made else FOUND
            posts.append(Raw(path.stem, family, dealt[family] % cells, rows, share, label=label))
    return posts


def _family(path: pathlib.Path) -> str:
    """The letters with which a label's name begins."""
    letters = re.match("[a-z]+", path.name)
    if not letters:
        raise ValueError(f"{path}: the name of a label begins with the small letters of its family, as bl-0001 does")
    return letters[0]


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
    """The state that each line's label means; None where it means none."""
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    first_body: dict[int, int] = {}
    for i, (role, clipping) in enumerate(gold):
        if clipping is not None:
            first.setdefault(clipping, i)
            last[clipping] = i
            if role == "body":
                first_body.setdefault(clipping, i)
    states: list[State | None] = []
    current: int | None = None
    for i, (role, clipping) in enumerate(gold):
        if role == "?":
            states.append(None)
            continue
        if clipping is not None:
            current = clipping
            head = i < first_body.get(clipping, len(gold))
            state = State(Role(role), _part(role, head), first[clipping] == i)
        elif current is not None and i < last[current] and role in ("furniture", "commentary"):
            state = State(Role(role), Part.HEAD if i < first_body.get(current, -1) else Part.BODY)
        else:
            state = State(Role(role), Part.OUTSIDE)
        states.append(state if state in _INDEX else None)
    return states


def _part(role: str, head: bool) -> Part:
    if role in ("byline", "dateline", "source") and not head:
        return Part.TAIL
    if role in ("body", "subhead") or (role == "caption" and not head):
        return Part.BODY
    return Part.HEAD


def _mend(allowed: np.ndarray, gold: Sequence[tuple[str, int | None]]) -> None:
    """Where the label's path takes a step that the table forbids, allow the role in any part there."""
    for widen in (False, True):
        reach = allowed[0] & BEGIN
        broken = [] if reach.any() else [0]
        for i in range(1, len(gold)):
            nxt = (FOLLOW[reach if reach.any() else allowed[i - 1]].any(axis=0)) & allowed[i]
            if not nxt.any():
                broken.append(i)
                nxt = allowed[i]
            reach = nxt
        if not (reach & END).any():
            broken.append(len(gold) - 1)
        for i in broken:
            for k in {max(0, i - 1), i}:
                role = gold[k][0]
                if widen or role == "?":
                    allowed[k] = True
                else:
                    allowed[k, _ROLE_STATES[Role(role)]] = True
    # what is still broken is left free from there on
    if not math.isfinite(_reached(allowed)):
        allowed[:] = True


def _reached(allowed: np.ndarray) -> float:
    a = np.where(allowed[0] & BEGIN, 1.0, 0.0)
    for i in range(1, len(allowed)):
        a = (a @ FOLLOW) * allowed[i]
        if not a.any():
            return -math.inf
        a /= a.sum()
    return 0.0 if (a * END).any() else -math.inf
