"""The gate `region`: a choice, or the own phone number, of which only the country is kept."""

from bot.core import phrase
from bot.core.actions import Button, Buttons
from bot.core.errors import UserError
from bot.core.feature import Feature, Follow
from bot.core.gate import OPEN, PASSED, Gate, Prompt, Result, Said, Visit
from bot.core.kinds import choice, words
from bot.core.unit import Unit
from services import key, region

ROW = 2


def _proved(unit: Unit) -> bool:
    """Whether a phone number is asked for: where no country is listed, none could be right."""
    by_phone = unit.values["entry.region_proof"] == "phone"
    return by_phone and bool(region.countries(unit.values["entry.regions"]))


async def ask(unit: Unit, visit: Visit) -> Prompt:
    """A key for the phone number, or a button for each region."""
    if _proved(unit):
        return _ask_phone(unit, visit)
    regions = unit.values["entry.regions"]
    pages = max(1, -(-len(regions) // region.PAGE))
    page = min(visit.data.get("page", 0), pages - 1)
    shown = regions[page * region.PAGE : (page + 1) * region.PAGE]
    made = [
        Button(
            text=region.country_name(one, unit.language),
            data=visit.press(f"r{region.mark(one)}"),
        )
        for one in shown
    ]
    rows = [tuple(made[start : start + ROW]) for start in range(0, len(made), ROW)]
    turns = [(page - 1, "◀️"), (page + 1, "▶️")]
    rows += [
        tuple(
            Button(text=label, data=visit.press(f"p{to}")) for to, label in turns if 0 <= to < pages
        )
    ] * (pages > 1)
    return Prompt(text=unit.say("region-asks"), buttons=tuple(rows))


def _ask_phone(unit: Unit, visit: Visit) -> Prompt:
    label = unit.say("region-key")
    data = key.show(unit, visit, unit.say("region-press"), label, "contact")
    again: Buttons = ((Button(text=unit.say("region-again"), data=visit.press("key")),),)
    names = [
        region.country_name(one, unit.language)
        for one in region.countries(unit.values["entry.regions"])
    ]
    listed = phrase.listing(names[: region.PAGE], unit.language) + " …" * (len(names) > region.PAGE)
    return Prompt(text=unit.say("region-asks-phone", regions=listed), buttons=again, data=data)


async def look(unit: Unit, visit: Visit) -> Result:
    """Where no regions are listed, there is nothing to ask: the owner was told so."""
    return OPEN if unit.values["entry.regions"] else PASSED


async def hear(unit: Unit, visit: Visit, said: Said) -> Result:
    """A region was chosen, a page turned, or a contact handed over."""
    if "contact" in said.shared:
        return _hear_contact(unit, visit, said.shared["contact"])
    if said.word == "key":
        return Result(data=key.without(visit.data))
    if said.word[:1] == "p" and said.word[1:].isdecimal():
        return Result(data={**visit.data, "page": int(said.word[1:4])})
    if said.word[:1] != "r" or _proved(unit):
        return Result()
    chosen = [one for one in unit.values["entry.regions"] if region.mark(one) == said.word[1:]]
    if not chosen:
        return Result(note=unit.say("region-changed"))
    return Result(state="passed", data={"region": chosen[0]})


def _hear_contact(unit: Unit, visit: Visit, contact: dict[str, object]) -> Result:
    if not _proved(unit):
        return Result()
    data = key.used(unit, visit, unit.say("region-thanks"))
    if not contact["own"]:
        return Result(data=key.without(data), note=unit.say("region-foreign"))
    country = str(contact["country"])
    if country in region.countries(unit.values["entry.regions"]):
        return Result(state="passed", data={"region": country})
    if not country:
        return Result(data=key.without(data), note=unit.say("region-unknown"))
    name = region.country_name(country, unit.language)
    return Result(data=data, wrong=True, note=unit.say("region-elsewhere", country=name))


async def ready(unit: Unit) -> str:
    """It wants regions, and countries among them for a phone number."""
    regions = unit.values["entry.regions"]
    if not regions:
        return unit.say("region-lacks")
    if unit.values["entry.region_proof"] == "phone":
        if len(region.countries(regions)) < len(regions):
            return unit.say("region-no-country", regions=_others(regions))
        return unit.say("region-kept")
    return ""


def _others(regions: list[str]) -> str:
    return ", ".join(one for one in regions if not region.is_country(one))[:200]


async def follow(unit: Unit) -> None:
    """A phone number proves a country and nothing else."""
    regions = unit.values["entry.regions"]
    by_phone = unit.values["entry.region_proof"] == "phone"
    if by_phone and unit.has_facts and (others := _others(regions)):
        raise UserError(unit.say("region-no-country", regions=others))


FEATURE = Feature(
    name="region",
    key="threshold",
    part_of="entry",
    settings=(
        words("entry.regions", check=region.understand, most=region.MOST),
        choice("entry.region_proof", "off", "phone"),
    ),
    follows=(Follow(keys=("entry.regions", "entry.region_proof"), handle=follow),),
    gates=(
        Gate(
            name="region",
            ask=ask,
            hear=hear,
            look=look,
            over=key.over,
            ready=ready,
            shares="contact",
        ),
    ),
)
