"""Which controls of a section changed their place in it: the fewest that explain the new order."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from bot.forms.check.changes import Change
from bot.forms.check.controls import Control
from bot.forms.check.pair import Pair, real

Place = tuple[str, str]


def told_moved(pairs: tuple[Pair, ...], new: Sequence[Control]) -> tuple[Pair, ...]:
    """The pairs; what stands elsewhere among its own neighbours says so.

    Args:
        pairs: in the order of the old form.
        new: the new form, in its order.
    """
    spots = {id(control): spot for spot, control in enumerate(new)}
    groups: dict[tuple[Place, Place], list[int]] = {}
    for place, pair in enumerate(pairs):
        if pair.new is not None and not pair.boxes:
            groups.setdefault((_home(pair.old), _home(pair.new)), []).append(place)
    told = list(pairs)
    for places in groups.values():
        now = [spots[id(pairs[place].new)] for place in places]
        stays = _longest_rise(now)
        for place in (one for at, one in enumerate(places) if at not in stays):
            told[place] = _moved(pairs[place], pairs, places, spots)
    return tuple(told)


def _home(control: Control) -> Place:
    return control.grid, control.section


def _moved(pair: Pair, pairs: tuple[Pair, ...], places: list[int], spots: dict[int, int]) -> Pair:
    old = [pairs[place] for place in places]
    later = sorted(old, key=lambda one: spots[id(one.new)])
    change = Change("moved", _after(pair, old), _after(pair, later))
    return replace(pair, changes=(*real(pair.changes), change))


def _after(pair: Pair, order: list[Pair]) -> str:
    at = order.index(pair)
    return f"after {order[at - 1].old.label}" if at else "first"


def _longest_rise(numbers: Sequence[int]) -> set[int]:
    """Indexes of a longest rising subsequence."""
    ends: list[int] = []
    before: list[int] = []
    for at, number in enumerate(numbers):
        spot = bisect_left([numbers[end] for end in ends], number)
        before.append(ends[spot - 1] if spot else -1)
        ends[spot : spot + 1] = [at]
    found, at = set[int](), ends[-1] if ends else -1
    while at >= 0:
        found.add(at)
        at = before[at]
    return found
