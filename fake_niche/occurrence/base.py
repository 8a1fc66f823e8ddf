"""What the tabs of an occurrence share."""

from flask import Blueprint, render_template

from fake_niche.models import Occurrence
from fake_niche.services import lock_holder_name, may

blueprint = Blueprint("occurrence", __name__)

_TABS = ("Involved", "Reports", "OEL", "Tasks", "Missing", "Attachments")


def tab(occurrence: Occurrence, name: str, **content: object) -> str:
    """The page of one tab, drawn from ``occurrence/<name>.html``."""
    return render_template(
        f"occurrence/{name.lower()}.html",
        occurrence=occurrence,
        record_id=occurrence.number,
        tab=name,
        tabs=_tabs(occurrence.number),
        holder=lock_holder_name(f"occurrence:{occurrence.number}"),
        **content,
    )


def _tabs(number: str) -> list[tuple[str, str]]:
    first = f"/occurrence/{number}"
    names = [*_TABS, "Audit"] if may("audit.view") else list(_TABS)
    return [(first, "Summary"), *((f"{first}/{name.lower()}", name) for name in names)]
