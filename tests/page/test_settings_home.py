"""Settings tried out in a rehearsal go home, and do there what they did here."""

from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio

from rehearsal.message import Message
from rehearsal.page.insight import look
from rehearsal.page.theatre import Theatre
from rehearsal.stage import Stage
from rehearsal.stage.find import Misstep
from rehearsal.stage.step import perform
from tests.page.calling import PAGE

pytestmark = pytest.mark.asyncio(loop_scope="module")

AD = "日结兼职 一天500 加V: abc12345 t.me/+AbCdEfGhIj"
WORDS = ("ads.policy delete", "ads.level strict")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def stage() -> AsyncIterator[Stage]:
    """A stage with the bot in the club and in the forum, an hour old."""
    async with Stage("en", validate=False) as opened:
        for chat in ("club", "forum"):
            await perform(opened, {"do": "bot", "chat": chat})
            await perform(opened, {"do": "join", "who": "advertiser", "chat": chat})
        await perform(opened, {"do": "wait", "seconds": 3600})
        yield opened


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def file(stage: Stage) -> str:
    """The club's settings after its owner set some, by command."""
    club = stage.cast.chats["club"]
    for words in WORDS:
        asked = await perform(
            stage, {"do": "say", "who": "owner", "chat": "club", "text": f"/set {words}"}
        )
        await stage.telegram.until(
            lambda asked=asked: any(one.id > asked.id for one in club.messages)
        )
        await stage.settle()
    return await stage.export(club)


async def advertise(stage: Stage, chat: str) -> Message:
    """The advertiser's ad, which the bot has taken away."""
    ad: Message = await perform(stage, {"do": "say", "who": "advertiser", "chat": chat, "text": AD})
    await stage.telegram.until(lambda: ad.deleted)
    await stage.settle()
    return ad


async def test_exported_settings_hold_what_was_set(file: str) -> None:
    held = [one for one in file.splitlines() if one.startswith('"')]
    assert held == ['"ads.level" = "strict"', '"ads.policy" = "delete"']


@pytest.mark.usefixtures("file")
async def test_pane_shows_settings_as_they_are_typed(stage: Stage) -> None:
    club = stage.cast.chats["club"]
    for words in ("naming.grace 90m", "antiraid.enabled off"):
        await perform(stage, {"do": "say", "who": "owner", "chat": "club", "text": f"/set {words}"})
    await stage.settle()
    shown = {one["key"]: one["value"] for one in (await look(stage, club, "zh"))["settings"]}
    assert (shown["naming.grace"], shown["antiraid.enabled"]) == ("90m", "off")
    for words in ("naming.grace", "antiraid.enabled"):
        text = f"/reset {words}"
        await perform(stage, {"do": "say", "who": "owner", "chat": "club", "text": text})
    await stage.settle()


async def test_loaded_settings_behave_in_another_group_of_another_stage(file: str) -> None:
    """Ads go, their author stays; without the settings the author would have to go, too."""
    async with Stage("en", validate=False) as home:
        eve = home.cast.people["advertiser"]
        for chat in ("club", "forum"):
            await perform(home, {"do": "bot", "chat": chat})
            await perform(home, {"do": "join", "who": "advertiser", "chat": chat})
        await perform(home, {"do": "wait", "seconds": 3600})
        left = await perform(home, {"do": "settings", "chat": "forum", "file": file})
        assert left == []
        await home.settle()
        for chat, status in (("forum", "member"), ("club", "left")):
            await advertise(home, chat)
            assert home.cast.chats[chat].status(eve) == status
        forum = home.cast.chats["forum"]
        club_title, forum_title = (str(home.cast.chats[key].title) for key in ("club", "forum"))
        assert (await home.export(forum)).encode() == file.replace(club_title, forum_title).encode()


async def test_loaded_and_exported_text_is_the_same_byte_for_byte(stage: Stage, file: str) -> None:
    await perform(stage, {"do": "settings", "chat": "club", "file": file})
    assert (await stage.export(stage.cast.chats["club"])).encode() == file.encode()


@pytest.mark.parametrize(
    ("chat", "text"),
    [
        ("inner", ""),
        ("bot:owner", ""),
        ("forum", "not toml ="),
        ("forum", "[ads]\nlevel = 'loud'\n"),
        ("forum", "x" * 262_145),
    ],
)
async def test_settings_that_cannot_be_taken_are_refused(
    stage: Stage, chat: str, text: str
) -> None:
    written, before = list(stage.journal), await stage.export(stage.cast.chats["forum"])
    with pytest.raises(Misstep):
        await perform(stage, {"do": "settings", "chat": chat, "file": text})
    assert (stage.journal, await stage.export(stage.cast.chats["forum"])) == (written, before)


async def test_page_takes_what_it_gave(client: httpx.AsyncClient, theatre: Theatre) -> None:
    given = await client.get("settings.toml?chat=club")
    assert given.headers["content-disposition"] == 'attachment; filename="louzhang-settings.toml"'
    assert given.text == await theatre.stage.export(theatre.stage.cast.chats["club"])
    changed = given.content.replace(b'# "ads.policy" = "kick"', b'"ads.policy" = "delete"')
    for content, written in ((changed, 1), (b"\xff\xfe", 0), (b"x" * 300_000, 0)):
        before = len(theatre.stage.journal)
        answer = await client.post(
            "settings?chat=club", files={"file": ("s.toml", content)}, headers=PAGE
        )
        assert (answer.status_code, len(theatre.stage.journal) - before) == (204, written)
    assert (await client.get("settings.toml?chat=club")).content == changed
