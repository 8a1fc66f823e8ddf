"""The letter to a school: a reviewed template, filled with the allow-listed fields and no more."""

from collections.abc import Iterable
from dataclasses import dataclass

from processes.shared.disclosure import SentFields, one_line
from processes.shared.guard import slot_mark
from processes.shared.letter import render_skeleton, render_text
from processes.shared.policy import Policy

SCHOOL_NAME = "school_name"


@dataclass(frozen=True)
class Letter:
    """A reviewed letter.

    Attributes:
        folder: of its template, such as ``operation_encompass/letters``.
        file: the template's name with its version.
        subject: of every message; no name.
    """

    folder: str
    file: str
    subject: str


@dataclass(frozen=True)
class RenderedLetter:
    """What is sent; the subject is the same for every child.

    Attributes:
        template: file name of the reviewed version that was used.
    """

    subject: str
    body: str
    template: str


def render(
    letter: Letter, fields: SentFields, school_name: str, policy: Policy, *, late: bool
) -> RenderedLetter:
    """Give the letter about one child to one school.

    Args:
        letter: the reviewed template.
        fields: the values that the profile allows.
        school_name: the school that it is sent to.
        policy: the force's profile; it names the template and the force's own lines.
        late: whether to say that the message is late (P2.26).
    """
    values = {field.value: value for field, value in fields.values}
    context: dict[str, object] = {**_constants(policy), **values, SCHOOL_NAME: school_name}
    context |= {"sent": fields.names, "late": late}
    return RenderedLetter(
        letter.subject, render_text(letter.folder, letter.file, context), letter.file
    )


def skeleton(letter: Letter, names: Iterable[str], policy: Policy, *, late: bool) -> str:
    """Give the letter's fixed text with a mark for each value; no value of any case is in it."""
    names = tuple(names)
    marks = {name: slot_mark(name) for name in (*names, SCHOOL_NAME)}
    context: dict[str, object] = {**_constants(policy), **marks, "sent": names, "late": late}
    return render_skeleton(letter.folder, letter.file, context)


def _constants(policy: Policy) -> dict[str, object]:
    settings = policy.settings
    return {
        "force_name": one_line(settings.force_name),
        "handling_line": one_line(settings.handling_line),
        "contact_mailbox": one_line(settings.contact_mailbox),
        "contact_telephone": one_line(settings.contact_telephone),
    }
