"""Files in and out."""

import pytest
from telegram import Bot, InputMediaPhoto
from telegram.error import BadRequest

from rehearsal import Telegram
from rehearsal.chat import Chat
from rehearsal.person import Person


async def test_sent_files_can_be_downloaded(bot: Bot, club: Chat, eve: Person) -> None:
    eve.sends(club, document={"data": b"name,points\n", "file_name": "list.csv"})
    eve.sends(club, photo=b"pixels", caption="look")
    csv, picture = [update.message for update in await bot.get_updates()]
    assert csv.document.file_name == "list.csv"
    file = await csv.document.get_file()
    assert bytes(await file.download_as_bytearray()) == b"name,points\n"
    file = await picture.photo[-1].get_file()
    assert bytes(await file.download_as_bytearray()) == b"pixels"
    with pytest.raises(BadRequest, match="Wrong file_id"):
        await bot.get_file("nonsense")


async def test_uploads_arrive_and_can_be_sent_again_by_id(bot: Bot, club: Chat) -> None:
    sent = await bot.send_photo(
        club.id, b"\x89PNG calendar", caption="<b>May</b>", parse_mode="HTML"
    )
    assert (sent.caption, sent.caption_entities[0].type) == ("May", "bold")
    again = await bot.send_photo(club.id, sent.photo[-1].file_id)
    file = await again.photo[-1].get_file()
    assert bytes(await file.download_as_bytearray()) == b"\x89PNG calendar"
    document = await bot.send_document(club.id, b"a,b", filename="export.csv")
    assert document.document.file_name == "export.csv"
    await bot.edit_message_caption(club.id, sent.message_id, caption="June")
    assert club.history[sent.message_id].text == "June"
    await bot.edit_message_media(InputMediaPhoto(b"new", caption="July"), club.id, sent.message_id)
    assert club.history[sent.message_id].text == "July"


async def test_albums_are_sent_whole(bot: Bot, club: Chat) -> None:
    sent = await bot.send_media_group(
        club.id, [InputMediaPhoto(b"one", caption="Both"), InputMediaPhoto(b"two")]
    )
    assert len({message.media_group_id for message in sent}) == 1
    assert [message.caption for message in sent] == ["Both", None]


async def test_profile_photos(tg: Telegram, bot: Bot, eve: Person) -> None:
    assert (await bot.get_user_profile_photos(eve.id)).total_count == 0
    eve.wears(b"my face")
    found = await bot.get_user_profile_photos(eve.id)
    file = await found.photos[0][-1].get_file()
    assert bytes(await file.download_as_bytearray()) == b"my face"
    assert (await bot.get_chat(eve.id)).photo is not None
