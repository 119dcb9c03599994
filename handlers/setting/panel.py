"""`/settings` and `/setup` with buttons, in private, for every group one administers."""

from bot.core import alter
from bot.core.actions import Button, Send
from bot.core.errors import UserError
from bot.core.feature import PRESETS
from bot.core.texts import LANGUAGES
from bot.core.unit import Stay, Unit
from handlers.setting import founding, page, preset, remote
from handlers.setting.elsewhere import ask as ask_elsewhere
from handlers.setting.file import send_file
from handlers.setting.place import Place, changed_line, cut, forget, store, understand
from handlers.setting.remote import Visit
from services import roster

MOST_GROUPS = 50


async def settings(unit: Unit) -> None:
    """`/settings`: in a group a link to its panel, in private the groups one administers."""
    await open_at(unit, "set", "panel-link", "g")


async def open_at(unit: Unit, link: str, text: str, do: str) -> None:
    """Open the panel at a page: by a link from a group, at once in private."""
    if unit.room.is_group:
        url = unit.link(link, str(unit.room.id))
        button = Button(text=unit.say("letter-open"), url=url)
        unit.reply(unit.say(text), buttons=((button,),), stay=Stay.LONG)
        return
    await list_groups(unit, do)


async def list_groups(unit: Unit, do: str = "g") -> None:
    """The groups somebody administers, as far as is known; a single one is opened at once."""
    person = unit.actor
    known = await unit.run(lambda c: roster.administered(c, person, MOST_GROUPS))
    if len(known) == 1 and not unit.query:
        await remote.go(unit, known[0][0], do)
        return
    buttons = [
        Button(text=cut(title, page.TITLE) or str(room), data=f"p:{room}:{do}")
        for room, title in known
    ]
    text = unit.say("panel-which") if known else unit.say("panel-none")
    unit.reply(text, buttons=tuple((one,) for one in buttons))


async def follow(unit: Unit, do: str) -> None:
    """Somebody came by a link from a group."""
    number = unit.args
    room = int(number) if number.isascii() and number.isdigit() and len(number) < 19 else 0
    if not await remote.go(unit, room, do):
        unit.reply(unit.say("panel-not-there"))


async def press(unit: Unit) -> None:
    """A button of the panel: what it asks for is done in the group's own lane."""
    room, _, do = unit.args.partition(":")
    if do == "q":
        unit.answer()
        await list_groups(unit)
    elif unit.room.is_group or not await remote.go(unit, int(room), do):
        unit.stale()


async def typed(unit: Unit) -> None:
    """A value was typed in the private chat."""
    asked, text = unit.data, unit.facts.text
    message = asked.get("message", 0)
    if not await remote.go(unit, asked["room"], asked["do"], text=text, message=message):
        unit.reply(unit.say("panel-not-there"))


async def put_question(unit: Unit) -> None:
    """In the private chat: ask for a value."""
    asked = unit.data
    unit.language = asked["language"]
    await unit.ask(remote.QUESTION, {"room": asked["room"], "do": asked["do"]})
    cancel = Button(text=unit.say("button-cancel"), data="cancel")
    unit.do(Send(room=unit.room.id, text=asked["text"], buttons=((cancel,),)))


async def work(unit: Unit) -> None:
    """In the group's lane: do what somebody at the panel wants, if they may."""
    visit = await remote.arrive(unit)
    if visit is None:
        return
    word, _, rest = visit.do.partition(":")
    try:
        shown = await _WORK[word](unit, visit, rest)
    except (LookupError, ValueError):
        remote.answer(unit, visit, unit.say("button-stale"))
        shown = page.group(unit)
    except UserError as error:
        remote.answer(unit, visit, error.text)
        shown = None
    else:
        remote.answer(unit, visit)
    if shown is not None:
        remote.show(unit, visit, *shown)


async def _group(unit: Unit, _visit: Visit, _rest: str) -> page.Page:
    return page.group(unit)


async def _feature(unit: Unit, _visit: Visit, rest: str) -> page.Page:
    name, _, number = rest.partition(":")
    return page.feature(unit, name, int(number or 0))


