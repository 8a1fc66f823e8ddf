"""The message to a school: written from the allow-list, proved by the guard, sent once."""

from dataclasses import dataclass, field

from bot.disclosures import Disclosure
from bot.effect_store import InTransaction
from bot.effects import Effect, EffectKey, EffectState
from bot.exceptions import Finding, HeldException, InternalException
from bot.mail import (
    MailCodes,
    MailRefused,
    MailTransport,
    NotSent,
    OutgoingMail,
)
from bot.outbox import mail_transport, returns_folder
from bot.runtime import Runtime
from bot.session_log import Session
from processes.school_notification.draft import RuleBook
from processes.school_notification.facts import Case, EarlierMessage, SchoolFacts, SchoolPart
from processes.school_notification.items import MAIL, Notification
from processes.school_notification.operation import Operation
from processes.shared.policy import Policy

_WENT = frozenset({EffectState.DONE, EffectState.UNKNOWN, EffectState.SENDING})
_WOULD_HAVE_GONE = _WENT | {EffectState.PLANNED}  # what a shadow run goes by on the next day
_PURPOSE = "notification"
_CODES = MailCodes(for_now="P2.30", refused="P2.31", recipient="P2.8", server="P2.30")


@dataclass(frozen=True)
class Message:
    """A message that the guard has passed, and what is kept of it: ids and names of fields.

    Attributes:
        proof: the identity proof of the PPN that the values were read from.
        needs_note: staff get a task, because the child's words were left out.
        told: in a word or two, what the school is told.
    """

    key: EffectKey
    school: str
    mail: OutgoingMail = field(repr=False)
    fields: tuple[str, ...]
    digest: str
    proof: str
    findings: tuple[Finding, ...]
    needs_note: bool = False
    told: str = ""


