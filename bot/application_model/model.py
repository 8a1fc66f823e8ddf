"""The application model: one file per screen and form version, with all of each element.

An element has a *human* anchor (section path and label), a *machine* anchor (key: the control's
name or id) and pins (kind, options, hint, required, shape). No selector stands in Python.
"""

import hashlib
import json
from functools import cached_property
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from bot.application_model.names import SECTION_SEPARATOR, normalise_section

Shape = Literal["text", "date", "moment", "number", "time"]
KindName = Literal[
    "text",
    "password",
    "textarea",
    "file",
    "date",
    "time",
    "number",
    "select",
    "radio",
    "checkbox",
    "checkboxes",
    "switch",
    "typeahead",
    "date3",
    "joined",
    "output",
    "button",
    "link",
    "grid",
    "editgrid",
]
ACTION_KINDS = frozenset({"button", "link"})
GRID_KINDS = frozenset({"grid", "editgrid"})
LIST_KINDS = frozenset({"select", "radio", "checkboxes"})
DATE_PARTS = {"day", "month", "year"}
MEANT_KINDS = frozenset({"output", "select", "radio"})


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Records(_Strict):
    """A list of records (schools, officers, units): pinned by shape, looked up by id.

    Attributes:
        pattern: what every record's value matches.
        special: the other entries, value to text, exactly.
    """

    pattern: str
    special: dict[str, str] = Field(default_factory=dict)


class Pins(_Strict):
    """What elements and columns share.

    Attributes:
        unlisted: of a type-ahead, the value that typed text has of which nothing was chosen.
        means: of an output or a list, what this version holds to what the processes know it as.
        parts: of a value in several boxes, each box's key by its name, in their order.
        part_labels: the label of each box.
        separator: what stands between the boxes' texts where they are joined to one.
    """

    label: str
    key: str
    options: dict[str, str] | None = None
    records: Records | None = None
    shape: Shape = "text"
    pattern: str | None = None
    unknowns: tuple[str, ...] = ()
    blank: bool = True
    partner: str | None = None
    unlisted: str = ""
    means: dict[str, str] = Field(default_factory=dict)
    parts: dict[str, str] = Field(default_factory=dict)
    part_labels: dict[str, str] = Field(default_factory=dict)
    separator: str = ", "
    optional: bool = False
    conditional: bool = False

    @property
    def may_be_absent(self) -> bool:
        """Optional: not in the page at all; conditional: in its structure, shown at times."""
        return self.optional or self.conditional


def check_pins(pins: Pins, kind: KindName) -> None:
    """Raise unless the pins hold what the kind cannot do without."""
    if kind in LIST_KINDS and pins.options is None and pins.records is None:
        raise ValueError(f"a {kind} needs `options` (policy list) or `records` (record list)")
    if kind == "typeahead" and not pins.partner:
        raise ValueError("a typeahead needs `partner`, the hidden input with the chosen record")
    if pins.means and kind not in MEANT_KINDS:
        raise ValueError("`means` is for outputs, drop-downs and radio groups only")
    if pins.unlisted and kind != "typeahead":
        raise ValueError("`unlisted` is for a typeahead only")
    if kind == "joined" and (len(pins.parts) < 2 or set(pins.parts) != set(pins.part_labels)):  # noqa: PLR2004 - one is no list
        raise ValueError("a joined text needs `parts` and `part_labels` for two boxes or more")
    if kind == "date3" and (set(pins.parts) != DATE_PARTS or set(pins.part_labels) != DATE_PARTS):
        raise ValueError("a date3 needs `parts` and `part_labels` for day, month and year")


class Column(Pins):
    """A column of a grid; in an edit grid each cell holds one control of this kind."""

    kind: KindName = "output"

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        check_pins(self, self.kind)
        return self


