"""The command line: `clipparse FILE...` reads posts and shows what they hold.

`clipparse cluster` finds re-posts, `clipparse review` shows what is doubtful, `clipparse measure` how good it is.
`clipparse serve` opens a page to read texts in.
"""

from __future__ import annotations

import argparse
import datetime as dt
import functools
import json
import os
import shutil
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from clipparse import __version__, lazy
from clipparse.intake import BadInput, content_of, is_table, post_of
from clipparse.outputs import is_written, refuse
from clipparse.outputs import shown as _printable

if TYPE_CHECKING:
    from clipparse.journal import Changes
    from clipparse.model import Post
    from clipparse.page import Options
    from clipparse.pipeline import Pipeline
    from clipparse.shards import Job, Tally

_WIDEST, _NARROWEST = 100, 40

_NOT_ASCII = lazy.compile(r"[^\x00-\x7f]")

# For terminals that know only ASCII.
_PLAIN = str.maketrans("·─‘’“”–", "--''\"\"-") | str.maketrans({"…": "...", "→": "->", "—": "--"})


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line.

    Parameters
    ----------
    argv: the arguments, those of the process when None.

    Returns
    -------
    int: the exit status: 0, or 1 when any input was bad (then nothing is printed but the complaints); with `-o`, 1 when
        no post, or no part of some input, could be read; 2 for wrong usage, 130 when stopped.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    parser, run = _COMMANDS.get(words[0] if words else "", (None, _read))
    arguments = parser().parse_args(words[1:]) if parser else _arguments(words)
    try:
        with warnings.catch_warnings():
            warnings.showwarning = _told
            return run(arguments)
    except (BadInput, ModuleNotFoundError) as error:
        print("\n".join(f"clipparse: {line}" for line in str(error).split("\n")), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _told(message: Warning | str, *_: object, **__: object) -> None:
    """A warning as one line, like all that is told, without the place in the library."""
    print(f"clipparse: {message}", file=sys.stderr)


def _read(arguments: argparse.Namespace) -> int:
    if arguments.sample is not None:
        return _sample(arguments)
    if arguments.output:
        return _bulk(arguments)
    _refuse_losses(arguments)
    posts = _read_all(arguments.files, arguments)
    text = "".join(f"{piece}\n" for piece in _rendered(posts, arguments))
    if arguments.html:
        return _report(posts, arguments)
    as_json = arguments.json or arguments.jsonl
    return _write(_harmless(text, arguments) if sys.stdout.isatty() else text, sys.stdout, as_json=as_json)


def _harmless(text: str, arguments: argparse.Namespace) -> str:
    """On a terminal: what a post says must not paint it, nor turn what is written there."""
    from clipparse.escaped import json_on_a_terminal, on_a_terminal

    if arguments.json or arguments.jsonl:
        return json_on_a_terminal(text)
    return on_a_terminal(text) if arguments.csv or arguments.markdown or arguments.tei else text


def _arguments(words: Sequence[str]) -> argparse.Namespace:
    """What the words say; options that would have no effect are refused."""
    parser = _parser()
    arguments = parser.parse_args(words)
    if not arguments.output and (idle := [option for option in _WITH_OUTPUT if _value(arguments, option) is not None]):
        parser.error(f"{', '.join(idle)}: without effect, but with -o")
    if arguments.clues and not (arguments.output or arguments.jsonl):
        parser.error("--clues: without effect, but with --jsonl or -o OUT.jsonl (--json has them)")
    if (arguments.table or arguments.bom) and not arguments.csv:
        parser.error(f"{'--table' if arguments.table else '--bom'}: without effect, but with --csv")
    if arguments.overwrite and not (arguments.output or arguments.html):
        parser.error("--overwrite: without effect, but with -o or --html")
    if arguments.sample is not None:
        if not arguments.output:
            parser.error("--sample: say into which folder, as in -o labels/")
        if arguments.sample == 0:
            parser.error("--sample: draws one post or more, as in --sample 20")
        if idle := [option for option in ("--workers", "--clues") if _value(arguments, option)]:
            parser.error(f"{', '.join(idle)}: without effect with --sample")
    return arguments


# Options that only a run in bulk heeds.
_WITH_OUTPUT = ("--workers", "--text-field", "--id-field", "--posted-field", "--url-field")


def _value(arguments: argparse.Namespace, option: str) -> object:
    return getattr(arguments, option.removeprefix("--").replace("-", "_"))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="clipparse",
        usage="clipparse [options] FILE [FILE ...]\n       clipparse {cluster,review,measure,serve} --help",
        description="Reads newspaper articles out of the text of a blog post, mail or forum post.",
        epilog="examples:\n  clipparse post.txt\n  clipparse --json - < post.txt\n  clipparse --explain post.txt\n"
        "  clipparse posts/ -o out.jsonl                  and on another day what is new\n"
        "  clipparse dump.jsonl -o out.jsonl.gz --text-field body --id-field url\n"
        "  clipparse cluster out.jsonl > clusters.jsonl  the re-posts of one article\n"
        "  clipparse review out.jsonl                     what is doubtful\n"
        "  clipparse posts/ --sample 20 -o labels/        posts to label by hand\n"
        "  clipparse measure labels/                      how well they are read\n"
        "  clipparse serve --open                         a page to paste texts into",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="a text file with one post, or a saved page (.html); - is standard input; with -o also a directory of"
        " them, or a .jsonl, .csv (each also .gz or .zst) or .parquet file with one post a row",
    )
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="one JSON object, or an array of them for several files")
    shape.add_argument("--jsonl", action="store_true", help="one JSON object a line, in the order of the files")
    shape.add_argument("--csv", action="store_true", help="one row a clipping, for a spreadsheet")
    shape.add_argument("--markdown", action="store_true", help="the clippings to read, with links to their sources")
    shape.add_argument("--tei", action="store_true", help="the clippings as a TEI-XML corpus")
    shape.add_argument(
        "--html", type=Path, metavar="REPORT.html", help="a page of cards beside the posts' coloured lines"
    )
    shape.add_argument("--explain", action="store_true", help="why each line got its role")
    shape.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="OUT",
        help="read in bulk into this .jsonl, .jsonl.gz, .jsonl.zst or .parquet file, or go on with it",
    )
    parser.add_argument(
        "--clues", action="store_true", help="with --jsonl and -o: the reasons for each line's role, too"
    )
    parser.add_argument(
        "--table", choices=("clippings", "quotes", "remarks"), help="with --csv: a row for each of these"
    )
    parser.add_argument("--bom", action="store_true", help="with --csv: a byte order mark, by which Excel knows UTF-8")
    parser.add_argument(
        "--posted", type=_date, metavar="YYYY-MM-DD", help="the day of the post, where the text does not state it"
    )
    parser.add_argument(
        "--day-first",
        action=argparse.BooleanOptionalAction,
        help="how to read 03/04/2014 when nothing else in the post tells",
    )
    bulk = parser.add_argument_group("with -o")
    bulk.add_argument(
        "--workers",
        type=_count,
        metavar="N",
        help="the number of processes (default: one a core that is free for it; 0: none beside this one)",
    )
    bulk.add_argument("--text-field", metavar="NAME", help="where a row has its text (default: text)")
    bulk.add_argument("--id-field", metavar="NAME", help="where a row has its id; else it is named by its place")
    bulk.add_argument("--posted-field", metavar="NAME", help="where a row has the post's day (default: posted, if any)")
    bulk.add_argument("--url-field", metavar="NAME", help="where a row has the post's address (default: url, if any)")
    bulk.add_argument(
        "--sample",
        type=_count,
        metavar="N",
        help="draw N posts and write them into the folder OUT, with label files to correct for clipparse measure",
    )
    parser.add_argument(
        "--overwrite",
        action="store_true",
        help="write also over an input, or over a file that clipparse did not make; with -o, begin anew",
    )
    parser.add_argument("--version", action="version", version=f"clipparse {__version__}")
    return parser


