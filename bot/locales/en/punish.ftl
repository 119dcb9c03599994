command-ban = ban somebody: <code>/ban @eve 7d reason</code>, <code>/tban /dban /sban</code>
command-mute = mute somebody: <code>/mute 1h reason</code>, <code>/tmute /dmute /smute</code>
command-warn = give a strike: <code>/warn reason</code>, <code>/dwarn /swarn</code>
command-kick = remove somebody, who can come back: <code>/kick reason</code>, <code>/dkick /skick</code>
command-unban = lift a ban
command-unmute = lift a mute
command-unwarn = take back the last strike, or all: <code>/resetwarns</code>
command-warns = strikes that count: your own, or somebody's
command-undo = take a case back: <code>/undo 12</code>

feature-punish = punishments
set-punish-ladder = what the first strike brings, the second, and so on
set-punish-decay = after how long a strike fades

rules-ladder = Strikes bring, one after the other: { $steps }.
rules-decay = A strike fades after { $term }.

punish-person = <a href="tg://user?id={ $person }">{ $name }</a>
punish-channel = <b>{ $name }</b>
punish-ever = for good

# A step of the ladder, as one types it.
step-none = nothing
step-warn = warn
step-mute = mute
step-kick = kick
step-ban = ban
step-for = { $word } { $n }{ $letter ->
        [s] s
        [m] m
        [h] h
       *[d] d
    }

# What somebody ordered. Where a term has no end, it is punish-ever.
punish-did-none = ✅ { $name }: nothing · #{ $number }
punish-did-warn = ⚠️ { $name }: warned · #{ $number }
punish-did-mute-for = 🔇 { $name }: muted, { $term } · #{ $number }
punish-did-kick = 👢 { $name }: removed · #{ $number }
punish-did-ban-for = ⛔ { $name }: banned, { $term } · #{ $number }
punish-reason = Reason: { $reason }
punish-ladder = { $count }/{ $steps }, next: { $step }
punish-did-unban = ✅ { $name }: no longer banned.
punish-did-unmute = 🔊 { $name } may write again.
punish-did-unmute-banned = 🔊 { $name } is not muted any more, but still banned: <code>/unban</code>
punish-did-unwarn = ✅ { $name }: { $n ->
        [one] 1 strike
       *[other] { $n } strikes
    } taken back, { $left } left.

# What a rule brought.
punish-ruled-none = 🧹 { $name }: { $rule } · #{ $number }
punish-ruled-warn = ⚠️ { $name }: warned ({ $rule }) · #{ $number }
punish-ruled-mute-for = 🔇 { $name }: muted, { $term } ({ $rule }) · #{ $number }
punish-ruled-kick = 👢 { $name }: removed ({ $rule }) · #{ $number }
punish-ruled-ban-for = ⛔ { $name }: banned, { $term } ({ $rule }) · #{ $number }

punish-none = { $name } has no strikes.
punish-list = Strikes of { $name }:
punish-list-fades = #{ $number } { $why } · fades { $day }
punish-list-stays = #{ $number } { $why } · since { $day }

punish-spared-bot = I do nothing to myself.
punish-spared-admin = Administrators are left alone.
punish-spared-linked = The group's own channel is left alone.
punish-spared-nobody = There is nobody behind that.
punish-channel-only = A channel can only be banned.
punish-banned-before = { $name } is banned already.
punish-term = From 10 seconds to ten years, such as <code>30m</code>, <code>6h</code>, <code>7d</code>.
punish-usage-ban = Reply to somebody, or name them: <code>/{ $name } @eve 7d reason</code>
punish-usage-mute = Reply to somebody, or name them: <code>/{ $name } @eve 1h reason</code>
punish-usage-warn = Reply to somebody, or name them: <code>/{ $name } @eve reason</code>
punish-usage-kick = Reply to somebody, or name them: <code>/{ $name } @eve reason</code>
punish-usage-who = Reply to somebody, or name them: <code>/{ $name } @eve</code>
punish-usage-reply = Reply to the message that is to go: <code>/{ $name } reason</code>

punish-helper = Helpers mute for a day at most.

rule-manual = by hand
rule-ads = ads

punish-undo = Undo
punish-sweep = Delete their messages
undo-usage = Which case? <code>/undo 12</code>, or in reply to its message.
undo-before = #{ $number } was taken back or dismissed already.
undo-done = ↩️ #{ $number } is taken back.
undo-ban = The ban is lifted.
undo-mute = The mute is lifted.
undo-kick = There will be a link to come back.
undo-still-ban = ⚠️ The ban of #{ $number } still holds.
undo-still-mute = ⚠️ The mute of #{ $number } still holds.
undo-banned-by-hand = ⚠️ A ban that an administrator gave by hand still holds.
undo-strikes = { $n ->
        [one] 1 strike is lifted.
       *[other] { $n } strikes are lifted.
    }
undo-lost = { $n ->
        [one] 1 message that was deleted cannot return.
       *[other] { $n } messages that were deleted cannot return.
    }
# To somebody who was removed, and to whoever took that back.
undo-come-back = You can come back to { $group }: { $link }
undo-link = { $name } can come back by this link, once, within a week (#{ $number }): { $link }
