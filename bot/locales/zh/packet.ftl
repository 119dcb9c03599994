command-redpacket = 发红包：<code>/redpacket 100 5 恭喜发财</code>
command-verify = 核对一个红包的抽签：<code>/verify 12</code>
command-fairness = 本群红包抽得公不公平
command-greeting = 定时红包：<code>/greeting 09:00 100 10 早安</code>

feature-packet = 红包
set-packet-enabled = 是否可以发红包
set-packet-daily = 每人每天最多发多少分的红包
set-packet-daily_count = 每人每天最多发几个红包
set-packet-expires = 红包多久过期，过期后余额退回
set-packet-min_stay = 入群多久以后才能领红包

reason-packet = 发红包
reason-claim = 领红包
reason-refund = 红包退回
privacy-matter-packets = 你发过的红包、发给谁、领过谁的红包、领了多少、什么时候；定时红包是谁设的。
privacy-stays-packets = 还没结束的红包里领到的份数（结束后清除）：{ $n }
page-due-packet-expire = 红包过期
page-due-packet-show = 更新红包消息
page-due-packet-greet = 发定时红包

packet-button = 🧧 开红包
packet-wish = 恭喜发财，大吉大利
packet-head = 🧧 <b>{ $name }</b> 的红包
packet-head-greeting = 🧧 <b>群公库</b>的红包
packet-head-toll = 📣 广告红包
packet-says = 「{ $wish }」
packet-is-lucky = 拼手气红包：{ $total } 分，{ $shares } 份
packet-is-equal = 普通红包：{ $total } 分，{ $shares } 份，每份 { $each } 分
packet-is-one = 红包：{ $total } 分，1 份
packet-for = 🎯 只给 { $names }
packet-for-word = 🔑 发出口令领取：<code>{ $word }</code>
packet-for-checked = ✅ 今天签到过的人可领
packet-share = { $place }. { $name } · { $amount } · ⏱ { $took }
packet-share-best = 👑 { $place }. { $name } · { $amount } · ⏱ { $took }
packet-took-s = { $n } 秒
packet-took-m = { $n } 分钟
packet-took-h = { $n } 小时
packet-took-d = { $n } 天
packet-open =
    已领 { $taken }/{ $shares }，剩 { $rest } 分
    ⏳ { $until } 过期
packet-empty = 🎉 领完了，⏱ 用时 { $took }
packet-expired =
    ⌛ 已过期，领了 { $taken }/{ $shares }。
    余额 { $rest } 分已退回。
packet-promise =
    承诺 <code>{ $promise }</code>
    核对：{ $check }
packet-seed =
    承诺 <code>{ $promise }</code>
    种子 <code>{ $seed }</code>
    核对：{ $check }

packet-done = 🧧 恭喜，你领到 { $amount } 分！
packet-before = 你已经领过了：{ $amount } 分
packet-over-empty = 手慢了，红包派完了
packet-over-expired = 已过期，余额已退回
packet-type-word = 在群里发出口令「{ $word }」就能领。
packet-not-guest = 这个红包是给别人的。
packet-not-bot = 红包只给真人领。
packet-not-left = 只有本群成员能领。
packet-not-muted = 禁言期间不能领红包。
packet-not-new = 你刚入群，{ $wait }后再来领。
packet-not-unchecked = 今天签到过的人才能领，请先签到。
packet-not-unknown = Telegram 没有告诉我你是不是群成员，请稍后再试。
packet-lost = 你的红包没能发到群里，{ $total } 分已退回。

packet-ask-usage =
    <code>/redpacket 总分 份数 [祝福语]</code>
    祝福语前面可以加：<code>equal</code>（每份一样多）、<code>to @某人</code>、<code>word 芝麻开门</code>（口令）、<code>for checked-in</code>（今天签到过的人）、<code>expires 2h</code>（过期时间）
    例如：<code>/redpacket 100 5 恭喜发财</code>
    也可以直接说：发红包 100 5 恭喜发财
