"""The gates `username`, `photo`, `bio`, `age>=30d` and `premium`: what an account shows."""

from bot.core import daily, phrase
from bot.core.actions import Button
from bot.core.feature import Feature, Later
from bot.core.gate import PASSED, Applicant, Gate, Prompt, Result, Visit
from bot.core.outbox import Fate
from bot.core.unit import Unit
from services import account, profile
from services.entry import book, flow


async def ask(unit: Unit, visit: Visit) -> Prompt:
    """What is to be done about it, and a button for when it is."""
    name = visit.leaf.gate
    again = Button(text=unit.say("profile-again"), data=visit.press("look"))
    lines = [unit.say(f"profile-asks-{name}")]
    wait = visit.data.get("asked", 0) - unit.now
    if wait > 0:
        lines.append(unit.say("profile-turn", wait=phrase.span(wait, unit.language)))
    return Prompt(text="\n".join(lines), buttons=((again,),))


# -- what every update tells ------------------------------------------------------------


async def look_name(unit: Unit, visit: Visit) -> Result:
    """A username stands in every update of theirs."""
    return PASSED if visit.applicant.username else await _not_yet(unit, visit)


async def look_premium(unit: Unit, visit: Visit) -> Result:
    """So does whether they have Premium."""
    return PASSED if visit.applicant.seen.get("premium") else await _not_yet(unit, visit)


async def look_age(unit: Unit, visit: Visit) -> Result:
    """The number tells about when the account was made; who is too new hears when they are not."""
    began = account.estimate(visit.applicant.user_id, unit.now)
    ripe = began + visit.leaf.least
    if ripe <= unit.now:
        return PASSED
    zone = daily.zone_of(unit.values)
    day = phrase.date(ripe + account.DAY, unit.language, zone)
    return Result(state="failed", note=unit.say("profile-young", day=day))


async def _not_yet(unit: Unit, visit: Visit) -> Result:
    """Said to who asks again; at first the card itself says what is to be done."""
    known = await unit.run(lambda c: book.steps(c, visit.applicant.id))
    again = visit.leaf.key in known
    return Result(note=unit.say(f"profile-no-{visit.leaf.gate}") if again else "")


# -- what Telegram has to be asked for ---------------------------------------------------


async def look_shown(unit: Unit, visit: Visit) -> Result:
    """A join request brings the bio; the rest Telegram is asked for."""
    if visit.leaf.gate == "bio" and visit.applicant.bio.strip():
        return PASSED
    data = await profile.ask(unit, visit)
    if not visit.data.get("told"):
        return Result(data={**data, "told": True})
    wait = phrase.span(max(data["asked"] - unit.now, 1), unit.language)
    return Result(data={**data, "told": True}, note=unit.say("profile-turn", wait=wait))


async def found(unit: Unit, visit: Visit, fate: Fate) -> Result:
    """What they show."""
    name = visit.leaf.gate
    kept = {"told": True}
    if fate.state != "done" or not isinstance(fate.result, dict):
        return Result(data=kept, note=unit.say("profile-silent"))
    if fate.result[name]:
        return PASSED
    return Result(data=kept, note=unit.say(f"profile-no-{name}"))


async def turn(unit: Unit) -> None:
    """It is somebody's turn to have their profile asked for."""
    number = unit.data["application"]
    one: Applicant | None = await unit.run(lambda c: book.get(c, number))
    if one is None or one.state != book.OPEN:
        return
    door = await flow.enter(unit, one)
    waiting = [leaf for leaf in door.open if leaf.gate in profile.SHOWN and leaf.key in door.known]
    for leaf in waiting:
        await door.note(leaf, Result(data={"told": True}))
    if waiting:
        data = await profile.ask(unit, door.visit(waiting[0]))
        for leaf in waiting:
            await door.note(leaf, Result(data={**data, "told": True}))


async def nothing(_unit: Unit) -> None:
    """A question of a minute ago counts no more."""


async def estimated(unit: Unit) -> str:
    """The owner hears that it is an estimate."""
    return unit.say("profile-estimate")


FEATURE = Feature(
    name="profile",
    key="threshold",
    part_of="entry",
    deadlines=(
        Later(name=profile.TURN, handle=turn),
        Later(name=profile.SPENT, handle=nothing),
    ),
    gates=(
        Gate(name="username", ask=ask, look=look_name),
        Gate(name="photo", ask=ask, look=look_shown, found=found),
        Gate(name="bio", ask=ask, look=look_shown, found=found),
        Gate(name="age", ask=ask, look=look_age, ready=estimated, takes="span"),
        Gate(name="premium", ask=ask, look=look_premium),
    ),
)