async def _setting(unit: Unit, _visit: Visit, key: str) -> page.Page:
    return page.setting(unit, key)


async def _choose(unit: Unit, visit: Visit, rest: str) -> page.Page:
    key, _, shown = rest.partition(":")
    return page.setting(unit, key, await _change(unit, visit, key, shown))


async def _switch(unit: Unit, visit: Visit, rest: str) -> page.Page:
    key, _, shown = rest.partition(":")
    note = await _change(unit, visit, key, shown)
    return page.feature(unit, page.section(unit, key), page.number_of(unit, key), note)


async def _change(unit: Unit, visit: Visit, key: str, shown: str) -> str:
    place = Place(unit.values.declared[key])
    options = {place.setting.show(option): option for option in place.setting.options}
    value = options[shown]
    await store(unit, place, value, visit.by)
    return changed_line(unit, place, value)


async def _reset(unit: Unit, visit: Visit, key: str) -> page.Page:
    place = Place(unit.values.declared[key])
    await forget(unit, place)
    return page.setting(unit, key, changed_line(unit, place, place.value(unit.values)))


async def _type(unit: Unit, visit: Visit, key: str) -> None:
    one = unit.values.declared[key]
    text = unit.say("panel-ask", key=key, allowed=one.allowed)
    await remote.ask(unit, visit, text, f"y:{key}")


async def _take_typed(unit: Unit, visit: Visit, key: str) -> page.Page | None:
    place = Place(unit.values.declared[key])
    try:
        value = understand(unit, place, visit.text)
        if place.setting.is_chat and value and value != unit.room.chat_id:
            await ask_elsewhere(unit, key, value, visit.by, to=visit.chat)
            return None
        await store(unit, place, value, visit.by)
    except UserError as error:
        await remote.ask(unit, visit, error.text, f"y:{key}")
        return None
    return page.setting(unit, key, changed_line(unit, place, value))


async def _language(unit: Unit, _visit: Visit, language: str) -> page.Page:
    if language not in LANGUAGES:
        raise LookupError(language)
    await alter.speak(unit, language)
    return page.group(unit)


async def _presets(unit: Unit, _visit: Visit, name: str) -> page.Page:
    if name:
        return _preview(unit, name)
    lines = [unit.say("setup-begin"), *(unit.say(f"preset-{one}") for one in PRESETS)]
    buttons = [page.button(unit, unit.say(f"preset-button-{one}"), f"u:{one}") for one in PRESETS]
    last = (
        page.button(unit, unit.say("button-back"), "g"),
        page.button(unit, unit.say("setup-keys"), "k:0"),
    )
    first = page.button(unit, unit.say("founding-button"), founding.BEGIN)
    return "\n\n".join(lines), ((first,), *page.rows(buttons, 2), last)


def _preview(unit: Unit, name: str) -> page.Page:
    seen = preset.preview(unit, name)
    back = page.button(unit, unit.say("button-back"), "u")
    text = preset.describe(unit, seen)
    if not seen.changes:
        return text, ((back, page.button(unit, unit.say("setup-keys"), "k:0")),)
    confirm = page.button(unit, unit.say("button-confirm"), f"c:{name}:{seen.digest}")
    return text, ((confirm, back),)


async def _use(unit: Unit, visit: Visit, rest: str) -> page.Page:
    name, _, digest = rest.partition(":")
    if preset.preview(unit, name).digest != digest:
        return _preview(unit, name)
    await preset.use(unit, name, by=visit.by)
    text, buttons = page.step(unit, 0)
    return f"{unit.say('preset-used')}\n\n{text}", buttons


async def _step(unit: Unit, _visit: Visit, number: str) -> page.Page:
    return page.step(unit, int(number))


async def _file(unit: Unit, visit: Visit, _rest: str) -> None:
    send_file(unit, to=visit.chat)


_WORK = {
    "g": _group,
    "f": _feature,
    "s": _setting,
    "v": _choose,
    "w": _switch,
    "r": _reset,
    "t": _type,
    "y": _take_typed,
    "l": _language,
    "u": _presets,
    "c": _use,
    "k": _step,
    "n": founding.go_on,
    "x": _file,
}
"""What the first letter of a button's data asks for."""
