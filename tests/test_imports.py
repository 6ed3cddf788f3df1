"""The order of the house: a module imports only what stands above it in this table."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import clipparse

PACKAGE = Path(clipparse.__file__).parent

# From the raw text down to the edges. `stages.*`, `fields.*` and `tidy.*` are rooms whose files do not know each other.
ORDER = (
    "lazy",
    "brief",
    "extras",
    "packed",
    "english",
    "roles",
    "known",
    "lines",
    "wraps",
    "running",
    "page",
    "serialise",
    "doubts",
    "escaped",
    "coloured",
    "cards",
    "explained",
    "model",
    "wordfiles",
    "lexicon",
    "gate",
    "facts.clock",
    "facts.dates",
    "facts.places",
    "facts.agencies",
    "facts.unglued",
    "facts",
    "language",
    "tokens",
    "rules",
    "facts.quotations",
    "facts.prose",
    "facts.stems",
    "facts.people",
    "facts.segments",
    "facts.jobs",
    "facts.signatures",
    "facts.credits",
    "facts.links",
    "facts.rights",
    "facts.outlets",
    "facts.blanks",
    "facts.named",
    "facts.publishers",
    "facts.title_credits",
    "facts.titles",
    "facts.scraps",
    "facts",
    "kinds",
    "clue",
    "stages.dateline.reading",
    "stages.dateline.labels",
    "stages.dateline.line",
    "stages.dateline.parts",
    "stages.dateline.head",
    "stages.dateline.opening",
    "stages.source.reading",
    "stages.source.site",
    "stages.*",
    "stages",
    "strengths",
    "lanes",
    "decode",
    "edit",
    "endings",
    "passage",
    "article",
    "fields.*",
    "fields",
    "speech.marks",
    "speech.said",
    "speech.phrases",
    "speech.inserted",
    "speech.persons",
    "speech.answers",
    "speech.english",
    "speech.tongues",
    "speech",
    "damage.passage",
    "damage.*",
    "damage",
    "tidy.*",
    "tidy",
    "readers",
    "web.encoding",
    "web.kept",
    "web.refused",
    "web.outline",
    "web.voice",
    "web.stated",
    "web.text",
    "web.news",
    "web.heads",
    "webpage",
    "web.credited",
    "web.markup",
    "web",
    "html",
    "stretches",
    "pipeline",
    "show",  # the edges: nothing above imports them
    "export",
    "records",
    "bulk",
    "scrapy",
    "arrow",
    "ray",
    "reposts",
    "intake",
    "outputs",
    "journal",
    "progress",
    "shards",
    "corpus",
    "review",
    "labels",
    "sample",
    "measure",
    "serve",
    "cli",
    "__main__",
)
MODULES = {
    ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}
MODULES.pop("__init__")


def floor(module: str) -> int:
    """Where a module stands in the order."""
    room, _, inner = module.partition(".")
    name = module if module in ORDER or not inner else f"{room}.*"
    assert name in ORDER, f"{module} has no place in ORDER yet: give it one"
    return ORDER.index(name)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[str]:
    """The modules of the package that a file imports, inside functions and for type checkers too."""
    ours = "clipparse."
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written in full"
            module = f"{node.module}."
            for alias in node.names if module.startswith(ours) else ():
                whole = f"{module}{alias.name}".removeprefix(ours)
                yield whole if whole in MODULES else module.removeprefix(ours).rstrip(".")
        elif isinstance(node, ast.Import):
            yield from (alias.name.removeprefix(ours) for alias in node.names if alias.name.startswith(ours))


def test_no_import_points_down() -> None:
    """Each file may import only what stands above it; stages never import stages, tidiers never tidiers."""
    assert [
        (module, name)
        for module, path in MODULES.items()
        for name in imports(path)
        if name in MODULES and floor(name) >= floor(module)
    ] == []


def test_no_pattern_is_compiled_when_its_module_is_imported() -> None:
    """`clipparse.lazy` compiles it when it is first asked; hundreds at once would have everyone wait."""
    assert [
        f"{module}, line {node.lineno}"
        for module, path in MODULES.items()
        for node in at_import(tree(path))
        if isinstance(node, ast.Attribute) and ast.unparse(node) == "re.compile"
    ] == []


def at_import(node: ast.AST) -> Iterator[ast.AST]:
    """What is evaluated when the module is imported: all but the bodies of functions."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.FunctionDef | ast.Lambda):
            yield child
            yield from at_import(child)


def test_the_light_modules_stay_light() -> None:
    """`clipparse --help` loads neither the words nor any dependency."""
    code = "import sys, clipparse.cli; print([m for m in ('attrs', 'regex', 'clipparse.model') if m in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert result.stdout.strip() == "[]"


def test_every_public_name_can_be_had() -> None:
    """Lazily imported or not, a name in __all__ is there, and dir() tells of it."""
    assert [name for name in clipparse.__all__ if not hasattr(clipparse, name)] == []
    assert set(clipparse.__all__) <= set(dir(clipparse))
    assert clipparse.__all__ == sorted(clipparse.__all__)


def test_other_names_are_refused_as_of_any_module() -> None:
    """A misspelt name is an AttributeError and not something later."""
    with pytest.raises(AttributeError, match="module 'clipparse' has no attribute 'prase'"):
        _ = clipparse.prase
