command-pin = 置顶所回复的消息；要通知大家：<code>/pin loud</code>
command-unpin = 取消置顶所回复的消息，或最新一条

feature-pin = 置顶
right-can_pin_messages = 置顶消息

pin-usage = 请回复要置顶的那条消息：<code>/pin</code>
pin-done = 📌 已置顶。
pin-gone = 已取消置顶。
