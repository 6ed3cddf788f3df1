"""A Scrapy pipeline that adds clippings to the items of a spider (extra `scrapy`).

ITEM_PIPELINES = {"clipparse.scrapy.ClippingPipeline": 300}
CLIPPARSE_TEXT_FIELD = "text"    # or
CLIPPARSE_HTML_FIELD = "html"
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Self

from clipparse.extras import need
from clipparse.model import Post
from clipparse.pipeline import Pipeline
from clipparse.records import day, read

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

_LOG = logging.getLogger(__name__)
_SETTINGS = {
    "text_field": "CLIPPARSE_TEXT_FIELD",
    "html_field": "CLIPPARSE_HTML_FIELD",
    "url_field": "CLIPPARSE_URL_FIELD",
    "posted_field": "CLIPPARSE_POSTED_FIELD",
    "field": "CLIPPARSE_FIELD",
}


class ClippingPipeline:
    """Reads the post in each item and puts its clippings beside it, as plain dicts that every feed can write.

    An item may be whatever itemadapter knows: a dict, a Scrapy `Item`, a dataclass, an attrs class, a pydantic model;
    one with fixed fields needs a field for the clippings. An item without the post's field passes as it is, with a
    warning that names the fields that there are, once for each kind of item. A page that cannot be read, or a day that
    is none, raises `DropItem` with the reason, which Scrapy logs.

    Parameters
    ----------
    text_field: where an item has a post's text (setting `CLIPPARSE_TEXT_FIELD`).
    html_field: where it has a page instead, as str or bytes (setting `CLIPPARSE_HTML_FIELD`; extra `html`).
    url_field: where it has the post's address (setting `CLIPPARSE_URL_FIELD`, `url` if not given).
    posted_field: where it has the day of the post, as a date, a time, or text in ISO 8601 or as feeds have it (setting
        `CLIPPARSE_POSTED_FIELD`, `posted` if not given).
    field: where the clippings go (setting `CLIPPARSE_FIELD`, `clippings` if not given).

    Raises
    ------
    ValueError: neither `text_field` nor `html_field` is given, or both are.
    TypeError: an item with fixed fields has none for the clippings (`process_item`).
    ModuleNotFoundError: the extra is not installed: `pip install 'clipparse-news[scrapy]'`.

    >>> pipeline = ClippingPipeline(text_field="body")
    >>> text = "Storm closes schools\\nBy Ann Lee\\n\\nSchools along the coast stayed shut on Monday, officials said."
    >>> [clip["headline"] for clip in pipeline.process_item({"body": text})["clippings"]]
    ['Storm closes schools']
    """

    def __init__(
        self,
        *,
        text_field: str | None = None,
        html_field: str | None = None,
        url_field: str = "url",
        posted_field: str = "posted",
        field: str = "clippings",
    ) -> None:
        if bool(text_field) == bool(html_field):
            told = "not in both" if text_field else "one must be set"
            raise ValueError(
                f"say where items have their post: text in {_SETTINGS['text_field']} or a page in"
                f" {_SETTINGS['html_field']}; {told}"
            )
        self.text_field = text_field
        self.html_field = html_field
        self.url_field = url_field
        self.posted_field = posted_field
        self.field = field
        self._pipeline = Pipeline.default()
        self._warned: set[str] = set()
        self._adapter: Any = need("itemadapter", "scrapy").ItemAdapter
        self._dropped: Any = need("scrapy.exceptions", "scrapy").DropItem

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The pipeline that the crawler's settings describe."""
        given = {name: crawler.settings.get(setting) for name, setting in _SETTINGS.items()}
        return cls(**{name: value for name, value in given.items() if value})

    def process_item(self, item: Any, spider: Any = None) -> Any:
        """The same item, with its clippings."""
        fields = self._adapter(item)
        if (name := self.text_field or self.html_field) not in fields.field_names():
            self._warn(item, name, fields)
            return item
        content = fields.get(name)
        if content is None:
            return item
        if self.field not in fields.field_names() and not isinstance(item, dict):
            raise TypeError(f"{type(item).__name__} has no field {self.field!r} for the clippings: add one")
        try:
            post = self._read(content, fields)
        except (TypeError, ValueError) as error:
            raise self._dropped(f"no post in {self.text_field or self.html_field!r}: {error}") from error
        fields[self.field] = [clip.to_dict() for clip in post]
        return item

    def _warn(self, item: Any, name: str | None, fields: Any) -> None:
        """A misspelt setting would leave all items as they are without a word."""
        kind, there = type(item).__name__, ", ".join(map(str, fields.field_names())) or "none"
        if kind in self._warned:
            return
        self._warned.add(kind)
        setting = _SETTINGS["text_field" if self.text_field else "html_field"]
        _LOG.warning(
            "%s has no field %r, which %s names; there are: %s; it passes as it is", kind, name, setting, there
        )

    def _read(self, content: Any, fields: Any) -> Post:
        if self.text_field and not isinstance(content, str):
            return self._pipeline.parse(content)  # which says what is wrong with it
        try:
            posted = day(fields.get(self.posted_field))
        except ValueError as error:
            raise ValueError(f"field {self.posted_field!r}: {error}") from None
        kind = "text" if self.text_field else "html"
        return read({kind: content, "posted": posted, "url": fields.get(self.url_field) or None}, self._pipeline)
