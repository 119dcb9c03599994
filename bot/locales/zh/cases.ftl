case-card =
    <b>#{ $number }</b> · { $group } · { $rule }，{ $band }
    { $name }（<code>{ $person }</code>）：{ $act }
    <blockquote><code>{ $text }</code></blockquote>
    { $saw }
# One line of what case-card saw.
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
state-troubled = 没有全部执行

doing-delete = 删除消息
doing-kick = 踢出
doing-ban = 封禁
doing-mute = 禁言
doing-unmute = 解除禁言
doing-unban = 解封
doing-banchannel = 封禁频道
doing-unbanchannel = 解封频道
doing-send = 发消息
doing-edit = 编辑消息

fate-refused = 被 Telegram 拒绝。
fate-unknown = 没有收到回应。
fate-expired = 已无必要，或已过期。
