command-settings = the settings, with buttons
command-setup = everything in one go, by a preset: <code>/setup fans</code>
command-set = read and change settings: <code>/set ads.level strict</code>
command-reset = a setting back to its default: <code>/reset ads.level</code>
command-config = the settings that were changed
command-viewconfig = the changed settings as lines to copy, or as a file: <code>/viewconfig file</code>
command-setconfig = take over lines or a file of /viewconfig

setting-anonymous = Write as yourself for that, not anonymously: I have to see that you administer the other chat.
setting-elsewhere = I am not in the chat { $chat }. Add me there first (to a channel as an administrator).
setting-foreign = You are no administrator of { $chat }: nothing changed.
setting-unknown = There is no setting { $key }.
# Follows setting-unknown.
setting-near = { " " }Did you mean { $key }?
setting-wrong = { $key }: not understood. Allowed: <code>{ $allowed }</code>
setting-reason = ⚠️ { $reason }
setting-changed = ✅ { $key } = <code>{ $value }</code>
setting-is = { $key } = <code>{ $value }</code>
# Follows a refusal or an answer of /set, /reset, /config, /viewconfig, /setconfig.
setting-whole = { $key } is one for the whole group: it cannot differ from topic to topic.
setting-topic = Write <code>{ $key }@here</code> in the topic that is meant.
setting-reset-usage = Which one? For example <code>/reset ads.level</code>
setting-feature = There is no feature { $name }. There are: { $known }
setting-none = Everything is as it comes.
setting-lines = <pre>{ $lines }</pre>
setting-copy-usage = Write the lines of /viewconfig below the command, or reply to them with it.
setting-no-colon = No colon in: <code>{ $line }</code>
setting-alone = { $key }: another chat has to agree to that. Set it alone, with /set.
setting-nothing = Nothing was changed.
setting-more = { $count ->
    [one] … and { $count } more
   *[other] … and { $count } more
}

# Follows setting-is in the answer of /set KEY.
setting-about =
    { $help }
    Allowed: <code>{ $allowed }</code>
    Default: <code>{ $default }</code>

feature-words = words
panel-link = The settings of this group, with buttons:
panel-which = Which group?
panel-none = I know of no group that you administer. Write /settings in the group, or add me there first.
panel-not-there = You cannot change the settings of that group: you need the right to change group info there, and I have to be in it.
panel-group =
    ⚙️ <b>{ $group }</b>
    { $language } · { $zone } ({ $time })
panel-presets = Presets
panel-file = As a file
panel-groups = Other groups
panel-line =
    <code>{ $key }</code> = <code>{ $value }</code>
    { $help }
panel-setting =
    <b>{ $key }</b>
    { $help }

    Now: <code>{ $value }</code>
    Default: <code>{ $default }</code>
    Allowed: <code>{ $allowed }</code>
panel-type = ✏️ Type it
panel-reset = ↺ Default
panel-ask = Write the new value of { $key }. Allowed: <code>{ $allowed }</code>

option-on = on
option-off = off
option-kick = kick
option-ban = ban
option-mute = mute
option-delete = delete
option-report = report
option-soft = soft
option-standard = standard
option-strict = strict
option-warn = warn
option-strike = strike
option-remind = remind
option-profile = profile
option-card = card
option-free = free
option-optional = optional
option-required = required
option-phone = phone
option-decline = decline
option-button = button
option-math = math
option-image = image
option-emoji = emoji
option-text = text
option-text-only = text only

setup-link = Setting up this group, step by step:
setup-unknown = There are the presets { $known }.
setup-begin = <b>Setting up</b>
setup-keys = By the five keys »
setup-step =
    { $key } ({ $number }/{ $count })
    What belongs to it (✅ is on):
setup-next = Next »
setup-done = Done
preset-open = <b>open</b>: everybody may come; ads are removed, talk is free.
preset-learning = <b>learning</b>: a paid course or study group; strict about ads.
preset-fans = <b>fans</b>: large and public; the strictest about ads.
preset-circle = <b>circle</b>: up to 150 people who know each other; nobody is removed by the machine.
preset-button-open = open
preset-button-learning = learning
preset-button-fans = fans
preset-button-circle = circle
preset-large = ⚠️ This group had { $size } members when I came.
preset-same = Nothing would change.
preset-would = This would change:
preset-change = • { $key }: <code>{ $before }</code> → <code>{ $after }</code>
preset-used = ✅ Done. What you do not like can be changed at any time.

file-caption = All settings. Reply to this file with /setconfig, here or in another group, to take them over.
file-used = ✅ The settings of the file hold now.
file-large = The file is too large: at most { $most } kB.
file-text = That is no text file.
file-lost = Telegram did not give me the file. Please try again.
