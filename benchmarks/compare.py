"""clipparse beside libraries that read web pages, dates and damaged text, on the posts of `fixtures/`.

    pip install -U pip && pip install '.[bench]' && python benchmarks/compare.py

Prints tables in Markdown, and the versions. The libraries were made for another task: a page with one article on it,
whose markup says what is what. So each is asked twice: for the post as a page of a blog, where it can name one
article of several; and for every article by itself, as a newspaper's own page, with all the markup that they read.
Which lines are menu, comment, headline and so on is known from the labels, and goes into the markup; so the pages are
cleaner than pages are. The fixtures are this project's own, and among the posts that clipparse is fitted on.
What is not installed is left out. `--pages DIR` asks them for whole pages of one's own instead (pages.py).
(Older versions of pip fail on the libraries' requirements.)
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import logging
import platform
import re
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape, unescape
from importlib.metadata import PackageNotFoundError, version
from itertools import groupby
from pathlib import Path

import pages

import clipparse

FIXTURES = Path(__file__).parent.parent / "fixtures"
LANGUAGES = ("de", "es", "fr", "it", "nl", "pt", "ru")
ADDRESS = "https://blog.example/entry.html"

# -- what is asked, and what is answered


@dataclass(frozen=True)
class Article:
    """What a label states of an article, or a library answers."""

    text: str = ""
    headline: str | None = None
    authors: tuple[str, ...] = ()
    day: dt.date | None = None


@dataclass(frozen=True)
class Case:
    """A page, the same as flat text, and what stands in it."""

    name: str
    language: str
    flat: str
    html: str
    posted: dt.date | None
    wanted: tuple[Article, ...]
    clutter: str = ""  # menus, comments
    remarks: str = ""  # the poster's words
    damage: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Line:
    number: int
    text: str
    role: str
    clipping: int | None


def labelled(name: str) -> Iterator[Line]:
    lines = (FIXTURES / f"{name}.txt").read_bytes().decode().split("\n")
    for number, role, clipping in json.loads((FIXTURES / f"{name}.json").read_text("utf-8"))["lines"]:
        yield Line(number, lines[number - 1].strip(), role, clipping)


def joined(lines: Iterable[Line], *roles: str) -> str:
    return "\n".join(line.text for line in lines if line.role in roles)


def day(stated: str | None) -> dt.date | None:
    return dt.date.fromisoformat(stated[:10]) if stated else None


def cases() -> Iterator[tuple[Case, list[Case]]]:
    """Each post, and each of its articles by itself."""
    for path in sorted(FIXTURES.glob("*.json")):
        label, lines = json.loads(path.read_text("utf-8")), list(labelled(path.stem))
        language = path.stem[:2] if path.stem[:3] in {f"{one}-" for one in LANGUAGES} else "en"
        damage = tuple((before, after) for _, before, after in label["corrections"])
        posted = day(label["post"].get("posted"))
        wanted, alone = [], []
        for place, facts in enumerate(label["clippings"]):
            own = [line for line in lines if line.clipping == place]
            article = Article(
                text=joined(own, "body"),
                headline=" ".join(facts.get("headline", joined(own, "headline")).split()) or None,
                authors=tuple(facts["authors"]),
                day=day(facts["published"]),
            )
            wanted.append(article)
            flat = paragraphs(own)
            if article.headline and "headline" not in {line.role for line in own}:  # the post's title is the headline
                flat = f"{article.headline}\n\n{flat}"
            page = newspaper_page(own, article, facts["source"] or "News", language)
            alone.append(Case(f"{path.stem}/{place}", language, flat, page, posted, (article,), damage=damage))
        yield (
            Case(
                *(path.stem, language, (FIXTURES / f"{path.stem}.txt").read_bytes().decode()),
                *(blog_page(lines, tuple(wanted), language), posted, tuple(wanted)),
                clutter=joined(lines, "furniture", "comment"),
                remarks=joined(lines, "commentary"),
                damage=damage,
            ),
            alone,
        )


# -- pages


def blocks(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Lines that follow one another without a gap and are of one kind."""
    for _, block in groupby(enumerate(lines), lambda one: (one[1].role, one[1].clipping, one[1].number - one[0])):
        yield [line for _, line in block]


def paragraphs(lines: Sequence[Line]) -> str:
    return "\n\n".join("\n".join(line.text for line in block) for block in blocks(lines)) + "\n"


def marked(block: Sequence[Line], tag: str = "p", attributes: str = "") -> str:
    return f"<{tag}{attributes}>{'<br>'.join(escape(line.text) for line in block)}</{tag}>"


