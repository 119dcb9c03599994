command-muteall = 全员禁言：<code>/mute all</code>、<code>/mute all 2h</code>
command-unmuteall = 解除全员禁言：<code>/unmute all</code>

silence-on = 🔇 已全员禁言，只有管理员能发言。<code>/unmute all</code> 解除。
silence-for = 🔇 已全员禁言 { $term }，只有管理员能发言。<code>/unmute all</code> 提前解除。
silence-off = 🔊 已解除全员禁言。
silence-none = 现在没有全员禁言。
silence-usage = 禁言多久？<code>/mute all</code>、<code>/mute all 2h</code>，从 10 秒到一年。
silence-refused-shut = ⚠️ Telegram 不让我全员禁言：我需要「{ $right }」权限。
silence-refused-open = ⚠️ Telegram 不让我恢复大家原来的权限：我需要「{ $right }」权限。请在群设置里恢复。
