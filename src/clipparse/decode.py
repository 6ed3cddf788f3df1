"""Clues and steps in, one state per line out: the judge.

Stages testify; each clue adds its strength to the states that it speaks for, on its own line and, more quietly, on the
lines above and below. Every step from a state to the next has a cost. The best path through the page is found by
Viterbi's algorithm, and how sure it is by forward-backward, over the few states that are still plausible at each line.

In here strengths are whole hundredths, and those for all states are lanes of one number (`lanes.py`), so that clues are
added, and the best way into each state is found, for all states at once.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from math import exp
from operator import add, itemgetter, mul, rshift, sub
from typing import Any

import attrs

from clipparse.clue import Clue, Sighting
from clipparse.lanes import Lanes
from clipparse.roles import STATES, Part, Role, State, may_begin, may_end, may_follow
from clipparse.strengths import HEARD, OPENS, STAYS, TAIL, Calibration, Strengths

# In hundredths:
_FORGET = 1250  # a state that is less likely than the best at its line by this, 4e-6, is not followed further
_LOUDEST = 3000  # no place speaks louder than this for a state, nor against it
_MOST = 10_000  # nor does a single clue add more, nor a step cost more
_NEVER = -(1 << 24)  # a step that may not be taken
# Shares of paths that differ by no more are the same.
_AT_REST = 1e-13
# Of a page with more lines the way down is walked twice, so that what was seen is kept of only so many at once.
_WALKED_AT_ONCE = 512
# What is seen of more lines is packed, which takes a fraction of the memory, and a little time.
_FEW_LINES = 320
# Sums over paths are brought back to 1 when they have grown, or shrunk, by so much.
_GREAT = 1e100

# Of one line: the states that are followed, how far each is below the best of them, the sum over all paths into it, how
# likely the clues make it, and how they weigh staying in a role.
_Seen = tuple["_Followed", Sequence[int], Sequence[float], Sequence[float], int]
# Of the line below some: its best state, what was seen on it, and how likely the ways are that go on from each state.
_Lower = tuple[int, _Seen, list[float]]


@attrs.frozen(slots=True)
class Judgement:
    """The decoder's word on one line: its state, how sure it is of the role, and the second-best role.

    `opening` is how sure it is that a clipping opens here, where one is said to.
    """

    state: State
    confidence: float
    runner_up: Role | None
    opening: float | None = None


class _Likelihoods(dict[int, float]):
    """The exponentials of hundredths, each made when it is first asked for; there are some thousands."""

    def __missing__(self, hundredths: int) -> float:
        likely = self[hundredths] = exp(hundredths / 100)
        return likely


@attrs.frozen(slots=True, eq=False)
class _Followed:
    """Some states, in order, and what takes theirs out of a row of all."""

    states: tuple[int, ...]
    pick: Callable[[Sequence[Any]], tuple[Any, ...]]

    @classmethod
    def of(cls, states: Sequence[int]) -> _Followed:
        """These states, one at the least."""
        return cls(
            tuple(states), itemgetter(*states) if len(states) > 1 else itemgetter(slice(states[0], states[0] + 1))
        )


@attrs.frozen(slots=True, eq=False)
class _Steps:
    """The steps from one line to the next: of each state those that lead on, as lanes, and all as likelihoods."""

    onward: tuple[int, ...]
    likely: tuple[tuple[float, ...], ...]  # from each state to each
    into: tuple[tuple[float, ...], ...]  # into each state from each

    @classmethod
    def of(cls, table: Sequence[Sequence[int]]) -> _Steps:
        """Steps in hundredths, from each state to each."""
        likely = tuple(tuple(map(_LIKELY.__getitem__, row)) for row in table)
        return cls(tuple(_LANES.pack((*row, _NEVER)) for row in table), likely, tuple(zip(*likely, strict=True)))

    def weighed(self, table: Sequence[Sequence[int]], stay: int) -> _Steps:
        """The same, made of the same table, where clues add `stay` to those that stay in a role."""
        likely = list(map(list, self.likely))
        for i, j in _STAYS:
            likely[i][j] = _LIKELY[table[i][j] + stay]
        onward = tuple(row + stay * same for row, same in zip(self.onward, _STAYING, strict=True))
        return _Steps(onward, tuple(map(tuple, likely)), tuple(zip(*likely, strict=True)))


class Decoder:
    """Strengths, laid out for speed. Holds nothing of a page but caches of what clues say, and of steps."""

    def __init__(self, strengths: Strengths) -> None:
        self.strengths = strengths
        self._places = _places_heard(strengths)
        self._said = Lanes(len(self._places) * _LANES.count)
        self._silence = _NOTHING_LANE * self._said.ones
        begins = [_hundredths(strengths.begins.get(str(s), 0.0)) if may_begin(s) else _NEVER for s in STATES]
        self._begin = _LANES.pack((*begins, _NEVER))
        self._end = [_hundredths(strengths.ends.get(str(s), 0.0)) if may_end(s) else _NEVER for s in STATES]
        self._table = [[_step(strengths, a, b) for b in STATES] for a in STATES]
        self._into = list(zip(*self._table, strict=True))
        self._steps = _Steps.of(self._table)
        # how much better than from the one state to go on from the other, at the most
        self._better = [[max(map(sub, other, one)) for other in self._table] for one in self._table]
        self._sure_of_line = strengths.confidence.get("line", Calibration())
        self._sure_of_opening = strengths.confidence.get("opening", Calibration())
        self._known_clues: dict[Clue, int] = {}
        self._known_steps: dict[int, _Steps] = {}
        self._known_states: dict[int, _Followed] = {}

    def __reduce__(self) -> tuple[type[Decoder], tuple[Strengths]]:
        """Sent to another process it is laid out anew: its lanes cannot be pickled, and its caches need not be."""
        return Decoder, (self.strengths,)

    def judge(self, testimony: Sequence[tuple[Clue, ...]]) -> list[Judgement]:
        """One judgement per line, for the clues that fire on each."""
        if not testimony:
            return []
        said = self._said_on(testimony)
        tops: list[_Seen | None] = [None]
        firsts = range(0, len(said), _WALKED_AT_ONCE)
        for first in firsts[:-1]:
            tops.append(self._walked(said, first, tops[-1])[-1])
        judged: list[Judgement] = []  # from the last line up
        lower: _Lower | None = None
        for first, top in zip(reversed(firsts), reversed(tops), strict=True):
            seen = self._walked(said, first, top)
            path = self._best_path(seen, lower)
            onward = self._how_sure(path, seen, lower, judged)
            lower = path[0], seen[0], onward
        judged.reverse()
        return judged

    # -- what the clues say

    def _said_on(self, testimony: Sequence[tuple[Clue, ...]]) -> list[int]:
        """What the clues of each line say, for every place where they are heard."""
        known: dict[int, int] = {}  # lines of one sort share their clues
        for clues in testimony:
            if id(clues) not in known:
                known[id(clues)] = self._what_they_say(clues)
        return [known[id(clues)] for clues in testimony]

    def _heard(self, said: list[int], first: int, end: int) -> Iterator[int]:
        """For each of some lines, what its and its neighbours' clues add to each state, and to staying in a role."""
        # a place's lanes are cut off when its line is come to: of many lines they would take much room
        places = [
            map(rshift, self._shifted(said, first - offset, end - offset), repeat(place * _LANES.bits))
            for place, (_, offset) in enumerate(self._places)
        ]
        nothing, lowest = len(places) * _NOTHING, (1 << _LANES.bits) - 1
        return ((sum(heard) & lowest) - nothing for heard in zip(*places, strict=True))

    def _shifted(self, said: list[int], first: int, end: int) -> list[int]:
        """These of the lines; beyond the first and the last one nothing is said."""
        above, below = max(0, min(-first, end - first)), max(0, min(end - len(said), end - first))
        return [self._silence] * above + said[max(0, first) : max(0, end)] + [self._silence] * below

    def _what_they_say(self, clues: tuple[Clue, ...]) -> int:
        """What all the clues of a line say, for the first place in the lowest lanes."""
        known = self._known_clues
        try:
            said = sum(map(known.__getitem__, clues))
        except KeyError:
            said = sum([known.get(clue) or self._what_it_says(clue) for clue in clues])
        return self._said.bounded(said, _LOUDEST) + self._silence

    def _what_it_says(self, clue: Clue) -> int:
        """What a clue adds to each state, and to staying in a role, for every place where it is heard."""
        known = self._known_clues
        if clue not in known:
            if len(known) > 10_000:  # of a user's own stage
                known.clear()
            heard = (self.strengths.of_clue(clue, place) for place, _ in self._places)
            known[clue] = self._said.pack([lane for aspects in heard for lane in _of_states(aspects)])
        return known[clue]

    # -- down the page

    def _walked(self, said: list[int], first: int, top: _Seen | None) -> list[_Seen]:
        """For each of some lines, the states worth following, and all the paths into each; `top` is the line above."""
        heard = self._heard(said, first, min(first + _WALKED_AT_ONCE, len(said)))
        before = next(heard)
        now = self._next(top, before) if top else self._first(before)
        keep = _packed if len(said) > _FEW_LINES else _as_it_is
        seen = [keep(now)]
        came: _Seen | None = None
        at_rest = False
        for told in heard:
            # in a long run of lines of one sort nothing changes any more
            at_rest = told == before and (at_rest or (came is not None and _alike(came, now)))
            if not at_rest:
                before, came, now = told, now, self._next(now, told)
            seen.append(seen[-1] if at_rest else keep(now))
        return seen

    def _first(self, said: int) -> _Seen:
        followed, below, _ = self._followed(self._begin + said)
        return followed, below, [_LIKELY[one] for one in below], [], 0

    def _next(self, now: _Seen, said: int) -> _Seen:
        """A step down the page, to a line of which so much is said."""
        before, best, sums, _, _ = now
        told = _LANES.unpack(said)
        stay = told[-1]
        steps = self._steps_for(stay)
        followed, below, top = self._followed(self._reached(before.states, best, steps, abs(stay)) + said)
        likely = [_LIKELY[one - top] for one in followed.pick(told)]
        pick = before.pick
        paths = [sum(map(mul, sums, pick(row))) for row in followed.pick(steps.into)]
        return followed, below, _within_reason(list(map(mul, paths, likely))), likely, stay

    def _steps_for(self, stay: int) -> _Steps:
        """The steps to a line where clues weigh staying in a role so much."""
        known = self._known_steps
        if stay not in known:
            if len(known) > 400:  # posts ask for some hundred
                known.clear()
            known[stay] = self._steps.weighed(self._table, stay)
        return known[stay]

    def _reached(self, states: tuple[int, ...], below: Sequence[int], steps: _Steps, stay: int) -> int:
        """The best way into each state, as lanes."""
        onward, ones = steps.onward, _LANES.ones
        best = states[below.index(0)]
        better = self._better[best]
        # which is also the best way from states that are far enough below, wherever it goes
        rows = [onward[i] + b * ones for i, b in zip(states, below, strict=True) if b + better[i] + stay > 0]
        return _LANES.greatest([onward[best], *rows])

    def _followed(self, reached: int) -> tuple[_Followed, list[int], int]:
        """The states still worth following, how far each is below the best of them, and how good that is."""
        scores = _LANES.unpack(reached)
        top = max(scores)
        if top < _NEVER // 2:
            raise AssertionError("no state can follow: the steps table is broken")
        marks = _LANES.at_least(reached, top - _FORGET)
        followed = self._known_states.get(marks)
        if followed is None:
            if len(self._known_states) > 4_000:
                self._known_states.clear()
            followed = _Followed.of([j for j, one in enumerate(scores) if one >= top - _FORGET])
            self._known_states[marks] = followed
        return followed, [one - top for one in followed.pick(scores)], top

    # -- and back up again

    def _best_path(self, seen: list[_Seen], lower: _Lower | None) -> list[int]:
        """The best state for each line, found from the last one up; `lower` is the line below them."""
        below: tuple[int, _Seen] | None = lower[:2] if lower else None
        path: list[int] = []
        for here in reversed(seen):
            followed, scores, sums, _, _ = here
            if below is None:
                came = [score + self._end[j] for j, score in zip(followed.states, scores, strict=True)]
            else:
                state, after = below
                came = list(map(add, scores, followed.pick(self._into[state])))
                for i in _STAYING_FROM[state].intersection(followed.states):
                    came[followed.states.index(i)] += after[-1]
            path.append(followed.states[_best(came, sums)])
            below = path[-1], here
        path.reverse()
        return path

    def _how_sure(
        self, path: list[int], seen: list[_Seen], lower: _Lower | None, judged: list[Judgement]
    ) -> list[float]:
        """Add the share of all likely paths that give each line its role, from the last line up.

        Returns how likely the ways are that go on from each state of the first.
        """
        below, onward = lower[1:] if lower else (None, [_LIKELY[self._end[j]] for j in seen[-1][0].states])
        known: tuple[int, _Seen | None, list[float]] = -1, None, []
        at_rest = False
        for state, here in zip(reversed(path), reversed(seen), strict=True):
            same = below is here and known[0] == state and known[1] is below
            at_rest = same and (at_rest or _close(known[2], onward))
            if at_rest:
                judged.append(judged[-1])  # in a run of lines of one sort nothing changes any more
                continue
            known = state, below, onward
            if below:
                onward = self._onward(here[0], below, onward)
            judged.append(self._judgement(state, here[0].states, list(map(mul, here[2], onward))))
            below = here
        return onward

    def _onward(self, here: _Followed, below: _Seen, further: list[float]) -> list[float]:
        """The sum over all paths from each state to the end, by those of the line below."""
        after, _, _, likely, stay = below
        pick, ahead = after.pick, list(map(mul, likely, further))
        return _within_reason([sum(map(mul, ahead, pick(row))) for row in here.pick(self._steps_for(stay).likely)])

    def _judgement(self, state: int, states: tuple[int, ...], shares: list[float]) -> Judgement:
        """The word on a line of this state, where the paths through each of some states weigh so much."""
        roles = [0.0] * len(_ROLES)
        for i, share in zip(states, shares, strict=True):
            roles[_ROLE_OF[i]] += share
        whole = sum(shares)
        chosen = STATES[state]
        sure = roles[_ROLE_OF[state]] / whole if whole else 1.0
        roles[_ROLE_OF[state]] = 0.0
        most = max(roles)
        opening = None
        if chosen.opens:
            opens = sum(share for i, share in zip(states, shares, strict=True) if STATES[i].opens)
            opening = self._sure_of_opening(opens / whole if whole else 1.0)
        return Judgement(chosen, self._sure_of_line(sure), _ROLES[roles.index(most)] if most else None, opening)


