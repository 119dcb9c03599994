"""An application on its way through the gates, in the lane of the group."""

from typing import Any

from msgspec import structs

from bot.core import demand as demands
from bot.core.actions import AnyAction
from bot.core.demand import Demand, Leaf
from bot.core.gate import Applicant, Gate, Result, Said, Visit
from bot.core.texts import size, unmarked
from bot.core.unit import Unit
from services.entry import book, card, finish, porch, vision
from services.entry.book import FAILED, OPEN, PASSED, Step
from services.entry.setting import asked_of

FOUND = "entry.found"
"""The continuation of what a gate asked Telegram."""


class Door:
    """One application with what it takes to go on."""

    def __init__(self, unit: Unit, one: Applicant, known: dict[str, Step]) -> None:
        self.unit = unit
        self.one = one
        self.known = known
        self.demand = asked_of(one, unit.values, unit.house.gates)
        self.leaves = list(demands.leaves(self.demand))

    @property
    def open(self) -> list[Leaf]:
        """The gates that would still help."""
        return demands.open_leaves(self.demand, book.states_of(self.known))

    def gate(self, leaf: Leaf) -> Gate:
        """What a leaf asks."""
        return self.unit.house.gates[leaf.gate]

    def visit(self, leaf: Leaf, *, at_door: bool = False) -> Visit:
        """The applicant at one gate."""
        step = self.known.get(leaf.key)
        return Visit(
            applicant=self.one,
            leaf=leaf,
            index=self.leaves.index(leaf),
            data=step.data if step else {},
            tries=step.tries if step else 0,
            at_door=at_door,
        )

    async def note(self, leaf: Leaf, result: Result) -> None:
        """Write down what came of a gate; too many wrong answers fail it."""
        before = self.known.get(leaf.key)
        tries = (before.tries if before else 0) + int(result.wrong)
        state = result.state
        if result.wrong and tries >= self.unit.values["entry.attempts"]:
            state = FAILED
        data = result.data if result.data is not None else (before.data if before else {})
        step = Step(state, tries, data, self.unit.now)
        self.known[leaf.key] = step
        await self.unit.run(lambda c: book.put_step(c, self.one, leaf.key, step))

    async def look(self) -> str:
        """Let gates that pass by themselves do so; what they have to say."""
        notes: list[str] = []
        while fresh := [leaf for leaf in self.open if leaf.key not in self.known]:
            gate = self.gate(fresh[0])
            if gate.look is None:  # nothing came of it, so nothing is written down
                self.known[fresh[0].key] = Step(OPEN, 0, {}, self.unit.now)
                continue
            with card.speaking(self.unit, self.one):
                result = await gate.look(self.unit, self.visit(fresh[0]))
            await self.note(fresh[0], result)
            notes += [result.note] if result.note else []
        return "\n".join(dict.fromkeys(notes))


async def enter(unit: Unit, one: Applicant) -> Door:
    """Take an application up where it stands."""
    return Door(unit, one, await unit.run(lambda c: book.steps(c, one.id)))


async def advance(
    unit: Unit,
    one: Applicant,
    *,
    note: str = "",
    anew: bool = False,
    inside: bool = False,
    fresh: bool = False,
) -> None:
    """Go on with an application: let in, turn away, or ask the next gate.

    `note` tells the applicant what just happened; `anew` shows the card at the end of the chat.
    `inside`: they are in the private chat, wherever they were asked before. `fresh`: they have
    just come, and have been at no gate.
    """
    door = Door(unit, one, {}) if fresh else await enter(unit, one)
    looked = await door.look()
    note = "\n".join(one for one in (note, looked) if one)
    verdict = demands.evaluate(door.demand, book.states_of(door.known))
    if verdict:
        await finish.through(unit, one)
    elif verdict is False:
        failed = [leaf for leaf in door.leaves if _failed(door, leaf)]
        await finish.fail(unit, one, failed[-1].gate if failed else "time", note=note)
    else:
        await show(unit, door, note=note, anew=anew, inside=inside)


def _failed(door: Door, leaf: Leaf) -> bool:
    step = door.known.get(leaf.key)
    return step is not None and step.state == FAILED


def surely_first(unit: Unit, demand: Demand) -> str:
    """The gate that is asked first, if it is known before any was looked at; else empty."""
    gates = unit.house.gates
    if any(gates[leaf.gate].look for leaf in demands.leaves(demand)):
        return ""
    pending = demands.open_leaves(demand, {})
    return pending[0].key if pending else ""


async def show(
    unit: Unit, door: Door, *, note: str = "", anew: bool = False, inside: bool = False
) -> None:
    """Ask the gate that is next, or that the applicant chose."""
    one, pending = door.one, door.open
    focus = next((leaf for leaf in pending if leaf.key == one.focus), pending[0])
    if one.focus != focus.key:
        await unit.run(lambda c: book.change(c, one.id, focus=focus.key))
    outside = one.way == "open" and not one.card and not inside
    with card.speaking(unit, one):
        gate, visit = door.gate(focus), door.visit(focus, at_door=outside)
        if outside and not (gate.at_door and await porch.has_room(unit, one)):
            await porch.call_in(unit, one)
            return
        prompt = await gate.ask(unit, visit)
        if prompt.data is not None:
            await door.note(focus, Result(data=prompt.data))
        if outside:
            await porch.ask(unit, one, prompt.text, prompt.buttons, note)
            return
        below = card.progress(unit, one, door.demand, door.known, focus)
        if not prompt.picture:
            said = vision.at_door(unit, door.leaves, one, size(prompt.text + note + below))
            below = "\n\n".join(filter(None, (below, said)))
        others = [(door.leaves.index(leaf), leaf) for leaf in pending if leaf != focus]
        text, buttons = card.around(unit, visit, prompt, others, note=note, below=below)
    if note and one.card == card.ON_ITS_WAY:
        await unit.run(lambda c: book.saw(c, one.id, seen={**one.seen, "note": note}))
    await card.show_private(
        unit, one, text, buttons, picture=prompt.picture, anew=anew or prompt.anew
    )


