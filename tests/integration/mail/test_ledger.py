"""Mail and the effect ledger together: never twice by itself, never lost silently."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.config import Config
from bot.effects import EffectKey, EffectResult, EffectState
from bot.exceptions import SystemExceptionTryOnce
from bot.mail import OutgoingMail, RefusedForNow
from bot.runtime import Runtime
from tests.integration.mail.world import CODES, MailWorld, a_mail

DOMAIN = "solmere-police.example"


def open_runtime(folder: Path) -> Runtime:
    config = Config.load(None, {"MASH_BOT__PATHS__VAR": str(folder)})
    return Runtime.open(config, env={}, create_key=True)


@pytest.fixture
def runtime(tmp_path: Path) -> Iterator[Runtime]:
    with open_runtime(tmp_path / "var") as opened:
        yield opened


def a_key(school: str) -> EffectKey:
    return EffectKey(
        process="P2",
        occurrence="99260000001",
        person="P0000001",
        school=school,
        episode="PPN-000001.1",
        kind="mail",
        purpose="notification",
    )


def a_notification(runtime: Runtime, key: EffectKey) -> OutgoingMail:
    to = f"dsl@{key.school.lower()}.example"
    return replace(a_mail(to=to), message_id=runtime.ledger.message_id(key, DOMAIN))


def perform(runtime: Runtime, world: MailWorld, key: EffectKey) -> EffectResult:
    mail = a_notification(runtime, key)
    transport = world.transport(replace(world.settings, timeout_s=2))
    return runtime.ledger.perform(
        key,
        lambda: transport.send(mail, CODES).answer,
        lambda: world.returns.probe(mail.message_id),
    )


def test_a_refusal_for_now_is_not_done_and_may_be_tried_again(
    world: MailWorld, runtime: Runtime
) -> None:
    key = a_key("S00001")
    world.fault("greylist", remaining=1)
    with pytest.raises(RefusedForNow):
        perform(runtime, world, key)
    effect = runtime.ledger.find(key)
    assert effect is not None
    assert effect.state is EffectState.NOT_DONE
    assert perform(runtime, world, key).performed
    assert not perform(runtime, world, key).performed
    assert len(world.messages("dsl@s00001.example")) == 1


def test_a_lost_line_is_unknown_and_never_sent_again(world: MailWorld, runtime: Runtime) -> None:
    key = a_key("S00002")
    world.fault("no_receipt")
    world.fault("drop_after_store", remaining=1)
    for _ in range(3):
        with pytest.raises(SystemExceptionTryOnce) as held:
            perform(runtime, world, key)
        assert held.value.code == "C10"
    assert [effect.key for effect in runtime.ledger.unknown("P2")] == [key]
    assert len(world.messages("dsl@s00002.example")) == 1


def test_a_receipt_settles_a_lost_line_by_itself(world: MailWorld, runtime: Runtime) -> None:
    key = a_key("S00003")
    world.fault("drop_after_store", remaining=1)
    result = perform(runtime, world, key)
    assert (result.state, result.recovered) == (EffectState.DONE, True)
    assert result.proof == "receipt delivered 2.1.5"
    assert len(world.messages("dsl@s00003.example")) == 1


def test_the_message_id_of_an_effect_is_the_same_for_ever_and_tells_nothing(tmp_path: Path) -> None:
    key = a_key("S00001")
    with open_runtime(tmp_path / "here") as runtime:
        first = runtime.ledger.message_id(key, DOMAIN)
    with open_runtime(tmp_path / "here") as runtime:
        assert runtime.ledger.message_id(key, DOMAIN) == first
        assert runtime.ledger.message_id(a_key("S00002"), DOMAIN) != first
    with open_runtime(tmp_path / "elsewhere") as runtime:
        assert runtime.ledger.message_id(key, DOMAIN) != first
    assert "99260000001" not in first
    assert "P0000001" not in first