# A lane for each state, and the last for staying in a role.
_LANES = Lanes(len(STATES) + 1)
# The states that each aspect speaks for.
_OF_ASPECT: dict[str, list[int]] = {
    **{role: [at for at, state in enumerate(STATES) if state.role is role] for role in Role},
    OPENS: [at for at, state in enumerate(STATES) if state.opens],
    TAIL: [at for at, state in enumerate(STATES) if state.part is Part.TAIL],
    STAYS: [len(STATES)],
}
# Nothing said, where a lane must not borrow.
_NOTHING_LANE = 1 << 24
_NOTHING = _NOTHING_LANE * _LANES.ones
_LIKELY = _Likelihoods({_NEVER: 0.0})
# The last of two that are equally likely comes first here, and is the runner-up.
_ROLES = sorted(Role, reverse=True)
_ROLE_OF = [_ROLES.index(state.role) for state in STATES]
# For each state, those from which a step into it stays in the role; all such steps; and these as lanes.
_STAYING_FROM = [
    frozenset(i for i, before in enumerate(STATES) if before.role is state.role and not state.opens) for state in STATES
]
_STAYS = frozenset((i, j) for j, same in enumerate(_STAYING_FROM) for i in same if may_follow(STATES[i], STATES[j]))
_STAYING = [_LANES.pack([(i, j) in _STAYS for j in range(_LANES.count)]) for i in range(len(STATES))]


