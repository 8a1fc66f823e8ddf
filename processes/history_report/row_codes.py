"""A process's row overrides the common one: a failure takes the name of the row it belongs to."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.exceptions import SystemException


@contextmanager
def named_by_row(code: str) -> Iterator[None]:
    """Give a plain system exception of the block the row's id, such as ``P4.15``.

    What has a meaning of its own (a lost session, a changed record) passes as it is.
    """
    try:
        yield
    except SystemException as error:
        if type(error) is not SystemException:
            raise
        raise SystemException(error.detail, code=code) from error
