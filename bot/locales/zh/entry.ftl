command-door = 门槛是什么，来了多少人，停在哪一步
command-waitlist = 谁在门口，谁在候补

feature-entry = 入群门槛
set-entry-enabled = 是否对新人设门槛
set-entry-require = 新人要过的门槛，用 <code>and</code>、<code>or</code> 和括号组合
set-entry-deadline = 整个申请的时限；需要等别人时默认一周
set-entry-retry = 没通过的人多久以后可以再试
set-entry-attempts = 答错几次算不通过
set-entry-on_fail = 没通过的人怎么办：拒绝或请出，或者一段时间内不得入群
set-entry-seats = 最多多少人；0 表示不限。满了就排候补
set-entry-claim = 空出的名额为候补的第一位保留多久
set-entry-until = 最后一天入群的日期

rules-entry = 新人入群须通过：{ $what }。
privacy-matter-door = 入群申请、当时的回答和签署的承诺，好决定能否入群。
privacy-stays-door = 还没有结果的入群申请 { $n } 份
rule-entry = 入群门槛

entry-asks = 新人须通过：{ $what }。
entry-open-door = 大门敞开：新人无须通过任何门槛。
entry-lacks = ⚠️ 为此我需要“{ $right }”权限。
entry-nothing-asked = 无
entry-either = 以下任一：{ $what }
entry-or = 或

demand-unknown = 没有这个门槛：
    <pre>{ $text }
    { $caret }</pre>
demand-gate = 这里应该是一个门槛：
    <pre>{ $text }
    { $caret }</pre>
demand-ends = 末尾缺少一个门槛：
    <pre>{ $text }
    { $caret }</pre>
demand-joint = 这里应该是 <code>and</code> 或 <code>or</code>：
    <pre>{ $text }
    { $caret }</pre>
demand-bracket-open = 这个括号没有关上：
    <pre>{ $text }
    { $caret }</pre>
demand-bracket-more = 这个括号没有打开过：
    <pre>{ $text }
    { $caret }</pre>
demand-deep = 括号套得太深：
    <pre>{ $text }
    { $caret }</pre>
demand-no-number = 这个门槛不带数字：
    <pre>{ $text }
    { $caret }</pre>
demand-count = 这个门槛需要一个数字，例如 <code>&gt;=100</code>：
    <pre>{ $text }
    { $caret }</pre>
demand-span = 这个门槛需要一段时间，例如 <code>&gt;=30d</code>：
    <pre>{ $text }
    { $caret }</pre>
demand-chat = 这里应该是频道或群的名字，例如 <code>@channel</code>：
    <pre>{ $text }
    { $caret }</pre>
demand-sign = 只能用 <code>&gt;=</code>：
    <pre>{ $text }
    { $caret }</pre>
demand-many = 最多 { $most } 个门槛。

entry-card = 🚪 <b>{ $group }</b>
entry-done = ✅ { $gate }
entry-now = ▶️ { $gate }
entry-left = ▫️ { $gate }
entry-not = ✖️ { $gate }
entry-time = ⏳ 还剩 { $left }
entry-go = ▫️ { $gate }
entry-quit = 取消申请
entry-press = 这里要的不是这个，请按按钮。
entry-key-gone = 下面的键不再需要了。
entry-private = 在私聊里答
entry-come = 开始验证
entry-hello = 👋 <a href="tg://user?id={ $person }">{ $name }</a>
entry-somebody = 新朋友
entry-called = 发言之前需要先通过验证，请按下面的按钮。
entry-crowd = 👋 新朋友们：发言之前需要先通过验证，请按下面的按钮。
entry-nothing = 那里已经没有需要你回答的了。

entry-lack = 🚪 <b>{ $group }</b>：有人在门口。{ $what }
entry-lack-line = 🚪 { $admins } 门槛还缺点东西，<code>/set entry.require</code> 会说明缺什么。

entry-in = ✅ 已通过，欢迎加入 <b>{ $group }</b>！
entry-go-in = 进群
entry-out = ❌ 没能加入 <b>{ $group }</b>：{ $why }。
entry-why-gate = { $gate }未通过
entry-why-time = 时间到了
entry-why-soon = 来得太早
entry-why-seat = 没有及时占用名额
entry-retry = { $wait }后可以再试。
entry-retry-now = 现在就可以再试。
entry-withdrawn = 已取消加入 <b>{ $group }</b> 的申请，随时可以重新申请。
entry-over = 加入 <b>{ $group }</b> 的申请已结束。
entry-refused = 门槛都通过了，可是 Telegram 不让我打开 <b>{ $group }</b> 的门，已告知管理员。
entry-trouble = { $name } 已通过全部门槛，但 Telegram 不让我放行：{ $said }
entry-held = ✅ 门槛都通过了。此刻申请的人很多，等平静下来就放你进 <b>{ $group }</b>。
entry-closed = <b>{ $group }</b> 目前不收新人。
entry-wait = <b>{ $group }</b>：{ $wait }后可以再试。
entry-queued = 门槛都通过了。<b>{ $group }</b> 名额已满，你在候补第 { $place } 位，有空位时我会告诉你。
entry-offered = <b>{ $group }</b> 有一个名额给你，请在{ $left }内占用。
entry-take = 占用名额

entry-state-open = 正在过门槛
entry-state-held = 因大批入群暂缓
entry-state-queued = 等候名额
entry-state-offered = 已有名额待领
entry-state-ready = 正在进群

door-asks = 🚪 门槛：{ $what }
door-came = 近 { $days } 天：来了 { $came } 人，通过 { $passed } 人
door-stopped = ✖️ { $why }：{ $n }
door-why-time = 超时
door-why-soon = 来得太早
door-why-seat = 没有占用名额
door-withdrew = ↩️ 自己取消：{ $n }
door-elsewhere = 👤 由别人决定：{ $n }
door-at = ▶️ 停在{ $gate }：{ $n }
door-held = 🛡 因大批入群暂缓：{ $n }
door-queued = 💺 候补：{ $n }
door-offered = 💺 已有名额待领：{ $n }
door-unreached = 🔇 无法私聊：{ $n }

waitlist-line = • { $name }（<code>{ $person }</code>）：{ $state }，已 { $since }
waitlist-nobody = 门口没有人。
