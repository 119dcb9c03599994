"""`/set`: reading, changing, refusing; and what comes of a refusal: nothing."""

import pytest

from bot.core.house import House
from bot.discovery import discover
from rehearsal import Telegram
from rehearsal.clock import RunningClock
from tests.conftest import Launch
from tests.house.conftest import Scene

DECLARED = House(discover()).declared("en")
ADS = """ads.enabled = on
ads.level = standard
ads.policy = kick
ads.repeat = ban 30d
ads.trust_after = 10
ads.allow = off
ads.block = off"""
DEFAULTS = "\n".join(f"{key} = {one.show(one.default)}" for key, one in DECLARED.items())


async def test_set_alone_lists_everything(scene: Scene) -> None:
    told = (await scene.ask(scene.ann, "/set")).text
    assert told.splitlines()[:7] == ADS.splitlines()
    assert DEFAULTS.startswith(told)


async def test_set_key_explains_it(scene: Scene) -> None:
    await scene.set("ads.level strict")
    assert (await scene.ask(scene.ann, "/set ads.level")).text == (
        "ads.level = strict\nhow soon something counts as an ad\n"
        "Allowed: soft | standard | strict\nDefault: standard"
    )


async def test_set_key_says_where_it_differs(scene: Scene) -> None:
    await scene.set("ads.level@77 soft")
    told = (await scene.ask(scene.ann, "/set ads.level")).text.splitlines()
    assert (told[0], told[-1]) == ("ads.level = standard", "ads.level@77 = soft")
    assert (await scene.ask(scene.ann, "/set ads.level@77")).text.count("ads.level@77") == 1


CHANGES = {
    "ads.enabled OFF": "ads.enabled = off",
    "ads.enabled on": "ads.enabled = on",
    "ADS.LEVEL strict": "ads.level = strict",
    "ads.policy Ban  30D": "ads.policy = ban 30d",
    "ads.policy mute 90m": "ads.policy = mute 90m",
    "ads.policy mute 1周": "ads.policy = mute 7d",
    "ads.policy mute 1d 12h": "ads.policy = mute 36h",
    "ads.policy ban": "ads.policy = ban",
    "ads.repeat mute 2h": "ads.repeat = mute 2h",
    "ads.repeat off": "ads.repeat = off",
    "ads.trust_after 1000": "ads.trust_after = 1000",
    "ads.allow a.example，b.example、c.example|d.example": (
        "ads.allow = a.example, b.example, c.example, d.example"
    ),
    "ads.allow off": "ads.allow = off",
    "ads.block snake oil, snake oil": "ads.block = snake oil",
    "ads.block /a,b|c/": "ads.block = /a,b|c/",
    "log.chat off": "log.chat = off",
}


async def test_values_are_changed_and_read_back(scene: Scene) -> None:
    for line, shown in CHANGES.items():
        assert (await scene.set(line)).text == f"✅ {shown}"
        key = line.partition(" ")[0]
        assert await scene.shown(key) == shown


async def test_log_chat_has_to_be_administered_by_who_sets_it(scene: Scene, tg: Telegram) -> None:
    """T100: nobody sends what happens here into a group, or a channel, of somebody else."""
    office = tg.supergroup("Office", owner=scene.bob)
    channel = tg.channel("Journal", owner=scene.ann)
    for place in (office, channel):
        place.add_bot()
    await tg.until(lambda: scene.lines(office))
    await scene.quiet()
    refused = await scene.ask(scene.ann, f"/set log.chat {office.id}")
    assert refused.text == f"You are no administrator of {office.id}: nothing changed."
    strange = await scene.ask(scene.ann, "/set log.chat -1001234567890")
    assert strange.text.startswith("I am not in the chat -1001234567890.")
    assert await scene.shown("log.chat") == "log.chat = off"
    scene.bob.promotes(scene.ann, office, can_delete_messages=True)
    for place in (office, channel):
        assert (await scene.set(f"log.chat {place.id}")).text == f"✅ log.chat = {place.id}"
        assert await scene.shown("log.chat") == f"log.chat = {place.id}"


async def test_lists_take_lines(scene: Scene) -> None:
    await scene.set("ads.block\nsnake oil\n/foo+/\nbar.example")
    assert await scene.shown("ads.block") == "ads.block = snake oil, bar.example, /foo+/"


