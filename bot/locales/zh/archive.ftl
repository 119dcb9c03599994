feature-archive = 聊天记录
set-archive-keep = 群里的发言保存多久：时长、<code>forever</code>（一直保存）或 <code>off</code>（不保存）
archive-for = 群里的发言保存 { $term }，成员可以用 /climb 查找。
archive-forever = 群里的发言一直保存，成员可以用 /climb 查找。
archive-off = 群里的发言不保存。
archive-longer = 🗄 从现在起：{ $how }要删自己的发言，发 /forgetme；全群都不保存，发 <code>/set archive.keep off</code>。
privacy-matter-climbs = 你用 /climb 查过什么，翻页时要用。
