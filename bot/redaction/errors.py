"""Why no release copy is made."""

from dataclasses import dataclass

from bot.config import ConfigError


class BadReport(ConfigError):  # noqa: N818 - reads as what happened
    """The file is no report that can be worked on; the message names cause and fix."""


@dataclass(frozen=True)
class Standing:
    """Words that were left out in one place and stand in another.

    Attributes:
        key: where they stand, without any text; for records.
        label: where they stand, in words for the person.
        text: the words themselves; for the person's screen only.
    """

    key: str
    label: str
    text: str


class RedactionRefused(Exception):  # noqa: N818 - reads as what happened
    """No release copy is made: a person must look first; nothing was written.

    Args:
        cause: one sentence, without text of the report.
        fix: what the person can do.
        standing: where left-out words still stand.
    """

    def __init__(self, cause: str, fix: str, standing: tuple[Standing, ...] = ()) -> None:
        super().__init__(f"{cause}; fix: {fix}")
        self.cause = cause
        self.fix = fix
        self.standing = standing
