"""The tab "Summary"."""

from sqlalchemy import or_, select

from fake_niche.models import Flag, Occurrence, OrgUnit
from fake_niche.occurrence.base import blueprint, tab
from fake_niche.services import db, open_occurrence, today_iso


@blueprint.get("/occurrence/<number>")
def show(number: str) -> str:
    """The occurrence itself."""
    occurrence = open_occurrence(number)
    unit = db().get(OrgUnit, occurrence.restricted_to) if occurrence.restricted_to else None
    return tab(
        occurrence,
        "Summary",
        restricted_to=unit.name if unit else "",
        markers=_markers(occurrence),
    )


def _markers(occurrence: Occurrence) -> str:
    """The warning markers of the incident address that are in force today."""
    if occurrence.address_id is None:
        return ""
    today = today_iso()
    in_force = (
        Flag.address_id == occurrence.address_id,
        or_(Flag.since.is_(None), Flag.since <= today),
        or_(Flag.until.is_(None), Flag.until >= today),
    )
    return "; ".join(db().scalars(select(Flag.kind).where(*in_force).order_by(Flag.id)))
