"""Deciding a case by a button, wherever its card is; the case's own room authorises."""

from bot.core import duration
from bot.core.actions import Answer, Edit
from bot.core.unit import Stay, Unit
from handlers.cases.card import RIGHT, card, find, send, shown, state_of
from services import desk, moderation

DECIDE = "cases.decide"


async def press(unit: Unit, how: str) -> None:
    """Somebody pressed a button of a card; the room of the case decides whether they may."""
    facts = unit.facts
    case = await find(unit, unit.args)
    if case is None or facts.actor is None:
        unit.answer(unit.say("button-stale"))
        return
    await unit.tell(
        case.room_id,
        DECIDE,
        f"{case.id}:{unit.query}",
        data={
            "case": case.id,
            "how": how,
            "by": facts.actor.id,
            "query": unit.query,
            "chat": facts.chat_id,
            "message": facts.message_id,
        },
    )


async def decide(unit: Unit) -> None:
    """Settle a case as an admin wishes, if they may."""
    asked = unit.data
    case = await find(unit, asked["case"])
    answer = "case-done"
    if case is None:
        return
    if RIGHT not in unit.admins.rights_of(asked["by"]):
        unit.doubt()
        text = unit.say("right-missing", right=unit.say(f"right-{RIGHT}"))
        unit.do(Answer(room=unit.room.id, query=asked["query"], text=text, alert=True))
        return
    actions = await unit.run(
        lambda connection: moderation.settle(
            connection, case, how=asked["how"], by=asked["by"], now=unit.now
        )
    )
    if actions is None:
        answer = "case-before"
    for action in actions or ():
        unit.do(action, case=case.id, expires_at=unit.now + 2 * duration.DAY)
    if actions is not None and asked["how"] == "ham" and case.deleted and case.text:
        for part in desk.parts(case.text):
            send(unit, unit.say("case-wrote", name=shown(case, 64), text=part), case=case.id)
    unit.do(Answer(room=unit.room.id, query=asked["query"], text=unit.say(answer)))
    decided = await find(unit, case.id)
    if decided is None:
        return
    text = await card(unit, decided)
    if asked["chat"] == unit.room.chat_id:
        # The group is not shown the ad once more.
        text = unit.say(
            "case-closed",
            number=str(case.id),
            act=unit.say(f"act-{decided.act}"),
            state=state_of(unit, decided),
        )
        await unit.stay(asked["chat"], asked["message"], Stay.NOTICE)
    unit.do(Edit(room=unit.room.id, to=asked["chat"], message=asked["message"], text=text))
