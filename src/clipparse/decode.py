"""Clues and steps in, one state per line out: the judge.

Stages testify; each clue adds its strength to the states that it speaks for, on its own line and, more quietly, on the
lines above and below. Every step from a state to the next has a cost. The best path through the page is found by
Viterbi's algorithm, and how sure it is by forward-backward, over the few states that are still plausible at each line.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import chain, repeat
from math import exp
from operator import is_, mul

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

# Of one place: how likely its clues make each state, empty where there are none, and staying in the role.
_Said = tuple[list[float], float]
# No place speaks louder than this for a state, nor against it.
_LOUDEST = 30.0
# Shares of paths that differ by no more are the same.
_AT_REST = 1e-13
# Of one line: the states that are followed, for each the sum over all paths so far and what the clues say, and how they
# weigh staying in a role.
_Seen = tuple[list[int], list[float], list[float], float]


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
        return round(1 / (1 + exp(-(self.scale * math.log(share / (1 - share)) + self.shift))), 4)


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
    """Strengths, laid out for speed. Holds nothing of a page but a cache of what each clue says."""

    def __init__(self, strengths: Strengths) -> None:
        self.strengths = strengths
        self._begin = [exp(strengths.begins.get(str(s), 0.0)) if may_begin(s) else 0.0 for s in STATES]
        self._end = [exp(strengths.ends.get(str(s), 0.0)) if may_end(s) else 0.0 for s in STATES]
        # from each state to each, 0 where none may follow, and into which it would stay in its role
        self._steps = [[_step(strengths, a, b) for b in STATES] for a in STATES]
        self._same = [[j for j, b in enumerate(STATES) if b.role is a.role and not b.opens] for a in STATES]
        self._sure_of_line = strengths.confidence.get("line", Calibration())
        self._sure_of_opening = strengths.confidence.get("opening", Calibration())
        self._rows: dict[Clue, tuple[tuple[int, float], ...]] = {}

    def judge(self, testimony: Sequence[tuple[Clue, ...]]) -> list[Judgement]:
        """One judgement per line, for the clues that fire on each."""
        if not testimony:
            return []
        return self._best_path(self._weighed(testimony))

    def _weighed(self, testimony: Sequence[tuple[Clue, ...]]) -> Iterator[tuple[list[float], float]]:
        """For each line, how likely its own and its neighbours' clues make each state, and staying in the role."""
        known: dict[int, tuple[_Said, ...]] = {}  # lines of one sort share their clues
        for clues in testimony:
            if id(clues) not in known:
                known[id(clues)] = self._what_it_says(clues)
        said = [known[id(clues)] for clues in testimony]
        last = len(said) - 1
        heard_before: list[tuple[_Said, ...]] = []
        weighed: tuple[list[float], float] = [], 1.0
        for i in range(last + 1):
            heard = [said[j] for _, offset in HEARD if 0 <= (j := i - offset) <= last]
            # in a run of lines of one sort every line hears what the one above it heard
            if 2 <= i <= last - 2 and len(heard) == len(heard_before) and all(map(is_, heard, heard_before)):
                yield weighed
                continue
            heard_before = heard if 2 <= i <= last - 2 else []
            vector, stay = said[i][0]
            for k, (_, offset) in enumerate(HEARD[1:], 1):
                j = i - offset
                if 0 <= j <= last:
                    other, more = said[j][k]
                    if other:
                        vector = list(map(mul, vector, other))
                        stay *= more
            top = max(vector)
            weighed = vector if 1e-30 < top < 1e30 else [x / top for x in vector], stay
            yield weighed

    def _what_it_says(self, clues: tuple[Clue, ...]) -> tuple[_Said, ...]:
        """What all the clues of a line say, for every place heard."""
        size = len(ASPECTS)
        totals = [0.0] * (len(HEARD) * size)
        for at, strength in chain.from_iterable(map(self._strengths_of, clues)):
            totals[at] += strength
        return tuple(_likely(totals[at : at + size], own=not at) for at in range(0, len(totals), size))

    def _strengths_of(self, clue: Clue) -> tuple[tuple[int, float], ...]:
        """What a clue adds, and where: the aspects of all places stand in one row."""
        known = self._rows.get(clue)
        if known is None:
            if len(self._rows) > 10_000:  # of a user's own stage
                self._rows.clear()
            known = self._rows[clue] = tuple(
                (place * len(ASPECTS) + ASPECTS.index(aspect), strength)
                for place, (name, _) in enumerate(HEARD)
                for aspect, strength in self.strengths.of_clue(clue, name).items()
            )
        return known

    def _best_path(self, weighed: Iterator[tuple[list[float], float]]) -> list[Judgement]:
        emission, stay = heard = next(weighed)
        first = [b * e for b, e in zip(self._begin, emission, strict=True)]
        alive, best = _followed(first)
        # for each state that is followed: how much more all its paths weigh together than the best of them, to scale
        paths = [1.0] * len(alive)
        # of each line only what belongs to the states that are followed further is remembered
        trail: list[dict[int, int]] = []
        seen: list[_Seen] = [(alive, best, [], 0.0)]
        came: dict[int, int] = {}
        came_from: tuple[list[int], list[float], list[float]] = [], [], []
        at_rest = False
        for weight in weighed:
            at_rest = weight is heard and (at_rest or (came_from[0] == alive and _alike(came_from[1:], (best, paths))))
            if at_rest:
                # in a long run of lines of one sort nothing changes any more
                trail.append(came)
                seen.append(seen[-1])
                continue
            came_from, heard = (alive, best, paths), weight
            emission, stay = weight
            rows = [map(mul, self._steps_from(i, stay), repeat(b)) for i, b in zip(alive, best, strict=True)]
            reaches = list(zip(*rows, strict=True))
            before = alive
            mosts = list(map(max, reaches))
            alive, best = _followed(list(map(mul, mosts, emission)))
            came = {}
            more = []
            for j in alive:
                reach, most = reaches[j], mosts[j]
                came[j] = before[reach.index(most)]
                more.append(sum(map(mul, reach, paths)) / most)
            whole = max(more)
            paths = [one / whole for one in more]
            trail.append(came)
            seen.append((alive, list(map(mul, best, paths)), [emission[j] for j in alive], stay))
        ended = [(b * self._end[j], -j) for j, b in zip(alive, best, strict=True)]
        path = [-max(ended)[1]]
        for came in reversed(trail):
            path.append(came[path[-1]])
        path.reverse()
        return self._how_sure(path, seen)

    def _steps_from(self, i: int, stay: float) -> list[float]:
        """The steps from a state to a line where clues weigh staying in the role."""
        steps = self._steps[i]
        if stay == 1.0:
            return steps
        steps = steps.copy()
        for j in self._same[i]:
            steps[j] *= stay
        return steps

    def _how_sure(self, path: list[int], seen: list[_Seen]) -> list[Judgement]:
        """Going back up the page, the share of all likely paths that give each line its role."""
        judged: list[Judgement] = []
        onward = [self._end[j] for j in seen[-1][0]]
        known: tuple[int, _Seen | None, list[float]] = -1, None, []
        at_rest = False
        for line in range(len(path) - 1, -1, -1):
            states, sums, _, _ = seen[line]
            below = seen[line + 1] if line + 1 < len(path) else None
            same = below is seen[line] and known[0] == path[line] and known[1] is below
            at_rest = same and (at_rest or _alike(known[2:], (onward,)))
            if at_rest:
                judged.append(judged[-1])  # in a run of lines of one sort nothing changes any more
                continue
            known = path[line], below, onward
            if below:
                after, _, emission, stay = below
                ahead = [0.0] * len(STATES)
                for j, e, later in zip(after, emission, onward, strict=True):
                    ahead[j] = e * later
                onward = [sum(map(mul, self._steps_from(i, stay), ahead)) for i in states]
                top = max(onward)
                onward = [later / top for later in onward]
            whole, opens = 0.0, 0.0
            shares: dict[Role, float] = {}
            for i, before, later in zip(states, sums, onward, strict=True):
                share = before * later
                role = _ROLES[i]
                shares[role] = shares.get(role, 0.0) + share
                whole += share
                if _OPENS[i]:
                    opens += share
            chosen = STATES[path[line]]
            sure = shares.pop(chosen.role) / whole if whole else 1.0
            runner_up = max((share, role) for role, share in shares.items())[1] if any(shares.values()) else None
            opening = self._sure_of_opening(opens / whole if whole else 1.0) if chosen.opens else None
            judged.append(Judgement(chosen, self._sure_of_line(sure), runner_up, opening))
        judged.reverse()
        return judged


