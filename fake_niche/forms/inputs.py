"""From the answers of a report to the inputs of a page, in any form version.

Inputs are what a browser would post: input name to values. So a page shows recorded answers and
answers that were just typed (after a mistake) in the same way.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fake_niche.forms import dates
from fake_niche.forms.controls import (
    ChoiceControl,
    Control,
    DateBoxes,
    DateControl,
    Tick,
    TypeAhead,
    input_names,
)
from fake_niche.forms.format import Grid, Section, controls_of, grids_of
from fake_niche.forms.option_sets import OptionSets

Answers = Mapping[str, Any]
Inputs = dict[str, list[str]]


def inputs_of(options: OptionSets, answers: Answers) -> Inputs:
    """Every input of the form with the answers filled in."""
    page = _Page(options, answers, {})
    for section in options.form.each_section():
        for control in controls_of(section):
            page.fill(control, control.name, answers)
        for grid in grids_of(section):
            page.fill_grid(grid)
    return page.inputs


@dataclass(frozen=True)
class _Page:
    options: OptionSets
    answers: Answers
    inputs: Inputs

    def fill_grid(self, grid: Grid) -> None:
        rows = rows_of(grid, self.answers)
        self.inputs[f"{grid.name}-row"] = [str(index) for index in range(len(rows))]
        for index, row in enumerate(rows):
            for column in grid.columns:
                self.fill(column, cell_name(grid, index, column.name), row)

    def fill(self, control: Control, name: str, own: Answers) -> None:
        if control.duplicate and name in self.inputs:
            return
        values = _shown(self.options, control, recorded(control, own, self.answers), own)
        for input_name, value in zip(input_names(control, name), values, strict=True):
            self.inputs[input_name] = value


def rows_of(grid: Grid, answers: Answers) -> list[Answers]:
    """The recorded rows of a grid."""
    return list(answers.get(grid.key) or ())


def cell_name(grid: Grid, index: int | str, column: str) -> str:
    """The name of a control in a row, such as ``children-0-surname``."""
    return f"{grid.name}-{index}-{column}"


def recorded(control: Control, own: Answers, report: Answers) -> list[str]:
    """What is recorded for a control, before its kind gives it a shape."""
    if control.value is not None:
        return [control.value]
    if control.part:
        whole = as_text(own.get(control.keys[0])).split(control.separator, control.part.of - 1)
        return whole[control.part.take - 1 : control.part.take]
    if len(control.keys) > 1:
        return [control.separator.join(filter(None, (as_text(own.get(k)) for k in control.keys)))]
    if not control.keys:
        return []
    given = own.get(control.keys[0])
    if given is None and control.default_from:
        given = report.get(control.default_from)
    return [as_text(v) for v in given] if isinstance(given, list | tuple) else [as_text(given)]


def as_text(given: object) -> str:
    """A recorded answer as text; a true tick is ``Yes``, nothing is empty."""
    if given is None or given is False:
        return ""
    return "Yes" if given is True else str(given)


def _shown(
    options: OptionSets, control: Control, stored: list[str], own: Answers
) -> Iterator[list[str]]:
    first = stored[0] if stored else ""
    if isinstance(control, ChoiceControl):
        offered = options.of(control)
        yield [v for v in map(offered.value_for, stored) if v is not None]
    elif isinstance(control, Tick):
        yield [control.on] if first == control.on else []
    elif isinstance(control, DateBoxes):
        yield from ([box] for box in dates.boxes_of(first))
    elif isinstance(control, DateControl):
        yield [dates.written(first, control.format or options.form.dates)]
    elif isinstance(control, TypeAhead):
        yield from _type_ahead(options, control, first, own)
    else:
        yield [first]


def _type_ahead(
    options: OptionSets, control: TypeAhead, stored: str, own: Answers
) -> Iterator[list[str]]:
    typed = as_text(own.get(control.text_answers)) if control.text_answers else ""
    offered = options.of(control)
    value = offered.value_for(stored) or ""
    if typed and stored in ("", control.unlisted):
        value = ""
    yield [value]
    yield [offered.text_for(value) if value else typed]


def is_shown(part: Control | Grid | Section, inputs: Inputs, row: str = "") -> bool:
    """Whether a part of the form is to be seen with these inputs.

    Args:
        part: a control, grid or section.
        inputs: what the page shows.
        row: of a control in a grid, the beginning of its name, such as ``children-0-``.
    """
    condition = part.show_when
    if condition is None:
        return True
    values = inputs.get(row + condition.control, inputs.get(condition.control))
    return not set(values or [""]).isdisjoint(condition.values)
