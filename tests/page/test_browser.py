"""The page in a real browser: on a desk and on a telephone, in Chinese and in English.

The tests of one language share a stage, on which time goes on: none needs what another did.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.keys import Keys

from tests.page.browsing import Page, chromium, quoted, rehearsed
from tests.page.looks import PALE, fits, kicked

WIDE, PHONE = (1280, 800), (390, 844)
AD = "日结兼职 一天500 加V: abc12345 t.me/+AbCdEfGhIj"
CLUB = {"zh": "读书会", "en": "Book club"}
FORUM = {"zh": "学习群", "en": "Study hall"}
APPLICANT = {"zh": "小陈", "en": "Finn"}
HOMEWORK = {"zh": "# 作业", "en": "# Homework"}
ADS = {"zh": "广告", "en": "ads"}
MUTE = {"zh": "禁言 1 天", "en": "mute 1d"}


@pytest.fixture(scope="module")
def downloads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the browser puts what it is given."""
    return tmp_path_factory.mktemp("downloads")


@pytest.fixture(scope="module")
def driver(downloads: Path) -> Iterator[webdriver.Chrome]:
    """The browser."""
    with chromium(downloads) as opened:
        yield opened


@pytest.fixture(scope="module")
def address(driver: webdriver.Chrome) -> Iterator[str]:
    """Where the page is."""
    with rehearsed() as found:
        yield found


@pytest.fixture(scope="module", params=["zh", "en"])
def stage(driver: webdriver.Chrome, address: str, request: pytest.FixtureRequest) -> Page:
    """An ordinary day in either language."""
    found = Page(driver, address)
    found.begin(request.param)
    return found


@pytest.fixture
def page(stage: Page) -> Iterator[Page]:
    """The page on a desk in Chinese, in English on a telephone; nothing is wrong at the end."""
    stage.screen(*(WIDE if stage.lang == "zh" else PHONE))
    stage.complaints()
    yield stage
    assert stage.complaints() == []
    assert fits(stage)


@pytest.fixture
def other(page: Page) -> Page:
    """The same on the other kind of screen."""
    page.screen(*(PHONE if page.lang == "zh" else WIDE))
    return page


def test_a_visitor_is_led_to_an_ad_and_why_it_went(page: Page) -> None:
    page.driver.get(f"{page.address}?lang={page.lang}")
    page.button(page.says("page-hint-try-go"))
    page.until(lambda: "t.me/+" in page.find("#text").get_property("value"))
    assert page.run("return document.activeElement.id") == "text"
    name = page.text(".people [aria-current] b")
    page.find("#text").send_keys(Keys.ENTER)
    page.wait_for(page.says("page-removed", name=name))
    page.wait_for(page.says("page-left", name=name))
    page.wait_gone("t.me/+")
    page.button(page.says("page-hint-look"))
    page.wait_for(name, ".case:first-of-type h3")
    page.go("member1")
    page.button(page.says("page-hint-owner"))
    page.until(lambda: page.find("#head .title small").text == page.says("page-private"))


def test_a_newcomer_comes_in_and_is_kicked_for_an_ad(other: Page) -> None:
    page, name = other, f"Nova <b> {'W' * 40}"
    page.go("member1")
    page.show("left")
    page.fill(".left input[name=name]", name)
    page.find(".left input[name=name]").send_keys(Keys.ENTER)
    page.click(f"//ul[@class='people']//a[contains(., {quoted(name)})]")
    page.until(lambda: page.find("#head .strong").text == page.says("page-join"))
    page.button(page.says("page-join"))
    page.until(lambda: page.find("#head .acts button").text == page.says("page-leave"))
    page.write(AD)
    kicked(page, name)


def test_the_owner_sets_a_rule_with_buttons(page: Page) -> None:
    page.go("owner", "bot:owner")
    if page.all("#head .strong"):
        page.button(page.says("page-start"))
    page.button("/settings", "section")
    assert page.find("#text").get_property("value") == "/settings"
    page.find("#text").send_keys(Keys.ENTER)
    page.press(CLUB[page.lang])
    page.wait_for("⚙️")
    page.press(f"✅ {ADS[page.lang]}")
    page.press("ads.policy")
    page.press(MUTE[page.lang])
    page.wait_for("ads.policy = mute 1d")
    page.go("owner")
    page.show("why")
    page.wait_for("ads.policy = mute 1d", "#why")


