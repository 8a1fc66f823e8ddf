"""The figures of a comparison: counts and agreement, by process and by row id."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from bot.deeds import Verdict
from bot.shadow.comparing import Compared, ProcessCompared

VERDICTS = tuple(Verdict)


@dataclass(frozen=True)
class Figures:
    """Counts of one group of items.

    Attributes:
        name: of the process or row.
        counts: by verdict; every verdict is there.
    """

    name: str
    counts: Mapping[Verdict, int]

    @property
    def items(self) -> int:
        """How many there are."""
        return sum(self.counts.values())

    @property
    def agreement(self) -> float | None:
        """Agreement in per cent of the items whose act was seen; None where none was."""
        seen = self.items - self.counts[Verdict.NOT_SEEN]
        return round(100 * self.counts[Verdict.AGREE] / seen, 1) if seen else None

    def record(self, called: str) -> dict[str, object]:
        """As a table and JSON have it."""
        counts = {verdict.value.replace(" ", "_"): self.counts[verdict] for verdict in VERDICTS}
        return {called: self.name, "items": self.items, **counts, "agreement": self.agreement}


@dataclass(frozen=True)
class Findings:
    """All that a comparison found.

    Attributes:
        at: when it was made.
        processes: in their order.
        synthetic: the data is made up, which the page says.
    """

    at: datetime
    processes: tuple[ProcessCompared, ...]
    synthetic: bool = False

    @property
    def items(self) -> tuple[Compared, ...]:
        """Every item that was compared."""
        return tuple(item for process in self.processes for item in process.items)

    def by_process(self) -> tuple[Figures, ...]:
        """The figures of each process."""
        return tuple(figures_of(each.process, each.items) for each in self.processes)

    def by_row(self, process: ProcessCompared) -> tuple[Figures, ...]:
        """The figures of each row id of a process, in the order of the table."""
        groups: dict[str, list[Compared]] = defaultdict(list)
        for item in process.items:
            groups[item.row].append(item)
        return tuple(figures_of(row, groups[row]) for row in sorted(groups, key=_natural))

    def in_all(self) -> Figures:
        """The figures of all items."""
        return figures_of("all", self.items)

    def as_json(self) -> dict[str, object]:
        """Everything, as ``--json`` prints it."""
        return {
            "at": self.at.isoformat(),
            "all": self.in_all().record("process"),
            "processes": [
                {
                    **figures_of(each.process, each.items).record("process"),
                    "undecided": each.undecided,
                    "left_out": each.left_out,
                    "rows": [row.record("row") for row in self.by_row(each)],
                }
                for each in self.processes
            ],
            "items": [asdict(item) for item in self.items],
        }


def figures_of(name: str, items: Iterable[Compared]) -> Figures:
    """Count a group of items."""
    tally = Counter(item.verdict for item in items)
    return Figures(name, {verdict: tally[verdict] for verdict in VERDICTS})


def _natural(code: str) -> tuple[str, int, str]:
    head, _, number = code.partition(".")
    return (head, int(number) if number.isdigit() else 0, code)