class Outgoing:
    """Writes and sends the messages of one session."""

    def __init__(
        self, runtime: Runtime, policy: Policy, operation: Operation, rules: RuleBook
    ) -> None:
        self._operation = operation
        self._rules = rules
        self._runtime = runtime
        self._policy = policy
        self._returns = returns_folder(runtime)
        self._went = _WOULD_HAVE_GONE if runtime.shadow else _WENT

    def earlier(self, item: Notification) -> tuple[EarlierMessage, ...]:
        """Messages about this child and occurrence that other PPNs or revisions led to."""
        own = item.effect(MAIL, _PURPOSE).episode
        sent = self.messages_about(item.occurrence, item.child)
        return tuple(earlier_message(effect) for effect in sent if effect.key.episode != own)

    def messages_about(self, occurrence: str, person: str) -> tuple[Effect, ...]:
        """Every message that went, or may have gone, about a person; of all when empty."""
        found = self._runtime.ledger.find_all(
            process=self._operation.code, occurrence=occurrence, person=person, kind=MAIL
        )
        return tuple(effect for effect in found if effect.state in self._went)

    def messages_of_all(self, person: str) -> tuple[Effect, ...]:
        """Every message of any operation that went, or may have gone, about a person."""
        found = self._runtime.ledger.find_all(person=person, kind=MAIL)
        return tuple(effect for effect in found if effect.state in self._went)

    def own_messages(self, item: Notification) -> tuple[Effect, ...]:
        """The messages of this very item that went, or may have gone."""
        episode = item.effect(MAIL, _PURPOSE).episode
        sent = self.messages_about(item.occurrence, item.child)
        return tuple(effect for effect in sent if effect.key.episode == episode)

    def settle(self, effect: Effect, session: Session) -> None:
        """Settle by its receipt a message that an earlier try began to send.

        Raises:
            SystemExceptionTryOnce: C10, it may have been sent; a person must look.
        """
        message_id, returns = effect.facts["message_id"], self._returns
        self._runtime.ledger.perform(
            effect.key,
            _never_again,
            (lambda: returns.probe(message_id)) if returns else None,
            session=session,
        )

    def find_message(self, message_id: str) -> Effect | None:
        """The effect of a message of any operation by its Message-ID."""
        sent = self._runtime.ledger.find_all(kind=MAIL)
        return next((each for each in sent if each.facts.get("message_id") == message_id), None)

    def suspended(self) -> frozenset[str]:
        """Mailboxes that nothing is sent to until a person releases them."""
        return frozenset(contact.mailbox for contact in self._runtime.contacts.all())

    def digest(self, canonical: str) -> str:
        """The ledger's keyed hash of what a message says."""
        return self._runtime.keys.digest("disclosure", canonical)

    def write(
        self, item: Notification, case: Case, part: SchoolPart, notes: tuple[Finding, ...]
    ) -> Message:
        """The message to one school.

        Raises:
            HeldException: G1, the guard found a value that may not go to this school.
        """
        school, mailbox = _addressee(part)
        draft = self._rules.draft(case, school, self._policy, notes)
        key = item.effect(MAIL, _PURPOSE, school.school)
        mail = OutgoingMail(
            to=mailbox,
            subject=draft.letter.subject,
            body=draft.letter.body,
            message_id=self._runtime.ledger.message_id(key, self._domain()),
            handling=self._policy.settings.handling_line,
        )
        self._rules.check_message(
            case, part, draft, self._policy, subject=mail.subject, body=mail.text()
        )
        return Message(
            key=key,
            school=school.school,
            mail=mail,
            fields=draft.disclosed,
            digest=self.digest(draft.fields.canonical(item.child, school.school)),
            proof=item.ppn,
            findings=(*notes, *draft.findings),
            needs_note=draft.needs_note,
            told=draft.told,
        )

    def was_sent(self, message: Message) -> bool:
        """Whether the ledger says that this very message has gone."""
        effect = self._runtime.ledger.find(message.key)
        return effect is not None and effect.state is EffectState.DONE

    def was_begun(self, message: Message) -> bool:
        """Whether an earlier try began to send this very message, and none knows how it ended."""
        effect = self._runtime.ledger.find(message.key)
        return effect is not None and effect.state in {EffectState.SENDING, EffectState.UNKNOWN}

    def send_once(self, message: Message, session: Session, guard: InTransaction) -> None:
        """Hand the message to the mail server, once; the disclosure is noted with it."""
        mail = message.mail
        transport = mail_transport(self._runtime, process=self._operation.process)
        facts = {
            "message_id": mail.message_id,
            "school": message.school,
            "digest": message.digest,
            "fields": ", ".join(message.fields),
            "told": message.told,
        }
        returns = self._returns
        result = self._runtime.ledger.perform(
            message.key,
            lambda: self._hand_over(transport, mail),
            (lambda: returns.probe(mail.message_id)) if returns else None,
            facts=facts,
            session=session,
            guard=guard,
            alongside=self._runtime.disclosures.noting(self._disclosure(message)),
            look_first=False,
        )
        run = self._runtime.runs.last(self._operation.process)
        if result.performed and run is not None:
            self._runtime.runs.count_sent(run.id)

    def _hand_over(self, transport: MailTransport, mail: OutgoingMail) -> str:
        """Hand the message over; a mailbox that the server does not know gets nothing more."""
        self._runtime.copies.keep(mail.message_id, f"Subject: {mail.subject}\n\n{mail.text()}")
        try:
            return transport.send(mail, _CODES).answer
        except NotSent as refused:
            error = refused.error
            if isinstance(error, MailRefused) and error.about_recipient:
                self._runtime.contacts.suspend(mail.to, "the mail server does not know it", "robot")
            raise

    def _disclosure(self, message: Message) -> Disclosure:
        return Disclosure(
            process=self._operation.code,
            occurrence=message.key.occurrence,
            person=message.key.person,
            school=message.school,
            recipient=message.school,
            mailbox=message.mail.to,
            fields=message.fields,
            digest=message.digest,
            message_id=message.mail.message_id,
            reason=f"Operation {self._operation.title}, {message.key.episode}",
        )

    def _domain(self) -> str:
        return self._runtime.config.mail.sender.rpartition("@")[2]


def _never_again() -> str:
    raise InternalException("a message that may have gone is never sent again")


def _addressee(part: SchoolPart) -> tuple[SchoolFacts, str]:
    if part.school is None or part.contact is None or not part.contact.mailbox:
        raise HeldException("no school or no mailbox was established", code="G1")
    return part.school, part.contact.mailbox


def earlier_message(effect: Effect) -> EarlierMessage:
    """A message of the ledger, as the rules take it."""
    facts = effect.facts
    return EarlierMessage(effect.key.school, facts["digest"], str(effect.id), facts.get("told", ""))
