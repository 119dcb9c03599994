command-stair = 给所回复的消息编楼号：<code>/stair 标题</code>；分享前后：<code>/stair open 标题</code>、<code>/stair close</code>；改名、删除：<code>/stair rename 楼号 标题</code>、<code>/stair remove 楼号</code>
command-stairs = 本群的楼号；也可以找：<code>/stairs 接龙</code>

feature-stairs = 楼号
set-stairs-enabled = 是否使用楼号
set-stairs-prefix = 楼号的前缀，也就是 # 后面的字
set-stairs-pin = 是否置顶带楼号的消息（开着的楼到封楼为止）
power-stairs = 楼号
privacy-matter-stairs = 谁编的楼号。
page-due-stairs-down = 取消置顶更多楼号
page-due-stairs-asked = 有人在私聊里查楼号

stair-prefix-wrong = 前缀只能用文字和数字，最后一个字不能是数字，最多 { $most } 个字，因为它要连着日期做成话题标签。
stair-usage =
    编楼号要回复一条消息：
    <code>/stair 如何组织接龙</code>
    分享开始和结束：
    <code>/stair open 标题</code>
    <code>/stair close</code>
    改名、删除：
    <code>/stair rename 楼号 标题</code>
    <code>/stair remove 楼号</code>
stair-open-usage = 开楼要有标题，例如：<code>/stair open 如何组织接龙</code>
stair-rename-usage = 改哪个楼号、改成什么？例如：<code>/stair rename 20170201201 新标题</code>，或回复带楼号的消息：<code>/stair rename 新标题</code>
stair-remove-usage = 删除哪个楼号？例如：<code>/stair remove 20170201201</code>、今天的第三个 <code>/stair remove 3</code>，或回复带楼号的消息。
stair-none = 本群没有楼号 { $text }。/stairs 可以看全部楼号。
stair-nowhere = 没有找到楼号 { $text }。在群里发 /stairs 可以看全部楼号。
stair-from = 来自 { $group }：
stair-none-open = 现在没有开着的楼。开楼：<code>/stair open 标题</code>；也可以写明楼号：<code>/stair close 20170201201</code>
stair-closed-before = { $tag } 已经封楼了。
stair-several = 是哪一个？ { $tags }
stair-taken = 这个楼号已经用过了：
stair-full = 今天的楼号已经用完了。
stair-removed = ✅ 楼号 { $digits }（{ $title }）已删除。
stair-renamed = ✅ { $tag } 现在叫：{ $title }
stair-untitled = （无文字）
stair-nopin = 📌 楼号已经编好，只是我不能置顶。请给我置顶消息的权限：群资料 → 管理员 → 我 → 置顶消息。不想置顶楼号：<code>/set stairs.pin off</code>

# title 是标题，tags 是两个话题标签。
stair-post =
    📌 { $title }
    { $tags }
stair-post-bare = 📌 { $tags }
stair-post-open =
    🎙 开楼：{ $title }
    { $tags }
stair-post-open-bare = 🎙 开楼 { $tags }
stair-post-closed =
    🏁 已封楼：{ $title }
    { $tags }
stair-post-closed-bare = 🏁 已封楼 { $tags }
stair-post-gone = 这个楼号已删除。

# title 可能是链接。
stair-line = { $tag } { $title }
stair-line-open = { $tag } 🎙 { $title }
stairs-head = 📖 楼号（{ $n }） { $tags }
stairs-empty = 本群还没有楼号。管理员回复一条消息：<code>/stair 标题</code>
stairs-none = 没有找到这样的楼号。/stairs 可以看全部楼号。

stair-index = 📖 <b>楼号索引 · { $month }</b> { $tags }
stair-index-part = { $head }（第 { $n } 页）
stair-index-empty = 这里没有楼号了。
stair-index-nolink = 点标签就能找到那条消息。
stair-index-earlier = 以前：{ $links }

stair-card =
    📌 <b>{ $title }</b>
    { $tags }
stair-card-by = { $name } · { $when }
stair-card-said = 「{ $text }」
stair-card-open = 🎙 还没封楼。
stair-card-closed = 🏁 已封楼。
stair-card-gone = 原消息已被删除。
stair-nolink = 普通群没有消息链接：点一下 { $tag }，就会列出带这个标签的消息。升级为超级群后，新的楼号就有链接。
stair-nolink-old = 这条消息在本群升级为超级群之前，没有链接：点一下 { $tag }，就会列出带这个标签的消息。
stair-to-begin = ⬆️ 开头
stair-to-end = ⬇️ 结尾
stair-to-post = 📌 楼号
stair-to-card = 🏁 小结

stair-closed =
    🏁 <b>{ $title }</b>
    { $tags }
stair-closed-times =
    🕗 { $began } – { $ended }
    ⏱ { $span }
stair-closed-said = 👥 { $people } 人发言，{ $n } 条消息
stair-closed-silent = 没有人发言。
stair-closed-more = 只统计了前 { $n } 条消息。
stair-with-pictures = 🖼 图片 { $n }
stair-with-files = 📎 文件 { $n }
stair-with-voices = 🎤 语音 { $n }
stair-with-links = 🔗 链接 { $n }
stair-most-answered = <b>回复最多</b>
stair-most-liked = <b>点赞最多</b>
stair-best = { $name }：{ $text }
stair-best-line = { $n } × { $said }
