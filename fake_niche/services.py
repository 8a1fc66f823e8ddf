"""What a screen is built from, in one place to import."""

from fake_niche.access import (
    Target,
    find_target,
    give_reason,
    is_closed_to_me,
    open_occurrence,
    open_person,
    open_report,
    open_school,
    open_task,
)
from fake_niche.audit import audit
from fake_niche.errors import RecordChanged, RecordHeld, RecordMissing, error_page
from fake_niche.faults import served_form_version
from fake_niche.formats import clean_text, iso_date, iso_datetime, ticked, uk_date, uk_datetime, yes
from fake_niche.grids import Cell, Column, Grid, asked_page, count, page_of, row, whole
from fake_niche.locks import (
    acquire_lock,
    check_row_version,
    lock_holder,
    lock_holder_name,
    release_lock,
)
from fake_niche.numbering import next_occurrence_number, next_report_id, next_task_id
from fake_niche.runtime import db, niche, now, now_iso, today_iso
from fake_niche.security.account import me
from fake_niche.security.roles import check_may, may, requires

__all__ = [
    "Cell",
    "Column",
    "Grid",
    "RecordChanged",
    "RecordHeld",
    "RecordMissing",
    "Target",
    "acquire_lock",
    "asked_page",
    "audit",
    "check_may",
    "check_row_version",
    "clean_text",
    "count",
    "db",
    "error_page",
    "find_target",
    "give_reason",
    "is_closed_to_me",
    "iso_date",
    "iso_datetime",
    "lock_holder",
    "lock_holder_name",
    "may",
    "me",
    "next_occurrence_number",
    "next_report_id",
    "next_task_id",
    "niche",
    "now",
    "now_iso",
    "open_occurrence",
    "open_person",
    "open_report",
    "open_school",
    "open_task",
    "page_of",
    "release_lock",
    "requires",
    "row",
    "served_form_version",
    "ticked",
    "today_iso",
    "uk_date",
    "uk_datetime",
    "whole",
    "yes",
]
