"""Before an act on a person is repeated, its reason is looked at again."""

import pytest
from kit import NOW, rows_of
from post import Post
from sqlalchemy import insert

from bot.core.actions import Ban, Kick
from bot.core.store import Store
from models.case import Case
from models.member import Member


@pytest.fixture
async def post(store: Store) -> Post:
    post = Post(store)
    await post.make_rooms()
    return post


async def make_case(store: Store, state: str) -> int:
    row = dict.fromkeys(("rule", "band", "act", "text", "name", "note"), "")
    numbers = dict.fromkeys(("subject_id", "deleted", "at", "last_hit_at", "hits"), 1)
    await store.write(
        lambda c: c.execute(
            insert(Case).values(
                id=5, room_id=1, key="k", state=state, evidence="[]", **row, **numbers
            )
        )
    )
    return 5


async def test_repeat_of_a_kick_after_the_case_was_dismissed_is_none(post: Post) -> None:
    """Law 14: an admin said it was no ad, while Telegram did not answer."""
    case = await make_case(post.store, "dismissed")
    post.api.faults.append("unsent")
    await post.send(Kick(room=1, person=6), case=case)
    assert (post.api.effects, await post.states()) == ([], ["expired"])
    ((note,),) = await rows_of(post.store, Case.note)
    assert note == "kick: expired the case does not stand any more"


async def test_repeat_after_somebody_else_acted_is_none(post: Post) -> None:
    """Law 14: the person was let in again meanwhile; they are not removed a second time."""
    case = await make_case(post.store, "in force")
    await post.store.write(
        lambda c: c.execute(
            insert(Member).values(room_id=1, user_id=6, status="member", changed_at=NOW + 1000)
        )
    )
    post.api.faults.append("lost")
    await post.send(Ban(room=1, person=6), case=case)
    assert (post.api.made(6), await post.states()) == (1, ["expired"])


@pytest.mark.parametrize(("joined", "made", "state"), [(1, 1, "done"), (2, 0, "expired")])
@pytest.mark.parametrize("action", [Kick(room=1, person=6), Ban(room=1, person=6)])
async def test_repeat_on_somebody_the_door_muted_meanwhile(
    post: Post, action: Kick | Ban, joined: int, made: int, state: str
) -> None:
    """Our own mute is no reason to keep an advertiser; that they came anew is one."""
    case = await make_case(post.store, "in force")
    row = {"room_id": 1, "user_id": 6, "status": "restricted", "changed_at": NOW + 1000}
    await post.store.write(lambda c: c.execute(insert(Member).values(joined_at=joined, **row)))
    post.api.status = "restricted"
    post.api.faults.append("unsent")
    await post.send(action, case=case)
    assert (post.api.made(6), await post.states()) == (made, [state])


async def test_repeat_that_the_update_shows_done_is_done(post: Post) -> None:
    case = await make_case(post.store, "in force")
    await post.store.write(
        lambda c: c.execute(
            insert(Member).values(room_id=1, user_id=6, status="kicked", changed_at=NOW + 1000)
        )
    )
    post.api.faults.append("lost")
    await post.send(Ban(room=1, person=6), case=case)
    assert (post.api.made(6), await post.states()) == (1, ["done"])


@pytest.mark.parametrize(("status", "made"), [("left", 1), ("member", 2)])
async def test_kick_is_repeated_only_on_a_member_who_is_present(
    post: Post, status: str, made: int
) -> None:
    """T94: `unbanChatMember` again would remove who came back."""
    post.api.faults.append("lost")
    post.api.status = status
    await post.send(Kick(room=1, person=6))
    assert (post.api.made(6), await post.states()) == (made, ["done"])
