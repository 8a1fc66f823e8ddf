"""The answer key: what is right for each item, by what the scenario means.

The file has an item on each line, as JSON (which is YAML): a year's key is read in seconds.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class ExpectedMail:
    """One message that must leave, and what must and must not be in it."""

    to: str
    child: str
    school: str
    must_contain: tuple[str, ...]
    must_not_contain: tuple[str, ...]


@dataclass(frozen=True)
class ExpectedDocument:
    """A document that must be attached to an occurrence, and what must and must not be in it."""

    name: str
    occurrence: str
    must_contain: tuple[str, ...]
    must_not_contain: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """What is right for a work item.

    Attributes:
        key: the robot's own key of the item.
        row: the row that names the outcome; ``plain`` when none does.
        rows: all rows that apply.
        tag: P1 only: the tag in the title at the end of the run.
        documents: P4 and P5 only: what is attached for the item.
    """

    process: str
    run: int
    key: str
    outcome: str
    row: str = "plain"
    rows: tuple[str, ...] = ()
    tag: str | None = None
    mails: tuple[ExpectedMail, ...] = ()
    documents: tuple[ExpectedDocument, ...] = ()


@dataclass
class AnswerKey:
    """Answers as they are settled, once all records of the pack stand."""

    _pending: list[Callable[[], Answer]] = field(default_factory=list)

    def expect(self, answer: Callable[[], Answer]) -> None:
        """Remembers an answer that is worked out when the pack is complete."""
        self._pending.append(answer)

    def settle(self) -> list[Answer]:
        """All answers in the order of run and key.

        Raises:
            ValueError: two answers for one item of a run.
        """
        answers = sorted((a() for a in self._pending), key=lambda a: (a.run, a.process, a.key))
        for one, other in pairwise(answers):
            if (one.run, one.key) == (other.run, other.key):
                raise ValueError(f"two answers for {one.key} in run {one.run}")
        return answers


def write(path: Path, answers: Sequence[Answer]) -> None:
    """Writes the key."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write("# What is right for each work item, by run. No process or object opens this.\n")
        file.write("items:\n")
        for answer in answers:
            file.write(f"- {json.dumps(as_mapping(answer), ensure_ascii=False)}\n")


def as_mapping(answer: Answer) -> dict[str, Any]:
    """The item as the file holds it."""
    return {
        "process": answer.process,
        "run": answer.run,
        "key": answer.key,
        "row": answer.row,
        "rows": list(answer.rows),
        "outcome": answer.outcome,
        "tag": answer.tag,
        "mails": [
            {
                "to": mail.to,
                "child": mail.child,
                "school": mail.school,
                "must_contain": list(mail.must_contain),
                "must_not_contain": list(mail.must_not_contain),
            }
            for mail in answer.mails
        ],
        "documents": [
            {
                "name": document.name,
                "occurrence": document.occurrence,
                "must_contain": list(document.must_contain),
                "must_not_contain": list(document.must_not_contain),
            }
            for document in answer.documents
        ],
    }
