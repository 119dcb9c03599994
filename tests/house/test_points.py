"""Points as people see them: had, given, granted, taken, explained, and added up."""

import pytest
from sqlalchemy import select, update

from bot.app import Warden
from models.ledger import Account, Transfer
from tests.house.conftest import DAY, HOUR, Scene

USAGE = "How many, and to whom? Whole points: /give 10 @eve, or /give 10 in reply to them."


async def test_points_begin_with_the_balance(scene: Scene) -> None:
    assert (await scene.ask(scene.bob, "/points")).text == "0 points"
    await scene.ask(scene.ann, "/grant 1 @bob_reads")
    assert (await scene.ask(scene.bob, "积分")).text == "1 point"
    await scene.ask(scene.ann, "/grant 1200 @bob_reads")
    assert (await scene.ask(scene.bob, "/points")).text == "1201 points"
    assert (await scene.ask(scene.eve, "/points @bob_reads")).text == "1201 points · Bob"
    assert "1,201 points" in (await scene.ask(scene.bob, "/me")).text.splitlines()
    private = await scene.ask(scene.bob, "/points", scene.bob.private)
    assert private.text == "1201 points · Book club"


async def test_grant_is_a_case_that_can_be_undone(scene: Scene) -> None:
    said = await scene.ask(scene.ann, "/grant 50 @bob_reads for the minutes")
    number = said.text.rpartition("#")[2].partition(")")[0]
    assert said.text == f"✅ Bob gets 50 points (#{number}).\nfor the minutes"
    assert (await scene.cases())[0].startswith("grant · nothing · Bob")
    shown = (await scene.ask(scene.ann, f"/case {number}")).text
    assert "Reason: +50 for the minutes" in shown.splitlines()
    await scene.ask(scene.ann, "/fine 20 @bob_reads")
    undone = (await scene.ask(scene.ann, f"/undo {number}")).text.splitlines()
    assert undone[1:] == ["30 points went back.", "20 points are spent and cannot go back."]
    assert (await scene.ask(scene.bob, "/points")).text == "0 points"
    assert (await scene.ask(scene.ann, f"/undo {number}")).text.startswith(f"#{number} ")


async def test_fine_takes_what_is_there(scene: Scene) -> None:
    await scene.ask(scene.ann, "/grant 30 @bob_reads")
    hello = scene.bob.says(scene.group, "hello everybody")
    said = (await scene.ask_in_reply(scene.ann, "/fine 50 noise", hello)).text
    assert said.startswith("✅ Bob loses 30 of 50 points (#")
    assert (await scene.ask(scene.bob, "/points")).text == "0 points"
    said = (await scene.ask(scene.ann, "/fine 5 @bob_reads")).text
    assert said.startswith("✅ Bob loses 0 of 5 points (#")


@pytest.mark.parametrize("word", ["grant", "fine"])
async def test_t13_treasury_takes_its_right(scene: Scene, word: str) -> None:
    scene.ann.promotes(scene.bob, scene.group, can_restrict_members=True)
    said = await scene.ask(scene.bob, f"/{word} 5 @eve_sells")
    assert said.text == "You need the right to change group info for that."
    said = scene.eve.says(scene.group, f"/{word} 5 @bob_reads")
    await scene.gone(said)


@pytest.mark.parametrize(
    "typed", ["-5", "0", "10000000000000", "1e9", "٣", "1.5", "1,5", "ten", "5x", "+5", ""]
)
async def test_t70_odd_amounts_get_the_usage_and_move_nothing(scene: Scene, typed: str) -> None:
    said = await scene.ask(scene.ann, f"/grant {typed} @bob_reads")
    assert said.text.startswith("How many, and to whom? Whole points: ")
    assert (await scene.ask(scene.bob, "/points")).text == "0 points"


async def test_t70_full_width_digits_are_digits(scene: Scene) -> None:
    assert "gets 123 points" in (await scene.ask(scene.ann, "/grant １２３ @bob_reads")).text


async def test_amount_and_person_stand_in_either_order(scene: Scene) -> None:
    bob = scene.bob.id
    for typed in ("5 @bob_reads why", "@bob_reads 5 why", f"{bob} 5 why", f"5 {bob} why"):
        said = await scene.ask(scene.ann, f"/grant {typed}")
        assert said.text.startswith("✅ Bob gets 5 points"), typed
        assert said.text.endswith("\nwhy"), typed
    assert (await scene.ask(scene.bob, "/points")).text == "20 points"


