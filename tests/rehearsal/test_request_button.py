"""The keyboard below the input field: plain keys, and keys that ask for users, chats, contacts."""

from typing import Any

import pytest
from telegram import (
    Bot,
    ChatAdministratorRights,
    ForceReply,
    KeyboardButton,
    KeyboardButtonPollType,
    KeyboardButtonRequestChat,
    KeyboardButtonRequestUsers,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from telegram.error import BadRequest

from rehearsal import Refused, Telegram
from rehearsal.chat import Chat
from rehearsal.person import Person


async def show(bot: Bot, person: Person, *keys: KeyboardButton | str) -> None:
    person.started = True
    markup = ReplyKeyboardMarkup([[key] for key in keys], resize_keyboard=True)
    await bot.send_message(person.id, "Choose", reply_markup=markup)


async def heard(bot: Bot) -> Message:
    message = (await bot.get_updates())[-1].message
    assert message is not None
    return message


async def test_a_plain_key_sends_its_text_until_the_keyboard_goes(bot: Bot, eve: Person) -> None:
    await show(bot, eve, "Yes", "No")
    assert eve.keyboard() == ["Yes", "No"]
    eve.taps("Yes")
    assert (await heard(bot)).text == "Yes"
    with pytest.raises(LookupError, match="no key 'Maybe'"):
        eve.taps("Maybe")
    await bot.send_message(eve.id, "Thanks", reply_markup=ReplyKeyboardRemove())
    assert eve.keyboard() == []


async def test_a_selective_keyboard_is_for_who_is_answered(
    bot: Bot, club: Chat, ann: Person, eve: Person
) -> None:
    question = eve.says(club, "help")
    markup = ReplyKeyboardMarkup([["A"]], selective=True)
    await bot.send_message(club.id, "Which?", reply_to_message_id=question.id, reply_markup=markup)
    await bot.send_message(club.id, "@ann ?", reply_markup=ReplyKeyboardRemove(selective=True))
    assert (eve.keyboard(club), ann.keyboard(club)) == (["A"], [])
    assert eve.taps("A", chat=club).text == "A"


async def test_force_reply_is_answered_by_a_reply(bot: Bot, eve: Person) -> None:
    eve.started = True
    sent = await bot.send_message(eve.id, "Your name?", reply_markup=ForceReply())
    eve.answers("Eve")
    message = await heard(bot)
    assert message.reply_to_message is not None
    assert (message.text, message.reply_to_message.message_id) == ("Eve", sent.message_id)
    await bot.send_message(eve.id, "Thanks", reply_markup=ReplyKeyboardRemove())
    with pytest.raises(Refused, match="does not ask"):
        eve.answers("Eve again")


async def test_own_contact_location_and_poll(bot: Bot, eve: Person) -> None:
    await show(
        bot,
        eve,
        KeyboardButton("Phone", request_contact=True),
        KeyboardButton("Place", request_location=True),
        KeyboardButton("Quiz", request_poll=KeyboardButtonPollType("quiz")),
    )
    for label in eve.keyboard():
        eve.taps(label)
    contact, place, poll = [update.message for update in await bot.get_updates()]
    assert (contact.contact.user_id, contact.contact.phone_number) == (eve.id, eve.phone)
    assert place.location.latitude == 31.23
    assert poll.poll.type == "quiz"


async def test_users_are_shared_with_what_was_requested(
    tg: Telegram, bot: Bot, ann: Person, eve: Person
) -> None:
    asked = KeyboardButtonRequestUsers(
        7, user_is_bot=False, max_quantity=2, request_name=True, request_username=True
    )
    await show(bot, eve, KeyboardButton("Helpers", request_users=asked))
    ben, robot = tg.person("Ben"), tg.person("Robot", is_bot=True)
    eve.taps("Helpers", ann, ben)
    shared = (await heard(bot)).users_shared
    assert shared is not None
    assert [(one.user_id, one.first_name, one.username) for one in shared.users] == [
        (ann.id, "Ann", "ann"),
        (ben.id, "Ben", None),
    ]
    assert shared.request_id == 7
    for chosen in ([], [ann, ben, eve], [robot]):
        with pytest.raises(Refused):
            eve.taps("Helpers", *chosen)


async def test_a_chat_is_shared_and_the_bot_let_in_with_its_rights(
    tg: Telegram, bot: Bot, ann: Person, eve: Person
) -> None:
    place = tg.supergroup("Agora", ann, username="agora", members=[eve])
    none = dict.fromkeys(ChatAdministratorRights.all_rights().to_dict(), False)
    needed = ChatAdministratorRights(**none | {"can_delete_messages": True})
    mine = ChatAdministratorRights(
        **none | {"can_delete_messages": True, "can_promote_members": True}
    )
    asked = KeyboardButtonRequestChat(
        9,
        chat_is_channel=False,
        user_administrator_rights=mine,
        bot_administrator_rights=needed,
        request_title=True,
        request_username=True,
    )
    await show(bot, ann, KeyboardButton("Group", request_chat=asked))
    await show(bot, eve, KeyboardButton("Group", request_chat=asked))
    with pytest.raises(Refused, match="not offered"):
        eve.taps("Group", place)
    with pytest.raises(Refused, match="chat_is_channel"):
        ann.taps("Group", tg.channel("News", ann))
    ann.taps("Group", place)
    shared = (await heard(bot)).chat_shared
    assert shared is not None
    assert (shared.request_id, shared.chat_id) == (9, place.id)
    assert (shared.title, shared.username) == ("Agora", "agora")
    assert place.member(tg.bot).rights == {"can_manage_chat", "can_delete_messages"}


PLANTED: list[tuple[str, list[dict[str, Any]]]] = [
    ("at most one action", [{"text": "a", "request_contact": True, "request_location": True}]),
    ("Button text must be non-empty", [{"text": ""}]),
    ("max_quantity", [{"text": "a", "request_users": {"request_id": 1, "max_quantity": 11}}]),
    ("32-bit", [{"text": "a", "request_users": {"request_id": 2**31}}]),
    (
        "must be unique",
        [
            {"text": "a", "request_users": {"request_id": 1}},
            {"text": "b", "request_chat": {"request_id": 1, "chat_is_channel": True}},
        ],
    ),
]


@pytest.mark.parametrize(("words", "row"), PLANTED)
async def test_broken_keyboards_are_refused(
    tg: Telegram, bot: Bot, eve: Person, words: str, row: list[dict[str, Any]]
) -> None:
    eve.started = True
    markup = {"reply_markup": {"keyboard": [row]}}
    with pytest.raises(BadRequest, match=f"(?i){words}"):
        await bot.send_message(eve.id, "Choose", api_kwargs=markup)
    tg.violations.clear()


async def test_keys_that_ask_are_for_private_chats(tg: Telegram, bot: Bot, club: Chat) -> None:
    markup = ReplyKeyboardMarkup([[KeyboardButton("Phone", request_contact=True)]])
    with pytest.raises(BadRequest, match="Phone number can be requested in private chats only"):
        await bot.send_message(club.id, "?", reply_markup=markup)
    tg.violations.clear()
