feature-share = sharing a link
gate-share = bringing { $least ->
        [one] 1 new person
       *[other] { $least } new people
    }
gate-name-share = bringing new people
share-asks = Pass your own link on to people who have never been in this group. They press Start and solve a sum. So far: { $came } of { $least }.
share-again = Show my link again
share-link =
    Your link to <b>{ $group }</b>:
    { $url }
share-pass-on = 📤 Pass it on
share-enough = You have had enough links; all of them work.
share-one-more = 🎉 One more came: { $came } so far.
share-limits = ℹ️ Everybody counts once, and only who was never seen here. Whoever has several accounts can bring themselves: nobody can see that.
share-over = This link is over.
share-own = That is your own link: pass it on to others.
share-counted = You have counted for this group before.
share-known = You are no stranger to that group, so you do not count; it is open to you as always.
share-hello = Somebody who wants to join <b>{ $group }</b> sent you here. Solve the sum, and you count for them.
share-thanks = ✅ Thank you! You count for them.
share-failed = That was not right, either. Open the link again if you like.
