command-rules = the rules in force
command-setrules = the rules in your own words: <code>/setrules Be kind.</code>

feature-rules = rules
set-rules-text = what /rules says before the rules that are switched on

rules-title = <b>Rules</b>
rules-none = No rules are switched on.
rules-ask = Why was I …?
rules-not-there = I can show these rules only to members of that group.
