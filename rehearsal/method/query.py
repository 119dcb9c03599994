"""Answers to what people press."""

from rehearsal import press
from rehearsal.call import Params
from rehearsal.method.registry import method
from rehearsal.press import Answer
from rehearsal.world import World


@method("answerCallbackQuery")
def answer_callback_query(world: World, params: Params) -> bool:
    answer = Answer(params.text("text"), params.flag("show_alert"), params.get("url"))
    press.settle(world, params.text("callback_query_id"), answer)
    return True
