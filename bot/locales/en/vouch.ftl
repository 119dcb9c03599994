command-vouch = vouch for somebody who stands at the door: <code>/vouch @name</code>

feature-vouch = vouching
set-vouch-quota = how many people a member can vouch for in a month; 0 for none. Administrators have no limit
gate-vouch = a member who vouches
gate-name-vouch = the vouch

vouch-asks = A member of the group has to vouch for you. Send this link to one who knows you:
    { $link }
vouch-find = Ask a member to vouch
vouch-please = Would you vouch for me?
vouch-link-spent = You came through a member's link, but they have vouched for as many people as they can this month.
vouch-lacks = ⚠️ With <code>vouch.quota</code> 0 only administrators can vouch for newcomers.

vouch-name = <a href="tg://user?id={ $person }">{ $name }</a>
vouch-shown = 🤝 { $name } ({ $account }) wants to come in to <b>{ $group }</b>. Do you know them, and do you vouch for them?
vouch-press = Vouch
vouch-done = 🤝 You vouch for { $name }.
vouch-is-in = 🤝 <a href="tg://user?id={ $person }">{ $name }</a>, for whom you vouched, is in.
vouch-spent = You have no vouches left this month: { $quota } a month.
vouch-no-over = Nobody waits for this vouch any more.
vouch-no-own = That is your own link: send it to a member of the group.
vouch-no-waiting = You stand at the door yourself.
vouch-no-stranger = Only members of the group can vouch.
vouch-usage = <code>/vouch @name</code> or <code>/vouch number</code>: somebody who stands at the door.
vouch-nobody = Nobody like that stands at the door.
