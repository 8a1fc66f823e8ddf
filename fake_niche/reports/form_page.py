"""One page of a form as the templates see it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from math import ceil
from typing import Any, Literal

from flask import render_template, url_for
from markupsafe import Markup

from fake_niche.forms import Form, Grid, Section
from fake_niche.forms.controls import ChoiceControl, Control, TypeAhead, input_names
from fake_niche.forms.inputs import Inputs, cell_name, is_shown
from fake_niche.forms.option_sets import OptionSets
from fake_niche.forms.overlay import carried
from fake_niche.forms.posted import Problem
from fake_niche.models import Report

Mode = Literal["view", "edit", "amend"]


@dataclass(frozen=True)
class FormPage:
    """A report in its form version, on one wizard page.

    Attributes:
        report: the record.
        options: the form version with what its lists offer.
        inputs: what the controls show.
        mode: view, edit or amend.
        editable: keys of the sections that may be changed here.
        step: the wizard page, from 1.
        grid_pages: by grid, which of its pages is shown, from 1.
        posted: what was posted by the pages before this one.
        problems: mistakes to mend.
        only: the key of the one section shown in a frame.
    """

    report: Report
    options: OptionSets
    inputs: Inputs
    mode: Mode = "view"
    editable: frozenset[str] = frozenset()
    step: int = 1
    grid_pages: dict[str, int] = field(default_factory=dict)
    posted: Inputs = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    only: str = ""

    @property
    def form(self) -> Form:
        """The form version."""
        return self.options.form

    @property
    def sections(self) -> tuple[Section, ...]:
        """The top-level sections on this page."""
        return self.form.sections_on(self.step)

    def is_locked(self, section: Section) -> bool:
        """Whether the section can only be read here."""
        return section.key not in self.editable

    @property
    def wrong(self) -> frozenset[str]:
        """The names of the controls that are to be mended."""
        return frozenset(problem.control for problem in self.problems)

    def runs(self, section: Section) -> list[tuple[bool, list[Any]]]:
        """The section's content in order, parted into runs of controls (true) and of all else."""
        return [
            (are_controls, list(parts))
            for are_controls, parts in groupby(
                section.content, lambda item: not isinstance(item, Grid | Section)
            )
        ]

    def frame_html(self, section: Section) -> str:
        """The document of a frame, with what was typed in it before."""
        framed = replace(self, only=section.key)
        return render_template("reports/frame.html", page=framed, section=section)

    def problem_label(self, problem: Problem) -> str:
        """The label of what is to be mended, with its row: ``Child 1 Surname``."""
        grids = [g for s in self.form.each_section() for g in s.content if isinstance(g, Grid)]
        for grid in grids:
            if problem.control.startswith(f"{grid.name}-"):
                number = int(problem.control.split("-")[1]) + 1
                return f"{grid.row_label} {number} {problem.label}"
        return problem.label

    def as_text(self, section: Section) -> bool:
        """Whether the section's answers are shown as plain text."""
        return self.mode == "view" and self.form.read_only == "text" and self.is_locked(section)

    def values(self, name: str) -> list[str]:
        """What the inputs of that name hold."""
        return self.inputs.get(name) or []

    def value(self, name: str) -> str:
        """What the input of that name holds; empty for nothing."""
        return next(iter(self.values(name)), "")

    def is_shown(self, part: Control | Grid | Section, row: str = "") -> bool:
        """Whether a part is to be seen; ``row`` is what the names of its row begin with."""
        return is_shown(part, self.inputs, row)

    def condition(self, part: Control | Grid | Section, row: str = "") -> Markup:
        """The attributes by which the page's script shows and hides a part."""
        if part.show_when is None:
            return Markup()
        named = part.show_when.control
        name = row + named if row + named in self.inputs else named
        values = json.dumps(part.show_when.values)
        attributes = ' data-when="{}" data-is="{}"'
        shown = self.is_shown(part, row)
        return Markup(attributes if shown else f"{attributes} hidden").format(name, values)  # noqa: S704

    def names(self, control: Control, name: str) -> tuple[str, ...]:
        """The names of the control's inputs."""
        return input_names(control, name)

    def options_html(self, control: ChoiceControl, name: str) -> Markup:
        """The options of a drop-down."""
        html = self.options.of(control).options_html(self.value(name))
        return Markup(html)  # noqa: S704 - escaped where it is made

    def choices(self, control: ChoiceControl) -> Iterator[tuple[str, str]]:
        """Value and text of what a radio or tick-box group offers."""
        return ((option.value, option.text) for _, option in self.options.of(control).offered)

    def text(self, control: Control, name: str) -> str:
        """What a person reads where the answer is shown as text."""
        values = self.values(name)
        if isinstance(control, ChoiceControl):
            return "; ".join(self.options.of(control).text_for(value) for value in values)
        if isinstance(control, TypeAhead):
            return self.value(input_names(control, name)[1])
        parts = [self.value(one) for one in input_names(control, name)]
        return "/".join(part for part in parts if part)

    def numbers(self, grid: Grid) -> list[str]:
        """The rows of the grid that are on this page, by their numbers from 0."""
        rows = self.values(f"{grid.name}-row")
        if not grid.page_size:
            return rows
        first = (self.grid_page(grid) - 1) * grid.page_size
        return rows[first : first + grid.page_size]

    def total(self, grid: Grid) -> int:
        """How many rows the grid has in all."""
        return len(self.values(f"{grid.name}-row"))

    def grid_page(self, grid: Grid) -> int:
        """Which page of the grid is shown, from 1."""
        return min(max(1, self.grid_pages.get(grid.name, 1)), self.pages(grid))

    def pages(self, grid: Grid) -> int:
        """How many pages the grid has; 1 when it shows all rows."""
        return max(1, ceil(self.total(grid) / grid.page_size)) if grid.page_size else 1

    def next_number(self, grid: Grid) -> int:
        """The number for a row that is added."""
        recorded = [*self.values(f"{grid.name}-row"), *self.posted.get(f"{grid.name}-shown", [])]
        return max((int(n) for n in recorded), default=-1) + 1

    def row_title(self, grid: Grid, number: str) -> str:
        """The label of a row and what names it, such as ``Child 1 Ann``."""
        named = [self.value(cell_name(grid, number, column)) for column in grid.row_title]
        return " ".join([grid.row_label, str(int(number) + 1), *filter(None, named)])

    def is_lazy(self, grid: Grid, number: str) -> bool:
        """Whether a tab's content is fetched when it is opened."""
        posted = number in self.posted.get(f"{grid.name}-row", [])
        return grid.lazy and not posted and number != next(iter(self.numbers(grid)), "")

    def part_url(self, endpoint: str, **part: Any) -> str:  # noqa: ANN401 - address parts
        """The address of a frame or of a lazy tab of this page."""
        return url_for(endpoint, report_id=self.report.id, mode=self.mode, **part)

    def carried(self) -> str:
        """What earlier pages posted, for the form to post again."""
        here = {s.key for top in self.sections for s in self.form.each_section() if _in(s, top)}
        rows = {
            grid.name: self.numbers(grid)
            for section in self.form.each_section()
            for grid in section.content
            if isinstance(grid, Grid)
        }
        return json.dumps(carried(self.form, self.posted, here, rows))


def _in(section: Section, top: Section) -> bool:
    return section is top or any(
        _in(section, item) for item in top.content if isinstance(item, Section)
    )
