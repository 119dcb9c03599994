command-question = 入群问题：<code>/question add 问题 | *对的 | 错的</code>、<code>/question add 问题 = 答案</code>、<code>/question del 1</code>

feature-quiz = 入群问题
set-quiz-count = 每个新人随机答几道题；0 表示全部
gate-quiz = 回答问题
gate-name-quiz = 入群问题

quiz-asks = ❓ { $n }/{ $of }：{ $text }
quiz-write = 请把答案发到这里。
quiz-wrong = 不对。
quiz-done = 已经没有要答的题了。
quiz-go-on = 继续
quiz-lacks = 门槛 <code>quiz</code> 需要问题：<code>/question add 问题 | *对的 | 错的</code>。在那之前所有人都直接通过。

quiz-usage = 选择题：<code>/question add 问题 | *对的 | 错的 | 错的</code>
    问答题：<code>/question add 问题 = 答案 | 另一种答案</code>
    <code>/question</code> 查看全部，<code>/question del 1</code> 删除一道。
quiz-long = 问题最多 { $longest } 个字，答案最多 { $option } 个字。
quiz-many = 一道题最多 { $options } 个答案。
quiz-same = 有两个答案是一样的。
quiz-full = 最多 { $most } 道题。
quiz-added = ✅ 已添加第 { $n } 题。
quiz-removed = ✅ 已删除，还剩 { $n } 题。
quiz-no-such = 没有这个编号的题：/question
quiz-none = 还没有问题：<code>/question add 问题 | *对的 | 错的</code>
quiz-line = { $n }. { $text } { $answers }
quiz-answers = <tg-spoiler>{ $answers }</tg-spoiler>
