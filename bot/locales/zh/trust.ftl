command-approve = 设为信任成员：<code>/approve @eve</code>
command-unapprove = 取消信任：<code>/unapprove @eve</code>
command-approved = 本群批准的信任成员名单

feature-trust = 信任成员

# name 是命令。
trust-usage = 信任谁？回复对方，或发 <code>/{ $name } @eve</code>、<code>/{ $name } 123456789</code>
trust-needless = 管理员、本群的频道和我自己都不用批准。
trust-given = ✅ { $name } 现在是信任成员：机器不会警告，也不会踢出对方。
trust-muted = 对方仍在禁言中。要解除，发 <code>/unmute { $person }</code>
trust-before = { $name } 已经批准过了。
trust-taken = { $name } 的批准已取消。靠发言得到的信任照旧。
trust-not = { $name } 没有被批准过。
trust-none = 本群还没有批准过任何人。发 <code>/approve @eve</code> 就行。
trust-list = 批准的成员共 { $n } 人：
trust-line = { $name }（<code>{ $person }</code>）——由 { $by } 批准
