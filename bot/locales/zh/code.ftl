command-code = 生成邀请码：<code>/code new uses=1 days=7 @用户名</code>；作废：<code>/code revoke 开头几位</code>
command-codes = 还有效的邀请码

feature-code = 邀请码
gate-code = 邀请码
gate-name-code = 邀请码

code-asks = 请在这里输入邀请码，或粘贴邀请链接。
code-fill = 填写邀请码
code-type = 直接把邀请码发到这里就行，大小写、有没有短横线都可以。
code-unlike = 这不像邀请码。
code-wrong = 这个邀请码用不了：可能写错了、用完了、过期了，或者是给别人的。
code-lacks = 门槛 <code>code</code> 需要邀请码：<code>/code new uses=10 days=30</code>

code-usage = <code>/code new uses=1 days=7 @用户名</code>（三项都可省略）· <code>/code revoke 开头几位</code>
    例如：<code>/code new uses=5 days=30</code>
code-bounds = <code>uses</code> 为 1 到 { $uses }，<code>days</code> 为 1 到 { $days }。
code-made = <code>{ $code }</code>
    🔑 邀请码只显示这一次：可用 { $uses } 次，有效期至 { $until }。
    🔗 { $link }
code-made-for = 只限 { $name } 使用。
code-revoked = ✅ 这个邀请码已作废。
code-unknown = 没有这样开头的有效邀请码：/codes
code-none = 没有有效的邀请码：<code>/code new</code>
code-line = <code>{ $hint }</code>… · 还剩 { $left }/{ $uses } 次 · 有效期至 { $until } · { $by } 生成
code-line-for = · 只限 { $name }
code-somebody = 管理员

code-no-good = 这个邀请码用不了：可能写错了、用完了、过期了，或者是给别人的。
code-inside = 你已经在 <b>{ $group }</b> 里了。
code-kept = 🔑 邀请码已替你记下。现在申请加入 <b>{ $group }</b>，到门口会自动使用。
code-kept-plain = 🔑 邀请码已替你记下。请用你手上的链接申请加入 <b>{ $group }</b>，到门口会自动使用。
code-ask-in = 申请入群
