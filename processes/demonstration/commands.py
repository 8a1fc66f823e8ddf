"""``mash-bot demo``: everything end to end on seeded data, held against the answer key."""

import datetime as dt
import json
import time
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.browser import BrowserSettings, RobotBrowser
from bot.captions import Captions
from bot.config import Config
from bot.exit_status import ExitStatus
from bot.registry import process_class
from bot.robot import open_robot
from bot.run_process import RunOptions, with_browser
from bot.runtime import Runtime
from processes.demonstration.answer_key import Comparison, compare, read_answer_key
from processes.demonstration.attached import read_documents
from processes.demonstration.outcomes import actual_outcomes, all_rows
from processes.demonstration.programs import ProgramError, World, running_world, seed_pack
from processes.demonstration.progress import LiveProgress
from processes.demonstration.report import ReportInput, write_report
from processes.demonstration.shadow import play as play_in_shadow
from processes.demonstration.staying import ended_in_order, stay
from processes.demonstration.story import PROCESSES, REPORTS, Story
from processes.demonstration.summary import process_figures, summary_of, table_of
from processes.demonstration.workspace import (
    Workspace,
    WorkspaceError,
    check_folder,
    configure,
    seeded_workspace,
)

END_OF_DAY = dt.time(17, 0)
PLAIN_WIDTH = 110
"""Columns where the output is no terminal."""


def demo(
    out: Annotated[Path, typer.Option(help="Folder of the demonstration.")] = Path("var/demo"),
    pack: Annotated[str, typer.Option(help="smoke, day, backlog or year.")] = "smoke",
    seed: Annotated[int, typer.Option(help="Seed of the pack.")] = 1,
    scenario: Annotated[
        list[str] | None, typer.Option(help="Only this row, such as P2.18; may be given again.")
    ] = None,
    form_version: Annotated[
        list[str] | None,
        typer.Option(help="PPN form version to write reports in; repeated: mixed."),
    ] = None,
    *,
    headed: Annotated[bool, typer.Option(help="Show the browser.")] = False,
    slow_mo: Annotated[int, typer.Option(help="Milliseconds to wait after each step.")] = 0,
    captions: Annotated[bool, typer.Option(help="Caption stages, outline fields.")] = False,
    keep: Annotated[bool, typer.Option(help="Leave everything running.")] = False,
    shadow: Annotated[
        bool, typer.Option("--shadow", help="In shadow, against a day that staff do by hand.")
    ] = False,
) -> None:
    """Seed a pack, run the robots on it, and hold what they did against the answer key."""
    options = RunOptions("", headed, slow_mo, captions)
    console = Console()
    if not console.is_terminal:
        console = Console(width=PLAIN_WIDTH)
    try:
        check_folder(out)
        with RobotBrowser(BrowserSettings(headed=headed)):
            console.print(f"Seeding pack [bold]{pack}[/], seed {seed}")
        make = partial(
            seed_pack,
            pack=pack,
            seed=seed,
            scenarios=tuple(scenario or ()),
            staff=shadow,
            form_versions=tuple(form_version or ()),
        )
        workspace = seeded_workspace(out, make)
        with ended_in_order(), running_world(workspace.pack, workspace.mail_store) as world:
            title = f"pack {pack}, seed {seed}"
            right = (
                _play_in_shadow(workspace, world, options, console)
                if shadow
                else _play(workspace, world, options, console, title).is_right
            )
            if keep:
                stay(workspace, world, console)
    except (WorkspaceError, ProgramError) as error:
        raise _refused(error) from error
    if not right:
        raise typer.Exit(ExitStatus.FAULT)


def whole_day(out: Path, pack: str, seed: int) -> bool:
    """A force's day from 05:30 to 17:00 on a fresh pack; True where the answer key agrees."""
    console = Console() if Console().is_terminal else Console(width=PLAIN_WIDTH)
    try:
        check_folder(out)
        console.print(f"Seeding pack [bold]{pack}[/], seed {seed}")
        workspace = seeded_workspace(out, partial(seed_pack, pack=pack, seed=seed))
        with ended_in_order(), running_world(workspace.pack, workspace.mail_store) as world:
            title, options = f"a force's day, pack {pack}, seed {seed}", RunOptions("")
            return _play(workspace, world, options, console, title, until=END_OF_DAY).is_right
    except (WorkspaceError, ProgramError) as error:
        raise _refused(error) from error


def _refused(error: WorkspaceError | ProgramError) -> typer.Exit:
    typer.echo(f"mash-bot: {error}", err=True)
    return typer.Exit(error.status)


def _play_in_shadow(
    workspace: Workspace, world: World, options: RunOptions, console: Console
) -> bool:
    config = with_browser(configure(workspace, world), options)
    return not play_in_shadow(workspace, world, config, console)


def _play(
    workspace: Workspace,
    world: World,
    options: RunOptions,
    console: Console,
    title: str,
    *,
    until: dt.time | None = None,
) -> Comparison:
    config = with_browser(configure(workspace, world), options)
    started = time.monotonic()
    progress = LiveProgress(console)
    with (
        progress,
        Runtime.open(config, env={}) as runtime,
        open_robot(
            runtime,
            progress=progress,
            captions=Captions() if options.captions else None,
            run="demonstration",
        ) as robot,
    ):
        diary = Story(robot, world, progress, workspace.config_file, until=until).tell()
        seconds = time.monotonic() - started
        mails = world.mails()
        documents = read_documents(world.pack)
        actual, strays = actual_outcomes(runtime, mails, diary.tags, documents)
        expected = read_answer_key(world.pack / "answer_key" / "answer_key.yaml")
        comparison = compare(expected, actual, strays)
        queues = {process_class(name).queue_name: name for name, _ in (*PROCESSES, *REPORTS)}
        figures = process_figures(all_rows(runtime), queues)
        summary = summary_of(figures, comparison, mails=len(mails), seconds=seconds)
        given = ReportInput(title, robot, world.pack, diary, summary, comparison, queues)
        write_report(workspace.root / "report.html", given)
    (workspace.root / "summary.json").write_text(json.dumps(summary, indent=2) + "\n")
    _tell_result(workspace, comparison, summary, console)
    return comparison


def _tell_result(
    workspace: Workspace, comparison: Comparison, summary: dict[str, object], console: Console
) -> None:
    console.print(table_of(summary))
    for verdict in comparison.verdicts:
        if not verdict.is_right:
            console.print(f"[red]wrong[/] {verdict.key}: {'; '.join(verdict.faults)}")
    for mail in comparison.stray_mails:
        console.print(f"[red]stray[/] a message to {mail.to} belongs to no item")
    console.print(
        "Answer key: {items} items, {right} right, {wrong} wrong, {silent_wrong} silent wrong".format(
            **comparison.counts()
        )
    )
    console.print(f"{summary['mails']} messages, {summary['seconds']} s")
    console.print(f"Report: {workspace.root / 'report.html'}", soft_wrap=True)


def config_of(workspace: Workspace) -> Config:
    """The configuration of a demonstration that has been set up."""
    return Config.load(workspace.config_file, {})
