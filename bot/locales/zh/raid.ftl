command-antiraid = 防突袭：<code>/antiraid on</code>、<code>/antiraid 20</code>、<code>/antiraid auto</code>

feature-antiraid = 防突袭
set-antiraid-enabled = 短时间内有大量的人进群时，是否提醒
set-antiraid-hold = 这些人是否先不能发言，等管理员看过再说
set-antiraid-joins = 每分钟多少人进群算突袭；auto 按一周内最多的一分钟推算

rules-antiraid = 短时间内有大量的人进群时，他们要等管理员看过才能发言。
rule-raid = 突袭

antiraid-watching = 防突袭已开启；每分钟进群人数上限：{ $joins }。
antiraid-off = 防突袭已关闭：<code>/antiraid on</code>
antiraid-set = ✅ 防突袭：{ $value }
antiraid-usage = <code>/antiraid on</code>、<code>off</code>、<code>auto</code>，或每分钟人数：<code>/antiraid 20</code>

raid-state-on = 🛡 短时间内有 { $n } 人进群。这是突袭吗？
raid-state-held = 🛡 短时间内有 { $n } 人进群。现在进群的人暂时不能发言，最多一天。这是突袭吗？
raid-state-growth = 🌱 短时间内有 { $n } 人进群，欢迎大家。
raid-growth = 这是正常涨粉
raid-sweep = 踢出这批人
raid-state-over = 🛡 恢复平静。刚才短时间内有 { $n } 人进群。
raid-doing = 正在处理。
