"""Builds the site: `python docs/build.py [DIR]` writes it to DIR, or `site/` (extra `docs`). A warning is a failure.

The pages are those of this folder. Besides, the tutorial becomes a page, and what the pages link to outside of the
folder comes along, so that every link leads somewhere on the site as it does in the repository.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent
OUTSIDE = re.compile(r"\]\(\.\./([^)#]+)")  # from a page to a file above the folder
PAGES = {"CONTRIBUTING.md": "contributing.md", "CHANGELOG.md": "changelog.md"}


def fenced(text: str, language: str) -> str:
    return f"```{language}\n{text.rstrip()}\n```"


def shown(output: dict[str, Any]) -> str:
    """What a cell printed, or what it shows: as HTML if it can."""
    if output["output_type"] == "stream":
        return fenced("".join(output["text"]), "text")
    html = "".join(output["data"].get("text/html", ""))
    plain = "".join(output["data"].get("text/plain", ""))
    return re.sub(r"\n\s*\n", "\n", html) if html else fenced(plain, "text")


def page_of(notebook: dict[str, Any]) -> str:
    """A notebook as Markdown.

    >>> said = {"output_type": "stream", "text": ["2"]}
    >>> cells = [{"cell_type": "code", "source": ["print(1 + 1)"], "outputs": [said]}]
    >>> page_of({"cells": [{"cell_type": "markdown", "source": ["# Sums"]}, *cells]}).split("\\n")[:4]
    ['# Sums', '', '```python', 'print(1 + 1)']
    """
    pieces = []
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        pieces.append(source if cell["cell_type"] == "markdown" else fenced(source, "python"))
        pieces += [shown(output) for output in cell.get("outputs", ())]
    return "\n\n".join(pieces) + "\n"


def stage(folder: Path) -> None:
    """Put together in `folder` what the site is built from."""
    docs = folder / "docs"
    shutil.copytree(DOCS, docs, ignore=shutil.ignore_patterns("*.ipynb", "*.py", "__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", folder)
    for notebook in DOCS.glob("*.ipynb"):
        page = page_of(json.loads(notebook.read_text(encoding="utf-8")))
        (docs / f"{notebook.stem}.md").write_text(page, encoding="utf-8")
    for name, page in PAGES.items():
        text = (ROOT / name).read_text(encoding="utf-8")
        (docs / page).write_text(text.replace("](docs/", "]("), encoding="utf-8")
    for path in docs.glob("*.md"):
        text = path.read_text(encoding="utf-8")
        for name in set(OUTSIDE.findall(text)) - set(PAGES):
            (docs / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, docs / name)
        inside = OUTSIDE.sub(lambda link: "](" + PAGES.get(link[1], link[1]), text)
        path.write_text(inside.replace(".ipynb)", ".md)"), encoding="utf-8")


def main(out: Path) -> None:
    """Build the site into `out`, and say so."""
    with tempfile.TemporaryDirectory() as name:
        stage(Path(name))
        subprocess.run([sys.executable, "-m", "zensical", "build", "--strict"], cwd=name, check=True)
        shutil.rmtree(out, ignore_errors=True)
        shutil.move(Path(name) / "site", out)
    print(f"the site is in {out}")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "site").resolve())
