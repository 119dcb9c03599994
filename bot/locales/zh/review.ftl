command-admit = 放行或拒绝门口的人：<code>/admit @用户名</code>、<code>/refuse @用户名</code>

feature-review = 人工审核
gate-review = 管理员审核
gate-name-review = 管理员审核
review-asks = 管理员正在看你的申请，有结果我会告诉你。
review-card = 🚪 <b>{ $group }</b>：有人申请入群
review-who = <a href="tg://user?id={ $person }">{ $name }</a> · { $account }
review-bio = “{ $bio }”
review-link = 🔗 { $link }
review-premium = ⭐ Telegram 会员
review-said = 💬 { $gate }：{ $said }
review-before = ⚠️ { $ago }前没有通过
review-admit = 通过
review-refuse = 拒绝
review-ban = 拒绝并封禁
review-line = 🚪 { $admins } <a href="tg://user?id={ $person }">有人</a>申请入群。
review-closed = 🚪 <a href="tg://user?id={ $person }">有人</a>申请入群 { $over }
review-over-passed = → 已放行
review-over-failed = → 已拒绝
review-over-withdrawn = → 已取消
review-over-elsewhere = → 由别人决定
review-did-admit = 已放行。
review-did-refuse = 已拒绝。
review-did-ban = 已拒绝并封禁。
review-which = 门口不止一个人：<code>/{ $name } @用户名</code> 或 <code>/{ $name } 编号</code>，见 /waitlist
review-nobody = 门口没有这个人：/waitlist
review-name = <a href="tg://user?id={ $person }">{ $name }</a>
review-said-admit = ✅ 已放行 { $name }。
review-said-refuse = ❌ 已拒绝 { $name }。