def test_time_is_moved_and_what_was_to_go_goes(page: Page) -> None:
    page.go("member2")
    page.write("/rules")
    page.until(lambda: len(page.all(".message.bot")) > 1)
    before = page.text("#clock time")
    page.button(page.says("page-hour"))
    page.until(lambda: page.text("#clock time") != before)
    assert page.text("#clock time")[:10] in before or "00:" in page.text("#clock time")
    page.until(lambda: "/rules" not in [one.text for one in page.all(".mine .text")])
    before = page.text("#clock time")
    page.button(page.says("page-day"))
    page.until(lambda: page.text("#clock time")[:10] > before[:10])
    page.button(page.says("page-morning"))
    page.until(lambda: page.text("#clock time").endswith("04:00"))


@pytest.mark.parametrize("kind", ["429", "lost"])
def test_the_bot_copes_with_a_fault(page: Page, kind: str) -> None:
    page.go("member3")
    page.unfold(page.says("page-faults"))
    page.choose("select[name=kind]", kind)
    page.button(page.says("page-fault-order"))
    page.show("chat")
    seen = len(page.all(".message.bot"))
    page.write("/rules")
    page.until(lambda: len(page.all(".message.bot")) > seen)
    page.show("why")
    page.until(lambda: page.all("#why .calls li.bad"))


def test_the_bot_is_killed_and_comes_back(page: Page) -> None:
    page.go("member1")
    page.unfold(page.says("page-faults"))
    page.click(f"//button[contains(., {quoted(page.says('page-kill'))})]")
    page.wait_for(page.says("page-dead"), "#why")
    page.wait_gone(page.says("page-dead"), "#why")
    page.show("chat")
    seen = len(page.all(".message.bot"))
    page.write("/rules")
    page.until(lambda: len(page.all(".message.bot")) > seen)


def test_language_and_theme_are_changed(page: Page) -> None:
    page.go("member1")
    page.click(".tools a")
    page.until(lambda: page.find("html").get_attribute("lang")[:2] != page.lang)
    page.click(".tools a")
    page.until(lambda: page.find("html").get_attribute("lang")[:2] == page.lang)
    shades = set()
    for theme in ("light", "dark", ""):
        page.click("[data-theme-toggle]")
        assert (page.find("html").get_attribute("data-theme") or "") == theme
        shades.add(page.run("return getComputedStyle(document.body).backgroundColor"))
        page.go("member1")
        assert (page.find("html").get_attribute("data-theme") or "") == theme
    assert len(shades) == 2


def test_messages_are_answered_changed_and_taken_away(page: Page) -> None:
    page.go("member1")
    page.write("one two")
    page.menu("one two", page.says("page-reply"))
    page.wait_for("one two", ".answering")
    page.find("input[name=quote]").send_keys("two")
    page.write("three four")
    page.until(
        lambda: page.text(f"{page.message('three four')}//p[@class='quote']").endswith("two")
    )
    page.until(lambda: not page.all(".answering"))
    page.menu("three four", page.says("page-edit"))
    page.until(lambda: page.find("#text").get_property("value") == "three four")
    page.write(" five")
    page.wait_for("three four five")
    page.wait_for(page.says("page-edited"))
    page.menu("three four five", f"{page.says('page-react')} 👍")
    page.until(lambda: page.find(f"{page.message('four five')}//span[@class='reaction']"))
    page.menu("three four five", page.says("page-delete"))
    page.wait_gone("three four five")
    page.go("owner")
    page.write("pin me")
    page.menu("pin me", page.says("page-pin"))
    page.wait_for("📌")
    page.click(f"{page.message('pin me')}//summary")
    page.choose("details[open] select[name=to]", "forum")
    page.click("details[open] form.row button")
    page.go("owner", "forum")
    page.wait_for("pin me")
    page.wait_for(page.says("page-forwarded", name=page.text(".people [aria-current] b")))


