feature-speechpoints = points for speaking
set-points-speech = points for a message of 5 letters or more, one a minute; half from the 21st of a day on, none from the 41st; 0 for none
rules-speechpoints =
    { $n ->
        [one] A message of at least { $least } letters earns 1 point, once a minute; half of that after { $half } a day, nothing after { $most }.
       *[other] A message of at least { $least } letters earns { $n } points, once a minute; half of that after { $half } a day, nothing after { $most }.
    }
reason-speech = speaking
reason-speech-back = message deleted
