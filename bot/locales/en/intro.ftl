command-intro = introduce yourself, field by field, in private; in reply, for administrators: <code>/intro accept</code>, <code>/intro return WHY</code>
command-intros = who introduced themselves; <code>/intros WORDS</code> searches, <code>/intros index</code> posts a list that stays up to date

feature-intro = introductions
set-intro-enabled = whether newcomers are to introduce themselves
set-intro-within = how long newcomers have for it
set-intro-fields = what they say of themselves, one a line; known in both languages: name, city, job, hobby, age, gender, school, company, skill, wish; any other label counts as it is
set-intro-min_length = how many characters an introduction has at least
set-intro-photo = whether a photo belongs to it
set-intro-until_done = what newcomers may do until then: everything, write text only, or nothing
set-intro-action = what happens when the time is over: one more reminder, or they are removed
set-intro-reward = how many points an accepted introduction brings, once a person
power-intro = intro
rule-intro = no introduction in time
privacy-matter-introductions = Introductions, and until when somebody is to write one.
privacy-stays-introductions = { $n ->
        [one] the introduction you are still to write
       *[other] { $n } introductions you are still to write
    }

rules-intro = Newcomers introduce themselves within { $within }, in at least { $n } characters, marked #intro.
rules-intro-fields = An introduction says, one a line: { $fields }.
rules-intro-photo = A photo belongs to it.
rules-intro-text-only = Until then newcomers write text only.
rules-intro-mute = Until then newcomers cannot write here; the form is in private.
rules-intro-kick = Those who do not are removed, and can come back.
intro-explain = People here without an introduction: { $n }. Only who joins from now on has a deadline.

intro-field-name = name
intro-field-city = city
intro-field-job = job
intro-field-hobby = hobby
intro-field-age = age
intro-field-gender = gender
intro-field-school = school
intro-field-company = company
intro-field-skill = skill
intro-field-wish = wish
intro-field = { $name }
intro-colon = { ": " }
intro-button = Introduce yourself
intro-off = Introductions are off here. Administrators: <code>/set intro.enabled on</code>
# form and names are HTML already.
intro-call =
    👋 New here? Introduce yourself within { $within }: press the button, or reply with #intro and
    <blockquote>{ $form }</blockquote>
intro-how =
    Press the button for the form, or write #intro and
    <blockquote>{ $form }</blockquote>
intro-usage = Reply to an introduction: <code>/intro accept</code> or <code>/intro return WHY</code>
intro-nothing = There is no introduction of theirs that could be returned.
intro-was-accepted = That introduction is accepted already.
intro-freed = ✅ { $name } need not introduce themselves.
intro-person = <a href="tg://user?id={ $person }">{ $name }</a>

intro-accepted = ✅ <a href="tg://user?id={ $person }">{ $name }</a> is introduced. Welcome!
intro-paid =
    { $n ->
        [one] { $n } point for it.
       *[other] { $n } points for it.
    }
intro-lacks = 📝 <a href="tg://user?id={ $person }">{ $name }</a>, your introduction is not complete:
intro-missing = Missing: { $fields }.
intro-short = It has { $n } characters; at least { $least } are needed.
intro-wants-photo = A photo belongs to it.
intro-copied = Somebody else introduced themselves like this. Use your own words.
intro-ad = It reads like an advertisement.
intro-again = Edit your message, or reply to this one with #intro and what is missing.
intro-returned = ↩️ <a href="tg://user?id={ $person }">{ $name }</a>, an administrator returned your introduction: edit it, or write #intro anew.
intro-why = Why: { $why }
intro-button-accept = Accept (admins)
intro-button-return = Return (admins)

intro-remind = ⏰ <b>{ $group }</b> is waiting for your introduction until { $due }. { $then }
intro-then-remind = It takes a minute.
intro-then-kick = Otherwise you are removed.
intro-line = ⏰ { $names }: please introduce yourselves, by the button or by a reply with #intro.
intro-late = no introduction in time

intro-nowhere = You are in no group that asks for an introduction.
intro-which = For which group?
intro-ask = { $where } · Your { $field }?
intro-ask-more = { $where } · Anything else? An introduction has at least { $least } characters.
intro-ask-photo = { $where } · Send a photo.
intro-before = So far: { $text }
intro-look =
    This goes to <b>{ $group }</b>:
    <blockquote>{ $text }</blockquote>
intro-form-post = Post
intro-form-change = Change
intro-form-back = Back
intro-form-cancel = Cancel
intro-form-skip = Skip
intro-form-keep = Keep
intro-cancelled = Nothing was posted. <code>/intro</code> begins anew.
intro-press = Press one of the buttons above.
intro-send-photo = Send a photo, or press a button above.
intro-value = One to { $longest } characters, please.
intro-caption = With a photo, an introduction has at most { $most } characters. Press Back, or skip the photo.
intro-refused = It was not posted:
intro-on = <code>/intro</code> goes on with what you wrote.
intro-done = ✅ Posted in <b>{ $group }</b>.
intro-posted =
    👋 <a href="tg://user?id={ $person }">{ $name }</a> #intro
    { $text }

intros-head = Introductions: { $done }. People here without one: { $without }.
intros-many = at least { $n }
intros-none = No introduction says that.
intros-empty = Nobody has introduced themselves yet: <code>/intro</code>
intros-line = • <b>{ $name }</b>: { $text }
intros-line-linked = • <a href="{ $link }"><b>{ $name }</b></a>: { $text }
intros-index = 📇 Introductions: { $done }. Without one: { $without }.
intro-me = Introduced: { $day }
intro-me-none = No introduction yet
intro-me-due = Introduction: until { $due }

gate-intro = an introduction
gate-name-intro = the introduction
intro-gate-asks =
    📝 Introduce yourself in at least { $least } characters; the group reads it once you are in. Answer one by one, or all at once:
    <blockquote>{ $form }</blockquote>
intro-gate-far =
    📝 So far:
    <blockquote>{ $text }</blockquote>
intro-gate-photo = You may send a photo along.
intro-gate-long = An introduction has at most { $most } characters here.
intro-gate-again = Begin anew
