command-nightmode = 夜间只有管理员能发言：<code>/nightmode 23:00-07:00</code>、<code>/nightmode off</code>

feature-nightmode = 夜间模式
set-nightmode-enabled = 夜里是否休息
set-nightmode-hours = 从几点到几点，按本群的时区
rules-nightmode = { $begin } 到 { $end } 只有管理员能发言。

nightmode-on = 🌙 夜间是 { $begin } 到 { $end }（{ $zone }）。
nightmode-off = 夜间模式没有开启：<code>/nightmode 23:00-07:00</code>
nightmode-usage = 从几点到几点？<code>/nightmode 23:00-07:00</code>，或 <code>/nightmode off</code>
nightmode-begins = 🌙 晚安！{ $until } 以后大家可以发言。