def blog_page(lines: Sequence[Line], wanted: Sequence[Article], language: str) -> str:
    """The post as WordPress shows it: menus, the post with its title and text, comments, the foot of the page.

    Who posted it when stands in its text but not in `<head>`: a library would name them in place of the article's.
    """
    inside = [place for place, line in enumerate(lines) if line.role not in ("furniture", "comment")]
    first, last = (inside[0], inside[-1] + 1) if inside else (0, len(lines))
    titles = [place for place, line in enumerate(lines) if line.role == "post_title"]
    begins = titles[0] + 1 if titles else first
    title = re.sub(r"^(?:subject|betreff):\s*", "", lines[titles[0]].text, flags=re.IGNORECASE) if titles else None
    title = title or next((one.headline for one in wanted if one.headline), None) or lines[first].text
    shapes = {"post_title": ("h1", ' class="entry-title"'), "headline": ("h3", "")}
    comments = "".join(marked(block) for block in blocks(lines[last:]) if block[0].role == "comment")
    foot = "".join(marked(block) for block in blocks(lines[last:]) if block[0].role == "furniture")
    body = [
        *(marked(block, "nav") for block in blocks(lines[:first])),
        '<article class="post hentry">',
        '<header class="entry-header">' if titles else "",
        *(marked(block, *shapes.get(block[0].role, ())) for block in blocks(lines[first:begins])),
        "</header>" if titles else "",
        '<div class="entry-content">',
        *(marked(block, *shapes.get(block[0].role, ())) for block in blocks(lines[begins:last])),
        "</div>\n</article>",
        f'<section id="comments" class="comments">{comments}</section>' if comments else "",
        f"<footer>{foot}</footer>" if foot else "",
    ]
    return page(title, language, '<meta name="generator" content="WordPress 6.4">', "\n".join(filter(None, body)))


def newspaper_page(lines: Sequence[Line], article: Article, paper: str, language: str) -> str:
    """The article on a page of its own, which states in markup all that a library may look for."""
    metas = [f'<meta name="author" content="{escape(name)}">' for name in article.authors]
    if article.day:
        metas.append(f'<meta property="article:published_time" content="{article.day.isoformat()}">')
    shapes = {
        "byline": ("p", ' class="byline"'),
        "dateline": ("p", ' class="date"'),
        "subhead": ("h2", ""),
        "caption": ("figcaption", ""),
    }
    title = f"<h1>{escape(article.headline)}</h1>" if article.headline else ""
    rest = [line for line in lines if line.role != "headline"]
    body = "\n".join(marked(block, *shapes.get(block[0].role, ())) for block in blocks(rest))
    return page(article.headline or paper, language, "\n".join(metas), f"<article>\n{title}\n{body}\n</article>")


def page(title: str, language: str, metas: str, body: str) -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n'
        f'<meta property="og:title" content="{escape(title)}">\n<meta property="og:type" content="article">\n'
        f"{metas}\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


# -- the libraries, each asked in the way that suits it best

Answer = list[Article]


def ours(post: clipparse.Post) -> Answer:
    return [
        Article(
            text=clip.text,
            headline=clip.headline,
            authors=tuple(one.name for one in clip.byline.authors if one.credit == "author") if clip.byline else (),
            day=clip.published,
        )
        for clip in post
    ]


def clipparse_text(case: Case) -> Answer:
    return ours(clipparse.parse(case.flat, posted=case.posted))


def clipparse_html(case: Case) -> Answer:
    return ours(clipparse.parse_html(case.html, ADDRESS, posted=case.posted))


def newspaper4k(case: Case) -> Answer:
    import newspaper

    article = newspaper.Article(ADDRESS, language=case.language, fetch_images=False)
    article.download(input_html=case.html)
    article.parse()
    return one(article.text, article.title, article.authors, article.publish_date)


def trafilatura(case: Case) -> Answer:
    from trafilatura import bare_extraction

    found = bare_extraction(
        case.html,
        url=ADDRESS,
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"original_date": True, "min_date": "1900-01-01"},
    )
    if found is None:
        return []
    return one(found.text, found.title, (found.author or "").split("; "), found.date)


def goose3(case: Case) -> Answer:
    from goose3 import Goose

    with Goose({"enable_image_fetching": False, "target_language": case.language}) as goose:
        found = goose.extract(raw_html=case.html)
        return one(found.cleaned_text, found.title, found.authors, found.publish_date)


def news_please(case: Case) -> Answer:
    from newsplease import NewsPlease

    found = NewsPlease.from_html(case.html, url=ADDRESS, fetch_images=False)
    return one(found.maintext, found.title, found.authors, found.date_publish)


def readability(case: Case) -> Answer:
    from readability import Document

    found = Document(case.html)
    text = unescape(re.sub(r"<[^>]+>", " ", found.summary()))
    author = found.author()
    return one(text, found.short_title(), [] if author == "[no-author]" else [author], None)


