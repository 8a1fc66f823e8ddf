"""Whether the check proposes the right control first, where one has become another and is still there."""

from collections.abc import Mapping, Sequence

from bot.forms.check.controls import Control
from bot.forms.check.drift import compare
from bot.forms.check.pair import Verdict


def repaired(
    old: Sequence[Control],
    new: Sequence[Control],
    names: Mapping[int, str],
    where: Mapping[str, str],
    form: str,
) -> tuple[bool, ...]:
    """For each control that changed and is still on the page: is it the one that is proposed?

    Args:
        old: the controls before the change.
        new: the controls after it.
        names: place in ``old`` to the element of the model.
        where: element to the key that its control has now; the check never sees it.
        form: the form's label.
    """
    by_anchor = [{control.anchor: control.values for control in side} for side in (old, new)]
    if not where:
        return ()
    drift = compare(old, new, names, (form, form), [(by_anchor[0], by_anchor[1])])
    return tuple(
        pair.new is not None and pair.new.key == where[pair.name]
        for pair in drift.pairs
        if pair.name in where
        and pair.verdict is not Verdict.INTACT
        and sum(one.key == where[pair.name] for one in new) == 1
    )
