"""The declarative format of one form version: sections, controls, grids, pages."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from fake_niche.forms.controls import Condition, Control, DateFormat, Name
from fake_niche.forms.options import NamedList, Piece

REPORT_STATUSES = ("Draft", "Submitted", "Returned", "Reviewed")


class Grid(Piece):
    """Repeated rows of controls, as a table or as a tab per row.

    Attributes:
        answers: the canonical key of the list of rows; the grid's own name unless said.
        row_label: what the row header says before the row's number.
        row_title: columns whose answers name a tab.
        lazy: a tab's content is fetched when it is opened.
        page_size: rows on a page; 0 shows all.
        count_label: what the number of rows is called.
    """

    kind: Literal["grid"]
    name: Name
    answers: Name | None = None
    layout: Literal["table", "tabs"] = "table"
    lazy: bool = False
    columns: tuple[Control, ...] = Field(min_length=1)
    row_label: str = "Row"
    row_title: tuple[Name, ...] = ()
    add_label: str = "Add row"
    addable: bool = True
    page_size: int = Field(default=0, ge=0)
    count_label: str = "Rows in all"
    show_when: Condition | None = None

    @property
    def key(self) -> str:
        """The canonical key of the list of rows."""
        return self.answers or self.name


class Section(Piece):
    """A titled part of the form; may hold sections.

    Attributes:
        key: names the section's heading; unique in the form.
        columns: how many controls stand side by side.
        used_by: who fills it in; a change by ``mash`` or ``supervisor`` is not an amendment.
        frame: shown in a frame of its own.
        markup: ``fieldset`` uses a legend for the heading.
    """

    kind: Literal["section"] = "section"
    key: Name
    letter: str = ""
    title: str = Field(min_length=1)
    columns: Literal[1, 2, 3, 4] = 3
    content: tuple["Item", ...] = ()
    show_when: Condition | None = None
    used_by: Literal["officer", "supervisor", "mash"] = "officer"
    collapsible: bool = False
    open: bool = True
    frame: bool = False
    markup: Literal["section", "fieldset"] = "section"
    heading_hidden: bool = False

    @property
    def heading(self) -> str:
        """The letter, if any, and the title."""
        return f"{self.letter} {self.title}".strip()


Item = Annotated[Control | Grid | Section, Field(discriminator="kind")]


class WizardPage(Piece):
    """One page of a wizard: its title and the keys of its sections."""

    title: str = Field(min_length=1)
    sections: tuple[Name, ...] = Field(min_length=1)


class Statuses(Piece):
    """What this version calls the statuses of a report."""

    draft: str = "Draft"
    submitted: str = "Submitted"
    returned: str = "Returned"
    reviewed: str = "Reviewed"

    def shown(self, status: str) -> str:
        """This version's word for a stored status."""
        return str(getattr(self, status.lower(), status))


class Buttons(Piece):
    """What this version calls its buttons."""

    save: str = "Save"
    submit: str = "Submit"
    amend: str = "Submit amendment"
    cancel: str = "Cancel"
    back: str = "Back"
    next: str = "Next"


class Form(Piece):
    """One version of a form.

    Attributes:
        dates: how dates are typed and shown unless a control says otherwise.
        read_only: on the view screen, ``controls`` that cannot be changed, or plain ``text``.
        lists: named lists of options for several controls.
        pages: the pages of a wizard; empty for one page.
    """

    form: Annotated[str, Field(pattern=r"^[A-Z]{2,10}$")]
    version: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.]{0,9}$")]
    title: str = Field(min_length=1)
    dates: DateFormat = "native"
    read_only: Literal["controls", "text"] = "controls"
    required_mark: Literal["star", "text", "none"] = "star"
    lists: dict[Name, NamedList] = Field(default_factory=dict)
    statuses: Statuses = Statuses()
    buttons: Buttons = Buttons()
    pages: tuple[WizardPage, ...] = ()
    sections: tuple[Section, ...] = Field(min_length=1)

    @property
    def label(self) -> str:
        """What the record bar shows, such as ``PPN v1``."""
        return f"{self.form} {self.version}"

    def each_section(self) -> Iterator[Section]:
        """Every section, the nested ones after the one they are in."""
        for section in self.sections:
            yield from _with_nested(section)

    def sections_on(self, step: int) -> tuple[Section, ...]:
        """The top-level sections on a wizard page (from 1); all of them when there is one page."""
        if not self.pages:
            return self.sections
        wanted = self.pages[step - 1].sections
        return tuple(section for section in self.sections if section.key in wanted)

    def step_of(self, section: Section) -> int:
        """The wizard page (from 1) that a section, or the one it is nested in, stands on."""
        tops = {top.key for top in self.sections if section in _with_nested(top)}
        found = (n for n, page in enumerate(self.pages, 1) if tops & set(page.sections))
        return next(found, 1)


def _with_nested(section: Section) -> Iterator[Section]:
    yield section
    for item in section.content:
        if isinstance(item, Section):
            yield from _with_nested(item)


def controls_of(section: Section) -> Iterator[Control]:
    """The controls that stand in the section itself: not in its grids, not in nested sections."""
    return (item for item in section.content if not isinstance(item, Grid | Section))


def grids_of(section: Section) -> Iterator[Grid]:
    """The grids that stand in the section itself."""
    return (item for item in section.content if isinstance(item, Grid))
