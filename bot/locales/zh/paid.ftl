command-term = 某人的会员期限：<code>/term @用户 730d</code> 增加时长，<code>off</code> 取消期限
command-terms = 我付过什么、到什么时候；管理员：<code>/terms all</code>
command-renew = 续费，延长在群里的期限
command-paysupport = 付款有问题找谁
command-refund = 退还某人最近一笔付款：<code>/refund @用户</code>

feature-paid = 付费入群
set-entry-price = 入群要付多少 Telegram Stars；不设就没有价格
set-entry-term = 付一次管多久
set-entry-grace = 期限到了以后还可以留多久

gate-paid = 用 Telegram Stars 付费
gate-name-paid = 付费
rule-term = 期限已到
rules-paid = 入群要付 { $amount } 个 Telegram Stars，有效期 { $term }。到期后 { $grace }内可以续费，之后会被请出群。

paid-shut = ⚠️ 机器人的运营者没有在本群开通付款。运营者可以在配置的 <code>[payments]</code> 里加上本群的编号：<code>{ $chat }</code>
paid-no-price = ⚠️ 门槛 <code>paid</code> 需要一个价格：<code>/set entry.price 100</code>
paid-receiver = ⭐ Telegram Stars 由机器人的运营者收取。群管理员可以用 <code>/refund</code> 退款；<code>/paysupport</code> 说明找谁。付了款却没能入群的，会退款。
paid-trouble = 有人想付费入群，但现在付不了：

paid-asks =
    请付 { $amount } 个 Telegram Stars，有效期 { $term }：账单就在这个聊天里。
    Stars 由机器人的运营者收取，群管理员可以退款。没能入群的话，会退给你。
paid-not-now = <b>{ $group }</b>目前付不了费，已经告诉管理员了。
paid-pay = 付费入群
paid-sent = 账单在下面。
paid-sent-before = 账单已经在这个聊天里了。
paid-bill-title = 入群费
paid-bill = { $group }：{ $term }。Stars 由机器人的运营者收取，群管理员可以退款。

paid-later = 现在没法决定，你没有付款。请稍后再试。
paid-refused-old = 这张账单已经失效，你没有付款。
paid-refused-foreign = 这是别人的账单，你没有付款。
paid-refused-off = { $group }目前不收费，你没有付款。
paid-refused-changed = 价格或期限变了，请再要一张账单。你没有付款。
paid-refused-over = 这次申请已经结束，你没有付款。
paid-refused-done = 已经不用付款了，你没有付款。
paid-refused-full = { $group }的名额已满，你没有付款。请以后再试。

paid-received = ⭐ 收到 { $amount } 个 Stars。你在<b>{ $group }</b>的期限到 { $day }。
paid-back-declined = ⭐ 你没能加入<b>{ $group }</b>，付的 { $amount } 个 Stars 已经退还。
paid-back-late = ⭐ 你付款时，<b>{ $group }</b>的申请已经结束，{ $amount } 个 Stars 已经退还。
paid-back-admin = ⭐ <b>{ $group }</b>的管理员退还了你 { $amount } 个 Stars，期限相应缩短。
paid-back-unknown = ⭐ 不知道这笔款是为什么付的，{ $amount } 个 Stars 会退还。
paid-back-stuck = ⚠️ <b>{ $group }</b>要退还你 { $amount } 个 Stars，但 Telegram 还没有办到。已经告诉管理员了；<code>/paysupport</code> 说明找谁。

paid-name = <a href="tg://user?id={ $person }">{ $name }</a>
paid-refund-usage = 退谁的款？<code>/refund @用户</code>
paid-refund-none = { $name } 在这里没有可以退的付款。
paid-refunding = ⭐ 退还 { $name } { $amount } 个 Stars，这笔款买的期限也收回。{ $more ->
        [0] 没有其他可以退的付款了。
       *[other] 还有 { $more } 笔可以退。
    }
paid-stuck =
    ⚠️ <b>{ $group }</b>：Telegram 没有把 { $amount } 个 Stars 退给 { $name }（<code>{ $person }</code>）：{ $said }
    请稍后再试：<code>/refund { $person }</code>。一直不行的话，请告诉机器人的运营者。
paid-stuck-line = ⚠️ { $admins }：有一笔款 Telegram 退不了。和我开始私聊就能看到详情。

paid-term-usage = 谁的期限，多久？<code>/term @用户 730d</code>、<code>/term @用户 off</code>
paid-term-set = ✅ { $name } 的期限到 { $day }。
paid-term-off = ✅ { $name } 可以一直留下，没有期限了。
paid-term-none = { $name } 没有期限，可以一直留下。
paid-line = { $name }：到 { $day }
paid-line-over = { $name }：{ $day } 已到期
paid-nobody = 这里没有人有期限。
paid-terms-none = 你没有期限，也没有付过款。
paid-mine = <b>{ $group }</b>：到 { $day }
paid-mine-over = <b>{ $group }</b>：{ $day } 已到期
paid-payment = • { $day }：{ $amount } 个 Stars，{ $term }，{ $state }（<code>{ $charge }</code>）
paid-state-counted = 已计入
paid-state-returning = 正在退还
paid-state-returned = 已退还
paid-state-stuck = 等待退还
paid-support =
    付款的问题，请找你付费的那个群的管理员：他们可以用 <code>/refund</code> 退款。Stars 由机器人的运营者收取。
    在私聊里发 <code>/terms</code> 可以看到你的每笔付款和编号。Telegram 官方客服帮不了这类付款。

paid-renew = ⭐ 续费
paid-renew-here = 请按按钮，账单会发到私聊。
paid-renew-not = <b>{ $group }</b>目前付不了费，请找管理员。
paid-renew-nothing = 你没有可以续的期限。
paid-renew-which = 续哪个群？

paid-ends = ⏳ 你在<b>{ $group }</b>的期限到 { $day }。
paid-over = ⌛ 你在<b>{ $group }</b>的期限 { $day } 已到，还可以再留 { $grace }。
paid-how-renew = 发 <code>/renew</code> 可以续费。
paid-how-ask = 想继续留下，请找管理员。
paid-removed = ⌛ 你在<b>{ $group }</b>的期限已到，已被请出群。这不是封禁，可以再来。
paid-cannot = ⚠️ 有人期限已到，但我不能请他们出群：我需要{ $right }的权限。

paid-preview = ⌛ <b>{ $group }</b>：这 { $n } 个人的期限已到。要请他们出群吗？这里是第一次，以后我就自己办了。
paid-preview-more = … 还有 { $n } 人
paid-preview-remove = 请他们出群
paid-preview-keep = 再留 7 天
paid-preview-line = ⌛ { $admins }：{ $n } 个成员的期限已到。要请他们出群吗？这一次之后我就自己办了。
paid-preview-done = ⌛ 到期的人：已经处理了。
paid-did-remove = { $n } 人会被请出群。
paid-did-keep = { $n } 人再留 7 天。

privacy-matter-payments = 付款记录和有效期，法律和公平都需要。
privacy-stays-payments = 付款记录和有效期 { $n } 条
