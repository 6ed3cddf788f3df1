"""Made-up posts of 2 to 20 KB that re-post one to several articles, as blogs, mails and saved pages do.

>>> first = next(posts(1, seed=3))
>>> first == next(posts(1, seed=3)), 2_000 <= len(first) <= 20_000
(True, True)
"""

from __future__ import annotations

import datetime as dt
import math
import random
import textwrap
from collections.abc import Iterator

_WHO = """\
the council|the mayor of {town}|two of the firms|a spokesman for the port|the hospital|the county's fire chief
the ministry|teachers at three schools|{person}|{person}, who runs a bakery in {town},|most of the families
the harbour trust|a court in {town}|the bank|farmers in the valley|the party|police in {town}|engineers
the owners of the mill|investigators|the union|an official of the railway|the governor
residents of the north bank|the weather office|a former minister|the editor of the {paper}|the film's director
nurses|the drivers|the team from {town}|scientists at the institute"""
_DID = """\
said that|warned that|did not say how|denied that|has known since {month} that|told reporters in {town} that
wrote in a letter that|admitted on {weekday} that|hopes that|announced on {weekday} that
will decide in {month} whether|found no evidence that|could not explain why|was told in {year} that
believes that|had promised that|learned only later that"""
_WHAT = """\
the bridge would be closed|half of the money was spent|prices had doubled since {month}
the river rose by {n} metres|{n} people were hurt|the road to {town} needs repair
the talks broke up without a date for the next round|nobody had been asked
the roofs were older than the law allows|the number of patients fell to {n}00
the ferry will run only on {weekday}s|taxes on fuel must go up by {n} per cent|the trial will begin in {month}
the plan was sent to {town} for approval|a third of the jobs are at risk
the wind had torn the cables from {n} towers|the letters were never answered|the vote was put off until {month}
the harvest is the worst since {year}|{n}00 houses were without power|the wreck lies deeper than was thought
the tickets were sold twice|the old market could be saved for ${n} million"""
_MORE = """\
, though few expect it|, according to a report seen by the {paper}|, {n} days after the storm
, for the first time since {year}|, as it had been in {year}|, and that no one would be paid before {month}
 in the weeks before the election| against the advice of {person}|, because the ground is soft
 unless the county pays its share|, despite {n} warnings| by the end of {year}
 and that this was not the last time|, which {person} called a mistake| once the snow has gone
 before the courts could look at it|, where work has begun|"""
_SAYS = """\
We have heard it before|It is not the first time and it will not be the last
Nobody asked the people who live here|I have never seen anything like it in {n} years
They came at night and left before {weekday}|It makes no sense to wait until {month}
You can not build on sand and call it a plan|All that we want is a date|My father worked there and so did I
There are {n} of us now"""
_NOUNS = """\
storm|bridge|council|strike|harbour|school|court|river|market|railway|hospital|minister|election|fire|bank
budget|water|ferry|museum|factory|union|drought|police|tax|border|forest|team|airport|prison|housing"""
_HEAD = """\
{Noun} {noun} plan fails in {town}|{town} closes its {noun} over fears for {noun}
{n} held after {noun} {noun} row|Why the {noun} of {town} will not wait|{Noun} chief quits over {noun} money
Second {noun} {noun} this year shakes {town}|{person}: ‘No {noun} without a {noun}’|How a {noun} changed {town}
{Noun} deal near, say {noun} leaders|Fears grow for the {noun} of {town}"""
_TOWNS = """\
Harbour City|Port Ellery|Northfield|London|Cairo|Moscow|Orlow|Springfield|Donetsk|St. Louis|Lakewood|Paris
Corvale|Delhi"""
_FIRST = """\
Ann|Bob|Marta|Ilya|Jane|Carlos|Tara|Kim|Sean|Ruth|Omar|Lena|Peter|Grace|Ivan|Nora|Hugo|Mei|Adam|Rosa"""
_LAST = """\
Lee|Stone|Kovel|Brandt|Doe|Roe|O'Dell|McAdoo|Hale|Weller|Haddad|Novak|Silva|Berg|Chen|Okafor|Price|Marsh|Lund
Varga"""
_PAPERS = """\
Harbour Gazette|Northfield Courier|Guardian|New York Times|Daily Telegraph|Corvale Herald|Port Ellery Post"""
_AGENCIES = """\
AP|Reuters|AFP|UPI|Xinhua"""
_REMARKS = """\
I have been saying this for years and nobody wants to know. Make of it what you will.
My comment: what do they think the children will do for a month?
Found this today, and thought that you would like to see it.
More on this tomorrow, when I have had time to read the whole report.
Emphasis mine. Read it twice, and then write to your paper."""
_FURNITURE = """\
Share this:|Tweet|Read more|Labels: {noun}, {noun}|Posted in: News|{n} comments|Home|Contact us|Older posts
Like this: Loading...|Sign up for our newsletter|Print this page|Follow us on Twitter|Reply|Permalink"""
_COMMENTS = """\
Anonymous said...|{person} says: {Month} {n}, {year} at 11:02 am|Great post, thank you for putting this up.
I do not believe a word of it. Who pays them?|The same happened in {town} in {year}, and nobody was held."""

POOLS = {
    name: [one for line in text.splitlines() for one in line.split("|")]
    for name, text in {
        "who": _WHO,
        "did": _DID,
        "what": _WHAT,
        "more": _MORE,
        "says": _SAYS,
        "noun": _NOUNS,
        "head": _HEAD,
        "town": _TOWNS,
        "first": _FIRST,
        "last": _LAST,
        "paper": _PAPERS,
        "agency": _AGENCIES,
        "remark": _REMARKS,
        "furniture": _FURNITURE,
        "comment": _COMMENTS,
    }.items()
}


