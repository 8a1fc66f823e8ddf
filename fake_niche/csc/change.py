"""New CSC requests, changing one under a lock, and the people whom it is about."""

from fake_niche.case_screens import CaseScreens, Texts
from fake_niche.csc.base import ROLES, blueprint, view
from fake_niche.csc.entry import choices, read_entry, stored_entry
from fake_niche.models import CscRequest, CscRequestPerson
from fake_niche.services import next_csc_request_id, now_iso, open_csc_request, uk_datetime


def _usual() -> Texts:
    return {"received": uk_datetime(now_iso()), "status": "Open"}


def _named_already(request: CscRequest, values: Texts) -> Texts:
    if any(one.person_id == values["person"] for one in request.people):
        return {"person": "Person: the request is about this person already."}
    return {}


CaseScreens(
    name="csc",
    argument="request_id",
    model=CscRequest,
    person=CscRequestPerson,
    roles=ROLES,
    next_id=next_csc_request_id,
    opened=open_csc_request,
    usual=_usual,
    read=read_entry,
    stored=stored_entry,
    choices=choices,
    view=view,
    named_already=_named_already,
).add_to(blueprint)
