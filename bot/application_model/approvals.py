"""Who approved which form for which model; run time refuses any pair without a row."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Self

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from bot.application_model.files import write_whole
from bot.application_model.library import ModelError
from bot.application_model.model import ScreenModel, ScreenPage
from bot.application_model.structure import Structure, form_hash

APPROVALS_FILE = "approvals.yaml"
"""Beside the objects: the approvals that are shipped with them."""


@dataclass(frozen=True)
class Approval:
    """One row: a person took this form for what this model says it is.

    Attributes:
        screen: the model's name.
        heading: the heading on the page.
        model: the model's hash.
        form_hash: the hash of the whole structure.
        sections: section path to hash; what the form hash is made of.
    """

    screen: str
    heading: str
    form: str
    model: str
    form_hash: str
    sections: dict[str, str]
    by: str
    when: str
    reason: str

    def on(self, page: ScreenPage) -> Self:
        """What was approved of one page of the screen."""
        held = {path: h for path, h in self.sections.items() if page.holds(path)}
        return replace(self, sections=held)


@dataclass(frozen=True)
class Approvals:
    """All rows.

    Raises:
        ModelError: on loading, it is no list of rows, or a row's sections do not make its form
            hash: it was edited by hand.
    """

    rows: tuple[Approval, ...] = ()

    @classmethod
    def load(cls, path: Path) -> Self:
        """The rows of a file; none when there is no file."""
        if not path.exists():
            return cls()
        try:
            data = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8")) or []
            rows = tuple(Approval(**row) for row in data)
        except (YAMLError, TypeError, UnicodeDecodeError) as error:
            raise ModelError(f"{path}: not a list of approvals") from error
        for row in rows:
            if row.form_hash != form_hash(row.heading, row.form, row.sections):
                raise ModelError(f"{path}: the row of {row.screen!r} does not fit its own hash")
        return cls(rows)

    def save(self, path: Path) -> None:
        """Write the file whole or not at all."""
        yaml = YAML()
        yaml.default_flow_style = False
        yaml.width = 120
        with write_whole(path) as stream:
            yaml.dump([asdict(row) for row in self.rows], stream)

    def of(self, model: ScreenModel) -> tuple[Approval, ...]:
        """The rows of this model, as it is now."""
        return tuple(row for row in self.rows if row.model == model.hash)

    def including(self, row: Approval) -> Self:
        """The rows and this one; the same pair is not kept twice."""
        pair = (row.model, row.form_hash)
        kept = tuple(r for r in self.rows if (r.model, r.form_hash) != pair)
        return type(self)((*kept, row))

    def with_rows(self, rows: Iterable[Approval]) -> Self:
        """The rows and all of these."""
        approvals = self
        for row in rows:
            approvals = approvals.including(row)
        return approvals

    def only_for(self, models: Iterable[ScreenModel]) -> Self:
        """Without the rows of models that are no more."""
        hashes = {model.hash for model in models}
        return type(self)(tuple(row for row in self.rows if row.model in hashes))


def approval_of(
    model: ScreenModel, structure: Structure, *, by: str, when: datetime, reason: str
) -> Approval:
    """The row that approves this structure for this model."""
    if not by.strip() or not reason.strip():
        raise ValueError("an approval needs a person's name and a reason")
    return Approval(
        screen=model.name,
        heading=structure.screen,
        form=structure.form,
        model=model.hash,
        form_hash=structure.hash,
        sections=structure.section_hashes,
        by=by,
        when=when.isoformat(timespec="seconds"),
        reason=reason,
    )
