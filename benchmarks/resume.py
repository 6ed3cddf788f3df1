"""What becomes of a bulk run that is killed again and again: `python benchmarks/resume.py [POSTS] [KILLS]`.

Runs the command line over a folder of POSTS (50,000) made-up posts with 2 workers, once in peace and once with KILLS
(20) SIGKILLs at random moments, of the driver or of a worker, starting it again whenever it is dead. Then both outputs
must be the same, byte for byte, with every post in it once. Last, one file is changed and ten are added, and the next
run must say so. Prints the memory of driver and workers through the quiet run.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

WORDS = ["council", "bridge", "river", "storm", "school", "market", "teacher", "harbour", "budget", "farmer", "museum"]
BROKEN = 997  # every so many-th post is no text


def make(folder: Path, posts: int) -> None:
    rng = random.Random(7)
    for number in range(posts):
        body = " ".join(rng.choices(WORDS, k=25))
        headline = f"The {rng.choice(WORDS)} and the {rng.choice(WORDS)}"
        text = f"Town talk\n\n{headline}\nBy Ann Lee\n\n{body.capitalize()}, officials said on Monday.\n"
        path = file_of(folder, number)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("" if number % BROKEN == 5 else text, encoding="utf-8")


def file_of(folder: Path, number: int) -> Path:
    return folder / f"{number // 1_000:03}" / f"{number % 1_000:03}.txt"


def start(folder: Path, out: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "clipparse", str(folder), "-o", str(out), "--workers", "2"]
    return subprocess.Popen(command, stderr=subprocess.PIPE)


def workers(driver: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{driver}/task/{driver}/children").read_text().split()]
    except OSError:
        return []


def megabytes(process: int) -> int:
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")), 0) // 1024


def in_peace(folder: Path, out: Path) -> float:
    """Gives the seconds."""
    begun = time.monotonic()
    driver = start(folder, out)
    memory: list[tuple[int, int]] = []
    while driver.poll() is None:
        memory.append((megabytes(driver.pid), max(map(megabytes, workers(driver.pid)), default=0)))
        time.sleep(0.5)
    seconds = time.monotonic() - begun
    assert driver.stderr
    print(driver.stderr.read().decode().strip())
    assert driver.returncode == 0
    for quarter in range(4):
        part = memory[quarter * len(memory) // 4 : (quarter + 1) * len(memory) // 4]
        most = max(one for one, _ in part), max(one for _, one in part)
        print(f"  quarter {quarter + 1}: driver at most {most[0]} MB, a worker at most {most[1]} MB", flush=True)
    return seconds


def under_fire(folder: Path, out: Path, kills: int, seconds: float) -> None:
    rng = random.Random()
    shot: Counter[str] = Counter()
    starts, driver = 1, start(folder, out)
    while driver.poll() is None or driver.returncode != 0:
        if driver.poll() is not None:
            assert driver.returncode == -signal.SIGKILL, driver.stderr and driver.stderr.read().decode()
            starts, driver = starts + 1, start(folder, out)
        if sum(shot.values()) == kills:
            driver.wait()
            continue
        time.sleep(rng.uniform(0, 1.5 * seconds / kills))
        children = workers(driver.pid)
        victim = rng.choice(children) if children and rng.random() < 0.5 else driver.pid
        if driver.poll() is None:
            os.kill(victim, signal.SIGKILL)
            shot["driver" if victim == driver.pid else "worker"] += 1
            time.sleep(0.1)
    print(f"killed: {dict(shot)}, started {starts} times")


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with open(path, "rb") as lines:
        yield from map(json.loads, lines)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def report(folder: Path, out: Path, posts: int, added: int = 0) -> None:
    """Every post that holds a text must be there once, and every other one among the errors."""
    seen = Counter(row["id"] for row in rows(out))
    wanted = {str(file_of(folder, number)) for number in range(posts) if number % BROKEN != 5}
    wanted |= {str(folder / "new" / f"{number}.txt") for number in range(added)}
    lost, doubled = wanted - seen.keys(), sum(count - 1 for count in seen.values())
    bad = [row["where"] for row in rows(out.with_suffix(".errors.jsonl"))]
    right = bad == [str(file_of(folder, number)) for number in range(5, posts, BROKEN)]
    print(f"lost {len(lost)}, doubled {doubled}; errors {len(bad)}, all of them where no text was: {right}", flush=True)
    assert not lost
    assert not doubled
    assert right


def main(posts: int, kills: int) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder, quiet, killed = (Path(scratch) / name for name in ("posts", "quiet.jsonl", "killed.jsonl"))
        make(folder, posts)
        seconds = in_peace(folder, quiet)
        print(f"{posts:,} posts in peace: {seconds:.0f} s", flush=True)
        under_fire(folder, killed, kills, seconds)
        report(folder, killed, posts)
        for one in (quiet, killed):
            print(f"{one.stem}: {digest(one)[:16]}, errors {digest(one.with_suffix('.errors.jsonl'))[:16]}")
        left = sorted(path.name for path in Path(scratch).iterdir() if "killed" in path.name)
        print("left beside it:", ", ".join(left))
        assert digest(quiet) == digest(killed)
        grown(folder, killed, posts)


def grown(folder: Path, out: Path, posts: int, added: int = 10) -> None:
    """One file changed, ten added: what the next run reads, and what comes out."""
    changed = file_of(folder, posts // 2)
    changed.write_text(changed.read_text(encoding="utf-8").replace("on Monday", "on Tuesday"), encoding="utf-8")
    (folder / "new").mkdir()
    for number in range(added):
        (folder / "new" / f"{number}.txt").write_text(f"Rain fell on day {number}.", encoding="utf-8")
    begun = time.monotonic()
    driver = start(folder, out)
    told = driver.communicate()[1].decode().strip()
    print(told)
    assert driver.returncode == 0
    print(f"grown in {time.monotonic() - begun:.1f} s")
    assert told.endswith(f"{added} new, 1 changed, {posts - 1:,} kept")
    report(folder, out, posts, added)
    text = next(row["post"]["text"] for row in rows(out) if row["id"] == str(changed))
    assert text == changed.read_text(encoding="utf-8")


if __name__ == "__main__":
    arguments = [int(word) for word in sys.argv[1:]]
    main(*(arguments + [50_000, 20][len(arguments) :]))
