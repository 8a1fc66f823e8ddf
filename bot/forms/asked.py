"""``mash-bot forms approve``: what a person asked for, done and told."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import typer

from bot.application import Application
from bot.application_model import Approval, Approvals, ModelLibrary
from bot.application_model.approvals import APPROVALS_FILE
from bot.browser import BrowserSettings, RobotBrowser
from bot.cli_options import opened
from bot.clock import SystemClock
from bot.exceptions import DriftException
from bot.exit_status import ExitStatus
from bot.forms.approve import Visit, approve, approve_version, people_needed, save
from bot.forms.check.run import Source, folder_of
from bot.forms.desk import open_form_desk
from bot.runtime import Runtime


@dataclass(frozen=True)
class Asked:
    """Who approves, why, and where the approval goes.

    Attributes:
        objects: the folder of the objects, with the models and the shipped approvals.
        config: the configuration whose database takes the approval.
        into_file: into the shipped approvals instead.
    """

    by: str
    reason: str
    objects: Path
    config: Path | None
    into_file: bool = False

    def __post_init__(self) -> None:
        if not self.objects.is_dir():
            raise typer.BadParameter(
                f"--objects {self.objects} is no folder; give the folder of the objects"
            )

    def approve_version(self, text: str) -> int:
        """Show a version on a fake Niche of its own, and approve it.

        Returns:
            The exit status: 0, or that something waits for a second person.
        """
        source = Source.parse(text)
        with (
            self._taker() as take,
            drift_told(),
            folder_of(source) as forms,
            open_form_desk(forms) as desk,
        ):
            desk.application.models = ModelLibrary.load(self.objects)
            if source.version not in desk.versions:
                known = ", ".join(desk.versions)
                raise ValueError(f"there is no form version {text!r}; choose from {known}")
            rows = approve_version(
                desk, source.version, by=self.by, reason=self.reason, when=SystemClock().now()
            )
            return take(rows, desk.application.models)

    def approve_visits(self, url: str, visits: Sequence[Visit], state: Path | None) -> int:
        """Visit screens of a running application, and approve them; gives the exit status."""
        if not url or not visits:
            raise ValueError("give a version, or --url with --visit or --plan")
        models = ModelLibrary.load(self.objects)
        approvals = Approvals.load(self.objects / APPROVALS_FILE)
        with self._taker() as take, drift_told(), RobotBrowser(BrowserSettings()) as browser:
            application = Application(
                browser, base_url=url, models=models, approvals=approvals, state_file=state
            )
            application.launch()
            status = 0
            for one in visits:
                when = SystemClock().now()
                rows = approve(application, [one], by=self.by, reason=self.reason, when=when)
                status = max(status, take(rows, models))
            return status

    @contextmanager
    def _taker(self) -> Iterator[Callable[[Iterable[Approval], ModelLibrary], int]]:
        """What keeps approvals and says so; it is open before anything is looked at."""
        if self.into_file:
            yield self._take_into_file
            return
        with opened(self.config) as runtime:
            yield partial(self._take, runtime)

    def _take_into_file(self, rows: Iterable[Approval], models: ModelLibrary) -> int:
        """Shipped approvals are reviewed like code, by more than one pair of eyes."""
        del models
        for row in rows:
            save([row], self.objects / APPROVALS_FILE)
            typer.echo(f"approved {_told(row)}, in {APPROVALS_FILE}")
        return 0

    def _take(self, runtime: Runtime, rows: Iterable[Approval], models: ModelLibrary) -> int:
        shipped = Approvals.load(self.objects / APPROVALS_FILE)
        known = shipped.with_rows(runtime.approvals.complete())
        status = 0
        for row in rows:
            model = next(one for one in models if one.hash == row.model)
            standing = runtime.approvals.give(row, people_needed(model, models, known))
            if standing.is_complete:
                typer.echo(f"approved {_told(row)} by {standing.approval.by}")
                continue
            typer.echo(
                f"noted {_told(row)}: a person or a recipient is found in a new way, so a second "
                "person approves it, too; until then the robot does not run on it"
            )
            status = ExitStatus.EXCEPTIONS
        return int(status)


@contextmanager
def drift_told() -> Iterator[None]:
    """A form that does not fit its model cannot be approved: say what differs, and end."""
    try:
        yield
    except DriftException as drift:
        told = f"{drift.detail}; expected: {drift.expected}; found: {drift.found}"
        fix = "a person looks at the screen and mends the model"
        typer.echo(f"mash-bot: {told}; fix: {fix}", err=True)
        raise typer.Exit(ExitStatus.DRIFT) from drift


def _told(row: Approval) -> str:
    form = f" form {row.form}" if row.form else ""
    return f"{row.screen}{form} {row.form_hash[:12]}"
