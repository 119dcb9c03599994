"""Steps: everything a page, a script or a link can have done on a stage, as plain data.

A step names what is done (`do`), who does it (`who`, a name of the cast) and where (`chat`), and
holds what else that takes. Whoever may not, or asks for nonsense, gets a `Misstep`.
"""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from types import UnionType
from typing import Any, get_args, get_type_hints
from zoneinfo import ZoneInfo

from rehearsal import markup
from rehearsal.act import mask
from rehearsal.error import ApiError, Refused
from rehearsal.fault import CallKind, UpdateKind
from rehearsal.message import Message
from rehearsal.person import Person
from rehearsal.press import Press
from rehearsal.right import rights_of
from rehearsal.stage import picture
from rehearsal.stage.cast import ROLES
from rehearsal.stage.find import (
    Misstep,
    answered,
    before,
    chat_of,
    group_of,
    person_of,
    topic_of,
)
from rehearsal.stage.journal import LARGEST, Step
from rehearsal.stage.stage import NotUp, Stage

LONGEST = 4096
"""Characters of what somebody says."""

CROWD = 40
"""Newcomers a stage takes in, besides the cast."""

FAULTS = (*get_args(CallKind), *get_args(UpdateKind))
"""Everything that can go wrong to order."""


Doing = Callable[..., Any]
_DOINGS: dict[str, Doing] = {}
_KINDS: dict[str, dict[str, type | UnionType]] = {}


def step(doing: Doing) -> Doing:
    """Let a function be a step under its own name."""
    _DOINGS[doing.__name__] = doing
    _KINDS[doing.__name__] = get_type_hints(doing)
    return doing


async def perform(stage: Stage, asked: Step) -> Any:
    """Do a step and write it down; what it gives back (a message, a press …).

    Raises:
        Misstep: it cannot be done; nothing is written down.
    """
    told = dict(asked)
    name = told.pop("do", "")
    doing = _DOINGS.get(name) if isinstance(name, str) else None
    if doing is None:
        raise Misstep("there is no such step")
    for key, value in told.items():
        _check(key, value, _KINDS[name].get(key, object))
    try:
        given = inspect.signature(doing).bind(stage, **told)
        done = doing(*given.args, **given.kwargs)
        result = await done if isinstance(done, Awaitable) and not isinstance(done, Press) else done
    except (Refused, ApiError) as error:
        raise Misstep(str(error)) from None
    except TimeoutError:
        raise Misstep("the bot does not answer") from None
    except (TypeError, ValueError, LookupError, OverflowError) as error:
        raise Misstep(f"this makes no sense: {error}") from None
    stage.journal.append(dict(asked))
    stage.changed()
    return result


def _check(key: str, value: object, kind: type | UnionType) -> None:
    """A value has to be of its kind, and nothing that Telegram could not carry."""
    kind = kind if kind is not float else int | float
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise Misstep(f"{key} makes no sense here")
    if isinstance(value, str):
        if len(value) > (LARGEST if key == "file" else LONGEST):
            raise Misstep(f"{key} is too long")
        if any("\ud800" <= char <= "\udfff" for char in value):
            raise Misstep(f"{key} holds half a character")
    if isinstance(value, int) and abs(value) >= 1 << 63:
        raise Misstep(f"{key} is too large")


def spoken(step: Step, language: str) -> Step:
    """A step in one language: a value that is given in both is chosen from."""
    return {
        key: value[language] if isinstance(value, dict) and language in value else value
        for key, value in step.items()
    }


def _words(stage: Stage, text: str, *, formatted: bool = False) -> str:
    """A text that leaves something to read."""
    mode = "HTML" if formatted else None
    said, _ = markup.rendered(stage.telegram.world, text, mode)
    if not said or len(text) > LONGEST:
        raise Misstep("a text has 1 to 4096 characters")
    return text


@step
def say(
    stage: Stage,
    who: str,
    chat: str,
    text: str = "",
    reply: int | str = "",
    topic: int = 0,
    quote: str = "",
    anonymous: bool = False,
    formatted: bool = False,
) -> Message:
    """Write a text."""
    place = chat_of(stage, chat)
    raw = {"quote": {"text": quote, "position": 0, "is_manual": True}} if quote else None
    mask(person_of(stage, who), place, on=anonymous)
    return person_of(stage, who).sends(
        place,
        text=_words(stage, text, formatted=formatted),
        reply_to=answered(place, reply),
        topic=topic_of(place, topic),
        anonymously=anonymous,
        parse_mode="HTML" if formatted else None,
        raw=raw,
    )


