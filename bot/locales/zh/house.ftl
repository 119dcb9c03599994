# What the core itself says, and words that every feature uses.

right-missing = 此操作需要「{ $right }」权限。
right-can_delete_messages = 删除消息
right-can_restrict_members = 封禁用户
right-can_change_info = 修改群信息

place-group = 请在群里使用。
place-private = 请私聊我使用。

button-stale = 这个按钮已失效。

person-unknown = 我在这里没见过 { $name }。

# Lengths of time; n is a number.
term-s = { $n } 秒
term-m = { $n } 分钟
term-h = { $n } 小时
term-d = { $n } 天
