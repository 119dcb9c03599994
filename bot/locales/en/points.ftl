command-points = how many points one has: <code>/points</code>, <code>/points @eve</code>
command-statement = every point of yours and where it came from; in private <code>/statement csv</code> makes a file
command-give = give somebody points of yours: <code>/give 10 @eve thanks</code>, or in reply
command-grant = points from the treasury: <code>/grant 50 @eve reason</code>, or in reply
command-fine = take points back into the treasury: <code>/fine 50 @eve reason</code>, or in reply
command-health = how the group is doing: my rights, the roster, the ledger

feature-points = points
feature-health = health
set-points-enabled = whether there are points in this group
set-points-check_at = when the ledger is added up every day
set-give-daily = how many points a member may give away a day; 0 for none

rules-points = Points are a game: they cannot be bought, and not be paid out.
rules-points-give = One may give away up to { $n } points a day, from one's seventh day here.
page-due-points-daily = the ledger is added up
page-due-points-check = the ledger is being added up
page-due-points-alarm = the owner hears that the ledger does not add up
privacy-matter-points = How many points you hold in a group, and what each of them came from.

# shown is n in digits.
points-balance =
    { $n ->
        [one] { $shown } point
       *[other] { $shown } points
    }
points-balance-of =
    { $n ->
        [one] { $shown } point
       *[other] { $shown } points
    } · { $name }
points-balance-in =
    { $n ->
        [one] { $shown } point
       *[other] { $shown } points
    } · { $group }
points-card =
    { $n ->
        [one] 1 point
       *[other] { $n } points
    }
points-nothing = No points yet, and none were spent. Signing in, envelopes and introductions bring some.
points-which = Of which group?
points-all = All of it
points-file = Every entry of your accounts.
# n has its sign. why is one of the texts reason-….
points-line = <b>{ $n }</b> { $why } · { $at } · ={ $left }
points-note = <i>{ $note }</i>

points-usage-give = How many, and to whom? Whole points: <code>/give 10 @eve</code>, or <code>/give 10</code> in reply to them.
points-usage-grant = How many, and to whom? Whole points: <code>/grant 50 @eve reason</code>, or in reply to them.
points-usage-fine = How many, and from whom? Whole points: <code>/fine 50 @eve reason</code>, or in reply to them.
points-gave =
    { $n ->
        [one] 🎁 { $giver } gave { $name } 1 point.
       *[other] 🎁 { $giver } gave { $name } { $n } points.
    }
points-gave-before = These points were given already.
points-tip = 🎁 { $n }
points-tipped =
    { $n ->
        [one] You gave 1 point.
       *[other] You gave { $n } points.
    }
points-tipped-before = You gave something for this already.
points-short =
    { $n ->
        [0] You have no points.
        [one] You have 1 point only.
       *[other] You have { $n } points only.
    }
# left is most less what was given today.
points-no-more =
    { $most ->
        [0] Points cannot be given away here.
       *[other] One may give away { $most } points a day; today { $left } are left to you.
    }
points-no-self = Nobody gives points to themselves.
points-no-person = Only people hold points.
points-no-gone = They are not in this group, as far as I know.
points-no-left = You are not in this group any more.
points-no-new = Giving begins on one's seventh day in the group.
points-granted =
    { $n ->
        [one] ✅ { $name } gets 1 point (#{ $number }).
       *[other] ✅ { $name } gets { $n } points (#{ $number }).
    }
# whole is what was asked for.
points-fined =
    { $n ->
        [one] ✅ { $name } loses 1 point (#{ $number }).
       *[other] ✅ { $name } loses { $n } points (#{ $number }).
    }
points-fined-less = ✅ { $name } loses { $n } of { $whole } points (#{ $number }): there are no more. The rest is noted, not owed.

points-treasury = 🏦 Treasury: { $n } points given out; members hold { $members }, games { $held }
points-adds-up =
    { $n ->
        [one] ✅ The ledger adds up: { $at }, 1 transfer
       *[other] ✅ The ledger adds up: { $at }, { $n } transfers
    }
points-adds-up-now = ✅ The ledger adds up
# first is where the first of it is.
points-alarm =
    { $n ->
        [one] ⚠️ The ledger does not add up in 1 place ({ $first }). Somebody changed it from outside: restore a backup.
       *[other] ⚠️ The ledger does not add up in { $n } places (first: { $first }). Somebody changed it from outside: restore a backup.
    }

health-head = <b>How the group is doing</b>
health-lacks = ⚠️ I lack the right to { $right }
health-rights = ✅ I have every right I need
health-people = { $n ->
        [one] 👥 1 person is known here
       *[other] 👥 { $n } people are known here
    }

rule-grant = points granted
rule-fine = points taken
undo-points =
    { $n ->
        [one] 1 point went back.
       *[other] { $n } points went back.
    }
undo-points-spent =
    { $n ->
        [one] 1 point is spent and cannot go back.
       *[other] { $n } points are spent and cannot go back.
    }

reason-grant = from the treasury
reason-fine = fine
reason-give = gift
reason-give-in = from { $name }
reason-give-out = to { $name }
reason-tip = tip
reason-tip-in = tip from { $name }
reason-tip-out = tip for { $name }
reason-intro = introduction
reason-undo = taken back
reason-erased = erased
reason-absorbed = the group moved
