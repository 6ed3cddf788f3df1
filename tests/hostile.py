"""Texts that would break a careless reader, each in any length: `SHAPES[name](n)` has about `n` characters.

No text here is random in a way that differs between two runs: what must vary is drawn from seeds.
"""

from __future__ import annotations

import random
from collections.abc import Callable

PROSE = (
    "The council of Harbour City said on Tuesday that the repair of both schools would begin as soon as the wind had "
    "gone down, and that it would take until the end of March. Teachers, who had asked for help three times since the "
    "summer, were not convinced. “We have heard it before,” said Ann Lee, who heads the larger school. Two firms have "
    "been asked for their prices; a third is said to be interested in the work, which may cost $2.4 million."
)


def repeated(piece: str) -> Callable[[int], str]:
    """`piece` again and again."""
    return lambda n: (piece * (n // len(piece) + 1))[: max(n, 1)]


def numbered(piece: str) -> Callable[[int], str]:
    """`piece` again and again, with its `{}` counted up in letters and its `{n}` in digits."""

    def make(n: int) -> str:
        count = max(1, n // len(piece))
        return "".join(piece.replace("{n}", str(k)).replace("{}", lettered(k)) for k in range(count))

    return make


def lettered(number: int) -> str:
    """A made-up word for each number.

    >>> lettered(0), lettered(1234)
    ('ba', 'cedofego')
    """
    return "".join(
        "bcdfghjklm"[int(digit)] + "aeioaeioae"[(int(digit) + place) % 10] for place, digit in enumerate(str(number))
    )


def nested(opening: str, closing: str) -> Callable[[int], str]:
    """All openings first, then all closings."""

    def make(n: int) -> str:
        half = n // (len(opening) + len(closing))
        return opening * half + "a storm" + closing * half

    return make


def mixed(alphabet: str, seed: int) -> Callable[[int], str]:
    """Letters of an alphabet in a fixed disorder."""
    return lambda n: "".join(random.Random(seed).choices(alphabet, k=n))


def edited(n: int) -> str:
    """Paragraphs of prose that each differ from another by a word or two."""
    words, chance = PROSE.split(), random.Random(6)
    paragraphs = []
    for _ in range(max(1, n // len(PROSE))):
        copy = list(words)
        for _ in range(2):
            copy[chance.randrange(len(copy))] = chance.choice(words)
        paragraphs.append(" ".join(copy))
    return "\n\n".join(paragraphs)


def shared(n: int) -> str:
    """Paragraphs that have each sentence in common with another, none of them with the same one twice."""
    chance = random.Random(8)
    count = max(2, n // 350)
    sentences = [
        f"The town of {lettered(k)} said on Monday that its school would stay shut for the week."
        for k in range(2 * count)
    ]
    return "\n\n".join(" ".join(chance.sample(sentences, 4)) for _ in range(count))


def staircase(n: int) -> str:
    """Each line quotes one level deeper than the line above, as a thread of answers does."""
    lines: list[str] = []
    size = 0
    while size < n:
        lines.append("> " * (len(lines) % 400) + "It was not so.")
        size += len(lines[-1]) + 1
    return "\n".join(lines)


def between(head: str, piece: str, tail: str) -> Callable[[int], str]:
    """`piece` again and again between a head and a tail, on one line."""
    return lambda n: head + piece * max(1, (n - len(head) - len(tail)) // len(piece)) + tail


SHAPES: dict[str, Callable[[int], str]] = {
    # lines
    "prose": repeated(PROSE + "\n\n"),
    "one line of words": repeated("word "),
    "one line of prose": repeated(PROSE + " "),
    "one word": repeated("x"),
    "one word in capitals": repeated("X"),
    "letters beyond ASCII": repeated("é"),
    "a line of each letter": repeated("a\n"),
    "paragraphs of one letter": repeated("a\n\n"),
    "blank lines": repeated("\n"),
    "blank lines of spaces": repeated("  \n"),
    "blank lines with carriage returns": repeated("\r\n"),
    "lone carriage returns": repeated("a storm\r"),
    "line separators": repeated("a storm\u2028"),
    "mixed line ends": repeated("a storm\r\nby night\rand day\n\n\u2028\x85\x0b\x0c"),
    "spaces": repeated(" "),
    "spaces inside a line": between("a", " ", "b"),
    "tabs inside a line": between("a", "\t", "b"),
    "tabs, line by line": repeated("\ta\tb\n"),
    "odd white space": repeated("a\u00a0\u2009\u3000\x1c"),
    "lines that just wrap": repeated("The council said that it would wait until the wind had gone do\n"),
    "short lines": repeated("a line\n"),
    "pieces of a sentence": repeated(
        "the harbour and the long\n\nDaily Gull\n\n, which has said so of all the piers on the coast, "
        "and of the boats that lie at them, since it was\n\nfounded\n\nby the\n\n"
    ),
    "long lines of capitals": repeated("STORM CLOSES SCHOOLS ALONG THE WHOLE COAST OF HARBOUR COUNTY\n\n"),
    # words that mean something
    "By By By": repeated("By "),
    "By By By, line by line": repeated("By By\n"),
    "By, a line each": repeated("By\n\n"),
    "one byline without end": between("By ", "Ann Lee, Bob Stone and ", "Cid Roe"),
    "bylines": numbered("By Ann {} and Bob {}\n\n"),
    "initials": between("By ", "A. B. C. ", "Lee"),
    "and and and": repeated("and "),
    "of the of the": repeated("of the "),
    "dates on one line": repeated("13 March 2014, "),
    "dates, line by line": numbered("March 13, 20{n}\n\n"),
    "numeric dates": repeated("03/04/2014 "),
    "dates that never end": repeated("13.03."),
    "half dates": repeated("March "),
    "times": repeated("11:02 "),
    "weekdays": repeated("Mon, Tue. "),
    "digits": repeated("1234567890"),
    "digits, line by line": repeated("1234567890\n"),
    "figures": repeated("1,234.5 "),
    "datelines on one line": repeated("LONDON (AP) - "),
    "datelines": numbered("LONDON, March 13 (Reuters) - The town of {} was shut on Monday.\n\n"),
    "datelines without a text": repeated("HARBOUR CITY, May 3 (AP) --\n\n"),
    "towns in capitals": repeated("HARBOUR CITY, "),
    "agencies": repeated("(AP) (Reuters) AFP "),
    "headlines": numbered("Storm closes schools in {}\n\n"),
    "headlines, run together": numbered("Storm closes schools in {}\n"),
    "articles of a paragraph": numbered(
        "Storm shuts {}\nBy Ann {}\n\nHARBOUR CITY, May 3 (AP) - The town of {} was shut on Monday, its mayor said.\n\n"
    ),
    "mail headers": repeated("From: ann@example.org\nSubject: storm\nDate: Mon, 3 Mar 2014 11:02:17 -0500\n\n"),
    "fields": repeated("Subject: Re: "),
    "forwarded, again and again": repeated("---------- Forwarded message ----------\n"),
    "comments": numbered("Ann {} said...\nIt was not so.\nMarch 3, 2014 at 11:02 am\n\n"),
    "furniture": repeated("Share this:\n\nTweet\n\nRead more\n\n"),
    "copyrights": repeated("(c) 2014 The Harbour Gazette. All rights reserved. "),
    "sources, line by line": repeated("Source: The Harbour Gazette\n\n"),
    "addresses": numbered("http://www.example.org/{}/2014/03/13/storm "),
    "addresses, line by line": numbered("http://www.example.org/{}/2014/03/13/storm.html\n"),
    "one address": between("http://www.example.org/", "a/", "b.html"),
    "a host without end": between("http://", "www.", "org/"),
    "mail addresses": repeated("ann.lee@example.org "),
    "half a mail address": between("", "ann.", "@"),
    "list of links": numbered("* {} storm (3)\n"),
    "captions": repeated("Photo: Ann Lee/AP\n\n"),
    "interview": repeated("Q: Was it so?\n\nA: It was not so.\n\n"),
    "table": repeated("Harbour  12  3  4.5\n"),
    "bars": repeated("a | b | c | "),
    "bars alone": repeated("| "),
    "bars alone, line by line": repeated("| |\n"),
    "lines of two letters": repeated("ab\n"),
    "lines of two letters that differ": lambda n: "\n".join(mixed("abcdefghijklm", 5)(n))[:n],
    "numbered items": numbered("{n}. The town of {}\n"),
    # marks
    "commas": repeated(","),
    "commas and spaces": repeated("a, "),
    "full stops": repeated("."),
    "full stops and letters": repeated("a.b."),
    "stops and capitals": repeated("a.The "),
    "hyphens": repeated("a-"),
    "hyphens at line ends": repeated("govern-\nment of the tele-\n"),
    "dashes": repeated("- "),
    "long dashes": repeated("a — "),
    "rules": repeated("-----\n"),
    "stars": repeated("* * *\n"),
    "colons": repeated("a: "),
    "slashes": repeated("a/"),
    "apostrophes": repeated("'"),
    "apostrophes in words": repeated("it's Ann's "),
    "single quotation marks": repeated("‘a’ "),
    "straight marks": repeated('"'),
    "open quotations": repeated("“She said "),
    "open quotations, line by line": repeated("“She said that it was so\n\n"),
    "straight quotations": repeated('"We know," she said. '),
    "one open quotation over paragraphs": between("“", "It was so, she said.\n\n", ""),
    "nested quotations": nested("“a ", "”"),
    "guillemets": nested("«a ", "»"),
    "brackets": repeated("([{"),
    "nested brackets": nested("(", ")"),
    "nested square brackets": nested("[", "]"),
    "open brackets and words": repeated("(storm "),
    "brackets, line by line": repeated("(Storm\n\n"),
    "quoting marks": repeated("> "),
    "quoting marks without spaces": repeated(">"),
    "quoting marks, line by line": repeated("> > > a\n"),
    "deeper and deeper answers": staircase,
    "tags": repeated("<b><i>"),
    "question marks": repeated("won?t "),
    "emoticons": repeated(":-) ?! "),
    # damage
    "entities": repeated("&amp;"),
    "entities of entities": between("&", "amp;", "quot;"),
    "half entities": repeated("&#"),
    "mojibake": repeated("â€™ Ã© "),
    "mojibake in one word": repeated("â€™"),
    "quoted-printable": repeated("=E2=80=99=20\n=\n"),
    "soft hyphens": repeated("\xad"),
    "soft hyphens in words": repeated("com\xadmit\xad"),
    "zero-width spaces": repeated("\u200b\ufeff"),
    "combining marks": repeated("\u0301"),
    "doubled words": repeated("the the "),
    "doubled words over lines": repeated("the\nthe "),
    "a word twice in itself": repeated("injury"),
    "glued revisions": repeated("injuryinjuries "),
    "lost spaces": repeated("the hospital said.Most of them,and "),
    "stray letters": repeated("industr y "),
    # characters
    "NULs": repeated("\x00"),
    "NULs between words": repeated("a storm\x00 "),
    "surrogates": repeated("\ud83d"),
    "surrogates, wrong way round": repeated("\udc80\ud83d a "),
    "emoji": repeated("\U0001f600"),
    "right to left": repeated("\u202eשלום "),
    "Arabic digits": repeated("١٢ مارس ٢٠١٤ "),
    "Chinese": repeated("暴风雨关闭了学校。"),
    "Chinese dates": repeated("2014年3月13日"),
    "dotted capital I": repeated("\u0130"),
    "sharp s": repeated("ß"),
    "control characters": repeated("\x1b[31m\x07"),
    # disorder
    "letters and spaces": mixed("aA \n", 1),
    "marks": mixed(".,;:!?'\"“”‘’()[]<>-–— \n", 2),
    "dates and marks": mixed("0123456789/.-: ,\n", 3),
    "a bit of all": mixed("aB 1.,-\n\n“”(&#=>|\t@/:", 4),
    # near copies
    "paragraphs with a number in each": numbered(
        "The storm of day {n} tore the roofs from two schools on the coast.\n\n"
    ),
    "paragraphs with a word in each": numbered("The storm of {} tore the roofs from two schools along the coast.\n\n"),
    "paragraphs with an edit in each": edited,
    "paragraphs that share sentences": shared,
    "the same paragraph": repeated("The storm tore the roofs from two schools along the coast.\n\n"),
    "the same two words": repeated("a storm\n\n"),
}
