"""What proving costs: ``python -m tests.integration.screen.cost`` prints it beside a plain read.

One page of 80 fields with a list of 1,200 schools, read again and again in one window, medians.
*Plain* is one evaluate that returns name and value of each control as a JSON string and parses it:
what a robot without any proof would do at its fastest.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable

from bot.application import Application
from bot.application_model import Approvals, ModelLibrary
from bot.browser import BrowserSettings, RobotBrowser
from bot.business_object import BusinessObject
from tests.integration.screen.desk import RULES, Desk
from tests.integration.screen.site import area, form, group, page, section, select, served, text

ROUNDS = 200
PLAIN = """() => JSON.stringify([...document.querySelectorAll('input,select,textarea')]
  .filter(e => e.type !== 'radio' || e.checked).map(e => [e.name, e.value]))"""
SCHOOLS = {"": "", "NK": "Not known"} | {
    f"S{n:05d}": f"School {n}, Solmere" for n in range(1, 1201)
}
YES_NO = {"Yes": "Yes", "No": "No", "Not known": "Not known"}


def eighty_fields() -> str:
    parts = [
        section(
            f"Part {letter}",
            *(text(f"{letter}{n}", f"Field {letter}{n}", f"value {n}") for n in range(6)),
            area(f"{letter}notes", f"Notes {letter}", "Some words"),
            group("radio", f"{letter}yes", f"Question {letter}", YES_NO, "No"),
        )
        for letter in "ABCDEFGHI"
    ]
    more = section("Part J", *(text(f"J{n}", f"Field J{n}", "value") for n in range(7)))
    return page(form(*parts, more, section("School", select("school", "School", SCHOOLS))))


def median_ms(work: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        work()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def measure() -> dict[str, float | str]:
    with served() as site, RobotBrowser(BrowserSettings()) as browser:
        app = Application(
            browser, base_url=site.url, models=ModelLibrary.of(rules=RULES), approvals=Approvals()
        )
        app.launch()
        desk = Desk(site, app, BusinessObject(app))
        site.pages["/task"] = eighty_fields()
        desk.learn("/task")
        desk.screen.go("/task")
        whole, plain = app.page, app.page
        return {
            "browser": browser.version,
            "fields": float(len(desk.screen.read("Task", "T12"))),
            "plain read ms": median_ms(lambda: json.loads(plain.evaluate(PLAIN))),
            "snapshot only ms": median_ms(app.screen.snapshot),
            "read and proved ms": median_ms(lambda: desk.screen.read("Task", "T12")),
            "30 locator reads ms": median_ms(
                lambda: [
                    whole.locator(f"#f-{x}{n}").input_value() for x in "ABCDE" for n in range(6)
                ]
            ),
        }


if __name__ == "__main__":
    found = measure()
    ratio = float(found["read and proved ms"]) / float(found["plain read ms"])
    for name, value in {**found, "proved ÷ plain": ratio}.items():
        shown = f"{value:.2f}" if isinstance(value, float) else value
        sys.stdout.write(f"{name}: {shown}\n")
