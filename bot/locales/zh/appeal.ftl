command-appeal = 对处理记录提出申诉：<code>/appeal 12 理由</code>
command-uphold = 裁决申诉，处理记录维持：<code>/uphold 12 理由</code>
command-reverse = 裁决申诉，处理记录改判：<code>/reverse 12 理由</code>

feature-appeal = 申诉
set-appeal-jury = 随机抽取多少位信任成员裁决申诉；0 表示由管理员裁决
set-appeal-within = 申诉最迟多久裁决，过后提醒管理员

rules-appeal = 对任何处理不服，都可以私聊我申诉：管理员会重新查看，争取 { $within }内答复。
rules-appeal-jury = 对任何处理不服，都可以私聊我申诉：随机抽取的 { $n } 位信任成员会重新查看，{ $within }内答复。

appeal-usage = 对哪条处理记录不服、为什么？写在一条消息里：<code>申诉 { $number } 理由</code>
appeal-none = 你没有可以申诉的处理记录。
appeal-ask = #{ $number }：请用一条消息写明为什么不服。
appeal-long = 申诉最多 { $n } 个字。这次没有提交。
appeal-no-unknown = 你没有处理记录 #{ $number }。
appeal-no-over = #{ $number } 已经没有什么可申诉的了。
appeal-no-before = 你已对 #{ $number } 申诉过：每条处理记录只能申诉一次。
appeal-no-limit = 今天申诉次数已满，请明天再来。
appeal-taken = ⚖️ 已收到你对 #{ $number } 的申诉，争取在 { $until } 前答复你。
appeal-upheld = ⚖️ { $group }：你对 #{ $number } 的申诉已裁决，处理记录维持。
appeal-reversed = ⚖️ { $group }：你对 #{ $number } 的申诉已裁决，处理记录改判。
appeal-button-case = #{ $number } · { $act }

appeal-card = ⚖️ <b>对 #{ $number } 的申诉</b> · { $group }
appeal-what = 某人：{ $act }
appeal-rule = 规则：{ $rule }
appeal-text = <blockquote>{ $text }</blockquote>
appeal-says = 申诉理由：
appeal-until = 请在 { $until } 前裁决。
appeal-late = ⏰ 还在等你们裁决。{ $until } 我会再提醒。
appeal-how = 附理由：/uphold { $number } …，/reverse { $number } …
appeal-jury = 由随机抽取的 { $n } 位信任成员裁决，截止 { $until }。
appeal-commitment = 种子的 SHA-256：<code>{ $hash }</code>
appeal-seed = 抽取用的种子：<code>{ $seed }</code>
appeal-no-jury = 抽取的成员没有得出结果。
appeal-by-jury = 抽取的成员
appeal-decided = → { $state }（{ $who }）
appeal-votes = 票数（按资历加权）：维持 { $uphold }，改判 { $reverse }
appeal-untold = ⚠️ 我无法私聊当事人，他还不知道结果。
# For the group.
appeal-line = ⚖️ #{ $number } { $admins }：有一条申诉等你们裁决。
appeal-closed = ⚖️ 对 #{ $number } 的申诉 → { $state }
appeal-state-upheld = 维持
appeal-state-reversed = 改判

appeal-button-uphold = 维持
appeal-button-reverse = 改判
appeal-button-uphold-why = 维持并说明
appeal-button-reverse-why = 改判并说明
appeal-why-uphold = #{ $number } 维持。理由是什么？请发一条消息。
appeal-why-reverse = #{ $number } 改判。理由是什么？请发一条消息。
appeal-usage-decide = 哪一条申诉、什么理由？<code>/{ $name } 12 理由</code>

jury-card = ⚖️ { $group } 有一条申诉（#{ $number }），你被抽中参与裁决，共 { $n } 人。没有人会知道你怎么投。
jury-until = 请在 { $until } 前投票。
jury-voted-uphold = 谢谢。#{ $number } 你投了维持。
jury-voted-reverse = 谢谢。#{ $number } 你投了改判。
jury-late = 已经有结果了，或者你已投过票。
