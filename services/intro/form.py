"""The guided form, in private: one field after the other, then a photo, then a look at it all.

How far somebody is, is kept with the question that waits for them: a restart loses nothing.
"""

from typing import Any

from bot.core import question
from bot.core.actions import Button
from bot.core.errors import UserError
from bot.core.incoming import Facts
from bot.core.settings import Values
from bot.core.texts import Html
from bot.core.unit import Unit
from services import desk, form
from services.form import AWAY, BACK, TERM
from services.intro.accept import LINK, POST
from services.intro.judge import judge, label, reasons

__all__ = ["LINK", "QUESTION"]

QUESTION = "intro"
"""The question that waits."""

VALUE, MORE = 300, 1500
"""Characters of a field, and of what one adds to them."""

WHOLE, CAPTION = 3_900, 900
"""Characters that fit into a message, and below a photo, next to a name."""


def wants(values: Values) -> bool:
    """Whether a group asks for introductions."""
    return bool(values["intro.enabled"])


async def start(unit: Unit) -> None:
    """`/intro` in private: for the one group that asks for it, or the one that is chosen."""
    group = await form.choose(
        unit, wants, press="intro_group", none="intro-nowhere", which="intro-which"
    )
    if group is not None:
        await begin(unit, *group)


async def open_link(unit: Unit) -> None:
    """`/start intro_ROOM`, in private."""
    await begin(unit, *await form.enter(unit, unit.args, wants, none="intro-nowhere"))


async def press_group(unit: Unit) -> None:
    """The group was chosen."""
    unit.answer()
    await open_link(unit)


async def begin(unit: Unit, room: int, title: str) -> None:
    """Ask for the first field; what was said before is offered to be kept."""
    fields = [*(await form.values_of(unit, room))["intro.fields"]]
    data = {"room": room, "title": title, "fields": fields, "said": {}, "step": 0, "photo": ""}
    before = await unit.run(lambda c: question.peek(c, unit.room.id, unit.now))
    if before and before[0] == QUESTION and before[1]["room"] == room:
        data |= {"said": before[1]["said"], "photo": before[1]["photo"]}
    await _ask(unit, data)


async def _steps(unit: Unit, data: dict[str, Any]) -> list[str]:
    """What is asked one after the other; empty names stand for what is no field."""
    photo = (await form.values_of(unit, data["room"]))["intro.photo"]
    return [*data["fields"], " more", *([] if photo == "off" else [" photo"]), " look"]


async def _ask(unit: Unit, data: dict[str, Any]) -> None:
    """Ask for what is next, and wait for it; if other fields are wanted by now, for those first."""
    values = await form.values_of(unit, data["room"])
    if data["fields"] != (fields := [*values["intro.fields"]]):
        unsaid = (at for at, one in enumerate(fields) if not data["said"].get(one))
        data |= {"fields": fields, "step": next(unsaid, len(fields))}
    steps = await _steps(unit, data)
    data["step"] = step = max(0, min(data["step"], len(steps) - 1))
    what = steps[step]
    where = f"{step + 1}/{len(steps)}"
    row: list[Button] = []
    if what == " more":
        text = unit.say("intro-ask-more", where=where, least=values["intro.min_length"])
        row.append(_to(unit, "skip", step))
    elif what == " photo":
        text = unit.say("intro-ask-photo", where=where)
        if values["intro.photo"] == "optional":
            row.append(_to(unit, "skip", step))
        if data["photo"]:
            row.append(_to(unit, "keep", step))
    elif what == " look":
        await _show(unit, data, step, values)
        return
    else:
        text = unit.say("intro-ask", where=where, field=Html(label(unit, what)))
    if before := data["said"].get(what):
        text += "\n" + unit.say("intro-before", text=before)
        row.append(_to(unit, "keep", step))
    await unit.ask(QUESTION, data, term=TERM)
    unit.reply(text, buttons=(*((tuple(row),) if row else ()), _leaving(unit, step)))


async def _show(unit: Unit, data: dict[str, Any], step: int, values: Values) -> None:
    """The whole, before it is posted."""
    text = written(unit, data)
    fault = judge(text, photo=bool(data["photo"]), values=values)
    here, unit.values = unit.values, values
    lines = [unit.say("intro-look", group=data["title"][:64], text=text)]
    lines += reasons(unit, fault)
    unit.values = here
    long = bool(data["photo"]) and len(text) > CAPTION
    lines += [unit.say("intro-caption", most=CAPTION)] if long else []
    first = [] if fault or long else [_to(unit, "post", step)]
    row = (*first, _to(unit, "change", step))
    await unit.ask(QUESTION, data, term=TERM)
    unit.reply("\n".join(lines), buttons=(row, _leaving(unit, step)))


