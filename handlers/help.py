"""`/start` and `/help`: what the bot does here."""

from bot.core import texts
from bot.core.actions import Button, Buttons
from bot.core.feature import KEYS, Command, Feature
from bot.core.house import ADDRESSED
from bot.core.kinds import toggle
from bot.core.manner.page import Pager, split
from bot.core.manner.private import hand_over
from bot.core.texts import Html
from bot.core.unit import Unit
from services import roster

SIZE = 50
"""Lines of a page: the commands of a key are seldom more, and one looks for one's own."""


async def start(unit: Unit) -> None:
    """The first word in private; from now on the bot may write to this person.

    What waits for them is handed over; a link leads on to where it points.
    """
    facts = unit.facts
    await unit.run(lambda connection: roster.note_person(connection, facts, started=True))
    letters = await hand_over(unit)
    name, _, args = unit.args.partition("_")
    link = unit.house.links.get(name)
    if link is not None:
        unit.args, unit.data = args, letters
        await link.handle(unit)
    elif not letters and not await _goes_on(unit):
        rights = "+".join(right.removeprefix("can_") for right in unit.house.needs())
        url = f"https://t.me/{unit.house.username}?startgroup=add&admin={rights}"
        button = Button(text=unit.say("help-add"), url=url)
        unit.reply(unit.say("help-start"), buttons=((button,),))


async def _goes_on(unit: Unit) -> bool:
    """Whether they are in the middle of something, which is shown to them."""
    for feature in unit.house.features:
        if feature.begins and await feature.begins(unit):
            return True
    return False


async def show_help(unit: Unit) -> None:
    """`/help [KEY | COMMAND]`: the commands one may use here, by the five keys."""
    asked = unit.args.partition(" ")[0].lower().lstrip("/")
    await PAGES.show(unit, asked, empty=unit.say("help-unknown", name=asked[:40]))


async def _lines(unit: Unit, asked: str) -> list[str]:
    """A line for each command, the first of a key under its heading."""
    group = unit.room.is_group
    rights = unit.rights if group else frozenset()
    on = [one for one in unit.house.features if one.is_on(unit.values)]
    every: list[str] = []
    for key in KEYS:
        called = _heading(unit, key).lower()
        lines = [
            _line(unit, command)
            for feature in on
            if feature.key == key
            for command in feature.commands
            if command.may_use(rights, group=group)
            and asked in ("", key or "house", called, command.name, *command.aliases)
        ]
        if lines:
            heading = unit.say(f"key-{key or 'house'}")
            lines[0] = "\n".join([*([""] if every else []), heading, lines[0]])
            every += lines
    return every


async def _keys(unit: Unit, _asked: str) -> Buttons:
    """A button for each key where all there is takes more than a page."""
    if len(split(await _lines(unit, ""), SIZE)) < 2:
        return ()
    row = [
        Button(text=_heading(unit, key), data=f"help_page:0:{key or 'house'}", only=unit.actor)
        for key in KEYS
        if await _lines(unit, key or "house")
    ]
    return tuple(tuple(row[at : at + 3]) for at in range(0, len(row), 3))


def _heading(unit: Unit, key: str) -> str:
    return texts.plain(unit.language, f"key-{key or 'house'}")


def _line(unit: Unit, command: Command) -> str:
    does = Html(texts.say(unit.language, f"command-{command.name}"))
    words = [
        word for one in command.words for word in unit.values[f"words.{one.name or command.name}"]
    ]
    if not words or not unit.values["words.enabled"]:
        return unit.say("help-line", name=command.name, does=does)
    return unit.say("help-line-words", name=command.name, does=does, words=" ".join(words))


PAGES = Pager("help_page", _lines, below=_keys, size=SIZE)

FEATURE = Feature(
    name="help",
    settings=(toggle(ADDRESSED, False),),
    commands=(
        Command(name="start", handle=start, where="private", menu={"private": 1}),
        Command(name="help", handle=show_help, lists=True, menu={"private": 2}),
    ),
    presses=(PAGES.press,),
)
