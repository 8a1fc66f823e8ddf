"""Which person records an operation reads, and what it does with one that is restricted."""

from bot.exceptions import BusinessException
from objects.niche_person import NichePerson
from processes.school_notification.facts import Case, PersonFacts
from processes.school_notification.reading import person_facts
from processes.shared.ages import NoDate
from processes.shared.answers import Answer
from processes.shared.names import PersonName


def linked_people(case: Case) -> tuple[str, ...]:
    """Ids of every person that the PPN or the occurrence links, the child first, each once."""
    ids = [
        case.child_key,
        *(row.person for row in case.ppn.children),
        *(person.person for person in case.ppn.people),
        *(person.person for person in case.occurrence.involved),
    ]
    return tuple(dict.fromkeys(person for person in ids if person.startswith("P")))


def read_person(persons: NichePerson, person: str, reason: str) -> PersonFacts:
    """The person's record; a restricted one comes as such, with nothing of what it holds."""
    try:
        return person_facts(persons.open(person, reason))
    except BusinessException as error:
        if error.code != "C12":
            raise
        return restricted_person(person)


def restricted_person(person: str) -> PersonFacts:
    """What is known of somebody whose record is restricted: the id."""
    return PersonFacts(
        person=person,
        name=PersonName(""),
        born=NoDate.BLANK,
        telephone="",
        aliases=(),
        employer="",
        occupation="",
        deceased=Answer.NOT_KNOWN,
        merged_into="",
        addresses=(),
        flags=(),
        address_kind="",
        address_force_area="",
        address_flags=(),
        restricted=True,
    )
