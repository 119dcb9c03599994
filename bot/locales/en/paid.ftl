command-term = until when somebody may stay: <code>/term @name 730d</code> gives them so much, <code>off</code> takes the end away
command-terms = what you paid, and until when; administrators: <code>/terms all</code>
command-renew = pay for more time in a group
command-paysupport = whom to ask about a payment
command-refund = give somebody their newest payment back: <code>/refund @name</code>

feature-paid = paid membership
set-entry-price = how many Telegram Stars membership costs; there is no price until you name one
set-entry-term = how long a payment lasts
set-entry-grace = how long somebody may stay after their term is over

gate-paid = a payment in Telegram Stars
gate-name-paid = the payment
rule-term = the end of a term
rules-paid = Membership costs { $amount ->
        [one] 1 Telegram Star
       *[other] { $amount } Telegram Stars
    } for { $term }. Whose term is over may pay for more within { $grace }, and is removed after that.

paid-shut = ⚠️ Whoever runs this bot takes no payments in this group. They can, in <code>[payments]</code> of the configuration, with the number of this chat: <code>{ $chat }</code>
paid-no-price = ⚠️ The gate <code>paid</code> wants a price: <code>/set entry.price 100</code>
paid-receiver = ⭐ Telegram Stars go to whoever runs this bot. Administrators of the group can give them back with <code>/refund</code>; <code>/paysupport</code> says whom to ask. Who pays and is not admitted gets them back.
paid-trouble = Somebody wants to pay to come in, and cannot:

paid-asks =
    Pay { $amount ->
        [one] 1 Telegram Star
       *[other] { $amount } Telegram Stars
    } for { $term }: the invoice is in this chat.
    The Stars go to whoever runs this bot; administrators of the group can give them back. If you are not admitted, you get them back.
paid-not-now = Nobody can pay for <b>{ $group }</b> at present. Its administrators have been told.
paid-pay = Pay to come in
paid-sent = The invoice is below.
paid-sent-before = The invoice is in this chat already.
paid-bill-title = Membership
paid-bill = { $group }: { $term }. The Stars go to whoever runs this bot; its administrators can give them back.

paid-later = This cannot be decided just now. You have paid nothing: please try again in a moment.
paid-refused-old = This invoice is out of date. You have paid nothing.
paid-refused-foreign = This invoice is somebody else's. You have paid nothing.
paid-refused-off = { $group } takes no payments at present. You have paid nothing.
paid-refused-changed = The price or the time has changed: ask for a new invoice. You have paid nothing.
paid-refused-over = This application is over. You have paid nothing.
paid-refused-done = There is nothing to pay any more. You have paid nothing.
paid-refused-full = All seats of { $group } are taken. You have paid nothing: please try again later.

paid-received = ⭐ { $amount ->
        [one] 1 Star
       *[other] { $amount } Stars
    } received. Your term in <b>{ $group }</b> lasts until { $day }.
paid-back-declined = ⭐ <b>{ $group }</b> did not let you in: your payment of { $amount ->
        [one] 1 Star
       *[other] { $amount } Stars
    } was given back.
paid-back-late = ⭐ Your application to <b>{ $group }</b> was over when you paid: { $amount ->
        [one] 1 Star was
       *[other] { $amount } Stars were
    } given back.
paid-back-admin = ⭐ An administrator of <b>{ $group }</b> gave you { $amount ->
        [one] 1 Star
       *[other] { $amount } Stars
    } back. The time that was paid with them is taken off your term.
paid-back-unknown = ⭐ Nobody knows what you paid for: { $amount ->
        [one] 1 Star is
       *[other] { $amount } Stars are
    } given back.
paid-back-stuck = ⚠️ { $amount ->
        [one] 1 Star is
       *[other] { $amount } Stars are
    } to be given back to you by <b>{ $group }</b>, and Telegram does not do it yet. Its administrators have been told; <code>/paysupport</code> says whom to ask.

