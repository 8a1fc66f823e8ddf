"""A small web site in the markup every screen obeys; each test serves the pages it needs."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

POLICY = "default-src 'self' 'unsafe-inline'; object-src 'none'"


@dataclass
class Answer:
    """A page with its status; ``location`` redirects; ``drop`` answers nothing, ``cut`` half of it."""

    body: str
    status: int = 200
    location: str = ""
    drop: bool = False
    cut: bool = False


Page = str | Answer | Callable[[], Answer]


@dataclass
class Site:
    """Pages by path, and what was posted."""

    pages: dict[str, Page] = field(default_factory=dict)
    posts: list[dict[str, list[str]]] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    url: str = ""

    def answer(self, path: str) -> Answer:
        page = self.pages.get(path, Answer("no such page", 404))
        if callable(page):
            page = page()
        return Answer(page) if isinstance(page, str) else page


@contextmanager
def served() -> Iterator[Site]:
    site = Site()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(site))
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    site.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._send(site.answer(self.path.split("?")[0]))

        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            form = parse_qs(self.rfile.read(length).decode("utf-8"), keep_blank_values=True)
            site.posts.append(form)
            self._send(site.answer(f"POST {self.path.split('?')[0]}"))

        def log_message(self, *_args: object) -> None:
            """Quiet."""

        def _send(self, answer: Answer) -> None:
            site.requests.append(f"{self.command} {self.path}")
            if answer.drop:
                self.connection.close()
                return
            body = answer.body.encode("utf-8")
            self.send_response(303 if answer.location else answer.status)
            if answer.location:
                self.send_header("Location", answer.location)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Security-Policy", POLICY)
            self.send_header("Content-Length", str(len(body) + (65_536 if answer.cut else 0)))
            self.end_headers()
            self.wfile.write(body)

    return Handler


def page(
    *content: str, screen: str = "Task", record: str = "T12", end: bool = True, after: str = ""
) -> str:
    """A whole page with this content in ``main``."""
    mark = output("record_id", "Record", record) if record else ""
    foot = '<footer id="end-of-page">End of page</footer>' if end else ""
    return (
        f'<!doctype html><html lang="en-GB"><head><title>{screen}</title></head><body>'
        f'<header><a href="/">Home</a></header><main><h1 id="screen-name">{screen}</h1>{mark}'
        f"{''.join(content)}{foot}</main>{after}</body></html>"
    )


def section(heading: str, *content: str, key: str = "") -> str:
    key = key or heading.lower().replace(" ", "-")
    return (
        f'<section aria-labelledby="sec-{key}"><h2 id="sec-{key}">{heading}</h2>'
        f"{''.join(content)}</section>"
    )


def output(name: str, label: str, value: str) -> str:
    return (
        f'<div class="field"><label for="f-{name}">{label}</label>'
        f'<output id="f-{name}" name="{name}">{escape(value)}</output></div>'
    )


def text(name: str, label: str, value: str = "", more: str = "", kind: str = "text") -> str:
    return (
        f'<div class="field"><label for="f-{name}">{label}</label>'
        f'<input type="{kind}" id="f-{name}" name="{name}" value="{escape(value)}" {more}></div>'
    )


def area(name: str, label: str, value: str = "") -> str:
    return (
        f'<div class="field"><label for="f-{name}">{label}</label>'
        f'<textarea id="f-{name}" name="{name}">{escape(value)}</textarea></div>'
    )


def select(name: str, label: str, options: dict[str, str], chosen: str = "") -> str:
    inside = "".join(
        f'<option value="{v}"{" selected" if v == chosen else ""}>{escape(t)}</option>'
        for v, t in options.items()
    )
    return (
        f'<div class="field"><label for="f-{name}">{label}</label>'
        f'<select id="f-{name}" name="{name}">{inside}</select></div>'
    )


def group(kind: str, name: str, label: str, options: dict[str, str], *chosen: str) -> str:
    inside = "".join(
        f'<label><input type="{kind}" name="{name}" value="{v}"'
        f"{' checked' if v in chosen else ''}> {escape(t)}</label>"
        for v, t in options.items()
    )
    return f'<fieldset class="radios"><legend>{label}</legend>{inside}</fieldset>'


def tick(name: str, label: str, more: str = "") -> str:
    return (
        f'<div class="field"><label for="f-{name}">{label}</label>'
        f'<input type="checkbox" id="f-{name}" name="{name}" value="Yes" {more}></div>'
    )


def form(*content: str, action: str = "/save") -> str:
    return (
        f'<form method="post" action="{action}">{"".join(content)}'
        '<button name="action" value="save">Save</button></form>'
    )


def grid(name: str, heading: str, columns: dict[str, str], *rows: tuple[str, list[str]]) -> str:
    heads = "".join(f'<th scope="col" data-col="{k}">{v}</th>' for k, v in columns.items())
    body = "".join(
        f'<tr data-record="{record}">{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'
        for record, cells in rows
    )
    return section(
        heading,
        f'<table id="g-{name}" data-grid="{name}" aria-labelledby="sec-{name}">'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>",
        key=name,
    )
