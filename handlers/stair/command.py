"""`/stair`: a message gets a code, a talk is opened and closed, a code is renamed or taken off."""

from bot.core.daily import zone_of
from bot.core.duration import DAY
from bot.core.errors import UserError
from bot.core.feature import in_reply
from bot.core.unit import Unit
from services.stair import book, code, end, give, index, is_code, look_up, shown
from services.stair.book import CLOSED, OPEN, TALK, THERE, TYPED, Stair

OPENS = frozenset(("open", "开", "开楼", "开始"))
CLOSES = frozenset(("close", "关", "封楼", "结束"))
REMOVES = frozenset(("remove", "rm", "delete", "del", "删除", "移除"))
RENAMES = frozenset(("rename", "改名"))
INDEX = frozenset(("index", "索引", "目录"))


async def command(unit: Unit) -> None:
    """`/stair TITLE` in reply, `open TITLE`, `close`, `rename CODE TITLE`, `remove N|CODE`."""
    text = unit.args.strip()
    verb, _, rest = text.replace("\n", " ", 1).partition(" ")
    word, rest = verb.lower(), rest.strip()
    # In reply, `close friends` is a title.
    plain = not in_reply(unit.facts, "") or not rest or rest.isdecimal() or is_code(rest)
    if word in OPENS:
        await _open(unit, rest)
    elif word in CLOSES and plain:
        await _close(unit, rest)
    elif word in REMOVES and plain:
        await _remove(unit, rest)
    elif word in RENAMES:
        await _rename(unit, rest)
    elif word in INDEX and not rest and not in_reply(unit.facts, ""):
        await _index(unit)
    elif not in_reply(unit.facts, ""):
        raise UserError(unit.say("stair-usage"))
    else:
        facts = unit.facts
        about, thread = facts.reply_to, facts.thread_id
        await give(unit, title=text, message=about, thread=thread, by=unit.actor)


async def _open(unit: Unit, title: str) -> None:
    facts = unit.facts
    about = facts.reply_to if in_reply(facts, "") else 0
    if not code.title_of(title):
        raise UserError(unit.say("stair-open-usage"))
    await give(
        unit,
        title=title,
        message=about,
        thread=facts.thread_id,
        by=unit.actor,
        kind=TALK,
        reply_to=facts.message_id,
    )


async def _close(unit: Unit, text: str) -> None:
    one = await _named(unit, text) if text else await _going_on(unit)
    if one is None:
        raise UserError(unit.say("stair-none-open"))
    if one.state == CLOSED or not await end.close(unit, one):
        raise UserError(unit.say("stair-closed-before", tag=one.tag))


async def _going_on(unit: Unit) -> Stair | None:
    """The talk that is meant: the one replied to, else the newest here, else what was typed in the
    form of WeChat today."""
    room, facts = unit.room, unit.facts
    if replied := await _replied(unit):
        return replied
    found: list[Stair] = await unit.run(lambda c: book.talks(c, room.id, OPEN))
    here = [one for one in found if one.thread_id == facts.thread_id]
    if here or len(found) == 1:
        return (here or found)[0]
    since = facts.at - DAY
    typed: list[Stair] = await unit.run(
        lambda c: book.talks(c, room.id, THERE, kind=TYPED, since=since)
    )
    return next((one for one in typed if one.thread_id == facts.thread_id), None)


async def _rename(unit: Unit, text: str) -> None:
    one, title = await _replied(unit), text
    if one is None:
        word, _, title = text.partition(" ")
        one = await _named(unit, word) if word else None
    title = code.title_of(title)
    if one is None or not title:
        raise UserError(unit.say("stair-rename-usage"))
    await end.rename(unit, one, title)
    unit.reply(unit.say("stair-renamed", tag=one.tag, title=title))


async def _remove(unit: Unit, text: str) -> None:
    one = await _named(unit, text) if text else await _replied(unit)
    if one is None:
        raise UserError(unit.say("stair-remove-usage"))
    title = await shown.titled(unit, one)
    if not await end.remove(unit, one):
        raise UserError(unit.say("stair-none", text=text[:40]))
    unit.reply(unit.say("stair-removed", digits=one.digits, title=title))


async def _index(unit: Unit) -> None:
    """Post the newest message of the index anew."""
    newest = await unit.run(lambda c: index.newest(c, unit.room.id))
    if newest is None:
        raise UserError(unit.say("stairs-empty"))
    await index.renew(unit, *newest, anew=True)


async def _replied(unit: Unit) -> Stair | None:
    """The code whose message is replied to."""
    room, facts = unit.room, unit.facts
    if not in_reply(facts, ""):
        return None
    found: Stair | None = await unit.run(
        lambda c: book.at_post(c, room.id, room.chat_id, facts.reply_to)
    )
    return found


async def _named(unit: Unit, text: str) -> Stair:
    """The code that somebody names, in any spelling, or by its number of today.

    Raises:
        UserError: there is none, or several may be meant.
    """
    room = unit.room.id
    if len(text) <= 6 and text.isdecimal() and int(text):
        text = code.digits_of(book.day_of(unit.facts.at, zone_of(unit.values)), int(text))
    found = await unit.run(lambda c: look_up(c, room, text))
    if found is None:
        raise UserError(unit.say("stair-none", text=text[:40]))
    if not isinstance(found, Stair):
        lines = [await shown.line(unit, one) for one in found]
        head = unit.say("stair-several", tags=shown.families(found))
        raise UserError("\n".join([head, *lines]))
    return found
