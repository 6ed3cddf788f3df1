"""Many posts: in order, lazily, and past texts that fail or kill their worker."""

from __future__ import annotations

import datetime as dt
import os
import pickle
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from itertools import count, islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import clipparse
from clipparse import ParseError, Pipeline, parse_many
from clipparse.bulk import cores, run
from parsing import parsed

TEXTS = [
    f"Storm week {n}\n\nBy Ann Lee\n\nSchools along the coast stayed shut on day {n}, officials said."
    for n in range(50)
]


CHILDREN = Path(f"/proc/self/task/{os.getpid()}/children")


def deadly(page: Any, lexicon: Any) -> Iterator[Any]:
    """A stage that dies as if killed, or fails, where a text tells it to."""
    if "KILL" in page.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "FAIL" in page.text:
        raise LookupError("no such thing")
    return iter(())


DEADLY = Pipeline.default().with_stage(deadly)


@pytest.mark.parametrize("workers", [0, 1, 2])
@pytest.mark.parametrize("chunk", [1, 7, 100])
def test_posts_come_in_order(workers: int, chunk: int, deep: bool) -> None:
    """What parse() makes of each, whatever the number of workers and the size of the chunks; of 20, or of 50."""
    texts = TEXTS if deep else TEXTS[:20]
    assert list(parse_many(texts, workers=workers, chunk=chunk)) == list(map(parsed, texts))


@pytest.mark.parametrize("workers", [0, 1])
def test_what_is_known_of_each_post_goes_with_it(workers: int) -> None:
    """Its day, its address, how its dates are read; a page in the text's place; bare texts among them."""
    text = "Storm closes schools\nBy Ann Lee\n12 Oct\n\nSchools along the coast stayed shut on Monday, officials said."
    page = "<html><body><p>" + text.replace("\n", "<p>") + "</body></html>"
    records: list[Any] = [
        {"text": text, "posted": dt.date(2013, 10, 14)},
        {"text": text, "posted": dt.datetime(2014, 10, 14, 8, 30), "url": "https://a.example/1"},
        {"text": text.replace("12 Oct", "03/04/2014"), "day_first": True, "posted": None},
        text,
        {"html": page, "posted": dt.date(2013, 10, 14), "url": "https://a.example/2"},
    ]
    posts = list(parse_many(records, workers=workers))

    assert [str(post[0].published) for post in posts] == [
        "2013-10-12",
        "2014-10-12",
        "2014-04-03",
        "None",
        "2013-10-12",
    ]
    assert [post.posted for post in posts[:2]] == [dt.date(2013, 10, 14), dt.date(2014, 10, 14)]
    assert posts[4] == clipparse.parse_html(page, "https://a.example/2", posted=dt.date(2013, 10, 14))


@pytest.mark.parametrize(
    ("record", "complaint"),
    [
        ({"text": "x", "postd": 1}, "a record has no field 'postd'; there are: text, html, posted, url, day_first"),
        ({"text": "x", "posted": "2014"}, "'posted' is a datetime.date, not str: convert it first"),
        ({"text": "x", "url": 7}, "'url' is a str, not int"),
        ({"posted": dt.date(2014, 1, 1)}, "a record needs a 'text' or an 'html', and has neither"),
        ({"text": "x", "html": "x"}, "a record needs a 'text' or an 'html', and has both"),
    ],
)
def test_a_record_that_is_none_says_why(record: Any, complaint: str) -> None:
    """In the place of its post."""
    (error,) = parse_many([record], workers=0, on_error="keep")

    assert isinstance(error, ParseError)
    assert (error.kind, complaint in error.message) == ("TypeError", True)


def test_nothing_in_gives_nothing_out() -> None:
    """No text, no post, no process that stays."""
    assert list(parse_many([], workers=2)) == []


