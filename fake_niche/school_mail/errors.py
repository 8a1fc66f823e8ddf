"""What stops the mail world from starting, said so that a person can mend it."""

from fake_niche.exit_status import CommandError, ExitStatus


class MailWorldError(CommandError):
    """The mail world cannot run.

    Args:
        cause: what is wrong, in a sentence.
        fix: what to do about it, in a sentence.
        status: what the command ends with.
    """

    def __init__(self, cause: str, fix: str, status: ExitStatus = ExitStatus.UNAVAILABLE) -> None:
        super().__init__(f"{cause.rstrip('.')}; fix: {fix}")
        self.status = status
        self.cause = cause
        self.fix = fix