REFUSED = [
    "ads.enabled maybe",
    "ads.level hard",
    "ads.policy",
    "ads.policy destroy",
    "ads.policy mute",
    "ads.policy kick 3d",
    "ads.policy ban 30",
    "ads.policy ban 30s",
    "ads.policy ban 9999d",
    "ads.policy ban -1d",
    "ads.policy ban 1e9d",
    "ads.repeat delete",
    "ads.repeat nonsense",
    "ads.trust_after 0",
    "ads.trust_after -3",
    "ads.trust_after 1e3",
    "ads.trust_after 1_0",
    "ads.trust_after ten",
    "ads.trust_after 99999999999999999999999999",
    "ads.block /(/",
    "log.chat 12",
    "log.chat here",
    "log.chat -99999999999999999999",
    "ads.nothing on",
    "nonsense",
    "ads level strict",
]


async def test_nonsense_changes_nothing(scene: Scene) -> None:
    for line in REFUSED:
        answer = await scene.ask(scene.ann, f"/set {line}")
        assert not answer.text.startswith("✅"), line
    assert DEFAULTS.startswith((await scene.ask(scene.ann, "/set")).text)
    assert (await scene.ask(scene.ann, "/config")).text == "Everything is as it comes."


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("ads.level hard", "ads.level: not understood. Allowed: soft | standard | strict"),
        (
            "ads.policy destroy",
            "ads.policy: not understood. Allowed: kick | ban | ban 30d | mute 1d | delete | report",
        ),
        ("ads.repeat x", "ads.repeat: not understood. Allowed: ban 30d | kick | mute 1d | off"),
        (
            "ads.repeat delete",
            "ads.repeat: not understood. Allowed: ban 30d | kick | mute 1d | off",
        ),
        ("ads.trust_after x", "ads.trust_after: not understood. Allowed: 1 … 1000"),
        ("log.chat x", "log.chat: not understood. Allowed: -1001234567890 | off"),
        ("ads.levl x", "There is no setting ads.levl. Did you mean ads.level?"),
        ("qqqq", "There is no setting qqqq."),
    ],
)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_refusals_say_what_is_allowed(scene: Scene, line: str, said: str) -> None:
    assert await scene.shown(f"{line}") == said


REASONS = {
    "words.rules a b": (
        "⚠️ A word is one word: no blanks, at most 32 characters, and no sign like / or # before "
        "it.",
        "⚠️ 口令词中间不能有空格，最多 32 个字，开头不能是 / 或 # 这样的符号。",
    ),
    f"words.rules {','.join(map(str, range(11)))}": (
        "⚠️ At most 10 entries.",
        "⚠️ 最多 10 项。",
    ),
    f"ads.block {','.join(map(str, range(2001)))}": (
        "⚠️ At most 2,000 entries.",
        "⚠️ 最多 2,000 项。",
    ),
    f"ads.block /{'a' * 501}/": (
        "⚠️ A pattern has at most 500 characters.",
        "⚠️ 每个正则最多 500 个字符。",
    ),
    "ads.block /<(/": (
        "⚠️ This pattern cannot be used: <(: missing ): <(",
        "⚠️ 这个正则不能用：<(: missing ): <(",
    ),
}


@pytest.mark.parametrize("line", REASONS, ids=lambda line: line[:16])
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_refusals_say_why_in_the_language_of_the_group(scene: Scene, line: str) -> None:
    """Typed behind `/set`, and standing in a file of settings."""
    key, _, value = line.partition(" ")
    for language, reason in zip(("en", "zh"), REASONS[line], strict=True):
        await scene.ask(scene.ann, f"/lang {language}")
        assert await scene.shown(line) == reason
        file = f"format = 1\n[settings]\n'{key}' = '{value}'".encode()
        said = scene.ann.sends(scene.group, document={"data": file}, caption="/setconfig")
        await scene.tg.until(lambda said=said: scene.answers(said))
        assert reason.removeprefix("⚠️ ") in scene.answers(said)[0].text


async def test_settings_belong_to_one_group_and_survive(
    launch: Launch, tg: Telegram, clock: RunningClock
) -> None:
    scene = Scene(tg, clock)
    other = tg.supergroup("Choir", owner=scene.ann)
    async with launch():
        await scene.open()
        other.add_bot()
        await tg.until(lambda: other.find("/rules"))
        await scene.set("ads.policy mute 1d")
    async with launch():
        assert await scene.shown("ads.policy") == "ads.policy = mute 1d"
        assert await scene.shown("ads.policy", other) == "ads.policy = kick"


async def test_set_in_private_points_to_the_group(scene: Scene) -> None:
    answer = await scene.ask(scene.ann, "/set ads.level soft", scene.ann.private)
    assert answer.text == "This works in a group."