def _cluster_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="clipparse cluster",
        description="Groups the re-posts of one article: a line of JSON for each group, also where it has one member.",
    )
    parser.add_argument("file", metavar="FILE", help="a .jsonl or .parquet file that clipparse wrote")
    return parser


def _review_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="clipparse review",
        description="Shows the doubtful lines of a run, those first in which the most is likely to be wrong.",
    )
    parser.add_argument("file", metavar="FILE", help="a .jsonl, .jsonl.gz or .jsonl.zst file that clipparse wrote")
    parser.add_argument("--most", type=_count, default=20, metavar="N", help="so many (default: 20; 0: all)")
    parser.add_argument("--jsonl", action="store_true", help="one JSON object a line, for a program")
    return parser


def _measure_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="clipparse measure",
        description="Scores clipparse against the label files of a folder that a person has corrected.",
        epilog="`clipparse POSTS --sample 20 -o FOLDER` makes them. Each that says `checked yes` is also written as"
        " NAME.json.",
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="with NAME.txt and NAME.lab")
    parser.add_argument("--day-first", action=argparse.BooleanOptionalAction, help="as for reading")
    return parser


def _date(text: str) -> dt.date:
    try:
        return dt.datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date like 2014-03-15") from None


def _count(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is no number like 4")
    return int(text)


# --- in bulk


def _job(arguments: argparse.Namespace) -> Job:
    from clipparse.shards import Job

    return Job(
        inputs=arguments.files,
        out=arguments.output,
        text_field=arguments.text_field,
        id_field=arguments.id_field,
        posted_field=arguments.posted_field,
        url_field=arguments.url_field,
        options=_options(arguments),
        clues=arguments.clues,
        overwrite=arguments.overwrite,
    )


def _bulk(arguments: argparse.Namespace) -> int:
    from clipparse.shards import parse_files

    job = _job(arguments)
    begun, before = time.monotonic(), job.index.exists() and not job.overwrite
    try:
        done, now, changes = parse_files(job, workers=arguments.workers, progress=_bar())
    except KeyboardInterrupt:
        same = "the same command without --overwrite" if arguments.overwrite else "the same command"
        print(f"clipparse: stopped; {same} goes on from here", file=sys.stderr)
        return 130
    told = ", ".join(_some(count, what) for what, count in (("post", done.posts), ("clipping", done.clippings)))
    errors = f"{_some(done.errors, 'error')} (in {job.errors})" if done.errors else "no errors"
    if not done.posts:
        rate = f"there is none in {', '.join(map(_shown, arguments.files))}"
    elif now:
        rate = f"{now / (time.monotonic() - begun):,.1f} posts a second"
    else:
        rate = "all of it was there already" if done.errors < done.posts else "none of it could be read"
    print(f"clipparse: {told}, {errors}; {rate}", file=sys.stderr)
    if before:
        print(f"clipparse: {_grown(changes)}", file=sys.stderr)
    return _verdict(job, done)


def _grown(changes: Changes) -> str:
    """What a later run found, in words."""
    told = f"{changes.new:,} new, {changes.changed:,} changed, {changes.kept:,} kept"
    gone = f"; {_some(changes.gone, 'post')} no longer in the input kept, too (--overwrite leaves such out)"
    return told + (gone if changes.gone else "")


def _verdict(job: Job, done: Tally) -> int:
    """1 where a part of the input, or all of it, could not be read; the last line then says why."""
    if not done.errors or (done.errors < done.posts and not done.unreadable):
        return 0
    with open(job.errors, encoding="utf-8") as lines:
        errors = (json.loads(line) for line in lines)
        first = next(one for one in errors if not done.unreadable or one["error"] == "Unreadable")
    what = "no post could be read" if done.errors == done.posts else f"{_some(done.unreadable, 'input')} left out"
    more = "; the first: " if done.errors > 1 else ": "
    print(f"clipparse: {what}{more}{_shown(first['where'])}: {first['message']}", file=sys.stderr)
    return 1


def _some(count: int, what: str) -> str:
    return f"{count:,} {what}" + ("" if count == 1 else "s")


def _bar() -> bool:
    """Whether a bar can be shown; it tells the rate too."""
    if not sys.stderr.isatty():
        return False
    if find_spec("tqdm") is None:
        print("clipparse: a bar would show here with: pip install 'clipparse-news[progress]'", file=sys.stderr)
        return False
    return True


def _cluster(arguments: argparse.Namespace) -> int:
    from clipparse.corpus import clusters

    try:
        lines = clusters(arguments.file)
        _refuse_reading_what_is_written([arguments.file])
        return next((1 for line in lines if _write(f"{line}\n", sys.stdout, as_json=True)), 0)
    except OSError as error:
        raise BadInput(f"{_shown(arguments.file)}: {error.strerror}") from None


# --- what a person looks at


def _review(arguments: argparse.Namespace) -> int:
    from clipparse import review
    from clipparse.corpus import posts
    from clipparse.show import Style

    _refuse_reading_what_is_written([arguments.file])
    try:
        found = review.review(posts(arguments.file), arguments.most or None)
    except (OSError, EOFError) as error:
        raise BadInput(f"{_shown(arguments.file)}: {getattr(error, 'strerror', None) or error}") from None
    style = Style(width=_width(), colour=_coloured(sys.stdout))
    pieces = review.lines(found) if arguments.jsonl else review.shown(found, style)
    return _write("".join(f"{piece}\n" for piece in pieces), sys.stdout, as_json=arguments.jsonl)


def _sample(arguments: argparse.Namespace) -> int:
    from clipparse.pipeline import Pipeline
    from clipparse.sample import draw
    from clipparse.shards import check

    job = _job(arguments)
    check(job)
    written, unread = draw(
        job.inputs,
        job.out,
        number=arguments.sample,
        columns=job.columns,
        pipeline=Pipeline(options=job.options),
        overwrite=job.overwrite,
    )
    if unread:
        print(f"clipparse: {_some(unread, 'post')} drawn and left out, since it cannot be read", file=sys.stderr)
    if not written:
        raise BadInput(f"no post could be drawn from {', '.join(map(_shown, job.inputs))}")
    out = _shown(str(job.out))
    print(
        f"clipparse: {_some(written, 'post')} in {out}; correct each .lab in an editor, say `checked yes` in it,"
        f" then: clipparse measure {out}",
        file=sys.stderr,
    )
    return 0


def _measure(arguments: argparse.Namespace) -> int:
    from clipparse.measure import measure
    from clipparse.page import Options
    from clipparse.pipeline import Pipeline

    score = measure(arguments.folder, Pipeline(options=Options(day_first=arguments.day_first)))
    return _write(f"{score}\n", sys.stdout, as_json=False)


def _serve_parser() -> argparse.ArgumentParser:
    from clipparse.serve import parser

    return parser()


def _serve(arguments: argparse.Namespace) -> int:
    from clipparse.serve import run

    return run(arguments)


# --- in


def _read_all(names: Sequence[str], known: argparse.Namespace) -> list[Post]:
    """Every file, parsed; or every complaint at once."""
    contents: list[str | bytes] = []
    complaints: list[str] = []
    for name in names:
        try:
            contents.append(_content(name))
        except BadInput as error:
            complaints.append(str(error))
    if complaints:
        raise BadInput("\n".join(complaints))
    from clipparse.pipeline import Pipeline

    pipeline = Pipeline(options=_options(known))
    return [_post(name, content, pipeline) for name, content in zip(names, contents, strict=True)]


def _post(name: str, content: str | bytes, pipeline: Pipeline) -> Post:
    try:
        return post_of({"text" if isinstance(content, str) else "html": content}, pipeline)
    except BadInput as error:
        raise BadInput(f"{_shown(name)}: {error}") from None


def _options(known: argparse.Namespace) -> Options:
    from clipparse.page import Options

    return Options(posted=known.posted, day_first=known.day_first)


def _content(name: str) -> str | bytes:
    """The post in a file, or the page; complaints begin with the file's name."""
    shown = _shown(name)
    if is_table(name):
        raise BadInput(f"{shown}: holds many posts; say where they go, as in -o out.jsonl")
    try:
        return content_of(name, _standard_input() if name == "-" else Path(name).read_bytes())
    except IsADirectoryError:
        raise BadInput(f"{shown}: is a directory; say where its posts go, as in -o out.jsonl") from None
    except FileNotFoundError:
        raise BadInput(f"{shown}: no such file") from None
    except (OSError, ValueError) as error:
        raise BadInput(f"{shown}: {getattr(error, 'strerror', None) or error}") from None
    except BadInput as error:
        raise BadInput(f"{shown}: {error}") from None


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise OSError(0, "is closed")
    return sys.stdin.buffer.read()


def _shown(name: str) -> str:
    """A file's name on one line, whatever it is made of."""
    if name == "-":
        return "standard input"
    return _printable(name)


# --- out


def _refuse_losses(arguments: argparse.Namespace) -> None:
    from clipparse.cards import is_report

    def made(path: Path) -> bool:
        with open(path, "rb") as file:
            return is_report(file.read(1_000))

    _refuse_reading_what_is_written(arguments.files)
    if arguments.html:
        try:
            refuse(arguments.html, arguments.files, made=made, overwrite=arguments.overwrite)
        except OSError as error:
            raise BadInput(f"{_shown(str(arguments.html))}: {error.strerror}") from None


def _refuse_reading_what_is_written(names: Sequence[str]) -> None:
    """`clipparse a.txt >> a.txt` would leave neither the post nor the result as a file of its own."""
    try:
        out = sys.stdout.fileno()
    except (AttributeError, OSError, ValueError):  # closed, or no file
        return
    for name in names:
        if is_written(out, name):
            raise BadInput(f"{_shown(name)}: is to be read, and standard output goes there; send it somewhere else")


def _rendered(posts: Sequence[Post], arguments: argparse.Namespace) -> Iterator[str]:
    if arguments.json:
        yield from _json(posts)
    elif arguments.jsonl:
        yield from (post.to_json(clues=arguments.clues) for post in posts)
    elif arguments.csv or arguments.markdown or arguments.tei:
        yield _exported(posts, arguments)
    elif not arguments.html:
        yield from _readable(posts, arguments)


def _exported(posts: Sequence[Post], arguments: argparse.Namespace) -> str:
    from clipparse import export

    make: Callable[[Sequence[Post], list[str]], str] = export.to_tei
    if arguments.csv:
        make = functools.partial(export.to_csv, table=arguments.table or "clippings", bom=arguments.bom)
    elif arguments.markdown:
        make = _markdown
    names = [_shown(name) for name in arguments.files]
    try:
        return make(posts, names).rstrip("\r\n")
    except ValueError as error:
        raise BadInput(str(error)) from None


def _markdown(posts: Sequence[Post], names: list[str]) -> str:
    from clipparse import export

    return export.to_markdown(posts, files=names)


def _report(posts: Sequence[Post], arguments: argparse.Namespace) -> int:
    from clipparse import cards

    page = cards.report([(_shown(name), post.to_dict()) for name, post in zip(arguments.files, posts, strict=True)])
    try:
        arguments.html.write_text(page, encoding="utf-8")
    except OSError as error:
        raise BadInput(f"{_shown(str(arguments.html))}: {error.strerror}") from None
    return 0


def _json(posts: Sequence[Post]) -> Iterator[str]:
    if len(posts) == 1:
        yield posts[0].to_json(indent=2)
        return
    yield "["
    for post in posts:
        yield post.to_json(indent=2) + ("" if post is posts[-1] else ",")
    yield "]"


def _readable(posts: Sequence[Post], arguments: argparse.Namespace) -> Iterator[str]:
    from clipparse.show import Style, show

    style = Style(width=_width(), colour=_coloured(sys.stdout))
    for name, post in zip(arguments.files, posts, strict=True):
        if len(posts) > 1:
            yield style.dim(f"── {_shown(name)} ".ljust(style.width, "─"))
        yield post.explain().to_text(style.width) if arguments.explain else show(post, style)
        if post is not posts[-1]:
            yield ""


def _width() -> int:
    return max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size().columns))


