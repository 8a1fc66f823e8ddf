"""The records: one class per table.

Ids are the ones a person sees on the screen. Dates and times are stored as ISO text in UTC
(``2026-03-02T06:00:00+00:00``) so that a dump is the same on every machine and database.
Every table that a screen edits has a ``row_version``: an edit names the version it was read in.
"""

from fake_niche.models.base import Base
from fake_niche.models.people import (
    Address,
    Flag,
    OrgUnit,
    Person,
    PersonAddress,
    PersonAlias,
    PersonRelation,
    PupilLink,
    School,
    SchoolAlias,
    User,
)
from fake_niche.models.sharing import (
    CscRequest,
    CscRequestPerson,
    MaracAction,
    MaracCase,
    MaracPerson,
    Order,
)
from fake_niche.models.trace import (
    AccessGrant,
    AppliedMoment,
    AuditEntry,
    Fault,
    RecordLock,
)
from fake_niche.models.work import (
    Attachment,
    FormTemplate,
    Involvement,
    MissingEpisode,
    Occurrence,
    OelEntry,
    Report,
    Task,
    task_reports,
)

__all__ = [
    "AccessGrant",
    "Address",
    "AppliedMoment",
    "Attachment",
    "AuditEntry",
    "Base",
    "CscRequest",
    "CscRequestPerson",
    "Fault",
    "Flag",
    "FormTemplate",
    "Involvement",
    "MaracAction",
    "MaracCase",
    "MaracPerson",
    "MissingEpisode",
    "Occurrence",
    "OelEntry",
    "Order",
    "OrgUnit",
    "Person",
    "PersonAddress",
    "PersonAlias",
    "PersonRelation",
    "PupilLink",
    "RecordLock",
    "Report",
    "School",
    "SchoolAlias",
    "Task",
    "User",
    "task_reports",
]
