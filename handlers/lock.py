"""Locks: kinds of content that nobody but administrators may post."""

from bot.core.alter import alter
from bot.core.errors import UserError
from bot.core.feature import Command, Feature, Screener, Stage, Watcher
from bot.core.incoming import Facts
from bot.core.role import CHANGE, STAND_INS
from bot.core.room import ABSENT
from bot.core.unit import Stay, Unit
from bot.core.verdict import Sanction
from services import moderation
from services.moderation import Order
from services.speech.kind import BOT, KINDS, known
from services.speech.lock import RULE, SETTINGS, read, rule
from services.speech.word import consequence, kinds, place

TYPES = "lock.types"


async def lock(unit: Unit) -> None:
    """`/lock url sticker`: these do not stay from now on; with `here` only in this topic."""
    topic, names = _named(unit)
    locked = list(dict.fromkeys([*unit.values.at(topic)[TYPES], *names]))
    await alter(unit, TYPES, locked, topic=topic, by=unit.actor)
    unit.reply(unit.say("lock-did", names=", ".join(names)))


async def unlock(unit: Unit) -> None:
    """`/unlock url`: these stay again; `/unlock all` unlocks everything."""
    topic, names = _named(unit)
    before = unit.values.at(topic)[TYPES]
    left = [] if "all" in names else [one for one in before if one not in names]
    if left == before:
        raise UserError(unit.say("lock-not", names=", ".join(names)))
    await alter(unit, TYPES, left, topic=topic, by=unit.actor)
    unit.reply(unit.say("lock-undid", names=", ".join(one for one in before if one not in left)))


async def locks(unit: Unit) -> None:
    """What is locked, and what could be."""
    values = unit.values.at(unit.facts.thread_id)
    locked = values[TYPES] if values["lock.enabled"] else []
    shown = unit.say("lock-list", names=", ".join(locked)) if locked else unit.say("lock-none")
    free = ", ".join(one for one in KINDS if one not in locked)
    unit.reply("\n".join([shown, unit.say("lock-free", names=free)]), stay=Stay.LONG)


def _named(unit: Unit) -> tuple[int, list[str]]:
    """The topic that is meant, and the kinds of content that were typed."""
    topic, typed = place(unit, unit.args)
    for separator in "，、,|\n":
        typed = typed.replace(separator, " ")
    words = typed.split()
    if not words:
        names = ", ".join(KINDS)
        raise UserError(unit.say("lock-usage", name=unit.typed, names=names))
    for word in words:
        if not known(word):
            raise UserError(unit.say("lock-unknown", name=word[:40], names=", ".join(KINDS)))
    return topic, list(dict.fromkeys(map(known, words)))


def brings_bot(facts: Facts) -> bool:
    """Whether somebody brought a bot."""
    person, by = facts.person, facts.actor
    return (
        person is not None
        and person.is_bot
        and facts.content not in ABSENT
        and facts.text in ABSENT
        and by is not None
        and by.id != person.id
    )


async def see_bot(unit: Unit) -> None:
    """A bot that no administrator brought goes again, where bots are locked."""
    facts = unit.facts
    bot, by = facts.person, facts.actor
    if bot is None or by is None or {BOT, "all"}.isdisjoint(unit.values[TYPES]):
        return
    if by.id in unit.admins.by_id or by.id in STAND_INS or bot.id in (unit.bot_id, *STAND_INS):
        return
    order = Order(
        person=bot.id,
        key=f"bot:{facts.chat_id}:{facts.update_id}",
        name=bot.name,
        act=Sanction.KICK,
        rule=RULE,
        via="machine",
        text=f"@{bot.username} ← {by.name}",
    )
    await moderation.enforce(unit, order)


def sentences(unit: Unit) -> list[str]:
    """What is locked here."""
    locked = unit.values[TYPES]
    if not locked:
        return []
    then = consequence(unit, unit.values["lock.action"])
    return [unit.say("rules-lock", names=kinds(unit, locked), then=then)]


FEATURE = Feature(
    name="lock",
    key="rules",
    settings=SETTINGS,
    commands=(
        Command(name="lock", handle=lock, right=CHANGE, where="group", always=True),
        Command(name="unlock", handle=unlock, right=CHANGE, where="group", always=True),
        Command(name="locks", handle=locks, admin=True, where="group", always=True),
    ),
    screeners=(Screener(stage=Stage.FILTER, read=read, rule=rule),),
    watchers=(Watcher(kinds=("chat_member",), handle=see_bot, wants=brings_bot, admins=True),),
    needs=("can_delete_messages", "can_restrict_members"),
    eager=True,
    rules=sentences,
)
