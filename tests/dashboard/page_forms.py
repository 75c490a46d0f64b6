"""The forms of a page as a browser would send them, with other words in every field that takes some."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

WORDS = frozenset(("text", "search", "tel", "date", "datetime-local", "number", "email", "textarea"))


@dataclass
class PageForm:
    """A form: where it goes, what its fields hold, and which of them take words."""

    action: str
    method: str
    held: dict[str, str] = field(default_factory=dict)
    typed: set[str] = field(default_factory=set)
    has_file: bool = False

    def filled(self, words: str) -> dict[str, str]:
        return self.held | dict.fromkeys(self.typed, words)


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[PageForm] = []
        self._select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.found.append(PageForm(said.get("action", ""), said.get("method", "get").lower()))
            return
        if not self.found:
            return
        form, name = self.found[-1], said.get("name", "")
        if tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            form.held.setdefault(self._select, said.get("value", ""))
            form.held[self._select] = form.held[self._select] or said.get("value", "")
        elif tag in ("input", "textarea", "button") and name:
            kind = "textarea" if tag == "textarea" else said.get("type", "text" if tag == "input" else "submit")
            form.has_file |= kind == "file"
            if kind in WORDS:
                form.typed.add(name)
            elif kind != "file":
                form.held.setdefault(name, said.get("value", ""))


def forms_of(page: str) -> list[PageForm]:
    """The forms of a page, in its order."""
    reader = _Forms()
    reader.feed(page)
    return reader.found
