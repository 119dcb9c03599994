command-checkin = 今日签到
command-makeup = 补签漏掉的一天：<code>/makeup 11-20</code>
command-freeze = 买一张断签保护卡，漏签那天自动用掉
command-leave = 向签到任务请假：<code>/leave 3d</code>
command-calendar = 本月签到日历（图片）

feature-checkin = 签到
set-checkin-enabled = 成员是否每天签到
set-checkin-day_start = 一天从几点算起，在那之前算前一天
set-checkin-base = 签到得多少积分
set-checkin-step = 连续签到每多一天加多少积分
set-checkin-step_days = 最多加到连续签到多少天
set-checkin-milestones = 连续签到满多少天另有奖励
set-checkin-freeze_price = 断签保护卡的价格
set-checkin-freeze_most = 最多持有几张断签保护卡，0 为不卖
set-checkin-makeup_price = 补签卡的价格
set-checkin-makeup_days = 补签卡最多补几天前的，0 为不卖
set-checkin-makeup_month = 每月最多用几张补签卡
set-checkin-slots = 一天最多三个签到时段，off 为全天
set-checkin-proof = 打卡要交什么：文字或照片
set-checkin-duty = 成员每周至少签到几天
set-checkin-remind_at = 几点在私聊里提醒想被提醒的人

rules-checkin = 每天签到一次：发「签到」或 /checkin，每天从 { $starts } 算起。得 { $base } 分，连续签到每多一天加 { $step } 分。
rules-checkin-milestones = 连续签到奖励：{ $list }。
rules-checkin-slots = 签到时段：{ $hours }。
rules-checkin-text = 打卡要写一写做了什么：「打卡 内容」。
rules-checkin-photo = 打卡要有照片：照片配文「打卡」。
rules-checkin-duty = { $n ->
   *[other] 每周至少签到 { $n } 天。
 }前两次没做到只提醒，以后每次记一次违规；/leave 请假的天数会扣掉。
rule-checkin = 签到任务
privacy-matter-checkin = 你哪天几点签到、断签保护卡、请假、未完成的签到任务，以及要不要提醒。
page-due-checkin-board = 更新签到榜
page-due-checkin-duty = 结算一周的签到任务
page-due-checkin-reminding = 提醒下一批人签到
page-due-checkin-day = 新的签到日开始
page-due-checkin-remind = 提醒想被提醒的人签到

reason-checkin = 签到
reason-streak = 连续签到奖励
reason-makeup = 补签
reason-makeup-card = 补签卡
reason-freeze = 断签保护卡

checkin-days = { $n ->
   *[other] { $n } 天
 }
checkin-milestone = { $n } 天 { $points } 分

# { $day } 是带星期的日期。
checkin-board = 📅 <b>签到</b> · { $day } · { $n ->
   *[other] { $n } 人
 }
checkin-board-slot = 🕗 { $slot }：{ $n } 人
checkin-board-first = 👑 { $rank }. { $name } · 连续 { $streak }
checkin-board-line = { $rank }. { $name } · 连续 { $streak }
checkin-button-mine = 📅 我的签到
checkin-button-remind = 🔔 提醒我

checkin-again = 你已经签到过了，{ $time }。
checkin-closed = 签到时段：{ $hours }。
checkin-night = 这次记为 { $day } 的签到：每天从 { $starts } 算起。
checkin-usage = 后面不用写别的：<code>/checkin</code>
checkin-nameless = 请用自己的账号签到，不要用群或频道的身份。
checkin-prove-text = 今天做了什么？10 分钟内回复这条消息，写几个字。
checkin-prove-photo = 10 分钟内发一张照片，算作打卡。
checkin-short = 需要 { $price } 分，你有 { $balance } 分。没有扣分。
checkin-no-points = 本群没有开积分，买不了。
checkin-zone-week = 大家按本群时区签到，时区一周只能改一次。
checkin-slots-overlap = 有两个时段重叠
checkin-slot-cut = 一天从 { $starts } 算起，正好在 { $slot } 中间，会分到两天里。

