"""Says what P4 and P5 do with a request or case: by what its scenario means, never by the rules."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from fake_niche.seed.answers import Answer, ExpectedDocument
from fake_niche.seed.people import Human
from fake_niche.seed.requests import task_of
from fake_niche.seed.rows import Row
from fake_niche.seed.world import World

REPORT, COVER = "report", "cover sheet"


@dataclass
class Shown:
    """What the report must hold, what the cover sheet must, and what stands in neither or one.

    Attributes:
        report: in the report.
        cover: on the cover sheet.
        never: nowhere.
        kept: on no page of the report; the cover sheet may have it.
        version: of the documents, the last that was attached.
    """

    report: list[str] = field(default_factory=list)
    cover: list[str] = field(default_factory=list)
    never: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    version: int = 1

    def occurrence(self, *rows: Row) -> "Shown":
        """The chronology has these occurrences, with their summaries."""
        for row in rows:
            self.report += [row["number"], canary(row)]
        return self

    def hidden(self, *rows: Row) -> "Shown":
        """These occurrences are on no page of either document."""
        for row in rows:
            self.never += [row["number"], canary(row), *row["qualifiers"]]
        return self

    def people(self, *humans: Human) -> "Shown":
        """These people are reported on: by name, and by no other value of theirs."""
        for human in humans:
            self.report.append(human.name)
            self.kept += [human.row["telephone"], human.row["employer"], human.id]
        return self

    def others(self, *humans: Human) -> "Shown":
        """Nothing of these people is in the report."""
        for human in humans:
            self.kept += values_of(human)
        return self


def canary(row: Row) -> str:
    """The word of an occurrence's summary that stands nowhere else."""
    return str(row["summary"]).rstrip(".").rsplit(" ", 1)[1]


def values_of(human: Human) -> list[str]:
    """Everything by which somebody could be known."""
    row = human.row
    values = [human.id, human.forename, row["telephone"], row["employer"], human.home["postcode"]]
    if human.born:
        year, month, day = human.born.split("-")
        values.append(f"{day}/{month}/{year}")
    return [value for value in values if value]


def expect_report(
    world: World,
    record: Row,
    outcome: str = "done",
    *rows: str,
    shown: Shown | None = None,
    run: int = 1,
    task: Row | None = None,
) -> None:
    """P4 or P5 ends so for the task; ``rows`` has the row that names the outcome first.

    Args:
        world: the pack.
        record: the request or case.
        outcome: of the item.
        rows: all rows that apply.
        shown: what the documents hold; None where none is attached.
        run: 1, or 2 after the events.
        task: the task that handed it over; the record's last unless given.
    """
    process = "P4" if record["id"].startswith("CSC") else "P5"
    number = (task or task_of(world, record))["id"]
    world.answers.expect(
        lambda: Answer(
            process=process,
            run=run,
            key=f"{process}/{number}",
            outcome=outcome,
            row=rows[0] if rows else "plain",
            rows=rows,
            documents=_documents(record, shown) if shown else (),
        )
    )


def _documents(record: Row, shown: Shown) -> tuple[ExpectedDocument, ...]:
    marks = ["OFFICIAL-SENSITIVE"]
    report = ["DRAFT – NOT FOR RELEASE", record["id"], record["occurrence_number"], *shown.report]
    return (
        ExpectedDocument(
            name=f"{record['id']}-report-v{shown.version}.docx",
            occurrence=record["occurrence_number"],
            must_contain=_values([*marks, *report]),
            must_not_contain=_values([*shown.never, *shown.kept]),
        ),
        ExpectedDocument(
            name=f"{record['id']}-cover-sheet-v{shown.version}.docx",
            occurrence=record["occurrence_number"],
            must_contain=_values([*marks, "STAYS IN THE FORCE", record["id"], *shown.cover]),
            must_not_contain=_values(shown.never),
        ),
    )


def _values(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(value for value in dict.fromkeys(values) if value)
