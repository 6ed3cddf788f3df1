"""The tutorial runs from top to bottom, and prints what it says it prints.

`python tests/test_tutorial.py` runs it and stores what it prints and shows. Cells with the tag `varies` tell how sure
the library is, which changes with every fit: of them only that they run is held.
"""

from __future__ import annotations

import contextlib
import io
import json
import re
import tempfile
from pathlib import Path
from typing import Any

import pytest

TUTORIAL = Path(__file__).parent.parent / "docs" / "tutorial.ipynb"


def cells() -> list[dict[str, Any]]:
    """The cells of the tutorial as it lies there, with the text of each in one piece."""
    found: list[dict[str, Any]] = json.loads(TUTORIAL.read_text(encoding="utf-8"))["cells"]
    for part in [*found, *(output for cell in found for output in cell.get("outputs", ()))]:
        part.update({key: "".join(part[key]) for key in ("source", "text") if key in part})
    return found


def run(folder: Path) -> Any:
    """The tutorial, run anew in `folder` as a notebook is; a cell that fails raises."""
    import nbformat  # these two take longer to load than the library
    from nbclient import NotebookClient

    notebook = nbformat.read(TUTORIAL, as_version=4)  # type: ignore[no-untyped-call]
    client = NotebookClient(notebook, timeout=60, kernel_name="python3", record_timing=False)
    client.execute(cwd=str(folder))
    return notebook


def run_here() -> list[dict[str, Any]]:
    """The tutorial's cells, run one after the other in this process, each with what it printed."""
    names: dict[str, Any] = {"__name__": "__main__"}
    done = []
    for cell in cells():
        if cell["cell_type"] == "code":
            with contextlib.redirect_stdout(io.StringIO()) as told:
                exec(compile(cell["source"], str(TUTORIAL), "exec"), names)
            said = [{"output_type": "stream", "text": told.getvalue()}] if told.getvalue() else []
            done.append({**cell, "outputs": said})
    return done


def printed(cells: list[Any]) -> list[str]:
    """What the cells print, but for those that vary; a table shows itself as its library likes."""
    return [
        output["text"]
        for cell in cells
        if "varies" not in cell["metadata"].get("tags", [])
        for output in cell.get("outputs", ())
        if output["output_type"] == "stream"
    ]


def test_the_tutorial_runs_and_prints_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every cell runs; what is stored below a cell is what it prints today."""
    monkeypatch.chdir(tmp_path)
    stored = printed(cells())

    assert stored
    assert printed(run_here()) == stored


@pytest.mark.deep(only=True)
def test_the_tutorial_runs_as_a_notebook(tmp_path: Path) -> None:
    """In a kernel of its own, where what a cell ends with is shown too."""
    pytest.importorskip("nbclient", reason="needs nbclient: pip install -e '.[dev]'")

    assert printed(run(tmp_path).cells) == printed(cells())


def test_links_of_the_tutorial_lead_somewhere() -> None:
    """A relative link in it names a page that is there."""
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", "\n".join(cell["source"] for cell in cells()))

    assert links
    assert [link for link in links if not (TUTORIAL.parent / link).exists()] == []


def main() -> None:
    """Run it, and store what it prints and shows; of a post not also all that is in it, as text."""
    import nbformat

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
