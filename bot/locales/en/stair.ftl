command-stair = bookmark the message you reply to: <code>/stair TITLE</code>; around a talk: <code>/stair open TITLE</code>, <code>/stair close</code>; <code>/stair rename CODE TITLE</code>, <code>/stair remove CODE</code>
command-stairs = the bookmarks of the group, or some: <code>/stairs chain</code>

feature-stairs = bookmarks
set-stairs-enabled = whether the group has bookmarks
set-stairs-prefix = what a bookmark begins with, behind the #
set-stairs-pin = whether messages with a bookmark are pinned (an open talk until it is closed)
power-stairs = stairs
privacy-matter-stairs = Who made a bookmark.
page-due-stairs-down = more bookmarks are unpinned
page-due-stairs-asked = somebody asks for a bookmark in private

stair-prefix-wrong = A prefix has letters and digits only, ends in a letter, and has at most { $most } characters: with the date behind it, it becomes a hashtag.
stair-usage =
    In reply to a message, with a title:
    <code>/stair How to organise a chain</code>
    Around a talk:
    <code>/stair open TITLE</code>
    <code>/stair close</code>
    Later:
    <code>/stair rename CODE TITLE</code>
    <code>/stair remove CODE</code>
stair-open-usage = A talk has a title: <code>/stair open How to organise a chain</code>
stair-rename-usage = Which one, and what is it called? <code>/stair rename 20170201201 TITLE</code>, or in reply to its message: <code>/stair rename TITLE</code>
stair-remove-usage = Which one? <code>/stair remove 20170201201</code>, the third of today: <code>/stair remove 3</code>, or in reply to its message.
stair-none = There is no bookmark { $text } here. /stairs shows all.
stair-nowhere = There is no bookmark { $text }. /stairs, in the group, shows all.
stair-from = From { $group }:
stair-none-open = No talk is open. One begins with <code>/stair open TITLE</code>; or say which: <code>/stair close 20170201201</code>
stair-closed-before = { $tag } is closed already.
stair-several = Which one? { $tags }
stair-taken = This bookmark is there already:
stair-full = There is no number left for a bookmark today.
stair-removed = ✅ Bookmark { $digits } ({ $title }) is gone.
stair-renamed = ✅ { $tag } is now called { $title }
stair-untitled = (no text)
stair-nopin = 📌 The bookmark is there, but I may not pin it. Give me the right to pin messages: group profile → administrators → me → pin messages. Without pins: <code>/set stairs.pin off</code>

# title is the title, tags are the two hashtags.
stair-post =
    📌 { $title }
    { $tags }
stair-post-bare = 📌 { $tags }
stair-post-open =
    🎙 A talk begins: { $title }
    { $tags }
stair-post-open-bare = 🎙 A talk begins { $tags }
stair-post-closed =
    🏁 Closed: { $title }
    { $tags }
stair-post-closed-bare = 🏁 Closed { $tags }
stair-post-gone = This bookmark is gone.

# title may be a link.
stair-line = { $tag } { $title }
stair-line-open = { $tag } 🎙 { $title }
stairs-head = 📖 Bookmarks ({ $n }) { $tags }
stairs-empty = There are no bookmarks yet. Administrators reply to a message: <code>/stair TITLE</code>
stairs-none = There is no such bookmark. /stairs shows all.

stair-index = 📖 <b>Bookmarks · { $month }</b> { $tags }
stair-index-part = { $head } (page { $n })
stair-index-empty = There are none left here.
stair-index-nolink = Tap a tag to find its message.
stair-index-earlier = Earlier: { $links }

stair-card =
    📌 <b>{ $title }</b>
    { $tags }
stair-card-by = { $name } · { $when }
stair-card-said = “{ $text }”
stair-card-open = 🎙 Still open.
stair-card-closed = 🏁 Closed.
stair-card-gone = The message itself was deleted.
stair-nolink = Basic groups have no links to messages: tap { $tag }, and all messages with it are listed. In a supergroup, new bookmarks have links.
stair-nolink-old = This was said before the group became a supergroup, so there is no link: tap { $tag }, and all messages with it are listed.
stair-to-begin = ⬆️ Start
stair-to-end = ⬇️ End
stair-to-post = 📌 Bookmark
stair-to-card = 🏁 Summary

stair-closed =
    🏁 <b>{ $title }</b>
    { $tags }
stair-closed-times =
    🕗 { $began } – { $ended }
    ⏱ { $span }
stair-closed-said = { $people ->
        [one] 👥 { $people } person
       *[other] 👥 { $people } people
    }, { $n ->
        [one] { $n } message
       *[other] { $n } messages
    }
stair-closed-silent = Nobody said anything.
stair-closed-more = Only the first { $n } messages are counted.
stair-with-pictures = 🖼 Pictures: { $n }
stair-with-files = 📎 Files: { $n }
stair-with-voices = 🎤 Voice: { $n }
stair-with-links = 🔗 Links: { $n }
stair-most-answered = <b>Most answered</b>
stair-most-liked = <b>Most liked</b>
stair-best = { $name }: { $text }
stair-best-line = { $n } × { $said }
