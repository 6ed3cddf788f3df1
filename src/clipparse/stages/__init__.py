"""The table of contents of the library: every stage, in reading order.

A stage is a function `(page, lexicon) -> (line index, clue), ...`. It gives opinions; `decode.py` judges.
The page that it sees has one line for each paragraph (`Page.unwrapped`). No stage sees what another says, so their
order is the reader's.
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
    listing,
    manner,
    pattern,
    place,
    post,
    preview,
    record,
    site,
    source,
    standfirst,
    subhead,
    topic,
    voice,
)

STAGES: tuple[tuple[str, Stage], ...] = (
    # the page
    ("place", place.observe),
    ("site", site.observe),
    ("furniture", furniture.observe),
    ("post", post.observe),
    # an article's head and tail
    ("kicker", kicker.observe),
    ("headline", headline.observe),
    ("standfirst", standfirst.observe),
    ("byline", byline.observe),
    ("dateline", dateline.observe),
    ("source", source.observe),
    ("record", record.observe),
    # its text, and who speaks in it
    ("body", body.observe),
    ("preview", preview.observe),
    ("voice", voice.observe),
    ("manner", manner.observe),
    ("subhead", subhead.observe),
    ("listing", listing.observe),
    # where one article ends and the next begins
    ("topic", topic.observe),
    ("pattern", pattern.observe),
    # what stands beside the text
    ("caption", caption.observe),
    ("commentary", commentary.observe),
    ("comment", comment.observe),
)
