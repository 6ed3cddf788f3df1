"""The tables of strengths, as files that a person can read."""

from __future__ import annotations

import json
import pathlib
from collections.abc import Mapping

from clipparse.strengths import Strengths

_STRENGTHS = pathlib.Path(__file__).parent.parent.parent / "src" / "clipparse" / "words" / "strengths.toml"
_ORIGIN = "# Fitted by tools/fit.py on labelled posts; rounded to 0.05. See docs/how-it-decides.md."


def write(strengths: Strengths, path: pathlib.Path = _STRENGTHS) -> None:
    """Write words/strengths.toml."""
    out = [_ORIGIN, "", "# What speaks for each kind of post."]
    for why, of_kinds in strengths.signs.items():
        out.append(f"kinds.{json.dumps(why)} = {_row({str(kind): value for kind, value in of_kinds.items()})}")
    out += ["", "# What each step costs."]
    out += [f"steps.{json.dumps(state)} = {_row(row)}" for state, row in strengths.steps.items()]
    out.append("")
    for name, curve in strengths.confidence.items():
        out += [f"[confidence.{name}]", f"scale = {curve.scale}", f"shift = {curve.shift}", ""]
    for name, table in (("begins", strengths.begins), ("ends", strengths.ends)):
        out += [f"[{name}]", *(f'"{state}" = {value}' for state, value in table.items() if value), ""]
    for (stage, why), heard in strengths.clues.items():
        if heard:
            out.append(f"[clues.{stage}.{json.dumps(why)}]")
            out += [f"{place} = {_row(row)}" for place, row in heard.items()]
    path.write_text("\n".join(out) + "\n", encoding="utf-8")


def _row(row: Mapping[str, float]) -> str:
    cells = ", ".join(f"{json.dumps(name) if '.' in name else name} = {value}" for name, value in row.items() if value)
    return f"{{ {cells} }}" if cells else "{}"
