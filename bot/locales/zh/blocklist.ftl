command-addblocklist = 添加违禁词，一行一个：<code>/addblocklist 词</code>、<code>*包含*</code>、<code>精确：整句</code>、<code>/正则/</code>、<code>词 {"{"}禁言 1h{"}"}</code>
command-rmblocklist = 删除违禁词：<code>/rmblocklist 词</code>
command-blocklist = 违禁词列表

feature-blocklist = 违禁词
set-blocklist-enabled = 是否删除含违禁词的消息
set-blocklist-words = 违禁词和 /正则/
set-blocklist-action = 说了违禁词怎么处理，单个词另有规定的除外
rules-blocklist = 含违禁词的消息：{ $then }。
rule-blocklist = 违禁词

blocklist-did = ✅ 已添加 { $n } 个，违禁词共 { $total } 个。
blocklist-undid = ✅ 已删除 { $n } 个，还剩 { $total } 个。
blocklist-not = 违禁词里没有这个。
blocklist-none = 还没有违禁词：<code>/addblocklist 词</code>
blocklist-line = <code>{ $entry }</code>
blocklist-more = …… 还有更早的 { $n } 个。
blocklist-usage =
    一行一个：<code>/{ $name } 词</code>
    <code>词</code>——中文出现在任何位置都算，英文要是单独的词
    <code>stem*</code>、<code>*part*</code>——在更长的词里也算
    <code>精确：整句</code>——整条消息就是它才算
    <code>/正则/</code>——正则表达式（RE2）
    <code>词 {"{"}禁言 1h{"}"}</code>——另定处理方式
blocklist-wrong = 这样写不行：{ $reason }
blocklist-look-around = <code>{ $pattern }</code>：正则不能用环视和反向引用，例如：(?=…)、(?!…)、(?&lt;=…)、\1，这类写法可能永远算不完。请拆成两条，或者换个写法。
