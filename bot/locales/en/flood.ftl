command-flood = messages at a time that are too many: <code>/flood 10</code>, <code>/flood 10 5s</code>, <code>/flood off</code>

feature-flood = flood
set-flood-enabled = whether somebody may write only so many messages at a time
set-flood-count = how many messages somebody may write within the time
set-flood-window = the time within which messages are counted; an album is one
set-flood-action = what happens to who goes on after the first one was deleted
rules-flood = More than { $n ->
        [one] 1 message
       *[other] { $n } messages
    } within { $window }: the first beyond is deleted; whoever goes on: { $then }. Trusted members are left alone.
rule-flood = flood
signal-flood = messages at a time

flood-off = Flood is not looked for: <code>/flood 10</code>
flood-usage = So many messages, and within which time: <code>/flood 10</code>, <code>/flood 10 5s</code>, <code>/flood off</code>
