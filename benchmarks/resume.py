"""What becomes of a bulk run that is killed again and again: `python benchmarks/resume.py [POSTS] [KILLS]`.

Runs the command line over POSTS (50,000) made-up posts with 2 workers, once in peace and once with KILLS (20) SIGKILLs
at random moments, of the driver or of a worker, starting it again whenever it is dead. Then both outputs must be the
same, byte for byte, with every post in it once. Prints the memory of driver and workers through the quiet run.
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


def make(path: Path, posts: int) -> None:
    rng = random.Random(7)
    with open(path, "w", encoding="utf-8") as lines:
        for number in range(posts):
            body = " ".join(rng.choices(WORDS, k=25))
            headline = f"The {rng.choice(WORDS)} and the {rng.choice(WORDS)}"
            text = f"Town talk\n\n{headline}\nBy Ann Lee\n\n{body.capitalize()}, officials said on Monday.\n"
            row = {"url": f"post-{number}", "body": None if number % BROKEN == 5 else text}
            lines.write(json.dumps(row) + "\n")


def start(dump: Path, out: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "clipparse", str(dump), "-o", str(out), "--workers", "2"]
    return subprocess.Popen([*command, "--text-field", "body", "--id-field", "url"], stderr=subprocess.PIPE)


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


def in_peace(dump: Path, out: Path) -> float:
    """Gives the seconds."""
    begun = time.monotonic()
    driver = start(dump, out)
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


def under_fire(dump: Path, out: Path, kills: int, seconds: float) -> None:
    rng = random.Random()
    shot: Counter[str] = Counter()
    starts, driver = 1, start(dump, out)
    while driver.poll() is None or driver.returncode != 0:
        if driver.poll() is not None:
            assert driver.returncode == -signal.SIGKILL, driver.stderr and driver.stderr.read().decode()
            starts, driver = starts + 1, start(dump, out)
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


def main(posts: int, kills: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        dump, quiet, killed = (Path(folder) / name for name in ("dump.jsonl", "quiet.jsonl", "killed.jsonl"))
        make(dump, posts)
        seconds = in_peace(dump, quiet)
        print(f"{posts:,} posts in peace: {seconds:.0f} s", flush=True)
        under_fire(dump, killed, kills, seconds)
        seen = Counter(row["id"] for row in rows(killed))
        bad = [row["position"] for row in rows(killed.with_suffix(".errors.jsonl"))]
        wanted = {f"post-{number}" for number in range(posts) if number % BROKEN != 5}
        print(f"lost {len(wanted - seen.keys())}, doubled {sum(count - 1 for count in seen.values())}")
        print(f"errors {len(bad)}, all of them where no text was: {bad == list(range(5, posts, BROKEN))}")
        for one in (quiet, killed):
            print(f"{one.stem}: {digest(one)[:16]}, errors {digest(one.with_suffix('.errors.jsonl'))[:16]}")
        left = sorted(path.name for path in Path(folder).iterdir() if "killed" in path.name)
        print("left beside it:", ", ".join(left))
        assert digest(quiet) == digest(killed)
        grown(dump, killed, posts)


def grown(dump: Path, out: Path, posts: int) -> None:
    """One post changed, ten added in the midst: what the next run reads, and what comes out."""
    lines = dump.read_text(encoding="utf-8").splitlines(keepends=True)
    lines[posts // 2] = lines[posts // 2].replace("on Monday", "on Tuesday")
    added = [json.dumps({"url": f"new-{n}", "body": f"Rain fell on day {n}."}) + "\n" for n in range(10)]
    dump.write_text("".join([*lines[: posts // 3], *added, *lines[posts // 3 :]]), encoding="utf-8")
    begun = time.monotonic()
    driver = start(dump, out)
    assert driver.stderr
    print(driver.stderr.read().decode().strip())
    assert driver.wait() == 0
    print(f"grown in {time.monotonic() - begun:.1f} s")
    seen = Counter(row["id"] for row in rows(out))
    wanted = {f"post-{number}" for number in range(posts) if number % BROKEN != 5} | {f"new-{n}" for n in range(10)}
    print(f"lost {len(wanted - seen.keys())}, doubled {sum(count - 1 for count in seen.values())}")


if __name__ == "__main__":
    arguments = [int(word) for word in sys.argv[1:]]
    main(*(arguments + [50_000, 20][len(arguments) :]))
