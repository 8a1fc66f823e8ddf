"""The school contacts of one session: the workbook and the list of allowed mailboxes, read once."""

from dataclasses import dataclass
from datetime import date

from bot.exceptions import SystemException, SystemUnavailableException
from bot.runtime import Runtime
from objects.school_contacts import AllowedMailbox, ContactLimits, SchoolContacts
from processes.shared.policy import Policy
from processes.shared.schools import Directory


@dataclass(frozen=True)
class Contacts:
    """What a session looks schools up in."""

    directory: Directory
    allowed: frozenset[AllowedMailbox]
    rows: int


def contacts_object(runtime: Runtime, policy: Policy) -> SchoolContacts:
    """The workbook's object, with the limits that the profile sets."""
    settings = policy.settings
    limits = ContactLimits(
        max_age_days=settings.workbook_max_age_days,
        row_tolerance=settings.workbook_row_tolerance,
        domain_suffix=runtime.config.mail.allow_domains_suffix,
    )
    files = runtime.config.contacts
    return SchoolContacts(files.workbook, files.allowed_mailboxes, limits)


def read_contacts(runtime: Runtime, policy: Policy, today: date) -> Contacts:
    """The contacts, after the check of the workbook.

    Raises:
        SystemUnavailableException: P2.9, the workbook is missing, locked or not what it was; all
            items wait, and go to staff at the cut-off.
    """
    workbook = contacts_object(runtime, policy)
    try:
        facts = workbook.check_workbook(today, last_row_count(runtime))
        directory = Directory.of(workbook.get_rows())
        return Contacts(directory, workbook.get_allowed(), facts.rows)
    except SystemException as error:
        raise SystemUnavailableException(error.detail, code="P2.9") from error


def last_row_count(runtime: Runtime) -> int | None:
    """How many rows the workbook had when it was last good; None before the first time."""
    names = {variable.name for variable in runtime.environment.all()}
    if "contacts.rows" not in names:
        return None
    return int(runtime.environment.get_number("contacts.rows"))
