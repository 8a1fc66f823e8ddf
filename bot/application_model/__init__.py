"""The application model: elements as data, the one-trip reader, and the identity proof."""

from bot.application_model.approvals import Approval, Approvals, approval_of
from bot.application_model.library import ModelError, ModelLibrary, load_model
from bot.application_model.model import Column, Element, Records, ScreenModel
from bot.application_model.proof import ALL_RULES, NEW_RECORD, Proved, prove
from bot.application_model.reading import Reading, ReadValue, Row
from bot.application_model.snapshot import Snapshot, parse_snapshot
from bot.application_model.structure import Structure, structure_of

__all__ = [
    "ALL_RULES",
    "NEW_RECORD",
    "Approval",
    "Approvals",
    "Column",
    "Element",
    "ModelError",
    "ModelLibrary",
    "Proved",
    "ReadValue",
    "Reading",
    "Records",
    "Row",
    "ScreenModel",
    "Snapshot",
    "Structure",
    "approval_of",
    "load_model",
    "parse_snapshot",
    "prove",
    "structure_of",
]
