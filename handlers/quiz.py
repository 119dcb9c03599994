"""The gate `quiz`: the owner's questions, one after the other; `/question` keeps them."""

from random import SystemRandom
from typing import Any

from bot.core.actions import Button
from bot.core.errors import UserError
from bot.core.feature import Command, Feature
from bot.core.gate import OPEN, Gate, Prompt, Result, Said, Visit
from bot.core.kinds import number
from bot.core.manner import Pager
from bot.core.role import CHANGE
from bot.core.texts import Html
from bot.core.unit import Unit
from services import quiz
from services.entry import lack
from services.quiz import LONGEST, MOST, OPTION, OPTIONS, Question, Unclear

_random = SystemRandom()
SHOWN = 40
"""Characters of a question that stand beside its answer on the review card."""

_ADD = frozenset(("add", "添加"))
_DELETE = frozenset(("del", "delete", "rm", "删除"))


async def ask(unit: Unit, visit: Visit) -> Prompt:
    """The question that is next, its answers in an order of the applicant's own."""
    data = _drawn(unit, visit, await _every(unit))
    question = data.pop("question")
    if question is None:  # those that were drawn are gone: looking again passes
        button = Button(text=unit.say("quiz-go-on"), data=visit.press("look"))
        return Prompt(text=unit.say("quiz-done"), buttons=((button,),), data=data)
    text = unit.say(
        "quiz-asks", n=data["done"] + 1, of=data["done"] + len(data["left"]), text=question.text
    )
    if not question.options:
        return Prompt(text="\n".join([text, unit.say("quiz-write")]), data=data)
    buttons = tuple(
        (Button(text=question.options[place], data=visit.press(f"a{data['turn']}.{place}")),)
        for place in data["order"]
    )
    return Prompt(text=text, buttons=buttons, data=data)


def _drawn(unit: Unit, visit: Visit, every: list[Question]) -> dict[str, Any]:
    """What an applicant is asked: drawn the first time; questions that are gone are left out."""
    data, known = dict(visit.data), {one.id: one for one in every}
    if "left" not in data:
        many = unit.values["quiz.count"] or len(every)
        drawn = _random.sample(sorted(known), min(many, len(known)))
        data |= {"left": drawn, "done": 0, "turn": 0, "order": [], "said": ""}
    left = [one for one in data["left"] if one in known]
    if left != data["left"]:
        data |= {"left": left, "order": []}
    question = known[left[0]] if left else None
    if question is not None and len(data["order"]) != len(question.options):
        places = list(range(len(question.options)))
        _random.shuffle(places)
        data |= {"order": places, "turn": data["turn"] + 1}
    return {**data, "question": question}


async def _every(unit: Unit) -> list[Question]:
    found: list[Question] = await unit.run(lambda c: quiz.every(c, unit.room.id))
    return found


async def hear(unit: Unit, visit: Visit, said: Said) -> Result:
    """An answer: a button of the question that stands, or in words."""
    if "left" not in visit.data:
        return OPEN
    before = len(visit.data["left"])
    data = _drawn(unit, visit, await _every(unit))
    question = data.pop("question")
    if question is None or len(data["left"]) != before:
        return Result(data=data)
    if said.word:
        turn, _, place = said.word.removeprefix("a").partition(".")
        if turn != str(data["turn"]) or not place.isdecimal():
            return OPEN
        if int(place) >= len(question.options):
            return OPEN
        answer = question.options[int(place)]
        right = answer in question.right
    elif said.text and not question.options:
        answer, right = said.text[: quiz.OPTION], quiz.is_right(question, said.text)
    else:
        return OPEN
    return _judged(unit, data, question, answer, right)


def _judged(
    unit: Unit, data: dict[str, Any], question: Question, answer: str, right: bool
) -> Result:
    told = f"{question.text[:SHOWN]} → {answer}" + ("" if right else " ✗")
    data |= {"said": "; ".join(filter(None, (data["said"], told))), "order": []}
    if not right:
        return Result(wrong=True, note=unit.say("quiz-wrong"), data=data)
    data |= {"left": data["left"][1:], "done": data["done"] + 1}
    return Result(state="open" if data["left"] else "passed", data=data)


async def look(unit: Unit, visit: Visit) -> Result:
    """Where there is nothing to ask, it passes, and administrators hear so."""
    every = await _every(unit)
    if not every:
        await lack.report(unit, "quiz")
        return Result(state="passed")
    if "left" in visit.data and not _drawn(unit, visit, every)["left"]:
        return Result(state="passed")
    return OPEN


async def ready(unit: Unit) -> str:
    """It wants questions."""
    return "" if await unit.run(lambda c: quiz.count(c, unit.room.id)) else unit.say("quiz-lacks")


async def command(unit: Unit) -> None:
    """`/question add …`, `/question del N`; alone it lists them."""
    word, _, rest = unit.args.strip().partition(" ")
    if not word:
        await LIST.show(unit, empty=unit.say("quiz-none"))
    elif word.lower() in _ADD:
        await _add(unit, rest)
    elif word.lower() in _DELETE and rest.strip().isdecimal() and rest.isascii():
        place = int(rest.strip()[:6])
        if not await unit.run(lambda c: quiz.remove(c, room=unit.room.id, number=place)):
            raise UserError(unit.say("quiz-no-such"))
        left = await unit.run(lambda c: quiz.count(c, unit.room.id))
        unit.reply(unit.say("quiz-removed", n=left))
    else:
        raise UserError(unit.say("quiz-usage"))


async def _add(unit: Unit, written: str) -> None:
    try:
        question = quiz.read(written)
    except Unclear as error:
        raise UserError(_why(unit, error.why)) from None
    many = await unit.run(lambda c: quiz.count(c, unit.room.id))
    if many >= MOST:
        raise UserError(unit.say("quiz-full", most=MOST))
    by = unit.actor or None
    await unit.run(lambda c: quiz.add(c, room=unit.room.id, question=question, by=by, now=unit.now))
    unit.reply(unit.say("quiz-added", n=many + 1))


def _why(unit: Unit, why: str) -> str:
    match why:
        case "long":
            return unit.say("quiz-long", longest=LONGEST, option=OPTION)
        case "many":
            return unit.say("quiz-many", options=OPTIONS)
        case "same":
            return unit.say("quiz-same")
        case _:
            return unit.say("quiz-usage")


async def _lines(unit: Unit, _args: str) -> list[str]:
    return [
        unit.say("quiz-line", n=str(place), text=one.text, answers=_answers(unit, one))
        for place, one in enumerate(await _every(unit), 1)
    ]


def _answers(unit: Unit, one: Question) -> Html:
    """The answers as they were typed; the list covers them, for the group looks on."""
    marked = [f"*{answer}" for answer in one.right] if one.wrong else list(one.right)
    return Html(unit.say("quiz-answers", answers=" | ".join((*marked, *one.wrong))))


LIST = Pager("questions", _lines, right=CHANGE)

FEATURE = Feature(
    name="quiz",
    key="threshold",
    part_of="entry",
    settings=(number("quiz.count", 0, 0, MOST),),
    commands=(Command(name="question", handle=command, right=CHANGE, where="group"),),
    presses=(LIST.press,),
    deadlines=(lack.telling("quiz"),),
    gates=(Gate(name="quiz", ask=ask, hear=hear, look=look, ready=ready, typed=True),),
)
