command-me = who I am here; in private with my strikes
command-info = who somebody is: <code>/info @eve</code>
command-id = the numbers of this chat, of oneself, of whoever is replied to
command-adminlist = who administers this group
command-member = all about somebody here: <code>/member @eve</code>

people-nameless = I do not know who you are here: write under your own name.
people-nowhere = I know you in no group.
people-usage-info = Of whom? In reply to them, or <code>/info @eve</code>
people-usage-member = Of whom? In reply to them, or <code>/member @eve</code>, or <code>/member 123456789</code>
people-group = 💬 { $group }
people-name = <b>{ $name }</b>
people-number = ID <code>{ $person }</code>
people-username = @{ $name }
people-role-owner = Owner
people-role-admin = Administrator
people-role-helper = Helper: { $powers }
people-role-member = Member
people-role-gone = Not here
people-role-unknown = I never saw them come or go here
people-said = { $messages ->
        [one] 1 message
       *[other] { $messages } messages
    } · { $days ->
        [one] said something on 1 day
       *[other] said something on { $days } days
    }
people-joined = Joined on { $day }
people-before = Came before I could see it
people-seen = Last seen on { $day }
people-trusted = Trusted member
people-not-trusted = Not a trusted member yet
people-approved = Trusted member, approved by { $by }
people-strikes = { $n ->
        [0] No strikes
        [one] 1 strike
       *[other] { $n } strikes
    }
people-muted = Muted for good
people-muted-until = Muted until { $day }
people-banned = Banned
people-banned-until = Banned until { $day }
people-reports = Reports about them: { $against } · by them: { $by }
people-case = #{ $number } { $rule } · { $act } · { $state }
people-button-cases = Cases
people-button-approve = Approve
people-button-unapprove = Approve no more

people-id-chat = Chat: <code>{ $number }</code>
people-id-topic = Topic: <code>{ $number }</code>
people-id-own = You: <code>{ $number }</code>
people-id-theirs = { $name }: <code>{ $number }</code>
people-id-forward = Forwarded from { $name }: <code>{ $number }</code>
people-id-hidden = Forwarded from { $name }, who shows no ID

people-admins = Administrators of { $group }:
people-admins-hidden = { $n ->
        [one] and 1 who is anonymous
       *[other] and { $n } who are anonymous
    }
people-admin = { $sign } { $name }
people-admin-title = { $sign } { $name } · { $title }
