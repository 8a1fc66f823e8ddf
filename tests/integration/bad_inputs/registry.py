"""Where each bad input of the page is registered, under the page's own words."""

import sys
from collections.abc import Callable, Iterator

from tests.integration.bad_inputs.place import Place

Prepare = Callable[[Place], Iterator[None]]
BAD: dict[str, Prepare] = {}
CAN_LIMIT_FILES = sys.platform == "linux"
FULL = 4_096
FULL_FOR_A_PACK = 262_144
NOWHERE = "http://127.0.0.1:48999"


def bad(name: str) -> Callable[[Prepare], Prepare]:
    """Register what prepares a place, and checks what is left, by what the page calls it."""

    def register(prepare: Prepare) -> Prepare:
        BAD[name] = prepare
        return prepare

    return register
