"""The scripts that run in the page, put together once.

``READ`` and ``TOUCH`` are functions of one argument that answer with a JSON string; each is one
trip. ``SETTLE`` is put into every window before the page's own scripts.
"""

from pathlib import Path

_HERE = Path(__file__).parent


def _script(*names: str) -> str:
    bodies = [(_HERE / name).read_text(encoding="utf-8") for name in names]
    return "(args) => {\n" + "\n".join(bodies) + "}"


READ = _script("names.js", "collect.js", "read.js")
SETTLE = (_HERE / "settle.js").read_text(encoding="utf-8")
TOUCH = _script("names.js", "collect.js", "touch.js")