def test_a_text_that_kills_its_worker_is_named_and_the_rest_goes_on() -> None:
    """Two of them, in one chunk and in another, beside one that only fails."""
    texts: list[Any] = [*TEXTS]
    texts[3], texts[5], texts[6], texts[41] = "KILL", "FAIL", 7, "KILL"
    results = list(parse_many(texts, workers=2, chunk=8, on_error="keep", pipeline=DEADLY))

    assert [result for result in results if isinstance(result, ParseError)] == [
        ParseError(3, "WorkerDied", "the process that parsed this text was killed"),
        ParseError(5, "LookupError", "no such thing"),
        ParseError(6, "TypeError", "parse() takes the post's text as a str, not int"),
        ParseError(41, "WorkerDied", "the process that parsed this text was killed"),
    ]
    assert [result.text for result in results if isinstance(result, clipparse.Post)] == [
        text for place, text in enumerate(TEXTS) if place not in (3, 5, 6, 41)
    ]


@pytest.mark.skipif(not CHILDREN.exists(), reason="needs Linux's list of child processes")
def test_a_worker_that_somebody_else_kills_costs_nothing() -> None:
    """The texts that it had are parsed again."""
    results = []
    for post in parse_many(TEXTS, workers=2, chunk=2):
        results.append(post)
        if len(results) in (5, 20):
            os.kill(int(CHILDREN.read_text().split()[0]), signal.SIGKILL)

    assert [post.text for post in results] == TEXTS


def _large(number: int) -> tuple[int, bytes]:
    return number, bytes(200_000)


@pytest.mark.skipif(not CHILDREN.exists(), reason="needs Linux's list of child processes")
def test_workers_may_be_killed_at_any_moment(deep: bool) -> None:
    """Also while they hand over a large result, which must not leave the others waiting for the rest of it.

    Who is killed again and again while he has nothing else to do may be blamed for it; he keeps his place. On a machine
    that is busy everything takes longer: the next to be killed has had the time to hand something over.
    """
    rng, over, handed_over = random.Random(3), threading.Event(), threading.Event()
    number = 4_000 if deep else 1_500

    def kill() -> None:
        while not over.wait(rng.uniform(0.05, 0.25)):
            if handed_over.is_set() and (workers := CHILDREN.read_text().split()):
                handed_over.clear()
                with suppress(ProcessLookupError):
                    os.kill(int(rng.choice(workers)), signal.SIGKILL)

    killer = threading.Thread(target=kill)
    signal.signal(signal.SIGALRM, lambda *_: pytest.fail("the run hangs"))
    signal.alarm(60)
    results: list[int | ParseError] = []
    killer.start()
    try:
        for result in run(_large, range(number), workers=2):
            handed_over.set()
            # large results are let go at once: each process that begins anew would have to copy them
            results.append(result if isinstance(result, ParseError) else result[0])
    finally:
        over.set()
        killer.join()
        signal.alarm(0)

    blamed = [result for result in results if isinstance(result, ParseError)]
    places = [result.position if isinstance(result, ParseError) else result for result in results]
    assert places == list(range(number))
    assert len(blamed) <= 2
    assert {result.kind for result in blamed} <= {"WorkerDied"}


@pytest.mark.parametrize(("bad", "kind"), [("FAIL", "LookupError"), ("KILL", "WorkerDied")])
def test_errors_are_raised_where_they_stand(bad: str, kind: str) -> None:
    """Unless they are to be kept; the posts before come first."""
    posts = parse_many([*TEXTS[:4], bad, *TEXTS], workers=1, chunk=2, pipeline=DEADLY)

    assert [post.text for post in islice(posts, 4)] == TEXTS[:4]
    with pytest.raises(ParseError, match=f"^text 4: {kind}: ") as raised:
        next(posts)
    assert raised.value.position == 4


def test_texts_are_read_a_few_chunks_ahead() -> None:
    """An endless iterable is no trouble."""
    taken = 0

    def endless() -> Iterator[str]:
        nonlocal taken
        for taken in count(1):
            yield f"Line {taken}."

    posts = parse_many(endless(), workers=2, chunk=4)
    assert [next(posts).text for _ in range(100)][-1] == "Line 100."
    assert taken <= 100 + 4 * 3 * 2
    posts.close()


