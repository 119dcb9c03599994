"""The page as somebody sees it who sits before a browser: Chromium, driven by selenium."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from selenium import webdriver
from selenium.common.exceptions import (
    ElementClickInterceptedException,
    ElementNotInteractableException,
    NoSuchElementException,
    StaleElementReferenceException,
)
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import Select, WebDriverWait

from bot.core import texts
from rehearsal.html import parse

ROOT = Path(__file__).parents[2]
MISSING = (
    "chromium and chromedriver are not installed (Debian: apt-get install chromium chromium-driver)"
)
PATIENCE = 30.0
"""Real seconds for anything to show."""

_PASSING = (
    ElementClickInterceptedException,
    ElementNotInteractableException,
    NoSuchElementException,
    StaleElementReferenceException,
)

ANEW = """
const done = arguments[2];
const said = new URLSearchParams({scene: arguments[0], lang: arguments[1]});
fetch("scene", {method: "POST", body: said, headers: {"HX-Request": "true"}})
  .then((answer) => done(answer.status));
"""


@contextmanager
def rehearsed(language: str = "zh") -> Iterator[str]:
    """`louzhang rehearse` in a process of its own; the page's address."""
    command = [sys.executable, "-m", "bot", "rehearse", "--port", "0", "--language", language]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()
            process.wait(30)


@contextmanager
def chromium(downloads: Path | None = None) -> Iterator[webdriver.Chrome]:
    """A browser nobody sees; the test is skipped where there is none."""
    browser, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not browser or not driver:
        if os.environ.get("LOUZHANG_REQUIRE_CHROMIUM") == "1":
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    options = webdriver.ChromeOptions()
    options.binary_location = browser
    for one in ("--headless=new", "--hide-scrollbars", "--disable-dev-shm-usage", "--no-first-run"):
        options.add_argument(one)
    if os.geteuid() == 0:
        options.add_argument("--no-sandbox")
    if downloads is not None:
        options.add_experimental_option("prefs", {"download.default_directory": str(downloads)})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    opened = webdriver.Chrome(options=options, service=Service(driver))
    try:
        opened.set_script_timeout(60)
        yield opened
    finally:
        opened.quit()


class Page:
    """What one can do there, in one language and on a screen of some size."""

    def __init__(self, driver: webdriver.Chrome, address: str) -> None:
        self.driver = driver
        self.address = address
        self.lang = "zh"
        self.phone = False

    def screen(self, width: int, height: int, *, dark: bool = False) -> None:
        """Look at it on a screen of this size."""
        self.phone = width < 800
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        theme = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": theme})

    def says(self, name: str, /, **fillings: object) -> str:
        """A text of the page, without marks."""
        return parse(texts.say(self.lang, name, **fillings))[0]

    def begin(self, language: str, scene: str = "begin") -> None:
        """Have a situation begin anew, and look at it in its language."""
        self.lang = language
        self.driver.get(self.address)
        assert self.driver.execute_async_script(ANEW, scene, language) == 204

    def go(self, who: str, chat: str = "club", **more: object) -> None:
        """Look at a chat as somebody."""
        asked = {"who": who, "chat": chat, "lang": self.lang} | more
        self.driver.get(f"{self.address}?{urlencode(asked)}")

    def until(self, look: Callable[[], Any]) -> Any:
        """Wait for something to be so."""
        waiting = WebDriverWait(self.driver, PATIENCE, 0.05, ignored_exceptions=_PASSING)
        return waiting.until(lambda _: look())

    def find(self, what: str) -> WebElement:
        """Something by a selector, or by an XPath."""
        by = By.XPATH if what.startswith(("/", "(", ".")) and "//" in what else By.CSS_SELECTOR
        return self.driver.find_element(by, what)

    def all(self, selector: str) -> list[WebElement]:
        """Everything of a selector."""
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def click(self, what: str) -> None:
        """Click as soon as one can."""

        def clicked() -> bool:
            found = self.find(what)
            self.driver.execute_script(
                "arguments[0].scrollIntoView({block: 'nearest', behavior: 'instant'})", found
            )
            found.click()
            return True

        self.until(clicked)

    def button(self, label: str, within: str = "body") -> None:
        """Click the last button or link of a label."""
        path = f"//{within}//*[self::button or self::a][normalize-space()={quoted(label)}]"
        self.click(f"({path})[last()]")

    def press(self, label: str) -> None:
        """Press the first button of the bot's newest message that has buttons, by its label."""
        keys = "(//div[contains(@class, 'keyboard')])[last()]//*[self::button or self::a]"
        self.click(f"({keys}[contains(., {quoted(label)})])[1]")

    def text(self, selector: str) -> str:
        """What is written there, seen or not."""
        return str(self.find(selector).get_property("textContent"))

    def wait_for(self, text: str, selector: str = "#chat") -> None:
        """Wait until a text is there."""
        self.until(lambda: text in self.text(selector))

    def wait_gone(self, text: str, selector: str = "#chat") -> None:
        """Wait until a text is there no more."""
        self.until(lambda: text not in self.text(selector))

    def fill(self, selector: str, text: str) -> None:
        """Write into another field."""

        def filled() -> bool:
            found = self.find(selector)
            found.clear()
            found.send_keys(text)
            return found.get_property("value") == text

        self.until(filled)

    def write(self, text: str) -> None:
        """Write into the text field, and send."""
        self.until(lambda: self.find("#text").is_enabled())
        self.find("#text").send_keys(text, Keys.ENTER)
        self.until(lambda: not self.find("#text").get_property("value"))

    def message(self, text: str) -> str:
        """The XPath of the newest message with a text."""
        return f"(//li[contains(@class, 'message')][contains(., {quoted(text)})])[last()]"

    def menu(self, text: str, label: str) -> None:
        """Choose from the menu of a message."""
        self.click(f"{self.message(text)}//summary")
        self.click(
            f"{self.message(text)}//details//*[self::button or self::a]"
            f"[normalize-space()={quoted(label)} or @aria-label={quoted(label)}]"
        )

    def show(self, part: str) -> None:
        """Turn to a part of the page; on a wide screen all are there."""
        if self.phone:
            self.click(f"[data-show={part}]")

    def unfold(self, label: str) -> None:
        """Open one of the lists on the left."""
        self.show("left")
        path = f"//summary[normalize-space()={quoted(label)}]"

        def opened() -> bool:
            if not self.find(f"{path}/..").get_property("open"):
                self.find(path).click()
            return bool(self.find(f"{path}/..").get_property("open"))

        self.until(opened)

    def choose(self, selector: str, value: str) -> None:
        """Choose from a list."""

        def chosen() -> bool:
            found = Select(self.find(selector))
            found.select_by_value(value)
            return found.first_selected_option.get_property("value") == value

        self.until(chosen)

    def alert(self) -> str:
        """The alert that is shown; it is closed."""
        self.until(lambda: self.find("dialog[open] p").text)
        said = self.find("dialog[open] p").text
        self.click("dialog[open] button")
        self.until(lambda: not self.all("dialog[open]"))
        return said

    def run(self, script: str, *given: object) -> Any:
        """What a piece of JavaScript gives back."""
        return self.driver.execute_script(script, *given)

    def complaints(self) -> list[str]:
        """What the browser wrote to its console since one last asked."""
        return [one["message"] for one in self.driver.get_log("browser")]


def quoted(text: str) -> str:
    """A text in an XPath."""
    if "'" not in text:
        return f"'{text}'"
    return f'"{text}"'
