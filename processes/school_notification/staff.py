"""What staff did about a child's notification, read through the screens."""

from functools import cache
from typing import ClassVar

from bot.deeds import Deed, Words
from bot.endings import named_row
from bot.robot import Robot
from bot.work_queue import QueueRow
from objects.niche_occurrence import LogEntry
from objects.niche_ppn_form import NichePpnForm
from processes.mash_process import MashProcess
from processes.school_notification.by_hand import BY_HAND, StaffNotes, schools_told
from processes.school_notification.draft import RuleBook
from processes.school_notification.facts import OelNote
from processes.school_notification.items import Notification, PupilLeftTask, SchoolItem, item_from
from processes.school_notification.operation import Operation
from processes.school_notification.outgoing import Outgoing


class StaffRecords:
    """Log and PPN as they stand now; each is read once, whoever of the family is asked about."""

    def __init__(self, process: "TellsSchools") -> None:
        self._process = process
        self._entries = cache(self._read_entries)
        self._status = cache(self._read_status)

    def staff_did(self, item: Notification) -> Deed:
        """The schools that staff told about the item's child.

        Raises:
            BusinessException: C12, the record is restricted.
        """
        process = self._process
        entries = self._entries(item.occurrence)
        log = tuple(OelNote(entry.author_role, entry.text) for entry in entries)
        notes = StaffNotes(self._status(item.ppn), log)
        told = schools_told(notes, item.child, process.operation, process.policy.settings.by_hand)
        seen = tuple(f"OEL {entry.entry}" for entry in entries if item.child in entry.text)
        return Deed(told, (item.occurrence, item.ppn, item.child, *seen))

    def _read_entries(self, occurrence: str) -> tuple[LogEntry, ...]:
        self._process.give_reason(occurrence)
        return self._process.occurrences.get_entries(occurrence, BY_HAND)

    def _read_status(self, ppn: str) -> str:
        return self._process.ppn_form.get_ppn(ppn).notification_status(
            self._process.operation.title
        )


class TellsSchools(MashProcess[SchoolItem]):
    """What an operation says of its items when they are held against what staff did.

    Attributes:
        operation: what the operation is called on the screens.
        rules: its tables of rules.
    """

    operation: ClassVar[Operation]
    rules: ClassVar[RuleBook]

    def __init__(self, robot: Robot) -> None:
        super().__init__(robot)
        self.ppn_form = NichePpnForm(robot.application)
        self.outgoing = Outgoing(self.runtime, self.policy, self.operation, self.rules)
        self._staff = StaffRecords(self)

    def robot_did(self, row: QueueRow) -> Words:
        """The schools that would have been told; of a repeat (C14), those that were already."""
        item = item_from(row.data)
        if not isinstance(item, Notification):
            return super().robot_did(row)
        own = self.outgoing.own_messages(item)
        repeated = named_row(row) == "C14"
        sent = self.outgoing.messages_about(item.occurrence, item.child) if repeated else own
        return frozenset(effect.key.school for effect in sent)

    def staff_did(self, row: QueueRow) -> Deed | None:
        """The schools that staff told; of a pupil who left, whether the task is completed."""
        item = item_from(row.data)
        if isinstance(item, Notification):
            return self._staff.staff_did(item)
        return super().staff_did(row) if isinstance(item, PupilLeftTask) else None
