"""How well the library reads posts that a person has labelled (`clipparse.labels`)."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs

from clipparse import lazy
from clipparse.intake import BadInput, post_of
from clipparse.labels import UNSURE, gold, line_numbers
from clipparse.model import Post, printable
from clipparse.outputs import refuse, shown
from clipparse.pipeline import Pipeline
from clipparse.records import day
from clipparse.roles import Role

FIELDS = ("headline", "standfirst", "authors", "published", "place", "agency", "source")
_SHARE = 0.8  # an article is cut out right if so much of the characters of both is common to both
_WORST = 5  # posts, and lines of each, that are shown
_SPEAKERS = {
    **dict.fromkeys((Role.POST_DATE, Role.POST_TITLE, Role.POST_BYLINE, Role.COMMENTARY), "poster"),
    Role.COMMENT: "reader",
    Role.FURNITURE: "page",
}
_MARKS, _DASHES = lazy.compile("[‘’“”\"'`]"), lazy.compile("[\u2010-\u2015-]+")

Row = tuple[str, int | None]


@attrs.define
class Tally:
    """What was found, what should have been, and what of it is right."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def add(self, right: int, found: int, wanted: int) -> None:
        """Of one post."""
        self.right, self.found, self.wanted = self.right + right, self.found + found, self.wanted + wanted

    @property
    def share(self) -> float:
        """The mean of precision and recall (F1); 1 where there was nothing to find, and nothing was found."""
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 1.0


@attrs.define
class Score:
    """The figures of some posts, and what is wrong in each."""

    posts: int = 0
    unchecked: int = 0
    faultless: int = 0
    lines: Tally = attrs.field(factory=Tally)
    speakers: Tally = attrs.field(factory=Tally)
    articles: Tally = attrs.field(factory=Tally)
    beginnings: Tally = attrs.field(factory=Tally)
    fields: dict[str, Tally] = attrs.field(factory=lambda: {name: Tally() for name in FIELDS})
    faults: dict[str, list[str]] = attrs.field(factory=dict)

    def __str__(self) -> str:
        return "\n".join(self._told())

    def _told(self) -> Iterator[str]:
        left = f"; {self.unchecked} not checked yet, left out" if self.unchecked else ""
        counts = ((self.posts, "post"), (self.lines.wanted, "line"), (self.articles.wanted, "article"))
        yield ", ".join(f"{count:,} {what}" + "s" * (count != 1) for count, what in counts) + left
        yield ""
        yield _figure("lines with the right role", self.lines.share)
        yield _figure("characters with the right speaker", self.speakers.share)
        yield _figure("articles that begin right", self.beginnings.share)
        yield _figure("articles cut out right", self.articles.share)
        for name, tally in self.fields.items():
            if tally.wanted or tally.found:
                yield _figure(f"{name}, of {tally.wanted}", tally.share)
        yield _figure("posts without a fault", self.faultless / max(1, self.posts))
        worst = sorted(self.faults.items(), key=lambda one: (-len(one[1]), one[0]))
        for name, faults in worst[:_WORST]:
            yield f"\n{name}: {len(faults)} {'fault' if len(faults) == 1 else 'faults'}"
            yield from faults[:_WORST]


def _figure(what: str, share: float) -> str:
    return f"  {what:36}{share:7.1%}"


