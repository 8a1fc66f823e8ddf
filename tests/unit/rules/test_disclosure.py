"""What may leave the force: a value that is not on the list cannot reach a letter."""

from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processes.shared.disclosure import Field, SentFields, one_line

ALLOW = (Field.OCCURRENCE_NUMBER, Field.CHILD_NAME)
VALUES = {Field.CHILD_NAME: "Ella Petrov", Field.OCCURRENCE_NUMBER: "99260000001"}


def test_the_order_is_canonical_whatever_the_profile_wrote() -> None:
    assert SentFields.of(ALLOW, VALUES).names == ("child_name", "occurrence_number")


def test_a_field_that_is_not_allowed_is_refused_without_its_value() -> None:
    with pytest.raises(ValueError, match="home_address") as raised:
        SentFields.of(ALLOW, {**VALUES, Field.HOME_ADDRESS: "14 Hawthorn Road"})
    assert "Hawthorn" not in str(raised.value)


def test_a_field_that_is_missing_is_refused() -> None:
    with pytest.raises(ValueError, match="child_name"):
        SentFields.of(ALLOW, {Field.OCCURRENCE_NUMBER: "99260000001"})


def test_the_fields_of_a_message_do_not_change() -> None:
    fields = SentFields.of(ALLOW, VALUES)
    with pytest.raises(FrozenInstanceError):
        fields.values = ()  # type: ignore[misc]
    with pytest.raises(KeyError):
        fields.value(Field.HOME_ADDRESS)


def test_the_same_message_to_another_school_or_about_another_child_is_another_message() -> None:
    fields = SentFields.of(ALLOW, VALUES)
    here = fields.canonical("P0000003", "S00001")
    assert here == SentFields.of(ALLOW, dict(reversed(VALUES.items()))).canonical(
        "P0000003", "S00001"
    )
    assert here != fields.canonical("P0000003", "S00002")
    assert here != fields.canonical("P0000004", "S00001")


@pytest.mark.parametrize(
    ("hostile", "inert"),
    [
        ("a\r\nBcc: x@y.example", "a Bcc: x@y.example"),
        ("a\x00b\x07c", "abc"),
        ("\u202egnp.exe", "gnp.exe"),
        ("a\u2028b\u2029c\x85d", "a b c d"),
        ("zero\u200bwidth", "zerowidth"),
        ("\ue000child_name\ue001", "child_name"),
        ("  two   spaces ", "two spaces"),
        ("=HYPERLINK(1) <script> {{ 7*7 }}", "=HYPERLINK(1) <script> {{ 7*7 }}"),
        ("Zoë Łukasz Şahin O’Hallorhan", "Zoë Łukasz Şahin O’Hallorhan"),
    ],
)
def test_a_value_is_one_line_that_acts_on_nothing(hostile: str, inert: str) -> None:
    assert one_line(hostile) == inert


@given(st.text())
def test_making_a_value_inert_twice_changes_nothing(text: str) -> None:
    once = one_line(text)
    assert one_line(once) == once
    assert once.splitlines() in ([], [once])
