"""Fuzzing guided by coverage: `pip install atheris && python fuzz/fuzz_parse.py -max_total_time=600`

Every text that the fuzzer comes up with must keep the promises of the tests, and give itself back from JSON. It starts
from the fixtures and the hostile shapes; bytes that are no UTF-8 become lone surrogates. Arguments are those of
libFuzzer; a text that breaks something is left in a file `crash-...` (`timeout-...` after a minute), and
`python fuzz/fuzz_parse.py crash-...` tries it again.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

import atheris

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

with atheris.instrument_imports(include=["clipparse"]):
    import clipparse
    import clipparse.pipeline

from hostile import SHAPES  # noqa: E402
from test_promises import assert_all_promises  # noqa: E402


def check(data: bytes) -> None:
    """One text."""
    text = data.decode("utf-8", "surrogateescape")
    assert_all_promises(text)
    post = clipparse.parse(text)
    assert clipparse.Post.from_dict(json.loads(post.to_json())) == post


def seeds(folder: Path) -> None:
    """The texts to begin with."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "fixtures").glob("*.txt")}
    texts |= {name.replace("/", " "): make(400) for name, make in SHAPES.items()}
    for name, text in texts.items():
        (folder / name).write_bytes(text.encode("utf-8", "surrogatepass"))


def main() -> None:
    arguments = [sys.argv[0], "-timeout=60", "-max_len=4000", "-print_final_stats=1", *sys.argv[1:]]
    check(b"The words are loaded before any time is taken.")
    with tempfile.TemporaryDirectory() as folder:
        if not any(Path(one).exists() for one in sys.argv[1:]):  # a file to try again, or a corpus of one's own
            seeds(Path(folder))
            arguments.append(folder)
        atheris.Setup(arguments, check)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
