feature-tidy = 清理消息
set-tidy-enabled = 我是否清理自己留下的消息
set-tidy-commands = 确认、报错和命令本身保留多久
set-tidy-notices = 处罚通知保留多久
set-tidy-joins = 是否删除进群、退群提示
