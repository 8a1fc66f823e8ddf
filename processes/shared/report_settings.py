"""What a force decides of the reports for children's social care and for the MARAC (P4, P5)."""

from dataclasses import dataclass
from typing import Annotated


@dataclass(frozen=True)
class ReportTasks:
    """Where the tasks of one kind of report come from and go to."""

    type: Annotated[str, "type of the task that hands the work to the robot"]
    queue: Annotated[str, "unit where the robot puts tasks for the coordinators"]
    exception_type: Annotated[str, "type of the task for what the robot could not do"]
    done_type: Annotated[str, "type of the task 'check and redact'"]


@dataclass(frozen=True)
class ReportSettings:
    """P4 and P5."""

    csc: Annotated[ReportTasks, "the tasks of P4"]
    marac: Annotated[ReportTasks, "the tasks of P5"]
    marking: Annotated[str, "marking of both documents, as Niche's list has it"]
    handling_line: Annotated[str, "handling line of a report"]
    cover_handling_line: Annotated[str, "handling line of a cover sheet"]
    intelligence_words: Annotated[
        tuple[str, ...], "words in an occurrence's type that keep it out of a report (P4.17)"
    ]
    left_out_classes: Annotated[
        tuple[str, ...], "words of classes that do not qualify; counted on the cover sheet"
    ]
    spent_words: Annotated[
        tuple[str, ...], "words in a disposal that a coordinator must look at (P4.18)"
    ]
    hold_words: Annotated[tuple[str, ...], "words in an occurrence's flags: operational hold (C15)"]
    scope_above: Annotated[int, "with more occurrences than this a person scopes the report (P4.9)"]
    reuse_hours: Annotated[int, "an unchanged report is handed back again for so long (P4.12)"]
    staff_employers: Annotated[tuple[str, ...], "employers whose people are staff (P4.13)"]
    partner_agencies: Annotated[tuple[str, ...], "employers that sit at the MARAC (P5.12)"]
    victim_from_age: Annotated[int, "age from which a victim may be heard at the MARAC (P5.14)"]
    by_hand_phrases: Annotated[
        tuple[str, ...], "phrases in a person's log entry that names the request or case (C18)"
    ]
