"""The choices that the controls of a form offer, with the records of the database filled in."""

from dataclasses import dataclass
from functools import lru_cache

from fake_niche.forms.controls import BLANK, ChoiceControl, TypeAhead
from fake_niche.forms.format import Form
from fake_niche.forms.options import Choices, Option, OptionSet, RecordList, each_option


@dataclass(frozen=True)
class ListedSchool:
    """A school of the PPN's list."""

    id: str
    name: str
    town: str
    phase: str


Schools = tuple[ListedSchool, ...]


@dataclass(frozen=True)
class OptionSets:
    """Looks up what a control of ``form`` offers.

    Attributes:
        schools: the school list at this moment.
    """

    form: Form
    schools: Schools = ()

    def of(self, control: ChoiceControl | TypeAhead) -> OptionSet:
        """What the control offers, its empty first choice included."""
        named = control.options
        choices = self.form.lists[named] if isinstance(named, str) else named
        with_blank = isinstance(control, TypeAhead) or (control.kind == "select" and control.blank)
        if isinstance(choices, RecordList):
            return _of_records(choices, self.schools, with_blank)
        return _of_words(choices, with_blank)


@lru_cache(maxsize=500)
def _of_words(choices: Choices, with_blank: bool) -> OptionSet:
    blank = [("", BLANK)] if with_blank else []
    return OptionSet((*blank, *each_option(choices)))


@lru_cache(maxsize=20)
def _of_records(listed: RecordList, schools: Schools, with_blank: bool) -> OptionSet:
    blank = [("", BLANK)] if with_blank else []
    special = [("", option) for option in listed.first]
    if listed.grouped_by:
        schools = tuple(sorted(schools, key=lambda s: (_heading(s, listed), s.name, s.town)))
    records = [(_heading(s, listed), _option(s)) for s in schools]
    return OptionSet((*blank, *special, *records))


def _heading(school: ListedSchool, listed: RecordList) -> str:
    if listed.grouped_by == "town":
        return school.town
    return school.phase.capitalize() if listed.grouped_by == "phase" else ""


def _option(school: ListedSchool) -> Option:
    return Option(value=school.id, text=f"{school.name}, {school.town}")
