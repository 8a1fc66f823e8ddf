"""The kinds of control that a form version may be built of; ``README.md`` is for form authors."""

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, field_validator, model_validator

from fake_niche.forms.options import Option, Options, Piece

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
DateFormat = Literal["native", "DD/MM/YYYY", "MM/DD/YYYY", "YYYY-MM-DD"]


class Condition(Piece):
    """Show only when a control of the same row, else of the form, has one of these values."""

    control: Name
    values: tuple[str, ...] = Field(alias="is", min_length=1)


class Part(Piece):
    """The control shows one part of an answer that is split between several controls."""

    take: int = Field(ge=1)
    of: int = Field(ge=2)

    @model_validator(mode="after")
    def _inside(self) -> "Part":
        if self.take > self.of:
            raise ValueError(f"take {self.take} is not one of the {self.of} parts")
        return self


class BaseControl(Piece):
    """What every control has.

    Attributes:
        answers: the canonical keys it stores to; its own name unless said, none when empty.
        separator: between several answers shown in one control, or the parts of one answer.
        default_from: report-level key shown while its own answer was never given.
        value: a fixed text shown instead of an answer; such a control stores nothing.
        hidden: in the page, but not to be seen (a stale copy of an old field).
        duplicate: says that the name is used twice on purpose.
    """

    name: Name
    label: str = Field(min_length=1)
    answers: tuple[Name, ...] | None = None
    separator: str = ", "
    part: Part | None = None
    default_from: Name | None = None
    value: str | None = None
    required: bool = False
    hint: str = ""
    placeholder: str = ""
    show_when: Condition | None = None
    read_only: bool = False
    hidden: bool = False
    duplicate: bool = False
    width: Literal[1, 2, 3, 4] = 1
    id: str | None = None
    label_by: Literal["label", "aria"] = "label"

    @field_validator("answers", mode="before")
    @classmethod
    def _one_key(cls, given: Any) -> Any:  # noqa: ANN401 - pydantic hands over what the file holds
        return (given,) if isinstance(given, str) else given

    @model_validator(mode="after")
    def _consistent(self) -> "BaseControl":
        if self.value is not None and self.keys:
            raise ValueError("a control with a fixed value stores nothing: say 'answers: []'")
        if self.part and len(self.keys) != 1:
            raise ValueError("a control with 'part' answers exactly one key")
        if len(self.keys) > 1 and not isinstance(self, TextControl):
            raise ValueError("only text controls may answer several keys")
        return self

    @property
    def keys(self) -> tuple[str, ...]:
        """The canonical keys that the control stores to."""
        return (self.name,) if self.answers is None else self.answers


class TextControl(BaseControl):
    """One line, several lines, a time or a number."""

    kind: Literal["text", "textarea", "time", "number"]
    max_length: int | None = Field(default=None, ge=1)
    rows: int = Field(default=4, ge=1)
    min: int | None = None
    max: int | None = None


class DateControl(BaseControl):
    """A date in one box; ``format`` is the form's ``dates`` unless said."""

    kind: Literal["date"]
    format: DateFormat | None = None


class DateBoxes(BaseControl):
    """A date in three boxes: day, month, year."""

    kind: Literal["date_boxes"]


class ChoiceControl(BaseControl):
    """A drop-down, radio group or group of tick-boxes; ``blank`` puts an empty choice first."""

    kind: Literal["select", "radio", "checkboxes"]
    options: Options
    blank: bool = True


class Tick(BaseControl):
    """A tick-box or switch with the answer stored when on and when off."""

    kind: Literal["checkbox", "switch"]
    on: str = "Yes"
    off: str = ""


class TypeAhead(BaseControl):
    """A text box that searches a list and keeps the chosen id in a hidden input.

    Attributes:
        name: of the hidden input with the id; ``text_name`` is the visible one's.
        text_answers: key that keeps typed text which is not in the list.
        unlisted: what is stored for the id when text was typed but nothing chosen.
        delay_ms: how long after the page the options come.
        late_text: the visible text, too, comes only with the options.
    """

    kind: Literal["type_ahead"]
    options: Options
    text_name: Name | None = None
    text_answers: Name | None = None
    unlisted: str = ""
    delay_ms: int = Field(default=0, ge=0, le=10_000)
    late_text: bool = False

    @property
    def visible_name(self) -> str:
        """The name of the box that a person types in."""
        return self.text_name or f"{self.name}_text"


class PersonControl(BaseControl):
    """The id of a linked person, with a look-up."""

    kind: Literal["person"]


Control = Annotated[
    TextControl | DateControl | DateBoxes | ChoiceControl | Tick | TypeAhead | PersonControl,
    Field(discriminator="kind"),
]
BLANK = Option(value="", text="")


def input_names(control: Control, name: str) -> tuple[str, ...]:
    """The names of the inputs that ``control`` puts in the page, the first being its main one."""
    if isinstance(control, DateBoxes):
        return (f"{name}-day", f"{name}-month", f"{name}-year")
    if isinstance(control, TypeAhead):
        return (name, name[: -len(control.name)] + control.visible_name)
    return (name,)
