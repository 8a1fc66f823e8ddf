"""What every Niche screen has: the open bar, which opens any record with a reason for access."""

from bot.business_object import BusinessObject

SHELL = "Niche - Open bar"


class NicheScreen(BusinessObject):
    """Base of the objects that open a record."""

    def open_record(self, record: str, reason: str, *, leads_to: str) -> None:
        """Open a record through the open bar, as a person does.

        Args:
            record: the id as the screen shows it: occurrence number, ``PPN-…``, ``P…``, ``S…``, ``T…``.
            reason: why, for the audit of Niche: process and task, never a name.
            leads_to: the screen that must be shown then.

        Raises:
            BusinessException: C12, the record is restricted; names the owning unit and nothing else.
            SystemException: C5, when another screen is shown.
        """
        self.read(SHELL, fresh=False)
        self.write("Text - Open record", record)
        self.write("Text - Reason for access", reason)
        self.press("Button - Open", leads_to=leads_to, saves=False)
