"""The work items of an operation: ids only, no personal data."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.effects import EffectKey

MAIL = "mail"


@dataclass(frozen=True)
class Notification:
    """One child of one occurrence, as one PPN in one revision names it.

    Attributes:
        child: the person's id, or ``row2`` where the PPN's row has no link.
        code: the operation's, such as ``P2``.
        episode: the missing episode and its status, such as ``E12-found``; empty for P2.
    """

    occurrence: str
    child: str
    ppn: str
    revision: int
    code: str = "P2"
    episode: str = ""

    @property
    def work(self) -> str:
        """PPN, revision and episode: what the ledger calls an episode."""
        return "/".join(part for part in (f"{self.ppn}.{self.revision}", self.episode) if part)

    @property
    def key(self) -> str:
        """The work item's key."""
        return f"{self.code}/{self.occurrence}/{self.child}/{self.work}"

    def effect(self, kind: str, purpose: str, school: str = "") -> EffectKey:
        """The ledger key of an effect."""
        return EffectKey(self.code, self.occurrence, self.child, school, self.work, kind, purpose)

    def data(self) -> Mapping[str, str]:
        """For the queue."""
        return {
            "kind": "notification",
            "code": self.code,
            "episode": self.episode,
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
        code = self.notification.code
        return f"{code}/bounce/{self.notification.key.removeprefix(code + '/')}"

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
    code: str = "P2"

    @property
    def key(self) -> str:
        """The work item's key."""
        return f"{self.code}/left/{self.task}"

    def effect(self, kind: str, purpose: str, school: str = "") -> EffectKey:
        """The ledger key of an effect."""
        episode = f"T{self.task}"
        return EffectKey(self.code, self.occurrence, "", school, episode, kind, purpose)

    def data(self) -> Mapping[str, str]:
        """For the queue."""
        return {
            "kind": "left",
            "code": self.code,
            "task": str(self.task),
            "occurrence": self.occurrence,
        }


@dataclass(frozen=True)
class Listing:
    """A PPN whose children could not be listed by the load: it did not answer, or is restricted."""

    occurrence: str
    ppn: str
    revision: int
    code: str = "P2"

    @property
    def key(self) -> str:
        """The work item's key."""
        return f"{self.code}/list/{self.ppn}.{self.revision}"

    @property
    def notification(self) -> Notification:
        """As the reports to staff name it: a PPN with no child known."""
        return Notification(self.occurrence, "not read", self.ppn, self.revision, self.code)

    def effect(self, kind: str, purpose: str, school: str = "") -> EffectKey:
        """The ledger key of an effect."""
        return self.notification.effect(kind, f"listing {purpose}", school)

    def data(self) -> Mapping[str, str]:
        """For the queue."""
        return {**self.notification.data(), "kind": "listing"}


@dataclass(frozen=True)
class WrongSchool:
    """A person says that a message went to the wrong school (`mash-bot wrong-school`)."""

    notification: Notification
    message: int

    @property
    def key(self) -> str:
        """The work item's key."""
        return f"{self.notification.code}/wrong/{self.message}"

    @property
    def occurrence(self) -> str:
        """The occurrence number."""
        return self.notification.occurrence

    def effect(self, kind: str, purpose: str, school: str = "") -> EffectKey:
        """The ledger key of an effect."""
        return self.notification.effect(kind, f"wrong school {purpose}", school)

    def data(self) -> Mapping[str, str]:
        """For the queue."""
        return {**self.notification.data(), "kind": "wrong school", "message": str(self.message)}


SchoolItem = WrongSchool | Notification | Bounce | PupilLeftTask | Listing


def item_from(data: Mapping[str, str]) -> SchoolItem:
    """The item that the queue's data describe."""
    if data["kind"] == "left":
        return PupilLeftTask(int(data["task"]), data["occurrence"], data["code"])
    notification = Notification(
        occurrence=data["occurrence"],
        child=data["child"],
        ppn=data["ppn"],
        revision=int(data["revision"]),
        code=data["code"],
        episode=data["episode"],
    )
    if data["kind"] == "listing":
        return Listing(
            notification.occurrence, notification.ppn, notification.revision, notification.code
        )
    if data["kind"] == "wrong school":
        return WrongSchool(notification, int(data["message"]))
    if data["kind"] == "bounce":
        permanent = data["permanent"] == "Yes"
        return Bounce(notification, data["school"], data["message_id"], permanent)
    return notification
