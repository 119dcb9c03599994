command-top = who is ahead: <code>/top messages week</code>

feature-top = leaderboards
set-top-enabled = whether there are leaderboards

board-usage = Which board, and of which time? <code>/top { $boards } week|month|all</code>, for example <code>/top points week</code>
board-no-period = The board { $board } is kept for: { $periods }
board-head = 🏆 <b>{ $title }</b> · { $when }
board-when-all = all time
board-when-week = this week
board-when-month = this month
board-line = { $place } { $name } · { $amount }
board-empty = Nobody yet.
board-nameless = somebody
board-own = You: number { $place }, { $have }
board-own-beyond = You: further down, { $have }

board-points = Points
board-amount-points = { $n ->
        [one] 1 point
       *[other] { $n } points
    }
board-messages = Messages
board-amount-messages = { $n ->
        [one] 1 message
       *[other] { $n } messages
    }
board-invites = People brought who stayed
board-amount-invites = { $n ->
        [one] 1 person
       *[other] { $n } people
    }
