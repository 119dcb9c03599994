command-code = make an invite code: <code>/code new uses=1 days=7 @name</code>; end one: <code>/code revoke HINT</code>
command-codes = the invite codes that still let somebody in

feature-code = invite codes
gate-code = an invite code
gate-name-code = the invite code

code-asks = Write your invite code here, or paste its link.
code-fill = Enter invite code
code-type = Just write the code here, in capitals or small letters, with or without dashes.
code-unlike = That does not look like an invite code.
code-wrong = That code does not let you in: it is wrong, used up, out of date, or meant for somebody else.
code-lacks = The gate <code>code</code> wants invite codes: <code>/code new uses=10 days=30</code>

code-usage = <code>/code new uses=1 days=7 @name</code> (all three can be left out) · <code>/code revoke HINT</code>
    Example: <code>/code new uses=5 days=30</code>
code-bounds = <code>uses</code> is from 1 to { $uses }, <code>days</code> from 1 to { $days }.
code-made = <code>{ $code }</code>
    🔑 I show this code just this once. It lets in { $uses ->
        [one] one person
       *[other] { $uses } people
    }, until { $until }.
    🔗 { $link }
code-made-for = Only for { $name }.
code-revoked = ✅ That code lets nobody in any more.
code-unknown = No code that is in force begins like that: /codes
code-none = There are no invite codes in force: <code>/code new</code>
code-line = <code>{ $hint }</code>… · { $left } of { $uses } left · until { $until } · by { $by }
code-line-for = · for { $name }
code-somebody = an administrator

code-no-good = This invite code does not let you in: it is wrong, used up, out of date, or meant for somebody else.
code-inside = You are in <b>{ $group }</b> already.
code-kept = 🔑 I keep your code. Now ask to join <b>{ $group }</b>: it is used at the door.
code-kept-plain = 🔑 I keep your code. Now ask to join <b>{ $group }</b> by the link you have: it is used at the door.
code-ask-in = Ask to join
