command-vouch = 为门口的人担保：<code>/vouch @用户名</code>

feature-vouch = 担保
set-vouch-quota = 每个成员每月能担保几个人；0 表示不能。管理员不限
gate-vouch = 成员担保
gate-name-vouch = 担保

vouch-asks = 需要一位群成员为你担保。请把这个链接发给认识你的成员：
    { $link }
vouch-find = 找人担保
vouch-please = 可以为我担保吗？
vouch-link-spent = 你是通过成员的链接来的，但对方本月的担保名额已用完。
vouch-lacks = ⚠️ <code>vouch.quota</code> 为 0 时，只有管理员能为新人担保。

vouch-name = <a href="tg://user?id={ $person }">{ $name }</a>
vouch-shown = 🤝 { $name }（{ $account }）想加入 <b>{ $group }</b>。你认识这个人吗？愿意担保吗？
vouch-press = 担保
vouch-done = 🤝 你已为 { $name } 担保。
vouch-is-in = 🤝 你担保的 <a href="tg://user?id={ $person }">{ $name }</a> 已经进群。
vouch-spent = 你本月的担保名额已用完：每月 { $quota } 个。
vouch-no-over = 这份担保已经不需要了。
vouch-no-own = 这是你自己的链接，请发给一位群成员。
vouch-no-waiting = 你自己还在门口。
vouch-no-stranger = 只有群成员才能担保。
vouch-usage = <code>/vouch @用户名</code> 或 <code>/vouch 编号</code>：门口的人。
vouch-nobody = 门口没有这个人。