packet-ask-total = 总分要写整数，例如 <code>/redpacket 100 5</code>
packet-ask-shares = 份数是 1 到 100，例如 <code>/redpacket 100 5</code>
packet-ask-expires = 红包可以开放 10 秒到 7 天：<code>expires 2h</code>
packet-ask-word = <code>word</code> 后面写口令，最多 32 个字：<code>word 芝麻开门</code>。口令里有空格就加引号。
packet-ask-person = 红包要由个人来发，频道不能发。
packet-ask-one = 专属红包只有 1 份。
packet-ask-few = { $total } 分不够分成 { $shares } 份：每份至少 1 分。
packet-ask-divide = { $total } 分不能平分成 { $shares } 份，最接近的总分：{ $near }
packet-ask-checkin = 本群没有签到，不能发签到红包。
packet-ask-self = 不能给自己发专属红包。
packet-ask-outside = { $name } 好像不是本群成员。
packet-ask-often = 你今天已经发了 { $most } 个红包，到上限了。
packet-ask-much = 每人每天最多发 { $most } 分的红包，你今天还能发 { $left } 分。
packet-ask-short = 你只有 { $balance } 分，不够发这个红包。没有扣分。

packet-mode-lucky = 拼手气
packet-mode-equal = 普通

packet-verify-usage = 核对哪个红包？例如：<code>/verify 12</code>
packet-verify-none = 这里没有编号 { $number } 的红包。
packet-verify-open =
    红包 { $number } 还没结束。
    承诺 <code>{ $promise }</code>
    种子在红包结束时公布，那时再用这个命令就能重抽一遍。
packet-verify-agrees =
    ✅ 红包 { $number }：全部相符
    { $total } 分，{ $shares } 份，{ $mode }
packet-verify-wrong =
    ❌ 红包 { $number }：不相符
    { $total } 分，{ $shares } 份，{ $mode }
packet-verify-share = { $place }. { $amount } ✓ { $name }
packet-verify-left = { $place }. { $amount }，没人领
packet-verify-differs = { $place }. { $amount } ✗ { $name } 领了 { $got }
packet-verify-best = 👑 第 { $place } 份
packet-verify-proof =
    种子 <code>{ $seed }</code>
    承诺 { $kept } <code>{ $promise }</code>
    = SHA-256（种子 ‖ { $formula }）
    自己算一遍：docs/fairness.md

packet-fair-head = ⚖️ 本群已结束的拼手气红包：{ $n } 个
packet-fair-sizes = 每个红包的第一份（{ $n } 个）按大小分四档，机会均等：
packet-fair-sizes-a = 最小：{ $seen }，应约 { $expected }
packet-fair-sizes-b = 较小：{ $seen }，应约 { $expected }
packet-fair-sizes-c = 较大：{ $seen }，应约 { $expected }
packet-fair-sizes-d = 最大：{ $seen }，应约 { $expected }
packet-fair-places = 领完的红包（{ $n } 个）里，手气最佳的人来得早还是晚：
packet-fair-places-a = 早：{ $seen }，应约 { $expected }
packet-fair-places-b = 中：{ $seen }，应约 { $expected }
packet-fair-places-c = 晚：{ $seen }，应约 { $expected }
packet-fair-few = 数据还不够，下不了结论：每档至少要应有 { $least } 个。
packet-fair-usual = 正常：全凭运气，100 个群里也有 { $n } 个差得这么多或更多（χ² = { $statistic }）。
packet-fair-odd = 差得有点多：全凭运气，100 个群里有 { $n } 个会这样（χ² = { $statistic }）。这也会发生，过些时候再看。
packet-fair-rare = 差得很多：全凭运气，100 个群里最多 { $n } 个会这样（χ² = { $statistic }）。请用 /verify 逐个核对。

packet-greet-list = 群公库的定时红包（{ $zone }）：
packet-greet-none = 还没有定时红包。
packet-greet-line = { $number }. { $day } { $time }：{ $total } 分 { $shares } 份，「{ $wish }」
packet-greet-usage =
    添加：<code>/greeting 09:00 100 10 早安</code>
    指定日子：<code>周一，周五 09:00 …</code>、<code>工作日 09:00 …</code>、<code>12-31 20:00 …</code>、<code>2027-02-06 20:00 …</code>
    取消：<code>/greeting remove 3</code>
packet-greet-past = 这个时间已经过去了。
packet-greet-many = 一个群最多 { $most } 个定时红包。
packet-greet-added = ✅ 定时红包 { $number } 已设好，第一次在 { $first }。
packet-greet-removed = ✅ 定时红包 { $number } 已取消。
packet-greet-unknown = 没有这个定时红包。<code>/greeting</code> 可以查看。
packet-day-daily = 每天
packet-day-mon = 周一
packet-day-tue = 周二
packet-day-wed = 周三
packet-day-thu = 周四
packet-day-fri = 周五
packet-day-sat = 周六
packet-day-sun = 周日
