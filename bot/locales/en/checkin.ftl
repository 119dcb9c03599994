command-checkin = sign in for today
command-makeup = fill a date you missed: <code>/makeup 11-20</code>
command-freeze = buy a freeze: it is spent by itself on a day you miss
command-leave = leave of absence from duty: <code>/leave 3d</code>
command-calendar = your sign-ins of this month as a picture

feature-checkin = sign-in
set-checkin-enabled = whether members sign in once a day
set-checkin-day_start = when a day begins; before that it counts for the day before
set-checkin-base = points of a sign-in
set-checkin-step = points more for each day of a streak
set-checkin-step_days = for how many days of a streak that grows
set-checkin-milestones = lengths of a streak that earn points of their own
set-checkin-freeze_price = what a freeze costs
set-checkin-freeze_most = how many freezes one may hold; 0: there are none
set-checkin-makeup_price = what a make-up card costs
set-checkin-makeup_days = how many days back a make-up card reaches; 0: there are none
set-checkin-makeup_month = how many make-up cards one may use in a month
set-checkin-slots = up to three times of day at which one signs in; off: all day
set-checkin-proof = what a sign-in has to show: text or a photo
set-checkin-duty = on how many days of a week members have to sign in
set-checkin-remind_at = when I remind those who want it, in private

rules-checkin = Sign in once a day with /checkin, from { $starts } on. It earns { $base } points, and { $step } more for each day of your streak.
rules-checkin-milestones = Milestones: { $list }.
rules-checkin-slots = One signs in at { $hours }.
rules-checkin-text = A sign-in says what you did: /checkin and a few words.
rules-checkin-photo = A sign-in shows what you did: /checkin below a photo.
rules-checkin-duty = { $n ->
    [one] Sign in on one day of each week.
   *[other] Sign in on { $n } days of each week.
 } Two misses are free; each further one is a strike. /leave is taken off.
rule-checkin = sign-in duty
privacy-matter-checkin = When you signed in, freezes, leave, missed duty, and whether you are reminded.
page-due-checkin-board = the board of sign-ins is edited
page-due-checkin-duty = a week of sign-ins is judged
page-due-checkin-reminding = the next people are reminded to sign in
page-due-checkin-day = a day of sign-ins begins
page-due-checkin-remind = people who want it are reminded to sign in

reason-checkin = sign-in
reason-streak = milestone of a streak
reason-makeup = date made up
reason-makeup-card = make-up card
reason-freeze = freeze

checkin-days = { $n ->
    [one] one day
   *[other] { $n } days
 }
checkin-milestone = { $n } days: { $points }

# { $day } is a date with its weekday.
checkin-board = 📅 <b>Sign-in</b> · { $day } · { $n ->
    [one] one here
   *[other] { $n } here
 }
checkin-board-slot = 🕗 { $slot }: { $n }
checkin-board-first = 👑 { $rank }. { $name } · { $streak }
checkin-board-line = { $rank }. { $name } · { $streak }
checkin-button-mine = 📅 My sign-ins
checkin-button-remind = 🔔 Remind me

checkin-again = You have signed in already, at { $time }.
checkin-closed = One signs in at { $hours }.
checkin-night = It counts for { $day }: a day begins at { $starts }.
checkin-usage = It takes nothing else: <code>/checkin</code>
checkin-nameless = Sign in under your own name, not for the group or a channel.
checkin-prove-text = What did you do today? Answer this message within 10 minutes, in a few words.
checkin-prove-photo = Show what you did: send a photo within 10 minutes.
checkin-short = That costs { $price } points; you have { $balance }. Nothing was taken.
checkin-no-points = There are no points in this group, so nothing can be bought.
checkin-zone-week = People sign in by the zone of this group: it can be changed once a week.
checkin-slots-overlap = two of these times overlap
checkin-slot-cut = A day begins at { $starts }, in the middle of { $slot }: it would be in two days.

