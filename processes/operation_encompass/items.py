"""The work items of P2: ids only, no personal data."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.effects import EffectKey

CODE = "P2"
MAIL = "mail"


@dataclass(frozen=True)
class Notification:
    """One child of one occurrence, as one PPN in one revision names it.

    Attributes:
        child: the person's id, or ``row2`` where the PPN's row has no link.
    """

    occurrence: str
    child: str
    ppn: str
    revision: int

    @property
    def key(self) -> str:
        """The work item's key."""
        return f"{CODE}/{self.occurrence}/{self.child}/{self.ppn}.{self.revision}"

    def effect(self, kind: str, purpose: str, school: str = "") -> EffectKey:
        """The ledger key of an effect."""
        episode = f"{self.ppn}.{self.revision}"
        return EffectKey(CODE, self.occurrence, self.child, school, episode, kind, purpose)

    def data(self) -> Mapping[str, str]:
        """For the queue."""
        return {
            "kind": "notification",
            "occurrence": self.occurrence,
            "child": self.child,
            "ppn": self.ppn,
            "revision": str(self.revision),
        }


@dataclass(frozen=True)
class Bounce:
    """A message that came back: the notification it belongs to, and its school."""

    notification: Notification
    school: str
    message_id: str
    permanent: bool

    @property
    def key(self) -> str:
        """The work item's key."""
        return f"{CODE}/bounce/{self.notification.key.removeprefix(CODE + '/')}"

    @property
    def occurrence(self) -> str:
        """The occurrence number."""
        return self.notification.occurrence

    def effect(self, kind: str, purpose: str, school: str = "") -> EffectKey:
        """The ledger key of an effect."""
        return self.notification.effect(kind, f"bounce {purpose}", school or self.school)

    def data(self) -> Mapping[str, str]:
        """For the queue."""
        return {
            **self.notification.data(),
            "kind": "bounce",
            "school": self.school,
            "message_id": self.message_id,
            "permanent": "Yes" if self.permanent else "",
        }


@dataclass(frozen=True)
class PupilLeftTask:
    """A coordinator's task that says that a pupil has left a school."""

    task: int
    occurrence: str

    @property
    def key(self) -> str:
        """The work item's key."""
        return f"{CODE}/left/{self.task}"

    def effect(self, kind: str, purpose: str, school: str = "") -> EffectKey:
        """The ledger key of an effect."""
        episode = f"T{self.task}"
        return EffectKey(CODE, self.occurrence, "", school, episode, kind, purpose)

    def data(self) -> Mapping[str, str]:
        """For the queue."""
        return {"kind": "left", "task": str(self.task), "occurrence": self.occurrence}


@dataclass(frozen=True)
class Listing:
    """A PPN whose children could not be listed by the load: it did not answer, or is restricted."""

    occurrence: str
    ppn: str
    revision: int

    @property
    def key(self) -> str:
        """The work item's key."""
        return f"{CODE}/list/{self.ppn}.{self.revision}"

    @property
    def notification(self) -> Notification:
        """As the reports to staff name it: a PPN with no child known."""
        return Notification(self.occurrence, "not read", self.ppn, self.revision)

    def effect(self, kind: str, purpose: str, school: str = "") -> EffectKey:
        """The ledger key of an effect."""
        return self.notification.effect(kind, f"listing {purpose}", school)

    def data(self) -> Mapping[str, str]:
        """For the queue."""
        return {**self.notification.data(), "kind": "listing"}


EncompassItem = Notification | Bounce | PupilLeftTask | Listing


def item_from(data: Mapping[str, str]) -> EncompassItem:
    """The item that the queue's data describe."""
    if data["kind"] == "left":
        return PupilLeftTask(int(data["task"]), data["occurrence"])
    notification = Notification(
        data["occurrence"], data["child"], data["ppn"], int(data["revision"])
    )
    if data["kind"] == "listing":
        return Listing(notification.occurrence, notification.ppn, notification.revision)
    if data["kind"] == "bounce":
        permanent = data["permanent"] == "Yes"
        return Bounce(notification, data["school"], data["message_id"], permanent)
    return notification
