feature-repeat = 重复发言
set-repeat-enabled = 是否限制反复发同样的内容
set-repeat-count = 限定时间内同样的内容最多发几次
set-repeat-window = 统计重复发言的时间
set-repeat-action = 重复发言怎么处理
feature-mention = 提及人数
set-mention-enabled = 是否限制一条消息提及的人数
set-mention-most = 一条消息最多提及多少人
set-mention-action = 提及太多人怎么处理
feature-emoji = 表情数量
set-emoji-enabled = 是否限制一条消息里的表情数量
set-emoji-most = 一条消息最多多少个表情
set-emoji-action = 表情太多怎么处理
feature-length = 消息长度
set-length-enabled = 是否限制消息长度
set-length-most = 一条消息最多多少个字符
set-length-least = 一条文字至少多少个字符，0 表示不限
set-length-lines = 一条消息最多多少行，0 表示不限
set-length-action = 太长或太短怎么处理
feature-probation = 新人观察期
set-probation-enabled = 新人是否过一阵子才能发所有内容
set-probation-messages = 发多少条有内容的消息后，新人观察期结束
set-probation-days = 进群多少天后，新人观察期结束，消息数也要达到
set-probation-types = 新人不能发的内容，名称同 <code>/locks</code>
set-probation-action = 新人发了这些内容怎么处理
feature-slow = 慢速发言
set-slow-enabled = 两次发言之间是否要间隔一段时间，可以只在某个话题里用
set-slow-every = 两次发言至少间隔多久
set-slow-action = 间隔不够怎么处理

# /rules 里的说明，then 是下面 speech-then 中的一条。
rules-repeat = { $window }内同样的内容发超过 { $n } 次：{ $then }。
rules-mention = 一条消息提及超过 { $n } 人：{ $then }。
rules-emoji = 一条消息超过 { $n } 个表情：{ $then }。
rules-length = 一条消息超过 { $n } 个字符：{ $then }。
rules-length-lines = 一条消息超过 { $n } 行：{ $then }。
rules-length-least = 一条文字少于 { $n } 个字符：{ $then }。
rules-probation = 新人先发 { $n } 条有内容的消息，才能发 { $names }，否则：{ $then }。
rules-probation-days = 新人进群满 { $n } 天，才能发 { $names }，否则：{ $then }。
rules-slow = 两次发言至少间隔 { $window }，否则：{ $then }。

# 消息和发言人的处理。
speech-then-delete = 删除
speech-then-strike = 删除，记 { $n } 次违规
speech-then-mute = 删除，永久禁言
speech-then-mute-for = 删除，禁言 { $term }
speech-then-kick = 删除，踢出
speech-then-ban = 删除，永久封禁
speech-then-ban-for = 删除，封禁 { $term }

rule-repeat = 重复发言
rule-mention = 提及太多人
rule-emoji = 表情太多
rule-length = 消息长度不合要求
rule-probation = 新人还不能发
rule-slow = 发言太快

signal-repeat = 重复
signal-mention = 提及太多人
signal-emoji = 表情太多
signal-length = 长度
signal-probation = 新人不能发
signal-slow = 间隔不够

# 消息里是什么，规则针对这些内容时使用。
carrier-photo = 图片
carrier-video = 视频
carrier-animation = 动图
carrier-sticker = 贴纸
carrier-voice = 语音
carrier-audio = 音频
carrier-document = 文件
carrier-video_note = 视频消息
carrier-contact = 名片
carrier-poll = 投票
carrier-location = 位置
carrier-dice = 骰子
