"""The operations under which schools are told, and what each is called on the screens."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Operation:
    """What makes one operation different from the other before any rule is asked.

    Attributes:
        code: as in the process definition, such as ``P2``.
        process: the process's name.
        title: begins reasons, task types and log entries, such as ``Encompass``.
        queue_name: the work queue.
        ppn_type: what the PPN ticks.
        about: what a message is about, in a few words.
    """

    code: str
    process: str
    title: str
    queue_name: str
    ppn_type: str
    about: str

    @property
    def exception_task(self) -> str:
        """Type of the task for staff of an exception."""
        return f"{self.title} exception"

    @property
    def held_task(self) -> str:
        """Type of the task for staff who must decide."""
        return f"{self.title} held"


ENCOMPASS = Operation(
    code="P2",
    process="operation_encompass",
    title="Encompass",
    queue_name="MASH - Operation Encompass",
    ppn_type="Domestic abuse",
    about="domestic abuse",
)
ENDEAVOUR = Operation(
    code="P3",
    process="operation_endeavour",
    title="Endeavour",
    queue_name="MASH - Operation Endeavour",
    ppn_type="Missing child",
    about="a missing child",
)
OPERATIONS = (ENCOMPASS, ENDEAVOUR)


def operation_of(code: str) -> Operation:
    """The operation with this code.

    Raises:
        LookupError: there is none.
    """
    for operation in OPERATIONS:
        if operation.code == code:
            return operation
    raise LookupError(f"no operation has the code {code}")
