command-names = who has a name that does not follow the rule yet

command-namecard = your name in this group: fill in your card

feature-naming = names
set-naming-on = which names: those of profiles, or those on cards that I keep for this group
set-naming-format = how members are to be called, such as <code>{ "{" }city{ "}" }-{ "{" }job{ "}" }-{ "{" }name{ "}" }</code>; any separator does for any other; <code>{ "{" }team:red|blue{ "}" }</code> has values of its own
naming-values = the values that may stand there; empty: anything
set-naming-banned = what no name may hold: words, or <code>script:arabic</code>
set-naming-grace = how much time there is to change a name
set-naming-action = what happens after that
rule-naming = the name
privacy-matter-naming = Whose name does not follow the rule of a group, and until when that is borne.
privacy-matter-namecards = The name card that you filled in for a group.
privacy-stays-naming = mutes for a name: { $n }

rules-naming = Names look like <code>{ $format }</code>, for instance <b>{ $example }</b>.
rules-naming-card = Everybody has a name card here that looks like <code>{ $format }</code>, for instance <b>{ $example }</b>: <code>/namecard</code>
rules-naming-banned = Some words and scripts have no place in a name.
rules-naming-remind = If your name does not follow, I remind you, and again after { $grace }.
rules-naming-mute = If your name still does not follow after { $grace }, you are muted until it is right.
rules-naming-kick = If your name still does not follow after { $grace }, you are removed, and may come back with the right one.

naming-city = city
naming-job = job
naming-name = name
naming-company = company
naming-school = school
naming-year = year
naming-role = role
naming-team = team
naming-other = { $field }
naming-field-free = { $field } (free)
naming-field-chosen = { $field } (<code>{ $values }</code>)
naming-field-exact = { $field } ({ $n ->
        [one] 1 character
       *[other] { $n } characters
    })
naming-field-between = { $field } ({ $least }–{ $most } characters)
# fields is made of the texts above.
naming-explain =
    { $fields }. For instance <b>{ $first }</b> or <b>{ $second }</b>.
    ⚠️ Names are people’s own: they change in all their chats.
naming-explain-card =
    { $fields }. For instance <b>{ $first }</b> or <b>{ $second }</b>.
    I keep these names for this group; up to 16 characters show as the member’s tag, where I may set tags.
naming-counted = { $wrong } of { $seen } people seen here do not follow.
naming-counted-more = { $wrong } of the first { $seen } people seen here do not follow; there are more.
naming-when-seen = Nobody’s time starts before I see them again.

naming-fields = Write fields in braces, such as <code>{ $example }</code>
naming-long = At most { $most } characters.
naming-many = At most { $most } fields.
naming-twice = The field { $field } stands there twice.
naming-apart = Between { $first } and { $second } a separator is missing.
naming-length = The length of { $field } goes from 1 to { $most }.

naming-values-bad = { $field } needs at least two values with up to { $most } characters each.
naming-spec = Behind { $field } stands a length, such as 2..8, or values, such as red|blue.

naming-none = There is no rule about names. Administrators set one: <code>/set naming.format { "{" }city{ "}" }-{ "{" }name{ "}" }</code>
naming-person = <a href="tg://user?id={ $person }">👤</a>
naming-listed = • <a href="tg://user?id={ $person }">{ $who }</a>: { $state }
naming-state-unseen = not asked yet
naming-state-open = until { $due }
naming-state-late = late
naming-state-muted = muted
naming-state-kicked = removed

naming-wants =
    Names look like <code>{ $format }</code>, for instance
    <b>{ $example }</b>
naming-wants-card =
    Your name card looks like <code>{ $format }</code>, for instance
    <b>{ $example }</b>
naming-choice = { $field }: { $values }
naming-wants-clean = Names are without certain words and scripts here.
naming-remind = ✍️ <b>{ $group }</b> asks you to change your name.
naming-remind-card = ✍️ <b>{ $group }</b> asks you for a name card: your name in this group. Your profile stays as it is.
naming-then-remind = Please do so by { $due }.
naming-then-mute = Please do so by { $due }; otherwise you are muted until it is right.
naming-then-kick = Please do so by { $due }; otherwise you are removed.
naming-late = Please do so soon.
naming-muted = You are muted until it is right.
naming-fill = Fill in my name card
naming-check = I have changed it
naming-not-yet = Your name does not follow yet.
naming-no-card = Your name card is missing.
naming-right = ✅ Your name is right.
naming-thanks = ✅ Your name is right: you may write in <b>{ $group }</b> again.
naming-free = ✅ You are no longer muted for your name: you may write in <b>{ $group }</b> again.
# names are mentions.
naming-line = ✍️ { $names }: please change your { $n ->
        [one] name
       *[other] names
    }.
naming-line-card = ✍️ { $names }: please fill in your name { $n ->
        [one] card
       *[other] cards
    }.
naming-me-card = Your name card is missing, or does not follow the group’s rule yet.
naming-me = Your name does not follow the group’s rule yet.

gate-name = a name that follows the rule
gate-name-name = the name
naming-gate-asks = ✍️ Change your name in Telegram’s settings, then press the button.
naming-gate-card = ✍️ Write what you are to be called in this group. Your profile stays as it is.
naming-gate-shut = There is no rule about names: set naming.format first.

naming-card-is = 🏷 Name card: <b>{ $name }</b>
naming-card-how = Fill in your name card: what you are called in this group. Your profile stays as it is.
naming-card-off = This group keeps no name cards. Administrators turn them on: <code>/set naming.on card</code>
naming-card-nowhere = You are in no group that keeps name cards.
naming-card-which = For which group?
naming-card-usage = Whose? <code>/namecard clear @name</code>, or in reply.
naming-card-none = They have no name card.
naming-card-cleared = ✅ The name card is gone.
naming-card-banned = Some words and scripts have no place in a name here.
naming-card-unlike = That does not follow. It looks like <b>{ $example }</b>
naming-card-like = That looks like the name of an administrator.
naming-card-ad = That looks like an ad.
naming-card-again = <code>/namecard</code> begins anew.
naming-card-kept = ✅ In <b>{ $group }</b> you are called <b>{ $name }</b>.
naming-card-look =
    In <b>{ $group }</b> you will be called
    <b>{ $name }</b>
naming-ask-first =
    🏷 Your name card for <b>{ $group }</b>.
    You may also write it all at once, such as <b>{ $example }</b>
naming-ask = { $where } · Your { $field }?
naming-value-chosen = Please press one of the buttons.
naming-value-free = { $most ->
        [1] One character
       *[other] { $least } to { $most } characters
    }, please, without a separator.
naming-form-use = Use it
naming-form-change = Change
naming-form-back = Back
naming-form-cancel = Cancel
naming-form-cancelled = Your name card stays as it was.
naming-form-press = Press one of the buttons.
naming-warn = ⚠️ Names are asked for on profiles: people who change theirs change it in all their chats. <code>/set naming.on card</code> has them keep it.
