"""What the library makes of many posts, written down, and two such records compared: does it still say the same?

    python tools/parity.py write before.gz --posts DIR... [--jsonl FILE.gz] [--first 1000] [--every K]
    ...                                         # change the code
    python tools/parity.py write after.gz --posts DIR... [--jsonl FILE.gz] [--first 1000] [--every K]
    python tools/parity.py compare before.gz after.gz [--reviewed LIST] [--only clue role ...] [--show N]

A record holds for each post every (row, stage, why), the role of every line, and every field with its place. Of two
records each difference is shown with its mark, one kind per line: `clue` (a stage says something else), `role` (a line
is judged otherwise), `field`, `kind`. LIST names the differences that were read, a line each: the mark, the verdict
(`better` or `tie`), and why. `compare` fails if one is left that LIST does not name, or that it calls anything else.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import hashlib
import itertools
import json
import pathlib
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import attrs

from clipparse import Pipeline, Post
from clipparse.clue import Sighting, Stage
from clipparse.lexicon import Lexicon
from clipparse.page import Page

Said = list[tuple[int, str, str]]
_VERDICTS = ("better", "tie")
# Sums of floats in another order differ in their last digits; what a reader sees of a confidence are two.
_AS_SURE = 0.005
_NOTHING: dict[str, Any] = {}


@attrs.frozen
class Difference:
    """`what` became of one thing, `where` in which post: `before` in one record, `after` in the other."""

    post: str
    kind: str
    where: str
    before: str
    after: str

    @property
    def mark(self) -> str:
        """A name for the reviewed list, which holds no post's words.

        >>> Difference("a.txt", "field", "1 agency", "null", '"AP"').mark
        '9b5e44b732'
        """
        told = "\n".join((self.post, self.kind, self.where, self.before, self.after))
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:10]

    def __str__(self) -> str:
        return f"{self.mark} {self.post} {self.kind} {self.where}: {_cut(self.before)} -> {_cut(self.after)}"


def _cut(text: str) -> str:
    return text if len(text) <= 120 else f"{text[:119]}…"


# --- writing down


class Listener:
    """A pipeline whose stages are listened to."""

    def __init__(self) -> None:
        self.said: Said = []
        default = Pipeline.default()
        self._pipeline = attrs.evolve(default, stages=tuple((name, self._heard(one)) for name, one in default.stages))

    def _heard(self, stage: Stage) -> Callable[[Page, Lexicon], Iterator[Sighting]]:
        def heard(page: Page, lexicon: Lexicon) -> Iterator[Sighting]:
            for index, clue in stage(page, lexicon):
                self.said.append((page.lines[index].row + 1, clue.stage, clue.why))
                yield index, clue

        return heard

    def record(self, name: str, text: str) -> dict[str, Any]:
        """All that is seen and read in one post."""
        self.said = []
        post = self._pipeline.parse(text)
        return {"post": name, "kind": post.kind.value, "clues": sorted(self.said), **_read(post)}


def _read(post: Post) -> dict[str, Any]:
    plain = post.to_dict()
    own = {field: plain[field] for field in ("title", "posted", "posted_at", "author", "commentary")}
    return {"roles": list(_roles(post)), "fields": [own, *plain["clippings"]]}


def _roles(post: Post) -> Iterator[tuple[int, str, int | None, float]]:
    row, seen = 1, 0
    for line in post.lines:
        row += post.text.count("\n", seen, line.span.start)
        seen = line.span.start
        yield row, line.role.value, line.clipping, round(line.confidence, 4)


def texts(
    folders: Iterable[pathlib.Path], files: Iterable[pathlib.Path], first: int, every: int
) -> Iterator[tuple[str, str]]:
    """The posts of folders (`*.txt`), and the first ones of files of JSON lines (`text`), each with a name."""
    for folder in folders:
        for path in sorted(folder.glob("*.txt"))[::every]:
            yield path.name, path.read_bytes().decode("utf-8", "replace")
    for path in files:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for number, line in itertools.islice(enumerate(lines), 0, first, every):
                yield f"{path.name.split('.')[0]}-{number}", json.loads(line)["text"]


def write(out: pathlib.Path, posts: Iterable[tuple[str, str]]) -> None:
    """One post a line; the same posts and the same code give the same bytes."""
    listener = Listener()
    with open(out, "wb") as raw, gzip.GzipFile(filename="", fileobj=raw, mode="wb", compresslevel=1, mtime=0) as file:
        for name, text in posts:
            file.write(json.dumps(listener.record(name, text)).encode() + b"\n")


# --- comparing


def records(path: pathlib.Path) -> Iterator[dict[str, Any]]:
    """What `write` has written."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def differences(before: dict[str, Any], after: dict[str, Any]) -> Iterator[Difference]:
    """What two records of one post do not agree in."""
    name = before["post"]
    if before["kind"] != after["kind"]:
        yield Difference(name, "kind", "", before["kind"], after["kind"])
    for row, lost, won in _clues_apart(before["clues"], after["clues"]):
        yield Difference(name, "clue", f"row {row}", lost, won)
    for row, old, new in _roles_apart(before["roles"], after["roles"]):
        yield Difference(name, "role", f"row {row}", old, new)
    for where, old, new in _fields_apart(before["fields"], after["fields"]):
        yield Difference(name, "field", where, old, new)


