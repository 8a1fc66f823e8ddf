"""Requests and MARAC cases around a drawn family, and the documents that the rules make of them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random
from typing import Generic, TypeVar

from processes.csc_report import facts as csc
from processes.csc_report import rules as csc_rules
from processes.csc_report.documents import CscDocuments
from processes.history_report.facts import HistoryRow, PersonHistory, Relative
from processes.history_report.publishing import Composer
from processes.marac_report import facts as marac
from processes.marac_report import rules as marac_rules
from processes.marac_report.documents import MaracDocuments
from tests.builders.history import (
    CHILD,
    MOTHER,
    PARTNER,
    POLICY,
    TODAY,
    a_csc_case,
    a_marac,
    a_marac_case,
    a_person,
    a_request,
    an_earlier_case,
)
from tests.proof.histories import Canaries, Drawing

AUTHORITY, TOWN, POLICE_AREA = "Solmere County Council", "Velmouth", "LPA-QUAY"
CaseT = TypeVar("CaseT", csc.Case, marac.Case)


@dataclass(frozen=True)
class Drawn(Generic[CaseT]):
    """A case with its selection, its canaries, and what makes its documents.

    Attributes:
        is_spoilt: the request's own words, which the report repeats, name somebody else.
        compose: runs every rule; raises what ends a case without a report.
    """

    case: CaseT
    canaries: Canaries
    compose: Callable[[], Composer]
    is_spoilt: bool = False


def a_drawn_request(rng: Random) -> Drawn[csc.Case]:
    """A request of social care about a child, its mother and perhaps her partner (P4)."""
    draw = Drawing(rng)
    people = _family(draw, ("Child", "Parent", "Other adult"), rng.randint(2, 3), draw.home())
    draw.inside += (who.address.partition(",")[0] for who in people)
    request = a_request(
        requester=draw.staff(),
        people=tuple(csc.LinkedRole(who.person, who.part) for who in people),
        scope_note="All incidents, please." if draw.chance(0.5) else "",
    )
    draw.shown += (request.legal_basis, request.authority)
    named = _truly_other_name(draw, people) if draw.chance(0.05) else ""
    if named:
        place = rng.choice(("scope_note", "consent_reason"))
        request = replace(request, **{place: f"It is about {named}, too."})  # type: ignore[arg-type]
    read = csc_rules.select_history(a_csc_case(*people, request=request), POLICY)
    return Drawn(read, draw.canaries(), lambda: _csc_documents(read), is_spoilt=bool(named))


def a_drawn_marac_case(rng: Random) -> Drawn[marac.Case]:
    """A MARAC case of a victim, one or two perpetrators and children, perhaps in a refuge (P5)."""
    draw = Drawing(rng)
    home, is_hidden = draw.home(), draw.chance(0.4)
    school = f"{rng.choice(('Grace', 'Brackenmoor', 'Tarnfield'))} Academy"
    agenda = (_on_the_agenda(draw),) if draw.chance(0.5) else ()
    _hide_or_show(draw, home, school, is_hidden=is_hidden)
    people = _family(draw, ("Child", "Victim", "Perpetrator"), 3, home)
    child, victim, perpetrator = people
    child = replace(child, relations=(*_parents(victim, perpetrator), *child.relations))
    victim = replace(victim, address_kind="refuge" if is_hidden else "house")
    around = marac.Background(
        earlier=(_earlier(draw, is_hidden=is_hidden),),
        orders=(_order(draw),),
        schools=((CHILD, (school,)),),
        places=((home, TOWN, POLICE_AREA),),
        agenda=agenda,
        investigation=_investigation(draw),
    )
    facts = a_marac(
        referred_by=draw.staff(),
        idva=draw.summary(),
        disclosure_scheme=draw.summary(),
        criteria_note=draw.summary(),
        people=(
            marac.CaseRole(PARTNER, "Perpetrator"),
            marac.CaseRole(CHILD, "Child"),
            *(marac.CaseRole(who.person, "Agenda") for who in around.agenda),
        ),
    )
    case = a_marac_case(victim, perpetrator, child, facts=facts, background=around)
    read = marac_rules.select_history(case, POLICY)
    return Drawn(read, draw.canaries(), lambda: _marac_documents(read))


def _csc_documents(case: csc.Case) -> Composer:
    csc_rules.check_first(case, POLICY)
    return CscDocuments(case, csc_rules.check_people(case, POLICY), POLICY)


def _marac_documents(case: marac.Case) -> Composer:
    marac_rules.check_first(case, POLICY)
    findings = marac_rules.check_people(case, POLICY)
    live = marac_rules.live_findings(case)
    return MaracDocuments(case, (*findings, *live), POLICY)


def _family(
    draw: Drawing, parts: tuple[str, ...], count: int, home: str
) -> tuple[PersonHistory, ...]:
    """The people of a case; they share a home, and the adults an incident."""
    surname = draw.name().surname
    born = (draw.day(2010, 2020), draw.day(1980, 1999), draw.day(1980, 1999))
    ids = (CHILD, MOTHER, PARTNER)
    people = [
        draw.person(person, part, draw.name(surname if draw.chance(0.6) else ""), day)
        for person, part, day in zip(ids[:count], parts, born, strict=False)
    ]
    people = [replace(who, address=home, relations=draw.relatives(who)) for who in people]
    matched = draw.rng.randrange(count)
    if draw.chance(0.4):
        people[matched] = replace(people[matched], matches=(draw.namesake(people[matched]),))
    together = draw.incident()
    return tuple(
        replace(who, rows=_rows(draw, replace(together, role=role) if role else None))
        for who, role in zip(people, ("", "Victim", "Suspect"), strict=False)
    )


def _rows(draw: Drawing, together: HistoryRow | None) -> tuple[HistoryRow, ...]:
    alone = [draw.incident(role="Witness") for _ in range(draw.rng.randint(0, 1))]
    return (*([together] if together else []), *alone, *draw.withheld())


def _parents(victim: PersonHistory, perpetrator: PersonHistory) -> tuple[Relative, ...]:
    return (
        Relative(victim.person, victim.name, "Mother", victim.born),
        Relative(perpetrator.person, perpetrator.name, "Father", perpetrator.born),
    )


def _truly_other_name(draw: Drawing, people: tuple[PersonHistory, ...]) -> str:
    """The full name of somebody who shares no word of it with the family."""
    own = {word for who in people for text in (who.name.full, *who.aliases) for word in _bare(text)}
    names = [other.name for other in draw.others]
    return next((name.full for name in names if not set(_bare(name.full)) & own), "")


def _bare(text: str) -> list[str]:
    return text.lower().replace("-", " ").replace("'", " ").split()


def _hide_or_show(draw: Drawing, home: str, school: str, *, is_hidden: bool) -> None:
    """Home, school and area: on no page where the victim is hidden (P5.4), else in the report."""
    if not is_hidden:
        draw.shown += (home, school)
        return
    where = (home.partition(",")[0], home[-7:], school, TOWN, POLICE_AREA, AUTHORITY)
    draw.never += where
    draw.unspeakable += (*where, home)


def _order(draw: Drawing) -> marac.OrderFacts:
    """An order that protects the victim or somebody else, in force or expired."""
    ends = TODAY + timedelta(days=draw.rng.randint(-30, 30))
    protects = draw.rng.choice((MOTHER, draw.others[0].person))
    since = TODAY - timedelta(days=90)
    kind = "Non-molestation order"
    draw.shown += (kind, f"{ends:%d/%m/%Y}")
    return marac.OrderFacts(kind, PARTNER, protects, since, ends, draw.summary())


def _earlier(draw: Drawing, *, is_hidden: bool) -> marac.EarlierCase:
    """An earlier case of the pair with an action; or one of another area, known and not held."""
    earlier = an_earlier_case(area=AUTHORITY if is_hidden else "Solmere")
    draw.shown.append(f"{earlier.referred_on:%d/%m/%Y}")
    if draw.chance(0.2):
        return replace(earlier, is_held_elsewhere=True)
    action = marac.ActionFacts(1, draw.summary(), draw.summary(), None, "Open")
    return replace(earlier, actions=(action,))


def _on_the_agenda(draw: Drawing) -> PersonHistory:
    """Somebody of whom everything is read and nothing may be shown."""
    name, born = draw.name(), draw.day(1950, 1999)
    known = draw.other(name, born, employer=draw.employer(), address=draw.home())
    draw.never += known.values
    return a_person(
        known.person,
        "Agenda",
        name=name,
        born=born,
        telephone=known.telephone,
        employer=known.employer,
        address=known.address,
    )


def _investigation(draw: Drawing) -> marac.Investigation:
    next_date = TODAY + timedelta(days=7)
    return marac.Investigation(
        "Domestic incident", "Common assault", "Open", "", draw.staff(), next_date
    )
