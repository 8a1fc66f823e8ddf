"""The ``settings`` of a profile: names, words and times that a force decides."""

from dataclasses import dataclass
from datetime import time
from typing import Annotated

from processes.shared.disclosure import Field
from processes.shared.report_settings import ReportSettings


@dataclass(frozen=True)
class Titles:
    """The tags on a task's title."""

    with_children: Annotated[str, "tag of a task that involves children"]
    without_children: Annotated[str, "tag of a task that involves none"]
    also_dropped: Annotated[tuple[str, ...], "older spellings of a tag that are dropped too"]


@dataclass(frozen=True)
class MentionTerms:
    """How free texts speak of children (P1.3)."""

    words: Annotated[tuple[str, ...], "words and phrases that speak of a child"]
    negated: Annotated[tuple[str, ...], "phrases that say there is none; matched word for word"]
    doubts: Annotated[tuple[str, ...], "words that make a negated phrase doubtful in its sentence"]


@dataclass(frozen=True)
class Times:
    """The morning, Europe/London."""

    pre_check: Annotated[time, "Niche, mail server and workbook are checked"]
    encompass: Annotated[time, "P2 starts"]
    cut_off: Annotated[time, "nothing is sent from here on; what is left goes to staff"]
    summary: Annotated[time, "summary to MASH"]
    hand_over: Annotated[time, "hand-over sheet"]


@dataclass(frozen=True)
class Held:
    """What makes the robot ask a person before anything is sent."""

    qualifiers: Annotated[tuple[str, ...], "occurrence qualifiers and markers (P2.20)"]
    flags: Annotated[tuple[str, ...], "flags on a person or an address (P2.20)"]
    homicide_words: Annotated[tuple[str, ...], "words in type, class or qualifier (C16)"]
    disclosure_words: Annotated[tuple[str, ...], "words in the child's text (P2.35)"]
    confidential_kinds: Annotated[tuple[str, ...], "kinds of address that are secret (P2.18)"]
    confidential_flags: Annotated[tuple[str, ...], "flags that make an address secret (P2.18)"]
    care_kinds: Annotated[tuple[str, ...], "kinds of address of a child in care (P2.25)"]
    care_flags: Annotated[tuple[str, ...], "flags of a child in care (P2.25)"]


@dataclass(frozen=True)
class SchoolSettings:
    """How schools are recognised."""

    entry_age: Annotated[int, "age on 31 August from which a child may be in reception"]
    compulsory_age: Annotated[int, "age from which a child must be in education"]
    college_from_age: Annotated[int, "age from which a college is expected (P2.13)"]
    college_phases: Annotated[tuple[str, ...], "phases that count as college (P2.13)"]
    other_route_nations: Annotated[tuple[str, ...], "nations with another route (P2.17)"]
    outside_contact_max_age_days: Annotated[
        int, "a contact outside the area must have been verified within so many days (P2.17)"
    ]
    generic_words: Annotated[
        tuple[str, ...], "words of school names that tell no school apart (P2.19)"
    ]


@dataclass(frozen=True)
class VoicePhrases:
    """The voice of the child when it is not the officer's text (P2.18, P2.21 to P2.23)."""

    not_spoken: Annotated[str, "sent when the child was not spoken to or nothing is recorded"]
    left_out: Annotated[str, "sent when a text is recorded but left out"]
    not_spoken_texts: Annotated[tuple[str, ...], "whole texts that mean: not spoken to"]


@dataclass(frozen=True)
class ByHand:
    """How people record that they did the work themselves (C18)."""

    statuses: Annotated[tuple[str, ...], "notification statuses on the PPN"]
    phrases: Annotated[tuple[str, ...], "phrases in a person's log entry"]


@dataclass(frozen=True)
class Licence:
    """What the robot's licences cost the force, for the figures of benefit."""

    pounds: Annotated[float, "cost of the licences for a year"]
    bought: Annotated[int, "licences bought"]
    needed: Annotated[int, "licences that a force's day needs"]


@dataclass(frozen=True)
class Endeavour:
    """What schools are told of a missing child (P3)."""

    subject_line: Annotated[str, "subject of every message; no name"]
    missing_fields: Annotated[tuple[Field, ...], "fields sent while the child is missing"]
    missing_again_fields: Annotated[
        tuple[Field, ...], "the same where earlier times that have ended were not told yet"
    ]
    found_fields: Annotated[tuple[Field, ...], "fields sent when the child is found"]
    correction_fields: Annotated[tuple[Field, ...], "fields sent when a report was false (P3.6)"]
    send_no_apparent_risk: Annotated[bool, "send episodes of the category No apparent risk (P3.5)"]
    repeat_while_missing: Annotated[bool, "tell the school again when the PPN is amended (P3.7)"]
    held_qualifiers: Annotated[tuple[str, ...], "qualifiers and markers that hold (P3.2)"]
    placed_flags: Annotated[tuple[str, ...], "flags of a child placed by another authority (P3.9)"]
    many_episodes: Annotated[int, "so many episodes in the days below are noted (P3.4)"]
    many_days: Annotated[int, "days in which episodes are counted (P3.4)"]
    ppn_days: Annotated[int, "how long ago the PPN of a changed episode may have been submitted"]


@dataclass(frozen=True)
class Settings:
    """Every other decision of the force."""

    force_name: Annotated[str, "the force, as the letter names it"]
    force_area: Annotated[str, "the force area, as addresses and schools name it"]
    domestic_type: Annotated[str, "the PPN type of domestic abuse"]
    occurrence_makes_domestic: Annotated[
        bool, "a domestic occurrence makes its PPNs domestic abuse, ticked or not (P2.27)"
    ]
    reviewed_only: Annotated[bool, "select PPNs only once a supervisor has reviewed them"]
    unknown_age_is_checked: Annotated[
        bool, "P1: an adult role without birth date keeps a task from being 'without children'"
    ]
    contact_telephone: Annotated[str, "MASH telephone in the letter"]
    contact_mailbox: Annotated[str, "MASH mailbox in the letter"]
    handling_line: Annotated[str, "marking and handling line of what leaves the force"]
    subject_line: Annotated[str, "subject of every message to a school; no name"]
    ppn_queue: Annotated[str, "unit whose queue of PPN tasks P1 tags"]
    ppn_task_type: Annotated[str, "type of the tasks that P1 tags"]
    encompass_queue: Annotated[str, "unit where P2 puts tasks for staff"]
    robot_queue: Annotated[str, "unit whose tasks people hand to the robot"]
    data_protection_unit: Annotated[str, "unit where breach checks go"]
    restricted_unit: Annotated[str, "unit that owns restricted records (C12)"]
    titles: Annotated[Titles, "tags on a task's title"]
    mentions: Annotated[MentionTerms, "how free texts speak of children"]
    times: Annotated[Times, "the morning"]
    held: Annotated[Held, "what makes the robot ask a person"]
    schools: Annotated[SchoolSettings, "how schools are recognised"]
    voice: Annotated[VoicePhrases, "controlled phrases"]
    by_hand: Annotated[ByHand, "work that people did themselves"]
    endeavour: Annotated[Endeavour, "what schools are told of a missing child"]
    licence: Annotated[Licence, "what the licences cost"]
    reports: Annotated[ReportSettings, "the reports of P4 and P5"]
