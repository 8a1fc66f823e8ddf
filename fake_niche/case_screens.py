"""What the screens of a CSC request and of a MARAC case do alike.

Both are raised for an occurrence, changed under a lock, and name people. Each kind describes itself
once as :class:`CaseScreens`, which gives its blueprint these screens.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, Generic, Protocol, TypeVar

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from fake_niche.linked_people import entered_person
from fake_niche.models import CscRequest, CscRequestPerson, MaracCase, MaracPerson
from fake_niche.services import (
    acquire_lock,
    audit,
    check_row_version,
    db,
    me,
    open_occurrence,
    release_lock,
    requires,
)

Case = TypeVar("Case", CscRequest, MaracCase)
Case_contra = TypeVar("Case_contra", CscRequest, MaracCase, contravariant=True)
Answer = TypeVar("Answer")
Refusable = Response | tuple[str, int]
Texts = dict[str, str]


class Entered(Protocol[Case_contra]):
    """What a person entered for a case, and what is wrong with it by field."""

    values: Texts
    errors: Texts

    def apply_to(self, case: Case_contra, /) -> list[str]:
        """Put the entry into ``case``; the names of the fields that changed."""
        ...


@dataclass(frozen=True)
class CaseScreens(Generic[Case]):
    """One kind of case.

    Attributes:
        name: in paths, rights and the audit: ``csc``, ``marac``.
        argument: what the addresses call the case's number; the faults know the record by it.
        model: the record.
        person: the record of somebody whom the case names.
        roles: what somebody may be in the case.
        next_id: the number of the next case.
        opened: the case by number for an operation, audited; refuses what may not be seen.
        usual: the texts that a new case starts with.
        read: what was posted, checked.
        stored: the case as its form shows it.
        choices: the options of the form.
        view: the case's screen, with what was entered wrong in its small forms.
        named_already: what stands against naming the person entered, by field.
    """

    name: str
    argument: str
    model: type[Case]
    person: type[CscRequestPerson] | type[MaracPerson]
    roles: tuple[str, ...]
    next_id: Callable[[], str]
    opened: Callable[[str, str], Case]
    usual: Callable[[], Texts]
    read: Callable[[Mapping[str, str]], Entered[Case]]
    stored: Callable[[Case], Entered[Case]]
    choices: Callable[[], dict[str, Any]]
    view: Callable[[Case, Texts, Texts], str]
    named_already: Callable[[Case, Texts], Texts]

    def add_to(self, blueprint: Blueprint) -> None:
        """Give ``blueprint`` the screens."""
        new, one = f"/{self.name}/new", f"/{self.name}/<{self.argument}>"
        may_edit = requires(f"{self.name}.edit")
        blueprint.get(new)(may_edit(self.new))
        blueprint.post(new)(may_edit(self.create))
        blueprint.get(f"{one}/edit")(may_edit(self._addressed(self.edit)))
        blueprint.post(f"{one}/edit")(may_edit(self._addressed(self.save)))
        blueprint.post(f"{one}/people")(may_edit(self._addressed(self.add_person)))
        blueprint.post(f"{one}/people/remove")(may_edit(self._addressed(self.remove_person)))

    def new(self) -> str:
        """The screen for a new case of an occurrence; without one it asks for its number."""
        number = request.args.get("occurrence", "").strip()
        if not number:
            return render_template(f"{self.name}/which.html", values={}, errors={})
        open_occurrence(number)
        return self._form(None, number, self.usual(), {})

    def create(self) -> Refusable:
        """Raise the case under the next number."""
        number = request.args.get("occurrence", "").strip()
        if request.form.get("action") == "cancel":
            return redirect(f"/occurrence/{number}")
        open_occurrence(number, "edit")
        entry = self.read(request.form)
        if entry.errors:
            return self._form(None, number, entry.values, entry.errors), 422
        raised = self.model(id=self.next_id(), occurrence_number=number, created_by=me().id)
        entry.apply_to(raised)
        db().add(raised)
        db().flush()
        audit("add", self._key(raised.id), reason="Raised by me")
        return redirect(self._path(raised.id))

    def edit(self, case_id: str) -> str:
        """The case's fields to change, held under a lock until saved or left."""
        found = self.opened(case_id, "view")
        acquire_lock(self._key(case_id))
        return self._form(found, found.occurrence_number, self.stored(found).values, {})

    def save(self, case_id: str) -> Refusable:
        """Save the case, or leave it as it is."""
        if request.form.get("action") == "cancel":
            release_lock(self._key(case_id))
            return redirect(self._path(case_id))
        found = self._held(case_id)
        entry = self.read(request.form)
        if entry.errors:
            return self._form(found, found.occurrence_number, entry.values, entry.errors), 422
        return self._changed(found, lambda: ", ".join(entry.apply_to(found)))

    def add_person(self, case_id: str) -> Refusable:
        """Add a person to the case."""
        found = self._held(case_id)
        values, errors = entered_person(self.roles)
        errors |= self.named_already(found, values)
        if errors:
            return self.view(found, values, errors), 422
        person: Any = self.person(person_id=values["person"], role=values["role"])

        def add() -> str:
            found.people.append(person)
            return f"person {person.person_id}"

        return self._changed(found, add)

    def remove_person(self, case_id: str) -> Refusable:
        """Take a person out of the case."""
        found = self._held(case_id)
        chosen = request.form.get("linked", "")
        linked = next((one for one in found.people if str(one.id) == chosen), None)
        if linked is None:
            return self.view(found, {}, {"linked": "Linked person: choose one."}), 422

        def remove() -> str:
            db().delete(linked)
            return f"without {linked.person_id}"

        return self._changed(found, remove)

    def _addressed(self, view: Callable[[str], Answer]) -> Callable[..., Answer]:
        """``view`` for the case that the address names."""

        @wraps(view)
        def shown(**address: str) -> Answer:
            return view(address[self.argument])

        return shown

    def _held(self, case_id: str) -> Case:
        """The case, mine to change until released."""
        found = self.opened(case_id, "edit")
        acquire_lock(self._key(case_id))
        return found

    def _changed(self, found: Case, change: Callable[[], str]) -> Response:
        """Save a change, which says what it changed; also another set of people is another case.

        Raises:
            RecordChanged: somebody saved the case since its page was shown.
        """
        check_row_version(self._key(found.id), found, request.form.get("row_version", ""))
        audit("save", self._key(found.id), detail=change())
        release_lock(self._key(found.id))
        return redirect(self._path(found.id))

    def _form(self, found: Case | None, number: str, values: Texts, errors: Texts) -> str:
        return render_template(
            f"{self.name}/edit.html",
            found=found,
            number=number,
            record_id=found.id if found else None,
            values=values,
            errors=errors,
            **self.choices(),
        )

    def _key(self, case_id: str) -> str:
        return f"{self.name}:{case_id}"

    def _path(self, case_id: str) -> str:
        return f"/{self.name}/{case_id}"
