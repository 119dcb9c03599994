command-privacy = what is stored about people, why and for how long
command-mydata = everything about you, as a file
command-forgetme = erase what is stored about you

privacy-title = <b>What I store about people</b>
privacy-matter-appeals = Appeals and who decided them, to treat everybody fairly.
privacy-matter-audit = What administrators decided, so that it can be looked up.
privacy-matter-cards = Where cases were shown to administrators, to keep them up to date.
privacy-matter-cases = Cases: whom a rule hit, on what evidence, how long it holds; the strikes that count.
privacy-matter-chat = That there is a chat with you, its number and language, to be able to answer.
privacy-matter-letters = What waits for you until you open this chat.
privacy-matter-members = In which groups you are, since when, how much you wrote, who approved you, what you may help with: trust depends on it.
privacy-matter-messages = What was written in groups, to find albums and what an advertiser wrote before.
privacy-matter-names = Your name and @name as last seen, to know who is meant.
privacy-matter-reports = Reports you made, and whether you may make any.
privacy-matter-work = What I am doing just now: updates that wait, messages on their way, deadlines.
# term is one of the texts term-….
privacy-kept-for = Kept for { $term }.
privacy-kept-usually = Usually kept for { $term }; a group may choose otherwise.
privacy-kept-until = Kept until it is not needed any more, or you erase it.
privacy-ways = <code>/mydata</code> gives you all of it as a file, <code>/forgetme</code> erases it; both in our private chat.
privacy-in-private = That is done in our private chat.
privacy-lately = You had that file less than 10 minutes ago.
privacy-gathering = I am gathering it; the file comes in a moment.
privacy-file = Everything stored about you, by table.

privacy-asks =
    Erase what I store about you? In every group I know you in I delete what you wrote, your name, counts, trust, helper powers, letters, reports, and the texts of your appeals and cases.
    What stays: punishments that last and cases that are not finished (number, rule, end), and that you are in a group. Your points are given up; what the ledger says of them stays without your name. It cannot be taken back.
privacy-erasing = I am erasing it, group by group. You hear from me when it is done.
privacy-kept-all = Nothing was erased.
privacy-erased = ✅ Done. What I wrote lately to anybody, and updates on their way, are gone within 48 hours.
privacy-stays = In { $group } these stay:
privacy-case = • case #{ $number } ({ $rule }): for good
privacy-case-open = • case #{ $number } ({ $rule }): until it is decided
privacy-case-until = • case #{ $number } ({ $rule }): until { $day }
privacy-stays-audit = { $n ->
        [one] 1 line of the book of decisions, your number only, while its case stays
       *[other] { $n } lines of the book of decisions, your number only, while their cases stay
    }
privacy-stays-blocks = that you may not report any more
privacy-stays-decisions = { $n ->
        [one] 1 decision of yours about somebody else, until its case is finished
       *[other] { $n } decisions of yours about others, until those cases are finished
    }
privacy-stays-juries = { $n ->
        [one] 1 appeal you decide about as a juror, until it is decided
       *[other] { $n } appeals you decide about as a juror, until they are decided
    }
privacy-stays-members = that you are a member there or were banned, your number only: as of a newcomer
privacy-stays-reports = { $n ->
        [one] 1 report of yours, without your name and words, until it is decided
       *[other] { $n } reports of yours, without your name and words, until they are decided
    }
privacy-stays-chat = Of this chat its number stays, so that you can write to me again.
