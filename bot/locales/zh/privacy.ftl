command-privacy = 存了大家的哪些数据、为什么、存多久
command-mydata = 关于你的全部数据，一个文件
command-forgetme = 删除存储的关于你的数据

privacy-title = <b>我存储的个人数据</b>
privacy-matter-appeals = 申诉以及由谁决定，好对每个人公平。
privacy-matter-audit = 管理员做过的决定，方便查阅。
privacy-matter-cards = 哪里给管理员看过处理记录，好及时更新。
privacy-matter-cases = 处理记录：谁、哪条规则、依据、到什么时候；还有有效的违规。
privacy-matter-chat = 和你有私聊：编号和语言，好回复你。
privacy-matter-letters = 等你打开私聊时给你的话。
privacy-matter-members = 你在哪些群、什么时候进群、发言多少、谁批准过你、能协助什么：信任靠这些。
privacy-matter-messages = 群里的发言，用来认出相册，以及发广告的人之前发过什么。
privacy-matter-names = 最近见到的名字和用户名，好知道说的是谁。
privacy-matter-reports = 你的举报，以及能不能举报。
privacy-matter-work = 我手头的事：等着处理的更新、路上的消息、到期的事。
# term 是 term-… 之一。
privacy-kept-for = 保存 { $term }。
privacy-kept-usually = 一般保存 { $term }，各群可以另定。
privacy-kept-until = 保存到不再需要，或你删除为止。
privacy-ways = <code>/mydata</code> 给你一个完整的文件，<code>/forgetme</code> 全部删除；都在私聊里。
privacy-in-private = 这件事在私聊里办。
privacy-lately = 10 分钟内已经给过你文件了。
privacy-gathering = 正在整理，文件马上就来。
privacy-file = 关于你的全部数据，按表排列。

privacy-asks =
    删除我存储的关于你的数据吗？凡是我见过你的群，都会删掉你的发言、名字、计数、信任、协管权限、留言、举报，还有你的申诉和处理记录里的文字。
    会留下：还有效的处罚和没结束的处理记录（编号、规则、期限），以及你在哪个群里。积分作废，账本里的记录留着，但不再有你的名字。删除后无法恢复。
privacy-erasing = 正在逐个群删除。完成后告诉你。
privacy-kept-all = 什么都没有删除。
privacy-erased = ✅ 完成。我最近发给任何人的话、路上的更新，48 小时内也会消失。
privacy-stays = 在 { $group } 里还留着：
privacy-case = • 处理记录 #{ $number }（{ $rule }）：永久
privacy-case-open = • 处理记录 #{ $number }（{ $rule }）：到有结果为止
privacy-case-until = • 处理记录 #{ $number }（{ $rule }）：到 { $day }
privacy-stays-audit = 操作日志 { $n } 条，只有你的编号，随处理记录一起留着
privacy-stays-blocks = 你不能再举报
privacy-stays-decisions = 你对别人的决定 { $n } 条，到那些处理记录结束为止
privacy-stays-juries = 你作为评审的申诉 { $n } 件，到有结果为止
privacy-stays-members = 你是成员或已被封禁，只有编号：按新人算
privacy-stays-reports = 你的举报 { $n } 条，不含名字和文字，到有结果为止
privacy-stays-chat = 这个私聊的编号会留下，你还可以再发消息给我。
