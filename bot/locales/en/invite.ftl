command-invite = your own invite link, who came through it, and who stayed

feature-invite = invite links
set-invite-enabled = whether every member can have an invite link of their own

invite-link = 🔗 { $link }
invite-nobody-yet = Nobody has come through your link yet.
invite-came = { $came ->
        [one] One person
       *[other] { $came } people
    } came through your link, { $stayed } of them still here:
invite-there = • { $name }
invite-gone = • { $name } (gone)
invite-more = … and { $n } more
invite-nobody = An invite link belongs to a person: write under your own name.
invite-trouble = Telegram did not let me make a link. I need the right to add members.
