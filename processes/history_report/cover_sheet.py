"""The cover sheet that stays in the force: what was left out, what to look at, whose records."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.exceptions import Finding
from objects.word_report import Facts, Paragraph, Part, Report, Section, Table, Written
from processes.history_report.chronology import Remark, shown_date
from processes.history_report.facts import PersonHistory
from processes.history_report.selection import Selection
from processes.history_report.texts import Texts
from processes.shared.policy import Policy
from processes.shared.table import Row, staff_steps


@dataclass(frozen=True)
class CoverFacts:
    """What the cover sheet is written from.

    Attributes:
        head: labels and values below its title.
        report: the report that it goes with.
        findings: every row that applied.
        table: the process's rows, for what staff do.
    """

    reference: str
    head: tuple[tuple[str, str], ...]
    report: Written
    people: tuple[PersonHistory, ...]
    selection: Selection
    remarks: tuple[Remark, ...]
    findings: tuple[Finding, ...]
    table: Mapping[str, Row]


def cover_sheet(facts: CoverFacts, texts: Texts, policy: Policy) -> Report:
    """Write the cover sheet."""
    settings = policy.settings.reports
    return Report(
        title=texts.say("cover_title"),
        reference=facts.reference,
        marking=settings.marking,
        handling=settings.cover_handling_line,
        draft="",
        stays=texts.say("cover_line"),
        facts=Facts((*facts.head, *_about_report(facts.report, texts))),
        sections=(
            Section(texts.say("cover_look"), (_to_look_at(facts, texts),)),
            Section(texts.say("cover_left_out"), (_left_out(facts.selection, texts),)),
            Section(texts.say("cover_matches"), _matches(facts.people, texts)),
            Section(texts.say("cover_records"), (_records(facts, texts),)),
            Section(texts.say("cover_quality"), _quality(facts.remarks, texts)),
        ),
    )


def _about_report(report: Written, texts: Texts) -> tuple[tuple[str, str], ...]:
    return (
        (texts.say("cover_fact_report"), report.path.name),
        (texts.say("cover_fact_hash"), report.sha256),
        (texts.say("cover_fact_items"), str(report.items)),
    )


def _to_look_at(facts: CoverFacts, texts: Texts) -> Part:
    if not facts.findings:
        return Paragraph(texts.say("cover_nothing_to_look_at"))
    rows = tuple(
        (finding.code, finding.detail, " ".join(staff_steps((finding,), facts.table)))
        for finding in facts.findings
    )
    columns = ("cover_look_row", "cover_look_found", "cover_look_do")
    return Table(_headings(columns, texts), rows, (1.6, 7.0, 8.4))


def _left_out(selection: Selection, texts: Texts) -> Part:
    restricted = [
        (texts.say("cover_restricted"), unit, str(count)) for unit, count in selection.restricted
    ]
    counted = {
        "cover_intelligence": len(selection.intelligence),
        "cover_older": selection.older,
        "cover_not_qualifying": selection.not_qualifying,
    }
    others = [(texts.say(text), "", str(count)) for text, count in counted.items() if count]
    if not restricted and not others:
        return Paragraph(texts.say("cover_nothing_left_out"))
    columns = ("cover_left_out_what", "cover_left_out_unit", "cover_left_out_count")
    return Table(_headings(columns, texts), (*restricted, *others), (9.0, 6.0, 2.0))


def _matches(people: tuple[PersonHistory, ...], texts: Texts) -> tuple[Part, ...]:
    rows = tuple(
        (match.name.full, shown_date(match.born, texts), match.person, match.why)
        for who in people
        for match in who.other_matches
    )
    if not rows:
        return (Paragraph(texts.say("none")),)
    columns = ("column_name", "column_born", "cover_records_read", "cover_matches_why")
    return (
        Paragraph(texts.say("cover_matches_note"), strong=True),
        Table(_headings(columns, texts), tuple(dict.fromkeys(rows))),
    )


def _records(facts: CoverFacts, texts: Texts) -> Part:
    rows = tuple(
        (
            who.linked_as,
            who.person,
            who.name.full,
            who.part,
            "; ".join(who.flags),
            str(len(facts.selection.of(who.person))),
        )
        for who in facts.people
    )
    columns = ("cover_records_linked", "cover_records_read", "column_name", "column_role")
    more = ("cover_records_flags", "cover_records_entries")
    return Table(_headings((*columns, *more), texts), rows)


def _quality(remarks: tuple[Remark, ...], texts: Texts) -> tuple[Part, ...]:
    by_text: dict[str, list[str]] = {}
    for remark in remarks:
        by_text.setdefault(remark.text, []).append(str(remark.item))
    if not by_text:
        return (Paragraph(texts.say("cover_quality_none")),)
    return tuple(
        Paragraph(texts.say(text, items=", ".join(items))) for text, items in by_text.items()
    )


def _headings(names: Sequence[str], texts: Texts) -> tuple[str, ...]:
    return tuple(texts.say(name) for name in names)
