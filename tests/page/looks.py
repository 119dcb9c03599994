"""What a page must look like, asked of the browser itself."""

from tests.page.browsing import Page

SIDEWAYS = """
return [...document.querySelectorAll("body *")].filter((one) => {
  const box = one.getBoundingClientRect();
  const hidden = one.closest(".skip, #toast, .mine header");
  const beside = box.right > innerWidth + 1 || box.left < -1;
  return one.checkVisibility() && box.width && !hidden && beside;
}).map((one) => one.outerHTML.slice(0, 120));
"""

PALE = """
const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
function rgba(colour) {
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  const found = [...canvas.getImageData(0, 0, 1, 1).data];
  return [...found.slice(0, 3), found[3] / 255];
}
function over(top, below) {
  return [0, 1, 2].map((at) => top[at] * top[3] + below[at] * (1 - top[3])).concat(1);
}
function behind(element) {
  const layers = [];
  for (let one = element; one; one = one.parentElement) {
    layers.push(rgba(getComputedStyle(one).backgroundColor));
    if (layers.at(-1)[3] === 1) break;
  }
  return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255, 1]);
}
function light(colour) {
  const [red, green, blue] = colour.slice(0, 3).map((one) => {
    const part = one / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
const pale = new Set();
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const text = walker.currentNode.textContent.trim(), element = walker.currentNode.parentElement;
  if (!/[\\p{L}\\p{N}]/u.test(text) || !element.checkVisibility({opacityProperty: true})) continue;
  if (element.closest("#toast, option, :disabled, .spoiler")) continue;
  const back = behind(element);
  const ink = over(rgba(getComputedStyle(element).color), back);
  const [low, high] = [light(ink), light(back)].sort((one, other) => one - other);
  const ratio = (high + 0.05) / (low + 0.05);
  if (ratio < 4.5) pale.add(ratio.toFixed(2) + " " + text.slice(0, 40));
}
return [...pale];
"""


def fits(page: Page) -> bool:
    """Nothing is wider than the screen, in any part of the page."""
    for part in ("left", "why", "chat") if page.phone else ("chat",):
        page.show(part)
        assert page.run(SIDEWAYS) == []
        assert page.run("return document.documentElement.scrollWidth <= innerWidth")
    return True


def kicked(page: Page, name: str) -> None:
    """The ad is gone, so is who wrote it, and it is told why."""
    page.wait_for(page.says("page-removed", name=name))
    page.wait_for(page.says("page-left", name=name))
    page.wait_gone("abc12345")
    page.until(lambda: page.find("#head .strong").text == page.says("page-join"))
    page.button(page.says("page-hint-look"))
    page.wait_for(name, ".case:first-of-type h3")
    told = page.text(".case:first-of-type")
    assert page.says("act-kick") in told
    assert page.says("page-deleted") in told
    assert page.find(".case:first-of-type code").is_displayed()
    assert page.find("#why").get_property("scrollTop") == 0
