"""clipparse beside other libraries on whole web pages, on a set of one's own: `compare.py --pages DIR`.

DIR holds `NAME.html`, a page as it was fetched, and `NAME.json` beside it with what a reader finds there: `"text"`, the
article's or the post's own text without its headline, and, where it is known, `"date"`, `"authors"` and `"outlet"`.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import fmean

import clipparse
from clipparse.web.encoding import decoded

MIN_DATE = "1990-01-01"
RUN = 4  # words in a row are compared


@dataclass(frozen=True)
class Told:
    """What a label states of a page, or a library answers."""

    text: str = ""
    date: dt.date | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None


@dataclass(frozen=True)
class Labelled:
    name: str
    html: bytes
    told: Told


def labelled(directory: Path) -> Iterator[Labelled]:
    for path in sorted(directory.glob("*.html")):
        label = path.with_suffix(".json")
        if label.exists():
            stated = json.loads(label.read_text("utf-8"))
            date = dt.date.fromisoformat(stated["date"]) if stated.get("date") else None
            told = Told(stated["text"], date, tuple(stated.get("authors", ())), stated.get("outlet"))
            yield Labelled(path.stem, path.read_bytes(), told)


# -- the libraries


def ours(page: Labelled) -> Told:
    """The articles; where a page has none, it is a post, and its own words are asked for."""
    return _of_post(clipparse.parse_html(page.html), with_own_words=False)


def ours_with_own_words(page: Labelled) -> Told:
    return _of_post(clipparse.parse_html(page.html), with_own_words=True)


def _of_post(post: clipparse.Post, with_own_words: bool) -> Told:
    if with_own_words or not len(post):
        kept = {"standfirst", "body", "subhead", "commentary"}
        text = "\n".join(line.span.of(post.text) for line in post.lines if line.role.value in kept)
    else:
        text = "\n".join(f"{clip.standfirst or ''}\n{clip.text}" for clip in post)
    first = next(iter(post), clipparse.Clipping())
    authors = [one.name for one in first.byline.authors if one.credit == "author"] if first.byline else []
    stated = {one.field: one.value for one in post.stated}
    outlet = stated.get("outlet") or (first.source.name if first.source else None)
    return Told(text, first.published or post.posted, tuple(authors or filter(None, [post.author])), outlet)


def trafilatura(page: Labelled) -> Told:
    from trafilatura import bare_extraction

    dates = {"original_date": True, "min_date": MIN_DATE}
    found = bare_extraction(page.html, with_metadata=True, include_comments=False, date_extraction_params=dates)
    if found is None:
        return Told()
    authors = tuple(filter(None, (found.author or "").split("; ")))
    return Told(found.text or "", _day(found.date), authors, found.sitename)


def newspaper4k(page: Labelled) -> Told:
    import newspaper

    article = newspaper.Article("https://news.example/page.html", fetch_images=False)
    article.download(input_html=decoded(page.html))
    article.parse()
    return Told(article.text, _day(article.publish_date), tuple(article.authors), article.meta_site_name)


def readability(page: Labelled) -> Told:
    from lxml.html import fromstring
    from readability import Document

    return Told(str(fromstring(Document(decoded(page.html)).summary()).text_content()))


def _day(stated: object) -> dt.date | None:
    if isinstance(stated, dt.datetime):
        return stated.date()
    return dt.date.fromisoformat(str(stated)[:10]) if stated else None


# Name, package, whether it tells date, author and outlet, and how it is asked.
LIBRARIES: tuple[tuple[str, str, bool, Callable[[Labelled], Told]], ...] = (
    ("clipparse {}", "clipparse-news", True, ours),
    ("clipparse {}, with the post's own words", "clipparse-news", True, ours_with_own_words),
    ("trafilatura {}", "trafilatura", True, trafilatura),
    ("newspaper4k {}", "newspaper4k", True, newspaper4k),
    ("readability-lxml {}", "readability-lxml", False, readability),
)

# -- counting


def runs(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text.replace("\N{SOFT HYPHEN}", "").casefold())
    return Counter(tuple(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1)))


def shares(wanted: str, found: str) -> tuple[float, float]:
    """Precision and recall of the runs of words."""
    want, have = runs(wanted), runs(found)
    common = sum((want & have).values())
    return common / sum(have.values()), common / sum(want.values())


def same_people(wanted: Sequence[str], found: Sequence[str]) -> bool:
    return set(map(_plain, wanted)) == set(map(_plain, found))


def same_outlet(wanted: str, found: str | None) -> bool:
    """`CNET.de` is `CNET`, for a name need not state its domain."""
    return found is not None and re.sub(r"\.\w{2,3}$", "", _plain(wanted)) == re.sub(r"\.\w{2,3}$", "", _plain(found))


def _plain(name: str) -> str:
    titles = r"\b(?:dr|prof|rechtsanwalt|ra|mr|mrs|ms|the)\b\.?"
    return " ".join(re.sub(titles, " ", name.casefold()).strip(" .,").split())


def figures(pages: Sequence[Labelled], ask: Callable[[Labelled], Told]) -> dict[str, str]:
    told = [(page.told, _asked(ask, page)) for page in pages]
    both = [shares(want.text, have.text) for want, have in told]
    scores = [2 * p * r / (p + r) if p + r else 0.0 for p, r in both]
    dates = [want.date == have.date for want, have in told if want.date]
    authors = [same_people(want.authors, have.authors) for want, have in told if want.authors]
    outlets = [same_outlet(want.outlet, have.outlet) for want, have in told if want.outlet]
    return {
        "F1": f"{fmean(scores):.3f}",
        "precision": f"{fmean(p for p, _ in both):.3f}",
        "recall": f"{fmean(r for _, r in both):.3f}",
        "under half of the text": str(sum(r < 0.5 for _, r in both)),
        "date": f"{sum(dates)} of {len(dates)}",
        "author": f"{sum(authors)} of {len(authors)}",
        "outlet": f"{sum(outlets)} of {len(outlets)}",
    }


def _asked(ask: Callable[[Labelled], Told], page: Labelled) -> Told:
    try:
        return ask(page)
    except ImportError:
        raise
    except Exception:  # no answer, as for its user
        return Told()


def table(directory: Path) -> Iterator[str]:
    """One row for each library that is there."""
    pages = list(labelled(directory))
    yield f"## {len(pages)} whole pages\n"
    for number, (title, package, tells, ask) in enumerate(LIBRARIES):
        try:
            at = clipparse.__version__ if package == "clipparse-news" else version(package)
            row = figures(pages, ask)
        except (PackageNotFoundError, ImportError):
            continue
        if not number:
            yield f"| library | {' | '.join(row)} |\n|{'---|' * (len(row) + 1)}"
        cells = [value if tells or " of " not in value else "" for value in row.values()]
        yield f"| {title.format(at)} | {' | '.join(cells)} |"
