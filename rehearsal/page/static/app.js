// What the page cannot say in HTML: live changes, scrolling, alerts, tabs on a phone.
"use strict";

const body = document.body;
const here = body.dataset.here;
const cut = document.getElementById("cut");
const field = document.getElementById("text");

// -- live ------------------------------------------------------------------------------
let waiting = 0;
const source = new EventSource("events");
source.onmessage = () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => htmx.trigger(body, "stage"), 40);
};
let misses = 0;
source.onopen = () => {
  misses = 0;
  cut.hidden = true;
};
source.onerror = () => {
  misses += 1;
  if (misses < 3 || !cut.hidden) return;
  cut.hidden = false;
  cut.textContent = cut.dataset.text;
};
window.addEventListener("pagehide", () => source.close());
window.addEventListener("pageshow", (event) => event.persisted && location.reload());

// A part that looks the same stays, and so does one in which somebody writes or chooses, until
// they are done. Messages are exchanged one by one, so that only new ones are read aloud.
const shown = new Map();
const late = new Set();
const origin = new WeakMap();
for (const item of document.getElementById("chat").children) origin.set(item, item.outerHTML);
for (const part of document.querySelectorAll("[hx-get]")) shown.set(part.id, part.innerHTML.trim());
function parsed(text) {
  const template = document.createElement("template");
  template.innerHTML = text;
  return template;
}
document.addEventListener("htmx:beforeSwap", (event) => {
  const part = event.detail.target;
  if (!part.id || event.detail.xhr.status !== 200) return;
  const fresh = parsed(event.detail.xhr.responseText);
  const text = fresh.innerHTML.trim();
  if ((isBusy(part) && part.id !== "chat") || shown.get(part.id) === text) {
    if (shown.get(part.id) !== text) late.add(part.id);
    event.detail.shouldSwap = false;
    return;
  }
  shown.set(part.id, text);
  if (part.id === "chat") {
    event.detail.shouldSwap = false;
    exchange(part, fresh.content);
  } else keep(part);
});
document.addEventListener("focusout", (event) => {
  if (!late.size) return;
  setTimeout(() => {
    if (isBusy(body)) return;
    for (const id of late) shown.delete(id);
    late.clear();
    htmx.trigger(body, "stage");
  });
});
function isBusy(part) {
  const active = document.activeElement;
  return part.contains(active) && active.id !== "text" &&
    active.matches("input:not([type=hidden]), textarea, select");
}

let kept = null;
function keep(part) {
  kept = {
    open: [...part.querySelectorAll("details[open]")].map(place),
    focus: part.contains(document.activeElement) ? [...part.querySelectorAll(CAN)].indexOf(document.activeElement) : -1,
    scroll: part.scrollTop,
  };
}
const CAN = "a, button, summary";
function place(details) {
  const summary = details.querySelector("summary");
  return details.className + "/" + (summary.getAttribute("aria-label") || summary.textContent);
}
function restore(part) {
  if (!kept) return;
  for (const details of part.querySelectorAll("details")) {
    if (kept.open.includes(place(details))) details.open = true;
  }
  const again = part.querySelectorAll(CAN)[kept.focus];
  if (again) again.focus({ preventScroll: true });
  part.scrollTop = kept.scroll;
  kept = null;
}
document.addEventListener("htmx:afterSwap", (event) => restore(event.detail.target));

const log = document.getElementById("log");
function exchange(list, fresh) {
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  const before = new Map([...list.children].map((item) => [item.id, item]));
  let at = list.firstElementChild;
  for (const item of [...fresh.children]) {
    const old = before.get(item.id);
    before.delete(item.id);
    const busy = old && isBusy(old);
    if (busy) late.add(list.id);
    if (busy || (old && origin.get(old) === item.outerHTML)) {
      if (old === at) at = at.nextElementSibling;
      else list.insertBefore(old, at);
      continue;
    }
    origin.set(item, item.outerHTML);
    if (old) {
      keep(old);
      if (old === at) at = at.nextElementSibling;
      old.replaceWith(item);
      restore(item);
    } else list.insertBefore(item, at);
    htmx.process(item);
  }
  for (const item of before.values()) item.remove();
  if (atEnd) toEnd();
}
function toEnd() {
  log.scrollTop = log.scrollHeight;
}
toEnd();
window.addEventListener("load", toEnd);

// -- alerts ----------------------------------------------------------------------------
const dialog = document.getElementById("alert");
const toast = document.getElementById("toast");
let fading = 0;
function say(text, alert) {
  if (alert) {
    dialog.querySelector("p").textContent = text;
    if (!dialog.open) dialog.showModal();
    return;
  }
  toast.textContent = text;
  toast.classList.add("on");
  clearTimeout(fading);
  fading = setTimeout(() => toast.classList.remove("on"), 4000);
}
// Read from the request itself: htmx tells nobody when the form that asked was exchanged meanwhile.
document.addEventListener("htmx:beforeSend", (event) => {
  const xhr = event.detail.xhr;
  xhr.addEventListener("load", () => heed(JSON.parse(xhr.getResponseHeader("HX-Trigger") || "{}")));
});
function heed(told) {
  if (told.said) say(told.said.text, told.said.alert);
  if ("anew" in told) location.reload();
  if (told.moved) location.search = change({ who: told.moved, chat: "bot:" + told.moved, topic: null });
}
function change(other) {
  const query = new URLSearchParams(here);
  for (const [key, value] of Object.entries(other)) {
    if (value === null) query.delete(key);
    else query.set(key, value);
  }
  return "?" + query.toString();
}
document.addEventListener("htmx:responseError", (event) => say(event.detail.xhr.responseText || "✗", true));
document.addEventListener("htmx:sendError", () => say("✗", false));

