"""P2 - Operation Encompass: tells a child's school that a domestic-abuse incident was recorded."""

from typing import ClassVar

from processes.operation_encompass import rules
from processes.school_notification.draft import RuleBook
from processes.school_notification.items import Notification
from processes.school_notification.operation import ENCOMPASS
from processes.school_notification.process import SchoolNotification


class OperationEncompass(SchoolNotification):
    """Main Page of P2; its pages, in the order in which ``notify`` calls them, are those of the base."""

    operation = ENCOMPASS
    rules: ClassVar[RuleBook] = rules

    def notify(self, item: Notification) -> None:
        """Steps 2 to 13 of the process definition, for one child."""
        occurrence = self.read_occurrence(item)
        ppn = self.read_ppn(item)
        case = self.check_first(item, ppn, occurrence)
        case = self.read_people(item, case)
        case = self.establish_schools(item, case)
        self.note_findings(self.check_child(case))
        self.tell_schools(item, ppn, case)
        self.check_earlier_messages(item, case)
        self.set_notification_status(item, sent=True)
