"""Words to who comes and goes: one welcome at a time, however many come."""

from collections.abc import Callable, Sequence

from bot.core.actions import MEMBER_ACTIONS, Button, Buttons, Delete
from bot.core.alter import alter
from bot.core.duration import DAY
from bot.core.errors import UserError
from bot.core.feature import Command, Feature, Later, Watcher
from bot.core.incoming import Facts
from bot.core.kinds import toggle
from bot.core.role import CHANGE
from bot.core.settings import Values
from bot.core.texts import Html, size, unmarked
from bot.core.unit import Stay, Unit
from services import buddy, greeting, raid, roster, template
from services.greeting import Waiting, came, left
from services.moderation.restraint import muted
from services.template import Composer, Somebody, Template, compile_template

SAY, SAID = "welcome.say", "welcome.said"
"""The deadline at which those who came are welcomed, and the continuation of that."""

AGAIN = DAY
"""Seconds after which somebody who left and comes back is welcomed once more, and who goes again is
said goodbye to."""

CALLED = 10
"""Buddies whom one welcome calls."""

GAP = 2
"""Units of a message that an empty line takes."""

FAREWELL = 60
"""Seconds after which somebody else who goes is said goodbye to."""

WELCOME = Composer("setwelcome", "welcome.text", {"welcome.enabled": True})
GOODBYE = Composer("setgoodbye", "goodbye.text")

_ON = frozenset(("on", "yes", "开", "开启"))
_OFF = frozenset(("off", "no", "关", "关闭"))


def wants_coming(values: Values) -> Callable[[Facts], bool] | None:
    """Who comes, where they are welcomed."""
    return came if values["welcome.enabled"] else None


def wants_going(values: Values) -> Callable[[Facts], bool] | None:
    """Who goes, where they are said goodbye to."""
    return left if values["goodbye.text"] else None


async def see_coming(unit: Unit) -> None:
    """Somebody came: they are welcomed together with who comes right after."""
    person = unit.facts.person
    if person is None or not unit.room.is_group:
        return
    acted = [one.action for one in unit.drafts if isinstance(one.action, MEMBER_ACTIONS)]
    if any(action.person == person.id for action in acted):
        return  # they are out again, or silent until somebody has looked
    one, room, now = template.somebody(person, unit.values), unit.room.id, unit.now
    due = await unit.run(lambda c: greeting.wait(c, room=room, one=one, now=now))
    await unit.later(SAY, str(room), due_at=due)


async def welcome_them(unit: Unit) -> None:
    """Welcome those who came, are still there and may speak; nobody while a raid goes on."""
    room = unit.room.id
    waiting: Waiting = await unit.run(lambda c: greeting.take(c, room))
    if not unit.values["welcome.enabled"] or not waiting.people or await raid.is_on(unit):
        return
    numbers = [*(one.id for one in waiting.people), *waiting.others]
    here = await unit.run(lambda c: roster.present(c, room, numbers))
    here -= await unit.run(lambda c: muted(c, room, numbers))
    named = [one.id for one in waiting.people if one.id in here]
    new = await unit.run(
        lambda c: greeting.fresh(c, room=room, people=named, seconds=AGAIN, now=unit.now)
    )
    people = [one for one in waiting.people if one.id in new]
    if not people:
        return
    made, tail = _text(unit), await _buddies(unit, people)
    fits = _fits(made, tail)
    template.post(
        unit,
        made,
        people,
        more=waiting.more - sum(one not in here for one in waiting.others),
        tail=tail if fits else "",
        below=_buttons(unit),
        then=SAID,
    )
    if not fits:
        unit.reply(tail, stay=Stay.LONG)


def _fits(made: Template, around: str) -> bool:
    """Whether the words of a group and what stands around them are one message."""
    return made.size + size(unmarked(around)) + GAP <= template.TEXT


async def _buddies(unit: Unit, people: Sequence[Somebody]) -> str:
    """Who shows whom around, if the group has buddies."""
    room, now, newcomers = unit.room.id, unit.now, [one.id for one in people]
    given: dict[int, list[int]] = await unit.run(
        lambda c: buddy.assign(c, room, newcomers, now, most=CALLED)
    )
    known = await unit.run(lambda c: roster.names(c, list(given)))
    lines = []
    for person, theirs in list(given.items())[:CALLED]:
        name = known.get(person, "")
        model = Somebody(person, name, "", hidden=template.is_ad(name, unit.values))
        who = template.fillings(unit, [model])["mention"][1]
        whom = template.fillings(unit, [one for one in people if one.id in theirs])["first"][1]
        if len(people) == 1:
            lines.append(unit.say("welcome-buddy", buddy=Html(who)))
        else:
            lines.append(unit.say("welcome-buddies", buddy=Html(who), people=Html(whom)))
    return "\n".join(lines)


