command-save = keep a note: <code>/save faq text</code>, or in reply to a message
command-get = bring a note: <code>/get faq</code>, or just <code>#faq</code>
command-notes = the notes of the group
command-clear = forget a note: <code>/clear faq</code>

feature-notes = notes
set-notes-enabled = whether the group has notes

note-usage = A name, and the text: <code>/save faq Read this first …</code>, or <code>/save faq</code> in reply to a message, a picture or anything else.
note-long = A name has at most { $most } characters.
note-many = There are { $most } notes already: more I cannot keep. /clear takes one away.
note-saved = ✅ Kept: #{ $name } brings it back.
note-get-usage = Which one? For example <code>/get faq</code>. /notes shows them.
note-clear-usage = Which one? For example <code>/clear faq</code>
note-none-such = There is no note { $name }. /notes shows them.
note-cleared = ✅ The note { $name } is gone.
note-none = There are no notes yet.
note-line = • #{ $name }
note-source = <pre>{ $source }</pre>
