"""HTML as a browser would take it apart."""

from __future__ import annotations

from html.parser import HTMLParser


class Elements(HTMLParser):
    """What a browser would make of it: the tags, their attributes, and the text in them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.said: list[str] = []
        self._inside: list[tuple[str, str]] = []  # the classes above each text, and the text
        self._links: list[tuple[str, str]] = []  # likewise, and where a link leads inside the document
        self._kinds: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))
        if tag not in ("meta", "br", "input"):
            self.open.append(tag)
            self._kinds.append(f"<{tag}> {dict(attributes).get('class') or ''}")
        if tag == "a" and (href := dict(attributes).get("href") or "").startswith("#"):
            self._links.append((" ".join(self._kinds), href[1:]))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self._kinds.pop()

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            self.said.append(data)
            self._inside.append((" ".join(self._kinds), data))

    @property
    def text(self) -> str:
        return "".join(self.said)

    def within(self, name: str) -> list[str]:
        return [data.strip() for kinds, data in self._inside if name in kinds.split() and data.strip()]

    def links_in(self, name: str) -> list[str]:
        return [place for kinds, place in self._links if name in kinds.split()]

    def of_class(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for _, attributes in self.tags if name in (attributes.get("class") or "").split()]
