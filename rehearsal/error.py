"""What the Bot API answers when it refuses, and what people meet when they may not."""

from typing import Any


class ApiError(Exception):
    """A refusal by the Bot API: status, Telegram's own words, and what a client can act on."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


class Violated(ApiError):
    """A refusal that is the caller's own mistake, such as a text too long or broken markup."""

    def __init__(self, what: str) -> None:
        super().__init__(400, f"Bad Request: {what}")


class Refused(Exception):
    """Telegram did not let a person do this (muted, banned, not a member, no right …)."""


def bad_request(what: str, **parameters: Any) -> ApiError:
    """The request can't be carried out."""
    return ApiError(400, f"Bad Request: {what}", **parameters)


def forbidden(what: str) -> ApiError:
    """The bot is not let in, or not welcome."""
    return ApiError(403, f"Forbidden: {what}")


def flooded(retry_after: int) -> ApiError:
    """Too many requests; the client waits `retry_after` seconds."""
    return ApiError(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)


def not_found() -> ApiError:
    """No such method, or no such path."""
    return ApiError(404, "Not Found")
