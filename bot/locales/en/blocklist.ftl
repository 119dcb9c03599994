command-addblocklist = words that may not be said, one a line: <code>/addblocklist word</code>, <code>*part*</code>, <code>exact:text</code>, <code>/pattern/</code>, <code>word {"{"}mute 1h{"}"}</code>
command-rmblocklist = take words off the blocklist: <code>/rmblocklist word</code>
command-blocklist = the blocklist

feature-blocklist = blocklist
set-blocklist-enabled = whether what is on the blocklist is deleted
set-blocklist-words = words and /patterns/ that may not be said
set-blocklist-action = what happens to who says them, where an entry brings nothing else
rules-blocklist = Words on the blocklist: { $then }.
rule-blocklist = a word on the blocklist

blocklist-did = ✅ { $n ->
        [one] 1 entry
       *[other] { $n } entries
    } added; { $total } on the blocklist.
blocklist-undid = ✅ { $n ->
        [one] 1 entry
       *[other] { $n } entries
    } taken off; { $total } left.
blocklist-not = That is not on the blocklist.
blocklist-none = The blocklist is empty: <code>/addblocklist word</code>
blocklist-line = <code>{ $entry }</code>
blocklist-more = … and { $n } older ones.
blocklist-usage =
    One entry a line: <code>/{ $name } word</code>
    <code>word</code> – as a word of its own (Chinese: anywhere)
    <code>stem*</code>, <code>*part*</code> – in longer words, too
    <code>exact:text</code> – only if the message says nothing else
    <code>/pattern/</code> – a regular expression (RE2)
    <code>word {"{"}mute 1h{"}"}</code> – with what it brings
blocklist-wrong = That is no entry: { $reason }
blocklist-look-around = <code>{ $pattern }</code>: patterns cannot look around or refer back, as in (?=…), (?!…), (?&lt;=…) or \1, since such ones may take for ever. Say it with two entries, or without.
