"""Is a byline or a dateline seen where there is none? `python benchmarks/prose.py [DIRECTORY]`

Reads every paragraph of the text files in a directory as clean prose: no paragraph may be a byline, none may have a
dateline anywhere but at its head. Without a directory, a million characters are made up from the phrases below, in
which towns, agencies, dates, dashes, brackets and `by` stand in every place where they don't open a paragraph.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from clipparse import read_byline, read_dateline

OPENINGS = (
    "By {day}, {person} had left {town}.",
    "By {date}, half of the town had gone.",
    "By the end of {month} the road to {town} was shut.",
    "By contrast, {person} stayed in {town}.",
    "By closing the bridge, {person} said, the council had cut {town} off.",
    "{person}, by then in {town}, did not answer.",
    "{person} said on {day} that the mill would close.",
    "{person}, {age}, a former editor of the {paper}, denied it.",
    "{town} was quiet on {day}.",
    "{town}, where the talks began on {date}, was quiet.",
    "{town} - a town of mills and bridges - was quiet.",
    "{town}'s mayor ({person}) - a former judge - said no.",
    "In {town} ({agency}) reporters were turned away.",
    "On {date}, {person} met the council in {town}.",
    "On {date} - a {day} - the road was shut.",
    "The {agency} man in {town} was held for two days.",
    "The {paper} said that {person} would resign.",
    "The council of {town} met again on {date} - for the last time.",
    "{date} was a cold day in {town}.",
    "It was {date}, and nobody in {town} laughed.",
    "According to {agency}, which first reported it, nobody was hurt.",
    "A report by {person} of {agency} said so.",
    "Written by {person} in {town}, the letter was read aloud.",
    "No one - not {person}, not the {paper} - saw it.",
    "They came by road, by rail and by sea.",
    "He came by chance. {town} - then as now - was full.",
)
GOING_ON = (
    "{person} said that the river had risen by a foot since {day}.",
    "In {town} - and in {other} - the shops were shut.",
    "The ferry ({agency} had called it lost) - came home on {date}.",
    "Of the mills, two are in {town}; {other} - which had ten - has none.",
    "The letter, dated {date}, was signed by {person} and two others.",
    "As the {paper} put it: {town} had no choice.",
    "A man from {town}, {other}, had been seen by the road.",
    '"I will go to {town}," said {person}. "By {day} I will be back."',
    "Prices rose by 3 per cent, {agency} reported from {town}.",
    "{town}: that was where they had last been seen.",
    "It was read by {person}, {age}, and by everyone in {town}.",
    "The vote - by 51 to 49 - came late.",
)
WORDS = {
    "person": ("Jane Doe", "Kim Roe", "Carlos de la Cruz", "Anna van der Berg", "Sean O'Dell", "Tara McAdoo"),
    "town": ("London", "Cairo", "Moscow", "New York", "St. Louis", "Rio de Janeiro", "Donetsk", "Washington"),
    "other": ("Ukraine", "Paris", "Ohio", "Berlin", "Kiev", "Egypt"),
    "agency": ("AP", "Reuters", "AFP", "Xinhua", "Interfax", "the Associated Press"),
    "paper": ("Guardian", "Northfield Courier", "Daily Telegraph", "New York Times"),
    "day": ("Monday", "Thursday", "Sunday night"),
    "month": ("March", "May", "August"),
    "date": ("March 13", "13 March 2014", "May 3, 1996", "1 June"),
    "age": ("45", "61"),
}


def made_up(characters: int, seed: int = 4) -> Iterator[str]:
    """Paragraphs of such sentences, until there are that many characters."""
    rng = random.Random(seed)
    while characters > 0:
        sentences = [rng.choice(OPENINGS), *rng.choices(GOING_ON, k=rng.randint(1, 5))]
        facts = ({name: rng.choice(words) for name, words in WORDS.items()} for _ in sentences)
        paragraph = " ".join(sentence.format(**fact) for sentence, fact in zip(sentences, facts, strict=True))
        characters -= len(paragraph)
        yield paragraph


def of_directory(directory: Path) -> Iterator[str]:
    """The paragraphs of its text files, each on one line; short ones are titles, tables and credits, and left out."""
    for path in sorted(directory.rglob("*.txt")):
        for paragraph in re.split(r"\n\s*\n", path.read_text("utf-8", errors="replace")):
            if len(paragraph) > 80:
                yield " ".join(paragraph.split())


def wrongly_read(paragraphs: Iterable[str]) -> Iterator[tuple[str, str]]:
    """What is taken for a byline, or from the second sentence on for a dateline."""
    for paragraph in paragraphs:
        if read_byline(paragraph):
            yield "byline", paragraph
        for sentence in re.finditer(r"(?<=[a-z][.?!]\s)(?=[A-Z])", paragraph):
            rest = paragraph[sentence.end() :]
            if len(rest) > 40 and read_dateline(rest):
                yield "dateline", rest


def main() -> None:
    paragraphs = list(of_directory(Path(sys.argv[1])) if len(sys.argv) > 1 else made_up(1_000_000))
    count = 0
    for kind, text in wrongly_read(paragraphs):
        count += 1
        if count <= 40:
            print(f"{kind}: {text[:110]}")
    print(f"{count} wrong in {sum(map(len, paragraphs)):,} characters of {len(paragraphs):,} paragraphs")


if __name__ == "__main__":
    main()
