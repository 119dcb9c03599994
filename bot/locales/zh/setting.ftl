setting-anonymous = 请不要匿名发送：我得确认你也是那边的管理员。
setting-elsewhere = 我不在 { $chat } 里。请先把我加进去（频道里要设为管理员）。
setting-foreign = 你不是 { $chat } 的管理员，设置没有改动。
setting-unknown = 没有 { $key } 这项设置。
# Follows setting-unknown.
setting-near = 你要找的是 { $key } 吗？
setting-wrong = { $key }：看不懂这个值。可以填：<code>{ $allowed }</code>
setting-reason = ⚠️ { $reason }
setting-changed = ✅ { $key } = <code>{ $value }</code>
setting-is = { $key } = <code>{ $value }</code>
# 跟在 /set、/reset、/config、/viewconfig、/setconfig 的回答后面。
setting-whole = { $key } 只能为全群设置，不能按话题区分。
setting-topic = 请在要设置的话题里写 <code>{ $key }@here</code>。
setting-reset-usage = 要恢复哪一项？例如 <code>/reset ads.level</code>
setting-feature = 没有 { $name } 这个功能。现有：{ $known }
setting-none = 全部都是默认设置。
setting-lines = <pre>{ $lines }</pre>
setting-long = 内容太多，消息放不下。请用 <code>louzhang export</code> 导出为文件。
setting-copy-usage = 请把 /viewconfig 的内容写在命令下面，或者用这个命令回复那条消息。
setting-no-colon = 这一行没有冒号：<code>{ $line }</code>
setting-alone = { $key }：需要另一个群确认，请用 /set 单独设置。
setting-nothing = 设置没有改变。
setting-more = ……还有 { $count } 项