def _clues_apart(before: Said, after: Said) -> Iterator[tuple[int, str, str]]:
    """A clue that is gone, or new; one row may hear the same twice."""
    lost, won = (collections.Counter((row, stage, why) for row, stage, why in said) for said in (before, after))
    for row, stage, why in sorted(lost - won):
        yield row, f"{stage}: {why}", "-"
    for row, stage, why in sorted(won - lost):
        yield row, "-", f"{stage}: {why}"


def _roles_apart(before: Sequence[Any], after: Sequence[Any]) -> Iterator[tuple[int, str, str]]:
    old, new = ({one[0]: one[1:] for one in roles} for roles in (before, after))
    for row in sorted(old.keys() | new.keys()):
        a, b = old.get(row), new.get(row)
        if a is None or b is None or a[:2] != b[:2]:
            yield row, _said_of(a), _said_of(b)
        elif abs(a[2] - b[2]) > _AS_SURE:
            yield row, f"{a[2]:.4f} sure", f"{b[2]:.4f} sure"


def _said_of(role: Sequence[Any] | None) -> str:
    return "-" if role is None else role[0] if role[1] is None else f"{role[0]} {role[1] + 1}"


def _fields_apart(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> Iterator[tuple[str, str, str]]:
    """The post's own fields come first, then those of each clipping."""
    for number, (old, new) in enumerate(itertools.zip_longest(before, after, fillvalue=_NOTHING)):
        for field in dict.fromkeys((*old, *new)):
            a, b = old.get(field), new.get(field)
            if a == b or (field == "confidence" and a and b and abs(a - b) <= _AS_SURE):
                continue
            if field == "spans" and a and b:
                yield from _spans_apart(number, a, b)
            else:
                yield f"{number or 'post'} {field}", *_apart(json.dumps(a), json.dumps(b))


def _spans_apart(number: int, before: dict[str, Any], after: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    for field in sorted(before.keys() | after.keys()):
        if before.get(field) != after.get(field):
            yield f"{number} place of {field}", json.dumps(before.get(field)), json.dumps(after.get(field))


def _apart(before: str, after: str) -> tuple[str, str]:
    """Two long texts from shortly before the place where they part."""
    part = next((at for at, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), 0)
    begin = max(0, part - 40) if max(len(before), len(after)) > 120 else 0
    return before[begin:], after[begin:]


def reviewed(path: pathlib.Path | None) -> dict[str, str]:
    """Mark -> verdict, of a reviewed list: `MARK VERDICT reason`, a line each; what follows `#` is a remark."""
    lines = path.read_text(encoding="utf-8").splitlines() if path else []
    told = (line.split(maxsplit=2) for line in lines if line.strip() and not line.startswith("#"))
    return {mark: verdict for mark, verdict, *_ in told}


def compare(
    before: pathlib.Path, after: pathlib.Path, list_: pathlib.Path | None, only: Sequence[str], show: int
) -> int:
    """Print the differences that nobody has read yet, and how many there are of each kind; 1 if any is left."""
    verdicts = reviewed(list_)
    found: collections.Counter[str] = collections.Counter()
    left: collections.Counter[str] = collections.Counter()
    posts = 0
    for old, new in zip(records(before), records(after), strict=True):
        assert old["post"] == new["post"], f"other posts: {old['post']}, {new['post']}"
        posts += 1
        for one in differences(old, new):
            if only and one.kind not in only:
                continue
            found[one.kind] += 1
            if verdicts.get(one.mark) not in _VERDICTS:
                left[one.kind] += 1
                if left.total() <= show:
                    print(one, f"[{verdicts[one.mark]}]" if one.mark in verdicts else "")
    print(f"{posts} posts, {found.total()} differences {dict(found)}, not reviewed {left.total()} {dict(left)}")
    return int(left.total() > 0)


def main(argv: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True, dest="command")
    writing = commands.add_parser("write", help="write down what is made of many posts")
    writing.add_argument("out", type=pathlib.Path)
    writing.add_argument("--posts", nargs="*", type=pathlib.Path, default=[], metavar="DIR", help="folders of NAME.txt")
    writing.add_argument(
        "--jsonl", nargs="*", type=pathlib.Path, default=[], metavar="FILE", help='gzipped, {"text": ...}'
    )
    writing.add_argument("--first", type=int, default=1000, help="so many posts of each FILE")
    writing.add_argument("--every", type=int, default=1, metavar="K", help="only each K-th post")
    comparing = commands.add_parser("compare", help="show where two records differ")
    comparing.add_argument("before", type=pathlib.Path)
    comparing.add_argument("after", type=pathlib.Path)
    comparing.add_argument("--reviewed", type=pathlib.Path, metavar="LIST")
    comparing.add_argument("--only", nargs="*", default=[], choices=("kind", "clue", "role", "field"))
    comparing.add_argument("--show", type=int, default=40, metavar="N")
    known = parser.parse_args(argv)
    if known.command == "write":
        write(known.out, texts(known.posts, known.jsonl, known.first, known.every))
        return 0
    return compare(known.before, known.after, known.reviewed, known.only, known.show)


if __name__ == "__main__":
    sys.exit(main())
