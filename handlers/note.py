"""Notes: `/save NAME text`, and `#name` brings it back."""

from collections.abc import Callable, Sequence

from bot.core.duration import MINUTE
from bot.core.errors import UserError
from bot.core.feature import Command, Feature, Watcher
from bot.core.incoming import Facts
from bot.core.kinds import toggle
from bot.core.manner import Pager
from bot.core.role import CHANGE
from bot.core.settings import Values
from bot.core.unit import Stay, Unit
from services import snippet, template
from services.snippet import LONGEST, MOST, NOTE, Snippet

AGAIN = MINUTE
"""Seconds in which the same note is brought once to the same message by its tag."""

SHOWN = 3_000
"""Characters of a source that are shown."""


async def save(unit: Unit) -> None:
    """Keep a text, a picture or anything else under a name."""
    rich = template.own(unit.facts).rich
    typed = (rich.text.split(None, 1) or [""])[0]
    shown = typed.lstrip("#＃")
    name = snippet.fold(shown)
    given = template.bring(unit.facts, rich.without(((0, len(typed)),)))
    if not name or (not given.rich.text and not given.media):
        raise UserError(unit.say("note-usage"))
    if len(name) > LONGEST:
        raise UserError(unit.say("note-long", most=LONGEST))
    source = template.accepted(unit, given)
    room = unit.room.id
    if await unit.run(lambda c: snippet.count(c, room=room, kind=NOTE)) >= MOST[NOTE]:
        raise UserError(unit.say("note-many", most=MOST[NOTE]))
    await unit.run(
        lambda c: snippet.put(
            c,
            room=room,
            kind=NOTE,
            named=[(name, shown)],
            source=source,
            media=given.media,
            file=given.file,
            now=unit.now,
        )
    )
    unit.forget_settings()
    unit.reply(unit.say("note-saved", name=shown))


async def get(unit: Unit) -> None:
    """`/get NAME`; with `noformat`, how it was written."""
    shown, _, how = unit.args.partition(" ")
    if not shown:
        raise UserError(unit.say("note-get-usage"))
    found = await _find(unit, snippet.fold(shown.lstrip("#＃")))
    if found is None:
        raise UserError(unit.say("note-none-such", name=shown[:LONGEST]))
    if how.strip().lower() == "noformat" and found.source:
        unit.reply(unit.say("note-source", source=found.source[:SHOWN]), stay=Stay.LONG)
    else:
        _bring(unit, found)


async def clear(unit: Unit) -> None:
    """Forget a note."""
    shown = unit.args.strip().lstrip("#＃")
    if not shown:
        raise UserError(unit.say("note-clear-usage"))
    name = snippet.fold(shown)
    room = unit.room.id
    if not await unit.run(lambda c: snippet.clear(c, room=room, kind=NOTE, name=name)):
        raise UserError(unit.say("note-none-such", name=shown[:LONGEST]))
    unit.forget_settings()
    unit.reply(unit.say("note-cleared", name=shown))


async def _lines(unit: Unit, _args: str) -> Sequence[str]:
    names = await unit.run(lambda c: snippet.listed(c, room=unit.room.id, kind=NOTE))
    return [unit.say("note-line", name=name) for name in names]


PAGES = Pager("note_page", _lines)


async def show(unit: Unit) -> None:
    """`/notes`: their names."""
    await PAGES.show(unit, empty=unit.say("note-none"))


def choose(values: Values) -> Callable[[Facts], bool] | None:
    """Messages that begin with the tag of a note; None where there are no notes."""
    known = frozenset(values.recalled.get("notes", ()))
    if not known:
        return None

    def wants(facts: Facts) -> bool:
        tagged = facts.text[:1] in ("#", "＃") and _tag(facts.text) in known
        return tagged and snippet.is_said(facts)

    return wants


def _tag(text: str) -> str:
    """The name behind the `#` at the beginning of a text."""
    return snippet.fold(text[1 : LONGEST + 2].split(None, 1)[0]) if text[1:].strip() else ""


async def answer(unit: Unit) -> None:
    """Somebody wrote a tag: the note is brought, in a reply to the message it is about."""
    facts = unit.facts
    if unit.gone or not unit.room.is_group:
        return
    found = await _find(unit, _tag(facts.text))
    about = facts.reply_to or facts.thread_id
    if found is not None and await unit.once(f"note:{_tag(facts.text)}:{about}", AGAIN):
        _bring(unit, found)


def _bring(unit: Unit, found: Snippet) -> None:
    template.post_for(unit, found.source, media=found.media, file=found.file, swap=True)


async def _find(unit: Unit, name: str) -> Snippet | None:
    found: Snippet | None = await unit.run(
        lambda c: snippet.find(c, room=unit.room.id, kind=NOTE, name=name)
    )
    return found


FEATURE = Feature(
    name="notes",
    key="rules",
    settings=(toggle("notes.enabled", True),),
    commands=(
        Command(name="save", handle=save, right=CHANGE, where="group"),
        Command(name="get", handle=get, where="group"),
        Command(name="notes", handle=show, aliases=("saved",), where="group"),
        Command(name="clear", handle=clear, right=CHANGE, where="group"),
    ),
    presses=(PAGES.press,),
    watchers=(Watcher(kinds=("message",), handle=answer, choose=choose),),
    recall=lambda connection, rooms: snippet.recall(connection, rooms, NOTE),
)
