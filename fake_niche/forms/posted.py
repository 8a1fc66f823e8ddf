"""From what a person posted to the answers of the report, in any form version.

Only what the page showed is taken: each section and each grid row on it says so by a hidden marker,
so that another wizard page, a tab not yet opened or a frame not yet loaded keeps its answers.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from fake_niche.forms.controls import Control, input_names
from fake_niche.forms.format import Grid, Section, controls_of, grids_of
from fake_niche.forms.inputs import Answers, Inputs, cell_name, inputs_of, is_shown, rows_of
from fake_niche.forms.option_sets import OptionSets
from fake_niche.forms.stored import NotTakenError, changes, is_blank

SHOWN = "shown"


@dataclass(frozen=True)
class Problem:
    """A mistake that the person must mend.

    Attributes:
        control: the name of the control, such as ``children-0-born``.
        label: its label, with the row where it stands in one.
        message: what to do, to be read after the label.
        step: the wizard page it stands on.
    """

    control: str
    label: str
    message: str
    step: int = 1


@dataclass
class Posted:
    """Takes the posted inputs of a page into the answers of a report.

    Attributes:
        options: the form version and its lists.
        inputs: as posted.
        answers: the answers recorded so far, then those after the post.
        problems: what could not be taken.
    """

    options: OptionSets
    inputs: Inputs
    answers: dict[str, Any]
    problems: list[Problem] = field(default_factory=list)

    def take(self, permitted: Collection[str]) -> None:
        """Take the sections that the page showed and that are ``permitted``, by their keys."""
        shown = set(self.inputs.get(SHOWN, ())) & set(permitted)
        for section in self.options.form.each_section():
            if section.key in shown:
                self._take_section(section)

    def _take_section(self, section: Section) -> None:
        step = self.options.form.step_of(section)
        for control in controls_of(section):
            self._take(control, control.name, self.answers, step)
        for grid in grids_of(section):
            self.answers[grid.key] = list(self._rows(grid, step))

    def _rows(self, grid: Grid, step: int) -> Iterator[Answers]:
        """Rows not on the page are kept, rows taken away are dropped, new ones come at the end."""
        recorded = rows_of(grid, self.answers)
        shown = self.inputs.get(f"{grid.name}-shown", [])
        present = [n for n in self.inputs.get(f"{grid.name}-row", ()) if n.isdecimal()]
        for index, row in enumerate(recorded):
            if str(index) not in shown:
                yield row
            elif str(index) in present:
                yield self._row(grid, str(index), row, step)
        for number in dict.fromkeys(present):
            if int(number) >= len(recorded):
                new = self._row(grid, number, {}, step)
                if not all(map(is_blank, new.values())):
                    yield new

    def _row(self, grid: Grid, number: str, before: Answers, step: int) -> Answers:
        row = dict(before)
        for column in grid.columns:
            self._take(column, cell_name(grid, number, column.name), row, step)
        return row

    def _take(self, control: Control, name: str, answers: dict[str, Any], step: int) -> None:
        if not control.keys or control.read_only or control.duplicate:
            return
        given = [self.inputs.get(n, []) for n in input_names(control, name)]
        try:
            answers.update(changes(self.options, control, given, answers))
        except NotTakenError as error:
            self.problems.append(Problem(name, control.label, str(error), step))


def unanswered(options: OptionSets, answers: Answers) -> Iterator[Problem]:
    """The required controls that are to be seen and blank; what stops a report being submitted."""
    form, inputs = options.form, inputs_of(options, answers)
    for section in form.sections:
        for control, name, row in _seen(section, inputs):
            if not (control.required and is_shown(control, inputs, row)):
                continue
            names = input_names(control, name)
            if not any(any(inputs.get(n, ())) for n in names):
                yield Problem(name, control.label, "must be answered", form.step_of(section))


def _seen(section: Section, inputs: Inputs) -> Iterator[tuple[Control, str, str]]:
    """Each control of what is to be seen, its name, and what its row's names begin with."""
    if not is_shown(section, inputs):
        return
    for item in section.content:
        if isinstance(item, Section):
            yield from _seen(item, inputs)
        elif not isinstance(item, Grid):
            yield item, item.name, ""
        elif is_shown(item, inputs):
            yield from _cells(item, inputs)


def _cells(grid: Grid, inputs: Inputs) -> Iterator[tuple[Control, str, str]]:
    for number in inputs.get(f"{grid.name}-row", ()):
        for column in grid.columns:
            yield column, cell_name(grid, number, column.name), f"{grid.name}-{number}-"
