"""The doctor's check of the robot's log-in to Niche."""

from bot.browser import BrowserNotFound
from bot.checks import Check
from bot.credentials import CredentialError
from bot.exceptions import BotError, LoginSystemException
from bot.robot import Robot, open_robot
from bot.runtime import Runtime
from objects.niche_login import NicheLogin
from processes.mash_process import stored_login

NAME = "Log-in"


def check_log_in(runtime: Runtime) -> Check:
    """Niche takes the robot's log-in; a password that was refused is not tried again."""
    try:
        credential = stored_login(runtime, "doctor")
        runtime.refusals.check(credential)
        with open_robot(runtime) as robot:
            _log_in(robot, credential.username, credential.password.reveal())
    except LoginSystemException as error:
        mend = "store the right password: mash-bot credentials put niche --user USER"
        return Check(NAME, ok=False, detail=error.detail, mend=mend)
    except (BotError, BrowserNotFound, CredentialError, OSError) as error:
        return Check(NAME, ok=False, detail=str(error), mend="mend browser and Niche first")
    return Check(NAME, ok=True, detail=f"Niche takes {credential.username}")


def _log_in(robot: Robot, user: str, password: str) -> None:
    """By the form, not by the stored state: it is the password that is checked."""
    runtime = robot.runtime
    credential = stored_login(runtime, "doctor")
    robot.application.launch()
    try:
        NicheLogin(robot.application).log_in(user, password)
    except LoginSystemException:
        runtime.refusals.record(credential, runtime.config.resource.name)
        raise
