"""`/set`: reading, changing, refusing; and what comes of a refusal: nothing."""

import pytest

from rehearsal import Telegram
from rehearsal.clock import RunningClock
from tests.conftest import Launch
from tests.house.conftest import Scene

DEFAULTS = """ads.enabled = on
ads.level = standard
ads.policy = kick
ads.repeat = ban 30d
ads.trust_after = 10
ads.allow = off
ads.block = off
log.chat = off"""


async def test_set_alone_lists_everything(scene: Scene) -> None:
    assert (await scene.ask(scene.ann, "/set")).text == DEFAULTS


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
        assert (await scene.ask(scene.ann, f"/set {key}")).text == shown


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
    assert (await scene.ask(scene.ann, "/set log.chat")).text == "log.chat = off"
    scene.bob.promotes(scene.ann, office, can_delete_messages=True)
    for place in (office, channel):
        assert (await scene.set(f"log.chat {place.id}")).text == f"✅ log.chat = {place.id}"
        assert (await scene.ask(scene.ann, "/set log.chat")).text == f"log.chat = {place.id}"


async def test_lists_take_lines(scene: Scene) -> None:
    await scene.set("ads.block\nsnake oil\n/foo+/\nbar.example")
    answer = await scene.ask(scene.ann, "/set ads.block")
    assert answer.text == "ads.block = snake oil, bar.example, /foo+/"


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
    assert (await scene.ask(scene.ann, "/set")).text == DEFAULTS


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
    assert (await scene.ask(scene.ann, f"/set {line}")).text == said


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
        assert (await scene.ask(scene.ann, "/set ads.policy")).text == "ads.policy = mute 1d"
        assert (await scene.ask(scene.ann, "/set ads.policy", other)).text == "ads.policy = kick"


async def test_set_in_private_points_to_the_group(scene: Scene) -> None:
    answer = await scene.ask(scene.ann, "/set ads.level soft", scene.ann.private)
    assert answer.text == "This works in a group."
