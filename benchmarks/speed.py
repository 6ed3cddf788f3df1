"""How fast parsing is, as ratios that are taken in one run: `python benchmarks/speed.py [--rounds 5] [--only WORD]`

    pip install . tqdm trafilatura dateparser newspaper4k 'lxml[html_clean]'

Prints a table in Markdown. What is compared is timed in turn, a few posts by the one and the same posts by the other,
so that a slow minute of the machine falls on both; a round gives one ratio, and the table tells the median of the
rounds and their extremes. Times are those of the process alone, but for workers, which go by the clock. Of the 2,000
posts each round takes its share (`--whole`: all of them). Rows whose library is not installed are left out.
"""

from __future__ import annotations

import argparse
import gc
import html
import platform
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from pathlib import Path
from random import Random
from statistics import median
from string import ascii_lowercase

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from posts import long_post, near_copies, posts

import clipparse
from hostile import SHAPES

# -- what is timed

Work = Callable[[str], object]
_MONTH = "(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
_DATE = re.compile(
    rf"\b(?:\d{{1,2}}\s{_MONTH}\.?,?\s\d{{4}}|{_MONTH}\.?\s\d{{1,2}},?\s\d{{4}}|\d{{4}}-\d\d-\d\d"
    r"|\d{1,2}/\d{1,2}/\d{2,4})\b",
    re.IGNORECASE,
)


def ref(text: str) -> object:
    """The yardstick: the least that any reader of posts must do, by the standard library alone."""
    return {hash(line.strip()) for line in text.split("\n")}, _DATE.findall(text)


def fix_text(text: str) -> object:
    import ftfy

    return ftfy.fix_text(text)


def extract(page: str) -> object:
    import trafilatura

    return trafilatura.extract(page)


def search_dates(text: str) -> object:
    from dateparser.search import search_dates

    return search_dates(text, languages=["en"])  # several times faster than to let it find out


def newspaper(page: str) -> object:
    from newspaper import Article

    article = Article("https://www.example.org/2014/03/13/storm.html", fetch_images=False)
    article.download(input_html=page)
    article.parse()
    return article.text


def as_page(text: str) -> str:
    """A web page with a `<p>` for each line."""
    lines = (f"<p>{html.escape(line)}</p>" for line in text.split("\n") if line.strip())
    return f"<html><body><article>{''.join(lines)}</article></body></html>"


# -- how it is timed


def seconds(work: Work, texts: Sequence[str]) -> float:
    """Time of this process alone."""
    gc.collect()
    begun = time.process_time()
    for text in texts:
        work(text)
    return time.process_time() - begun


def in_turn(works: Sequence[tuple[Work, Sequence[str]]], size: int) -> list[float]:
    """What each work takes for its texts, taken `size` texts at a time by each in turn."""
    spent = [0.0] * len(works)
    for start in range(0, len(works[0][1]), size):
        for number, (work, texts) in enumerate(works):
            spent[number] += seconds(work, texts[start : start + size])
    return spent


def by_clock(commands: Sequence[Sequence[str]]) -> float:
    """Seconds until all of the commands, begun together, have ended."""
    begun = time.perf_counter()
    running = [subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for command in commands]
    codes = [process.wait() for process in running]
    if any(codes):
        raise RuntimeError(f"failed: {commands}")
    return time.perf_counter() - begun


def said(code: str, *arguments: str) -> float:
    """The figure that a fresh Python prints."""
    result = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    return float(result.stdout)


def peak(text: str) -> float:
    """How many bytes more than before a fresh Python holds while it parses a text."""
    code = (
        "import resource, sys, clipparse\n"
        "text = open(sys.argv[1], encoding='utf-8').read()\n"
        "clipparse.parse(text[:100_000])\n"
        "peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024\n"
        "before = peak(); post = clipparse.parse(text); print(peak() - before)"
    )
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        return said(code, file.name)


