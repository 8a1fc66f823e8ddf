"""What comes back by mail: bounces, receipts, and what neither is."""

from typing import TYPE_CHECKING

from bot.effects import Effect, EffectState
from bot.mail import DeliveryNotice, NoticeKind
from bot.outbox import returns_folder
from bot.work_queue import Decision, QueueFilter
from processes.school_notification.items import Bounce, Notification

if TYPE_CHECKING:
    from processes.school_notification.process import SchoolNotification

RECEIPT = "delivery receipt"


class Returns:
    """Reads the robot's own mailbox; a notice is marked read once it has been dealt with."""

    def __init__(self, process: "SchoolNotification") -> None:
        self._process = process
        self._runtime = process.runtime

    def load(self) -> None:
        """An item for each bounce; a receipt settles a doubtful send; the rest raises an alert."""
        returns = returns_folder(self._runtime)
        if returns is None:
            return
        for notice in returns.unread():
            effect = self._process.outgoing.find_message(notice.message_id)
            if effect is None or effect.key.process == self._process.code:
                self._take(notice, effect)  # those of other operations are theirs to read
                returns.mark_read(notice)

    def _take(self, notice: DeliveryNotice, effect: Effect | None) -> None:
        if effect is None or notice.kind is NoticeKind.OTHER:
            self._process.robot.alert("Mail to the robot that a person must read", notice.name)
        elif notice.kind is NoticeKind.FAILED:
            self._settle(effect, "the message came back")  # so the server had taken it
            self._add_bounce(notice, effect)
        elif notice.kind in {NoticeKind.DELIVERED, NoticeKind.RELAYED}:
            self._settle(effect, "the server sent a receipt")

    def _settle(self, effect: Effect, reason: str) -> None:
        """A doubtful send is settled as sent; its held item goes on from there (C10)."""
        if effect.state is not EffectState.UNKNOWN:
            return
        self._runtime.ledger.settle(effect.id, done=True, by=RECEIPT, reason=reason)
        queue = self._process.queue
        for row in queue.list(QueueFilter(key=notification_of(effect).key)):
            if row.is_held and row.exception_code == "C10":
                queue.decide(row.id, Decision.RELEASE, by=RECEIPT, reason=reason)

    def _add_bounce(self, notice: DeliveryNotice, effect: Effect) -> None:
        for told in self._runtime.disclosures.who_was_told(effect.key.person):
            if told.message_id == notice.message_id:
                self._runtime.contacts.suspend(told.mailbox, "a message came back", "robot")
        permanent = notice.status.startswith("5")
        bounce = Bounce(notification_of(effect), effect.key.school, notice.message_id, permanent)
        self._process.queue.add(bounce.key, bounce.data())


def notification_of(effect: Effect) -> Notification:
    """The notification that a message belongs to."""
    key = effect.key
    work, _, episode = key.episode.partition("/")
    ppn, _, revision = work.rpartition(".")
    return Notification(key.occurrence, key.person, ppn, int(revision), key.process, episode)
