"""Made-up articles and their re-posts, with the near misses: other articles from the same template, of the same event,
with the same closing lines."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator
from functools import cache
from itertools import accumulate

import attrs

from clipparse.model import Clipping
from clipparse.reposts import Copy

Paragraphs = list[str]

_SYLLABLES = ["ar", "bel", "cor", "dun", "el", "far", "gos", "hol", "ing", "jar", "ket", "lun", "mor", "nev", "ost"]
_SYLLABLES += ["pel", "quil", "ren", "sal", "tor", "ul", "ver", "win", "yar", "zel"]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_WEATHER = ["sunny", "cloudy with sunny spells", "wet and windy", "dry and bright", "grey with drizzle at times"]
_CLOSINGS = (
    "The Corvale Press Association contributed to this report. All rights reserved. This material may not be published,"
    " broadcast, rewritten or redistributed without permission of the publisher.",
    "Follow us for the latest news from the county and sign up for the morning letter, which is sent to your inbox at"
    " seven o'clock each working day free of charge.",
    "Readers who want to write to the editor can send their letters to the address below; they may be shortened, and"
    " must carry a name and a full address, which will not be printed on request.",
)


@cache
def _vocabulary() -> tuple[list[str], list[float]]:
    from spellchecker import SpellChecker

    counted = sorted(SpellChecker().word_frequency.dictionary.items())
    words = [(word, count) for word, count in counted if word.isalpha() and count > 400]
    return [word for word, _ in words], list(accumulate(float(count) for _, count in words))


def _name(rng: random.Random, syllables: int = 2) -> str:
    return "".join(rng.choices(_SYLLABLES, k=syllables)).capitalize()


def _sentence(rng: random.Random, cast: list[str]) -> str:
    words, weights = _vocabulary()
    chosen = rng.choices(words, cum_weights=weights, k=rng.randint(9, 26))
    for _ in range(rng.randint(0, 2)):
        chosen[rng.randrange(len(chosen))] = rng.choice(cast)
    if rng.random() < 0.3:
        chosen[rng.randrange(len(chosen))] = str(rng.randint(2, 4000))
    return " ".join([chosen[0][0].upper() + chosen[0][1:], *chosen[1:]]) + "."


def _prose(rng: random.Random, paragraphs: int) -> Paragraphs:
    cast = [f"{_name(rng)} {_name(rng, 3)}" for _ in range(5)]
    return [" ".join(_sentence(rng, cast) for _ in range(rng.randint(1, 3))) for _ in range(paragraphs)]


def _forecast(rng: random.Random) -> Paragraphs:
    low, high, wind = rng.randint(-4, 12), rng.randint(13, 31), rng.randint(5, 45)
    day, next_day = rng.sample(_DAYS, 2)
    return [
        f"{day} will be {rng.choice(_WEATHER)} over most of the county, with highs of {high} degrees on the coast and"
        f" {high - rng.randint(1, 5)} inland.",
        f"Winds from the {rng.choice(['west', 'south', 'north-east'])} will reach {wind} miles an hour, and drivers on"
        " the moor road are asked to take care and to leave more time for their journeys than usual.",
        f"At night the temperature falls to {low} degrees. {next_day} begins {rng.choice(_WEATHER)}, and the outlook"
        f" for the days after that is {rng.choice(_WEATHER)}, with highs near {high + rng.randint(-6, 6)}.",
    ]


def _match(rng: random.Random) -> Paragraphs:
    home, away = _name(rng), _name(rng)
    scorer, second, manager = (f"{_name(rng)} {_name(rng, 3)}" for _ in range(3))
    goals, crowd = rng.randint(1, 5), rng.randint(300, 9000)
    return [
        f"{home} beat {away} {goals}-{rng.randint(0, goals - 1)} on {rng.choice(_DAYS)} night in front of a crowd of"
        f" {crowd} and moved up to place {rng.randint(1, 20)} in the table.",
        f"{scorer} opened the scoring in the {rng.randint(2, 40)}th minute with a header from a corner, and {second}"
        " made it two shortly after the break when the goalkeeper failed to hold a free kick from"
        f" {rng.randint(18, 30)} yards.",
        *_prose(rng, rng.randint(0, 2)),
        f'"The lads gave it everything and I could not have asked for more from them," said {manager}, the manager. "We'
        f' take each game as it comes, and now we look forward to {rng.choice(_DAYS)}."',
    ]


def _market(rng: random.Random) -> Paragraphs:
    up = rng.choice(["rose", "fell"])
    first, second = (_name(rng, 3) for _ in range(2))
    return [
        f"Shares {up} on the Corvale exchange on {rng.choice(_DAYS)}, with the index of the thirty largest companies"
        f" closing at {rng.randint(2000, 9000)} points, {rng.randint(2, 90)} points away from where it began the day.",
        f"{first} {rng.choice(['gained', 'lost'])} {rng.randint(1, 9)} percent after it published figures for the"
        f" quarter, while {second} moved by {rng.randint(1, 9)} percent on news of a new contract worth"
        f" {rng.randint(10, 900)} million.",
        f"The price of oil stood at {rng.randint(30, 120)} dollars a barrel in late trading, and gold changed hands at"
        f" {rng.randint(900, 1900)} dollars an ounce.",
    ]


def _brief(rng: random.Random) -> Paragraphs:
    return [
        f"Police are looking for witnesses after a {rng.randint(18, 80)}-year-old {rng.choice(['man', 'woman'])} from"
        f" {_name(rng)} was hurt in a crash on the {_name(rng)} road on {rng.choice(_DAYS)}. Anyone with information is"
        f" asked to call the station and to quote incident {rng.randint(100, 999)}."
    ]


_KINDS: list[tuple[Callable[[random.Random], Paragraphs], int]] = [
    (lambda rng: _prose(rng, rng.randint(4, 14)), 66),
    (_forecast, 7),
    (_match, 8),
    (_market, 7),
    (_brief, 5),
    (lambda rng: _prose(rng, 1), 7),
]


@attrs.frozen(slots=True)
class Article:
    paragraphs: Paragraphs
    published: dt.date


def articles(rng: random.Random, count: int) -> Iterator[Article]:
    """Articles no two of which are the same, though many are near."""
    kinds, weights = zip(*_KINDS, strict=True)
    before: Article | None = None
    for number in range(count):
        day = dt.date(2012, 1, 1) + dt.timedelta(days=number % 900)
        paragraphs = rng.choices(kinds, weights)[0](rng)
        if before and len(before.paragraphs) > 5 and len(paragraphs) > 5 and rng.random() < 0.25:
            # the follow-up, or another paper's report of the same event: background and a quote in common
            shared = rng.sample(before.paragraphs, min(len(before.paragraphs), len(paragraphs)) // 3)
            paragraphs = [*paragraphs[: -len(shared)], *shared]
            day = before.published + dt.timedelta(days=rng.randint(0, 2))
        if rng.random() < 0.4 and len(paragraphs) > 2:
            paragraphs = [*paragraphs, rng.choice(_CLOSINGS)]
        before = Article(paragraphs, day)
        yield before


def _cut(rng: random.Random, text: Paragraphs) -> Paragraphs:
    return text[: rng.randint(max(1, len(text) // 4), len(text))]


def _thinned(rng: random.Random, text: Paragraphs) -> Paragraphs:
    return [text[0], *(paragraph for paragraph in text[1:] if rng.random() < 0.7)]


def _edited(rng: random.Random, text: Paragraphs) -> Paragraphs:
    """One to four words in a hundred changed, dropped or put in."""
    words, weights = _vocabulary()
    rate = rng.uniform(0.01, 0.04)

    def edit(word: str) -> str:
        if rng.random() >= rate:
            return word
        other = rng.choices(words, cum_weights=weights)[0]
        return rng.choice([other, "", f"{word} {other}", word[:-1] or word])

    return [" ".join(filter(None, map(edit, paragraph.split()))) for paragraph in text]


def _remarked(rng: random.Random, text: Paragraphs) -> Paragraphs:
    """On one line, with the blogger's word between."""
    place = rng.randint(0, len(text))
    return [" ".join([*text[:place], rng.choice(["(emphasis mine)", "Read that again!", "Hm."]), *text[place:]])]


