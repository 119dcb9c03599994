command-settings = 用按钮设置
command-setup = 套用方案，一次设好：<code>/setup fans</code>
command-set = 查看和修改设置：<code>/set ads.level strict</code>
command-reset = 恢复默认设置：<code>/reset ads.level</code>
command-config = 列出改过的设置
command-viewconfig = 把改过的设置导出成文本，或成文件：<code>/viewconfig file</code>
command-setconfig = 套用 /viewconfig 导出的文本或文件

setting-anonymous = 请不要匿名发送：我得确认你也是那边的管理员。
setting-elsewhere = 我不在 { $chat } 里。请先把我加进去（频道里要设为管理员）。
setting-foreign = 你不是 { $chat } 的管理员，设置没有改动。
setting-unknown = 没有 { $key } 这项设置。
# Follows setting-unknown.
setting-near = 你要找的是 { $key } 吗？
setting-wrong = { $key }：不能这样填。可以填：<code>{ $allowed }</code>
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
setting-copy-usage = 请把 /viewconfig 的内容写在命令下面，或者用这个命令回复那条消息。
setting-no-colon = 这一行没有冒号：<code>{ $line }</code>
setting-alone = { $key }：需要另一个群确认，请用 /set 单独设置。
setting-nothing = 设置没有改变。
setting-more = ……还有 { $count } 项

# 跟在 /set KEY 的回答后面。
setting-about =
    { $help }
    可用：<code>{ $allowed }</code>
    默认：<code>{ $default }</code>

feature-words = 口令词
panel-link = 用按钮设置本群：
panel-which = 设置哪个群？
panel-none = 我没见过你管理的群。请在群里发 /settings，或先把我拉进群。
panel-not-there = 你改不了那个群的设置：你需要在那里有「修改群信息」权限，我也得在群里。
panel-group =
    ⚙️ <b>{ $group }</b>
    { $language } · { $zone }（{ $time }）
panel-presets = 方案
panel-file = 导出文件
panel-groups = 其他群
panel-line =
    <code>{ $key }</code> = <code>{ $value }</code>
    { $help }
panel-setting =
    <b>{ $key }</b>
    { $help }

    当前：<code>{ $value }</code>
    默认：<code>{ $default }</code>
    可用：<code>{ $allowed }</code>
panel-type = ✏️ 手动输入
panel-reset = ↺ 恢复默认
panel-ask = 请发送 { $key } 的新值。可用：<code>{ $allowed }</code>

option-on = 开
option-off = 关
option-kick = 踢出
option-ban = 封禁
option-mute = 禁言
option-delete = 删除
option-report = 报告管理员
option-soft = 宽松
option-standard = 标准
option-strict = 严格
option-warn = 警告
option-strike = 记违规
option-remind = 提醒
option-profile = 显示名称
option-card = 群名片
option-free = 不限制
option-optional = 可有可无
option-required = 必须有
option-phone = 手机号
option-decline = 拒绝
option-button = 按钮
option-math = 算式
option-image = 图片
option-emoji = 表情
option-text = 文字
option-text-only = 只能发文字

setup-link = 一步步设置本群：
setup-unknown = 可选的方案有 { $known }。
setup-begin = <b>开始设置</b>
setup-keys = 按五把钥匙逐项设置 »
setup-step =
    { $key }（{ $number }/{ $count }）
    这把钥匙包括以下功能（✅ 为已开启）：
setup-next = 下一步 »
setup-done = 完成
preset-open = <b>open</b>：开放群。谁都能来，广告清走，随便聊。
preset-learning = <b>learning</b>：学习群、付费课程群。对广告严格。
preset-fans = <b>fans</b>：粉丝群，人多而公开。对广告最严格。
preset-circle = <b>circle</b>：150 人以内的熟人圈子。机器不踢出任何人。
preset-button-open = 开放群
preset-button-learning = 学习群
preset-button-fans = 粉丝群
preset-button-circle = 熟人圈
preset-large = ⚠️ 我来的时候，本群有 { $size } 人。
preset-same = 没有什么要改的。
preset-would = 会这样改：
preset-change = • { $key }：<code>{ $before }</code> → <code>{ $after }</code>
preset-used = ✅ 设好了。不合适的地方随时可以改。

file-caption = 全部设置。在本群或另一个群里用 /setconfig 回复这个文件，就能套用。
file-used = ✅ 已套用文件里的设置。
file-large = 文件太大：最多 { $most } kB。
file-text = 这不是文本文件。
file-lost = Telegram 没有把文件给我，请再试一次。
