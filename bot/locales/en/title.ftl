command-title = the tag beside a name: <code>/title @eve Poet</code>

feature-title = tags
right-can_manage_tags = manage member tags

title-usage = Reply to somebody, or name them: <code>/title @eve Poet</code>
title-long = A tag has at most { $most } characters and no emoji.
title-given = ✅ { $name }: { $text }
title-taken = ✅ { $name } has no tag any more.
title-refused = Telegram did not do it: { $said }
