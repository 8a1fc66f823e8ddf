"""A certificate that does not prove the server is refused before anything is said (row 15)."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.exceptions import SessionEffect
from bot.mail import MailLineNotSecure
from tests.integration.mail.world import CODES, MailWorld, a_mail, sending_fails


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("expired", "certificate has expired"),
        ("other-host", "IP address mismatch, certificate is not valid for '127.0.0.1'"),
        ("unknown-ca", "unable to get local issuer certificate"),
    ],
)
def test_a_certificate_that_proves_nothing_is_refused(
    kind: str, reason: str, tmp_path: Path
) -> None:
    world = MailWorld.start(tmp_path, "--certificate", kind)
    try:
        error = sending_fails(world.transport(), a_mail())
        assert isinstance(error, MailLineNotSecure)
        assert f"certificate is refused: {reason}" in error.detail
        assert error.session_effect is SessionEffect.PAUSE_QUEUE
        assert world.messages() == []
    finally:
        world.stop()


def test_a_server_of_an_authority_that_only_the_fakes_know_is_refused_by_default(
    world: MailWorld,
) -> None:
    with pytest.raises(MailLineNotSecure):
        world.transport(replace(world.settings, ca_file=None)).check_connection(CODES)


def test_the_host_name_is_what_the_certificate_must_be_made_out_to(world: MailWorld) -> None:
    settings = replace(world.settings, host="localhost")
    assert world.transport(settings).check_connection(CODES).tls == "TLSv1.3"


def test_the_authority_stays_the_same_when_the_server_starts_again(tmp_path: Path) -> None:
    first = MailWorld.start(tmp_path)
    before = (tmp_path / "ca.pem").read_bytes()
    first.stop()
    second = MailWorld.start(tmp_path)
    second.stop()
    assert (tmp_path / "ca.pem").read_bytes() == before
