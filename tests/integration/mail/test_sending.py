"""What a school receives, and what the robot hears of it."""

from dataclasses import replace
from email import message_from_bytes
from email.policy import default

import pytest

from bot.mail import (
    Attachment,
    MailLogin,
    MailRefused,
    MailSettings,
    NoticeKind,
    NotMailable,
    NotSent,
    OutgoingMail,
    RecipientNotAllowed,
    check_recipient,
)
from tests.integration.mail.world import (
    CODES,
    SENDER,
    MailWorld,
    SixOClock,
    a_mail,
    message_id,
    sending_fails,
)


def test_a_sent_message_is_in_the_schools_mailbox_as_written(world: MailWorld) -> None:
    body = "Zoë O'Brien-Łuczak was there.\n.a line that begins with a dot\n\nPolice reference: 1"
    accepted = world.transport().send(a_mail("P2/written", to="a@one.example", body=body), CODES)
    [found] = world.messages("a@one.example")
    assert found["body"] == f"OFFICIAL-SENSITIVE\n\n{body}"
    assert found["message_id"] == accepted.message_id
    assert accepted.answer == "250 2.0.0"
    assert accepted.at == SixOClock().now()


def test_a_message_carries_its_marking_and_says_that_no_person_wrote_it(world: MailWorld) -> None:
    world.transport().send(a_mail("P2/headers", to="b@one.example"), CODES)
    number = world.messages("b@one.example")[0]["number"]
    raw = (world.store / "messages" / f"{number:06d}.eml").read_bytes()
    message = message_from_bytes(raw, policy=default)
    assert message["X-Protective-Marking"] == "OFFICIAL-SENSITIVE"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["From"] == SENDER
    assert message["To"] == "b@one.example"
    assert message["Date"] == "Mon, 02 Mar 2026 06:00:00 +0000"
    assert "Cc" not in message
    assert raw.isascii()


def test_a_handling_line_follows_the_marking() -> None:
    mail = OutgoingMail(
        to="a@one.example",
        subject="Notification",
        body="Text",
        message_id="<1@x.example>",
        handling="Do not print.",
    )
    assert mail.text() == "OFFICIAL-SENSITIVE\nDo not print.\n\nText"


def test_an_attachment_arrives_byte_for_byte(world: MailWorld) -> None:
    content = bytes(range(256)) * 40
    mail = OutgoingMail(
        to="files@one.example",
        subject="Notification",
        body="See the file.",
        message_id=message_id("P2/file"),
        attachments=(Attachment("notification.pdf", content),),
    )
    world.transport().send(mail, CODES)
    number = world.messages("files@one.example")[0]["number"]
    raw = (world.store / "messages" / f"{number:06d}.eml").read_bytes()
    [part] = message_from_bytes(raw, policy=default).iter_attachments()
    assert part.get_filename() == "notification.pdf"
    assert part.get_payload(decode=True) == content


def test_a_receipt_settles_that_the_message_was_delivered(world: MailWorld) -> None:
    mail = a_mail("P2/receipt", to="c@one.example")
    assert world.returns.probe(mail.message_id) is None
    world.transport().send(mail, CODES)
    assert world.returns.probe(mail.message_id) == "receipt delivered 2.1.5"


def test_a_bounce_names_the_message_it_is_about(world: MailWorld) -> None:
    mail = a_mail("P2/bounce", to="bounce.me@one.example")
    world.transport().send(mail, CODES)
    [notice] = world.returns.find(mail.message_id)
    assert (notice.kind, notice.status) == (NoticeKind.FAILED, "5.1.1")
    assert world.returns.probe(mail.message_id) == "receipt failed 5.1.1"


def test_a_late_bounce_is_found_after_the_receipt(world: MailWorld) -> None:
    mail = a_mail("P2/late", to="d@one.example")
    world.transport().send(mail, CODES)
    world.ask("POST", "/control/bounce", {"message_id": mail.message_id})
    kinds = [notice.kind for notice in world.returns.find(mail.message_id)]
    assert kinds == [NoticeKind.DELIVERED, NoticeKind.FAILED]


def test_the_pre_check_logs_in_and_sends_nothing(world: MailWorld) -> None:
    before = len(world.messages())
    server = world.transport().check_connection(CODES)
    assert server.tls == "TLSv1.3"
    assert server.receipts
    assert server.size_limit == 10_000_000
    assert server.certificate_until > SixOClock().now()
    assert len(world.messages()) == before


@pytest.mark.parametrize(
    "address",
    [
        "",
        "head",
        "head@",
        "head@example",
        "@one.example",
        "head@one.example, head@two.example",
        "head@one.example;head@two.example",
        "head@one.example head@two.example",
        "head@one.example\r\nBcc: x@two.example",
        "head@one.example\nBcc: x@two.example",
        "head@one.example\x00",
        " head@one.example",
        "Head <head@one.example>",
        "<head@one.example>",
        '"a b"@one.example',
        "head@[127.0.0.1]",
        "hеad@one.example",
        "head@оne.example",
        "head@one.example@two.example",
        "head%two.example@one.example\t",
    ],
)
def test_anything_but_one_plain_address_is_refused(address: str) -> None:
    with pytest.raises(RecipientNotAllowed) as refused:
        a_mail(to=address)
    assert address == "" or address not in refused.value.detail
    with pytest.raises(RecipientNotAllowed) as refused:
        check_recipient(address, code="P2.8")
    assert refused.value.code == "P2.8"


@pytest.mark.parametrize(
    "address",
    ["head@school.example.com", "head@example.com", "head@one.example.org", "head@notexample.net"],
)
def test_a_recipient_outside_the_allowed_domains_is_refused_before_any_connection(
    address: str, world: MailWorld
) -> None:
    transport = world.transport(replace(world.settings, port=9))
    with pytest.raises(NotSent) as refused:
        transport.send(a_mail(to=address), CODES)
    assert isinstance(refused.value.error, RecipientNotAllowed)
    assert refused.value.error.code == "P2.8"


def test_a_force_can_allow_its_own_domains() -> None:
    assert check_recipient("head@one.SCH.uk", ("sch.uk",)) == "head@one.sch.uk"
    with pytest.raises(RecipientNotAllowed):
        check_recipient("head@evilsch.uk", ("sch.uk",))


def test_the_fake_server_takes_synthetic_mail_only(world: MailWorld) -> None:
    settings = replace(world.settings, allowed_suffixes=(".org",))
    error = sending_fails(world.transport(settings), a_mail(to="head@one.org"))
    assert isinstance(error, MailRefused)
    assert not error.about_recipient


@pytest.mark.parametrize("subject", ["", " ", "Notice\r\nBcc: x@two.example", "Notice\n", "A\x00B"])
def test_a_subject_that_could_become_a_header_is_refused(subject: str) -> None:
    with pytest.raises(NotMailable):
        OutgoingMail(to="a@one.example", subject=subject, body="", message_id="<1@x.example>")


def test_a_password_is_never_shown() -> None:
    settings = MailSettings("127.0.0.1", 25, SENDER)
    assert "secret" not in repr(MailLogin("robot", "secret")) + repr(settings)
