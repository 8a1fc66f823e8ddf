"""Renders the reviewed templates: the only place that uses Jinja2.

A value is data: it is one line, it is never run as a template, and a template that asks for a value
it was not given fails. Plain text is not escaped; HTML is.
"""

from collections.abc import Mapping
from functools import cache
from importlib import resources

from jinja2 import StrictUndefined, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment

from processes.shared.disclosure import one_line


def render_text(folder: str, name: str, values: Mapping[str, object]) -> str:
    """Give a plain text from a template.

    Args:
        folder: of the template, such as ``operation_encompass/letters``.
        name: file name, such as ``hampshire_v1.j2``.
        values: what the template may use; texts become one line each.

    Raises:
        jinja2.UndefinedError: the template asks for a value that is not among them.
    """
    return _template(folder, name, is_html=False).render({k: _inert(v) for k, v in values.items()})


def render_skeleton(folder: str, name: str, values: Mapping[str, object]) -> str:
    """Give the template's fixed text; values are marks or the force's own constants."""
    return _template(folder, name, is_html=False).render(dict(values))


def render_html(folder: str, name: str, values: Mapping[str, object]) -> str:
    """Give an HTML page from a template; every value is escaped."""
    return _template(folder, name, is_html=True).render(dict(values))


@cache
def _template(folder: str, name: str, *, is_html: bool) -> Template:
    text = resources.files("processes").joinpath(folder, name).read_text(encoding="utf-8")
    environment = ImmutableSandboxedEnvironment(
        autoescape=is_html,  # off for plain text only: a letter is not HTML
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.from_string(text)


def _inert(value: object) -> object:
    return one_line(value) if isinstance(value, str) else value