_CHANGES: list[tuple[Callable[[random.Random, Paragraphs], Paragraphs], int]] = [
    (lambda _, text: text, 30),
    (_cut, 25),
    (_thinned, 12),
    (_edited, 23),
    (_remarked, 10),
]


def reposts(rng: random.Random, count: int, most: int = 8) -> Iterator[tuple[int, Copy]]:
    """The number of an article and a copy of it, 1 to `most` times each of `count` articles, in no order."""
    changes, weights = zip(*_CHANGES, strict=True)
    waiting: list[tuple[int, Copy]] = []
    for number, article in enumerate(articles(rng, count)):
        for _ in range(rng.randint(1, most)):
            paragraphs = rng.choices(changes, weights)[0](rng, article.paragraphs)
            if rng.random() < 0.15:
                paragraphs = _edited(rng, paragraphs)
            clipping = Clipping(
                headline=" ".join(_name(rng) for _ in range(6)),
                text="\n\n".join(paragraphs),
                published=article.published if rng.random() < 0.7 else None,
            )
            posted = article.published + dt.timedelta(days=rng.randint(0, 400))
            waiting.append((number, Copy(clipping, f"blog-{rng.randrange(10**9)}", posted)))
        while len(waiting) > 5_000:
            place = rng.randrange(len(waiting))
            waiting[place], waiting[-1] = waiting[-1], waiting[place]
            yield waiting.pop()
    rng.shuffle(waiting)
    yield from waiting
