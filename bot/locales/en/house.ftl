# What the core itself says, and words that every feature uses.

right-missing = You need the right to { $right } for that.
right-can_delete_messages = delete messages
right-can_restrict_members = ban users
right-can_change_info = change group info

place-group = This works in a group.
place-private = This works in the private chat with me.

button-stale = This button is out of date.

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
