"""Stars go back: by `/refund`, or because somebody was not admitted."""

from bot.core.actions import Send
from bot.core.errors import UserError
from bot.core.texts import Html
from bot.core.unit import Stay, Unit
from services import desk
from services.desk import Sheet
from services.paid import book, money
from services.paid.book import RETURNED, RETURNING, STUCK, Payment
from services.target import aim

STUCK_CARD = "paid.stuck"
"""The deadline, due at once, at which administrators see a payment that Telegram keeps."""

RIGHT = "can_restrict_members"


async def refund(unit: Unit) -> None:
    """`/refund @x`: the newest payment of somebody goes back, and its term with it."""
    target = await aim(unit)
    if target is None:
        raise UserError(unit.say("paid-refund-usage"))
    by, person = unit.identify(), target.person
    found = await unit.run(lambda c: book.returnable(c, unit.room.id, person))
    name = Html(unit.say("paid-name", name=target.shown[:64], person=str(person)))
    if not found or not await money.give_back(unit, found[0], "admin", by=by):
        raise UserError(unit.say("paid-refund-none", name=name))
    said = unit.say("paid-refunding", amount=found[0].amount, name=name, more=len(found) - 1)
    unit.reply(said, stay=Stay.LONG)


async def refunded(unit: Unit) -> None:
    """Telegram gave it back, or did not: the person hears so, and administrators if it did not."""
    data, fate = unit.data, unit.fate
    payment: Payment | None = await unit.run(lambda c: book.get(c, data["payment"]))
    if payment is None or fate is None or payment.state != RETURNING:
        return
    done = fate.state == "done"
    state, at = (RETURNED, unit.now) if done else (STUCK, None)
    await unit.run(lambda c: book.move(c, payment.id, RETURNING, to=state, at=at))
    language = data["language"] or await money.language_of(unit, payment.person)
    with money.speaking(unit, language):
        group = unit.room.title[:64]
        key = f"paid-back-{data['why']}" if done else "paid-back-stuck"
        text = unit.say(key, amount=payment.amount, group=group)
    unit.do(Send(room=unit.room.id, to=payment.person, text=text, if_unknown="again_once"))
    said = str(fate.result or fate.state)[:120]
    if not done:
        await unit.later(
            STUCK_CARD, _matter(payment), due_at=unit.now, data={"case": payment.id, "said": said}
        )


def _matter(payment: Payment) -> str:
    return f"refund:{payment.id}"


async def show_stuck(unit: Unit) -> None:
    """The card about a payment that does not go back."""
    payment: Payment | None = await unit.run(lambda c: book.get(c, unit.data["case"]))
    if payment is None:
        return
    name = Html(unit.say("paid-name", name=payment.name[:64], person=str(payment.person)))
    text = unit.say(
        "paid-stuck",
        group=unit.room.title[:64],
        name=name,
        amount=payment.amount,
        person=str(payment.person),
        said=unit.data.get("said", ""),
    )
    admins = desk.called(unit, desk.deciders(unit))
    sheet = Sheet(
        text=text, line=unit.say("paid-stuck-line", admins=admins), open=payment.state == STUCK
    )
    await desk.show(unit, _matter(payment), STUCK_CARD, sheet, category="door")
