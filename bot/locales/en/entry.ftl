command-door = what newcomers are asked, how many came, where they stopped
command-waitlist = who stands at the door or waits for a seat

feature-entry = the door
set-entry-enabled = whether newcomers are asked anything at all
set-entry-require = what newcomers have to pass, with <code>and</code>, <code>or</code> and brackets
set-entry-deadline = how long a whole application may take; a week where people are waited for, unless you say otherwise
set-entry-retry = how long somebody who failed has to wait before they try again
set-entry-attempts = how many wrong answers are too many
set-entry-on_fail = what happens to who fails: declined or removed, or kept out for a while
set-entry-seats = how many people there may be; 0 for any number. Others wait for a seat
set-entry-claim = how long a free seat is kept for whoever is first on the waiting list
set-entry-until = the last day on which anybody may come in

rules-entry = Newcomers pass: { $what }.
privacy-matter-door = Applications at the door, what was answered there, and what was signed: to let in and to be fair.
privacy-stays-door = { $n ->
        [one] an application that is not decided yet
       *[other] { $n } applications that are not decided yet
    }
rule-entry = the door

entry-asks = Newcomers will pass: { $what }.
entry-open-door = The door is open: newcomers are asked nothing.
entry-lacks = ⚠️ I need the right to { $right } for that.
entry-nothing-asked = nothing
entry-either = one of: { $what }
entry-or = or

demand-unknown = There is no such gate:
    <pre>{ $text }
    { $caret }</pre>
demand-gate = A gate should stand here:
    <pre>{ $text }
    { $caret }</pre>
demand-ends = A gate is missing at the end:
    <pre>{ $text }
    { $caret }</pre>
demand-joint = <code>and</code> or <code>or</code> should stand here:
    <pre>{ $text }
    { $caret }</pre>
demand-bracket-open = This bracket is never closed:
    <pre>{ $text }
    { $caret }</pre>
demand-bracket-more = This bracket was never opened:
    <pre>{ $text }
    { $caret }</pre>
demand-deep = Too many brackets inside one another:
    <pre>{ $text }
    { $caret }</pre>
demand-no-number = This gate takes no number:
    <pre>{ $text }
    { $caret }</pre>
demand-count = This gate wants a number, such as <code>&gt;=100</code>:
    <pre>{ $text }
    { $caret }</pre>
demand-span = This gate wants a length of time, such as <code>&gt;=30d</code>:
    <pre>{ $text }
    { $caret }</pre>
demand-chat = The name of a channel or group should stand here, such as <code>@channel</code>:
    <pre>{ $text }
    { $caret }</pre>
demand-sign = Only <code>&gt;=</code> can be asked for:
    <pre>{ $text }
    { $caret }</pre>
demand-many = At most { $most } gates.

entry-card = 🚪 <b>{ $group }</b>
entry-done = ✅ { $gate }
entry-now = ▶️ { $gate }
entry-left = ▫️ { $gate }
entry-not = ✖️ { $gate }
entry-time = ⏳ { $left } left
entry-go = ▫️ { $gate }
entry-quit = Cancel application
entry-press = That is not what is asked here: press a button, please.
entry-key-gone = The key below is not needed any more.
entry-private = In private
entry-come = Come in
entry-hello = 👋 <a href="tg://user?id={ $person }">{ $name }</a>
entry-somebody = newcomer
entry-called = Before you write here, there is something to answer: press the button.
entry-crowd = 👋 Newcomers: before you write here, there is something to answer. Press the button.
entry-nothing = There is nothing for you to answer there any more.

entry-lack = 🚪 <b>{ $group }</b>: somebody is at the door. { $what }
entry-lack-line = 🚪 { $admins } something is missing at the door: <code>/set entry.require</code> says what.

entry-in = ✅ You are in: welcome to <b>{ $group }</b>!
entry-go-in = To the group
entry-out = ❌ <b>{ $group }</b> did not let you in: { $why }.
entry-why-gate = { $gate } was not passed
entry-why-time = the time is over
entry-why-soon = that was too soon
entry-why-seat = the seat was not taken in time
entry-retry = You can try again in { $wait }.
entry-retry-now = You can try again at once.
entry-withdrawn = Your application to <b>{ $group }</b> is cancelled. You can apply again at any time.
entry-over = Your application to <b>{ $group }</b> is closed.
entry-refused = Everything is done, but Telegram did not let me open the door of <b>{ $group }</b>. Its administrators have been told.
entry-trouble = { $name } has passed everything, and Telegram does not let me let them in: { $said }
entry-held = ✅ Everything is done. Very many people are asking at this moment; you are let in to <b>{ $group }</b> as soon as it is calm.
entry-closed = <b>{ $group }</b> takes nobody in at present.
entry-wait = <b>{ $group }</b>: you can try again in { $wait }.
entry-queued = Everything is done. All seats of <b>{ $group }</b> are taken; you are number { $place } on the waiting list, and hear from me when one is free.
entry-offered = A seat in <b>{ $group }</b> is free for you. Take it within { $left }.
entry-take = Take the seat

entry-state-open = at the gates
entry-state-held = kept back by a raid
entry-state-queued = waits for a seat
entry-state-offered = was offered a seat
entry-state-ready = comes in

door-asks = 🚪 Newcomers pass: { $what }
door-came = Last { $days } days: { $came ->
        [one] 1 came
       *[other] { $came } came
    }, { $passed } passed
door-stopped = ✖️ { $why }: { $n }
door-why-time = the time was over
door-why-soon = back too soon
door-why-seat = the seat was not taken
door-withdrew = ↩️ cancelled: { $n }
door-elsewhere = 👤 decided by somebody else: { $n }
door-at = ▶️ now at { $gate }: { $n }
door-held = 🛡 kept back by a raid: { $n }
door-queued = 💺 waiting for a seat: { $n }
door-offered = 💺 were offered a seat: { $n }
door-unreached = 🔇 could not be written to: { $n }

waitlist-line = • { $name } (<code>{ $person }</code>): { $state }, for { $since }
waitlist-nobody = Nobody stands at the door.
