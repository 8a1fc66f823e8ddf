"""The page docs/when-something-is-wrong.md, read as rows."""

import re
from dataclasses import dataclass
from pathlib import Path

PAGE = Path(__file__).parents[3] / "docs" / "when-something-is-wrong.md"
_SPAN = re.compile(r"`([^`]+)`")
_COMMAND = re.compile(r"\| [^|`]+ \| `(mash-bot|fake-niche) ")
_COLUMNS = 6


@dataclass(frozen=True)
class Row:
    """One row of the page.

    Attributes:
        bad_input: what is wrong.
        command: as a person types it.
        says: parts of the line on the error output, in the row's code spans.
        status: the exit status' number and name.
    """

    bad_input: str
    command: str
    says: tuple[str, ...]
    number: int
    status: str

    @property
    def name(self) -> str:
        """What the test is called."""
        return f"{self.bad_input}: {self.command}"


def rows() -> tuple[Row, ...]:
    """Every row of the page's table."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    return tuple(_row(line) for line in lines if _COMMAND.match(line))


def _row(line: str) -> Row:
    cells = [cell.strip() for cell in line.strip().strip("|").split(" | ")]
    if len(cells) != _COLUMNS:
        raise ValueError(f"not {_COLUMNS} cells: {line}")
    bad, command, says, status, *_ = cells
    number, _, name = status.partition(" ")
    return Row(bad, _SPAN.findall(command)[0], tuple(_SPAN.findall(says)), int(number), name)
