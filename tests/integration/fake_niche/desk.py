"""Somebody at a screen: opens records, fills forms in, reads what is shown."""

from flask.testing import FlaskClient

from tests.integration.fake_niche.page import Page, read_page


class Desk:
    """A log-in session in a browser without scripts."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.app = client.application
        self.token = ""

    def get(self, path: str) -> Page:
        """The page at ``path``."""
        page = read_page(self.client.get(path))
        self.token = page.controls.get("csrf_token", self.token)
        return page

    def post(self, path: str, /, **fields: str) -> Page:
        """The answer to a form with these fields only; a redirect is not followed."""
        return read_page(self.client.post(path, data={"csrf_token": self.token, **fields}))

    def log_in(self, user: str, password: str) -> Page:
        """The answer to a log-in."""
        self.get("/login")
        answer = self.post("/login", username=user, password=password)
        if answer.status == 302:
            self.get("/")
        return answer

    def open(self, record: str, reason: str = "Encompass – task 1") -> Page:
        """The first screen of a record, by the open bar."""
        answer = self.post("/open", record=record, reason=reason)
        return self.get(answer.location) if answer.status == 302 else answer

    def save(self, path: str, action: str = "save", /, **changes: str) -> Page:
        """The answer to the form at ``path`` with these fields changed and the others as shown."""
        shown = self.get(path).controls
        own = {n: v for n, v in shown.items() if n not in ("csrf_token", "record", "reason")}
        return self.post(path, **{**own, **changes, "action": action})
