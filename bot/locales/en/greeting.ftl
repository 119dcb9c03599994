command-welcome = the welcome: <code>/welcome on</code>, <code>/welcome off</code>, <code>/welcome noformat</code>
command-setwelcome = the words to whoever comes: <code>/setwelcome Hello { "{" }mention{ "}" }!</code>
command-setgoodbye = the words to whoever goes: <code>/setgoodbye Goodbye { "{" }first{ "}" }!</code>

feature-greeting = welcome and goodbye
set-welcome-enabled = whether whoever comes is welcomed, together with who comes right after
set-welcome-buttons = whether buttons for the rules, an introduction or a name card stand below it
set-welcome-text = the words to whoever comes; without any, the usual ones
set-goodbye-text = the words to whoever goes; without any, I say nothing

welcome-usual = 👋 Welcome to { $group }, { $mention }!
welcome-on = ✅ Whoever comes is welcomed.
welcome-off = ✅ Nobody is welcomed any more.
welcome-is-on = <b>The welcome is on:</b>
welcome-is-off = <b>The welcome is off</b> (<code>/welcome on</code>). It would be:
welcome-usage = <code>/welcome on</code>, <code>/welcome off</code>, or <code>/welcome noformat</code> for the text as it was written; <code>/setwelcome</code> changes it.

welcome-buddy = 🤝 { $buddy } shows you around: ask them anything.
welcome-buddies = 🤝 { $buddy } shows { $people } around.

command-buddy = members who show newcomers around, in turn: <code>/buddy add @name</code>, <code>/buddy remove @name</code>
feature-buddy = buddies
privacy-matter-buddies = Whom you show around as a buddy, or who shows you around.
buddy-none = There are no buddies. Name members who show newcomers around in turn: <code>/buddy add @name</code>
buddy-usage = <code>/buddy add @name</code>, <code>/buddy remove @name</code>, or in reply; <code>/buddy</code> lists them.
buddy-added = 🤝 { $name } is a buddy: newcomers are given to the buddies in turn, where there is a welcome.
buddy-is-one = { $name } is one already.
buddy-many = There are { $most } buddies, and no group has more: <code>/buddy remove @name</code>
buddy-bot = { $name } is a bot: a buddy is somebody who can be asked.
buddy-removed = ✅ { $name } is a buddy no more.
buddy-is-none = { $name } is none.
buddy-outside = { $name } is not in the group.
buddy-listed = • { $name }: { $n ->
        [one] 1 newcomer
       *[other] { $n } newcomers
    }
buddy-listed-gone = • { $name }: { $n ->
        [one] 1 newcomer
       *[other] { $n } newcomers
    }, not here any more
buddy-me = 🤝 <a href="tg://user?id={ $person }">{ $name }</a> shows you around.
