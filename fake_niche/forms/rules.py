"""Rules between the parts of a form version, that no single part can check."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fake_niche.forms.controls import (
    ChoiceControl,
    Condition,
    Control,
    Tick,
    TypeAhead,
    input_names,
)
from fake_niche.forms.format import Form, Grid, Section, controls_of, grids_of
from fake_niche.forms.options import RecordList, each_option


@dataclass(frozen=True)
class BrokenRule:
    """A rule that a form file breaks, and where.

    Attributes:
        where: the path of the part, such as ``D Children > children > school``.
        rule: one sentence.
    """

    where: str
    rule: str


def broken_rules(form: Form) -> Iterator[BrokenRule]:
    """Every rule that the form breaks; nothing when it is sound."""
    yield from _doubled("sections", "section key", (s.key for s in form.each_section()))
    yield from _pages(form)
    for where, scope in _scopes(form):
        yield from _names(where, scope)
        yield from _answers(where, scope)
    for section in form.each_section():
        yield from _conditions(form, section.heading, (), section.show_when)
        for grid in grids_of(section):
            yield from _grid(form, section, grid)
        for control in controls_of(section):
            yield from _control(form, section.heading, control, ())


def _scopes(form: Form) -> Iterator[tuple[str, tuple[Control, ...]]]:
    sections = tuple(form.each_section())
    yield "form", tuple(c for section in sections for c in controls_of(section))
    for section in sections:
        for grid in grids_of(section):
            yield f"{section.heading} > {grid.name}", grid.columns


def _names(where: str, controls: tuple[Control, ...]) -> Iterator[BrokenRule]:
    once = (c for c in controls if not c.duplicate)
    names = (name for c in once for name in input_names(c, c.name))
    yield from _doubled(where, "control name", names)


def _answers(where: str, controls: tuple[Control, ...]) -> Iterator[BrokenRule]:
    whole = [key for c in controls if c.part is None and not c.duplicate for key in c.keys]
    yield from _doubled(where, "answer", whole)
    parts: dict[str, list[tuple[int, int]]] = {}
    for control in controls:
        if control.part:
            taken = (control.part.take, control.part.of)
            parts.setdefault(control.keys[0], []).append(taken)
    for key, taken_of in parts.items():
        count = taken_of[0][1]
        if sorted(taken_of) != [(n, count) for n in range(1, count + 1)]:
            yield BrokenRule(where, f"the parts of answer '{key}' are not 1 to {count}, each once")
        if key in whole:
            yield BrokenRule(where, f"answer '{key}' is stored whole and in parts")


def _pages(form: Form) -> Iterator[BrokenRule]:
    if not form.pages:
        return
    on_pages = [key for page in form.pages for key in page.sections]
    yield from _doubled("pages", "section", on_pages)
    tops = {section.key for section in form.sections}
    for key in sorted(set(on_pages) ^ tops):
        problem = "is on no page" if key in tops else "is not a section of the form"
        yield BrokenRule("pages", f"section '{key}' {problem}")


def _grid(form: Form, section: Section, grid: Grid) -> Iterator[BrokenRule]:
    where = f"{section.heading} > {grid.name}"
    if grid.lazy and grid.layout != "tabs":
        yield BrokenRule(where, "only a grid with 'layout: tabs' can be lazy")
    names = {column.name for column in grid.columns}
    for title in grid.row_title:
        if title not in names:
            yield BrokenRule(where, f"row_title '{title}' is not a column")
    yield from _conditions(form, where, (), grid.show_when)
    for column in grid.columns:
        yield from _control(form, where, column, grid.columns)


def _control(
    form: Form, where: str, control: Control, row: tuple[Control, ...]
) -> Iterator[BrokenRule]:
    path = f"{where} > {control.name}"
    yield from _conditions(form, path, row, control.show_when)
    if isinstance(control, ChoiceControl | TypeAhead):
        yield from _options(form, path, control)


def _options(form: Form, path: str, control: ChoiceControl | TypeAhead) -> Iterator[BrokenRule]:
    options = control.options
    if isinstance(options, str):
        if options not in form.lists:
            yield BrokenRule(path, f"options '{options}' is not one of the form's lists")
            return
        options = form.lists[options]
    choices = options.first if isinstance(options, RecordList) else options
    offered = [option for _, option in each_option(choices)]
    yield from _doubled(path, "option value", (option.value for option in offered))
    yield from _doubled(path, "stored answer", (option.stored for option in offered))


def _conditions(
    form: Form, where: str, row: tuple[Control, ...], condition: Condition | None
) -> Iterator[BrokenRule]:
    if condition is None:
        return
    tops = (c for section in form.each_section() for c in controls_of(section))
    named = (c for c in (*row, *tops) if c.name == condition.control)
    found = next(named, None)
    if found is None:
        yield BrokenRule(where, f"show_when names no control of the form: '{condition.control}'")
        return
    known = _values_of(form, found)
    for value in condition.values:
        if known is not None and value not in known:
            yield BrokenRule(where, f"show_when: '{found.name}' never has the value '{value}'")


def _values_of(form: Form, control: Control) -> set[str] | None:
    if isinstance(control, Tick):
        return {control.on, ""}  # nothing is posted by a tick-box that is off
    if not isinstance(control, ChoiceControl):
        return None
    options = form.lists.get(control.options) if isinstance(control.options, str) else None
    choices = options if isinstance(control.options, str) else control.options
    if choices is None or isinstance(choices, RecordList):
        return None
    return {"", *(option.value for _, option in each_option(choices))}


def _doubled(where: str, what: str, values: Iterable[str]) -> Iterator[BrokenRule]:
    for value, times in Counter(values).items():
        if times > 1:
            yield BrokenRule(where, f"{what} '{value}' is used {times} times")
