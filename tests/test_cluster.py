"""Re-posts of one article come together; other articles, however near, do not."""

from __future__ import annotations

import datetime as dt
import gc
import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice
from math import comb
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import clipparse
from clipparse import Clipping, Copy, cluster
from clipparse.cli import main
from reposting import reposts

BRIDGE = """\
The council said on Monday that the bridge over the river Arle would stay shut until the spring, after engineers found \
cracks in two of its piers. Traffic is sent by way of Holm and Upper Saltby, which adds 20 minutes to most journeys.

"We could not take the risk," said Marta Quill, who heads the roads committee. She said that the work would cost some \
4 million crowns, of which the county pays half.

Shopkeepers in Low Street fear for their trade. Pavel Orne, who sells bicycles, said that he had lost a third of his \
customers since the barriers went up in October, and that nobody had told him how long they would stay.

The bridge was built in 1911 and was last strengthened in 1974. It carries 9,000 vehicles a day."""
FERRY = """\
A ferry with 61 passengers ran aground off Cape Lunn on Tuesday night and was towed free at high water. Nobody was \
hurt, the coastguard at Norrel said. The Anna Berit had been on her way to Stromvik when her rudder failed in a storm.

Passengers were given blankets and soup in the school of Lunn. The ferry is to be back in service by Friday."""
FORECAST = """\
{day} will be wet and windy over most of the county, with highs of {high} degrees on the coast and {inland} inland. \
Winds from the west will reach {wind} miles an hour, and drivers on the moor road are asked to take care and to leave \
more time for their journeys than usual. At night the temperature falls to {low} degrees."""
MATCH = """\
{home} beat {away} {goals}-1 on Saturday in front of a crowd of {crowd}. {scorer} opened the scoring with a header \
from a corner, and {second} made it two shortly after the break when the goalkeeper failed to hold a free kick from \
outside the area. "The lads gave it everything and I could not have asked for more," said the manager, {manager}."""


def groups(texts: Iterable[str | Clipping | Copy]) -> list[list[int]]:
    clippings = (Clipping(text=text) if isinstance(text, str) else text for text in texts)
    return [[member.position for member in group.members] for group in cluster(clippings)]


def paragraphs(text: str, *places: int) -> str:
    return "\n\n".join(text.split("\n\n")[place] for place in places)


SAME = {
    "whole": BRIDGE,
    "cut at the end": paragraphs(BRIDGE, 0, 1),
    "cut to its first paragraph": paragraphs(BRIDGE, 0),
    "cut in the middle of a sentence": BRIDGE[:400],
    "cut at the beginning": paragraphs(BRIDGE, 2, 3),
    "without a paragraph": paragraphs(BRIDGE, 0, 1, 3),
    "on one line": " ".join(BRIDGE.split()),
    "in capitals and with curly quotes": BRIDGE.upper().replace('"', "”"),
    "with a word changed here and there": BRIDGE.replace("found", "saw")
    .replace("trade", "trades")
    .replace("some 4", "4"),
    "with a typing error in every paragraph": BRIDGE.replace("council", "counci").replace("risk", "risc"),
    "with the blogger's words between": BRIDGE.replace(
        "\n\n", "\n\nRead this twice, and then read it to a friend!\n\n", 1
    ),
}
OTHER = {
    "another article": FERRY,
    "a report that quotes a sentence": FERRY + "\n\nThe bridge was built in 1911 and was last strengthened in 1974.",
    "the follow-up with the same background": "The bridge over the river Arle opened again on Sunday, three weeks"
    " early, and the first to cross it was a boy on a red tractor. Mayor Ivo Brand cut a ribbon; a band played, and the"
    " shopkeepers of Low Street handed out cake. Marta Quill was not there.\n\n" + paragraphs(BRIDGE, 3),
    "nothing": "",
    "a stray line": "Read more at the link below.",
}


@pytest.mark.parametrize("copy", SAME.values(), ids=SAME)
@pytest.mark.parametrize("order", [1, -1])
def test_a_copy_is_found(copy: str, order: int) -> None:
    """Whichever comes first."""
    assert groups([BRIDGE, FERRY, copy][::order]) == ([[0, 2], [1]])


@pytest.mark.parametrize("other", OTHER.values(), ids=OTHER)
def test_another_text_is_not_a_copy(other: str) -> None:
    """However much of the words they share."""
    assert groups([BRIDGE, other]) == [[0], [1]]


