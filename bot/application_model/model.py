"""The application model: one file per screen and form version, with all of each element.

An element has a *human* anchor (section path and label), a *machine* anchor (key: the control's
name or id) and pins (kind, options, hint, required, shape). No selector stands in Python.
"""

import hashlib
import json
from functools import cached_property
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

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
        means: of an output, what this version shows to what the processes know it as.
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
    if pins.means and kind != "output":
        raise ValueError(
            "`means` is for outputs only; the entries of a list are pinned by `options`"
        )
    if pins.unlisted and kind != "typeahead":
        raise ValueError("`unlisted` is for a typeahead only")
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
    """One element of a screen; kinds know how to read and write themselves (``kinds``)."""

    kind: KindName
    section: str = ""
    required: bool = False
    hint: str = ""
    outside: bool = False
    columns: dict[str, Column] = Field(default_factory=dict)
    record_column: str | None = None

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
    elements: dict[str, Element] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _shell_is_outside(self) -> Self:
        if self.shell and not all(element.outside for element in self.elements.values()):
            raise ValueError("the elements of a shell are `outside: true`")
        return self

    @cached_property
    def hash(self) -> str:
        """Fingerprint of everything the model says; what it leaves out does not count.

        So a new kind of pin voids no approval of a model that does not use it.
        """
        return digest(self.model_dump(mode="json", exclude={"extends"}, exclude_defaults=True))


def digest(data: Any) -> str:  # noqa: ANN401 - anything that JSON can say
    """SHA-256 of the canonical JSON of data."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
