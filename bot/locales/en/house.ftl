# What the core itself says, and words that every feature uses.

right-missing = You need the right to { $right } for that.
own-right-missing = I need the right to { $right } for that.
right-admin = That is for administrators.
right-can_delete_messages = delete messages
right-can_restrict_members = ban users
right-can_invite_users = add members
right-can_change_info = change group info

place-group = This works in a group.
place-private = This works in the private chat with me.

button-stale = This button is out of date.
button-foreign = This button is for somebody else.
button-back = « Back
button-confirm = Confirm
button-cancel = Cancel

# What this language calls itself.
language-name = English

# A feature that is switched off; for who may switch it on, and for everybody else.
feature-off-set = { $name } is off here: <code>/set { $key } on</code>
feature-off = { $name } is off here.
command-none = There is no command { $name } here. /help shows those there are.

# Where a message was that moved to the end of the chat.
notice-below = ⬇️

# For somebody the bot may not write to yet.
letter-waits = <a href="tg://user?id={ $person }">{ $name }</a>, I have something for you.
letter-open = Open the private chat
letter-none = Nothing waits for you here any more.

# What was meant for one person, where it is out of sight of the group it is about.
letter-from =
    <b>{ $group }</b>
    { $text }

who-asks = Who are you? I have to know who does that.

question-cancelled = Never mind.
question-lapsed = I do not wait for an answer any more. Open it again if you still want to.

# What a setting is for that words a command anew.
set-words = words that do the same without a slash

person-unknown = I have not seen { $name } here.

# Lengths of time; n is a number.
term-s = { $n ->
    [one] { $n } second
   *[other] { $n } seconds
}
term-m = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}
term-h = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
}
term-d = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
