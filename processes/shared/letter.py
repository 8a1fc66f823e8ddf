"""Renders the reviewed templates: the only place that uses Jinja2.

A value is data: it is one line, it is never run as a template, and a template that asks for a value
it was not given fails. Plain text is not escaped; HTML is.
"""

from collections.abc import Mapping
from enum import Enum
from functools import cache
from importlib import resources

from jinja2 import StrictUndefined, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment

from processes.shared.disclosure import one_line


class _Kind(Enum):
    TEXT = "plain text"
    SKELETON = "fixed text with marks"
    HTML = "HTML"


def render_text(folder: str, name: str, values: Mapping[str, object]) -> str:
    """Give a plain text from a template.

    Args:
        folder: of the template, such as ``operation_encompass/letters``.
        name: file name, such as ``hampshire_v1.j2``.
        values: what the template may use; every value is printed as one line.

    Raises:
        jinja2.UndefinedError: the template asks for a value that is not among them.
    """
    return _template(folder, name, _Kind.TEXT).render(dict(values))


def render_skeleton(folder: str, name: str, values: Mapping[str, object]) -> str:
    """Give the template's fixed text; values are marks or the force's own constants."""
    return _template(folder, name, _Kind.SKELETON).render(dict(values))


def render_html(folder: str, name: str, values: Mapping[str, object]) -> str:
    """Give an HTML page from a template; every value is escaped."""
    return _template(folder, name, _Kind.HTML).render(dict(values))


@cache
def _template(folder: str, name: str, kind: _Kind) -> Template:
    text = resources.files("processes").joinpath(folder, name).read_text(encoding="utf-8")
    environment = ImmutableSandboxedEnvironment(
        autoescape=kind is _Kind.HTML,  # off for plain text only: a letter is not HTML
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_inert if kind is _Kind.TEXT else None,
    )
    return environment.from_string(text)


def _inert(value: object) -> object:
    return one_line(value) if isinstance(value, str) else value
