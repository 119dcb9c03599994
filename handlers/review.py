"""The gate `review`: an administrator looks at who wants to come in, on a card or by command."""

from functools import partial

from bot.core import phrase
from bot.core.actions import Answer, Button
from bot.core.errors import UserError
from bot.core.feature import Command, Feature, Later, Press
from bot.core.gate import Applicant, Gate, Prompt, Visit
from bot.core.texts import Html
from bot.core.unit import Stay, Unit
from bot.core.verdict import FOREVER, Sanction
from services import desk, entry
from services.desk import Sheet
from services.entry import book, finish
from services.entry.book import FAILED, PASSED
from services.entry.explain import called
from services.moderation import Order, enforce
from services.target import aim

AGAIN, DECIDE = "review.card", "review.decide"
"""Deadlines, due at once: the card is shown as it stands now; somebody pressed it elsewhere."""

RIGHT = "can_invite_users"
BAN = "can_restrict_members"
HOW = ("admit", "refuse", "ban")
CATEGORY = "door"
SAID = 600
"""Characters of what somebody answered at one gate."""


async def ask(unit: Unit, visit: Visit) -> Prompt:
    """Administrators are asked; the applicant waits."""
    if not visit.data.get("asked"):
        data = {"case": visit.applicant.id}
        await unit.later(AGAIN, _matter(visit.applicant.id), due_at=unit.now, data=data)
    return Prompt(text=unit.say("review-asks"), data={"asked": True})


async def over(unit: Unit, one: Applicant) -> None:
    """The application is over: so says the card, if there is one."""
    data = {"case": one.id}
    await unit.later(AGAIN, _matter(one.id), due_at=unit.now, data=data)


def _matter(number: int) -> str:
    return f"review:{number}"


async def show(unit: Unit) -> None:
    """The card of an applicant, as it stands now."""
    number = unit.data["case"]
    one: Applicant | None = await unit.run(lambda c: book.get(c, number))
    if one is None:
        return
    sheet = await _sheet(unit, one)
    await desk.show(unit, _matter(number), AGAIN, sheet, category=CATEGORY)


async def _sheet(unit: Unit, one: Applicant) -> Sheet:
    facts = await _facts(unit, one)
    group = unit.room.title[:64]
    if one.ended_at is not None:
        over = Html(unit.say(f"review-over-{one.state}"))
        text = "\n".join([unit.say("review-card", group=group), *facts, over])
        line = unit.say("review-closed", person=str(one.user_id), over=over)
        return Sheet(text=text, line=line, open=False)
    buttons = (
        (_button(unit, one, "admit"), _button(unit, one, "refuse")),
        (_button(unit, one, "ban"),),
    )
    called = desk.called(unit, desk.deciders(unit))
    return Sheet(
        text="\n".join([unit.say("review-card", group=group), *facts]),
        line=unit.say("review-line", admins=called, person=str(one.user_id)),
        open=True,
        buttons=buttons,
        line_buttons=buttons,
    )


def _button(unit: Unit, one: Applicant, how: str) -> Button:
    return Button(text=unit.say(f"review-{how}"), data=f"review_{how}:{one.id}")


async def _facts(unit: Unit, one: Applicant) -> list[str]:
    """Who they are, through which link, what they passed, and what is known from before."""
    name = f"@{one.username}" if one.username else str(one.user_id)
    lines = [unit.say("review-who", name=one.name[:64], account=name, person=str(one.user_id))]
    if one.bio:
        lines.append(unit.say("review-bio", bio=one.bio[:200]))
    if one.link:
        lines.append(unit.say("review-link", link=one.link[:80]))
    if one.seen.get("premium"):
        lines.append(unit.say("review-premium"))
    known = await unit.run(lambda c: book.steps(c, one.id))
    for key, step in known.items():
        gate = called(unit, key)
        if step.state == PASSED:
            lines.append(unit.say("entry-done", gate=gate))
        if said := step.data.get("said"):
            lines.append(unit.say("review-said", gate=gate, said=str(said)[:SAID]))
    last = await unit.run(lambda c: book.last(c, one.room_id, one.user_id))
    if last is not None and last[0].state == FAILED:
        ago = phrase.span(unit.now - (last[0].ended_at or 0), unit.language)
        lines.append(unit.say("review-before", ago=ago))
    return lines


