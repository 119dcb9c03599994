command-helper = 任命协管：<code>/helper add @eve 删除 警告</code>、<code>/helper remove @eve</code>

feature-helper = 协管
right-can_promote_members = 任命管理员

power-delete = 删除
power-mute = 禁言
power-reports = 举报
power-warn = 警告

helper-usage = 还没有协管，或没看懂要任命谁：<code>/helper add @eve 删除 警告</code>、<code>/helper remove @eve</code>。协管可以：{ $powers }，禁言最多一天。
helper-powers = 协管可以做什么？{ $powers }
helper-not = 管理员、频道和机器人不能当协管。
helper-added = ✅ { $name } 成为协管，可以：{ $powers }。
helper-removed = ✅ { $name } 不再是协管。
helper-list = 协管：
helper-line = { $name }：{ $powers }
