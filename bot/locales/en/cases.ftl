command-cases = what was done: <code>/cases @eve</code>, <code>/cases ads</code>, <code>/cases csv</code>, <code>/cases json</code>
command-why = what was done and on what evidence: <code>/case 12</code>, <code>/why</code>
command-audit = who did what and when: <code>/audit @ann</code>
feature-cases = cases and the log
set-log-chat = the chat that is told of every case; its setter has to administer it, too
set-log-what = what that chat is told of: ads, rules, manual, reports, appeals, settings, door, shop
set-privacy-evidence = how long the evidence of a case is kept

case-head = <b>#{ $number }</b> · { $group } · { $rule }
case-head-band = <b>#{ $number }</b> · { $group } · { $rule }, { $band }
case-who = { $name } (<code>{ $person }</code>): { $act }
# act is one of the texts act-….
case-until = { $act } until { $day }
case-reason = Reason: { $reason }
case-text = <blockquote><code>{ $text }</code></blockquote>
case-expired = What was written and seen is not kept any more.
case-strikes = { $n ->
        [one] 1 strike
       *[other] { $n } strikes
    }
case-by = Decided by { $by }
case-name = { $name }
case-appeal = Appeal
# One line of what was seen.
case-finding = { $signal } in { $carrier }: <code>{ $evidence }</code> (+{ $weight })
# What Telegram did not do; said are its own words.
case-note = ⚠️ { $doing }: { $fate } { $said }
case-decided = → { $state }
case-closed = #{ $number } → { $state } ({ $act })
case-line = #{ $number } { $rule } · { $act } · { $name } · { $state }
case-none = No cases.
case-unknown = There is no case #{ $number } here.
case-admin = <a href="tg://user?id={ $person }">{ $name }</a>
case-admins = Admins
case-call = #{ $number }: { $admins }, please decide about a message I found suspicious.
case-button-kick = Kick
case-button-ban = Ban
case-button-ham = Not an ad
case-button-wrong = Nothing wrong
case-done = Done.
case-before = This was decided already.
case-wrote =
    <b>{ $name }</b> wrote:
    { $text }
case-trouble = ⚠️ #{ $number }: Telegram refused what I wanted to do ({ $said }). Do I have the rights to delete messages and ban users?
case-quarantine = ⚠️ Something here made me stumble; I have kept it for the operator and go on.

band-suspicious = suspicious
band-likely = likely
band-certain = certain

act-none = nothing
act-warn = warned
act-mute = muted
act-kick = removed
act-ban = banned

state-in = in force
state-reported = waits for a decision
state-dismissed = dismissed
state-settled = settled
state-undone = taken back
state-replaced = replaced by a later one
state-troubled = not all of it done
state-over = over

via-admin = an administrator
via-machine = the machine
via-vote = a vote
via-timer = a timer

# what is one of the texts audit-… below.
audit-line = { $at } { $who }: { $what }
audit-none = Nothing was done here yet.
audit-set = ⚙️ <code>{ $line }</code>
audit-act = { $name } { $act } #{ $number }
audit-act-why = { $name } { $act } #{ $number } ({ $why })
audit-on = { $name } { $act }
audit-unban = unbanned
audit-unmute = may write again
audit-unwarn = strikes taken back
audit-undo = taken back
audit-block = may not report any more
audit-unblock = may report again
audit-uphold = appeal upheld
audit-reverse = appeal reversed
audit-approve = approved
audit-unapprove = not approved any more
audit-inactive = silent members removed, up to { $n }
audit-settle-delete = message deleted
audit-settle-mute = muted
audit-settle-kick = removed
audit-settle-ban = banned
audit-settle-ham = nothing wrong

log-set = <b>{ $group }</b> · { $who } changed:

doing-delete = delete the message
doing-kick = remove
doing-ban = ban
doing-mute = mute
doing-unmute = unmute
doing-unban = unban
doing-banchannel = ban the channel
doing-unbanchannel = unban the channel
doing-restrict = restrict again as before
doing-invite = make an invite link
doing-copy = post the copy
doing-send = write
doing-edit = edit

fate-refused = Telegram refused.
fate-unknown = no answer came.
fate-expired = not needed or too late.

case-file = Cases of { $group }
case-file-private = The file is for you alone: open the private chat with me, then ask again.