def _places_heard(strengths: Strengths) -> tuple[tuple[str, int], ...]:
    """The places at which any clue is heard; one that was never fitted is heard where it fires."""
    heard = {place for places in strengths.clues.values() for place in places}
    return tuple((place, offset) for place, offset in HEARD if place in heard or not offset)


def _hundredths(strength: float) -> int:
    """A strength as it counts: rounded, and within bounds; what is no number says nothing.

    >>> _hundredths(-0.35), _hundredths(1e9), _hundredths(float("nan"))
    (-35, 10000, 0)
    """
    return round(max(-_MOST, min(_MOST, strength * 100))) if strength == strength else 0


def _step(strengths: Strengths, before: State, after: State) -> int:
    if not may_follow(before, after):
        return _NEVER
    return _hundredths(strengths.steps.get(str(before), {}).get(str(after), 0.0))


def _of_states(aspects: Mapping[str, float]) -> list[int]:
    """What strengths for a line's aspects add to each state that they speak for, and to staying in a role."""
    added = [0] * _LANES.count
    for aspect, strength in aspects.items():
        hundredths = _hundredths(strength)
        for at in _OF_ASPECT[aspect]:
            added[at] += hundredths
    return added


def _best(scores: list[int], sums: Sequence[float]) -> int:
    """Where the greatest stands; of two that are the same, that into which more paths lead."""
    top = max(scores)
    if scores.count(top) == 1:
        return scores.index(top)
    tied = [at for at, one in enumerate(scores) if one == top]
    return max(tied, key=sums.__getitem__)


