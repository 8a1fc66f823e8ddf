"""Runs the tasks of a schedule: a process, a command that a process brings, a hand-over."""

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import Any, Self

import typer

from bot.exceptions import BotError, StopRequested
from bot.exit_status import ExitStatus
from bot.failures import failure_of
from bot.process import AnyProcess
from bot.registry import command_points, process_class
from bot.resource.results import Outcome, TaskResult, of_ending, of_error
from bot.robot import Robot
from bot.runtime import Runtime
from bot.schedule import HandOver, RunCommand, RunProcess, Task
from bot.session_log import Session, SessionState

OpenRobot = Callable[[Runtime], AbstractContextManager[Robot]]
"""Gives a robot with its browser; the browser is gone when the firing is over."""


class Hands:
    """What runs tasks; the browser starts with the first process and ends with the firing.

    Args:
        runtime: the durable runtime, open.
        opens: gives a robot.
        config: the configuration file, for commands; None is the one that they find.
        say: tells a person what happens.
    """

    def __init__(
        self, runtime: Runtime, opens: OpenRobot, config: Path | None, say: Callable[[str], None]
    ) -> None:
        self._runtime = runtime
        self._opens = opens
        self._config = config
        self._say = say
        self._robot: Robot | None = None
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._robot = None
        self._stack.close()

    def run(self, task: Task, *, is_loaded: bool) -> TaskResult:
        """Run a task once; what goes wrong is the result, and is never raised.

        Args:
            task: the task.
            is_loaded: an earlier try loaded the queue.
        """
        try:
            return self._run(task, is_loaded=is_loaded)
        except StopRequested as stop:
            return TaskResult(Outcome.AGAIN, str(stop), is_loaded)
        except BotError as error:
            return of_error(error, is_loaded=is_loaded)
        except Exception as error:  # noqa: BLE001 - the robot goes on with its other schedules
            return TaskResult(Outcome.FAILED, failure_of(error).line)

    def serve(self, session: Session) -> TaskResult:
        """Run a session that a person requested: load, then perform as that session."""
        result = TaskResult(Outcome.FAILED)
        try:
            process = self._process(session.process)
            self._say(f"{session.process}: {process.load_queue()}")
            self._runtime.sessions.run_as(session)
            result = of_ending(process, process.main_page())
        except StopRequested as stop:
            result = TaskResult(Outcome.FAILED, str(stop))
        except BotError as error:
            result = of_error(error)
        except Exception as error:  # noqa: BLE001 - the robot goes on with its other sessions
            result = TaskResult(Outcome.FAILED, failure_of(error).line)
        finally:  # the Main Page has finished it, where it came so far
            self._runtime.sessions.finish(session, SessionState.TERMINATED, result.why)
        return result

    def _run(self, task: Task, *, is_loaded: bool) -> TaskResult:
        match task:
            case RunProcess(name):
                return self._load_and_perform(self._process(name), is_loaded=is_loaded)
            case HandOver(name):
                return self._hand_over(self._process(name))
            case RunCommand(words):
                return self._command(words)

    def _process(self, name: str) -> AnyProcess:
        wanted = process_class(name)
        if self._robot is None:
            self._robot = self._stack.enter_context(self._opens(self._runtime))
        return wanted(self._robot)

    def _load_and_perform(self, process: AnyProcess, *, is_loaded: bool) -> TaskResult:
        if not is_loaded:
            self._say(f"{process.name}: {process.load_queue()}")
        try:
            return of_ending(process, process.main_page())
        except BotError as error:
            return of_error(error, is_loaded=True)

    def _hand_over(self, process: AnyProcess) -> TaskResult:
        """Load where nothing was loaded today; what is in the queue goes to people at any rate."""
        missed: BotError | None = None
        if not _was_loaded_today(process):
            try:
                self._say(f"{process.name}: {process.load_queue()}")
            except BotError as error:
                missed = error
        self._say(f"{process.name}: {process.hand_over()} items handed to people")
        return TaskResult(Outcome.DONE) if missed is None else of_error(missed)

    def _command(self, words: tuple[str, ...]) -> TaskResult:
        status = run_brought(words, self._config)
        if status in {ExitStatus.OK, ExitStatus.EXCEPTIONS}:
            return TaskResult(Outcome.DONE)
        outcome = Outcome.AGAIN if status is ExitStatus.UNAVAILABLE else Outcome.FAILED
        return TaskResult(outcome, f"{' '.join(words)} ended with {int(status)} {status.name}")


def run_brought(words: tuple[str, ...], config: Path | None) -> ExitStatus:
    """Run a command that an installed process brings; gives its exit status.

    Raises:
        LookupError: no process brings it.
    """
    first, *rest = words
    point = next((point for point in command_points() if point.name == first), None)
    if point is None:
        raise LookupError(f"no installed process brings the command {first}")
    command: Any = typer.main.get_command(point.load())
    named = ["--config", str(config)] if config else []
    ended = command.main([*rest, *named], prog_name=f"mash-bot {first}", standalone_mode=False)
    return ExitStatus(int(ended or 0))


def _was_loaded_today(process: AnyProcess) -> bool:
    last = process.runtime.runs.last(process.name)
    return last is not None and last.started_at.date() == process.runtime.clock.now().date()
