"""What should have happened, and whether it did.

The answer key is made by the seed from the intent of each scenario. The comparison takes what the
robot says of its items, and what the outside world holds: the mails that the server accepted and
the titles that stand in Niche. Where the two disagree, the outside world is believed.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from processes.demonstration.attached import (
    AttachedDocument,
    ExpectedDocument,
    document_faults,
    holds,
    own_documents,
)

QUIET = frozenset({"done", "SKIP"})
"""Outcomes after which nobody looks: a wrong one of these is silent."""

TAGS = ("with", "without")


@dataclass(frozen=True)
class ExpectedMail:
    """A message that must have been sent, with what it must and must not hold."""

    to: str
    must_contain: tuple[str, ...]
    must_not_contain: tuple[str, ...]


@dataclass(frozen=True)
class Expected:
    """The right outcome of one item."""

    process: str
    run: int
    key: str
    row: str
    rows: frozenset[str]
    outcome: str
    tag: str | None
    mails: tuple[ExpectedMail, ...]
    documents: tuple[ExpectedDocument, ...] = ()


@dataclass(frozen=True)
class AcceptedMail:
    """A message that the mail server accepted: ``reference`` is the police reference in it."""

    to: str
    text: str


@dataclass(frozen=True)
class Actual:
    """What became of one item.

    Attributes:
        key: the work item's key.
        outcome: ``done``, ``SKIP``, ``BE``, ``SE``, ``DRIFT``, ``HELD`` or ``waiting``.
        row: the row that names the outcome; ``plain`` when none.
        mails: the accepted messages that the item's effects name.
        tags: for P1, the tag that stood on the task in Niche at the end of each run.
        documents: for P4 and P5, what stands on the item's occurrence in Niche.
    """

    process: str
    key: str
    outcome: str
    row: str
    rows: frozenset[str] = frozenset()
    mails: tuple[AcceptedMail, ...] = ()
    tags: Mapping[int, str | None] = field(default_factory=dict)
    documents: tuple[AttachedDocument, ...] = ()

    @property
    def has_left_something(self) -> bool:
        """Whether a message was sent for it, or a document of its own stands in Niche."""
        return bool(self.mails) or bool(own_documents(self.key, self.documents))


@dataclass(frozen=True)
class Verdict:
    """The comparison of one item; ``faults`` is empty when it is right."""

    key: str
    expected: Expected | None
    actual: Actual | None
    faults: tuple[str, ...]
    silent: bool

    @property
    def is_right(self) -> bool:
        """Whether all of it agrees."""
        return not self.faults


@dataclass(frozen=True)
class Comparison:
    """All verdicts of a pack."""

    verdicts: tuple[Verdict, ...]
    stray_mails: tuple[AcceptedMail, ...] = field(default=())

    @property
    def is_right(self) -> bool:
        """Whether every item is right and no message went that belongs to none."""
        return all(verdict.is_right for verdict in self.verdicts) and not self.stray_mails

    def counts(self) -> dict[str, int]:
        """``items``, ``right``, ``wrong`` and ``silent_wrong``; a stray mail is silent and wrong."""
        tally = Counter[str]()
        for verdict in self.verdicts:
            tally["right" if verdict.is_right else "wrong"] += 1
            tally["silent_wrong"] += verdict.silent
        return {
            "items": len(self.verdicts),
            "right": tally["right"],
            "wrong": tally["wrong"],
            "silent_wrong": tally["silent_wrong"] + len(self.stray_mails),
        }


def read_answer_key(path: Path) -> tuple[Expected, ...]:
    """All expected items of a pack, in the order of the file."""
    content = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    return tuple(_expected(entry) for entry in content["items"])


def _expected(entry: Mapping[str, Any]) -> Expected:
    return Expected(
        process=entry["process"],
        run=int(entry["run"]),
        key=entry["key"],
        row=entry["row"],
        rows=frozenset(entry.get("rows") or ()),
        outcome=entry["outcome"],
        tag=entry.get("tag"),
        mails=tuple(_expected_mail(mail) for mail in entry.get("mails") or ()),
        documents=tuple(_expected_document(each) for each in entry.get("documents") or ()),
    )


def _expected_document(entry: Mapping[str, Any]) -> ExpectedDocument:
    return ExpectedDocument(
        name=entry["name"],
        occurrence=str(entry["occurrence"]),
        must_contain=tuple(str(value) for value in entry["must_contain"]),
        must_not_contain=tuple(str(value) for value in entry["must_not_contain"]),
    )


def _expected_mail(entry: Mapping[str, Any]) -> ExpectedMail:
    return ExpectedMail(
        to=entry["to"],
        must_contain=tuple(str(value) for value in entry["must_contain"]),
        must_not_contain=tuple(str(value) for value in entry["must_not_contain"]),
    )


def compare(
    expected: Iterable[Expected],
    actual: Iterable[Actual],
    stray_mails: Iterable[AcceptedMail] = (),
) -> Comparison:
    """Hold every item against the key; an item that only one side knows is wrong.

    Args:
        expected: the answer key.
        actual: what became of every item.
        stray_mails: accepted messages that no item's effects name.
    """
    wanted = {entry.key: entry for entry in expected}
    found = {entry.key: entry for entry in actual}
    keys = list(wanted) + [key for key in found if key not in wanted]
    verdicts = tuple(_verdict(key, wanted.get(key), found.get(key)) for key in keys)
    return Comparison(verdicts, tuple(stray_mails))


def _verdict(key: str, expected: Expected | None, actual: Actual | None) -> Verdict:
    if expected is None or actual is None:
        fault = "not in the answer key" if expected is None else "never worked"
        sent = actual is not None and (actual.has_left_something or actual.outcome in QUIET)
        return Verdict(key, expected, actual, (fault,), silent=sent)
    faults = tuple(_faults(expected, actual))
    quiet = actual.outcome in QUIET or actual.has_left_something
    serious = any(not fault.startswith("rows") for fault in faults)
    return Verdict(key, expected, actual, faults, silent=serious and quiet)


def _faults(expected: Expected, actual: Actual) -> Iterable[str]:
    if expected.outcome != actual.outcome:
        yield f"outcome {actual.outcome}, should be {expected.outcome}"
    if expected.row != actual.row:
        yield f"rows: named by {actual.row}, should be {expected.row}"
    if not expected.rows - {"plain"} <= actual.rows:
        yield f"rows: {sorted(expected.rows - actual.rows - {'plain'})} not recorded"
    tag = actual.tags.get(expected.run)
    if expected.tag != tag and expected.process == "P1":
        yield f"title tagged {tag}, should be {expected.tag}"
    yield from _mail_faults(expected.mails, actual.mails)
    yield from document_faults(expected.key, expected.documents, actual.documents)


def _mail_faults(
    expected: tuple[ExpectedMail, ...], actual: tuple[AcceptedMail, ...]
) -> Iterable[str]:
    wanted = Counter(mail.to.lower() for mail in expected)
    sent = Counter(mail.to.lower() for mail in actual)
    if wanted != sent:
        yield f"mails to {sorted(sent.elements())}, should be {sorted(wanted.elements())}"
    for mail in expected:
        for text in (each.text for each in actual if each.to.lower() == mail.to.lower()):
            yield from _content_faults(mail, text)


def _content_faults(mail: ExpectedMail, text: str) -> Iterable[str]:
    plain = _normal(text)
    missing = sum(_normal(value) not in plain for value in mail.must_contain)
    foreign = [value for value in mail.must_not_contain if holds(plain, _normal(value))]
    if missing:
        yield f"mail to {mail.to}: {missing} allowed values are not in it"
    if foreign:
        yield f"mail to {mail.to}: {len(foreign)} foreign values are in it"


def _normal(text: str) -> str:
    return " ".join(text.split()).casefold()
