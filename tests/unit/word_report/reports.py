"""Reports for these tests; everybody in them is invented."""

from dataclasses import replace

from objects.word_report import EmptyBlock, Facts, Items, Paragraph, Part, Report, Section, Table

DRAFT = "DRAFT – NOT FOR RELEASE"


def a_report(*parts: Part, **changes: object) -> Report:
    """A report with these parts, or with one of each kind."""
    report = Report(
        title="Information for a section 47 enquiry",
        reference="CSC-4471/25 v1",
        marking="OFFICIAL-SENSITIVE",
        handling="For the named recipient only",
        draft=DRAFT,
        facts=Facts((("Requesting authority", "Solmere County Council"),)),
        sections=(Section("Scope", parts or one_of_each()),),
    )
    return replace(report, **changes)  # type: ignore[arg-type]


def one_of_each() -> tuple[Part, ...]:
    return (
        Paragraph("Searched: two years."),
        Paragraph("The coordinator decides.", strong=True),
        Table(("Person", "Role"), (("Rowan Ellery", "child"),)),
        Items(("Date", "Summary"), (("01/03/2025", "A call."), ("02/03/2025", "A visit."))),
        EmptyBlock("PNC/PND – coordinator to add", lines=4),
        Items(("Order",), (("Bail condition",),)),
    )
