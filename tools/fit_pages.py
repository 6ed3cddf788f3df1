#!/usr/bin/env python3
"""Fit the strengths of what a page's markup says of its lines, with all that flat text says as it stands.

    python tools/fit_pages.py --pages DIR [DIR ...] --posts DIR            cross-validate, fit on all, change nothing
    python tools/fit_pages.py --pages DIR [DIR ...] --posts DIR --write    and write words/pages.toml

Each DIR of `--pages` holds NAME.html and beside it NAME.json with `"text"`, the article cut out by hand, as for
`benchmarks/compare.py --pages`; with `"own": true` that text is the poster's own. `--posts` are labelled posts as
`tools/fit.py` takes them, shown as pages of four blog programs. Same data, same table.
"""

from __future__ import annotations

import argparse
import json
import logging
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from clipparse.strengths import Strengths
from fitting.labels import load
from fitting.pages import PRIOR, STAGE, LabelledPage, PageFit, Reader, posts_as_pages, rows_of, whole_pages

FOLDS = 5
_PAGES = Path(__file__).parent.parent / "src" / "clipparse" / "words" / "pages.toml"
_ORIGIN = (
    "# Fitted by tools/fit_pages.py on labelled pages, with words/strengths.toml as it stands; rounded to 0.05.\n"
    "# What keeps text in one piece stands as guessed."
)


def main(argv: Sequence[str] | None = None) -> int:
    """Read the arguments, fit, print."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--pages", nargs="+", type=Path, required=True, metavar="DIR")
    ap.add_argument("--posts", type=Path, metavar="DIR", help="labelled posts, shown as pages of blogs")
    ap.add_argument("--most-posts", type=int, default=400)
    ap.add_argument("--share", type=float, default=0.25, help="what one of them counts beside a whole page")
    ap.add_argument("--write", action="store_true", help="write words/pages.toml")
    args = ap.parse_args(argv)
    logging.disable(logging.CRITICAL)  # others' libraries on pages of all kinds

    strengths = Strengths.default()
    pages = _read(args, strengths)
    fit = PageFit(strengths)
    for family in sorted({page.family for page in pages}):
        print(f"{family:12} {_held_out(fit, pages, family)}", flush=True)
    if args.write:
        write(rows_of(fit.fit(pages)))
    return 0


def _read(args: argparse.Namespace, strengths: Strengths) -> list[LabelledPage]:
    reader = Reader(strengths)
    pages = [page for directory in args.pages for page in whole_pages(directory, reader, FOLDS)]
    if args.posts:
        raws = [raw for raw in load([args.posts], (), FOLDS) if raw.family == "bl"]
        some = random.Random(1).sample(raws, min(args.most_posts, len(raws)))
        pages += posts_as_pages(some, reader, args.share)
    return pages


def _held_out(fit: PageFit, pages: Sequence[LabelledPage], family: str) -> str:
    """How many lines of a family are read as its labels say, by the guesses and by fits on other pages."""
    found = []
    for cell in range(FOLDS):
        unseen = [page for page in pages if page.family == family and page.cell == cell]
        rest = [page for page in pages if not (page.family == family and page.cell == cell)]
        weights = fit.fit(rest)
        found += [(fit.doubt(page, PRIOR), fit.doubt(page, weights)) for page in unseen]
    guessed, fitted = np.mean(found, axis=0)
    return (
        f"{len(found)} pages: minus log-likelihood of a page's labels {guessed:.2f} as guessed, {fitted:.2f} as fitted"
    )


def write(rows: dict[str, dict[str, float]], path: Path = _PAGES) -> None:
    """Write words/pages.toml."""
    out = [_ORIGIN, ""]
    for why, row in rows.items():
        cells = ", ".join(f"{aspect} = {value}" for aspect, value in row.items())
        out += [f"[clues.{STAGE}.{json.dumps(why)}]", f"here = {{ {cells} }}" if cells else "here = {}"]
    path.write_text("\n".join(out) + "\n", encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
