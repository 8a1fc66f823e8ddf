"""A robot at a desk: an application on a real page, its models drafted and approved by the test."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Page

from bot.application import Application
from bot.application_model import Approvals, ModelLibrary, ScreenModel, approval_of, structure_of
from bot.application_model.draft import draft_from
from bot.application_model.page_rules import PageRules
from bot.application_model.snapshot import Snapshot
from bot.business_object import BusinessObject
from tests.integration.screen.site import Site

RULES = PageRules.load(Path("objects"))


@dataclass(frozen=True)
class Desk:
    """The parts a test works with."""

    site: Site
    application: Application
    screen: BusinessObject

    def learn(self, path: str, name: str = "Task", **changed: object) -> ScreenModel:
        """Draft the model of a page, change it, and approve both; as a person would."""
        app = self.application
        app.go(path)
        seen = app.screen.snapshot()
        data = draft_from(seen, name)
        data["elements"] = {n: e for n, e in data["elements"].items() if n != "Output - Record"}
        data |= {key: value for key, value in changed.items() if key != "elements"}
        for element, more in dict(changed.get("elements", {})).items():  # type: ignore[call-overload]
            data["elements"][element] = {**data["elements"].get(element, {}), **more}
        model = ScreenModel.model_validate(data)
        kept = [m for m in app.models if m.name != name]
        app.models = ModelLibrary.of(*kept, model, rules=RULES)
        self.approve(model)
        return model

    def approve(self, model: ScreenModel, seen: Snapshot | None = None) -> None:
        """Approve the page as it is now, or as it was seen, for this model."""
        structure = structure_of(model, seen or self.application.screen.snapshot())
        when = datetime(2026, 3, 2, tzinfo=UTC)
        row = approval_of(model, structure, by="A. Reviewer", when=when, reason="test")
        self.application.approvals = self.application.approvals.including(row)


def open_desk(page: Page, site: Site, timeout_ms: int = 5_000) -> Desk:
    application = Application.attached(
        page,
        base_url=site.url,
        models=ModelLibrary.of(rules=RULES),
        approvals=Approvals(),
        timeout_ms=timeout_ms,
    )
    return Desk(site, application, BusinessObject(application))
