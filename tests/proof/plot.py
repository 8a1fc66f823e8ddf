"""The plot of the mutations: how often each way of finding a control reads a wrong value."""

from html import escape
from pathlib import Path
from typing import Any

_LEFT, _WIDE, _BAR, _STEP = 220, 420, 22, 38
_FONT = "font-family='Segoe UI, system-ui, Arial, sans-serif' font-size='14'"


def write_plot(told: dict[str, Any], path: Path) -> None:
    """Write a bar for each way: wrong reads in hundredths of the mutants."""
    bars = [
        ("proof of identity", told["ablation"]["all"]),
        ("proof, the hash off", told["ablation"]["without R0"]),
        *told["baselines"].items(),
    ]
    total = told["mutants"]
    high = _STEP * len(bars) + 56
    rows = "".join(
        _bar(place, name, counts.get("wrong", 0), total)
        for place, (name, counts) in enumerate(bars)
    )
    path.write_text(
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{_LEFT + _WIDE + 110}' height='{high}' "
        f"role='img' aria-label='Wrong reads on changed forms'>"
        f"<rect width='100%' height='100%' fill='#fff'/>"
        f"<text x='16' y='26' {_FONT} font-weight='600' fill='#1b2733'>"
        f"Wrong values read, of {total:,} changed forms</text>{rows}</svg>\n",
        encoding="utf-8",
        newline="\n",
    )


def _bar(place: int, name: str, wrong: int, total: int) -> str:
    top, share = 44 + _STEP * place, wrong / total
    colour = "#1d6b3a" if not wrong else "#8b1030"
    told = f"{wrong:,} ({share:.1%})" if wrong else "none"
    return (
        f"<text x='{_LEFT - 10}' y='{top + 16}' text-anchor='end' {_FONT} fill='#1b2733'>"
        f"{escape(name)}</text>"
        f"<rect x='{_LEFT}' y='{top}' width='{max(1, share * 2 * _WIDE):.0f}' height='{_BAR}' "
        f"fill='{colour}'/>"
        f"<text x='{_LEFT + max(1, share * 2 * _WIDE) + 8:.0f}' y='{top + 16}' {_FONT} "
        f"fill='{colour}'>{told}</text>"
    )
