"""Words to who comes and goes, and what owners write of their group."""

import pytest

from bot.app import Warden
from rehearsal import Telegram
from rehearsal.clock import RunningClock
from rehearsal.message import Message
from rehearsal.press import Answer
from services import greeting
from services.greeting import Waiting
from services.template import Somebody
from tests.conftest import Launch
from tests.house.conftest import MINUTE, Scene
from tests.house.desk import STALE, Desk, quarantined


async def saved(scene: Scene, command: str, says: str = "✅ Saved.") -> Message:
    """Ann writes a text, looks at it and saves it; the preview."""
    shown = await scene.ask(scene.ann, command)
    assert (await scene.ann.presses(shown, "Save").answer) == Answer()
    await scene.tg.until(lambda: shown.text == says)
    return shown


def welcomes(scene: Scene, word: str = "Welcome") -> list[str]:
    return [one.text for one in scene.lines() if one.text.startswith(word)]


async def test_nobody_is_welcomed_until_it_is_chosen(scene: Scene) -> None:
    scene.newcomer("Fay")
    await scene.quiet()
    scene.clock.advance(MINUTE)
    await scene.quiet()
    shown = await scene.ask(scene.ann, "/welcome")
    assert shown.text == (
        "The welcome is off (/welcome on). It would be:\n👋 Welcome to Book club, Ann!"
    )
    await scene.ask(scene.ann, "/welcome on")
    scene.newcomer("Gil")
    await scene.later(lambda: scene.group.find("👋 Welcome to Book club, Gil!"))


async def test_welcome_is_previewed_and_saved_by_who_wrote_it(scene: Scene, tg: Telegram) -> None:
    """T1: the buttons are theirs."""
    written = "/setwelcome Welcome <b>{mention}</b>! [Site](buttonurl://example.org)"
    said = scene.ann.says(scene.group, written, parse_mode="HTML")
    await tg.until(lambda: scene.answers(said))
    shown = scene.answers(said)[0]
    assert shown.text == "👁 This is how it will look:\nWelcome Ann!"
    assert shown.buttons == ["Site", "Save", "Cancel"]
    foreign = await scene.bob.presses(shown, "Save").answer
    assert foreign == Answer("This button is for somebody else.", alert=True)
    scene.newcomer("Fay")
    await scene.quiet()
    assert welcomes(scene) == []
    assert await scene.ann.presses(shown, "Save").answer == Answer()
    await tg.until(lambda: shown.text == "✅ Saved.")
    scene.newcomer("Gil")
    await scene.later(lambda: welcomes(scene) == ["Welcome Gil!"])
    cancelled = await scene.ask(scene.ann, "/setwelcome Welcome to the jungle")
    assert await scene.ann.presses(cancelled, "Cancel").answer == Answer()
    await tg.until(lambda: cancelled.text == "Nothing was changed.")
    assert await scene.shown("welcome.text") == (
        "welcome.text = Welcome <b>{mention}</b>! [Site](buttonurl://example.org)"
    )


async def test_t4_preview_is_out_of_date(scene: Scene) -> None:
    """T4: after ten minutes there is nothing to save any more."""
    await scene.set("tidy.enabled off")
    shown = await scene.ask(scene.ann, "/setwelcome Welcome {first}")
    scene.clock.advance(9 * MINUTE)
    again = await scene.ask(scene.ann, "/setwelcome Hello {first}")
    scene.clock.advance(2 * MINUTE)
    assert await scene.ann.presses(shown, "Save").answer == STALE
    assert await scene.ann.presses(again, "Save").answer == Answer()
    assert await scene.shown("welcome.text") == "welcome.text = Hello {first}"


async def test_t12_who_lost_the_right_saves_nothing(scene: Scene, tg: Telegram) -> None:
    """T12: an administrator who is none any more when they press."""
    scene.ann.promotes(scene.bob, scene.group)
    shown = await scene.ask(scene.bob, "/setrules Be kind")
    scene.ann.demotes(scene.bob, scene.group)
    refused = await scene.bob.presses(shown, "Save").answer
    assert refused.text == "You need the right to change group info for that."
    assert await scene.shown("rules.text") == "rules.text = off"


async def test_burst_gets_one_message_and_the_last_one_goes(scene: Scene, tg: Telegram) -> None:
    await saved(scene, "/setwelcome Welcome {mention} to {group}!")
    scene.newcomer("Fay")
    await scene.later(lambda: welcomes(scene) == ["Welcome Fay to Book club!"])
    first = scene.group.find("Welcome Fay")
    people = [scene.newcomer(name) for name in ("Gil", "Hal", "Ida")]
    people[1].leaves(scene.group)
    await scene.later(lambda: welcomes(scene) == ["Welcome Gil and Ida to Book club!"])
    assert first is not None
    await scene.gone(first)
    assert welcomes(scene) == ["Welcome Gil and Ida to Book club!"]


