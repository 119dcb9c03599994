"""`/pin` and `/unpin`: what stands at the top of the chat."""

from bot.core.actions import Pin, Unpin
from bot.core.errors import UserError
from bot.core.feature import Command, Feature, Word, in_reply
from bot.core.unit import Unit

RIGHT = "can_pin_messages"
_LOUD = frozenset(("loud", "notify", "通知"))


async def pin(unit: Unit) -> None:
    """Pin the message that is replied to; everybody hears of it only with `loud`."""
    facts = unit.facts
    unit.require_own(RIGHT)
    if not in_reply(facts, ""):
        raise UserError(unit.say("pin-usage"))
    silent = unit.args.strip().lower() not in _LOUD
    unit.do(
        Pin(room=unit.room.id, chat=facts.chat_id, message=facts.reply_to, silent=silent),
        expires_at=unit.now + 300,
    )
    unit.reply(unit.say("pin-done"))


async def unpin(unit: Unit) -> None:
    """Unpin the message that is replied to, else the newest that is pinned."""
    facts = unit.facts
    unit.require_own(RIGHT)
    message = facts.reply_to if in_reply(facts, "") else 0
    unit.do(
        Unpin(room=unit.room.id, chat=facts.chat_id, message=message), expires_at=unit.now + 300
    )
    unit.reply(unit.say("pin-gone"))


FEATURE = Feature(
    name="pin",
    key="rules",
    commands=(
        Command(
            name="pin",
            handle=pin,
            right=RIGHT,
            where="group",
            words=(Word(texts=("置顶",), complete=in_reply),),
        ),
        Command(name="unpin", handle=unpin, right=RIGHT, where="group"),
    ),
)
