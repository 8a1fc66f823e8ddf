"""The school contacts of one session: the workbook and the list of allowed mailboxes, read once."""

from dataclasses import dataclass
from datetime import date

from bot.checks import Check
from bot.config import ConfigError
from bot.environment import Kind
from bot.exceptions import SystemException, SystemUnavailableException
from bot.runtime import Runtime
from objects.school_contacts import AllowedMailbox, ContactLimits, SchoolContacts
from processes.profiles.profile import load_profile
from processes.shared.policy import Policy
from processes.shared.schools import Directory

ROWS = "contacts.rows"


@dataclass(frozen=True)
class Contacts:
    """What a session looks schools up in."""

    directory: Directory
    allowed: frozenset[AllowedMailbox]
    rows: int


def contacts_object(runtime: Runtime, policy: Policy) -> SchoolContacts:
    """The workbook's object, with the limits that the profile sets."""
    limits = ContactLimits(
        max_age_days=policy.limits.workbook_max_age_days,
        row_tolerance=policy.limits.workbook_row_tolerance,
        domain_suffix=runtime.config.mail.allow_domains_suffix,
    )
    files = runtime.config.contacts
    if files.workbook is None or files.allowed_mailboxes is None:
        raise ConfigError("[contacts] workbook and allowed_mailboxes are not set: name both files")
    return SchoolContacts(files.workbook, files.allowed_mailboxes, limits)


def read_contacts(runtime: Runtime, policy: Policy, today: date) -> Contacts:
    """The contacts, after the check of the workbook.

    Raises:
        SystemUnavailableException: P2.9, the workbook is missing, locked or not what it was; all
            items wait, and go to staff at the cut-off.
    """
    try:
        workbook = contacts_object(runtime, policy)
        facts = workbook.check_workbook(today, last_row_count(runtime))
        directory = Directory.of(workbook.get_rows())
        return Contacts(directory, workbook.get_allowed(), facts.rows)
    except (SystemException, ConfigError) as error:
        raise SystemUnavailableException(str(error), code="P2.9") from error


def last_row_count(runtime: Runtime) -> int | None:
    """How many rows the workbook had when it was last good; None before the first time."""
    names = {variable.name for variable in runtime.environment.all()}
    if ROWS not in names:
        return None
    return int(runtime.environment.get_number(ROWS))


def remember_row_count(runtime: Runtime, rows: int) -> None:
    """Keep how many rows the good workbook has, for the comparison tomorrow."""
    if last_row_count(runtime) is not None:
        runtime.environment.set(ROWS, str(rows), "robot")
        return
    runtime.environment.define(
        ROWS, Kind.NUMBER, str(rows), "rows of the contact workbook when it was last good", "robot"
    )


def check_workbook(runtime: Runtime) -> Check:
    """The workbook opens, has its columns, about as many rows as last time, and is not old."""
    today = runtime.clock.now().date()
    try:
        policy = load_profile(runtime.config.profile.name)
        contacts = contacts_object(runtime, policy)
        facts = contacts.check_workbook(today, last_row_count(runtime))
        allowed = len(contacts.get_allowed())
    except (SystemException, ConfigError) as error:
        mend = "put the current workbook in its place, see [contacts]"
        return Check("Workbook", ok=False, detail=str(error), mend=mend)
    detail = (
        f"{facts.rows} schools, {allowed} allowed mailboxes,"
        f" last verified {facts.verified:%d/%m/%Y}"
    )
    return Check("Workbook", ok=True, detail=detail)
