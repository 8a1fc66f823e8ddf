"""``mash-bot wrong-school``: a message went to the wrong school: suspend, list, have it checked."""

from typing import Annotated, Any

import typer

from bot.cli_options import (
    ByOption,
    ConfigOption,
    JsonOption,
    ReasonOption,
    opened,
    person_who_asks,
)
from bot.cli_output import write_json
from bot.disclosures import Told
from bot.effects import Effect
from bot.failures import NotThere
from bot.runtime import Runtime
from processes.school_notification.items import MAIL, WrongSchool
from processes.school_notification.operation import operation_of
from processes.school_notification.returns import notification_of


def wrong_school(
    message_id: Annotated[str, typer.Argument(help="as `mash-bot who-was-told` shows it")],
    *,
    by: ByOption = "",
    reason: ReasonOption = "",
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """A message went to the wrong school: suspend its contact, list the others, have it checked.

    The contact is suspended at once; the robot raises the breach check with the data-protection
    unit when it next runs.
    """
    with opened(config, must_exist=True) as runtime:
        effect = _message(runtime, message_id)
        told = _told(runtime, effect)
        why = reason or "a message went to the wrong school"
        runtime.contacts.suspend(told.mailbox, why, person_who_asks(by))
        item = WrongSchool(notification_of(effect), effect.id)
        queue = runtime.queue(operation_of(effect.key.process).queue_name)
        is_new = queue.add(item.key, item.data(), priority=-1)
        facts = _facts(runtime, told) | {"queued": is_new}
        if as_json:
            write_json(facts)
            return
        _tell(facts, queue.name)


def _message(runtime: Runtime, message_id: str) -> Effect:
    for effect in runtime.ledger.find_all(kind=MAIL):
        if effect.facts.get("message_id") == message_id:
            return effect
    raise NotThere(
        f"this robot sent no message {message_id}; fix: mash-bot who-was-told PERSON lists them"
    )


def _told(runtime: Runtime, effect: Effect) -> Told:
    for told in runtime.disclosures.who_was_told(effect.key.person):
        if told.effect_id == effect.id:
            return told
    raise NotThere(f"message {effect.facts['message_id']} was not sent; nothing is to be checked")


def _facts(runtime: Runtime, told: Told) -> dict[str, Any]:
    others = [
        {"at": other.at, "occurrence": other.occurrence, "message_id": other.message_id}
        for other in runtime.disclosures.told_at(told.mailbox)
        if other.message_id != told.message_id
    ]
    return {
        "message_id": told.message_id,
        "sent_at": told.at,
        "recipient": told.recipient,
        "mailbox": told.mailbox,
        "fields": list(told.fields),
        "suspended": True,
        "others": others,
    }


def _tell(facts: dict[str, Any], queue: str) -> None:
    typer.echo(
        f"Sent {facts['sent_at']:%d/%m/%Y %H:%M} to {facts['mailbox']} ({facts['recipient']})"
    )
    typer.echo(f"Fields: {', '.join(facts['fields'])}")
    typer.echo("The contact is suspended: nothing more is sent to it until a person releases it.")
    typer.echo(f"Other messages to this contact: {len(facts['others'])}")
    for other in facts["others"]:
        typer.echo(f"  {other['at']:%d/%m/%Y %H:%M}  {other['occurrence']}  {other['message_id']}")
    said = "stands in" if facts["queued"] else "stood already in"
    typer.echo(f"The breach check {said} the queue {queue}; the robot raises it when it next runs.")