async def test_many_are_counted_and_not_all_called(scene: Scene) -> None:
    await scene.set("antiraid.enabled off")
    await saved(scene, "/setwelcome Welcome {mention}!")
    for number in range(30):
        scene.newcomer(f"N{number}")
    await scene.later(lambda: welcomes(scene))
    (said,) = welcomes(scene)
    assert said == "Welcome N0, N1, N2, N3, N4, N5, N6, N7, N8, N9, and 20 others!"


async def test_t61_nobody_is_welcomed_in_a_raid(scene: Scene, tg: Telegram) -> None:
    await saved(scene, "/setwelcome Welcome {mention}!")
    await scene.set("antiraid.joins 4")
    for number in range(12):
        scene.newcomer(f"N{number}")
    await tg.until(lambda: scene.group.find("joined at once"))
    scene.clock.advance(MINUTE)
    await scene.quiet()
    assert welcomes(scene) == []


async def test_t64_t67_names_do_no_harm(scene: Scene, warden: Warden) -> None:
    """T64, T67: long, piled up, empty, markup, advertising."""
    await saved(scene, "/setwelcome Welcome {name}!")
    names = {
        "x" * 64: f"{'x' * 31}…",
        "Z" + "\u0317" * 40 + "a": "Z\u0317\u0317a",
        "\u3164\u3164": "a member",
        "<b>{group}</b>": "<b>{group}</b>",
        "t.me/sells_things": "a member",
        "\u202eevil": "evil",
    }
    for name, shown in names.items():
        scene.newcomer(name)
        expected = [f"Welcome {shown}!"]
        await scene.later(lambda expected=expected: welcomes(scene) == expected)
    assert await quarantined(warden) == []


async def test_who_came_before_a_restart_is_welcomed_after_it(
    launch: Launch, tg: Telegram, clock: RunningClock
) -> None:
    """T79: and the welcome before goes, as if nothing had happened."""
    scene = Scene(tg, clock)
    async with launch():
        await scene.open()
        await saved(scene, "/setwelcome Welcome {first}!")
        scene.newcomer("Fay")
        await scene.later(lambda: welcomes(scene) == ["Welcome Fay!"])
        scene.newcomer("Gil")
        await tg.idle()
    clock.advance(MINUTE)
    async with launch() as warden:
        await tg.until(lambda: welcomes(scene) == ["Welcome Gil!"])
        assert await quarantined(warden) == []


async def test_goodbye_to_who_goes_by_themselves(scene: Scene, tg: Telegram) -> None:
    await saved(scene, "/setgoodbye So long, {first}.")
    scene.ann.kicks(scene.eve, scene.group)
    scene.bob.leaves(scene.group)
    await tg.until(lambda: scene.group.find("So long, Bob."))
    assert scene.group.find("So long, Eve.") is None
    assert (await scene.ask(scene.ann, "/setgoodbye off")).text == "✅ The text is gone."


async def test_rules_in_the_owner_s_words_come_first(scene: Scene, tg: Telegram) -> None:
    await saved(scene, "/setrules <1> Be kind. [Site](buttonurl://example.org)")
    shown = await scene.ask(scene.bob, "/rules")
    head, _, rest = shown.text.partition("\n\n")
    assert head == "<1> Be kind."
    assert rest.startswith("Rules\nAds are deleted")
    assert shown.buttons == ["Site", "Why was I …?", "Appeal"]
    await saved(scene, f"/setrules {'Be kind. ' * 430}")
    said = scene.bob.says(scene.group, "/rules")
    await tg.until(lambda: len(scene.answers(said)) == 2)
    assert scene.answers(said)[1].text.startswith("Rules\nAds are deleted")


async def test_rules_button_tells_members_in_private(scene: Scene) -> None:
    await saved(scene, "/setrules Be kind, {first}.")
    await scene.ask(scene.ann, "/filter hi Please read this: {rules}")
    answer = await scene.ask(scene.bob, "hi")
    assert answer.text == "Please read this:"
    payload = answer.button("Rules")["url"].partition("start=")[2]
    told = await Desk(scene, scene.bob).starts(payload)
    assert told.text.startswith("Be kind, Bob.\n\nRules\n")
    scene.eve.leaves(scene.group)
    await scene.quiet()
    for wrong in (payload, "rules_99999999", "rules_x", "rules"):
        told = await Desk(scene, scene.eve).starts(wrong)
        assert told.text == "I can show these rules only to members of that group."


