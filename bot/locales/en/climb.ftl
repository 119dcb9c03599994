command-climb = look for what was said: <code>/climb words</code>

feature-climb = search
set-climb-enabled = whether members can look for what was said

climb-usage =
    What are you looking for?
    <code>/climb words "a phrase" begin* -without</code>
    <code>from:@name on:2026-11-20 since:7d until:2026-11 has:photo</code>
    has: photo, file, link, voice, video · sort:weight
climb-private = Look for something in a group first: <code>/climb words</code>. Then it goes on here.
climb-members = Only members of the group can look for what was said there.
climb-over = This search is over. Begin anew: <code>/climb words</code>
climb-found = 🔎 { $words }
climb-found-in = 🔎 { $words } · { $group }
climb-nothing = 🔎 { $words }: nothing found.
climb-hit = { $head }: { $text }
climb-head = • <a href="{ $link }">{ $when }</a> { $name }
climb-head-plain = • { $when } { $name }
climb-beside = <i>{ $name }: { $text }</i>
climb-since = Complete since { $day }.
climb-hole = Nothing is known from { $since } to { $until }.
climb-empty = Nothing is kept here yet.
climb-behind = { $n ->
        [one] One message is not searched yet: try again in a minute.
       *[other] { $n } messages are not searched yet: try again in a minute.
    }
climb-private-button = More in private
climb-channel = a channel
climb-kind-photo = [picture]
climb-kind-video = [video]
climb-kind-voice = [voice]
climb-kind-file = [file { $name }]
climb-unclear-nothing = There is no word in that. Example: <code>/climb words from:@name</code>
climb-unclear-long = That is too much at once: at most 256 characters, and 12 words.
climb-unclear-from = I have not seen { $what } here. <code>from:@name</code>, a number, or <code>from:me</code>
climb-unclear-on = What day is { $what }? <code>on:2026-11-20</code>, <code>on:11-20</code>, <code>on:2026-11</code>, <code>on:yesterday</code>
climb-unclear-since = What day is { $what }? <code>since:2026-11-20</code>, <code>since:7d</code>
climb-unclear-until = What day is { $what }? <code>until:2026-11-20</code>, <code>until:7d</code>
climb-unclear-has = { $what } is nothing to look for: <code>has:photo</code>, file, link, voice, video
climb-unclear-in = There is no code { $what } here.
climb-unclear-sort = <code>sort:time</code> or <code>sort:weight</code>
page-due-climb-page = a page of a search is looked up
