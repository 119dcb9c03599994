command-approve = trust somebody: <code>/approve @eve</code>
command-unapprove = trust somebody no more: <code>/unapprove @eve</code>
command-approved = the people who are approved here

feature-trust = trusted members

# name is the command.
trust-usage = Whom? In reply to them, or <code>/{ $name } @eve</code>, or <code>/{ $name } 123456789</code>
trust-needless = Administrators, channels of the group and I myself need no approval.
trust-given = ✅ { $name } is a trusted member now: no machine warns or removes them.
trust-muted = They are still muted. To let them write: <code>/unmute { $person }</code>
trust-before = { $name } is approved already.
trust-taken = { $name } is not approved any more. What they earn by writing counts as before.
trust-not = { $name } is not approved.
trust-none = Nobody is approved here. <code>/approve @eve</code> does that.
trust-list = { $n ->
        [one] 1 approved member:
       *[other] { $n } approved members:
    }
trust-line = { $name } (<code>{ $person }</code>) – by { $by }
