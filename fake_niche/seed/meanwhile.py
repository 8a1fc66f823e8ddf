"""What people do with a case after run 1: the events that more than one scenario needs."""

from fake_niche.seed.case import Case

AFTER = "after-run-1"


def amend(case: Case, **answers: object) -> None:
    """The officer amends the PPN: these answers replace the ones there; grids are given whole."""
    report = case.report
    case.world.event(
        AFTER, "amend_report", report=report["id"], by=report["author_id"], data=answers
    )


def submit(case: Case) -> None:
    """The officer submits the PPN that was a draft, or had been returned."""
    report = case.report
    case.world.event(AFTER, "submit_report", report=report["id"], by=report["author_id"])
