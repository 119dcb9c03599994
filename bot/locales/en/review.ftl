command-admit = let in or refuse somebody at the door: <code>/admit @name</code>, <code>/refuse @name</code>

feature-review = review
gate-review = a look by an administrator
gate-name-review = the review
review-asks = An administrator looks at your application. You hear from me.
review-card = 🚪 <b>{ $group }</b>: somebody wants to come in
review-who = <a href="tg://user?id={ $person }">{ $name }</a> · { $account }
review-bio = “{ $bio }”
review-link = 🔗 { $link }
review-premium = ⭐ Telegram Premium
review-said = 💬 { $gate }: { $said }
review-before = ⚠️ did not pass { $ago } ago
review-admit = Let in
review-refuse = Refuse
review-ban = Refuse and ban
review-line = 🚪 { $admins } <a href="tg://user?id={ $person }">somebody</a> wants to come in.
review-closed = 🚪 <a href="tg://user?id={ $person }">Somebody</a> wanted to come in { $over }
review-over-passed = → let in
review-over-failed = → refused
review-over-withdrawn = → cancelled
review-over-elsewhere = → decided by somebody else
review-did-admit = Let in.
review-did-refuse = Refused.
review-did-ban = Refused and banned.
review-which = Several people stand at the door: <code>/{ $name } @name</code> or <code>/{ $name } number</code>, see /waitlist
review-nobody = Nobody like that stands at the door: /waitlist
review-name = <a href="tg://user?id={ $person }">{ $name }</a>
review-said-admit = ✅ { $name } is let in.
review-said-refuse = ❌ { $name } is refused.
