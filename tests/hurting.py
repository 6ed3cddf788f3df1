"""Ways in which copying hurts a sentence, each with a seeded hand: what the measurements of tidying are taken on."""

from __future__ import annotations

import quopri
import re
from collections.abc import Callable
from pathlib import Path
from random import Random

from clipparse.english import count

SENTENCES = (Path(__file__).parent / "tables" / "sentences.txt").read_text(encoding="utf-8").splitlines()

_LOWER = re.compile(r"(?<![\w’-])[a-z]{2,}(?![\w’-])")
# What stands in place of an ending: `injury` for `injuries`, `repair` for `repaired`.
_FORMS = (
    ("ies", ("y",)),
    ("ied", ("y", "ies")),
    ("ing", ("", "e", "ed", "s")),
    ("ed", ("", "e", "ing", "s")),
    ("es", ("e", "")),
    ("s", ("", "ed", "ing")),
    ("y", ("ies", "ied")),
    ("e", ("ed", "es", "ing")),
    ("", ("s", "ed", "ing", "er", "ly")),
)


def _picked(random: Random, text: str, fits: Callable[[str], bool]) -> re.Match[str] | None:
    found = [one for one in _LOWER.finditer(text) if fits(one[0])]
    return random.choice(found) if found else None


def _put(text: str, word: re.Match[str] | None, instead: str) -> str | None:
    return None if word is None else text[: word.start()] + instead + text[word.end() :]


def doubled_word(random: Random, text: str) -> str | None:
    """`of of the`: any word; `that that` and `had had` may be right, and nobody could tell."""
    word = _picked(random, text, lambda one: one not in ("that", "had"))
    return _put(text, word, f"{word[0]} {word[0]}" if word else "")


def glued_revision(random: Random, text: str) -> str | None:
    """`injuryinjuries`: another form of a word before it."""
    word = _picked(random, text, lambda one: len(one) > 4 and bool(_other_forms(one)))
    return _put(text, word, random.choice(_other_forms(word[0])) + word[0] if word else "")


def _other_forms(word: str) -> list[str]:
    ending, instead = next(pair for pair in _FORMS if word.endswith(pair[0]))
    stem = word.removesuffix(ending)
    return [stem + one for one in instead if len(stem) > 3 and count(stem + one) > 500]


def doubled_half(random: Random, text: str) -> str | None:
    """`contincontinues`: the beginning of a word before it."""
    word = _picked(random, text, lambda one: len(one) > 6)
    return _put(text, word, word[0][: random.randint(4, len(word[0]) - 2)] + word[0] if word else "")


def lost_space(random: Random, text: str) -> str | None:
    """`hurt.The`: between two sentences."""
    return re.sub(r"(?<=[a-z][.”’]) (?=[A-Z“])", "", text, count=1)


def mojibake(random: Random, text: str) -> str | None:
    """`cafÃ©`: UTF-8 read as Windows-1252."""
    text = text if not text.isascii() else f"“{text}” – Zoë"
    return "".join(
        bytes([one]).decode("cp1252") if one not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(one)
        for one in text.encode("utf-8")
    )


def entity(random: Random, text: str) -> str | None:
    """`&rsquo;`, `&#8220;`, and the same escaped twice; a space that must not break."""
    names = {"’": ("&rsquo;", "&#8217;", "&#x2019;"), "“": ("&ldquo;", "&#8220;"), "”": ("&rdquo;", "&#8221;")}
    text = "".join(random.choice(names.get(one, (one,))) for one in text)
    at = random.choice([one.start() for one in re.finditer(" ", text)])
    text = f"{text[:at]}&nbsp;{text[at + 1 :]}"
    return text.replace("&", "&amp;") if random.random() < 0.2 else text


def soft_hyphen(random: Random, text: str) -> str | None:
    """Where a browser may break a word."""
    word = _picked(random, text, lambda one: len(one) > 5)
    return _put(text, word, f"{word[0][:3]}\xad{word[0][3:]}" if word else "")


def zero_width(random: Random, text: str) -> str | None:
    """Inside a word, or beside a space."""
    mark = random.choice("\u200b\u2060\ufeff\u200e")
    at = random.choice([one.start() for one in re.finditer(r"\w\b|\b(?=\w\w)", text)])
    return text[:at] + mark + text[at:]


def odd_space(random: Random, text: str) -> str | None:
    """No-break, thin and ideographic spaces."""
    return re.sub(" ", lambda _: random.choice(" \xa0\u2009\u202f\u3000"), text)


def lost_apostrophe(random: Random, text: str) -> str | None:
    """`don?t`, `Kiev?s`."""
    hurt = re.sub(r"(?<=\w)’(?=\w)", random.choice("?\ufffd"), text)
    return None if hurt == text else hurt


def quoted_printable(random: Random, text: str) -> str | None:
    """A mail that was never decoded: `=E2=80=99`, lines broken by `=`; at some, a space that was kept by `=20`."""
    text = quopri.encodestring(text.encode()).decode()
    return re.sub(r" =\n", lambda _: random.choice((" =\n", "=20=\n")), text)


def broken_word(random: Random, text: str) -> str | None:
    """`tele-` at the end of a line, `phone` on the next."""
    word = _picked(random, text, lambda one: len(one) > 6)
    if word is None:
        return None
    at = random.randint(3, len(word[0]) - 3)
    return _put(text, word, f"{word[0][:at]}-\n{word[0][at:]}")


HURTS: dict[str, Callable[[Random, str], str | None]] = {
    "doubled word": doubled_word,
    "glued revision": glued_revision,
    "doubled half": doubled_half,
    "lost space": lost_space,
    "mojibake": mojibake,
    "entity": entity,
    "soft hyphen": soft_hyphen,
    "zero-width character": zero_width,
    "odd space": odd_space,
    "lost apostrophe": lost_apostrophe,
    "quoted-printable": quoted_printable,
    "broken word": broken_word,
}
