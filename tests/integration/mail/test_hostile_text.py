"""Hostile text is inert in the mail, and nothing of it is lost (row 43)."""

import pytest

from bot.mail import NotMailable, OutgoingMail, inert
from tests.integration.mail.world import CODES, MailWorld, a_mail


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("before\u202eafter", "before[U+202E]after"),  # what follows would be read backwards
        ("\u2066isolated\u2069", "[U+2066]isolated[U+2069]"),
        ("a\x00b", "a[U+0000]b"),
        ("a\x1b[31mb", "a[U+001B][31mb"),
        ("one\rtwo", "one[U+000D]two"),
        ("one\u2028two", "one[U+2028]two"),
        ("half \ud800 a character", "half [U+D800] a character"),
        ("\ufefftext", "[U+FEFF]text"),
    ],
)
def test_what_hides_or_turns_text_is_shown_by_its_number(
    text: str, shown: str, world: MailWorld
) -> None:
    assert inert(text) == shown
    before = len(world.messages())
    world.transport().send(a_mail(f"P2/{shown}", to="hostile@school.example", body=text), CODES)
    assert world.messages()[before]["body"].endswith(shown)


@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("http://x")',
        "<script>alert(1)</script>",
        "{{ 7 * 7 }} {% raw %} ${jndi:x}",
        ".\r\n.\r\nQUIT",
        ".\n.\nMAIL FROM:<x@y.example>",
        "From the school\n>From the school",
        "日本語 Ärger naïve שלום مرحبا 🙂",
        "x" * 5000,
        "=0D=0A=2E=0D=0A",
    ],
)
def test_text_that_means_something_to_a_machine_arrives_as_text(
    text: str, world: MailWorld
) -> None:
    before = len(world.messages())
    world.transport().send(a_mail(f"P2/{text}", to="hostile@school.example", body=text), CODES)
    [found] = world.messages()[before:]
    assert found["body"].endswith(text.replace("\r\n", "\n"))


def test_hostile_text_is_text_on_the_inbox_page(world: MailWorld) -> None:
    world.transport().send(
        a_mail("P2/page", to="page@school.example", body="<script>alert(1)</script>\u202e"), CODES
    )
    number = world.messages("page@school.example")[0]["number"]
    status, page = world.page("GET", f"/message/{number}")
    assert status == 200
    assert "&lt;script&gt;alert(1)&lt;/script&gt;[U+202E]" in page
    assert "<script" not in page


def test_a_subject_in_other_letters_arrives_whole(world: MailWorld) -> None:
    mail = OutgoingMail(
        to="letters@school.example",
        subject="Hysbysiad – Ysgol y Llan (Solmere Constabulary) ŵ ŷ " + "lang " * 30 + "end",
        body="Text",
        message_id="<letters@x.example>",
    )
    world.transport().send(mail, CODES)
    assert world.messages("letters@school.example")[0]["subject"] == mail.subject


@pytest.mark.parametrize("marking", ["", "OFFICIAL\r\nBcc: x@y.example", "A\u202eB"])
def test_a_marking_that_could_become_a_header_is_refused(marking: str) -> None:
    with pytest.raises(NotMailable):
        OutgoingMail(
            to="a@b.example", subject="S", body="", message_id="<1@x.example>", marking=marking
        )


@pytest.mark.parametrize("message_id", ["", "1@x", "<1@x>\r\nBcc: a@b.example", "<a b@x.example>"])
def test_a_malformed_message_id_is_refused(message_id: str) -> None:
    with pytest.raises(NotMailable):
        OutgoingMail(to="a@b.example", subject="S", body="", message_id=message_id)
