"""The table of contents of the library: every stage, in reading order.

A stage is a function `(page, lexicon) -> (line index, clue), ...`. It gives opinions; `decode.py` judges.
"""

from __future__ import annotations

from clipparse.clue import Stage
from clipparse.stages import (
    body,
    byline,
    caption,
    comment,
    commentary,
    dateline,
    furniture,
    headline,
    kicker,
    pattern,
    place,
    post,
    record,
    site,
    source,
    standfirst,
    subhead,
    topic,
    voice,
)

STAGES: tuple[tuple[str, Stage], ...] = (
    ("place", place.observe),
    ("site", site.observe),
    ("furniture", furniture.observe),
    ("post", post.observe),
    ("kicker", kicker.observe),
    ("headline", headline.observe),
    ("standfirst", standfirst.observe),
    ("byline", byline.observe),
    ("dateline", dateline.observe),
    ("source", source.observe),
    ("record", record.observe),
    ("body", body.observe),
    ("voice", voice.observe),
    ("subhead", subhead.observe),
    ("topic", topic.observe),
    ("pattern", pattern.observe),
    ("caption", caption.observe),
    ("commentary", commentary.observe),
    ("comment", comment.observe),
)
