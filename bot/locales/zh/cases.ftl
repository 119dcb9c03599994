command-cases = 处理记录：<code>/cases @eve</code>、<code>/cases 广告</code>、<code>/cases csv</code>、<code>/cases json</code>
command-why = 处理记录的内容和依据：<code>/case 12</code>、<code>/why</code>
command-audit = 谁在什么时候做了什么：<code>/audit @ann</code>
feature-cases = 处理记录与日志
set-log-chat = 接收所有处理记录的群或频道；设置的人须同时是那里的管理员
set-log-what = 那里接收哪几类：ads、rules、manual、reports、appeals、settings、door、shop（依次为广告、群规、人工、举报、申诉、设置、入群、商店）
set-privacy-evidence = 处理记录的依据保存多久

case-head = <b>#{ $number }</b> · { $group } · { $rule }
case-head-band = <b>#{ $number }</b> · { $group } · { $rule }，{ $band }
case-who = { $name }（<code>{ $person }</code>）：{ $act }
# act is one of the texts act-….
case-until = { $act }至 { $day }
case-reason = 理由：{ $reason }
case-text = <blockquote><code>{ $text }</code></blockquote>
case-expired = 原文和依据已过保存期，不再保留。
case-strikes = 违规 { $n } 次
case-by = 处理人：{ $by }
case-name = { $name }
case-appeal = 申诉
# One line of what was seen.
case-finding = { $carrier }：{ $signal } <code>{ $evidence }</code>（+{ $weight }）
# What Telegram did not do; said are its own words.
case-note = ⚠️ { $doing }：{ $fate }{ $said }
case-decided = → { $state }
case-closed = #{ $number } → { $state }（{ $act }）
case-line = #{ $number } { $rule } · { $act } · { $name } · { $state }
case-none = 没有处理记录。
case-unknown = 这里没有处理记录 #{ $number }。
case-admin = <a href="tg://user?id={ $person }">{ $name }</a>
case-admins = 各位管理员
case-call = #{ $number }：{ $admins }，有一条可疑消息，请处理。
case-button-kick = 踢出
case-button-ban = 封禁
case-button-ham = 误判
case-button-wrong = 没问题
case-done = 已处理。
case-before = 已经处理过了。
case-wrote =
    <b>{ $name }</b> 写道：
    { $text }
case-trouble = ⚠️ #{ $number }：Telegram 拒绝了我的操作（{ $said }）。请看看我有没有删除消息和封禁用户的权限。
case-quarantine = ⚠️ 刚才有件事我没能处理，已经留给维护我的人查看。其余照常。

band-suspicious = 可疑
band-likely = 很可能
band-certain = 确定

act-none = 未处罚
act-warn = 警告
act-mute = 禁言
act-kick = 踢出
act-ban = 封禁

state-in = 生效中
state-reported = 待处理
state-dismissed = 误判
state-settled = 已处理
state-undone = 已撤销
state-replaced = 已由之后的处罚代替
state-troubled = 没有全部执行
state-over = 已到期

via-admin = 管理员
via-machine = 自动
via-vote = 投票
via-timer = 定时

# what is one of the texts audit-… below.
audit-line = { $at } { $who }：{ $what }
audit-none = 这里还没有任何操作。
audit-set = ⚙️ <code>{ $line }</code>
audit-act = { $name } { $act } #{ $number }
audit-act-why = { $name } { $act } #{ $number }（{ $why }）
audit-on = { $name } { $act }
audit-unban = 解封
audit-unmute = 解除禁言
audit-unwarn = 撤销违规
audit-undo = 撤销处罚
audit-block = 屏蔽举报
audit-unblock = 解除举报屏蔽
audit-uphold = 申诉维持
audit-reverse = 申诉改判
audit-approve = 被设为信任成员
audit-unapprove = 被取消信任
audit-inactive = 踢出长期没发言的成员，最多 { $n } 人
audit-settle-delete = 删除消息
audit-settle-mute = 禁言
audit-settle-kick = 踢出
audit-settle-ban = 封禁
audit-settle-ham = 没问题

log-set = <b>{ $group }</b> · { $who } 修改了设置：

doing-delete = 删除消息
doing-kick = 踢出
doing-ban = 封禁
doing-mute = 禁言
doing-unmute = 解除禁言
doing-unban = 解封
doing-banchannel = 封禁频道
doing-unbanchannel = 解封频道
doing-restrict = 恢复原有限制
doing-invite = 创建邀请链接
doing-copy = 发送副本
doing-send = 发消息
doing-edit = 编辑消息

fate-refused = 被 Telegram 拒绝。
fate-unknown = 没有收到回应。
fate-expired = 已无必要，或已过期。

case-file = { $group } 的处理记录
case-file-private = 这个文件只给你看：请先打开和我的私聊，再发一次。
