"""New MARAC cases, changing one under a lock, and the people whom it names."""

from fake_niche.case_screens import CaseScreens, Texts
from fake_niche.marac.base import ROLES, blueprint, view
from fake_niche.marac.entry import choices, read_entry, stored_entry
from fake_niche.models import MaracCase, MaracPerson
from fake_niche.services import me, next_marac_case_id, open_marac_case, today_iso, uk_date


def _usual() -> Texts:
    return {"referred_on": uk_date(today_iso()), "referred_by": me().name, "status": "Referred"}


def _named_already(case: MaracCase, values: Texts) -> Texts:
    if (values["person"], values["role"]) in {(one.person_id, one.role) for one in case.people}:
        return {"role": "Role: the person has this role in the case already."}
    return {}


CaseScreens(
    name="marac",
    argument="case_id",
    model=MaracCase,
    person=MaracPerson,
    roles=ROLES,
    next_id=next_marac_case_id,
    opened=open_marac_case,
    usual=_usual,
    read=read_entry,
    stored=stored_entry,
    choices=choices,
    view=view,
    named_already=_named_already,
).add_to(blueprint)
