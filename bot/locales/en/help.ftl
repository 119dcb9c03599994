help-start =
    👮 I am Louzhang, the warden of groups. Add me to a group and make me an administrator.
    /why shows what I did about you, and on what evidence.
help-line = /{ $name } – { $does }
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
command-rules = the rules in force
command-set = read and change settings
command-reset = a setting as it comes
command-config = what was changed
command-viewconfig = the settings as lines
command-setconfig = take such lines
command-cases = what was done
command-why = what was done and on what evidence: <code>/why 12</code>

rules-title = <b>Rules</b>
rules-none = No rules are switched on.