paid-name = <a href="tg://user?id={ $person }">{ $name }</a>
paid-refund-usage = Whose payment? <code>/refund @name</code>
paid-refund-none = Nothing of what { $name } paid here can be given back.
paid-refunding = ⭐ { $name } gets { $amount ->
        [one] 1 Star
       *[other] { $amount } Stars
    } back, and the time that was paid with them ends. { $more ->
        [0] Nothing else is left to be given back.
        [one] 1 more payment can be given back.
       *[other] { $more } more payments can be given back.
    }
paid-stuck =
    ⚠️ <b>{ $group }</b>: Telegram does not give { $name } (<code>{ $person }</code>) { $amount ->
        [one] 1 Star
       *[other] { $amount } Stars
    } back: { $said }
    Try again later: <code>/refund { $person }</code>. If it stays so, tell whoever runs this bot.
paid-stuck-line = ⚠️ { $admins }: Telegram does not give a payment back. Start a private chat with me to read more.

paid-term-usage = Whose term, and how long? <code>/term @name 730d</code>, <code>/term @name off</code>
paid-term-set = ✅ The term of { $name } lasts until { $day }.
paid-term-off = ✅ { $name } may stay as long as they like.
paid-term-none = { $name } has no term, and may stay as long as they like.
paid-line = { $name }: until { $day }
paid-line-over = { $name }: over since { $day }
paid-nobody = Nobody has a term here.
paid-terms-none = You have no term, and paid nothing.
paid-mine = <b>{ $group }</b>: until { $day }
paid-mine-over = <b>{ $group }</b>: over since { $day }
paid-payment = • { $day }: { $amount ->
        [one] 1 Star
       *[other] { $amount } Stars
    } for { $term }, { $state } (<code>{ $charge }</code>)
paid-state-counted = counted
paid-state-returning = on its way back
paid-state-returned = given back
paid-state-stuck = to be given back
paid-support =
    About a payment, ask an administrator of the group that you paid for: they can give it back with <code>/refund</code>. The Stars went to whoever runs this bot.
    <code>/terms</code> in private shows your payments, with the number of each. Telegram's own support cannot help with them.

paid-renew = ⭐ Pay for more time
paid-renew-here = Press the button: the invoice comes in private.
paid-renew-not = Nobody can pay for <b>{ $group }</b> at present; ask its administrators.
paid-renew-nothing = You have no term that could be made longer.
paid-renew-which = For which group?

paid-ends = ⏳ Your term in <b>{ $group }</b> lasts until { $day }.
paid-over = ⌛ Your term in <b>{ $group }</b> is over since { $day }. You may stay for { $grace } more.
paid-how-renew = With <code>/renew</code> you stay longer.
paid-how-ask = Ask its administrators if you would like to stay longer.
paid-removed = ⌛ Your term in <b>{ $group }</b> is over, and you were removed. You are not banned: you can come again.
paid-cannot = ⚠️ Terms are over, and I may not remove anybody: I need the right to { $right }.

paid-preview = ⌛ <b>{ $group }</b>: the { $n ->
        [one] term of 1 person is over. Should they be removed?
       *[other] terms of these { $n } people are over. Should they be removed?
    } This is the first time here; after it I do so by myself.
paid-preview-more = … and { $n } more
paid-preview-remove = Remove them
paid-preview-keep = Keep 7 days more
paid-preview-line = ⌛ { $admins }: { $n ->
        [one] the term of 1 member is
       *[other] the terms of { $n } members are
    } over. Should they be removed? After this first time I do so by myself.
paid-preview-done = ⌛ Terms that were over: decided.
paid-did-remove = { $n ->
        [one] 1 person is removed.
       *[other] { $n } people are removed.
    }
paid-did-keep = { $n ->
        [one] 1 person stays 7 days more.
       *[other] { $n } people stay 7 days more.
    }

privacy-matter-payments = Payments, and until when they let you stay, as the law and fairness ask.
privacy-stays-payments = { $n ->
        [one] a payment or term
       *[other] { $n } payments and terms
    }