def attach(page: Page, kind: str, text: str, options: str = "") -> None:
    """Send something that is no text."""
    page.click(".attach summary")
    page.until(lambda: page.find(".attach input[name=text]").is_displayed())
    for name, value in (("text", text), ("options", options)):
        page.fill(f".attach input[name={name}]", value)
    page.button(page.says(f"page-attach-{kind}"), "form")
    page.until(lambda: not page.find(".attach").get_property("open"))


def test_things_are_attached_and_voted_on(page: Page) -> None:
    page.go("owner")
    attach(page, "photo", "my cat")
    page.wait_for("my cat")
    loaded = "return document.querySelector('.photo').naturalWidth"
    page.until(lambda: page.run(loaded))
    attach(page, "contact", "Aunt Mary")
    page.wait_for("👤 Aunt Mary")
    attach(page, "file", "two notes")
    page.wait_for("notes.txt")
    attach(page, "sticker", "")
    page.until(lambda: page.all(".big"))
    attach(page, "poll", "Tea?", "yes | no")
    page.wait_for("📊 Tea?")
    page.button("yes · 0")
    page.wait_for("yes · 1")


def test_people_go_come_ask_and_are_let_in(page: Page) -> None:
    page.go("member3")
    page.button(page.says("page-leave"))
    page.button(page.says("page-join"))
    page.until(lambda: page.find("#head .acts button").text == page.says("page-leave"))
    page.go("applicant", "inner")
    page.button(page.says("page-join"))
    page.until(lambda: page.find("#head .strong").text == page.says("page-asked"))
    page.go("owner", "inner")
    page.click(f"summary[aria-label='{page.says('page-office')}']")
    page.wait_for(APPLICANT[page.lang], "#head")
    page.button(page.says("page-approve"))
    page.go("applicant", "inner")
    page.until(lambda: page.find("#head .acts button").text == page.says("page-leave"))


def test_somebody_takes_another_name(page: Page) -> None:
    page.go("member2")
    page.click(f"summary[aria-label='{page.says('page-self')}']")
    page.fill("#head input[name=name]", "Zoë 李")
    page.find("#head input[name=name]").send_keys(Keys.ENTER)
    page.wait_for("Zoë 李", ".people [aria-current]")


def test_a_topic_has_its_own_messages(page: Page) -> None:
    page.go("member1", "forum")
    page.button(HOMEWORK[page.lang])
    page.until(lambda: page.find(".topics [aria-current]").text == HOMEWORK[page.lang])
    page.write("page 12, number 3")
    page.wait_for("page 12, number 3")
    page.button(page.says("page-general"))
    page.until(lambda: page.find(".topics [aria-current]").text == page.says("page-general"))
    assert "page 12, number 3" not in page.text("#chat")


def test_a_button_of_somebody_else_only_says_so(page: Page) -> None:
    page.go("owner")
    page.write("/lang")
    page.until(lambda: page.find(f"{page.message('/lang')}"))
    page.go("member1")
    page.click("(//li[contains(@class, 'message')]//div[@class='keyboard']//button)[last()]")
    assert page.alert()


def test_settings_are_taken_home_and_brought_back(page: Page, downloads: Path) -> None:
    page.go("owner")
    page.unfold(page.says("page-settings"))
    page.button(page.says("page-settings-save"))
    file = downloads / "louzhang-settings.toml"
    page.until(lambda: file.exists() and file.stat().st_size)
    text = file.read_text("utf-8")
    file.unlink()
    other = downloads / "real.toml"
    other.write_text(text.replace("[settings]", '[settings]\n"zone" = "Asia/Tokyo"', 1), "utf-8")
    page.find("input[type=file]").send_keys(str(other))
    page.button(page.says("page-settings-load"))
    assert page.says("page-settings-taken") in page.alert()
    page.wait_for("zone = Asia/Tokyo", "#why")


