"""The screen "PPN", read-only: the same controls as when it was written."""

from fake_niche.access import open_report
from fake_niche.reports.blueprint import blueprint
from fake_niche.reports.pages import draw, recorded_page


@blueprint.get("/report/<report_id>")
def view(report_id: str) -> tuple[str, int]:
    """A report in its own form version."""
    return draw(recorded_page(open_report(report_id), "view"))
