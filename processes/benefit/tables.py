"""The figures as tables: what the page, the terminal and the CSV files show."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from pathlib import Path

from bot.application_model.files import write_whole
from processes.benefit.figures import Backlog, DayFigures, LicenceFigures, VoiceFigures

NOT_CLAIMED = "not claimed"


@dataclass(frozen=True)
class Sheet:
    """One table: its file name without ending, its heading, and its rows."""

    name: str
    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def sheets(
    days: Sequence[DayFigures],
    voice: VoiceFigures,
    licence: LicenceFigures,
    backlog: Backlog | None,
) -> tuple[Sheet, ...]:
    """Every table; the backlog's only where it was read."""
    found = [_days(days), _voices(voice), _licence(licence)]
    return (*found, _backlog(backlog)) if backlog else tuple(found)


def _days(days: Sequence[DayFigures]) -> Sheet:
    columns = (
        "day",
        "process",
        "items",
        "units of work",
        "robot minutes a unit",
        "manual minutes a unit (stated)",
        "minutes saved",
    )
    rows = tuple(
        (
            day.day.isoformat(),
            day.process,
            str(day.items),
            str(day.units),
            f"{day.robot:.2f}",
            NOT_CLAIMED if day.manual is None else f"{day.manual:g}",
            NOT_CLAIMED if day.saved is None else f"{day.saved:.0f}",
        )
        for day in days
    )
    return Sheet("time", "Time, by process and day", columns, rows)


def _voices(voice: VoiceFigures) -> Sheet:
    share = voice.share_left_out
    rows = [
        ("sent as recorded", str(voice.sent)),
        *((f"left out: {reason}", str(number)) for reason, number in voice.left_out.items()),
        ("nothing recorded", str(voice.nothing_recorded)),
        ("share left out of the texts recorded", "none" if share is None else f"{share:.0%}"),
    ]
    return Sheet(
        "voice", "Voice of the child in the messages sent", ("what", "number"), tuple(rows)
    )


def _licence(licence: LicenceFigures) -> Sheet:
    hourly = licence.pounds_an_hour
    rows = (
        ("licences bought", str(licence.bought)),
        ("licences needed for a force's day", str(licence.needed)),
        ("pounds a year", f"{licence.pounds:,.0f}"),
        ("hours claimed so far", f"{licence.hours_saved:.1f}"),
        (
            "pounds for an hour claimed, every day being as these",
            "none" if hourly is None else f"{hourly:,.2f}",
        ),
    )
    return Sheet("licence", "Licences", ("what", "value"), rows)


def _backlog(found: Backlog) -> Sheet:
    rows = (
        ("PPN tasks waiting", str(found.tasks)),
        ("with children", str(found.with_children)),
        ("without children", str(found.without_children)),
        ("not tagged", str(found.untagged)),
        ("oldest PPN", _moment(found.oldest)),
        ("too old to tell a school without a decision", str(found.too_old_to_send)),
    )
    return Sheet("backlog", "Backlog in the PPN queue", ("what", "value"), rows)


def write_csv(sheet: Sheet, folder: Path) -> Path:
    """Write a table as CSV; gives the file."""
    folder.mkdir(parents=True, exist_ok=True)
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(sheet.columns)
    writer.writerows(sheet.rows)
    path = folder / f"{sheet.name}.csv"
    with write_whole(path) as stream:
        stream.write(text.getvalue().encode("utf-8"))
    return path


def _moment(moment: datetime | None) -> str:
    return f"{moment:%d/%m/%Y %H:%M}" if moment else "none"
