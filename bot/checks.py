"""A check of something that the robot needs, with the mend when it is not there."""

import http.client
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import entry_points
from typing import Protocol

from bot.browser import BrowserNotFound, RobotBrowser
from bot.config import Config
from bot.credentials import CredentialError
from bot.exceptions import BotError
from bot.failures import failure_of
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


class Configured(Protocol):
    """Whatever has a configuration; a runtime, or what is left when none opens."""

    @property
    def config(self) -> Config:
        """The configuration."""


def check_browser(installation: Configured) -> Check:
    """A browser is found and starts."""
    try:
        with RobotBrowser(browser_settings(installation.config)) as browser:
            return Check("Browser", ok=True, detail=browser.version)
    except (BrowserNotFound, BotError, OSError) as error:
        cause, _, fix = str(error).removeprefix("cause: ").partition("; fix: ")
        mend = fix or "install Chrome, Edge or Chromium"
        return Check("Browser", ok=False, detail=cause, mend=mend)


def check_database(runtime: Runtime) -> Check:
    """The robot's database is there and its audit is unbroken."""
    verification = runtime.audit.verify()
    if verification.ok:
        return Check("Database", ok=True, detail=f"audit verified, {verification.rows} rows")
    problems = "; ".join(str(problem) for problem in verification.problems)
    mend = "stop the robot, keep the files as they are, tell the data-protection unit"
    return Check("Database", ok=False, detail=f"the audit does not verify: {problems}", mend=mend)


def check_niche(installation: Configured) -> Check:
    """Niche answers at the configured address."""
    url = installation.config.niche.url
    try:
        with urllib.request.urlopen(f"{url}/login", timeout=10) as answer:  # noqa: S310 - http(s) only, by the configuration
            return Check("Niche", ok=True, detail=f"{url} answers {answer.status}")
    except (urllib.error.URLError, http.client.HTTPException, OSError) as error:
        return Check(
            "Niche", ok=False, detail=f"{url}: {error}", mend="start Niche, or set [niche] url"
        )


def check_mail(runtime: Runtime) -> Check:
    """The mail server takes the log-in over verified TLS; no mail is sent."""
    try:
        server = mail_transport(runtime, process="doctor").check_connection()
    except (BotError, CredentialError, OSError) as error:
        mend = "see [mail] in mash-bot.toml, and mash-bot credentials put mail --user USER"
        return Check("Mail", ok=False, detail=str(error), mend=mend)
    return Check("Mail", ok=True, detail=f"{server.tls}, size limit {server.size_limit}")


def all_checks() -> tuple[Callable[[Runtime], Check], ...]:
    """The runtime's own checks and those of the installed processes."""
    brought = tuple(point.load() for point in entry_points(group=CHECKS))
    return (check_browser, check_database, check_niche, check_mail, *brought)


def checks_without_runtime() -> tuple[Callable[[Configured], Check], ...]:
    """What can be checked when the robot's own files cannot be opened."""
    return (check_browser, check_niche)


def not_opened(error: Exception) -> Check:
    """The check that failed when the robot's own files could not be opened."""
    cause, _, fix = failure_of(error).line.partition("; fix: ")
    return Check("Database", ok=False, detail=cause, mend=fix)
