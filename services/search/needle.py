"""Needles: what is looked for in a text, in the form in which texts are compared."""

from msgspec import Struct

from services.archive.words import LONGEST, canonical, is_dense, needed


class Needle(Struct, frozen=True, gc=False):
    """A run of letters, or several that follow each other. `open`: its last word goes on."""

    form: str
    open: bool = False

    @property
    def pattern(self) -> str:
        """What a padded text contains if it is there: whole words have a blank on either side."""
        runs = self.form.split(" ")
        left = "" if is_dense(runs[0]) else " "
        right = "" if is_dense(runs[-1]) or self.open else " "
        return f"{left}{self.form}{right}"

    @property
    def tokens(self) -> tuple[list[str], str]:
        """Words of the index without which it cannot be there, and the beginning of one."""
        if not self.open:
            return needed(self.form), ""
        before, _, last = self.form.rpartition(" ")
        return needed(before) if before else [], last[:LONGEST]

    @property
    def is_exact(self) -> bool:
        """Whether the index alone says that it is there."""
        if " " in self.form:
            return False
        return len(self.form) <= (2 if is_dense(self.form) else LONGEST - 1)


def read_needle(text: str, *, open_ended: bool = False) -> Needle | None:
    """What somebody typed as a needle; None if there is no letter in it."""
    form = canonical(text)
    if not form:
        return None
    last = form.rpartition(" ")[2]
    return Needle(form, open_ended and not is_dense(last) and len(last) > 1)


def padded(text: str) -> str:
    """A text in which patterns are looked for."""
    return f" {canonical(text)} "
