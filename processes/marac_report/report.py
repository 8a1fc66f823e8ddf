"""The report for the MARAC: people, children, criteria beside counts, incidents, investigation."""

from collections.abc import Iterable
from datetime import date

from objects.word_report import EmptyBlock, Facts, Paragraph, Part, Report, Section, Table
from processes.history_report.chronology import Chronology, shown_date, shown_name
from processes.history_report.facts import PersonHistory
from processes.history_report.selection import Entry
from processes.history_report.texts import Texts
from processes.marac_report import pair, safeguarding
from processes.marac_report.facts import Case
from processes.marac_report.rules import is_confidential, today_of, window_of
from processes.shared.policy import Policy

Head = tuple[tuple[str, str], ...]


def head_of(case: Case, prepared: date, version: int, texts: Texts, policy: Policy) -> Head:
    """Labels and values below the title; the area only where nobody is hidden in it."""
    marac = case.marac
    rows = (
        ("fact_case", marac.case),
        ("fact_referred_on", shown_date(marac.referred_on, texts)),
        ("fact_referred_by", marac.referred_by),
        ("fact_meeting", shown_date(marac.meeting_on, texts)),
        ("fact_area", "" if is_confidential(case, policy) else marac.area),
        ("fact_occurrence", marac.occurrence),
        ("fact_prepared", f"{prepared:%d/%m/%Y}"),
        ("fact_version", str(version)),
    )
    return tuple((texts.say(label), value) for label, value in rows if value)


def shown_values(case: Case) -> frozenset[str]:
    """The whole values that the report shows beside names: referrer, officer, homes, schools.

    Where an address is confidential nothing that is on no page may stand there all the same.
    """
    found = case.background.investigation
    schools = ("; ".join(schools) for _, schools in case.background.schools)
    homes = (who.address for who in case.read.people)
    officer = found.officer if found else ""
    return frozenset((case.marac.referred_by, officer, *homes, *schools)) - {""}


