"""Which verdict is right for each item, and whether the comparison with staff gave it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML

from bot.shadow import Compared

NO_ITEM = "no item"


@dataclass(frozen=True)
class RightVerdict:
    """What the key says of an item: the verdict, and what staff did, in a few words."""

    verdict: str
    did: str


@dataclass(frozen=True)
class WrongVerdict:
    """An item on which comparison and key differ."""

    key: str
    given: str
    right: str
    did: str

    def __str__(self) -> str:
        """As a person reads it."""
        return f"{self.key}: {self.given}, should be {self.right} (staff: {self.did})"


def read_staff_key(path: Path) -> dict[str, RightVerdict]:
    """The right verdicts of a pack, by the items' keys."""
    content = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    return {item["key"]: RightVerdict(item["verdict"], item["did"]) for item in content["items"]}


def wrong_verdicts(
    items: tuple[Compared, ...], key: Mapping[str, RightVerdict]
) -> tuple[WrongVerdict, ...]:
    """The items on which they differ; an item that only one side knows is one of these."""
    given = {item.key: item.verdict.value for item in items}
    unknown = RightVerdict(NO_ITEM, "not in the key")
    return tuple(
        WrongVerdict(name, given.get(name, NO_ITEM), right.verdict, right.did)
        for name in dict.fromkeys((*key, *given))
        if given.get(name, NO_ITEM) != (right := key.get(name, unknown)).verdict
    )
