command-filter = 设置关键词回复：<code>/filter 你好 欢迎</code>、<code>/filter "good morning" …</code>、<code>/filter （你好，您好） …</code>，也可以回复一张图片
command-stop = 取消关键词回复：<code>/stop 你好</code>
command-filters = 有哪些关键词回复

feature-filters = 关键词回复
set-filters-enabled = 是否启用关键词回复

filter-usage =
    写明关键词和回复：<code>/filter 你好 欢迎来到本群</code>
    词组：<code>/filter "good morning" 早安</code>；一次最多 20 个词：<code>/filter （你好，您好） 欢迎</code>
    也可以回复一条消息、图片或其他内容：<code>/filter 你好</code>
filter-long = 关键词最多 { $most } 个字符。
filter-many = 已经有 { $most } 个关键词，不能再加了。可以用 /stop 取消一些。
filter-set = ✅ 会回复这些关键词：{ $words }
filter-stop-usage = 取消哪个关键词？例如 <code>/stop 你好</code>
filter-stopped = ✅ 不再回复：{ $words }
filter-none-such = 没有这个关键词：{ $words }。发 /filters 查看。
filter-none = 还没有关键词回复：<code>/filter 你好 欢迎</code>
filter-line = • { $word }
