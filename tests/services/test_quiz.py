"""How questions are written, and what is a right answer."""

import pytest

from services.quiz import LONGEST, OPTION, OPTIONS, Question, Unclear, is_right, read


@pytest.mark.parametrize(
    ("written", "question"),
    [
        (
            "Who wrote it? | *Bly | Poe|Kafka",
            Question(text="Who wrote it?", right=("Bly",), wrong=("Poe", "Kafka")),
        ),
        (
            "谁写的？｜＊鲁迅｜老舍",
            Question(text="谁写的？", right=("鲁迅",), wrong=("老舍",)),
        ),
        (
            "2 + 2 = ? | *4 | *four | 5",
            Question(text="2 + 2 = ?", right=("4", "four"), wrong=("5",)),
        ),
        ("2 + 2 =? = 4 | four", Question(text="2 + 2 =?", right=("4", "four"))),
        ("本群叫什么？＝读书会", Question(text="本群叫什么？", right=("读书会",))),
    ],
)
def test_question_is_read(written: str, question: Question) -> None:
    assert read(written) == question


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("", "shape"),
        ("What?", "shape"),
        ("What? | a | b", "shape"),
        ("What? | *a", "shape"),
        ("| *a | b", "shape"),
        ("What? | * | b", "shape"),
        ("What? =", "shape"),
        ("What? | *a | A", "same"),
        (f"{'x' * (LONGEST + 1)} = y", "long"),
        (f"What? = {'y' * (OPTION + 1)}", "long"),
        (f"What? = {' | '.join(map(str, range(OPTIONS + 1)))}", "many"),
    ],
)
def test_what_is_no_question_says_why(written: str, why: str) -> None:
    with pytest.raises(Unclear) as error:
        read(written)
    assert error.value.why == why


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        ("紅樓夢", True),
        (" 《红楼梦》。", True),
        ("HONG  Lou Meng", True),
        ("ｈｏｎｇｌｏｕｍｅｎｇ", True),
        ("红楼", False),
        ("", False),
        ("?!", False),
    ],
)
def test_answer_in_words_is_folded(answer: str, right: bool) -> None:
    assert is_right(read("哪本书？ = 红楼梦 | Hong Lou Meng"), answer) is right


def test_answer_of_marks_alone_can_be_right() -> None:
    assert is_right(read("How do you ask? = ?"), "？")
