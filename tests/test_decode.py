"""The decoder against the same thing written plainly, and the lanes in which it counts."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipparse.clue import Clue
from clipparse.decode import Decoder
from clipparse.lanes import Lanes
from clipparse.roles import STATES, Part, Role, State, may_begin, may_end, may_follow
from clipparse.strengths import HEARD, OPENS, STAYS, TAIL, Strengths

ROW = st.lists(st.integers(-(1 << 28), 1 << 28), min_size=3, max_size=3)
THREE = Lanes(3)


@given(ROW, ROW, st.integers(0, 1 << 28))
def test_lanes_do_what_is_done_number_by_number(one: list[int], other: list[int], bound: int) -> None:
    """Sums, the greatest, bounds and marks of lanes are those of their numbers."""
    a, b = THREE.pack(one), THREE.pack(other)

    assert THREE.unpack(a) == tuple(one)
    assert THREE.unpack(a + b) == tuple(map(sum, zip(one, other, strict=True)))
    assert THREE.unpack(THREE.greatest([a, b])) == tuple(map(max, one, other))
    assert THREE.unpack(THREE.bounded(a, bound)) == tuple(max(-bound, min(bound, number)) for number in one)
    assert THREE.within(a, bound) == all(abs(number) <= bound for number in one)
    assert [bool(THREE.at_least(a, bound) >> (32 * at + 31) & 1) for at in range(3)] == [x >= bound for x in one]


def drawn(seed: int, lines: int) -> list[tuple[Clue, ...]]:
    """Clues drawn from those that the library has strengths for."""
    dice = random.Random(1000 + seed)
    known = sorted(Strengths.default().clues)
    return [
        tuple(Clue(stage, Role.BODY, 0.0, why) for stage, why in dice.sample(known, dice.randrange(8)))
        for _ in range(lines)
    ]


def said_of(testimony: list[tuple[Clue, ...]], strengths: Strengths) -> list[dict[str, float]]:
    """For each line the sums over the aspects that are spoken for."""
    sums = [dict.fromkeys((*Role, OPENS, TAIL, STAYS), 0.0) for _ in testimony]
    for line, clues in enumerate(testimony):
        for place, offset in HEARD:
            if 0 <= line + offset < len(sums):
                for clue in clues:
                    for aspect, strength in strengths.of_clue(clue, place).items():
                        sums[line + offset][aspect] += strength
    return sums


def plain(state: State, said: dict[str, float]) -> float:
    """What is said for one state."""
    return said[state.role] + said[OPENS] * state.opens + said[TAIL] * (state.part is Part.TAIL)


def step(before: State, after: State, said: dict[str, float], strengths: Strengths) -> float:
    """What a step counts, or minus infinity."""
    if not may_follow(before, after):
        return -math.inf
    stays = before.role is after.role and not after.opens
    return strengths.steps[str(before)].get(str(after), 0.0) + said[STAYS] * stays


def weight(path: list[State], said: list[dict[str, float]], strengths: Strengths) -> float:
    """What a whole path counts."""
    assert may_begin(path[0])
    assert may_end(path[-1])
    ends = strengths.begins.get(str(path[0]), 0.0) + strengths.ends.get(str(path[-1]), 0.0)
    steps = sum(step(a, b, said[at], strengths) for at, (a, b) in enumerate(pairwise(path), 1))
    return ends + steps + sum(map(plain, path, said))


def best_weight(said: list[dict[str, float]], strengths: Strengths) -> float:
    """What the best of all paths counts, no state forgotten."""
    best = {s: strengths.begins.get(str(s), 0.0) + plain(s, said[0]) for s in STATES if may_begin(s)}
    for line in said[1:]:
        best = {b: max(w + step(a, b, line, strengths) for a, w in best.items()) + plain(b, line) for b in STATES}
    return max(w + strengths.ends.get(str(s), 0.0) for s, w in best.items() if may_end(s))


def shares(said: list[dict[str, float]], strengths: Strengths) -> list[dict[Role, float]]:
    """For each line, the share of all paths that give it each role."""
    ahead = [{s: math.exp(strengths.ends.get(str(s), 0.0)) * may_end(s) for s in STATES}]
    for line in reversed(said[1:]):
        onward = {
            a: sum(math.exp(step(a, b, line, strengths) + plain(b, line)) * ahead[-1][b] for b in STATES)
            for a in STATES
        }
        ahead.append(onward)
    ahead.reverse()
    sums = {s: math.exp(strengths.begins.get(str(s), 0.0) + plain(s, said[0])) * may_begin(s) for s in STATES}
    found = []
    for at, line in enumerate(said):
        if at:
            before = sums
            sums = {
                b: sum(w * math.exp(step(a, b, line, strengths)) for a, w in before.items()) * math.exp(plain(b, line))
                for b in STATES
            }
        whole = sum(sums[s] * ahead[at][s] for s in STATES)
        found.append({r: sum(sums[s] * ahead[at][s] for s in STATES if s.role is r) / whole for r in Role})
    return found


def assert_judged_as_all_paths_say(testimony: list[tuple[Clue, ...]], strengths: Strengths, within: float) -> None:
    """The path counts most, and each line's confidence is, as calibrated, the share of all paths with its role."""
    said = said_of(testimony, strengths)

    judged = Decoder(strengths).judge(testimony)

    assert weight([one.state for one in judged], said, strengths) == pytest.approx(best_weight(said, strengths))
    sure = strengths.confidence["line"]
    for one, share in zip(judged, shares(said, strengths), strict=True):
        assert one.confidence == pytest.approx(sure(share[one.state.role]), abs=within)


