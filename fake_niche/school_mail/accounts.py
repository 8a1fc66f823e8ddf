"""Who may send: the accounts of a pack, or one that the store makes for itself."""

import hmac
import secrets
from collections.abc import Mapping
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from fake_niche.exit_status import ExitStatus
from fake_niche.school_mail.disk import write_whole
from fake_niche.school_mail.errors import MailWorldError


class Accounts:
    """User names and passwords that the mail server takes."""

    def __init__(self, passwords: Mapping[str, str]) -> None:
        self._passwords = dict(passwords)

    def take(self, user: bytes, password: bytes) -> bool:
        """Whether this user has this password."""
        known = self._passwords.get(user.decode(errors="replace"), "")
        return bool(known) and hmac.compare_digest(known.encode(), password)


def accounts_for(store: Path, pack: Path | None) -> Accounts:
    """The accounts of the pack; without a pack, one of the store's own in ``accounts.yaml``.

    Raises:
        MailWorldError: the file is missing or is not ``user: {password: …}``.
    """
    file = (pack or store) / "accounts.yaml"
    if pack is None and not file.exists():
        password = secrets.token_urlsafe(18)
        write_whole(file, f"robot.mash:\n  password: {password}\n".encode(), mode=0o600)
    try:
        content = YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8"))
        return Accounts({str(user): str(row["password"]) for user, row in content.items()})
    except (OSError, YAMLError, AttributeError, KeyError, TypeError) as error:
        raise MailWorldError(
            f"The accounts in {file} cannot be read.",
            "Seed the pack again, or start without --pack.",
            ExitStatus.CONFIG,
        ) from error
