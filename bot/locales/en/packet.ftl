command-redpacket = a red envelope: <code>/redpacket 100 5 Good luck</code>
command-verify = check the draw of an envelope: <code>/verify 12</code>
command-fairness = whether this group’s envelopes are drawn fairly
command-greeting = envelopes that come by themselves: <code>/greeting 09:00 100 10 Good morning</code>

feature-packet = red envelopes
set-packet-enabled = whether there are red envelopes
set-packet-daily = how many points one person may send in envelopes a day
set-packet-daily_count = how many envelopes one person may send a day
set-packet-expires = how long an envelope stays open; then the rest goes back
set-packet-min_stay = how long somebody has to be in the group before they may open one

reason-packet = a red envelope sent
reason-claim = a red envelope opened
reason-refund = the rest of a red envelope
privacy-matter-packets = Which red envelopes you sent, to whom, what you got of whose, and when; who set up greetings.
privacy-stays-packets = shares of envelopes that are still open, until they are closed: { $n }
page-due-packet-expire = a red envelope expires
page-due-packet-show = the message of an envelope is brought up to date
page-due-packet-greet = a greeting envelope comes

packet-button = 🧧 Open
packet-wish = Good luck and good fortune
packet-head = 🧧 Red envelope from <b>{ $name }</b>
packet-head-greeting = 🧧 Red envelope from the <b>treasury</b>
packet-head-toll = 📣 Red envelope with an ad
packet-says = “{ $wish }”
packet-is-lucky =
    { $total ->
        [one] { $total } point
       *[other] { $total } points
    }, { $shares } shares, by luck
packet-is-equal =
    { $total ->
        [one] { $total } point
       *[other] { $total } points
    }, { $shares } shares of { $each } each
packet-is-one =
    { $total ->
        [one] { $total } point
       *[other] { $total } points
    } in one share
packet-for = 🎯 For { $names } only
packet-for-word = 🔑 Type <code>{ $word }</code> to open it
packet-for-checked = ✅ For whoever signed in today
packet-share = { $place }. { $name } · { $amount } · ⏱ { $took }
packet-share-best = 👑 { $place }. { $name } · { $amount } · ⏱ { $took }
packet-took-s = { $n } s
packet-took-m = { $n } min
packet-took-h = { $n } h
packet-took-d = { $n } d
packet-open =
    { $taken } of { $shares } taken, { $rest } left
    ⏳ Until { $until }
packet-empty = 🎉 All taken, ⏱ { $took }
packet-expired =
    ⌛ Expired with { $taken } of { $shares } taken.
    { $rest ->
        [one] { $rest } point has gone back.
       *[other] { $rest } points have gone back.
    }
packet-promise =
    Commitment <code>{ $promise }</code>
    Check: { $check }
packet-seed =
    Commitment <code>{ $promise }</code>
    Seed <code>{ $seed }</code>
    Check: { $check }

packet-done =
    🧧 You got { $amount ->
        [one] { $amount } point!
       *[other] { $amount } points!
    }
packet-before =
    You have had yours: { $amount ->
        [one] { $amount } point.
       *[other] { $amount } points.
    }
packet-over-empty = Too late, it is empty.
packet-over-expired = Expired, the rest has gone back.
packet-type-word = Type “{ $word }” into the chat to open it.
packet-not-guest = This envelope is for somebody else.
packet-not-bot = Envelopes are for people.
packet-not-left = Only members of this group can open it.
packet-not-muted = Whoever is muted here cannot open it.
packet-not-new = You are new here. Try again in { $wait }.
packet-not-unchecked = It is for whoever signed in today. Sign in first.
packet-not-unknown = Telegram did not tell me whether you are a member. Try again in a moment.
packet-lost =
    I could not post your envelope in the group. { $total ->
        [one] { $total } point is
       *[other] { $total } points are
    } back with you.

packet-ask-usage =
    <code>/redpacket TOTAL SHARES [wish]</code>
    Before the wish, if you like: <code>equal</code>, <code>to @name</code>, <code>word sesame</code>, <code>for checked-in</code>, <code>expires 2h</code>
    For example: <code>/redpacket 100 5 Good luck</code>