checkin-mine-done = ✅ 今日第 { $rank } 位，+{ $points } 分
checkin-mine-today = ✅ 已签到，今日第 { $rank } 位，+{ $points } 分
checkin-mine-not-yet = 今天还没签到。
checkin-mine-reached = 🎉 连续签到满 { $n } 天
checkin-mine-frozen = ❄️ 断签保护卡用在 { $days }。
checkin-mine-streak = 连续签到 { $streak }
checkin-mine-ahead = { $n ->
   *[other] 再签 { $n } 天
 }得 { $points } 分
checkin-mine-held = 断签保护卡 { $n } 张
checkin-me = 📅 连续签到 { $streak }{ $held }
checkin-held = ，断签保护卡 { $n } 张
checkin-me-none = 📅 还没有连续签到

makeup-usage = 补哪一天？例如：<code>/makeup { $day }</code>
makeup-offer = 可以补签：{ $days }。一张补签卡 { $price } 分，积分得一半，每月 { $n } 张。<code>/makeup { $example }</code>
makeup-none = 最近 { $n } 天没有漏签。
makeup-done = ✅ 已补签 { $day }：−{ $price }，+{ $points } 分。连续签到 { $streak }，还剩 { $balance } 分。
makeup-old = 补签卡最多补 { $n } 天前的。没有扣分。
makeup-before = { $day } 你还没进群。没有扣分。
makeup-there = { $day } 已经算上了。没有扣分。
makeup-future = { $day } 还没到。没有扣分。
makeup-today = 今天不用补签：<code>/checkin</code>
makeup-many = 这个月的 { $n } 张补签卡用完了。没有扣分。

freeze-usage = 发 <code>/freeze</code> 就买一张。
freeze-done = ❄️ 花 { $price } 分买了一张断签保护卡。现有 { $n } 张，还剩 { $balance } 分。
freeze-many = 你已有 { $n } 张断签保护卡，不能再多了。没有扣分。
freeze-none = 本群不卖断签保护卡。

leave-usage = 请几天假？例如：<code>/leave 3d</code>；<code>/leave off</code> 销假。
leave-until = 你请假到 { $day }。<code>/leave off</code> 销假。
leave-ended = 欢迎回来，已销假。
leave-none = 你没有请假。
leave-long = 最多请 { $n } 天假。
leave-taken = ✅ 请假：{ $first } 到 { $last }。{ $duty ->
    [on] 这些天不计入签到任务。
   *[off] 本群现在没有签到任务。
 }

duty-week = { $first }–{ $last }
duty-missed = { $week } 你签到了 { $done } 天，应签 { $due } 天。{ $left ->
    [0] 下次没做到就记一次违规。
   *[other] 还有一次机会，以后每次记一次违规。
 }<code>/leave 3d</code> 可以请假。
duty-struck = { $week } 你签到了 { $done } 天，应签 { $due } 天。记一次违规：处理记录 #{ $case }。
duty-closed = 📋 { $week } 的签到任务：{ $n ->
   *[other] { $n } 人
 }没完成，本人可在私聊里看。

remind-on = 🔔 没签到的日子，我会在 { $time } 私聊提醒你。
remind-off = 🔕 不再提醒你。
remind-start = 请先在私聊里点「开始」：@{ $bot }，再按一次。
remind-streak = 🔔 今天还没签到。连续签到 { $streak }，{ $starts } 前签到不会断。
remind-today = 🔔 今天还没签到。

calendar-usage = 看哪个月？<code>/calendar</code>、<code>/calendar 10</code> 或 <code>/calendar 2026-10</code>
calendar-title = 📅 { $month }：{ $n ->
   *[other] { $n } 天
 }
calendar-streak = 连续签到 { $n ->
   *[other] { $n } 天
 }
calendar-next = { $n ->
   *[other] 再签 { $n } 天
 }得 { $points } 分
calendar-kind-own = 签到
calendar-kind-makeup = 补签
calendar-kind-freeze = 保护卡
calendar-kind-away = 机器人离线
calendar-kind-missed = 漏签
calendar-letter-makeup = 补签
calendar-letter-freeze = 保护
calendar-letter-away = 离线
calendar-sign = <code>{ $sign }</code> { $kind ->
    [own] 签到
    [makeup] 补签
    [freeze] 断签保护卡
    [away] 机器人离线
   *[missed] 漏签
 }
