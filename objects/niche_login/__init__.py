"""The log-in screen of Niche."""

from bot.business_object import BusinessObject, action
from bot.exceptions import LoginSystemException

LOG_IN = "Log in"
HOME = "Home"


class NicheLogin(BusinessObject):
    """Logs in by stored state, else by the form; one try for a password."""

    @action
    def is_logged_in(self) -> bool:
        """Whether Niche takes the stored log-in state: home is shown and not the log-in screen."""
        self.go("/")
        return self.wait_for(HOME, LOG_IN) == HOME

    @action
    def log_in(self, user: str, password: str) -> None:
        """Log in by the form and keep the state for the next start.

        Raises:
            LoginSystemException: C1, refused or expired; the password must not be tried again.
        """
        self.go("/login")
        self.read(LOG_IN)
        self.write("Text - User name", user)
        self.write("Password - Password", password)
        shown = self.press(
            "Button - Log in", leads_to=(HOME, LOG_IN, "Change password"), saves=False
        )
        if shown != HOME:
            raise LoginSystemException(f"Niche refused the log-in of {user}", code="C1")
        self.application.save_state()
