command-members = how many are known here; <code>/members inactive 30d</code> shows who is silent, and removes them

feature-members = members
rule-inactive = silent for long

members-usage = Alone, how many are known here. <code>/members inactive 30d</code>: who has been silent for 30 days. <code>/members inactive 30d 5</code>: only who wrote fewer than 5 messages. From 1 day up.
members-known = { $known } of { $all } people seen. Bots cannot list members: I know those who wrote, came, or were changed since I am here.
members-known-only = { $known } people seen. Bots cannot list members: I know those who wrote, came, or were changed since I am here.
members-none = Nobody has been silent for so long, of the { $known } people I have seen here.
members-silent = { $n } of the { $known } people I have seen here have been silent (I cannot see the others; administrators, bots and approved members are not counted):
members-line = { $name } · { $day } · { $n ->
        [one] 1 message
       *[other] { $n } messages
    }
members-never = never seen
members-more = … and { $n } more
members-button = Remove these { $n }
members-asks = { $n ->
        [one] Remove 1 member? They can come back.
       *[other] Remove { $n } members? They can come back. That takes about { $minutes } minutes; who writes meanwhile stays.
    }
members-busy = A removal is under way already.
members-stop = Stop
members-going = 🧹 Removing silent members: { $done } of { $total }
members-over = { $done ->
        [0] 🧹 Done: nobody removed, of { $total }.
       *[other] 🧹 Done: { $done } of { $total } silent members removed.
    }
members-stopped = 🧹 Stopped: { $done } of { $total } silent members removed.
