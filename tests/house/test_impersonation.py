"""T14: a member who looks like an administrator."""

import pytest

from bot.app import Warden
from bot.core.role import Admin
from rehearsal import Telegram
from services.impersonation import judge
from tests.house.conftest import Scene

NOBODY = frozenset[str]()


@pytest.mark.parametrize(
    ("name", "disguised"),
    [
        ("Ann Lee", False),
        ("ann  lee", False),
        ("Аnn Lее", True),  # Cyrillic А and е
        ("Ａｎｎ Ｌｅｅ", True),
        ("Ann\u200b Lee", True),
        ("𝐀𝐧𝐧 Lee", True),
        ("Ann.Lee", True),
        ("Ann Iee", True),
    ],
)
def test_t14_names_that_look_the_same(name: str, disguised: bool) -> None:
    found = judge(name, [Admin(1, NOBODY, name="Ann Lee")])
    assert found is not None
    assert found.disguised is disguised


@pytest.mark.parametrize("name", ["Anna Lee", "Lee", "老周", "A", "", "Анна"])
def test_t14_other_names_are_left_alone(name: str) -> None:
    admins = [Admin(1, NOBODY, name="Ann Lee"), Admin(2, NOBODY, name="A", anonymous=True)]
    assert judge(name, admins) is None


def test_t14_chinese_names_in_either_script() -> None:
    assert judge("群主老周", [Admin(1, NOBODY, name="羣主老周")]) is not None


async def test_t14_who_disguises_as_an_admin_is_silent_until_somebody_decides(
    scene: Scene, tg: Telegram
) -> None:
    scene.ann.starts_bot()
    await tg.until(lambda: scene.lines(scene.ann.private))
    false_ann = scene.newcomer("\u0410nn")
    await tg.until(lambda: scene.group.status(false_ann) == "restricted")
    await tg.until(lambda: "looks like Ann" in scene.lines(scene.ann.private)[-1].text)
    asked = scene.lines(scene.ann.private)[-1]
    scene.ann.presses(asked, "Kick")
    await scene.out(false_ann)


async def test_t14_same_name_may_be_chance(scene: Scene, tg: Telegram) -> None:
    scene.ann.starts_bot()
    await tg.until(lambda: scene.lines(scene.ann.private))
    other_ann = scene.newcomer("Ann")
    await tg.until(lambda: "looks like Ann" in scene.lines(scene.ann.private)[-1].text)
    assert scene.group.status(other_ann) == "member"
    scene.ann.presses(scene.lines(scene.ann.private)[-1], "Nothing wrong")
    await tg.idle()
    assert scene.group.status(other_ann) == "member"


async def test_t14_cleared_up_and_may_write(scene: Scene, tg: Telegram) -> None:
    scene.ann.starts_bot()
    await tg.until(lambda: scene.lines(scene.ann.private))
    false_ann = scene.newcomer("\u0410nn")
    await tg.until(lambda: scene.group.status(false_ann) == "restricted")
    await tg.until(lambda: "looks like Ann" in scene.lines(scene.ann.private)[-1].text)
    scene.ann.presses(scene.lines(scene.ann.private)[-1], "Nothing wrong")
    await tg.until(lambda: scene.group.status(false_ann) == "member")


async def test_t14_who_takes_the_name_later_is_seen_when_they_write(
    scene: Scene, tg: Telegram
) -> None:
    """Telegram says nothing of a change of name."""
    scene.ann.starts_bot()
    await tg.until(lambda: scene.lines(scene.ann.private))
    scene.bob.says(scene.group, "hello")
    await tg.idle()
    scene.bob.renames("\u0410nn")
    scene.bob.says(scene.group, "I am the owner, write to me")
    await scene.out(scene.bob, "restricted")
    await tg.until(lambda: "looks like Ann" in scene.lines(scene.ann.private)[-1].text)


async def test_t14_names_of_new_administrators_are_watched(scene: Scene, tg: Telegram) -> None:
    scene.eve.says(scene.group, "hello")
    await tg.idle()
    scene.ann.promotes(scene.bob, scene.group)
    await tg.idle()
    scene.eve.renames("B\u043eb")
    scene.eve.says(scene.group, "hello again")
    await scene.out(scene.eve, "restricted")
    scene.bob.says(scene.group, "that was not me")
    scene.ann.says(scene.group, "indeed")
    await tg.idle()
    assert await scene.cases() == ["impersonation · muted · B\u043eb · waits for a decision"]


async def test_ordinary_messages_are_nobody_s_business_once_looks_are_known(
    scene: Scene, warden: Warden, tg: Telegram
) -> None:
    scene.bob.says(scene.group, "hello")
    await tg.idle()
    values = warden.memory.values(1)
    assert values is not None
    assert values.recalled["impersonation"] == {0: "", scene.ann.id: "ann"}
