"""Links: where one stands in a line, who publishes under its address, and what the address tells."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from clipparse import lazy
from clipparse.lexicon import Lexicon

URL = lazy.compile(
    r"(?:https?://|\bwww\.)[^\s<>\"'\])|]{3,300}"
    r"|(?<![\w@./-])(?:[a-z0-9-]{2,40}\.){1,3}(?:com|org|net|edu|gov|info"
    r"|co|uk|de|fr|at|ch|ca|au|in|it|es|nl|eu|us)/[^\s<>\"'\])|]{1,300}",
    re.IGNORECASE,
)
MAIL = lazy.compile(r"[\w.+-]{1,60}@[\w.-]{1,60}|\[email.protected\]")
SITE = lazy.compile(
    r"(?<![\w@./-])(?:[A-Za-z0-9][\w-]{0,40}\.){1,3}(?:com?|org|net"
    r"|info|news|tv|uk|us|de|fr|at|ch|eu|ca|au|nz|in|pk|lk|za|ng|ke"
    r"|ie|il|it|es|pt|nl|be|se|no|dk|fi|pl|ru|ua|br|mx|ar|cl|jp|hk|sg|my|ph)(?![\w@-]|\.\w)",
    re.IGNORECASE,
)
_HOST = lazy.compile(r"(?:https?://)?(?:www\d?\.|m\.|mobile\.|amp\.|edition\.)?([^/:?#\s]{1,100})", re.IGNORECASE)
_ARTICLE_PATH = lazy.compile(
    r"/\d{4}[/-]\d{1,2}|/\d{6,}|\d{8}|/[\w%]{2,20}(?:-[\w%]{1,20}){3}|\.s?html?\b|\.stm\b|article|story|news/",
    re.IGNORECASE,
)
_SHARE_PATH = lazy.compile(
    r"share|sharer|/intent/|subscri|log-?in|sign-?up|register|feedburner|/feed|rss|\.(?:jpe?g"
    r"|gif|png|pdf|mp[34])\b|privacy|terms|unsubscribe|mailto|addthis|/tag/|/category/",
    re.IGNORECASE,
)


def url_in(line: str) -> str | None:
    """The first link of a line, without the punctuation behind it.

    >>> url_in("(see www.example.org/a/b.)"), url_in("either/or")
    ('www.example.org/a/b', None)
    """
    match = URL.search(line) if _may_link(line) else None
    return match[0].rstrip(".,;:!?…") if match else None


def addresses_in(line: str) -> Iterator[tuple[int, int]]:
    """Where links and mail addresses stand."""
    if _may_link(line):
        yield from (match.span() for match in URL.finditer(line))
    if "@" in line or "[" in line:
        yield from (match.span() for match in MAIL.finditer(line))


def _may_link(line: str) -> bool:
    return "/" in line or "www." in line.casefold()


def outlet_of(url: str, lexicon: Lexicon) -> str | None:
    """The outlet that publishes under this address.

    >>> outlet_of("http://news.bbc.co.uk/2/hi/1.stm", Lexicon.default())
    'BBC News'
    """
    domains, labels = lexicon.names["domains"], _host(url).split(".")
    hosts = (".".join(labels[first:]) for first in range(max(1, len(labels) - 1)))
    return next((str(domains[host]) for host in hosts if domains.get(host)), None)


def is_of(url: str, hosts: Container[str]) -> bool:
    """Does the link lead to one of these hosts, or to one under them?

    >>> is_of("http://somebody.blogspot.com/2014/03/post.html", {"blogspot.com"})
    True
    """
    labels = _host(url).split(".")
    return any(".".join(labels[first:]) in hosts for first in range(len(labels)))


def leads_to_article(url: str) -> bool:
    """Does the address hold a date or a headline?"""
    return _ARTICLE_PATH.search(url) is not None


def leads_elsewhere(url: str) -> bool:
    """To share, subscribe, log in or to a picture."""
    return _SHARE_PATH.search(url) is not None


def _host(url: str) -> str:
    match = _HOST.match(url)
    return match[1].casefold() if match else ""
