command-list = who may come in: <code>/list</code> in reply to a file with ids, @usernames or tokens; <code>/list clear</code>

feature-guestlist = the list
gate-list = being on the list
gate-name-list = the list

list-asks = Your account is not on the list of who may come in. If you have a token, write it here.
list-not-on = Your account is not on the list of who may come in. Ask the owner of the group to put you on it, then look again.
list-asks-empty = There is no list of who may come in yet. The administrators of the group hear that you wait; look again later.
list-again = Look again
list-not-yet = You are not on the list.
list-unlike = That does not look like a token.
list-wrong = That token is not on the list, or was used.
list-lacks = The gate <code>list</code> wants a list: <code>/list</code> in reply to a CSV or text file. Nobody passes it before.

list-usage = <code>/list</code> in reply to a CSV or text file with ids, @usernames or one-time tokens, one a line or column; <code>/list</code> alone says what is on the list; <code>/list clear</code>
list-large = That file is too large: at most { $most } kB.
list-long = That file is too long: at most { $most } lines. Nothing was taken.
list-full = A list has at most { $most } entries: not everything was taken.
list-text = That is no text I can read. Save it as CSV or text in UTF-8. Nothing was taken.
list-lost = I could not read that file. Send it once more.
list-took = ✅ Understood: { $ids } ids, { $names } usernames, { $tokens } tokens; { $new } of them new.
list-unclear = ⚠️ { $n ->
        [one] One line was not understood
       *[other] { $n } lines were not understood
    }: { $lines }
list-holds = 📋 On the list: { $ids } ids, { $names } usernames, { $tokens } tokens; { $used } used.
list-empty = 📋 The list is empty. <code>/list</code> in reply to a CSV or text file fills it.
list-clear-asks = Take all { $n } entries off the list?
list-cleared = { $n } entries are off the list.
