command-report = report a message to the administrators: reply <code>/report reason</code>, or <code>@admin</code>

feature-report = reports
set-report-enabled = whether members may report messages
set-report-threshold = how many trusted people must report a message for it to be hidden until somebody decides; 0 for never

rules-report = Reply <code>/report</code> to what breaks the rules: administrators hear of it, the group does not hear from whom.
rules-report-hides = { $n ->
        [one] What 1 trusted member reports is hidden
       *[other] What { $n } trusted members report is hidden
    } until an administrator has looked at it.
rule-report = reported

report-usage = Reply to the message you mean: <code>/report reason</code>
report-nameless = A report is taken only under your own name.
report-own = That cannot be reported.
report-taken = 🚩 The administrators are told.
report-blocked = Your reports are not taken in this group any more.
report-limit = That was enough for today: three reports a day. Nothing was counted.
report-decided = An administrator has looked at that message already.
report-call = 🔔 { $admins }: somebody here needs you.

report-card = 🚩 <b>#{ $number }</b> · { $group } · { $n ->
        [one] 1 report
       *[other] { $n } reports
    }
report-author = { $name } (<code>{ $person }</code>):
report-text = <blockquote>{ $text }</blockquote>
report-hidden = Hidden until somebody decides.
report-see = <a href="{ $link }">See the message</a>
report-by = • { $name }
report-by-why = • { $name }: { $reason }
report-more = … and { $n } more
report-outcome = → { $state }
# For the group, which is not shown the message once more.
report-line = 🚩 #{ $number } { $admins }: a message here was reported ({ $n }).
report-closed = 🚩 #{ $number } → { $state }
report-state-ham = nothing wrong
report-state-none = deleted
report-state-mute = muted
report-state-kick = removed
report-state-ban = banned
report-state-undone = taken back

report-button-delete = Delete
report-button-mute = Mute 1 day
report-button-kick = Kick
report-button-ban = Ban
report-button-ham = Nothing wrong
report-button-block = Block reporter
report-button-unblock = Unblock reporter
report-did-block = Their reports are not taken any more.
report-did-unblock = Their reports are taken again.
report-wrote = <b>{ $name }</b> wrote:
