#!/usr/bin/env python3
"""Fit the strengths of the clues and the steps on labelled posts, and say how well they carry over.

    python tools/fit.py --data DIR [DIR ...]                        fit on all, print, change nothing
    python tools/fit.py --data DIR [DIR ...] --write                fit on all, write words/strengths.toml
    python tools/fit.py --data DIR [DIR ...] --folds 5 --on NAME    cross-validation within a family, fitted with all the others
    python tools/fit.py --data DIR [DIR ...] --leave-family-out     each family measured by a fit on the others

Every DIR holds NAME.txt and NAME.json (the label: the post's lines as [line number, role, clipping]). A post's family is
the letters its name begins with, or its directory's name for posts made by construction (`--by-construction`).

`tools/fitting/` has one notion a file: `labels.py` (what a label allows), `made.py` (posts that are put together),
`sightings.py` (which clues fire), `kinds.py` (what kind of post), `model.py` and `crf.py` (the fit), `measure.py`, `writing.py`.
Same data, same table.
"""

from __future__ import annotations

import argparse
import concurrent.futures
import pathlib
import re
import sys
import time
from collections.abc import Sequence

import attrs

from clipparse.strengths import Calibration, Strengths
from fitting.judging import Judge
from fitting.labels import Labelled, labelled, load
from fitting.made import of_unlabelled, with_made_up
from fitting.measure import Score, calibrated, calibration_error, reliability, show, write_mistakes
from fitting.model import EPOCHS
from fitting.writing import write
from remarked import Shelf

FOLDS = 5
_POSTS: list[Labelled] = []  # of this process and of those forked from it: too many to be sent


@attrs.frozen
class Part:
    """What a fit does not see: a family, or several as `cy+tf`, or one cell of each."""

    family: str
    cell: int | None = None

    def holds(self, post: Labelled) -> bool:
        """Is the post, or what it was made of, held out?"""
        return post.family in self.family.split("+") and self.cell in (None, post.cell)


def held_out(parts: Sequence[Part], epochs: int, jobs: int) -> list[Score]:
    """For each part, what a fit on all other posts makes of it."""
    work = [(part, epochs) for part in parts]
    if jobs < 2:
        return list(map(_held_out, work))
    with concurrent.futures.ProcessPoolExecutor(jobs) as pool:
        return list(pool.map(_held_out, work))


def _held_out(work: tuple[Part, int]) -> Score:
    part, epochs = work
    strengths = Judge.fitted([post for post in _POSTS if not part.holds(post)], epochs)
    return strengths.measured([post for post in _POSTS if part.holds(post) and not post.made])


def blogs_named(path: pathlib.Path | None) -> frozenset[str]:
    """The blogs that a file names: where labelled posts are from, what is put together must be of others."""
    return frozenset(re.findall(r"blogs/(\d+)", path.read_text(encoding="utf-8"))) if path else frozenset()


def curves(scores: Sequence[Score]) -> dict[str, Calibration]:
    """The curves of confidence, fitted on what fits say of families that they have not seen; each family counts alike."""
    found = {}
    for name, sides in (("line", [one.sure for one in scores]), ("opening", [one.sure_of_starts for one in scores])):
        least = min(map(len, sides))
        # as many of each family, spread evenly over its posts
        sure = [side[k * len(side) // least] for side in sides for k in range(least)]
        found[name] = calibrated(sure)
        after = [(found[name](said), right) for said, right in sure]
        print(f"confidence of a {name}: calibration error {calibration_error(after):.4f}")
        reliability(after)
    return found


def means(scores: Sequence[Score]) -> str:
    """The mean of each figure over families."""
    figures = [score.figures() for score in scores]
    return " ".join(f"{key} {sum(one[key] for one in figures) / len(figures):.4f}" for key in figures[0])


def main(argv: Sequence[str] | None = None) -> int:
    """Read the arguments, fit, print."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", nargs="+", type=pathlib.Path, required=True, metavar="DIR")
    ap.add_argument("--by-construction", nargs="*", default=["composite"], metavar="NAME")
    ap.add_argument(
        "--unlabelled", type=pathlib.Path, metavar="DIR", help="fit also on posts put together of its texts"
    )
    ap.add_argument(
        "--without-blogs",
        type=pathlib.Path,
        metavar="FILE",
        help="which names, as blogs/NUMBER, those left out of them",
    )
    ap.add_argument("--folds", type=int, default=0, choices=(0, FOLDS))
    ap.add_argument(
        "--on", nargs="*", metavar="FAMILY", help="cross-validate within these only; CY+TF: within both together"
    )
    ap.add_argument("--leave-family-out", action="store_true")
    ap.add_argument("--only-fit", nargs="*", default=["fixtures", "seed"], metavar="FAMILY", help="never measured on")
    ap.add_argument("--jobs", type=int, default=2)
    ap.add_argument(
        "--mistakes", type=pathlib.Path, metavar="FILE", help="write what was taken for what on held-out posts"
    )
    ap.add_argument("--write", action="store_true", help="write words/strengths.toml")
    ap.add_argument(
        "--calibrate", action="store_true", help="with --leave-family-out: fit the curves of confidence, too"
    )
    ap.add_argument("--epochs", type=int, default=EPOCHS)
    args = ap.parse_args(argv)
    if args.calibrate and not args.leave_family_out:
        ap.error("--calibrate needs --leave-family-out: the curves are fitted on families that were left out")

    began = time.time()
    raws = with_made_up(load(args.data, args.by_construction, FOLDS))
    if args.unlabelled:
        raws += of_unlabelled(Shelf.of(args.unlabelled, blogs_named(args.without_blogs)), FOLDS)
    _POSTS[:] = labelled(raws, args.jobs)
    print(f"{len(_POSTS)} posts, {sum(map(len, _POSTS))} paragraphs, read in {time.time() - began:.0f} s", flush=True)
    families = sorted({post.family for post in _POSTS if not post.made} - set(args.only_fit))
    scores: list[Score] = []
    found: dict[str, Calibration] = {}
    if args.leave_family_out:
        scores = held_out([Part(family) for family in families], args.epochs, args.jobs)
        for family, score in zip(families, scores, strict=True):
            show(f"{family} by the others", score)
        print(f"{'mean of families':28}", means(scores), flush=True)
        if args.calibrate:
            found = curves(scores)
    if args.folds:
        for family in args.on or families:
            score = Score()
            for one in held_out([Part(family, cell) for cell in range(FOLDS)], args.epochs, args.jobs):
                score.merge(one)
            show(f"{family}, {FOLDS} folds", score)
            scores.append(score)
    if args.mistakes:
        write_mistakes(scores, args.mistakes)
    if args.write or not (args.folds or args.leave_family_out):
        judge = Judge.fitted(_POSTS, args.epochs)
        judge = judge.sure(found or Strengths.default().confidence)
        show("fitted and measured on all", judge.measured([post for post in _POSTS if not post.made]))
        if args.write:
            write(judge.strengths)
    print(f"{time.time() - began:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