def _coloured(stream: TextIO) -> bool:
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _write(text: str, stream: TextIO, *, as_json: bool) -> int:
    """Write everything, in letters that the stream knows; 1 when it cannot be written."""
    try:
        stream.write(_encodable(text, stream.encoding or "utf-8", as_json))
        stream.flush()
    except BrokenPipeError:  # `clipparse FILE | head`: the reader has had enough, and nothing is wrong
        _abandon(stream)
    except OSError as error:
        print(f"clipparse: cannot write: {error.strerror}", file=sys.stderr)
        _abandon(stream)
        return 1
    return 0


def _abandon(stream: TextIO) -> None:
    """Send what is still buffered nowhere, or the interpreter complains about it at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _encodable(text: str, encoding: str, as_json: bool) -> str:
    if as_json:  # JSON is UTF-8, or it says everything in ASCII
        utf8 = encoding.lower() in ("utf-8", "utf8")
        return text if utf8 else _NOT_ASCII.sub(lambda letter: json.dumps(letter[0])[1:-1], text)
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(_PLAIN).encode(encoding, "replace").decode(encoding)
    return text


# What stands in the place of a file, and has arguments of its own.
_COMMANDS: dict[str, tuple[Callable[[], argparse.ArgumentParser], Callable[[argparse.Namespace], int]]] = {
    "cluster": (_cluster_parser, _cluster),
    "review": (_review_parser, _review),
    "measure": (_measure_parser, _measure),
    "serve": (_serve_parser, _serve),
}
