"""``mash-bot demo --shadow``: the robots in shadow, staff's day by hand, and one held against the other."""

from datetime import time

from rich.console import Console

from bot.config import Config
from bot.robot import open_robot
from bot.runtime import Runtime
from bot.shadow import Findings, compare, write_findings
from processes.demonstration.programs import World
from processes.demonstration.progress import LiveProgress
from processes.demonstration.staff_key import WrongVerdict, read_staff_key, wrong_verdicts
from processes.demonstration.story import (
    ENCOMPASS_AT,
    PROCESSES,
    REPORTS,
    REPORTS_AT,
    Diary,
    Story,
    mornings,
)
from processes.demonstration.workspace import Workspace

ALL = (*PROCESSES, *REPORTS)
END_OF_DAY = time(16, 30)
STAFF_DAY = "staff-day-1"


class ShadowStory(Story):
    """The first morning in shadow; nothing is sent, so there are no papers and no hand-over."""

    def tell(self) -> Diary:
        """The robots decide; then staff do the day by hand."""
        self._set_first_mark()
        first = mornings(self._world.pack)[0]
        self._move_to(first.at)
        for name, short in PROCESSES:
            if short == "p2":
                self._move_to(first.moment(ENCOMPASS_AT))
            self._load_and_perform(name, short, first)
        self._work_what_waits(first, PROCESSES)
        self._move_to(first.moment(REPORTS_AT))
        for name, short in REPORTS:
            self._load_and_perform(name, short, first)
        self._work_what_waits(first, REPORTS)
        self._audience.chapter(f"{first.at:%A}: staff do the day by hand")
        self._move_to(first.moment(END_OF_DAY))
        self._world.happen(STAFF_DAY)
        return self.diary


def play(
    workspace: Workspace, world: World, config: Config, console: Console
) -> tuple[WrongVerdict, ...]:
    """Play the day and print the comparison; gives the verdicts that differ from the key."""
    progress = LiveProgress(console)
    with (
        Runtime.open(config, env={}, shadow=True) as runtime,
        open_robot(runtime, progress=progress, run="demonstration in shadow") as robot,
    ):
        with progress:
            ShadowStory(robot, world, progress, workspace.config_file).tell()
            progress.chapter("What staff did is read through the screens")
        found = compare(robot, [name for name, _ in ALL])
    write_findings(found, html=workspace.root / "shadow.html")
    return _checked(world, found, console)


def _checked(world: World, found: Findings, console: Console) -> tuple[WrongVerdict, ...]:
    """Hold each verdict against the key of the pack."""
    codes = tuple(f"{short.upper()}/" for _, short in ALL)
    key = read_staff_key(world.pack / "answer_key" / "staff.yaml")
    mine = {name: right for name, right in key.items() if name.startswith(codes)}
    wrong = wrong_verdicts(found.items, mine)
    for each in wrong:
        console.print(f"[red]wrong verdict[/] {each}", highlight=False)
    console.print(f"Staff key: {len(mine)} items, {len(wrong)} wrong verdicts")
    return wrong
