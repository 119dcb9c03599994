command-rules = 现在生效的规则
command-setrules = 用自己的话写群规：<code>/setrules 请友善交流。</code>

feature-rules = 群规
set-rules-text = 显示在生效规则前面的话

rules-title = <b>群规</b>
rules-none = 没有启用任何规则。
rules-ask = 为什么处理我？
rules-not-there = 只有那个群的成员才能查看这些群规。
