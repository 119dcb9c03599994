command-question = what newcomers are asked: <code>/question add TEXT | *right | wrong</code>, <code>/question add TEXT = answer</code>, <code>/question del 1</code>

feature-quiz = questions
set-quiz-count = how many questions a newcomer is asked, drawn at random; 0 for all
gate-quiz = answering questions
gate-name-quiz = the questions

quiz-asks = ❓ { $n }/{ $of }: { $text }
quiz-write = Write your answer here.
quiz-wrong = That was not right.
quiz-done = There is nothing left to answer.
quiz-go-on = Go on
quiz-lacks = The gate <code>quiz</code> wants questions: <code>/question add TEXT | *right | wrong</code>. It lets everybody through before.

quiz-usage = A choice: <code>/question add TEXT | *right | wrong | wrong</code>
    In words: <code>/question add TEXT = answer | another answer</code>
    <code>/question</code> lists them, <code>/question del 1</code> takes one away.
quiz-long = A question has at most { $longest } characters, an answer { $option }.
quiz-many = A question has at most { $options } answers.
quiz-same = Two of the answers are the same.
quiz-full = At most { $most } questions.
quiz-added = ✅ Question { $n } is added.
quiz-removed = ✅ It is taken away; { $n ->
        [one] one question is left.
       *[other] { $n } questions are left.
    }
quiz-no-such = There is no question with that number: /question
quiz-none = There are no questions yet: <code>/question add TEXT | *right | wrong</code>
quiz-line = { $n }. { $text } { $answers }
quiz-answers = <tg-spoiler>{ $answers }</tg-spoiler>
