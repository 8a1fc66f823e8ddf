"""The blueprint of all screens of administration; the role admin alone comes in."""

from flask import Blueprint

from fake_niche.services import check_may

blueprint = Blueprint("admin", __name__, url_prefix="/admin")


@blueprint.before_request
def check_role() -> None:
    """Let nobody in but the role admin."""
    check_may("admin")