class Writer:
    """Whoever writes a post, with dice of their own."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)

    def filled(self, pool: str) -> str:
        """One of a pool, with its blanks filled."""
        form = self.dice.choice(POOLS[pool])
        while "{" in form:
            before, _, rest = form.partition("{")
            blank, _, after = rest.partition("}")
            form = before + self.word(blank) + after
        return form

    def word(self, blank: str) -> str:
        """What stands in a blank."""
        dice = self.dice
        if blank == "n":
            return str(dice.randint(2, 28))
        if blank == "year":
            return str(dice.randint(1960, 2014))
        if blank in ("month", "weekday", "Month"):
            return f"{dt.date(2014, dice.randint(1, 12), dice.randint(1, 28)):{'%A' if blank == 'weekday' else '%B'}}"
        if blank == "person":
            return f"{dice.choice(POOLS['first'])} {dice.choice(POOLS['last'])}"
        chosen = dice.choice(POOLS[blank.lower()])
        return chosen.capitalize() if blank[0].isupper() else chosen

    def sentence(self) -> str:
        who, what, more = self.filled("who"), self.filled("what"), self.filled("more")
        if self.dice.random() < 0.15:
            return f"“{self.filled('says')},” said {self.word('person')}."
        if self.dice.random() < 0.2:
            return f"{what[0].upper()}{what[1:]}{more}."
        return f"{who[0].upper()}{who[1:]} {self.filled('did')} {what}{more}."

    def paragraph(self) -> str:
        return " ".join(self.sentence() for _ in range(self.dice.choice((1, 2, 3, 3, 4, 5))))

    def article(self, size: int) -> Iterator[str]:
        """The paragraphs of an article of so many characters, its head and source included."""
        dice = self.dice
        town, day = self.word("town"), dt.date(2014, dice.randint(1, 12), dice.randint(1, 28))
        headline = self.filled("head")
        yield headline.upper() if dice.random() < 0.15 else headline
        if dice.random() < 0.4:
            yield self.sentence()
        if dice.random() < 0.7:
            yield f"By {self.word('person')}" + dice.choice(
                ("", f" and {self.word('person')}", ", Staff Writer", f" in {town}")
            )
        if dice.random() < 0.4:
            yield f"{day:%A, %d %B %Y}" if dice.random() < 0.5 else f"{day:%B} {day.day}, {day.year}"
        head = f"{town.upper()}, {day:%B} {day.day} ({self.word('agency')}) - " if dice.random() < 0.4 else ""
        written = 0
        while written < size:
            paragraph = head + self.paragraph()
            head = ""
            written += len(paragraph) + 2
            yield paragraph
        if dice.random() < 0.4:
            yield dice.choice(
                (f"Source: The {self.word('paper')}", f"http://www.example.org/{day:%Y/%m/%d}/{town[:4].lower()}.html")
            )

    def post(self, size: int) -> str:
        """A post of about so many characters."""
        dice = self.dice
        blocks = [f"{dt.date(2014, dice.randint(1, 12), dice.randint(1, 28)):%A, %B %d, %Y}", self.filled("head")]
        if dice.random() < 0.5:
            blocks.append(self.filled("remark"))
        articles = dice.choice((1, 1, 1, 2, 3)) if size > 4000 else 1
        for _ in range(articles):
            blocks += self.article(size // articles)
            if dice.random() < 0.2:
                blocks.append(self.filled("remark"))
        blocks += [self.filled("furniture") for _ in range(dice.randint(0, 8))]
        blocks += [self.filled("comment") for _ in range(dice.choice((0, 0, 2, 6)))]
        if dice.random() < 0.35:  # a mail
            mark, width = dice.choice(("", "", "> ")), dice.choice((65, 72, 76))
            blocks = [textwrap.fill(block, width, initial_indent=mark, subsequent_indent=mark) for block in blocks]
        return ("\n" if dice.random() < 0.1 else "\n\n").join(blocks)[:20_000]


def posts(count: int = 2000, seed: int = 1) -> Iterator[str]:
    """So many posts; small ones are more frequent than large ones, as in any archive."""
    writer = Writer(seed)
    for _ in range(count):
        size = int(math.exp(writer.dice.uniform(math.log(2_000), math.log(18_500))))
        yield writer.post(size)


def long_post(size: int, seed: int = 2) -> str:
    """One post of so many characters, all articles."""
    writer, blocks, written = Writer(seed), [], 0
    while written < size:
        for block in writer.article(6_000):
            blocks.append(block)
            written += len(block) + 2
    return "\n\n".join(blocks)[:size]


def near_copies(count: int, share: float = 0.4, seed: int = 3) -> str:
    """So many paragraphs, of which a share are another one with a word or two dropped or changed."""
    writer, paragraphs = Writer(seed), []
    dice = writer.dice
    while len(paragraphs) < count:
        if paragraphs and dice.random() < share:
            words = dice.choice(paragraphs).split()
            for _ in range(dice.randint(1, 2)):
                at = dice.randrange(len(words))
                words[at : at + 1] = [] if dice.random() < 0.5 else [dice.choice(words)]
            paragraphs.append(" ".join(words))
        else:
            paragraphs.append(" ".join(writer.sentence() for _ in range(3)))
    return "\n\n".join(paragraphs)
