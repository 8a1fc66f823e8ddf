"""Form versions: one declarative file each; see ``README.md`` in this folder."""

from fake_niche.forms.format import Form, Grid, Section
from fake_niche.forms.loader import FormFileError, FormLibrary, load_form, load_library

__all__ = ["Form", "FormFileError", "FormLibrary", "Grid", "Section", "load_form", "load_library"]