def two_letters(size: int) -> str:
    """So many characters of lines of two letters."""
    dice = Random(4)
    return "".join("".join(dice.choices(ascii_lowercase, k=2)) + "\n" for _ in range(size // 3))


# -- one round of each group of rows: ratios by name


class Bench:
    """The texts, and the rounds over them."""

    def __init__(self, rounds: int, whole: bool) -> None:
        self.corpus = list(posts(2000))
        self.rounds = rounds
        self.whole = whole
        self.rates: list[float] = []  # microseconds a character, on the corpus

    def share(self, number: int) -> list[str]:
        """The posts of a round."""
        return self.corpus if self.whole else self.corpus[number % self.rounds :: self.rounds]

    def corpus_rows(self, number: int) -> Iterator[tuple[str, float]]:
        texts = self.share(number)
        yardstick, parse, ftfy = in_turn([(ref, texts), (clipparse.parse, texts), (fix_text, texts)], 10)
        self.rates.append(parse / sum(map(len, texts)) * 1e6)
        yield "parse / REF", parse / yardstick
        yield "ftfy / parse", ftfy / parse

    def peer_rows(self, number: int) -> Iterator[tuple[str, float]]:
        for name, package, work, count in (
            ("trafilatura / parse", "trafilatura", extract, 60),
            ("newspaper4k / parse", "newspaper4k", newspaper, 60),
            ("dateparser / parse", "dateparser", search_dates, 4),
        ):
            if not installed(package):
                continue
            texts = self.share(number)[:count]
            theirs = texts if work is search_dates else [as_page(text) for text in texts]
            work(theirs[0])
            other, parse = in_turn([(work, theirs), (clipparse.parse, texts)], 2)
            yield name, other / parse

    def growth_rows(self, number: int) -> Iterator[tuple[str, float]]:
        for name, small, large in (
            ("10 MB / 1 MB", long_post(1_000_000), long_post(10_000_000)),
            ("5,000 / 2,500 paragraphs", near_copies(2500), near_copies(5000)),
        ):
            before, long, after = (seconds(clipparse.parse, [text]) for text in (small, large, small))
            yield name, 2 * long / (before + after)

    def short_rows(self, number: int) -> Iterator[tuple[str, float]]:
        """Half a megabyte of lines of two letters, drawn anew for each line, against as much prose."""
        prose, scraps = long_post(500_000), two_letters(500_000)
        before, spent, after = (seconds(clipparse.parse, [text]) for text in (prose, scraps, prose))
        yield "two letters a line", 2 * spent / (before + after)
        yield "two letters a line, memory", peak(scraps) / 1e6

    def hostile_rows(self, number: int) -> Iterator[tuple[str, float]]:
        """Each shape against the posts that are timed just before and after it, per character."""
        texts = self.share(number)
        for place, (name, make) in enumerate(SHAPES.items()):
            one, other = texts[2 * place % len(texts)], texts[(2 * place + 1) % len(texts)]
            for length in (20_000, *([1_000_000] if name in GREAT else [])):
                text = make(length)
                before, spent, after = (seconds(clipparse.parse, [one]) for one in (one, text, other))
                usual = (before + after) / (len(one) + len(other))
                yield f"hostile: {name}, {length:,}", spent / len(text) / usual

    def import_rows(self, number: int) -> Iterator[tuple[str, float]]:
        code = "import time; begun = time.process_time(); {}; print(time.process_time() - begun)"
        statements = ("import clipparse", "import dateutil.parser", "from clipparse import parse")
        spent = [0.0, 0.0, 0.0]
        for _ in range(7):
            for place, statement in enumerate(statements):
                spent[place] += said(code.format(statement))
        yield "import clipparse / dateutil.parser", spent[0] / spent[1]
        yield "from clipparse import parse / dateutil.parser", spent[2] / spent[1]

    def worker_rows(self, number: int) -> Iterator[tuple[str, float]]:
        if not installed("tqdm"):
            return
        loop = [sys.executable, "-c", "import sys\nfor i in range(int(sys.argv[1])): i * i"]
        turns = 60_000_000
        with tempfile.TemporaryDirectory() as folder:
            room = Path(folder)
            (room / "posts").mkdir()
            for place, text in enumerate(self.corpus[:600]):
                (room / "posts" / f"{place:04}.txt").write_text(text, encoding="utf-8")
            ours = [
                [
                    sys.executable,
                    "-m",
                    "clipparse",
                    f"{room}/posts",
                    "-o",
                    f"{room}/{workers}.jsonl",
                    "--workers",
                    str(workers),
                ]
                for workers in (1, 2)
            ]
            one = by_clock([ours[0]])
            loop_one = by_clock([[*loop, str(turns)]])
            two = by_clock([ours[1]])
            loop_two = by_clock([[*loop, str(turns // 2)]] * 2)
        yield "two workers' gain", one / two
        yield "two loops' gain", loop_one / loop_two
        yield "gain of two workers / of two loops", one / two / (loop_one / loop_two)

    def memory_rows(self, number: int) -> Iterator[tuple[str, float]]:
        text = long_post(10_000_000)
        yield "memory / input, 10 MB", peak(text) / len(text.encode())


# Shapes that are also taken at a million characters.
GREAT = (
    *("one line of words", "one line of prose", "one word", "blank lines", "By By By", "By By By, line by line"),
    *("commas", "dates on one line", "dates, line by line", "digits", "open quotations", "brackets"),
    *("open brackets and words", "nested brackets", "nested quotations", "quoting marks", "deeper and deeper answers"),
    *("paragraphs with a number in each", "paragraphs with an edit in each"),
)

# Name, what stands in the table, the must, the aim; at most (<=) or at least (>=).
TABLE = (
    ("parse / REF", "parse(corpus) / REF", "<=", 4.0, 2.0),
    ("ftfy / parse", "ftfy.fix_text alone / parse, corpus", ">=", 0.9, 1.8),
    ("trafilatura / parse", "trafilatura.extract / parse", ">=", 1.2, 2.0),
    ("dateparser / parse", "dateparser.search alone / parse", ">=", 40, 80),
    ("newspaper4k / parse", "newspaper4k parse / parse", ">=", 5, 10),
    ("10 MB / 1 MB", "10 MB post against 1 MB", "<=", 11, 10.2),
    ("two letters a line", "half a megabyte of two letters a line, per character against prose", "<=", 4, 2),
    ("two letters a line, memory", "its peak memory, MB", "<=", 150, 80),
    ("5,000 / 2,500 paragraphs", "5,000 paragraphs, 40 % near-duplicates, against 2,500", "<=", 2.4, 2.1),
    ("hostile", "worst hostile text per character, against the corpus", "<=", 5, 3),
    ("import clipparse / dateutil.parser", "`import clipparse` against `import dateutil.parser`", "<=", 2.5, 2.0),
    ("gain of two workers / of two loops", "two workers' gain as a share of two loops'", ">=", 0.8, 0.9),
    ("memory / input, 10 MB", "peak memory / input, 10 MB post", "<=", 12, 8),
)


@cache
def installed(package: str) -> bool:
    try:
        return bool(version(package))
    except PackageNotFoundError:
        return False


def shown(name: str, ratios: dict[str, list[float]]) -> tuple[float, str] | None:
    """The median of a row with its extremes; for hostile texts that of the worst."""
    if name == "hostile":
        name = max(
            (one for one in ratios if one.startswith("hostile")), key=lambda one: median(ratios[one]), default=""
        )
    if name not in ratios:
        return None
    rounds = ratios[name]
    remark = f" ({name.removeprefix('hostile: ')} characters)" if name.startswith("hostile") else ""
    return median(rounds), f"{median(rounds):.2f} ({min(rounds):.2f} to {max(rounds):.2f}){remark}"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--whole", action="store_true", help="all posts in each round, and not each round its share")
    parser.add_argument("--only", default="", metavar="WORD", help="groups with this word: corpus, peer, growth, ...")
    options = parser.parse_args()
    bench = Bench(options.rounds, options.whole)
    groups = [
        getattr(bench, f"{name}_rows")
        for name in ("corpus", "peer", "growth", "short", "hostile", "import", "worker", "memory")
        if options.only in name
    ]
    for text in islice(bench.corpus, 20):  # words are loaded, and the interpreter is warm
        clipparse.parse(text)
    ratios: dict[str, list[float]] = {}
    for number in range(options.rounds):
        for group in groups:
            begun = time.perf_counter()
            for name, ratio in group(number):
                ratios.setdefault(name, []).append(ratio)
            print(f"round {number + 1}, {group.__name__}: {time.perf_counter() - begun:.0f} s", file=sys.stderr)

    peers = ", ".join(f"{one} {version(one)}" for one in PEERS if installed(one))
    print(f"Python {platform.python_version()}, {platform.machine()}; {peers}; {options.rounds} rounds\n")
    print("| measure | must | aim | measured | |\n|---|---|---|---|---|")
    for name, title, sign, must, aim in TABLE:
        if found := shown(name, ratios):
            value, text = found
            meets = [value <= bound if sign == "<=" else value >= bound for bound in (must, aim)]
            verdict = "aim" if meets[1] else "must" if meets[0] else "**misses**"
            print(f"| {title} | {sign} {must} | {sign} {aim} | {text} | {verdict} |")
    in_table = {name for name, *_ in TABLE}
    print()
    if bench.rates:
        print(f"- microseconds a character, corpus: {median(bench.rates):.2f}")
    for name in ratios:
        if name not in in_table and not name.startswith("hostile"):
            print(f"- {name}: {shown(name, ratios)[1]}")  # type: ignore[index]
    worst = sorted((one for one in ratios if one.startswith("hostile")), key=lambda one: -median(ratios[one]))
    over = sum(median(ratios[one]) > 5 for one in worst)
    if worst:
        print(f"- of {len(worst)} hostile texts {over} take more than 5 times as long as prose; the worst:")
    for name in worst[:12]:
        print(f"    - {name.removeprefix('hostile: ')} characters: {median(ratios[name]):.2f}")


PEERS = ("ftfy", "trafilatura", "dateparser", "newspaper4k")

if __name__ == "__main__":
    main()
