"""What must happen when the mail server fails: rows 9 to 19 of the fault table.

Each test ends with what the schools hold: a message that may have been accepted is never sent
again by the robot itself, and one that was refused is in no mailbox.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

import pytest

from bot.exceptions import BotError, ItemEffect, SessionEffect
from bot.mail import (
    MailLineNotSecure,
    MailLogin,
    MailLoginRefused,
    MailRefused,
    MailServerAway,
    MailSetUpWrong,
    MayHaveBeenSent,
    OutgoingMail,
    RefusedForNow,
)
from tests.integration.mail.world import CODES, MailWorld, a_mail, sending_fails

_NUMBERS: Iterator[int] = count(1)


def a_fresh_mail(local: str = "head") -> OutgoingMail:
    """A mail to a mailbox that no other test uses."""
    number = next(_NUMBERS)
    return a_mail(f"P2/{number}", to=f"{local}@school-{number}.example")


def sending_fails_with(expected: type[BotError], world: MailWorld, mail: OutgoingMail) -> BotError:
    error = sending_fails(world.transport(replace(world.settings, timeout_s=1)), mail)
    assert type(error) is expected
    assert mail.to not in str(error)
    return error


def test_a_server_that_is_down_is_waited_for(world: MailWorld) -> None:
    mail = a_fresh_mail()
    world.fault("server_down")
    error = sending_fails_with(MailServerAway, world, mail)
    assert (error.item_effect, error.session_effect) == (ItemEffect.DEFER, SessionEffect.WAIT)
    assert error.code == "P2.30"
    world.clear_faults()
    world.transport().send(mail, CODES)
    assert len(world.messages(mail.to)) == 1


@pytest.mark.parametrize("kind", ["greylist", "insufficient_storage"])
def test_a_refusal_for_now_is_tried_again_and_accepted_once(kind: str, world: MailWorld) -> None:
    mail = a_fresh_mail()
    world.fault(kind, remaining=1)
    error = sending_fails_with(RefusedForNow, world, mail)
    assert (error.item_effect, error.session_effect) == (ItemEffect.DEFER, SessionEffect.GO_ON)
    assert error.code == "P2.30"
    world.transport().send(mail, CODES)
    assert [found["message_id"] for found in world.messages(mail.to)] == [mail.message_id]


def test_a_refusal_for_now_concerns_that_school_only(world: MailWorld) -> None:
    mail, other = a_fresh_mail(), a_fresh_mail()
    world.fault("greylist", recipient=mail.to)
    sending_fails_with(RefusedForNow, world, mail)
    world.transport().send(other, CODES)
    assert len(world.messages(other.to)) == 1


@pytest.mark.parametrize("by", ["the address", "a switch"])
def test_an_unknown_user_is_not_tried_again_and_the_contact_is_to_blame(
    by: str, world: MailWorld
) -> None:
    mail = a_fresh_mail("unknown.head" if by == "the address" else "head")
    if by == "a switch":
        world.fault("unknown_user", recipient=mail.to)
    error = sending_fails_with(MailRefused, world, mail)
    assert isinstance(error, MailRefused)
    assert error.about_recipient
    assert (error.item_effect, error.code) == (ItemEffect.EXCEPTION, "P2.31")
    assert "550 5.1.1" in error.detail
    assert world.messages(mail.to) == []


@pytest.mark.parametrize(("kind", "accepted"), [("drop_before_store", 0), ("drop_after_store", 1)])
def test_a_line_lost_after_the_final_dot_leaves_the_outcome_unknown(
    kind: str, accepted: int, world: MailWorld
) -> None:
    mail = a_fresh_mail()
    world.fault("no_receipt")
    world.fault(kind, remaining=1)
    error = sending_fails_with(MayHaveBeenSent, world, mail)
    assert (error.item_effect, error.code) == (ItemEffect.HELD, "C10")
    assert "may have been sent" in error.detail
    assert len(world.messages(mail.to)) == accepted
    assert world.returns.probe(mail.message_id) is None


def test_a_receipt_settles_what_the_lost_line_left_open(world: MailWorld) -> None:
    mail = a_fresh_mail()
    world.fault("drop_after_store", remaining=1)
    sending_fails_with(MayHaveBeenSent, world, mail)
    assert world.returns.probe(mail.message_id) == "receipt delivered 2.1.5"


def test_a_bounce_settles_it_too_for_the_message_had_been_accepted(world: MailWorld) -> None:
    mail = a_fresh_mail("bounce.head")
    world.fault("drop_after_store", remaining=1)
    sending_fails_with(MayHaveBeenSent, world, mail)
    assert world.returns.probe(mail.message_id) == "receipt failed 5.1.1"


@pytest.mark.parametrize("kind", ["error_on_quit", "drop_on_quit"])
def test_an_error_after_the_acceptance_changes_nothing(kind: str, world: MailWorld) -> None:
    mail = a_fresh_mail()
    world.fault(kind)
    assert world.transport().send(mail, CODES).answer == "250 2.0.0"
    assert len(world.messages(mail.to)) == 1


@pytest.mark.parametrize("kind", ["no_starttls", "starttls_refused"])
def test_without_encryption_nothing_is_said_and_the_queue_stops(
    kind: str, world: MailWorld
) -> None:
    mail = a_fresh_mail()
    world.fault(kind)
    error = sending_fails_with(MailLineNotSecure, world, mail)
    assert error.session_effect is SessionEffect.PAUSE_QUEUE
    with pytest.raises(MailLineNotSecure):
        world.transport().check_connection(CODES)
    assert world.messages(mail.to) == []


def test_a_wrong_password_is_offered_once_and_the_queue_stops(world: MailWorld) -> None:
    mail = a_fresh_mail()
    wrong = MailLogin("robot.mash", "wrong")
    error = sending_fails(world.transport(login=wrong), mail)
    assert isinstance(error, MailLoginRefused)
    assert error.session_effect is SessionEffect.PAUSE_QUEUE
    assert error.item_effect is ItemEffect.DEFER
    assert "wrong" not in str(error).split()
    assert world.messages(mail.to) == []


def test_a_refused_login_is_not_repeated_by_another_mechanism(world: MailWorld) -> None:
    world.fault("auth_fails")
    sending_fails_with(MailLoginRefused, world, a_fresh_mail())
    [fault] = world.ask("GET", "/control/faults")
    assert fault["hits"] == 1


def test_a_slow_server_before_the_message_is_tried_again(world: MailWorld) -> None:
    mail = a_fresh_mail()
    world.fault("slow_before_data", remaining=1, value=30)
    error = sending_fails_with(MailServerAway, world, mail)
    assert error.item_effect is ItemEffect.DEFER
    world.transport().send(mail, CODES)
    assert len(world.messages(mail.to)) == 1


@pytest.mark.parametrize("kind", ["slow_before_store", "slow_after_store"])
def test_a_slow_server_after_the_message_leaves_the_outcome_unknown(
    kind: str, world: MailWorld
) -> None:
    mail = a_fresh_mail()
    world.fault("no_receipt")
    world.fault(kind, remaining=1, value=30)
    sending_fails_with(MayHaveBeenSent, world, mail)
    assert world.returns.probe(mail.message_id) is None


@pytest.mark.parametrize("kind", ["drop_before_data", "shutting_down"])
def test_a_line_lost_before_the_message_is_tried_again(kind: str, world: MailWorld) -> None:
    mail = a_fresh_mail()
    world.fault(kind, remaining=1)
    sending_fails_with(MailServerAway, world, mail)
    world.transport().send(mail, CODES)
    assert len(world.messages(mail.to)) == 1


def test_a_message_that_is_too_large_goes_to_staff_and_the_contact_is_not_to_blame(
    world: MailWorld,
) -> None:
    mail = a_fresh_mail()
    world.fault("too_large", recipient=mail.to)
    error = sending_fails_with(MailRefused, world, mail)
    assert isinstance(error, MailRefused)
    assert not error.about_recipient
    assert world.messages(mail.to) == []


def test_a_message_over_the_servers_own_limit_is_not_even_begun(world: MailWorld) -> None:
    mail = a_mail("P2/huge", to="huge@school.example", body="x" * 10_000_100)
    error = sending_fails_with(MailRefused, world, mail)
    assert isinstance(error, MailRefused)
    assert not error.about_recipient


def test_a_sender_that_the_server_refuses_stops_the_queue(world: MailWorld) -> None:
    settings = replace(world.settings, envelope_sender="x" * 600 + "@solmere-police.example")
    error = sending_fails(world.transport(settings), a_fresh_mail())
    assert isinstance(error, MailSetUpWrong)
    assert error.session_effect is SessionEffect.PAUSE_QUEUE


def test_a_ca_file_that_is_missing_names_the_setting(world: MailWorld) -> None:
    settings = replace(world.settings, ca_file=world.store / "absent.pem")
    with pytest.raises(MailSetUpWrong, match=r"\[mail\] ca_file"):
        world.transport(settings).check_connection(CODES)
