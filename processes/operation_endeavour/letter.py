"""The reviewed letters of P3, by profile and by what the school is told."""

from processes.operation_endeavour.episodes import CORRECTION, FOUND, MISSING
from processes.school_notification.letter import Letter
from processes.shared.policy import Policy

_FOLDER = "operation_endeavour/letters"
_VERSIONS = {
    "hampshire": {
        MISSING: "hampshire_missing_v2.j2",
        FOUND: "hampshire_found_v1.j2",
        CORRECTION: "hampshire_correction_v1.j2",
    }
}


def letter_of(word: str, policy: Policy) -> Letter:
    """Give the letter that this profile uses.

    Args:
        word: what the school is told: ``missing``, ``found`` or ``correction``.
        policy: the force's profile.

    Raises:
        LookupError: the profile has no reviewed letter.
    """
    if policy.name not in _VERSIONS:
        raise LookupError(f"profile {policy.name} has no reviewed letter of Operation Endeavour")
    return Letter(_FOLDER, _VERSIONS[policy.name][word], policy.settings.endeavour.subject_line)
