"""What staff read: what was done, what was not, what to do now; record ids only."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.exceptions import BusinessException, Finding, SystemException
from processes.school_notification.operation import ENCOMPASS
from processes.school_notification.wording import (
    BreachFacts,
    OelFacts,
    breach_task,
    oel_entry,
    oel_of_bounce,
    oel_of_breach,
    oel_of_pupil_left,
    staff_task,
)
from processes.school_notification.wording.papers import (
    HandOverRow,
    SummaryFacts,
    hand_over,
    summary,
)
from processes.shared.answers import Answer
from processes.shared.findings import be, held, note
from processes.task_prioritisation.wording import oel_of_exception, oel_of_tag
from tests.builders.encompass import CHILD, NOW, OAKFIELD, a_case
from tests.builders.encompass_run import decided
from tests.builders.prioritisation import a_ppn
from tests.builders.prioritisation import decided as tagged

SIGN = "[R-7KQ2M4]"
NOT_SENT = OelFacts(
    ENCOMPASS, CHILD, "PPN-000001", 1, "BE", (be("P2.7", "S00001: no contact row"),), SIGN
)
BREACH = BreachFacts(
    occurrence="99260000001",
    child=CHILD,
    school=OAKFIELD,
    recipient="safeguarding@s00001.example",
    sent_at="02/03/2026 06:05",
    fields=("child_name", "incident_date"),
    message_id="<a@b.example>",
    why="the amended PPN names another school.",
    reference=SIGN,
)


def test_a_tagged_title_is_logged_with_its_reference_at_the_end() -> None:
    text = oel_of_tag(12, 1, tagged(a_ppn()), SIGN)
    assert text == (
        "Task-queue prioritisation (robot): done.\n"
        "Done: the title of task 12 now says 'without children', by revision 1 of its PPN.\n"
        "Not done: nothing else was changed. The robot does not assess risk.\n"
        "To do: nothing.\n"
        "[R-7KQ2M4]"
    )


def test_a_note_on_a_tag_says_what_to_put_right() -> None:
    text = oel_of_tag(12, 1, tagged(a_ppn().answering(Answer.YES)), SIGN)
    assert "Note P1.2: PPN-000001: children: Yes, details missing." in text
    assert "To do: Find out who the children are" in text


def test_an_untagged_title_is_logged_with_what_to_do() -> None:
    error = BusinessException("no PPN", code="P1.9", findings=(be("P1.9", "no PPN on the task"),))
    text = oel_of_exception(12, error, SIGN)
    assert "a person must do this one" in text
    assert "P1.9 (BE): no PPN on the task." in text
    assert "To do: Link the PPN to the task" in text
    assert text.endswith(SIGN)


def test_a_failure_is_logged_too() -> None:
    text = oel_of_exception(12, SystemException("page error", code="C5"), SIGN)
    assert "the robot could not finish" in text
    assert "C5 (SE): page error." in text


def test_a_sent_message_is_logged_by_ids_and_names_of_fields() -> None:
    facts = replace(
        NOT_SENT, outcome="done", findings=(), schools_told=(OAKFIELD,), fields=("child_name",)
    )
    assert oel_entry(facts) == (
        "Operation Encompass (robot): done.\n"
        f"Child {CHILD}, PPN-000001 revision 1.\n"
        f"Done: school {OAKFIELD} was notified by e-mail.\n"
        "Fields sent: child name.\n"
        "To do: nothing.\n"
        "[R-7KQ2M4]"
    )


def test_a_message_that_was_not_sent_is_logged_with_what_to_do() -> None:
    text = oel_entry(NOT_SENT)
    assert "Done: nothing.\nNot done: no school was notified." in text
    assert "P2.7 (BE): S00001: no contact row." in text
    assert "To do: Get the safeguarding lead's mailbox" in text
    assert text.endswith(SIGN)


def test_one_school_told_and_the_other_not_is_said_so() -> None:
    text = oel_entry(replace(NOT_SENT, schools_told=("S00002",)))
    assert "Done: school S00002 was notified" in text
    assert "Not done: not every school of the child was notified." in text


def test_a_staff_task_has_its_reference_in_title_and_notes() -> None:
    task = staff_task(NOT_SENT)
    assert task.title == f"Encompass P2.7 - child {CHILD} {SIGN}"
    assert task.notes.endswith(SIGN)
    assert not task.is_urgent
    assert staff_task(replace(NOT_SENT, findings=(held("P2.35", "ticked"),))).is_urgent


def test_no_log_entry_or_task_holds_a_name_or_what_the_child_said() -> None:
    for builder in (a_case(), a_case().ppn(voice="Marek threw it"), a_case().child(school="")):
        found = decided(builder)
        facts = replace(NOT_SENT, outcome=found.outcome, findings=found.findings)
        for text in (oel_entry(facts), staff_task(facts).notes, staff_task(facts).title):
            for value in ("Ella", "Petrov", "Marek", "Sahota", "table", "threw", "Oakfield"):
                assert value not in text


def test_a_breach_task_has_recipient_time_fields_and_message_id() -> None:
    others = (("99260000002", "02/03/2026 06:07", "<c@d.example>"),)
    task = breach_task(replace(BREACH, others=others))
    for said in ("safeguarding@s00001.example", "02/03/2026 06:05", "child name, incident date"):
        assert said in task.notes
    assert "<a@b.example>" in task.notes
    assert "occurrence 99260000002, 02/03/2026 06:07, <c@d.example>" in task.notes
    assert task.notes.endswith(SIGN)
    assert "No other message" in breach_task(BREACH).notes
    assert oel_of_breach(ENCOMPASS, BREACH).endswith(SIGN)
    assert "safeguarding@" not in oel_of_breach(ENCOMPASS, BREACH)


def test_a_bounce_and_a_pupil_who_left_are_logged() -> None:
    bounced = replace(NOT_SENT, findings=(be("P2.31", "undelivered"),))
    assert "Telephone the school" in oel_of_bounce(bounced, OAKFIELD)
    left = oel_of_pupil_left(ENCOMPASS, 9, CHILD, (note("P2.34", "link"),), SIGN, link_closed=True)
    assert "the pupil link is closed" in left
    assert "Find the new school" in left
    assert left.endswith(SIGN)


@pytest.mark.parametrize("hostile", ["a\nTo do: nothing.", "{{ 7*7 }}", "a\r\n[R-AAAAAA]"])
def test_a_reference_or_id_adds_no_line_and_is_not_run(hostile: str) -> None:
    text = oel_of_exception(12, BusinessException(hostile, code="P1.9"), SIGN)
    assert "49" not in text
    assert len(text.splitlines()) == len(
        oel_of_exception(12, BusinessException("a", code="P1.9"), SIGN).splitlines()
    )


# The morning's papers -----------------------------------------------------------------------------


def a_line(code: str = "P2.7", **changes: object) -> HandOverRow:
    row = HandOverRow("99260000001", CHILD, code, "BE", "detail", True, "Medium", NOW)
    return replace(row, **changes)  # type: ignore[arg-type]


def test_the_summary_adds_up_and_holds_no_personal_data() -> None:
    text = summary(
        SummaryFacts(
            ENCOMPASS, "2 March 2026", 10, 7, 2, 1, 4, 0, 1, 2, 0, 1, {"P2.7": 2, "P2.18": 1}
        )
    )
    assert "PPNs seen in Niche: 10 = 7 loaded + 2 already handled + 1 out of scope" in text
    assert "left out by screening: 1 (25 % of the messages)" in text
    assert text.index("P2.7: 2") < text.index("P2.18: 1")


def test_a_morning_without_messages_has_a_summary_too() -> None:
    text = summary(SummaryFacts(ENCOMPASS, "2 March 2026", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, {}))
    assert "(0 % of the messages)" in text
    assert "No row of the table applied." in text


def test_the_hand_over_sheet_puts_disclosures_children_and_grade_first() -> None:
    rows = (
        a_line(record="E", with_children=False, grade="High"),
        a_line(record="D", grade="Standard"),
        a_line(record="C", grade="High"),
        a_line(record="B", grade="High", since=NOW - timedelta(hours=1)),
        a_line("P2.35", record="A", with_children=False, grade=""),
    )
    page = hand_over(rows, NOW, "Solmere Constabulary")
    places = [page.index(f"<td>{record}</td>") for record in "ABCDE"]
    assert places == sorted(places)


def test_the_hand_over_sheet_says_what_to_do_and_how_old_each_item_is() -> None:
    now = datetime(2026, 3, 2, 8, 0, tzinfo=NOW.tzinfo)
    page = hand_over((a_line(since=now - timedelta(days=1, hours=2)),), now, "Solmere")
    assert "Get the safeguarding lead&#39;s mailbox" in page
    assert "1 d 2 h" in page
    assert "printed 02/03/2026 08:00" in page


def test_the_hand_over_sheet_escapes_what_it_shows() -> None:
    page = hand_over((a_line(detail="<script>alert(1)</script>"),), NOW, "Solmere")
    assert "<script>" not in page


def test_an_empty_hand_over_sheet_says_so() -> None:
    assert "Nothing is left for people" in hand_over((), NOW, "Solmere")


def test_a_finding_is_shown_as_it_is() -> None:
    assert "C3 (BE): locked." in oel_entry(
        replace(NOT_SENT, findings=(Finding("C3", "BE", "locked"),))
    )
