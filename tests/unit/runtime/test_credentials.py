"""Secrets are sealed, scoped, and show themselves nowhere."""

import json
import logging
import os
import pickle
from pathlib import Path

import pytest

from bot.config import ConfigError
from bot.credentials import Credential, CredentialError, CredentialStore, MasterKey, Secret

PASSWORD = "correct-horse-battery"


def a_store(folder: Path, keys: MasterKey | None = None) -> CredentialStore:
    return CredentialStore(folder / "credentials.enc", keys or MasterKey(bytes(32)))


def test_a_credential_is_given_to_its_process_on_its_resource(tmp_path: Path) -> None:
    a_store(tmp_path).put("niche", "robot.mash", Secret(PASSWORD), processes=("P1", "P2"))
    found = a_store(tmp_path).get("niche", process="P2", resource="any")
    assert (found.username, found.password.reveal()) == ("robot.mash", PASSWORD)


@pytest.mark.parametrize(("process", "resource"), [("P4", "robot-1"), ("P1", "robot-2")])
def test_out_of_scope_it_is_refused(tmp_path: Path, process: str, resource: str) -> None:
    store = a_store(tmp_path)
    store.put("niche", "u", Secret(PASSWORD), processes=("P1",), resources=("robot-1",))
    with pytest.raises(CredentialError, match="not for process"):
        store.get("niche", process=process, resource=resource)


def test_a_scope_widened_in_the_file_is_refused(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    store.put("niche", "u", Secret(PASSWORD), processes=("P1",))
    path = tmp_path / "credentials.enc"
    content = json.loads(path.read_text())
    content["niche"]["processes"] = ["*"]
    path.write_text(json.dumps(content))
    with pytest.raises(CredentialError, match="changed"):
        store.get("niche", process="P4", resource="robot-1")


def test_another_key_opens_nothing(tmp_path: Path) -> None:
    a_store(tmp_path).put("niche", "u", Secret(PASSWORD))
    with pytest.raises(CredentialError, match="another key"):
        a_store(tmp_path, MasterKey(bytes([1] * 32))).get("niche", process="P1", resource="r")


def test_the_file_holds_no_secret_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    a_store(tmp_path).put("niche", "robot.mash", Secret(PASSWORD))
    content = (tmp_path / "credentials.enc").read_bytes()
    assert PASSWORD.encode() not in content
    assert b"robot.mash" not in content
    assert (tmp_path / "credentials.enc").stat().st_mode & 0o077 == 0


def test_a_secret_shows_itself_in_no_text_log_or_pickle(caplog: pytest.LogCaptureFixture) -> None:
    secret = Secret(PASSWORD)
    credential = Credential("niche", "robot.mash", secret)
    with caplog.at_level(logging.INFO):
        logging.getLogger("test").info("%s %r %s", secret, credential, {"password": secret})
    texts = [repr(secret), str(secret), f"{secret:>5}", repr(credential), caplog.text]
    assert not any(PASSWORD in text for text in texts)
    with pytest.raises(TypeError):
        pickle.dumps(secret)
    assert not hasattr(secret, "__dict__")


def test_a_missing_credential_is_named(tmp_path: Path) -> None:
    with pytest.raises(CredentialError, match="credential mail: there is none"):
        a_store(tmp_path).get("mail", process="P2", resource="r")


def test_a_removed_credential_is_gone(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    store.put("niche", "u", Secret(PASSWORD))
    store.remove("niche")
    assert store.names() == ()


def test_the_key_file_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "master.key"
    made = MasterKey.create(path)
    assert MasterKey.load({}, path).derive("x") == made.derive("x")
    assert path.stat().st_mode & 0o077 == 0
    with pytest.raises(ConfigError, match="exists"):
        MasterKey.create(path)


@pytest.mark.skipif(os.name != "posix", reason="file modes are of POSIX")
def test_a_key_file_that_others_may_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "master.key"
    MasterKey.create(path)
    path.chmod(0o640)
    with pytest.raises(ConfigError, match="chmod 600"):
        MasterKey.load({}, path)


@pytest.mark.parametrize(
    ("env", "says"),
    [
        ({}, r"credentials\.key_file: .*set MASH_BOT_MASTER_KEY"),
        ({"MASH_BOT_MASTER_KEY": "not base64!"}, "MASH_BOT_MASTER_KEY: not base64"),
        ({"MASH_BOT_MASTER_KEY": "c2hvcnQ="}, "not 32 bytes"),
    ],
)
def test_a_missing_or_wrong_key_says_what_to_do(
    tmp_path: Path, env: dict[str, str], says: str
) -> None:
    with pytest.raises(ConfigError, match=says):
        MasterKey.load(env, tmp_path / "none")


def test_what_is_sealed_opens_only_in_its_context() -> None:
    keys = MasterKey(bytes(32))
    sealed = keys.seal("dsl@oak.example", "mailbox")
    assert keys.unseal(sealed, "mailbox") == "dsl@oak.example"
    with pytest.raises(CredentialError):
        keys.unseal(sealed, "other")
    assert keys.seal("same", "c") != keys.seal("same", "c")
