"""clipparse reads newspaper articles out of the flat text of a post that re-posts them.

>>> import clipparse
>>> post = clipparse.parse("Storm closes schools\\nBy Ann Lee\\n\\nSchools along the coast stayed shut on Monday.\\n")
>>> [line.span.of(post.text) for line in post.lines]
['Storm closes schools', 'By Ann Lee', 'Schools along the coast stayed shut on Monday.']

Names are imported when they are first used, so that `import clipparse` and `clipparse --help` cost next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from clipparse.bulk import ParseError, parse_many
    from clipparse.facts.dates import DateMention
    from clipparse.known import Options
    from clipparse.model import (
        Author,
        Byline,
        Clipping,
        Clue,
        Correction,
        Dateline,
        Doubt,
        Duplicate,
        Explanation,
        Line,
        Paragraph,
        Post,
        Quote,
        Source,
        Stated,
    )
    from clipparse.page import Span
    from clipparse.pipeline import Pipeline, parse, parse_html
    from clipparse.readers import read_byline, read_date, read_dateline, read_source
    from clipparse.reposts import Cluster, Copy, Member, cluster
    from clipparse.roles import Kind, Role

__version__ = "0.1.0"

__all__ = [
    "Author",
    "Byline",
    "Clipping",
    "Clue",
    "Cluster",
    "Copy",
    "Correction",
    "DateMention",
    "Dateline",
    "Doubt",
    "Duplicate",
    "Explanation",
    "Kind",
    "Line",
    "Member",
    "Options",
    "Paragraph",
    "ParseError",
    "Pipeline",
    "Post",
    "Quote",
    "Role",
    "Source",
    "Span",
    "Stated",
    "cluster",
    "parse",
    "parse_html",
    "parse_many",
    "read_byline",
    "read_date",
    "read_dateline",
    "read_source",
]

# Names that stand elsewhere than in model.py.
_HOMES = {
    "Cluster": "reposts",
    "Copy": "reposts",
    "DateMention": "facts.dates",
    "Kind": "roles",
    "Member": "reposts",
    "Options": "known",
    "ParseError": "bulk",
    "Pipeline": "pipeline",
    "Role": "roles",
    "Span": "page",
    "cluster": "reposts",
    "parse": "pipeline",
    "parse_html": "pipeline",
    "parse_many": "bulk",
    "read_byline": "readers",
    "read_date": "readers",
    "read_dateline": "readers",
    "read_source": "readers",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'clipparse' has no attribute {name!r}")
    value = getattr(import_module(f"clipparse.{_HOMES.get(name, 'model')}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
