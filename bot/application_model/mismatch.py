"""What a rule says when the page does not agree with the model."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.application_model.model import ScreenModel
from bot.exceptions import DriftException


class Mismatch(Exception):  # noqa: N818 - becomes a DriftException where screen and element are known
    """A rule and what it compared; no values, no personal data."""

    def __init__(self, rule: str, expected: str, found: str) -> None:
        super().__init__(f"{rule}: expected {expected}, found {found}")
        self.rule = rule
        self.expected = expected
        self.found = found


@contextmanager
def drift_from(model: ScreenModel, element: str) -> Iterator[None]:
    """Turn a mismatch within into the exception that names screen and element.

    Raises:
        DriftException: for every mismatch.
    """
    try:
        yield
    except Mismatch as mismatch:
        raise DriftException(
            f"{mismatch.rule}: {element!r} on screen {model.name!r} is not the approved one",
            screen=model.form or model.name,
            element=element,
            rule=mismatch.rule,
            expected=mismatch.expected,
            found=mismatch.found,
        ) from mismatch