def test_long_texts_make_short_chunks() -> None:
    """A chunk holds a million characters at most, and a text more: memory is bounded by them, not by their number."""
    left = iter(["x" * 600_000] * 40)
    lengths = run(len, left, workers=1, chunk=1_000)

    assert next(lengths) == 600_000
    assert len(list(left)) >= 40 - 2 * 4
    lengths.close()


@settings(max_examples=settings().max_examples // 4)
@given(st.lists(st.integers(-5, 30)), st.integers(0, 2), st.integers(1, 5))
def test_every_item_has_one_result(items: list[int], workers: int, chunk: int) -> None:
    """Failures too, in their places."""
    results = list(run(chr, items, workers=workers, chunk=chunk))

    assert [result if isinstance(result, str) else result.position for result in results] == [
        chr(item) if item >= 0 else place for place, item in enumerate(items)
    ]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ({"workers": -1}, "workers is 0 or more and chunk 1 or more, not -1 and 16"),
        ({"chunk": 0, "workers": 1}, "workers is 0 or more and chunk 1 or more, not 1 and 0"),
        ({"on_error": "ignore"}, "on_error is 'raise' or 'keep', not 'ignore'"),
    ],
)
def test_wrong_arguments_are_refused_at_once(arguments: dict[str, Any], complaint: str) -> None:
    """Not when the first post is asked for."""
    with pytest.raises(ValueError, match=complaint):
        parse_many([], **arguments)


def test_an_error_is_a_value() -> None:
    """It can be compared, hashed and sent to another process, as everything that comes out."""
    error = ParseError(7, "TypeError", "no text")

    assert pickle.loads(pickle.dumps(error)) == error
    assert {error: 1}[ParseError(7, "TypeError", "no text")] == 1
    assert error != ParseError(8, "TypeError", "no text")


def _slow(number: int) -> int:
    time.sleep(0.1)
    return number


def test_the_first_result_does_not_wait_for_a_whole_chunk() -> None:
    """So that something moves within the first second, also where each text takes long."""
    with closing(run(_slow, range(64), workers=1, chunk=32)) as results:
        begun = time.monotonic()
        next(results)

        assert time.monotonic() - begun < 16 * 0.1


def test_a_container_s_share_of_the_processors_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One and a half of 64 cores are no reason for 64 workers; no limit is none."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(64)), raising=False)
    granted = tmp_path / "cpu.max"
    monkeypatch.setattr("clipparse.bulk._GRANTED", granted)
    counts = []
    for told in ("150000 100000", "20000 100000", "max 100000"):
        granted.write_text(told)
        counts.append(cores())

    assert counts == [2, 1, 64]


def test_a_bar_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    """On standard error, with the number of texts where it is known."""
    pytest.importorskip("tqdm", reason="needs tqdm: pip install -e '.[progress]'")
    assert len(list(parse_many(TEXTS[:5], workers=0, progress=True))) == 5
    shown = capsys.readouterr()

    assert "5/5" in shown.err
    assert shown.out == ""


SCRIPT = """
import os, time
from clipparse.bulk import cores, run

def note(number):
    os.write(1, f"{os.getpid()} ".encode())
    time.sleep(60)

list(run(note, range(2), workers=2, chunk=1))
"""


@pytest.mark.skipif(os.name != "posix", reason="needs signals")
def test_workers_die_with_their_driver() -> None:
    """A killed run leaves no process behind that waits for work for ever."""
    driver = subprocess.Popen([sys.executable, "-c", SCRIPT], stdout=subprocess.PIPE, text=True)
    assert driver.stdout
    told = ""
    while told.count(" ") < 2:
        told += driver.stdout.read(1)
    workers = [int(word) for word in told.split()]
    driver.kill()
    driver.wait()
    deadline = time.monotonic() + 20
    while _alive(workers) and time.monotonic() < deadline:
        time.sleep(0.05)

    assert _alive(workers) == []


def _alive(processes: Iterable[int]) -> list[int]:
    alive = []
    for process in processes:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            continue
        status = Path(f"/proc/{process}/stat")  # one that nobody has waited for yet is dead too
        if not status.exists() or status.read_text().rpartition(")")[2].split()[0] != "Z":
            alive.append(process)
    return alive
