command-helper = let members help: <code>/helper add @eve delete warn</code>, <code>/helper remove @eve</code>

feature-helper = helpers
right-can_promote_members = appoint administrators

power-delete = delete
power-mute = mute
power-reports = reports
power-warn = warn

helper-usage = There are no helpers, or that was no appointment: <code>/helper add @eve delete warn</code>, <code>/helper remove @eve</code>. They may: { $powers }. Mutes of theirs last a day at most.
helper-powers = What may they do? { $powers }
helper-not = Administrators, channels and bots cannot be helpers.
helper-added = ✅ { $name } helps now: { $powers }.
helper-removed = ✅ { $name } is no helper any more.
helper-list = Helpers:
helper-line = { $name }: { $powers }
