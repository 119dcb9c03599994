command-del = 删除所回复的消息
command-purge = 从所回复的消息删到这里：<code>/purge</code>；最近几条：<code>/purge 20</code>；某人的：<code>/purge @eve</code>

feature-purge = 清理消息
rule-purge = 清理消息

purge-usage-del = 请回复要删除的那条消息：<code>/del</code>
purge-usage = 请回复要删除的第一条消息，或写明几条、谁的：<code>/purge 20</code>、<code>/purge @eve</code>
purge-asks = 将删除 { $n } 条消息，确定吗？
purge-nothing = 没有我能删除的消息：Telegram 只允许删除 48 小时以内的。
purge-many = { $n } 条消息
purge-done = 🧹 已删除 { $n } 条消息。
purge-done-most = 🧹 已删除最近的 { $n } 条消息，可能还有更早的。
