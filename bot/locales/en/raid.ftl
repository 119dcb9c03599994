command-antiraid = the watch against raids: <code>/antiraid on</code>, <code>/antiraid 20</code>, <code>/antiraid auto</code>

feature-antiraid = the watch against raids
set-antiraid-enabled = whether I say so when very many join at once
set-antiraid-hold = whether they cannot write then until an administrator has looked
set-antiraid-joins = joins a minute above which it is a raid; auto goes by the busiest minute of the week

rules-antiraid = When very many join at once, they cannot write until an administrator has looked.
rule-raid = a raid

antiraid-watching = The watch against raids is on; too many a minute: { $joins }.
antiraid-off = The watch against raids is off: <code>/antiraid on</code>
antiraid-set = ✅ Watch against raids: { $value }
antiraid-usage = <code>/antiraid on</code>, <code>off</code>, <code>auto</code>, or so many joins a minute: <code>/antiraid 20</code>

raid-state-on = 🛡 { $n ->
        [one] 1 person has
       *[other] { $n } people have
    } joined at once. Is this a raid?
raid-state-held = 🛡 { $n ->
        [one] 1 person has
       *[other] { $n } people have
    } joined at once. Whoever joins now cannot write for a day at most. Is this a raid?
raid-state-growth = 🌱 { $n ->
        [one] 1 person
       *[other] { $n } people
    } joined at once, and they are welcome.
raid-growth = This is real growth
raid-sweep = Remove those who came
raid-state-over = 🛡 It is quiet again. { $n ->
        [one] 1 person
       *[other] { $n } people
    } had joined at once.
raid-doing = I am on it.
