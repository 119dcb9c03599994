# The three questions of /setup, and what is proposed at their end.
privacy-matter-founding = Your answers to the three questions of /setup, until you confirm them.

founding-button = Three questions
founding-head = <b>{ $group }</b> · question { $number } of 3
founding-ask-kind = What brings people together here?
founding-ask-need =
    Whose need, which nobody meets so far, does this group answer?

    Write it here, in up to { $most } characters.
founding-ask-why =
    Why us – why here, and nowhere else?

    Write it here, in up to { $most } characters.
founding-kind-relationship = They know each other
founding-kind-interest = A shared interest
founding-kind-learning = Learning together
founding-kind-fans = A creator or a brand
founding-skip = Skip
founding-forward = Keep »
founding-before = So far: <i>{ $text }</i>
founding-press = Please press one of the buttons above.
founding-long = ⚠️ That has { $count } characters, and { $most } are the most. The question still waits: write it shorter.
founding-wordless = ⚠️ There are no words in that. The question still waits.
founding-unfit = ⚠️ A button in that leads nowhere. The question still waits: write it without.

founding-proposal = <b>{ $group }</b>: a proposal. Nothing has changed yet.
founding-key = { $key }: { $what }
founding-nothing = nothing yet, you choose
founding-stays = stays as it is
founding-between = { ", " }
founding-part = { $name } ({ $what })
founding-value = { $value }
founding-made-mission = your mission
founding-made-text = your vision

# Mission and vision of a group, made of the answers, in its language.
founding-mission = We are here for a need that nobody else meets: { $need }
founding-vision-relationship = A place for people who know each other. Why here: { $why }
founding-vision-interest = A place for what we all like. Why here: { $why }
founding-vision-learning = A place to learn together. Why here: { $why }
founding-vision-fans = A place for all who follow the same creator or brand. Why here: { $why }