@pytest.mark.parametrize("seed", range(12))
def test_the_path_is_the_best_and_as_sure_as_all_paths_say(seed: int) -> None:
    """No path counts more than the one that is found, and confidence is the share of all paths, as calibrated."""
    strengths = Strengths.default()
    testimony = drawn(seed, 1 + seed)

    assert_judged_as_all_paths_say(testimony, strengths, within=2e-3)


@pytest.mark.parametrize("seed", range(6))
def test_runs_of_lines_of_one_sort_are_judged_as_all_paths_say(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a line, or a few lines in turn, come again and again, nothing is taken for settled before it is."""
    monkeypatch.setattr("clipparse.decode._FORGET", 3000)  # then no path is forgotten, and the sums are to be met
    strengths = Strengths.default()
    some, other = drawn(seed, 2), drawn(seed + 100, 1)
    testimony = [*some[:1] * (3 + seed), *some * 3, *other * 4, *some[1:] * 5]

    assert_judged_as_all_paths_say(testimony, strengths, within=2e-4)


def test_a_clue_of_ones_own_is_heard_where_strengths_know_no_place() -> None:
    """On its own line, though no clue was ever fitted."""
    bare = Strengths({}, {}, {}, {})

    (judged,) = Decoder(bare).judge([(Clue("own", Role.COMMENT, 9.0, "x"),)])

    assert judged.state.role is Role.COMMENT


def test_a_run_of_lines_of_one_sort_is_judged_as_one_of_them() -> None:
    """In a long run nothing changes but at its ends."""
    clues = drawn(3, 1)

    judged = Decoder(Strengths.default()).judge(clues * 500)

    assert len(judged) == 500
    assert len(set(judged[100:-100])) == 1


@pytest.mark.parametrize("strength", [1e300, -1e300, math.inf, -math.inf, math.nan, 9.333, 10**400])
def test_any_strength_of_a_users_own_clue_is_borne(strength: float) -> None:
    """What is beyond all bounds is as loud as can be, what is no number says nothing, and hundredths are enough."""
    decoder = Decoder(Strengths.default())
    odd, usual = (Clue("own", Role.COMMENT, value, "of a user's own stage") for value in (strength, 0.33))

    judged = decoder.judge([(odd,), (), (odd, usual)])

    if abs(strength) > 1:
        assert [one.state.role is Role.COMMENT for one in judged[::2]] == [strength > 0] * 2
    assert all(0 <= one.confidence <= 1 for one in judged)


def test_a_guess_counts_to_the_hundredth() -> None:
    """Two guesses that are the same when rounded to hundredths give the same judgement."""
    decoder = Decoder(Strengths.default())

    assert decoder.judge([(Clue("own", Role.KICKER, 0.3333, "x"),)]) == decoder.judge(
        [(Clue("own", Role.KICKER, 0.33, "x"),)]
    )


@pytest.mark.parametrize("at_once", [1, 2, 3, 7])
@pytest.mark.parametrize("packed_from", [4, 10_000])
def test_a_page_that_is_walked_in_pieces_is_judged_as_one(
    at_once: int, packed_from: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever a piece ends: what neighbours say is heard across, and the way down begins where it was left."""
    decoder = Decoder(Strengths.default())
    testimony = [*drawn(at_once, 9), *drawn(at_once, 1) * 6, *drawn(at_once + 50, 5)]
    whole = decoder.judge(testimony)
    monkeypatch.setattr("clipparse.decode._WALKED_AT_ONCE", at_once)
    monkeypatch.setattr("clipparse.decode._FEW_LINES", packed_from)

    assert decoder.judge(testimony) == whole


def test_a_long_run_of_lines_of_one_sort_takes_few_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither on the way down nor on the way back is a line looked at where nothing changes any more."""
    steps: list[str] = []

    def counted(plainly: Callable[..., object], name: str) -> Callable[..., object]:
        def counts(*given: object) -> object:
            steps.append(name)
            return plainly(*given)

        return counts

    for name in ("_next", "_onward", "_judgement"):
        monkeypatch.setattr(Decoder, name, counted(getattr(Decoder, name), name))
    decoder, some = Decoder(Strengths.default()), drawn(5, 2)

    judged = decoder.judge([*some[:1], *some[1:] * 400])

    assert len(judged) == 401
    assert {name: steps.count(name) < 100 for name in ("_next", "_onward", "_judgement")} == {
        "_next": True,
        "_onward": True,
        "_judgement": True,
    }


@pytest.mark.parametrize("seed", range(4))
def test_a_state_without_a_strength_begins_ends_and_follows_for_nothing(seed: int) -> None:
    """What the table of strengths leaves out counts 0, beside what it holds."""
    default, dice = Strengths.default(), random.Random(seed)

    def some(table: dict[str, float]) -> dict[str, float]:
        return {name: 4 * dice.random() - 2 for name in sorted(table) if dice.random() < 0.5}

    strengths = Strengths(
        default.clues,
        {before: some(dict(row)) for before, row in sorted(default.steps.items())},
        some(dict(default.begins)),
        some(dict(default.ends)),
        default.confidence,
    )

    assert_judged_as_all_paths_say(drawn(seed, 3 + seed), strengths, within=2e-2)


def test_a_line_tells_its_second_best_role_and_how_sure_its_opening_is() -> None:
    """The runner-up is the role with the next greatest share; only a line that opens a clipping has an `opening`."""
    strengths = Strengths.default()
    testimony = drawn(3, 12)
    judged = Decoder(strengths).judge(testimony)

    for one, share in zip(judged, shares(said_of(testimony, strengths), strengths), strict=True):
        others = sorted((value for role, value in share.items() if role is not one.state.role), reverse=True)
        assert one.runner_up is None or share[one.runner_up] == pytest.approx(others[0], rel=0.05)
        assert (one.opening is not None) == one.state.opens


def test_no_place_speaks_louder_than_thirty() -> None:
    """However many clues agree: what a line begins with may outweigh them all."""
    loud = {("own", str(k)): {"here": {"body": 50.0}, "above": {"comment": -50.0}} for k in range(3)}
    told = [tuple(Clue("own", Role.BODY, 0.0, str(k)) for k in range(3))]
    begins = {"outside.commentary": 31.0}

    (quiet,) = Decoder(Strengths(loud, {}, {"outside.commentary": 29.0}, {})).judge(told)
    (outdone,) = Decoder(Strengths(loud, {}, begins, {})).judge(told)

    assert quiet.state.role is Role.BODY
    assert outdone.state.role is Role.COMMENTARY
