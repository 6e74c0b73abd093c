// Keys: whatever carries data-key can be done without the mouse. The page stays whole without this.
//
//   data-key="1"           presses a link or button, focuses a field; "g i": g, then i
//   data-key-title="…"     its words in the help (else the element's own words)
//   data-key-item          j and k move through these, Enter opens what has the focus
//   data-key-send          the button that Ctrl+Enter presses while one types in its form
//
// Nothing happens while somebody types; Escape leaves the field. Who is disturbed by single keys
// turns them off in the help (WCAG 2.1.4); Ctrl+Enter and Escape stay.

const OFF = "fadu.keys.off";
const PAUSE = 1500;
const PRESSED = "[type='checkbox'], [type='radio'], [type='button'], [type='submit'], [type='hidden']";
const TEXT = `textarea, select, [contenteditable='true'], input:not(${PRESSED})`;
const FIELD = `${TEXT}, input:is([type='checkbox'], [type='radio'])`;
const help = document.getElementById("keys");
const toggle = document.getElementById("keys-off");

let first = "";
let since = 0;

const visible = (element) => element.checkVisibility() && !element.closest(":disabled, [inert]");
const carriers = () => [...document.querySelectorAll("[data-key]")].filter(visible);
const turnedOff = () => localStorage.getItem(OFF) === "yes";

// With a Chinese input method on, some systems name every key "Process"; ？ is its question mark.
const keyOf = (event) => {
  if (event.key === "？") return "?";
  if (event.key === "Process" || event.key === "Unidentified") {
    if (event.code === "Slash" && event.shiftKey) return "?";
    return event.code.replace(/^(Key|Digit|Numpad)/, "").toLowerCase();
  }
  return event.key.length === 1 ? event.key.toLowerCase() : event.key;
};

// What unfolds by its key is meant to be filled in: the first field gets the focus.
const doIt = (element) => {
  if (element.matches(TEXT)) return element.focus();
  const folded = element.matches("summary") && element.parentElement;
  if (!folded?.open) element.click();
  if (folded) (folded.querySelector(FIELD) || element).focus();
};

const move = (by) => {
  const items = [...document.querySelectorAll("[data-key-item]")].filter(visible);
  if (!items.length) return false;
  const now = items.indexOf(document.activeElement.closest("[data-key-item]"));
  const last = items.length - 1;
  const start = by > 0 ? 0 : last;
  const next = now < 0 ? start : Math.min(last, Math.max(0, now + by));
  items[next].focus();
  items[next].scrollIntoView({ block: "nearest" });
  return true;
};

const whileTyping = (event) => {
  if (event.key === "Escape" && !event.isComposing) event.target.blur();
  const button = event.target.form?.querySelector("[data-key-send]:not(:disabled)");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && button) {
    event.preventDefault();
    button.click();
  }
};

const pressed = (event) => {
  if (event.defaultPrevented) return;
  if (event.target.closest?.(TEXT)) return whileTyping(event);
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.querySelector("dialog[open]") || turnedOff()) return;
  const key = keyOf(event);
  const pair = event.timeStamp - since < PAUSE ? `${first} ${key}` : "";
  const found = carriers();
  const asked = (wanted) => found.find((element) => element.dataset.key === wanted);
  const element = (pair && asked(pair)) || asked(key);
  first = key;
  since = event.timeStamp;
  if (element) {
    first = "";
    event.preventDefault();
    doIt(element);
  } else if ((key === "j" || key === "k") && move(key === "j" ? 1 : -1)) {
    event.preventDefault();
  }
};

const row = (key, words) => {
  const line = document.createElement("div");
  const term = document.createElement("dt");
  const said = document.createElement("dd");
  for (const part of key.split(" ")) {
    const cap = document.createElement("kbd");
    cap.textContent = part;
    term.append(cap, " ");
  }
  said.textContent = words;
  line.append(term, said);
  return line;
};

const wordsOf = (element) => {
  const named = element.dataset.keyTitle || element.getAttribute("aria-label");
  if (named) return named;
  const copy = element.cloneNode(true);
  copy.querySelectorAll("kbd").forEach((cap) => cap.remove());
  return copy.textContent.trim().replace(/\s+/g, " ");
};

const fill = () => {
  const list = document.getElementById("keys-list");
  const rows = new Map(carriers().reverse().map((each) => [each.dataset.key, wordsOf(each)]));
  const items = [...document.querySelectorAll("[data-key-item]")].some(visible);
  if (items && !rows.has("j")) rows.set("j k", help.dataset.items);
  list.replaceChildren(...[...rows].reverse().map(([key, words]) => row(key, words)));
};

if (help) {
  const button = document.getElementById("keys-open");
  button.hidden = false;
  button.addEventListener("click", () => {
    fill();
    help.showModal();
  });
  toggle.checked = turnedOff();
  toggle.addEventListener("change", () => {
    localStorage.setItem(OFF, toggle.checked ? "yes" : "no");
    document.documentElement.classList.toggle("keys", !toggle.checked);
  });
}
for (const each of document.querySelectorAll("[data-key]")) {
  if (!each.dataset.key.includes(" ")) each.setAttribute("aria-keyshortcuts", each.dataset.key);
}
document.documentElement.classList.toggle("keys", !turnedOff());
document.addEventListener("keydown", pressed);
