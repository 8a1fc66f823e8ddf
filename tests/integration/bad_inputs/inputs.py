"""What can be wrong, by the words of the page: each prepares a place, and checks what is left."""

import socket
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from openpyxl import load_workbook

from tests.integration.bad_inputs.place import Place
from tests.outside import MailServer, NicheRecords

Prepare = Callable[[Place], Iterator[None]]
BAD: dict[str, Prepare] = {}
CAN_LIMIT_FILES = sys.platform == "linux"
FULL = 4_096
FULL_FOR_A_PACK = 262_144
NOWHERE = "http://127.0.0.1:48999"


def bad(name: str) -> Callable[[Prepare], Prepare]:
    """Register what the page calls by this name."""

    def register(prepare: Prepare) -> Prepare:
        BAD[name] = prepare
        return prepare

    return register


# Command line ------------------------------------------------------------------------------------


@bad("unknown command")
@bad("unknown option")
@bad("unknown process")
@bad("unknown pack, force or scenario")
@bad("a number that there is not")
@bad("no ISO time")
@bad("a clock that would go back")
def nothing(place: Place) -> Iterator[None]:  # noqa: ARG001
    """The command itself is what is wrong."""
    yield


# Configuration, key, credentials -----------------------------------------------------------------


@bad("no configuration")
def no_configuration(place: Place) -> Iterator[None]:
    place.config_file.unlink()
    yield


@bad("configuration file missing")
def other_configuration(place: Place) -> Iterator[None]:  # noqa: ARG001
    yield


@bad("configuration is not TOML")
def not_toml(place: Place) -> Iterator[None]:
    place.config_file.write_text("[niche\nurl = ", encoding="utf-8")
    yield


@bad("unknown key in the configuration")
def unknown_key(place: Place) -> Iterator[None]:
    place.change("niche", "urll", "x")
    yield


@bad("wrong value in the configuration")
def wrong_value(place: Place) -> Iterator[None]:
    place.change("mail", "port", 70_000)
    yield


@bad("no key")
def no_key(place: Place) -> Iterator[None]:
    place.config.key_file().unlink()
    yield
    assert not (place.robot / "robot.sqlite").exists()


@bad("key that others may read")
def open_key(place: Place) -> Iterator[None]:
    place.config.key_file().chmod(0o644)
    yield


@bad("damaged key")
def damaged_key(place: Place) -> Iterator[None]:
    place.config.key_file().write_text("c2hvcnQ=", encoding="ascii")
    yield


@bad("a key is there already")
def second_key(place: Place) -> Iterator[None]:
    before = place.config.key_file().read_bytes()
    yield
    assert place.config.key_file().read_bytes() == before


@bad("no log-in stored")
def no_log_in(place: Place) -> Iterator[None]:
    place.config.credentials_file().unlink()
    yield
    assert place.items() == []


@bad("damaged credential file")
def damaged_credentials(place: Place) -> Iterator[None]:
    place.config.credentials_file().write_text("{", encoding="ascii")
    yield
    assert place.items() == []


@bad("no password on the input")
def no_password(place: Place) -> Iterator[None]:
    before = place.config.credentials_file().read_bytes()
    yield
    assert place.config.credentials_file().read_bytes() == before


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


# Profile, forms, models, packs ---------------------------------------------------------------------


@bad("unknown profile")
def unknown_profile(place: Place) -> Iterator[None]:
    place.change("profile", "name", "nowhere")
    yield
    assert place.items() == []


@bad("invalid profile")
def invalid_profile(place: Place) -> Iterator[None]:
    (place.root / "own.yaml").write_text("name: own\nprocess: [P1]\n", encoding="utf-8")
    place.change("profile", "name", "./own.yaml")
    yield
    assert place.items() == []


@bad("invalid clock file")
def invalid_clock(place: Place) -> Iterator[None]:
    (place.root / "clock.json").write_text('{"synthetic": false}', encoding="utf-8")
    place.change("clock", "scenario", place.root / "clock.json")
    yield


@bad("invalid form file")
def invalid_form(place: Place) -> Iterator[None]:
    (place.root / "forms").mkdir()
    (place.root / "forms" / "v9.yaml").write_text("form: PPN\nversion: v9\n", encoding="utf-8")
    yield


@bad("no folder of forms")
def no_forms(place: Place) -> Iterator[None]:  # noqa: ARG001
    yield


@bad("invalid model file")
def invalid_model(place: Place) -> Iterator[None]:
    folder = place.root / "objects" / "own" / "models"
    folder.mkdir(parents=True)
    (folder / "screen.yaml").write_text("name: Own\nelement: {}\n", encoding="utf-8")
    yield


@bad("approvals edited by hand")
def edited_approvals(place: Place) -> Iterator[None]:
    (place.root / "objects").mkdir()
    (place.root / "objects" / "approvals.yaml").write_text("- {screen: Own}\n", encoding="utf-8")
    yield


