command-title = 名字旁边的头衔：<code>/title @eve 诗人</code>

feature-title = 头衔
right-can_manage_tags = 管理成员头衔

title-usage = 请回复对方，或写明是谁：<code>/title @eve 诗人</code>
title-long = 头衔最多 { $most } 个字，不能有表情符号。
title-given = ✅ { $name }：{ $text }
title-taken = ✅ { $name } 不再有头衔。
title-refused = Telegram 没有照办：{ $said }
