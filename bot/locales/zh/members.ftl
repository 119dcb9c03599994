command-members = 我认识多少成员；<code>/members inactive 30d</code> 看谁一直没发言，并可踢出

feature-members = 成员
rule-inactive = 长期没发言

members-usage = 单发 <code>/members</code>：我认识多少成员。<code>/members inactive 30d</code>：谁 30 天没发言。<code>/members inactive 30d 5</code>：其中总共发言不到 5 条的。最短 1 天。
members-known = { $all } 人里见过 { $known } 人。机器人拿不到成员名单：我只认识来了之后发过言、进过群或有变动的人。
members-known-only = 见过 { $known } 人。机器人拿不到成员名单：我只认识来了之后发过言、进过群或有变动的人。
members-none = 我见过的 { $known } 人里，没有谁这么久没发言。
members-silent = 我见过的 { $known } 人里，{ $n } 人没发言（其他人我看不到；管理员、机器人和批准的信任成员不算在内）：
members-line = { $name } · { $day } · { $n } 条
members-never = 从没出现
members-more = ……还有 { $n } 人
members-button = 踢出这 { $n } 人
members-asks = 踢出 { $n } 个成员？以后还能再进群。大约要 { $minutes } 分钟，其间发言的人会留下。
members-busy = 上一次还没踢完。
members-stop = 停止
members-going = 🧹 正在踢出长期没发言的成员：{ $done }/{ $total }
members-over = 🧹 完成：{ $total } 个长期没发言的成员里踢出了 { $done } 个。
members-stopped = 🧹 已停止：踢出了 { $done } 人，共 { $total } 人。
