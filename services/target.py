"""Whom a command is about: a reply, a name, a number or a mention, and what is left to be read."""

from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, select

from bot.core.errors import UserError
from bot.core.feature import in_reply
from bot.core.incoming import Facts
from bot.core.role import AS_CHANNEL, STAND_INS
from bot.core.unit import Unit
from models.member import Member, People
from services import roster

LONG = 5
"""Digits from which a number within a line is somebody's; a shorter one just counts something."""

MOST = 2**52
"""Ids are smaller. https://core.telegram.org/bots/api#user"""


class Target(Struct, frozen=True, gc=False, kw_only=True):
    """Somebody, or a channel if `person` is negative; `message` is theirs that was replied to.

    `text` is what that message says, `rest` what was typed without what named them. `status` is
    Telegram's word for their place here, empty if it is not known.
    """

    person: int
    name: str = ""
    username: str = ""
    status: str = ""
    message: int = 0
    text: str = ""
    rest: str = ""

    @property
    def shown(self) -> str:
        """What they are called."""
        return self.name or (f"@{self.username}" if self.username else str(self.person))


async def aim(unit: Unit) -> Target | None:
    """Whom the command of this unit is about; None if it names nobody.

    A name, number or mention at the beginning is meant before the message replied to, and that
    before one further on.

    Raises:
        UserError: an `@name` that was never seen here.
    """
    facts, args = unit.facts, unit.args
    theirs = replied(facts)
    first, _, rest = args.partition(" ")
    mentioned = _mentioned(facts)
    for person, name, text in mentioned:
        if args.startswith(text):
            return await _known(unit, person, name, args[len(text) :])
    if first.startswith("@") and len(first) > 1:
        return await _named(unit, first, rest)
    if (number := _number(first, 1 if theirs is None else LONG)) is not None:
        return await _known(unit, number, "", rest)
    if theirs is not None:
        found = await _known(unit, theirs.person, theirs.name, args)
        return Target(
            person=found.person,
            name=theirs.name,
            username=found.username,
            status=found.status,
            message=theirs.message,
            text=theirs.text,
            rest=args.strip(),
        )
    for person, name, text in mentioned:
        if text in args:
            return await _known(unit, person, name, _without(args, text))
    for word in args.split():
        if word.startswith("@") and len(word) > 1:
            return await _named(unit, word, _without(args, word))
        if (number := _number(word, LONG)) is not None:
            return await _known(unit, number, "", _without(args, word))
    return None


def aims_first(facts: Facts, args: str) -> bool:
    """Whether arguments begin with somebody: an `@name`, a number, or a mention."""
    first = args.partition(" ")[0]
    named = first.startswith("@") and len(first) > 1
    mentioned = any(args.startswith(text) for _, _, text in _mentioned(facts))
    return named or mentioned or _number(first, LONG) is not None


def spared(unit: Unit, person: int) -> str:
    """Why nobody acts on somebody here: `bot`, `admin`, `linked` or `nobody`; empty if one may.

    The unit must have asked for the administrators.
    """
    if person == unit.bot_id:
        return "bot"
    if person in unit.admins.by_id or person == unit.room.chat_id:
        return "admin"
    if unit.admins.linked and person == unit.admins.linked:
        return "linked"
    return "nobody" if person in STAND_INS or not person else ""


def replied(facts: Facts) -> Target | None:
    """The author of the message that is replied to."""
    raw: dict[str, Any] = _message(facts).get("reply_to_message", {})
    if not in_reply(facts, "") or not raw:
        return None
    writer, chat = raw.get("from", {}), raw.get("sender_chat", {})
    person, name = writer.get("id", 0), _name_of(writer)
    if chat and (person in STAND_INS or not person or person == AS_CHANNEL):
        person, name = chat.get("id", 0), chat.get("title", "")
    text = raw.get("text") or raw.get("caption") or ""
    return Target(person=person, name=name, message=facts.reply_to, text=text[:4096])


def _message(facts: Facts) -> dict[str, Any]:
    """The message as Telegram sent it, where it was plain enough not to be kept so."""
    raw = facts.raw or (msgspec.json.decode(facts.payload) if facts.payload else {})
    found: dict[str, Any] = raw.get("message", {})
    return found


def _mentioned(facts: Facts) -> list[tuple[int, str, str]]:
    """People mentioned without a username: id, name, and the words that mention them."""
    message = _message(facts)
    encoded = facts.text.encode("utf-16-le", "surrogatepass")
    found = []
    for entity in message.get("entities", ()):
        user = entity.get("user")
        if entity.get("type") == "text_mention" and isinstance(user, dict):
            start, length = entity["offset"] * 2, entity["length"] * 2
            words = encoded[start : start + length].decode("utf-16-le", "replace").strip()
            if words:
                found.append((user["id"], _name_of(user), words))
    return found


def _name_of(user: dict[str, Any]) -> str:
    return " ".join(filter(None, (user.get("first_name", ""), user.get("last_name", ""))))


def _number(word: str, digits: int) -> int | None:
    """An id as it is typed; a channel's is negative."""
    plain = word.removeprefix("-")
    if not (plain.isascii() and plain.isdigit() and digits <= len(plain) <= 16):
        return None
    return int(word) if 0 < int(plain) < MOST else None


async def _named(unit: Unit, word: str, rest: str) -> Target:
    found = await unit.run(
        lambda c: roster.find_person(c, username=word[1:].rstrip(",，:："), room=unit.room.id)
    )
    if found is None:
        raise UserError(unit.say("person-unknown", name=word[:40]))
    return await _known(unit, found, "", rest)


async def _known(unit: Unit, person: int, name: str, rest: str) -> Target:
    seen, username, status = await unit.run(lambda c: _look_up(c, unit.room.id, person))
    return Target(
        person=person, name=name or seen, username=username, status=status, rest=rest.strip()
    )


def _look_up(connection: Connection, room: int, person: int) -> tuple[str, str, str]:
    """Name, username and status of somebody, as they were last seen."""
    row = connection.execute(
        select(People.first_name, People.last_name, People.username).where(People.user_id == person)
    ).first()
    status = connection.execute(
        select(Member.status).where(Member.room_id == room, Member.user_id == person)
    ).scalar()
    if row is None:
        return "", "", status or ""
    return f"{row.first_name} {row.last_name}".strip(), row.username, status or ""


def _without(args: str, words: str) -> str:
    before, _, after = args.partition(words)
    return f"{before.strip()} {after.strip()}".strip()
