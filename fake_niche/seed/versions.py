"""The form versions that the reports of a pack are written in."""

from collections.abc import Sequence
from typing import Final

from fake_niche import models
from fake_niche.forms.loader import load_library
from fake_niche.seed.foreign import officer_saw
from fake_niche.seed.rows import Row
from fake_niche.seed.world import World

USUAL: Final = ("v1",)
PER_CHILD: Final = ("v5", "v6")
EDUCATION: Final = "v6"


class NoSuchVersion(ValueError):  # noqa: N818 - said to a person, as it is
    """No such version is shipped; the message names those that are."""


def check_versions(versions: Sequence[str]) -> None:
    """Refuse a version that the fake Niche cannot render by itself.

    Raises:
        NoSuchVersion: naming those there are.
    """
    shipped = [label.split()[1] for label in load_library().forms if label.startswith("PPN ")]
    for version in versions:
        if version not in shipped:
            raise NoSuchVersion(
                f"There is no PPN form version {version!r}. Choose from: {', '.join(shipped)}."
            )


def write_in(world: World, versions: Sequence[str]) -> None:
    """Spread the versions over the reports, one after another; new reports are written in the last.

    The answers underneath stay as they are, and with them the answer key. A report that a scenario
    has in a version of its own keeps it.
    """
    reports = world.rows.of(models.Report)
    for place, report in enumerate(reports):
        report["form_version"] = report["form_version"] or versions[place % len(versions)]
        _ask_what_it_asks(report)
    used = {report["form_version"] for report in reports}
    for version in (*versions, *sorted(used.difference(versions))):
        world.rows.add(
            models.FormTemplate, code="PPN", version=version, current=version == versions[-1]
        )


def _ask_what_it_asks(report: Row) -> None:
    """Answers to what only this version asks; none of them changes what the robot must do."""
    data = report["data"]
    if report["form_version"] in PER_CHILD:
        for number, child in enumerate(data["children"], 1):
            child.setdefault("officer_saw", officer_saw(report["id"], number))
    if report["form_version"] == EDUCATION:
        data.setdefault("setting_type", "School" if data["children"] else "None")
        data.setdefault("second_setting", "None")
        data.setdefault("no_notification_reason", "")
        data.setdefault("address_safe", "Yes")
