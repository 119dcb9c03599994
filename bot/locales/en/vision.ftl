command-vision = what the group is there for
command-setvision = what the group is there for, in your words: <code>/setvision We read together.</code>

feature-vision = about the group
set-vision-motto = the motto of the group, in one line
set-vision-mission = the mission: whose unmet need the group answers
set-vision-text = the vision: what the group is there for, as /vision shows it
set-vision-values = what the group values, one a line in /vision

vision-none = Nobody has written yet what this group is there for. Administrators do it: <code>/setvision We read together.</code>
vision-motto = <blockquote>{ $motto }</blockquote>
vision-mission =
    <b>Mission</b>
    { $text }
vision-vision = <b>Vision</b>
vision-values =
    <b>Values</b>
    { $values }
vision-value = • { $value }
vision-version = { $signed ->
    [0] Version { $number }, { $day } · signed by nobody yet
    [one] Version { $number }, { $day } · signed by { $signed } person
   *[other] Version { $number }, { $day } · signed by { $signed } people
}
