"""The values of a case that a message about one child must not hold."""

from datetime import date

from fake_niche.seed.case import Case, Child
from fake_niche.seed.names import WORDS
from fake_niche.seed.people import Human
from fake_niche.seed.rows import Row
from fake_niche.seed.when import in_words


def foreign_values(case: Case, child: Child, *, voice: bool) -> list[str]:
    """Everything of the occurrence that is not for the child's school.

    Args:
        case: the occurrence with its PPN and people.
        child: whom the message is about.
        voice: whether what the children said may be sent.
    """
    values = [case.report["id"], *case.words, case.occurrence["classification"]]
    values += [officer_saw(case.report["id"], n) for n in range(1, len(case.children) + 1)]
    values += _address(case.place)
    for human in case.people:
        values += _of_person(human, own=human is child.human)
    for other in case.children:
        if other is not child and other.school and other.school is not child.school:
            values += [other.school.name, other.school.mailbox]
    values += [other.row.get("said", "") for other in case.children if other is not child]
    if not voice and case.voice_words:
        values += [case.data["voice"], *case.voice_words]
    return values


def officer_saw(report: str, child: int) -> str:
    """What the officer noted of a child, in the versions that ask for it; the police only read it.

    Args:
        report: the PPN's id.
        child: which of its children, from 1.
    """
    return f"Kept looking at the door, note {report.removeprefix('PPN-')}-{child}."


def _of_person(human: Human, *, own: bool) -> list[str]:
    record = human.row
    values = [human.id, record["telephone"], record["employer"], *_address(human.home)]
    values += _birth_date(human)
    if not own:
        values += [human.name, human.surname, *human.aliases]
        if human.forename not in WORDS:
            values.append(human.forename)
    return values


def _birth_date(human: Human) -> list[str]:
    if not human.born:
        return []
    born = date.fromisoformat(human.born)
    return [human.born, f"{born:%d/%m/%Y}", in_words(born)]


def _address(place: Row) -> list[str]:
    return [place["line"], place["postcode"]]
