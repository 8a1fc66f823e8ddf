"""Bad command lines, configurations, keys, credentials, profiles, forms and packs."""

from collections.abc import Iterator
from importlib import resources

from tests.integration.bad_inputs.place import Place
from tests.integration.bad_inputs.registry import bad

# Command line ------------------------------------------------------------------------------------


@bad("unknown command")
@bad("unknown option")
@bad("unknown process")
@bad("unknown pack, force or scenario")
@bad("a number that there is not")
@bad("no shadow run yet")
@bad("a shadow run that hands over")
@bad("no ISO time")
@bad("no time of the day")
@bad("no schedule of that name")
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


@bad("live database named as the shadow's")
def shadow_on_the_live_database(place: Place) -> Iterator[None]:
    place.environment["MASH_BOT__DATABASE__SHADOW_URL"] = place.config.database_url()
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


@bad("hours that a schedule cannot say")
def odd_hours(place: Place) -> Iterator[None]:
    text = (resources.files("processes.profiles") / "hampshire.yaml").read_text(encoding="utf-8")
    odd = text.replace("prioritisation_every_minutes: 10", "prioritisation_every_minutes: 7")
    (place.root / "own.yaml").write_text(odd, encoding="utf-8")
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
