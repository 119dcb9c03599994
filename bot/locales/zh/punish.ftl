command-ban = 封禁：<code>/ban @eve 7天 理由</code>，<code>/tban /dban /sban</code>
command-mute = 禁言：<code>/mute 1小时 理由</code>，<code>/tmute /dmute /smute</code>
command-warn = 警告（记一次违规）：<code>/warn 理由</code>，<code>/dwarn /swarn</code>
command-kick = 踢出，之后还可以再进群：<code>/kick 理由</code>，<code>/dkick /skick</code>
command-unban = 解除封禁
command-unmute = 解除禁言
command-unwarn = 撤销最近一次违规；全部清零：<code>/resetwarns</code>
command-warns = 查看违规：自己的，或某位成员的
command-undo = 撤销一条处理记录：<code>/undo 12</code>

feature-punish = 处罚
set-punish-ladder = 第一次、第二次……违规分别怎样处罚
set-punish-decay = 一次违规多久之后失效

rules-ladder = 违规依次处罚：{ $steps }。
rules-decay = 每次违规在 { $term }后失效。

punish-person = <a href="tg://user?id={ $person }">{ $name }</a>
punish-channel = <b>{ $name }</b>
punish-ever = 永久

# A step of the ladder, as one types it.
step-none = 不处罚
step-warn = 警告
step-mute = 禁言
step-kick = 踢出
step-ban = 封禁
step-for = { $word } { $n } { $letter ->
        [s] 秒
        [m] 分钟
        [h] 小时
       *[d] 天
    }

# What somebody ordered. Where a term has no end, it is punish-ever.
punish-did-none = ✅ { $name }：未处罚 · #{ $number }
punish-did-warn = ⚠️ { $name }：警告 · #{ $number }
punish-did-mute-for = 🔇 { $name }：禁言，{ $term } · #{ $number }
punish-did-kick = 👢 { $name }：已踢出 · #{ $number }
punish-did-ban-for = ⛔ { $name }：封禁，{ $term } · #{ $number }
punish-reason = 理由：{ $reason }
punish-ladder = 违规 { $count }/{ $steps }，下一步：{ $step }
punish-did-unban = ✅ { $name }：已解除封禁。
punish-did-unmute = 🔊 { $name }：已解除禁言。
punish-did-unmute-banned = 🔊 { $name }：已解除禁言，但仍被封禁：<code>/unban</code>
punish-did-unwarn = ✅ { $name }：撤销 { $n } 次违规，还剩 { $left } 次。

# What a rule brought.
punish-ruled-none = 🧹 { $name }：{ $rule } · #{ $number }
punish-ruled-warn = ⚠️ { $name }：警告（{ $rule }）· #{ $number }
punish-ruled-mute-for = 🔇 { $name }：禁言，{ $term }（{ $rule }）· #{ $number }
punish-ruled-kick = 👢 { $name }：已踢出（{ $rule }）· #{ $number }
punish-ruled-ban-for = ⛔ { $name }：封禁，{ $term }（{ $rule }）· #{ $number }

punish-none = { $name } 没有违规记录。
punish-list = { $name } 的违规：
punish-list-fades = #{ $number } { $why } · { $day } 失效
punish-list-stays = #{ $number } { $why } · { $day } 起

punish-spared-bot = 我不会处罚自己。
punish-spared-admin = 不能处罚管理员。
punish-spared-linked = 不能处罚本群绑定的频道。
punish-spared-nobody = 这背后没有具体的人。
punish-channel-only = 频道只能封禁。
punish-banned-before = { $name } 已经被封禁了。
punish-term = 时长从 10 秒到十年，例如 <code>30分</code>、<code>6小时</code>、<code>7天</code>。
punish-usage-ban = 请回复对方，或写明是谁：<code>/{ $name } @eve 7天 理由</code>
punish-usage-mute = 请回复对方，或写明是谁：<code>/{ $name } @eve 1小时 理由</code>
punish-usage-warn = 请回复对方，或写明是谁：<code>/{ $name } @eve 理由</code>
punish-usage-kick = 请回复对方，或写明是谁：<code>/{ $name } @eve 理由</code>
punish-usage-who = 请回复对方，或写明是谁：<code>/{ $name } @eve</code>
punish-usage-reply = 请回复要删除的那条消息：<code>/{ $name } 理由</code>

punish-helper = 协管最多禁言一天。

rule-manual = 人工
rule-ads = 广告

punish-undo = 撤销处罚
punish-sweep = 删除其全部消息
undo-usage = 哪一条处理记录？<code>/undo 12</code>，或回复那条消息。
undo-before = #{ $number } 已经撤销，或本来就是误判。
undo-done = ↩️ #{ $number } 已撤销。
undo-ban = 封禁已解除。
undo-mute = 已解除禁言。
undo-kick = 会生成一个重新进群的链接。
undo-still-ban = ⚠️ #{ $number } 的封禁仍然有效。
undo-still-mute = ⚠️ #{ $number } 的禁言仍然有效。
undo-banned-by-hand = ⚠️ 管理员手动设的封禁仍然有效。
undo-strikes = 撤销了 { $n } 次违规。
undo-lost = 已删除的 { $n } 条消息无法恢复。
# To somebody who was removed, and to whoever took that back.
undo-come-back = 你可以重新加入 { $group }：{ $link }
undo-link = { $name } 可用这个链接重新进群，一周内有效，限一次（#{ $number }）：{ $link }