class MaracSections:
    """Writes the sections; it holds what its methods name and nothing else.

    Args:
        case: with its selection and background.
        chronology: writes the items, and keeps what is to be remarked about them.
        texts: the fixed texts.
        policy: the force's profile.
    """

    def __init__(self, case: Case, chronology: Chronology, texts: Texts, policy: Policy) -> None:
        self._case = case
        self._chronology = chronology
        self._texts = texts
        self._policy = policy
        self._is_confidential = is_confidential(case, policy)
        self._shown: set[str] = set()
        self._has_scope = False

    def report(self, head: Head, reference: str) -> Report:
        """The whole report."""
        settings, say = self._policy.settings.reports, self._texts.say
        return Report(
            title=say("title"),
            reference=reference,
            marking=settings.marking,
            handling=settings.handling_line,
            draft=say("draft"),
            facts=Facts(head),
            sections=(
                Section(say("people_heading"), self._people()),
                Section(say("children_heading"), (self._children(),)),
                Section(say("criteria_heading"), self._criteria()),
                *self._incidents(),
                Section(say("earlier_heading"), self._earlier()),
                Section(say("safeguarding_heading"), self._safeguarding()),
                Section(say("investigation_heading"), self._investigation()),
                Section(say("pnc_heading"), (EmptyBlock(say("pnc_block")),)),
            ),
            landscape=True,
        )

    def _people(self) -> tuple[Part, ...]:
        case, say = self._case, self._texts.say
        rows = tuple(
            (
                who.part,
                shown_name(who, self._texts),
                shown_date(who.born, self._texts),
                "; ".join(who.aliases),
                self._address(who),
            )
            for who in (*case.people("Victim"), *case.people("Perpetrator"))
        )
        columns = ("part", "name", "born", "aliases", "address")
        table = Table(self._columns(columns), rows, (2.5, 5.0, 2.5, 5.0, 9.0))
        if case.perpetrators:
            return (table,)
        return (Paragraph(say("not_identified"), strong=True), table)

    def _address(self, who: PersonHistory) -> str:
        """Where one address is confidential nobody's is shown: a neighbour's would tell it."""
        if self._is_confidential:
            return self._texts.say("withheld_address")
        return who.address or self._texts.say("not_recorded")

    def _children(self) -> Part:
        rows = tuple(
            (
                shown_name(child, self._texts),
                shown_date(child.born, self._texts),
                self._related(child),
                self._school(child),
                self._address(child),
            )
            for child in self._case.people("Child")
        )
        if not rows:
            return Paragraph(self._texts.say("no_children"))
        return Table(self._columns(("name", "born", "related", "school", "address")), rows)

    def _related(self, child: PersonHistory) -> str:
        names = {who.person: shown_name(who, self._texts) for who in self._case.read.people}
        parties = {who.person for who in self._case.read.people if who.part != "Child"}
        found = [
            self._texts.say("related", relation=each.relation, name=names[each.person])
            for each in child.relations
            if each.person in parties
        ]
        return "; ".join(found) or self._texts.say("not_recorded")

    def _school(self, child: PersonHistory) -> str:
        if self._is_confidential:
            return self._texts.say("withheld_address")
        schools = self._case.background.schools_of(child.person)
        return "; ".join(schools) or self._texts.say("not_recorded")

    def _criteria(self) -> tuple[Part, ...]:
        case, say = self._case, self._texts.say
        rows = [(say("criteria_recorded"), "; ".join(case.marac.criteria) or say("none"))]
        if case.marac.criteria_note:
            noted = self._chronology.screened(case.marac.criteria_note).text
            rows.append((say("criteria_note"), noted))
        for who in case.perpetrators:
            rows += self._counts(who)
        return (Facts(tuple(rows)), Paragraph(say("criteria_meaning")))

    def _counts(self, who: PersonHistory) -> list[tuple[str, str]]:
        case, texts = self._case, self._texts
        name, until = shown_name(who, texts), today_of(case)
        months = self._policy.lookbacks.marac_months
        found = pair.counted(pair.between(case, who), until, months)
        words = {"months": str(months), "until": f"{until:%d/%m/%Y}"}
        rows = [(texts.say("counted", name=name, **words), self._counted(found))]
        if repeat := pair.repeat_of(case, who):
            referred = f"{repeat.last_referral:%d/%m/%Y}"
            label = texts.say("repeat", name=name, referred=referred)
            rows.append((label, self._counted(repeat.entries)))
        return rows

    def _counted(self, entries: tuple[Entry, ...]) -> str:
        if not entries:
            return self._texts.say("counted_none")
        dates = ", ".join(shown_date(entry.started_on, self._texts) for entry in entries)
        return self._texts.say("counted_value", count=str(len(entries)), dates=dates)

    def _incidents(self) -> Iterable[Section]:
        """Between the pair first, a section for each perpetrator; then each person's others."""
        case, say = self._case, self._texts.say
        for who in case.perpetrators:
            entries = pair.between(case, who)
            swapped = {
                e.occurrence: say("roles_reversed")
                for e in entries
                if pair.has_swapped_roles(case, who, e)
            }
            heading = say("between_heading", name=shown_name(who, self._texts))
            yield self._section(heading, entries, swapped)
        yield self._others(say("victim_heading"), case.victim)
        for who in (*case.perpetrators, *case.children):
            heading = say("alone_heading", name=shown_name(who, self._texts))
            yield self._others(heading, who)

    def _others(self, heading: str, who: PersonHistory) -> Section:
        return self._section(heading, pair.alone(self._case, who, frozenset(self._shown)), {})

    def _section(self, heading: str, entries: tuple[Entry, ...], marked: dict[str, str]) -> Section:
        parts: tuple[Part, ...] = (self._chronology.items(entries, marked),)
        if not self._has_scope:
            parts = (*self._scope(), *parts)
        self._has_scope = True
        self._shown |= {entry.occurrence for entry in entries}
        return Section(heading, parts)

    def _scope(self) -> tuple[Part, ...]:
        window, say = window_of(self._case, self._policy), self._texts.say
        said = say(
            "scope",
            since=f"{window.since:%d/%m/%Y}",
            until=f"{window.until:%d/%m/%Y}",
            classes=", ".join(window.unlimited) or say("none"),
        )
        return (Paragraph(said), Paragraph(say("scope_rest")))

    def _earlier(self) -> tuple[Part, ...]:
        return safeguarding.earlier(self._case, self._chronology, self._texts, self._policy)

    def _safeguarding(self) -> tuple[Part, ...]:
        return safeguarding.done(self._case, self._chronology, self._texts)

    def _investigation(self) -> tuple[Part, ...]:
        return safeguarding.investigation(self._case, self._texts)

    def _columns(self, names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self._texts.say(f"column_{name}") for name in names)
