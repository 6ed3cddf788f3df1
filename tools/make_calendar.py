"""Make the months and weekdays of src/clipparse/words/calendar.toml after CLDR; its other tables stay as they are.

    python -m pip install babel
    python tools/make_calendar.py

Months and weekdays are taken in both forms, beside a day (`13 января`) and standing alone (`январь`), written out and
abbreviated, and with and without accents. What CLDR does not have, and newspapers do, stands in ALSO.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

from babel import Locale

CALENDAR = Path(__file__).parent.parent / "src" / "clipparse" / "words" / "calendar.toml"
# The languages of the library; names of months alone also of its neighbours, which wire stories come from.
LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "ru", "pl")
MONTHS_ONLY = ("uk",)
HEAD = """\
# Months, weekdays and time zones as newspapers and blogs write them. Months and weekdays are made by
# tools/make_calendar.py after CLDR, beside a day and standing alone. [months] name -> 1..12; [weekdays] name -> 0
# (Monday) .. 6; [zones] abbreviation -> hours ahead of UTC.
"""
ALSO_MONTHS = {
    "en": {"febr": 2, "sept": 9},
    "de": {"jänner": 1, "jän": 1, "feber": 2, "mär": 3, "maerz": 3, "okt": 10, "dez": 12},
    "fr": {"janv": 1, "fevr": 2, "juil": 7},
    "es": {"setiembre": 9, "set": 9, "sept": 9},
    "pt": {"setembro": 9},
    "it": {"gennaro": 1, "sett": 9},
    "ru": {"мая": 5, "сент": 9, "сен": 9, "нояб": 11, "ноя": 11, "февр": 2, "фев": 2},
}
ALSO_WEEKDAYS = {
    "en": {"tues": 1, "weds": 2, "thur": 3, "thurs": 3},
    "de": {"sonnabend": 5},
    # beside a date in the accusative, too
    "ru": {"среду": 2, "пятницу": 4, "субботу": 5},
    "pt": {"segunda": 0, "terça": 1, "quarta": 2, "quinta": 3, "sexta": 4},
}
# Short forms that are words of their own elsewhere: `so`, `do`, `di`.
SHORTEST = 3
NEVER = frozenset(("sex", "qui", "ter", "sam", "die", "mer"))


def main() -> None:
    zones = CALENDAR.read_text(encoding="utf-8").partition("\n[zones]\n")[2]
    tables = [HEAD, "", "[months]"]
    known: dict[str, int] = {}
    for language in (*LANGUAGES, *MONTHS_ONLY):
        tables.extend(rows(language, months(language), known))
    tables += ["", "[weekdays]"]
    known = {}
    for language in LANGUAGES:
        tables.extend(rows(language, weekdays(language), known))
    CALENDAR.write_text("\n".join([*tables, "", "[zones]", zones]), encoding="utf-8")


def rows(language: str, names: Iterator[tuple[str, int]], known: dict[str, int]) -> Iterator[str]:
    """The lines of one language: what no language above it has; what means another number there is left out."""
    title = Locale(language).english_name
    for name, number in sorted(set(names), key=lambda row: (row[1], -len(row[0]), row[0])):
        if name in known:
            if known[name] != number:
                print(f"{title}: {name} = {number} left out, {known[name]} is kept")
            continue
        if title:
            yield f"# {title}"
            title = ""
        known[name] = number
        yield f"{name if name.isascii() else quoted(name)} = {number}"


def months(language: str) -> Iterator[tuple[str, int]]:
    for form in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in Locale(language).months[form][width].items():
                yield from written(name, number)
    for name, number in ALSO_MONTHS.get(language, {}).items():
        yield from written(name, number)


def weekdays(language: str) -> Iterator[tuple[str, int]]:
    for form in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in Locale(language).days[form][width].items():
                yield from written(name, number)
    for name, number in ALSO_WEEKDAYS.get(language, {}).items():
        yield from written(name, number)


def written(name: str, number: int) -> Iterator[tuple[str, int]]:
    """A name as it is looked up, with and without its accents; none where it is too short to be sure of."""
    name = name.casefold().strip(".")
    if name in NEVER or (name.isascii() and len(name) < SHORTEST) or "." in name or " " in name:
        return
    yield name, number
    plain = "".join(char for char in unicodedata.normalize("NFD", name) if not unicodedata.combining(char))
    if plain.isascii() and plain != name:
        yield plain, number


def quoted(name: str) -> str:
    return f'"{name}"'


if __name__ == "__main__":
    main()
