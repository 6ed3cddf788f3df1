"""Everyday use, every value with its type: what a type checker makes of clipparse.

mypy --strict and pyright accept this file, and the tests run it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import clipparse
from clipparse import Clipping, Clue, Options, Pipeline, Post, Role, Source, Span
from clipparse.clue import Sighting
from clipparse.export import to_markdown
from clipparse.lexicon import Lexicon
from clipparse.page import Page

TEXT = """\
Saturday, 15 March 2014

Storm closes schools along the coast
By Zoë Lee
13 March 2014

Schools along the coast stayed shut on Monday after a storm tore the roofs from two of them, officials said.

"We were not ready," said Ann Lund, who has asked the council for help three times since the summer.
"""

PLEDGED = Clue("pledges", Role.FURNITURE, 3.0, "asks for a pledge")


def pledges(page: Page, lexicon: Lexicon) -> Iterator[Sighting]:
    """A stage of one's own: begging is furniture."""
    for line in page.lines:
        if "pledge" in line.text:
            yield line.index, PLEDGED


def sources(post: Post) -> dict[str, Source | None]:
    """Who published each article, by its id."""
    return {clip.id: clip.source for clip in post}


def from_page(page: bytes) -> Post:
    """A post out of HTML; needs the extra `html`."""
    return clipparse.parse_html(page, "https://blog.example/2014/03/storm.html", posted=dt.date(2014, 3, 15))


def where(post: Post, clip: Clipping, field: str) -> list[str]:
    """The raw text behind a field."""
    spans: tuple[Span, ...] = clip.spans.get(field, ())
    return [span.of(post.text) for span in spans]


def main() -> str:
    """Read a post, and say what is in it."""
    parser = Pipeline(options=Options(posted=dt.date(2014, 3, 15), languages=("en",))).with_stage(pledges)
    post = parser.parse(TEXT)
    clip: Clipping = post[0]
    first_two: tuple[Clipping, ...] = post[:2]
    headline: str | None = clip.headline
    published: dt.date | None = clip.published
    names: list[str] = [author.name for author in clip.byline.authors] if clip.byline else []
    speakers: set[str | None] = {quote.speaker for one in first_two for quote in one.quotes}
    bodies: list[str] = [line.span.of(post.text) for line in post.lines if line.role is Role.BODY]
    posts: list[Post] = list(clipparse.parse_many([TEXT, TEXT], workers=0))
    again: Post = Post.from_dict(post.to_dict())
    assert again == post == posts[0]
    assert where(post, clip, "headline") == [headline]
    assert sources(post) == {clip.id: None}
    assert len(bodies) == 2
    assert from_page(f"<pre>{TEXT}</pre>".encode())[0].headline == headline
    assert to_markdown(posts, ["one", "two"]).startswith("# one")
    return f"{headline} ({', '.join(names)}, {published}): {len(clip.quotes)} quote by {speakers}"


if __name__ == "__main__":
    print(main())
