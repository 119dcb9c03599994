command-appeal = have a case looked at once more: <code>/appeal 12 why</code>
command-uphold = decide an appeal, the case stands: <code>/uphold 12 reason</code>
command-reverse = decide an appeal, the case is reversed: <code>/reverse 12 reason</code>

feature-appeal = appeals
set-appeal-jury = how many trusted members, drawn by chance, decide appeals; 0 for the administrators
set-appeal-within = by when an appeal is to be decided; then the administrators are reminded

rules-appeal = Whatever was done to you, you can appeal in private: an administrator looks at it once more, within { $within } if possible.
rules-appeal-jury = Whatever was done to you, you can appeal in private: { $n } trusted members, drawn by chance, look at it once more, within { $within }.

appeal-usage = Which case, and why? In one message: <code>/appeal { $number } why it was wrong</code>
appeal-none = There is no case of yours that you could appeal against.
appeal-ask = #{ $number }: write in one message why this was wrong.
appeal-long = An appeal has at most { $n } characters. Nothing was sent.
appeal-no-unknown = There is no case #{ $number } of yours.
appeal-no-over = Nothing is left of #{ $number } to appeal against.
appeal-no-before = You have appealed against #{ $number } already: there is one appeal a case.
appeal-no-limit = That is enough appeals for one day. Try again tomorrow.
appeal-taken = ⚖️ Your appeal against #{ $number } is taken. You hear from me by { $until } if all goes well.
appeal-upheld = ⚖️ { $group }: your appeal against #{ $number } was heard, and the case is upheld.
appeal-reversed = ⚖️ { $group }: your appeal against #{ $number } was heard, and the case is reversed.
appeal-button-case = #{ $number } · { $act }

appeal-card = ⚖️ <b>Appeal against #{ $number }</b> · { $group }
appeal-what = Somebody: { $act }
appeal-rule = Rule: { $rule }
appeal-text = <blockquote>{ $text }</blockquote>
appeal-says = The appeal:
appeal-until = To be decided by { $until }.
appeal-late = ⏰ It waits for you. I ask again { $until }.
appeal-how = With a reason: /uphold { $number } …, /reverse { $number } …
appeal-jury = { $n ->
        [one] 1 trusted member
       *[other] { $n } trusted members
    } drawn by chance decide, until { $until }.
appeal-commitment = SHA-256 of the seed: <code>{ $hash }</code>
appeal-seed = Seed of the draw: <code>{ $seed }</code>
appeal-no-jury = The jury came to no decision.
appeal-by-jury = the jury
appeal-decided = → { $state } ({ $who })
appeal-votes = Votes by weight: { $uphold } to uphold, { $reverse } to reverse
appeal-untold = ⚠️ The person cannot be written to, and does not know yet.
# For the group.
appeal-line = ⚖️ #{ $number } { $admins }: an appeal waits for your decision.
appeal-closed = ⚖️ Appeal against #{ $number } → { $state }
appeal-state-upheld = upheld
appeal-state-reversed = reversed

appeal-button-uphold = Uphold
appeal-button-reverse = Reverse
appeal-button-uphold-why = Uphold, say why
appeal-button-reverse-why = Reverse, say why
appeal-why-uphold = #{ $number } is upheld. Why? One message.
appeal-why-reverse = #{ $number } is reversed. Why? One message.
appeal-usage-decide = Which appeal, and why? <code>/{ $name } 12 reason</code>

jury-card = ⚖️ You were drawn for the jury of { $n } on an appeal in { $group } (#{ $number }). Nobody learns how you vote.
jury-until = Please vote by { $until }.
jury-voted-uphold = Thank you. On #{ $number } you voted to uphold.
jury-voted-reverse = Thank you. On #{ $number } you voted to reverse.
jury-late = This is decided already, or you have voted.
