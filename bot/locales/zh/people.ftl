command-me = 我在本群的信息；私聊里还有自己的违规
command-info = 某人的信息：<code>/info @eve</code>
command-id = 本群、自己和被回复者的编号
command-adminlist = 本群的管理员名单
command-member = 某个成员的全部情况：<code>/member @eve</code>

people-nameless = 我不知道你是谁：请用自己的账号发。
people-nowhere = 我没在任何群里见过你。
people-usage-info = 看谁的信息？回复对方，或发 <code>/info @eve</code>
people-usage-member = 看谁？回复对方，或发 <code>/member @eve</code>、<code>/member 123456789</code>
people-group = 💬 { $group }
people-name = <b>{ $name }</b>
people-number = 编号 <code>{ $person }</code>
people-username = @{ $name }
people-role-owner = 群主
people-role-admin = 管理员
people-role-helper = 协管：{ $powers }
people-role-member = 成员
people-role-gone = 不在群里
people-role-unknown = 进群和退群都没看到过
people-said = 发言 { $messages } 条 · 有内容的发言 { $days } 天
people-joined = { $day } 进群
people-before = 我看得到之前就在群里了
people-seen = 最近一次出现：{ $day }
people-trusted = 信任成员
people-not-trusted = 还不是信任成员
people-approved = 信任成员，由 { $by } 批准
people-strikes = { $n ->
        [0] 没有违规
       *[other] 违规 { $n } 次
    }
people-muted = 永久禁言中
people-muted-until = 禁言至 { $day }
people-banned = 封禁中
people-banned-until = 封禁至 { $day }
people-reports = 被举报 { $against } 次，举报别人 { $by } 次
people-case = #{ $number } { $rule } · { $act } · { $state }
people-button-cases = 处理记录
people-button-approve = 设为信任成员
people-button-unapprove = 取消信任

people-id-chat = 本聊天：<code>{ $number }</code>
people-id-topic = 话题：<code>{ $number }</code>
people-id-own = 你：<code>{ $number }</code>
people-id-theirs = { $name }：<code>{ $number }</code>
people-id-forward = 转发自 { $name }：<code>{ $number }</code>
people-id-hidden = 转发自 { $name }，对方不显示编号

people-admins = { $group } 的管理员：
people-admins-hidden = 另有 { $n } 位匿名管理员
people-admin = { $sign } { $name }
people-admin-title = { $sign } { $name } · { $title }