async def test_vision_in_chinese(scene_zh: Scene, tg: Telegram) -> None:
    scene = scene_zh
    assert (await scene.ask(scene.bob, "关于本群")).text.startswith("还没有写本群是做什么的")
    shown = await scene.ask(scene.ann, "/setvision 我们一起读书，欢迎 {name}。")
    assert shown.text == "👁 预览：\n我们一起读书，欢迎 Ann。"
    assert shown.buttons == ["保存", "取消"]
    await scene.ann.presses(shown, "保存").answer
    await tg.until(lambda: shown.text == "✅ 已保存。")
    assert (await scene.ask(scene.bob, "关于本群")).text.startswith(
        "我们一起读书，欢迎 Bob。\n\n第 1 版，"
    )
    assert (await scene.ask(scene.bob, "/vision")).text.startswith(
        "我们一起读书，欢迎 Bob。\n\n第 1 版，"
    )
    assert (await scene.ask(scene.ann, "/setvision off")).text == "✅ 已清空。"


async def test_t9_anonymous_admin_is_asked_who_it_is(scene: Scene, tg: Telegram) -> None:
    """T9: the preview's buttons belong to a person."""
    scene.ann.promotes(scene.bob, scene.group, anonymous=True)
    said = scene.bob.sends(scene.group, text="/setrules Be <b>kind</b>", anonymously=True)
    await tg.until(lambda: scene.answers(said))
    await scene.bob.presses(scene.answers(said)[0], "Confirm").answer
    await tg.until(lambda: scene.group.find("👁"))
    shown = scene.group.find("👁")
    assert shown is not None
    assert await scene.bob.presses(shown, "Save").answer == Answer()
    assert (await scene.ask(scene.eve, "/rules")).text.startswith("Be <b>kind</b>\n\n")


@pytest.mark.parametrize(
    "command", ["/setwelcome", "/setwelcome [x](buttonurl://y", "/setrules", "/welcome maybe"]
)
async def test_bad_input_saves_nothing(scene: Scene, command: str) -> None:
    said = await scene.ask(scene.ann, command)
    assert said.text.startswith(("Write the text", "👁", "/welcome on"))
    assert (await scene.ask(scene.ann, "/config")).text == "Everything is as it comes."


async def test_text_is_set_and_carried_over_like_every_setting(scene: Scene) -> None:
    await scene.set("welcome.text Hello <i>{first}</i> & all <script>")
    assert await scene.shown("welcome.text") == (
        "welcome.text = Hello <i>{first}</i> &amp; all &lt;script&gt;"
    )
    await scene.set("welcome.text off")
    wrong = await scene.ask(scene.ann, "/set welcome.text [x](buttonurl://javascript:0) y")
    assert wrong.text.startswith("welcome.text: not understood.")


async def test_buttons_below_lead_to_the_rules_and_the_introduction(scene: Scene) -> None:
    for line in ("welcome.enabled on", "intro.enabled on", "naming.format {name}-{city}"):
        await scene.set(line)
    await scene.set("naming.on card")
    scene.newcomer("Fay")
    await scene.later(lambda: welcomes(scene, "👋 Welcome to"))
    line = scene.group.find("👋 Welcome to Book club, Fay!")
    assert line is not None
    assert line.buttons == ["Rules", "Introduce yourself", "Fill in my name card"]
    await scene.set("welcome.buttons off")
    scene.newcomer("Gil")
    await scene.later(lambda: scene.group.find("👋 Welcome to Book club, Gil!"))
    line = scene.group.find("👋 Welcome to Book club, Gil!")
    assert line is not None
    assert line.buttons == []


async def test_who_comes_and_goes_is_welcomed_once(scene: Scene, tg: Telegram) -> None:
    await scene.set("welcome.enabled on")
    fay = scene.newcomer("Fay")
    await scene.later(lambda: welcomes(scene, "👋 Welcome to Book club, Fay!"))
    first = scene.group.find("👋 Welcome to Book club, Fay!")
    for _ in range(3):
        fay.leaves(scene.group)
        await tg.idle()
        fay.joins(scene.group)
        await tg.idle()
        scene.clock.advance(MINUTE)
        await scene.quiet()
    assert scene.group.find("👋 Welcome to Book club, Fay!") is first


def test_nobody_is_counted_twice() -> None:
    """Beyond those who are named, too."""
    waiting = Waiting()
    for number in (*range(60), *range(60)):
        waiting = greeting.gathered(waiting, Somebody(number, f"N{number}"))
    assert (len(waiting.people), waiting.more) == (50, 10)
