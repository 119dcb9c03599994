setting-anonymous = Write as yourself for that, not anonymously: I have to see that you administer the other chat.
setting-elsewhere = I am not in the chat { $chat }. Add me there first (to a channel as an administrator).
setting-foreign = You are no administrator of { $chat }: nothing changed.
setting-unknown = There is no setting { $key }.
# Follows setting-unknown.
setting-near = { " " }Did you mean { $key }?
setting-wrong = { $key }: not understood. Allowed: <code>{ $allowed }</code>
setting-reason = ⚠️ { $reason }
setting-changed = ✅ { $key } = <code>{ $value }</code>
setting-is = { $key } = <code>{ $value }</code>
# Follows a refusal or an answer of /set, /reset, /config, /viewconfig, /setconfig.
setting-whole = { $key } is one for the whole group: it cannot differ from topic to topic.
setting-topic = Write <code>{ $key }@here</code> in the topic that is meant.
setting-reset-usage = Which one? For example <code>/reset ads.level</code>
setting-feature = There is no feature { $name }. There are: { $known }
setting-none = Everything is as it comes.
setting-lines = <pre>{ $lines }</pre>
setting-long = That is more than fits into a message. <code>louzhang export</code> writes it into a file.
setting-copy-usage = Write the lines of /viewconfig below the command, or reply to them with it.
setting-no-colon = No colon in: <code>{ $line }</code>
setting-alone = { $key }: another chat has to agree to that. Set it alone, with /set.
setting-nothing = Nothing was changed.
setting-more = { $count ->
    [one] … and { $count } more
   *[other] … and { $count } more
}