_ROLES = [state.role for state in STATES]
_OPENS = [state.opens for state in STATES]


def _step(strengths: Strengths, before: State, after: State) -> float:
    if not may_follow(before, after):
        return 0.0
    return exp(strengths.steps.get(str(before), {}).get(str(after), 0.0))


_OF_ROLES = [ASPECTS.index(state.role) for state in STATES]
_OPENING = [at for at, state in enumerate(STATES) if state.opens]
_IN_TAIL = [at for at, state in enumerate(STATES) if state.part is Part.TAIL]
_AT_OPENS, _AT_TAIL, _AT_STAYS = map(ASPECTS.index, (OPENS, TAIL, STAYS))


def _likely(totals: list[float], *, own: bool) -> _Said:
    """How likely the sums over a place's aspects make each state: `score`, for all states at once."""
    if not (own or any(totals)):
        return [], 1.0
    scores = [totals[role] for role in _OF_ROLES]
    if opens := totals[_AT_OPENS]:
        for at in _OPENING:
            scores[at] += opens
    if tail := totals[_AT_TAIL]:
        for at in _IN_TAIL:
            scores[at] += tail
    if max(scores) > _LOUDEST or min(scores) < -_LOUDEST:
        scores = [max(-_LOUDEST, min(_LOUDEST, one)) for one in scores]
    return list(map(exp, scores)), exp(max(-_LOUDEST, min(_LOUDEST, totals[_AT_STAYS])))