def _buttons(unit: Unit) -> Buttons:
    """The rules, and whatever else features have for newcomers, two in a row."""
    if not unit.values["welcome.buttons"]:
        return ()
    found = []
    if template.RULES in unit.house.links and not _text(unit).rules:
        url = unit.link(template.RULES, str(unit.room.id))
        found.append(Button(text=unit.say("template-rules"), url=url))
    for feature in unit.house.features:
        if feature.greets and feature.is_on(unit.values):
            found += feature.greets(unit)
    return tuple(tuple(found[at : at + 2]) for at in range(0, len(found), 2))


def _text(unit: Unit) -> Template:
    """The group's own words, or the usual ones."""
    usual = unit.say("welcome-usual", mention="{mention}", group="{group}")
    return compile_template(unit.values["welcome.text"] or usual)


async def said(unit: Unit) -> None:
    """A welcome stands in the chat: the one before goes."""
    if unit.fate is None or unit.fate.state != "done":
        return
    sent, room = unit.fate.result, unit.room.id
    chat, message = await unit.run(
        lambda c: greeting.said(c, room=room, chat=sent["chat"], message=sent["message"])
    )
    if message and chat == unit.room.chat_id:
        unit.do(Delete(room=room, chat=chat, message=message))


async def see_going(unit: Unit) -> None:
    """Somebody went by themselves."""
    person, source = unit.facts.person, unit.values["goodbye.text"]
    if person is None or not source or not unit.room.is_group:
        return
    if await unit.once(f"goodbye:{person.id}", AGAIN) and await unit.once("goodbye", FAREWELL):
        one = template.somebody(person, unit.values)
        template.post(unit, compile_template(source), [one], stay=Stay.LONG)


async def welcome(unit: Unit) -> None:
    """`/welcome` shows it, `on` and `off` switch it, `noformat` shows how it was written."""
    word = unit.args.strip().lower()
    if word in _ON | _OFF:
        await alter(unit, "welcome.enabled", word in _ON, by=unit.actor)
        unit.reply(unit.say("welcome-on" if word in _ON else "welcome-off"))
        return
    if word == "noformat":
        source = unit.values["welcome.text"] or _text(unit).html
        unit.reply(unit.say("note-source", source=source[:3_000]), stay=Stay.LONG)
        return
    if word:
        raise UserError(unit.say("welcome-usage"))
    made = _text(unit)
    head = unit.say("welcome-is-on" if unit.values["welcome.enabled"] else "welcome-is-off")
    if not _fits(made, head):
        unit.reply(head, stay=Stay.LONG)
        head = ""
    person, number = unit.facts.person, unit.facts.message_id
    people = [template.somebody(person, unit.values)] if person else []
    below = _buttons(unit)
    template.post(unit, made, people, head=head, below=below, reply_to=number, stay=Stay.LONG)


FEATURE = Feature(
    name="greeting",
    key="vision",
    settings=(
        toggle("welcome.enabled", False),
        toggle("welcome.buttons", True),
        template.template("welcome.text"),
        template.template("goodbye.text"),
    ),
    commands=(
        Command(name="welcome", handle=welcome, right=CHANGE, where="group"),
        Command(name="setwelcome", handle=WELCOME.compose, right=CHANGE, where="group"),
        Command(name="setgoodbye", handle=GOODBYE.compose, right=CHANGE, where="group"),
    ),
    presses=(WELCOME.press, GOODBYE.press),
    presets={"circle": {"welcome.enabled": True}},
    deadlines=(WELCOME.later, GOODBYE.later, Later(name=SAY, handle=welcome_them)),
    continuations=(Later(name=SAID, handle=said),),
    watchers=(
        Watcher(kinds=("chat_member",), handle=see_coming, choose=wants_coming),
        Watcher(kinds=("chat_member",), handle=see_going, choose=wants_going),
    ),
)
