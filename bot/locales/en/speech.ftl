feature-repeat = repeats
set-repeat-enabled = whether the same text may not be said again and again
set-repeat-count = how often somebody may say the same within the time
set-repeat-window = the time within which repeats are counted
set-repeat-action = what happens to who repeats themselves
feature-mention = mentions
set-mention-enabled = whether one message may mention only so many people
set-mention-most = how many people one message may mention
set-mention-action = what happens to who mentions more
feature-emoji = emoji
set-emoji-enabled = whether one message may have only so many emoji
set-emoji-most = how many emoji one message may have
set-emoji-action = what happens to who uses more
feature-length = length
set-length-enabled = whether messages may only be so long
set-length-most = how many characters a message may have
set-length-least = how many characters a text has at least; 0 for any number
set-length-lines = how many lines a message may have; 0 for any number
set-length-action = what happens to who writes longer or shorter ones
feature-probation = probation
set-probation-enabled = whether newcomers may post everything only after a while
set-probation-messages = messages of substance after which probation is over
set-probation-days = days after which probation is over, with as many messages
set-probation-types = kinds of content that are not for newcomers, by the names of <code>/locks</code>
set-probation-action = what happens to a newcomer who posts them all the same
feature-slow = slow lane
set-slow-enabled = whether everybody waits between two messages, in the group or in a topic
set-slow-every = how long they wait
set-slow-action = what happens to who does not wait

# What /rules says. then is one of the speech-then below.
rules-repeat = Whoever says the same more than { $n ->
        [one] once
       *[other] { $n } times
    } within { $window }: { $then }.
rules-mention = A message that mentions more than { $n ->
        [one] 1 person
       *[other] { $n } people
    }: { $then }.
rules-emoji = A message with more than { $n } emoji: { $then }.
rules-length = A message of more than { $n ->
        [one] 1 character
       *[other] { $n } characters
    }: { $then }.
rules-length-lines = A message of more than { $n ->
        [one] 1 line
       *[other] { $n } lines
    }: { $then }.
rules-length-least = A text of less than { $n ->
        [one] 1 character
       *[other] { $n } characters
    }: { $then }.
rules-probation = Whoever is new first writes { $n ->
        [one] 1 message
       *[other] { $n } messages
    } of substance before posting { $names }; otherwise: { $then }.
rules-probation-days = Whoever is new waits { $n ->
        [one] 1 day
       *[other] { $n } days
    } before posting { $names }; otherwise: { $then }.
rules-slow = Between two messages one waits { $window }; otherwise: { $then }.

# What becomes of a message and its author.
speech-then-delete = deleted
speech-then-strike = deleted, { $n ->
        [one] 1 strike
       *[other] { $n } strikes
    }
speech-then-mute = deleted, muted for good
speech-then-mute-for = deleted, muted for { $term }
speech-then-kick = deleted, removed
speech-then-ban = deleted, banned for good
speech-then-ban-for = deleted, banned for { $term }

rule-repeat = repeats
rule-mention = too many mentions
rule-emoji = too many emoji
rule-length = the length of a message
rule-probation = not for newcomers yet
rule-slow = not waited long enough

signal-repeat = a repeat
signal-mention = too many mentions
signal-emoji = too many emoji
signal-length = the length
signal-probation = not for newcomers
signal-slow = too early

# What a message holds, where a rule is about that.
carrier-photo = photo
carrier-video = video
carrier-animation = GIF
carrier-sticker = sticker
carrier-voice = voice message
carrier-audio = audio
carrier-document = file
carrier-video_note = video message
carrier-contact = contact
carrier-poll = poll
carrier-location = location
carrier-dice = dice
