"""What is outside and bad: log-ins, Niche, the mail server, ports, the contact workbook."""

import socket
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from openpyxl import load_workbook

from tests.integration.bad_inputs.place import Place
from tests.integration.bad_inputs.registry import NOWHERE, bad
from tests.outside import MailServer, NicheRecords

# Log-ins -------------------------------------------------------------------------------------------


@bad("wrong Niche password")
def wrong_password(place: Place) -> Iterator[None]:
    """It is tried once by whichever command comes first, and never again by any."""
    place.log_in_as("niche", "support1", "not the password")
    niche = NicheRecords(place.world.pack)
    before = niche.refused_log_ins()
    yield
    assert place.items() == []
    assert niche.refused_log_ins() == before + 1
    again = place.run("mash-bot run task_prioritisation")
    assert "refused before" in again.said
    assert niche.refused_log_ins() == before + 1
    assert "refused before" in place.alerts()
    place.log_in_as("niche", "support1", "another password")  # a new one may be tried
    with sqlite3.connect(place.world.pack / "niche.sqlite", timeout=30) as connection:
        connection.execute('UPDATE "user" SET locked = 0')


@bad("wrong mail password")
def wrong_mail_password(place: Place) -> Iterator[None]:
    place.log_in_as("mail", "robot.mash", "not the password")
    yield
    check_waiting(place)


def check_waiting(place: Place) -> None:
    """Whatever was loaded waits, and is not an exception; the service desk knows why."""
    if "mash-bot run" in place.ended.printed or place.items():
        assert set(place.items()) <= {"Pending", "Deferred"}
        assert place.alerts()


# Niche, mail server --------------------------------------------------------------------------------


@bad("Niche is away")
def niche_away(place: Place) -> Iterator[None]:
    place.change("niche", "url", NOWHERE)
    yield
    assert place.items() == []


@bad("not Niche at that address")
def not_niche(place: Place) -> Iterator[None]:
    place.change("niche", "url", place.world.inbox_url)
    yield
    assert place.items() == []


@bad("mail server is away")
def mail_away(place: Place) -> Iterator[None]:
    place.change("mail", "port", 9)
    yield
    check_waiting(place)


@bad("mail server without TLS")
def no_tls(place: Place) -> Iterator[None]:
    server = MailServer(place.world)
    server.fault("no_starttls")
    yield
    server.heal()
    check_waiting(place)


@bad("mail server of an unknown authority")
def unknown_authority(place: Place) -> Iterator[None]:
    text = place.config_file.read_text(encoding="utf-8").splitlines()
    kept = [line for line in text if not line.startswith("ca_file")]
    place.config_file.write_text("\n".join(kept) + "\n", encoding="utf-8")
    yield
    check_waiting(place)


@bad("certificate file missing")
def no_certificates(place: Place) -> Iterator[None]:
    place.change("mail", "ca_file", place.root / "none.pem")
    yield
    check_waiting(place)


@bad("the pack is not served")
def not_served(place: Place) -> Iterator[None]:  # noqa: ARG001
    yield


@bad("port in use")
def port_in_use(place: Place) -> Iterator[None]:  # noqa: ARG001
    """Whoever has the port already does as well as this test."""
    with taken(18_080), taken(12_525):
        yield


@contextmanager
def taken(port: int) -> Iterator[None]:
    with socket.socket() as held:
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            held.bind(("127.0.0.1", port))
            held.listen()
        except OSError:
            pass  # somebody else has it
        yield


# Contact workbook ----------------------------------------------------------------------------------


@bad("contact workbook missing")
def no_workbook(place: Place) -> Iterator[None]:
    place.change("contacts", "workbook", place.root / "none.xlsx")
    yield
    check_waiting(place)


@bad("contact workbook not set")
def workbook_not_set(place: Place) -> Iterator[None]:
    text = place.config_file.read_text(encoding="utf-8").splitlines()
    kept = [line for line in text if not line.startswith("workbook")]
    place.config_file.write_text("\n".join(kept) + "\n", encoding="utf-8")
    yield
    check_waiting(place)


@bad("contact workbook changed")
def changed_workbook(place: Place) -> Iterator[None]:
    book = load_workbook(place.world.pack / "contacts" / "school_contacts.xlsx")
    book["Contacts"]["F1"] = "Mailbox"
    book.save(place.root / "changed.xlsx")
    place.change("contacts", "workbook", place.root / "changed.xlsx")
    yield
    check_waiting(place)


@bad("contact workbook damaged")
def damaged_workbook(place: Place) -> Iterator[None]:
    (place.root / "damaged.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    place.change("contacts", "workbook", place.root / "damaged.xlsx")
    yield
    check_waiting(place)


@bad("list of allowed mailboxes missing")
def no_allowed(place: Place) -> Iterator[None]:
    place.change("contacts", "allowed_mailboxes", place.root / "none.csv")
    yield
    check_waiting(place)