def test_articles_from_one_template_are_told_apart() -> None:
    """Two forecasts and two match reports differ in little more than their names and figures."""
    one = FORECAST.format(day="Monday", high=14, inland=11, wind=30, low=3)
    two = FORECAST.format(day="Thursday", high=17, inland=12, wind=45, low=8)
    three = MATCH.format(
        home="Holm", away="Saltby", goals=2, crowd=812, scorer="Ole Brandt", second="Tim Vance", manager="Jon Marsh"
    )
    four = MATCH.format(
        home="Norrel", away="Lunn", goals=3, crowd=2150, scorer="Kai Storm", second="Leo Falk", manager="Per Holt"
    )

    assert groups([one, two, three, four, one[:180], four + "\n\nIt rained."]) == [[0, 4], [1], [2], [3, 5]]


def test_a_scrap_in_two_articles_does_not_make_them_one() -> None:
    """A closing line that a clipping is nothing but of belongs with one of them at most."""
    closing = (
        "The Corvale Press Association contributed to this report. All rights reserved. This material may not be"
        " published, broadcast or rewritten without permission of the publisher."
    )
    found = groups([f"{BRIDGE}\n\n{closing}", f"{FERRY}\n\n{closing}", closing])

    assert not any({0, 1} <= set(group) for group in found)


def test_short_texts_are_one_only_when_they_are_the_same() -> None:
    """And not even then when they are a line that any blog has."""
    short = "Rain is expected over Holm on Monday."
    longer = "Rain is expected over Holm on Monday and on Tuesday too, said Pavel Orne."

    assert groups([longer, longer, short, short, "Read more.", "Read more."]) == [[0, 1], [2], [3], [4], [5]]


def test_a_day_that_is_stated_parts_what_is_nearly_the_same() -> None:
    """A column that begins alike each week; the same day, or none, parts nothing."""
    edited = BRIDGE.replace("on Monday", "this week").replace("nobody", "no one").replace("found", "saw")
    days = [dt.date(2014, 3, 3), dt.date(2014, 3, 10), dt.date(2014, 3, 4), None]
    clippings = [Clipping(text=BRIDGE, published=days[0])]
    clippings += [Clipping(text=edited, published=day) for day in days[1:]]

    assert groups(clippings[:2]) == [[0], [1]]
    assert groups([clippings[0], clippings[2]]) == groups([clippings[0], clippings[3]]) == [[0, 1]]


def test_earliest_fullest_and_likeness_are_named() -> None:
    """By the day of the post where it is known, else by that of the article; by words; by shingles in common."""
    first, last = dt.date(2014, 3, 4), dt.date(2014, 3, 9)
    cut = paragraphs(BRIDGE, 0, 1)
    (group,) = cluster(
        [
            Copy(Clipping(text=cut), "a", last),
            Copy(Clipping(text=BRIDGE, published=first), "b", last),
            Copy(Clipping(text=BRIDGE.replace("council", "town")), "c", first),
            Clipping(text=cut),
        ]
    )

    assert [(member.key, member.position) for member in group.members] == [("a", 0), ("b", 1), ("c", 2), ("3", 3)]
    assert [member.seen for member in group.members] == [last, last, first, None]
    assert (group.earliest.key, group.fullest.key) == ("c", "b")
    assert [member.similarity for member in group.members] == [1.0, 1.0, pytest.approx(0.98, abs=0.02), 1.0]
    assert group.members[2].similarity < 1


def test_a_lone_clipping_is_a_cluster() -> None:
    """Nothing is lost; and nothing makes nothing."""
    assert groups(["", BRIDGE, ""]) == [[0], [1], [2]]
    assert groups([]) == []


