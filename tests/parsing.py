"""Posts that several tests look at are parsed once in each process."""

from __future__ import annotations

from functools import lru_cache

import clipparse


@lru_cache(maxsize=512)
def parsed(text: str) -> clipparse.Post:
    """`clipparse.parse(text)`; nothing in a post changes, so that tests may share it."""
    return clipparse.parse(text)
