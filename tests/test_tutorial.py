"""The tutorial runs from top to bottom, and prints what it says it prints.

`python tests/test_tutorial.py` runs it and stores what it prints and shows. Cells with the tag `varies` tell how sure
the library is, which changes with every fit: of them only that they run is held.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

TUTORIAL = Path(__file__).parent.parent / "docs" / "tutorial.ipynb"


def stored_in(path: Path) -> Any:
    """A notebook as it lies there."""
    return nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]


def run(folder: Path) -> Any:
    """The tutorial, run anew in `folder`; a cell that fails raises."""
    notebook = stored_in(TUTORIAL)
    client = NotebookClient(notebook, timeout=60, kernel_name="python3", record_timing=False)
    client.execute(cwd=str(folder))
    return notebook


def printed(notebook: NotebookNode) -> list[str]:
    """What the cells print, but for those that vary; a table shows itself as its library likes."""
    return [
        output.text
        for cell in notebook.cells
        if "varies" not in cell.metadata.get("tags", [])
        for output in cell.get("outputs", ())
        if output.output_type == "stream"
    ]


def test_the_tutorial_runs_and_prints_what_it_says(tmp_path: Path) -> None:
    """Every cell runs; what is stored below a cell is what it prints today."""
    stored = printed(stored_in(TUTORIAL))

    assert stored
    assert printed(run(tmp_path)) == stored


def test_links_of_the_tutorial_lead_somewhere() -> None:
    """A relative link in it names a page that is there."""
    cells = stored_in(TUTORIAL).cells
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", "\n".join(cell.source for cell in cells))

    assert links
    assert [link for link in links if not (TUTORIAL.parent / link).exists()] == []


def main() -> None:
    """Run it, and store what it prints and shows; of a post not also all that is in it, as text."""
    with tempfile.TemporaryDirectory() as folder:
        notebook = run(Path(folder))
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            if len(output.get("data", {}).get("text/plain", "")) > 10_000:
                output.data["text/plain"] = "Post(...)"
    notebook.metadata = {"kernelspec": notebook.metadata.kernelspec, "language_info": {"name": "python"}}
    nbformat.write(notebook, TUTORIAL)  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    main()
