command-points = 看积分：<code>/points</code>，<code>/points @eve</code>
command-statement = 积分明细，每一分的来历；私聊发 <code>/statement csv</code> 导出文件
command-give = 打赏积分：<code>/give 10 @eve 谢谢</code>，或回复对方
command-grant = 从群公库发积分：<code>/grant 50 @eve 理由</code>，或回复对方
command-fine = 扣积分，归还群公库：<code>/fine 50 @eve 理由</code>，或回复对方
command-health = 群的状况：权限、名册、账本

feature-points = 积分
feature-health = 群状况
set-points-enabled = 本群是否使用积分
set-points-check_at = 每天几点核对账本
set-give-daily = 每人每天最多打赏多少积分；0 为不允许

rules-points = 积分只是游戏：不能用钱买，也不能换成钱。
rules-points-give = 入群第七天起，每天最多可以打赏 { $n } 积分。
page-due-points-daily = 核对账本
page-due-points-check = 正在核对账本
page-due-points-alarm = 告诉群主账本对不上
privacy-matter-points = 你在各群的积分，以及每一分的来历。

# shown 是数字形式的 n。
points-balance =
    { $n ->
       *[other] { $shown } 分
    }
points-balance-of =
    { $n ->
       *[other] { $shown } 分
    } · { $name }
points-balance-in =
    { $n ->
       *[other] { $shown } 分
    } · { $group }
points-card = { $n } 积分
points-nothing = 还没有积分，也没有花过。签到、红包、自我介绍都能得积分。
points-which = 哪个群的？
points-all = 全部明细
points-file = 你的全部积分明细。
# n 带正负号，why 是 reason-… 之一。
points-line = <b>{ $n }</b> { $why } · { $at } · 余 { $left }
points-note = <i>{ $note }</i>

points-usage-give = 给谁，多少？要整数：<code>/give 10 @eve</code>，或回复对方发 <code>打赏 10</code>。
points-usage-grant = 给谁，多少？要整数：<code>/grant 50 @eve 理由</code>，或回复对方。
points-usage-fine = 扣谁，多少？要整数：<code>/fine 50 @eve 理由</code>，或回复对方。
points-gave = 🎁 { $giver } 打赏了 { $name } { $n } 积分。
points-gave-before = 这笔积分已经打赏过了。
points-tip = 🎁 { $n }
points-tipped = 你打赏了 { $n } 积分。
points-tipped-before = 你已经打赏过了。
points-short =
    { $n ->
        [0] 你还没有积分。
       *[other] 你只有 { $n } 积分。
    }
# left 是 most 减去今天已打赏的。
points-no-more =
    { $most ->
        [0] 本群不能打赏积分。
       *[other] 每天最多打赏 { $most } 积分，今天还可以打赏 { $left }。
    }
points-no-self = 不能打赏自己。
points-no-person = 只有真人才有积分。
points-no-gone = 据我所知，对方不在本群。
points-no-left = 你已经不在本群了。
points-no-new = 入群第七天起才能打赏。
points-granted = ✅ { $name } 获得 { $n } 积分（#{ $number }）。
# whole 是原本要扣的数。
points-fined = ✅ { $name } 被扣 { $n } 积分（#{ $number }）。
points-fined-less = ✅ { $name } 应扣 { $whole }，实扣 { $n } 积分（#{ $number }）：只有这么多。余数只作记录，不算欠账。

points-treasury = 🏦 群公库已发放 { $n }；成员持有 { $members }，游戏中 { $held }
points-adds-up = ✅ 账本平衡：{ $at }，共 { $n } 笔
points-adds-up-now = ✅ 账本平衡
# first 是第一处的位置。
points-alarm = ⚠️ 账本有 { $n } 处对不上（第一处：{ $first }）。有人从外部改动过，请用备份恢复。

health-head = <b>群的状况</b>
health-lacks = ⚠️ 我缺少权限：{ $right }
health-rights = ✅ 需要的权限都有
health-people = 👥 名册上有 { $n } 人

rule-grant = 发放积分
rule-fine = 扣除积分
undo-points = 已退回 { $n } 积分。
undo-points-spent = 有 { $n } 积分已花掉，无法退回。

reason-grant = 群公库发放
reason-fine = 扣分
reason-give = 打赏
reason-give-in = 来自 { $name } 的打赏
reason-give-out = 打赏 { $name }
reason-tip = 打赏
reason-tip-in = 来自 { $name } 的打赏
reason-tip-out = 打赏 { $name }
reason-intro = 自我介绍
reason-undo = 退回
reason-erased = 已清除
reason-absorbed = 群迁移