checkin-mine-done = ✅ No. { $rank } today, +{ $points } points
checkin-mine-today = ✅ Signed in, no. { $rank } today, +{ $points } points
checkin-mine-not-yet = Not signed in yet today.
checkin-mine-reached = 🎉 Milestone: { $n } days
checkin-mine-frozen = ❄️ A freeze was spent on { $days }.
checkin-mine-streak = Streak: { $streak }
checkin-mine-ahead = { $n ->
    [one] One more day
   *[other] { $n } more days
 }: +{ $points } points
checkin-mine-held = Freezes held: { $n }
checkin-me = 📅 Streak: { $streak }{ $held }
checkin-held = , freezes: { $n }
checkin-me-none = 📅 Streak: none

makeup-usage = Which date? For example <code>/makeup { $day }</code>
makeup-offer = You can make up { $days }. A card costs { $price } points and pays half; { $n } a month. <code>/makeup { $example }</code>
makeup-none = Nothing is missing in the last { $n } days.
makeup-done = ✅ { $day } is made up: −{ $price }, +{ $points } points. Your streak has { $streak }; you have { $balance } points.
makeup-old = A make-up card reaches { $n } days back. Nothing was taken.
makeup-before = You were not here yet on { $day }. Nothing was taken.
makeup-there = { $day } counts already. Nothing was taken.
makeup-future = { $day } is still to come. Nothing was taken.
makeup-today = Today needs no card: <code>/checkin</code>
makeup-many = That was all for this month: { $n } cards. Nothing was taken.

freeze-usage = <code>/freeze</code> buys one.
freeze-done = ❄️ Bought for { $price } points. You hold { $n }, and have { $balance } points.
freeze-many = You hold { $n } already, more are not possible. Nothing was taken.
freeze-none = There are no freezes in this group.

leave-usage = For how many days? For example <code>/leave 3d</code>; <code>/leave off</code> ends it.
leave-until = You are on leave until { $day }. <code>/leave off</code> ends it.
leave-ended = Welcome back: your leave is over.
leave-none = You are not on leave.
leave-long = Leave lasts { $n } days at most.
leave-taken = ✅ On leave from { $first } to { $last }. { $duty ->
    [on] These days are taken off your duty.
   *[off] There is no duty in this group now.
 }

duty-week = { $first } – { $last }
duty-missed = You signed in on { $done } days of { $week }; your duty was { $due }. { $left ->
    [0] The next miss is a strike.
   *[other] One more is free, then each is a strike.
 } <code>/leave 3d</code> takes days off.
duty-struck = You signed in on { $done } days of { $week }; your duty was { $due }. That is a strike: case #{ $case }.
duty-closed = 📋 Sign-in duty of { $week }: { $n ->
    [one] one member
   *[other] { $n } members
 } missed it. Who is meant reads it in private.

remind-on = 🔔 I will remind you in private at { $time } on days you have not signed in.
remind-off = 🔕 I will not remind you any more.
remind-start = Start a private chat with me first: @{ $bot }. Then press again.
remind-streak = 🔔 You have not signed in today. Your streak of { $streak } lasts until { $starts }.
remind-today = 🔔 You have not signed in today.

calendar-usage = Which month? <code>/calendar</code>, <code>/calendar 10</code> or <code>/calendar 2026-10</code>
calendar-title = 📅 { $month }: { $n ->
    [one] one day
   *[other] { $n } days
 }
calendar-streak = Streak: { $n ->
    [one] 1 day
   *[other] { $n } days
 }
calendar-next = { $n ->
    [one] One more day
   *[other] { $n } more days
 }: +{ $points } points
calendar-kind-own = signed in
calendar-kind-makeup = made up
calendar-kind-freeze = freeze
calendar-kind-away = bot away
calendar-kind-missed = missed
calendar-letter-makeup = card
calendar-letter-freeze = freeze
calendar-letter-away = away
calendar-sign = <code>{ $sign }</code> { $kind ->
    [own] signed in
    [makeup] made up
    [freeze] freeze
    [away] bot away
   *[missed] missed
 }
