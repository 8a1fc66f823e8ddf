"""The fictional force area Solmere, its neighbours, and their addresses."""

from dataclasses import dataclass

from fake_niche import models
from fake_niche.seed.mint import Mint
from fake_niche.seed.rows import Row, Rows

FORCE_AREA = "Solmere"


@dataclass(frozen=True)
class Town:
    """A town, with who polices it and who runs its services."""

    name: str
    lpa: str
    authority: str
    force_area: str = FORCE_AREA
    nation: str = "England"


_COUNTY = "Solmere County Council"
_CITY = "Quayhaven City Council"
TOWNS = (
    Town("Quayhaven", "LPA-QUAY", _CITY),
    Town("Osmery", "LPA-QUAY", _CITY),
    Town("Solmere", "LPA-SOLM", _COUNTY),
    Town("Tarnwick Bay", "LPA-SOLM", _COUNTY),
    Town("Velmouth", "LPA-VELM", _COUNTY),
    Town("Hexcombe", "LPA-VELM", _COUNTY),
    Town("Brackenford", "LPA-BRAC", _COUNTY),
    Town("Mossley Heath", "LPA-BRAC", _COUNTY),
    Town("Eastering", "LPA-EAST", _COUNTY),
    Town("Withycombe Regis", "LPA-EAST", _COUNTY),
)
NORTHMARK = Town("Northmark", "", "Northmark County Council", "Northmark")
SCOTLAND = Town("Strathquern", "", "Strathquern Council", "Strathquern", "Scotland")
NORTHERN_IRELAND = Town(
    "Ballyquin", "", "Ballyquin District Council", "Ballyquin", "Northern Ireland"
)
LPAS = {
    "LPA-QUAY": "Quayhaven",
    "LPA-SOLM": "Solmere",
    "LPA-VELM": "Velmouth",
    "LPA-BRAC": "Brackenford",
    "LPA-EAST": "Eastering",
}


def town_named(name: str) -> Town:
    """The town of the force area with that name."""
    return next(town for town in TOWNS if town.name == name)


_WAYS = ("Road", "Street", "Close", "Avenue", "Gardens", "Lane", "Crescent", "Drive")


class Places:
    """Makes addresses; no two have the same street or postcode."""

    def __init__(self, rows: Rows, mint: Mint) -> None:
        self._rows = rows
        self._mint = mint

    def address(self, town: Town, kind: str = "house") -> Row:
        """A new address record in a town."""
        number = self._rows.next("address")
        line = f"{number % 89 + 2} {self._mint.coin('street')} {_WAYS[number % len(_WAYS)]}"
        return self._rows.add(
            models.Address,
            id=f"A{number:07d}",
            line=f"Flat {number % 7 + 1}, {line}" if kind == "flat" else line,
            town=town.name,
            postcode=self._mint.postcode(),
            kind=kind,
            lpa=town.lpa,
            force_area=town.force_area,
            authority=town.authority,
            nation=town.nation,
        )
