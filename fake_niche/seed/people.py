"""Makes persons of the records, and what is known of them."""

from dataclasses import dataclass, field
from datetime import date

from fake_niche import models
from fake_niche.seed.mint import Mint
from fake_niche.seed.names import Names
from fake_niche.seed.rows import Row, Rows


@dataclass
class Human:
    """A person's record, the address they live at, and the link between the two."""

    row: Row
    home: Row
    living: Row
    aliases: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The number of the record."""
        return str(self.row["id"])

    @property
    def forename(self) -> str:
        """The forename; empty for a person with a single name."""
        return str(self.row["forenames"])

    @property
    def surname(self) -> str:
        """The surname."""
        return str(self.row["surname"])

    @property
    def name(self) -> str:
        """Forename and surname as one reads them."""
        return f"{self.forename} {self.surname}".strip()

    @property
    def born(self) -> str:
        """The birth date in ISO form; empty when not known."""
        return str(self.row["born"] or "")


class People:
    """Makes persons; each has a forename and telephone of their own."""

    def __init__(self, rows: Rows, mint: Mint, names: Names) -> None:
        self._rows = rows
        self._mint = mint
        self._names = names

    def add(
        self,
        home: Row,
        *,
        born: date | None,
        sex: str = "Female",
        surname: str | None = None,
        forename: str | None = None,
        adult: bool = True,
    ) -> Human:
        """A person who lives at ``home``; an adult has a telephone, an employer and a trade."""
        row = self._rows.add(
            models.Person,
            id=f"P{self._rows.next('person'):07d}",
            surname=self._names.surname() if surname is None else surname,
            forenames=self._names.forename(sex) if forename is None else forename,
            born=born.isoformat() if born else None,
            sex=sex,
            telephone=self._mint.telephone() if adult else "",
            employer=f"{self._mint.coin('firm')} Supplies" if adult else "",
            occupation="Warehouse operative" if adult else "",
        )
        return Human(row, home, self._live_at(row, home))

    def move(self, human: Human, home: Row) -> None:
        """The person lives at another address instead."""
        human.living["address_id"] = home["id"]
        human.home = home

    def alias(self, human: Human, name: str) -> None:
        """The person is also known by this name."""
        self._rows.add(models.PersonAlias, person_id=human.id, name=name)
        human.aliases.append(name)

    def flag(
        self, kind: str, *, on: Human | None = None, at: Row | None = None, until: str | None = None
    ) -> None:
        """A marker on a person or at an address, in force unless it ended on ``until``."""
        self._rows.add(
            models.Flag,
            person_id=on.id if on else None,
            address_id=at["id"] if at else None,
            kind=kind,
            since="2025-06-01",
            until=until,
            note=f"Reference {self._mint.coin('word').lower()}",
        )

    def _live_at(self, row: Row, home: Row) -> Row:
        return self._rows.add(
            models.PersonAddress, person_id=row["id"], address_id=home["id"], since="2024-01-15"
        )
