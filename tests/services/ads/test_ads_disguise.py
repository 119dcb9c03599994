"""T52 to T56, T64, T72: disguises, real alphabets, monstrous names, broken text."""

import time

import pytest

from bot.core.incoming import Piece
from services.ads import NOTHING, Band, band, judge
from services.ads.fold import fold, read_forms
from services.ads.reading import MAX_EVIDENCE

AD = "网络兼职日结，加微信：hr88990"


def level_of(text: str, kind: str = "words") -> Band:
    return band(judge([Piece("text", text, kind)]))


@pytest.mark.parametrize(
    "invisible", ["\u200b", "\u2060", "\u00ad", "\U000e0041", "\u0336", "\u034f"]
)
def test_t52_invisible_characters_hide_nothing(invisible: str) -> None:
    assert level_of(invisible.join(AD)) is Band.CERTAIN


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Ｃａｓｉｎｏ", "casino"),
        ("𝗖𝗮𝘀𝗶𝗻𝗼", "casino"),
        ("ⓒⓐⓢⓘⓝⓞ", "casino"),
        ("１３８①③⑧", "138138"),
        ("1️⃣3️⃣8️⃣", "138"),
        ("壹贰叁肆伍", "12345"),
        ("一三八零零一三八", "13800138"),
        ("薇❤️", "薇心"),
        ("電報無需經驗", "电报无需经验"),
        ("c\u0336a\u0336s\u0336i\u0336n\u0336o", "casino"),
        ("hello\u202eworld", "helloworld"),
        ("Привет, йод и ёлка", "привет, йод и ёлка"),
        ("Καλημέρα", "καλημέρα"),
    ],
)
def test_t53_fold_gives_plain_form(written: str, plain: str) -> None:
    assert fold(written) == plain


@pytest.mark.parametrize("word", ["kазинo", "кaзинo", "kaзино"])
def test_t53_mixed_alphabets_are_seen_through(word: str) -> None:
    assert level_of(f"Онлайн {word}, фриспины, канал t.me/+abc12345") is Band.CERTAIN
    assert "disguise" in {f.signal for f in judge([Piece("text", word)]).findings}


@pytest.mark.parametrize(
    "line",
    [
        "Привет, как дела? Сегодня хорошая погода, пойдём гулять",
        "Καλημέρα σε όλους, τι κάνετε σήμερα; Πάμε για καφέ",
        "Мій друг живе в Києві, їде завтра",
        "გამარჯობა, როგორ ხარ",
        "שלום, מה שלומך",
        "สวัสดีครับ วันนี้อากาศดี",
        "नमस्ते, आप कैसे हैं",
        "naïve café, Überraschung, señor, çok güzel",
    ],
)
def test_t53_real_alphabets_are_not_punished(line: str) -> None:
    assert judge([Piece("text", line)]) is NOTHING


@pytest.mark.parametrize(
    "contact",
    [
        "薇信 abc12345",
        "V芯：abc12345",
        "v❤abc12345",
        "加V abc12345",
        "加 薇 abc12345",
        "➕薇：abc12345",
        "vx:abc12345",
        "微 信 号 abc12345",
        "威-信 abc12345",
        "卫星号 abc12345",
        "ＶＸ：abc12345",
        "扣扣 一三五七九二四六",
        "QQ：１２３４５６７８",
        "企鹅 ①②③④⑤⑥⑦",
        "🐧 123456789",
        "飞机 @abc12345",
        "TG：abc12345",
        "WhatsApp +7 (999) 123-45-67",
        "телега: @abc12345",
    ],
)
def test_t54_contact_in_disguise_completes_an_offer(contact: str) -> None:
    assert level_of(f"网络兼职日结 {contact}") is Band.CERTAIN


@pytest.mark.parametrize(
    "offer", ["兼 职 日 结", "兼.职.日.结", "兼🔥职🔥日🔥结", "兼-职-日-结", "兼*职*日*结"]
)
def test_t54_split_words_are_joined(offer: str) -> None:
    assert level_of(f"{offer} 加V：abc12345") is Band.CERTAIN


def test_t55_bidirectional_overrides_are_dropped() -> None:
    assert level_of(f"\u202e\u2067{AD}\u2069\u202c") is Band.CERTAIN
    assert read_forms("a\u202eb").plain == "ab"


@pytest.mark.parametrize(
    "link",
    [
        "https://job88.top/reg",
        "job88。com",
        "job88[.]com",
        "job88(dot)com",
        "job88 dot com",
        "job88 . com",
        "job88点com",
        "hxxps://job88.top",
        "h**p://job88.top",
        "http://xn--80ak6aa92e.com",
        "http://8.8.4.4/reg",
        "45.77.1.2:8080",
        "t.me/+AbCdEfGh",
        "t.me/joinchat/AbCdEf",
        "telegram.me/job_channel",
        "job_channel.t.me",
        "tg://join?invite=AbCdEf",
        "tg://resolve?domain=job_channel",
        "Ｔ.ｍｅ/job_channel",
        "bit.ly/3abcde",
        "wa.me/79991234567",
    ],
)
def test_t56_link_in_disguise_completes_an_offer(link: str) -> None:
    assert level_of(f"网络兼职，佣金日结 {link}") is Band.CERTAIN


@pytest.mark.parametrize(
    "name",
    [
        "я" * 10_000,
        "a" * 10_000,
        "兼" * 10_000,
        "z" + "\u0336\u0337\u0338" * 3_333,
        "\u3164" * 10_000,
        " " * 10_000,
        "a " * 5_000,
        "1." * 5_000,
        "@a" * 5_000,
        "t.me/" * 2_000,
        "兼 " * 5_000,
        "[.]" * 3_333,
        "аa" * 5_000,
    ],
)
def test_t64_monstrous_names_are_read_quickly(name: str) -> None:
    started = time.process_time()
    for kind in ("name", "words"):
        judge([Piece("display name", name, kind)])
    assert time.process_time() - started < 2


def test_t64_ad_at_the_end_of_a_long_name_is_found() -> None:
    assert level_of("\u3164" * 9_000 + AD, "name") is Band.CERTAIN


def test_t72_nul_surrogates_and_emoji_are_read() -> None:
    assert level_of(f"\x00{AD}\ud83d") is Band.CERTAIN
    assert judge([Piece("text", "\x00\ud800 😀")]) is NOTHING


def test_evidence_is_short_original_and_safe() -> None:
    text = (
        "前面\x07的\u202e话" * 50
        + "网络\x00兼职日结，加Ｖ：hr88990 "
        + "https://job.top/"
        + "x" * 900
    )
    for finding in judge([Piece("text", text)]).findings:
        assert 0 < len(finding.evidence) <= MAX_EVIDENCE
        assert finding.evidence.isprintable()
