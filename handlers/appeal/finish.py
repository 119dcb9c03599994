"""The end of an appeal: what was done stands or is reversed, and the person hears of it."""

from bot.core import audit
from bot.core.actions import Send
from bot.core.unit import Unit
from handlers.appeal.card import AGAIN, matter_of
from services import appeal as appeals
from services import moderation
from services.appeal import Appeal
from services.moderation import File, Reversal

TOLD = "appeal.told"
"""The continuation of what the person is told."""

STATES = {"uphold": appeals.UPHELD, "reverse": appeals.REVERSED}


async def finish(
    unit: Unit, appeal: Appeal, case: File, *, how: str, by: int | None, reason: str = ""
) -> bool:
    """Decide an appeal: `uphold` or `reverse`, by somebody or the jury; False if it was before.

    A case that was taken back meanwhile is reversed, whatever is decided.
    """
    gone = case.state in appeals.LASTING
    state = appeals.REVERSED if gone else STATES[how]
    decided = await unit.run(
        lambda c: appeals.decide(c, case=case.id, state=state, by=by, reason=reason, now=unit.now)
    )
    if not decided:
        return False
    await unit.run(
        lambda c: audit.note(
            c,
            room=unit.room.id,
            at=unit.now,
            by=by,
            what="reverse" if state == appeals.REVERSED else "uphold",
            person=case.subject_id,
            case=case.id,
            said=reason,
        )
    )
    reversal = None
    if state == appeals.REVERSED and not gone:
        reversal = await moderation.take_back(unit, case, by=by)
    _tell(unit, appeal, case, state, reason, reversal)
    await unit.later(AGAIN, matter_of(case.id), due_at=unit.now, data={"case": case.id})
    return True


def _tell(
    unit: Unit, appeal: Appeal, case: File, state: str, reason: str, reversal: Reversal | None
) -> None:
    here, unit.language = unit.language, appeal.language
    group = unit.room.title[:64]
    lines = [unit.say(f"appeal-{state}", number=str(case.id), group=group)]
    if reason:
        lines.append(unit.say("case-reason", reason=reason))
    if reversal is not None:
        lines += moderation.undone(unit, case, reversal)
    if appeal.jury:
        lines.append(unit.say("appeal-seed", seed=appeal.seed))
    unit.do(
        Send(
            room=unit.room.id,
            to=appeal.user_id,
            text="\n".join(lines),
            if_unknown="again_once",
            priority="notice",
        ),
        then=TOLD,
        then_data={"case": case.id, "person": appeal.user_id},
    )
    unit.language = here
