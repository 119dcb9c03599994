command-climb = 查找聊天记录：<code>/climb 关键词</code>

feature-climb = 搜索
set-climb-enabled = 成员能不能查找聊天记录

climb-usage =
    想查什么？
    <code>/climb 关键词 「整句」 开头* -不含</code>
    <code>来自：@用户名 日期：2026-11-20 起：7天 止：2026-11 含：图片</code>
    含：图片、文件、链接、语音、视频 · 排序：相关
climb-private = 请先在群里查一次：<code>/climb 关键词</code>。之后就能在这里接着查。
climb-members = 只有群成员才能查找聊天记录。
climb-over = 这次查找已经结束，请重新发：<code>/climb 关键词</code>
climb-found = 🔎 { $words }
climb-found-in = 🔎 { $words } · { $group }
climb-nothing = 🔎 { $words }：没有找到。
climb-hit = { $head }：{ $text }
climb-head = • <a href="{ $link }">{ $when }</a> { $name }
climb-head-plain = • { $when } { $name }
climb-beside = <i>{ $name }：{ $text }</i>
climb-since = { $day }起的记录是完整的。
climb-hole = { $since } 到 { $until } 没有记录。
climb-empty = 还没有保存任何记录。
climb-behind = 还有 { $n } 条没有编入索引，请过一分钟再查。
climb-private-button = 在私聊里看
climb-channel = 频道
climb-kind-photo = ［图片］
climb-kind-video = ［视频］
climb-kind-voice = ［语音］
climb-kind-file = ［文件 { $name }］
climb-unclear-nothing = 没有可查的词。例如：<code>/climb 关键词 来自：@用户名</code>
climb-unclear-long = 太长了：最多 256 个字符、12 个词。
climb-unclear-from = 群里没见过 { $what }。请写 <code>来自：@用户名</code>、数字 ID，或 <code>来自：我</code>
climb-unclear-on = 看不懂日期 { $what }。请写 <code>日期：2026-11-20</code>、<code>日期：11-20</code>、<code>日期：2026-11</code> 或 <code>日期：昨天</code>
climb-unclear-since = 看不懂日期 { $what }。请写 <code>起：2026-11-20</code> 或 <code>起：7天</code>
climb-unclear-until = 看不懂日期 { $what }。请写 <code>止：2026-11-20</code> 或 <code>止：7天</code>
climb-unclear-has = 没有 { $what } 这一类，请写 <code>含：图片</code>、文件、链接、语音或视频
climb-unclear-in = 群里没有楼号 { $what }。
climb-unclear-sort = 请写 <code>排序：时间</code> 或 <code>排序：相关</code>
page-due-climb-page = 查找聊天记录的一页
