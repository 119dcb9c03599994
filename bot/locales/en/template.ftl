# Texts that administrators write. How somebody is called whose name looks like an ad, or is none.
template-somebody = a member
# Where nobody is named, but all are meant.
template-everybody = everybody
# Follows names, in a list of them.
template-others = { $n ->
        [one] 1 other
       *[other] { $n } others
    }
template-rules = Rules

template-preview = 👁 <b>This is how it will look:</b>
template-save = Save
template-saved = ✅ Saved.
template-dropped = Nothing was changed.
template-cleared = ✅ The text is gone.

template-usage =
    Write the text behind the command, or reply with it to a text: <code>/{ $command } Hello { "{" }first{ "}" }!</code>
    I fill in { "{first} {last} {name} {mention} {username} {id} {group} {count}" }; { "{rules}" } makes a button that leads to the rules.
    A button: <code>[label](buttonurl://example.org)</code>, in the same row: <code>[label](buttonurl://example.org:same)</code>. <code>/{ $command } off</code> clears it.
template-button = The button “{ $label }” cannot be: a label has at most 64 characters, an address begins with http://, https:// or tg://, and there are at most 20 buttons.
template-long = This is too long: with names filled in it has to fit into { $most } characters.
template-empty = There has to be some text beside the buttons.
template-bare = Telegram shows no text with that: reply to it with the name alone.
