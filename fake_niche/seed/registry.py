"""The scenarios by the row of the process tables that each one shows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from fake_niche.exit_status import CommandError, ExitStatus
from fake_niche.seed.world import World


class UnknownScenarioError(CommandError):
    """No scenario has that row id; the message names those that there are."""

    status = ExitStatus.USAGE


@dataclass(frozen=True)
class Scenario:
    """One way that a row of the tables comes about.

    Attributes:
        row: the row's id, such as ``P2.18``; a process's name for what no row covers.
        variant: in a few words, which of the row's cases it is.
        make: adds it to a world.
        in_smoke: the pack ``smoke`` holds it.
        in_mix: the large packs hold it, as often as chance has it.
    """

    row: str
    variant: str
    make: Callable[[World], None]
    in_smoke: bool
    in_mix: bool

    @property
    def name(self) -> str:
        """Row and variant as ``--scenario`` takes them: ``P2.18:refuge``."""
        return f"{self.row}:{self.variant.replace(' ', '-')}"

    @property
    def process(self) -> str:
        """The process whose decision it is about; the others take it as it comes."""
        return self.make.__module__.rsplit(".", 1)[-1].split("_")[0].upper()


SCENARIOS: list[Scenario] = []


def scenario(
    row: str, variant: str = "", *, smoke: bool = True, mix: bool = False
) -> Callable[[Callable[[World], None]], Callable[[World], None]]:
    """Registers a function that adds a scenario of a row to a world."""

    def register(make: Callable[[World], None]) -> Callable[[World], None]:
        SCENARIOS.append(Scenario(row, variant, make, smoke, mix))
        return make

    return register


def find(names: Iterable[str]) -> list[Scenario]:
    """The scenarios of some rows (``P2.18``), or single ones (``P2.18:refuge``).

    Raises:
        UnknownScenarioError: a name is neither.
    """
    found: list[Scenario] = []
    for name in names:
        matching = [s for s in SCENARIOS if name in (s.row, s.name)]
        if not matching:
            rows = ", ".join(dict.fromkeys(s.row for s in SCENARIOS))
            raise UnknownScenarioError(f"There is no scenario {name!r}. There are: {rows}.")
        found += [s for s in matching if s not in found]
    return found
