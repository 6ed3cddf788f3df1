"""Clues and steps in, one state per line out: the judge.

Stages testify; each clue adds its strength to the states that it speaks for, on its own line and, more quietly, on the
lines above and below. Every step from a state to the next has a cost. The best path through the page is found by
Viterbi's algorithm, and how sure it is by forward-backward, over the few states that are still plausible at each line.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files

import attrs

from clipparse.clue import Clue, Sighting
from clipparse.kinds import guessed
from clipparse.roles import STATES, Kind, Part, Role, State, may_begin, may_end, may_follow

# What a clue can speak for: a role, or one of these about the line's place.
OPENS = "opens"  # a clipping opens here
TAIL = "tail"  # the line stands below the clipping's body
STAYS = "stays"  # the line has the role of the line above
ASPECTS: tuple[str, ...] = (*Role, OPENS, TAIL, STAYS)

# How far a clue is heard: the line that it speaks of, counted from the line that it fires on.
HEARD: tuple[tuple[str, int], ...] = (("here", 0), ("below", 1), ("above", -1), ("two_below", 2), ("two_above", -2))

# A state that is this many times less likely than the best at its line is not followed further.
_FORGET = 1e-5

_Vector = list[float]
# Of one line, by state: the sum over all paths so far, and what the clues say; and how they weigh staying in a role.
_Seen = tuple[dict[int, float], dict[int, float], float]


@attrs.frozen(slots=True)
class Judgement:
    """The decoder's word on one line: its state, how sure it is of the role, and the second-best role.

    `opening` is how sure it is that a clipping opens here, where one is said to.
    """

    state: State
    confidence: float
    runner_up: Role | None
    opening: float | None = None


@attrs.frozen(slots=True)
class Calibration:
    """Turns the share of likely paths into a probability that comes true as often as it says: a logistic curve.

    Fitted by `tools/fit.py` on posts that the strengths were not fitted on.

    >>> Calibration(scale=0.5)(0.99), Calibration()(0.75)
    (0.9087, 0.75)
    """

    scale: float = 1.0
    shift: float = 0.0

    def __call__(self, share: float) -> float:
        """The probability that is meant by a share of the paths."""
        share = min(max(share, 1e-6), 1 - 1e-6)
        return round(1 / (1 + math.exp(-(self.scale * math.log(share / (1 - share)) + self.shift))), 4)


@attrs.frozen(slots=True, eq=False)
class Strengths:
    """How much each clue counts (`words/strengths.toml`), and what each step costs.

    `clues` maps (stage, why) to, for each place heard, the strength for each aspect. `steps` maps a state's name to the
    strength of each next state; `begins` and `ends` are those of the text's first and last line.
    """

    clues: Mapping[tuple[str, str], Mapping[str, Mapping[str, float]]]
    steps: Mapping[str, Mapping[str, float]]
    begins: Mapping[str, float]
    ends: Mapping[str, float]
    confidence: Mapping[str, Calibration] = attrs.field(factory=dict)  # of a "line", of a clipping's "opening"
    signs: Mapping[str, Mapping[Kind, float]] = attrs.field(factory=guessed)  # what speaks for each kind of post

    @classmethod
    @cache
    def default(cls) -> Strengths:
        """The strengths that come with the library."""
        text = (files("clipparse") / "words" / "strengths.toml").read_text(encoding="utf-8")
        return cls.of(tomllib.loads(text))

    @classmethod
    def of(cls, table: Mapping[str, Mapping[str, object]]) -> Strengths:
        """From the parsed TOML: `[clues.STAGE."WHY"]`, `[steps.STATE]`, `[begins]`, `[ends]`, `[kinds."SIGN"]`."""
        clues = {
            (stage, why): heard
            for stage, whys in table.get("clues", {}).items()
            for why, heard in whys.items()  # type: ignore[attr-defined]
        }
        confidence = {name: Calibration(**values) for name, values in table.get("confidence", {}).items()}  # type: ignore[arg-type]
        signs = {
            why: {Kind(kind): strength for kind, strength in row.items()}  # type: ignore[attr-defined]
            for why, row in table.get("kinds", {}).items()
        }
        return cls(
            clues,
            table.get("steps", {}),  # type: ignore[arg-type]
            table.get("begins", {}),  # type: ignore[arg-type]
            table.get("ends", {}),  # type: ignore[arg-type]
            confidence,
            signs or guessed(),
        )

    def of_clue(self, clue: Clue, place: str) -> Mapping[str, float]:
        """What `clue` adds to each aspect of the line at `place` ("here", "above", ...)."""
        heard = self.clues.get((clue.stage, clue.why))
        if heard is None:  # never fitted: its guess stands
            return {clue.role: clue.strength} if place == "here" else {}
        return heard.get(place, {})


class Decoder:
    """Strengths, laid out for speed. Holds nothing of a page but a cache of what each set of clues says."""

    def __init__(self, strengths: Strengths) -> None:
        self.strengths = strengths
        self._begin = [math.exp(strengths.begins.get(str(s), 0.0)) if may_begin(s) else 0.0 for s in STATES]
        self._end = [math.exp(strengths.ends.get(str(s), 0.0)) if may_end(s) else 0.0 for s in STATES]
        self._next = [
            [
                (j, math.exp(strengths.steps.get(str(a), {}).get(str(b), 0.0)), b.role is a.role and not b.opens)
                for j, b in enumerate(STATES)
                if may_follow(a, b)
            ]
            for a in STATES
        ]
        self._sure_of_line = strengths.confidence.get("line", Calibration())
        self._sure_of_opening = strengths.confidence.get("opening", Calibration())
        self._said: dict[tuple[Clue, ...], tuple[tuple[_Vector, float], ...]] = {}

    def judge(self, testimony: Sequence[tuple[Clue, ...]]) -> list[Judgement]:
        """One judgement per line, for the clues that fire on each."""
        if not testimony:
            return []
        return self._best_path(self._weighed(testimony))

    def _weighed(self, testimony: Sequence[tuple[Clue, ...]]) -> Iterator[tuple[_Vector, float]]:
        """For each line, how likely its own and its neighbours' clues make each state, and staying in the role."""
        said = [self._what_it_says(clues) for clues in testimony]
        last = len(said) - 1
        for i in range(last + 1):
            vector, stay = said[i][0]
            for k, (_, offset) in enumerate(HEARD[1:], 1):
                j = i - offset
                if 0 <= j <= last:
                    other, more = said[j][k]
                    if other:
                        vector = [x * y for x, y in zip(vector, other, strict=True)]
                    stay *= more
            top = max(vector)
            yield [x / top for x in vector] if not 1e-30 < top < 1e30 else vector, stay

    def _what_it_says(self, clues: tuple[Clue, ...]) -> tuple[tuple[_Vector, float], ...]:
        known = self._said.get(clues)
        if known is None:
            known = tuple(self._sum(clues, place) for place, _ in HEARD)
            if len(self._said) > 50_000:  # memory stays bounded over millions of posts
                self._said.clear()
            self._said[clues] = known
        return known

    def _sum(self, clues: tuple[Clue, ...], place: str) -> tuple[_Vector, float]:
        total = dict.fromkeys(ASPECTS, 0.0)
        for clue in clues:
            for aspect, strength in self.strengths.of_clue(clue, place).items():
                total[aspect] += strength
        if place != "here" and not any(total.values()):
            return [], 1.0
        return [_likely(score(state, total)) for state in STATES], _likely(total[STAYS])

    def _best_path(self, weighed: Iterator[tuple[_Vector, float]]) -> list[Judgement]:
        emission, stay = next(weighed)
        first = {j: b * e for j, (b, e) in enumerate(zip(self._begin, emission, strict=True)) if b}
        best, total = _kept(first, first)
        # of each line only what belongs to the states that are followed further is remembered
        trail: list[dict[int, int]] = []
        seen: list[_Seen] = [(total, {}, 0.0)]
        for emission, stay in weighed:
            came: dict[int, int] = {}
            new_best: dict[int, float] = {}
            new_total: dict[int, float] = {}
            for i, b in best.items():
                t = total[i]
                for j, step, same in self._next[i]:
                    weight = step * stay if same else step
                    reach = b * weight
                    if reach > new_best.get(j, 0.0):
                        new_best[j] = reach
                        came[j] = i
                    new_total[j] = new_total.get(j, 0.0) + t * weight
            best, total = _kept(
                {j: b * emission[j] for j, b in new_best.items()}, {j: t * emission[j] for j, t in new_total.items()}
            )
            trail.append({j: came[j] for j in best})
            seen.append((total, {j: emission[j] for j in best}, stay))
        path = [max(best, key=lambda j: (best[j] * self._end[j], -j))]
        for came in reversed(trail):
            path.append(came[path[-1]])
        path.reverse()
        return self._how_sure(path, seen)

    def _how_sure(self, path: list[int], seen: list[_Seen]) -> list[Judgement]:
        """Going back up the page, the share of all likely paths that give each line its role."""
        judged: list[Judgement] = []
        onward = {j: self._end[j] for j in seen[-1][0]}
        for line in range(len(path) - 1, -1, -1):
            sums = seen[line][0]
            if line + 1 < len(path):
                _, emission, stay = seen[line + 1]
                ahead = {j: emission[j] * later for j, later in onward.items() if later}
                onward = {
                    i: sum((step * stay if same else step) * ahead[j] for j, step, same in self._next[i] if j in ahead)
                    for i in sums
                }
                top = max(onward.values())
                onward = {i: later / top for i, later in onward.items()}
            shares: dict[Role, float] = {}
            for i, before in sums.items():
                role = STATES[i].role
                shares[role] = shares.get(role, 0.0) + before * onward[i]
            whole = sum(shares.values())
            chosen = STATES[path[line]]
            rest = [(share, role) for role, share in shares.items() if role is not chosen.role and share > 0]
            runner_up = max(rest)[1] if rest else None
            sure = shares[chosen.role] / whole if whole else 1.0
            opening = None
            if chosen.opens:
                opens = sum(before * onward[i] for i, before in sums.items() if STATES[i].opens)
                opening = self._sure_of_opening(opens / whole if whole else 1.0)
            judged.append(Judgement(chosen, self._sure_of_line(sure), runner_up, opening))
        judged.reverse()
        return judged


def score(state: State, total: Mapping[str, float]) -> float:
    """What the sums over aspects give to one state."""
    return (
        total[state.role] + (total[OPENS] if state.opens else 0.0) + (total[TAIL] if state.part is Part.TAIL else 0.0)
    )


@lru_cache(maxsize=1 << 15)  # the same sums come again and again, and share one float
def _likely(strength: float) -> float:
    return math.exp(max(-30.0, min(30.0, strength)))


def _kept(best: dict[int, float], total: dict[int, float]) -> tuple[dict[int, float], dict[int, float]]:
    """The states still worth following, scaled so that the best of them counts 1."""
    top = max(best.values())
    if top <= 0.0:
        raise AssertionError("no state can follow: the steps table is broken")
    best = {j: b / top for j, b in best.items() if b >= top * _FORGET}
    whole = max(total.values())
    return best, {j: total[j] / whole for j in best}


def testimony(line_count: int, sightings: Iterable[Sighting]) -> list[tuple[Clue, ...]]:
    """The clues that fire on each line, each once, in the order in which the stages gave them."""
    heard: list[dict[Clue, None]] = [{} for _ in range(line_count)]
    for index, clue in sightings:
        heard[index][clue] = None
    return [tuple(clues) for clues in heard]
