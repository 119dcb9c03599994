"""`/rules`: what the owner wrote, and what is in force, from the live settings."""

from bot.core import texts
from bot.core.actions import Button, Buttons
from bot.core.errors import UserError
from bot.core.feature import Command, Feature, Later, Word
from bot.core.role import CHANGE
from bot.core.settings import Values
from bot.core.unit import Stay, Unit
from services import roster, template
from services.template import Composer, Somebody, compile_template

ASKED = "rules.asked"
"""The deadline, due at once, at which a group tells somebody in private."""

TEXT = Composer("setrules", "rules.text")


async def show_rules(unit: Unit) -> None:
    """In the group."""
    author = template.author_of(template.message_of(unit.facts), unit.values)
    _tell(unit, unit.values.at(unit.facts.thread_id), author, reply_to=unit.facts.message_id)


async def open_rules(unit: Unit) -> None:
    """The link: the group itself tells who pressed it, if they are a member there."""
    number = unit.args
    if not (number.isascii() and number.isdigit() and len(number) <= 18):
        raise UserError(unit.say("rules-not-there"))
    room = int(number)
    if unit.actor not in await unit.run(lambda c: roster.present(c, room, [unit.actor])):
        raise UserError(unit.say("rules-not-there"))
    person = unit.facts.person
    name = (person.first_name, person.last_name, person.username) if person else ("", "", "")
    data = {"person": unit.actor, "name": name}
    await unit.tell(room, ASKED, f"{room}:{unit.actor}", data=data)


async def tell_in_private(unit: Unit) -> None:
    """Somebody opened the link: they are told by the group whose rules these are."""
    person = unit.data["person"]
    if person in await unit.run(lambda c: roster.present(c, unit.room.id, [person])):
        _tell(unit, unit.values, Somebody(person, *unit.data["name"]), to=person)


def _tell(
    unit: Unit, values: Values, author: Somebody | None, *, to: int = 0, reply_to: int = 0
) -> None:
    """The owner's text, then every sentence of the features that are on, and a way to ask about
    what was done."""
    source = values["rules.text"]
    lines = [
        line
        for feature in unit.house.features
        if feature.rules and feature.is_on(values)
        for line in feature.rules(unit)
    ]
    buttons = [Button(text=unit.say("rules-ask"), url=unit.link("why"))]
    if "appeal" in unit.house.links:
        buttons.append(Button(text=unit.say("case-appeal"), url=unit.link("appeal")))
    below: Buttons = (tuple(buttons),) if lines or source else ()
    tail = "\n".join([unit.say("rules-title"), *lines]) if lines else ""
    people = [author] if author else []
    made = compile_template(source)
    if made.size + texts.size(texts.unmarked(tail)) + 2 > template.TEXT:
        template.post(unit, made, people, to=to, reply_to=reply_to, stay=Stay.LONG)
        made = compile_template("")
    if made.is_empty and not tail:
        tail = unit.say("rules-none")
    template.post(
        unit, made, people, tail=tail, below=below, to=to, reply_to=reply_to, stay=Stay.LONG
    )


FEATURE = Feature(
    name="rules",
    key="rules",
    settings=(template.template("rules.text"),),
    commands=(
        Command(
            name="rules",
            handle=show_rules,
            where="group",
            menu={"member": 1},
            words=(Word(texts=("群规",)),),
        ),
        Command(name="setrules", handle=TEXT.compose, right=CHANGE, where="group"),
    ),
    presses=(TEXT.press,),
    deadlines=(TEXT.later, Later(name=ASKED, handle=tell_in_private)),
    links=(Later(name=template.RULES, handle=open_rules),),
)