# -- what applicants do -----------------------------------------------------------------


async def hear(unit: Unit, one: Applicant, said: Said, index: int) -> str:
    """An applicant did something at a gate; what to tell them at once, as plain text."""
    door = await enter(unit, one)
    pending = door.open
    note, anew = "", bool(said.text or said.shared)
    leaf = door.leaves[index] if 0 <= index < len(door.leaves) else None
    if said.word == "focus" and leaf in pending:
        one = structs.replace(one, focus=leaf.key)
        await unit.run(lambda c: book.change(c, one.id, focus=leaf.key))
    elif said.word or leaf is not None:
        if leaf is None or leaf not in pending:
            await advance(unit, one)
            return ""
        note = await _at_gate(unit, door, leaf, said)
    else:
        note = await _typed(unit, door, said)
    await advance(unit, one, note=note, anew=anew)
    return unmarked(note)


async def _at_gate(unit: Unit, door: Door, leaf: Leaf, said: Said) -> str:
    gate, visit = door.gate(leaf), door.visit(leaf)
    with card.speaking(unit, door.one):
        if said.word == "look":
            result = await gate.look(unit, visit) if gate.look else Result()
        else:
            result = await gate.hear(unit, visit, said) if gate.hear else Result()
    await door.note(leaf, result)
    return result.note


async def _typed(unit: Unit, door: Door, said: Said) -> str:
    """Something was written in private: for the gate that is asked, else for the first other one
    that understands it."""
    one, pending = door.one, door.open
    order = sorted(pending, key=lambda leaf: leaf.key != one.focus)
    wrong: tuple[Leaf, Result] | None = None
    for leaf in order:
        gate = door.gate(leaf)
        meant = gate.shares in said.shared if said.shared else gate.typed
        if not meant or gate.hear is None:
            continue
        with card.speaking(unit, one):
            result = await gate.hear(unit, door.visit(leaf), said)
        if not result.wrong and result != Result():
            await door.note(leaf, result)
            return result.note
        if result.wrong and wrong is None:
            wrong = leaf, result
    if wrong is None:
        with card.speaking(unit, one):
            return unit.say("entry-press")
    await door.note(*wrong)
    return wrong[1].note


async def inquire(unit: Unit, visit: Visit, action: AnyAction) -> None:
    """Have Telegram asked something for a gate, whose `found` gets the answer."""
    data = {"application": visit.applicant.id, "index": visit.index}
    unit.do(action, then=FOUND, then_data=data, expires_at=unit.now + 300)


async def found(unit: Unit) -> None:
    """Telegram answered what a gate had asked."""
    number, fate = unit.data["application"], unit.fate
    one = await unit.run(lambda c: book.get(c, number))
    if one is None or one.ended_at is not None or one.state != OPEN or fate is None:
        return
    door = await enter(unit, one)
    asked = door.leaves[unit.data["index"]]
    answered = door.gate(asked).found
    if asked not in door.open or answered is None:
        return
    same = asked.chat, asked.least
    kin = [leaf for leaf in door.open if door.gate(leaf).found is answered]
    notes: list[str] = []
    for leaf in [leaf for leaf in kin if (leaf.chat, leaf.least) == same]:
        with card.speaking(unit, one):
            result = await answered(unit, door.visit(leaf), fate)
        await door.note(leaf, result)
        notes += [result.note] if result.note else []
    await advance(unit, one, note="\n".join(dict.fromkeys(notes)))


async def pass_gate(
    unit: Unit, one: Applicant, name: str, data: dict[str, Any] | None = None
) -> bool:
    """Somebody else decided that an applicant passes a gate; False if it is not open.

    `data` is what the gate remembers from now on.
    """
    return await _decide(unit, one, name, Result(state=PASSED, data=data))


async def index_of(unit: Unit, one: Applicant, name: str) -> int | None:
    """The number of an applicant's open gate of a name; None if there is none."""
    door = await enter(unit, one)
    found = (door.leaves.index(leaf) for leaf in door.open if leaf.gate == name)
    return next(found, None) if one.state == OPEN else None


async def fail_gate(unit: Unit, one: Applicant, name: str) -> bool:
    """Somebody else decided that an applicant does not pass a gate."""
    return await _decide(unit, one, name, Result(state=FAILED))


async def _decide(unit: Unit, one: Applicant, name: str, result: Result) -> bool:
    door = await enter(unit, one)
    leaf = next((leaf for leaf in door.open if leaf.gate == name), None)
    if leaf is None:
        return False
    await door.note(leaf, result)
    await advance(unit, one)
    return True
