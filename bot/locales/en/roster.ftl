greeting-ready = 👮 I keep this group from now on: ads go, talk stays. /rules shows the rules, /set the settings.
greeting-basic = 👮 I am here. In a basic group nobody can be muted: make it a supergroup (group settings → chat history for new members → visible), then make me an administrator.
greeting-lacking =
    👮 I am here, but I lack rights:
    { $rights }
    Group settings → Administrators → me → switch them on.
