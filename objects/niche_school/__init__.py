"""A school's record in Niche."""

from dataclasses import dataclass
from datetime import date

from bot.business_object import action
from objects.niche_screen import NicheScreen

SCREEN = "School"


@dataclass(frozen=True)
class School:
    """A school; ``successor`` is the id of what took its place."""

    id: str
    name: str
    phase: str
    town: str
    force_area: str
    nation: str
    opened: date | None
    closed: date | None
    successor: str
    successor_name: str


class NicheSchool(NicheScreen):
    """Reads a school."""

    @action
    def open(self, school: str, reason: str) -> School:
        """The school's record."""
        self.open_record(school, reason, leads_to=SCREEN)
        seen = self.read(SCREEN, school)
        return School(
            id=seen.record,
            name=seen["Output - Name"],
            phase=seen["Output - Phase"],
            town=seen["Output - Town"],
            force_area=seen["Output - Force area"],
            nation=seen["Output - Nation"],
            opened=seen.date("Output - Opened"),
            closed=seen.date("Output - Closed"),
            successor=seen["Output - Successor"],
            successor_name=seen["Output - Successor name"],
        )