def _within_reason(weights: list[float]) -> list[float]:
    """The same, scaled if they are very great or very small: only their ratios count."""
    top = max(weights)
    return weights if not top or 1 / _GREAT < top < _GREAT else [one / top for one in weights]


def _as_it_is(seen: _Seen) -> _Seen:
    return seen


def _packed(seen: _Seen) -> _Seen:
    """The same in less room."""
    followed, below, sums, likely, stay = seen
    return followed, array("i", below), array("d", sums), array("d", likely), stay


def _alike(before: _Seen, now: _Seen) -> bool:
    """Are the same states followed in the same way, so that one step more changes no digit that anyone sees?"""
    return before[0] is now[0] and before[1] == now[1] and _close(before[2], now[2])


def _close(before: Sequence[float], now: Sequence[float]) -> bool:
    """Are these, but for a factor, the same?

    >>> _close([1.0, 3.0], [2.0, 6.0]), _close([1.0, 3.0], [3.0, 1.0])
    (True, False)
    """
    top, last = max(before), max(now)
    return all(abs(one * last - other * top) <= _AT_REST * top * last for one, other in zip(before, now, strict=True))


def testimony(line_count: int, sightings: Iterable[Sighting]) -> list[tuple[Clue, ...]]:
    """The clues that fire on each line, each once, in the order in which the stages gave them.

    Lines on which the same clues fire share one tuple. Clues are told apart by number, for a stage gives the same
    object again and again, and to hash it takes longer than all else.
    """
    heard: list[list[int]] = [[] for _ in range(line_count)]
    clues: list[Clue] = []  # by number; kept, so that no other object has the id of one
    number_of: dict[int, int] = {}
    first_of: dict[Clue, int] = {}
    for index, clue in sightings:
        number = number_of.get(id(clue))
        if number is None:
            number = number_of[id(clue)] = first_of.setdefault(clue, len(clues))
            clues.append(clue)
        heard[index].append(number)
    shared: dict[tuple[int, ...], tuple[Clue, ...]] = {}
    told: list[tuple[Clue, ...]] = []
    for numbers in heard:
        once = tuple(dict.fromkeys(numbers))
        if once not in shared:
            shared[once] = tuple([clues[number] for number in once])
        told.append(shared[once])
    return told
