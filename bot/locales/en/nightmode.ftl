command-nightmode = hours in which nobody but administrators writes: <code>/nightmode 23:00-07:00</code>, <code>/nightmode off</code>

feature-nightmode = night mode
set-nightmode-enabled = whether the group sleeps at night
set-nightmode-hours = from when to when, by the group's own clock
rules-nightmode = From { $begin } to { $end } nobody but administrators writes.

nightmode-on = 🌙 Night is from { $begin } to { $end } ({ $zone }).
nightmode-off = Night mode is off: <code>/nightmode 23:00-07:00</code>
nightmode-usage = From when to when? <code>/nightmode 23:00-07:00</code>, or <code>/nightmode off</code>
nightmode-begins = 🌙 Good night! From { $until } everybody may write again.
