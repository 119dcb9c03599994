"""The rule about names in words; never with a name that somebody has."""

from collections.abc import Sequence
from html import escape

from msgspec import structs

from bot.core import phrase
from bot.core.texts import Html
from bot.core.unit import Unit
from services.naming.policy import Policy
from services.naming.sample import example
from services.naming.template import Field, Template

CHOICES = 12
"""Values of a field that are told to members."""


def shown(unit: Unit, policy: Policy, *, own: str = "") -> str:
    """An example, built from somebody's own name where that can be; empty without a template."""
    if policy.template is None:
        return ""
    return example(policy.template, policy.values, unit.language, own=own)


def wanted(unit: Unit, policy: Policy, *, own: str = "", card: bool = False) -> str:
    """What is asked for, in a few lines: of profiles, or of a `card` (HTML)."""
    template = policy.template
    if template is None or card != policy.card:
        return unit.say("naming-wants-clean")
    wants = "naming-wants-card" if card else "naming-wants"
    lines = [unit.say(wants, format=brief(unit, template), example=shown(unit, policy, own=own))]
    for one in template.fields:
        if values := policy.values.get(one.name):
            listed = _listed(values, CHOICES)
            lines.append(
                unit.say("naming-choice", field=Html(called(unit, one.name)), values=listed)
            )
    return "\n".join(lines)


def brief(unit: Unit, template: Template) -> Html:
    """The template with nothing but its fields, as one would say them."""
    texts = tuple(escape(one, quote=False) for one in template.texts)
    names = [f"{{{called(unit, one.name)}}}" for one in template.fields]
    return Html(structs.replace(template, texts=texts).fill(names))


def _listed(values: Sequence[str], most: int) -> str:
    return " | ".join(values[:most]) + (" …" if len(values) > most else "")


def explain(unit: Unit, policy: Policy) -> str:
    """The template field by field, with two names that follow it (HTML)."""
    template = policy.template
    if template is None:
        return ""
    lines = [Html(_field(unit, one, policy.values.get(one.name, ()))) for one in template.fields]
    first, second = (
        example(template, policy.values, unit.language, number=number) for number in (0, 1)
    )
    return unit.say(
        "naming-explain-card" if policy.card else "naming-explain",
        fields=Html(phrase.listing(lines, unit.language)),
        first=first,
        second=second,
    )


def _field(unit: Unit, field: Field, values: Sequence[str]) -> str:
    label = Html(called(unit, field.name))
    if values:
        return unit.say("naming-field-chosen", field=label, values=_listed(values, 6))
    if (field.least, field.most) == (1, 64):
        return unit.say("naming-field-free", field=label)
    if field.least == field.most:
        return unit.say("naming-field-exact", field=label, n=field.least)
    return unit.say("naming-field-between", field=label, least=field.least, most=field.most)


_SPOKEN = ("city", "job", "name", "company", "school", "year", "role", "team")


def called(unit: Unit, field: str) -> str:
    """A field as one would say it (HTML)."""
    if field in _SPOKEN:
        return unit.say(f"naming-{field}")
    return unit.say("naming-other", field=field)
