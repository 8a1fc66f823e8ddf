"""``mash-bot redact``: a release copy of a report, by a local page or by options."""

import os
import sys
import webbrowser
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from bot.audit import Action
from bot.browser import BrowserSettings
from bot.cli_output import write_record
from bot.clock import Clock, SystemClock
from bot.config import DEFAULT_FILE, PREFIX, Config
from bot.exit_status import ExitStatus
from bot.failures import NotThere
from bot.redaction.decision import Decision, reasons_needed
from bot.redaction.draft import Draft, read_draft
from bot.redaction.errors import RedactionRefused
from bot.redaction.page.desk import Desk
from bot.redaction.page.serve import ServedPage
from bot.redaction.pdf import print_pdf
from bot.redaction.release import Printer, Release, Trace, make_release
from bot.runtime import Runtime


@dataclass(frozen=True)
class _Asked:
    leave_out: frozenset[int]
    struck: bool
    reason: str
    by: str
    recipient: str
    rationale: str
    stays: str


@dataclass(frozen=True)
class _Place:
    clock: Clock
    browser: BrowserSettings
    trace: Trace | None


def redact(
    report: Annotated[Path, typer.Argument(help="The draft report (.docx); it is not changed.")],
    *,
    leave_out: Annotated[str, typer.Option(help="Numbers of items, such as 3,7.")] = "",
    struck: Annotated[bool, typer.Option(help="Leave out what was struck out in Word.")] = False,
    reason: Annotated[str, typer.Option(help="Why they are left out; without the text.")] = "",
    by: Annotated[str, typer.Option(help="Name and role of the person who decides.")] = "",
    recipient: Annotated[str, typer.Option(help="Who will get the copy.")] = "",
    rationale: Annotated[str, typer.Option(help="Why it is released. Default: the reason.")] = "",
    stays: Annotated[
        str, typer.Option(help="Why left-out words may stay where they still stand.")
    ] = "",
    config: Annotated[Path | None, typer.Option(help="Default: mash-bot.toml here.")] = None,
    browser: Annotated[bool, typer.Option(help="Open the page in the browser.")] = True,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Make a release copy of a report: leave items out, for a reason. Nothing is sent."""
    asked = _Asked(_numbers(leave_out), struck, reason, by, recipient, rationale, stays)
    if stays and not (asked.leave_out or struck):
        raise typer.BadParameter("--stays is for --leave-out or --struck; the page asks by itself")
    with _place(config) as place:
        try:
            made = (
                _by_options(report, asked, place)
                if asked.leave_out or struck
                else _by_page(report, asked, place, opens=browser, as_json=as_json)
            )
        except RedactionRefused as refused:
            raise typer.Exit(_told(refused, as_json=as_json)) from refused
    if made is None:
        typer.echo("closed without a copy; nothing was written", err=True)
        raise typer.Exit(ExitStatus.STOPPED)
    write_record(_files(made), as_json=as_json)


def _by_options(report: Path, asked: _Asked, place: _Place) -> Release:
    for name in ("reason", "by", "recipient"):
        if not getattr(asked, name).strip():
            raise typer.BadParameter(f"--{name} is needed with --leave-out or --struck")
    draft = read_draft(report)
    unknown = sorted(asked.leave_out - {item.number for item in draft.items})
    if unknown:
        raise NotThere(
            f"there is no item {unknown[0]} in {report.name}; fix: give a number of the report"
        )
    _check_struck(draft, asked)
    keys = reasons_needed(draft, asked.leave_out)
    decision = Decision(
        by=asked.by,
        recipient=asked.recipient,
        rationale=asked.rationale or asked.reason,
        leave_out=asked.leave_out,
        reasons=dict.fromkeys(keys, asked.reason),
        stays=asked.stays,
    )
    return make_release(
        draft, decision, at=place.clock.now(), printer=_printer(place), trace=place.trace
    )


def _check_struck(draft: Draft, asked: _Asked) -> None:
    if draft.is_struck and not asked.struck:
        raise RedactionRefused(
            "the report has text that was struck out in Word",
            "give --struck to leave it out, or take the strike-out away in Word",
        )
    if asked.struck and not draft.is_struck and not asked.leave_out:
        raise RedactionRefused(
            "nothing in the report is struck out", "strike it out in Word and save, or --leave-out"
        )


def _by_page(
    report: Path, asked: _Asked, place: _Place, *, opens: bool, as_json: bool
) -> Release | None:
    suggested = {
        "by": asked.by,
        "recipient": asked.recipient,
        "rationale": asked.rationale or asked.reason,
    }
    desk = Desk(report, place.clock, _printer(place), place.trace, suggested)
    with ServedPage(desk) as page:
        typer.echo(f"open {page.address}", err=as_json)
        typer.echo("it opens once, on this machine; Ctrl+C ends it", err=True)
        if opens and _has_screen():
            webbrowser.open(page.address)
        return page.wait()


def _printer(place: _Place) -> Printer:
    return partial(print_pdf, settings=place.browser)


@contextmanager
def _place(path: Path | None) -> Iterator[_Place]:
    """Where it runs: with the audit of a robot that is configured here, else without."""
    if (
        path is None
        and not DEFAULT_FILE.exists()
        and not any(n.startswith(PREFIX) for n in os.environ)
    ):
        yield _Place(SystemClock(), BrowserSettings(), None)
        return
    config = Config.required(path)
    settings = BrowserSettings(executable=config.browser.executable)
    with Runtime.open(config) as runtime:
        yield _Place(runtime.clock, settings, _audited(runtime))


def _audited(runtime: Runtime) -> Trace:
    def trace(record: Mapping[str, object]) -> None:
        report, copies, items = record["report"], record["copies"], record["items_left_out"]
        if not (isinstance(report, dict) and isinstance(copies, list) and isinstance(items, list)):
            raise TypeError("a release record has another shape")
        runtime.audit.record(
            Action.DECISION,
            str(report["reference"] or report["file"])[:200],
            actor=str(record["by"]),
            reason=str(record["rationale"]),
            recipient=str(record["recipient"]),
            detail={
                "what": "release copy",
                "report_sha256": str(report["sha256"]),
                "items_left_out": ", ".join(str(item["item"]) for item in items),
                **{str(copy["file"]): str(copy["sha256"]) for copy in copies},
            },
        )

    return trace


def _numbers(text: str) -> frozenset[int]:
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not all(part.isascii() and part.isdecimal() for part in parts):
        raise typer.BadParameter(f"--leave-out {text!r} are no numbers; give them such as 3,7")
    return frozenset(map(int, parts))


def _told(refused: RedactionRefused, *, as_json: bool) -> ExitStatus:
    """Say why there is no copy and where to look; the words themselves only on the page."""
    places = sorted({standing.label for standing in refused.standing})
    if as_json:
        write_record({"refused": refused.cause, "fix": refused.fix, "where": places}, as_json=True)
    where = f" ({'; '.join(places)})" if places else ""
    typer.echo(f"mash-bot: {refused.cause}{where}; fix: {refused.fix}", err=True)
    return ExitStatus.REFUSED


def _files(made: Release) -> Mapping[str, object]:
    return {
        "word": str(made.word),
        "pdf": str(made.pdf),
        "record": str(made.record_file),
        "left_out": made.record["items_left_out"],
        "words_left_out": made.record["words_left_out"],
    }


def _has_screen() -> bool:
    return sys.platform in {"win32", "darwin"} or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
