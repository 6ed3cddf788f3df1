"""The Scrapy pipeline: items of every kind, settings, and a crawl."""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import attrs
import pytest

from clipparse.scrapy import ClippingPipeline

# Scrapy takes as long to load as all the rest: only where one of these tests runs, and not where they are collected.
pytestmark = pytest.mark.usefixtures("scrapy")

PAGES = Path(__file__).parent.parent / "fixtures" / "html"
TEXT = "Storm closes schools\nBy Ann Lee\n\nSchools along the coast stayed shut on Monday, officials said."


@pytest.fixture(scope="module")
def scrapy() -> Any:
    return pytest.importorskip("scrapy", reason="needs Scrapy: pip install -e '.[scrapy]'")


def crawler_like(settings: dict[str, str]) -> Any:
    """As much of a crawler as the pipeline asks."""
    from scrapy.settings import Settings

    return SimpleNamespace(settings=Settings(settings))


def scrapy_item(body: str) -> Any:
    from scrapy.item import Field, Item

    return type("ScrapyItem", (Item,), {"body": Field(), "clippings": Field()})(body=body)


@dataclasses.dataclass
class DataItem:
    body: str
    clippings: Any = None


@attrs.define
class AttrsItem:
    body: str
    clippings: Any = None


def pydantic_item(body: str) -> Any:
    pydantic = pytest.importorskip("pydantic", reason="needs pydantic: pip install pydantic")
    return pydantic.create_model("PydanticItem", body=(str, ...), clippings=(Any, None))(body=body)


def dict_item(body: str) -> dict[str, Any]:
    return {"body": body}


@pytest.mark.parametrize(
    "make", [dict_item, scrapy_item, DataItem, AttrsItem, pydantic_item], ids=lambda one: one.__name__
)
def test_items_of_every_kind_get_their_clippings(make: Any) -> None:
    """On the item itself, as plain data."""
    item = make(body=TEXT)
    returned = ClippingPipeline(text_field="body").process_item(item, None)
    clippings = item["clippings"] if make in (dict_item, scrapy_item) else item.clippings

    assert returned is item
    assert [clip["headline"] for clip in clippings] == ["Storm closes schools"]
    assert json.loads(json.dumps(clippings)) == clippings


def test_an_item_without_a_post_passes() -> None:
    """Other spiders' items are none of its business."""
    assert ClippingPipeline(text_field="body").process_item({"price": 3}, None) == {"price": 3}


def test_an_item_without_the_field_is_told(caplog: pytest.LogCaptureFixture) -> None:
    """Once, with the fields that there are: a misspelt setting would do nothing without a word."""
    pipeline = ClippingPipeline(text_field="body")
    for _ in range(2):
        pipeline.process_item({"text": "Rain fell.", "url": "u"}, None)

    assert [record.getMessage() for record in caplog.records] == [
        "dict has no field 'body', which CLIPPARSE_TEXT_FIELD names; there are: text, url; it passes as it is"
    ]


def test_the_item_s_own_day_and_address_go_with_it() -> None:
    """`12 Oct` takes its year from the day; a day that is none drops the item."""
    from scrapy.exceptions import DropItem

    text = TEXT.replace("\n\n", "\n12 Oct\n\n")
    settings = {"CLIPPARSE_TEXT_FIELD": "body", "CLIPPARSE_POSTED_FIELD": "day"}
    pipeline = ClippingPipeline.from_crawler(crawler_like(settings))
    items = [{"body": text, "day": day, "url": "https://a.example/1"} for day in ("2013-10-14", "2014-10-14", None)]

    published = [pipeline.process_item(item)["clippings"][0]["published"] for item in items]
    assert published == ["2013-10-12", "2014-10-12", None]
    with pytest.raises(DropItem, match="no post in 'body': field 'day': 'soon' is no day like 2014-03-15"):
        pipeline.process_item({"body": text, "day": "soon"})


@pytest.mark.parametrize(
    ("options", "item", "told"),
    [
        ({"text_field": "body"}, {"body": b"x"}, "no post in 'body': parse.. takes a str, not bytes"),
        ({"html_field": "page"}, {"page": ""}, "no post in 'page': the page is empty"),
    ],
)
def test_a_post_that_cannot_be_read_drops_its_item(options: dict[str, str], item: Any, told: str) -> None:
    """With the reason."""
    from scrapy.exceptions import DropItem

    with pytest.raises(DropItem, match=told):
        ClippingPipeline(**options).process_item(item, None)


def test_an_item_with_no_room_for_clippings_is_an_error() -> None:
    """Of whoever made the item, which says what to add."""
    room = dataclasses.make_dataclass("Narrow", [("body", str)])
    with pytest.raises(TypeError, match="Narrow has no field 'clippings' for the clippings: add one"):
        ClippingPipeline(text_field="body").process_item(room(body=TEXT), None)


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({}, "one must be set"),
        ({"CLIPPARSE_TEXT_FIELD": "a", "CLIPPARSE_HTML_FIELD": "b"}, "not in both"),
    ],
)
def test_settings_that_do_not_say_where_the_post_is(settings: dict[str, str], told: str) -> None:
    """Stop the crawl before it begins, with a sentence that names the settings."""
    with pytest.raises(ValueError, match=f"CLIPPARSE_TEXT_FIELD or a page in CLIPPARSE_HTML_FIELD; {told}"):
        ClippingPipeline.from_crawler(crawler_like(settings))


SPIDER = """
import sys
import scrapy
from scrapy.crawler import CrawlerProcess

class Spider(scrapy.Spider):
    name = "pages"
    start_urls = sys.argv[2:]

    def parse(self, response):
        yield {"address": "https://me.example/" + response.url.rpartition("/")[2], "page": response.body}

process = CrawlerProcess({
    "ITEM_PIPELINES": {"clipparse.scrapy.ClippingPipeline": 300},
    "CLIPPARSE_HTML_FIELD": "page",
    "CLIPPARSE_URL_FIELD": "address",
    "CLIPPARSE_FIELD": "articles",
    "FEEDS": {sys.argv[1]: {"format": "jsonlines", "fields": ["address", "articles"]}},
    "TELNETCONSOLE_ENABLED": False,
    "LOG_LEVEL": "WARNING",
})
process.crawl(Spider)
process.start()
"""


def test_a_crawl_over_local_pages(tmp_path: Path) -> None:
    """Two pages come out with their clippings, a third is dropped with a warning, and the feed is JSON."""
    empty = tmp_path / "empty.html"
    empty.write_text("<html><body><script>fill()</script></body></html>")
    pages = [PAGES / "blogger-one-clipping.html", PAGES / "newspaper-page.html", empty]
    command = [sys.executable, "-c", SPIDER, (tmp_path / "out.jsonl").as_uri(), *(page.as_uri() for page in pages)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    found = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]

    assert {one["address"]: [clip["headline"] for clip in one["articles"]] for one in found} == {
        "https://me.example/blogger-one-clipping.html": ["Ferry pier shut until spring"],
        "https://me.example/newspaper-page.html": ["Ferry pier closed until April"],
    }
    assert "Dropped: no post in 'page': there is no text in the page" in done.stderr
