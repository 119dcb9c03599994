# 管理员写的文字。名字像广告或没有名字的人，这样称呼。
template-somebody = 一位群友
# 没有指名、面向所有人的时候。
template-everybody = 各位
# 接在几个名字后面。
template-others = 另外 { $n } 人
template-rules = 群规

template-preview = 👁 <b>预览：</b>
template-save = 保存
template-saved = ✅ 已保存。
template-dropped = 没有改动。
template-cleared = ✅ 已清空。

template-usage =
    请把文字写在命令后面，或用命令回复一条文字：<code>/{ $command } 你好，{ "{" }first{ "}" }！</code>
    可用的占位：{ "{first} {last} {name} {mention} {username} {id} {group} {count}" }；{ "{rules}" } 会变成通往群规的按钮。
    按钮：<code>[文字](buttonurl://example.org)</code>，放在同一行：<code>[文字](buttonurl://example.org:same)</code>。清空：<code>/{ $command } off</code>
template-button = 按钮「{ $label }」不行：文字最多 64 个字，地址以 http://、https:// 或 tg:// 开头，最多 20 个按钮。
template-long = 太长了：填入名字后最多 { $most } 个字符。
template-empty = 除了按钮，还要有文字。
template-bare = Telegram 不能给它配文字：请只带名字来回复它。
