"""Which approved screen a page is, when it is not the one that was expected."""

from bot.application_model.approvals import Approvals
from bot.application_model.library import ModelLibrary
from bot.application_model.model import ScreenModel
from bot.application_model.names import normalise
from bot.application_model.proof import NEW_RECORD, prove
from bot.application_model.snapshot import Snapshot
from bot.exceptions import BotError


def approved_screen(models: ModelLibrary, approvals: Approvals, seen: Snapshot) -> str | None:
    """The name of the model that the page proves to be, of any record; None when it is none."""
    for model in models:
        is_headed_so = not model.shell and normalise(model.screen) == normalise(seen.screen)
        if is_headed_so and _is(model, approvals, seen):
            return model.name
    return None


def _is(model: ScreenModel, approvals: Approvals, seen: Snapshot) -> bool:
    try:
        prove(model, approvals.of(model), seen, NEW_RECORD if model.record else None)
    except BotError:
        return False
    return True
