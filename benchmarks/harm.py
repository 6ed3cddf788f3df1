"""How often tidying touches text that is right: corrections in a million words of clean news.

    python benchmarks/harm.py DIR [--kinds]

DIR holds text files (UTF-8), a blank line between paragraphs. Every correction is shown with what stands around it, so
that a reader can say whether a copy editor would have made it too.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from clipparse.lexicon import Lexicon
from clipparse.model import Clipping, Correction, Paragraph
from clipparse.page import Page, Span
from clipparse.roles import Role
from clipparse.tidy import tidy

_AROUND = 40  # characters shown before and behind a correction


def clipping(raw: str) -> Clipping:
    """A clipping in English of all paragraphs of `raw`: lines that a blank line parts from others."""
    paragraphs: list[list[Span]] = []
    for line in Page.of(raw).lines:
        if line.content and (line.gap or not paragraphs):
            paragraphs.append([])
        if line.content:
            paragraphs[-1].append(line.content_span)
    body = tuple(Paragraph("", Role.BODY, tuple(spans)) for spans in paragraphs)
    return Clipping(paragraphs=body, text=raw, language="en")


def corrections(raw: str) -> Iterator[Correction]:
    """All that tidying would change in `raw`."""
    (tidied,) = tidy(raw, (clipping(raw),), Lexicon.default())
    yield from tidied.corrections


def main() -> None:
    """Count, show and sum up."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("dir", type=Path)
    parser.add_argument("--kinds", action="store_true", help="only the counts, kind by kind")
    options = parser.parse_args()
    words = 0
    kinds: Counter[str] = Counter()
    for path in sorted(options.dir.rglob("*.txt")):
        raw = path.read_text(encoding="utf-8", errors="replace")
        words += len(raw.split())
        for one in corrections(raw):
            kinds[one.kind] += 1
            if not options.kinds:
                around = raw[max(0, one.span.start - _AROUND) : one.span.end + _AROUND]
                print(f"{path.name}  {one.kind}: {one.before} -> {one.after}   ({' '.join(around.split())})")
    if not words:
        parser.error(f"no words in the .txt files of {options.dir}")
    total = kinds.total()
    print(f"{total} corrections in {words} words: {total / words * 1e6:.1f} in a million", dict(kinds) or "")


if __name__ == "__main__":
    main()
