"""What `/undo` could not do is said: another case goes on to hold."""

import pytest

from tests.house.conftest import HOUR, Scene

DONE = "↩️ #1 is taken back.\n"


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("mute", "ban", "The mute is lifted.\n⚠️ The ban of #2 still holds."),
        ("mute 1d", "mute 2h", "⚠️ The mute of #2 still holds."),
        ("ban 1d", "ban 2d", "⚠️ The ban of #2 still holds."),
        ("kick", "ban", "There will be a link to come back.\n⚠️ The ban of #2 still holds."),
        ("mute", "warn", "The mute is lifted."),
    ],
)
async def test_another_case_goes_on_to_hold(
    scene: Scene, first: str, second: str, said: str
) -> None:
    for order in (first, second):
        word, _, term = order.partition(" ")
        await scene.ask(scene.ann, f"/{word} @eve_sells {term}".strip())
        await scene.tg.idle()
    assert (await scene.ask(scene.ann, "/undo 1")).text == DONE + said


async def test_mute_within_a_ban(scene: Scene) -> None:
    """The ban goes, and the mute holds on; what is over by then is not said to hold."""
    await scene.ask(scene.ann, "/mute @eve_sells 2h")
    await scene.ask(scene.ann, "/ban @eve_sells")
    await scene.out(scene.eve, "kicked")
    said = (await scene.ask(scene.ann, "/unmute @eve_sells")).text
    assert said == "🔊 Eve is not muted any more, but still banned: /unban"
    await scene.ask(scene.ann, "/unban @eve_sells")
    await scene.ask(scene.ann, "/mute @eve_sells 2h")
    await scene.ask(scene.ann, "/ban @eve_sells")
    await scene.tg.idle()
    said = (await scene.ask(scene.ann, "/undo 4")).text
    assert said == "↩️ #4 is taken back.\nThe ban is lifted.\n⚠️ The mute of #3 still holds."
    await scene.ask(scene.ann, "/ban @eve_sells")
    scene.clock.advance(3 * HOUR)
    said = (await scene.ask(scene.ann, "/undo 5")).text
    assert said == "↩️ #5 is taken back.\nThe ban is lifted."


async def test_two_mutes_and_a_ban(scene: Scene) -> None:
    for order in ("/mute @eve_sells", "/mute @eve_sells 2h", "/ban @eve_sells"):
        await scene.ask(scene.ann, order)
        await scene.tg.idle()
    said = (await scene.ask(scene.ann, "/undo 2")).text
    assert said.splitlines()[1:] == [
        "⚠️ The ban of #3 still holds.",
        "⚠️ The mute of #1 still holds.",
    ]


async def test_in_chinese(scene_zh: Scene) -> None:
    scene = scene_zh
    assert "每次违规在 30 天后失效。" in (await scene.ask(scene.ann, "/rules")).text
    await scene.ask(scene.ann, "/mute @eve_sells")
    await scene.ask(scene.ann, "/ban @eve_sells")
    await scene.tg.idle()
    said = (await scene.ask(scene.ann, "/undo 1")).text
    assert said == "↩️ #1 已撤销。\n已解除禁言。\n⚠️ #2 的封禁仍然有效。"
