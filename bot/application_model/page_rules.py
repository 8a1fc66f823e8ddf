"""What all pages of one application have in common, and which of them mean trouble."""

from collections.abc import Mapping
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from ruamel.yaml import YAML

from bot import exceptions
from bot.application_model.model import ScreenModel
from bot.application_model.snapshot import Snapshot
from bot.exceptions import BotError

FILE_NAME = "application.yaml"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Marks(_Strict):
    """Ids and names by which a page says what it is."""

    screen: str = "screen-name"
    record: str = "record_id"
    form: str = "form_version"
    end: str = "end-of-page"
    locked_by: str = "locked_by"


class State(_Strict):
    """A screen that stands for an exception.

    Attributes:
        raises: the exception's class.
        code: the row of the tables of exceptions.
        output: an output whose value (a code, never data) goes into the detail.
        shell: what is outside ``main`` can be used on this screen.
    """

    raises: str
    code: str = ""
    output: str = ""
    shell: bool = False

    @field_validator("raises")
    @classmethod
    def _is_known(cls, name: str) -> str:
        kind = getattr(exceptions, name, None)
        if not (isinstance(kind, type) and issubclass(kind, BotError)):
            raise ValueError(  # noqa: TRY004 - pydantic turns only this into its error
                f"{name} is not one of the closed set of exceptions"
            )
        return name


class PageRules(_Strict):
    """The file ``application.yaml`` beside the objects."""

    marks: Marks = Field(default_factory=Marks)
    states: Mapping[str, State] = Field(default_factory=dict)

    @classmethod
    def load(cls, objects: Path) -> Self:
        """The rules of a folder of objects; only the defaults when it has no such file.

        Raises:
            ValueError: naming file, field and rule.
        """
        path = objects / FILE_NAME
        if not path.exists():
            return cls()
        data = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
        try:
            return cls.model_validate(data)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            raise ValueError(f"{path}: {where}: {first['msg']}") from error

    def check_state(self, seen: Snapshot, expected: tuple[str, ...]) -> None:
        """Raise what the screen stands for, unless it is one of those expected.

        Raises:
            BotError: the exception of the screen's state.
        """
        state = self.states.get(seen.screen)
        if state is None or seen.screen in expected:
            return
        shown = seen.output(state.output) if state.output else None
        detail = f"the application shows {seen.screen!r}" + (f" {shown.value}" if shown else "")
        kind: type[BotError] = getattr(exceptions, state.raises)
        raise kind(detail, code=state.code)

    def locked_by(self, seen: Snapshot) -> str:
        """Who holds the record; empty when nobody does."""
        shown = seen.output(self.marks.locked_by)
        return shown.value if shown else ""

    def headings(self, models: Mapping[str, ScreenModel]) -> tuple[str, ...]:
        """The headings under which a model's versions are shown; a shell's also on such states."""
        shown = {model.screen for model in models.values()}
        if any(model.shell for model in models.values()):
            shown |= {heading for heading, state in self.states.items() if state.shell}
        return tuple(shown)