def justext(case: Case) -> Answer:
    import justext

    names = dict(
        zip(LANGUAGES, ("German", "Spanish", "French", "Italian", "Dutch", "Portuguese", "Russian"), strict=True)
    )
    found = justext.justext(case.html, justext.get_stoplist(names.get(case.language, "English")))
    return one("\n".join(one.text for one in found if not one.is_boilerplate), None, (), None)


def htmldate(case: Case) -> Answer:
    from htmldate import find_date

    return one("", None, (), find_date(case.html, original_date=True, min_date="1900-01-01"))


def dateparser(case: Case) -> Answer:
    from dateparser.search import search_dates

    settings: dict[str, object] = {"REQUIRE_PARTS": ["day", "month"], "PREFER_DATES_FROM": "past"}
    if case.posted:
        settings["RELATIVE_BASE"] = dt.datetime.combine(case.posted, dt.time(12))
    found = search_dates(case.flat, languages=[case.language], settings=settings)
    return one("", None, (), first_but_posted([moment for _, moment in found or ()], case))


def datefinder(case: Case) -> Answer:
    import datefinder

    base = dt.datetime.combine(case.posted, dt.time(12)) if case.posted else None
    first = "month" if case.language == "en" else "day"
    found = datefinder.find_dates(case.flat, base_date=base, first=first, allow_month_only=False)
    return one("", None, (), first_but_posted(found, case))


def first_but_posted(found: Iterable[dt.datetime], case: Case) -> dt.date | None:
    """The first date, passing over the day of the post as far as there is another."""
    days = [moment.date() for moment in found]
    return next((day for day in days if day != case.posted), days[0] if days else None)


def one(text: str | None, headline: str | None, authors: Iterable[str], stated: object) -> Answer:
    if isinstance(stated, dt.datetime):
        stated = stated.date()
    if not isinstance(stated, dt.date):
        stated = day(str(stated)) if stated else None
    return [Article(text or "", headline or None, tuple(name for name in authors if name), stated)]


# Name, package, which of headline, authors, day and text it tells, and how it is asked.
LIBRARIES: tuple[tuple[str, str, str, Callable[[Case], Answer]], ...] = (
    ("clipparse {}, flat text", "clipparse", "headline authors day text", clipparse_text),
    ("clipparse {}, `parse_html`", "clipparse", "headline authors day text", clipparse_html),
    ("newspaper4k {}", "newspaper4k", "headline authors day text", newspaper4k),
    ("news-please {}", "news-please", "headline authors day text", news_please),
    ("trafilatura {}", "trafilatura", "headline authors day text", trafilatura),
    ("goose3 {}", "goose3", "headline authors day text", goose3),
    ("readability-lxml {}", "readability-lxml", "headline authors text", readability),
    ("jusText {}", "justext", "text", justext),
    ("htmldate {}", "htmldate", "day", htmldate),
    ("dateparser {}, `search_dates`", "dateparser", "day", dateparser),
    ("datefinder {}", "datefinder", "day", datefinder),
)

# -- counting


def plain(value: str, case: Case) -> str:
    """As compared: mended, without the marks around it, case and white space."""
    for before, after in case.damage:
        value = value.replace(before, after)
    return " ".join(re.findall(r"\w+", value)).casefold()


def pieces(text: str, case: Case) -> set[str]:
    """The runs of five words in each line, or the whole of a shorter one."""
    lines = (plain(line, case).split() for line in text.split("\n"))
    return {" ".join(words[at : at + 5]) for words in lines for at in range(max(1, len(words) - 4)) if words}


@dataclass
class Tally:
    """What a library got right, got wrong, kept and lost."""

    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("headline", "authors", "day"), 0))
    wrong: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("headline", "authors", "day"), 0))
    numbers: int = 0
    shares: dict[str, list[int]] = field(default_factory=lambda: {"text": [0, 0], "clutter": [0, 0], "remarks": [0, 0]})

    def add(self, case: Case, answer: Answer) -> None:
        self.numbers += len([found for found in answer if found.text.strip()]) == len(case.wanted)
        for name in self.right:
            left = [value for wanted in case.wanted for value in values(wanted, name, case)]
            for value in (value for found in answer for value in values(found, name, case)):
                if value in left:
                    left.remove(value)
                    self.right[name] += 1
                else:
                    self.wrong[name] += 1
        kept = " \n ".join(plain(line, case) for found in answer for line in found.text.split("\n"))
        flat = f" {' '.join(kept.split())} "
        articles = {piece for wanted in case.wanted for piece in pieces(wanted.text, case)}
        for name, text in (("clutter", case.clutter), ("remarks", case.remarks)):
            self.shares[name][0] += sum(f" {piece} " in flat for piece in pieces(text, case) - articles)
            self.shares[name][1] += len(pieces(text, case) - articles)
        self.shares["text"][0] += sum(f" {piece} " not in flat for piece in articles)
        self.shares["text"][1] += len(articles)