class Element(Pins):
    """One element of a screen; kinds know how to read and write themselves (``kinds``).

    Attributes:
        record_column: of a grid, the column that shows the record of each row.
        total: of a grid, the key of the output beside it that says how many rows it has.
    """

    kind: KindName
    section: str = ""
    required: bool = False
    hint: str = ""
    outside: bool = False
    columns: dict[str, Column] = Field(default_factory=dict)
    record_column: str | None = None
    total: str | None = None

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        check_pins(self, self.kind)
        if self.is_grid and not self.columns:
            raise ValueError("a grid needs its columns")
        if self.record_column and self.record_column not in self.columns:
            raise ValueError(f"record_column {self.record_column!r} is not a column")
        return self

    @property
    def is_action(self) -> bool:
        """Buttons and links are outside the structure hash."""
        return self.kind in ACTION_KINDS

    @property
    def is_grid(self) -> bool:
        """A table of outputs or of controls."""
        return self.kind in GRID_KINDS


class ScreenPage(_Strict):
    """One page of a screen that is spread over several.

    Attributes:
        label: of the link or button that leads there.
        keys: of that link and button: looking through and editing may have different ones.
        sections: the paths of the sections on it; those within them are on it, too.
    """

    label: str
    keys: tuple[str, ...]
    sections: tuple[str, ...] = ()

    def holds(self, path: str) -> bool:
        """Whether that section is on this page; what has no section is on every page."""
        own = [normalise_section(section) for section in self.sections]
        return path == "" or any(path == s or path.startswith(s + SECTION_SEPARATOR) for s in own)


class ScreenModel(_Strict):
    """One screen in one form version.

    Attributes:
        name: what objects call it.
        screen: the heading the page shows.
        form: the form's own label of its version; empty where the screen has none.
        record: the page shows the id of one record (R6).
        end_of_page: the page ends with the marker that proves that it is whole.
        optional_sections: sections that may be absent.
        dialogs: in-page dialogs that are known: heading to the button that closes it.
        shell: what is outside ``main`` and on every screen; it has no heading, record or end.
        pages: of a screen that is spread over several, in their order.
        two_people: the elements and columns by which a person or a recipient is found, or held
            back; a form that has them in another way is approved by two people.
    """

    name: str
    screen: str = ""
    form: str = ""
    extends: str | None = None
    record: bool = True
    end_of_page: bool = True
    optional_sections: tuple[str, ...] = ()
    dialogs: dict[str, str] = Field(default_factory=dict)
    shell: bool = False
    pages: tuple[ScreenPage, ...] = ()
    two_people: tuple[str, ...] = ()
    elements: dict[str, Element] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _shell_is_outside(self) -> Self:
        if self.shell and not all(element.outside for element in self.elements.values()):
            raise ValueError("the elements of a shell are `outside: true`")
        return self

    @model_validator(mode="after")
    def _every_section_is_on_one_page(self) -> Self:
        for name, element in self.elements.items() if self.pages else ():
            path = normalise_section(element.section)
            found = [page.label for page in self.pages if page.holds(path)]
            if path and len(found) != 1:
                where = " and ".join(found) or "no page"
                raise ValueError(f"{name}: section {element.section!r} is on {where}")
        return self

    def pins_of(self, name: str) -> Pins | None:
        """The element, or the column named ``Grid - Children / School``; None where there is none."""
        element, _, column = name.partition(" / ")
        found = self.elements.get(element)
        return found.columns.get(column) if found and column else found

    def on(self, page: ScreenPage) -> "ScreenModel":
        """The model of one page: the elements on it, and those on every page."""
        held = {n: e for n, e in self.elements.items() if page.holds(normalise_section(e.section))}
        return self.model_copy(update={"elements": held, "pages": (page,)})

    def page_of(self, element: str) -> ScreenPage | None:
        """The page that an element is on; None where there is one page, or it is on all."""
        path = normalise_section(self.elements[element].section)
        return next((page for page in self.pages if path and page.holds(path)), None)

    @cached_property
    def hash(self) -> str:
        """Fingerprint of everything the model says; what it leaves out does not count.

        So a new kind of pin voids no approval of a model that does not use it.
        """
        return digest(
            self.model_dump(mode="json", exclude={"extends", "two_people"}, exclude_defaults=True)
        )


def digest(data: Any) -> str:  # noqa: ANN401 - anything that JSON can say
    """SHA-256 of the canonical JSON of data."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