def measure(folder: Path, pipeline: Pipeline | None = None) -> Score:
    """Read the labelled posts of a folder, and compare.

    Beside each label file that a person has checked, `NAME.json` is written: the same as data, which `tools/fit.py`
    learns from.

    Parameters
    ----------
    folder: with `NAME.txt` and `NAME.lab`, and `NAME.html` for a page. pipeline: the parser, if not the default one.

    Raises
    ------
    BadInput: there are no label files, none is checked, or some say what cannot be; a line of complaint for each.
    """
    pipeline, score, wrong = pipeline or Pipeline.default(), Score(), list[str]()
    for path in sorted(folder.glob("*.lab")):
        try:
            text = path.with_suffix(".txt").read_bytes().decode()
            said = gold(text, path.read_text(encoding="utf-8-sig"))
            if not said.pop("checked"):
                score.unchecked += 1
                continue
            post = post_of(_record(path, text, said.pop("given")), pipeline)
            if post.text != text:
                raise BadInput("the page beside it is no longer read as this text; draw it anew")
            _compare(score, path.stem, post, said)
            _keep(path.with_suffix(".json"), said)
        except BadInput as error:
            wrong += [f"{shown(str(path))}: {line}" for line in str(error).split("\n")]
        except (OSError, ValueError) as error:
            wrong.append(f"{shown(str(path))}: {getattr(error, 'strerror', None) or error}")
    if not wrong and not score.posts:
        what = f"none of the {score.unchecked} label files says `checked yes`" if score.unchecked else "no label file"
        raise BadInput(f"{shown(str(folder))}: {what}; clipparse POSTS --sample 20 -o FOLDER makes some")
    if wrong:
        raise BadInput("\n".join(wrong))
    return score


def _record(path: Path, text: str, given: Mapping[str, str]) -> dict[str, Any]:
    known: dict[str, Any] = {**given}
    if "posted" in known:
        known["posted"] = day(known["posted"])
    page = path.with_suffix(".html")
    return {**known, "html": page.read_bytes()} if page.exists() else {**known, "text": text}


def _keep(path: Path, said: Mapping[str, Any]) -> None:
    def made(path: Path) -> bool:
        try:
            return bool({"clippings", "lines"} <= json.loads(path.read_bytes()).keys())
        except (AttributeError, ValueError):
            return False

    refuse(path, [], made=made)
    path.write_text(json.dumps(said, ensure_ascii=False) + "\n", encoding="utf-8")


# --- comparing


def _compare(score: Score, name: str, post: Post, said: Mapping[str, Any]) -> None:
    lines = post.text.split("\n")
    wanted: dict[int, Row] = {number: (role, article) for number, role, article in said["lines"]}
    found: dict[int, Row] = {
        number: (line.role, line.clipping) for number, line in zip(line_numbers(post), post.lines, strict=True)
    }
    pairs = _pairs(wanted, found)
    articles = [_stated(said, lines, wanted, article) for article in range(len(said["clippings"]))]
    faults = list[str]()
    for number, (role, _) in wanted.items():
        if role == UNSURE:
            continue
        got = found[number][0]
        if {role, got} == {Role.POST_TITLE, Role.HEADLINE} and len(articles) == 1 and 0 in pairs:
            # printed once above one article, it is both
            got = role if _fold(articles[0]["headline"]) == _fold(post[pairs[0]].headline) else got
        size = len(lines[number - 1].strip())
        same = _speaker(role) == _speaker(got)
        score.lines.add(int(role == got), 1, 1)
        score.speakers.add(size * same, size, size)
        if role != got:
            faults.append(f"  {number:4} {role:>12} -> {got:<12} | {printable(lines[number - 1], 40)}")
    begun = _beginnings(wanted), _beginnings(found)
    score.beginnings.add(len(begun[0] & begun[1]), len(begun[1]), len(begun[0]))
    score.articles.add(*_cut_out(lines, wanted, found))
    faults += _compare_fields(score, post, articles, pairs)
    score.posts += 1
    score.faultless += not faults
    if faults:
        score.faults[name] = faults


def compare_values(score: Score, post: Post, said: Mapping[str, Any]) -> None:
    """Count the values of a post's clippings beside those of its label."""
    wanted: dict[int, Row] = {number: (role, article) for number, role, article in said["lines"]}
    found: dict[int, Row] = {
        number: (line.role, line.clipping) for number, line in zip(line_numbers(post), post.lines, strict=True)
    }
    articles = [_stated(said, post.text.split("\n"), wanted, number) for number in range(len(said["clippings"]))]
    for _ in _compare_fields(score, post, articles, _pairs(wanted, found)):
        pass


