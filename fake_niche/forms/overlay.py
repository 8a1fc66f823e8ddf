"""What a person typed over what is recorded, to show a page again without losing a word."""

from fake_niche.forms.controls import Control, input_names
from fake_niche.forms.format import Form, Grid, controls_of, grids_of
from fake_niche.forms.inputs import Inputs, cell_name
from fake_niche.forms.posted import SHOWN


def overlaid(form: Form, recorded: Inputs, posted: Inputs) -> Inputs:
    """The inputs to show: posted where the page had them, recorded elsewhere."""
    inputs, shown = dict(recorded), posted.get(SHOWN, [])
    for section in form.each_section():
        if section.key not in shown:
            continue
        for control in controls_of(section):
            _put(inputs, posted, control, control.name)
        for grid in grids_of(section):
            _put_rows(inputs, posted, grid)
    return inputs


def _put_rows(inputs: Inputs, posted: Inputs, grid: Grid) -> None:
    key = f"{grid.name}-row"
    shown, present = posted.get(f"{grid.name}-shown", []), posted.get(key, [])
    kept = [n for n in inputs.get(key, []) if n not in shown or n in present]
    inputs[key] = list(dict.fromkeys([*kept, *present]))
    for number in present:
        for column in grid.columns:
            _put(inputs, posted, column, cell_name(grid, number, column.name))


def _put(inputs: Inputs, posted: Inputs, control: Control, name: str) -> None:
    if control.keys and not control.read_only:
        for one in input_names(control, name):
            inputs[one] = posted.get(one, [])


def carried(form: Form, posted: Inputs, sections: set[str], rows: dict[str, list[str]]) -> Inputs:
    """What was posted by earlier pages and stands on none of this one's controls.

    Args:
        form: the form version.
        posted: everything posted so far.
        sections: keys of the sections on the page now.
        rows: by grid, the numbers of the rows on the page now.
    """
    rest = dict(posted)
    rest[SHOWN] = [key for key in posted.get(SHOWN, []) if key not in sections]
    for section in form.each_section():
        here = section.key in sections
        for control in controls_of(section) if here else ():
            _drop(rest, control, control.name)
        for grid in grids_of(section) if here else ():
            _drop_rows(rest, grid, rows.get(grid.name, []))
    return {name: values for name, values in rest.items() if values}


def _drop_rows(rest: Inputs, grid: Grid, numbers: list[str]) -> None:
    key = f"{grid.name}-row"
    rest[key] = [number for number in rest.get(key, []) if number not in numbers]
    for number in numbers:
        for column in grid.columns:
            _drop(rest, column, cell_name(grid, number, column.name))


def _drop(rest: Inputs, control: Control, name: str) -> None:
    for one in input_names(control, name):
        rest.pop(one, None)
