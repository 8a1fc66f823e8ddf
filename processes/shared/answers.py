"""The words of the form's lists, as enums with an explicit "not known" and "blank"."""

from enum import Enum
from typing import Self


class _Listed(Enum):
    """An answer whose value is the word on the screen."""

    @classmethod
    def read(cls, text: str) -> Self:
        """Give the member whose word ``text`` is, whatever its case and outer spaces.

        Raises:
            ValueError: the word is not on the list; the screen's own proof should have stopped it.
        """
        wanted = " ".join(text.split()).casefold()
        for member in cls:
            if str(member.value).casefold() == wanted:
                return member
        raise ValueError(f"a word that is not on the list of {cls.__name__}")


class Answer(_Listed):
    """Yes and no, with what officers also leave behind."""

    YES = "Yes"
    NO = "No"
    NOT_KNOWN = "Not known"
    BLANK = ""


class ReportStatus(_Listed):
    """Where a PPN stands."""

    DRAFT = "Draft"
    SUBMITTED = "Submitted"
    RETURNED = "Returned"
    REVIEWED = "Reviewed"

    @property
    def is_readable(self) -> bool:
        """Whether an officer has handed it in: drafts and returned PPNs are not facts yet."""
        return self in (ReportStatus.SUBMITTED, ReportStatus.REVIEWED)


class Role(_Listed):
    """A person's part in an occurrence."""

    VICTIM = "Victim"
    SUSPECT = "Suspect"
    WITNESS = "Witness"
    CHILD = "Child"
    OTHER_PARTY = "Other party"
    SUBJECT = "Subject"
    NOT_KNOWN = ""

    @classmethod
    def _missing_(cls, value: object) -> "Role | None":
        return cls.NOT_KNOWN if isinstance(value, str) else None

    @classmethod
    def read(cls, text: str) -> Self:
        """Give the role; a word that is not on the list is a role that is not known."""
        try:
            return super().read(text)
        except ValueError:
            return cls("")


class Relation(_Listed):
    """What the child is to the victim or to the suspect."""

    CHILD = "Child"
    STEPCHILD = "Stepchild"
    GRANDCHILD = "Grandchild"
    SIBLING = "Sibling"
    OTHER_RELATIVE = "Other relative"
    NOT_RELATED = "Not related"
    NOT_KNOWN = "Not known"
    BLANK = ""

    @property
    def is_related(self) -> bool:
        """Whether the form says that they are related; "not known" does not say so."""
        return self not in (Relation.NOT_RELATED, Relation.NOT_KNOWN, Relation.BLANK)
