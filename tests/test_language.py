"""Posts in other languages than English: which one it is, what the words files hold, and posts kept aside."""

from __future__ import annotations

import bisect
import itertools
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

import clipparse
from clipparse.language import language_of
from clipparse.lexicon import Lexicon

FRESH = Path(__file__).parent / "fresh" / "languages"
FIXTURES = Path(__file__).parent.parent / "fixtures"
CODES = ("de", "fr", "es", "it", "pt", "nl", "ru", "pl")
WORDS = Lexicon.default()
PACKAGE = Path(clipparse.__file__).parent
# Only where `Zeitung` is the end of a longer word.
OF_COMPOUNDS = ("source.shape_suffixes",)
EMPTY = (("pl", "clock.units"),)  # the word for the hour stands before it


def posts(where: Path, code: str) -> list[tuple[str, dict[str, Any]]]:
    """The posts in a language, each with its label."""
    return [
        (path.read_bytes().decode("utf-8"), json.loads(path.with_suffix(".json").read_text(encoding="utf-8")))
        for path in sorted(where.glob(f"{code}-*.txt"))
    ]


def structure(text: str, label: dict[str, Any]) -> tuple[int, int]:
    """How many lines got their role, and of how many, leaving out body that was taken for body."""
    starts = [0, *itertools.accumulate(len(line) + 1 for line in text.split("\n"))]
    got = {bisect.bisect_right(starts, line.span.start): str(line.role) for line in clipparse.parse(text).lines}
    pairs = [(role, got[number]) for number, role, _ in label["lines"] if role != "?"]
    pairs = [pair for pair in pairs if pair != ("body", "body")]
    return sum(role == said for role, said in pairs), len(pairs)


@pytest.mark.parametrize("code", CODES)
def test_a_language_is_known_by_its_words(code: str) -> None:
    """The body of every post kept aside is found to be in its language, and in none when that is not asked for."""
    for text, label in posts(FRESH, code):
        lines = text.split("\n")
        body = " ".join(lines[number - 1] for number, role, _ in label["lines"] if role == "body")
        if len(body) < 200:
            continue
        assert language_of(body, WORDS) == code
        assert language_of(body, WORDS, among=[one for one in CODES if one != code]) is None


def test_english_is_known_too() -> None:
    """Most posts are; a few words are not enough to tell."""
    assert language_of("The council said on Monday that the pier would be mended by the summer.", WORDS) == "en"
    assert language_of("Barge, pier, storm", WORDS) is None


def lists(code: str) -> dict[str, list[str]]:
    """The lists of a language's file, by dotted name."""
    sections = tomllib.loads((PACKAGE / "words" / f"{code}.toml").read_text(encoding="utf-8"))
    return {
        f"{section}.{key}": value
        for section, table in sections.items()
        for key, value in table.items()
        if isinstance(value, list)
    }


@pytest.mark.parametrize("code", CODES)
def test_the_files_of_words_are_of_one_shape(code: str) -> None:
    """Each has the lists of the German file, and words in them: one missing would be noticed by nobody."""
    german, other = lists("de"), lists(code)
    assert [name for name in german if name not in other and name not in OF_COMPOUNDS] == []
    assert [name for name in german if german[name] and not other.get(name, True) and (code, name) not in EMPTY] == []


# The months as they stand beside a day, January first, and the weekdays, Monday first.
CALENDARS = {
    "en": "january february march april may june july august september october november december"
    " / monday tuesday wednesday thursday friday saturday sunday",
    "de": "januar februar märz april mai juni juli august september oktober november dezember"
    " / montag dienstag mittwoch donnerstag freitag samstag sonntag",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
    " / lundi mardi mercredi jeudi vendredi samedi dimanche",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
    " / lunes martes miércoles jueves viernes sábado domingo",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"
    " / lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"
    " / segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december"
    " / maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia"
    " / poniedziałek wtorek środa czwartek piątek sobota niedziela",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
    " / понедельник вторник среда четверг пятница суббота воскресенье",
}


@pytest.mark.parametrize("code", ["en", *CODES])
def test_the_calendar_has_every_month_and_weekday(code: str) -> None:
    """In every language: one that is missing would leave the dates of a twelfth of the year unread."""
    calendar = tomllib.loads((PACKAGE / "words" / "calendar.toml").read_text(encoding="utf-8"))
    months, weekdays = (names.split() for names in CALENDARS[code].split(" / "))

    assert [calendar["months"].get(name) for name in months] == list(range(1, 13))
    assert [calendar["weekdays"].get(name) for name in weekdays] == list(range(7))


@pytest.mark.parametrize("code", ["en", *CODES])
def test_every_list_of_a_language_is_read(code: str) -> None:
    """A list that no code asks for would be written and translated in vain."""
    source = "".join(path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py")))
    unread = [
        name
        for name in lists(code)
        if f'"{name}"' not in source
        and f'.{name.partition(".")[2]}"' not in source
        and f'"{name.partition(".")[2]}"' not in source
    ]
    assert unread == []


@pytest.mark.parametrize(("code", "bound"), [(code, 0.8) for code in CODES])
def test_posts_kept_aside_are_read(code: str, bound: float) -> None:
    """The share of structure lines that get their role, on four posts in each language that nobody tuned to."""
    counts = [structure(text, label) for text, label in posts(FRESH, code)]
    assert len(counts) == 4
    assert sum(right for right, _ in counts) >= bound * sum(of for _, of in counts)
