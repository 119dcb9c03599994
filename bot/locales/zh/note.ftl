command-save = 保存笔记：<code>/save 常见问题 内容</code>，或回复一条消息
command-get = 查看笔记：<code>/get 常见问题</code>，或直接发 <code>#常见问题</code>
command-notes = 本群的笔记
command-clear = 删除笔记：<code>/clear 常见问题</code>

feature-notes = 笔记
set-notes-enabled = 是否使用笔记

note-usage = 写明名称和内容：<code>/save 常见问题 先看这里……</code>，或用 <code>/save 常见问题</code> 回复一条消息、图片或其他内容。
note-long = 名称最多 { $most } 个字符。
note-many = 已经有 { $most } 条笔记，不能再加了。可以用 /clear 删除一些。
note-saved = ✅ 已保存：发 #{ $name } 就会出现。
note-get-usage = 查看哪一条？例如 <code>/get 常见问题</code>。发 /notes 查看全部。
note-clear-usage = 删除哪一条？例如 <code>/clear 常见问题</code>
note-none-such = 没有名为 { $name } 的笔记。发 /notes 查看全部。
note-cleared = ✅ 已删除笔记 { $name }。
note-none = 还没有笔记。
note-line = • #{ $name }
note-source = <pre>{ $source }</pre>
