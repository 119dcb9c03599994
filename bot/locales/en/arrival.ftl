greeting-ready = 👮 I keep this group from now on: ads go, talk stays. /rules shows the rules, /settings the settings.
greeting-basic =
    👮 I am here. This is a basic group, and in one nobody can be muted. Make it a supergroup first: group settings → chat history for new members → visible.
    Then make me an administrator.
greeting-lacking =
    👮 I am here, but I lack rights:
    { $rights }
    Group settings → Administrators → me → switch them on.
greeting-archive = I keep what is said here for { $term }, so that it can be found: /climb. <code>/set archive.keep off</code> ends that and erases it.
greeting-archive-ever = I keep what is said here, so that it can be found: /climb. <code>/set archive.keep off</code> ends that and erases it.
greeting-place = Language: English · Time zone: { $zone } ({ $time })
greeting-setup = Set up
greeting-on = What is on
greeting-language = Language · { $other }
greeting-zone = Time zone
greeting-is-on = On: { $names }
greeting-is-off = Off: { $names }
