"""The pictures in `docs/pictures/`, taken of the page by Chromium: `python -m tools.pictures`."""

from __future__ import annotations

import struct
import subprocess
import sys
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from urllib.parse import urlencode

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
WIDE, PHONE = (1280, 800), (390, 844)
PATIENCE = 60.0

ANEW = """
const said = new URLSearchParams({scene: "ad", lang: arguments[0]});
fetch("scene", {method: "POST", body: said, headers: {"HX-Request": "true"}})
  .then(() => arguments[1]());
"""


@contextmanager
def rehearsed() -> Iterator[str]:
    """`louzhang rehearse` in a process of its own; the page's address."""
    command = [sys.executable, "-m", "bot", "rehearse", "--port", "0", "--language", "zh"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


@contextmanager
def chromium() -> Iterator[webdriver.Chrome]:
    """A browser nobody sees."""
    options = webdriver.ChromeOptions()
    options.binary_location = which("chromium") or ""
    for one in ("--headless=new", "--no-sandbox", "--hide-scrollbars", "--disable-dev-shm-usage"):
        options.add_argument(one)
    driver = webdriver.Chrome(options=options, service=Service(which("chromedriver")))
    driver.set_script_timeout(PATIENCE)
    try:
        yield driver
    finally:
        driver.quit()


class Camera:
    """Takes pictures of the page."""

    def __init__(self, driver: webdriver.Chrome, address: str) -> None:
        self._driver = driver
        self._address = address
        self._lang = "zh"

    def begin(self, lang: str) -> None:
        """Have somebody advertise, in a language."""
        self._lang = lang
        self._driver.get(self._address)
        self._driver.execute_async_script(ANEW, lang)

    def look(self, who: str, chat: str, size: tuple[int, int], *, dark: bool = False) -> None:
        """Look at a chat as somebody, on a screen of that size, when the case is there."""
        width, height = size
        shape = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self._driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", shape)
        theme = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        self._driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": theme})
        asked = {"who": who, "chat": chat, "lang": self._lang}
        self._driver.get(f"{self._address}?{urlencode(asked)}")
        if chat == "club":
            self.wait(".case")

    def wait(self, selector: str) -> None:
        """Wait until something is there."""
        WebDriverWait(self._driver, PATIENCE).until(
            lambda driver: driver.find_elements(By.CSS_SELECTOR, selector)
        )

    def click(self, selector: str) -> None:
        """Press something."""
        self._driver.find_element(By.CSS_SELECTOR, selector).click()

    def take(self, name: str) -> None:
        """Take the picture."""
        self._driver.execute_script("document.activeElement.blur()")
        FOLDER.mkdir(exist_ok=True)
        (FOLDER / f"{name}.png").write_bytes(smaller(self._driver.get_screenshot_as_png()))


def smaller(picture: bytes) -> bytes:
    """The same PNG with a palette of the frequent colours, and of those that are like none."""
    width, height, _, kind = struct.unpack(">IIBB", picture[16:26])
    size, packed, at = {2: 3, 6: 4}[kind], b"", 8
    while at < len(picture):
        (length,) = struct.unpack(">I", picture[at : at + 4])
        if picture[at + 4 : at + 8] == b"IDAT":
            packed += picture[at + 8 : at + 8 + length]
        at += length + 12
    rows = _rows(zlib.decompress(packed), width * size, size)
    pixels = [
        [(row[x], row[x + 1], row[x + 2]) for x in range(0, width * size, size)] for row in rows
    ]
    counted = Counter(one for row in pixels for one in row)
    palette = [colour for colour, _ in counted.most_common(128)]
    near = {one: min((_apart(one, two), n) for n, two in enumerate(palette)) for one in counted}
    while len(palette) < 256:
        worst = max(near, key=lambda one: near[one][0] * counted[one])
        palette.append(worst)
        last = len(palette) - 1
        near = {one: min(was, (_apart(one, worst), last)) for one, was in near.items()}
    told = b"".join(b"\0" + bytes(near[one][1] for one in row) for row in pixels)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0))
        + _chunk(b"PLTE", b"".join(map(bytes, palette)))
        + _chunk(b"IDAT", zlib.compress(told, 9))
        + _chunk(b"IEND", b"")
    )


def _apart(one: tuple[int, int, int], other: tuple[int, int, int]) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def _rows(data: bytes, width: int, size: int) -> Iterator[bytearray]:
    """The rows of a picture, with the filters taken back."""
    above = bytearray(width)
    for start in range(0, len(data), width + 1):
        row = bytearray(data[start + 1 : start + 1 + width])
        for x in range(width):
            left = row[x - size] if x >= size else 0
            corner = above[x - size] if x >= size else 0
            row[x] = (row[x] + _guess(data[start], left, above[x], corner)) & 255
        yield row
        above = row


def _guess(kind: int, left: int, up: int, corner: int) -> int:
    """What a filter of PNG expects of a byte."""
    if kind == 4:
        a, b, c = abs(up - corner), abs(left - corner), abs(left + up - 2 * corner)
        return left if a <= b and a <= c else up if b <= c else corner
    return (0, left, up, (left + up) // 2)[kind]


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def main() -> None:
    """Take every picture."""
    with rehearsed() as address, chromium() as driver:
        camera = Camera(driver, address)
        camera.begin("zh")
        camera.look("member1", "club", WIDE)
        camera.take("wide-zh")
        camera.look("advertiser", "club", PHONE)
        camera.take("phone-zh")
        camera.begin("en")
        camera.look("owner", "club", WIDE, dark=True)
        camera.take("wide-en-dark")
        camera.look("owner", "club", PHONE)
        camera.click("[data-show=why]")
        camera.take("phone-en-why")


if __name__ == "__main__":
    main()
