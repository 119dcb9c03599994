"""`/title @x TEXT`: the tag beside a member's name, or an administrator's title."""

from bot.core.actions import AnyAction, Send, Tag, Title
from bot.core.errors import UserError
from bot.core.feature import Command, Feature, Later
from bot.core.unit import Stay, Unit
from services import tag
from services.target import aim

RIGHT = "can_promote_members"
GIVEN = "title.given"


async def title(unit: Unit) -> None:
    """Give somebody a tag; without a text it is taken away."""
    target = await aim(unit)
    if target is None or target.person <= 0:
        raise UserError(unit.say("title-usage"))
    text = " ".join(target.rest.split())
    if not tag.fits(text):
        raise UserError(unit.say("title-long", most=tag.LONGEST))
    room, person = unit.room.id, target.person
    action: AnyAction
    if person in unit.admins.by_id:
        unit.require_own(RIGHT)
        action = Title(room=room, person=person, title=text)
    else:
        unit.require_own(tag.RIGHT)
        action = Tag(room=room, person=person, tag=text)
    facts = unit.facts
    data = {
        "name": target.shown,
        "text": text,
        "message": facts.message_id,
        "thread": facts.thread_id,
    }
    unit.do(action, then=GIVEN, then_data=data, expires_at=unit.now + 300)


async def given(unit: Unit) -> None:
    """Telegram did it, or says why not."""
    done = unit.fate is not None and unit.fate.state == "done"
    name, text = unit.data["name"], unit.data["text"]
    if not done:
        said = str(unit.fate.result or "") if unit.fate else ""
        answer = unit.say("title-refused", said=said[:200])
    elif text:
        answer = unit.say("title-given", name=name, text=text)
    else:
        answer = unit.say("title-taken", name=name)
    send = Send(
        room=unit.room.id,
        text=answer,
        thread=unit.data["thread"],
        reply_to=unit.data["message"],
        stay=Stay.SHORT.seconds(unit.values),
    )
    unit.do(send, expires_at=unit.now + 300)


FEATURE = Feature(
    name="title",
    key="rules",
    commands=(Command(name="title", handle=title, right=RIGHT, where="group"),),
    continuations=(Later(name=GIVEN, handle=given),),
)
