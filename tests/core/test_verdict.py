"""Verdicts merge in any order, however often."""

from hypothesis import given
from hypothesis import strategies as st

from bot.core.house import merge
from bot.core.verdict import FOREVER, Reason, Sanction, Verdict

REASONS = st.builds(
    Reason,
    st.sampled_from(("ads", "words", "flood")),
    st.sampled_from(("certain", "likely")),
    st.sampled_from(("[]", '[{"signal":"link"}]')),
)
TERMS = st.sampled_from((0, 60, 3600, FOREVER))
VERDICTS = st.builds(
    Verdict,
    delete=st.booleans(),
    report=st.booleans(),
    sanction=st.sampled_from(Sanction),
    term=TERMS,
    sweep=st.integers(0, 5),
    strikes=st.integers(0, 3),
    notice=st.booleans(),
    reasons=st.lists(REASONS, min_size=1, max_size=3).map(lambda found: tuple(sorted(set(found)))),
)


@given(VERDICTS, VERDICTS)
def test_union_is_commutative(one: Verdict, other: Verdict) -> None:
    assert one | other == other | one


@given(VERDICTS, VERDICTS, VERDICTS)
def test_union_is_associative(one: Verdict, two: Verdict, three: Verdict) -> None:
    assert (one | two) | three == one | (two | three)


@given(VERDICTS)
def test_union_is_idempotent(one: Verdict) -> None:
    assert one | one == one


@given(VERDICTS)
def test_union_with_nothing_changes_nothing(one: Verdict) -> None:
    assert one | Verdict() == one


@given(st.lists(VERDICTS | st.none(), max_size=5), st.randoms())
def test_merge_any_order_is_the_same(verdicts: list[Verdict | None], chance: object) -> None:
    shuffled = list(verdicts)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert merge(shuffled) == merge(verdicts)


def test_union_strongest_sanction_keeps_its_own_term() -> None:
    mute = Verdict(sanction=Sanction.MUTE, term=FOREVER)
    ban = Verdict(sanction=Sanction.BAN, term=60)
    assert (mute | ban).sanction is Sanction.BAN
    assert (mute | ban).term == 60


def test_union_equal_sanctions_take_the_longer_term() -> None:
    short, long = (Verdict(sanction=Sanction.MUTE, term=term) for term in (60, 3600))
    assert (short | long).term == 3600


def test_union_broken_copy_is_caught() -> None:
    """A union that keeps the first sanction instead of the strongest is no union."""

    class Hasty(Verdict, frozen=True, gc=False):
        def __or__(self, other: Verdict) -> Verdict:
            return Verdict(sanction=self.sanction or other.sanction)

    one, other = Hasty(sanction=Sanction.WARN), Hasty(sanction=Sanction.BAN)
    assert one | other != other | one


def test_merge_nobody_has_an_opinion() -> None:
    assert merge([None, None]) is None


def test_a_case_is_named_after_what_is_done_to_the_person() -> None:
    word = Verdict(delete=True, reasons=(Reason("blocklist", "certain", "[]"),))
    flood = Verdict(sanction=Sanction.MUTE, term=300, reasons=(Reason("flood", "certain", "[]"),))
    for merged in (word | flood, flood | word):
        assert merged.lead == flood.reasons[0]
        assert len(merged.reasons) == 2