@step
def send(
    stage: Stage,
    who: str,
    chat: str,
    kind: str,
    text: str = "",
    reply: int | str = "",
    topic: int = 0,
    options: str = "",
) -> Message:
    """Send a picture, a contact, a poll, a sticker, a voice message or a file with a text."""
    place = chat_of(stage, chat)
    content = _content(kind, text, options)
    return person_of(stage, who).sends(
        place,
        reply_to=answered(place, reply),
        topic=topic_of(place, topic),
        **content,
    )


def _content(kind: str, text: str, options: str) -> dict[str, Any]:
    match kind:
        case "photo":
            found: dict[str, Any] = {"photo": picture.draw(text or "☺")}
        case "file":
            found = {"document": {"data": (text or "x").encode(), "file_name": "notes.txt"}}
        case "voice":
            found = {"voice": True}
        case "sticker":
            return {"sticker": True}
        case "contact":
            return {"contact": {"first_name": text[:64] or "Somebody"}}
        case "poll":
            return {"poll": {"question": text[:300] or "?", "options": _options(options)}}
        case _:
            raise LookupError(kind)
    return found | ({"caption": text[:1024]} if text else {})


def _options(text: str) -> list[str]:
    found = [one.strip()[:100] for one in text.replace("|", "\n").splitlines() if one.strip()]
    return found[:10] if len(found) > 1 else ["1", "2"]


@step
def forward(
    stage: Stage, who: str, chat: str, message: int | str, to: str, topic: int = 0
) -> Message:
    """Forward a message into another chat, or the same."""
    person, found = before(stage, who, chat, message)
    if found.service:
        raise Misstep("this is nobody's message")
    place = chat_of(stage, to)
    return person.forwards(found, place, topic=topic_of(place, topic))


@step
def edit(stage: Stage, who: str, chat: str, message: int | str, text: str) -> Message:
    """Change what one wrote."""
    person, found = before(stage, who, chat, message)
    if found.service or not found.content.keys() & {"text", "photo", "document", "voice"}:
        raise Misstep("there is nothing to change in it")
    return person.edits(found, _words(stage, text))


@step
def delete(stage: Stage, who: str, chat: str, message: int | str) -> None:
    """Take a message away."""
    person, found = before(stage, who, chat, message)
    person.deletes(found)


@step
def pin(stage: Stage, who: str, chat: str, message: int | str) -> None:
    """Pin a message."""
    person, found = before(stage, who, chat, message)
    person.pins(found)


@step
def react(stage: Stage, who: str, chat: str, message: int | str, emoji: str = "👍") -> None:
    """React to a message, or take that back."""
    person, found = before(stage, who, chat, message)
    if not 0 < len(emoji.strip()) <= 8:
        raise Misstep("there is no such reaction")
    mine = [one.get("emoji") for one in found.reactions.get(person.id, [])]
    person.reacts(found, *([] if mine == [emoji] else [emoji]))


@step
def vote(stage: Stage, who: str, chat: str, message: int | str, option: int) -> None:
    """Vote in a poll."""
    person, found = before(stage, who, chat, message)
    person.votes(found, option)


@step
def press(stage: Stage, who: str, chat: str, message: int | str, button: str) -> Press:
    """Press one of the bot's buttons, by its label or what it carries."""
    person, found = before(stage, who, chat, message, whispered=True)
    return person.presses(found, button)


@step
def tap(stage: Stage, who: str, chat: str, label: str) -> Message:
    """Press a key of the reply keyboard that the bot shows; their own channel is handed over."""
    own = [stage.cast.own[who]] if who in stage.cast.own else []
    return person_of(stage, who).taps(label, *own, chat=chat_of(stage, chat))


@step
async def pay(stage: Stage, who: str, chat: str, message: int | str) -> str:
    """Pay an invoice with stars; what the bot says against it."""
    person, found = before(stage, who, chat, message)
    outcome = await person.pays(found)
    if not outcome.paid:
        raise Misstep(outcome.refusal or "not paid")
    return str(outcome.charge)


@step
def start(stage: Stage, who: str, payload: str = "") -> Message:
    """Open the private chat with the bot, or follow a link into it."""
    return person_of(stage, who).starts_bot(payload[:64])


