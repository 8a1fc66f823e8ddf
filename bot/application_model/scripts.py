"""The script that runs in the page, put together once.

``INSTALL`` goes into every window before the page's own scripts; the browser keeps it compiled from one
page to the next. ``ASK`` calls it with one argument, in one trip, and gets a JSON string; nothing when
it is not there, because the window was open before.
"""

from pathlib import Path

_HERE = Path(__file__).parent


def _text(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


_READER = "".join(_text(f"{name}.js") for name in ("names", "collect", "touch", "answer"))

INSTALL = f"""{_text("settle.js")}
(() => {{
  const key = Symbol.for("mash reader");
  if (!(key in window)) Object.defineProperty(window, key, {{ value: (args) => {{
{_READER}}} }});
}})();
"""
ASK = (
    """(args) => { const ask = window[Symbol.for("mash reader")]; return ask ? ask(args) : ""; }"""
)
