"""Whether a page is a newspaper's own, rather than a post that may re-post one."""

from __future__ import annotations

from collections.abc import Sequence

from clipparse import lazy
from clipparse.lexicon import Lexicon
from clipparse.web.outline import POSTS, Outline
from clipparse.web.stated import Stated
from clipparse.web.text import site_of
from clipparse.web.voice import is_personal

_BLOG = lazy.compile(r"\b(?:we)?blogs?\b|blogspot|\bblog\.")
_GENERATORS = ("blogger", "wordpress", "typepad", "movable type", "livejournal", "medium", "ghost", "tumblr")
_OF_BLOGS = {"BlogPosting", "SocialMediaPosting"}
# What newspapers' programs write for search engines and syndication, and those of blogs do not.
_OF_NEWS = lazy.compile(
    r"(?:news_keywords$|original-source$|syndication-source$|sailthru\.|parsely-|cxense|article:content_tier$)"
)


def is_news_page(outline: Outline, stated: Stated, containers: Sequence[int], said: str) -> bool:
    """Is this a newspaper's own page? By what it states, then by who speaks in the text `said`."""
    if "medium" in stated.made_with or stated.kinds & _OF_BLOGS:
        return False
    if any(kind.endswith("NewsArticle") for kind in stated.kinds):
        return True
    if _BLOG.search(f"{stated.made_with} {stated.url or ''}"):
        return False
    if stated.is_article and (any(map(_OF_NEWS.match, stated.named)) or _is_known(stated)):
        return True
    if any(one in stated.made_with for one in _GENERATORS):
        return False
    blogs = {place for name in POSTS for place in outline.places.get(name, ())}
    if not containers:
        return bool(said) and not blogs and not is_personal(said.split("\n"))
    return containers[0] not in blogs and not is_personal(said.split("\n"))


def _is_known(stated: Stated) -> bool:
    """Is its outlet, or where it stands, one of the papers that we know by name?"""
    return any(map(Lexicon.default().outlet, filter(None, (stated.outlet, site_of(stated.url or "")))))
