"""What keeps a group silent, as a machine: wishes come in, permissions come out."""

from collections.abc import Iterable

from msgspec import Struct, structs

SENDING = ("can_send_", "can_add_web_page_previews")
"""How the permissions begin that writing takes."""


class State(Struct, frozen=True, gc=False):
    """Who wants silence, and the permissions before it; empty while they are not taken yet.

    `turn` counts wishes: what was seen for an earlier one is of no use any more.
    """

    ordered: bool = False
    night: bool = False
    earlier: tuple[str, ...] | None = None
    turn: int = 0

    @property
    def wanted(self) -> bool:
        """Whether anything wants silence."""
        return self.ordered or self.night


def shut(permissions: Iterable[str]) -> tuple[str, ...]:
    """What is left of permissions in silence: all that is no writing."""
    return tuple(one for one in permissions if not one.startswith(SENDING))


def reopened(found: Iterable[str], earlier: Iterable[str]) -> tuple[str, ...]:
    """The permissions after silence: to write as before, everything else as it is found."""
    writing = [one for one in earlier if one.startswith(SENDING)]
    return tuple(sorted([*shut(found), *writing]))


def wished(
    state: State | None, *, ordered: bool | None = None, night: bool | None = None
) -> tuple[State | None, bool]:
    """The state after a wish, and whether the permissions have to be looked at for it."""
    was = state or State()
    now = State(
        was.ordered if ordered is None else ordered,
        was.night if night is None else night,
        was.earlier,
        was.turn + 1,
    )
    is_shut = now.earlier is not None
    if not now.wanted and not is_shut:
        return None, False
    return now, now.wanted != is_shut


def seen(
    state: State | None, turn: int, can: Iterable[str]
) -> tuple[State | None, tuple[str, ...] | None]:
    """The state after a look, and the permissions to be set, None for none.

    If anybody may write at the end, somebody else has decided: theirs hold. What else they changed
    meanwhile stays.
    """
    if state is None or state.turn != turn:
        return state, None
    found = tuple(sorted(can))
    if state.earlier is None:
        return structs.replace(state, earlier=found), shut(found)
    if state.wanted:
        return state, None
    return None, reopened(found, state.earlier) if found == shut(found) else None