def test_the_keyboard_is_enough(page: Page) -> None:
    page.screen(*WIDE)
    page.go("member1")

    def keys(*pressed: str) -> str:
        webdriver.ActionChains(page.driver).send_keys(*pressed).perform()
        return str(page.run("return document.activeElement.outerHTML"))

    assert "skip" in keys(Keys.TAB)
    keys(Keys.ENTER)
    assert "summary" in keys(Keys.TAB)
    keys(Keys.ENTER)
    assert page.find(".attach").get_property("open")
    keys(Keys.TAB)
    assert "summary" in keys(Keys.ESCAPE)
    assert not page.find(".attach").get_property("open")
    assert 'id="text"' in keys(Keys.TAB)
    chain = webdriver.ActionChains(page.driver).send_keys("first line")
    chain.key_down(Keys.SHIFT).send_keys(Keys.ENTER).key_up(Keys.SHIFT)
    chain.send_keys("second line").perform()
    assert page.find("#text").get_property("value") == "first line\nsecond line"
    keys(Keys.ENTER)
    page.until(lambda: page.find(f"{page.message('first line')}//br"))
    while "owner" not in keys(Keys.SHIFT + Keys.TAB + Keys.NULL):
        assert "skip" not in page.run("return document.activeElement.outerHTML")
    keys(Keys.ENTER)
    page.until(lambda: page.find(".people [aria-current]").get_attribute("href"))


ROLES = {"banner", "navigation", "main", "complementary", "log", "heading", "status"}
CONTROLS = {"button", "textbox", "combobox", "checkbox", "spinbutton", "link", "DisclosureTriangle"}


def test_a_screen_reader_finds_its_way(page: Page) -> None:
    page.screen(*WIDE)
    page.go("owner")
    page.run("for (const one of document.querySelectorAll('details')) one.open = true")
    tree = page.driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    found = [one for one in tree if not one["ignored"]]
    roles = {one["role"]["value"] for one in found}
    assert roles >= ROLES
    controls = [one for one in found if one["role"]["value"] in CONTROLS]
    assert len(controls) > 30
    assert [one for one in controls if not one.get("name", {}).get("value", "").strip()] == []
    page.go("owner")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_everything_can_be_read(page: Page, theme: str) -> None:
    for size in (WIDE, PHONE):
        page.screen(*size, dark=theme == "dark")
        for who, chat in (("owner", "club"), ("owner", "bot:owner"), ("advertiser", "club")):
            page.go(who, chat)
            for part in ("left", "why", "chat") if page.phone else ("chat",):
                page.show(part)
                assert page.run(PALE) == []


def test_hints_can_be_dismissed(page: Page) -> None:
    page.go("member1")
    page.until(lambda: page.find(".hint").is_displayed())
    page.click("[data-dismiss]")
    page.go("member1")
    assert not page.find(".hint").is_displayed()
    page.run("localStorage.clear()")


@pytest.mark.parametrize("stage", ["en"], indirect=True)
def test_another_situation_and_its_link(page: Page) -> None:
    page.go("member1")
    page.unfold(page.says("page-situations"))
    page.run("window.before = true")
    page.click("//form[input[@value='ad']]//button")
    page.until(lambda: not page.run("return window.before"))
    page.wait_for("abc12345" if page.lang == "zh" else "555 0133", "#why")
    page.show("chat")
    page.write("this was said")
    origin = page.address.split("/", 3)
    page.driver.execute_cdp_cmd(
        "Browser.grantPermissions",
        {
            "origin": "/".join(origin[:3]),
            "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"],
        },
    )
    page.unfold(page.says("page-situations"))
    page.click("[data-copy-link]")
    page.wait_for("✓", "#toast")
    link = page.run("return navigator.clipboard.readText()")
    page.show("chat")
    page.write("this came later")
    page.wait_for("this came later")
    page.driver.get("about:blank")
    page.driver.get(link)
    page.wait_gone("this came later")
    page.wait_for("this was said")
    assert "#again" not in page.driver.current_url
