"""`/why` in reply to a message: the case that this message is part of."""

from rehearsal import Telegram
from tests.house.conftest import Scene

FIRST, SECOND = "加我微信 abc12345", "加我微信 xyz98765"


async def test_why_in_reply_tells_of_that_message(scene: Scene, tg: Telegram) -> None:
    """Not of the newest case; a number that is written counts more."""
    scene.ann.starts_bot()
    await tg.until(lambda: scene.lines(scene.ann.private))
    one = scene.eve.says(scene.group, FIRST)
    await tg.until(lambda: scene.ann.private.find("#1"))
    two = scene.newcomer("Fay").says(scene.group, SECOND)
    await tg.until(lambda: scene.ann.private.find("#2"))
    talk = scene.bob.says(scene.group, "good morning")
    for text, message, number in (
        ("/why", one, 1),
        ("/why", two, 2),
        ("/why #2", one, 2),
        ("/why", talk, 2),
    ):
        scene.clock.advance(4)
        said = scene.ann.says(scene.group, text, reply_to=message)
        await tg.until(lambda said=said: scene.answers(said))
        (answer,) = scene.answers(said)
        assert answer.text.startswith(f"#{number} · Book club · ads, "), text


async def test_why_in_reply_tells_a_member_of_their_own_only(scene: Scene, tg: Telegram) -> None:
    """Of somebody else's message they do not even hear that there is a case about it."""
    scene.ann.starts_bot()
    await tg.until(lambda: scene.lines(scene.ann.private))
    message = scene.eve.says(scene.group, FIRST)
    await tg.until(lambda: scene.ann.private.find("#1"))
    for person, begins in ((scene.bob, "No cases."), (scene.eve, "#1 · ")):
        scene.clock.advance(4)
        said = person.says(scene.group, "/why", reply_to=message)
        await tg.until(lambda person=person: person.whispers(scene.group))
        assert person.whispers(scene.group)[0].text.startswith(begins)
        assert scene.answers(said) == []
