"""From what the screens show to the facts that the rules of P5 take."""

from collections.abc import Iterable
from dataclasses import dataclass

from objects.niche_marac_case import MaracCase, NicheMaracCase
from objects.niche_occurrence import Occurrence
from objects.niche_person import NichePerson, Order, PersonMarac
from processes.history_report.facts import PersonHistory
from processes.history_report.reading import Linked, person_facts
from processes.marac_report.facts import (
    AGENDA,
    CHILD,
    PERPETRATOR,
    VICTIM,
    ActionFacts,
    Background,
    Case,
    CaseRole,
    EarlierCase,
    Investigation,
    MaracFacts,
    OrderFacts,
)


def marac_facts(case: MaracCase) -> MaracFacts:
    """The case as P5 takes it."""
    return MaracFacts(
        case=case.id,
        occurrence=case.occurrence,
        status=case.status,
        victim=case.victim,
        not_identified=case.perpetrator_not_identified,
        referred_on=case.referred_on,
        referred_by=case.referred_by,
        meeting_on=case.meeting_on,
        area=case.area,
        idva=case.idva,
        disclosure_scheme=case.disclosure_scheme,
        criteria=case.criteria,
        criteria_note=case.criteria_note,
        people=tuple(CaseRole(each.person, each.role) for each in case.people),
    )


def linked(marac: MaracFacts) -> tuple[Linked, ...]:
    """Victim, perpetrators, children: those who are searched."""
    return (
        Linked(marac.victim, VICTIM),
        *(Linked(person, PERPETRATOR) for person in marac.of(PERPETRATOR)),
        *(Linked(person, CHILD) for person in marac.of(CHILD)),
    )


def investigation_of(occurrence: Occurrence) -> Investigation:
    """Where the investigation of the case's occurrence stands."""
    return Investigation(
        type=occurrence.type,
        classification=occurrence.classification,
        status=occurrence.status,
        disposal=occurrence.disposal,
        officer=occurrence.officer.partition(" (")[0],  # the log-in name stays in the force
        next_date=occurrence.next_date,
    )


@dataclass(frozen=True)
class BackgroundReader:
    """Reads what P5 needs around the people who were searched.

    Attributes:
        reason: why, for Niche's audit.
    """

    persons: NichePerson
    cases: NicheMaracCase
    reason: str

    def read(self, case: Case, investigation: Investigation) -> Background:
        """Earlier cases, orders, schools and addresses, people who are only on the agenda."""
        open_people = tuple(who for who in case.read.people if not who.restricted_to)
        parties = tuple(who for who in open_people if who.part in (VICTIM, PERPETRATOR))
        sheltered = tuple(who for who in open_people if who.part in (VICTIM, CHILD))
        return Background(
            earlier=self._earlier(case, parties),
            orders=self._orders(parties),
            schools=tuple((who.person, self._schools(who)) for who in sheltered),
            places=tuple(dict.fromkeys(place for who in sheltered for place in self._places(who))),
            agenda=tuple(self._agenda(person) for person in case.marac.of(AGENDA)),
            investigation=investigation,
        )

    def _agenda(self, person: str) -> PersonHistory:
        return person_facts(self.persons.open(person, self.reason), person, AGENDA)

    def _schools(self, who: PersonHistory) -> tuple[str, ...]:
        found = self.persons.get_schools(who.person)
        return tuple(link.name for link in found if link.until is None)

    def _places(self, who: PersonHistory) -> tuple[tuple[str, str, str], ...]:
        return tuple(
            (f"{each.line}, {each.town}, {each.postcode}", each.town, each.lpa)
            for each in self.persons.get_addresses(who.person)
        )

    def _orders(self, parties: Iterable[PersonHistory]) -> tuple[OrderFacts, ...]:
        found = {
            order.order: order for who in parties for order in self.persons.get_orders(who.person)
        }
        return tuple(_order(order) for order in found.values())

    def _earlier(self, case: Case, parties: tuple[PersonHistory, ...]) -> tuple[EarlierCase, ...]:
        rows = [(who, row) for who in parties for row in self.persons.get_marac(who.person)]
        others = [(who, row) for who, row in rows if row.case != case.marac.case]
        by_case: dict[str, list[tuple[PersonHistory, PersonMarac]]] = {}
        for number, (who, row) in enumerate(others):
            by_case.setdefault(row.case or f"restricted {number}", []).append((who, row))
        return tuple(self._earlier_case(found) for found in by_case.values())

    def _earlier_case(self, found: list[tuple[PersonHistory, PersonMarac]]) -> EarlierCase:
        _, row = found[0]
        is_elsewhere = row.held_elsewhere or row.is_restricted
        is_victims = any(who.part == VICTIM for who, _ in found)
        return EarlierCase(
            case=row.case,
            referred_on=row.referred,
            meeting_on=row.meeting,
            area=row.area,
            status=row.status,
            parts=tuple((who.person, each.role) for who, each in found),
            is_held_elsewhere=is_elsewhere,
            actions=self._actions(row.case) if is_victims and not is_elsewhere else (),
        )

    def _actions(self, case: str) -> tuple[ActionFacts, ...]:
        opened = self.cases.open(case, self.reason)
        return tuple(
            ActionFacts(each.number, each.text, each.owner, each.due, each.status)
            for each in opened.actions
        )


def _order(order: Order) -> OrderFacts:
    return OrderFacts(
        kind=order.kind,
        against=order.against,
        protects=order.protects,
        since=order.since,
        expires=order.expires,
        detail=order.detail,
    )
