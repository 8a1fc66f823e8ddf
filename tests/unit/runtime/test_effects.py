"""Never twice by itself, never lost silently, rarely a person is asked."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest

from bot.disclosures import Disclosure, Disclosures
from bot.effects import EffectKey, EffectNotDone, EffectRefused, EffectState, reference
from bot.exceptions import (
    StopRequested,
    SystemException,
    SystemExceptionTryOnce,
    SystemUnavailableException,
)
from bot.session_log import SessionState
from tests.unit.runtime.parts import KEY, Parts, an_effect

OEL = an_effect("oel")
MAIL = an_effect("mail")


class Killed(BaseException):
    """The process ends here; nothing after it runs."""


@dataclass
class Outside:
    """The world as the effect changes it, and as a probe can see it."""

    done: list[str] = field(default_factory=list)
    looked: int = 0

    def act(self) -> str:
        self.done.append("entry")
        return f"entry {len(self.done)}"

    def act_and_die(self) -> str:
        self.act()
        raise Killed

    def die_before_acting(self) -> str:
        raise Killed

    def act_and_lose_the_answer(self) -> str:
        self.act()
        raise SystemException("answer lost")

    def fail(self) -> str:
        raise SystemException("error 500")

    def refuse(self) -> str:
        raise EffectNotDone(SystemUnavailableException("452 try later"))

    def probe(self) -> str | None:
        self.looked += 1
        return f"entry {len(self.done)}" if self.done else None


def state_of(parts: Parts, key: EffectKey) -> EffectState:
    found = parts.ledger.find(key)
    assert found is not None
    return found.state


def test_an_effect_is_done_once(parts: Parts) -> None:
    world = Outside()
    first = parts.ledger.perform(OEL, world.act, world.probe, conclusive=True)
    second = parts.ledger.perform(OEL, world.act, world.probe, conclusive=True)
    assert (first.performed, second.performed) == (True, False)
    assert second.proof == "entry 1"
    assert world.done == ["entry"]


def test_what_is_already_there_is_not_done_again(parts: Parts) -> None:
    world = Outside(done=["entry"])
    found = parts.ledger.perform(OEL, world.act, world.probe, conclusive=True)
    assert (found.performed, found.recovered, len(world.done)) == (False, True, 1)


@pytest.mark.parametrize("killed", [Outside.die_before_acting, Outside.act_and_die])
def test_a_screen_write_that_was_cut_short_is_looked_for_and_never_doubled(
    parts: Parts, killed: Callable[[Outside], str]
) -> None:
    world = Outside()
    with pytest.raises(Killed):
        parts.ledger.perform(OEL, lambda: killed(world), world.probe, conclusive=True)
    assert state_of(parts, OEL) is EffectState.SENDING
    parts.ledger.perform(OEL, world.act, world.probe, conclusive=True)
    assert len(world.done) == 1
    assert state_of(parts, OEL) is EffectState.DONE


def test_a_crash_between_planning_and_sending_changes_nothing(parts: Parts) -> None:
    parts.ledger.plan(MAIL, {"template": "bounce"})
    world = Outside()
    assert parts.ledger.perform(MAIL, world.act).performed
    assert len(world.done) == 1


@pytest.mark.parametrize("killed", [Outside.die_before_acting, Outside.act_and_die])
def test_a_mail_that_was_cut_short_is_unknown_and_never_sent_again_by_itself(
    parts: Parts, killed: Callable[[Outside], str]
) -> None:
    world = Outside()
    with pytest.raises(Killed):
        parts.ledger.perform(MAIL, lambda: killed(world))
    sent = len(world.done)
    for _ in range(3):
        with pytest.raises(SystemExceptionTryOnce) as held:
            parts.ledger.perform(MAIL, world.act)
        assert held.value.code == "C10"
    assert len(world.done) == sent
    assert [effect.key for effect in parts.ledger.unknown("P2")] == [MAIL]


def test_a_receipt_settles_what_was_unknown(parts: Parts) -> None:
    world = Outside()
    with pytest.raises(SystemExceptionTryOnce):
        parts.ledger.perform(MAIL, world.act_and_lose_the_answer)
    found = parts.ledger.perform(MAIL, world.act, world.probe)
    assert (found.recovered, len(world.done)) == (True, 1)


def test_a_receipt_that_is_missing_proves_nothing(parts: Parts) -> None:
    world = Outside()
    with pytest.raises(SystemExceptionTryOnce):
        parts.ledger.perform(MAIL, world.fail, lambda: None)
    with pytest.raises(SystemExceptionTryOnce):
        parts.ledger.perform(MAIL, world.act, lambda: None)
    assert world.done == []


def test_a_refused_mail_is_not_sent_and_may_be_tried_again(parts: Parts) -> None:
    world = Outside()
    with pytest.raises(SystemUnavailableException):
        parts.ledger.perform(MAIL, world.refuse)
    assert state_of(parts, MAIL) is EffectState.NOT_DONE
    assert parts.ledger.perform(MAIL, world.act).performed
    found = parts.ledger.find(MAIL)
    assert found is not None
    assert found.tries == 2


def test_a_write_whose_answer_was_lost_is_found_at_once(parts: Parts) -> None:
    world = Outside()
    found = parts.ledger.perform(OEL, world.act_and_lose_the_answer, world.probe, conclusive=True)
    assert (found.recovered, len(world.done)) == (True, 1)


def test_a_write_that_failed_is_not_done_and_its_error_goes_on(parts: Parts) -> None:
    world = Outside()
    with pytest.raises(SystemException, match="error 500"):
        parts.ledger.perform(OEL, world.fail, world.probe, conclusive=True)
    assert state_of(parts, OEL) is EffectState.NOT_DONE


def test_when_looking_fails_too_the_next_try_looks_before_it_acts(parts: Parts) -> None:
    world = Outside()

    def broken() -> str | None:
        raise SystemException("page error")

    with pytest.raises(SystemException, match="answer lost"):
        parts.ledger.perform(
            OEL, world.act_and_lose_the_answer, broken, conclusive=True, look_first=False
        )
    assert state_of(parts, OEL) is EffectState.SENDING
    parts.ledger.perform(OEL, world.act, world.probe, conclusive=True)
    assert len(world.done) == 1


def test_a_stop_while_acting_leaves_it_to_be_looked_for(parts: Parts) -> None:
    world = Outside()

    def stopped() -> str:
        raise StopRequested("stopped")

    with pytest.raises(StopRequested):
        parts.ledger.perform(OEL, stopped, world.probe, conclusive=True)
    assert state_of(parts, OEL) is EffectState.SENDING


def test_stop_all_sending_is_honoured_before_the_next_mail_and_not_before_an_entry(
    parts: Parts,
) -> None:
    world = Outside()
    parts.stops.stop_sending("A. Person", "wrong contacts")
    with pytest.raises(StopRequested, match=r"A\. Person"):
        parts.ledger.perform(MAIL, world.act)
    assert world.done == []
    assert state_of(parts, MAIL) is EffectState.PLANNED
    assert parts.ledger.perform(OEL, world.act, world.probe, conclusive=True).performed
    parts.stops.release("A. Person")
    assert parts.ledger.perform(MAIL, world.act).performed


def test_a_lost_lock_stops_the_effect_before_it_begins(parts: Parts) -> None:
    world = Outside()

    def lost(_: object) -> None:
        raise LookupError("fence refused")

    with pytest.raises(LookupError):
        parts.ledger.perform(MAIL, world.act, guard=lost)
    assert world.done == []
    assert state_of(parts, MAIL) is EffectState.PLANNED


def test_an_effect_that_a_living_robot_does_is_left_to_it(parts: Parts) -> None:
    world, other, mine = Outside(), parts.session("robot-1"), parts.session("robot-2")
    with pytest.raises(Killed):
        parts.ledger.perform(
            OEL, world.die_before_acting, world.probe, conclusive=True, session=other
        )
    with pytest.raises(SystemException, match="another robot"):
        parts.ledger.perform(OEL, world.act, world.probe, conclusive=True, session=mine)
    parts.sessions.finish(other, SessionState.TERMINATED)
    assert parts.ledger.perform(
        OEL, world.act, world.probe, conclusive=True, session=mine
    ).performed


def test_a_person_settles_what_is_unknown(parts: Parts) -> None:
    world = Outside()
    other = replace(MAIL, person="P0000002")
    for key in (MAIL, other):
        with pytest.raises(SystemExceptionTryOnce):
            parts.ledger.perform(key, world.fail)
    sent, lost = parts.ledger.unknown()
    parts.ledger.settle(sent.id, done=True, by="A. Person", reason="the school has it")
    parts.ledger.settle(lost.id, done=False, by="A. Person", reason="the school has nothing")
    assert not parts.ledger.perform(MAIL, world.act).performed
    assert parts.ledger.perform(other, world.act).performed
    entry = parts.audit.entries(subject=reference(MAIL))[0]
    assert (entry.actor, entry.reason) == ("A. Person", "the school has it")
    with pytest.raises(EffectRefused, match="no doubt"):
        parts.ledger.settle(sent.id, done=False, by="A. Person", reason="")


def test_what_is_owed_is_kept_until_it_is_done(parts: Parts) -> None:
    world = Outside()
    with pytest.raises(SystemException):
        parts.ledger.perform(OEL, world.fail, world.probe, conclusive=True)
    parts.ledger.owe(OEL, {"template": "sent", "school": "S00001"})
    (owed,) = parts.ledger.owed("P2")
    assert parts.ledger.owed("P1") == ()
    parts.ledger.perform(owed.key, world.act, world.probe, conclusive=True)
    assert parts.ledger.owed() == ()


def test_what_staff_did_by_hand_the_robot_leaves(parts: Parts) -> None:
    world = Outside()
    parts.ledger.close_by_hand(MAIL, "PPN says Done by hand")
    assert not parts.ledger.perform(MAIL, world.act).performed
    assert world.done == []


def test_in_shadow_effects_are_planned_and_none_is_performed(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    world = Outside()
    with Parts.open(tmp_path_factory.mktemp("shadow"), shadow=True) as shadow:
        found = shadow.ledger.perform(MAIL, world.act, facts={"template": "sent"})
        assert (found.state, found.performed) == (EffectState.PLANNED, False)
    assert world.done == []


def test_the_reference_is_the_same_for_the_same_key_and_fits_its_form() -> None:
    assert reference(OEL) == reference(an_effect("oel"))
    assert re.fullmatch(r"\[R-[0-9A-HJKMNP-TV-Z]{6}\]", reference(OEL))
    keys = [replace(OEL, occurrence=f"9926{n:07}") for n in range(300)]
    assert len({reference(key) for key in keys}) == 300


def test_keys_with_slashes_are_not_mistaken_for_each_other() -> None:
    one, two = replace(OEL, school="a/b", episode="c"), replace(OEL, school="a", episode="b/c")
    assert str(one) != str(two)


def test_the_message_id_belongs_to_the_effect_and_tells_nothing(parts: Parts) -> None:
    one = parts.ledger.message_id(MAIL, "solmere.example")
    assert one == parts.ledger.message_id(MAIL, "solmere.example")
    assert one != parts.ledger.message_id(OEL, "solmere.example")
    assert MAIL.person not in one


def a_disclosure(parts: Parts, register: Disclosures, key: EffectKey = MAIL) -> Disclosure:
    return Disclosure(
        process="P2",
        occurrence=key.occurrence,
        person=key.person,
        school=key.school,
        recipient=key.school,
        mailbox="j.smith@oak.example",
        fields=("child name", "incident date"),
        digest=register.digest({"child name": "X", "incident date": "01/03/2026"}),
        message_id=parts.ledger.message_id(key, "solmere.example"),
        reason="Encompass - task 12",
    )


@pytest.fixture
def register(parts: Parts) -> Disclosures:
    return Disclosures(parts.store, parts.clock, parts.audit, KEY)


def test_who_was_told_is_one_question(parts: Parts, register: Disclosures) -> None:
    told = a_disclosure(parts, register)
    parts.ledger.perform(MAIL, Outside().act, alongside=register.noting(told))
    (found,) = register.who_was_told("P0000001")
    assert (found.mailbox, found.fields, found.certain) == (
        "j.smith@oak.example",
        ("child name", "incident date"),
        True,
    )
    assert register.already_told("99260000001", "P0000001", "S00001") == (found,)
    assert register.already_told("99260000001", "P0000001", "S00002") == ()
    assert register.told_at("J.Smith@Oak.example") == (found,)
    assert register.has_same_fields(found, {"incident date": "01/03/2026", "child name": "X"})
    assert not register.has_same_fields(found, {"child name": "X"})
    assert parts.audit.entries(subject="person P0000001")[0].recipient == "S00001"


def test_a_message_that_may_have_arrived_counts_as_doubtful(
    parts: Parts, register: Disclosures
) -> None:
    noting = register.noting(a_disclosure(parts, register))
    with pytest.raises(SystemExceptionTryOnce):
        parts.ledger.perform(MAIL, Outside().fail, alongside=noting)
    assert [told.certain for told in register.who_was_told("P0000001")] == [False]


def test_a_message_that_was_not_sent_told_nobody(parts: Parts, register: Disclosures) -> None:
    noting = register.noting(a_disclosure(parts, register))
    with pytest.raises(SystemUnavailableException):
        parts.ledger.perform(MAIL, Outside().refuse, alongside=noting)
    assert register.who_was_told("P0000001") == ()
    parts.ledger.perform(MAIL, Outside().act, alongside=noting)
    assert len(register.who_was_told("P0000001")) == 1


def test_the_database_holds_no_mailbox_in_clear(parts: Parts, register: Disclosures) -> None:
    noting = register.noting(a_disclosure(parts, register))
    parts.ledger.perform(MAIL, Outside().act, alongside=noting)
    with parts.store.read() as connection:
        dump = repr(connection.exec_driver_sql("SELECT * FROM disclosures").all())
        dump += repr(connection.exec_driver_sql("SELECT * FROM audit").all())
    assert "smith" not in dump.lower()
