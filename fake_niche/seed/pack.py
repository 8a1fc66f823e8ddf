"""Makes a pack: the whole folder, or nothing."""

import json
import secrets
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from sqlalchemy import create_engine
from sqlalchemy.exc import DBAPIError

from fake_niche import models
from fake_niche.exit_status import CommandError, ExitStatus
from fake_niche.seed import answers, contacts
from fake_niche.seed.accounts import open_accounts
from fake_niche.seed.answers import Answer
from fake_niche.seed.mix import fill
from fake_niche.seed.registry import find
from fake_niche.seed.staff import StaffAnswer, work_a_day
from fake_niche.seed.staff import write as write_staff
from fake_niche.seed.versions import USUAL, NoSuchVersion, check_versions, write_in
from fake_niche.seed.when import Calendar
from fake_niche.seed.world import World

AS_OF = date(2026, 3, 2)  # a Monday in term
FORCES = ("hampshire",)
STAFF_NEED = ("P2:two-schools-of-one-name,-chosen-from-the-list",)
"""What a pack has once more for staff, so that they can take the wrong one of two schools."""


@dataclass(frozen=True)
class Kind:
    """A kind of pack: how many tasks (0: every scenario once), over how many days."""

    tasks: int
    days: int


PACKS = {
    "smoke": Kind(0, 0),
    "day": Kind(667, 0),
    "backlog": Kind(1_700, 21),
    "year": Kind(18_000, 365),
}


class SeedError(CommandError):
    """The pack cannot be made; the message says the cause and what to do.

    Args:
        message: cause and fix.
        status: what the command ends with.
    """

    def __init__(self, message: str, status: ExitStatus) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True)
class _Keys:
    """What is right: of each item, and of each verdict where staff work, too."""

    items: Sequence[Answer]
    staff: Sequence[StaffAnswer]


@dataclass(frozen=True)
class Made:
    """What a pack holds, for the person who asked for it."""

    folder: Path
    tasks: int
    reports: int
    answers: dict[str, int]
    events: int


def seed(
    pack: str,
    number: int,
    force: str,
    out: Path,
    *,
    scenarios: Sequence[str] = (),
    size: int | None = None,
    staff: bool = False,
    versions: Sequence[str] = USUAL,
) -> Made:
    """Makes the folder ``out``; an earlier pack there is replaced.

    Args:
        pack: ``smoke``, ``day``, ``backlog`` or ``year``.
        number: the seed; the same seed makes the same pack everywhere.
        force: the force profile that it is for.
        out: the folder.
        scenarios: only these rows or variants, and nothing else.
        size: another number of tasks than the pack's own.
        staff: people do the first day by hand, too, at a moment of its own.
        versions: the PPN form versions that the reports are written in, mixed.

    Raises:
        SeedError: pack, force, form version or folder cannot be used.
        UnknownScenarioError: a scenario is not known.
    """
    out = out.resolve()
    _check(pack, force, out)
    _check_versions(versions)
    wanted = find(scenarios)
    world = World.of(number, Calendar(AS_OF, PACKS[pack].days))
    accounts = open_accounts(world, number)
    if wanted:
        for one in wanted:
            one.make(world)
    else:
        fill(world, PACKS[pack].tasks if size is None else size)
        for one in find(STAFF_NEED if staff else ()):
            one.make(world)
    write_in(world, versions)
    settled = world.answers.settle()
    keys = _Keys(settled, work_a_day(world, settled, number) if staff else ())
    about = {"name": pack, "seed": number, "force": force, **_runs(world), "synthetic": True}
    _in_place(out, lambda folder: _write(folder, world, keys, about, accounts))
    return _made(out, world, settled)


