"""Looking cases up."""

from functools import partial

from bot.core import texts
from bot.core.actions import Button, Buttons
from bot.core.errors import UserError
from bot.core.manner import Pager, whisper
from bot.core.unit import Stay, Unit
from handlers.cases.card import RIGHT, card, find, shown, state_of
from handlers.cases.file import FORMS, send_file
from services import moderation, roster
from services.moderation import File

APPEAL = "appeal"
"""The link under which one appeals."""

MOST = 200
"""Cases that one can page through."""


async def show_cases(unit: Unit) -> None:
    """The newest cases of the group, one a line; `csv` or `json` makes a file of them."""
    subject, rule, form = 0, "", ""
    for word in unit.args.split():
        if word.lower() in FORMS:
            form = word.lower()
        elif word.startswith("@"):
            name = word[1:]
            found = await unit.run(partial(roster.find_person, username=name, room=unit.room.id))
            if found is None:
                raise UserError(unit.say("person-unknown", name=word))
            subject = found
        elif word.isascii() and word.removeprefix("-").isdigit():
            subject = int(word[:18])
        else:
            rule = _rule(word)
    if form:
        await send_file(unit, await _found(unit, subject, rule), form)
        return
    await PAGES.show(unit, f"{subject} {rule}", empty=unit.say("case-none"))


async def _found(unit: Unit, subject: int, rule: str) -> list[File]:
    found: list[File] = await unit.run(
        lambda c: moderation.newest(
            c, room=unit.room.id, subject=subject or None, rule=rule, limit=MOST
        )
    )
    return found


async def _lines(unit: Unit, args: str) -> list[str]:
    subject, _, rule = args.partition(" ")
    cases = await _found(unit, int(subject), rule)
    return [
        unit.say(
            "case-line",
            number=str(case.id),
            rule=_word(unit, case.rule),
            act=unit.say(f"act-{case.act}"),
            name=shown(case, 20),
            state=state_of(unit, case),
        )
        for case in cases
    ]


def _word(unit: Unit, rule: str) -> str:
    """What one calls a rule by to see its cases: its own name in English, else the word for it."""
    found = None if unit.language == "en" else texts.find(unit.language, f"rule-{rule}")
    return found or rule


def _rule(word: str) -> str:
    """The rule that somebody calls by its name, or by the word for it in some language."""
    for language in texts.LANGUAGES:
        for name in texts.catalogue(language).variables:
            if name.startswith("rule-") and texts.plain(language, name) == word:
                return name.removeprefix("rule-")
    return word


PAGES = Pager("case_page", _lines, right=RIGHT)


async def why(unit: Unit) -> None:
    """The newest case, or the one with a number: of the group for its admins, else one's own.

    What was done to somebody is nobody else's business: in a group they are told privately.
    """
    typed = unit.args.lstrip("#＃").strip()
    number = typed or await _replied(unit)
    if unit.room.is_group and unit.rights:
        case = await find(unit, number) if number else await _newest(unit, room=unit.room.id)
        if case is not None and case.room_id != unit.room.id:
            case = None
        unit.reply(await _answer(unit, case, number), stay=Stay.LONG)
        return
    mine = await find(unit, number) if number else await _newest(unit, subject=unit.actor)
    if mine is not None and (mine.subject_id != unit.actor or mine.is_mere_report):
        mine = None
    # Of a message replied to, they are not told that there is a case about it.
    await whisper(unit, lambda: _answer(unit, mine, typed), buttons=appealing(unit, mine))


def appealing(unit: Unit, case: File | None) -> Buttons:
    """The way to appeal, for whom a case is about."""
    if case is None or case.act == "none" or case.state in ("undone", "dismissed"):
        return ()
    url = unit.link(APPEAL, str(case.id)) if APPEAL in unit.house.links else ""
    return ((Button(text=unit.say("case-appeal"), url=url),),) if url else ()


async def _replied(unit: Unit) -> str:
    """The number of the case about the message that is replied to; empty if there is none."""
    facts = unit.facts
    if not facts.reply_to:
        return ""
    found = await unit.run(
        lambda c: moderation.about(c, chat=facts.chat_id, message=facts.reply_to)
    )
    return str(found) if found else ""


async def _answer(unit: Unit, case: File | None, number: str) -> str:
    if case is not None:
        return await card(unit, case, openly=True)
    if number:
        return unit.say("case-unknown", number=number[:18])
    return unit.say("case-none")


async def _newest(
    unit: Unit, *, room: int | None = None, subject: int | None = None
) -> File | None:
    found: list[File] = await unit.run(
        partial(moderation.newest, room=room, subject=subject, limit=10 if subject else 1)
    )
    return next((case for case in found if not (subject and case.is_mere_report)), None)