def values(article: Article, name: str, case: Case) -> list[object]:
    """The headline, the names of the authors, or the day: none, one or several."""
    if name == "day":
        return [article.day] if article.day else []
    given = article.authors if name == "authors" else (article.headline or "",)
    return [folded for folded in (plain(one, case) for one in given) if folded]


def tally(ask: Callable[[Case], Answer], asked: Sequence[Case]) -> Tally:
    result = Tally()
    for case in asked:
        try:
            answer = ask(case)
        except ImportError:
            raise
        except Exception as error:  # no answer, as for its user
            print(f"{ask.__name__} fails on {case.name}: {error!r}"[:200], file=sys.stderr)
            answer = []
        result.add(case, answer)
    return result


def most(asked: Sequence[Case], articles: int | None) -> list[str]:
    """How many headlines, names and days are to be had by who tells of so many articles a page."""
    counts = []
    for name in ("headline", "authors", "day"):
        stated = (sorted((len(values(one, name, case)) for one in case.wanted), reverse=True) for case in asked)
        counts.append(str(sum(sum(page[:articles]) for page in stated)))
    return counts


# -- tables


def table(asked: Sequence[Case], as_posts: bool) -> Iterator[str]:
    """One row for each library that is there."""
    heads = ["library", "headlines: right, wrong", "authors", "dates", "text lost"]
    heads += ["right number of articles", "menus, comments kept", "poster's words kept"] if as_posts else []
    rest = " | |" + f" {len(asked)} posts | | |" * as_posts
    yield f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}"
    yield f"| *all there are* | {' | '.join(most(asked, None))}{rest}"
    if as_posts:
        yield f"| *at most, with one article a page* | {' | '.join(most(asked, 1))} | | | | |"
    for title, package, tells, ask in LIBRARIES:
        try:
            number = version(package)
            result = tally(ask, asked)
        except (PackageNotFoundError, ImportError):
            continue
        cells = [
            f"{result.right[name]}, {result.wrong[name]}" if name in tells else ""
            for name in ("headline", "authors", "day")
        ]
        shares = {name: f"{100 * part / whole:.1f} %" if whole else "" for name, (part, whole) in result.shares.items()}
        cells.append(shares["text"] if "text" in tells else "")
        if as_posts:
            cells += [str(result.numbers), shares["clutter"], shares["remarks"]] if "text" in tells else [""] * 3
        yield f"| {title.format(number)} | {' | '.join(cells)} |"


def damage(posts: Sequence[Case]) -> Iterator[str]:
    """What is mended of the damage that the labels list, and what else is touched."""
    import ftfy

    listed = sum(len(case.damage) for case in posts)
    yield "| library | damage mended | lines changed that are not damaged |\n|---|---|---|"
    by_us = other = by_ftfy = touched = 0
    for case in posts:
        edits = [(edit.before, edit.after) for clip in clipparse.parse(case.flat) for edit in clip.corrections]
        by_us += sum(pair in case.damage for pair in edits)
        other += sum(pair not in case.damage for pair in edits)
        for line in case.flat.split("\n"):
            hurt = [pair for pair in case.damage if pair[0] in line]
            mended = ftfy.fix_text(line, uncurl_quotes=False)
            by_ftfy += sum(before not in mended and after in mended for before, after in hurt)
            touched += mended.strip() != line.strip() and not hurt
    yield f"| clipparse {clipparse.__version__} | {by_us} of {listed} | {other} |"
    yield f"| ftfy {version('ftfy')}, `fix_text` | {by_ftfy} of {listed} | {touched} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--show", metavar="NAME", help="print the pages made of this fixture, and nothing else")
    parser.add_argument("--pages", metavar="DIR", type=Path, help="compare on labelled pages, and nothing else")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    if options.pages:
        print("\n".join(pages.table(options.pages)))
        return
    everything = list(cases())
    if options.show:
        for post, alone in everything:
            if post.name == options.show:
                print("\n".join(case.html for case in (post, *alone)))
        return
    posts = [post for post, _ in everything]
    articles = [case for _, alone in everything for case in alone]
    print(f"Python {platform.python_version()}\n\n## {len(posts)} posts, as pages of a blog\n", flush=True)
    for row in table(posts, as_posts=True):
        print(row, flush=True)
    print(f"\n## {len(articles)} articles, each as a newspaper's own page\n")
    for row in table(articles, as_posts=False):
        print(row, flush=True)
    print("\n## Damage\n")
    print("\n".join(damage(posts)))


if __name__ == "__main__":
    main()