async def test_give_from_the_seventh_day(scene: Scene) -> None:
    await scene.ask(scene.ann, "/grant 300 @bob_reads")
    early = await scene.ask(scene.bob, "/give 10 @eve_sells")
    assert early.text == "Giving begins on one's seventh day in the group."
    scene.clock.advance(6 * DAY)
    await scene.tg.idle()
    said = await scene.ask(scene.bob, "/give 10 @eve_sells thanks")
    assert said.text == "🎁 Bob gave Eve 10 points."
    hello = scene.eve.says(scene.group, "you are welcome")
    assert (await scene.ask_in_reply(scene.bob, "打赏 20", hello)).text == (
        "🎁 Bob gave Eve 20 points."
    )
    more = await scene.ask(scene.bob, "/give 171 @eve_sells")
    assert more.text == "One may give away 200 points a day; today 170 are left to you."
    assert "170 points" in (await scene.ask(scene.bob, "/give 170 @eve_sells")).text
    scene.clock.advance(DAY)
    await scene.tg.idle()
    short = await scene.ask(scene.bob, "/give 101 @eve_sells")
    assert short.text == "You have 100 points only."
    assert (await scene.ask(scene.eve, "/points")).text == "200 points"


async def test_t75_nobody_gives_to_themselves_to_bots_or_to_who_is_gone(scene: Scene) -> None:
    await scene.ask(scene.ann, "/grant 30 @bob_reads")
    scene.clock.advance(6 * DAY)
    await scene.tg.idle()
    own = await scene.ask(scene.bob, "/give 10 @bob_reads")
    assert own.text == "Nobody gives points to themselves."
    bot = await scene.ask(scene.bob, f"/give 10 {scene.tg.bot.id}")
    assert bot.text == "Only people hold points."
    scene.eve.leaves(scene.group)
    await scene.quiet()
    gone = await scene.ask(scene.bob, "/give 10 @eve_sells")
    assert gone.text == "They are not in this group, as far as I know."
    assert (await scene.ask(scene.bob, "/give 10")).text == USAGE
    assert (await scene.ask(scene.bob, "/points")).text == "30 points"


async def test_talk_about_tips_is_no_command(scene: Scene) -> None:
    hello = scene.eve.says(scene.group, "hello")
    scene.bob.says(scene.group, "打赏一下吧", reply_to=hello)
    scene.bob.says(scene.group, "打赏 10 块")
    await scene.quiet()
    assert not [one for one in scene.lines() if one.text.startswith(("How many", "🎁"))]


async def test_statement_explains_every_point(scene: Scene) -> None:
    private = scene.bob.private
    await scene.ask(scene.bob, "/start", private)
    await scene.ask(scene.ann, "/grant 30 @bob_reads the minutes")
    await scene.ask(scene.ann, "/fine 5 @bob_reads")
    scene.clock.advance(6 * DAY)
    await scene.tg.idle()
    await scene.ask(scene.bob, "/give 10 @eve_sells")
    whole = await scene.ask(scene.bob, "/statement", private)
    lines = [line.split(" · ") for line in whole.text.splitlines()]
    assert [(one[0], one[-1]) for one in lines] == [
        ("15 points", "15 points"),
        ("−10 to Eve", "=15"),
        ("−5 fine", "=25"),
        ("+30 from the treasury", "=30"),
        ("the minutes", "the minutes"),
    ]
    assert len(lines[1][1]) == len("11-28 09:05")
    theirs = await scene.ask(scene.eve, "/statement", scene.eve.private)
    assert theirs.text.splitlines()[1].startswith("+10 from Bob · ")


async def test_statement_in_the_group_is_nobody_elses(scene: Scene) -> None:
    private = scene.bob.private
    await scene.ask(scene.bob, "/start", private)
    await scene.ask(scene.ann, "/grant 30 @bob_reads")
    scene.tg.missing.update(("sendephemeralmessage", "deleteephemeralmessage"))
    scene.bob.says(scene.group, "/statement")
    await scene.tg.until(lambda: private.find("+30 from the treasury"))
    assert scene.group.find("+30 from") is None
    assert private.find("+30 from").buttons == ["All of it"]


async def test_statement_as_a_file(scene: Scene) -> None:
    """T73"""
    private = scene.bob.private
    await scene.ask(scene.bob, "/start", private)
    await scene.ask(scene.ann, "/grant 30 @bob_reads =1+1")
    scene.bob.says(private, "/statement csv")
    await scene.tg.until(lambda: private.find("Every entry"))
    content = private.find("Every entry").file.decode("utf-8-sig")
    head, row = content.splitlines()
    assert head == "group,at,amount,balance,reason,with,note,transfer"
    assert row.startswith("Book club,")
    assert ",30,30,grant,treasury,'=1+1," in row