def written(unit: Unit, data: dict[str, Any]) -> str:
    """What was answered, as one would write it (no HTML)."""
    colon = unit.say("intro-colon")
    lines = [
        f"{unmarked_label(unit, one)}{colon}{data['said'][one]}"
        for one in data["fields"]
        if data["said"].get(one)
    ]
    if more := data["said"].get(" more"):
        lines.append(more)
    return "\n".join(lines)


def unmarked_label(unit: Unit, field: str) -> str:
    """A label without markup: what the owner wrote stays as they wrote it."""
    found = label(unit, field)
    return found if "&" not in found else field


def _to(unit: Unit, what: str, step: int) -> Button:
    return Button(text=unit.say(f"intro-form-{what}"), data=f"intro_form:{what}:{step}")


def _leaving(unit: Unit, step: int) -> tuple[Button, ...]:
    away = _to(unit, "cancel", step)
    return (_to(unit, "back", step), away) if step else (away,)


async def answered(unit: Unit) -> None:
    """Something was written while the form waits."""
    data, text = unit.data, unit.facts.text.strip()
    steps = await _steps(unit, data)
    what = steps[min(data["step"], len(steps) - 1)]
    if text.lower() in AWAY:
        unit.reply(unit.say("intro-cancelled"))
        return
    if text.lower() in BACK:
        data["step"] -= 1
    elif what == " photo" and unit.facts.content == "photo":
        await unit.ask(QUESTION, data, term=TERM)
        return  # it has a caption; `see_photo` takes it
    elif what in (" photo", " look"):
        unit.reply(unit.say("intro-press" if what == " look" else "intro-send-photo"))
        await unit.ask(QUESTION, data, term=TERM)
        return
    else:
        longest = VALUE
        if what == " more":
            rest = {**data, "said": {**data["said"], " more": ""}}
            longest = min(MORE, WHOLE - len(written(unit, rest)))
        if what != " more":
            text = " ".join(text.split())
        if not any(one.isalnum() for one in text) or len(text) > longest:
            unit.reply(unit.say("intro-value", longest=longest))
            await unit.ask(QUESTION, data, term=TERM)
            return
        data["said"][what] = text
        data["step"] += 1
    await _ask(unit, data)


async def pressed(unit: Unit) -> None:
    """A button of the form: `WHAT:STEP`; it counts only at the step it stands below."""
    what, _, step = unit.args.partition(":")
    data = await form.waiting(unit, QUESTION, step)
    if data is None:
        return
    unit.answer()
    match what:
        case "cancel":
            await unit.run(lambda c: question.drop(c, unit.room.id))
            unit.reply(unit.say("intro-cancelled"))
        case "post":
            await unit.run(lambda c: question.drop(c, unit.room.id))
            await desk.refer(
                unit,
                data["room"],
                POST,
                text=written(unit, data),
                photo=data["photo"],
                form=data,
                private=unit.room.id,
                language=unit.language,
            )
        case _:
            if what == "skip" and data["step"] == len(data["fields"]):
                data["said"].pop(" more", None)
            elif what == "skip":
                data["photo"] = ""
            steps = {"back": data["step"] - 1, "change": 0}
            data["step"] = steps.get(what, data["step"] + 1)
            await _ask(unit, data)


def pictured(facts: Facts) -> bool:
    """Whether somebody sends a photo."""
    return facts.content == "photo"


async def see_photo(unit: Unit) -> None:
    """A photo came: the form takes it where it asks for one."""
    waiting = await unit.run(lambda c: question.peek(c, unit.room.id, unit.now))
    sizes: Any = ((unit.facts.raw or {}).get("message") or {}).get("photo")
    if unit.room.is_group or not waiting or waiting[0] != QUESTION or not sizes:
        return
    data: dict[str, Any] = waiting[1]
    steps = await _steps(unit, data)
    if steps[min(data["step"], len(steps) - 1)] != " photo":
        return
    if len(written(unit, data)) > CAPTION:
        raise UserError(unit.say("intro-caption", most=CAPTION))
    data["photo"] = str(sizes[-1]["file_id"])
    data["step"] += 1
    await _ask(unit, data)
