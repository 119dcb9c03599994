"""T91 and basic groups: a group that becomes a supergroup keeps all that was decided."""

from rehearsal import Telegram
from rehearsal.clock import RunningClock
from rehearsal.person import Person
from tests.conftest import Launch
from tests.house.conftest import DELETING, HOUR, Scene

AD = "日结兼职 一天500 加V: abc12345 t.me/+AbCdEfGhIj"
LIKELY = "带你赚钱 @foo_bar"


async def basic(scene: Scene) -> Person:
    """The club is a basic group from here on; Eve is in it."""
    scene.group = scene.tg.group("Small club", owner=scene.ann)
    scene.group.add_bot()
    link = scene.ann.invites(scene.group)
    for person in (scene.bob, scene.eve):
        person.joins(scene.group, link)
    await scene.tg.until(lambda: scene.lines())
    await scene.tg.idle()
    scene.clock.advance(HOUR)
    return scene.eve


async def test_basic_group_is_asked_to_become_a_supergroup(scene: Scene) -> None:
    await basic(scene)
    assert scene.lines()[0].text.splitlines()[:2] == [
        "👮 I am here. This is a basic group, and in one nobody can be muted. Make it a supergroup "
        "first: group settings → chat history for new members → visible.",
        "Then make me an administrator.",
    ]


async def test_ad_in_a_basic_group(scene: Scene) -> None:
    await basic(scene)
    ad = scene.eve.says(scene.group, AD)
    await scene.gone(ad)
    await scene.tg.until(lambda: scene.eve not in scene.group.members)


async def test_mute_in_a_basic_group_is_impossible_and_told(scene: Scene) -> None:
    await basic(scene)
    await scene.set("ads.policy mute 1d")
    ad = scene.eve.says(scene.group, AD)
    await scene.gone(ad)
    await scene.tg.until(lambda: scene.group.find("⚠️"))
    assert scene.group.status(scene.eve) == "member"


async def test_t91_settings_and_cases_move_along(scene: Scene, tg: Telegram) -> None:
    await basic(scene)
    await scene.set("ads.policy ban 2d")
    scene.eve.says(scene.group, AD)
    await tg.until(lambda: scene.eve not in scene.group.members)
    scene.group = tg.upgrade(scene.group)
    scene.group.username = "smallclub"
    scene.group.set_bot_rights("can_delete_messages", "can_restrict_members")
    assert await scene.cases() == ["ads · banned · Eve · in force"]
    fay = scene.newcomer("Fay")
    ad = fay.says(scene.group, AD)
    await scene.gone(ad)
    await scene.out(fay, "kicked")


async def test_t91_menus_of_its_own_move_along(scene: Scene, tg: Telegram) -> None:
    """T91: menus are kept by address; at the new one they are told in the language chosen."""
    await basic(scene)
    await scene.ask(scene.ann, "/lang zh")
    await tg.until(lambda: (f"chat_administrators:{scene.group.id}", "") in tg.world.commands)
    before = {
        scope: tg.world.commands[f"{scope}:{scene.group.id}", ""]
        for scope in ("chat", "chat_administrators")
    }
    assert before["chat"][0] == {"command": "rules", "description": "现在生效的规则"}
    scene.group = tg.upgrade(scene.group)
    for scope, told in before.items():
        key = (f"{scope}:{scene.group.id}", "")
        await tg.until(lambda key=key: key in tg.world.commands)
        assert tg.world.commands[key] == told


async def test_t91_acts_under_way_follow(scene: Scene, tg: Telegram) -> None:
    """The group moves between the verdict and the call."""
    await basic(scene)
    scene.fail("429", *DELETING, "banChatMember", retry_after=20)
    scene.eve.says(scene.group, AD)
    await scene.struck(*DELETING)
    await scene.struck("banChatMember")
    scene.group = tg.upgrade(scene.group)
    scene.group.username = "smallclub"
    scene.group.set_bot_rights("can_delete_messages", "can_restrict_members")
    await scene.later(lambda: scene.eve not in scene.group.members)
    await scene.quiet()
    # The message stayed behind under a number of the old group: it is not asked for for ever.
    assert len(tg.calls_of(*DELETING)) < 10


async def test_t91_move_that_is_heard_of_by_a_refusal_only(scene: Scene, tg: Telegram) -> None:
    await basic(scene)
    old = scene.group
    tg.faults.order(kind="502", method="getUpdates", times=None)
    scene.clock.advance(30)
    said = scene.ann.says(old, "/rules")
    scene.group = tg.upgrade(old)
    scene.group.username = "smallclub"
    tg.faults.clear()
    scene.clock.advance(10)
    await tg.until(lambda: scene.group.find("Rules"))
    assert said.chat is old
    ad = scene.newcomer("Fay").says(scene.group, AD)
    await scene.gone(ad)


async def test_t91_log_chat_that_moves_takes_nobody_along(scene: Scene, tg: Telegram) -> None:
    """A card for a log chat that became a supergroup reaches it, and the club stays itself."""
    office = tg.group("Office", owner=scene.ann)
    office.add_bot()
    await tg.until(lambda: scene.lines(office))
    await scene.set(f"log.chat {office.id}")
    scene.fail("429", "sendMessage", chat=office.id, retry_after=5)
    scene.eve.says(scene.group, LIKELY)
    await scene.struck("sendMessage")
    moved = tg.upgrade(office)
    await scene.later(lambda: moved.find("#1"))
    await scene.quiet()
    card = moved.find("#1")
    assert card is not None
    await scene.ann.presses(card, "Kick").answer
    await scene.out(scene.eve)
    ad = scene.newcomer("Fay").says(scene.group, AD)
    await scene.gone(ad)
    scene.newcomer("Gus").says(scene.group, LIKELY)
    await tg.until(lambda: moved.find("Gus"))


async def test_t91_restart_between(launch: Launch, tg: Telegram, clock: RunningClock) -> None:
    """The group moves while the bot is off."""
    scene = Scene(tg, clock)
    async with launch():
        await basic(scene)
        await scene.set("ads.policy ban 2d")
    scene.group = tg.upgrade(scene.group)
    scene.group.username = "smallclub"
    scene.group.set_bot_rights("can_delete_messages", "can_restrict_members")
    clock.advance(HOUR)
    async with launch():
        fay = scene.newcomer("Fay")
        ad = fay.says(scene.group, AD)
        await scene.gone(ad)
        await scene.out(fay, "kicked")
        await scene.quiet()
