"""words/*.toml as tables. Reading TOML is slow, so a build puts what each file says beside it, ready to load.

`words/prepared/NAME.json` holds a digest of `words/NAME.toml` and what that says. A file that was edited since is read
itself, so that the TOML files stay the only truth. `hatch_words.py` loads this file alone, which is why it imports
nothing of the library.
"""

from __future__ import annotations

import json
import tomllib
from hashlib import blake2b
from pathlib import Path
from pkgutil import get_data
from typing import Any

PREPARED = "prepared"  # the folder


def word_table(name: str) -> dict[str, Any]:
    """What `words/NAME.toml` says.

    >>> word_table("agencies")["agencies"]["reuter"]
    'Reuters'
    """
    raw = get_data("clipparse", f"words/{name}.toml") or b""
    try:
        digest, prepared = json.loads(get_data("clipparse", f"words/{PREPARED}/{name}.json") or b"")
    except (OSError, TypeError, ValueError):  # no build has written it, or something else stands there
        return _parsed(raw)
    return prepared if digest == _digest(raw) else _parsed(raw)


def prepare(words: Path) -> list[Path]:
    """Write a prepared table for each TOML file in the folder `words`, and tell where."""
    folder = words / PREPARED
    folder.mkdir(exist_ok=True)
    written = []
    for file in sorted(words.glob("*.toml")):
        raw = file.read_bytes()
        prepared = json.dumps([_digest(raw), _parsed(raw)], ensure_ascii=False, separators=(",", ":"))
        written.append(folder / f"{file.stem}.json")
        written[-1].write_text(prepared, encoding="utf-8")
    return written


def _parsed(raw: bytes) -> dict[str, Any]:
    return tomllib.loads(raw.decode("utf-8"))


def _digest(raw: bytes) -> str:
    return blake2b(raw, digest_size=16).hexdigest()
