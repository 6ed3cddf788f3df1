"""What a build adds to the package: its word files as tables that load fast."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """What hatchling asks before it builds a wheel, or an editable one."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Prepare the tables, and have them packed although git does not know them."""
        package = Path(self.root) / "src/clipparse"
        spec = spec_from_file_location("wordfiles", package / "wordfiles.py")
        assert spec
        assert spec.loader
        wordfiles = module_from_spec(spec)
        spec.loader.exec_module(wordfiles)
        for file in wordfiles.prepare(package / "words"):
            build_data["artifacts"].append(f"/{file.relative_to(self.root).as_posix()}")
