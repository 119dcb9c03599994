command-list = 名单：用 <code>/list</code> 回复一个含编号、@用户名或凭证的文件；<code>/list clear</code> 清空

feature-guestlist = 名单
gate-list = 在名单上
gate-name-list = 名单

list-asks = 你的账号不在可入群的名单上。如果你有凭证，请发到这里。
list-not-on = 你的账号不在可入群的名单上。请让群主把你加进去，然后再看一次。
list-asks-empty = 还没有可入群的名单。管理员会知道你在等，请稍后再看。
list-again = 再看一次
list-not-yet = 你不在名单上。
list-unlike = 这不像凭证。
list-wrong = 名单上没有这个凭证，或者已经用过了。
list-lacks = 门槛 <code>list</code> 需要名单：用 <code>/list</code> 回复一个 CSV 或文本文件。在那之前谁都过不了。

list-usage = 用 <code>/list</code> 回复一个 CSV 或文本文件，内含编号、@用户名或一次性凭证，一行或一列一个；单独发 <code>/list</code> 查看名单；<code>/list clear</code> 清空
list-large = 文件太大：最多 { $most } kB。
list-long = 文件太长：最多 { $most } 行。什么都没有录入。
list-full = 名单最多 { $most } 条，没有全部录入。
list-text = 这不是我能读的文本，请存成 UTF-8 的 CSV 或文本文件。什么都没有录入。
list-lost = 没能读到这个文件，请再发一次。
list-took = ✅ 读到：{ $ids } 个编号，{ $names } 个用户名，{ $tokens } 个凭证；其中新增 { $new } 条。
list-unclear = ⚠️ 有 { $n } 行没看懂：{ $lines }
list-holds = 📋 名单上有：{ $ids } 个编号，{ $names } 个用户名，{ $tokens } 个凭证；已用 { $used } 条。
list-empty = 📋 名单是空的。用 <code>/list</code> 回复一个 CSV 或文本文件来录入。
list-clear-asks = 把名单上的 { $n } 条全部清空？
list-cleared = 已清空 { $n } 条。
