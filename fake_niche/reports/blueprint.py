"""The blueprint of the report screens, and the form versions it renders."""

from flask import Blueprint, current_app
from flask.blueprints import BlueprintSetupState
from sqlalchemy import select
from sqlalchemy.orm import Session

from fake_niche.errors import ScreenError, error_page
from fake_niche.forms import Form, FormLibrary, load_library
from fake_niche.forms.traps import TrapError
from fake_niche.models import FormTemplate
from fake_niche.runtime import Niche

blueprint = Blueprint("reports", __name__)
_LIBRARY = "form_library"


class FormNotLoadedError(ScreenError):
    """The report's form version is not among those loaded; the message names it."""


@blueprint.app_errorhandler(FormNotLoadedError)
def _form_not_loaded(error: FormNotLoadedError) -> tuple[str, int]:
    return error_page(501, f"The form version {error} is not loaded here.")


@blueprint.record_once
def _load_forms(state: BlueprintSetupState) -> None:
    """Load the form versions when the application is made: a bad file stops it by name."""
    parts: Niche = state.app.extensions["niche"]
    outside = [parts.forms_dir] if parts.forms_dir else []
    loaded = load_library(*outside)
    state.app.extensions[_LIBRARY] = loaded
    with parts.sessions.begin() as session:
        _make_known(session, loaded)


def _make_known(session: Session, loaded: FormLibrary) -> None:
    """Give each loaded version its row; the one that new reports are written in stays."""
    known = {
        (template.code, template.version) for template in session.scalars(select(FormTemplate))
    }
    for code, version in map(str.split, loaded.forms):
        if (code, version) not in known:
            session.add(FormTemplate(code=code, version=version, current=not known))
            known.add((code, version))


def library() -> FormLibrary:
    """The form versions that this application renders."""
    forms: FormLibrary = current_app.extensions[_LIBRARY]
    return forms


def form_of(code: str, version: str) -> Form:
    """The form version, such as ``("PPN", "v1")``.

    Raises:
        FormNotLoadedError: no file of that version was loaded.
    """
    form = find_form(code, version)
    if form is None:
        raise FormNotLoadedError(f"{code} {version}")
    return form


def with_trap(form: Form, trap: str) -> Form:
    """The form with a silent trap in it.

    Raises:
        FormNotLoadedError: there is no such trap, or it does not fit this form.
    """
    try:
        return library().trapped(form, trap)
    except TrapError as error:
        raise FormNotLoadedError(f"{form.label} with trap {trap}: {error}") from error


def find_form(code: str, version: str) -> Form | None:
    """The form version, or None when no file of it was loaded."""
    return library().forms.get(f"{code} {version}")