packet-ask-total = The total is a whole number of points, as in <code>/redpacket 100 5</code>
packet-ask-shares = There are 1 to 100 shares, as in <code>/redpacket 100 5</code>
packet-ask-expires = It stays open for 10 seconds to 7 days: <code>expires 2h</code>
packet-ask-word = Behind <code>word</code> stands what has to be typed, up to 32 characters: <code>word sesame</code>. In quotes it may have blanks.
packet-ask-person = An envelope needs a person who sends it, not a channel.
packet-ask-one = An envelope <code>to</code> somebody has one share.
packet-ask-few = { $total } points are not enough for { $shares } shares: each has at least 1.
packet-ask-divide = { $total } does not divide into { $shares } equal shares. The nearest totals that do: { $near }
packet-ask-checkin = This group has no sign-in, so an envelope cannot be for whoever signed in.
packet-ask-self = This would be an envelope to yourself.
packet-ask-outside = { $name } is not known to be a member here.
packet-ask-often =
    You have sent { $most ->
        [one] { $most } envelope
       *[other] { $most } envelopes
    } today, which is the limit.
packet-ask-much = You may send { $most } points in envelopes a day; { $left } are left of that today.
packet-ask-short =
    You have { $balance ->
        [one] { $balance } point,
       *[other] { $balance } points,
    } which is not enough. Nothing was taken.

packet-mode-lucky = by luck
packet-mode-equal = equal

packet-verify-usage = Which envelope? For example: <code>/verify 12</code>
packet-verify-none = I know of no envelope { $number } here.
packet-verify-open =
    Envelope { $number } is still open.
    Commitment <code>{ $promise }</code>
    The seed is published when it closes; then this command draws it again.
packet-verify-agrees =
    ✅ Envelope { $number }: everything agrees
    { $total } points, { $shares } shares, { $mode }
packet-verify-wrong =
    ❌ Envelope { $number }: this does not agree
    { $total } points, { $shares } shares, { $mode }
packet-verify-share = { $place }. { $amount } ✓ { $name }
packet-verify-left = { $place }. { $amount } – nobody
packet-verify-differs = { $place }. { $amount } ✗ { $name } got { $got }
packet-verify-best = 👑 share { $place }
packet-verify-proof =
    Seed <code>{ $seed }</code>
    Commitment { $kept } <code>{ $promise }</code>
    = SHA-256(seed ‖ { $formula })
    How to do it yourself: docs/fairness.md

packet-fair-head = ⚖️ Closed lucky envelopes of this group: { $n }
packet-fair-sizes = The first share of each ({ $n }), sorted by size into quarters of the law:
packet-fair-sizes-a = smallest: { $seen }, expected { $expected }
packet-fair-sizes-b = small: { $seen }, expected { $expected }
packet-fair-sizes-c = large: { $seen }, expected { $expected }
packet-fair-sizes-d = largest: { $seen }, expected { $expected }
packet-fair-places = Who was luckiest in those that were emptied ({ $n }), by when they came:
packet-fair-places-a = early: { $seen }, expected { $expected }
packet-fair-places-b = in the middle: { $seen }, expected { $expected }
packet-fair-places-c = late: { $seen }, expected { $expected }
packet-fair-few = Not enough yet to say anything: { $least } have to be expected of each kind.
packet-fair-usual = As it should be: by pure chance, { $n } of 100 groups differ at least as much (χ² = { $statistic }).
packet-fair-odd = A larger difference than usual: by pure chance, { $n } of 100 groups differ as much (χ² = { $statistic }). That happens; look again later.
packet-fair-rare = A very large difference: by pure chance, { $n } of 100 groups at most differs as much (χ² = { $statistic }). Check single draws by /verify.

packet-greet-list = Greeting envelopes from the treasury ({ $zone }):
packet-greet-none = There are no greeting envelopes yet.
packet-greet-line = { $number }. { $day } { $time }: { $total } in { $shares }, “{ $wish }”
packet-greet-usage =
    Add: <code>/greeting 09:00 100 10 Good morning</code>
    On some days: <code>mon,fri 09:00 …</code>, <code>weekdays 09:00 …</code>, <code>12-31 20:00 …</code>, <code>2027-02-06 20:00 …</code>
    Take back: <code>/greeting remove 3</code>
packet-greet-past = That is over already.
packet-greet-many = A group has { $most } of these at most.
packet-greet-added = ✅ Greeting { $number } is set. It comes first on { $first }.
packet-greet-removed = ✅ Greeting { $number } is taken back.
packet-greet-unknown = There is no such greeting. <code>/greeting</code> lists them.
packet-day-daily = every day
packet-day-mon = Monday
packet-day-tue = Tuesday
packet-day-wed = Wednesday
packet-day-thu = Thursday
packet-day-fri = Friday
packet-day-sat = Saturday
packet-day-sun = Sunday
