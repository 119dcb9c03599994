command-muteall = keep everybody from writing: <code>/mute all</code>, <code>/mute all 2h</code>
command-unmuteall = let everybody write again: <code>/unmute all</code>

silence-on = 🔇 Nobody but administrators writes now. It ends with <code>/unmute all</code>.
silence-for = 🔇 Nobody but administrators writes now, for { $term }. It ends sooner with <code>/unmute all</code>.
silence-off = 🔊 Everybody may write again.
silence-none = Nothing keeps everybody from writing.
silence-usage = For how long? <code>/mute all</code>, <code>/mute all 2h</code>, from 10 seconds to a year.
silence-refused-shut = ⚠️ Telegram does not let me keep everybody from writing: I need the right to { $right }.
silence-refused-open = ⚠️ Telegram does not let me give everybody back what they could do before: I need the right to { $right }. Please do it in the settings of the group.
