"""`/setup`: a group's settings in one go, by a preset that one has seen first."""

from bot.core.actions import Button, Buttons, Edit
from bot.core.errors import UserError
from bot.core.feature import PRESETS
from bot.core.unit import Stay, Unit
from handlers.setting import panel, preset


async def setup(unit: Unit) -> None:
    """`/setup` begins the wizard in private; `/setup PRESET` shows what that would change."""
    name = unit.args.strip().lower()
    if not name:
        await panel.open_at(unit, "setup", "setup-link", "u")
        return
    if name not in PRESETS:
        raise UserError(unit.say("setup-unknown", known=", ".join(PRESETS)))
    if not unit.room.is_group:
        await panel.list_groups(unit, f"u:{name}")
        return
    seen = preset.preview(unit, name)
    buttons = _buttons(unit, seen) if seen.changes else ()
    unit.reply(preset.describe(unit, seen), buttons=buttons, stay=Stay.LONG)


def _buttons(unit: Unit, seen: preset.Preview) -> Buttons:
    data = f"setup:{seen.name}:{seen.digest}"
    return (
        (
            Button(text=unit.say("button-confirm"), data=data, only=unit.actor),
            Button(text=unit.say("button-cancel"), data="setup:", only=unit.actor),
        ),
    )


async def confirm(unit: Unit) -> None:
    """The preview was confirmed, or not; if anything changed meanwhile, there is a new one."""
    name, _, digest = unit.args.partition(":")
    buttons: Buttons = ()
    if not name:
        text = unit.say("question-cancelled")
    elif not (seen := preset.preview(unit, name)).changes:
        unit.stale()
        return
    elif seen.digest != digest:
        text = preset.describe(unit, seen)
        buttons = _buttons(unit, seen) if seen.changes else ()
    else:
        await preset.use(unit, name, by=unit.actor)
        text = unit.say("preset-used")
    unit.answer()
    unit.do(Edit(room=unit.room.id, message=unit.facts.message_id, text=text, buttons=buttons))
