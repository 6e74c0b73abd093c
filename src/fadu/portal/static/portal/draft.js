/* Saves what is being typed, in the background. What cannot reach the server is kept in this tab
   (sessionStorage, under the draft's own key, so that nobody else ever gets it) and put back. */

const form = document.querySelector("form[data-draft]");
const line = document.getElementById("saved");
const PAUSE = 1200;
const AGAIN = 8000;
const START = "fadu.draft:";

function fields() {
  const data = new FormData(form);
  for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
  data.delete("action");
  return data;
}

function typed() {
  const own = ["csrfmiddlewaretoken", "key", "revision"];
  return Object.fromEntries([...fields()].filter(([name]) => !own.includes(name)));
}

const place = form && START + form.dataset.draft;
let last = form && JSON.stringify(typed());
let timer = 0;
let busy = false;

function tell(state, more = "") {
  line.dataset.state = state;
  line.textContent = more || line.dataset[state];
}

function remember() {
  const held = { at: form.dataset.keep, revision: form.elements.revision.value, fields: typed() };
  sessionStorage.setItem(place, JSON.stringify(held));
}

async function keep() {
  clearTimeout(timer);
  const now = JSON.stringify(typed());
  if (busy || now === last) return;
  busy = true;
  remember();
  try {
    const answer = await fetch(form.dataset.keep, {
      method: "POST", body: fields(), redirect: "manual", credentials: "same-origin",
    });
    if (answer.ok) {
      const said = await answer.json();
      form.elements.revision.value = said.revision;
      last = now;
      sessionStorage.removeItem(place);
      tell("saved", `${line.dataset.saved} ${said.saved}`);
    } else if (answer.status === 409) {
      tell("late", (await answer.json()).words);
    } else {
      tell("gone");
    }
  } catch {
    tell("late");
    timer = setTimeout(keep, AGAIN);
  } finally {
    busy = false;
  }
  if (JSON.stringify(typed()) !== now) later();
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(keep, PAUSE);
}

function putBack() {
  const held = JSON.parse(sessionStorage.getItem(place) || "null");
  if (!held || held.at !== form.dataset.keep) return;
  sessionStorage.removeItem(place);
  if (held.revision !== form.elements.revision.value) return;
  let changed = false;
  for (const [name, value] of Object.entries(held.fields)) {
    const field = form.elements[name];
    if (!field || field.value === value || !("value" in field)) continue;
    field.value = value;
    changed = true;
  }
  if (!changed) return;
  tell("restored");
  later();
}

if (form) {
  for (const name of Object.keys(sessionStorage)) {
    if (name.startsWith(START) && name !== place) sessionStorage.removeItem(name);
  }
}
if (form && line) {
  putBack();
  form.addEventListener("input", later);
  form.addEventListener("change", later);
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (event.submitter?.value === "discard") sessionStorage.removeItem(place);
    else if (JSON.stringify(typed()) !== last) remember();
    last = JSON.stringify(typed());
  });
  addEventListener("online", keep);
  addEventListener("pagehide", () => {
    if (JSON.stringify(typed()) === last) return;
    remember();
    navigator.sendBeacon(form.dataset.keep, fields());
  });
}
