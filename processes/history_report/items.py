"""The work item of P4 and P5: the task that handed the work over; ids only."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.effects import EffectKey

ATTACHMENT = "attachment"


@dataclass(frozen=True)
class ReportTask:
    """A task of the robot's queue.

    Attributes:
        process: ``P4`` or ``P5``.
        outside_hours: it was loaded outside working hours.
    """

    process: str
    task: int
    occurrence: str
    outside_hours: bool = False

    @property
    def key(self) -> str:
        """The work item's key."""
        return f"{self.process}/{self.task}"

    def effect(self, kind: str, purpose: str, record: str = "") -> EffectKey:
        """The ledger key of an effect; ``record`` is the request or case, for what belongs to it."""
        return EffectKey(self.process, self.occurrence, "", record, f"T{self.task}", kind, purpose)

    def data(self) -> Mapping[str, str]:
        """For the queue."""
        return {
            "task": str(self.task),
            "occurrence": self.occurrence,
            "outside_hours": "Yes" if self.outside_hours else "",
        }


def item_from(process: str, data: Mapping[str, str]) -> ReportTask:
    """The item that the queue's data describe."""
    outside = data["outside_hours"] == "Yes"
    return ReportTask(process, int(data["task"]), data["occurrence"], outside)
