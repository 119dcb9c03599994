"""Fields found by their labels, and copies told from what is somebody's own."""

from hypothesis import given
from hypothesis import strategies as st

from services.intro.field import DEFAULT, SYNONYMS, find, is_marked, unmarked
from services.intro.similar import ALIKE, body, likeness, sketch

FIELDS = [*DEFAULT, "最爱的书"]
BULLETS = st.sampled_from(["", "- ", "• ", "1. ", "2、", "📍", "【", "  "])
COLONS = st.sampled_from([":", "：", " : ", " ："])
VALUES = st.text(min_size=1, max_size=60).filter(
    lambda text: any(one.isalnum() for one in text) and len(text.splitlines()) == 1
)


def labels_of(field: str) -> st.SearchStrategy[str]:
    return st.sampled_from(sorted(SYNONYMS.get(field, {field})))


@st.composite
def forms(draw: st.DrawFn) -> tuple[str, dict[str, str]]:
    """What somebody writes who fills in a form, in whatever order and whatever labels."""
    said, lines = {}, []
    for field in draw(st.permutations(FIELDS)):
        said[field] = draw(VALUES).strip()
        label = draw(labels_of(field))
        label = draw(st.sampled_from([label, label.upper(), label.title()]))
        lines.append(f"{draw(BULLETS)}{label}{draw(COLONS)}{said[field]}")
    return "#intro\n" + "\n".join(lines), said


@given(forms())
def test_what_a_form_says_is_found(form: tuple[str, dict[str, str]]) -> None:
    text, said = form
    assert find(text, FIELDS) == said


@given(st.text(max_size=300) | st.text("\u3164\u200d:：#intro\n\u0300a城市", max_size=300))
def test_t64_any_text_is_read(text: str) -> None:
    found = find(text, FIELDS)
    assert set(found) <= set(FIELDS)
    assert all(value in text for value in found.values())
    assert is_marked("#intro " + text) or text[:1].isalnum() or not text
    assert 0 <= likeness(sketch(body(text, FIELDS)), sketch("something")) <= 1


def test_unseen_values_are_none() -> None:
    assert find("city: \u200b\u200d\ncity：  \njob: …", FIELDS) == {}


def test_labels_of_others_do_not_count() -> None:
    assert find("citybike: red\nmy city\nhttp://city", FIELDS) == {}
    assert find("城市：北京", ["城市"]) == {"城市": "北京"}
    assert find("坐标：北京", ["城市"]) == {"城市": "北京"}
    assert find("Lieblingsbuch: Faust", ["Lieblingsbuch"]) == {"Lieblingsbuch": "Faust"}


def test_marks() -> None:
    marked = ("#intro", "#Intro hi", "＃自我介绍", "x #INTRO", "＃ｉｎｔｒｏ", "#自我介绍大家好")
    assert all(is_marked(one) for one in marked)
    assert not any(is_marked(one) for one in ("intro", "自我介绍", "#introvert", "#intros"))
    assert unmarked("#intro hi") == "hi"


def test_copy_is_alike_and_own_words_are_not() -> None:
    first = "name: Gil\ncity: Lisbon\nhobby: long novels about the sea, and walks by the river"
    other = "城市：Oslo\n爱好：skiing, old maps, and repairing clocks that nobody else can repair"
    copy = "昵称：Eve\n城市：Lisbon\n爱好：long novels about the SEA and walks, by the river!"
    made = [sketch(body(one, FIELDS)) for one in (first, other, copy)]
    assert likeness(made[0], made[2]) >= ALIKE
    assert likeness(made[0], made[1]) < ALIKE / 2
