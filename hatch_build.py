"""What the package index shows: the README with links that lead somewhere from there, and the addresses of the project.

In the repository links are relative, so that they lead to the files of the same commit. On the index they would lead
nowhere. Where the repository can be browsed says `source` in pyproject.toml (`https://host/owner/name`); as long as it
says nothing, links are words, and the picture is left out.
"""

from __future__ import annotations

import re
from pathlib import Path

from hatchling.metadata.plugin.interface import MetadataHookInterface

INDEX = "https://pypi.org/project/clipparse-news/"
VERSION = re.compile(r'^__version__ = "(.+)"$', re.M)
LINK = re.compile(r"(?P<picture>!?)\[(?P<words>[^]]*)\]\((?!https?:|#)(?P<path>[^)]+)\)")


def for_the_index(readme: str, source: str, version: str) -> str:
    """The README, with the links of this version.

    >>> told = "![A post](docs/report.png)\\n\\nRead [bulk](docs/bulk.md#as-tables) or [this](https://example.org)."
    >>> print(for_the_index(told, "https://host.example/owner/name", "0.1.0"))
    ![A post](https://host.example/owner/name/raw/v0.1.0/docs/report.png)
    <BLANKLINE>
    Read [bulk](https://host.example/owner/name/blob/v0.1.0/docs/bulk.md#as-tables) or [this](https://example.org).
    >>> print(for_the_index("Read [bulk](docs/bulk.md).![A post](docs/report.png)", "", "0.1.0"))
    Read bulk.
    """

    def led(link: re.Match[str]) -> str:
        if not source:
            return "" if link["picture"] else link["words"]
        kind = "raw" if link["picture"] else "blob"
        return f"{link['picture']}[{link['words']}]({source}/{kind}/v{version}/{link['path']})"

    return LINK.sub(led, readme)


def addresses(source: str) -> dict[str, str]:
    """Those that are true."""
    if not source:
        return {"Package index": INDEX}
    return {
        "Package index": INDEX,
        "Source": source,
        "Documentation": f"{source}/blob/main/docs/index.md",
        "Changelog": f"{source}/blob/main/CHANGELOG.md",
        "Issues": f"{source}/issues",
    }


class CustomMetadataHook(MetadataHookInterface):
    """What hatchling asks while it builds."""

    def update(self, metadata: dict[str, object]) -> None:
        root, source = Path(self.root), str(self.config.get("source", "")).rstrip("/")
        found = VERSION.search((root / "src/clipparse/__init__.py").read_text(encoding="utf-8"))
        version = found[1] if found else "0"
        text = for_the_index((root / "README.md").read_text(encoding="utf-8"), source, version)
        metadata["readme"] = {"content-type": "text/markdown", "text": text}
        metadata["urls"] = addresses(source)