def _compare_fields(
    score: Score, post: Post, articles: list[dict[str, Any]], pairs: Mapping[int, int]
) -> Iterator[str]:
    got = [_read(post, number) for number in range(len(post))]
    for number, article in enumerate(articles):
        other = got[pairs[number]] if number in pairs else dict.fromkeys(FIELDS)
        for field in FIELDS:
            want, have = _fold(article.get(field)), _fold(other[field])
            if field == "source" and want is None and article.get("url"):
                continue  # only a link is stated: to name its outlet is neither asked for nor wrong
            right = want is not None and want == have
            score.fields[field].add(int(right), int(have is not None), int(want is not None))
            if want != have:
                yield f"       [{number}] {field}: {_quoted(article.get(field))}, not {_quoted(other[field])}"
    for number in set(range(len(got))) - set(pairs.values()):
        for field in FIELDS:
            score.fields[field].add(0, int(_fold(got[number][field]) is not None), 0)


def _speaker(role: str) -> str:
    return _SPEAKERS.get(Role(role), "article")


def _stated(said: Mapping[str, Any], lines: list[str], rows: Mapping[int, Row], article: int) -> dict[str, Any]:
    values = dict(said["clippings"][article])
    for field in ("headline", "standfirst"):
        text = " ".join(lines[number - 1].strip() for number, row in rows.items() if row == (field, article))
        values.setdefault(field, text or None)
    return values


def _read(post: Post, number: int) -> dict[str, Any]:
    clip = post[number]
    return {
        "headline": clip.headline,
        "standfirst": clip.standfirst,
        "authors": [one.name for one in clip.byline.authors if one.credit == "author"] if clip.byline else [],
        "published": clip.published and clip.published.isoformat(),
        "place": clip.dateline and clip.dateline.place,
        "agency": clip.agency,
        "source": clip.source and clip.source.name,
    }


def _pairs(wanted: Mapping[int, Row], found: Mapping[int, Row]) -> dict[int, int]:
    """Each article, and the clipping that has the most lines in common with it."""
    shared = Counter((article, found[number][1]) for number, (_, article) in wanted.items() if number in found)
    pairs: dict[int, int] = {}
    for (article, clipping), _ in shared.most_common():
        if article is not None and clipping is not None and article not in pairs and clipping not in pairs.values():
            pairs[article] = clipping
    return pairs


def _beginnings(rows: Mapping[int, Row]) -> set[int]:
    first: dict[int, int] = {}
    for number, (_, article) in sorted(rows.items()):
        if article is not None:
            first.setdefault(article, number)
    return set(first.values())


def _cut_out(lines: list[str], wanted: Mapping[int, Row], found: Mapping[int, Row]) -> tuple[int, int, int]:
    sizes = {number: len(lines[number - 1].strip()) for number, (role, _) in wanted.items() if role != UNSURE}
    articles, clippings = (defaultdict[int, set[int]](set), defaultdict[int, set[int]](set))
    for rows, sets in ((wanted, articles), (found, clippings)):
        for number, (_, which) in rows.items():
            if which is not None and number in sizes:
                sets[which].add(number)

    def alike(one: set[int], other: set[int]) -> bool:
        return sum(sizes[n] for n in one & other) >= _SHARE * sum(sizes[n] for n in one | other)

    right = sum(any(alike(article, clipping) for clipping in clippings.values()) for article in articles.values())
    return right, len(clippings), len(articles)


def _fold(value: Any) -> Any:
    """A value as it is compared: case, quotation marks, dashes, white space and a leading `the` do not count."""
    if isinstance(value, list):
        return tuple(sorted(str(_fold(one)) for one in value)) or None
    if value is None:
        return None
    folded = _MARKS.sub("", unicodedata.normalize("NFKC", str(value)).casefold())
    folded = " ".join(_DASHES.sub("-", folded).split()).strip(" .,:;-|*_")
    return folded.removeprefix("the ") or None


def _quoted(value: Any) -> str:
    return printable("; ".join(value) if isinstance(value, list) else str(value or "-"), 40)
