"""The form versions that the reports of a pack are written in."""

from collections.abc import Sequence
from typing import Final

from fake_niche import models
from fake_niche.forms.loader import load_library
from fake_niche.seed.world import World

USUAL: Final = ("v1",)


class NoSuchVersion(ValueError):  # noqa: N818 - said to a person, as it is
    """No such version is shipped; the message names those that are."""


def check_versions(versions: Sequence[str]) -> None:
    """Refuse a version that the fake Niche cannot render by itself.

    Raises:
        NoSuchVersion: naming those there are.
    """
    shipped = [form.version for form in load_library().forms.values() if form.form == "PPN"]
    for version in versions:
        if version not in shipped:
            raise NoSuchVersion(
                f"There is no PPN form version {version!r}. Choose from: {', '.join(shipped)}."
            )


def write_in(world: World, versions: Sequence[str]) -> None:
    """Spread the versions over the reports, one after another; new reports are written in the last.

    The answers underneath stay as they are, and with them the answer key.
    """
    for version in versions:
        world.rows.add(
            models.FormTemplate, code="PPN", version=version, current=version == versions[-1]
        )
    for place, report in enumerate(world.rows.of(models.Report)):
        report["form_version"] = versions[place % len(versions)]
