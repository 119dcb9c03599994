command-flood = 限制刷屏：<code>/flood 10</code>、<code>/flood 10 5s</code>、<code>/flood off</code>

feature-flood = 刷屏
set-flood-enabled = 是否限制短时间内的消息条数
set-flood-count = 限定时间内最多发几条
set-flood-window = 统计的时间，相册算一条
set-flood-action = 删了第一条还继续刷屏怎么处理
rules-flood = { $window }内发超过 { $n } 条：超出的第一条删除，还继续的：{ $then }。信任成员除外。
rule-flood = 刷屏
signal-flood = 短时间消息数

flood-off = 没有限制刷屏：<code>/flood 10</code>
flood-usage = 写明条数和时间：<code>/flood 10</code>、<code>/flood 10 5s</code>、<code>/flood off</code>