@bad("a visit that is none")
def no_visit(place: Place) -> Iterator[None]:
    (place.root / "objects").mkdir()
    yield


@bad("no pack")
def no_pack(place: Place) -> Iterator[None]:
    (place.root / "pack").unlink()
    (place.root / "pack").mkdir()
    yield


@bad("invalid pack")
def invalid_pack(place: Place) -> Iterator[None]:
    (place.own_pack() / "pack.yaml").write_text("name: [", encoding="utf-8")
    yield


@bad("pack without its database")
def pack_without_database(place: Place) -> Iterator[None]:
    (place.own_pack() / "niche.sqlite").unlink()
    yield


@bad("damaged database of a pack")
def damaged_pack(place: Place) -> Iterator[None]:
    pack = place.own_pack()
    for file in pack.glob("niche.sqlite*"):
        file.unlink()
    (pack / "niche.sqlite").write_bytes(b"this is no database, but it is long enough" * 100)
    yield


@bad("pack without accounts")
def pack_without_accounts(place: Place) -> Iterator[None]:
    (place.own_pack() / "accounts.yaml").unlink()
    yield


# Browser, folders, disk ----------------------------------------------------------------------------


@bad("no browser")
def no_browser(place: Place) -> Iterator[None]:
    """Nothing is found on the machine, and Playwright has none of its own."""
    place.environment |= {"PATH": "", "PLAYWRIGHT_BROWSERS_PATH": str(place.root / "none")}
    yield
    assert place.items() == []


@bad("configured browser missing")
def configured_browser_missing(place: Place) -> Iterator[None]:
    place.change("browser", "executable", place.root / "none")
    yield
    assert place.items() == []


@bad("configured browser does not start")
def configured_browser_wrong(place: Place) -> Iterator[None]:
    place.change("browser", "executable", sys.executable)
    yield
    assert place.items() == []


@bad("read-only folder")
def read_only(place: Place) -> Iterator[None]:
    """Nobody makes a file in /proc, not even root."""
    place.run("mash-bot queue list")
    yield
    assert not Path("/proc/robot").exists()


@bad("read-only folder of the robot")
def read_only_robot(place: Place) -> Iterator[None]:
    place.change("credentials", "key_file", place.config.key_file())
    place.change("credentials", "file", place.config.credentials_file())
    place.change("paths", "var", "/proc/robot")
    yield


@bad("a folder that holds other files")
def other_files(place: Place) -> Iterator[None]:
    (place.root / "letters").mkdir()
    (place.root / "letters" / "letter.txt").write_text("Dear all", encoding="utf-8")
    yield


@bad("full disk")
def full_disk(place: Place) -> Iterator[None]:
    """A limit on the size of files: it needs no right and no second disk, and runs on any Linux."""
    place.file_size = FULL
    yield
    place.file_size = None
    assert place.run("mash-bot queue list").status == 0


@bad("full disk while the pack is made")
def full_disk_for_a_pack(place: Place) -> Iterator[None]:
    """The browser starts; it is the pack that has no room."""
    place.file_size = FULL_FOR_A_PACK
    yield


@bad("read-only folder, with a queue")
def read_only_with_a_queue(place: Place) -> Iterator[None]:
    place.run("mash-bot run task_prioritisation --no-perform")
    yield
    assert set(place.items()) == {"Pending"}


@bad("damaged database of the robot")
def damaged_database(place: Place) -> Iterator[None]:
    file = place.robot / "robot.sqlite"
    file.write_bytes(b"this is no database, but it is long enough" * 100)
    yield
    assert file.read_bytes().startswith(b"this is no database")
    file.unlink()


@bad("changed audit")
def changed_audit(place: Place) -> Iterator[None]:
    place.run("mash-bot queue list")
    place.run("mash-bot stop --by A --reason test")
    with sqlite3.connect(place.robot / "robot.sqlite") as connection:
        table = next(
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master")
            if "audit" in name
        )
        connection.execute(f"UPDATE {table} SET actor = 'somebody else'")  # noqa: S608
    yield


@bad("a queue that is paused")
def paused_queue(place: Place) -> Iterator[None]:
    place.run("mash-bot run task_prioritisation --no-perform")
    place.run('mash-bot queue pause "MASH - Task prioritisation" --by A --reason "wait for me"')
    yield
    assert set(place.items()) == {"Pending"}


@bad("stopped by a person")
def stopped(place: Place) -> Iterator[None]:
    place.run("mash-bot run task_prioritisation --no-perform")
    place.run('mash-bot stop --by A --reason "enough"')
    yield
    assert set(place.items()) == {"Pending"}


@bad("an item that is not an exception")
def not_an_exception(place: Place) -> Iterator[None]:
    place.run("mash-bot run task_prioritisation --no-perform")
    yield
    assert set(place.items()) == {"Pending"}
