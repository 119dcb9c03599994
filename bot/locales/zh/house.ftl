# What the core itself says, and words that every feature uses.

right-missing = 此操作需要「{ $right }」权限。
own-right-missing = 我需要{ $right }的权限才能这样做。
right-admin = 只有管理员可以这样做。
right-can_delete_messages = 删除消息
right-can_restrict_members = 封禁用户
right-can_invite_users = 邀请用户
right-can_change_info = 修改群信息

place-group = 请在群里使用。
place-private = 请私聊我使用。

button-stale = 这个按钮已失效。
button-foreign = 这个按钮是给别人的。
button-back = « 返回
button-confirm = 确认
button-cancel = 取消

# 本语言的自称。
language-name = 中文

# 功能已关闭：一条给能打开它的人，一条给其他人。
feature-off-set = 本群没有开启 { $name }：<code>/set { $key } on</code>
feature-off = 本群没有开启 { $name }。
command-none = 这里没有 { $name } 这个命令。发 /help 查看可用的命令。

# 移到聊天末尾的消息，原处留下的记号。
notice-below = ⬇️

# 给机器人还不能私聊的人。
letter-waits = <a href="tg://user?id={ $person }">{ $name }</a>，有一条消息给你。
letter-open = 打开私聊
letter-none = 这里没有等你看的消息了。

# 给一个人的话，送到看不见那个群的地方。
letter-from =
    <b>{ $group }</b>
    { $text }

who-asks = 你是哪位？这件事要记在你名下。

question-cancelled = 好的，不改了。
question-lapsed = 我不再等回答了。还需要的话请重新打开。

# 给命令换说法的设置。
set-words = 不带斜杠、作用相同的词

person-unknown = 我在这里没见过 { $name }。

# Lengths of time; n is a number.
term-s = { $n } 秒
term-m = { $n } 分钟
term-h = { $n } 小时
term-d = { $n } 天
