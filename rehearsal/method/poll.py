"""Polls: sending and stopping them."""

from rehearsal import ballot, content, keyboard, markup
from rehearsal.call import Params
from rehearsal.error import Violated, bad_request
from rehearsal.method.registry import method
from rehearsal.method.sending import send
from rehearsal.method.target import chat_of, message_of
from rehearsal.user import Json
from rehearsal.world import World

LONGEST = 2_628_000
_KEPT = ("question", "open_period", "close_date")


@method("sendPoll")
def send_poll(world: World, params: Params) -> Json:
    chat = chat_of(world, params)
    poll: Json = {name: params.get(name) for name in _KEPT if name in params.values}
    quiz = params.text("type") == "quiz"
    poll["type"] = "quiz" if quiz else "regular"
    for name in ("allows_multiple_answers", "is_closed"):
        poll[name] = params.flag(name)
    poll["allows_revoting"] = params.flag("allows_revoting", default=not quiz)
    poll["is_anonymous"] = params.flag("is_anonymous", default=True)
    if chat.kind == "channel" and not poll["is_anonymous"]:
        raise bad_request("non-anonymous polls can't be sent to channel chats")
    poll["options"] = [{"text": option["text"]} for option in params.listing("options")]
    if quiz:
        poll |= _solution(world, params, len(poll["options"]))
    _check_term(world, params)
    return send(world, params, content.build(world, {"poll": poll}))


def _solution(world: World, params: Params, options: int) -> Json:
    """What is right, and why; a single number is the older way of saying it."""
    single = params.integer("correct_option_id")
    right = params.listing("correct_option_ids") or ([] if single is None else [single])
    if not right:
        raise Violated("QUIZ_CORRECT_ANSWERS_EMPTY")
    if any(not 0 <= int(number) < options for number in right):
        raise Violated("QUIZ_CORRECT_ANSWER_INVALID")
    found: Json = {"correct_option_ids": [int(number) for number in right]}
    if words := params.text("explanation"):
        mode, given = params.get("explanation_parse_mode"), params.get("explanation_entities")
        found["explanation"], entities = markup.rendered(world, words, mode, given)
        if entities:
            found["explanation_entities"] = entities
    return found


def _check_term(world: World, params: Params) -> None:
    end = params.integer("close_date")
    if end is None:
        return
    if params.integer("open_period"):
        raise Violated("open_period and close_date exclude each other")
    if not 5 <= end - world.now() <= LONGEST:
        raise Violated("close_date must be 5 to 2628000 seconds ahead")


@method("stopPoll")
def stop_poll(world: World, params: Params) -> Json:
    chat = chat_of(world, params)
    message = message_of(world, params, chat, "message with poll to stop not found")
    if message.author is not world.bot or "poll" not in message.content:
        raise bad_request("poll can't be stopped")
    found = ballot.of(message)
    if found.poll["is_closed"]:
        raise bad_request("poll has already been closed")
    message.markup = keyboard.checked(params.get("reply_markup"))
    ballot.close(found)
    world.queue.put("poll", found.poll)
    return found.poll
