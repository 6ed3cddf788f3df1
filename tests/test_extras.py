"""Without the extras everything else works, and what needs one says which."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Literal

import pytest

import clipparse

# A module that is None in sys.modules cannot be imported, as if it were not installed.
EXTRAS = (
    "pyarrow",
    "tqdm",
    "ray",
    "pandas",
    "polars",
    "lxml",
    "inscriptis",
    "charset_normalizer",
    "itemadapter",
    "scrapy",
)
WITHOUT = f"import sys\nfor name in {EXTRAS}: sys.modules[name] = None\n"


def run(script: str, *arguments: str) -> str:
    """What a script prints where no extra is installed."""
    command = [sys.executable, "-c", WITHOUT + script, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout


def test_posts_in_bulk_need_no_extra(tmp_path: Path) -> None:
    """Neither does a run on the command line, nor clustering what it wrote."""
    (tmp_path / "dump.jsonl").write_text('{"text": "A line."}\n' * 3)
    script = (
        "import clipparse, clipparse.cli\n"
        "print(len(list(clipparse.parse_many(['A line.'] * 3, workers=1))))\n"
        "print(clipparse.cli.main([sys.argv[1], '-o', sys.argv[2]]))\n"
        "print(clipparse.cli.main(['cluster', sys.argv[2]]))\n"
    )

    assert run(script, str(tmp_path / "dump.jsonl"), str(tmp_path / "out.jsonl")) == "3\n0\n0\n"


def test_nothing_imports_an_extra_unasked() -> None:
    """Not even where it is installed."""
    script = (
        "import sys, clipparse\n"
        "[getattr(clipparse, name) for name in clipparse.__all__]\n"
        "import clipparse.cli, clipparse.shards, clipparse.corpus, clipparse.ray, clipparse.scrapy, clipparse.export\n"
        "clipparse.parse('Storm')._repr_html_()\n"
        f"print([name for name in {EXTRAS} if name in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout

    assert shown == "[]\n"


MISSING = {
    "import clipparse.arrow": ("pyarrow", "arrow"),
    "import clipparse; clipparse.parse_many([], progress=True)": ("tqdm.auto", "progress"),
    "import clipparse.ray; clipparse.ray.parse_dataset(None)": ("ray.data", "ray"),
    "import clipparse; clipparse.parse_html('<p>x</p>')": ("lxml.etree", "html"),
    "import clipparse.scrapy as s; s.ClippingPipeline(text_field='a')": ("itemadapter", "scrapy"),
    "from clipparse.intake import entries; list(entries(['x.parquet']))": ("pyarrow.parquet", "arrow"),
    "from clipparse.corpus import clusters; list(clusters('x.parquet'))": ("pyarrow.parquet", "arrow"),
}


def test_a_missing_extra_is_named() -> None:
    """With the command that installs it."""
    script = (
        f"for call in {list(MISSING)!r}:\n"
        "    try: exec(call); print('no error')\n"
        "    except ModuleNotFoundError as error: print(error)"
    )

    assert run(script).splitlines() == [
        f"{module} is not installed; it comes with: pip install 'clipparse-news[{extra}]'"
        for module, extra in MISSING.values()
    ]


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_missing_frame_library_is_named(
    library: Literal["pandas", "polars"], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where pyarrow is there."""
    pytest.importorskip("pyarrow", reason="needs pyarrow: pip install -e '.[arrow]'")
    from clipparse.arrow import to_frame

    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(ModuleNotFoundError) as missing:
        to_frame([], library=library)

    assert str(missing.value) == f"{library} is not installed; it comes with: pip install 'clipparse-news[{library}]'"


def test_a_part_of_the_html_extra_may_be_missing() -> None:
    """And is named when it is needed: the last to guess an encoding, of bytes that neither state nor show it."""
    pytest.importorskip("lxml", reason="needs lxml: pip install -e '.[html]'")
    parts = ["inscriptis", "charset_normalizer"]
    script = (
        f"import sys\nfor part in {parts}: sys.modules[part] = None\n"
        "from clipparse import parse_html\n"
        f"for part in {parts}:\n"
        "    try: parse_html('<p>Школы закрыты.'.encode('cp1251'))\n"
        "    except ModuleNotFoundError as error: print(error)\n"
        "    sys.modules.pop(part)"
    )
    shown = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout

    assert shown == "".join(
        f"{part} is not installed; it comes with: pip install 'clipparse-news[html]'\n" for part in parts
    )


def test_every_extra_that_is_named_exists() -> None:
    """In pyproject.toml."""
    project = (Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8")
    extras = project.partition("[project.optional-dependencies]")[2].partition("[project.scripts]")[0]
    package = Path(clipparse.__file__).parent

    for extra in ("arrow", "html", "pandas", "polars", "progress", "ray", "scrapy"):
        assert f"\n{extra} = [" in extras
        assert any(f'"{extra}"' in path.read_text(encoding="utf-8") for path in package.glob("*.py"))
