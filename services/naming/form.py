"""The form of a name card, in private: field by field, or all at once; then a look at it."""

from typing import Any

from bot.core import question
from bot.core.actions import Button, Buttons
from bot.core.settings import Values
from bot.core.texts import Html
from bot.core.unit import Unit
from services import desk, form
from services.form import AWAY, BACK, TERM
from services.naming import words
from services.naming.keep import clean
from services.naming.policy import Policy, policy_of
from services.naming.template import SIGNS, Field, normal

QUESTION, PRESS, GROUP = "namecard", "namecard_form", "namecard_group"
"""The question that waits, and its buttons."""

KEEP = "naming.card"
"""The deadline, due at once, at which the group takes a card in."""

NOWHERE = "naming-card-nowhere"
OFFERED, ROW = 60, 3
"""Values that have a button, and how many stand in a row."""


def wants(values: Values) -> bool:
    """Whether a group keeps name cards."""
    policy = policy_of(values)
    return policy is not None and policy.asks_card


async def start(unit: Unit) -> None:
    """`/namecard` in private: for the one group that keeps cards, or the one that is chosen."""
    group = await form.choose(unit, wants, press=GROUP, none=NOWHERE, which="naming-card-which")
    if group is not None:
        await _begin(unit, *group)


async def open_link(unit: Unit) -> None:
    """`/start namecard_ROOM`."""
    await _begin(unit, *await form.enter(unit, unit.args, wants, none=NOWHERE))


async def press_group(unit: Unit) -> None:
    """The group was chosen."""
    unit.answer()
    await open_link(unit)


async def _begin(unit: Unit, room: int, title: str) -> None:
    await _ask(unit, {"room": room, "title": title, "said": [], "whole": "", "mark": ""})


async def _ask(unit: Unit, data: dict[str, Any], note: str = "") -> None:
    """Ask for the next field, and wait for it; if the rule changed meanwhile, from the first."""
    policy = policy_of(await form.values_of(unit, data["room"]))
    if policy is None or policy.template is None or not policy.asks_card:
        unit.reply(unit.say(NOWHERE))
        return
    if data["mark"] != policy.mark:
        data |= {"mark": policy.mark, "said": [], "whole": ""}
    data["step"] = step = len(data["said"])
    await unit.ask(QUESTION, data, term=TERM)
    fields = policy.template.fields
    if step >= len(fields) or data["whole"]:
        _show(unit, policy, data)
        return
    field, values = fields[step], policy.values.get(fields[step].name, ())
    label = Html(words.called(unit, field.name))
    lines = [note] if note else []
    lines.append(unit.say("naming-ask", where=f"{step + 1}/{len(fields)}", field=label))
    if not step:
        title, shown = data["title"][:64], words.shown(unit, policy)
        lines.insert(len(lines) - 1, unit.say("naming-ask-first", group=title, example=shown))
    buttons = [
        Button(text=value, data=f"{PRESS}:v{number}:{step}")
        for number, value in enumerate(values[:OFFERED])
    ]
    rows = tuple(tuple(buttons[at : at + ROW]) for at in range(0, len(buttons), ROW))
    unit.reply("\n".join(lines), buttons=(*rows, _leaving(unit, step)))


def _show(unit: Unit, policy: Policy, data: dict[str, Any]) -> None:
    """The whole, before it is used."""
    name, step = whole(policy, data), data["step"]
    row: Buttons = ((_to(unit, "use", step), _to(unit, "change", step)),)
    text = unit.say("naming-card-look", group=data["title"][:64], name=name)
    unit.reply(text, buttons=(*row, (_to(unit, "cancel", step),)))


def whole(policy: Policy, data: dict[str, Any]) -> str:
    """The name that was filled in (no HTML)."""
    if data["whole"] or policy.template is None:
        return str(data["whole"])
    return clean(policy.template.fill(data["said"]))


def _to(unit: Unit, what: str, step: int) -> Button:
    return Button(text=unit.say(f"naming-form-{what}"), data=f"{PRESS}:{what}:{step}")


def _leaving(unit: Unit, step: int) -> tuple[Button, ...]:
    away = _to(unit, "cancel", step)
    return (_to(unit, "back", step), away) if step else (away,)


async def answered(unit: Unit) -> None:
    """Something was written while the form waits."""
    data, text = unit.data, clean(unit.facts.text)
    policy = policy_of(await form.values_of(unit, data["room"]))
    if text.lower() in AWAY:
        unit.reply(unit.say("naming-form-cancelled"))
        return
    if text.lower() in BACK:
        data |= {"said": data["said"][:-1], "whole": "", "walks": True}
        await _ask(unit, data)
        return
    note = ""
    if policy is not None and policy.template is not None and data["mark"] == policy.mark:
        whole = data["whole"] or data["step"] >= len(policy.template.fields)
        first = not data["step"] and not data.get("walks")
        if (whole or first or policy.is_plain(text)) and not policy.judge_card(text):
            data["whole"] = text
        elif whole:
            note = unit.say("naming-form-press")
        else:
            field = policy.template.fields[data["step"]]
            value = accepted(field, policy, text)
            if value:
                data["said"].append(value)
            else:
                note = _refusal(unit, field, policy)
    await _ask(unit, data, note)


def accepted(field: Field, policy: Policy, text: str) -> str:
    """A field's value as it is kept; empty if it cannot be one."""
    if values := policy.values.get(field.name):
        return next((one for one in values if normal(one) == normal(text)), "")
    shown = normal(text)
    held = any(sign in shown for sign in SIGNS)
    fits = field.least <= len(shown) <= field.most and any(one.isalnum() for one in shown)
    return text if fits and not held else ""


def _refusal(unit: Unit, field: Field, policy: Policy) -> str:
    if policy.values.get(field.name):
        return unit.say("naming-value-chosen")
    return unit.say("naming-value-free", least=field.least, most=field.most)


async def pressed(unit: Unit) -> None:
    """A button of the form: `WHAT:STEP`; it counts only at the step it stands below."""
    what, _, step = unit.args.partition(":")
    data = await form.waiting(unit, QUESTION, step)
    if data is None:
        return
    policy = policy_of(await form.values_of(unit, data["room"]))
    if policy is None or policy.template is None or data["mark"] != policy.mark:
        unit.answer()
        await _ask(unit, data)
        return
    fields = policy.template.fields
    if what == "cancel":
        await unit.run(lambda c: question.drop(c, unit.room.id))
        unit.reply(unit.say("naming-form-cancelled"))
    elif what == "use" and (data["whole"] or data["step"] >= len(fields)):
        await unit.run(lambda c: question.drop(c, unit.room.id))
        name, language = whole(policy, data), unit.language
        await desk.refer(unit, data["room"], KEEP, card=name, language=language)
    elif what in ("change", "back"):
        data |= {"said": data["said"][:-1] if what == "back" else [], "whole": "", "walks": True}
        await _ask(unit, data)
    elif what.startswith("v") and data["step"] < len(fields):
        values = policy.values.get(fields[data["step"]].name, ())
        number = int(what[1:]) if what[1:].isdecimal() and len(what) < 5 else len(values)
        if number >= len(values):
            unit.stale()
            return
        data["said"].append(values[number])
        await _ask(unit, data)
    else:
        unit.stale()
        return
    unit.answer()
