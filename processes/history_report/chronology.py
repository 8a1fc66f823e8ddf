"""The people and their chronology as a report shows them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from objects.word_report import Items, Paragraph, Part, Table
from processes.history_report.facts import PersonHistory, own_words
from processes.history_report.selection import Entry
from processes.history_report.summaries import (
    NOTHING_CONFIDENTIAL,
    Confidential,
    Summary,
    screened,
)
from processes.history_report.texts import Texts
from processes.shared.ages import BirthDate
from processes.shared.answers import Answer
from processes.shared.people import LinkedPerson

NO_MARKS: Mapping[str, str] = MappingProxyType({})
_WIDTHS_CM = (2.2, 2.6, 4.2, 5.2, 3.0, 3.4, 5.1)


@dataclass(frozen=True)
class Remark:
    """Something about a numbered item that a coordinator must know: the name of a text."""

    item: int
    text: str


class Chronology:
    """Writes the items of one report; their numbers run through all of it.

    Args:
        people: everybody who was searched.
        texts: the fixed texts.
        others: people of whom nothing may be in the report.
        confidential: what may stand on no page.
    """

    def __init__(
        self,
        people: tuple[PersonHistory, ...],
        texts: Texts,
        others: tuple[LinkedPerson, ...],
        confidential: Confidential = NOTHING_CONFIDENTIAL,
    ) -> None:
        self._confidential = confidential
        self._names = {each.person: shown_name(each, texts) for each in people}
        self._others = others
        self._own = own_words(people)
        self._texts = texts
        self._count = 0
        self.remarks: list[Remark] = []

    def items(self, entries: Iterable[Entry], marked: Mapping[str, str] = NO_MARKS) -> Part:
        """A numbered row for each occurrence; a sentence where there is none.

        Args:
            entries: in their order.
            marked: by number, what is to be said beside the flags of an occurrence.
        """
        rows = tuple(self._row(entry, marked.get(entry.occurrence, "")) for entry in entries)
        if not rows:
            return Paragraph(self._texts.say("none"))
        columns = ("date", "reference", "class", "who", "flags", "outcome", "summary")
        names = tuple(self._texts.say(f"column_{name}") for name in columns)
        return Items(names, rows, _WIDTHS_CM)

    def screened(self, text: str) -> Summary:
        """A free text as it may stand in the report."""
        return screened(text, self._others, self._own, self._confidential)

    def _row(self, entry: Entry, mark: str) -> tuple[str, ...]:
        self._count += 1
        summary = self.screened(entry.summary)
        self._remark(entry, summary)
        return (
            shown_date(entry.started_on, self._texts),
            entry.occurrence,
            " – ".join(filter(None, (entry.type, entry.classification))),
            "; ".join(self._part(person, role) for person, role in entry.parts),
            "; ".join(
                (*entry.flags, *(("Domestic",) if entry.domestic else ()), *filter(None, (mark,)))
            ),
            " – ".join(filter(None, (entry.status, entry.disposal))),
            summary.text,
        )

    def _part(self, person: str, role: str) -> str:
        return f"{self._names[person]}: {role.lower() or self._texts.say('not_recorded').lower()}"

    def _remark(self, entry: Entry, summary: Summary) -> None:
        noted = {
            "cover_quality_left_out": summary.is_left_out,
            "cover_quality_may_name": summary.may_name,
            "cover_quality_undated": entry.started_on is None,
        }
        self.remarks += [Remark(self._count, text) for text, applies in noted.items() if applies]


def people_table(people: tuple[PersonHistory, ...], texts: Texts) -> Table:
    """Who was searched; record ids stay in the force."""
    columns = ("name", "born", "role", "aliases", "record")
    rows = tuple(
        (
            shown_name(each, texts),
            shown_date(each.born, texts),
            each.part,
            "; ".join(each.aliases),
            _about(each, texts),
        )
        for each in people
    )
    return Table(tuple(texts.say(f"column_{name}") for name in columns), rows)


def no_traces(
    people: tuple[PersonHistory, ...], entries: tuple[Entry, ...], texts: Texts
) -> tuple[Part, ...]:
    """A statement for each person of whom nothing is recorded."""
    silent = [who for who in people if not any(who.person in entry.persons for entry in entries)]
    if not silent:
        return ()
    said = [Paragraph(texts.say("no_trace", name=shown_name(who, texts))) for who in silent]
    return (*said, Paragraph(texts.say("no_trace_meaning")))


def shown_name(who: PersonHistory, texts: Texts) -> str:
    """The name; a likely duplicate says that it is one."""
    name = who.name.full or texts.say("not_recorded")
    return texts.say("second_record", name=name) if who.duplicate_of else name


def shown_date(day: BirthDate | None, texts: Texts) -> str:
    """The date as it is written in Britain."""
    return f"{day:%d/%m/%Y}" if isinstance(day, date) else texts.say("not_recorded")


def _about(who: PersonHistory, texts: Texts) -> str:
    noted = {
        "searched_duplicate": bool(who.duplicate_of),
        "searched_merged": who.linked_as != who.person and not who.duplicate_of,
        "searched_deceased": who.deceased is Answer.YES,
    }
    return " ".join(texts.say(text) for text, applies in noted.items() if applies)
