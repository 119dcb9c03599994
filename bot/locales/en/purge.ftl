command-del = delete the message you reply to
command-purge = delete from the message you reply to until here: <code>/purge</code>; the last ones: <code>/purge 20</code>; somebody's: <code>/purge @eve</code>

feature-purge = deleting messages
rule-purge = cleaning up

purge-usage-del = Reply to the message that is to go: <code>/del</code>
purge-usage = Reply to the first message that is to go, or say how many, or whose: <code>/purge 20</code>, <code>/purge @eve</code>
purge-asks = { $n } messages would go. Sure?
purge-nothing = There is nothing that I could delete: Telegram lets me delete only what is younger than 48 hours.
purge-many = { $n ->
        [one] 1 message
       *[other] { $n } messages
    }
purge-done = 🧹 { $n ->
        [one] 1 message deleted.
       *[other] { $n } messages deleted.
    }
purge-done-most = 🧹 The newest { $n } messages are deleted; there may be more.
