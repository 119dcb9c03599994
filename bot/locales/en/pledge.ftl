command-pledge = have every member asked to sign vision and rules as they are now
command-signed = versions of vision and rules, and who signed which: <code>/signed @name</code>

feature-pledge = pledge
gate-pledge = the pledge
gate-name-pledge = the pledge
pledge-agree = I have read this and agree
pledge-asks = Please read this, and agree to it.
pledge-asks-plain = Please agree to be kind and to keep the rules of this group.
pledge-changed = The text has just changed. Here is the new one.
pledge-again = 📜 Please read this and sign it.
pledge-again-long = 📜 Vision and rules have changed: read them under /vision and /rules, and sign them here.
pledge-nothing = There is nothing to sign yet: <code>/setvision</code>, <code>/setrules</code>
pledge-thanks = Signed. Thank you.

# /signed: the first line, then one for each version.
pledge-signed-count = { $done ->
    [one] { $done } of { $seen } known members has signed what holds; missing: { $missing }
   *[other] { $done } of { $seen } known members have signed what holds; missing: { $missing }
}
pledge-version = { $signed ->
    [0] Version { $number } · { $day } · signed by nobody
    [one] Version { $number } · { $day } · { $signed } person
   *[other] Version { $number } · { $day } · { $signed } people
}
pledge-version-holds = ✅ { pledge-version } · holds now
pledge-version-none = There is no version { $number }: /signed lists them.
pledge-version-lost = Its text is not known any more: it was signed before texts were kept.
pledge-theirs = Version { $number } · signed { $when }
pledge-theirs-holds = ✅ { pledge-theirs } · holds now
pledge-signed-nothing = { $name } has signed no version here.
pledge-signed-none = There is nothing to sign yet: <code>/setvision</code>, <code>/setrules</code>
pledge-signed-usage =
    <code>/signed</code> lists the versions, <code>/signed 2</code> shows one.
    <code>/signed @name</code>, or in reply: what somebody signed.