async def press(unit: Unit, how: str) -> None:
    """A button of the card, in the group or elsewhere."""
    if not unit.args.isdecimal():
        unit.stale()
        return
    one: Applicant | None = await unit.run(lambda c: book.get(c, int(unit.args)))
    if one is None:
        unit.stale()
        return
    if unit.room.id == one.room_id:
        await _decide(unit, one, how, unit.actor, unit.query)
        return
    await desk.refer(unit, one.room_id, DECIDE, how=how, application=one.id)


async def decide(unit: Unit) -> None:
    """In the lane of the group: somebody decided on a card elsewhere."""
    one: Applicant | None = await unit.run(lambda c: book.get(c, unit.data["application"]))
    if one is not None:
        await _decide(unit, one, unit.data["how"], unit.data["by"], unit.data["query"])


async def _decide(unit: Unit, one: Applicant, how: str, by: int, query: str) -> None:
    right = BAN if how == "ban" else RIGHT
    if right not in unit.admins.rights_of(by):
        unit.doubt()
        say = unit.say("right-missing", right=unit.say(f"right-{right}"))
        unit.do(Answer(room=unit.room.id, query=query, text=say, alert=True))
        return
    done = await _carry_out(unit, one, how, by)
    text = unit.say(f"review-did-{how}" if done else "button-stale")
    unit.do(Answer(room=unit.room.id, query=query, text=text))


async def _carry_out(unit: Unit, one: Applicant, how: str, by: int) -> bool:
    if one.ended_at is not None:
        return False
    if how == "admit":
        return await entry.pass_gate(unit, one, "review") or await _admit_anyway(unit, one)
    await finish.fail(unit, one, "review", by=by)
    if how == "ban":
        order = Order(
            person=one.user_id,
            key=f"review:{one.id}",
            name=one.name,
            act=Sanction.BAN,
            term=FOREVER,
            rule="entry",
            by=by,
        )
        await enforce(unit, order)
    return True


async def _admit_anyway(unit: Unit, one: Applicant) -> bool:
    """An administrator lets somebody in who is not at the review, or has not done the rest."""
    await finish.through(unit, one)
    return True


async def admit(unit: Unit) -> None:
    """`/admit`, `/refuse`: about somebody at the door, by id, `@name`, or all alone if there is
    just one."""
    one: Applicant | None = None
    word = unit.args.partition(" ")[0]
    if word.startswith("@"):
        one = await unit.run(lambda c: book.named(c, unit.room.id, word[1:]))
    elif (target := await aim(unit)) is not None:
        one = await unit.run(lambda c: book.live(c, unit.room.id, target.person))
    else:
        people = await unit.run(
            lambda c: book.at(c, unit.room.id, book.OPEN, book.HELD, book.QUEUED, limit=2)
        )
        if len(people) > 1:
            raise UserError(unit.say("review-which", name=unit.typed))
        one = people[0] if people else None
    if one is None:
        raise UserError(unit.say("review-nobody"))
    by = unit.identify()
    if unit.typed == "admit":
        await finish.through(unit, one)
    else:
        await finish.fail(unit, one, "review", by=by)
    name = Html(unit.say("review-name", name=one.name[:32], person=str(one.user_id)))
    unit.reply(unit.say(f"review-said-{unit.typed}", name=name), stay=Stay.SHORT)


def _press(how: str) -> Press:
    return Press(name=f"review_{how}", handle=partial(press, how=how), lists=True)


FEATURE = Feature(
    name="review",
    key="threshold",
    part_of="entry",
    commands=(
        Command(name="admit", handle=admit, aliases=("refuse",), right=RIGHT, where="group"),
    ),
    presses=tuple(_press(how) for how in HOW),
    deadlines=(
        Later(name=AGAIN, handle=show, admins=True),
        Later(name=DECIDE, handle=decide, admins=True),
    ),
    gates=(Gate(name="review", ask=ask, over=over, human=True),),
)
