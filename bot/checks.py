"""A check of something that the robot needs, with the mend when it is not there."""

import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import entry_points

from bot.browser import RobotBrowser
from bot.credentials import CredentialError
from bot.exceptions import BotError
from bot.outbox import mail_transport
from bot.robot import browser_settings
from bot.runtime import Runtime

CHECKS = "mash_bot.checks"


@dataclass(frozen=True)
class Check:
    """The result of a check: ``detail`` says what was found, ``mend`` what to do if it failed."""

    name: str
    ok: bool
    detail: str
    mend: str = ""


def check_browser(runtime: Runtime) -> Check:
    """A browser is found and starts."""
    try:
        with RobotBrowser(browser_settings(runtime.config)) as browser:
            return Check("Browser", ok=True, detail=browser.version)
    except (BotError, OSError) as error:
        return Check(
            "Browser", ok=False, detail=str(error), mend="install Chromium, Chrome or Edge"
        )


def check_database(runtime: Runtime) -> Check:
    """The robot's database is there and its audit is unbroken."""
    verification = runtime.audit.verify()
    if verification.ok:
        return Check("Database", ok=True, detail=f"audit verified, {verification.rows} rows")
    problems = "; ".join(str(problem) for problem in verification.problems)
    return Check("Database", ok=False, detail=problems, mend="stop, keep the file, call security")


def check_niche(runtime: Runtime) -> Check:
    """Niche answers at the configured address."""
    url = runtime.config.niche.url
    try:
        with urllib.request.urlopen(f"{url}/login", timeout=10) as answer:  # noqa: S310 - http(s) only, by the configuration
            return Check("Niche", ok=True, detail=f"{url} answers {answer.status}")
    except (urllib.error.URLError, OSError) as error:
        return Check(
            "Niche", ok=False, detail=f"{url}: {error}", mend="start Niche, or set [niche] url"
        )


def check_mail(runtime: Runtime) -> Check:
    """The mail server takes the log-in over verified TLS; no mail is sent."""
    try:
        server = mail_transport(runtime, process="doctor").check_connection()
    except (BotError, CredentialError) as error:
        return Check("Mail", ok=False, detail=str(error), mend="see [mail] and the credential mail")
    return Check("Mail", ok=True, detail=f"{server.tls}, size limit {server.size_limit}")


def all_checks() -> tuple[Callable[[Runtime], Check], ...]:
    """The runtime's own checks and those of the installed processes."""
    brought = tuple(point.load() for point in entry_points(group=CHECKS))
    return (check_browser, check_database, check_niche, check_mail, *brought)