async def test_t3_tip_below_an_introduction_counts_once(scene: Scene) -> None:
    await scene.set("intro.enabled on")
    await scene.ask(scene.ann, "/grant 30 @bob_reads")
    scene.clock.advance(6 * DAY)
    await scene.tg.idle()
    lines = ("#intro", "name: Eve Adams", "city: Berlin", "job: cook", "hobby: reading old books")
    scene.eve.says(scene.group, "\n".join(lines))
    await scene.tg.until(lambda: scene.group.find("is introduced. Welcome!"))
    card = scene.group.find("is introduced. Welcome!")
    assert "10 points for it." in card.text
    assert (await scene.bob.presses(card, "🎁 10").answer).text == "You gave 10 points."
    for label in ("🎁 10", "🎁 20", "🎁 10"):
        again = await scene.bob.presses(card, label).answer
        assert again.text == "You gave something for this already."
    own = await scene.eve.presses(card, "🎁 5").answer
    assert own.text == "Nobody gives points to themselves."
    assert (await scene.ask(scene.bob, "/points")).text == "20 points"
    assert (await scene.ask(scene.eve, "/points")).text == "20 points"


async def test_ledger_is_added_up_every_day_and_the_owner_hears_of_it(
    scene: Scene, warden: Warden
) -> None:
    scene.tg.missing.update(("sendephemeralmessage", "deleteephemeralmessage"))
    private = scene.ann.private
    await scene.ask(scene.ann, "/start", private)
    await scene.ask(scene.ann, "/grant 30 @bob_reads")
    health = (await scene.ask(scene.ann, "/health")).text.splitlines()
    assert health[-2:] == [
        "🏦 Treasury: 30 points given out; members hold 30, games 0",
        "✅ The ledger adds up",
    ]
    for _ in range(30):
        scene.clock.advance(HOUR)
        await scene.tg.idle()
    lines = (await scene.ask(scene.ann, "/health")).text.splitlines()
    assert lines[-1].startswith("✅ The ledger adds up: ")
    assert lines[-1].endswith(", 1 transfer")
    forged = update(Account).where(Account.kind == "member").values(balance=31)
    await warden.store.write(lambda c: c.execute(forged))
    for _ in range(24):
        scene.clock.advance(HOUR)
        await scene.tg.idle()
    await scene.tg.until(lambda: private.find("does not add up"))
    assert "does not add up in 2 places" in private.find("does not add up").text
    assert "⚠️" in (await scene.ask(scene.ann, "/health")).text


async def test_t84_erased_person_leaves_the_totals(scene: Scene, warden: Warden) -> None:
    private = scene.bob.private
    await scene.ask(scene.bob, "/start", private)
    await scene.ask(scene.ann, "/grant 30 @bob_reads")
    asked = await scene.ask(scene.bob, "/forgetme", private)
    scene.bob.presses(asked, "Confirm")
    await scene.tg.until(lambda: private.find("Done"))
    held = await warden.store.read(
        lambda c: sorted((row.kind, row.user_id, row.balance) for row in c.execute(select(Account)))
    )
    assert held == [("member", None, 0), ("retired", None, 30), ("treasury", None, -30)]
    notes = await warden.store.read(lambda c: c.execute(select(Transfer.reference)).scalars().all())
    assert not [one for one in notes if str(scene.bob.id) in one]
    assert (await scene.ask(scene.bob, "/points")).text == "0 points"


async def test_points_off(scene: Scene) -> None:
    await scene.set("points.enabled off")
    said = scene.bob.says(scene.group, "积分")
    await scene.quiet()
    assert not scene.answers(said)


async def test_points_in_chinese(scene_zh: Scene) -> None:
    scene = scene_zh
    said = await scene.ask(scene.ann, "/grant 50 @bob_reads 写纪要")
    assert said.text.startswith("✅ Bob 获得 50 积分（#")
    assert (await scene.ask(scene.bob, "我的积分")).text == "50 分"
    scene.bob.says(scene.group, "积分明细")
    await scene.tg.until(lambda: scene.bob.whispers(scene.group))
    lines = scene.bob.whispers(scene.group)[0].text.splitlines()
    assert lines[0] == "50 分"
    assert lines[1].startswith("+50 群公库发放 · ")
    assert lines[1].endswith(" · 余 50")
    assert lines[2] == "写纪要"
