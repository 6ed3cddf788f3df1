"""The report and `clipparse serve` in a real browser: three widths, keyboard alone, no script, and contrast.

Needs the extra `browser`, and Chromium: the one that `playwright install chromium` fetches, one on the path, or the one
that CLIPPARSE_CHROMIUM names. Without them these tests are skipped.
"""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

import clipparse
from clipparse import cards, serve
from test_hostile_output import HOSTILE, made_of

playwright = pytest.importorskip("playwright.sync_api", reason="comes with the extra browser")
pytest.importorskip("axe_playwright_python", reason="comes with the extra browser")

FIXTURES = Path(__file__).parent.parent / "fixtures"
NAMES = ("blogger-three-clippings-with-remarks", "blog-paragraph-pasted-twice", "blog-two-agency-items-and-remarks")
AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
POST = (FIXTURES / f"{NAMES[0]}.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        own = driver.chromium.executable_path
        named = os.environ.get("CLIPPARSE_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
        if not named and not Path(own).exists():
            pytest.skip("there is no Chromium; playwright install chromium fetches one")
        browser = driver.chromium.launch(executable_path=named or own, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("report") / "report.html"
    posts = [
        (name, clipparse.parse((FIXTURES / f"{name}.txt").read_text(encoding="utf-8")).to_dict()) for name in NAMES
    ]
    path.write_text(cards.report(posts), encoding="utf-8")
    return path.as_uri()


@pytest.fixture(scope="module")
def server() -> Iterator[serve.Server]:
    with serve.Server(0) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield running
        running.shutdown()


def violations(page: Any) -> list[tuple[str, str]]:
    """What axe-core finds: the rule, and the first element that breaks it."""
    page.evaluate(AXE)
    found = page.evaluate("rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES)
    return [(one["id"], one["nodes"][0]["html"][:120]) for one in found["violations"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1200, 800, 400])
def test_a_report_is_for_everybody(chromium: Any, report: str, width: int, scheme: str) -> None:
    """No rule of WCAG 2.2 AA that can be checked is broken, contrast among them; nothing sticks out at the side."""
    page = chromium.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto(report)
    for state in ("closed", "open"):
        assert violations(page) == [], state
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    page.close()


def test_doubts_are_stepped_through_by_keyboard(chromium: Any, report: str) -> None:
    """Enter, Tab, Enter, ...: from the first to the last, each in view; and a reason opens and closes."""
    page = chromium.new_page(viewport={"width": 1200, "height": 700}, java_script_enabled=True)
    page.goto(report)
    page.keyboard.press("Tab")
    seen = []
    for _ in range(page.locator(".doubt").count()):
        page.keyboard.press("Enter")
        place = page.url.partition("#")[2]
        seen.append(place)
        box = page.locator(f"#{place}").bounding_box()
        assert box is not None
        assert 0 <= box["y"] <= 690
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "previous doubt":
            page.keyboard.press("Tab")
    assert seen == page.eval_on_selector_all(".doubt", "all => all.map(one => one.id)")

    summary = page.locator(".why summary").first
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator(".reasons").first.is_visible()
    page.keyboard.press("Enter")
    assert not page.locator(".reasons").first.is_visible()
    page.close()


def test_nothing_needs_a_script(chromium: Any, report: str) -> None:
    """Reasons open under the finger, cards sort, a card leads to its lines and a line to its card."""
    context = chromium.new_context(viewport={"width": 1200, "height": 700}, java_script_enabled=False, has_touch=True)
    page = context.new_page()
    page.goto(report)
    page.locator(".why summary").first.tap()
    assert page.locator(".reasons").first.is_visible()

    def tops() -> list[float]:
        return [box["y"] for card in page.locator("#p1 article").all() if (box := card.bounding_box())]

    styles = [card.get_attribute("style") or "" for card in page.locator("#p1 article").all()]
    sure = [int(style.removeprefix("--sure:")) for style in styles]
    assert tops() == sorted(tops())
    page.locator("#p1 .by-sure").check()
    assert [one for _, one in sorted(zip(tops(), sure, strict=True))] == sorted(sure)

    page.locator("#p1-c2 >> text=its lines").tap()
    line = page.url.partition("#")[2]
    assert page.locator(f"#{line}").inner_text().startswith("U.S. scientists")
    page.locator(f".run:has(#{line}) .who a").tap()
    assert page.url.endswith("#p1-c2")
    assert (page.locator("#p1-c2").bounding_box() or {"y": -1})["y"] >= 0
    context.close()


def test_no_column_is_empty(chromium: Any, tmp_path: Path) -> None:
    """Beside a long text the cards stay in view."""
    gulls = (f"I have seen {number} gulls today, and I think that they were hungry." for number in range(300))
    long = POST + "\n\n".join(gulls)
    (tmp_path / "long.html").write_text(cards.report([("long", clipparse.parse(long).to_dict())]), encoding="utf-8")
    page = chromium.new_page(viewport={"width": 1200, "height": 700})
    page.goto((tmp_path / "long.html").as_uri())
    height = page.evaluate("document.documentElement.scrollHeight")
    assert height > 7_000
    for share in (0.3, 0.6, 0.9):
        page.evaluate("y => scrollTo(0, y)", height * share)
        assert -10 <= (page.locator(".cards").bounding_box() or {"y": -99})["y"] <= 700
    page.close()


@pytest.mark.parametrize("width", [1200, 400])
def test_a_word_without_end_sticks_out_nowhere(chromium: Any, tmp_path: Path, width: int) -> None:
    """In a title, a file's name, a headline, an address, a sentence; of a report, of an answer and of an error."""
    word = "schools" * 60
    text = POST.replace("Suffolk", word) + f"\n\nhttp://herald.example/{word}\n\nI say {word}, do you not?"
    post = f"Storm {word}\n\n{text}"
    shown = (
        cards.report([(name, clipparse.parse(one).to_dict()) for name in (word, "a.txt") for one in (text, post)]),
        serve.answer(serve.Asked(pasted=post, name=word)),
        serve.form(serve.Asked(pasted=word, url=f"http://{word}"), word),
    )
    for html in shown:
        path = tmp_path / "shown.html"
        path.write_text(html, encoding="utf-8")
        page = chromium.new_page(viewport={"width": width, "height": 900})
        page.goto(path.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.close()


def test_hostile_words_run_nothing(chromium: Any, tmp_path: Path) -> None:
    """Two hundred of them, as a report shows them and as a notebook does: no dialog, no request, no complaint."""
    posts = [made_of(words) for words in HOSTILE]
    notebook = f"<meta charset=utf-8>{''.join(post._repr_html_() for post in posts)}"
    for html in (cards.report([(words, post.to_dict()) for words, post in zip(HOSTILE, posts, strict=True)]), notebook):
        path = tmp_path / "shown.html"
        path.write_text(html, encoding="utf-8")
        page = chromium.new_page()
        happened: list[str] = []
        page.on("dialog", lambda dialog, seen=happened: (seen.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request, seen=happened: seen.append(request.url))
        page.on("console", lambda message, seen=happened: seen.append(message.text))
        page.goto(path.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert happened == [path.as_uri()]
        page.close()


@pytest.mark.parametrize("width", [1200, 400])
def test_a_text_is_pasted_and_read(chromium: Any, server: serve.Server, width: int) -> None:
    """Its form and its answer are for everybody, too; what was wrong is said above what was typed."""
    page = chromium.new_page(viewport={"width": width, "height": 900})
    page.goto(server.address)
    assert violations(page) == []
    page.keyboard.type("A storm")
    page.set_input_files("#file", files=[{"name": "a.txt", "mimeType": "text/plain", "buffer": b"Rain fell."}])
    page.get_by_role("button", name="Read").click()
    assert page.get_by_role("alert").inner_text() == "There is a text and a file; send one of them."
    assert page.input_value("#pasted") == "A storm"
    page.fill("#pasted", POST)
    page.get_by_role("button", name="Read").click()
    assert [page.locator(f"#p1-c{n} h3").inner_text()[:2] for n in (1, 2, 3)] == ["1.", "2.", "3."]
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("link", name="Read another").click()
    assert page.input_value("#pasted") == ""
    page.close()


def test_a_saved_page_is_chosen_and_read(chromium: Any, server: serve.Server) -> None:
    """Its scripts do not run and its pictures are not loaded, neither in the page nor in its text."""
    hostile = b"<html><title>Storm</title><script>document.title='ran'</script><img src=//evil.example/x>"
    asked = []
    page = chromium.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(server.address)
    source = hostile + b"<p>&lt;script&gt;document.title='ran'&lt;/script&gt; Schools stayed shut, the council said."
    page.set_input_files("#file", files=[{"name": "a.html", "mimeType": "text/html", "buffer": source}])
    page.get_by_role("button", name="Read").click()

    assert "<script>document.title='ran'</script>" in page.locator(".raw").inner_text()
    assert "ran" not in page.title()
    assert {url.removeprefix(server.address) for url in asked} <= {"", "read", "favicon.ico"}
    page.close()


def test_another_site_cannot_send(chromium: Any, server: serve.Server, tmp_path: Path) -> None:
    """Its form is refused, and its script gets no answer to read."""
    form = f'<form method=post enctype=multipart/form-data action="{server.address}read"><input name=pasted><button>go'
    (tmp_path / "index.html").write_text(form)
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as other:
        threading.Thread(target=other.serve_forever, daemon=True).start()
        page = chromium.new_page()
        page.goto(f"http://localhost:{other.server_port}/")
        answer = page.evaluate("url => fetch(url).then(() => 'read', () => 'refused')", server.address)
        page.click("button")
        assert answer == "refused"
        assert page.get_by_role("alert").inner_text() == "Only the form on the first page can send a text."
        page.close()
        other.shutdown()
