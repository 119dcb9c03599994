command-report = 举报消息给管理员：回复 <code>/report 理由</code> 或 <code>@admin</code>

feature-report = 举报
set-report-enabled = 成员是否可以举报消息
set-report-threshold = 多少位信任成员举报后先隐藏消息、等人处理；0 表示不隐藏

rules-report = 看到违反群规的消息，请回复「举报」或 <code>/report</code>：管理员会知道，群里不会知道是谁举报的。
rules-report-hides = 有 { $n } 位信任成员举报的消息先隐藏，等管理员处理。
rule-report = 举报

report-usage = 请回复你要举报的那条消息：<code>/report 理由</code>
report-nameless = 请用自己的账号举报。
report-own = 这条消息不能举报。
report-taken = 🚩 已转告管理员。
report-blocked = 你在本群的举报不再受理。
report-limit = 每人每天最多举报三次，今天已满。这次没有计入。
report-decided = 管理员已经看过这条消息了。
report-call = 🔔 { $admins }：这里有人找你们。

report-card = 🚩 <b>#{ $number }</b> · { $group } · { $n } 人举报
report-author = { $name }（<code>{ $person }</code>）：
report-text = <blockquote>{ $text }</blockquote>
report-hidden = 已隐藏，等待处理。
report-see = <a href="{ $link }">查看消息</a>
report-by = • { $name }
report-by-why = • { $name }：{ $reason }
report-more = …… 还有 { $n } 人
report-outcome = → { $state }
# For the group, which is not shown the message once more.
report-line = 🚩 #{ $number } { $admins }：有一条消息被举报（{ $n } 人），请处理。
report-closed = 🚩 #{ $number } → { $state }
report-state-ham = 没问题
report-state-none = 已删除
report-state-mute = 已禁言
report-state-kick = 已踢出
report-state-ban = 已封禁
report-state-undone = 已撤销

report-button-delete = 删除
report-button-mute = 禁言 1 天
report-button-kick = 踢出
report-button-ban = 封禁
report-button-ham = 没问题
report-button-block = 屏蔽举报人
report-button-unblock = 解除屏蔽
report-did-block = 此人的举报不再受理。
report-did-unblock = 此人的举报重新受理。
report-wrote = <b>{ $name }</b> 写道：
