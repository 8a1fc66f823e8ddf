"""The blueprint of the report screens, and the form versions it renders."""

from flask import Blueprint, current_app
from flask.blueprints import BlueprintSetupState

from fake_niche.forms import Form, FormLibrary, load_library
from fake_niche.runtime import Niche

blueprint = Blueprint("reports", __name__)
_LIBRARY = "form_library"


@blueprint.record_once
def _load_forms(state: BlueprintSetupState) -> None:
    """Load the form versions when the application is made: a bad file stops it by name."""
    parts: Niche = state.app.extensions["niche"]
    outside = [parts.forms_dir] if parts.forms_dir else []
    state.app.extensions[_LIBRARY] = load_library(*outside)


def library() -> FormLibrary:
    """The form versions that this application renders."""
    forms: FormLibrary = current_app.extensions[_LIBRARY]
    return forms


def form_of(code: str, version: str) -> Form:
    """The form version, such as ``("PPN", "v1")``.

    Raises:
        KeyError: no file of that version was loaded.
    """
    return library().get(code, version)
