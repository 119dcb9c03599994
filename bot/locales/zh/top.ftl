command-top = 排行榜：<code>/top messages week</code>

feature-top = 排行榜
set-top-enabled = 是否有排行榜

board-usage = 看哪个榜、多长时间的？<code>/top { $boards } 周|月|总</code>，例如 <code>/top points 周</code>
board-no-period = { $board } 榜只有：{ $periods }
board-head = 🏆 <b>{ $title }</b> · { $when }
board-when-all = 总榜
board-when-week = 本周
board-when-month = 本月
board-line = { $place } { $name } · { $amount }
board-empty = 还没有人上榜。
board-nameless = 某位成员
board-own = 你：第 { $place } 名，{ $have }
board-own-beyond = 你：名次还很靠后，{ $have }

board-points = 积分榜
board-amount-points = { $n } 分
board-messages = 发言榜
board-amount-messages = { $n } 条
board-invites = 邀请榜（来了并留下的人）
board-amount-invites = { $n } 人
