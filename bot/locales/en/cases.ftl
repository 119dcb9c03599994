case-card =
    <b>#{ $number }</b> · { $group } · { $rule }, { $band }
    { $name } (<code>{ $person }</code>): { $act }
    <blockquote><code>{ $text }</code></blockquote>
    { $saw }
# One line of what case-card saw.
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
state-troubled = not all of it done

doing-delete = delete the message
doing-kick = remove
doing-ban = ban
doing-mute = mute
doing-unmute = unmute
doing-unban = unban
doing-banchannel = ban the channel
doing-unbanchannel = unban the channel
doing-send = write
doing-edit = edit

fate-refused = Telegram refused.
fate-unknown = no answer came.
fate-expired = not needed or too late.
