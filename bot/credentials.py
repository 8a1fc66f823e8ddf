"""Secrets: the master key, what is derived from it, and the encrypted credential store.

The store is one file. Each entry is sealed with AES-GCM; its name and scope are authenticated with
it, so that nobody widens the scope of a password without the key. No secret has a repr.
"""

import base64
import binascii
import hashlib
import hmac
import json
import os
import secrets
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.config import ConfigError

KEY_VARIABLE = "MASH_BOT_MASTER_KEY"
_KEY_BYTES = 32
_NONCE_BYTES = 12


class CredentialError(Exception):
    """The credential is missing, out of scope, or was changed by somebody without the key."""


class Secret:
    """A value that shows itself only to who asks for it by name.

    Args:
        value: the text to keep.
    """

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """Return the text; give it straight to what needs it."""
        return self._value

    def __repr__(self) -> str:
        return "***"

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return format("***", spec)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and hmac.compare_digest(
            self._value.encode(), other._value.encode()
        )

    def __hash__(self) -> int:
        return hash(Secret)

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not written anywhere")


@dataclass(frozen=True)
class Credential:
    """A name and password for one system."""

    name: str
    username: str
    password: Secret


class MasterKey:
    """The key from which every other key is derived.

    Args:
        key: 32 random bytes.
    """

    __slots__ = ("_derived", "_key")

    def __init__(self, key: bytes) -> None:
        if len(key) != _KEY_BYTES:
            raise ConfigError(
                f"{KEY_VARIABLE}: not {_KEY_BYTES} bytes; make one with mash-bot credentials key"
            )
        self._key = key
        self._derived: dict[str, bytes] = {}

    def __repr__(self) -> str:
        return "MasterKey(***)"

    @classmethod
    def load(cls, env: Mapping[str, str], key_file: Path) -> "MasterKey":
        """Return the key of the environment, or of the key file.

        Raises:
            ConfigError: there is none, it is not a key, or others may read the file.
        """
        if KEY_VARIABLE in env:
            return cls(_decode(env[KEY_VARIABLE], KEY_VARIABLE))
        try:
            mode = key_file.stat().st_mode
            text = key_file.read_text(encoding="ascii")
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigError(
                f"credentials.key_file: {key_file} cannot be read; make one with "
                f"mash-bot credentials key, or set {KEY_VARIABLE}"
            ) from error
        if os.name == "posix" and stat.S_IMODE(mode) & 0o077:
            raise ConfigError(f"credentials.key_file: others may read {key_file}; chmod 600 it")
        return cls(_decode(text, f"credentials.key_file {key_file}"))

    @classmethod
    def create(cls, key_file: Path) -> "MasterKey":
        """Write a new key file that only its owner may read, and return the key.

        Raises:
            ConfigError: the file exists; a key is never overwritten.
        """
        key = secrets.token_bytes(_KEY_BYTES)
        key_file.parent.mkdir(parents=True, exist_ok=True)
        try:
            handle = os.open(key_file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except FileExistsError as error:
            raise ConfigError(
                f"credentials.key_file: {key_file} exists, and what it seals opens with no other key; "
                "fix: go on with it, or name another file for a new database"
            ) from error
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(base64.b64encode(key))
        except OSError:
            key_file.unlink()  # half a key is none, and would be in the way of the next
            raise
        return cls(key)

    def derive(self, purpose: str) -> bytes:
        """Return the 32 bytes that belong to ``purpose``; the same for the same purpose."""
        if purpose not in self._derived:
            kdf = HKDF(SHA256(), _KEY_BYTES, salt=None, info=f"mash-bot {purpose}".encode())
            self._derived[purpose] = kdf.derive(self._key)
        return self._derived[purpose]

    def digest(self, purpose: str, text: str) -> str:
        """Return a keyed digest (hex): equal for equal texts, no guess without the key."""
        return hmac.new(self.derive(purpose), text.encode(), hashlib.sha256).hexdigest()

    def seal(self, text: str, context: str) -> str:
        """Return ``text`` encrypted; it opens only with the same ``context``."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        sealed = AESGCM(self.derive("seal")).encrypt(nonce, text.encode(), context.encode())
        return base64.b64encode(nonce + sealed).decode("ascii")

    def unseal(self, sealed: str, context: str) -> str:
        """Return the text that was sealed.

        Raises:
            CredentialError: another key or context, or the sealed text was changed.
        """
        try:
            raw = base64.b64decode(sealed, validate=True)
            nonce, body = raw[:_NONCE_BYTES], raw[_NONCE_BYTES:]
            return AESGCM(self.derive("seal")).decrypt(nonce, body, context.encode()).decode()
        except (InvalidTag, binascii.Error, ValueError) as error:
            raise CredentialError(
                f"{context}: another key sealed it, or it was changed; restore the "
                "file and its key, or store it anew with mash-bot credentials put"
            ) from error


class CredentialStore:
    """The encrypted file of credentials, each scoped to processes and resources.

    Args:
        path: the file; it is made by the first `put`.
        keys: the master key.
    """

    def __init__(self, path: Path, keys: MasterKey) -> None:
        self._path = path
        self._keys = keys

    def get(self, name: str, *, process: str, resource: str) -> Credential:
        """Return the credential for this process on this resource.

        Raises:
            CredentialError: it is missing, out of scope, or was changed without the key.
        """
        entry = self._entries().get(name)
        if entry is None:
            raise CredentialError(
                f"credential {name}: there is none; store it with "
                f"mash-bot credentials put {name} --user USER"
            )
        body = self._keys.unseal(entry["sealed"], _context(name, entry))
        if not (_covers(entry["processes"], process) and _covers(entry["resources"], resource)):
            raise CredentialError(
                f"credential {name}: not for process {process} on {resource}; store it anew with "
                f"mash-bot credentials put {name} --user USER"
            )
        found = json.loads(body)
        return Credential(name, found["username"], Secret(found["password"]))

    def put(
        self,
        name: str,
        username: str,
        password: Secret,
        *,
        processes: tuple[str, ...] = ("*",),
        resources: tuple[str, ...] = ("*",),
    ) -> None:
        """Keep a credential, replacing one of that name; ``*`` stands for any."""
        entry: dict[str, Any] = {"processes": list(processes), "resources": list(resources)}
        body = json.dumps({"username": username, "password": password.reveal()})
        entry["sealed"] = self._keys.seal(body, _context(name, entry))
        self._write({**self._entries(), name: entry})

    def remove(self, name: str) -> None:
        """Forget a credential; nothing happens where there is none."""
        self._write({key: value for key, value in self._entries().items() if key != name})

    def names(self) -> tuple[str, ...]:
        """Return the names of what is kept."""
        return tuple(sorted(self._entries()))

    def _entries(self) -> dict[str, Any]:
        try:
            found: dict[str, Any] = json.loads(self._path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            raise CredentialError(f"{self._path}: not a credential store; restore it") from error
        return found

    def _write(self, entries: Mapping[str, Any]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._path.with_name(f"{self._path.name}.{os.getpid()}.new")
        handle = os.open(fresh, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(entries, file, indent=1)
            fresh.replace(self._path)
        finally:
            fresh.unlink(missing_ok=True)


def _covers(scope: list[str], name: str) -> bool:
    return "*" in scope or name in scope


def _context(name: str, entry: Mapping[str, Any]) -> str:
    return json.dumps(["credential", name, entry["processes"], entry["resources"]])


def _decode(text: str, where: str) -> bytes:
    try:
        return base64.b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError) as error:
        raise ConfigError(f"{where}: not base64; write 32 random bytes in base64") from error