// -- writing ---------------------------------------------------------------------------
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.detail.elt;
  const told = JSON.parse(event.detail.xhr.getResponseHeader("HX-Trigger") || "{}");
  const refused = told.said && told.said.alert;
  if (!event.detail.successful || refused || !(form instanceof HTMLFormElement)) return;
  const after = form.dataset.clear;
  if (after === "1") {
    form.reset();
    grow(field);
    toEnd();
  } else if (after) location.replace(after);
  if (form.matches("[data-reset]")) form.reset();
  const menu = form.closest("details.menu");
  if (menu && menu.open) shut(menu);
  if (form !== field.form && isBusy(form)) form.querySelector("button").focus();
});
function fill(said) {
  show("chat");
  field.value = said;
  grow(field);
  field.focus();
  field.setSelectionRange(said.length, said.length);
}
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-fill], button.command");
  if (button) fill(button.dataset.fill || button.textContent);
});
function grow(area) {
  if (!area) return;
  area.style.height = "auto";
  area.style.height = Math.min(area.scrollHeight, 160) + "px";
}
document.addEventListener("input", (event) => {
  if (event.target === field) grow(field);
});
document.addEventListener("keydown", (event) => {
  if (event.target === field && event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    if (field.value.trim()) field.form.requestSubmit();
  } else if (event.key === "Escape") {
    for (const menu of document.querySelectorAll("details.menu[open]")) shut(menu);
  }
});
function shut(menu) {
  const inside = menu.contains(document.activeElement);
  menu.open = false;
  if (inside) menu.querySelector("summary").focus();
}
// A menu opens to where there is room for it.
document.addEventListener("toggle", (event) => {
  const menu = event.target;
  if (!menu.matches("details.menu") || !menu.open) return;
  const panel = menu.querySelector("div");
  const room = menu.closest(".log, .room, main").getBoundingClientRect();
  const head = menu.getBoundingClientRect();
  const up = head.top - room.top, down = room.bottom - head.bottom;
  menu.classList.toggle("up", down < panel.offsetHeight + 8 && up > down);
  panel.style.maxHeight = Math.max(up, down) - 8 + "px";
  panel.style.translate = "";
  const box = panel.getBoundingClientRect();
  const wide = document.documentElement.clientWidth - 6;
  const aside = box.left < 6 ? 6 - box.left : box.right > wide ? wide - box.right : 0;
  if (aside) panel.style.translate = aside + "px 0";
}, true);
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// -- tabs, theme, links ----------------------------------------------------------------
function show(part) {
  body.dataset.view = part;
  for (const tab of document.querySelectorAll("[data-show]")) {
    if (tab.dataset.show === part) tab.setAttribute("aria-current", "true");
    else tab.removeAttribute("aria-current");
  }
}
for (const tab of document.querySelectorAll("[data-show]")) {
  tab.addEventListener("click", () => {
    show(tab.dataset.show);
    toEnd();
  });
}
document.addEventListener("click", (event) => {
  const look = event.target.closest("[data-look]");
  if (look) {
    show(look.dataset.look);
    const part = document.getElementById(look.dataset.look);
    part.scrollTop = 0;
    part.focus();
    part.classList.remove("look");
    requestAnimationFrame(() => part.classList.add("look"));
  }
  if (event.target.closest("[data-dismiss]")) {
    localStorage.setItem("hints", "off");
    body.dataset.hints = "off";
    field.focus();
  }
});
body.dataset.hints = localStorage.getItem("hints") || "on";
const themes = ["", "light", "dark"];
function paint(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}
let theme = localStorage.getItem("theme") || "";
paint(theme);
document.querySelector("[data-theme-toggle]").addEventListener("click", () => {
  theme = themes[(themes.indexOf(theme) + 1) % themes.length];
  localStorage.setItem("theme", theme);
  paint(theme);
});
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy-link]");
  if (!button) return;
  const answer = await fetch("link");
  const text = await answer.text();
  if (!answer.ok) return say(text, true);
  const link = location.origin + location.pathname + here + "#again=" + text;
  try {
    await navigator.clipboard.writeText(link);
    say(button.textContent + " ✓", false);
  } catch {
    say(link, true);
  }
});
if (location.hash.startsWith("#again=")) {
  const code = location.hash.slice(7);
  history.replaceState(null, "", location.pathname + location.search);
  htmx.ajax("POST", "again", { values: { code: code }, swap: "none", source: body });
}
if (location.hash === "#composer") field.focus();
if (location.hash === "#fill") {
  history.replaceState(null, "", location.pathname + location.search);
  const ready = document.querySelector("[data-fill]");
  if (ready) fill(ready.dataset.fill);
}
grow(field);
