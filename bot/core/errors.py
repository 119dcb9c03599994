"""What may go wrong and is expected to."""

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

_OUTAGES = (
    "database is locked",
    "database table is locked",
    "disk i/o error",
    "disk is full",
    "readonly database",
    "unable to open database",
)
"""What SQLite says then."""

_STATES = ("08", "25006", "40", "53", "55P03", "57P", "58")
"""What SQLSTATE begins with on PostgreSQL then: connection, read-only, rolled back for another's
sake, resources, lock, operator, system."""


class UserError(Exception):
    """Something a person did wrong. `text` is what they should read; nothing has changed."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class Lacking(Exception):
    """Somebody lacks a right as far as is known: it is read anew before they hear so.

    `right` is Telegram's name for it, empty where the declaration says which.
    """

    def __init__(self, right: str = "") -> None:
        super().__init__(right)
        self.right = right


class Nameless(Exception):
    """It matters who wrote, and an administrator wrote anonymously: they are asked."""


class Miss(Exception):
    """The directory was asked inside a unit for something that was not prefetched."""


class Stolen(Exception):
    """An inbox row was settled by somebody else: the unit must not count."""


class Overdue(Exception):
    """A unit stayed open for too long and was rolled back."""


def is_outage(error: BaseException) -> bool:
    """Whether the database is merely out of reach, so that waiting is the answer."""
    if isinstance(error, (ConnectionError, TimeoutError)):
        return True
    if not isinstance(error, DBAPIError):
        return False
    if error.connection_invalidated or isinstance(error, InterfaceError):
        return True
    if state := getattr(error.orig, "sqlstate", None):
        return str(state).startswith(_STATES)
    said = str(error.orig).lower()
    return isinstance(error, OperationalError) and any(sign in said for sign in _OUTAGES)


def brief(error: BaseException) -> str:
    """The first line of what an error says; its name, if it says nothing."""
    said = str(error).strip()
    return said.splitlines()[0] if said else type(error).__name__
