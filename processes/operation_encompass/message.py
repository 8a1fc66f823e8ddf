"""The message to a school: written from the allow-list, proved by the guard, sent once."""

from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import Connection

from bot.disclosures import Disclosure
from bot.effects import EffectKey, EffectState
from bot.exceptions import Finding
from bot.mail import MailCodes, OutgoingMail, ReturnsFolder
from bot.outbox import mail_transport
from bot.runtime import Runtime
from bot.session_log import Session
from processes.operation_encompass import rules
from processes.operation_encompass.facts import Case, EarlierMessage, SchoolPart
from processes.operation_encompass.items import CODE, Notification
from processes.operation_encompass.letter import LetterSchool, render
from processes.shared.disclosure import SentFields
from processes.shared.policy import Policy

Guard = Callable[[Connection], None]


@dataclass(frozen=True)
class Message:
    """A message that the guard has passed, and what is kept of it: ids and names of fields."""

    key: EffectKey
    school: str
    mail: OutgoingMail = field(repr=False)
    fields: tuple[str, ...] = ()
    digest: str = ""
    proof: str = ""
    findings: tuple[Finding, ...] = ()


class Messages:
    """Writes and sends the messages of one session."""

    def __init__(self, runtime: Runtime, policy: Policy) -> None:
        self._runtime = runtime
        self._policy = policy

    def earlier(self, item: Notification) -> tuple[EarlierMessage, ...]:
        """Messages about this child and occurrence that other PPNs or revisions led to."""
        own = f"{item.ppn}.{item.revision}"
        told = self._runtime.disclosures.told_about(item.occurrence, item.child)
        return tuple(
            EarlierMessage(school=each.school, digest=each.digest, key=str(each.effect_id))
            for each in told
            if each.process == CODE and each.episode != own
        )

    def suspended(self) -> frozenset[str]:
        """Mailboxes that nothing is sent to until a person releases them."""
        return frozenset(contact.mailbox for contact in self._runtime.contacts.all())

    def write(self, item: Notification, case: Case, part: SchoolPart) -> Message:
        """The message to one school.

        Raises:
            OutOfScope: C14, the same fields went to this school before.
            HeldException: G1, the guard found a value that may not go to this school.
        """
        voice = rules.voice_of_child(case, self._policy)
        fields = rules.fields_for(case, part, voice, self._policy)
        digest = self._digest(fields, item.child, part.contact.school)
        rules.check_not_sent_before(case, part, fields, lambda _: digest)
        key = item.effect("mail", "notification", part.contact.school)
        mail = self._mail(key, fields, part, case)
        return Message(key, part.contact.school, mail, fields.names, digest, "", voice.findings)

    def was_sent(self, message: Message) -> bool:
        """Whether the ledger says that this very message has gone."""
        effect = self._runtime.ledger.find(message.key)
        return effect is not None and effect.state is EffectState.DONE

    def send_once(self, message: Message, session: Session, guard: Guard) -> None:
        """Hand the message to the mail server, once; the disclosure is noted with it."""
        disclosure = Disclosure(
            process=CODE,
            occurrence=message.key.occurrence,
            person=message.key.person,
            school=message.school,
            recipient=message.school,
            mailbox=message.mail.to,
            fields=message.fields,
            digest=message.digest,
            message_id=message.mail.message_id,
            reason=self._policy.settings.subject_line,
        )
        folder = self._runtime.config.mail.maildir
        returns = ReturnsFolder(folder) if folder else None
        self._runtime.ledger.perform(
            message.key,
            lambda: self._hand_over(message.mail),
            (lambda: returns.probe(message.mail.message_id)) if returns else None,
            facts={"message_id": message.mail.message_id, "school": message.school},
            session=session,
            guard=guard,
            alongside=self._runtime.disclosures.noting(disclosure),
        )

    def _hand_over(self, mail: OutgoingMail) -> str:
        transport = mail_transport(self._runtime, process="operation_encompass")
        return transport.send(mail, MailCodes(for_now="P2.30", refused="P2.31")).answer

    def _mail(
        self, key: EffectKey, fields: SentFields, part: SchoolPart, case: Case
    ) -> OutgoingMail:
        school = LetterSchool(part.contact.school, part.contact.school_name)
        letter = render(fields, school, self._policy, late=rules.is_late(case, self._policy))
        domain = self._runtime.config.mail.sender.rpartition("@")[2]
        mail = OutgoingMail(
            to=part.contact.mailbox,
            subject=letter.subject,
            body=letter.body,
            message_id=self._runtime.ledger.message_id(key, domain),
            handling=self._policy.settings.handling_line,
        )
        rules.check_message(
            case, part, letter, fields, self._policy, subject=mail.subject, body=mail.text()
        )
        return mail

    def _digest(self, fields: SentFields, child: str, school: str) -> str:
        return self._runtime.keys.digest("disclosure", fields.canonical(child, school))
