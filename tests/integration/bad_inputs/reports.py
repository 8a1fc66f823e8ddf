"""What can be wrong with a report of which somebody wants a release copy."""

from collections.abc import Iterator

from objects.word_report import Facts, Items, Report, Section, WordReport
from tests.integration.bad_inputs.place import Place
from tests.integration.bad_inputs.registry import bad


def a_report(place: Place) -> None:
    """Put a draft report with two items here."""
    items = Items(("Date", "Summary"), (("01/03/2025", "A call."), ("02/03/2025", "A visit.")))
    report = Report(
        title="Information for a section 47 enquiry",
        reference="CSC-4471/25 v1",
        marking="OFFICIAL-SENSITIVE",
        handling="For the named recipient only",
        draft="DRAFT – NOT FOR RELEASE",
        facts=Facts(()),
        sections=(Section("Chronology", (items,)),),
    )
    WordReport().write(report, place.root / "report.docx")


@bad("a report that there is not")
def no_report(place: Place) -> Iterator[None]:  # noqa: ARG001
    yield


@bad("a file that is no Word document")
def no_word_document(place: Place) -> Iterator[None]:
    (place.root / "report.docx").write_text("a text", encoding="utf-8")
    yield


@bad("an item that the report does not have")
def no_such_item(place: Place) -> Iterator[None]:
    a_report(place)
    yield


@bad("a report that is open in Word")
def open_in_word(place: Place) -> Iterator[None]:
    a_report(place)
    (place.root / "~$report.docx").write_bytes(b"")
    yield
