"""Over Ray Data the same comes out as in this process, whatever dies on the way."""

from __future__ import annotations

import importlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from clipparse import Pipeline

pa = pytest.importorskip("pyarrow", reason="needs pyarrow: pip install -e '.[arrow]'")
pq = pytest.importorskip("pyarrow.parquet", reason="needs pyarrow: pip install -e '.[arrow]'")
ray = pytest.importorskip("ray", reason="needs Ray: pip install -e '.[ray]'")
pytest.importorskip("ray.data", reason="needs Ray Data: pip install -e '.[ray]'")
parse_batch = importlib.import_module("clipparse.arrow").parse_batch
parse_dataset = importlib.import_module("clipparse.ray").parse_dataset

POST = """\
Storm week {n}

Storm closes {n} schools along the coast
By Zoë Lee
13 March 2014

Schools along the coast stayed shut on Monday after a storm tore the roofs from {n} of them, officials said.

The council said that repairs would begin as soon as the wind had gone down, and would take at least a month.
"""
POSTS, FILES = 40, 4


@pytest.fixture(scope="session", autouse=True)
def cluster() -> Iterator[None]:
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
    ray.data.DataContext.get_current().enable_progress_bars = False
    yield
    ray.shutdown()


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    """Four files of ten posts, one of them no text."""
    folder = tmp_path / "dump"
    folder.mkdir()
    for number in range(FILES):
        rows = [
            {"url": f"post-{n:02}", "body": None if n == 13 else POST.format(n=n)} for n in range(number, POSTS, FILES)
        ]
        pq.write_table(pa.Table.from_pylist(rows), folder / f"{number}.parquet")
    return folder


def serial(dump: Path) -> list[dict[str, Any]]:
    return by_place(parse_batch(pq.read_table(dump), text="body", id="url"))


def by_place(table: Any) -> list[dict[str, Any]]:
    return sorted(table.to_pylist(), key=lambda row: (row["post_id"], row["clipping"] or 0))


def test_the_result_is_the_serial_one(dump: Path) -> None:
    """Row for row, the post that is no text included."""
    parsed = parse_dataset(ray.data.read_parquet(str(dump)), text="body", id="url", batch_size=4)
    result = by_place(pa.concat_tables(ray.get(parsed.to_arrow_refs())))

    assert result == serial(dump)
    assert len({row["post_id"] for row in result}) == POSTS
    assert [row["post_id"] for row in result if row["error"]] == ["post-13"]


def test_each_post_s_own_day_and_address_go_with_it(dump: Path) -> None:
    """As without Ray."""
    rows = {
        "id": ["a"],
        "text": [POST.format(n=1).replace("13 March 2014", "12 Oct")],
        "day": ["2013-10-14"],
        "url": ["u"],
    }
    parsed = parse_dataset(ray.data.from_arrow(pa.table(rows)), posted="day")
    (row,) = pa.concat_tables(ray.get(parsed.to_arrow_refs())).to_pylist()

    assert (str(row["published"]), row["post_url"]) == ("2013-10-12", "u")


def test_a_killed_worker_loses_nothing(dump: Path, tmp_path: Path) -> None:
    """Ray starts another one in its place."""
    killed = str(tmp_path / "killed")

    def kill_once(page: Any, lexicon: Any) -> Iterator[Any]:
        if "Storm week 27" in page.text and not os.path.exists(killed):
            Path(killed).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return iter(())

    pipeline = Pipeline.default().with_stage(kill_once)
    parsed = parse_dataset(ray.data.read_parquet(str(dump)), text="body", id="url", pipeline=pipeline)

    assert by_place(pa.concat_tables(ray.get(parsed.to_arrow_refs()))) == serial(dump)
    assert os.path.exists(killed)


SCRIPT = """
import os, sys, time
import ray
from clipparse import Pipeline
from clipparse.ray import parse_dataset

address, dump, checkpoint, out, log, hang = sys.argv[1:]

def note(page, lexicon):
    name = page.text.partition("\\n")[0]
    while hang and name == "Storm week 39":
        time.sleep(1)
    with open(log, "a") as notes:
        notes.write(name + "\\n")
    return iter(())

ray.init(address=address, log_to_driver=False)
ray.data.DataContext.get_current().target_max_block_size = 4_000  # some ten posts, so that there are several to write
ds = ray.data.read_parquet(dump)
pipeline = Pipeline.default().with_stage(note)
parsed = parse_dataset(ds, text="body", id="url", checkpoint=checkpoint, batch_size=4, pipeline=pipeline)
parsed.write_parquet(out)
"""


def test_a_killed_script_goes_on_where_it_was(dump: Path, tmp_path: Path) -> None:
    """What was written before the kill is not parsed again; nothing is lost or doubled."""
    checkpoint, out, log = tmp_path / "checkpoint", tmp_path / "out", tmp_path / "log"
    arguments = [ray.get_runtime_context().gcs_address, str(dump), str(checkpoint), str(out), str(log)]
    first = subprocess.Popen([sys.executable, "-c", SCRIPT, *arguments, "hang"], stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 60
        while not written(checkpoint):
            assert time.monotonic() < deadline, "nothing was written"
            assert first.poll() is None, "the script ended by itself"
            time.sleep(0.1)
    finally:
        first.kill()
        first.wait()
    done = written(checkpoint)
    log.unlink(missing_ok=True)

    subprocess.run([sys.executable, "-c", SCRIPT, *arguments, ""], check=True, capture_output=True, timeout=90)
    result = by_place(pq.read_table(out))

    assert 0 < len(done) < POSTS
    assert [{name: row[name] for name in row if name != "url"} for row in result] == serial(dump)
    assert [row["url"] for row in result] == [row["post_id"] for row in result]
    read_again = {f"post-{int(line.rpartition(' ')[2]):02}" for line in log.read_text().splitlines()}
    assert read_again == {row["post_id"] for row in result} - done - {"post-13"}


def written(checkpoint: Path) -> set[str]:
    """The ids that Ray has in its checkpoint."""
    files = [path for path in checkpoint.glob("*.parquet") if not path.name.endswith(".pending.parquet")]
    return {url for path in files for url in pq.read_table(path).column("url").to_pylist()}


def test_ids_that_would_be_lost_are_refused(dump: Path) -> None:
    """The column `id` of the result is the clipping's own."""
    with pytest.raises(ValueError, match="rename the column of ids: 'id' is also a column of the result"):
        parse_dataset(ray.data.read_parquet(str(dump)), checkpoint="anywhere")
