"""Looks at two form versions and compares them: everything that the report is written from."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Self

from playwright.sync_api import Error as PlaywrightError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from bot.application import Application
from bot.application_model import ScreenModel, structure_of
from bot.application_model.approvals import Approval
from bot.forms.check.changes import Change
from bot.forms.check.controls import all_of, names_of
from bot.forms.check.drift import Drift, compare
from bot.forms.check.patch import proposed_model
from bot.forms.check.users import Users, object_of, users_of
from bot.forms.check.visit import Sight, look
from bot.forms.desk import FormDesk, open_form_desk
from bot.robot import objects_folder


class CheckError(Exception):
    """A form cannot be looked at; the message says the cause and the fix."""


@dataclass(frozen=True)
class Source:
    """Where a form version comes from: exactly one of the three.

    Attributes:
        version: one that the form desk has, such as ``v2``.
        file: a form file.
        url: a page of a running Niche that shows the form.
    """

    version: str = ""
    file: Path | None = None
    url: str = ""

    @classmethod
    def parse(cls, text: str) -> Self:
        """From what a person typed.

        Raises:
            CheckError: it is an ending of a form file, and there is no such file.
        """
        if re.match(r"https?://", text):
            return cls(url=text)
        path = Path(text)
        if path.suffix in (".yaml", ".yml"):
            return cls(version=_version_in(path), file=path)
        return cls(version=text)


@dataclass(frozen=True)
class Checked:
    """Two form versions, compared.

    Attributes:
        old: the old version as the first record shows it.
        new: the new version as the first record shows it.
        records: on how many records the two were compared; 1 and no canaries for a page.
        users: which processes read the form.
        approval: who approved the new form as it is for the model that there is for it.
        model: the name of the screen's model.
        model_file: the proposed model of the new version.
    """

    drift: Drift
    old: Sight
    new: Sight
    records: int
    users: Users
    approval: Approval | None
    model: str
    model_file: str


def check(new: Source, old: Source, *, storage_state: Path | None = None) -> Checked:
    """Look at both versions and compare them.

    Args:
        new: the version that is to come.
        old: the version that the robot has a model of.
        storage_state: a stored log-in, where ``new`` is an address.

    Raises:
        CheckError: a version cannot be looked at.
        NoFormDeskError: nothing installed can show a version by itself.
    """
    with folder_of(new, old) as forms, open_form_desk(forms) as desk:
        for source in (new, old):
            if source.version:
                _check_known(desk, source)
        if not new.url:
            return compare_at(desk, new.version, old.version)
        before = _sight(desk, old.version, desk.records[0], with_picture=True)
        after = _form_at(desk, new.url, storage_state)
        return _checked(desk.application, [before], [after], has_canaries=False)


def compare_at(desk: FormDesk, new: str, old: str) -> Checked:
    """Look at every record of the desk in both versions, and compare them.

    Args:
        desk: running.
        new: the version that is to come.
        old: the version that the robot has a model of.
    """
    before, after = [], []
    for place, record in enumerate(desk.records):
        before.append(_sight(desk, old, record, with_picture=place == 0))
        after.append(_sight(desk, new, record, with_picture=place == 0))
    return _checked(desk.application, before, after, has_canaries=True)


def _sight(desk: FormDesk, version: str, record: str, *, with_picture: bool) -> Sight:
    desk.show(version, record)
    return look(desk.application, with_picture=with_picture)


@contextmanager
def shown(source: Source, storage_state: Path | None = None) -> Iterator[Application]:
    """A window that shows a form: the first record of the desk, or the page at the address.

    Raises:
        CheckError: there is no such version.
        NoFormDeskError: nothing installed can show a version by itself.
    """
    with folder_of(source) as forms, open_form_desk(forms) as desk:
        if source.url:
            with _page(desk, source.url, storage_state) as page:
                yield page
            return
        _check_known(desk, source)
        desk.show(source.version, desk.records[0])
        yield desk.application


@contextmanager
def _page(desk: FormDesk, url: str, storage_state: Path | None) -> Iterator[Application]:
    """The page of a running Niche, in a window of its own."""
    ours = desk.application
    theirs = Application(
        ours.browser,
        base_url=url,
        models=ours.models,
        approvals=ours.approvals,
        state_file=storage_state,
    )
    theirs.launch()
    try:
        _go(theirs, url)
        yield theirs
    finally:
        theirs.terminate()


def _go(theirs: Application, url: str) -> None:
    try:
        theirs.go(url)
    except PlaywrightError as error:
        raise CheckError(
            f"cause: nothing answers at {url}; fix: give the address of a form's page as the "
            "browser shows it, and let this machine reach it"
        ) from error


def _form_at(desk: FormDesk, url: str, storage_state: Path | None) -> Sight:
    with _page(desk, url, storage_state) as theirs:
        sight = look(theirs, with_picture=True)
    if not sight.seen.form:
        raise CheckError(
            f"cause: {url} shows no form (its heading is {sight.seen.screen or 'none'!r}); fix: give "
            "the address of a form's page, and --storage-state with a log-in that may open it"
        )
    return sight


def _check_known(desk: FormDesk, source: Source) -> None:
    if source.version not in desk.versions:
        known = ", ".join(desk.versions)
        raise CheckError(
            f"cause: there is no form version {source.version!r}; fix: choose from {known}, "
            "or give a form file or an address"
        )


def _checked(
    application: Application, before: list[Sight], after: list[Sight], *, has_canaries: bool
) -> Checked:
    old, new = before[0], after[0]
    model = _model_of(application, old)
    records = [(b.values, a.values) for b, a in zip(before, after, strict=True)]
    asked_before = all_of([sight.controls for sight in before])
    drift = compare(
        asked_before,
        all_of([sight.controls for sight in after]),
        names_of(model, asked_before),
        (old.seen.form, new.seen.form),
        records if has_canaries else (),
    )
    if len(old.pages) != len(new.pages):
        flow = Change("flow", _pages(len(old.pages)), _pages(len(new.pages)))
        drift = replace(drift, sections=(*drift.sections, flow))
    extends = old.seen.form.rpartition(" ")[2]
    return Checked(
        drift=drift,
        old=old,
        new=new,
        records=len(records) if has_canaries else 0,
        users=users_of(object_of(objects_folder(), model.name)),
        approval=_approval(application, new),
        model=model.name,
        model_file=proposed_model(drift, model, extends, new.pages),
    )


def _pages(count: int) -> str:
    return f"{count} pages" if count else "one page"


def _model_of(application: Application, sight: Sight) -> ScreenModel:
    model = application.models.of_screen(sight.seen.screen, sight.seen.form)
    if model is not None:
        return model
    raise CheckError(
        f"cause: the robot has no model of {sight.seen.form!r}; "
        "fix: compare against a version that it has one of, with --against"
    )


def _approval(application: Application, sight: Sight) -> Approval | None:
    try:
        model = _model_of(application, sight)
    except CheckError:
        return None
    found = structure_of(model, sight.seen).hash
    return next((row for row in application.approvals.of(model) if row.form_hash == found), None)


@contextmanager
def folder_of(*sources: Source) -> Iterator[Path | None]:
    """A folder with the form files that were given, alone; None where none was."""
    files = [source.file for source in sources if source.file]
    if not files:
        yield None
        return
    with TemporaryDirectory() as folder:
        for file in files:
            copyfile(file, Path(folder) / file.name)
        yield Path(folder)


def _version_in(path: Path) -> str:
    try:
        data = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CheckError(f"cause: {path}: {error.strerror}; fix: give a form file") from error
    except (YAMLError, UnicodeDecodeError) as error:
        raise CheckError(f"cause: {path} is not YAML; fix: give a form file") from error
    if not isinstance(data, dict) or not data.get("version"):
        raise CheckError(f"cause: {path} has no `version`; fix: give a form file, such as v7.yaml")
    return str(data["version"])
