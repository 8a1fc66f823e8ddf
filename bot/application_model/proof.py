"""The identity proof: a pure function from model, approvals, page and expected record to a reading.

Nothing similar is ever taken for the same thing. Each rule can be left out, for one purpose: to
measure what it alone sees (the ablation in the mutation report).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.application_model.approvals import Approval
from bot.application_model.binding import BoundScreen, bind
from bot.application_model.model import Element, ScreenModel, digest
from bot.application_model.names import normalise
from bot.application_model.reading import Reading
from bot.application_model.snapshot import Snapshot
from bot.application_model.structure import (
    Structure,
    is_section_optional,
    structure_of,
)
from bot.application_model.values import grid_rows, read_value
from bot.exceptions import DriftException, SystemException

NEW_RECORD = "*"
ALL_RULES = frozenset({"R0", "R1", "R2", "R3", "R4", "R5", "R6"})


@dataclass(frozen=True)
class Proved:
    """A reading, and the nodes behind it, which a write finds again."""

    reading: Reading
    bound: BoundScreen
    model: ScreenModel


def prove(
    model: ScreenModel,
    approved: Sequence[Approval],
    seen: Snapshot,
    record: str | None,
    *,
    rules: frozenset[str] = ALL_RULES,
) -> Proved:
    """Prove the page and read it.

    Args:
        model: what the screen must be.
        approved: the approval rows of this model.
        seen: the page.
        record: the id that must be on it; None for a screen without one; ``NEW_RECORD`` for any.
        rules: the rules to apply; all, outside experiments.

    Raises:
        DriftException: R0 to R5; nothing was read.
        SystemException: C5, the page is truncated or shows another record (R6).
    """
    check_whole(model, seen)
    if "R6" in rules:
        check_record(model, seen, record)
    page = structure_of(model, seen)
    if "R0" in rules:
        check_structure(model, approved, page)
    bound = bind(model, seen, rules)
    return Proved(_reading(model, seen, bound, page), bound, model)


def check_whole(model: ScreenModel, seen: Snapshot) -> None:
    """The screen is the one, in this model's version, all of it, with nothing foreign in it.

    Raises:
        DriftException: another heading or form version, or a frame of another origin.
        SystemException: C5, the end of the page is missing.
    """
    if model.shell:
        return
    if seen.foreign_frames:
        raise _drift(
            model, "R0", "no frame of another origin", f"{seen.foreign_frames} such frames"
        )
    if model.end_of_page and not seen.end:
        raise SystemException(
            f"screen {model.name!r} is truncated: no end-of-page marker", code="C5"
        )
    if normalise(seen.screen) != normalise(model.screen):
        raise _drift(model, "R0", f"screen {model.screen!r}", f"screen {seen.screen!r}")
    if normalise(seen.form) != normalise(model.form):
        raise _drift(model, "R0", f"form {model.form!r}", f"form {seen.form!r}")


def check_record(model: ScreenModel, seen: Snapshot, record: str | None) -> None:
    """R6: the record on the page is the work item's.

    Raises:
        SystemException: C5, it is another, or the page shows none.
        ValueError: the caller named no record for a screen that shows one.
    """
    if record is None:
        if model.record and not model.shell:
            raise ValueError(f"screen {model.name!r} shows a record: say which one is expected")
        return
    if seen.record == "" or record not in (NEW_RECORD, seen.record):
        raise SystemException(
            f"screen {model.name!r} shows another record than the work item's", code="C5"
        )


def check_approved(model: ScreenModel, approved: Sequence[Approval]) -> None:
    """R0: somebody approved some form for this model; before anything on the page is pressed.

    Raises:
        DriftException: nobody did.
    """
    if not approved:
        raise _drift(model, "R0", "an approval of this model", "none: see `mash-bot forms approve`")


def check_structure(model: ScreenModel, approved: Sequence[Approval], page: Structure) -> None:
    """R0: somebody approved this structure for this model; optional sections may be absent.

    Raises:
        DriftException: nobody did; it names the sections that differ from the nearest approval.
    """
    check_approved(model, approved)
    found = page.section_hashes
    differences = [_differences(model, row, approved, found) for row in approved]
    if all(differences):
        fewest = min(differences, key=len)
        raise _drift(model, "R0", "the approved structure", "; ".join(fewest))


def _differences(
    model: ScreenModel, row: Approval, approved: Sequence[Approval], found: dict[str, str]
) -> list[str]:
    """How the page differs from one row; an optional section may be as any row has it."""
    known = {(path, h) for other in approved for path, h in other.sections.items()}
    changed = [
        f"section {path!r} {'differs' if path in row.sections else 'is new'}"
        for path, section_hash in found.items()
        if row.sections.get(path) != section_hash
        and not (is_section_optional(model, path) and (path, section_hash) in known)
    ]
    gone = [
        f"section {path!r} is gone"
        for path in row.sections
        if path not in found and not is_section_optional(model, path)
    ]
    return changed + gone


def _reading(model: ScreenModel, seen: Snapshot, bound: BoundScreen, page: Structure) -> Reading:
    values = {name: read_value(bound, name, element) for name, element in _plain(model)}
    grids = {
        name: grid_rows(bound.grids.get(name)) for name, e in model.elements.items() if e.is_grid
    }
    return Reading(
        values,
        screen=model.name,
        form=seen.form,
        record=seen.record,
        proof=digest([model.hash, page.hash, seen.record, bound.anchors]),
        path=seen.path,
        document=seen.document,
        grids=grids,
    )


def _plain(model: ScreenModel) -> list[tuple[str, Element]]:
    return [(name, element) for name, element in model.elements.items() if not element.is_grid]


def _drift(model: ScreenModel, rule: str, expected: str, found: str) -> DriftException:
    return DriftException(
        f"{rule}: screen {model.name!r} is not the approved one",
        screen=model.form or model.name,
        rule=rule,
        expected=expected,
        found=found,
    )
