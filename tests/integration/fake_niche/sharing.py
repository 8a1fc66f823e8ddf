"""A CSC request and a MARAC case of the tiny world, for the tests that read or change them."""

from fake_niche.models import (
    CscRequest,
    CscRequestPerson,
    MaracAction,
    MaracCase,
    MaracPerson,
    MissingEpisode,
    Order,
)
from tests.integration.fake_niche.world import CHILD, HIDDEN, INCIDENT, VICTIM, SmallPack

REQUEST, CASE = "CSC-000001", "MAR-000001"


def a_request(id_: str = REQUEST, **more: object) -> CscRequest:
    """A section 47 request about the child."""
    usual: dict[str, object] = {
        "type": "Section 47",
        "occurrence_number": INCIDENT,
        "people": [CscRequestPerson(person_id=CHILD, role="Child")],
    }
    return CscRequest(
        id=id_,
        received="2026-03-01T15:10:00+00:00",
        created_by="coord1",
        **{**usual, **more},
    )


def a_case(id_: str = CASE, **more: object) -> MaracCase:
    """A case of the victim, with her child, somebody on the agenda and an action."""
    usual: dict[str, object] = {
        "occurrence_number": INCIDENT,
        "victim_id": VICTIM,
        "status": "Listed",
        "people": [
            MaracPerson(person_id=CHILD, role="Child"),
            MaracPerson(person_id=HIDDEN, role="Agenda"),
        ],
        "actions": [MaracAction(number=1, text="Change the locks", owner="Housing")],
    }
    return MaracCase(
        id=id_,
        referred_on="2026-02-26",
        meeting_on="2026-03-12",
        area="Solmere",
        criteria=["Repeat"],
        created_by="coord1",
        **{**usual, **more},
    )


def add_all(pack: SmallPack) -> None:
    """One of each: a request, a case, a missing episode and an order."""
    pack.add(
        a_request(),
        a_case(),
        MissingEpisode(
            occurrence_number=INCIDENT,
            person_id=CHILD,
            reported="2026-03-01T20:00:00+00:00",
            risk="Low",
            changed="2026-03-01T20:05:00+00:00",
        ),
        Order(
            kind="Restraining order",
            against_id=HIDDEN,
            protects_id=VICTIM,
            since="2026-01-01",
            until="2026-02-01",
            detail="Not to come near the home.",
        ),
    )
