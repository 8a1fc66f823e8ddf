"""Shadow running: what the robot would have done, held against what staff did."""

from bot.shadow.comparing import Compared, ProcessCompared, compare_process
from bot.shadow.figures import Figures, Findings
from bot.shadow.page import write_page
from bot.shadow.report import compare, write_findings

__all__ = [
    "Compared",
    "Figures",
    "Findings",
    "ProcessCompared",
    "compare",
    "compare_process",
    "write_findings",
    "write_page",
]
