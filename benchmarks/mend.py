"""How much of the damage that copying does is mended: sentences of clean text are hurt in one way, and read again.

    python benchmarks/mend.py DIR [--sentences 3000] [--seed 3]

DIR holds text files (UTF-8) of clean English, a blank line between paragraphs. For every kind of damage: the share of
the hurt sentences that are whole again (recall), and of the changes made, the share made in those (precision; a slip
that stood in the clean text and is mended too counts against it; odd spaces are no corrections, and have none).
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from random import Random

from harm import clipping

from clipparse.lexicon import Lexicon
from clipparse.tidy import tidy

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from hurting import HURTS

_BETWEEN = re.compile(r"(?<=[.!?]) (?=[A-Z])")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")  # as a printer sets it
_LENGTHS = range(60, 220)
# Marks without their fellow, broken letters and lost spaces: what is hurt already is no measure.
_HURT = re.compile("\ufffd|\\?|[a-z]\\.[A-Z]|-[A-Z]")


def sentences(folder: Path) -> list[str]:
    """All sentences of middling length, without those that are hurt."""
    found = []
    for path in sorted(folder.rglob("*.txt")):
        for paragraph in path.read_text(encoding="utf-8", errors="replace").split("\n\n"):
            found += [
                one
                for one in _BETWEEN.split(_APOSTROPHE.sub("’", " ".join(paragraph.split())))
                if len(one) in _LENGTHS and one.endswith(".") and one.count('"') % 2 == 0 and not _HURT.search(one)
            ]
    return found


def mended(text: str, lexicon: Lexicon) -> tuple[str, int]:
    """The text with all damage mended, and the number of changes."""
    (one,) = tidy(text, (clipping(text),), lexicon)
    return " ".join(" ".join(paragraph.text for paragraph in one.paragraphs).split()), len(one.corrections)


def main() -> None:
    """One line for every kind of damage."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("dir", type=Path)
    parser.add_argument("--sentences", type=int, default=3000, metavar="N", help="so many at most, at random")
    parser.add_argument("--seed", type=int, default=3)
    options = parser.parse_args()
    random = Random(options.seed)
    known = sentences(options.dir)
    if not known:
        parser.error(f"no sentences in the .txt files of {options.dir}")
    sample = random.sample(known, min(options.sentences, len(known)))
    lexicon = Lexicon.default()
    print(f"{'damage':22}{'hurt':>6}{'recall':>9}{'precision':>11}")
    for kind, hurt in HURTS.items():
        tried = whole = made = right = 0
        for number, sentence in enumerate(sample):
            if kind == "lost space":
                sentence = f"{sentence} {sample[number - 7]}"
            if kind == "mojibake" and sentence.isascii():
                sentence = f"“{sentence}” – Zoë"
            if (raw := hurt(random, sentence)) is None:
                continue
            text, changes = mended(raw, lexicon)
            is_whole = text == sentence
            tried, whole, made, right = tried + 1, whole + is_whole, made + changes, right + changes * is_whole
        if tried:
            print(f"{kind:22}{tried:>6}{whole / tried:>9.3f}{f'{right / made:.3f}' if made >= whole / 2 else '-':>11}")


if __name__ == "__main__":
    main()