def _check(pack: str, force: str, out: Path) -> None:
    if pack not in PACKS:
        raise SeedError(
            f"There is no pack {pack!r}. Choose one of: {', '.join(PACKS)}.", ExitStatus.USAGE
        )
    if force not in FORCES:
        raise SeedError(
            f"There are no packs for the force {force!r} yet. Choose one of: {', '.join(FORCES)}.",
            ExitStatus.USAGE,
        )
    if out.is_file():
        raise SeedError(
            f"{out} is a file. Give a folder that does not exist yet.", ExitStatus.REFUSED
        )
    if out.is_dir() and any(out.iterdir()) and not (out / "pack.yaml").is_file():
        raise SeedError(
            f"{out} holds something that is no pack, and is left alone. Give another folder.",
            ExitStatus.REFUSED,
        )


def _check_versions(versions: Sequence[str]) -> None:
    try:
        check_versions(versions)
    except NoSuchVersion as error:
        raise SeedError(str(error), ExitStatus.USAGE) from error


def _runs(world: World) -> dict[str, Any]:
    at = [{"run": run, "at": world.calendar.run_at(run, "05:30")} for run in (1, 2)]
    return {
        "as_of": world.calendar.as_of.isoformat(),
        "selected_from": world.calendar.selected_from.iso,
        "runs": at,
    }


def _in_place(out: Path, write: Callable[[Path], None]) -> None:
    """Writes to a folder beside ``out`` and moves it there when it is complete."""
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    except OSError as error:
        raise SeedError(
            f"Nothing can be written beside {out} ({error.strerror}). Give another folder.",
            ExitStatus.UNAVAILABLE,
        ) from error
    try:
        write(folder)
        _move(folder, out)
    except (OSError, DBAPIError) as error:
        cause = error.strerror if isinstance(error, OSError) else error.orig
        raise SeedError(
            f"{out} could not be written ({cause}). "
            "Make room, or stop what is using the folder; then seed again.",
            ExitStatus.UNAVAILABLE,
        ) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _move(folder: Path, out: Path) -> None:
    earlier = folder.with_name(f"{folder.name}.earlier")
    if out.exists():
        out.rename(earlier)
    folder.rename(out)
    shutil.rmtree(earlier, ignore_errors=True)


def _write(
    folder: Path,
    world: World,
    keys: _Keys,
    about: dict[str, Any],
    accounts: dict[str, Any],
) -> None:
    folder.chmod(0o755)
    engine = create_engine(f"sqlite:///{(folder / 'niche.sqlite').as_posix()}")
    models.Base.metadata.create_all(engine)
    with engine.begin() as connection:
        world.rows.insert(connection)
    engine.dispose()
    (folder / "contacts").mkdir()
    contacts.write_workbook(folder / "contacts" / "school_contacts.xlsx", world.schools.all)
    contacts.write_allowed(folder / "contacts" / "allowed_mailboxes.csv", world.schools.all)
    (folder / "answer_key").mkdir()
    answers.write(folder / "answer_key" / "answer_key.yaml", keys.items)
    if keys.staff:
        write_staff(folder / "answer_key" / "staff.yaml", keys.staff)
    events = "".join(f"- {json.dumps(e, ensure_ascii=False)}\n" for e in world.events)
    (folder / "events.yaml").write_text(events or "[]\n", encoding="utf-8", newline="\n")
    _yaml(folder / "accounts.yaml", accounts)
    _yaml(folder / "pack.yaml", about)
    clock = {"synthetic": True, "base": about["runs"][0]["at"], "set_at": time.time()}
    (folder / "clock.json").write_text(json.dumps(clock), encoding="utf-8")
    (folder / "control.token").write_text(secrets.token_urlsafe(24), encoding="utf-8")


def _yaml(path: Path, content: object) -> None:
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = False
    yaml.allow_unicode = True
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]
    with path.open("w", encoding="utf-8", newline="\n") as file:
        yaml.dump(content, file)


def _made(out: Path, world: World, settled: Sequence[Answer]) -> Made:
    counts: dict[str, int] = {}
    for answer in settled:
        counts[answer.process] = counts.get(answer.process, 0) + 1
    tasks, reports = len(world.rows.of(models.Task)), len(world.rows.of(models.Report))
    return Made(out, tasks, reports, counts, len(world.events))