def score(state: State, total: Mapping[str, float]) -> float:
    """What the sums over aspects give to one state."""
    return (
        total[state.role] + (total[OPENS] if state.opens else 0.0) + (total[TAIL] if state.part is Part.TAIL else 0.0)
    )


def _alike(before: Sequence[list[float]], now: Sequence[list[float]]) -> bool:
    """Have these numbers come to rest, so that one step more changes no digit that anyone sees?"""
    pairs = zip(chain.from_iterable(before), chain.from_iterable(now), strict=True)
    return all(abs(one - other) <= _AT_REST for one, other in pairs)


def _followed(likely: list[float]) -> tuple[list[int], list[float]]:
    """The states still worth following, and how likely they are, scaled so that the best of them counts 1."""
    top = max(likely)
    if top <= 0.0:
        raise AssertionError("no state can follow: the steps table is broken")
    least = top * _FORGET
    alive = [j for j, one in enumerate(likely) if one >= least]
    return alive, [likely[j] / top for j in alive]


def testimony(line_count: int, sightings: Iterable[Sighting]) -> list[tuple[Clue, ...]]:
    """The clues that fire on each line, each once, in the order in which the stages gave them."""
    heard: list[list[Clue]] = [[] for _ in range(line_count)]
    for index, clue in sightings:
        heard[index].append(clue)
    shared: dict[tuple[Clue, ...], tuple[Clue, ...]] = {}  # lines of one sort hear the same
    return [shared.setdefault(once, once) for once in (tuple(dict.fromkeys(clues)) for clues in heard)]
