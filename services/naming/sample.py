"""Names that follow a template: the examples that are shown."""

from collections.abc import Mapping, Sequence

from services.naming.template import SIGNS, Field, Pattern, Template

_USUAL = {
    "zh": {
        "city": ("北京", "上海"),
        "job": ("设计", "老师"),
        "name": ("小明", "阿兰"),
        "company": ("花店", "书店"),
        "school": ("一中", "师大"),
        "year": ("2024", "2025"),
        "role": ("新人", "老友"),
        "team": ("一组", "二组"),
    },
    "en": {
        "city": ("Berlin", "Leeds"),
        "job": ("design", "teacher"),
        "name": ("Alex", "Kim"),
        "company": ("Florist", "Bakery"),
        "school": ("Eton", "MIT"),
        "year": ("2024", "2025"),
        "role": ("new", "old"),
        "team": ("red", "blue"),
    },
}


def example(
    template: Template,
    values: Mapping[str, Sequence[str]],
    language: str,
    *,
    number: int = 0,
    own: str = "",
) -> str:
    """A name that follows the template: the first or second (`number` 0 or 1) there is to show.

    `own` is what somebody is called now: where it can stand in the field `name`, it does.
    """
    pattern = Pattern(template, values)
    filled = [_usual(one, values, language, number) for one in template.fields]
    if own:
        kept = _cleaned(own)
        mine = [
            _fitted(kept, field) if field.name == "name" and kept else value
            for field, value in zip(template.fields, filled, strict=True)
        ]
        if pattern.fits(template.fill(mine)):
            return template.fill(mine)
    return template.fill(filled)


def _usual(field: Field, values: Mapping[str, Sequence[str]], language: str, number: int) -> str:
    if chosen := values.get(field.name):
        return chosen[number % len(chosen)]
    label = _cleaned(field.name) or "x"
    usual = _USUAL[language].get(field.name) or (label, f"{label}2")
    return _fitted(usual[number % len(usual)], field)


def _fitted(text: str, field: Field) -> str:
    """A text made as long as a field wants it."""
    whole = text
    while len(whole) < field.least:
        whole += text
    return whole[: field.most].strip() or text[:1]


def _cleaned(name: str) -> str:
    """The first part of a name, without what would end a field."""
    for sign in SIGNS:
        name = name.replace(sign, " ")
    words = [word for word in name.split() if word.isalnum()]
    return words[0][:32] if words else ""
