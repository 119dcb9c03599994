"""The main job: an ad is gone in a moment, ordinary talk stays."""

import pytest

from bot.app import Warden
from rehearsal import Telegram

AD = "日结兼职 一天500 加V: abc12345 t.me/+AbCdEfGhIj"


@pytest.mark.usefixtures("warden")
async def test_ad_is_deleted_and_its_author_removed(tg: Telegram) -> None:
    ann, bob, eve = tg.person("Ann"), tg.person("Bob"), tg.person("Eve")
    group = tg.supergroup("Book club", owner=ann, username="bookclub")
    group.add_bot()
    bob.joins(group)
    eve.joins(group)
    talk = bob.says(group, "Shall we read the next chapter on Friday?")
    ad = eve.says(group, AD)
    await tg.until(lambda: ad.deleted and group.status(eve) == "left")
    await tg.idle()
    assert not talk.deleted
    assert group.status(bob) == "member"
    assert tg.calls_of("banChatMember") == []


async def test_case_is_told_to_an_admin(tg: Telegram, warden: Warden) -> None:
    ann, eve = tg.person("Ann"), tg.person("Eve")
    group = tg.supergroup("Book club", owner=ann, username="bookclub")
    group.add_bot()
    eve.joins(group)
    ad = eve.says(group, AD)
    await tg.until(lambda: ad.deleted)
    ann.says(group, "/cases")
    await tg.until(lambda: group.find("#1 ") is not None)
    assert warden.failed.done() is False
