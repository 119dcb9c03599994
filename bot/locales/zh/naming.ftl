command-names = 谁的名字还不合规

command-namecard = 你在本群的名字：填写群名片

feature-naming = 名字
set-naming-on = 看哪个名字：个人资料里的，还是机器人替本群保管的群名片
set-naming-format = 成员名字的格式，例如 <code>{ "{" }city{ "}" }-{ "{" }job{ "}" }-{ "{" }name{ "}" }</code>，分隔符可以互换；<code>{ "{" }team：红队｜蓝队{ "}" }</code> 自带可选的值
naming-values = 这一项可以填什么；不设就随意
set-naming-banned = 名字里不能有的词，或文字，例如 <code>script:arabic</code>
set-naming-grace = 给多长时间改名
set-naming-action = 到时间还没改怎么办
rule-naming = 名字
privacy-matter-naming = 谁的名字不合本群格式，以及要在什么时候之前改。
privacy-matter-namecards = 你为一个群填写的群名片。
privacy-stays-naming = 因名字而禁言 { $n } 条

rules-naming = 名字格式：<code>{ $format }</code>，例如 <b>{ $example }</b>。
rules-naming-card = 每人在本群有一张群名片，格式 <code>{ $format }</code>，例如 <b>{ $example }</b>：<code>/namecard</code>
rules-naming-banned = 有些词和文字不能放在名字里。
rules-naming-remind = 名字不合规会收到提醒，{ $grace }后再提醒一次。
rules-naming-mute = 名字不合规超过{ $grace }会被禁言，改好就解除。
rules-naming-kick = 名字不合规超过{ $grace }会被踢出，改好可以再来。

naming-city = 城市
naming-job = 职业
naming-name = 名字
naming-company = 公司
naming-school = 学校
naming-year = 年级
naming-role = 身份
naming-team = 小组
naming-other = { $field }
naming-field-free = { $field }（随意）
naming-field-chosen = { $field }（<code>{ $values }</code>）
naming-field-exact = { $field }（{ $n } 个字）
naming-field-between = { $field }（{ $least }–{ $most } 个字）
# fields 由上面的文字组成。
naming-explain =
    { $fields }。例如 <b>{ $first }</b> 或 <b>{ $second }</b>。
    ⚠️ 改的是对方自己的名字，在所有聊天里都会变。
naming-explain-card =
    { $fields }。例如 <b>{ $first }</b> 或 <b>{ $second }</b>。
    这些名字由我替本群保管；我有权设标签时，16 个字以内的会显示成成员标签。
naming-counted = 见过的 { $seen } 人里，{ $wrong } 人还不合规。
naming-counted-more = 先看的 { $seen } 人里，{ $wrong } 人还不合规，还有更多人没看。
naming-when-seen = 再次见到本人之前，不计时间。

naming-fields = 项目写在花括号里，例如 <code>{ $example }</code>
naming-long = 最多 { $most } 个字符。
naming-many = 最多 { $most } 项。
naming-twice = { $field } 出现了两次。
naming-apart = { $first } 和 { $second } 之间缺少分隔符。
naming-length = { $field } 的长度在 1 到 { $most } 之间。

naming-values-bad = { $field } 至少要有两个值，每个不超过 { $most } 个字符。
naming-spec = { $field } 后面写长度，例如 2..8，或写可选的值，例如 红队|蓝队。

naming-none = 本群没有名字格式。管理员可以设：<code>/set naming.format { "{" }city{ "}" }-{ "{" }name{ "}" }</code>
naming-person = <a href="tg://user?id={ $person }">👤</a>
naming-listed = • <a href="tg://user?id={ $person }">{ $who }</a>：{ $state }
naming-state-unseen = 还没提醒
naming-state-open = { $due } 前
naming-state-late = 已过期
naming-state-muted = 禁言中
naming-state-kicked = 已踢出

naming-wants =
    名字格式：<code>{ $format }</code>，例如
    <b>{ $example }</b>
naming-wants-card =
    群名片的格式：<code>{ $format }</code>，例如
    <b>{ $example }</b>
naming-choice = { $field }：{ $values }
naming-wants-clean = 本群的名字不能带某些词和文字。
naming-remind = ✍️ <b>{ $group }</b> 请你改一下名字。
naming-remind-card = ✍️ <b>{ $group }</b> 请你填一张群名片，也就是你在这个群里的名字，个人资料不用改。
naming-then-remind = 请在 { $due } 前改好。
naming-then-mute = 请在 { $due } 前改好，否则会被禁言，改好就解除。
naming-then-kick = 请在 { $due } 前改好，否则会被踢出。
naming-late = 请尽快改好。
naming-muted = 名字改好之前，你被禁言了。
naming-fill = 填写群名片
naming-check = 我改好了
naming-not-yet = 你的名字还不合格式。
naming-no-card = 你还没有填群名片。
naming-right = ✅ 名字没问题。
naming-thanks = ✅ 名字改好了，可以在 <b>{ $group }</b> 发言了。
naming-free = ✅ 因名字受到的禁言已解除，可以在 <b>{ $group }</b> 发言了。
# names 是对人的提及。
naming-line = ✍️ { $names }：请改一下名字（{ $n } 人）。
naming-line-card = ✍️ { $names }：请填一下群名片（{ $n } 人）。
naming-me-card = 你的群名片还没填，或还不合本群的格式。
naming-me = 你的名字还不合本群的格式。

gate-name = 名字合乎格式
gate-name-name = 名字
naming-gate-asks = ✍️ 请在 Telegram 设置里改名，再点按钮。
naming-gate-card = ✍️ 请写下你在这个群里的名字，个人资料不用改。
naming-gate-shut = 还没有名字格式：请先设 naming.format。

naming-card-is = 🏷 群名片：<b>{ $name }</b>
naming-card-how = 填写群名片，也就是你在这个群里的名字，个人资料不用改。
naming-card-off = 本群没有群名片。管理员可以开：<code>/set naming.on card</code>
naming-card-nowhere = 你所在的群都不用群名片。
naming-card-which = 填哪个群的？
naming-card-usage = 谁的？<code>/namecard clear @名字</code>，或回复对方。
naming-card-none = 对方没有群名片。
naming-card-cleared = ✅ 群名片已清除。
naming-card-banned = 有些词和文字不能放在本群的名字里。
naming-card-unlike = 格式不对，例如 <b>{ $example }</b>
naming-card-like = 这和管理员的名字太像了。
naming-card-ad = 这看起来像广告。
naming-card-again = 重新填写：<code>/namecard</code>
naming-card-kept = ✅ 在 <b>{ $group }</b>，你叫 <b>{ $name }</b>。
naming-card-look =
    在 <b>{ $group }</b>，你会叫
    <b>{ $name }</b>
naming-ask-first =
    🏷 <b>{ $group }</b> 的群名片。
    也可以一次写完，例如 <b>{ $example }</b>
naming-ask = { $where } · 你的{ $field }？
naming-value-chosen = 请点一个按钮。
naming-value-free = { $most ->
        [1] 请写一个字
       *[other] 请写 { $least } 到 { $most } 个字
    }，不要带分隔符。
naming-form-use = 就用它
naming-form-change = 改一改
naming-form-back = 上一步
naming-form-cancel = 取消
naming-form-cancelled = 群名片没有变。
naming-form-press = 请点一个按钮。
naming-warn = ⚠️ 名字格式看的是个人资料：对方一改，在所有聊天里都会变。用群名片就不用改：<code>/set naming.on card</code>