@step
def block(stage: Stage, who: str) -> None:
    """Block the bot, or let it write again."""
    person = person_of(stage, who)
    if person.blocked:
        person.unblocks_bot()
    else:
        person.blocks_bot()


@step
def join(stage: Stage, who: str, chat: str) -> None:
    """Come into a chat by its public button; where that asks for approval, ask."""
    place, person = group_of(stage, chat), person_of(stage, who)
    if place.by_request:
        person.requests(place)
    elif place.username:
        person.joins(place)
    else:
        owner = place.owner
        if not isinstance(owner, Person):
            raise Misstep("nobody can let them in")
        person.joins(place, owner.invites(place))


@step
def leave(stage: Stage, who: str, chat: str) -> None:
    """Leave a chat."""
    person_of(stage, who).leaves(group_of(stage, chat))


@step
def answer(stage: Stage, who: str, chat: str, applicant: str, approve: bool = True) -> None:
    """Let in, or turn away, somebody who asked."""
    person, place = person_of(stage, who), chat_of(stage, chat)
    decide = person.approves if approve else person.declines
    decide(person_of(stage, applicant), place)


@step
def rename(stage: Stage, who: str, name: str) -> None:
    """Take another display name."""
    if not name.strip() or len(name) > 64:
        raise Misstep("a name has 1 to 64 characters")
    person_of(stage, who).renames(name.strip())


@step
def newcomer(stage: Stage, name: str) -> None:
    """Somebody nobody knows yet, called so in every step."""
    key = name.strip()
    if not key or len(key) > 64 or key in stage.cast.people:
        raise Misstep("a new name is needed")
    if len(stage.cast.people) >= len(ROLES) + CROWD:
        raise Misstep("that is enough people")
    person = stage.telegram.person(key, language=stage.language)
    stage.cast.people[key] = person
    stage.cast.chats[f"bot:{key}"] = person.private


@step
def office(stage: Stage, who: str, chat: str, target: str, appoint: bool = True) -> None:
    """Make somebody an administrator, or an ordinary member again."""
    person, place = person_of(stage, who), chat_of(stage, chat)
    change = person.promotes if appoint else person.demotes
    change(person_of(stage, target), place)


@step
def bot(stage: Stage, chat: str, rights: str = "all") -> None:
    """Add the bot with `all` rights, without any (`none`), or remove it (`out`)."""
    place = group_of(stage, chat)
    if rights not in ("all", "none", "out"):
        raise Misstep("rights are all, none or out")
    present = place.member(stage.telegram.bot).present
    if rights == "out":
        place.remove_bot()
    elif not present:
        place.add_bot(rights=rights == "all")
    elif rights == "all":
        place.set_bot_rights(*rights_of(place.kind))
    else:
        place.set_bot_rights()


@step
async def wait(stage: Stage, seconds: float = 0, until: str = "") -> None:
    """Let time pass: so many seconds, or until a time of day (`04:00`) by the clock of the cast."""
    if until:
        here = datetime.fromtimestamp(stage.clock.now(), ZoneInfo(stage.zone))
        hour, _, minute = until.partition(":")
        then = here.replace(hour=int(hour), minute=int(minute or 0), second=0, microsecond=0)
        if then <= here:
            then += timedelta(days=1)
        seconds = then.timestamp() - here.timestamp()
    if not 0 < seconds <= 400 * 86_400:
        raise Misstep("time goes forward, by at most 400 days at once")
    await stage.settle()
    stage.clock.advance(float(seconds))
    await stage.settle()


@step
def fault(stage: Stage, kind: str, method: str = "*", times: int = 1) -> None:
    """Have something go wrong with Telegram, the next time or times."""
    if kind not in FAULTS:
        raise Misstep("there is no such fault")
    stage.telegram.faults.order(kind=kind, method=method, times=max(1, min(times, 50)))  # type: ignore[arg-type]


@step
async def kill(stage: Stage) -> None:
    """End the bot as a power failure does, and start it again."""
    await stage.stop_bot(kill=True)
    try:
        await stage.start_bot()
    except NotUp as error:
        raise Misstep(str(error)) from None


@step
async def settings(stage: Stage, chat: str, file: str) -> list[str]:
    """Give a group the settings of a file that `louzhang export` wrote; the keys left out."""
    return await stage.take_settings(chat_of(stage, chat), file)
