"""How well posts are read: by lines, by beginnings, by articles cut out whole, by who speaks."""

from __future__ import annotations

import collections
import pathlib
from collections.abc import Sequence

import attrs
import numpy as np
import scipy.optimize

from clipparse.decode import Judgement
from clipparse.measure import Score as Values
from clipparse.roles import Part, Role, State
from clipparse.strengths import Calibration
from fitting.labels import Labelled
from fitting.values import count_values

# Lines of nothing but quoting marks are in no paragraph; nobody judges them.
_MARKS = Judgement(State(Role.FURNITURE, Part.OUTSIDE), 1.0, None)
_VOICES = {
    **dict.fromkeys(("commentary", "post_date", "post_title", "post_byline"), "poster"),
    "comment": "reader",
    "furniture": "page",
}
_WHOLE = 0.8  # of the characters of two articles together, so many must be in both


def _no_counts() -> list[int]:
    return [0, 0, 0]  # hit, predicted, gold


@attrs.define
class Score:
    """Counts over posts, and the figures that they give."""

    right: int = 0
    total: int = 0
    structure_right: int = 0
    structure: int = 0
    starts: list[int] = attrs.field(factory=_no_counts)
    found: list[int] = attrs.field(factory=_no_counts)
    voice: list[int] = attrs.field(factory=lambda: [0, 0])  # characters given to the right speaker, of all
    roles: dict[str, list[int]] = attrs.field(factory=lambda: collections.defaultdict(_no_counts))
    sure: list[tuple[float, bool]] = attrs.field(factory=list)
    sure_of_starts: list[tuple[float, bool]] = attrs.field(factory=list)
    mistakes: list[tuple[int, str]] = attrs.field(factory=list)
    confused: collections.Counter[tuple[str, str]] = attrs.field(factory=collections.Counter)
    values: Values = attrs.field(factory=Values)
    folds: list[float] = attrs.field(factory=list)  # the mean of the fields' figures, of each score that was merged

    def add(self, post: Labelled, judged: Sequence[Judgement]) -> None:
        """Count one post."""
        by_line, clips, starts = _by_line(post, judged)
        gold_starts = _firsts([clip for _, clip in post.gold])
        texts = [text.strip() for text, _, _ in post.rows if text.strip()]
        wrong = 0
        for i, (j, (role, _)) in enumerate(zip(by_line, post.gold, strict=True)):
            if role == "?":
                continue
            got = str(j.state.role)
            hit = got == role or _same_title(i, post, by_line)
            self.total += 1
            self.right += hit
            self.sure.append((j.confidence, hit))
            if role != "body" or got != "body":
                self.structure += 1
                self.structure_right += hit
                wrong += not hit
            self.roles[role][2] += 1
            self.roles[role if hit else got][1] += 1
            self.roles[role][0] += hit
            same = _VOICES.get(role, "article") == _VOICES.get(role if hit else got, "article")
            self.voice[0] += len(texts[i]) * same
            self.voice[1] += len(texts[i])
        self.sure_of_starts += [
            (j.opening or 0.0, int(first) in gold_starts)
            for (first, _), j in zip(post.seen.blocks, judged, strict=True)
            if j.state.opens
        ]
        for k, n in enumerate((len(gold_starts & starts), len(starts), len(gold_starts))):
            self.starts[k] += n
        for k, n in enumerate(_found(post, clips, [len(text) for text in texts])):
            self.found[k] += n
        count_values(self.values, post, [j.state.role for j in by_line], clips)
        self._note(post, by_line, gold_starts, starts, wrong, texts)

    def _note(
        self,
        post: Labelled,
        judged: Sequence[Judgement],
        gold: set[int],
        starts: set[int],
        wrong: int,
        texts: list[str],
    ) -> None:
        """Every wrong line, and every clipping that begins elsewhere, with what stands there."""
        out = [f"\n{post.family} {post.name}: {wrong} structure lines wrong of {len(texts)}"]
        for i, (j, (role, _)) in enumerate(zip(judged, post.gold, strict=True)):
            got = str(j.state.role)
            begins = {(True, True): "*", (True, False): "missed", (False, True): "false"}.get(
                (i in gold, i in starts), ""
            )
            if role not in ("?", got):
                self.confused[role, got] += 1
            if role not in ("?", got) or begins in ("missed", "false"):
                told = f"{role} -> {got}" if role != got else role
                out.append(f"{i:5} {told:26} {begins:6} {j.confidence:.2f} | {texts[i][:110]}")
        self.mistakes.append((wrong, "\n".join(out)))

    def merge(self, other: Score) -> None:
        """Add another's counts to these."""
        for name in ("right", "total", "structure_right", "structure"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in ("starts", "found", "voice"):
            setattr(self, name, [a + b for a, b in zip(getattr(self, name), getattr(other, name), strict=True)])
        for role, counts in other.roles.items():
            self.roles[role] = [a + b for a, b in zip(self.roles[role], counts, strict=True)]
        self.sure += other.sure
        self.sure_of_starts += other.sure_of_starts
        self.mistakes += other.mistakes
        self.confused += other.confused
        for field, tally in other.values.fields.items():
            self.values.fields[field].add(tally.right, tally.found, tally.wanted)
        self.folds.append(other.fields_mean)

    @property
    def fields_mean(self) -> float:
        """The mean of the fields' figures (F1)."""
        return sum(tally.share for tally in self.values.fields.values()) / len(self.values.fields)

    def figures(self) -> dict[str, float]:
        """What is printed."""
        per_role = {r: 2 * h / (p + g) for r, (h, p, g) in self.roles.items() if g}
        return {
            "line": self.right / max(1, self.total),
            "structure": self.structure_right / max(1, self.structure),
            "macro-F1": sum(per_role.values()) / max(1, len(per_role)),
            "starts": _f1(self.starts),
            "found": _f1(self.found),
            "voice": self.voice[0] / max(1, self.voice[1]),
            "cal-line": calibration_error(self.sure),
            "cal-start": calibration_error(self.sure_of_starts),
            "fields": self.fields_mean,
        }


def _f1(counts: Sequence[int]) -> float:
    hit, predicted, gold = counts
    return 2 * hit / max(1, predicted + gold)


def _by_line(post: Labelled, judged: Sequence[Judgement]) -> tuple[list[Judgement], list[int | None], set[int]]:
    """For each line its judgement and its clipping; and where clippings begin."""
    by_line = [_MARKS] * len(post.gold)
    clips: list[int | None] = [None] * len(post.gold)
    starts = set()
    clipping = -1
    for (first, last), j in zip(post.seen.blocks, judged, strict=True):
        if j.state.opens:
            starts.add(int(first))
            clipping += 1
        for i in range(first, last + 1):
            by_line[i] = j
            clips[i] = clipping if j.state.role.of_clipping else None
    return by_line, clips, starts


def _firsts(clips: Sequence[int | None]) -> set[int]:
    first: dict[int, int] = {}
    for i, clip in enumerate(clips):
        if clip is not None:
            first.setdefault(clip, i)
    return set(first.values())


def _same_title(line: int, post: Labelled, judged: Sequence[Judgement]) -> bool:
    """A title printed once above a single article: post_title to one reader, headline to the next."""
    role, got = post.gold[line][0], str(judged[line].state.role)
    if {role, got} != {"post_title", "headline"} or len({clip for _, clip in post.gold} - {None}) != 1:
        return False
    told = sum(j.state.role is Role.HEADLINE for j in judged)
    return sum(r == "headline" for r, _ in post.gold) == (role == "headline") and told == (got == "headline")


def _found(post: Labelled, clips: Sequence[int | None], sizes: Sequence[int]) -> tuple[int, int, int]:
    """Articles cut out as a reader would; lines labelled `?` count for neither."""
    mine: dict[int, set[int]] = {}
    theirs: dict[int, set[int]] = {}
    for i, ((role, gold), got) in enumerate(zip(post.gold, clips, strict=True)):
        if role != "?":
            for clip, into in ((gold, mine), (got, theirs)):
                if clip is not None:
                    into.setdefault(clip, set()).add(i)
    hit = sum(
        any(
            sum(sizes[i] for i in one & other) >= _WHOLE * sum(sizes[i] for i in one | other)
            for other in theirs.values()
        )
        for one in mine.values()
    )
    return hit, len(theirs), len(mine)


def calibration_error(sure: Sequence[tuple[float, bool]], bins: int = 10) -> float:
    """Expected calibration error: how far, on average, what was said is from what came true, in ten bins."""
    error = 0.0
    for here in _bins(sure, bins):
        if here:
            error += abs(sum(c for c, _ in here) - sum(hit for _, hit in here)) / len(sure)
    return error


def _bins(sure: Sequence[tuple[float, bool]], bins: int) -> list[list[tuple[float, bool]]]:
    out: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for c, hit in sure:
        out[min(bins - 1, int(c * bins))].append((c, hit))
    return out


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
    for b, here in enumerate(_bins(sure, bins)):
        if here:
            said, right = sum(c for c, _ in here) / len(here), sum(hit for _, hit in here) / len(here)
            print(f"{b / bins:.1f} to {(b + 1) / bins:.1f}: {len(here):6} said {said:.3f}, came true {right:.3f}")


def write_mistakes(scores: Sequence[Score], path: pathlib.Path) -> None:
    """What was taken for what, how often; then the lines, post by post, the worst post first."""
    with path.open("w", encoding="utf-8") as out:
        for score in scores:
            for (gold, got), times in score.confused.most_common(40):
                print(f"{times:6} {gold} -> {got}", file=out)
            print(*(text for _, text in sorted(score.mistakes, key=lambda one: -one[0])), sep="\n", file=out)


def show(name: str, score: Score) -> None:
    """One line of figures, and one of the fields: each, and their mean in each fold."""
    print(f"{name:28}", " ".join(f"{key} {value:.4f}" for key, value in score.figures().items()))
    fields = " ".join(f"{field} {tally.share:.4f}" for field, tally in score.values.fields.items())
    folds = f" | mean in each fold {' '.join(f'{mean:.4f}' for mean in score.folds)}" if score.folds else ""
    print(f"{'':28} {fields}{folds}", flush=True)
