"""Texts that admins write for a group: shown as they will look, and kept only when they say so."""

from collections.abc import Mapping
from typing import Any

from bot.core import deadline
from bot.core.actions import Button, Edit
from bot.core.alter import alter_all
from bot.core.errors import UserError
from bot.core.feature import Later, Press
from bot.core.role import CHANGE
from bot.core.unit import Stay, Unit
from services.template.material import BARE, Material, bring, own
from services.template.name import somebody
from services.template.post import post
from services.template.setting import LONGEST
from services.template.template import CAPTION, TEXT, compile_template, judge

HEAD = 96
"""Units of a message that the line above a preview takes."""

TERM = 600
"""Seconds for which a preview can be saved."""


class Composer:
    """Sets the template of a setting: what was typed is previewed, and saved by a button.

    `name` names its buttons and its deadline; put `press` among the feature's presses and `later`
    among its deadlines. With the text, `also` are set.
    """

    def __init__(self, name: str, key: str, also: Mapping[str, Any] | None = None) -> None:
        self._name = name
        self._key = key
        self._also = also or {}
        self.press = Press(name=name, handle=self._decide, right=CHANGE)
        self.later = Later(name=f"{name}.draft", handle=_lapse)

    async def compose(self, unit: Unit) -> None:
        """The command: `off` clears the text, any other is shown."""
        by = unit.identify()
        written = own(unit.facts).rich
        if written.text.strip().lower() == "off":
            await alter_all(unit, {(0, self._key): ""}, by=by)
            unit.reply(unit.say("template-cleared"))
            return
        given = bring(unit.facts, written)
        if not given.rich.text:
            raise UserError(unit.say("template-usage", command=self._name))
        source = given.rich.html()
        checked(unit, source, TEXT - HEAD)
        number = str(unit.facts.message_id)
        await unit.later(
            self.later.name,
            f"{unit.room.id}:{number}",
            due_at=unit.now + TERM,
            data={"source": source},
            term=TERM,
        )
        buttons = (
            Button(text=unit.say("template-save"), data=f"{self._name}:{number}", only=by),
            Button(text=unit.say("button-cancel"), data=f"{self._name}:-{number}", only=by),
        )
        person = unit.facts.person
        post(
            unit,
            compile_template(source),
            [somebody(person, unit.values)] if person else [],
            head=unit.say("template-preview"),
            below=(buttons,),
            reply_to=unit.facts.message_id,
            stay=Stay.LONG,
        )

    async def _decide(self, unit: Unit) -> None:
        key = f"{unit.room.id}:{unit.args.removeprefix('-')}"
        kept = await unit.run(
            lambda c: deadline.take(c, kind=self.later.name, key=key, at=unit.facts.at)
        )
        if kept is None:
            unit.stale()
            return
        facts, said = unit.facts, unit.say("template-dropped")
        if not unit.args.startswith("-"):
            changes = {(0, self._key): kept["source"]}
            changes |= {(0, key): value for key, value in self._also.items()}
            await alter_all(unit, changes, by=unit.actor)
            said = unit.say("template-saved")
        unit.answer()
        edit = Edit(room=unit.room.id, message=facts.message_id, text=said, priority="reply")
        unit.do(edit, expires_at=unit.now + 300)
        await unit.stay(facts.chat_id, facts.message_id, Stay.SHORT)


async def _lapse(_unit: Unit) -> None:
    """Nobody saved it."""


def accepted(unit: Unit, given: Material) -> str:
    """The source of what was brought, a picture with or without words under it.

    Raises:
        UserError: it can be no template, and why.
    """
    source = given.rich.html()
    if given.media in BARE and source:
        raise UserError(unit.say("template-bare"))
    if source or not given.media:
        checked(unit, source, CAPTION if given.media else TEXT)
    return source


def checked(unit: Unit, source: str, most: int = TEXT) -> None:
    """See that a source can be a template of at most so many units.

    Raises:
        UserError: it cannot, and why.
    """
    problem = judge(source, most)
    if problem.startswith("button:"):
        raise UserError(unit.say("template-button", label=problem.removeprefix("button:")))
    if problem == "long" or len(source) > LONGEST:
        raise UserError(unit.say("template-long", most=most))
    if problem:
        raise UserError(unit.say("template-empty"))
