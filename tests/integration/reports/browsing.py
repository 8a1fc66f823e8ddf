"""What a browser would post of a page: the enabled inputs of its report form."""

from html.parser import HTMLParser


class _Inputs(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.posted: dict[str, list[str]] = {}
        self.inside = False
        self.open = ""  # a text area, drop-down or template that is being read
        self.skip = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = dict(attrs)
        if tag == "form":
            self.inside = "report-form" in (has.get("class") or "")
        self.skip = self.skip or tag == "template"
        if not self.inside or self.skip or "disabled" in has:
            return
        name = has.get("name") or ""
        if tag == "input":
            self._input(name, has)
        elif tag in ("textarea", "select"):
            self.open = name
            self.posted[name] = [""]
        elif tag == "option" and self.open and "selected" in has:
            self.posted[self.open] = [has.get("value") or ""]

    def _input(self, name: str, has: dict[str, str | None]) -> None:
        if has.get("type") in ("radio", "checkbox") and "checked" not in has:
            return
        self.posted.setdefault(name, []).append(has.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "template":
            self.skip = False
        if tag in ("textarea", "select"):
            self.open = ""
        if tag == "form":
            self.inside = False

    def handle_data(self, data: str) -> None:
        if self.open and self.lasttag == "textarea":
            self.posted[self.open] = [data.strip("\n")]


def posted_by(html: str) -> dict[str, list[str]]:
    """The inputs of the page's report form, as a browser posts them."""
    reader = _Inputs()
    reader.feed(html)
    return reader.posted
