"""What stops the mail world from starting, said so that a person can mend it."""


class MailWorldError(Exception):
    """The mail world cannot run.

    Args:
        cause: what is wrong, in a sentence.
        fix: what to do about it, in a sentence.
    """

    def __init__(self, cause: str, fix: str) -> None:
        super().__init__(f"{cause} {fix}")
        self.cause = cause
        self.fix = fix
