command-welcome = 欢迎语：<code>/welcome on</code>、<code>/welcome off</code>、<code>/welcome noformat</code>
command-setwelcome = 设置欢迎语：<code>/setwelcome 你好，{ "{" }mention{ "}" }！</code>
command-setgoodbye = 设置告别语：<code>/setgoodbye 再见，{ "{" }first{ "}" }！</code>

feature-greeting = 欢迎与告别
set-welcome-enabled = 是否欢迎进群的人；紧接着进群的人一起欢迎
set-welcome-buttons = 欢迎语下面要不要有群规、自我介绍、群名片的按钮
set-welcome-text = 欢迎语；没有设置就用通用的
set-goodbye-text = 告别语；没有设置就不说

welcome-usual = 👋 欢迎 { $mention } 加入 { $group }！
welcome-on = ✅ 已开启：新人进群时会发欢迎语。
welcome-off = ✅ 已关闭：新人进群时不发欢迎语。
welcome-is-on = <b>欢迎语已开启：</b>
welcome-is-off = <b>欢迎语没有开启</b>（<code>/welcome on</code>）。内容是：
welcome-usage = <code>/welcome on</code>、<code>/welcome off</code>，或 <code>/welcome noformat</code> 查看原文；用 <code>/setwelcome</code> 修改。

welcome-buddy = 🤝 引路人 { $buddy }：有什么都可以问。
welcome-buddies = 🤝 { $buddy } 是 { $people } 的引路人：有什么都可以问。

command-buddy = 轮流带新人的引路人：<code>/buddy add @用户</code>、<code>/buddy remove @用户</code>
feature-buddy = 引路人
privacy-matter-buddies = 你作为引路人带了谁，或谁是你的引路人。
buddy-none = 还没有引路人。指定轮流带新人的成员：<code>/buddy add @用户</code>
buddy-usage = <code>/buddy add @用户</code>、<code>/buddy remove @用户</code>，或回复对方；<code>/buddy</code> 列出所有引路人。
buddy-added = 🤝 { $name } 当上了引路人。开启欢迎语后，新人会轮流分给各位引路人。
buddy-is-one = { $name } 已经是引路人。
buddy-many = 引路人最多 { $most } 位，请先去掉一位：<code>/buddy remove @用户</code>
buddy-bot = { $name } 是机器人，不能当引路人。
buddy-removed = ✅ { $name } 不再是引路人。
buddy-is-none = { $name } 不是引路人。
buddy-outside = { $name } 不在群里。
buddy-listed = • { $name }：带过 { $n } 人
buddy-listed-gone = • { $name }：带过 { $n } 人，已不在群里
buddy-me = 🤝 你的引路人：<a href="tg://user?id={ $person }">{ $name }</a>
