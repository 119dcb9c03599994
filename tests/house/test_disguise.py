"""T52 to T56 and T58: ads in disguise go, innocent writing stays."""

from pathlib import Path

import pytest

from tests.house.conftest import Scene

ORDINARY = Path(__file__).parents[1] / "services" / "ads" / "ordinary.txt"
AD = "网络兼职日结，加微信：hr88990"

DISGUISED = {
    "T52 zero width": "\u200b".join(AD),
    "T52 tag characters": "\U000e0041".join(AD),
    "T52 combining marks": "\u0336".join(AD),
    "T53 full width": "Ｅａｒｎ ＄５００ ａ ｄａｙ， ｄｅｔａｉｌｓ： ｊｏｂ８８．ｔｏｐ",
    "T53 mathematical": "𝗢𝗻𝗹𝗶𝗻𝗲 𝗰𝗮𝘀𝗶𝗻𝗼, 𝗳𝗿𝗲𝗲 𝘀𝗽𝗶𝗻𝘀 t.me/+abc12345",
    "T53 Cyrillic among Latin": "Онлайн кaзинo, фриспины, канал t.me/+abc12345",
    "T54 homophone": "网络兼职日结 薇信 abc12345",
    "T54 V core": "网络兼职日结 V芯：abc12345",
    "T54 split": "兼 职 日 结 加V：abc12345",
    "T54 emoji inside": "兼🔥职🔥日🔥结 加V：abc12345",
    "T54 numerals": "网络兼职日结 扣扣 壹贰叁肆伍陆柒",
    "T55 right to left": f"\u202e\u2067{AD}\u2069\u202c",
    "T56 ideographic full stop": "网络兼职，佣金日结 job88。com",
    "T56 bracketed dot": "网络兼职，佣金日结 job88[.]com",
    "T56 hxxp": "网络兼职，佣金日结 hxxps://job88.top",
    "T56 punycode": "网络兼职，佣金日结 http://xn--80ak6aa92e.com",
    "T56 address in numbers": "网络兼职，佣金日结 http://8.8.4.4/reg",
    "T56 invite link": "网络兼职，佣金日结 t.me/joinchat/AbCdEf",
    "T56 tg scheme": "网络兼职，佣金日结 tg://join?invite=AbCdEf",
}

INNOCENT = [
    "Привет, как дела? Сегодня хорошая погода, пойдём гулять",
    "Я вчера дочитал третью главу, очень понравилось",
    "Καλημέρα σε όλους, τι κάνετε σήμερα; Πάμε για καφέ",
    "Διάβασα το βιβλίο χθες το βράδυ",
    "Мій друг живе в Києві, їде завтра",
    "שלום, מה שלומך",
    "مرحبا، كيف حالكم اليوم؟",
    "naïve café, Überraschung, señor, çok güzel",
]


async def test_t52_to_t56_disguised_ads_go(scene: Scene) -> None:
    said = {}
    for number, (disguise, text) in enumerate(DISGUISED.items()):
        author = scene.newcomer(f"Guest {number}")
        said[disguise] = (author, author.says(scene.group, text))
    await scene.quiet()
    people = [author for author, _ in said.values()]
    await scene.tg.until(lambda: all(one.deleted for _, one in said.values()))
    await scene.tg.until(lambda: {scene.group.status(who) for who in people} == {"left"}, 20)


async def test_t53_real_alphabets_stay(scene: Scene) -> None:
    said = [scene.newcomer(f"Guest {n}").says(scene.group, text) for n, text in enumerate(INNOCENT)]
    await scene.quiet()
    assert [one.text for one in said if one.deleted] == []
    assert await scene.cases() == []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_t58_ordinary_lines_stay(scene: Scene) -> None:
    """Every line comes from somebody new, whom nobody trusts yet."""
    lines = [
        line
        for line in ORDINARY.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("# ")
    ]
    assert len(lines) >= 500
    await scene.set("antiraid.enabled off")
    people = [scene.newcomer(f"Guest {n}") for n in range(60)]
    said = [people[n % len(people)].says(scene.group, line) for n, line in enumerate(lines)]
    await scene.quiet()
    assert [one.text for one in said if one.deleted] == []
    assert {scene.group.status(person) for person in people} == {"member"}
    assert scene.tg.calls_of("deleteMessage", "deleteMessages", "unbanChatMember") == []
