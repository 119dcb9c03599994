feature-speechpoints = 发言积分
set-points-speech = 一条 5 个字以上的消息得几分，每分钟最多一条；每天 20 条后减半，40 条后没有；0 为不给
rules-speechpoints = 一条至少 { $least } 个字的消息得 { $n } 分，每分钟最多一条；每天 { $half } 条后减半，{ $most } 条后没有。
reason-speech = 发言
reason-speech-back = 消息被删除
