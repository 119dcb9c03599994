"""Letting in or turning away who asked."""

from rehearsal import door, press
from rehearsal.call import Params
from rehearsal.error import Violated, bad_request
from rehearsal.method.invite import inviting
from rehearsal.method.registry import method
from rehearsal.method.target import user_of
from rehearsal.world import World

GUARD_TERM = 10.0
"""Seconds in which a guard bot answers; afterwards the request waits like any other."""


@method("approveChatJoinRequest")
def approve_chat_join_request(world: World, params: Params) -> bool:
    return _settle(world, params, approve=True)


@method("declineChatJoinRequest")
def decline_chat_join_request(world: World, params: Params) -> bool:
    return _settle(world, params, approve=False)


@method("answerChatJoinRequestQuery")
def answer_chat_join_request_query(world: World, params: Params) -> bool:
    query, result = params.text("chat_join_request_query_id"), params.text("result")
    if result not in ("approve", "decline", "queue"):
        raise Violated("unsupported result specified")
    for chat in world.chats.values():
        for request in chat.requests.values():
            if request.query == query and world.clock.now() - request.at <= GUARD_TERM:
                request.query = None
                if result != "queue":
                    door.answer(chat, request, approve=result == "approve", by=world.bot)
                return True
    raise bad_request(press.TOO_OLD)


def _settle(world: World, params: Params, *, approve: bool) -> bool:
    chat = inviting(world, params)
    user = user_of(world, params)
    request = chat.requests.get(user.id)
    if request is None:
        present = chat.member(user).present
        raise bad_request("USER_ALREADY_PARTICIPANT" if present else "HIDE_REQUESTER_MISSING")
    door.answer(chat, request, approve=approve, by=world.bot)
    return True
