help-start =
    👮 I am Louzhang, the warden of groups. Add me to a group and make me an administrator.
    /why shows what I did about you, and on what evidence.
help-add = Add me to a group
help-line = /{ $name } – { $does }
help-line-words = /{ $name } ({ $words }) – { $does }
help-unknown = There is no command { $name } for you here.

# The five keys, as headings.
key-vision = <b>Vision</b>
key-threshold = <b>Threshold</b>
key-rules = <b>Rules</b>
key-activities = <b>Activities</b>
key-benefits = <b>Benefits</b>
key-memory = <b>Memory</b>
key-house = <b>The bot</b>

# What the commands do, a line each.
command-start = what I am
command-help = the commands you may use

feature-help = commands
set-commands-only_addressed = whether a command counts only with my name behind it, as <code>/ban@louzhang_bot</code>
