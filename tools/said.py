"""What the stages say of lines and of pages (`tests/tables/said*.txt`), written down anew: read what has changed.

python tools/said.py               # the entries that are not true any more; 1 if there is one
python tools/said.py --write       # write them
python tools/said.py --add FILE    # and the lines of this file with them
"""

from __future__ import annotations

import argparse
import inspect
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "tests"))

from hearing import PAGES, TABLE, said_of, said_on, written, written_of_pages


def main() -> int:
    parser = argparse.ArgumentParser(
        description=inspect.getdoc(sys.modules[__name__]), formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--add", type=pathlib.Path, metavar="FILE")
    asked = parser.parse_args()
    known = dict(written()) if TABLE.exists() else {}
    lines = list(known)
    if asked.add:
        lines += [line for line in asked.add.read_text(encoding="utf-8").splitlines() if line.strip()]
    entries = {line: str(said_of(line)) for line in lines}
    changed = [entry for line, entry in entries.items() if known.get(line) != entry]
    pages = {name: said_on(name) for name, _ in written_of_pages()}
    changed += [entry for name, entry in written_of_pages() if pages[name] != entry]
    print("\n\n".join(changed))
    if asked.write or asked.add:
        PAGES.write_text("\n\n".join(pages.values()) + "\n", encoding="utf-8")
        TABLE.write_text("\n\n".join(entries.values()) + "\n", encoding="utf-8")
        return 0
    return int(bool(changed))


if __name__ == "__main__":
    sys.exit(main())
