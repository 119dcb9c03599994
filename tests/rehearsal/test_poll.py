"""Polls: votes, quizzes, and when they are over."""

from typing import Any

import pytest
from telegram import Bot, Poll, PollAnswer
from telegram.error import BadRequest

from rehearsal import ManualClock, Refused, Telegram
from rehearsal.chat import Chat
from rehearsal.message import Message
from rehearsal.person import Person


async def asked(bot: Bot, chat: Chat, **more: Any) -> Message:
    given = {"question": "When?", "options": ["Mon", "Tue", "Wed"], "is_anonymous": False}
    sent = await bot.send_poll(chat.id, **given | more)
    return chat.history[sent.message_id]


async def heard(bot: Bot) -> tuple[list[Poll], list[PollAnswer]]:
    updates = await bot.get_updates()
    return (
        [update.poll for update in updates if update.poll],
        [update.poll_answer for update in updates if update.poll_answer],
    )


def votes(poll: Poll) -> list[int]:
    return [option.voter_count for option in poll.options]


async def test_a_vote_is_changed_and_taken_back(bot: Bot, club: Chat, eve: Person) -> None:
    message = await asked(bot, club)
    eve.votes(message, 1)
    eve.votes(message, 2)
    eve.votes(message, 2)
    eve.votes(message)
    polls, answers = await heard(bot)
    assert [(votes(poll), poll.total_voter_count) for poll in polls] == [
        ([0, 1, 0], 1),
        ([0, 0, 1], 1),
        ([0, 0, 0], 0),
    ]
    assert [(one.user.id, one.option_ids) for one in answers] == [
        (eve.id, (1,)),
        (eve.id, (2,)),
        (eve.id, ()),
    ]


async def test_anonymous_votes_have_no_names(bot: Bot, club: Chat, ann: Person) -> None:
    ann.votes(await asked(bot, club, is_anonymous=True), 0)
    polls, answers = await heard(bot)
    assert ([votes(poll) for poll in polls], answers) == ([[1, 0, 0]], [])


async def test_several_answers_only_where_allowed(
    tg: Telegram, bot: Bot, club: Chat, eve: Person
) -> None:
    message = await asked(bot, club, allows_multiple_answers=True)
    eve.votes(message, 2, 0)
    polls, answers = await heard(bot)
    assert (votes(polls[0]), polls[0].total_voter_count) == ([1, 0, 1], 1)
    assert answers[0].option_ids == (0, 2)
    single = await asked(bot, club)
    for person, chosen, words in (
        (eve, (0, 1), "OPTIONS_TOO_MUCH"),
        (eve, (3,), "OPTION_INVALID"),
        (tg.person("Zoe"), (0,), "MESSAGE_ID_INVALID"),
    ):
        with pytest.raises(Refused, match=words):
            person.votes(single, *chosen)


async def test_a_forwarded_poll_is_the_same_poll(
    tg: Telegram, bot: Bot, club: Chat, ann: Person, eve: Person
) -> None:
    message = await asked(bot, club)
    other = tg.supergroup("Other", eve)
    eve.votes(message, 0)
    eve.votes(eve.forwards(message, other), 1)
    polls, _ = await heard(bot)
    assert [votes(poll) for poll in polls] == [[1, 0, 0], [0, 1, 0]]


async def test_a_quiz_is_answered_once(tg: Telegram, bot: Bot, club: Chat, eve: Person) -> None:
    message = await asked(
        bot,
        club,
        type="quiz",
        correct_option_ids=[1],
        explanation="<b>Tuesday</b>",
        explanation_parse_mode="HTML",
    )
    poll = message["poll"]
    assert (poll["type"], poll["explanation"], poll["allows_revoting"]) == (
        "quiz",
        "Tuesday",
        False,
    )
    eve.votes(message, 0)
    with pytest.raises(Refused, match="REVOTE_NOT_ALLOWED"):
        eve.votes(message, 1)
    for more, words in (
        ({}, "Quiz_correct_answers_empty"),
        ({"correct_option_ids": [3]}, "Quiz_correct_answer_invalid"),
    ):
        with pytest.raises(BadRequest, match=words):
            await asked(bot, club, type="quiz", **more)
    tg.violations.clear()


async def test_somebody_elses_quiz_hides_its_solution_and_votes(
    bot: Bot, club: Chat, ann: Person, eve: Person
) -> None:
    quiz = {"type": "quiz", "correct_option_ids": [1]}
    message = eve.sends(club, poll=quiz)
    ann.votes(message, 1)
    eve.stops_poll(message)
    said, stopped = await bot.get_updates()
    assert said.message.poll.correct_option_ids == ()
    assert (stopped.poll.is_closed, stopped.poll.correct_option_ids) == (True, (1,))
    with pytest.raises(Refused, match="MESSAGE_POLL_CLOSED"):
        ann.votes(message, 0)


async def test_a_stopped_poll_takes_no_votes(bot: Bot, club: Chat, eve: Person) -> None:
    message = await asked(bot, club)
    eve.votes(message, 1)
    final = await bot.stop_poll(club.id, message.id)
    assert (final.is_closed, votes(final)) == (True, [0, 1, 0])
    with pytest.raises(Refused, match="MESSAGE_POLL_CLOSED"):
        eve.votes(message, 0)
    with pytest.raises(BadRequest, match="Poll has already been closed"):
        await bot.stop_poll(club.id, message.id)
    polls, _ = await heard(bot)
    assert [poll.is_closed for poll in polls] == [False, True]


@pytest.mark.parametrize("term", ["open_period", "close_date"])
async def test_a_poll_closes_by_the_clock(
    clock: ManualClock, bot: Bot, club: Chat, eve: Person, term: str
) -> None:
    end = 60 if term == "open_period" else int(clock.now()) + 60
    message = await asked(bot, club, **{term: end})
    clock.advance(59)
    eve.votes(message, 0)
    clock.advance(1)
    polls, _ = await heard(bot)
    assert [poll.is_closed for poll in polls] == [False, True]


async def test_names_are_not_asked_for_in_channels(tg: Telegram, bot: Bot, ann: Person) -> None:
    news = tg.channel("News", ann)
    news.add_bot()
    with pytest.raises(BadRequest, match="Non-anonymous polls can't be sent to channel chats"):
        await asked(bot, news)
    tg.world.queue.clear()
    ann.votes(await asked(bot, news, is_anonymous=True), 0)
    polls, _ = await heard(bot)
    assert [votes(poll) for poll in polls] == [[1, 0, 0]]
