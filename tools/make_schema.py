"""Make src/clipparse/schema.json, the JSON Schema of `Post.to_dict()`, from the types in model.py.

python tools/make_schema.py            # writes the file
python tools/make_schema.py --check    # fails when it is not what the types say
"""

from __future__ import annotations

import argparse
import datetime as dt
import inspect
import json
import sys
import types
from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs

from clipparse.model import Post

FILE = Path(__file__).parent.parent / "src" / "clipparse" / "schema.json"

_PLAIN: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    dt.date: {"type": "string", "format": "date"},
    # ISO 8601; most have no zone, so it is no `date-time`
    dt.datetime: {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d"},
}


def schema() -> dict[str, Any]:
    """The schema of a post in plain form."""
    definitions: dict[str, Any] = {}
    _of(Post, definitions)
    post = definitions.pop("Post")
    name = Post(text="").to_dict()["schema"]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{name.replace('/', ':')}",
        "title": f"A post as clipparse writes it ({name})",
        **post,
        "required": ["schema", *post["required"]],
        "properties": {"schema": {"const": name}, **post["properties"]},
        "$defs": dict(sorted(definitions.items())),
    }


def _of(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if hint in _PLAIN:
        return _PLAIN[hint]
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _of(get_args(hint)[0], definitions)}
    if get_origin(hint) in (Union, types.UnionType):
        (there,) = (one for one in get_args(hint) if one is not type(None))
        return {"anyOf": [_of(there, definitions), {"type": "null"}]}
    if issubclass(hint, Mapping):
        value = next(get_args(base)[1] for base in hint.__orig_bases__ if get_args(base))
        return {"type": "object", "additionalProperties": _of(value, definitions)}
    if hint.__name__ not in definitions:
        definitions[hint.__name__] = {}  # a place held, should a class ever hold its like
        definitions[hint.__name__] = _enum(hint) if issubclass(hint, Enum) else _class(hint, definitions)
    return {"$ref": f"#/$defs/{hint.__name__}"}


def _enum(hint: type[Enum]) -> dict[str, Any]:
    return {"description": _summary(hint), "enum": [member.value for member in hint]}


def _class(hint: type, definitions: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(hint)
    fields = {field.name: hints[field.name] for field in attrs.fields(hint)}
    if all(one in (int, float) for one in fields.values()):  # a bare list of its numbers, such as a span
        numbers = [{**_PLAIN[one], "minimum": 0, "title": name} for name, one in fields.items()]
        size = len(numbers)
        return {
            "description": _summary(hint),
            "type": "array",
            "prefixItems": numbers,
            "minItems": size,
            "items": False,
        }
    return {
        "description": _summary(hint),
        "type": "object",
        "properties": {name: _of(one, definitions) for name, one in fields.items()},
        "required": [field.name for field in attrs.fields(hint) if not field.metadata.get("added")],
        "additionalProperties": False,
    }


def _summary(hint: type) -> str:
    """The first paragraph of the docstring."""
    return " ".join((inspect.getdoc(hint) or "").split("\n\n")[0].split())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 when the file is out of date")
    made = json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"
    if parser.parse_args().check:
        return int(made != FILE.read_text(encoding="utf-8"))
    FILE.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
