command-pin = pin the message you reply to; so that everybody hears of it: <code>/pin loud</code>
command-unpin = unpin the message you reply to, or the newest

feature-pin = pinning
right-can_pin_messages = pin messages

pin-usage = Reply to the message that is to be pinned: <code>/pin</code>
pin-done = 📌 Pinned.
pin-gone = Unpinned.