@settings(max_examples=settings().max_examples // 2)
@given(st.lists(st.sampled_from([*SAME.values(), *OTHER.values(), "\ud800 odd", "ünï\x00cödé 12 " * 9]), max_size=12))
def test_every_clipping_is_in_one_cluster(texts: list[str]) -> None:
    """In order of their first members; the fullest is one of the longest, and is like itself."""
    found = list(cluster(Clipping(text=text) for text in texts))
    positions = [[member.position for member in group.members] for group in found]

    assert sorted(position for group in positions for position in group) == list(range(len(texts)))
    assert positions == sorted(sorted(group) for group in positions)
    for group in found:
        assert group.fullest.words == max(member.words for member in group.members)
        assert group.fullest.similarity == 1.0
        assert all(0 <= member.similarity <= 1 for member in group.members)


def test_the_result_is_the_same_in_every_process() -> None:
    """Python salts its hash() anew in each, and this one is another."""
    script = (
        "import random, sys; sys.path.insert(0, sys.argv[1])\n"
        "from clipparse import cluster; from reposting import reposts\n"
        "for group in cluster(copy for _, copy in reposts(random.Random(9), 40)): print(group)"
    )
    command = [sys.executable, "-c", script, str(Path(__file__).parent)]
    told = subprocess.run(
        command, capture_output=True, check=True, encoding="utf-8", env={**os.environ, "PYTHONUTF8": "1"}
    ).stdout
    here = list(cluster(copy for _, copy in reposts(random.Random(9), 40)))

    assert here
    assert told == "".join(f"{group}\n" for group in here)


def test_most_of_a_corpus_is_found() -> None:
    """300 made-up articles, many from templates or with paragraphs in common, each re-posted 1 to 8 times."""
    truth, copies = zip(*reposts(random.Random(11), 300), strict=True)
    found = [0] * len(truth)
    for number, group in enumerate(cluster(copies)):
        for member in group.members:
            found[member.position] = number
    right, said, true = (
        sum(comb(count, 2) for count in Counter(labels).values())
        for labels in (zip(truth, found, strict=True), found, truth)
    )

    assert 2 * right / (said + true) >= 0.98


def test_time_grows_with_the_corpus_and_not_with_its_square(deep: bool) -> None:
    """Doubled twice, it takes at most 2.3 times as long each time; measured in turns, for the machine may be busy."""
    sizes = (500, 2_000) if deep else (100, 400)
    small, large = ([copy for _, copy in islice(reposts(random.Random(5), size // 4), size)] for size in sizes)

    def seconds(copies: Sequence[Clipping | Copy]) -> float:
        # how long the collector takes goes by all that the process holds, and not by these
        gc.disable()
        begun = time.process_time()
        assert sum(len(group.members) for group in cluster(copies)) == len(copies)
        taken = time.process_time() - begun
        gc.enable()
        return taken

    seconds(small)  # what is made once is made
    # four of the small for each of the large, so that a busy moment is as likely to fall into the one as into the other
    rounds = [([seconds(small) for _ in range(4)], seconds(large)) for _ in range(4 if deep else 3)]
    assert sum(long for _, long in rounds) <= 2.3**2 * sum(sum(short) / 4 for short, _ in rounds)


# --- on the command line


@pytest.mark.parametrize("shape", ["jsonl", "parquet", "bare"])
def test_a_parsed_file_is_clustered(shape: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As a bulk run wrote it, in either shape, or as `--jsonl` printed it."""
    if shape == "parquet":
        pytest.importorskip("pyarrow", reason="needs pyarrow: pip install -e '.[arrow]'")
    posts = [f"Post {n}\n\nNews of the day\nBy Ann Lee\n\n{text}\n" for n, text in enumerate([BRIDGE, FERRY, BRIDGE])]
    if shape == "bare":
        parsed = tmp_path / "parsed.jsonl"
        parsed.write_text("".join(f"{clipparse.parse(post).to_json()}\n" for post in posts), encoding="utf-8")
        names = [f"{parsed}:{row}" for row in (1, 2, 3)]
    else:
        names, parsed = ["a", "b", "c"], tmp_path / f"parsed.{shape}"
        rows = [json.dumps({"id": name, "text": post}) for name, post in zip(names, posts, strict=True)]
        (tmp_path / "dump.jsonl").write_text("\n".join(rows))
        assert main([str(tmp_path / "dump.jsonl"), "-o", str(parsed), "--id-field", "id", "--workers", "0"]) == 0
        capsys.readouterr()
    assert main(["cluster", str(parsed)]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    assert [[(member["post"], member["clipping"]) for member in line["members"]] for line in lines] == [
        [(names[0], 0), (names[2], 0)],
        [(names[1], 0)],
    ]
    assert lines[0]["size"] == 2
    assert lines[0]["earliest"] == lines[0]["fullest"] == {"post": names[0], "clipping": 0}
    assert lines[0]["members"][1]["similarity"] == 1.0


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (None, ": No such file or directory"),
        ("{", ":1: is no post that clipparse wrote"),
        ('{"id": "a", "post": {}}', ":1: is no post that clipparse wrote"),
        ("7", ":1: is no post that clipparse wrote"),
    ],
)
def test_another_file_is_refused(
    content: str | None, complaint: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In one line, with the place."""
    path = tmp_path / "parsed.jsonl"
    if content is not None:
        path.write_text(content)
    assert main(["cluster", str(path)]) == 1

    assert capsys.readouterr() == ("", f"clipparse: {path}{complaint}\n")


@pytest.mark.parametrize(
    ("clippings", "complaint"),
    [
        (
            [clipparse.Post(text="")],
            "a Post is a sequence of them: cluster\\(clip for post in posts for clip in post\\)",
        ),
        (["Rain fell."], "cluster\\(\\) takes clippings, or copies of them, not str"),
        ([clipparse.Copy(clipparse.Post(text=""), "a")], "a Post is a sequence of them"),  # type: ignore[arg-type]
    ],
)
def test_what_is_no_clipping_says_what_was_meant(clippings: list[Any], complaint: str) -> None:
    """When it comes."""
    with pytest.raises(TypeError, match=complaint):
        list(clipparse.cluster(clippings))
