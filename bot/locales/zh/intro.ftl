command-intro = 自我介绍，在私聊里一项一项填；管理员回复介绍：<code>/intro 通过</code>、<code>/intro 退回 理由</code>
command-intros = 看大家的自我介绍；<code>/intros 关键词</code> 搜索，<code>/intros 目录</code> 发一份自动更新的目录

feature-intro = 自我介绍
set-intro-enabled = 是否要求新成员自我介绍
set-intro-within = 新成员多久之内要完成
set-intro-fields = 要介绍哪些项目，每行一项；name, city, job, hobby, age, gender, school, company, skill, wish 中英文都认，也可以用自己的名称
set-intro-min_length = 自我介绍至少多少个字
set-intro-photo = 要不要附照片
set-intro-until_done = 完成之前：不限、只能发文字，或禁言
set-intro-action = 到时间还没介绍：再提醒一次，或踢出
set-intro-reward = 自我介绍通过后奖励多少积分，每人一次
power-intro = 介绍
rule-intro = 没有按时自我介绍
privacy-matter-introductions = 自我介绍，以及要在什么时候之前完成。
privacy-stays-introductions = 还没完成的自我介绍 { $n } 份

rules-intro = 新成员在 { $within }内发 #自我介绍，至少 { $n } 个字。
rules-intro-fields = 自我介绍每行写一项：{ $fields }。
rules-intro-photo = 自我介绍要附照片。
rules-intro-text-only = 完成之前，新成员只能发文字。
rules-intro-mute = 完成之前，新成员不能发言，可以在私聊里填写。
rules-intro-kick = 到时间没介绍会被踢出，之后可以再来。
intro-explain = 已知成员中还没介绍的：{ $n } 人。只有之后入群的才有时限。

intro-field-name = 名字
intro-field-city = 城市
intro-field-job = 职业
intro-field-hobby = 爱好
intro-field-age = 年龄
intro-field-gender = 性别
intro-field-school = 学校
intro-field-company = 公司
intro-field-skill = 擅长
intro-field-wish = 期待
intro-field = { $name }
intro-colon = ：
intro-button = 写自我介绍
intro-off = 本群没有开启自我介绍。管理员可发 <code>/set intro.enabled on</code>
# form、names 已经是 HTML。
intro-call =
    👋 新朋友请在 { $within }内自我介绍：点下面的按钮，或回复本条，写 #自我介绍 和
    <blockquote>{ $form }</blockquote>
intro-how =
    点按钮填写，或发 #自我介绍，写上
    <blockquote>{ $form }</blockquote>
intro-usage = 请回复一条自我介绍：<code>/intro 通过</code> 或 <code>/intro 退回 理由</code>
intro-nothing = 没有可以退回的自我介绍。
intro-was-accepted = 这份自我介绍已经通过了。
intro-freed = ✅ { $name } 不用再自我介绍了。
intro-person = <a href="tg://user?id={ $person }">{ $name }</a>

intro-accepted = ✅ <a href="tg://user?id={ $person }">{ $name }</a> 的自我介绍已收录，欢迎！
intro-paid = 奖励 { $n } 积分。
intro-lacks = 📝 <a href="tg://user?id={ $person }">{ $name }</a>，自我介绍还差一点：
intro-missing = 缺少：{ $fields }。
intro-short = 现在 { $n } 个字，至少要 { $least } 个字。
intro-wants-photo = 要附一张照片。
intro-copied = 和别人的介绍几乎一样，请用自己的话写。
intro-ad = 看起来像广告。
intro-again = 请编辑原消息，或回复本条，写 #自我介绍 和缺少的内容。
intro-returned = ↩️ <a href="tg://user?id={ $person }">{ $name }</a>，管理员退回了你的介绍：请编辑，或重新发 #自我介绍。
intro-why = 理由：{ $why }
intro-button-accept = 通过（管理员）
intro-button-return = 退回（管理员）

intro-remind = ⏰ <b>{ $group }</b> 在等你的自我介绍，{ $due } 前完成。{ $then }
intro-then-remind = 一分钟就好。
intro-then-kick = 否则会被踢出。
intro-line = ⏰ { $names }：请自我介绍，点按钮，或回复本条写 #自我介绍。
intro-late = 没有按时自我介绍

intro-nowhere = 你所在的群里没有要求自我介绍的。
intro-which = 为哪个群写介绍？
intro-ask = { $where } · { $field }？
intro-ask-more = { $where } · 还想说点什么？整篇至少 { $least } 个字。
intro-ask-photo = { $where } · 发一张照片。
intro-before = 目前：{ $text }
intro-look =
    将发到 <b>{ $group }</b>：
    <blockquote>{ $text }</blockquote>
intro-form-post = 发布
intro-form-change = 修改
intro-form-back = 返回
intro-form-cancel = 取消
intro-form-skip = 跳过
intro-form-keep = 不变
intro-cancelled = 没有发布。发 <code>/intro</code> 可以重新开始。
intro-press = 请点上面的按钮。
intro-send-photo = 请发照片，或点上面的按钮。
intro-value = 请写 1 到 { $longest } 个字。
intro-caption = 带照片的介绍最多 { $most } 个字。请点「返回」改短，或跳过照片。
intro-refused = 没有发布：
intro-on = 发 <code>/intro</code> 可以接着修改。
intro-done = ✅ 已发到 <b>{ $group }</b>。
intro-posted =
    👋 <a href="tg://user?id={ $person }">{ $name }</a> #自我介绍
    { $text }

intros-head = 自我介绍 { $done } 份，已知成员中还没介绍的 { $without } 人。
intros-many = 至少 { $n }
intros-none = 没有找到这样的自我介绍。
intros-empty = 还没有人自我介绍，发 <code>/intro</code> 来第一个。
intros-line = • <b>{ $name }</b>：{ $text }
intros-line-linked = • <a href="{ $link }"><b>{ $name }</b></a>：{ $text }
intros-index = 📇 自我介绍 { $done } 份，还没介绍的 { $without } 人。
intro-me = 自我介绍：{ $day }
intro-me-none = 还没有自我介绍
intro-me-due = 自我介绍：{ $due } 前完成

gate-intro = 自我介绍
gate-name-intro = 自我介绍
intro-gate-asks =
    📝 请自我介绍，至少 { $least } 个字，入群后会发到群里。可以一项一项答，也可以一次写完：
    <blockquote>{ $form }</blockquote>
intro-gate-far =
    📝 已经写好：
    <blockquote>{ $text }</blockquote>
intro-gate-photo = 可以附一张照片。
intro-gate-long = 这里的自我介绍最多 { $most } 个字。
intro-gate-again = 重新写
